//! When people work: weekends, public holidays and closures, and the time
//! that is worked between two moments.
//!
//! Parcels are worked on around the clock, but not every day: working time is
//! the time of the clock without the days off, so that one working day is 24
//! working hours.

use crate::brand::Closure;
use crate::carrier::{Kind, kind_of};
use chrono::{
    DateTime, Datelike, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc, Weekday,
};
use std::fmt;
use std::ops::RangeInclusive;

mod holiday_table;
mod holidays;
#[cfg(test)]
mod tests;
mod week;

pub use holidays::Keeps;
pub use week::Week;

/// The years that clocks are kept for.
const YEARS: RangeInclusive<i32> = 1..=9_999;

/// The clock of a place: a zone with all its summers and winters, or a fixed
/// offset. Every zone of `chrono`'s is one; the domain itself knows none.
pub trait Zone {
    /// What the clock on the wall says at a moment.
    fn clock(&self, at: DateTime<Utc>) -> NaiveDateTime;
    /// The moment at which the clock says this; the earlier one in the hour
    /// that autumn repeats, and the end of the hour that spring leaves out.
    fn moment(&self, clock: NaiveDateTime) -> DateTime<Utc>;
}

impl<Z: TimeZone> Zone for Z {
    fn clock(&self, at: DateTime<Utc>) -> NaiveDateTime {
        // At the ends of time there is no room for an offset.
        if !YEARS.contains(&at.year()) {
            return at.naive_utc();
        }
        at.with_timezone(self).naive_local()
    }

    fn moment(&self, clock: NaiveDateTime) -> DateTime<Utc> {
        if !YEARS.contains(&clock.year()) {
            return clock.and_utc();
        }
        let moment = |clock: NaiveDateTime| self.from_local_datetime(&clock).earliest();
        let later = || clock.checked_add_signed(Duration::hours(1));
        moment(clock)
            .or_else(|| moment(later()?))
            .map_or_else(|| clock.and_utc(), |at| at.with_timezone(&Utc))
    }
}

/// Where somebody works.
#[derive(Clone, Copy)]
pub struct Workplace<'a> {
    /// Its clock.
    pub zone: &'a dyn Zone,
    /// Its country, ISO 3166-1 alpha-2, where it is known: without it every
    /// day but the weekend's is worked.
    pub country: Option<&'a str>,
    /// Which holidays are kept there.
    pub keeps: Keeps,
    /// The days of a week that are worked, where they are not all but its
    /// country's weekend.
    pub week: Option<Week>,
    /// Its own days off.
    pub closures: &'a [Closure],
}

impl Keeps {
    /// The holidays a carrier keeps: posts keep those of offices.
    #[must_use]
    pub fn of_carrier(code: &str) -> Self {
        match kind_of(code) {
            Kind::Post => Self::Official,
            Kind::Express | Kind::Parcel => Self::Common,
        }
    }
}

impl fmt::Debug for Workplace<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Workplace({:?}, {:?})", self.country, self.keeps)
    }
}

impl Workplace<'_> {
    /// Whether a day is worked there.
    #[must_use]
    pub fn works_on(&self, day: NaiveDate) -> bool {
        let closed = |closure: &Closure| closure.from <= day && day <= closure.to;
        self.week.map_or_else(
            || !is_weekend(self.country, day),
            |week| week.has(day.weekday()),
        ) && !self
            .country
            .is_some_and(|country| holidays::is_holiday(country, self.keeps, day))
            && !self.closures.iter().any(closed)
    }

    /// When a day ends there, in which a moment lies; always after that.
    fn day_ends(&self, day: NaiveDate, at: DateTime<Utc>) -> DateTime<Utc> {
        let midnight = day
            .checked_add_days(Days::new(1))
            .map(|next| self.zone.moment(next.and_time(NaiveTime::MIN)));
        midnight
            .filter(|midnight| *midnight > at)
            .or_else(|| at.checked_add_signed(Duration::hours(1)))
            .unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

/// Whether a day is one of the two on which a country rests.
fn is_weekend(country: Option<&str>, day: NaiveDate) -> bool {
    const FRIDAY_AND_SATURDAY: &[&str] = &[
        "BD", "BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "MV", "OM", "QA", "SA", "SD", "YE",
    ];
    let early = country.is_some_and(|country| {
        FRIDAY_AND_SATURDAY
            .iter()
            .any(|early| early.eq_ignore_ascii_case(country))
    });
    match day.weekday() {
        Weekday::Sat => true,
        Weekday::Fri => early,
        Weekday::Sun => !early,
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu => false,
    }
}

/// So many days are looked through; who has not worked by then never will.
const LONGEST_DAYS: usize = 1_000;

/// The time in which everybody who is needed works: at a shop, or at both
/// ends of a way.
#[derive(Clone, Debug)]
pub struct WorkingTime<'a> {
    here: Workplace<'a>,
    also: Option<Workplace<'a>>,
}

