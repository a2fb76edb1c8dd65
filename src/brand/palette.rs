//! All the colours of a page, from the few a brand names: the rest follows,
//! and moves until it can be read on the brand's own grounds.

use super::colour::{Colour, ratio};
use super::fault::{Contrast, Fault, Problem};

/// What text must reach.
pub const FOR_TEXT: f64 = 4.5;
/// What large text and the outlines of controls must reach.
pub const FOR_LARGE: f64 = 3.0;

/// A scheme of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// By day.
    Light,
    /// Where the reader's system is dark.
    Dark,
}

impl Scheme {
    /// Where its colours stand in a brand file.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Light => "look",
            Self::Dark => "look.dark",
        }
    }
}

/// The colours a brand has named for one scheme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// Bars and main buttons.
    pub accent: Option<Colour>,
    /// Text on those.
    pub on_accent: Option<Colour>,
    /// The page behind everything.
    pub background: Option<Colour>,
    /// Cards on it.
    pub surface: Option<Colour>,
    /// Text on both.
    pub text: Option<Colour>,
    /// The headline; large, so it needs less contrast.
    pub headline: Option<Colour>,
    /// Outlines of controls, and the ring around what has the focus.
    pub control: Option<Colour>,
}

/// The tone of a status, and the wash behind its icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tone {
    /// Its name in the style sheet.
    pub name: &'static str,
    /// Text, icons and lines.
    pub ink: Colour,
    /// The ground behind them.
    pub wash: Colour,
}

/// Every colour of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The page behind everything.
    pub paper: Colour,
    /// Cards on it.
    pub card: Colour,
    /// Text.
    pub ink: Colour,
    /// Text that says less.
    pub ink_soft: Colour,
    /// Hairlines; they carry nothing.
    pub line: Colour,
    /// Marks and outlines of controls.
    pub mark: Colour,
    /// Links.
    pub link: Colour,
    /// The headline.
    pub headline: Colour,
    /// The brand's bars.
    pub accent: Colour,
    /// Text on them.
    pub on_accent: Colour,
    /// The tones of the statuses.
    pub tones: [Tone; 5],
}

