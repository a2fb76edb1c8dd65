//! How often a figure fell where: counts below fixed bounds, which two
//! processes can add up, and from which any quantile can be estimated.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Bounds for the time an answer or a batch takes, in microseconds: from a
/// kept page to what a sender no longer waits for.
const MICROSECONDS: &[u64] = &[
    1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000,
    10_000_000,
];

/// Bounds for the size of a batch, in messages: up to the most one takes.
const MESSAGES: &[u64] = &[1, 2, 4, 8, 16, 32, 64, 128, 256];

/// Counts by bound; recording takes no lock.
#[derive(Debug)]
pub struct Histogram {
    bounds: &'static [u64],
    /// How many of the recorded unit make one of the shown unit.
    per_unit: f64,
    /// One count a bound, and one for what is above them all.
    counts: Vec<AtomicU64>,
    sum: AtomicU64,
}

/// What a histogram held at one moment, in the unit it is shown in.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// Each bound, with how many figures were at most as large.
    pub up_to: Vec<(f64, u64)>,
    /// How many there were.
    pub count: u64,
    /// Their sum.
    pub sum: f64,
}

impl Histogram {
    /// One of spans, shown in seconds.
    #[must_use]
    pub fn of_seconds() -> Self {
        Self::new(MICROSECONDS, 1e6)
    }

    /// One of messages.
    #[must_use]
    pub fn of_messages() -> Self {
        Self::new(MESSAGES, 1.0)
    }

    fn new(bounds: &'static [u64], per_unit: f64) -> Self {
        Self {
            bounds,
            per_unit,
            counts: (0..=bounds.len()).map(|_| AtomicU64::new(0)).collect(),
            sum: AtomicU64::new(0),
        }
    }

    /// Records a span.
    pub fn record_span(&self, span: Duration) {
        self.record(u64::try_from(span.as_micros()).unwrap_or(u64::MAX));
    }

    /// Records a figure in the unit of the bounds.
    pub fn record(&self, figure: u64) {
        let place = self.bounds.partition_point(|bound| *bound < figure);
        self.counts[place].fetch_add(1, Ordering::Relaxed);
        self.sum.fetch_add(figure, Ordering::Relaxed);
    }

    /// What it holds now.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "shown to people and graphs; exact up to 2^53 microseconds, which is 285 years"
    )]
    pub fn snapshot(&self) -> Snapshot {
        let mut count = 0;
        let mut up_to = Vec::with_capacity(self.bounds.len());
        let mut counts = self.counts.iter();
        for (bound, below) in self.bounds.iter().zip(&mut counts) {
            count += below.load(Ordering::Relaxed);
            up_to.push((*bound as f64 / self.per_unit, count));
        }
        count += counts
            .map(|above| above.load(Ordering::Relaxed))
            .sum::<u64>();
        Snapshot {
            up_to,
            count,
            sum: self.sum.load(Ordering::Relaxed) as f64 / self.per_unit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_counts_below_its_bound_and_every_larger_one() {
        let spans = Histogram::of_seconds();
        for micros in [1_000, 1_001, 60_000_000] {
            spans.record_span(Duration::from_micros(micros));
        }
        let held = spans.snapshot();
        assert_eq!(held.up_to[0], (0.001, 1), "a bound holds its own value");
        assert_eq!(held.up_to[1], (0.0025, 2));
        assert_eq!(held.up_to.last(), Some(&(10.0, 2)));
        assert_eq!(held.count, 3, "what is above every bound counts too");
        assert!((held.sum - 60.002_001).abs() < 1e-9, "{}", held.sum);
    }
}
