//! A measure over time with its band, and the season before.

use super::axis::{self, Ticks};
use super::draw::{Look, area, dot, path, px, share};
use super::legend::{Swatch, legend};
use super::mark::Mark;
use super::plot::{Plot, Side, marker_words, upright};
use crate::texts::ChartTexts;
use doorstep::view::chart::{Line, Point, Series};
use leptos::prelude::*;
use std::fmt::Write as _;

/// More points than these have dots only where they are pointed at.
const MOST_DOTS: usize = 40;

/// Draws one.
pub fn draw(line: &Line, id: &str, finding: &str, texts: &dyn ChartTexts) -> AnyView {
    let unit = &line.measure.unit;
    let mut plot = Plot::new(id, Side::Values);
    plot.lines = if line.before.is_some() { 3 } else { 2 };
    let ticks = Ticks::around(values(line), unit);
    let points = &line.now.points;
    let mut content = axis::upwards(&ticks, unit, plot.height, texts);
    let labels: Vec<(f64, String)> = points
        .iter()
        .enumerate()
        .map(|(index, point)| (place(index, points.len()), point.label.clone()))
        .collect();
    content.extend(axis::names(&labels, plot.height));
    if let Some(before) = &line.before {
        let data = trace(&before.points, points.len(), |_, _| true, &ticks, &plot);
        content.push(path(Look::of("before"), data, plot.height));
    }
    content.push(path(
        Look::of("band"),
        band(points, &ticks, &plot),
        plot.height,
    ));
    content.extend(curves(points, &ticks, &plot));
    content.extend(goal(line, &ticks, &plot, texts));
    content.extend((0..points.len()).map(|index| mark(line, index, &ticks, &plot, texts)));
    let name = texts.chart_measure(&line.measure);
    view! {
        {key(line, texts)}
        {plot.draw(finding, &name, &line.over, content)}
    }
    .into_any()
}

/// Everything that has to lie within the axis. A thin point's interval may
/// reach anywhere; it is cut at the edges.
fn values(line: &Line) -> impl Iterator<Item = f64> {
    let before = line.before.iter().flat_map(|series| &series.points);
    let all = line.now.points.iter().chain(before);
    let figures = all.flat_map(|point| {
        let figure = &point.figure;
        let span = figure.span().filter(|_| !figure.thin);
        let ends = span.into_iter().flat_map(|span| [span.low, span.high]);
        figure.known().into_iter().chain(ends)
    });
    figures.chain(line.goal.iter().map(|goal| goal.at))
}

fn place(index: usize, count: usize) -> f64 {
    if count < 2 {
        return 0.5;
    }
    0.02 + 0.96 * index as f64 / (count - 1) as f64
}

/// A path through points as long as they are known, over the pairs that are
/// wanted.
fn trace(
    points: &[Point],
    count: usize,
    wanted: impl Fn(&Point, &Point) -> bool,
    ticks: &Ticks,
    plot: &Plot,
) -> String {
    let at = |index: usize| {
        let value = points[index].figure.known()?;
        let x = px(place(index, count) * 1000.0);
        Some(format!("{x} {}", px(ticks.down(value, plot.height))))
    };
    let mut data = String::new();
    for index in 1..points.len().min(count) {
        if let (Some(from), Some(to)) = (at(index - 1), at(index))
            && wanted(&points[index - 1], &points[index])
        {
            let _ = write!(data, "M{from}L{to}");
        }
    }
    data
}

/// The line, pale where it rests on too few.
fn curves(points: &[Point], ticks: &Ticks, plot: &Plot) -> [AnyView; 2] {
    let is_thin = |from: &Point, to: &Point| from.figure.thin || to.figure.thin;
    let is_firm = |from: &Point, to: &Point| !is_thin(from, to);
    let pale = trace(points, points.len(), is_thin, ticks, plot);
    let firm = trace(points, points.len(), is_firm, ticks, plot);
    [
        path(Look::of("pale"), pale, plot.height),
        path(Look::of("curve").series(0), firm, plot.height),
    ]
}

