//! A parcel's way as its shopper sees it: the towns it was scanned in, where
//! it goes, and the piece of the world around them.

mod labels;
mod regions;

#[cfg(test)]
mod tests;

use crate::map::{Crop, Place};
use crate::places::{self, Spot};
use app::texts::{MapWords, ShopperTexts};
use doorstep::derive::Derived;
use doorstep::journey::Journey;
use doorstep::order::Address;
use doorstep::scan::{self, Reason, Status};
use doorstep::shipment::Direction;
use doorstep::view::map::{MapPoint, MapView};
use doorstep::words;
use labels::Named;
pub use regions::{RegionMap, regions};
use std::fmt::Write as _;

/// Of a longer way the newest part is shown; people have no use for more.
const MOST_STOPS: usize = 30;

/// A town on the way, or a region at its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Town {
    at: Place,
    /// Beside its mark ("Newark").
    name: String,
    /// In a sentence ("Newark, NJ").
    words: String,
}

impl Town {
    fn of(spot: Spot) -> Self {
        // Of GeoNames' codes only those of the US are people's own.
        let words = match &spot.region {
            Some(region) if spot.country == "US" => format!("{}, {region}", spot.name),
            _ => spot.name.clone(),
        };
        Self {
            at: Place {
                latitude: spot.latitude,
                longitude: spot.longitude,
            },
            name: spot.name,
            words,
        }
    }
}

/// Where an order goes, as finely as a map shows it: the town, else its
/// region, else the country.
#[must_use]
pub fn destination(address: &Address) -> Option<Town> {
    let place = scan::Place {
        city: address.city.clone(),
        region: address.region.clone(),
        // It tells which town of the name is meant; the town alone is shown.
        postal_code: address.postal_code.clone(),
        country: address.country.clone(),
    };
    if let Some(spot) = places::find(&place) {
        return Some(Town::of(spot));
    }
    let country = address.country.as_deref()?;
    let of_region = address.region.as_deref().and_then(|region| {
        let centre = places::region_centre(country, Some(region))?;
        Some((centre, region))
    });
    let of_country = || Some((places::region_centre(country, None)?, country));
    let ((latitude, longitude), name) = of_region.or_else(of_country)?;
    let name = words::region(name);
    Some(Town {
        at: Place {
            latitude,
            longitude,
        },
        words: name.clone(),
        name,
    })
}

/// A parcel's map; `None` when nobody has said a place that we know, and for
/// parcels that are not tracked. It stands on the page from the order on: a
/// map that came with the first scan would push aside what is being read.
pub fn view(
    texts: &dyn ShopperTexts,
    journey: &Journey,
    derived: &Derived,
    direction: Direction,
    destination: Option<&Town>,
) -> Option<MapView> {
    let stops = stops(journey);
    let goal = destination
        .filter(|_| direction == Direction::Outbound)
        .filter(|_| is_going_there(derived));
    let newest = stops.last();
    // Seen in its town, it has no further to go that a map could show.
    let ahead = goal.filter(|goal| newest.is_none_or(|newest| newest.words != goal.words));
    let way: Vec<Place> = stops.iter().chain(ahead).map(|town| town.at).collect();
    let crop = Crop::around(&way)?;
    let points: Vec<MapPoint> = stops.iter().map(|town| point(crop, town)).collect();
    let end = ahead.map(|town| point(crop, town));
    let whole: Vec<MapPoint> = points.iter().copied().chain(end).collect();
    let delivered = newest.filter(|_| derived.status == Status::Delivered);
    Some(MapView {
        picture: format!("/map/{crop}"),
        travelled: line(&points),
        ahead: line(&whole[points.len().saturating_sub(1)..]),
        stops: dots(&points),
        newest: points.last().copied(),
        destination: end,
        labels: labels::placed(&named(&stops, &points, ahead.zip(end)), &whole),
        words: texts.map_words(&MapWords {
            from: stops.first().map(|town| town.words.as_str()),
            to: goal.or(delivered).map(|town| town.words.as_str()),
            newest: newest.map(|town| town.words.as_str()),
        }),
    })
}

/// Whether a parcel is, as far as anybody knows, still to come.
fn is_going_there(derived: &Derived) -> bool {
    let over = matches!(
        derived.status,
        Status::Delivered | Status::Returning | Status::Returned | Status::Cancelled
    );
    !over && derived.reason != Some(Reason::Lost)
}

/// The towns it was scanned in while the carrier had it, as it came through
/// them.
fn stops(journey: &Journey) -> Vec<Town> {
    let mut towns: Vec<Town> = journey
        .stops()
        .iter()
        .filter(|stop| !stop.status.is_before_possession())
        .filter_map(|stop| places::find(&journey.scan_of(stop).place))
        .map(Town::of)
        .collect();
    towns.dedup();
    towns.drain(..towns.len().saturating_sub(MOST_STOPS));
    towns
}

fn point(crop: Crop, town: &Town) -> MapPoint {
    let (x, y) = crop.locate(town.at);
    MapPoint { x, y }
}

/// A path through points; none without a second one.
fn line(points: &[MapPoint]) -> String {
    let mut points = points.to_vec();
    points.dedup();
    let mut path = String::new();
    if points.len() > 1 {
        for (index, MapPoint { x, y }) in points.iter().enumerate() {
            let letter = if index == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{letter}{x} {y}");
        }
    }
    path
}

/// A dot for each place before the newest one. Those that would touch it, or
/// each other, are one mark with it.
fn dots(points: &[MapPoint]) -> String {
    let mut path = String::new();
    let mut marked: Vec<MapPoint> = points.last().copied().into_iter().collect();
    for at in points {
        if !marked.iter().any(|mark| is_near(*mark, *at)) {
            let _ = write!(path, "M{} {}h0", at.x, at.y);
            marked.push(*at);
        }
    }
    path
}

fn is_near(one: MapPoint, other: MapPoint) -> bool {
    one.x.abs_diff(other.x) < 14 && one.y.abs_diff(other.y) < 22
}

/// The places that should have a name, the most wanted first: the newest,
/// where it goes, where it came from, and the others from the newest back.
fn named<'a>(
    stops: &'a [Town],
    points: &[MapPoint],
    goal: Option<(&'a Town, MapPoint)>,
) -> Vec<Named<'a>> {
    let mut passed: Vec<(&Town, MapPoint)> = stops.iter().zip(points.iter().copied()).collect();
    let newest = passed.pop();
    let first = (!passed.is_empty()).then(|| passed.remove(0));
    let mut named: Vec<Named<'a>> = Vec::new();
    let wanted = newest.into_iter().chain(goal).chain(first);
    for (town, at) in wanted.chain(passed.into_iter().rev()) {
        if named.iter().all(|known| known.name != town.name) {
            named.push(Named {
                name: &town.name,
                at,
            });
        }
    }
    named
}
