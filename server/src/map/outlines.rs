//! The outlines of the world, as `server/data/outlines/make.mjs` packed them.

use super::crop::up;
use std::sync::LazyLock;

static PACKED: &[u8] = include_bytes!("../../data/outlines/outlines.bin");

/// So many units of the packed numbers make a degree.
const PER_DEGREE: f64 = 200.0;

static WORLD: LazyLock<World> = LazyLock::new(|| World::unpacked(PACKED));

/// A point on the plane: degrees east, and up.
pub type Point = [f32; 2];

/// Everything a map draws.
#[derive(Debug, Default)]
pub struct World {
    /// Rings of coasts and of lakes: what an odd number of rings holds is
    /// land.
    pub land: Vec<Outline>,
    /// Borders between countries.
    pub borders: Vec<Outline>,
    /// Lines between the states of the US.
    pub states: Vec<Outline>,
}

/// One line or ring.
#[derive(Debug)]
pub struct Outline {
    /// Its points; a ring ends where it began. One that crosses the far side
    /// of the world goes on past 180 degrees.
    pub points: Vec<Point>,
    /// Its lowest and its highest values, to pass by what lies elsewhere.
    pub bounds: [Point; 2],
}

/// The outlines; read at the first use, some 2.5 MB.
pub fn world() -> &'static World {
    &WORLD
}

impl World {
    fn unpacked(packed: &[u8]) -> Self {
        let mut reader = Reader {
            rest: packed.iter(),
            at: [0, 0],
        };
        Self {
            land: reader.layer(),
            borders: reader.layer(),
            states: reader.layer(),
        }
    }
}

impl Outline {
    fn of(points: Vec<Point>) -> Option<Self> {
        let mut bounds = [*points.first()?; 2];
        for [x, y] in &points {
            let [[west, south], [east, north]] = bounds;
            bounds = [[west.min(*x), south.min(*y)], [east.max(*x), north.max(*y)]];
        }
        Some(Self { points, bounds })
    }
}

struct Reader<'a> {
    rest: std::slice::Iter<'a, u8>,
    at: [i32; 2],
}

impl Reader<'_> {
    fn layer(&mut self) -> Vec<Outline> {
        let lines = self.number();
        (0..lines).filter_map(|_| self.line()).collect()
    }

    fn line(&mut self) -> Option<Outline> {
        let points = self.number();
        Outline::of((0..points).map(|_| self.point()).collect())
    }

    fn point(&mut self) -> Point {
        for axis in 0..2 {
            let step = self.number();
            self.at[axis] += (step >> 1).cast_signed() ^ -(step & 1).cast_signed();
        }
        let [east, north] = self.at.map(|units| f64::from(units) / PER_DEGREE);
        #[expect(clippy::cast_possible_truncation, reason = "a metre does not show")]
        [east as f32, up(north) as f32]
    }

    /// LEB128; 0 after the end.
    fn number(&mut self) -> u32 {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let byte = self.rest.next().copied().unwrap_or(0);
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_was_packed_is_read() {
        let mut reader = Reader {
            rest: PACKED.iter(),
            at: [0, 0],
        };
        for least in [3_000, 150, 40] {
            let layer = reader.layer();
            assert!(layer.len() > least, "{} lines", layer.len());
        }
        assert_eq!(reader.rest.len(), 0, "nothing is left over");
    }

    #[test]
    fn rings_close_and_lie_on_earth() {
        for ring in &world().land {
            assert_eq!(ring.points.first(), ring.points.last());
            let [[west, south], [east, north]] = ring.bounds;
            assert!(
                east - west < 200.0 && west > -360.0 && east < 360.0,
                "{:?}",
                ring.bounds
            );
            assert!(south > -90.0 && north < 180.0, "{:?}", ring.bounds);
        }
    }
}
