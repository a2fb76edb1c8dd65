//! The delivery window: what was expected, what is expected now, or an
//! honest "unknown". A date that passed is called missed.

use crate::derive::{Facts, Now};
use crate::journey::Journey;
use crate::reading::Estimate;
use crate::scan::{Reason, Scan, Status};
use crate::shipment::PromiseSource;
use crate::status::Standing;
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// A date or window somebody named.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Promise {
    /// Who named it.
    pub source: PromiseSource,
    /// How old it is: when the shop said it, or the sort instant of the
    /// newest scan the carrier said it with; `None` when that is not known.
    pub made_at: Option<DateTime<Utc>>,
    /// The window.
    pub estimate: Estimate,
    /// Why it differs from the one before, where a cause is known.
    pub reason: Option<Reason>,
}

/// When the parcel comes, as far as anyone can say now.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Window {
    /// It waits for nothing more: delivered, returned, cancelled.
    Closed,
    /// Nobody has named a date, or the last one no longer says anything.
    Unknown,
    /// Expected then.
    Expected {
        /// The window that holds.
        estimate: Estimate,
        /// Who named it.
        source: PromiseSource,
        /// The one shown before it, when this one is later.
        was: Option<Estimate>,
        /// Why it moved.
        reason: Option<Reason>,
    },
    /// It was expected then, and did not come.
    Missed {
        /// The window that was missed.
        estimate: Estimate,
        /// Who named it.
        source: PromiseSource,
        /// Why, where a cause is known.
        reason: Option<Reason>,
    },
}

impl Window {
    /// The same where the reason is said elsewhere.
    #[must_use]
    pub fn without_reason(&self) -> Self {
        let mut window = self.clone();
        if let Self::Expected { reason, .. } | Self::Missed { reason, .. } = &mut window {
            *reason = None;
        }
        window
    }

    /// When an open window ends, on the destination's clock.
    #[must_use]
    pub fn ends(&self) -> Option<NaiveDateTime> {
        match self {
            Self::Expected { estimate, .. } => Some(estimate.ends()),
            Self::Closed | Self::Unknown | Self::Missed { .. } => None,
        }
    }
}

impl Estimate {
    /// The end of the window, on the destination's clock.
    #[must_use]
    pub fn ends(&self) -> NaiveDateTime {
        let last_moment = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or(NaiveTime::MIN);
        // Hours that end at midnight, or before they begin, end with the day.
        let hours = self
            .hours
            .filter(|hours| hours.to > hours.from.unwrap_or(NaiveTime::MIN));
        self.to
            .and_time(hours.map_or(last_moment, |hours| hours.to))
    }

    /// From when on a parcel that is on no van yet will hardly come within
    /// the window, on the destination's clock: vans leave in the morning, and
    /// by the evening they are nearly done.
    #[must_use]
    pub fn at_risk_from(&self) -> NaiveDateTime {
        let evening = NaiveTime::from_hms_opt(18, 0, 0).unwrap_or(NaiveTime::MIN);
        let ends = self.ends();
        let late = ends.checked_sub_signed(Duration::hours(DRIVING_HOURS));
        self.to.and_time(evening).min(late.unwrap_or(ends))
    }
}

/// How long before the end of a window its parcel is on the van at the latest.
const DRIVING_HOURS: i64 = 2;

/// A date this long gone when it was named is a mistake, not an expectation.
const NONSENSE_DAYS: i64 = 30;

/// Every date named for a shipment, oldest first, without repetitions.
///
/// The shop's come before the carrier's: they were named before a carrier
/// had anything to estimate. Only a date the shop names after the carrier's
/// had passed comes after that one.
#[must_use]
pub fn promises(facts: &Facts, journey: &Journey) -> Vec<Promise> {
    let mut all = of_carrier(journey);
    if let Some((made_at, estimate)) = &facts.shipment_expected {
        let passed = |carriers: &Promise| {
            carriers.made_at.is_some_and(|at| at <= *made_at)
                && is_over(&carriers.estimate, *made_at)
        };
        let place = all
            .iter()
            .rposition(passed)
            .filter(|_| !is_over(estimate, *made_at))
            .map_or(0, |index| index + 1);
        all.insert(place, of_shop(Some(*made_at), estimate));
    }
    if let Some(estimate) = &facts.order_expected {
        all.insert(0, of_shop(facts.placed_at, estimate));
    }
    let mut named: Vec<Promise> = Vec::new();
    for mut promise in all {
        if !is_news(&promise, named.last()) {
            continue;
        }
        promise.reason = named
            .last()
            .and_then(|before| cause(journey, before, &promise));
        named.push(promise);
    }
    named
}

