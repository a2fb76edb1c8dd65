//! From a journey and the shop's word to the one status shown to people, and
//! to the steps of the bar.

use crate::derive::Facts;
use crate::journey::{Journey, Stop};
use crate::scan::{Reason, ReasonGroup, Scan, Status};
use crate::shipment::Direction;
use chrono::{DateTime, Utc};

#[cfg(test)]
mod tests;

/// Where a shipment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The one status shown.
    pub status: Status,
    /// Its reason.
    pub reason: Option<Reason>,
    /// The instant that orders the scan it began with.
    pub since: Option<DateTime<Utc>>,
}

/// Works the standing out: the carrier's scans first, the shop's word where
/// there are none.
#[must_use]
pub fn of(facts: &Facts, journey: &Journey) -> Standing {
    let possessed = journey.first_possession().is_some();
    if let Some(cancelled) = facts.cancelled_at
        && !possessed
    {
        return Standing {
            status: Status::Cancelled,
            reason: None,
            since: Some(cancelled),
        };
    }
    match journey.newest_stop() {
        Some((newest, first)) => by_scans(facts, journey, newest, first),
        None => by_shop(facts, journey),
    }
}

fn by_scans(facts: &Facts, journey: &Journey, newest: Stop, first: Stop) -> Standing {
    let status = match (facts.direction, newest.status) {
        // "Delivered" is the shopper's word for their own door.
        (Direction::Return, Status::Delivered) => Status::Returned,
        (_, status) => status,
    };
    Standing {
        status,
        reason: reason_of(journey, newest),
        since: Some(journey.scan_of(&first).sort_instant()),
    }
}

/// A return or a second attempt often names no cause of its own; the scans
/// that led to it do.
fn reason_of(journey: &Journey, newest: Stop) -> Option<Reason> {
    let named = |stop: &Stop| stop.reason.filter(|reason| *reason != Reason::Unknown);
    let back = journey.stops().iter().rev();
    match newest.status {
        Status::Exception | Status::Attempted => back
            .take_while(|stop| matches!(stop.status, Status::Exception | Status::Attempted))
            .find_map(named)
            .or(Some(Reason::Unknown)),
        Status::Returning | Status::Returned => back
            .take_while(|stop| stop.status != Status::Delivered)
            .filter(|stop| !is_moved_back(journey, stop))
            .filter_map(named)
            .find(|reason| is_for_returning(*reason))
            .or(Some(Reason::Unknown)),
        _ => newest.reason,
    }
}

/// What happens on the way back is not why it goes back.
fn is_moved_back(journey: &Journey, stop: &Stop) -> bool {
    let is_homeward = |status| matches!(status, Status::Returning | Status::Returned);
    is_homeward(stop.status) && !journey.scan_of(stop).status.is_some_and(is_homeward)
}

/// Neither is every trouble before it.
fn is_for_returning(reason: Reason) -> bool {
    match reason.group() {
        ReasonGroup::Shop | ReasonGroup::Recipient | ReasonGroup::Customs => true,
        ReasonGroup::Carrier => reason == Reason::Damaged,
        ReasonGroup::Nature | ReasonGroup::Unknown => false,
    }
}

fn by_shop(facts: &Facts, journey: &Journey) -> Standing {
    let standing = |status, since| Standing {
        status,
        reason: None,
        since,
    };
    if !facts.tracked && facts.handed_over_at.is_some() {
        return standing(Status::InTransit, facts.handed_over_at);
    }
    // Scans that say nothing we can use: the carrier knows the number.
    if !journey.scans().is_empty() {
        return standing(Status::Unknown, None);
    }
    if facts.numbered {
        return standing(Status::LabelCreated, facts.handed_over_at);
    }
    if facts.fulfilled || facts.packed_at.is_some() {
        return standing(Status::Packed, facts.packed_at);
    }
    standing(Status::Ordered, facts.placed_at)
}

/// A step of the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The shop has the order.
    Ordered,
    /// The goods are packed, perhaps with a label.
    Packed,
    /// The carrier has it.
    Shipped,
    /// It is on the van.
    OutForDelivery,
    /// It has arrived.
    Delivered,
    /// It waits to be collected; ends the bar.
    ReadyForPickup,
    /// It was called off; ends the bar.
    Cancelled,
    /// It is lost; ends the bar.
    Lost,
    /// It went back; ends the bar.
    Returned,
}

/// When a step was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reached<'a> {
    /// A moment the shop named.
    At(DateTime<Utc>),
    /// A scan.
    By(&'a Scan),
    /// It was passed, and nobody said when.
    Unsaid,
}

