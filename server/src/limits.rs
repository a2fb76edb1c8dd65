//! Limits on guessing: the more tries there were, the longer the next one
//! waits. They slow down and lock nobody out: whoever is told to wait has a
//! place kept for them, and it opens when the wait is over, whatever others do
//! in the meantime.
//!
//! Three meters stand in a row: the network a try comes from, what it is about
//! (an order's number, an e-mail address), and all tries together. Those
//! behind count only what the one before lets through, so that one network
//! cannot use up the tries of an order. All of it is in memory and of fixed
//! size; a restart forgets it.

use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::{Mutex, PoisonError};

/// Meters a table has. Keys that fall together share one: stricter, never
/// looser, and nobody outside can choose who falls together.
const SLOTS: usize = 1 << 16;

/// How many places are kept at most.
const PLACES: usize = 100_000;

/// How long a place stays open once its wait is over.
const KEPT_OPEN: TimeDelta = TimeDelta::hours(1);

/// How fast tries may follow each other.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How many may come at once.
    pub free: i32,
    /// The time that pays for one.
    pub every: TimeDelta,
    /// The longest wait.
    pub longest: TimeDelta,
}

/// The paces of the three meters.
#[derive(Clone, Copy, Debug)]
pub struct Paces {
    /// Of one network.
    pub network: Pace,
    /// About one order or one address.
    pub subject: Pace,
    /// Of everybody.
    pub everybody: Pace,
}

/// For looking up an order by its number and a proof.
pub const LOOK_UPS: Paces = Paces {
    network: Pace {
        free: 5,
        every: TimeDelta::seconds(60),
        longest: TimeDelta::hours(1),
    },
    subject: Pace {
        free: 4,
        every: TimeDelta::seconds(120),
        longest: TimeDelta::hours(24),
    },
    everybody: Pace {
        free: 120,
        every: TimeDelta::milliseconds(200),
        longest: TimeDelta::minutes(15),
    },
};

/// For having a link sent by mail: nobody's mailbox is to be filled.
pub const MAILS: Paces = Paces {
    subject: Pace {
        free: 3,
        every: TimeDelta::minutes(5),
        longest: TimeDelta::hours(24),
    },
    ..LOOK_UPS
};

/// For having a code texted: each costs money, and nobody's phone is to ring
/// for a stranger. Counted by number and by order.
pub const TEXTS: Paces = Paces {
    network: Pace {
        free: 10,
        every: TimeDelta::seconds(60),
        longest: TimeDelta::hours(1),
    },
    subject: Pace {
        free: 3,
        every: TimeDelta::minutes(10),
        longest: TimeDelta::hours(24),
    },
    ..LOOK_UPS
};

/// For saying what is wrong with an order: a family in trouble is heard, a
/// machine is slowed down.
pub const REPORTS: Paces = Paces {
    network: Pace {
        free: 12,
        every: TimeDelta::seconds(30),
        longest: TimeDelta::hours(1),
    },
    subject: Pace {
        free: 6,
        every: TimeDelta::seconds(60),
        longest: TimeDelta::hours(1),
    },
    ..LOOK_UPS
};

/// For signing in: an office behind one address begins its day together, and
/// whoever is made to wait by others waits minutes, not hours.
pub const SIGN_INS: Paces = Paces {
    network: Pace {
        free: 10,
        every: TimeDelta::seconds(30),
        longest: TimeDelta::hours(1),
    },
    subject: Pace {
        free: 5,
        every: TimeDelta::seconds(60),
        longest: TimeDelta::minutes(15),
    },
    everybody: Pace {
        free: 120,
        every: TimeDelta::milliseconds(200),
        longest: TimeDelta::minutes(5),
    },
};

/// One try, as the limits know it: nothing of what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Attempt {
    network: u64,
    subject: u64,
}

/// Whether a try may be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Now.
    Now,
    /// In so many seconds, at least one.
    In(u64),
}

/// The limits of one kind of try.
#[derive(Debug)]
pub struct Limits {
    paces: Paces,
    seed: RandomState,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    networks: Table,
    subjects: Table,
    everybody: Table,
    places: HashMap<Attempt, Place>,
}

/// A wait that somebody was told of.
#[derive(Clone, Copy, Debug)]
struct Place {
    opens_ms: i64,
    behind: Behind,
}

/// Which meters a place has behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Behind {
    Network,
    All,
}

