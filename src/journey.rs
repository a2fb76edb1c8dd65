//! A parcel's scans in order: duplicates, late arrivals and contradictions
//! folded into one journey, whatever order they arrived in.

use self::step::{Seen, Step};
use crate::derive::Facts;
use crate::reading::Report;
use crate::scan::{Fingerprint, Place, Reason, Scan, Status};
use chrono::{DateTime, Duration, Utc};
use std::cmp::Ordering;
use std::collections::BTreeMap;

mod step;
#[cfg(test)]
mod tests;

/// A report with its age: as old as the newest scan of its payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimedReport {
    /// The sort instant of the newest scan in the same payload.
    pub as_of: DateTime<Utc>,
    /// What was said.
    pub report: Report,
}

impl TimedReport {
    /// How old the report is: its payload's own clock where the payload had
    /// no scan to tell.
    #[must_use]
    pub fn age(&self) -> DateTime<Utc> {
        if self.as_of == UNKNOWN {
            return self.report.stated_at.unwrap_or(UNKNOWN);
        }
        self.as_of
    }

    /// Of two reports of one age without a clock of their own the more
    /// cautious date counts as the newer.
    fn order(&self, other: &Self) -> Ordering {
        let key = |timed: &Self| (timed.age(), timed.report.stated_at);
        key(self)
            .cmp(&key(other))
            .then_with(|| self.report.estimate.cmp(&other.report.estimate))
            // The dearest part, and seldom needed.
            .then_with(|| self.fingerprint().cmp(&other.fingerprint()))
    }

    fn fingerprint(&self) -> Fingerprint {
        self.report.fingerprint(self.as_of)
    }
}

/// A parcel's scans in their one order, and what they add up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journey {
    scans: Vec<Scan>,
    reports: Vec<TimedReport>,
    stops: Vec<Stop>,
    reopened_at: Option<DateTime<Utc>>,
    contradicted_at: Option<DateTime<Utc>>,
}

/// A scan that changed, or confirmed, where the parcel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Which scan, by its place in the journey.
    pub scan: usize,
    /// What the parcel's status became.
    pub status: Status,
    /// The reason that came with it.
    pub reason: Option<Reason>,
    /// How many scans had opened a delivered parcel again by then.
    pub round: u32,
}

/// Scans older than this before the order was placed belong to an earlier
/// user of the same number; shops print labels ahead, but not by weeks.
const REUSED_BEFORE_DAYS: i64 = 21;

/// Scans younger than this after the end belong to a later user of the same
/// number. Carriers use numbers again after about half a year; returns and
/// second deliveries come within weeks.
const REUSED_AFTER_DAYS: i64 = 120;

/// How old something is of which nobody said when it was.
const UNKNOWN: DateTime<Utc> = DateTime::<Utc>::MIN_UTC;

impl Journey {
    /// Builds the journey of a shipment from all that was said of it.
    #[must_use]
    pub fn from_facts(facts: &Facts) -> Self {
        let earliest = facts
            .placed_at
            .and_then(|placed| placed.checked_sub_signed(Duration::days(REUSED_BEFORE_DAYS)))
            .unwrap_or(UNKNOWN);
        let mut scans = in_order(&facts.scans);
        scans.retain(|scan| is_within(scan.sort_instant(), earliest, DateTime::<Utc>::MAX_UTC));
        // Without an order nobody is shown a page, and nobody can be shown
        // another's scans.
        let keep_days = facts.placed_at.map(|_| REUSED_AFTER_DAYS);
        let folded = fold(&scans, keep_days);
        let latest = folded.used_until.unwrap_or(DateTime::<Utc>::MAX_UTC);
        scans.retain(|scan| is_within(scan.sort_instant(), earliest, latest));
        let mut reports: Vec<TimedReport> = facts
            .reports
            .iter()
            .filter(|report| is_within(report.age(), earliest, latest))
            .cloned()
            .collect();
        reports.sort_by(TimedReport::order);
        reports.dedup_by(|one, other| one.order(other).is_eq());
        Self {
            scans,
            reports,
            stops: folded.stops,
            reopened_at: folded.reopened_at,
            contradicted_at: folded.contradicted_at,
        }
    }

    /// All scans, oldest first.
    #[must_use]
    pub fn scans(&self) -> &[Scan] {
        &self.scans
    }

    /// The scans that moved or confirmed the parcel's status, oldest first.
    #[must_use]
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// The scan behind a stop.
    #[must_use]
    pub fn scan_of(&self, stop: &Stop) -> &Scan {
        &self.scans[stop.scan]
    }

    /// The newest stop with the oldest one of the same unbroken status, whose
    /// time is the one people mean ("delivered at").
    #[must_use]
    pub fn newest_stop(&self) -> Option<(Stop, Stop)> {
        let newest = *self.stops.last()?;
        let first = self
            .stops
            .iter()
            .rev()
            .take_while(|stop| stop.status == newest.status)
            .last()
            .copied()
            .unwrap_or(newest);
        Some((newest, first))
    }