impl<'a> WorkingTime<'a> {
    /// Of one place.
    #[must_use]
    pub const fn at(here: Workplace<'a>) -> Self {
        Self { here, also: None }
    }

    /// Of two places that need each other. Days are counted and end on the
    /// clock of the first.
    #[must_use]
    pub const fn of_both(here: Workplace<'a>, also: Workplace<'a>) -> Self {
        Self {
            here,
            also: Some(also),
        }
    }

    fn places(&self) -> impl Iterator<Item = &Workplace<'a>> {
        std::iter::once(&self.here).chain(&self.also)
    }

    /// Whether a day is worked at every place.
    #[must_use]
    pub fn works_on(&self, day: NaiveDate) -> bool {
        self.places().all(|place| place.works_on(day))
    }

    /// Whether a moment is worked at every place, and until when that holds.
    fn stretch(&self, at: DateTime<Utc>) -> (bool, DateTime<Utc>) {
        let (mut works, mut ends) = (true, DateTime::<Utc>::MAX_UTC);
        for place in self.places() {
            let day = place.zone.clock(at).date();
            works = works && place.works_on(day);
            ends = ends.min(place.day_ends(day, at));
        }
        (works, ends)
    }

    /// How much of the time between two moments is worked; of many years only
    /// the first three count.
    #[must_use]
    pub fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Duration {
        let mut worked = Duration::zero();
        let mut at = from;
        for _ in 0..LONGEST_DAYS {
            if at >= until {
                break;
            }
            let (works, ends) = self.stretch(at);
            let ends = ends.min(until);
            if works {
                worked += ends.signed_duration_since(at);
            }
            at = ends;
        }
        worked
    }

    /// The moment at which more than so much has been worked since another; it
    /// lies in working time. `None` when that does not come within years.
    #[must_use]
    pub fn after(&self, from: DateTime<Utc>, worked: Duration) -> Option<DateTime<Utc>> {
        let mut left = worked;
        let mut at = from;
        for _ in 0..LONGEST_DAYS {
            let (works, ends) = self.stretch(at);
            if works {
                let stretch = ends.signed_duration_since(at);
                if left < stretch {
                    return at.checked_add_signed(left);
                }
                left -= stretch;
            }
            at = ends;
        }
        None
    }

    /// A day, or the first after it that is worked; `None` when none is for
    /// years.
    #[must_use]
    pub fn first_worked(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.worked_from(day).next()
    }

    fn worked_from(&self, day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let days = day.iter_days().take(LONGEST_DAYS);
        days.filter(|day| self.works_on(*day))
    }

    /// The end of a day, or of the first working day after it where it is
    /// none, and of so many working days after that.
    #[must_use]
    pub fn end_of_day(&self, day: NaiveDate, working_days_later: u16) -> Option<DateTime<Utc>> {
        let worked = self.worked_from(day).nth(working_days_later.into())?;
        let midnight = worked.checked_add_days(Days::new(1))?;
        Some(self.here.zone.moment(midnight.and_time(NaiveTime::MIN)))
    }

    /// The clock on which days are counted.
    #[must_use]
    pub fn clock(&self, at: DateTime<Utc>) -> NaiveDateTime {
        self.here.zone.clock(at)
    }

    /// The moment of a time on that clock.
    #[must_use]
    pub fn moment(&self, clock: NaiveDateTime) -> DateTime<Utc> {
        self.here.zone.moment(clock)
    }
}