impl Limits {
    /// Limits that have seen nothing yet.
    #[must_use]
    pub fn new(paces: Paces) -> Self {
        let state = State {
            networks: Table::new(SLOTS),
            subjects: Table::new(SLOTS),
            everybody: Table::new(1),
            places: HashMap::new(),
        };
        Self {
            paces,
            seed: RandomState::new(),
            state: Mutex::new(state),
        }
    }

    /// A try from a network about a subject.
    pub fn attempt(&self, network: &impl Hash, subject: &impl Hash) -> Attempt {
        Attempt {
            network: self.seed.hash_one(network),
            subject: self.seed.hash_one(subject),
        }
    }

    /// Asks whether a try may be made now, and counts it.
    pub fn ask(&self, attempt: Attempt, now: DateTime<Utc>) -> Verdict {
        let now_ms = now.timestamp_millis();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match state.wait(&self.paces, attempt, now_ms) {
            0 => Verdict::Now,
            ms => Verdict::In(u64::try_from((ms + 999) / 1_000).unwrap_or(1)),
        }
    }

    /// Takes a try back that turned out to be right: it costs nobody anything.
    pub fn proved(&self, attempt: Attempt) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.networks.refund(attempt.network, &self.paces.network);
        state.subjects.refund(attempt.subject, &self.paces.subject);
        state.everybody.refund(0, &self.paces.everybody);
    }
}

impl State {
    /// How long a try has to wait, in milliseconds; 0 for not at all.
    fn wait(&mut self, paces: &Paces, attempt: Attempt, now_ms: i64) -> i64 {
        let behind = match self.place(attempt, now_ms) {
            Some(place) if place.opens_ms > now_ms => return place.opens_ms - now_ms,
            Some(place) => Some(place.behind),
            None => None,
        };
        if behind == Some(Behind::All) {
            self.places.remove(&attempt);
            return 0;
        }
        if behind.is_none() {
            let network = &paces.network;
            // Beyond the longest wait a network gets no place: else its places
            // would all open at once.
            if self.networks.wait(attempt.network, network, now_ms) > ms(network.longest) {
                return ms(network.longest);
            }
            let wait = self.networks.count(attempt.network, network, now_ms);
            if wait > 0 {
                return self.keep(attempt, wait, Behind::Network, now_ms);
            }
        }
        let of_subject = self.subjects.count(attempt.subject, &paces.subject, now_ms);
        let of_all = self.everybody.count(0, &paces.everybody, now_ms);
        match of_subject.max(of_all) {
            0 => {
                self.places.remove(&attempt);
                0
            }
            wait => self.keep(attempt, wait, Behind::All, now_ms),
        }
    }

    /// The place kept for a try, unless it has been open for too long.
    fn place(&self, attempt: Attempt, now_ms: i64) -> Option<Place> {
        let place = self.places.get(&attempt)?;
        is_kept(place, now_ms).then_some(*place)
    }

    fn keep(&mut self, attempt: Attempt, wait: i64, behind: Behind, now_ms: i64) -> i64 {
        if self.places.len() >= PLACES {
            self.places.retain(|_, place| is_kept(place, now_ms));
        }
        if self.places.len() < PLACES {
            let opens_ms = now_ms + wait;
            self.places.insert(attempt, Place { opens_ms, behind });
        }
        wait
    }
}

fn is_kept(place: &Place, now_ms: i64) -> bool {
    place.opens_ms + ms(KEPT_OPEN) > now_ms
}

fn ms(span: TimeDelta) -> i64 {
    span.num_milliseconds()
}

/// Meters by the hash of their key: each is the moment at which all its tries
/// are paid for.
#[derive(Debug)]
struct Table(Box<[i64]>);

impl Table {
    fn new(slots: usize) -> Self {
        Self(vec![i64::MIN; slots].into())
    }

    fn slot(&mut self, key: u64) -> &mut i64 {
        // A table has at least one slot, and the remainder is below its size.
        let slots = self.0.len() as u64;
        &mut self.0[(key % slots) as usize]
    }

    /// How long the next try would wait, were there no longest wait.
    fn wait(&mut self, key: u64, pace: &Pace, now_ms: i64) -> i64 {
        let paid = (*self.slot(key)).max(now_ms) + ms(pace.every);
        (paid - now_ms - ms(pace.every) * i64::from(pace.free)).max(0)
    }

