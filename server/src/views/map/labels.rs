//! Finds room for the names on a map: none stands on another or beyond the
//! edge, at any width of the picture, and as few as can be on the way or on a
//! mark.
//!
//! Names keep their size while the picture grows with the screen. Everything
//! a name covers is counted from its place on, so as the picture grows it
//! only ever shrinks towards that place: what fits on the narrowest picture
//! fits on every wider one.

use doorstep::view::map::{MapLabel, MapPoint, Room, Side};

/// A place with its name.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    pub name: &'a str,
    pub at: MapPoint,
}

/// The narrowest picture, on a small phone, and the narrowest that shows
/// more names, in pixels.
const PHONE_WIDTH: f64 = 280.0;
const WIDE_WIDTH: f64 = 560.0;

/// So many names are tried on a phone; the most wanted ones.
const ON_PHONE: usize = 3;
/// And so many in all.
const MOST: usize = 9;
/// A longer name is left out; it stands in the history.
const LONGEST: usize = 26;

/// Of a letter at 16 px, more than most need.
const LETTER_WIDTH: f64 = 9.4;
const WIDE_LETTER_WIDTH: f64 = 16.5;
const LINE_HEIGHT: f64 = 21.0;
/// From the middle of a mark to a name beside it.
const GAP: f64 = 15.0;
/// Of the half of a mark.
const MARK: f64 = 7.0;

/// Of a leg, where it is looked at whether a name covers it.
const SAMPLES: usize = 16;

const SIDES: [Side; 4] = [Side::Right, Side::Left, Side::Above, Side::Below];

/// The names that find room, each where it covers least.
pub fn placed(wanted: &[Named<'_>], way: &[MapPoint]) -> Vec<MapLabel> {
    let mut labels: Vec<MapLabel> = Vec::new();
    let usual = wanted
        .iter()
        .filter(|named| named.name.chars().count() <= LONGEST);
    let usual: Vec<&Named<'_>> = usual.take(MOST).collect();
    for (room, most) in [(Room::Phone, ON_PHONE), (Room::Wide, MOST)] {
        for named in usual.iter().take(most) {
            if labels.iter().all(|label| label.at != named.at)
                && let Some(side) = Sheet::of(room, &labels, wanted, way).best(named)
            {
                labels.push(MapLabel {
                    at: named.at,
                    text: named.name.to_owned(),
                    side,
                    room,
                });
            }
        }
    }
    labels
}

/// A picture of some width with what stands on it.
struct Sheet<'a> {
    width: f64,
    names: Vec<Area>,
    marks: &'a [Named<'a>],
    way: &'a [MapPoint],
}

impl<'a> Sheet<'a> {
    fn of(room: Room, labels: &[MapLabel], marks: &'a [Named<'a>], way: &'a [MapPoint]) -> Self {
        let width = match room {
            Room::Phone => PHONE_WIDTH,
            Room::Wide => WIDE_WIDTH,
        };
        let mut sheet = Self {
            width,
            names: Vec::new(),
            marks,
            way,
        };
        sheet.names = labels
            .iter()
            .map(|label| sheet.covered(&label.text, label.at, label.side))
            .collect();
        sheet
    }

    /// The side where a name has room and covers least.
    fn best(&self, named: &Named<'_>) -> Option<Side> {
        SIDES
            .into_iter()
            .map(|side| (side, self.covered(named.name, named.at, side)))
            .filter(|(_, area)| self.is_free(area))
            .min_by_key(|(_, area)| self.marks_on(area, named.at) + self.crossings(area))
            .map(|(side, _)| side)
    }

    fn is_free(&self, area: &Area) -> bool {
        let high = self.width * 0.625;
        area.left >= 0.0
            && area.top >= 0.0
            && area.right <= self.width
            && area.bottom <= high
            && !self.names.iter().any(|name| name.meets(area))
    }

    /// How many other marks a name would stand on; each weighs as much as a
    /// whole leg of the way.
    fn marks_on(&self, area: &Area, own: MapPoint) -> usize {
        let others = self.marks.iter().map(|mark| mark.at);
        let met = others.filter(|mark| *mark != own && self.mark(*mark).meets(area));
        met.count() * SAMPLES
    }

    /// What a name covers, from its place on.
    fn covered(&self, name: &str, at: MapPoint, side: Side) -> Area {
        let [x, y] = self.pixels(at);
        let (length, half) = (length(name), LINE_HEIGHT / 2.0);
        let (left, right) = match side {
            Side::Right => (x, x + GAP + length),
            Side::Left => (x - GAP - length, x),
            Side::Above | Side::Below => (x - length / 2.0, x + length / 2.0),
        };
        let (top, bottom) = match side {
            Side::Right | Side::Left => (y - half, y + half),
            Side::Above => (y - GAP - LINE_HEIGHT, y),
            Side::Below => (y, y + GAP + LINE_HEIGHT),
        };
        Area {
            left,
            top,
            right,
            bottom,
        }
    }

    fn mark(&self, at: MapPoint) -> Area {
        let [x, y] = self.pixels(at);
        Area {
            left: x - MARK,
            top: y - MARK,
            right: x + MARK,
            bottom: y + MARK,
        }
    }

    fn pixels(&self, at: MapPoint) -> [f64; 2] {
        let (x, y) = (f64::from(at.x), f64::from(at.y));
        [x / 1000.0 * self.width, y / 1000.0 * self.width * 0.625]
    }

    /// How much of the way lies under a name, in samples of each leg.
    fn crossings(&self, area: &Area) -> usize {
        let legs = self.way.windows(2);
        let samples = legs.flat_map(|leg| {
            let [[from_x, from_y], [to_x, to_y]] = [self.pixels(leg[0]), self.pixels(leg[1])];
            (1..SAMPLES).map(move |sample| {
                #[expect(clippy::cast_precision_loss, reason = "a small number")]
                let share = sample as f64 / SAMPLES as f64;
                [
                    from_x + share * (to_x - from_x),
                    from_y + share * (to_y - from_y),
                ]
            })
        });
        samples.filter(|[x, y]| area.holds(*x, *y)).count()
    }
}

