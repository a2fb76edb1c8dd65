//! Which messages are due. A due notice follows from the journey and the
//! promises alone, so it does not matter in which order they arrived; whether
//! it is sent, merged or dropped is decided elsewhere.

use crate::derive::{Facts, Now};
use crate::journey::{Journey, Stop};
use crate::scan::{Reason, Scan, Status};
use crate::shipment::Direction;
use crate::status::Standing;
use crate::window::{self, Promise, Window};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod dates;
#[cfg(test)]
mod tests;

pub use dates::{missed, moved};

/// The kinds of message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The order was taken.
    OrderConfirmed,
    /// The carrier has it.
    Shipped,
    /// It crossed a border, or came near after a long way.
    Milestone,
    /// It comes today.
    OutForDelivery,
    /// It is there.
    Delivered,
    /// It waits to be collected.
    AvailableForPickup,
    /// It still waits to be collected.
    PickupReminder,
    /// The driver could not deliver.
    Attempted,
    /// The date moved, or passed.
    Delay,
    /// Something stands in the way.
    Exception,
    /// It goes back.
    Returning,
    /// It is back.
    Returned,
    /// It was called off.
    Cancelled,
}

impl Notice {
    /// Every notice.
    pub const ALL: [Self; 13] = [
        Self::OrderConfirmed,
        Self::Shipped,
        Self::Milestone,
        Self::OutForDelivery,
        Self::Delivered,
        Self::AvailableForPickup,
        Self::PickupReminder,
        Self::Attempted,
        Self::Delay,
        Self::Exception,
        Self::Returning,
        Self::Returned,
        Self::Cancelled,
    ];

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.code() == code)
    }

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OrderConfirmed => "order_confirmed",
            Self::Shipped => "shipped",
            Self::Milestone => "milestone",
            Self::OutForDelivery => "out_for_delivery",
            Self::Delivered => "delivered",
            Self::AvailableForPickup => "available_for_pickup",
            Self::PickupReminder => "pickup_reminder",
            Self::Attempted => "attempted",
            Self::Delay => "delay",
            Self::Exception => "exception",
            Self::Returning => "returning",
            Self::Returned => "returned",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A message that is due.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DueNotice {
    /// What kind.
    pub notice: Notice,
    /// Which occasion of that kind: together with the shipment it names the
    /// message for good, so that nothing is sent twice.
    pub milestone: String,
}

/// What a milestone on the way is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MilestoneOf {
    /// It crossed a border.
    Border,
    /// It reached the region it goes to.
    Region,
}

/// Before the region in a milestone's occasion; a country's has another.
const OF_REGION: &str = "region-";

impl DueNotice {
    /// Whether it tells that a date may be missed, before it is.
    #[must_use]
    pub fn is_of_risk(&self) -> bool {
        self.notice == Notice::Delay && self.milestone.starts_with("risk-")
    }

    /// Whether time alone made it due: a date is about to pass, or has.
    #[must_use]
    pub fn is_of_time(&self) -> bool {
        let has_passed = self.notice == Notice::Delay && self.milestone.starts_with("missed-");
        has_passed || self.is_of_risk()
    }

    /// What a milestone on the way is.
    #[must_use]
    pub fn milestone_of(&self) -> MilestoneOf {
        if self.milestone.starts_with(OF_REGION) {
            MilestoneOf::Region
        } else {
            MilestoneOf::Border
        }
    }
}

/// How long a parcel may wait at a counter before its owner is reminded.
const PICKUP_REMINDER_DAYS: i64 = 3;

/// A parcel that began in the country it goes to is told of before its van
/// only when it has been on its way for so long.
const LONG_WAY_DAYS: i64 = 7;

/// One from abroad, when it has been in the country for so long.
const LONG_SINCE_BORDER_DAYS: i64 = 3;

/// What is due, each with when what it tells of happened: with the scan that
/// made it due. `None` where that is not known, or where what is told is how it
/// stands now.
pub type Due = BTreeMap<DueNotice, Option<DateTime<Utc>>>;

