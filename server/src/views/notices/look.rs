//! A brand's look as mail programs know it: colours spelled out for both
//! schemes, a family of type, and sharp or round corners.

use doorstep::brand::{Brand, Header, Palette};
use serde::Serialize;

/// Round controls are this round, in pixels; pills come out badly in Outlook.
const ROUND: u16 = 24;

/// Corners up to this are sharp, as on the page.
const SHARP: u16 = 6;

/// The colours of one scheme, by what they are for.
#[derive(Debug, Serialize)]
pub struct Colours {
    paper: String,
    card: String,
    ink: String,
    soft: String,
    line: String,
    link: String,
    headline: String,
    accent: String,
    on_accent: String,
    bar: String,
    on_bar: String,
}

/// A status' tone in both schemes.
#[derive(Clone, Debug, Serialize)]
pub struct Tone {
    /// Its name.
    pub name: &'static str,
    light: String,
    dark: String,
}

/// How a brand's mails look.
#[derive(Debug, Serialize)]
pub struct Look {
    pub light: Colours,
    pub dark: Colours,
    pub tones: Vec<Tone>,
    /// The family of type, as the brand names it; its own is not fetched.
    pub font: &'static str,
    pub corner: u16,
    /// Whether the bar above is filled with the accent.
    pub filled: bool,
}

impl Look {
    /// A brand's.
    pub fn of(brand: &Brand) -> Self {
        let look = &brand.look;
        let filled = look.header == Header::Filled;
        let pairs = look.light.tones.iter().zip(&look.dark.tones);
        Self {
            light: colours(&look.light, filled),
            dark: colours(&look.dark, filled),
            tones: pairs
                .map(|(light, dark)| Tone {
                    name: light.name,
                    light: light.ink.to_string(),
                    dark: dark.ink.to_string(),
                })
                .collect(),
            font: look.font,
            corner: if look.corner <= SHARP {
                look.corner
            } else {
                ROUND
            },
            filled,
        }
    }

    /// A tone by its name.
    pub fn tone(&self, name: &str) -> Option<Tone> {
        self.tones.iter().find(|tone| tone.name == name).cloned()
    }
}

fn colours(of: &Palette, filled: bool) -> Colours {
    let (bar, on_bar) = if filled {
        (of.accent, of.on_accent)
    } else {
        (of.card, of.ink)
    };
    Colours {
        paper: of.paper.to_string(),
        card: of.card.to_string(),
        ink: of.ink.to_string(),
        soft: of.ink_soft.to_string(),
        line: of.line.to_string(),
        link: of.link.to_string(),
        headline: of.headline.to_string(),
        accent: of.accent.to_string(),
        on_accent: of.on_accent.to_string(),
        bar: bar.to_string(),
        on_bar: on_bar.to_string(),
    }
}
