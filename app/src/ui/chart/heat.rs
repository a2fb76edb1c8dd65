//! The scale of colours of heat maps: five steps, each with its range in the
//! legend, and never without the number beside the colour.

use super::axis::Ticks;
use super::draw::px;
use super::legend::Swatch;
use crate::texts::ChartTexts;
use doorstep::view::chart::{Figure, Unit};
use leptos::prelude::*;

/// How many steps there are.
const STEPS: usize = 5;

/// A scale over the figures that can say something.
pub struct Heat(Ticks);

impl Heat {
    /// The scale; thin figures do not stretch it.
    pub fn over<'a>(figures: impl Iterator<Item = &'a Figure>, unit: &Unit) -> Self {
        let firm = figures.filter(|figure| !figure.thin);
        Self(Ticks::around(firm.filter_map(Figure::known), unit))
    }

    /// The step of a value, from 0.
    pub fn step(&self, value: f64) -> usize {
        let step = self.0.along(value) * STEPS as f64;
        (step as usize).min(STEPS - 1)
    }

    /// What each step stands for.
    pub fn key(&self, unit: &Unit, texts: &dyn ChartTexts) -> Vec<(Swatch, String)> {
        let width = (self.0.high - self.0.low) / STEPS as f64;
        let steps = (0..STEPS).map(|step| {
            let from = self.0.low + step as f64 * width;
            (
                Swatch::Heat(step),
                texts.chart_span(from, from + width, unit),
            )
        });
        steps.collect()
    }
}

/// A step's name in the style.
pub fn name(step: usize) -> String {
    (step + 1).to_string()
}

/// A box of a step's colour.
pub fn cell(step: usize, (x, y): (String, f64), (width, height): (String, f64)) -> AnyView {
    view! {
        <rect
            class="heat"
            data-step=name(step)
            x=x
            y=px(y)
            width=width
            height=px(height)
        ></rect>
    }
    .into_any()
}

/// The number on a box of a step's colour.
pub fn number(step: usize, (x, y): (String, f64), text: String) -> AnyView {
    view! {
        <text class="on-heat" data-step=name(step) x=x y=px(y) data-anchor="middle">
            {text}
        </text>
    }
    .into_any()
}
