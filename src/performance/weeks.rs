//! Weeks, in which figures are kept, and what they add up to.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// A week from Monday to Sunday, counted from that of 5 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Week(pub i32);

/// Four weeks: long spans are read by these, and by weeks at their ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Block(pub i32);

/// 5 January 1970, a Monday, in days of the common era.
const FIRST_MONDAY: i32 = 719_167;

impl Week {
    /// The week of a day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        Self((day.num_days_from_ce() - FIRST_MONDAY).div_euclid(7))
    }

    /// Its Monday.
    #[must_use]
    pub fn monday(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(FIRST_MONDAY.saturating_add(self.0.saturating_mul(7)))
            .unwrap_or(NaiveDate::MIN)
    }

    /// Its Sunday.
    #[must_use]
    pub fn sunday(self) -> NaiveDate {
        let monday = self.monday();
        monday.checked_add_days(Days::new(6)).unwrap_or(monday)
    }

    /// The four weeks it is one of.
    #[must_use]
    pub const fn block(self) -> Block {
        Block(self.0.div_euclid(4))
    }

    /// The season most of its days lie in.
    #[must_use]
    pub fn season(self) -> Season {
        let thursday = self.monday().checked_add_days(Days::new(3));
        Season::of(thursday.unwrap_or(NaiveDate::MIN))
    }
}

impl Block {
    /// Its first week.
    #[must_use]
    pub const fn first(self) -> Week {
        Week(self.0.saturating_mul(4))
    }
}

/// A time that tallies are kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// One week.
    Week(Week),
    /// Four.
    Block(Block),
}

/// The fewest periods that some weeks are made of: blocks where all four weeks
/// of one are wanted, single weeks at the ends.
#[must_use]
pub fn cover(from: Week, to: Week) -> Vec<RangeInclusive<Period>> {
    let weeks = |from: i32, to: i32| Period::Week(Week(from))..=Period::Week(Week(to));
    // The first block that begins with or after the first week, and the first
    // that does not end with or before the last one.
    let first = Block(from.0.saturating_add(3).div_euclid(4));
    let end = Block(to.0.saturating_add(1).div_euclid(4));
    if first >= end {
        return vec![weeks(from.0, to.0)];
    }
    let mut periods = Vec::new();
    if from < first.first() {
        periods.push(weeks(from.0, first.first().0 - 1));
    }
    periods.push(Period::Block(first)..=Period::Block(Block(end.0 - 1)));
    if end.first() <= to {
        periods.push(weeks(end.first().0, to.0));
    }
    periods
}

/// A quarter of the year as shops live it, by months: peak before and over the
/// holidays, and three others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Season {
    /// January to March.
    First,
    /// April to June.
    Second,
    /// July to September.
    Third,
    /// October to December.
    Fourth,
}

impl Season {
    /// Every season of a year.
    pub const ALL: [Self; 4] = [Self::First, Self::Second, Self::Third, Self::Fourth];

    /// The season of a day.
    #[must_use]
    pub fn of(day: NaiveDate) -> Self {
        match day.month() {
            1..=3 => Self::First,
            4..=6 => Self::Second,
            7..=9 => Self::Third,
            _ => Self::Fourth,
        }
    }

    /// The code kept in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::First => "q1",
            Self::Second => "q2",
            Self::Third => "q3",
            Self::Fourth => "q4",
        }
    }
}
