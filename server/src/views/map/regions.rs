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

    #[test]
    fn scratch_map() {
        use doorstep::view::chart::*;
        let states = [
            ("SP", 94.5, 41746),
            ("RJ", 86.5, 12852),
            ("MG", 94.4, 11635),
            ("RS", 92.8, 5466),
            ("PR", 95.0, 5045),
            ("SC", 90.2, 3637),
            ("BA", 86.0, 3380),
            ("DF", 92.9, 2140),
            ("ES", 87.8, 2033),
            ("GO", 91.8, 2020),
            ("PE", 89.2, 1652),
            ("CE", 84.7, 1336),
            ("PA", 87.6, 975),
            ("MT", 93.2, 907),
            ("MA", 80.3, 747),
            ("MS", 88.4, 715),
            ("PB", 89.0, 536),
            ("PI", 84.0, 495),
            ("RN", 89.2, 485),
            ("AL", 76.1, 413),
            ("SE", 84.8, 350),
            ("TO", 87.2, 280),
            ("RO", 97.1, 253),
            ("AM", 95.9, 148),
            ("AC", 96.2, 81),
            ("AP", 95.5, 68),
            ("RR", 87.8, 24),
        ];
        let asked: Vec<(&str, Option<&str>)> = states.iter().map(|s| ("BR", Some(s.0))).collect();
        let map = regions(&asked);
        let name = map.picture.clone().unwrap();
        let crop: Crop = name.trim_start_matches("/map/").parse().unwrap();
        std::fs::create_dir_all("/tmp/charts").unwrap();
        std::fs::write("/tmp/charts/map.svg", crate::map::draw(crop)).unwrap();
        let regions = states
            .iter()
            .zip(&map.places)
            .map(|(s, at)| Region {
                at: *at,
                point: Point {
                    label: s.0.into(),
                    figure: Figure {
                        value: Some(s.1),
                        n: s.2,
                        interval: Some(Interval {
                            low: s.1 - 300.0 / f64::from(s.2 as u32),
                            high: (s.1 + 300.0 / f64::from(s.2 as u32)).min(100.0),
                        }),
                        thin: s.2 < 100,
                        link: Some(format!("/x?{}", s.0)),
                    },
                },
            })
            .collect();
        let view = ChartView { name: "brazil".into(), finding: "Alagoas and Maranhao get their parcels late: 76 % and 80 % on time, 17 and 13 points below the rest".into(), note: None, n: 99441, thin: false, why_empty: None, csv: None, picture: Picture::Regions(Regions { over: "State".into(), measure: Measure { name: "On time".into(), unit: Unit::Percent }, map: Some("map.svg".into()), regions }) };
        let owner = leptos::prelude::Owner::new();
        use leptos::prelude::RenderHtml;
        let html =
            owner.with(|| app::ui::chart::chart(&view, app::texts::for_staff("en")).to_html());
        std::fs::write("/tmp/charts/regions.html", html).unwrap();
    }
}
