//! Charts, drawn on the server as SVG: no script, and nothing for the browser
//! to take over.
//!
//! A page makes a [`ChartView`] of its numbers and draws it, whatever its
//! kind:
//!
//! ```ignore
//! view! { <section>{charts.iter().map(|one| chart(one, texts)).collect_view()}</section> }
//! ```
//!
//! - It serves [`STYLE`] as a file of its own after the tokens and the ground
//!   of every page (`tokens.css`, `base.css`), so that no shopper loads it.
//! - `name` is unique on the page: it is the figure's id (`chart-name`) and
//!   tells patterns of one picture from those of another. Charts have headings
//!   of the third level.
//! - A chart is as wide as its place and needs no script to be so: words stay
//!   as large, and what has no room on a phone is not shown there. Two charts
//!   side by side want 30rem each.
//! - A figure's `link` makes its mark a link that the keyboard reaches, and
//!   the same link stands in the table. What a mark says is read above the
//!   plot where the pointer or the keyboard rests on it.
//! - `csv` is an address that answers [`file`] of the same chart.
//! - Nothing to show is a state of its own: `why_empty` says why.
//!
//! Regions need the picture of the world behind them and their places in it:
//! the server's `views::map::regions` gives both.

mod axis;
mod bars;
mod distribution;
mod draw;
mod frame;
mod heat;
mod lanes;
mod legend;
mod line;
mod mark;
mod plot;
mod regions;
mod scatter;
mod split;
mod steps;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use crate::texts::ChartTexts;
use doorstep::view::chart::csv::csv;
use doorstep::view::chart::table::Table;
use doorstep::view::chart::{ChartView, Picture};
use leptos::prelude::*;

/// The style of charts, after that of the page.
pub const STYLE: &str = concat!(
    include_str!("../../../../style/chart/palette.css"),
    include_str!("../../../../style/chart/chart.css"),
);

/// Draws any chart.
pub fn chart(chart: &ChartView, texts: &dyn ChartTexts) -> AnyView {
    let id = id(&chart.name);
    let finding = chart.finding.as_str();
    let picture = if chart.picture.is_empty() {
        frame::empty(chart, texts)
    } else {
        match &chart.picture {
            Picture::Line(line) => line::draw(line, &id, finding, texts),
            Picture::Bars(bars) => bars::draw(bars, &id, finding, texts),
            Picture::Split(split) => split::draw(split, &id, finding, texts),
            Picture::Distribution(of) => distribution::draw(of, &id, finding, texts),
            Picture::Steps(steps) => steps::draw(steps, &id, finding, texts),
            Picture::Scatter(scatter) => scatter::draw(scatter, &id, finding, texts),
            Picture::Lanes(lanes) => lanes::draw(lanes, &id, finding, texts),
            Picture::Regions(regions) => regions::draw(regions, &id, finding, texts),
        }
    };
    frame::frame(chart, &id, picture, texts)
}

/// The numbers of a chart as the text of a CSV file, guarded against formulas.
#[must_use]
pub fn file(chart: &ChartView, texts: &dyn ChartTexts) -> String {
    let table = Table::of(chart);
    let headings = table.headings.iter();
    let headings: Vec<String> = headings.map(|one| texts.chart_heading(one)).collect();
    csv(&table, &headings)
}

/// An id that stands in addresses and in the names of patterns.
fn id(name: &str) -> String {
    let safe = name.chars().filter_map(|letter| match letter {
        'a'..='z' | '0'..='9' => Some(letter),
        'A'..='Z' => Some(letter.to_ascii_lowercase()),
        '-' | '_' | ' ' => Some('-'),
        _ => None,
    });
    format!("chart-{}", safe.collect::<String>())
}
