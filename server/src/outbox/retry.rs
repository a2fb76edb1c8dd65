//! When a mail is tried again, and when it is given up: pure.

use crate::config::Schedule;
use chrono::TimeDelta;

/// A mail that was tried in vain.
#[derive(Clone, Copy, Debug)]
pub struct Tried {
    /// How often.
    pub attempts: u32,
    /// How long ago it was queued.
    pub age: TimeDelta,
    /// How long the other side asked us to wait, where it did.
    pub hint: Option<TimeDelta>,
}

/// How long to wait before the next try; `None` when it is given up. The wait
/// doubles with each try, and a part of it is left to chance, so that messages
/// that failed together do not come back together.
#[must_use]
pub fn next(schedule: &Schedule, tried: &Tried, random: u128) -> Option<TimeDelta> {
    let Schedule { first, longest, .. } = *schedule;
    if tried.attempts >= schedule.tries && tried.age >= schedule.lasts {
        return None;
    }
    let doublings = tried.attempts.saturating_sub(1).min(16);
    let wait = (first * (1 << doublings)).min(longest);
    let wait = wait.max(tried.hint.unwrap_or(wait)).min(longest);
    // Between what is not left to chance and all of the wait, but never under
    // the first one or what was asked for.
    let chance = i64::from(schedule.jitter.min(100));
    let chance = u128::try_from(wait.num_milliseconds() / 100 * chance).unwrap_or(0);
    let off = i64::try_from(random % (chance + 1)).unwrap_or(0);
    let least = tried.hint.unwrap_or(first).clamp(first, longest);
    Some((wait - TimeDelta::milliseconds(off)).max(least))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: TimeDelta = TimeDelta::minutes(1);
    const LONGEST: TimeDelta = TimeDelta::hours(6);

    fn next(tried: &Tried, random: u128) -> Option<TimeDelta> {
        super::next(&Schedule::default(), tried, random)
    }

    fn tried(attempts: u32, age: TimeDelta) -> Tried {
        Tried {
            attempts,
            age,
            hint: None,
        }
    }

    #[test]
    fn waits_double_from_a_minute_to_six_hours() {
        let mut last = TimeDelta::zero();
        for attempts in 1..30 {
            let longest = next(&tried(attempts, TimeDelta::zero()), 0).unwrap();
            let wanted = (FIRST * (1 << (attempts - 1).min(16))).min(LONGEST);
            assert_eq!(longest, wanted, "{attempts}");
            assert!(longest >= last, "{attempts}");
            last = longest;
            for random in [1, 7, 99_999, u128::MAX] {
                let wait = next(&tried(attempts, TimeDelta::zero()), random).unwrap();
                assert!(
                    wait <= longest && wait >= FIRST,
                    "{attempts} {random}: {wait}"
                );
                assert!(wait * 4 >= longest * 3, "{attempts} {random}: {wait}");
            }
        }
        assert_eq!(last, LONGEST);
    }

    #[test]
    fn chance_keeps_them_apart() {
        let waits: std::collections::BTreeSet<TimeDelta> = (0..100_u128)
            .filter_map(|seed| next(&tried(6, TimeDelta::zero()), seed * 7_919))
            .collect();
        assert!(waits.len() > 50, "{}", waits.len());
    }

    #[test]
    fn it_is_given_up_after_twelve_tries_and_three_days() {
        let day = TimeDelta::days(1);
        assert!(next(&tried(12, day * 3 - TimeDelta::seconds(1)), 0).is_some());
        assert!(next(&tried(11, day * 30), 0).is_some());
        assert_eq!(next(&tried(12, day * 3), 0), None);
        // Tried whenever it may be, it is over within four days.
        let mut age = TimeDelta::zero();
        let mut attempts = 1;
        while let Some(wait) = next(&tried(attempts, age), 0) {
            age += wait;
            attempts += 1;
        }
        assert!(attempts >= 12 && age <= day * 4, "{attempts} {age}");
    }

    #[test]
    fn a_wait_that_was_asked_for_is_kept() {
        let asked = |minutes| Tried {
            hint: Some(TimeDelta::minutes(minutes)),
            ..tried(1, TimeDelta::zero())
        };
        for random in [0, 3, u128::MAX] {
            let wait = next(&asked(5), random).unwrap();
            assert_eq!(wait, TimeDelta::minutes(5));
            assert_eq!(next(&asked(0), random).unwrap(), FIRST);
            assert_eq!(next(&asked(10_000), random).unwrap(), LONGEST);
        }
    }

    #[test]
    fn a_site_has_a_schedule_of_its_own() {
        let schedule = Schedule {
            first: TimeDelta::seconds(10),
            longest: TimeDelta::seconds(40),
            tries: 2,
            lasts: TimeDelta::minutes(1),
            jitter: 0,
        };
        let wait = |attempts, age| super::next(&schedule, &tried(attempts, age), 7);
        let no_time = TimeDelta::zero();
        assert_eq!(wait(1, no_time), Some(TimeDelta::seconds(10)));
        assert_eq!(wait(3, no_time), Some(TimeDelta::seconds(40)));
        assert_eq!(wait(9, no_time), Some(TimeDelta::seconds(40)));
        assert_eq!(wait(2, TimeDelta::minutes(1)), None);
    }
}
