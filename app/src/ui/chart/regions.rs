//! Regions over a map: a circle at each one's middle, as large as n and
//! coloured by its value, over the outlines the server draws.

use super::draw::{Anchor, share, word};
use super::heat::{self, Heat};
use super::legend::{Swatch, legend};
use super::mark::{Mark, stacked};
use crate::texts::ChartTexts;
use doorstep::view::chart::{Point, Region, Regions};
use doorstep::view::map::MapPoint;
use leptos::prelude::*;

/// How many sizes of circles there are.
const SIZES: f64 = 6.0;
/// From this size on a circle has room for its number, but on a phone.
const WITH_NUMBER: usize = 4;

/// Draws them.
pub fn draw(regions: &Regions, id: &str, finding: &str, texts: &dyn ChartTexts) -> AnyView {
    let unit = &regions.measure.unit;
    let figures = || regions.regions.iter().map(|region| &region.point.figure);
    let heat = Heat::over(figures(), unit);
    let mut placed: Vec<(&Point, MapPoint)> = regions
        .regions
        .iter()
        .filter_map(|region| Some((&region.point, region.at?)))
        .filter(|(point, _)| point.figure.known().is_some())
        .collect();
    // The small ones stand before the large ones.
    placed.sort_by_key(|(point, _)| std::cmp::Reverse(point.figure.n));
    let most = placed.first().map_or(0, |(point, _)| point.figure.n);
    let least = placed.last().map_or(0, |(point, _)| point.figure.n);
    let circles: Vec<_> = placed
        .iter()
        .map(|(point, at)| circle(regions, (point, *at), most, &heat, texts))
        .collect();
    let mut items = heat.key(unit, texts);
    if figures().any(|figure| figure.thin) {
        items.push((Swatch::Thin, texts.chart_words().thin.to_owned()));
    }
    let map = regions.map.clone().map(|picture| {
        view! { <image href=picture width="100%" height="100%"></image> }
    });
    let name = texts.chart_measure(&regions.measure);
    view! {
        {legend(id, items)}
        <svg class="drawing on-map" role="group" aria-label=finding.to_owned()>
            {map} {word("measure", ("8".to_owned(), 20.0), Anchor::Start, 0.0, name)} {circles}
        </svg>
        <p class="sizes">{texts.chart_sizes(least, most)}</p>
        {missing(regions, texts)}
    }
    .into_any()
}

/// The size of a circle whose area is its part of the largest, from 1.
fn size(n: u64, most: u64) -> usize {
    let part = (n as f64 / most.max(1) as f64).sqrt();
    ((part * SIZES).ceil() as usize).max(1)
}

fn circle(
    regions: &Regions,
    (point, at): (&Point, MapPoint),
    most: u64,
    heat: &Heat,
    texts: &dyn ChartTexts,
) -> AnyView {
    let unit = &regions.measure.unit;
    let Point { label, figure } = point;
    let value = figure.known().unwrap_or_default();
    let [x, y] = [at.x, at.y].map(|thousandths| share(f64::from(thousandths) / 1000.0));
    let (size, step) = (size(figure.n, most), heat.step(value));
    let number = (size >= WITH_NUMBER && !figure.thin).then(|| {
        let text = texts.chart_number(value, unit);
        view! {
            <text
                class="on-heat"
                data-step=heat::name(step)
                data-room="wide"
                data-anchor="middle"
                x=x.clone()
                y=y.clone()
                dy="0.35em"
            >
                {text}
            </text>
        }
    });
    let lines = vec![label.clone(), texts.chart_figure(figure, unit)];
    let seen = view! {
        <circle
            class="region"
            data-step=heat::name(step)
            data-size=size.to_string()
            data-thin=figure.thin.then_some("thin")
            cx=x
            cy=y
            r="12"
        ></circle>
        {number}
    };
    let mark = Mark {
        said: format!("{label}: {}", texts.chart_said(figure, unit)),
        lines: Vec::new(),
        link: figure.link.clone(),
        hit: ().into_any(),
        seen: vec![seen.into_any()],
    };
    mark.draw_with(stacked("readout", 8.0, 20.0, &lines))
}

/// Regions whose middle nobody knows are named below.
fn missing(regions: &Regions, texts: &dyn ChartTexts) -> AnyView {
    let unit = &regions.measure.unit;
    let named = |region: &&Region| region.at.is_none() && region.point.figure.known().is_some();
    let names = regions.regions.iter().filter(named).map(|region| {
        let Point { label, figure } = &region.point;
        format!("{label} {}", texts.chart_figure(figure, unit))
    });
    let names: Vec<String> = names.collect();
    if names.is_empty() {
        return ().into_any();
    }
    let words = format!("{}: {}", texts.chart_words().no_place, names.join("; "));
    view! { <p class="sizes">{words}</p> }.into_any()
}
