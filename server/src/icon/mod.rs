//! The icon of an installed page: the brand's initial on its accent colour,
//! as a drawing and as pixels. The whole square is painted and the letter
//! keeps to its middle, so that systems may cut it round.

mod letters;
mod png;

use letters::{Stroke, strokes};
use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;

/// Corners are cut so often to bend a line.
const CUTS: u32 = 3;

/// The letter's height and the pen's width, as parts of the icon's side.
const HEIGHT: f32 = 0.42;
const PEN: f32 = 0.085;

/// The field letters are drawn on.
const FIELD: (f32, f32) = (40.0, 60.0);

type Point = (f32, f32);
type Colour = [u8; 3];

/// What an icon shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Icon {
    letter: char,
    background: Colour,
    foreground: Colour,
}

impl Icon {
    /// The icon of a brand; colours are `#rrggbb`.
    #[must_use]
    pub fn new(name: &str, accent: &str, on_accent: &str) -> Self {
        let letter = name
            .nfkd()
            .find(|letter| letter.is_alphanumeric())
            .map_or(' ', |letter| letter.to_ascii_uppercase());
        Self {
            letter,
            background: colour(accent).unwrap_or([0x1f, 0x4d, 0x47]),
            foreground: colour(on_accent).unwrap_or([0xff; 3]),
        }
    }

    /// The colour behind the letter, as `#rrggbb`.
    #[must_use]
    pub fn background(&self) -> String {
        hex(self.background)
    }

    /// As a drawing.
    #[must_use]
    pub fn svg(&self) -> String {
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\">\
             <path fill=\"{}\" d=\"M0 0h100v100H0z\"/>\
             <g fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" stroke-linecap=\"round\" stroke-linejoin=\"round\">",
            hex(self.background),
            hex(self.foreground),
            PEN * 100.0,
        );
        for line in self.lines(100.0) {
            svg.push_str("<path d=\"");
            for (index, (x, y)) in line.iter().enumerate() {
                let command = if index == 0 { 'M' } else { 'L' };
                // Writing to a string cannot fail.
                let _ = write!(svg, "{command}{x:.1} {y:.1}");
            }
            svg.push_str("\"/>");
        }
        svg.push_str("</g></svg>");
        svg
    }

    /// As a PNG of so many pixels a side; `None` when it cannot be written.
    #[must_use]
    pub fn png(&self, side: u32) -> Option<Vec<u8>> {
        png::square(side, &self.palette(), &self.pixels(side)).ok()
    }

    /// From the background's colour to the letter's.
    fn palette(&self) -> Vec<u8> {
        (0..=255u32)
            .flat_map(|step| {
                std::array::from_fn::<u8, 3, _>(|part| {
                    let from = u32::from(self.background[part]) * (255 - step);
                    let to = u32::from(self.foreground[part]) * step;
                    u8::try_from((from + to) / 255).unwrap_or(u8::MAX)
                })
            })
            .collect()
    }

    /// How much of each pixel the pen covers.
    fn pixels(&self, side: u32) -> Vec<u8> {
        let lines = self.lines(side as f32);
        let segments: Vec<(Point, Point)> = lines
            .iter()
            .flat_map(|line| line.windows(2).map(|ends| (ends[0], ends[1])))
            .collect();
        let half = PEN * side as f32 / 2.0;
        let mut pixels = vec![0; (side * side) as usize];
        let margin = (side as f32 * (0.5 - HEIGHT / 2.0) - half - 1.0) as u32;
        for y in margin..side - margin {
            for x in margin..side - margin {
                let at = (x as f32 + 0.5, y as f32 + 0.5);
                let nearest = segments
                    .iter()
                    .map(|segment| distance(at, *segment))
                    .fold(f32::MAX, f32::min);
                let covered = (half - nearest + 0.5).clamp(0.0, 1.0);
                pixels[(y * side + x) as usize] = (covered * 255.0) as u8;
            }
        }
        pixels
    }

    /// The letter's lines on an icon of a size.
    fn lines(&self, side: f32) -> Vec<Vec<Point>> {
        let scale = side * HEIGHT / FIELD.1;
        let left = (side - FIELD.0 * scale) / 2.0;
        let top = (side - FIELD.1 * scale) / 2.0;
        let place = |(x, y): &(u8, u8)| (left + f32::from(*x) * scale, top + f32::from(*y) * scale);
        strokes(self.letter)
            .iter()
            .map(|stroke| match stroke {
                Stroke::Straight(points) => points.iter().map(place).collect::<Vec<Point>>(),
                Stroke::Round(points) => {
                    let points: Vec<Point> = points.iter().map(place).collect();
                    (0..CUTS).fold(points, |points, _| cut(&points))
                }
            })
            .collect()
    }
}