/// Every notice that is due.
#[must_use]
pub fn due(
    facts: &Facts,
    journey: &Journey,
    standing: &Standing,
    promises: &[Promise],
    window: &Window,
    now: Now,
) -> Due {
    let mut due = Due::new();
    // A return parcel is announced by whoever asked for it.
    if facts.direction == Direction::Outbound {
        if standing.status == Status::Cancelled {
            push(&mut due, Notice::Cancelled, "cancelled", standing.since);
        }
        of_possession(facts, journey, &mut due);
        of_stops(journey, &mut due);
        of_borders(journey, &mut due);
        of_region(facts, journey, &mut due);
        dates::of_promises(promises, window, now, &mut due);
        let at_risk = window::at_risk_from(facts, journey, standing, window);
        if at_risk.is_some_and(|from| from <= now.at_destination) {
            dates::of_risk(window, &mut due);
        }
        of_counters(journey, standing, now, &mut due);
    }
    due
}

/// The first that makes a notice due is what it tells of. A scan without a time
/// says nothing of when.
fn push(
    due: &mut Due,
    notice: Notice,
    milestone: impl Into<String>,
    happened: Option<DateTime<Utc>>,
) {
    let milestone = milestone.into();
    due.entry(DueNotice { notice, milestone })
        .or_insert(happened.filter(|at| *at != DateTime::<Utc>::MIN_UTC));
}

fn of_possession(facts: &Facts, journey: &Journey, due: &mut Due) {
    let by_shop = facts.handed_over_at.filter(|_| !facts.tracked);
    let by_scan = journey.first_possession().map(Scan::sort_instant);
    if let Some(at) = by_shop.or(by_scan) {
        push(due, Notice::Shipped, "shipped", Some(at));
    }
}

/// A second van or attempt, another counter, or a delivery after a
/// re-opening is news again; the same status scanned twice in a row is not.
fn of_stops(journey: &Journey, due: &mut Due) {
    let mut last: Option<&Stop> = None;
    let mut day = String::new();
    for stop in journey.stops() {
        let scan = journey.scan_of(stop);
        let is_new = last.is_none_or(|last| last.status != stop.status || last.round != stop.round);
        let is_again = last.is_some_and(|last| is_half_a_day_later(scan, journey.scan_of(last)));
        if is_new || is_again {
            day = day_of(scan);
        }
        let after_trouble =
            last.is_some_and(|last| matches!(last.status, Status::Exception | Status::Attempted));
        last = Some(stop);
        let round = stop.round;
        let mut push = |notice, milestone| push(due, notice, milestone, Some(scan.sort_instant()));
        match stop.status {
            Status::OutForDelivery => push(Notice::OutForDelivery, format!("{round}.{day}")),
            Status::Attempted => push(Notice::Attempted, format!("{round}.{day}")),
            Status::Delivered => push(Notice::Delivered, round.to_string()),
            Status::Returning => push(Notice::Returning, round.to_string()),
            Status::Returned => push(Notice::Returned, round.to_string()),
            Status::Exception => match stop.reason.filter(|reason| *reason != Reason::Unknown) {
                Some(reason) => push(Notice::Exception, format!("{round}.{reason}")),
                // The same trouble again, without its cause.
                None if after_trouble => {}
                None => push(Notice::Exception, format!("{round}.unknown")),
            },
            Status::AvailableForPickup
            | Status::Unknown
            | Status::Ordered
            | Status::Packed
            | Status::LabelCreated
            | Status::PickedUp
            | Status::InTransit
            | Status::Cancelled => {}
        }
    }
}

/// The day on the clock the scan came with: it only tells occasions apart.
fn day_of(scan: &Scan) -> String {
    scan.time
        .local
        .or(scan.time.instant.map(|instant| instant.naive_utc()))
        .map_or_else(|| "undated".to_owned(), |at| at.date().to_string())
}

/// Vans leave once a day, and drivers come once a day.
fn is_half_a_day_later(scan: &Scan, before: &Scan) -> bool {
    scan.sort_instant()
        .signed_duration_since(before.sort_instant())
        >= Duration::hours(14)
}

