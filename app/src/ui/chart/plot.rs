//! The room a picture has: a strip for what is read, the plot, and what
//! stands below it.

use super::draw::{Anchor, Look, line, patterns, px, share, word};
use super::mark::{LINE, stacked};
use super::{axis::Ticks, draw};
use crate::texts::ChartTexts;
use doorstep::view::chart::{Interval, Marker, Unit};
use leptos::prelude::*;

/// How wide the values of an axis may be; the style keeps it free.
const LEFT: f64 = 52.0;

/// The room of one picture.
#[derive(Clone, Debug)]
pub struct Plot {
    /// The chart's id, which the patterns' begin with.
    pub id: String,
    /// How high the plot is.
    pub height: f64,
    /// How much room is below it.
    pub below: f64,
    /// Lines of the strip above it.
    pub lines: usize,
    /// Room above the plot for names of markers.
    pub markers: usize,
    /// Whether values stand at its left.
    pub side: Side,
}

/// What stands at the left of a plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The values of an axis.
    Values,
    /// Nothing: it takes the whole width.
    Nothing,
}

impl Plot {
    /// A plot as high as most.
    pub fn new(id: &str, side: Side) -> Self {
        Self {
            id: id.to_owned(),
            height: 220.0,
            below: 46.0,
            lines: 2,
            markers: 0,
            side,
        }
    }

    fn top(&self) -> f64 {
        (self.lines + self.markers) as f64 * LINE + 12.0
    }

    const fn shift(&self) -> f64 {
        match self.side {
            Side::Values => -LEFT,
            Side::Nothing => 0.0,
        }
    }

    /// What is read of a mark.
    pub fn readout(&self, lines: &[String]) -> AnyView {
        let top = LINE - self.top() - 2.0;
        stacked("readout", self.shift(), top, lines)
    }

    /// The whole picture. `name` is what its axis measures, and stands where
    /// a mark is read; `below` is the same of the axis below.
    pub fn draw(&self, finding: &str, name: &str, below: &str, content: Vec<AnyView>) -> AnyView {
        let high = self.top() + self.height + self.below;
        let side = (self.side == Side::Values).then_some("values");
        let at = (px(0.0), self.lines as f64 * LINE - 2.0);
        let measure = word("measure", at, Anchor::Start, self.shift(), name.to_owned());
        let under = (!below.is_empty()).then(|| {
            let at = (share(1.0), self.height + self.below - 6.0);
            word("under", at, Anchor::End, 0.0, below.to_owned())
        });
        view! {
            <svg
                class="drawing"
                data-side=side
                role="group"
                aria-label=finding.to_owned()
                width="100%"
                height=px(high)
            >
                {patterns(&self.id)} {measure}
                <svg
                    y=px(self.top())
                    width="100%"
                    height=px(self.height)
                    overflow="visible"
                >
                    {content}
                    {under}
                </svg>
            </svg>
        }
        .into_any()
    }

    /// Markers of the axis below: each a line down the plot with its name
    /// above, on a line of its own.
    pub fn markers(
        &self,
        markers: &[Marker],
        ticks: &Ticks,
        unit: &Unit,
        texts: &dyn ChartTexts,
    ) -> Vec<AnyView> {
        let drawn = markers.iter().filter(|marker| marker.is_somewhere());
        let each = drawn.enumerate().map(|(index, marker)| {
            let x = ticks.along(marker.at);
            let y = -((markers.len() - index) as f64 - 1.0) * LINE - 4.0;
            let anchor = Anchor::beside(x);
            let text = marker_words(marker, unit, texts);
            [
                line(
                    Look::of("marker"),
                    (share(x), y - 10.0),
                    (share(x), self.height),
                ),
                word("pointed", (share(x), y), anchor, anchor.away(5.0), text),
            ]
        });
        each.flatten().collect()
    }
}

/// A marker's name with its value.
pub fn marker_words(marker: &Marker, unit: &Unit, texts: &dyn ChartTexts) -> String {
    let value = texts.chart_value(marker.at, unit);
    format!("{} {value}", draw::short(&marker.label, 18))
}

/// An interval drawn upright at a place across.
pub fn upright(look: Look, x: f64, span: Interval, ticks: &Ticks, height: f64) -> AnyView {
    let [low, high] = [span.low, span.high].map(|value| ticks.down(value, height));
    whisker(look, (share(x), low), (share(x), high))
}

/// An interval drawn from left to right at a place down.
pub fn lying(look: Look, y: f64, span: Interval, ticks: &Ticks) -> AnyView {
    let [low, high] = [span.low, span.high].map(|value| share(ticks.along(value)));
    whisker(look, (low, y), (high, y))
}

/// A line that stands out also on a bar: it has a rim in the card's colour.
fn whisker(look: Look, from: (String, f64), to: (String, f64)) -> AnyView {
    let rim = line(Look::of("rim"), from.clone(), to.clone());
    view! { {rim} {line(look, from, to)} }.into_any()
}