/// About how long a name is at 16 px.
fn length(name: &str) -> f64 {
    name.chars()
        .map(|letter| match letter {
            // Scripts of the Far East are as wide as high.
            '\u{1100}'.. => WIDE_LETTER_WIDTH,
            _ => LETTER_WIDTH,
        })
        .sum()
}

/// A piece of the picture, in pixels.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn holds(&self, x: f64, y: f64) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(x: u16, y: u16) -> MapPoint {
        MapPoint { x, y }
    }

    fn check(named: &[(&str, MapPoint)], wanted: &[(&str, Side, Room)]) {
        let named: Vec<Named<'_>> = named
            .iter()
            .map(|(name, at)| Named { name, at: *at })
            .collect();
        let way: Vec<MapPoint> = named.iter().map(|named| named.at).collect();
        let found = placed(&named, &way);
        let found: Vec<_> = found
            .iter()
            .map(|label| (label.text.as_str(), label.side, label.room))
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn names_stand_where_there_is_room() {
        let (phone, wide) = (Room::Phone, Room::Wide);
        check(
            &[("Brooklyn", at(500, 500))],
            &[("Brooklyn", Side::Right, phone)],
        );
        check(
            &[("Brooklyn", at(900, 500))],
            &[("Brooklyn", Side::Left, phone)],
        );
        // Beside the way, not on it.
        check(
            &[("Columbus", at(200, 500)), ("Reno", at(800, 500))],
            &[
                ("Columbus", Side::Above, phone),
                ("Reno", Side::Right, phone),
            ],
        );
        // Two names above each other have room in a wide picture only.
        check(
            &[
                ("Indianapolis", at(450, 500)),
                ("Louisville", at(470, 560)),
                ("Cincinnati", at(500, 530)),
                ("A name of more letters than fit", at(500, 100)),
            ],
            &[
                ("Indianapolis", Side::Above, phone),
                ("Louisville", Side::Below, phone),
                ("Cincinnati", Side::Right, wide),
            ],
        );
    }

    proptest! {
        #[test]
        fn names_never_meet_nor_leave_whatever_the_width(
            points in prop::collection::vec((0..=1000u16, 0..=1000u16, 1..20usize), 1..14),
            width in PHONE_WIDTH..1200.0,
        ) {
            let names: Vec<(String, MapPoint)> = points
                .into_iter()
                .map(|(x, y, letters)| ("x".repeat(letters), at(x, y)))
                .collect();
            let named: Vec<Named<'_>> = names
                .iter()
                .map(|(name, at)| Named { name, at: *at })
                .collect();
            let way: Vec<MapPoint> = named.iter().map(|named| named.at).collect();
            let labels = placed(&named, &way);
            let sheet = Sheet { width, names: Vec::new(), marks: &named, way: &way };
            let shown: Vec<Area> = labels
                .iter()
                .filter(|label| label.room == Room::Phone || width >= WIDE_WIDTH)
                .map(|label| sheet.covered(&label.text, label.at, label.side))
                .collect();
            for (index, area) in shown.iter().enumerate() {
                prop_assert!(area.left >= 0.0 && area.right <= width);
                prop_assert!(area.top >= 0.0 && area.bottom <= width * 0.625);
                prop_assert!(!shown[..index].iter().any(|other| other.meets(area)));
            }
        }
    }
}
