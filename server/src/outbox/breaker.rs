//! A provider or an endpoint that fails again and again is left alone for a
//! while; then one message shows whether it is back. Pure but for its memory:
//! the time comes in, and each has one of its own.

use chrono::{DateTime, TimeDelta, Utc};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The first pause; each in vain is followed by one twice as long.
const FIRST: TimeDelta = TimeDelta::seconds(30);

/// How patient a breaker is.
#[derive(Clone, Copy, Debug)]
struct Patience {
    /// So many failures in a row open it.
    failures: u32,
    /// The longest pause.
    longest: TimeDelta,
}

/// All messages of a site go through a provider.
const PROVIDER: Patience = Patience {
    failures: 5,
    longest: TimeDelta::minutes(10),
};

/// An endpoint is one of many, and its own schedule waits longer soon.
const ENDPOINT: Patience = Patience {
    failures: 3,
    longest: TimeDelta::minutes(4),
};

/// What is known of one of them.
#[derive(Debug)]
pub struct Breaker {
    patience: Patience,
    state: Mutex<State>,
}

impl Default for Breaker {
    fn default() -> Self {
        Self::with(PROVIDER)
    }
}

#[derive(Debug, Default)]
struct State {
    failures: u32,
    /// How many pauses there were in a row.
    pauses: u32,
    open_until: Option<DateTime<Utc>>,
}

impl Breaker {
    fn with(patience: Patience) -> Self {
        Self {
            patience,
            state: Mutex::default(),
        }
    }

    /// That of an endpoint of webhooks.
    #[must_use]
    pub fn of_endpoint() -> Self {
        Self::with(ENDPOINT)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many messages it may be given now, of so many: none while it is
    /// left alone, one after that, all while it works.
    #[must_use]
    pub fn room(&self, now: DateTime<Utc>, most: u64) -> u64 {
        match self.state().open_until {
            None => most,
            Some(until) if until <= now => most.min(1),
            Some(_) => 0,
        }
    }

    /// Until when it is left alone; `None` where it is not.
    #[must_use]
    pub fn open_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.state().open_until.filter(|until| *until > now)
    }

    /// There was an answer.
    pub fn worked(&self) {
        *self.state() = State::default();
    }

    /// There was none; `true` where it is left alone from now on.
    pub fn failed(&self, now: DateTime<Utc>) -> bool {
        let Patience { failures, longest } = self.patience;
        let mut state = self.state();
        state.failures = state.failures.saturating_add(1);
        let is_probe = state.open_until.is_some_and(|until| until <= now);
        let opens = is_probe || (state.open_until.is_none() && state.failures >= failures);
        if opens {
            let pause = (FIRST * (1 << state.pauses.min(8))).min(longest);
            state.pauses = state.pauses.saturating_add(1);
            state.open_until = Some(now + pause);
        }
        opens
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::<Utc>::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    #[test]
    fn it_opens_at_the_fifth_failure_in_a_row() {
        let breaker = Breaker::default();
        for _ in 0..4 {
            assert!(!breaker.failed(at(0)));
        }
        breaker.worked();
        for _ in 0..4 {
            assert!(!breaker.failed(at(0)));
            assert_eq!(breaker.room(at(0), 4), 4);
        }
        assert!(breaker.failed(at(0)));
        assert_eq!(breaker.room(at(29), 4), 0);
        assert_eq!(breaker.open_until(at(29)), Some(at(30)));
        assert_eq!(breaker.room(at(30), 4), 1, "one shows whether it is back");
        assert_eq!(breaker.open_until(at(30)), None);
    }

    #[test]
    fn a_probe_closes_it_or_doubles_the_pause() {
        let breaker = Breaker::default();
        for _ in 0..5 {
            breaker.failed(at(0));
        }
        // Those that were on their way when it opened change nothing.
        assert!(!breaker.failed(at(1)));
        assert!(breaker.failed(at(30)));
        assert_eq!(breaker.open_until(at(31)), Some(at(90)));
        let mut now = 90;
        for _ in 0..10 {
            assert!(breaker.failed(at(now)));
            let until = breaker.open_until(at(now)).expect("it is open");
            assert!(until <= at(now) + PROVIDER.longest);
            now = until.timestamp();
        }
        breaker.worked();
        assert_eq!(breaker.room(at(now), 4), 4);
        assert!(!breaker.failed(at(now)), "it is as new");
    }

    #[test]
    fn an_endpoint_rests_longer_and_longer() {
        let breaker = Breaker::of_endpoint();
        let (mut now, mut rests) = (0, Vec::new());
        for _ in 0..8 {
            breaker.failed(at(now));
            let until = breaker.open_until(at(now));
            let rest = until.map_or(0, |until| until.timestamp() - now);
            rests.push(rest);
            now += rest;
        }
        assert_eq!(rests, [0, 0, 30, 60, 120, 240, 240, 240]);
        assert_eq!(breaker.open_until(at(now)), None);
    }
}
