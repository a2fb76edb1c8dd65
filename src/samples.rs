//! Scans, facts and moments for the tests of the rules.

use crate::derive::{Derived, Facts, Now, derive};
use crate::journey::TimedReport;
use crate::reading::{Estimate, Hours, Report};
use crate::scan::{Place, Precision, Reason, Scan, ScanTime, Status};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};

/// "2026-05-12 10:00" on some wall clock.
pub fn clock(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect(text)
}

/// The same as a moment, read as UTC.
pub fn at(text: &str) -> DateTime<Utc> {
    clock(text).and_utc()
}

/// "2026-05-12".
pub fn date(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

/// A single expected day.
pub fn day(text: &str) -> Estimate {
    Estimate::day(date(text))
}

/// A day with hours ("10:00-14:00"), or with an end alone ("-14:00").
pub fn hours(text: &str, hours: &str) -> Estimate {
    let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").expect(text);
    let (from, to) = hours.split_once('-').expect(hours);
    Estimate {
        hours: Some(Hours {
            from: (!from.is_empty()).then(|| time(from)),
            to: time(to),
        }),
        ..day(text)
    }
}

/// A scan at a moment, whose clock at the place is UTC's.
pub fn scan(status: Status, moment: &str) -> Scan {
    timed(
        status,
        ScanTime::with_offset(clock(moment), 0, Precision::Minute),
    )
}

/// A scan with a time as the carrier gave it.
pub fn timed(status: Status, time: ScanTime) -> Scan {
    Scan {
        source: "test".into(),
        code: Some(status.code().into()),
        status: Some(status),
        reason: None,
        text: status.code().into(),
        time,
        place: Place::default(),
        position: 0,
        place_offset_min: None,
    }
}

/// A scan of which only the day is known.
pub fn dated(status: Status, day: &str) -> Scan {
    let midnight = date(day).and_time(NaiveTime::MIN);
    timed(status, ScanTime::local(midnight, Precision::Date))
}

/// A scan without any time.
pub fn undated(status: Status, position: u32) -> Scan {
    Scan {
        position,
        ..timed(status, ScanTime::default())
    }
}

impl Scan {
    /// The scan with a cause.
    #[must_use]
    pub fn because(self, reason: Reason) -> Self {
        Self {
            reason: Some(reason),
            ..self
        }
    }

    /// The scan in a town.
    #[must_use]
    pub fn in_town(mut self, city: &str) -> Self {
        self.place.city = Some(city.into());
        self
    }

    /// The scan in a country.
    #[must_use]
    pub fn in_country(mut self, country: &str) -> Self {
        self.place.country = Some(country.into());
        self
    }
}

/// What a payload says beside scans, the newest of which is of that moment.
pub fn report(as_of: &str, report: Report) -> TimedReport {
    TimedReport {
        as_of: at(as_of),
        report,
    }
}

/// A carrier's estimate.
pub fn estimated(as_of: &str, estimate: Estimate) -> TimedReport {
    report(
        as_of,
        Report {
            estimate: Some(estimate),
            ..Report::default()
        },
    )
}

/// A tracked parcel with these scans.
pub fn facts(scans: impl IntoIterator<Item = Scan>) -> Facts {
    Facts {
        tracked: true,
        numbered: true,
        fulfilled: true,
        scans: scans.into_iter().collect(),
        ..Facts::default()
    }
}

/// A moment of deriving, with the destination on UTC.
pub fn now(text: &str) -> Now {
    Now {
        instant: at(text),
        at_destination: clock(text),
    }
}

/// What follows from the facts on 20 May 2026 at noon.
pub fn derived(facts: &Facts) -> Derived {
    derive(facts, now("2026-05-20 12:00"))
}
