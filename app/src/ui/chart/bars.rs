//! Bars side by side, each with the interval it may be off by.
//!
//! Along, a bar's name and number stand over it, which has room for any name
//! on a phone. Upwards is for few bars with short names.

use super::axis::{self, Ticks};
use super::draw::{Anchor, Look, area, line, pattern, share, short, word};
use super::legend::{Swatch, legend};
use super::mark::Mark;
use super::plot::{Plot, Side, lying, marker_words, upright};
use crate::texts::ChartTexts;
use doorstep::view::chart::{Bars, Figure, Lay, Row};
use leptos::prelude::*;

/// Upwards, no more bars than these.
const MOST_UP: usize = 6;
/// Upwards, names of no more letters than these all together.
const MOST_LETTERS: usize = 34;
/// How much room a bar takes with the words over it.
const EACH: f64 = 42.0;
/// How much the name of a group takes.
const GROUP: f64 = 24.0;

/// Draws them.
pub fn draw(bars: &Bars, id: &str, finding: &str, texts: &dyn ChartTexts) -> AnyView {
    let ticks = Ticks::from_zero(values(bars), &bars.measure.unit);
    let picture = if is_upwards(bars) {
        up(bars, &ticks, id, finding, texts)
    } else {
        along(bars, &ticks, id, finding, texts)
    };
    view! { {key(bars, id, texts)} {picture} }.into_any()
}

fn values(bars: &Bars) -> impl Iterator<Item = f64> {
    let figures = bars.rows.iter().flat_map(|row| &row.figures);
    let figures = figures.flat_map(|figure| {
        let ends = figure
            .span()
            .into_iter()
            .flat_map(|span| [span.low, span.high]);
        figure.known().into_iter().chain(ends)
    });
    figures.chain(bars.marker.iter().map(|marker| marker.at))
}

fn is_upwards(bars: &Bars) -> bool {
    let count: usize = bars.rows.iter().map(|row| row.figures.len()).sum();
    let letters = bars.rows.iter().map(|row| row.label.chars().count());
    bars.lay == Lay::Up
        && count <= MOST_UP
        && letters.max().unwrap_or_default() * bars.rows.len() <= MOST_LETTERS
}

/// Whether a row has bars that need names.
fn is_grouped(bars: &Bars) -> bool {
    bars.series.len() > 1
}

fn series_name(bars: &Bars, series: usize) -> &str {
    bars.series.get(series).map_or("", String::as_str)
}

/// A bar's mark but for what is seen of it.
fn mark(
    bars: &Bars,
    row: &Row,
    series: usize,
    (hit, seen): (AnyView, Vec<AnyView>),
    texts: &dyn ChartTexts,
) -> Mark {
    let figure = &row.figures[series];
    let unit = &bars.measure.unit;
    let name = if is_grouped(bars) {
        format!("{}, {}", row.label, series_name(bars, series))
    } else {
        row.label.clone()
    };
    Mark {
        said: format!("{name}: {}", texts.chart_said(figure, unit)),
        lines: vec![name, texts.chart_figure(figure, unit)],
        link: figure.link.clone(),
        hit,
        seen,
    }
}

fn along(bars: &Bars, ticks: &Ticks, id: &str, finding: &str, texts: &dyn ChartTexts) -> AnyView {
    let unit = &bars.measure.unit;
    let mut plot = Plot::new(id, Side::Nothing);
    plot.below = 28.0;
    plot.markers = bars.marker.iter().len();
    let mut rows = Vec::new();
    let mut y = 4.0;
    for row in &bars.rows {
        if is_grouped(bars) {
            let at = (share(0.0), y + 16.0);
            let name = short(&row.label, 36);
            rows.push(word("group", at, Anchor::Start, 0.0, name));
            y += GROUP;
        }
        for series in 0..row.figures.len() {
            rows.extend(lying_bar(bars, row, series, y, ticks, &plot, texts));
            y += EACH;
        }
        y += if is_grouped(bars) { 10.0 } else { 2.0 };
    }
    plot.height = y + 4.0;
    let mut content = axis::across(ticks, unit, plot.height, texts);
    content.extend(plot.markers(bars.marker.as_slice(), ticks, unit, texts));
    content.extend(rows);
    plot.draw(finding, &texts.chart_measure(&bars.measure), "", content)
}

