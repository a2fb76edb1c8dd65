//! When messages are tried again: the file's `[outbox]` part.

use crate::error::Error;
use chrono::TimeDelta;
use serde::Deserialize;

/// When messages are tried again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The wait after the first try; it doubles with each.
    pub first: TimeDelta,
    /// The longest wait.
    pub longest: TimeDelta,
    /// It is tried at least so often,
    pub tries: u32,
    /// and for at least so long: a mail server may be down for a weekend.
    pub lasts: TimeDelta,
    /// How much of a wait is left to chance, in percent.
    pub jitter: u8,
}

impl Default for Schedule {
    fn default() -> Self {
        Self {
            first: TimeDelta::minutes(1),
            longest: TimeDelta::hours(6),
            tries: 12,
            lasts: TimeDelta::days(3),
            jitter: 25,
        }
    }
}

/// The longest anything here may be said to take: a month, in seconds.
const MOST_SECONDS: i64 = 31 * 24 * 3_600;

/// The file's `[outbox]` part; every field may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OutboxSettings {
    pub(super) first_wait_seconds: Option<i64>,
    pub(super) longest_wait_seconds: Option<i64>,
    pub(super) tries: Option<u32>,
    pub(super) give_up_after_hours: Option<i64>,
    pub(super) jitter_percent: Option<u8>,
}

/// Reads the settings.
///
/// # Errors
/// When a value is out of bounds; it says what to write.
pub(super) fn read(settings: &OutboxSettings) -> Result<Schedule, Error> {
    let usual = Schedule::default();
    let span = |name: &str, value: Option<i64>, unit: i64, usual: TimeDelta| {
        let Some(value) = value else { return Ok(usual) };
        let most = MOST_SECONDS / unit;
        if !(1..=most).contains(&value) {
            return Err(Error::refused(format!(
                "[outbox] {name} must be from 1 to {most}, not {value}"
            )));
        }
        Ok(TimeDelta::seconds(value * unit))
    };
    let first = span(
        "first_wait_seconds",
        settings.first_wait_seconds,
        1,
        usual.first,
    )?;
    let longest = span(
        "longest_wait_seconds",
        settings.longest_wait_seconds,
        1,
        usual.longest,
    )?;
    let lasts = span(
        "give_up_after_hours",
        settings.give_up_after_hours,
        3_600,
        usual.lasts,
    )?;
    let tries = settings.tries.unwrap_or(usual.tries);
    let jitter = settings.jitter_percent.unwrap_or(usual.jitter);
    if tries == 0 || jitter > 100 || longest < first {
        return Err(Error::refused(
            "[outbox] tries must be at least 1, jitter_percent at most 100, and \
             longest_wait_seconds no less than first_wait_seconds",
        ));
    }
    Ok(Schedule {
        first,
        longest,
        tries,
        lasts,
        jitter,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_said_is_as_usual() {
        let read_one = read(&OutboxSettings::default()).unwrap();
        assert_eq!(read_one, Schedule::default());
        let said = OutboxSettings {
            first_wait_seconds: Some(30),
            give_up_after_hours: Some(24),
            ..OutboxSettings::default()
        };
        let read_one = read(&said).unwrap();
        assert_eq!(read_one.first, TimeDelta::seconds(30));
        assert_eq!(read_one.lasts, TimeDelta::hours(24));
        assert_eq!(read_one.tries, Schedule::default().tries);
    }

    #[test]
    fn nonsense_is_refused() {
        let check = |settings: OutboxSettings| {
            assert!(read(&settings).is_err(), "{settings:?}");
        };
        let usual = OutboxSettings::default;
        check(OutboxSettings {
            first_wait_seconds: Some(0),
            ..usual()
        });
        check(OutboxSettings {
            longest_wait_seconds: Some(1),
            ..usual()
        });
        check(OutboxSettings {
            tries: Some(0),
            ..usual()
        });
        check(OutboxSettings {
            jitter_percent: Some(101),
            ..usual()
        });
    }
}