fn of_shop(made_at: Option<DateTime<Utc>>, estimate: &Estimate) -> Promise {
    Promise {
        source: PromiseSource::Shop,
        made_at,
        estimate: estimate.clone(),
        reason: None,
    }
}

fn of_carrier(journey: &Journey) -> Vec<Promise> {
    let estimates = journey.reports().iter().filter_map(|timed| {
        Some(Promise {
            source: PromiseSource::Carrier,
            made_at: Some(timed.age()).filter(|age| *age != DateTime::<Utc>::MIN_UTC),
            estimate: timed.report.estimate.clone()?,
            reason: None,
        })
    });
    estimates.collect()
}

fn is_news(promise: &Promise, before: Option<&Promise>) -> bool {
    let nonsense = promise.made_at.is_some_and(|made_at| {
        made_at
            .checked_sub_signed(Duration::days(NONSENSE_DAYS))
            .is_some_and(|long_before| is_over(&promise.estimate, long_before))
    });
    let Some(before) = before else {
        return !nonsense;
    };
    // The same day said again is no news, whoever says it; and a date that
    // had passed when it was named does not displace a later one.
    let stale = promise.estimate.ends() < before.estimate.ends()
        && promise
            .made_at
            .is_some_and(|made_at| is_over(&promise.estimate, made_at));
    !nonsense && !stale && before.estimate != promise.estimate
}

/// Whether a window had closed at a moment, wherever on Earth it was meant.
fn is_over(estimate: &Estimate, moment: DateTime<Utc>) -> bool {
    let westernmost = Duration::hours(12);
    moment
        .naive_utc()
        .checked_sub_signed(westernmost)
        .is_some_and(|there| estimate.ends() < there)
}

/// What a carrier reported since it, or somebody else, named the date before.
fn cause(journey: &Journey, before: &Promise, promise: &Promise) -> Option<Reason> {
    if promise.source != PromiseSource::Carrier {
        return None;
    }
    let until = promise.made_at?;
    let after = before
        .made_at
        .filter(|_| before.source == PromiseSource::Carrier);
    // Two dates without a scan between them: the newest scan explains the
    // second, which the carrier had not worked out with the first.
    let after = match after {
        Some(after) if after == until => after.checked_sub_signed(Duration::milliseconds(1)),
        after => after,
    };
    journey.reason_between(after, until)
}

/// The dates named, and after them the day of a van that is newer news: a
/// parcel on the van comes today, whatever was estimated before.
#[must_use]
pub fn with_van(
    journey: &Journey,
    standing: &Standing,
    mut promises: Vec<Promise>,
    now: Now,
) -> Vec<Promise> {
    let Some((van, day)) = newest_day(journey, now) else {
        return promises;
    };
    let last = promises.last();
    if standing.status != Status::OutForDelivery || !tells_another_day(van, day, last) {
        return promises;
    }
    let made_at = van.sort_instant();
    let reason = last.and_then(|last| journey.reason_between(last.made_at, made_at));
    promises.push(Promise {
        source: PromiseSource::Carrier,
        made_at: Some(made_at),
        estimate: Estimate::day(day),
        reason,
    });
    promises
}

