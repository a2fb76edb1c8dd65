//! Which piece of the world a map shows, and where a place lies in it.
//!
//! The plane is Mercator's, measured in degrees of the equator both ways: 360
//! wide, and as high up as it goes. All numbers of a crop are whole and on a
//! grid, so that ways near each other share one picture.

use std::fmt;
use std::str::FromStr;

/// Counts the editions of the pictures: browsers keep a picture for ever, so
/// a change of outlines or colours needs new names.
const EDITION: u8 = 1;

/// The widths there are, each with the grid its corners lie on. Every grid
/// divides 360, so that it closes around the world.
const SIZES: [(i16, i16); 19] = [
    (5, 1),
    (6, 1),
    (8, 1),
    (10, 1),
    (12, 1),
    (16, 1),
    (20, 1),
    (24, 2),
    (32, 2),
    (40, 2),
    (48, 3),
    (64, 4),
    (80, 5),
    (96, 6),
    (128, 8),
    (160, 10),
    (192, 12),
    (224, 12),
    (256, 15),
];

/// The whole world that parcels travel: 79 degrees north to 66 south.
const WORLD: Crop = Crop {
    west: -180,
    north: 135,
    width: 360,
};

/// Pictures are 16 wide and 10 high.
const HEIGHT_OF_WIDTH: f64 = 10.0 / 16.0;

/// The furthest north and south a crop goes, on the plane.
const NORTHMOST: f64 = 144.0;
const SOUTHMOST: f64 = -90.0;

/// Places further from the equator are drawn at this latitude; no post goes
/// there.
const FARTHEST_LATITUDE: (f64, f64) = (-66.0, 79.0);

/// A single place is shown from further away: a piece of coast alone tells
/// nobody where it is.
const WIDTH_AROUND_ONE: i16 = 10;

/// How much of a picture stays free beside the outermost place, for its mark
/// and its name.
const FREE_ACROSS: f64 = 0.11;
const FREE_ABOVE: f64 = 0.15;

/// A piece of the world, 16 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Crop {
    west: i16,
    north: i16,
    width: i16,
}

/// The text names no crop there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a crop is named edition_west_north_width, all of them on the grid of its width")]
pub struct NotACrop;

/// A place on Earth, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

impl Place {
    /// Where it lies on the plane: east and up.
    fn on_plane(self) -> (f64, f64) {
        let (south, north) = FARTHEST_LATITUDE;
        let latitude = finite(self.latitude).clamp(south, north);
        (finite(self.longitude), up(latitude))
    }
}

/// A broken number is no reason for a broken page.
const fn finite(degrees: f64) -> f64 {
    if degrees.is_finite() { degrees } else { 0.0 }
}

/// A latitude as degrees up the plane, which has no poles.
pub(super) fn up(latitude: f64) -> f64 {
    let half = latitude.clamp(-85.0, 85.0).to_radians() / 2.0;
    (std::f64::consts::FRAC_PI_4 + half).tan().ln().to_degrees()
}

impl Crop {
    /// The smallest crop around a way that leaves room beside its places;
    /// each leg goes the shorter way around the world. `None` for no places.
    #[must_use]
    pub fn around(way: &[Place]) -> Option<Self> {
        let plane = unrolled(way);
        let (mut x, mut y) = (Extent::of(plane.first()?.0), Extent::of(plane.first()?.1));
        for (east, up) in plane {
            x.reach(east);
            y.reach(up);
        }
        let is_one = x.is_within(x.from, x.from) && y.is_within(y.from, y.from);
        let least = if is_one { WIDTH_AROUND_ONE } else { 0 };
        let fitting = SIZES
            .iter()
            .filter(|(width, _)| *width >= least)
            .find_map(|(width, grid)| Self::centred(x, y, *width, *grid));
        Some(fitting.unwrap_or(WORLD))
    }

