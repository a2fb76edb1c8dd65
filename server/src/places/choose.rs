//! Which of several places of one name is meant: the most populous, where that
//! leaves little doubt, and otherwise none.

use super::atlas::{Atlas, Called, PlaceId, Point, RegionId};
use std::ops::Range;

/// Places of one name within this distance are one: a town and its old centre,
/// its district, its commune. Kilometres.
const SAME_PLACE_KM: f64 = 25.0;
/// Of all people who live in places of the name, nine in ten live in the one
/// that is taken: parcels go where people are, so nine in ten parcels do too.
/// Springfield has no such place, Houston has; and so has Frankfurt, where one
/// lives on the Oder for eleven on the Main.
const TIMES_THE_REST: u64 = 9;
/// The table's smallest place; of some GeoNames does not know the people.
const FEWEST_PEOPLE: u32 = 500;
/// A city whose name needs no country.
pub const CITY_PEOPLE: u32 = 100_000;

const EARTH_RADIUS_KM: f64 = 6371.0;

/// Where a place is looked for.
pub struct Scope {
    /// Regions from and to; nothing is the whole world.
    pub areas: Vec<Range<RegionId>>,
    /// How little doubt there must be.
    pub doubt: Doubt,
}

/// What is said of where a place is, and so what may remain unsaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Its region or its country is known.
    Within,
    /// Its country is known, and of its region something that cannot be read:
    /// that would decide, so there must be nothing to decide.
    RegionUnread,
    /// Nothing is known, so it must be a city.
    Anywhere,
}

/// The place that is meant; `None` where that is open, or there is none.
#[must_use]
pub fn choose(atlas: &Atlas, called: &[Called], scope: &Scope) -> Option<PlaceId> {
    let mut within: Vec<Called> = called
        .iter()
        .filter(|place| scope.holds(atlas, place.id))
        .copied()
        .collect();
    // What a place is called in another language or was called once counts
    // only where no place is really called so.
    if within.iter().any(|place| place.by_own_name) {
        within.retain(|place| place.by_own_name);
    }
    let best = within
        .iter()
        .map(|place| place.id)
        .max_by_key(|place| (atlas.population(*place), u32::MAX - place))?;
    let rest = people_elsewhere(atlas, &within, best)?;
    let is_clear = match scope.doubt {
        Doubt::RegionUnread => rest == 0,
        Doubt::Within | Doubt::Anywhere => people(atlas, best) >= TIMES_THE_REST * rest,
    };
    let is_known = scope.doubt != Doubt::Anywhere || atlas.population(best) >= CITY_PEOPLE;
    (is_clear && is_known).then_some(best)
}

impl Scope {
    fn holds(&self, atlas: &Atlas, place: PlaceId) -> bool {
        self.areas.is_empty()
            || atlas
                .region_of(place)
                .is_some_and(|region| self.areas.iter().any(|area| area.contains(&region)))
    }
}

fn people_elsewhere(atlas: &Atlas, places: &[Called], best: PlaceId) -> Option<u64> {
    let here = atlas.point(best)?;
    let elsewhere = places.iter().filter(|place| {
        let there = atlas.point(place.id);
        there.is_none_or(|there| kilometres(here, there) > SAME_PLACE_KM)
    });
    Some(elsewhere.map(|place| people(atlas, place.id)).sum())
}

fn people(atlas: &Atlas, place: PlaceId) -> u64 {
    u64::from(atlas.population(place).max(FEWEST_PEOPLE))
}

/// The distance of two points; on a flat map, which will do for near ones.
pub fn kilometres(one: Point, other: Point) -> f64 {
    let north = (one.0 - other.0).to_radians();
    // Around the globe the short way, past 180 degrees too.
    let turn = (one.1 - other.1 + 540.0).rem_euclid(360.0) - 180.0;
    let east = turn.to_radians() * one.0.to_radians().cos();
    EARTH_RADIUS_KM * north.hypot(east)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_is_near_on_both_sides_of_the_date_line() {
        let near = kilometres((-16.8, 179.95), (-16.8, -179.95));
        assert!((10.0..12.0).contains(&near), "{near}");
        let far = kilometres((40.7, -74.0), (40.7, -73.0));
        assert!((83.0..86.0).contains(&far), "{far}");
    }
}
