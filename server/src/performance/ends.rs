//! The two ends of a parcel's way, spelled as the model and the figures know
//! them, whoever told of them.

use crate::places;
use doorstep::performance::Settlement;
use doorstep::promise::End;
use doorstep::scan::Place;

/// So much of a postal code tells a district, and no street.
const PREFIX: usize = 3;

/// Degrees are kept to a hundredth, about a kilometre: a town, and no house.
const PER_DEGREE: f64 = 100.0;

/// One end, of a place.
#[must_use]
pub fn end(place: &Place) -> End {
    spelled(End {
        country: place.country.clone(),
        region: place.region.clone(),
        postal_prefix: place.postal_code.clone(),
        point: places::find(place).map(|spot| (spot.latitude, spot.longitude)),
    })
}

/// One end, as somebody has written it. A country that we cannot read is none.
#[must_use]
pub fn spelled(said: End) -> End {
    let country = said.country.as_deref().and_then(places::country);
    let region = |said: &str| match &country {
        Some(country) => places::region_abbreviation(country, said),
        None => said.trim().to_uppercase(),
    };
    let prefix = |code: &str| {
        code.chars()
            .filter(|sign| !sign.is_whitespace())
            .take(PREFIX)
            .collect()
    };
    let rounded = |degrees: f64| (degrees * PER_DEGREE).round() / PER_DEGREE;
    End {
        region: said
            .region
            .as_deref()
            .map(region)
            .filter(|region| !region.is_empty()),
        postal_prefix: said.postal_prefix.as_deref().map(prefix),
        point: said.point.map(|(lat, lng)| (rounded(lat), rounded(lng))),
        country,
    }
}

/// What kind of place it is; none where it is not found.
#[must_use]
pub fn settlement(place: &Place) -> Option<Settlement> {
    let spot = places::find(place)?;
    Some(Settlement::of(spot.population))
}

/// What kind of place a point lies in, by the people of the nearest one; none
/// far from any.
#[must_use]
pub fn settlement_at(point: (f64, f64)) -> Option<Settlement> {
    places::people_near(point).map(Settlement::of)
}