    fn centred(x: Extent, y: Extent, width: i16, grid: i16) -> Option<Self> {
        let across = f64::from(width);
        let high = across * HEIGHT_OF_WIDTH;
        let west = on_grid(x.middle() - across / 2.0, grid)?;
        let north = on_grid(y.middle() + high / 2.0, grid)?;
        let (left, top) = (f64::from(west), f64::from(north));
        let holds = x.is_within(
            left + across * FREE_ACROSS,
            left + across * (1.0 - FREE_ACROSS),
        ) && y.is_within(top - high * (1.0 - FREE_ABOVE), top - high * FREE_ABOVE);
        let crop = Self {
            west: (west + 180).rem_euclid(360) - 180,
            north,
            width,
        };
        (holds && crop.is_one()).then_some(crop)
    }

    /// Where a place lies in the picture, in thousandths of its width from
    /// the left and of its height from the top; at the edge if outside.
    #[must_use]
    pub fn locate(&self, place: Place) -> (u16, u16) {
        let (east, up) = place.on_plane();
        let from_west = (east - f64::from(self.west)).rem_euclid(360.0);
        let from_north = f64::from(self.north) - up;
        (
            thousandths(from_west / f64::from(self.width)),
            thousandths(from_north / self.height()),
        )
    }

    /// The west and north edges, the width and the height on the plane.
    pub(super) fn window(&self) -> [f64; 4] {
        let [west, north, width] = [self.west, self.north, self.width].map(f64::from);
        [west, north, width, self.height()]
    }

    fn height(&self) -> f64 {
        f64::from(self.width) * HEIGHT_OF_WIDTH
    }

    /// Whether these numbers make one of the crops there are.
    fn is_one(&self) -> bool {
        if *self == WORLD {
            return true;
        }
        let grid = SIZES.iter().find(|(width, _)| *width == self.width);
        grid.is_some_and(|(_, grid)| self.west % grid == 0 && self.north % grid == 0)
            && (-180..180).contains(&self.west)
            && f64::from(self.north) <= NORTHMOST
            && f64::from(self.north) - self.height() >= SOUTHMOST
    }
}

impl fmt::Display for Crop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { west, north, width } = self;
        write!(f, "{EDITION}_{west}_{north}_{width}")
    }
}

impl FromStr for Crop {
    type Err = NotACrop;

    /// Reads a name back; each crop has one name alone.
    fn from_str(name: &str) -> Result<Self, NotACrop> {
        let numbers: Vec<i16> = name
            .split('_')
            .map(|part| part.parse().map_err(|_| NotACrop))
            .collect::<Result<_, _>>()?;
        let [_, west, north, width] = *numbers.as_slice() else {
            return Err(NotACrop);
        };
        let crop = Self { west, north, width };
        if crop.is_one() && crop.to_string() == name {
            Ok(crop)
        } else {
            Err(NotACrop)
        }
    }
}

/// The way on the plane, unrolled past its edge: no leg is longer than half
/// the world.
fn unrolled(way: &[Place]) -> Vec<(f64, f64)> {
    let mut before: Option<f64> = None;
    way.iter()
        .map(|place| {
            let (east, up) = place.on_plane();
            let east = before.map_or(east, |before| {
                before + (east - before + 180.0).rem_euclid(360.0) - 180.0
            });
            before = Some(east);
            (east, up)
        })
        .collect()
}

/// The nearest line of a grid; `None` far off the world.
fn on_grid(degrees: f64, grid: i16) -> Option<i16> {
    let lines = (degrees / f64::from(grid)).round();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "within the range asked for"
    )]
    (lines.abs() <= 1000.0).then(|| lines as i16 * grid)
}

fn thousandths(share: f64) -> u16 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 1000"
    )]
    let thousandths = (share * 1000.0).round().clamp(0.0, 1000.0) as u16;
    thousandths
}

/// From where to where something reaches.
#[derive(Clone, Copy)]
struct Extent {
    from: f64,
    to: f64,
}

impl Extent {
    const fn of(at: f64) -> Self {
        Self { from: at, to: at }
    }

    const fn reach(&mut self, at: f64) {
        self.from = self.from.min(at);
        self.to = self.to.max(at);
    }

    const fn middle(&self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    const fn is_within(&self, from: f64, to: f64) -> bool {
        from <= self.from && self.to <= to
    }
}
