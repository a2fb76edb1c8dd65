//! When somebody answers, and when the shop is closed: times of day, opening
//! hours and closures as people write them.

use chrono::{NaiveDate, NaiveTime};

/// The days of the week as brand files name them, Monday first.
pub const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The hours of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// When somebody begins to answer.
    pub from: NaiveTime,
    /// When the last one goes home.
    pub to: NaiveTime,
}

impl Hours {
    /// Reads "9:00-17:00" or "9-17"; `None` when it is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once(['-', '–'])?;
        let hours = Self {
            from: clock(from)?,
            to: clock(to)?,
        };
        (hours.from < hours.to).then_some(hours)
    }
}

/// Reads "17:00" or "17".
#[must_use]
pub fn clock(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = text.trim().split_once(':').unwrap_or((text.trim(), "00"));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(hour) || !plain(minute) || minute.len() != 2 {
        return None;
    }
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

/// Days on which nothing is packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Why, in the shop's words.
    pub reason: Option<String>,
}

impl Closure {
    /// Reads "2026-12-24", "2026-12-24 to 2026-12-26" or either with a reason:
    /// "2026-12-24 to 2026-12-26: Christmas".
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (days, reason) = match text.split_once(':') {
            Some((days, reason)) => (days, Some(reason.trim().to_owned())),
            None => (text, None),
        };
        let (from, to) = days.split_once(" to ").unwrap_or((days, days));
        let closure = Self {
            from: from.trim().parse().ok()?,
            to: to.trim().parse().ok()?,
            reason: reason.filter(|reason| !reason.is_empty()),
        };
        (closure.from <= closure.to).then_some(closure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        for text in ["9:00-17:00", "9-17", "09:00 - 17:00", "9:00–17:00"] {
            let hours = Hours::parse(text).unwrap();
            assert_eq!(hours.from.to_string(), "09:00:00", "{text}");
            assert_eq!(hours.to.to_string(), "17:00:00", "{text}");
        }
        for bad in [
            "",
            "9",
            "17-9",
            "9-9",
            "25-26",
            "9:0-17",
            "nine-five",
            "-9-17",
            "9am-5pm",
        ] {
            assert_eq!(Hours::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn closures_are_days_with_or_without_a_reason() {
        let closure = Closure::parse("2026-12-24 to 2026-12-26: Christmas").unwrap();
        assert_eq!(closure.to.to_string(), "2026-12-26");
        assert_eq!(closure.reason.as_deref(), Some("Christmas"));
        let day = Closure::parse(" 2027-01-01 ").unwrap();
        assert_eq!((day.from, day.reason), (day.to, None));
        for bad in [
            "",
            "Christmas",
            "2026-12-26 to 2026-12-24",
            "2026-02-30",
            "24 to 26",
        ] {
            assert_eq!(Closure::parse(bad), None, "{bad}");
        }
    }
}
