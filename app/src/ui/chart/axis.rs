//! Axes: where their marks stand, and how they are drawn.

use super::draw::{Anchor, Look, line, share, wide_word, word};
use crate::texts::ChartTexts;
use doorstep::view::chart::Unit;
use leptos::prelude::*;

/// The most marks of an axis.
const MOST: f64 = 7.0;
/// Beyond this nothing is drawn to scale.
const FARTHEST: f64 = 1e15;
/// Nearer to nothing than this is nothing.
const NEAREST: f64 = 1e-9;
/// Steps of hours that people count in, up to a week: for up to a month.
const HOURS: [f64; 8] = [2.0, 4.0, 6.0, 12.0, 24.0, 48.0, 96.0, 168.0];

/// The marks of an axis: 3 to 8 of them, evenly apart, from at or below the
/// least value to at or above the most.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// The first mark, which is where the axis begins.
    pub low: f64,
    /// The last mark, where it ends.
    pub high: f64,
    /// How far they are apart.
    pub step: f64,
}

impl Ticks {
    /// The marks for values that reach so far.
    pub fn over(low: f64, high: f64, unit: &Unit) -> Self {
        let (low, high) = widened(low, high);
        let steps = steps(high - low, unit);
        let fitting = steps.map(|step| Self {
            low: (low / step).floor() * step,
            high: (high / step).ceil() * step,
            step,
        });
        let mut fitting = fitting.filter(|ticks| ticks.intervals() < MOST);
        // A whole range in one step of ten times its size always fits.
        fitting.next().unwrap_or(Self {
            low,
            high,
            step: (high - low) / 2.0,
        })
    }

    /// The same from zero, for bars: their length is what is compared.
    pub fn from_zero(values: impl Iterator<Item = f64>, unit: &Unit) -> Self {
        let (low, high) = reach(values).unwrap_or((0.0, 0.0));
        Self::over(low.min(0.0), high.max(0.0), unit)
    }

    /// The marks for the values themselves; none for no values.
    pub fn around(values: impl Iterator<Item = f64>, unit: &Unit) -> Self {
        let (low, high) = reach(values).unwrap_or((0.0, 1.0));
        Self::over(low, high, unit)
    }

    fn intervals(&self) -> f64 {
        ((self.high - self.low) / self.step).round()
    }

    /// Each mark.
    pub fn marks(&self) -> impl Iterator<Item = f64> + use<> {
        let (low, step) = (self.low, self.step);
        let count = self.intervals() as u32;
        (0..=count).map(move |index| {
            let mark = low + f64::from(index) * step;
            // Near nothing, what adding left over is nothing.
            if mark.abs() < step * 1e-9 { 0.0 } else { mark }
        })
    }

    /// How far along the axis a value is, from 0 to 1.
    pub fn along(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// How far down a plot of this height a value is.
    pub fn down(&self, value: f64, height: f64) -> f64 {
        height * (1.0 - self.along(value))
    }
}

/// From where to where values reach.
fn reach(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values
        .filter(|value| value.is_finite())
        .fold(None, |reach, value| {
            let (low, high) = reach.unwrap_or((value, value));
            Some((low.min(value), high.max(value)))
        })
}

/// A range that has a length, also where there is one value alone.
fn widened(low: f64, high: f64) -> (f64, f64) {
    let drawn = |value: f64| {
        if value.is_finite() && value.abs() >= NEAREST {
            value.clamp(-FARTHEST, FARTHEST)
        } else {
            0.0
        }
    };
    let (one, other) = (drawn(low), drawn(high));
    let (low, high) = (one.min(other), one.max(other));
    let least = (low.abs().max(high.abs()) * 1e-6).max(1e-6);
    if high - low >= least {
        (low, high)
    } else if low == 0.0 {
        (0.0, 1.0)
    } else {
        let room = low.abs() * 0.05;
        (low - room, high + room)
    }
}

/// The steps to choose from, from too fine to too coarse.
fn steps(length: f64, unit: &Unit) -> impl Iterator<Item = f64> {
    let power = length.log10().floor() as i32 - 1;
    let decimal = (power..power + 4).flat_map(|power| {
        let ten = 10f64.powi(power.abs());
        // Dividing is exact where multiplying by a fraction is not.
        let scaled = move |step: f64| if power < 0 { step / ten } else { step * ten };
        [1.0, 2.0, 2.5, 5.0].map(scaled)
    });
    let in_hours = *unit == Unit::Hours && (6.0..=800.0).contains(&length);
    let whole = matches!(unit, Unit::Count);
    let decimal = decimal.filter(move |step| !whole || length < 2.0 || step.fract() == 0.0);
    let hours = HOURS.into_iter().filter(move |_| in_hours);
    let decimal = decimal.filter(move |_| !in_hours);
    hours.chain(decimal)
}

/// Lines across the plot with their values at the left.
pub fn upwards(ticks: &Ticks, unit: &Unit, height: f64, texts: &dyn ChartTexts) -> Vec<AnyView> {
    let marks = ticks.marks().map(|mark| {
        let y = ticks.down(mark, height);
        let text = texts.chart_number(mark, unit);
        [
            line(Look::of(class_at(mark)), (share(0.0), y), (share(1.0), y)),
            word("tick", (share(0.0), y + 4.0), Anchor::End, -8.0, text),
        ]
    });
    marks.flatten().collect()
}

/// Lines down the plot with their values below.
pub fn across(ticks: &Ticks, unit: &Unit, height: f64, texts: &dyn ChartTexts) -> Vec<AnyView> {
    let marks = ticks.marks().map(|mark| {
        let x = ticks.along(mark);
        let at = (share(x), height + 18.0);
        let text = texts.chart_number(mark, unit);
        [
            line(
                Look::of(class_at(mark)),
                (share(x), 0.0),
                (share(x), height),
            ),
            word("tick", at, Anchor::within_edges(x), 0.0, text),
        ]
    });
    marks.flatten().collect()
}

/// Names below the plot, as many as have room: six, on a phone two.
pub fn names(labels: &[(f64, String)], height: f64) -> Vec<AnyView> {
    let every = labels.len().div_ceil(6).max(1);
    let shown = labels.iter().step_by(every).enumerate();
    shown
        .map(|(index, (x, label))| {
            let at = (share(*x), height + 18.0);
            let text = super::draw::short(label, 12);
            if index % 3 == 0 || labels.len() <= 2 {
                word("tick", at, Anchor::Middle, 0.0, text)
            } else {
                wide_word("tick", at, Anchor::Middle, text)
            }
        })
        .collect()
}

const fn class_at(mark: f64) -> &'static str {
    if mark == 0.0 { "zero" } else { "grid" }
}

impl Anchor {
    /// So that a number at the very edge of a plot stays within it.
    fn within_edges(share: f64) -> Self {
        match share {
            ..0.02 => Self::Start,
            0.98.. => Self::End,
            _ => Self::Middle,
        }
    }
}
