//! How a journey is told to a site whose clock nobody hurries: its days are
//! pressed into minutes, and each step is dated by the clock on the wall. One
//! that stood still is told on later; what was told before keeps its date.

use crate::demo::journeys::Step;
use chrono::{DateTime, TimeDelta, Utc};

/// More steps than any journey has.
const MOST_STEPS: usize = 32;

/// A journey that is told as it happens.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    /// When it was begun, or last went on.
    pub since: DateTime<Utc>,
    /// What tells its numbers from every other's.
    pub serial: u64,
    /// Which day of the journey is told of.
    pub day: u8,
    /// How long after each other its steps are told.
    every: TimeDelta,
    /// When the step of each turn is told. The first is the order, which is
    /// there already.
    turns: [DateTime<Utc>; MOST_STEPS],
}

impl Live {
    /// Told from a moment on, each step so long after the other, with numbers
    /// of its own.
    #[must_use]
    pub fn new(begun: DateTime<Utc>, every: TimeDelta, serial: u64) -> Self {
        let live = Self {
            since: begun,
            serial,
            day: 0,
            every,
            turns: [begun; MOST_STEPS],
        };
        live.going_on(1, begun)
    }

    /// The same, with the step of a turn told at a moment and those after it
    /// later. What had its turn before is dated as it was told.
    #[must_use]
    pub fn going_on(mut self, turn: usize, now: DateTime<Utc>) -> Self {
        let mut at = now;
        for told in self.turns.iter_mut().skip(turn) {
            *told = at;
            at += self.every;
        }
        self.since = now;
        self
    }

    /// When one of these steps happens: each after those before it, and none
    /// after it is told. One that is told late or again has the turn of the
    /// first that is told of its time or a later one.
    #[must_use]
    pub fn happens(&self, steps: &[Step], step: &Step) -> DateTime<Utc> {
        let key = step.at.order_key();
        let mut keys = steps.iter().map(|one| one.at.order_key());
        let turn = keys.position(|one| one >= key).unwrap_or_default();
        let before = steps.iter().filter(|one| one.at.order_key() < key).count();
        let seconds = |count: usize| TimeDelta::seconds(i64::try_from(count).unwrap_or(0));
        self.turns[turn.min(MOST_STEPS - 1)] + seconds(before) - seconds(steps.len())
    }
}
