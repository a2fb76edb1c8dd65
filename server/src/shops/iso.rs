//! ISO 8601 times as shops and tools write them, kept apart by how much they
//! say: a zone is never added.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use doorstep::scan::{Precision, ScanTime};
use std::ops::RangeInclusive;

/// Years in which a parcel can have been on its way. Anything else is a
/// broken clock or an empty field in disguise.
const YEARS: RangeInclusive<i32> = 1990..=2199;

/// The widest offset in use anywhere, in minutes.
const WIDEST_OFFSET: i32 = 14 * 60;

/// A time, as far as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A day.
    Day(NaiveDate),
    /// A wall clock somewhere.
    Local(NaiveDateTime, Precision),
    /// A wall clock with its minutes east of UTC.
    Zoned(NaiveDateTime, i32, Precision),
    /// An instant written with "Z", which says nothing of the wall clock.
    Instant(DateTime<Utc>),
}

impl Moment {
    /// Reads `2026-05-14`, `2026-05-14T09:30`, `2026-05-14 09:30:00.5`, and
    /// these with `Z`, `+02:00`, `+0200` or `+02`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let date = date(text.get(..10)?)?;
        let rest = text.get(10..)?;
        if rest.is_empty() {
            return Some(Self::Day(date));
        }
        let clock = rest.strip_prefix(['T', 't', ' '])?;
        let zone_at = clock
            .find(['Z', 'z', '+', '-', ' ', 'U', 'G'])
            .unwrap_or(clock.len());
        let (clock, zone) = clock.split_at(zone_at);
        let (time, precision) = time(clock)?;
        Self::with_zone(date.and_time(time), zone.trim(), precision)
    }

    fn with_zone(local: NaiveDateTime, zone: &str, precision: Precision) -> Option<Self> {
        match zone {
            "" => Some(Self::Local(local, precision)),
            "Z" | "z" | "UTC" | "GMT" => Some(Self::Instant(local.and_utc())),
            _ => Some(Self::Zoned(local, offset(zone)?, precision)),
        }
    }

    /// The instant, where the text says enough to know it.
    pub fn instant(self) -> Option<DateTime<Utc>> {
        self.scan_time().instant
    }

    /// The same as a scan keeps it.
    pub fn scan_time(self) -> ScanTime {
        match self {
            Self::Day(day) => ScanTime::local(day.and_time(NaiveTime::MIN), Precision::Date),
            Self::Local(local, precision) => ScanTime::local(local, precision),
            Self::Zoned(local, offset, precision) => {
                ScanTime::with_offset(local, offset, precision)
            }
            Self::Instant(instant) => ScanTime::instant(instant),
        }
    }
}

/// Reads `2026-05-14` and nothing looser.
pub fn date(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = digits(text.get(..4)?)?;
    let month = digits(text.get(5..7)?)?;
    let day = digits(text.get(8..)?)?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        .filter(|date| YEARS.contains(&date.year()))
}

/// Reads `09:30`, `09:30:15` and `09:30:15.250`; parts of a second are
/// dropped, since no carrier means them.
pub fn time(text: &str) -> Option<(NaiveTime, Precision)> {
    let mut parts = text.splitn(3, ':');
    let hour = two_digits(parts.next()?)?;
    let minute = two_digits(parts.next()?)?;
    let Some(seconds) = parts.next() else {
        return Some((NaiveTime::from_hms_opt(hour, minute, 0)?, Precision::Minute));
    };
    let (seconds, fraction) = seconds.split_once(['.', ',']).unwrap_or((seconds, "0"));
    digits(fraction.get(..fraction.len().min(9))?)?;
    // A leap second is the last second of its minute.
    let second = two_digits(seconds)?;
    let second = if second == 60 { 59 } else { second };
    Some((
        NaiveTime::from_hms_opt(hour, minute, second)?,
        Precision::Second,
    ))
}

fn offset(text: &str) -> Option<i32> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let figures = text.get(1..)?;
    let (hours, minutes) = match figures.len() {
        2 => (figures, "00"),
        4 => figures.split_at_checked(2)?,
        5 => figures.split_once(':')?,
        _ => return None,
    };
    let minutes_of_hour = two_digits(minutes).filter(|minutes| *minutes < 60)?;
    let minutes = i32::try_from(two_digits(hours)? * 60 + minutes_of_hour).ok()?;
    (minutes <= WIDEST_OFFSET).then_some(sign * minutes)
}

fn two_digits(text: &str) -> Option<u32> {
    (text.len() == 2).then(|| digits(text)).flatten()
}

fn digits(text: &str) -> Option<u32> {
    let only_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    only_digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        let read = Moment::read(text).map_or_else(
            || "nothing".to_owned(),
            |moment| {
                let time = moment.scan_time();
                let local = time.local.map(|local| local.to_string());
                let instant = time.instant.map(|instant| instant.to_rfc3339());
                format!(
                    "{} {:?} {} {:?}",
                    local.as_deref().unwrap_or("-"),
                    time.offset_min,
                    instant.as_deref().unwrap_or("-"),
                    time.precision
                )
            },
        );
        assert_eq!(read, wanted, "{text}");
    }

    #[test]
    fn a_time_says_as_much_as_was_written() {
        check("2026-05-14", "2026-05-14 00:00:00 None - Date");
        check("2026-05-14T09:30", "2026-05-14 09:30:00 None - Minute");
        check("2026-05-14 09:30:15", "2026-05-14 09:30:15 None - Second");
        check(
            "2026-05-14T09:30:15.987Z",
            "- None 2026-05-14T09:30:15+00:00 Second",
        );
        check(
            "2026-05-14 09:30:15 UTC",
            "- None 2026-05-14T09:30:15+00:00 Second",
        );
    }

    #[test]
    fn offsets_come_in_three_spellings() {
        for offset in ["+02:00", "+0200", "+02"] {
            check(
                &format!("2026-05-14T01:30:00{offset}"),
                "2026-05-14 01:30:00 Some(120) 2026-05-13T23:30:00+00:00 Second",
            );
        }
        check(
            "2026-05-14T09:30:00-03:30",
            "2026-05-14 09:30:00 Some(-210) 2026-05-14T13:00:00+00:00 Second",
        );
    }

    #[test]
    fn a_leap_second_is_the_minutes_last() {
        check("2016-12-31T23:59:60", "2016-12-31 23:59:59 None - Second");
    }

    #[test]
    fn anything_else_is_no_time() {
        for text in [
            "",
            "14.05.2026",
            "05/14/2026",
            "2026-5-4",
            "2026-02-30",
            "0001-01-01T00:00:00Z",
            "9999-12-31",
            "+2026-05-14",
            "2026-05-14T",
            "2026-05-14T25:00",
            "2026-05-14T09:30:00+99:00",
            "2026-05-14T09:30:00+0260",
            "2026-05-14T09:30:00+2:00",
            "2026-05-14T09:30:00.",
            "2026-05-14T09:30:00 Europe/Berlin",
            "２０２６-05-14",
            "2026-05-1é",
            "yesterday at noon",
        ] {
            check(text, "nothing");
        }
    }
}
