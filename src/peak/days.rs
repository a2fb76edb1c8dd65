//! The days on which a stage works, as values that can be stored with a plan.

use crate::workdays::Workplace;
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A span longer than this tells nothing about a stage; the count stops there.
const LONGEST_DAYS: usize = 400;

/// Weekdays and days off of one stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkDays {
    /// Which weekdays are worked, from Monday.
    pub weekdays: [bool; 7],
    /// Days off besides.
    pub closed: BTreeSet<NaiveDate>,
}

impl Default for WorkDays {
    /// Every day.
    fn default() -> Self {
        Self {
            weekdays: [true; 7],
            closed: BTreeSet::new(),
        }
    }
}

impl WorkDays {
    /// Those of a place, from one day to another: its weekends and holidays
    /// become days off.
    #[must_use]
    pub fn of(place: &Workplace<'_>, from: NaiveDate, to: NaiveDate) -> Self {
        let days = from.iter_days().take_while(|day| *day <= to);
        Self {
            weekdays: [true; 7],
            closed: days.filter(|day| !place.works_on(*day)).collect(),
        }
    }

    /// Those that a history shows: of a week, the days on which at least one in
    /// fifty of its events fell; of a place, where it is given, the holidays on
    /// other days than weekends.
    #[must_use]
    pub fn shown_by(events: &[u64; 7], holidays: BTreeSet<NaiveDate>) -> Self {
        let all: u64 = events.iter().sum();
        let worked = events.map(|count| count.saturating_mul(50) >= all);
        Self {
            weekdays: worked,
            closed: holidays,
        }
    }

    /// Whether a day is worked.
    #[must_use]
    pub fn works_on(&self, day: NaiveDate) -> bool {
        let weekday = day.weekday().num_days_from_monday() as usize;
        self.weekdays[weekday] && !self.closed.contains(&day)
    }

    /// Worked days between two moments, with the parts of the first and last.
    #[must_use]
    pub fn between(&self, from: NaiveDateTime, to: NaiveDateTime) -> f64 {
        if to <= from {
            return 0.0;
        }
        let (first, last) = (from.date(), to.date());
        let whole = first
            .iter_days()
            .take(LONGEST_DAYS)
            .take_while(|day| *day < last)
            .filter(|day| self.works_on(*day))
            .count() as f64;
        let part = |at: NaiveDateTime| f64::from(u8::from(self.works_on(at.date()))) * clock(at);
        (whole - part(from) + part(to)).max(0.0)
    }

    /// The last worked day on a day or before it; the day itself where none is
    /// near.
    #[must_use]
    pub fn last_until(&self, day: NaiveDate) -> NaiveDate {
        let earlier =
            (0..LONGEST_DAYS as u64).filter_map(|back| day.checked_sub_days(Days::new(back)));
        let mut worked = earlier.filter(|day| self.works_on(*day));
        worked.next().unwrap_or(day)
    }
}

/// The part of a day that has passed.
pub fn clock(at: NaiveDateTime) -> f64 {
    (at - at.date().and_time(chrono::NaiveTime::MIN)).num_seconds() as f64 / 86_400.0
}