/// The band: as far as there are enough to have one.
fn band(points: &[Point], ticks: &Ticks, plot: &Plot) -> String {
    let mut data = String::new();
    let has_band = |point: &&Point| point.figure.span().is_some() && !point.figure.thin;
    let mut index = 0;
    while index < points.len() {
        let run = points[index..].iter().take_while(has_band).count();
        if run > 1 {
            let edge = |at: usize| {
                let span = points[at].figure.span()?;
                Some((px(place(at, points.len()) * 1000.0), span))
            };
            let ends = (index..index + run).filter_map(edge);
            let upper = ends
                .clone()
                .map(|(x, span)| (x, ticks.down(span.high, plot.height)));
            let lower = ends.map(|(x, span)| (x, ticks.down(span.low, plot.height)));
            let around = upper.chain(lower.rev());
            for (step, (x, y)) in around.enumerate() {
                let letter = if step == 0 { 'M' } else { 'L' };
                let _ = write!(data, "{letter}{x} {}", px(y));
            }
            data.push('z');
        }
        index += run.max(1);
    }
    data
}

fn mark(line: &Line, index: usize, ticks: &Ticks, plot: &Plot, texts: &dyn ChartTexts) -> AnyView {
    let points = &line.now.points;
    let Point { label, figure } = &points[index];
    let unit = &line.measure.unit;
    let x = place(index, points.len());
    let width = 1.0 / points.len().max(1) as f64;
    let mut lines = vec![label.clone(), texts.chart_figure(figure, unit)];
    let mut said = format!("{label}: {}", texts.chart_said(figure, unit));
    if let Some((series, before)) = before(line, index) {
        let words = texts.chart_figure(&before.figure, unit);
        lines.push(format!("{}: {words}", series.name));
        let words = texts.chart_said(&before.figure, unit);
        let _ = write!(said, "; {}, {}: {words}", series.name, before.label);
    }
    let whisker = figure.span().filter(|_| figure.thin).map(|span| {
        upright(
            Look::of("whisker").like(figure),
            x,
            span,
            ticks,
            plot.height,
        )
    });
    let class = if points.len() > MOST_DOTS && !figure.thin {
        "hidden-dot"
    } else {
        "dot"
    };
    let seen = figure.known().map(|value| {
        let look = Look::of(class).series(0).like(figure);
        dot(look, share(x), ticks.down(value, plot.height))
    });
    let left = (x - width / 2.0).max(-0.02);
    Mark {
        lines,
        said,
        link: figure.link.clone(),
        hit: area(
            Look::of("hit"),
            (share(left), 0.0),
            (share(width), plot.height),
            None,
        ),
        seen: whisker.into_iter().chain(seen).collect(),
    }
    .draw(plot)
}

fn before(line: &Line, index: usize) -> Option<(&Series, &Point)> {
    let series = line.before.as_ref()?;
    Some((series, series.points.get(index)?))
}

fn goal(line: &Line, ticks: &Ticks, plot: &Plot, texts: &dyn ChartTexts) -> Vec<AnyView> {
    use super::draw::{Anchor, line as stroke, word};
    let goal = line.goal.iter().filter(|goal| goal.is_somewhere());
    goal.flat_map(|goal| {
        let y = ticks.down(goal.at, plot.height);
        let text = marker_words(goal, &line.measure.unit, texts);
        [
            stroke(Look::of("marker"), (share(0.0), y), (share(1.0), y)),
            word("pointed", (share(1.0), y - 5.0), Anchor::End, 0.0, text),
        ]
    })
    .collect()
}

fn key(line: &Line, texts: &dyn ChartTexts) -> AnyView {
    let has_band = line
        .now
        .points
        .iter()
        .any(|point| point.figure.span().is_some());
    let mut items = vec![(Swatch::Curve(0), line.now.name.clone())];
    if let Some(before) = &line.before {
        items.push((Swatch::Before, before.name.clone()));
    }
    if has_band {
        items.push((Swatch::Band, texts.chart_words().interval.to_owned()));
    }
    if line.now.points.iter().any(|point| point.figure.thin) {
        items.push((Swatch::Thin, texts.chart_words().thin.to_owned()));
    }
    legend("", items)
}
