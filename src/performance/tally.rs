//! A tally: how often each thing was counted, and how values are spread.

use super::count::{Count, Span};
use super::outcome::Against;
use super::spread::Spread;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What some parcels add up to. Nothing in it is zero, so that tallies of the
/// same parcels are equal whatever their order was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    counts: BTreeMap<Count, i64>,
    spreads: BTreeMap<Span, Spread>,
    /// Days from a promised day to the one it came; below zero is earlier.
    days: BTreeMap<(Against, i16), i64>,
}

impl Tally {
    /// Counts a thing.
    pub fn add(&mut self, count: Count, times: i64) {
        put(&mut self.counts, count, times);
    }

    /// Counts a span of time, in seconds.
    pub fn add_span(&mut self, span: Span, seconds: u32) {
        self.spreads.entry(span).or_default().count(seconds, 1);
    }

    /// Counts many spans at once.
    pub fn add_spread(&mut self, span: Span, spread: &Spread) {
        if !spread.is_empty() {
            self.spreads.entry(span).or_default().merge(spread, 1);
        }
    }

    /// Counts by how many days it came after a promised day.
    pub fn add_days(&mut self, against: Against, days: i16) {
        put(&mut self.days, (against, days), 1);
    }

    /// Adds all of another; `times` is 1, or -1 to take it out.
    pub fn merge(&mut self, other: &Self, times: i64) {
        for (count, seen) in &other.counts {
            put(&mut self.counts, *count, seen * times);
        }
        for (span, spread) in &other.spreads {
            let mine = self.spreads.entry(*span).or_default();
            mine.merge(spread, times);
            if mine.is_empty() {
                self.spreads.remove(span);
            }
        }
        for (days, seen) in &other.days {
            put(&mut self.days, *days, seen * times);
        }
    }

    /// How often a thing was counted.
    #[must_use]
    pub fn of(&self, count: Count) -> i64 {
        self.counts.get(&count).copied().unwrap_or(0)
    }

    /// All that was counted.
    pub fn counts(&self) -> impl Iterator<Item = (Count, i64)> {
        self.counts.iter().map(|(count, seen)| (*count, *seen))
    }

    /// How a span of time is spread, in seconds.
    #[must_use]
    pub fn spread(&self, span: Span) -> Option<&Spread> {
        self.spreads.get(&span)
    }

    /// By how many days parcels came after a promised day, the earliest first,
    /// and how many.
    pub fn days(&self, against: Against) -> impl Iterator<Item = (i16, i64)> {
        let of_this = self.days.range((against, i16::MIN)..=(against, i16::MAX));
        of_this.map(|((_, days), seen)| (*days, *seen))
    }

    /// Whether it counts nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty() && self.spreads.is_empty() && self.days.is_empty()
    }
}

fn put<K: Ord>(map: &mut BTreeMap<K, i64>, key: K, times: i64) {
    if times == 0 {
        return;
    }
    match map.entry(key) {
        std::collections::btree_map::Entry::Vacant(place) => {
            place.insert(times);
        }
        std::collections::btree_map::Entry::Occupied(mut place) => {
            *place.get_mut() += times;
            if *place.get() == 0 {
                place.remove();
            }
        }
    }
}
