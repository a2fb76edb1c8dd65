//! The place that lies nearest to a point.

use super::atlas::{Atlas, PlaceId, Point};
use super::choose::kilometres;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How wide a square of the globe is, in degrees.
const SQUARE: f64 = 0.25;

/// Kilometres of a degree of latitude.
const PER_DEGREE: f64 = 111.2;

/// Beyond it a point is near no place.
const FARTHEST_KM: f64 = 100.0;

/// So many squares are looked through in each direction; far enough for the
/// distance above wherever people live.
const FARTHEST: i16 = 12;

/// A square, counted from the south pole and from the date line.
type Square = (i16, i16);

/// Round the globe there are so many.
const AROUND: i16 = (360.0 / SQUARE) as i16;

/// Made when the first point is looked for, once.
static SQUARES: LazyLock<HashMap<Square, Vec<PlaceId>>> = LazyLock::new(|| {
    let mut squares: HashMap<Square, Vec<PlaceId>> = HashMap::new();
    let Some(atlas) = Atlas::get() else {
        return squares;
    };
    for (place, point) in (0..).map_while(|place| Some((place, atlas.point(place)?))) {
        squares.entry(square(point)).or_default().push(place);
    }
    squares
});

fn square((latitude, longitude): Point) -> Square {
    let north = ((latitude + 90.0) / SQUARE).floor() as i16;
    let east = ((longitude + 180.0) / SQUARE).floor() as i16;
    (north, east.rem_euclid(AROUND))
}

/// How many people live in the place nearest to a point; 0 where that is not
/// known, and `None` far from any place.
#[must_use]
pub fn people_near(point: Point) -> Option<u32> {
    let atlas = Atlas::get()?;
    let (north, east) = square(point);
    let mut nearest: Option<(f64, PlaceId)> = None;
    for away in 0..=FARTHEST {
        for square in ring(north, east, away) {
            for place in SQUARES.get(&square).into_iter().flatten() {
                let far = kilometres(point, atlas.point(*place)?);
                if nearest.is_none_or(|(before, _)| far < before) {
                    nearest = Some((far, *place));
                }
            }
        }
        // Nothing beyond this ring can be nearer than its width.
        let width = f64::from(away) * SQUARE * PER_DEGREE * point.0.to_radians().cos();
        if nearest.is_some_and(|(far, _)| far <= width) {
            break;
        }
    }
    let (far, place) = nearest?;
    (far <= FARTHEST_KM).then(|| atlas.population(place))
}

/// The squares so many away from one; those around the globe are met once.
fn ring(north: i16, east: i16, away: i16) -> impl Iterator<Item = Square> {
    (-away..=away).flat_map(move |up| {
        let step = if up.abs() == away { 1 } else { 2 * away };
        let along = (-away..=away).step_by(usize::try_from(step.max(1)).unwrap_or(1));
        along.map(move |right| (north + up, (east + right).rem_euclid(AROUND)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_place_is_found_by_its_square_as_by_looking_at_all() {
        let atlas = Atlas::get().unwrap();
        let points = [
            (-23.55, -46.63),
            (-22.9, -43.2),
            (40.71, -74.0),
            (52.52, 13.4),
            (47.43, 11.81),
            (-16.8, 179.99),
            (69.65, 18.96),
            (46.01, 7.75),
        ];
        for point in points {
            let all = (0..).map_while(|place| Some((place, atlas.point(place)?)));
            let nearest = all
                .map(|(place, at)| (kilometres(point, at), place))
                .min_by(|one, other| one.0.total_cmp(&other.0));
            let (far, place) = nearest.unwrap();
            let wanted = (far <= FARTHEST_KM).then(|| atlas.population(place));
            assert_eq!(people_near(point), wanted, "{point:?}");
            assert!(wanted.is_some(), "{point:?}");
        }
    }

    #[test]
    fn the_open_sea_is_near_no_place() {
        assert_eq!(people_near((-40.0, -20.0)), None);
    }
}