/// The bar: each step in order, with when it was reached; `None` for those
/// ahead. The last one with a value is where the shipment stands.
#[must_use]
pub fn steps<'a>(
    facts: &Facts,
    journey: &'a Journey,
    standing: &Standing,
) -> Vec<(Step, Option<Reached<'a>>)> {
    let reached_step = reached(facts, standing, journey);
    let mut bar: Vec<(Step, Option<Reached<'a>>)> = way_of(facts.direction)
        .iter()
        .map(|&step| {
            let time = (step <= reached_step).then(|| time_of(step, facts, journey));
            (step, time)
        })
        .collect();
    let Some(end) = ending(facts.direction, standing) else {
        return bar;
    };
    bar.retain(|(step, time)| time.is_some() && *step != Step::Delivered);
    // A parcel on its way back has the end of its bar still ahead.
    let arrived = end != Step::Returned || standing.status == Status::Returned;
    bar.push((end, arrived.then(|| time_of_end(end, facts, journey))));
    bar
}

/// A return parcel is on no van to its sender's door, and is never
/// "delivered".
const fn way_of(direction: Direction) -> &'static [Step] {
    match direction {
        Direction::Outbound => &[
            Step::Ordered,
            Step::Packed,
            Step::Shipped,
            Step::OutForDelivery,
            Step::Delivered,
        ],
        Direction::Return => &[Step::Ordered, Step::Packed, Step::Shipped],
    }
}

fn ending(direction: Direction, standing: &Standing) -> Option<Step> {
    match (direction, standing.status) {
        (_, Status::Cancelled) => Some(Step::Cancelled),
        (_, Status::Exception) if standing.reason == Some(Reason::Lost) => Some(Step::Lost),
        (Direction::Return, _) | (_, Status::Returning | Status::Returned) => Some(Step::Returned),
        (Direction::Outbound, Status::AvailableForPickup) => Some(Step::ReadyForPickup),
        (Direction::Outbound, _) => None,
    }
}

fn time_of_end<'a>(end: Step, facts: &Facts, journey: &'a Journey) -> Reached<'a> {
    if end == Step::Cancelled
        && let Some(at) = facts.cancelled_at
    {
        return Reached::At(at);
    }
    journey.newest_stop().map_or(Reached::Unsaid, |(_, first)| {
        Reached::By(journey.scan_of(&first))
    })
}

/// The furthest step this status stands on, by itself or by what was already
/// seen: after a failed attempt the van is behind it.
fn reached(facts: &Facts, standing: &Standing, journey: &Journey) -> Step {
    let known = if journey.first_possession().is_some() {
        Step::Shipped
    } else if facts.numbered || facts.fulfilled || facts.packed_at.is_some() {
        Step::Packed
    } else {
        Step::Ordered
    };
    // A delivery that was opened again is no longer reached.
    let van = journey
        .stops()
        .iter()
        .map(|stop| step_of(stop.status).min(Step::OutForDelivery))
        .max()
        .unwrap_or(Step::Ordered);
    let seen = match standing.status {
        // Back in a depot it is no longer on the van it was on.
        Status::PickedUp | Status::InTransit => Step::Ordered,
        _ => van,
    };
    step_of(standing.status).max(seen).max(known)
}

const fn step_of(status: Status) -> Step {
    match status {
        Status::Unknown | Status::Ordered | Status::Cancelled => Step::Ordered,
        // A problem may come before the parcel has left; that it has left is
        // seen by other means.
        Status::Packed | Status::LabelCreated | Status::Exception => Step::Packed,
        Status::PickedUp
        | Status::InTransit
        | Status::AvailableForPickup
        | Status::Returning
        | Status::Returned => Step::Shipped,
        Status::OutForDelivery | Status::Attempted => Step::OutForDelivery,
        Status::Delivered => Step::Delivered,
    }
}

fn time_of<'a>(step: Step, facts: &Facts, journey: &'a Journey) -> Reached<'a> {
    let scan = |wanted: &[Status]| {
        journey
            .stops()
            .iter()
            .find(|stop| wanted.contains(&stop.status))
            .map(|stop| Reached::By(journey.scan_of(stop)))
    };
    let found = match step {
        Step::Ordered => facts.placed_at.map(Reached::At),
        Step::Packed => facts
            .packed_at
            .map(Reached::At)
            .or_else(|| scan(&[Status::Packed, Status::LabelCreated])),
        Step::Shipped => journey.first_possession().map(Reached::By).or_else(|| {
            facts
                .handed_over_at
                .filter(|_| !facts.tracked)
                .map(Reached::At)
        }),
        Step::OutForDelivery => journey
            .stops()
            .iter()
            .rfind(|stop| stop.status == Status::OutForDelivery)
            .map(|stop| Reached::By(journey.scan_of(stop))),
        Step::Delivered => journey
            .newest_stop()
            .filter(|(newest, _)| newest.status == Status::Delivered)
            .map(|(_, first)| Reached::By(journey.scan_of(&first))),
        Step::ReadyForPickup | Step::Cancelled | Step::Lost | Step::Returned => None,
    };
    found.unwrap_or(Reached::Unsaid)
}
