//! How often waits of which length were counted: steps that grow with the
//! length, since nobody asks whether 40 hours were 41.

use chrono::Duration;

/// Four steps to the double: each is 19 % longer than the one before.
const STEPS_TO_THE_DOUBLE: f64 = 4.0;

/// Waits up to this long are one step.
const SHORTEST_HOURS: f64 = 0.25;

/// Steps in all: 2,048 hours and more are the last one.
const STEPS: usize = 53;

/// One-sided 95 % of a normal distribution.
const SAFE: f64 = 1.645;

/// So many of the longest waits are looked beyond where they are too few to
/// count on.
const LONGEST: f64 = 10.0;

/// So many of the longest waits tell how heavy the tail is: enough to tell it,
/// and few enough to be of the tail alone.
const TAIL: f64 = 50.0;

/// Counted waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histogram {
    counts: [u64; STEPS],
}

impl Default for Histogram {
    fn default() -> Self {
        Self { counts: [0; STEPS] }
    }
}

impl Histogram {
    /// The step of a wait.
    #[must_use]
    pub fn step(worked: Duration) -> u8 {
        #[expect(clippy::cast_precision_loss, reason = "a wait of centuries may round")]
        let hours = worked.num_seconds().max(0) as f64 / 3_600.0;
        if hours <= SHORTEST_HOURS {
            return 0;
        }
        let steps = (STEPS_TO_THE_DOUBLE * (hours / SHORTEST_HOURS).log2()).ceil();
        (1..STEPS)
            .find(|step| from_count(*step as u64) >= steps)
            .map_or(STEPS as u8 - 1, |step| step as u8)
    }

    /// Counts so many waits of a step.
    pub fn count(&mut self, step: u8, times: u64) {
        let step = usize::from(step).min(STEPS - 1);
        self.counts[step] = self.counts[step].saturating_add(times);
    }

    /// Takes in what another counted.
    pub fn merge(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count = count.saturating_add(more);
        }
    }

    /// How many were counted.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The hours that at most this share of all waits to come exceeds, with
    /// 95 % confidence; `None` when nothing was counted.
    ///
    /// Where enough waits were counted, it is the length that so few of them
    /// exceeded that the upper confidence bound of their share (Poisson, by
    /// Wilson and Hilferty) is still below the one asked for. Else it is
    /// looked for beyond the tenth longest, on the line that the fifty longest
    /// waits make in logarithms (Weissman's estimator on Hill's
    /// tail index, this too at its upper confidence bound). With heavy tails
    /// that errs on the long side.
    #[must_use]
    pub fn exceeded_by(&self, share: f64) -> Option<f64> {
        let total = from_count(self.total());
        if total == 0.0 || share <= 0.0 {
            return None;
        }
        let expected = total * share;
        let beyond = LONGEST.min(total / TAIL);
        if at_most(beyond) <= expected {
            return Some(self.exceeded_by_count(certain(expected)));
        }
        let factor = (at_most(beyond) / expected).powf(self.tail_index());
        Some(self.exceeded_by_count(beyond) * factor)
    }

    /// The hours that so many waits exceeded, read between the ends of the
    /// step in which they lie.
    fn exceeded_by_count(&self, count: f64) -> f64 {
        let mut above = 0.0;
        for step in (0..STEPS).rev() {
            let here = from_count(self.counts[step]);
            if above + here > count {
                let part = 1.0 - (count - above) / here;
                return lower_end(step) * (upper_end(step) / lower_end(step)).powf(part);
            }
            above += here;
        }
        lower_end(0)
    }

    /// Hill's estimate of how heavy the tail is, at its upper bound.
    fn tail_index(&self) -> f64 {
        let from = self.exceeded_by_count(TAIL.min(from_count(self.total()) / 2.0));
        let (mut count, mut sum) = (0.0, 0.0);
        for step in (0..STEPS).rev() {
            let (lower, upper) = (lower_end(step).max(from), upper_end(step));
            if upper <= from {
                break;
            }
            // Of the step it lies in, the part above it.
            let part = (upper / lower).ln() / (upper / lower_end(step)).ln();
            let here = part * from_count(self.counts[step]);
            count += here;
            sum += here * ((lower * upper).sqrt() / from).ln();
        }
        if count == 0.0 {
            return 1.0;
        }
        let hill = sum / count;
        hill * (1.0 + SAFE / count.sqrt())
    }
}

/// The upper bound of what is expected where so many were counted.
fn at_most(count: f64) -> f64 {
    let next = count + 1.0;
    next * (1.0 - 1.0 / (9.0 * next) + SAFE / (3.0 * next.sqrt())).powi(3)
}

/// The most that may be counted where so many may be expected: the bound of
/// it is still below.
fn certain(expected: f64) -> f64 {
    let (mut low, mut high) = (0.0, expected);
    for _ in 0..40 {
        let middle = f64::midpoint(low, high);
        if at_most(middle) <= expected {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

fn upper_end(step: usize) -> f64 {
    SHORTEST_HOURS * (from_count(step as u64) / STEPS_TO_THE_DOUBLE).exp2()
}

fn lower_end(step: usize) -> f64 {
    SHORTEST_HOURS * ((from_count(step as u64) - 1.0) / STEPS_TO_THE_DOUBLE).exp2()
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
const fn from_count(count: u64) -> f64 {
    count as f64
}
