//! What the looks of a picture stand for, in words beside a sample of each.

use super::draw::{Look, area, dot, line, pattern, px};
use doorstep::view::chart::Figure;
use leptos::prelude::*;

/// A sample of a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swatch {
    /// A filled series.
    Fill(usize),
    /// An outlined series.
    Outline(usize),
    /// A line of a series.
    Curve(usize),
    /// The season before.
    Before,
    /// A band or a whisker.
    Band,
    /// A whisker.
    Whisker,
    /// A value that is pointed at.
    Marker,
    /// What rests on too few.
    Thin,
    /// A bar that does.
    ThinBar,
    /// A step of a scale, from 0.
    Heat(usize),
}

impl Swatch {
    /// Whether it only tells a series from others.
    const fn is_a_series(self) -> bool {
        matches!(self, Self::Fill(_) | Self::Outline(_) | Self::Curve(_))
    }
}

/// The list; empty where there is nothing to tell apart.
pub fn legend(id: &str, items: Vec<(Swatch, String)>) -> AnyView {
    if items.len() < 2 && items.iter().all(|(swatch, _)| swatch.is_a_series()) {
        return ().into_any();
    }
    let items: Vec<_> = items
        .into_iter()
        .map(|(swatch, name)| {
            view! {
                <li>
                    <svg class="swatch" width="28" height="16" aria-hidden="true">
                        {sample(id, swatch)}
                    </svg>
                    {name}
                </li>
            }
        })
        .collect();
    view! { <ul class="key">{items}</ul> }.into_any()
}

fn thin() -> Figure {
    Figure {
        thin: true,
        ..Figure::default()
    }
}

fn sample(id: &str, swatch: Swatch) -> AnyView {
    let stroke = |look: Look| line(look, (px(0.0), 8.0), (px(28.0), 8.0));
    let filled = |look: Look, pattern| area(look, (px(1.0), 1.0), (px(26.0), 14.0), pattern);
    match swatch {
        Swatch::Fill(series) => filled(Look::of("bar").series(series), pattern(id, series)),
        Swatch::Outline(series) => filled(Look::of("outline").series(series), None),
        Swatch::Curve(series) => stroke(Look::of("curve").series(series)),
        Swatch::Before => stroke(Look::of("before")),
        Swatch::Band => filled(Look::of("band"), None),
        Swatch::Whisker => stroke(Look::of("whisker")),
        Swatch::Marker => stroke(Look::of("marker")),
        Swatch::Thin => dot(Look::of("dot").series(0).like(&thin()), px(14.0), 8.0),
        Swatch::ThinBar => filled(Look::of("bar").series(0).like(&thin()), None),
        Swatch::Heat(step) => super::heat::cell(step, (px(1.0), 1.0), (px(26.0), 14.0)),
    }
}