/// Each counter the parcel was brought to: its occasion, and since when it
/// waits there.
fn counters(journey: &Journey) -> Vec<(String, DateTime<Utc>)> {
    let mut counters = Vec::new();
    let mut last = None;
    for stop in journey.stops() {
        if stop.status == Status::AvailableForPickup && last != Some(stop.status) {
            let occasion = format!("{}.{}", stop.round, counters.len());
            counters.push((occasion, journey.scan_of(stop).sort_instant()));
        }
        last = Some(stop.status);
    }
    counters
}

/// The first scan in each further country is a milestone; depots are not.
fn of_borders(journey: &Journey, due: &mut Due) {
    let mut seen: Vec<&str> = Vec::new();
    for scan in moves(journey) {
        let Some(country) = country(scan).filter(|country| !seen.contains(country)) else {
            continue;
        };
        if !seen.is_empty() {
            let milestone = format!("country-{country}");
            push(due, Notice::Milestone, milestone, Some(scan.sort_instant()));
        }
        seen.push(country);
    }
}

/// The scans of a parcel on its way, oldest first.
fn moves(journey: &Journey) -> impl Iterator<Item = &Scan> {
    let stops = journey.stops().iter();
    stops
        .filter(|stop| matches!(stop.status, Status::PickedUp | Status::InTransit))
        .map(|stop| journey.scan_of(stop))
}

/// That it reached the region it goes to is worth a message only after a long
/// way: to a smooth parcel the van comes next.
fn of_region(facts: &Facts, journey: &Journey, due: &mut Due) {
    let (Some(to), Some(region)) = (&facts.to_country, &facts.to_region) else {
        return;
    };
    let in_country = |scan: &&Scan| country(scan) == Some(to);
    let region_of = |scan: &Scan| scan.place.region.clone();
    let is_there = |scan: &&Scan| {
        in_country(scan) && region_of(scan).is_some_and(|at| at.eq_ignore_ascii_case(region))
    };
    let Some(first) = moves(journey).next() else {
        return;
    };
    let began_here = in_country(&first);
    if is_there(&first) || country(first).is_none() || (began_here && region_of(first).is_none()) {
        return;
    }
    let days = if began_here {
        LONG_WAY_DAYS
    } else {
        LONG_SINCE_BORDER_DAYS
    };
    let since = moves(journey).find(in_country).map(Scan::sort_instant);
    let since = since.filter(|at| *at != DateTime::<Utc>::MIN_UTC);
    let reached = moves(journey).find(is_there).map(Scan::sort_instant);
    if let (Some(since), Some(reached)) = (since, reached)
        && reached.signed_duration_since(since) >= Duration::days(days)
    {
        let milestone = format!("{OF_REGION}{region}");
        push(due, Notice::Milestone, milestone, Some(reached));
    }
}

fn country(scan: &Scan) -> Option<&str> {
    scan.place.country.as_deref()
}

fn of_counters(journey: &Journey, standing: &Standing, now: Now, due: &mut Due) {
    let reminder = reminder_at(journey, standing);
    let counters = counters(journey);
    if let (Some((occasion, _)), Some(at)) = (counters.last(), reminder)
        && at <= now.instant
    {
        // That it waits there is so now.
        push(due, Notice::PickupReminder, occasion.clone(), None);
    }
    for (occasion, since) in counters {
        push(due, Notice::AvailableForPickup, occasion, Some(since));
    }
}

/// When the reminder of a parcel that waits to be collected becomes due.
#[must_use]
pub fn reminder_at(journey: &Journey, standing: &Standing) -> Option<DateTime<Utc>> {
    if standing.status != Status::AvailableForPickup {
        return None;
    }
    let (_, since) = counters(journey).pop()?;
    // Since when it waits is not known of a scan without a time.
    if since == DateTime::<Utc>::MIN_UTC {
        return None;
    }
    since.checked_add_signed(Duration::days(PICKUP_REMINDER_DAYS))
}
