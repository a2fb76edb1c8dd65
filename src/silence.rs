//! Silence: how long parcels wait from one scan to the next, and how long a
//! wait says that something is wrong.
//!
//! A wait is the working time between two scans that moved or confirmed where
//! the parcel stands, at the stage it stood at in between. Waits of parcels
//! that arrived well are counted by carrier, lane and stage; what nearly none
//! of them exceeded is the limit.

use crate::derive::{Derived, Facts};
use crate::journey::Journey;
use crate::scan::{Place, Reason, Status};
use crate::workdays::WorkingTime;
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

mod histogram;
mod limits;
#[cfg(test)]
mod tests;

pub use histogram::Histogram;
pub use limits::{Basis, Limit, Limits, MOST_ALARMS, Table};

/// What a parcel waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The carrier's first hand on it, from the label on.
    Label,
    /// The next scan after it was taken over.
    PickedUp,
    /// The next scan on its way.
    InTransit,
    /// The end of a problem.
    Exception,
    /// The door, on the van.
    OutForDelivery,
    /// The next try.
    Attempted,
    /// The next scan on its way back.
    Returning,
    /// Nothing: the whole way from possession to delivery, once a parcel. How
    /// often it was counted is how many parcels were.
    Journey,
}

impl Stage {
    /// Every stage, in the order of a journey.
    pub const ALL: [Self; 8] = [
        Self::Label,
        Self::PickedUp,
        Self::InTransit,
        Self::Exception,
        Self::OutForDelivery,
        Self::Attempted,
        Self::Returning,
        Self::Journey,
    ];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::PickedUp => "picked_up",
            Self::InTransit => "in_transit",
            Self::Exception => "exception",
            Self::OutForDelivery => "out_for_delivery",
            Self::Attempted => "attempted",
            Self::Returning => "returning",
            Self::Journey => "journey",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// The stage of a parcel in the carrier's hands; `None` where it waits for
    /// its recipient, or for nothing.
    #[must_use]
    pub const fn of(status: Status) -> Option<Self> {
        match status {
            Status::PickedUp => Some(Self::PickedUp),
            Status::InTransit => Some(Self::InTransit),
            Status::Exception => Some(Self::Exception),
            Status::OutForDelivery => Some(Self::OutForDelivery),
            Status::Attempted => Some(Self::Attempted),
            Status::Returning => Some(Self::Returning),
            Status::Unknown
            | Status::Ordered
            | Status::Packed
            | Status::LabelCreated
            | Status::AvailableForPickup
            | Status::Delivered
            | Status::Returned
            | Status::Cancelled => None,
        }
    }
}

/// From where to where, as finely as waits are told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lane {
    /// Country and region it leaves from ("US-KY"); empty where not known.
    pub origin: String,
    /// Country and region it goes to.
    pub destination: String,
}

impl Lane {
    /// The lane of a journey that goes to a region.
    #[must_use]
    pub fn of(journey: &Journey, country: Option<&str>, region: Option<&str>) -> Self {
        let origin = first_place(journey).map_or_else(String::new, |place| {
            region_of(place.country.as_deref(), place.region.as_deref())
        });
        Self {
            origin,
            destination: region_of(country, region),
        }
    }

    /// Whether it crosses a border, as far as both ends are known.
    #[must_use]
    pub fn is_international(&self) -> bool {
        let country = |end: &str| end.get(..2).map(str::to_owned);
        match (country(&self.origin), country(&self.destination)) {
            (Some(origin), Some(destination)) => origin != destination,
            _ => false,
        }
    }
}

/// Where a parcel was first seen in the carrier's hands, of the places of which
/// the country is known: a label may have been printed anywhere.
#[must_use]
pub fn first_place(journey: &Journey) -> Option<&Place> {
    journey
        .stops()
        .iter()
        .filter(|stop| !stop.status.is_before_possession())
        .map(|stop| &journey.scan_of(stop).place)
        .find(|place| place.country.is_some())
}

/// A region's name is only kept where it is a code: names are spelled in too
/// many ways to be told apart.
fn region_of(country: Option<&str>, region: Option<&str>) -> String {
    let Some(country) = country.filter(|country| country.len() == 2) else {
        return String::new();
    };
    let country = country.to_ascii_uppercase();
    let is_code = |region: &&str| {
        region.len() <= 3 && region.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    match region.map(str::trim).filter(is_code) {
        Some(region) if !region.is_empty() => {
            format!("{country}-{}", region.to_ascii_uppercase())
        }
        _ => country,
    }
}

/// A wait that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// At which stage.
    pub stage: Stage,
    /// How much of it was worked.
    pub worked: Duration,
}

