//! When an endpoint is told again, and when that is given up: pure.

use chrono::{DateTime, TimeDelta, Utc};

/// The waits after each try, as the specification suggests them: together a
/// little over three days.
const WAITS: [TimeDelta; 9] = [
    TimeDelta::seconds(5),
    TimeDelta::minutes(5),
    TimeDelta::minutes(30),
    TimeDelta::hours(2),
    TimeDelta::hours(5),
    TimeDelta::hours(10),
    TimeDelta::hours(14),
    TimeDelta::hours(20),
    TimeDelta::hours(24),
];

/// The longest wait the other side may ask for.
const LONGEST: TimeDelta = TimeDelta::hours(24);

/// For so long it is tried; the last try is at the end of that.
pub const LASTS: TimeDelta = TimeDelta::days(3);

/// A delivery that was tried in vain.
#[derive(Clone, Copy, Debug)]
pub struct Tried {
    /// How often.
    pub attempts: u32,
    /// How long ago it was queued.
    pub age: TimeDelta,
    /// How long the other side asked us to wait, where it did.
    pub hint: Option<TimeDelta>,
}

/// How long to wait before the next try; `None` when it is given up. A tenth
/// of the wait is left to chance, either way, so that what failed together does
/// not come back together; what was asked for is never cut short.
#[must_use]
pub fn next(tried: &Tried, random: u128) -> Option<TimeDelta> {
    if tried.age >= LASTS {
        return None;
    }
    let index = usize::try_from(tried.attempts.max(1) - 1).unwrap_or(usize::MAX);
    let usual = *WAITS.get(index).unwrap_or(&LONGEST);
    let fifth = u128::try_from(usual.num_milliseconds() / 5).unwrap_or(0);
    let off = i64::try_from(random % (fifth + 1)).unwrap_or(0);
    let wait = usual * 9 / 10 + TimeDelta::milliseconds(off);
    let asked = tried.hint.unwrap_or(wait).min(LONGEST);
    let left = (LASTS - tried.age).max(TimeDelta::seconds(1));
    Some(wait.max(asked).min(left))
}

/// What `Retry-After` asks for: seconds, or a moment.
#[must_use]
pub fn asked_for(text: &str, now: DateTime<Utc>) -> Option<TimeDelta> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u32>() {
        return Some(TimeDelta::seconds(i64::from(seconds)));
    }
    let moment = DateTime::parse_from_rfc2822(text).ok()?;
    Some((moment.with_timezone(&Utc) - now).max(TimeDelta::zero()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(attempts: u32, age: TimeDelta) -> Tried {
        Tried {
            attempts,
            age,
            hint: None,
        }
    }

    #[test]
    fn waits_are_near_the_schedule_and_never_the_same() {
        for (attempts, usual) in (1..).zip(WAITS) {
            let mut seen = std::collections::BTreeSet::new();
            for random in [0, 7_919, 99_991_337, u128::MAX] {
                let wait = next(&tried(attempts, TimeDelta::zero()), random).unwrap();
                assert!(wait * 10 >= usual * 9, "{attempts}: {wait}");
                assert!(wait * 10 <= usual * 11, "{attempts}: {wait}");
                seen.insert(wait);
            }
            assert!(seen.len() > 2, "{attempts}: {seen:?}");
        }
    }

    #[test]
    fn it_is_tried_for_three_days_and_then_given_up() {
        for random in [0, 1_234_567, u128::MAX] {
            let (mut age, mut attempts) = (TimeDelta::zero(), 1);
            while let Some(wait) = next(&tried(attempts, age), random) {
                age += wait;
                attempts += 1;
            }
            assert_eq!(age, LASTS, "the last try is at its end");
            assert!((9..=11).contains(&attempts), "{attempts}");
        }
    }

    #[test]
    fn a_wait_that_was_asked_for_is_kept_within_a_day() {
        let asked = |hint| Tried {
            hint: Some(hint),
            ..tried(1, TimeDelta::zero())
        };
        for random in [0, 3, u128::MAX] {
            let hour = TimeDelta::hours(1);
            assert_eq!(next(&asked(hour), random), Some(hour));
            assert_eq!(next(&asked(hour * 100), random), Some(LONGEST));
            let none = next(&asked(TimeDelta::zero()), random).unwrap();
            assert!(none >= TimeDelta::milliseconds(4_500), "{none}");
        }
    }

    #[test]
    fn retry_after_is_a_span_or_a_moment() {
        let now = "2026-05-15T12:00:00Z".parse().unwrap();
        assert_eq!(asked_for(" 120 ", now), Some(TimeDelta::seconds(120)));
        let moment = asked_for("Fri, 15 May 2026 12:10:00 GMT", now);
        assert_eq!(moment, Some(TimeDelta::minutes(10)));
        let past = asked_for("Fri, 15 May 2026 11:00:00 GMT", now);
        assert_eq!(past, Some(TimeDelta::zero()));
        assert_eq!(asked_for("soon", now), None);
        assert_eq!(asked_for("-5", now), None);
    }
}