    /// Counts a try; how long it waits.
    fn count(&mut self, key: u64, pace: &Pace, now_ms: i64) -> i64 {
        let wait = self.wait(key, pace, now_ms).min(ms(pace.longest));
        let slot = self.slot(key);
        let latest = now_ms + ms(pace.every) * i64::from(pace.free) + ms(pace.longest);
        *slot = ((*slot).max(now_ms) + ms(pace.every)).min(latest);
        wait
    }

    fn refund(&mut self, key: u64, pace: &Pace) {
        let slot = self.slot(key);
        *slot = slot.saturating_sub(ms(pace.every));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    fn limits() -> Limits {
        Limits::new(LOOK_UPS)
    }

    #[test]
    fn a_few_tries_are_free_and_time_pays_for_more() {
        let limits = limits();
        let ask = |number: u32, second| limits.ask(limits.attempt(&"net", &number), at(second));
        for number in 0..5 {
            assert_eq!(ask(number, 0), Verdict::Now, "{number}");
        }
        assert_eq!(ask(5, 0), Verdict::In(60));
        assert_eq!(ask(6, 0), Verdict::In(120), "each waits behind the other");
        assert_eq!(ask(5, 59), Verdict::In(1));
        assert_eq!(ask(5, 60), Verdict::Now);
        assert_eq!(ask(5, 60), Verdict::In(120), "a place opens once");
        assert_eq!(ask(7, 86_400), Verdict::Now, "a day later all is paid for");
    }

    #[test]
    fn asking_again_does_not_lengthen_the_wait() {
        let limits = limits();
        let ask = |second| limits.ask(limits.attempt(&"net", &1), at(second));
        for _ in 0..4 {
            assert_eq!(ask(0), Verdict::Now);
        }
        assert_eq!(ask(0), Verdict::In(120));
        for second in 0..120 {
            assert_eq!(ask(second), Verdict::In(120 - second.unsigned_abs()));
        }
        assert_eq!(ask(120), Verdict::Now);
    }

    #[test]
    fn others_cannot_take_a_place_that_is_kept() {
        let limits = limits();
        let ask = |network: u32, second| limits.ask(limits.attempt(&network, &"1001"), at(second));
        for bot in 0..50 {
            ask(bot, 0);
        }
        let Verdict::In(wait) = ask(999, 1) else {
            panic!("the number is hot");
        };
        let opens = 1 + i64::try_from(wait).unwrap();
        for second in 2..opens {
            for bot in 0..3 {
                ask(1_000 + bot, second);
            }
            ask(u32::try_from(2_000 + second).unwrap(), second);
        }
        assert_eq!(ask(999, opens), Verdict::Now);
    }

    #[test]
    fn one_network_makes_no_more_tries_than_time_pays_for() {
        let limits = limits();
        let mut made = 0;
        for second in 0..3_600 {
            for number in 0..100 {
                if limits.ask(limits.attempt(&"net", &(number, second % 7)), at(second))
                    == Verdict::Now
                {
                    made += 1;
                }
            }
        }
        assert!((5..=66).contains(&made), "{made} in an hour");
    }

    #[test]
    fn one_number_is_tried_no_faster_than_its_pace_from_however_many_networks() {
        let limits = limits();
        let mut made = 0;
        for second in 0..7_200 {
            for network in 0..20 {
                if limits.ask(limits.attempt(&(network, second / 60), &"1001"), at(second))
                    == Verdict::Now
                {
                    made += 1;
                }
            }
        }
        assert!((4..=65).contains(&made), "{made} in two hours");
    }

    #[test]
    fn everybody_together_waits_a_quarter_of_an_hour_at_most() {
        let limits = limits();
        for number in 0..100_000u32 {
            limits.ask(limits.attempt(&number, &number), at(0));
        }
        let Verdict::In(wait) = limits.ask(limits.attempt(&"buyer", &"1001"), at(0)) else {
            panic!("it is hot");
        };
        assert!(wait <= 15 * 60, "{wait}");
    }

    #[test]
    fn a_right_try_costs_nothing() {
        let limits = limits();
        for order in 0..1_000 {
            let attempt = limits.attempt(&"office", &order);
            assert_eq!(limits.ask(attempt, at(0)), Verdict::Now, "{order}");
            limits.proved(attempt);
        }
    }
}
