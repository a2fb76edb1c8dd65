//! Colours as brands name them, and the contrast people can read at.

use std::fmt;

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// In so many steps a colour is moved until it can be read.
const STEPS: u8 = 40;

impl Colour {
    /// `#ffffff`.
    pub const WHITE: Self = Self::of(0xff_ff_ff);
    /// `#000000`.
    pub const BLACK: Self = Self::of(0);

    /// The colour of a number such as `0x1f_4d_47`.
    #[must_use]
    pub const fn of(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self { red, green, blue }
    }

    /// Reads `#1f4d47` or `#abc`; `None` when it is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let whole = match digits.len() {
            3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 => digits.to_owned(),
            _ => return None,
        };
        u32::from_str_radix(&whole, 16).ok().map(Self::of)
    }

    /// Relative luminance as WCAG 2.2 defines it, from 0 (black) to 1.
    #[must_use]
    pub fn luminance(self) -> f64 {
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// The contrast ratio of two colours, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The lowest contrast on any of these grounds.
    #[must_use]
    pub fn contrast_on(self, grounds: &[Self]) -> f64 {
        grounds
            .iter()
            .map(|ground| self.contrast(*ground))
            .fold(21.0, f64::min)
    }

    /// This colour with a share (0 to 1) of another in it.
    #[must_use]
    pub fn mix(self, other: Self, share: f64) -> Self {
        Self {
            red: between(self.red, other.red, share),
            green: between(self.green, other.green, share),
            blue: between(self.blue, other.blue, share),
        }
    }

    /// The first colour on the way to `toward` that reaches `needed` on every
    /// ground: this one, where it does already; `toward` where none does.
    #[must_use]
    pub fn settled(self, toward: Self, grounds: &[Self], needed: f64) -> Self {
        (0..=STEPS)
            .map(|step| self.mix(toward, f64::from(step) / f64::from(STEPS)))
            .find(|colour| colour.contrast_on(grounds) >= needed)
            .unwrap_or(toward)
    }

    /// Black or white, whichever reads better on these grounds.
    #[must_use]
    pub fn readable_on(grounds: &[Self]) -> Self {
        let black = Self::BLACK.contrast_on(grounds);
        let white = Self::WHITE.contrast_on(grounds);
        if white >= black {
            Self::WHITE
        } else {
            Self::BLACK
        }
    }
}

fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.04045 {
        share / 12.92
    } else {
        ((share + 0.055) / 1.055).powf(2.4)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between two channels it stays a channel"
)]
fn between(from: u8, to: u8, share: f64) -> u8 {
    let value = f64::from(from) + (f64::from(to) - f64::from(from)) * share.clamp(0.0, 1.0);
    value.round() as u8
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// A ratio as people are told it: cut, not rounded, so that what is too low
/// never reads as enough ("4.4" of 4.49).
#[must_use]
pub fn ratio(contrast: f64) -> String {
    format!("{:.1}", (contrast * 10.0).floor() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn contrast_is_that_of_known_pairs() {
        for (one, two, wanted) in [
            ("#000000", "#ffffff", 21.0),
            ("#ffffff", "#ffffff", 1.0),
            ("#767676", "#ffffff", 4.54),
            ("#777777", "#ffffff", 4.48),
            ("#0000ff", "#ffffff", 8.59),
            ("#ff0000", "#ffffff", 4.0),
            ("#ffcc00", "#ffffff", 1.51),
            ("#949494", "#ffffff", 3.03),
        ] {
            let contrast = colour(one).contrast(colour(two));
            assert!((contrast - wanted).abs() < 0.01, "{one} {two}: {contrast}");
            assert_eq!(
                contrast.to_bits(),
                colour(two).contrast(colour(one)).to_bits()
            );
        }
    }

    #[test]
    fn too_little_never_reads_as_enough() {
        assert_eq!(ratio(4.499), "4.4");
        assert_eq!(ratio(4.5), "4.5");
        assert_eq!(ratio(21.0), "21.0");
    }

    #[test]
    fn only_colours_are_colours() {
        assert_eq!(colour("#0a4F5e").to_string(), "#0a4f5e");
        assert_eq!(colour("#fc0").to_string(), "#ffcc00");
        for bad in [
            "red",
            "#12345",
            "#12345g",
            "#fff}</style><script>",
            "",
            "#",
            "#+12345",
        ] {
            assert_eq!(Colour::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_colour_moves_only_as_far_as_it_must() {
        let yellow = colour("#ffcc00");
        let settled = yellow.settled(Colour::BLACK, &[Colour::WHITE], 4.5);
        assert!(settled.contrast(Colour::WHITE) >= 4.5);
        assert!(settled.contrast(Colour::WHITE) < 5.5, "{settled}");
        let dark = colour("#1f4d47");
        assert_eq!(dark.settled(Colour::BLACK, &[Colour::WHITE], 4.5), dark);
        assert_eq!(Colour::readable_on(&[yellow]), Colour::BLACK);
        assert_eq!(Colour::readable_on(&[dark]), Colour::WHITE);
    }
}