/// What a scheme begins with where the brand says nothing.
struct Ground {
    paper: Colour,
    card: Colour,
    ink: Colour,
    tones: [(&'static str, Colour); 5],
}

const LIGHT: Ground = Ground {
    paper: Colour::of(0xf5_f4_f0),
    card: Colour::WHITE,
    ink: Colour::of(0x1b_23_21),
    tones: [
        ("moving", Colour::of(0x17_60_8c)),
        ("good", Colour::of(0x1d_6a_3e)),
        ("attention", Colour::of(0x87_50_00)),
        ("problem", Colour::of(0xa3_28_1c)),
        ("quiet", Colour::of(0x53_5e_5a)),
    ],
};

const DARK: Ground = Ground {
    paper: Colour::of(0x11_15_14),
    card: Colour::of(0x1a_20_1e),
    ink: Colour::of(0xeb_ef_ed),
    tones: [
        ("moving", Colour::of(0x8c_c4_ea)),
        ("good", Colour::of(0x86_d3_a2)),
        ("attention", Colour::of(0xf0_bb_6b)),
        ("problem", Colour::of(0xf7_a1_95)),
        ("quiet", Colour::of(0xab_b6_b1)),
    ],
};

/// The accent of a brand that names none.
const ACCENT: Colour = Colour::of(0x1f_4d_47);

impl Palette {
    /// The light colours.
    #[must_use]
    pub fn light(chosen: &Chosen) -> Self {
        let accent = chosen.accent.unwrap_or(ACCENT);
        Self::from_ground(&LIGHT, chosen, accent)
    }

    /// The dark colours; what is not named for the dark comes from the light
    /// accent, and the grounds take on a little of it.
    #[must_use]
    pub fn dark(chosen: &Chosen, light: &Chosen) -> Self {
        let mut chosen = *chosen;
        if chosen.accent.is_none() {
            chosen.accent = light.accent;
            chosen.on_accent = chosen.on_accent.or(light.on_accent);
        }
        let accent = chosen.accent.unwrap_or(ACCENT);
        if chosen.background.is_none() && light.accent.is_some() {
            chosen.background = Some(DARK.paper.mix(accent, 0.05));
        }
        Self::from_ground(&DARK, &chosen, accent)
    }

    fn from_ground(ground: &Ground, chosen: &Chosen, accent: Colour) -> Self {
        let paper = chosen.background.unwrap_or(ground.paper);
        let card = chosen.surface.unwrap_or_else(|| match chosen.background {
            None => ground.card,
            Some(paper) => raised(paper),
        });
        let grounds = [paper, card];
        let ink = chosen.text.unwrap_or_else(|| {
            let best = Colour::readable_on(&grounds);
            ground.ink.settled(best, &grounds, 7.0)
        });
        let read = |colour: Colour, needed| colour.settled(ink, &grounds, needed);
        Self {
            paper,
            card,
            ink,
            ink_soft: read(ink.mix(paper, 0.27), FOR_TEXT),
            line: paper.mix(ink, 0.14),
            mark: chosen
                .control
                .unwrap_or_else(|| read(ink.mix(paper, 0.45), FOR_LARGE)),
            link: read(accent, FOR_TEXT),
            headline: chosen.headline.unwrap_or(ink),
            accent,
            on_accent: chosen
                .on_accent
                .unwrap_or_else(|| Colour::readable_on(&[accent])),
            tones: ground
                .tones
                .map(|(name, seed)| tone(name, seed, ink, grounds)),
        }
    }
}

/// A card's colour on a page's: a light page's cards are lighter still, a
/// dark one's only a little, and a page between the two bears none.
fn raised(paper: Colour) -> Colour {
    let share = if paper.luminance() > 0.3 { 0.7 } else { 0.05 };
    let card = paper.mix(Colour::WHITE, share);
    let grounds = [paper, card];
    if Colour::readable_on(&grounds).contrast_on(&grounds) < FOR_TEXT {
        return paper;
    }
    card
}

/// A wash takes as much of its tone as the text on it bears.
fn tone(name: &'static str, seed: Colour, ink: Colour, [paper, card]: [Colour; 2]) -> Tone {
    let wash = [0.1, 0.07, 0.04]
        .map(|share| card.mix(seed, share))
        .into_iter()
        .find(|wash| ink.contrast(*wash) >= FOR_TEXT)
        .unwrap_or(card);
    Tone {
        name,
        ink: seed.settled(ink, &[paper, card, wash], FOR_TEXT),
        wash,
    }
}

/// A colour on grounds of the same scheme, by their names in a brand file.
struct Pair {
    colour: (&'static str, Colour, bool),
    grounds: Vec<(&'static str, Colour, bool)>,
    needed: f64,
}

/// What cannot be read in a scheme, each at a key that can mend it.
#[must_use]
pub fn unreadable(scheme: Scheme, chosen: &Chosen, palette: &Palette) -> Vec<Problem> {
    pairs(chosen, palette)
        .iter()
        .filter_map(|pair| problem(scheme, pair))
        .collect()
}

/// What is derived follows the text, so it is judged only where it is named.
fn pairs(chosen: &Chosen, palette: &Palette) -> Vec<Pair> {
    let grounds = || {
        vec![
            ("background", palette.paper, chosen.background.is_some()),
            ("surface", palette.card, chosen.surface.is_some()),
        ]
    };
    let on_grounds = |name, colour, is_chosen, needed| Pair {
        colour: (name, colour, is_chosen),
        grounds: grounds(),
        needed,
    };
    let mut pairs = vec![
        Pair {
            colour: ("on_accent", palette.on_accent, chosen.on_accent.is_some()),
            grounds: vec![("accent", palette.accent, chosen.accent.is_some())],
            needed: FOR_TEXT,
        },
        on_grounds("text", palette.ink, chosen.text.is_some(), FOR_TEXT),
    ];
    for (name, colour) in [("headline", chosen.headline), ("control", chosen.control)] {
        pairs.extend(colour.map(|colour| on_grounds(name, colour, true, FOR_LARGE)));
    }
    pairs
}

/// Said at the colour where the brand named it, else at the ground it named.
fn problem(scheme: Scheme, pair: &Pair) -> Option<Problem> {
    let (name, colour, is_chosen) = pair.colour;
    let (ground_name, ground, _) = *pair
        .grounds
        .iter()
        .min_by(|one, two| colour.contrast(one.1).total_cmp(&colour.contrast(two.1)))?;
    let contrast = colour.contrast(ground);
    if contrast >= pair.needed {
        return None;
    }
    let all: Vec<Colour> = pair.grounds.iter().map(|ground| ground.1).collect();
    let toward = Colour::readable_on(&all);
    let instead = colour.settled(toward, &all, pair.needed);
    let chosen_ground = pair.grounds.iter().find(|ground| ground.2);
    let at = if is_chosen {
        name
    } else {
        chosen_ground.map_or(name, |ground| ground.0)
    };
    let key = |name: &str| format!("{}.{name}", scheme.prefix());
    Some(Problem {
        key: key(at),
        fault: Fault::Contrast(Contrast {
            colour: (key(name), colour),
            ground: (key(ground_name), ground),
            ratio: ratio(contrast),
            needed: ratio(pair.needed).trim_end_matches(".0").to_owned(),
            instead: (instead.contrast_on(&all) >= pair.needed).then_some(instead),
        }),
    })
}
