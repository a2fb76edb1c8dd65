//! A whole in its parts, one bar for each row.

use super::axis::{self, Ticks};
use super::draw::{Anchor, Look, area, pattern, share, short, word};
use super::legend::{Swatch, legend};
use super::mark::Mark;
use super::plot::{Plot, Side};
use crate::texts::ChartTexts;
use doorstep::view::chart::{Figure, Row, Split, Unit};
use leptos::prelude::*;

/// How much room a bar takes with its name.
const EACH: f64 = 54.0;
/// The least share of the width in which a number has room on a phone.
const NUMBER: f64 = 0.16;

/// Draws one.
pub fn draw(split: &Split, id: &str, finding: &str, texts: &dyn ChartTexts) -> AnyView {
    let unit = &split.measure.unit;
    let mut plot = Plot::new(id, Side::Nothing);
    plot.below = 28.0;
    plot.height = split.rows.len() as f64 * EACH + 4.0;
    let totals = split
        .rows
        .iter()
        .map(|row| row.figures.iter().filter_map(length).sum());
    let ticks = match unit {
        // Rounded parts of a whole may add up to a little more.
        Unit::Percent => Ticks::over(0.0, 100.0, unit),
        _ => Ticks::from_zero(totals, unit),
    };
    let mut content = axis::across(&ticks, unit, plot.height, texts);
    for (index, row) in split.rows.iter().enumerate() {
        let y = index as f64 * EACH;
        let at = (share(0.0), y + 16.0);
        content.push(word("name", at, Anchor::Start, 0.0, short(&row.label, 36)));
        content.extend(parts(split, row, y + 22.0, &ticks, &plot, texts));
    }
    let names = split.parts.iter().enumerate();
    let items = names.map(|(part, name)| (Swatch::Fill(part), name.clone()));
    view! {
        {legend(id, items.collect())}
        {plot.draw(finding, &texts.chart_measure(&split.measure), "", content)}
    }
    .into_any()
}

/// How long a part is: a part below zero is none.
fn length(figure: &Figure) -> Option<f64> {
    figure.known().map(|value| value.max(0.0))
}

fn parts(
    split: &Split,
    row: &Row,
    y: f64,
    ticks: &Ticks,
    plot: &Plot,
    texts: &dyn ChartTexts,
) -> Vec<AnyView> {
    let unit = &split.measure.unit;
    let mut begun = 0.0;
    let mut drawn = Vec::new();
    for (part, figure) in row.figures.iter().enumerate() {
        let Some(value) = length(figure) else {
            continue;
        };
        let [from, to] = [begun, begun + value].map(|end| ticks.along(end));
        begun += value;
        let place = || (share(from), y);
        let size = || (share(to - from), 24.0);
        let look = Look::of("part").series(part).like(figure);
        let mut seen = vec![area(look, place(), size(), pattern(&plot.id, part))];
        if to - from >= NUMBER {
            let at = (share(f64::midpoint(from, to)), y + 17.0);
            let number = texts.chart_number(value, unit);
            seen.push(word("inside", at, Anchor::Middle, 0.0, number));
        }
        let name = split.parts.get(part).map_or("", String::as_str);
        let mark = Mark {
            lines: vec![
                format!("{}: {name}", row.label),
                texts.chart_figure(figure, unit),
            ],
            said: format!("{}, {name}: {}", row.label, texts.chart_said(figure, unit)),
            link: figure.link.clone(),
            hit: area(Look::of("hit"), place(), size(), None),
            seen,
        };
        drawn.push(mark.draw(plot));
    }
    drawn
}