/// Cuts every corner at a quarter of its sides; done again and again, the line
/// becomes a curve. The ends stay.
fn cut(points: &[Point]) -> Vec<Point> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Vec::new();
    };
    let towards = |from: Point, to: Point, part: f32| {
        (
            from.0 + (to.0 - from.0) * part,
            from.1 + (to.1 - from.1) * part,
        )
    };
    let inner = points.windows(2).flat_map(|ends| {
        [
            towards(ends[0], ends[1], 0.25),
            towards(ends[0], ends[1], 0.75),
        ]
    });
    std::iter::once(*first)
        .chain(inner)
        .chain(std::iter::once(*last))
        .collect()
}

fn distance(at: Point, (from, to): (Point, Point)) -> f32 {
    let along = (to.0 - from.0, to.1 - from.1);
    let there = (at.0 - from.0, at.1 - from.1);
    let length = along.0.mul_add(along.0, along.1 * along.1);
    let part = if length > 0.0 {
        (there.0.mul_add(along.0, there.1 * along.1) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (there.0 - along.0 * part).hypot(there.1 - along.1 * part)
}

fn colour(text: &str) -> Option<Colour> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let value = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some([red, green, blue])
}

fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, letter: char) {
        assert_eq!(Icon::new(name, "", "").letter, letter, "{name}");
    }

    #[test]
    fn the_initial_is_a_letter_without_its_marks() {
        check("juniper & Vale", 'J');
        check("  »Ängström«", 'A');
        check("7 Seas", '7');
        check("", ' ');
    }

    #[test]
    fn the_pixels_are_the_brands_colours_and_the_letter_stays_in_the_middle() {
        let icon = Icon::new("Ink", "#102030", "#ffeedd");
        let palette = icon.palette();
        assert_eq!(palette[..3], [0x10, 0x20, 0x30]);
        assert_eq!(palette[255 * 3..], [0xff, 0xee, 0xdd]);
        let pixels = icon.pixels(192);
        assert_eq!(pixels.len(), 192 * 192);
        assert_eq!(pixels[96 * 192 + 96], 255, "an I is a line down the middle");
        for (at, covered) in pixels.iter().enumerate() {
            let (x, y) = (at % 192, at / 192);
            let from_middle = (x as f32 - 96.0).hypot(y as f32 - 96.0);
            assert!(*covered == 0 || from_middle < 0.4 * 192.0, "{x}, {y}");
        }
    }

    #[test]
    fn every_letter_has_strokes_of_its_own() {
        let parcel = format!("{:?}", strokes(' '));
        for letter in ('A'..='Z').chain('0'..='9') {
            assert_ne!(format!("{:?}", strokes(letter)), parcel, "{letter}");
            let png = Icon::new(&letter.to_string(), "#000000", "#ffffff")
                .png(48)
                .unwrap();
            assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "{letter}");
        }
    }

    #[test]
    fn a_drawing_holds_nothing_but_lines() {
        let svg = Icon::new("<script>", "\"><x", "#fff").svg();
        assert!(!svg.contains("script") && !svg.contains("\"><x"), "{svg}");
        assert_eq!(svg.matches("<path").count(), 2, "{svg}");
    }
}
