//! One leg of the way: the orders that went it, and what they teach.

use super::QUANTILES;
use super::arrivals::Curve;
use super::clues::{Clue, Levels};
use super::effects::{Effects, Sum};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

mod calibration;
mod learning;

/// Added to the days before the logarithm is taken. Effects that multiply fit
/// long ways, effects that add fit short ones; this lies between, and the
/// walk-forward is flat around it (3 to 6).
const SHIFT_DAYS: f64 = 4.0;

/// What is promised before anything is known.
const FIRST_GUESS_DAYS: f64 = 10.0;

/// A lane or a region of fewer arrivals is no pool to name.
const POOL: u32 = 30;

/// What became of an order on this leg.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum Fate {
    Open,
    Arrived(f64),
    Withdrawn,
}

/// One order on this leg. Times are in days since 1970.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Row {
    start: f64,
    fate: Fate,
    levels: Levels,
    /// What was forecast on its day.
    forecast: Forecast,
}

/// Where an order is expected, on the scale of logarithms.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    centre: f64,
    /// The unit of what comes before the centre; what comes after it has none.
    spread: f64,
}

impl Forecast {
    /// How far a value lies from the centre, in spreads where it is below.
    fn spreads_to(&self, scaled: f64) -> f64 {
        let miss = scaled - self.centre;
        if miss < 0.0 { miss / self.spread } else { miss }
    }

    /// The value that lies so far from the centre.
    fn at(&self, spreads: f64) -> f64 {
        self.centre
            + if spreads < 0.0 {
                spreads * self.spread
            } else {
                spreads
            }
    }
}

/// What a clue has been saying lately.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Lately {
    memory_days: f64,
    effects: Effects,
}

/// How many orders arrived, by level of lane and of region.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Counts {
    lanes: Vec<u32>,
    regions: Vec<u32>,
    all: u32,
}

/// A leg, its history and its model.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Leg {
    rows: VecDeque<Row>,
    /// How many rows were forgotten at the front.
    forgotten: usize,
    centre: Sum,
    weeks: Effects,
    lately: Vec<Lately>,
    spread: Sum,
    /// What the centre leaves, as a standard deviation.
    noise: f64,
    /// Whether enough orders have taught it anything.
    knows: bool,
    /// The share of orders that never arrive.
    lost: f64,
    overall: Curve,
    regions: Vec<Curve>,
    counts: Counts,
}

/// A moment on the scale of logarithms.
fn scaled(days: f64) -> f64 {
    (days.max(0.0) + SHIFT_DAYS).ln()
}

impl Leg {
    /// A leg of which nothing is known, with the clues that its centre reads.
    pub fn new(centre: &[(Clue, f64)]) -> Self {
        let lately = LATELY.map(|(clue, shrink, memory_days)| Lately {
            memory_days,
            effects: Effects::new(clue, shrink),
        });
        Self {
            rows: VecDeque::new(),
            forgotten: 0,
            centre: Sum::new(scaled(FIRST_GUESS_DAYS), centre),
            weeks: Effects::new(Clue::Week, 20.0),
            lately: lately.to_vec(),
            spread: Sum::new(-1.0, &SPREAD),
            noise: 0.5,
            knows: false,
            lost: 0.02,
            overall: Curve::default(),
            regions: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// Opens an order, and gives the number by which it is known here.
    pub fn open(&mut self, start: f64, levels: Levels, forecast: Forecast) -> usize {
        self.rows.push_back(Row {
            start,
            fate: Fate::Open,
            levels,
            forecast,
        });
        self.forgotten + self.rows.len() - 1
    }

    /// It arrived. One that is long forgotten teaches nothing any more.
    pub fn arrived(&mut self, number: usize, at: f64) {
        if let Some(row) = self.row(number) {
            row.fate = Fate::Arrived(at.max(row.start));
        }
    }

    /// It will never arrive: cancelled, or lost for sure.
    pub fn withdrawn(&mut self, number: usize) {
        if let Some(row) = self.row(number) {
            row.fate = Fate::Withdrawn;
        }
    }

    fn row(&mut self, number: usize) -> Option<&mut Row> {
        self.rows.get_mut(number.checked_sub(self.forgotten)?)
    }

    /// Centre and spread of an order.
    pub fn forecast(&self, levels: &Levels) -> Forecast {
        Forecast {
            centre: self.centre.of(levels) + self.lately_of(levels),
            spread: self.spread.of(levels).clamp(-3.0, 1.0).exp(),
        }
    }

    fn lately_of(&self, levels: &Levels) -> f64 {
        let effects = self.lately.iter().map(|lately| lately.effects.of(levels));
        effects.sum()
    }

    /// For each of [`QUANTILES`] the days that an order will have been on this
    /// leg in all, when it has been on it for `gone_days` already.
    pub fn days(
        &self,
        levels: &Levels,
        forecast: Forecast,
        gone_days: f64,
    ) -> [f64; QUANTILES.len()] {
        let curve = levels
            .of(Clue::Region)
            .and_then(|region| self.regions.get(region))
            .filter(|curve| !curve.is_empty())
            .unwrap_or(&self.overall);
        let gone = if gone_days > 0.0 {
            curve.arrived_by(forecast.spreads_to(scaled(gone_days)))
        } else {
            0.0
        };
        QUANTILES.map(|(_, share)| {
            let share = gone + share * (1.0 - gone);
            // A guess as wide as the first spread, until there is a curve.
            let spreads = curve.quantile(share).unwrap_or(3.0 * share - 1.5);
            let days = forecast.at(spreads).exp() - SHIFT_DAYS;
            days.max(gone_days).max(0.0)
        })
    }

    /// The finest pool that has enough arrivals; all of them without a clue.
    pub fn pool(&self, levels: &Levels) -> (u32, Option<Clue>) {
        let counted = |clue: Clue, counts: &[u32]| {
            let n = counts.get(levels.of(clue)?).copied()?;
            (n >= POOL).then_some((n, Some(clue)))
        };
        counted(Clue::Lane, &self.counts.lanes)
            .or_else(|| counted(Clue::Region, &self.counts.regions))
            .unwrap_or((self.counts.all, None))
    }
}

/// What is watched with a short memory: the clue, its shrinkage, days.
const LATELY: [(Clue, f64, f64); 3] = [
    (Clue::All, 30.0, 7.0),
    (Clue::Region, 30.0, 14.0),
    (Clue::Warehouse, 10.0, 20.0),
];

/// What tells how much sooner than its centre an order may come.
const SPREAD: [(Clue, f64); 6] = [
    (Clue::Region, 60.0),
    (Clue::Distance, 60.0),
    (Clue::Prefix3, 100.0),
    (Clue::Warehouse, 60.0),
    (Clue::Lane, 60.0),
    (Clue::Weekday, 60.0),
];
