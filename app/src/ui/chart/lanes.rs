//! Origin against destination: a number in every field, and its colour beside
//! it. It is as wide as its destinations, and moves sideways where they are
//! many.

use super::draw::{Anchor, Look, area, px, short, word};
use super::heat::{Heat, cell};
use super::legend::{Swatch, legend};
use super::mark::{LINE, Mark, stacked};
use crate::texts::ChartTexts;
use doorstep::view::chart::{Figure, Lanes, Row, Unit};
use leptos::prelude::*;

/// The strip for what is read.
const TOP: f64 = 2.0 * LINE + 12.0;
const WIDTH: f64 = 78.0;
const HEIGHT: f64 = 44.0;
/// Room for the names of origins.
const LEFT: f64 = 104.0;
/// Room for the names of destinations.
const NAMES: f64 = 28.0;
/// Narrower, what is read of a field would not fit.
const LEAST: f64 = 340.0;

/// Draws them.
pub fn draw(lanes: &Lanes, id: &str, finding: &str, texts: &dyn ChartTexts) -> AnyView {
    let unit = &lanes.measure.unit;
    let figures = || lanes.origins.iter().flat_map(|row| &row.figures);
    let heat = Heat::over(figures(), unit);
    let width = (LEFT + lanes.destinations.len() as f64 * WIDTH + 2.0).max(LEAST);
    let height = NAMES + lanes.origins.len() as f64 * HEIGHT + 2.0;
    let mut content: Vec<AnyView> = Vec::new();
    for (column, name) in lanes.destinations.iter().enumerate() {
        let at = (px(LEFT + (column as f64 + 0.5) * WIDTH), NAMES - 10.0);
        content.push(word("tick", at, Anchor::Middle, 0.0, short(name, 10)));
    }
    for (line, origin) in lanes.origins.iter().enumerate() {
        let y = NAMES + line as f64 * HEIGHT;
        let at = (px(LEFT - 10.0), y + HEIGHT / 2.0 + 4.0);
        content.push(word("tick", at, Anchor::End, 0.0, short(&origin.label, 13)));
        for (column, destination) in lanes.destinations.iter().enumerate() {
            let place = (LEFT + column as f64 * WIDTH, y);
            if let Some(figure) = origin.figures.get(column) {
                let names = (origin, destination.as_str());
                content.extend(field(names, figure, place, (unit, &heat), width, texts));
            }
        }
    }
    let name = texts.chart_measure(&lanes.measure);
    let measure = word("measure", (px(0.0), 34.0), Anchor::Start, 0.0, name);
    let mut items = heat.key(unit, texts);
    if figures().any(|figure| figure.thin) {
        items.push((Swatch::ThinBar, texts.chart_words().thin.to_owned()));
    }
    view! {
        {legend(id, items)}
        <div class="sideways" tabindex="0" role="group" aria-label=finding.to_owned()>
            <svg class="drawing" role="presentation" width=px(width) height=px(TOP + height)>
                {measure}
                <svg y=px(TOP) width=px(width) height=px(height) overflow="visible">
                    {content}
                </svg>
            </svg>
        </div>
    }
    .into_any()
}

/// One lane.
fn field(
    (origin, destination): (&Row, &str),
    figure: &Figure,
    (x, y): (f64, f64),
    (unit, heat): (&Unit, &Heat),
    width: f64,
    texts: &dyn ChartTexts,
) -> Vec<AnyView> {
    let size = || (px(WIDTH - 3.0), HEIGHT - 3.0);
    let place = || (px(x), y);
    let middle = px(x + (WIDTH - 3.0) / 2.0);
    let mut seen = Vec::new();
    let mut words = Vec::new();
    if let Some(value) = figure.known() {
        let number = texts.chart_number(value, unit);
        if figure.thin {
            seen.push(area(Look::of("thin-field"), place(), size(), None));
            let span = figure.span().map(|span| {
                let ends = [span.low, span.high].map(|end| texts.chart_number(end, unit));
                let at = (middle.clone(), y + 34.0);
                word("ends", at, Anchor::Middle, 0.0, ends.join("-"))
            });
            let at = (middle, y + 17.0);
            words.push(word("pale-number", at, Anchor::Middle, 0.0, number));
            words.extend(span);
        } else {
            let step = heat.step(value);
            seen.push(cell(step, place(), size()));
            let at = (middle, y + HEIGHT / 2.0 + 3.0);
            words.push(super::heat::number(step, at, number));
        }
    } else {
        seen.push(area(Look::of("no-field"), place(), size(), None));
    }
    let lane = texts.chart_lane(&origin.label, destination);
    let said = format!("{lane}: {}", texts.chart_said(figure, unit));
    // Above its field, also where the picture was moved sideways.
    let shift = (x - 190.0).clamp(0.0, width - LEAST);
    let lines = [lane, texts.chart_figure(figure, unit)];
    let readout = stacked("readout", shift, LINE - TOP - 2.0, &lines);
    let mark = Mark {
        said,
        lines: Vec::new(),
        link: figure.link.clone(),
        hit: area(Look::of("hit"), place(), size(), None),
        seen,
    };
    words.insert(0, mark.draw_with(readout));
    words
}
