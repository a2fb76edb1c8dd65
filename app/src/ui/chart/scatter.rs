//! One measure against another, each point with its interval.

use super::axis::{self, Ticks};
use super::draw::{Anchor, Look, dot, path, px, share, short, word};
use super::legend::{Swatch, legend};
use super::mark::Mark;
use super::plot::{Plot, Side, upright};
use crate::texts::ChartTexts;
use doorstep::view::chart::{Joined, Scatter, Spot};
use leptos::prelude::*;
use std::fmt::Write as _;

/// Points have their names beside them up to so many.
const MOST_NAMES: usize = 8;
/// How much of the width a name may take on a phone.
const NAME_WIDTH: f64 = 0.4;

/// Draws one.
pub fn draw(scatter: &Scatter, id: &str, finding: &str, texts: &dyn ChartTexts) -> AnyView {
    let mut plot = Plot::new(id, Side::Values);
    plot.height = 260.0;
    let spots: Vec<(&Spot, f64)> = scatter
        .spots
        .iter()
        .filter(|spot| spot.is_somewhere())
        .filter_map(|spot| Some((spot, spot.figure.known()?)))
        .collect();
    let heights = spots.iter().flat_map(|(spot, value)| {
        let span = spot.figure.span().filter(|_| !spot.figure.thin);
        let ends = span.into_iter().flat_map(|span| [span.low, span.high]);
        ends.chain([*value])
    });
    let up = Ticks::around(heights, &scatter.measure.unit);
    let places = spots.iter().map(|(spot, _)| spot.across);
    let across = Ticks::around(places, &scatter.across.unit);
    let mut content = axis::upwards(&up, &scatter.measure.unit, plot.height, texts);
    content.extend(axis::across(
        &across,
        &scatter.across.unit,
        plot.height,
        texts,
    ));
    if scatter.joined == Joined::InOrder {
        let data = joined(&spots, &across, &up, plot.height);
        content.push(path(Look::of("joined"), data, plot.height));
    }
    for (spot, value) in &spots {
        let place = (across.along(spot.across), *value);
        content.push(mark(scatter, spot, place, &up, &plot, texts));
    }
    content.extend(names(&spots, &across, &up, plot.height));
    let name = texts.chart_measure(&scatter.measure);
    let below = texts.chart_measure(&scatter.across);
    view! {
        {key(&spots, texts)}
        {plot.draw(finding, &name, &below, content)}
    }
    .into_any()
}

/// Names beside points, where those are few, and of names that would stand
/// on each other the first.
fn names(spots: &[(&Spot, f64)], across: &Ticks, up: &Ticks, height: f64) -> Vec<AnyView> {
    let mut named: Vec<(f64, f64)> = Vec::new();
    let mut drawn = Vec::new();
    let few = if spots.len() > MOST_NAMES { &[] } else { spots };
    for (spot, value) in few {
        let (x, y) = (across.along(spot.across), up.down(*value, height));
        let is_free = named
            .iter()
            .all(|(other, down)| (x - other).abs() > NAME_WIDTH || (y - down).abs() > 18.0);
        if is_free {
            let anchor = Anchor::beside(x);
            let name = short(&spot.label, 14);
            let at = (share(x), y - 8.0);
            drawn.push(word("near", at, anchor, anchor.away(6.0), name));
            named.push((x, y));
        }
    }
    drawn
}

fn joined(spots: &[(&Spot, f64)], across: &Ticks, up: &Ticks, height: f64) -> String {
    let mut data = String::new();
    for (index, (spot, value)) in spots.iter().enumerate() {
        let letter = if index == 0 { 'M' } else { 'L' };
        let x = px(across.along(spot.across) * 1000.0);
        let _ = write!(data, "{letter}{x} {}", px(up.down(*value, height)));
    }
    data
}

fn mark(
    scatter: &Scatter,
    spot: &Spot,
    (x, value): (f64, f64),
    up: &Ticks,
    plot: &Plot,
    texts: &dyn ChartTexts,
) -> AnyView {
    let figure = &spot.figure;
    let unit = &scatter.measure.unit;
    let measured = |name: &str, words: String| format!("{name}: {words}");
    let across = measured(
        &scatter.across.name,
        texts.chart_value(spot.across, &scatter.across.unit),
    );
    let y = up.down(value, plot.height);
    let look = Look::of("whisker").like(figure);
    let whisker = figure
        .span()
        .map(|span| upright(look, x, span, up, plot.height));
    let seen = dot(Look::of("dot").series(0).like(figure), share(x), y);
    let up = measured(&scatter.measure.name, texts.chart_said(figure, unit));
    Mark {
        said: format!("{}: {across}; {up}", spot.label),
        lines: vec![
            format!("{}, {across}", spot.label),
            texts.chart_figure(figure, unit),
        ],
        link: figure.link.clone(),
        hit: dot(Look::of("halo"), share(x), y),
        seen: whisker.into_iter().chain([seen]).collect(),
    }
    .draw(plot)
}

fn key(spots: &[(&Spot, f64)], texts: &dyn ChartTexts) -> AnyView {
    let mut items = Vec::new();
    if spots.iter().any(|(spot, _)| spot.figure.span().is_some()) {
        items.push((Swatch::Whisker, texts.chart_words().interval.to_owned()));
    }
    if spots.iter().any(|(spot, _)| spot.figure.thin) {
        items.push((Swatch::Thin, texts.chart_words().thin.to_owned()));
    }
    legend("", items)
}
