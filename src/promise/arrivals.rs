//! The share of orders that arrived by when: a Kaplan-Meier curve, in which
//! orders that are still open count for as long as they have been waited for.

use serde::{Deserialize, Serialize};

/// One order, as far as it has got.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// How far from its forecast centre it arrived, or has got without arriving.
    pub at: f64,
    /// Whether it arrived.
    pub arrived: bool,
    /// How much it counts.
    pub weight: f64,
    /// The region that it goes to.
    pub region: Option<usize>,
}

/// The share that arrived by each point; empty until something is known.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Curve {
    points: Vec<(f64, f64)>,
}

/// Points closer than this share are one.
const STEP: f64 = 0.000_5;

/// Where the orders that are left weigh less than this share of all, the curve
/// ends: the last few would each make a cliff.
const END: f64 = 0.000_001;

impl Curve {
    /// The curve of outcomes that are sorted by `at`, with the weights given.
    pub fn of(outcomes: &[Outcome], weight_of: impl Fn(&Outcome) -> f64) -> Self {
        let total: f64 = outcomes.iter().map(&weight_of).sum();
        let (mut waiting, mut out, mut last) = (total, 1.0, 0.0);
        let mut points = Vec::new();
        for outcome in outcomes {
            let weight = weight_of(outcome);
            if outcome.arrived && waiting > total * END {
                out *= (1.0 - weight / waiting).max(0.0);
                if 1.0 - out >= last + STEP {
                    last = 1.0 - out;
                    points.push((outcome.at, last));
                }
            }
            waiting -= weight;
        }
        Self { points }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// By when a share has arrived; straight between two points,
    /// and the outermost point beyond it. `None` of an empty curve.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let next = self.points.partition_point(|(_, arrived)| *arrived < share);
        let Some(&(at, arrived)) = self.points.get(next) else {
            return self.points.last().map(|(at, _)| *at);
        };
        let Some(&(before, arrived_before)) = next.checked_sub(1).and_then(|i| self.points.get(i))
        else {
            return Some(at);
        };
        let part = (share - arrived_before) / (arrived - arrived_before);
        Some(before + part * (at - before))
    }

    /// The share that has arrived by then.
    pub fn arrived_by(&self, at: f64) -> f64 {
        let next = self.points.partition_point(|(point, _)| *point <= at);
        next.checked_sub(1)
            .and_then(|index| self.points.get(index))
            .map_or(0.0, |(_, arrived)| *arrived)
    }
}
