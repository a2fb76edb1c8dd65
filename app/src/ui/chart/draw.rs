//! The few elements every picture is made of.
//!
//! Places across are percent of the room there is, places down and sizes are
//! pixels: a picture is as wide as its room, and its words stay as large.
//! What something means is in its class and its data, never in a style of its
//! own, which the pages' policy forbids.

use doorstep::view::chart::Figure;
use leptos::prelude::*;

/// So many series look different; a further one looks like the first again.
pub const LOOKS: usize = 4;

/// What an element is, for the style.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    class: &'static str,
    series: Option<usize>,
    thin: bool,
}

impl Look {
    /// An element of a class.
    pub const fn of(class: &'static str) -> Self {
        Self {
            class,
            series: None,
            thin: false,
        }
    }

    /// The same for one of several series, from 0.
    pub const fn series(self, index: usize) -> Self {
        Self {
            series: Some(index % LOOKS),
            ..self
        }
    }

    /// The same, greyed where the figure is too thin to say.
    pub const fn like(self, figure: &Figure) -> Self {
        Self {
            thin: figure.thin,
            ..self
        }
    }

    fn series_name(self) -> Option<String> {
        self.series.map(|index| (index + 1).to_string())
    }

    fn thin_mark(self) -> Option<&'static str> {
        self.thin.then_some("thin")
    }
}

/// Where a word begins, has its middle, or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    /// So that a word beside this share of the width has room.
    pub fn beside(share: f64) -> Self {
        if share > 0.4 { Self::End } else { Self::Start }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }

    /// So many pixels away from what it stands beside.
    pub const fn away(self, pixels: f64) -> f64 {
        match self {
            Self::Start => pixels,
            Self::Middle => 0.0,
            Self::End => -pixels,
        }
    }
}

/// A share of the width.
pub fn share(at: f64) -> String {
    format!("{}%", px(at * 100.0))
}

/// Pixels, or units of a path, no finer than can be seen.
pub fn px(at: f64) -> String {
    let at = if at.is_finite() { at } else { 0.0 };
    let text = format!("{at:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0" } else { short }.to_owned()
}

/// A straight line.
pub fn line(look: Look, from: (String, f64), to: (String, f64)) -> AnyView {
    view! {
        <line
            class=look.class
            data-series=look.series_name()
            data-thin=look.thin_mark()
            x1=from.0
            y1=px(from.1)
            x2=to.0
            y2=px(to.1)
        ></line>
    }
    .into_any()
}

/// A box; `pattern` names what fills it where its colour alone does not.
pub fn area(
    look: Look,
    (x, y): (String, f64),
    (width, height): (String, f64),
    pattern: Option<String>,
) -> AnyView {
    view! {
        <rect
            class=look.class
            data-series=look.series_name()
            data-thin=look.thin_mark()
            x=x
            y=px(y)
            width=width
            height=px(height.max(0.0))
            fill=pattern
        ></rect>
    }
    .into_any()
}

/// A round mark; its size is the style's.
pub fn dot(look: Look, x: String, y: f64) -> AnyView {
    view! {
        <circle
            class=look.class
            data-series=look.series_name()
            data-thin=look.thin_mark()
            cx=x
            cy=px(y)
            r="4"
        ></circle>
    }
    .into_any()
}

/// A path over the whole plot: its data is in thousandths of the width and in
/// pixels down.
pub fn path(look: Look, data: String, height: f64) -> AnyView {
    let frame = format!("0 0 1000 {}", px(height));
    view! {
        <svg viewBox=frame preserveAspectRatio="none" width="100%" height=px(height)>
            <path
                class=look.class
                data-series=look.series_name()
                data-thin=look.thin_mark()
                d=data
            ></path>
        </svg>
    }
    .into_any()
}

/// Words; `shift` is how many pixels they stand off their place.
pub fn word(
    class: &'static str,
    (x, y): (String, f64),
    anchor: Anchor,
    shift: f64,
    text: String,
) -> AnyView {
    view! {
        <text class=class x=x y=px(y) dx=px(shift) data-anchor=anchor.name()>
            {text}
        </text>
    }
    .into_any()
}

/// Words that are there only where there is room for them.
pub fn wide_word(
    class: &'static str,
    (x, y): (String, f64),
    anchor: Anchor,
    text: String,
) -> AnyView {
    view! {
        <text class=class x=x y=px(y) data-anchor=anchor.name() data-room="wide">
            {text}
        </text>
    }
    .into_any()
}

/// A label as short as its room.
pub fn short(label: &str, most: usize) -> String {
    if label.chars().count() <= most {
        return label.to_owned();
    }
    let kept: String = label.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// The patterns of the series of one picture: colour never tells them apart
/// alone. The first is plain.
pub fn patterns(id: &str) -> AnyView {
    let hatch = ["M-2 2l4 -4M0 8l8 -8M6 10l4 -4", "M4 0v8", "M0 4h8M4 0v8"];
    let each = hatch.into_iter().enumerate().map(|(index, data)| {
        let look = Look::of("hatch").series(index + 1);
        view! {
            <pattern
                id=format!("{id}-{}", index + 2)
                width="8"
                height="8"
                patternUnits="userSpaceOnUse"
            >
                <rect class="ground" width="8" height="8" data-series=look.series_name()></rect>
                <path class=look.class data-series=look.series_name() d=data></path>
            </pattern>
        }
    });
    let each: Vec<_> = each.collect();
    view! { <defs>{each}</defs> }.into_any()
}

/// What fills a series: nothing but its colour for the first.
pub fn pattern(id: &str, series: usize) -> Option<String> {
    let look = series % LOOKS;
    (look > 0).then(|| format!("url(#{id}-{})", look + 1))
}
