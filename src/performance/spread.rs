//! How values are spread: a histogram that can be added to, taken from and
//! merged, whose quantiles are within 1 % of the exact ones.
//!
//! Bucket i holds the values in (g^(i-1), g^i] with g = 1.02 and is read as
//! 2 g^i / (g + 1), which is within (g - 1) / (g + 1) = 0.99 % of all of them
//! (the scheme of `DDSketch`, Masson et al., VLDB 2019). Unlike a digest that
//! compresses as it goes, it holds the same buckets whatever the order was.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The growth from one bucket to the next.
const GROWTH: f64 = 1.02;

/// Values above zero, in whole units (seconds), and how often each was seen.
/// Zero has a bucket of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    n: i64,
    sum: i64,
    buckets: BTreeMap<i16, i64>,
}

/// The bucket of zero.
const ZERO: i16 = -1;

impl Spread {
    /// Counts a value so many times; a negative number takes it out again.
    pub fn count(&mut self, value: u32, times: i64) {
        self.n += times;
        self.sum += i64::from(value) * times;
        self.put(bucket(value), times);
    }

    /// Adds all of another, so many times.
    pub fn merge(&mut self, other: &Self, times: i64) {
        self.n += other.n * times;
        self.sum += other.sum * times;
        for (bucket, seen) in &other.buckets {
            self.put(*bucket, seen * times);
        }
    }

    fn put(&mut self, bucket: i16, times: i64) {
        let seen = self.buckets.entry(bucket).or_default();
        *seen += times;
        if *seen == 0 {
            self.buckets.remove(&bucket);
        }
    }

    /// How many values.
    #[must_use]
    pub const fn n(&self) -> i64 {
        self.n
    }

    /// What they add up to.
    #[must_use]
    pub const fn sum(&self) -> i64 {
        self.sum
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.n == 0 && self.sum == 0 && self.buckets.is_empty()
    }

    /// Their mean, exactly.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum as f64 / self.n as f64)
    }

    /// The smallest value that a share of them does not exceed: of n values in
    /// order the one at place ⌈n p⌉, and the first for p = 0.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let place = (self.n as f64 * share.clamp(0.0, 1.0)).ceil().max(1.0);
        let mut below = 0;
        self.buckets.iter().find_map(|(bucket, seen)| {
            below += seen;
            (below as f64 >= place).then(|| value(*bucket))
        })
    }

    /// The buckets from the lowest up: the value each is read as, and how many.
    pub fn buckets(&self) -> impl Iterator<Item = (f64, i64)> {
        self.buckets
            .iter()
            .map(|(bucket, seen)| (value(*bucket), *seen))
    }
}

fn bucket(value: u32) -> i16 {
    if value == 0 {
        return ZERO;
    }
    // At most ln(2^32) / ln(1.02) = 1,120.
    (f64::from(value).ln() / GROWTH.ln()).ceil() as i16
}

fn value(bucket: i16) -> f64 {
    if bucket == ZERO {
        return 0.0;
    }
    2.0 * GROWTH.powi(i32::from(bucket)) / (GROWTH + 1.0)
}