/// So long after a delivery its waits are counted: by then what comes late
/// has come, in whatever order.
const SETTLES_AFTER: Duration = Duration::days(3);

/// When the waits of a delivered parcel are to be counted; `None` for one that
/// was not delivered.
#[must_use]
pub fn settled_at(derived: &Derived) -> Option<DateTime<Utc>> {
    if derived.status != Status::Delivered {
        return None;
    }
    let since = derived.since.filter(is_known)?;
    since.checked_add_signed(SETTLES_AFTER)
}

/// So many working days later than first expected a parcel may arrive and
/// still have arrived well.
const WELL_WITHIN_DAYS: u16 = 2;

/// The waits of a parcel that arrived well, the whole way last; none of one
/// that did not: what a parcel that was held, damaged, sent back or far too
/// late had to wait says nothing of how long a good one waits.
#[must_use]
pub fn waits(
    facts: &Facts,
    journey: &Journey,
    derived: &Derived,
    carrier: &WorkingTime<'_>,
) -> Vec<Wait> {
    if !arrived_well(journey, derived, carrier) {
        return Vec::new();
    }
    let mut waits: Vec<Wait> = of_label(facts, journey, carrier).into_iter().collect();
    let known = journey
        .stops()
        .iter()
        .filter(|stop| is_known(&journey.scan_of(stop).sort_instant()));
    let stops: Vec<_> = known
        .skip_while(|stop| stop.status.is_before_possession())
        .collect();
    for pair in stops.windows(2) {
        let (one, next) = (journey.scan_of(pair[0]), journey.scan_of(pair[1]));
        // Two clocks of which only one is known tell no time between them.
        if one.has_zone() != next.has_zone() {
            continue;
        }
        if let Some(stage) = Stage::of(pair[0].status) {
            let worked = carrier.between(one.sort_instant(), next.sort_instant());
            waits.push(Wait { stage, worked });
        }
    }
    if let [first, .., last] = stops.as_slice() {
        let ends = [first, last].map(|stop| journey.scan_of(stop).sort_instant());
        waits.push(Wait {
            stage: Stage::Journey,
            worked: carrier.between(ends[0], ends[1]),
        });
    }
    waits
}

fn of_label(facts: &Facts, journey: &Journey, carrier: &WorkingTime<'_>) -> Option<Wait> {
    let from = label_from(facts, journey)?;
    let until = journey.first_possession()?.sort_instant();
    (is_known(&until) && from <= until).then(|| Wait {
        stage: Stage::Label,
        worked: carrier.between(from, until),
    })
}

/// Since when a parcel waits for the carrier's first hand on it: the newest
/// word of the shop, or of the label, before that.
#[must_use]
pub fn label_from(facts: &Facts, journey: &Journey) -> Option<DateTime<Utc>> {
    let label = journey
        .stops()
        .iter()
        .filter(|stop| stop.status == Status::LabelCreated)
        .map(|stop| journey.scan_of(stop).latest_instant())
        .filter(is_known)
        .min();
    [facts.packed_at, facts.handed_over_at, label]
        .into_iter()
        .flatten()
        .max()
}

fn arrived_well(journey: &Journey, derived: &Derived, carrier: &WorkingTime<'_>) -> bool {
    let troubled = journey.stops().iter().any(|stop| {
        matches!(stop.status, Status::Returning | Status::Returned)
            || matches!(stop.reason, Some(Reason::Damaged | Reason::Lost))
    });
    if derived.status != Status::Delivered || derived.reopened || derived.contradiction || troubled
    {
        return false;
    }
    let first = derived.promises.first();
    let well_until =
        first.and_then(|first| carrier.end_of_day(first.estimate.to, WELL_WITHIN_DAYS));
    match (well_until, derived.since) {
        (Some(until), Some(since)) => since < until,
        _ => true,
    }
}

/// Whether somebody said when it was.
pub(crate) fn is_known(at: &DateTime<Utc>) -> bool {
    *at != DateTime::<Utc>::MIN_UTC
}
