//! The piece of the world around the regions of a chart, and where each has
//! its middle in it.

use crate::map::{Crop, Place};
use crate::places;
use doorstep::view::map::MapPoint;

/// A map for regions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionMap {
    /// The address of the picture; none where no region is known.
    pub picture: Option<String>,
    /// Where each region asked for has its middle; none where nobody knows.
    pub places: Vec<Option<MapPoint>>,
}

/// The map of regions, each as its country and, but for a country as a whole,
/// its code or name.
#[must_use]
pub fn regions(of: &[(&str, Option<&str>)]) -> RegionMap {
    let centres: Vec<Option<Place>> = of
        .iter()
        .map(|(country, region)| {
            let (latitude, longitude) = places::region_centre(country, *region)?;
            Some(Place {
                latitude,
                longitude,
            })
        })
        .collect();
    let known: Vec<Place> = centres.iter().copied().flatten().collect();
    let crop = Crop::around(&known);
    let point = |place: Place| {
        let (x, y) = crop?.locate(place);
        Some(MapPoint { x, y })
    };
    RegionMap {
        picture: crop.map(|crop| format!("/map/{crop}")),
        places: centres
            .into_iter()
            .map(|centre| centre.and_then(point))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_lie_in_their_picture_as_they_lie_on_earth() {
        let map = regions(&[
            ("BR", Some("SP")),
            ("BR", Some("RR")),
            ("BR", Some("nowhere")),
            ("BR", None),
        ]);
        let picture = map.picture.unwrap();
        let crop: Result<Crop, _> = picture.trim_start_matches("/map/").parse();
        assert!(crop.is_ok(), "{picture}");
        let [south, north] = [0, 1].map(|index: usize| map.places[index].unwrap());
        assert!(
            north.y < south.y && north.x < south.x,
            "{north:?} {south:?}"
        );
        assert_eq!(map.places[2], None);
        assert!(map.places[3].is_some());
    }

    #[test]
    fn no_known_region_has_no_picture() {
        let map = regions(&[("XX", Some("YY"))]);
        assert_eq!(map.picture, None);
        assert_eq!(map.places, [None]);
    }
}
