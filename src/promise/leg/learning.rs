//! What a leg learns each night.

use super::{Fate, Leg, Row, scaled};
use crate::promise::clues::Levels;
use crate::promise::effects::Residual;
use crate::promise::normal;
use std::collections::VecDeque;

/// Orders that started before this are forgotten.
const KEPT_DAYS: f64 = 420.0;

/// Memory of the effects on the centre, and on the spread.
const CENTRE_MEMORY_DAYS: f64 = 250.0;
const SPREAD_MEMORY_DAYS: f64 = 150.0;

/// Longer open than this is never coming, as far as learning goes.
pub const OPEN_DAYS: f64 = 120.0;

/// Ages at which an order without an arrival counts as never delivered.
const LOST_AGES: std::ops::Range<f64> = 60.0..240.0;

/// Residuals beyond so many standard deviations are pulled in to them: one
/// parcel that lay for half a year must not move its street.
const CLIP: f64 = 3.0;

/// Fewer orders than this teach nothing yet.
pub const ENOUGH: usize = 30;

impl Leg {
    /// Learns from all that had happened by a midnight, in days since 1970.
    pub fn learn(&mut self, midnight: f64) {
        while self
            .rows
            .front()
            .is_some_and(|row| midnight - row.start > KEPT_DAYS)
        {
            self.rows.pop_front();
            self.forgotten += 1;
        }
        self.measure_lost(midnight);
        let knew_nothing = !self.knows;
        self.learn_centre(midnight);
        self.learn_lately(midnight);
        self.learn_spread(midnight);
        if knew_nothing && self.knows {
            self.forecast_anew();
        }
        self.calibrate(midnight);
    }

    /// What was forecast before anything was known is a guess of ours, and its
    /// misses say nothing of those to come.
    fn forecast_anew(&mut self) {
        for row in 0..self.rows.len() {
            let forecast = self.forecast(&self.rows[row].levels);
            self.rows[row].forecast = forecast;
        }
    }

    fn measure_lost(&mut self, midnight: f64) {
        let (mut lost, mut all) = (2.0, 100.0);
        for row in &self.rows {
            if LOST_AGES.contains(&(midnight - row.start)) && row.fate != Fate::Withdrawn {
                all += 1.0;
                lost += f64::from(u8::from(row.arrival_by(midnight).is_none()));
            }
        }
        self.lost = lost / all;
    }

    /// The chance that an order comes at all, when it is still open after so
    /// many others of those that come have arrived.
    pub(super) fn comes(&self, share_still_out: f64) -> f64 {
        let comes = share_still_out * (1.0 - self.lost);
        comes / (comes + self.lost)
    }

    /// What a row leaves of what was fitted to it.
    fn residual(&self, row: usize, midnight: f64, fitted: f64, weight: f64) -> Option<Residual> {
        let of = &self.rows[row];
        let clip = CLIP * self.noise;
        if let Some(days) = of.arrival_by(midnight) {
            let left = (scaled(days) - fitted).clamp(-clip, clip);
            return Some(Residual { row, left, weight });
        }
        let age = midnight - of.start;
        if of.fate == Fate::Withdrawn || age > OPEN_DAYS {
            return None;
        }
        let z = (scaled(age) - fitted) / self.noise;
        // So young an order says nothing, at the price of a row to visit.
        if z < -3.0 {
            return None;
        }
        let (step, worth) = normal::beyond(z);
        Some(Residual {
            row,
            left: (step * self.noise).min(clip),
            weight: weight * worth * self.comes(normal::above(z)),
        })
    }

    fn learn_centre(&mut self, midnight: f64) {
        let rows = 0..self.rows.len();
        let mut residuals: Vec<Residual> = rows
            .filter_map(|row| {
                let of = &self.rows[row];
                let fitted = self.centre.of(&of.levels) + self.weeks.of(&of.levels);
                let weight = fade(midnight - of.start, CENTRE_MEMORY_DAYS);
                self.residual(row, midnight, fitted, weight)
            })
            .collect();
        if residuals.len() < ENOUGH {
            return;
        }
        self.knows = true;
        let levels_of = levels(&self.rows);
        // Each night starts from the effects of the night before: two rounds
        // keep up.
        for _ in 0..2 {
            self.weeks.refit(&mut residuals, levels_of);
            self.centre.refit(&mut residuals, levels_of);
        }
        let arrived = residuals
            .iter()
            .filter(|residual| self.rows[residual.row].arrival_by(midnight).is_some());
        let (mut squares, mut weights) = (0.0, 0.0);
        for residual in arrived {
            squares += residual.weight * residual.left * residual.left;
            weights += residual.weight;
        }
        if weights > 0.0 {
            self.noise = (squares / weights).sqrt().clamp(0.1, 2.0);
        }
    }

    fn learn_lately(&mut self, midnight: f64) {
        let longest = self.lately.iter().map(|lately| lately.memory_days);
        let reach = 5.0 * longest.fold(0.0, f64::max);
        let rows = 0..self.rows.len();
        let residuals: Vec<Residual> = rows
            .filter_map(|row| {
                let of = &self.rows[row];
                if midnight - of.start > reach {
                    return None;
                }
                let fitted = self.centre.of(&of.levels) + self.lately_of(&of.levels);
                self.residual(row, midnight, fitted, 1.0)
            })
            .collect();
        let levels_of = levels(&self.rows);
        let mut left = residuals.clone();
        for _ in 0..2 {
            for lately in &mut self.lately {
                // Each memory has its own weights, on the same residuals.
                for (faded, full) in left.iter_mut().zip(&residuals) {
                    let age = midnight - self.rows[full.row].start;
                    faded.weight = full.weight * fade(age, lately.memory_days);
                }
                lately.effects.refit(&mut left, levels_of);
            }
        }
    }

    fn learn_spread(&mut self, midnight: f64) {
        let rows = self.rows.iter().enumerate();
        let mut residuals: Vec<Residual> = rows
            .filter_map(|(row, of)| {
                let miss = (scaled(of.arrival_by(midnight)?) - of.forecast.centre).abs();
                Some(Residual {
                    row,
                    left: (miss.min(2.0) + 0.05).ln() - self.spread.of(&of.levels),
                    weight: fade(midnight - of.start, SPREAD_MEMORY_DAYS),
                })
            })
            .collect();
        if residuals.len() >= ENOUGH {
            self.spread.refit(&mut residuals, levels(&self.rows));
        }
    }
}

impl Row {
    /// After how many days it arrived, if it had by then.
    pub(super) fn arrival_by(&self, moment: f64) -> Option<f64> {
        match self.fate {
            Fate::Arrived(at) if at <= moment => Some(at - self.start),
            _ => None,
        }
    }
}

/// How much something counts at an age.
pub fn fade(age_days: f64, memory_days: f64) -> f64 {
    (-age_days / memory_days).exp()
}

fn levels<'a>(rows: &'a VecDeque<Row>) -> impl Fn(usize) -> &'a Levels + Copy {
    move |row| &rows[row].levels
}