fn lying_bar(
    bars: &Bars,
    row: &Row,
    series: usize,
    y: f64,
    ticks: &Ticks,
    plot: &Plot,
    texts: &dyn ChartTexts,
) -> [AnyView; 3] {
    let figure = &row.figures[series];
    let name = if is_grouped(bars) {
        series_name(bars, series)
    } else {
        &row.label
    };
    let at = |x: f64| (share(x), y + 14.0);
    let name = word("name", at(0.0), Anchor::Start, 0.0, short(name, 20));
    let value = value_and_n(bars, figure, texts);
    let value = word("value", at(1.0), Anchor::End, 0.0, value);
    let mut seen = Vec::new();
    if let Some(value) = figure.known() {
        let [from, to] = [value.min(0.0), value.max(0.0)].map(|end| ticks.along(end));
        let look = Look::of("bar").series(series).like(figure);
        let size = (share(to - from), 14.0);
        let fill = pattern(&plot.id, series);
        seen.push(area(look, (share(from), y + 21.0), size, fill));
    }
    let look = Look::of("whisker").like(figure);
    seen.extend(figure.span().map(|span| lying(look, y + 28.0, span, ticks)));
    let hit = area(Look::of("hit"), (share(0.0), y), (share(1.0), EACH), None);
    let mark = mark(bars, row, series, (hit, seen), texts).draw(plot);
    [mark, name, value]
}

fn value_and_n(bars: &Bars, figure: &Figure, texts: &dyn ChartTexts) -> String {
    let n = texts.chart_n(figure.n);
    match figure.known() {
        Some(value) => format!("{}, {n}", texts.chart_value(value, &bars.measure.unit)),
        None => n,
    }
}

fn up(bars: &Bars, ticks: &Ticks, id: &str, finding: &str, texts: &dyn ChartTexts) -> AnyView {
    let unit = &bars.measure.unit;
    let mut plot = Plot::new(id, Side::Values);
    plot.below = 28.0;
    let mut content = axis::upwards(ticks, unit, plot.height, texts);
    let each = 1.0 / bars.rows.len().max(1) as f64;
    for (index, row) in bars.rows.iter().enumerate() {
        let left = index as f64 * each;
        let at = (share(left + each / 2.0), plot.height + 18.0);
        content.push(word("tick", at, Anchor::Middle, 0.0, row.label.clone()));
        let width = each * 0.72 / row.figures.len().max(1) as f64;
        for series in 0..row.figures.len() {
            let x = left + each * 0.14 + series as f64 * width;
            let room = (x, width);
            content.push(upright_bar(bars, row, series, room, ticks, &plot, texts));
        }
    }
    if let Some(marker) = bars.marker.as_ref().filter(|marker| marker.is_somewhere()) {
        let y = ticks.down(marker.at, plot.height);
        let (from, to) = ((share(0.0), y), (share(1.0), y));
        content.push(line(Look::of("marker"), from, to));
    }
    plot.draw(finding, &texts.chart_measure(&bars.measure), "", content)
}

fn upright_bar(
    bars: &Bars,
    row: &Row,
    series: usize,
    (x, width): (f64, f64),
    ticks: &Ticks,
    plot: &Plot,
    texts: &dyn ChartTexts,
) -> AnyView {
    let figure = &row.figures[series];
    let middle = x + width / 2.0;
    let mut seen = Vec::new();
    if let Some(value) = figure.known() {
        let [top, bottom] =
            [value.max(0.0), value.min(0.0)].map(|end| ticks.down(end, plot.height));
        let look = Look::of("bar").series(series).like(figure);
        let size = (share(width * 0.94), bottom - top);
        let fill = pattern(&plot.id, series);
        seen.push(area(look, (share(x + width * 0.03), top), size, fill));
        let highest = figure.span().map_or(value, |span| span.high.max(value));
        let at = (
            share(middle),
            ticks.down(highest.max(0.0), plot.height) - 6.0,
        );
        let text = texts.chart_number(value, &bars.measure.unit);
        seen.push(word("value", at, Anchor::Middle, 0.0, text));
    }
    let look = Look::of("whisker").like(figure);
    seen.extend(
        figure
            .span()
            .map(|span| upright(look, middle, span, ticks, plot.height)),
    );
    let hit = area(
        Look::of("hit"),
        (share(x), 0.0),
        (share(width), plot.height),
        None,
    );
    mark(bars, row, series, (hit, seen), texts).draw(plot)
}

fn key(bars: &Bars, id: &str, texts: &dyn ChartTexts) -> AnyView {
    let figures = || bars.rows.iter().flat_map(|row| &row.figures);
    let mut items: Vec<(Swatch, String)> = Vec::new();
    if is_grouped(bars) {
        let names = bars.series.iter().enumerate();
        items.extend(names.map(|(series, name)| (Swatch::Fill(series), name.clone())));
    }
    if figures().any(|figure| figure.span().is_some()) {
        items.push((Swatch::Whisker, texts.chart_words().interval.to_owned()));
    }
    if figures().any(|figure| figure.thin) {
        items.push((Swatch::ThinBar, texts.chart_words().thin.to_owned()));
    }
    // Upwards, its name would stand on the bars' numbers.
    let marker = bars.marker.iter().filter(|_| is_upwards(bars));
    items.extend(marker.map(|marker| {
        let words = marker_words(marker, &bars.measure.unit, texts);
        (Swatch::Marker, words)
    }));
    legend(id, items)
}