/// The window that holds now, by the newest news as well as by the dates
/// named.
#[must_use]
pub fn current(
    facts: &Facts,
    journey: &Journey,
    standing: &Standing,
    promises: &[Promise],
    now: Now,
) -> Window {
    let last = promises.last();
    let attempted = newest_day(journey, now).filter(|_| standing.status == Status::Attempted);
    // It came when it was expected; when it comes again nobody has said.
    if let (Some((_, day)), Some(last)) = (attempted, last)
        && last.estimate.to <= day
    {
        return Window::Unknown;
    }
    match of(standing.status, standing.reason, promises, now) {
        // What nobody scans is not late, only unseen.
        Window::Missed { .. } if is_unseen(facts, standing, journey) => Window::Closed,
        Window::Missed {
            estimate,
            source,
            reason,
        } => Window::Missed {
            estimate,
            source,
            reason: reason.or_else(|| journey.reason_between(last?.made_at, now.instant)),
        },
        window => window,
    }
}

/// From when on it is likely that an open window is missed, on the
/// destination's clock; `None` of a parcel that is at the door, or that nobody
/// scans.
#[must_use]
pub fn at_risk_from(
    facts: &Facts,
    journey: &Journey,
    standing: &Standing,
    window: &Window,
) -> Option<NaiveDateTime> {
    let Window::Expected { estimate, .. } = window else {
        return None;
    };
    // Whoever was told of trouble expects as much.
    let awaits_its_van = standing.status.is_before_the_van()
        && standing.status != Status::Exception
        && !is_unseen(facts, standing, journey);
    awaits_its_van.then(|| estimate.at_risk_from())
}

/// The scan that decides the status, and its day at the recipient's door.
fn newest_day(journey: &Journey, now: Now) -> Option<(&Scan, NaiveDate)> {
    let (newest, _) = journey.newest_stop()?;
    let scan = journey.scan_of(&newest);
    Some((scan, day_at_destination(scan, now)?))
}

fn is_unseen(facts: &Facts, standing: &Standing, journey: &Journey) -> bool {
    !facts.tracked && standing.status == Status::InTransit && journey.stops().is_empty()
}

/// The day of a scan at the recipient's door.
fn day_at_destination(scan: &Scan, now: Now) -> Option<NaiveDate> {
    let by_instant = || {
        let offset = now
            .at_destination
            .signed_duration_since(now.instant.naive_utc());
        scan.time.instant?.naive_utc().checked_add_signed(offset)
    };
    Some(scan.time.local.or_else(by_instant)?.date())
}

/// Whether a van tells another day than the newest date named before it.
fn tells_another_day(van: &Scan, day: NaiveDate, last: Option<&Promise>) -> bool {
    let Some(last) = last else {
        return true;
    };
    let is_older = last
        .made_at
        .is_none_or(|made_at| made_at < van.sort_instant());
    last.estimate.to < day || (is_older && last.estimate.from > day)
}

/// The window that the dates named leave open, or that they closed.
#[must_use]
pub fn of(status: Status, reason: Option<Reason>, promises: &[Promise], now: Now) -> Window {
    let closed = status.is_final()
        || matches!(status, Status::Returning | Status::AvailableForPickup)
        || (status == Status::Exception && reason == Some(Reason::Lost));
    if closed {
        return Window::Closed;
    }
    let Some(current) = promises.last() else {
        return Window::Unknown;
    };
    if now.at_destination > current.estimate.ends() {
        return Window::Missed {
            estimate: current.estimate.clone(),
            source: current.source,
            reason: reason.filter(|reason| *reason != Reason::Unknown),
        };
    }
    let moved =
        last_move(promises).filter(|(was, _)| was.estimate.ends() < current.estimate.ends());
    Window::Expected {
        estimate: current.estimate.clone(),
        source: current.source,
        was: moved.map(|(was, _)| was.estimate.clone()),
        reason: moved.and_then(|(_, moved)| moved.reason),
    }
}

/// The date before the current one, and the one that took its place. Hours
/// that only narrow a day down are not another date.
fn last_move(promises: &[Promise]) -> Option<(&Promise, &Promise)> {
    let current = promises.last()?;
    promises
        .windows(2)
        .rev()
        .map(|pair| (&pair[0], &pair[1]))
        .find(|(was, _)| {
            was.estimate.to != current.estimate.to || was.estimate.ends() < current.estimate.ends()
        })
}
