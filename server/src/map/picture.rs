//! A crop drawn: water, land, borders, lines between states, and nothing
//! else. The route is the page's to draw, over it.

use super::crop::Crop;
use super::line::{Dot, Window, area, decimated, line_within, ring_within};
use super::outlines::{Outline, Point, World, world};
use std::fmt::Write as _;

/// The units of a picture: half a pixel where it is shown 720 wide.
const WIDTH: f64 = 1440.0;
const HEIGHT: f64 = 900.0;

/// How far beyond its edges a picture is drawn, so that a cut is out of
/// sight.
const MARGIN: f64 = 20.0;

/// What is less than this off its place does not show: somewhat less than a
/// pixel.
const FINEST: f64 = 1.5;

/// A picture has no more bytes than this; brotli makes half of them. A
/// crowded one is drawn coarser.
const MOST_BYTES: usize = 28_000;

/// The tones of the page around it, light and dark. Land is stroked with its
/// own colour, which closes the seam at the far side of the world.
const STYLE: &str = "\
rect{fill:#dfe8ea}path{fill:none;stroke-linejoin:round}\
.land{fill:#fbfaf7;stroke:#fbfaf7}\
.states{stroke:#cbc6b9;stroke-width:1.6}\
.borders{stroke:#aaa598;stroke-width:2}\
@media(prefers-color-scheme:dark){\
rect{fill:#12191d}\
.land{fill:#252d2b;stroke:#252d2b}\
.states{stroke:#39423f}\
.borders{stroke:#56615d}}";

/// The style of every picture, for the policy that allows it and no other.
#[must_use]
pub const fn style() -> &'static str {
    STYLE
}

/// Draws a crop as SVG.
#[must_use]
pub fn draw(crop: Crop) -> String {
    let mut tolerance = FINEST;
    loop {
        let picture = drawn(world(), crop, tolerance);
        if picture.len() <= MOST_BYTES {
            return picture;
        }
        tolerance *= 1.3;
    }
}

fn drawn(world: &World, crop: Crop, tolerance: f64) -> String {
    let lens = Lens::of(crop);
    let land = rings(&world.land, &lens, tolerance);
    let states = lines(&world.states, &lens, tolerance);
    let borders = lines(&world.borders, &lens, tolerance);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         viewBox=\"0 0 {WIDTH} {HEIGHT}\"><style>{STYLE}</style>\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\"/>\
         <path class=\"land\" fill-rule=\"evenodd\" d=\"{land}\"/>\
         <path class=\"states\" d=\"{states}\"/>\
         <path class=\"borders\" d=\"{borders}\"/></svg>"
    )
}

/// Turns points of the plane into dots of the picture.
struct Lens {
    west: f64,
    north: f64,
    scale: f64,
}

const SEEN: Window = [[-MARGIN, -MARGIN], [WIDTH + MARGIN, HEIGHT + MARGIN]];

impl Lens {
    fn of(crop: Crop) -> Self {
        let [west, north, width, _] = crop.window();
        Self {
            west,
            north,
            scale: WIDTH / width,
        }
    }

    fn dot(&self, [east, up]: Point) -> Dot {
        [
            (f64::from(east) - self.west) * self.scale,
            (self.north - f64::from(up)) * self.scale,
        ]
    }

    /// The outline as it appears in the picture: once, or more often where
    /// either goes past the edge of the world.
    fn appearances(&self, outline: &Outline) -> impl Iterator<Item = Vec<Dot>> {
        [-360.0, 0.0, 360.0]
            .map(|around| Self {
                west: self.west - around,
                ..*self
            })
            .into_iter()
            .filter(|lens| lens.sees(outline))
            .map(|lens| lens.dots(outline))
    }

    fn sees(&self, outline: &Outline) -> bool {
        let [low, high] = outline.bounds;
        let ([left, bottom], [right, top]) = (self.dot(low), self.dot(high));
        let [[least_x, least_y], [most_x, most_y]] = SEEN;
        right >= least_x && left <= most_x && bottom >= least_y && top <= most_y
    }

    /// The dots, without those that fall on the one before.
    fn dots(&self, outline: &Outline) -> Vec<Dot> {
        let mut dots: Vec<Dot> = Vec::new();
        for point in &outline.points {
            let dot = self.dot(*point);
            let apart =
                |before: &Dot| (dot[0] - before[0]).abs() > 0.5 || (dot[1] - before[1]).abs() > 0.5;
            if dots.last().is_none_or(apart) {
                dots.push(dot);
            }
        }
        dots
    }
}

fn rings(outlines: &[Outline], lens: &Lens, tolerance: f64) -> String {
    let mut path = String::new();
    for ring in outlines.iter().flat_map(|ring| lens.appearances(ring)) {
        let ring = decimated(&ring_within(&ring, &SEEN), tolerance);
        // Specks cost bytes and say nothing.
        if area(&ring) >= 8.0 * tolerance * tolerance {
            trace(&mut path, &ring);
            path.push('z');
        }
    }
    path
}

fn lines(outlines: &[Outline], lens: &Lens, tolerance: f64) -> String {
    let mut path = String::new();
    let seen = outlines
        .iter()
        .flat_map(|line| lens.appearances(line))
        .flat_map(|line| line_within(&line, &SEEN));
    for line in seen {
        trace(&mut path, &decimated(&line, tolerance));
    }
    path
}

/// Writes a line as a path in whole units, each step from the one before.
fn trace(path: &mut String, line: &[Dot]) {
    let mut dots = line.iter().map(|[x, y]| [whole(*x), whole(*y)]);
    let Some(mut before) = dots.next() else {
        return;
    };
    let _ = write!(path, "M{} {}", before[0], before[1]);
    let mut parting = "l";
    for dot in dots {
        let [dx, dy] = [dot[0] - before[0], dot[1] - before[1]];
        if (dx, dy) != (0, 0) {
            // A minus parts two numbers as well as a blank does.
            let blank = if dy < 0 { "" } else { " " };
            let _ = write!(path, "{parting}{dx}{blank}{dy}");
            parting = " ";
            before = dot;
        }
    }
}

fn whole(value: f64) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "clipped to the picture before"
    )]
    let whole = value.round() as i32;
    whole
}
