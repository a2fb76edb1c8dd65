//! How recent forecasts compare with what became of them.

use super::learning::{ENOUGH, OPEN_DAYS, fade};
use super::{Counts, Fate, Leg, scaled};
use crate::promise::arrivals::{Curve, Outcome};
use crate::promise::clues::{Clue, Levels};

/// How long an outcome is remembered, and how far back one is looked for.
const MEMORY_DAYS: f64 = 30.0;
const REACH_DAYS: f64 = 150.0;

/// The weight with which all regions together enter the curve of one, in orders.
const ALL_REGIONS: f64 = 250.0;

impl Leg {
    pub(super) fn calibrate(&mut self, midnight: f64) {
        let mut outcomes = self.outcomes(midnight);
        outcomes.sort_by(|one, other| one.at.total_cmp(&other.at));
        let total: f64 = outcomes.iter().map(|outcome| outcome.weight).sum();
        if outcomes.len() < ENOUGH || total <= 0.0 {
            return;
        }
        self.overall = Curve::of(&outcomes, |outcome| outcome.weight);
        let share = ALL_REGIONS / total;
        let regions = 0..self.counts.regions.len();
        let curves = regions.map(|region| {
            Curve::of(&outcomes, |outcome| {
                let own = f64::from(u8::from(outcome.region == Some(region)));
                outcome.weight * (own + share)
            })
        });
        self.regions = curves.collect();
    }

    /// How recent orders compare with what was forecast for them; counts the
    /// arrivals among them.
    fn outcomes(&mut self, midnight: f64) -> Vec<Outcome> {
        let mut counts = Counts::default();
        let mut outcomes = Vec::new();
        for row in &self.rows {
            let age = midnight - row.start;
            if age > REACH_DAYS {
                continue;
            }
            let arrival = row.arrival_by(midnight);
            if arrival.is_none() && (row.fate == Fate::Withdrawn || age > OPEN_DAYS) {
                continue;
            }
            let at = row.forecast.spreads_to(scaled(arrival.unwrap_or(age)));
            let mut weight = fade(age, MEMORY_DAYS);
            if arrival.is_some() {
                counts.add(&row.levels);
            } else {
                weight *= self.comes(1.0 - self.overall.arrived_by(at));
            }
            outcomes.push(Outcome {
                at,
                arrived: arrival.is_some(),
                weight,
                region: row.levels.of(Clue::Region),
            });
        }
        self.counts = counts;
        outcomes
    }
}

impl Counts {
    fn add(&mut self, levels: &Levels) {
        self.all += 1;
        add_to(&mut self.lanes, levels.of(Clue::Lane));
        add_to(&mut self.regions, levels.of(Clue::Region));
    }
}

fn add_to(counts: &mut Vec<u32>, level: Option<usize>) {
    let Some(level) = level else {
        return;
    };
    if counts.len() <= level {
        counts.resize(level + 1, 0);
    }
    counts[level] += 1;
}
