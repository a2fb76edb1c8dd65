//! How many are left after how long: curves that hold until the next step.

use super::axis::{self, Ticks};
use super::draw::{Look, dot, path, px, share};
use super::legend::{Swatch, legend};
use super::mark::Mark;
use super::plot::{Plot, Side, upright};
use crate::texts::ChartTexts;
use doorstep::view::chart::{Curve, Spot, Steps};
use leptos::prelude::*;
use std::fmt::Write as _;

/// Draws one.
pub fn draw(steps: &Steps, id: &str, finding: &str, texts: &dyn ChartTexts) -> AnyView {
    let mut plot = Plot::new(id, Side::Values);
    plot.markers = steps.markers.len();
    let spots = || steps.curves.iter().flat_map(|curve| drawn(&curve.steps));
    let markers = steps.markers.iter().map(|marker| marker.at);
    let places = spots().map(|(spot, _)| spot.across);
    let ticks = (
        Ticks::from_zero(places.chain(markers), &steps.across.unit),
        Ticks::from_zero(spots().map(|(_, value)| value), &steps.measure.unit),
    );
    let (across, up) = &ticks;
    let mut content = axis::upwards(up, &steps.measure.unit, plot.height, texts);
    content.extend(axis::across(across, &steps.across.unit, plot.height, texts));
    for (index, curve) in steps.curves.iter().enumerate() {
        let look = Look::of("curve").series(index);
        content.push(path(look, stairs(curve, &ticks, plot.height), plot.height));
    }
    content.extend(plot.markers(&steps.markers, across, &steps.across.unit, texts));
    for (index, curve) in steps.curves.iter().enumerate() {
        for (spot, value) in drawn(&curve.steps) {
            let place = (across.along(spot.across), value);
            let name = (index, curve.name.as_str());
            content.push(mark(steps, name, spot, place, up, &plot, texts));
        }
    }
    let names = steps.curves.iter().enumerate();
    let items = names.map(|(index, curve)| (Swatch::Curve(index), curve.name.clone()));
    let name = texts.chart_measure(&steps.measure);
    let below = texts.chart_measure(&steps.across);
    view! {
        {legend(id, items.collect())}
        {plot.draw(finding, &name, &below, content)}
    }
    .into_any()
}

fn drawn(spots: &[Spot]) -> impl Iterator<Item = (&Spot, f64)> {
    let somewhere = spots.iter().filter(|spot| spot.is_somewhere());
    somewhere.filter_map(|spot| Some((spot, spot.figure.known()?)))
}

fn stairs(curve: &Curve, (across, up): &(Ticks, Ticks), height: f64) -> String {
    let mut data = String::new();
    for (index, (spot, value)) in drawn(&curve.steps).enumerate() {
        let x = px(across.along(spot.across) * 1000.0);
        let y = px(up.down(value, height));
        let _ = if index == 0 {
            write!(data, "M{x} {y}")
        } else {
            write!(data, "H{x}V{y}")
        };
    }
    data
}

fn mark(
    steps: &Steps,
    (series, name): (usize, &str),
    spot: &Spot,
    (x, value): (f64, f64),
    up: &Ticks,
    plot: &Plot,
    texts: &dyn ChartTexts,
) -> AnyView {
    let unit = &steps.measure.unit;
    let figure = &spot.figure;
    let after = texts.chart_value(spot.across, &steps.across.unit);
    let title = if name.is_empty() {
        after
    } else {
        format!("{name}, {after}")
    };
    let y = up.down(value, plot.height);
    let look = Look::of("whisker").like(figure);
    let span = figure.span().filter(|_| figure.thin);
    let whisker = span.map(|span| upright(look, x, span, up, plot.height));
    let seen = dot(Look::of("dot").series(series).like(figure), share(x), y);
    Mark {
        said: format!("{title}: {}", texts.chart_said(figure, unit)),
        lines: vec![title, texts.chart_figure(figure, unit)],
        link: figure.link.clone(),
        hit: dot(Look::of("halo"), share(x), y),
        seen: whisker.into_iter().chain([seen]).collect(),
    }
    .draw(plot)
}