    /// The first scan that shows the parcel in the carrier's hands.
    #[must_use]
    pub fn first_possession(&self) -> Option<&Scan> {
        self.stops
            .iter()
            .find(|stop| step::proves_possession(stop.status, stop.reason))
            .map(|stop| self.scan_of(stop))
    }

    /// Whether real evidence opened the parcel again after a delivery.
    #[must_use]
    pub const fn reopened(&self) -> bool {
        self.reopened_at.is_some()
    }

    /// The instant that orders the newest scan that opened it again.
    #[must_use]
    pub const fn reopened_at(&self) -> Option<DateTime<Utc>> {
        self.reopened_at
    }

    /// Whether some scan cannot be true together with the others.
    #[must_use]
    pub const fn contradiction(&self) -> bool {
        self.contradicted_at.is_some()
    }

    /// The instant that orders the newest such scan.
    #[must_use]
    pub const fn contradicted_at(&self) -> Option<DateTime<Utc>> {
        self.contradicted_at
    }

    /// The reports, oldest first.
    #[must_use]
    pub fn reports(&self) -> &[TimedReport] {
        &self.reports
    }

    /// The newest report's value for a field.
    pub fn newest<T>(&self, field: impl Fn(&Report) -> Option<T>) -> Option<T> {
        self.reports
            .iter()
            .rev()
            .find_map(|timed| field(&timed.report))
    }

    /// Where the parcel was last seen in the carrier's hands.
    #[must_use]
    pub fn newest_place(&self) -> Option<&Place> {
        self.stops
            .iter()
            .rev()
            .filter(|stop| !stop.status.is_before_possession())
            .map(|stop| &self.scan_of(stop).place)
            .find(|place| !place.is_empty())
    }

    /// The newest reason given after one instant and up to another, for
    /// explaining why a date changed in between.
    #[must_use]
    pub fn reason_between(
        &self,
        after: Option<DateTime<Utc>>,
        until: DateTime<Utc>,
    ) -> Option<Reason> {
        self.scans
            .iter()
            .rev()
            .filter(|scan| after.is_none_or(|after| after < scan.sort_instant()))
            .filter(|scan| scan.sort_instant() <= until)
            .find_map(|scan| scan.reason.filter(|reason| *reason != Reason::Unknown))
    }
}

/// What is undated may be of any time; it stays.
fn is_within(at: DateTime<Utc>, earliest: DateTime<Utc>, latest: DateTime<Utc>) -> bool {
    at == UNKNOWN || (earliest <= at && at <= latest)
}

/// One scan heard twice is one scan.
fn in_order(scans: &[Scan]) -> Vec<Scan> {
    let mut unique: BTreeMap<Fingerprint, Scan> = BTreeMap::new();
    for scan in scans {
        unique
            .entry(scan.fingerprint())
            .and_modify(|kept| kept.hear_again(scan))
            .or_insert_with(|| scan.clone());
    }
    // The hash is the dearest part of the order; it is at hand.
    let mut keyed: Vec<_> = unique
        .into_iter()
        .map(|(fingerprint, scan)| (scan.order_key_with(fingerprint), scan))
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, scan)| scan).collect()
}

/// What a parcel's scans add up to.
#[derive(Default)]
struct Folded {
    stops: Vec<Stop>,
    reopened_at: Option<DateTime<Utc>>,
    contradicted_at: Option<DateTime<Utc>>,
    /// The instant after which the number is somebody else's.
    used_until: Option<DateTime<Utc>>,
}

fn fold(scans: &[Scan], keep_days: Option<i64>) -> Folded {
    let mut folded = Folded::default();
    let mut seen = Seen::default();
    let mut current = Status::Unknown;
    let mut round = 0;
    for (index, scan) in scans.iter().enumerate() {
        folded.used_until = seen.end().and_then(|end| used_until(end, keep_days?));
        if folded
            .used_until
            .is_some_and(|until| until < scan.sort_instant())
        {
            return folded;
        }
        let Some(said) = scan.status else { continue };
        match step::next(current, said, scan, &seen) {
            Step::Ignored => continue,
            Step::Contradicts => {
                folded.contradicted_at = Some(scan.sort_instant());
                continue;
            }
            Step::To(status) => current = status,
            Step::Reopens(status) => {
                current = status;
                round += 1;
                folded.reopened_at = Some(scan.sort_instant());
            }
        }
        seen.take(scan, current);
        folded.stops.push(Stop {
            scan: index,
            status: current,
            reason: scan.reason,
            round,
        });
    }
    folded.used_until = seen.end().and_then(|end| used_until(end, keep_days?));
    folded
}

fn used_until(end: &Scan, keep_days: i64) -> Option<DateTime<Utc>> {
    let at = Some(end.sort_instant()).filter(|at| *at != UNKNOWN)?;
    at.checked_add_signed(Duration::days(keep_days))
}
