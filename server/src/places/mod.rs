//! Places, found offline: where a carrier's town is, and which clock it keeps.
//!
//! The table is GeoNames' (CC BY 4.0), made by `server/data/places/make.py`. A
//! carrier's words are folded, looked up as they stand, and then taken apart
//! from depots, airports, states and countries. What stays ambiguous is not
//! found: a parcel on the wrong map is worse than one on none.
//! - Where the region is known, by name, code or postal code, only its places
//!   count; without it those of the country; without that only cities of
//!   100,000 people count, anywhere.
//! - Places of one name within 25 km are one. Of several the most populous is
//!   taken if nine in ten of their people live there.
//! - Where a region is given that cannot be read, there must be only one.
//! - Names in other languages count where no place bears the name itself.

mod atlas;
mod choose;
mod fold;
mod nearest;
mod postal;
mod reading;
mod region_table;
mod regions;
mod said;
#[cfg(test)]
mod tests;

pub use fold::plain;
pub use nearest::people_near;

use crate::carriers::words;
use atlas::{Atlas, PlaceId};
use chrono_tz::Tz;
use doorstep::scan::Place;
use said::Said;

/// The longest text that may name a town, in bytes: longer ones are no names.
const LONGEST: usize = 200;

/// Where a place is.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Degrees north, to a thousandth.
    pub latitude: f64,
    /// Degrees east, to a thousandth.
    pub longitude: f64,
    /// The clock it keeps.
    pub zone: Tz,
    /// How many people live there; 0 where that is not known.
    pub population: u32,
    /// Its name, properly written: `Louisville`.
    pub name: String,
    /// GeoNames' code of the region it is in, which is not the carriers'.
    pub region: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// Finds a place as carriers write them; `None` where there is none of that
/// name, or it stays open which is meant.
#[must_use]
pub fn find(place: &Place) -> Option<Spot> {
    let atlas = Atlas::get()?;
    let id = locate(atlas, place)?;
    let (latitude, longitude) = atlas.point(id)?;
    let (country, region) = atlas.codes(id)?;
    Some(Spot {
        latitude,
        longitude,
        zone: atlas.zone(id)?,
        population: atlas.population(id),
        name: atlas.name(id)?.to_owned(),
        region: (!region.is_empty()).then(|| region.to_owned()),
        country: country.to_owned(),
    })
}

/// The clock of a place, where it is found; for who needs nothing else of it.
#[must_use]
pub fn zone(place: &Place) -> Option<Tz> {
    let atlas = Atlas::get()?;
    atlas.zone(locate(atlas, place)?)
}

/// The middle of a region's people, latitude and longitude in degrees, or of a
/// country's where no region is given: for a map that may show nothing finer.
/// Both may be as carriers write them; the region may also be a [`Spot`]'s.
/// `None` where one of them cannot be read: ask again without the region.
#[must_use]
pub fn region_centre(country: &str, region: Option<&str>) -> Option<(f64, f64)> {
    let atlas = Atlas::get()?;
    let country = words::country(country)?;
    let Some(region) = region else {
        return atlas.country_centre(&country);
    };
    if let Some(land) = regions::land(&country, region) {
        return atlas.country_centre(land);
    }
    let code = regions::code(&country, region).unwrap_or(region);
    atlas.region_centre(atlas.region(&country, code)?)
}

/// The one code of a country, however carriers write it.
#[must_use]
pub fn country(said: &str) -> Option<String> {
    words::country(said)
}

/// The one spelling of a region of a country, however carriers write it; in
/// capitals where it cannot be read.
#[must_use]
pub fn region(country: &str, said: &str) -> String {
    let code = regions::code(country, said).map(str::to_owned);
    code.unwrap_or_else(|| said.trim().to_uppercase())
}

/// What people call a region of a country in the fewest letters ("NY"), however
/// carriers or shops write it; in capitals where it cannot be read.
#[must_use]
pub fn region_abbreviation(country: &str, said: &str) -> String {
    let short = regions::abbreviation(country, said).map(str::to_owned);
    short.unwrap_or_else(|| said.trim().to_uppercase())
}

fn locate(atlas: &Atlas, place: &Place) -> Option<PlaceId> {
    let city = place.city.as_deref().filter(|city| city.len() <= LONGEST)?;
    let mut said = Said::of(atlas, place)?;
    if said == Said::default() {
        // A country in the town's place: Jamaica is none of its namesakes. And
        // a hub is none of them either: there is a city called so.
        let is_town = said.take_country(city) || reading::names_a_town(city);
        is_town.then_some(())?;
    }
    said.find(atlas, &fold::words(city)).or_else(|| {
        let mut readings = reading::apart(city, &said).into_iter();
        readings.find_map(|reading| {
            let found = reading.said.find(atlas, &reading.town)?;
            let is_city = atlas.population(found) >= choose::CITY_PEOPLE;
            (is_city || !reading.is_cut).then_some(found)
        })
    })
}
