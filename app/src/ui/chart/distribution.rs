//! How often which value occurs: one histogram filled, a second one as an
//! outline over it, both as shares, for they may rest on different n.

use super::axis::{self, Ticks};
use super::draw::{Look, area, path, px, share};
use super::legend::{Swatch, legend};
use super::mark::Mark;
use super::plot::{Plot, Side};
use crate::texts::ChartTexts;
use doorstep::view::chart::{Distribution, Histogram, Unit};
use leptos::prelude::*;
use std::fmt::Write as _;

/// Draws one.
pub fn draw(of: &Distribution, id: &str, finding: &str, texts: &dyn ChartTexts) -> AnyView {
    let unit = &of.across.unit;
    let mut plot = Plot::new(id, Side::Values);
    plot.lines = 1 + of.series.len();
    plot.markers = of.markers.len();
    let across = across(of);
    let shares = of.series.iter().flat_map(|one| {
        let bins = 0..one.bins.len();
        bins.filter_map(|bin| one.share(bin))
    });
    let up = Ticks::from_zero(shares, &Unit::Percent);
    let mut content = axis::upwards(&up, &Unit::Percent, plot.height, texts);
    content.extend(values_below(&across, unit, &plot, texts));
    for bin in 0..of.bins() {
        content.push(mark(of, bin, (&across, &up), &plot, texts));
    }
    for (index, series) in of.series.iter().enumerate().skip(1) {
        let data = outline(of, series, (&across, &up), plot.height);
        content.push(path(Look::of("outline").series(index), data, plot.height));
    }
    content.extend(plot.markers(&of.markers, &across, unit, texts));
    let below = texts.chart_measure(&of.across);
    let share_name = texts.chart_heading(&doorstep::view::chart::table::Heading::Share);
    view! {
        {key(of, id, texts)}
        {plot.draw(finding, &share_name, &below, content)}
    }
    .into_any()
}

fn across(of: &Distribution) -> Ticks {
    let (from, _) = of.edges(0);
    let (_, to) = of.edges(of.bins().saturating_sub(1));
    let markers = of.markers.iter().map(|marker| marker.at);
    Ticks::around([from, to].into_iter().chain(markers), &of.across.unit)
}

/// The values below without lines: the bars are lines enough.
fn values_below(ticks: &Ticks, unit: &Unit, plot: &Plot, texts: &dyn ChartTexts) -> Vec<AnyView> {
    use super::draw::{Anchor, word};
    let marks = ticks.marks().map(|mark| {
        let at = (share(ticks.along(mark)), plot.height + 18.0);
        let text = texts.chart_number(mark, unit);
        word("tick", at, Anchor::Middle, 0.0, text)
    });
    marks.collect()
}

fn mark(
    of: &Distribution,
    bin: usize,
    (across, up): (&Ticks, &Ticks),
    plot: &Plot,
    texts: &dyn ChartTexts,
) -> AnyView {
    let (from, to) = of.edges(bin);
    let [left, right] = [from, to].map(|edge| across.along(edge));
    let span = texts.chart_span(from, to, &of.across.unit);
    let mut lines = vec![span.clone()];
    for series in &of.series {
        let n = series.bins.get(bin).map_or(0, |bin| bin.n);
        let words = texts.chart_bin(series.share(bin), n);
        lines.push(format!("{}: {words}", series.name));
    }
    let first = of.series.first();
    let seen = first.and_then(|series| series.share(bin)).map(|value| {
        let top = up.down(value, plot.height);
        let gap = (right - left) * 0.04;
        let size = (share(right - left - 2.0 * gap), plot.height - top);
        let look = Look::of("bar").series(0);
        area(look, (share(left + gap), top), size, None)
    });
    Mark {
        said: format!("{span}: {}", lines[1..].join("; ")),
        lines,
        link: first
            .and_then(|series| series.bins.get(bin))
            .and_then(|bin| bin.link.clone()),
        hit: area(
            Look::of("hit"),
            (share(left), 0.0),
            (share(right - left), plot.height),
            None,
        ),
        seen: seen.into_iter().collect(),
    }
    .draw(plot)
}

/// The outline of a histogram, from the ground up and down again.
fn outline(
    of: &Distribution,
    series: &Histogram,
    (across, up): (&Ticks, &Ticks),
    height: f64,
) -> String {
    let x = |edge: f64| px(across.along(edge) * 1000.0);
    let (begin, _) = of.edges(0);
    let mut data = format!("M{} {}", x(begin), px(height));
    for bin in 0..series.bins.len() {
        let (_, to) = of.edges(bin);
        let y = up.down(series.share(bin).unwrap_or_default(), height);
        let _ = write!(data, "V{}H{}", px(y), x(to));
    }
    let _ = write!(data, "V{}", px(height));
    data
}

fn key(of: &Distribution, id: &str, texts: &dyn ChartTexts) -> AnyView {
    let items = of.series.iter().enumerate().map(|(index, series)| {
        let swatch = if index == 0 {
            Swatch::Fill(0)
        } else {
            Swatch::Outline(index)
        };
        let name = format!("{}, {}", series.name, texts.chart_n(series.n()));
        (swatch, name)
    });
    legend(id, items.collect())
}
