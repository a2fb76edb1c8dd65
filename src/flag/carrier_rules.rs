//! The rules for what the carrier has in its hands.

use super::{Because, Case, Complaint, Holds};
use crate::scan::{Reason, ReasonGroup, Scan, Status};
use crate::shipment::Direction;
use crate::silence::{Limit, Stage, is_known};
use crate::window::Window;
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};

/// After three weeks' work of silence a parcel counts as lost whatever the
/// carrier says: by then nearly every carrier takes a claim.
const LOST_HOURS: u32 = 360;

/// After so many working hours a problem that only the carrier can mend should
/// be over.
const MENDED_WITHIN_HOURS: i64 = 24;

/// After so many working hours at a counter there are a few days left at most
/// before it goes back: most keep parcels for seven days.
const COLLECTED_WITHIN_HOURS: i64 = 96;

/// The carrier says that it is lost, or has been silent for three weeks' work
/// and for twice as long as healthy parcels ever are.
pub(super) fn lost(case: &Case<'_>) -> Holds {
    if case.derived.status == Status::Exception && case.derived.reason == Some(Reason::Lost) {
        let at = case.known(case.derived.since);
        let reason = Reason::Lost;
        return Some((at, Because::Trouble { reason, at }));
    }
    let silence = silence(case)?;
    // Before it is stuck nobody has to count further.
    if silence.exceeds(case, silence.limit.hours)? > case.now.instant {
        return None;
    }
    let hours = LOST_HOURS.max(silence.limit.hours.saturating_mul(2));
    Some((silence.exceeds(case, hours)?, silence.because()))
}

/// It has been silent, at its stage, for longer than healthy parcels of this
/// carrier on this lane ever are.
pub(super) fn stuck(case: &Case<'_>) -> Holds {
    let silence = silence(case)?;
    Some((
        silence.exceeds(case, silence.limit.hours)?,
        silence.because(),
    ))
}

struct Silence {
    since: DateTime<Utc>,
    status: Status,
    limit: Limit,
}

/// The silence of a parcel that is on its way; one that is known to be lost is
/// not awaited.
fn silence(case: &Case<'_>) -> Option<Silence> {
    let (newest, _) = case.journey.newest_stop()?;
    let stage = Stage::of(newest.status)?;
    let is_lost = case.derived.reason == Some(Reason::Lost);
    if is_lost || case.journey.first_possession().is_none() {
        return None;
    }
    let around = case.around;
    Some(Silence {
        since: Some(case.journey.scan_of(&newest).latest_instant()).filter(is_known)?,
        status: newest.status,
        limit: around.limits.of(around.carrier_code, &around.lane, stage),
    })
}

impl Silence {
    fn exceeds(&self, case: &Case<'_>, hours: u32) -> Option<DateTime<Utc>> {
        let worked = Duration::hours(hours.into());
        case.around.carrier.after(self.since, worked)
    }

    fn because(&self) -> Because {
        Because::Silent {
            since: self.since,
            status: self.status,
            limit: self.limit,
        }
    }
}

/// The date that was named has passed, and so has the first day after it on
/// which anybody delivers, where it fell on none. Hours that were missed on
/// the day itself are not worth a look: the van is still on its way.
pub(super) fn promise_missed(case: &Case<'_>) -> Holds {
    let Window::Missed {
        estimate,
        source,
        reason,
    } = &case.derived.window
    else {
        return None;
    };
    if case.facts.direction == Direction::Return {
        return None;
    }
    let because = Because::PromiseMissed {
        estimate: estimate.clone(),
        source: *source,
        reason: *reason,
    };
    Some((case.around.carrier.end_of_day(estimate.to, 0)?, because))
}

/// Something stands in its way: at once where the shop or the shopper can do
/// something about it, else when the carrier has not mended it within a
/// working day. Loss, damage and addresses have flags of their own.
pub(super) fn exception(case: &Case<'_>) -> Holds {
    let reason = case.derived.reason.unwrap_or(Reason::Unknown);
    if case.derived.status != Status::Exception
        || matches!(reason, Reason::Lost | Reason::Damaged)
        || is_of_address(reason)
    {
        return None;
    }
    let at = case.known(case.derived.since);
    let from = if needs_us(reason) {
        at
    } else {
        let mended = Duration::hours(MENDED_WITHIN_HOURS);
        case.around.carrier.after(at, mended)?
    };
    Some((from, Because::Trouble { reason, at }))
}

/// Whether nothing happens until the shop or the recipient does something.
fn needs_us(reason: Reason) -> bool {
    match reason.group() {
        ReasonGroup::Shop => true,
        ReasonGroup::Recipient => !matches!(
            reason,
            Reason::NotHome | Reason::BusinessClosed | Reason::RescheduleRequested
        ),
        ReasonGroup::Customs => {
            matches!(
                reason,
                Reason::Documents | Reason::Duties | Reason::Prohibited
            )
        }
        ReasonGroup::Carrier | ReasonGroup::Nature | ReasonGroup::Unknown => false,
    }
}

fn is_of_address(reason: Reason) -> bool {
    matches!(reason, Reason::AddressIncorrect | Reason::WrongAddressData)
}

/// The driver could not deliver: at once where the next try needs somebody to
/// act, or was the second; else when the next working day has passed without
/// one.
pub(super) fn attempted(case: &Case<'_>) -> Holds {
    let outbound = case.facts.direction == Direction::Outbound;
    if case.derived.status != Status::Attempted || !outbound {
        return None;
    }
    let tries = tries(case);
    let at = case.known(tries.last().map(|(at, _)| *at));
    let reason = case
        .derived
        .reason
        .filter(|reason| *reason != Reason::Unknown);
    let from = match tries.last() {
        Some((_, day)) if tries.len() < 2 && !reason.is_some_and(needs_us) => {
            case.around.carrier.end_of_day(*day, 1)?
        }
        _ => at,
    };
    let times = u32::try_from(tries.len().max(1)).unwrap_or(u32::MAX);
    Some((from, Because::Attempted { times, reason }))
}

/// The first try of each day since it was last opened again, with its day at
/// the door.
fn tries(case: &Case<'_>) -> Vec<(DateTime<Utc>, NaiveDate)> {
    let round = case.journey.newest_stop().map_or(0, |(stop, _)| stop.round);
    let mut tries: Vec<(DateTime<Utc>, NaiveDate)> = Vec::new();
    for stop in case.journey.stops() {
        let scan = case.journey.scan_of(stop);
        if stop.status != Status::Attempted
            || stop.round != round
            || !is_known(&scan.sort_instant())
        {
            continue;
        }
        let day = day_at_the_door(case, scan);
        if tries.last().is_none_or(|(_, before)| *before != day) {
            tries.push((scan.sort_instant(), day));
        }
    }
    tries
}

fn day_at_the_door(case: &Case<'_>, scan: &Scan) -> NaiveDate {
    let by_instant = || case.around.carrier.clock(scan.sort_instant());
    scan.time.local.unwrap_or_else(by_instant).date()
}

/// It waits at a counter, and nobody has come by the day before the last one;
/// for four working days where the carrier does not say how long it is kept.
pub(super) fn pickup_waiting(case: &Case<'_>) -> Holds {
    let outbound = case.facts.direction == Direction::Outbound;
    if case.derived.status != Status::AvailableForPickup || !outbound {
        return None;
    }
    let since = case.known(case.derived.since);
    let until = case.derived.pickup_until;
    let carrier = &case.around.carrier;
    let from = match until.and_then(|last| last.pred_opt()) {
        Some(before) => carrier.moment(before.and_time(NaiveTime::MIN)).max(since),
        None => carrier.after(since, Duration::hours(COLLECTED_WITHIN_HOURS))?,
    };
    Some((from, Because::PickupWaiting { since, until }))
}

/// The shopper says so; or the carrier does, of a parcel that is still on its
/// way: what is in it may be broken though it moves on.
pub(super) fn damaged(case: &Case<'_>) -> Holds {
    if let Some(at) = case.contact(Complaint::Damaged) {
        return Some((at, Because::Contact { at }));
    }
    if case.derived.status.is_final() {
        return None;
    }
    let round = case.journey.newest_stop().map(|(stop, _)| stop.round)?;
    let first = case
        .journey
        .stops()
        .iter()
        .find(|stop| stop.round == round && stop.reason == Some(Reason::Damaged))?;
    let at = case.known(Some(case.journey.scan_of(first).sort_instant()));
    let reason = Reason::Damaged;
    Some((at, Because::Trouble { reason, at }))
}

/// The carrier says that it is there, and its shopper that it is not.
pub(super) fn delivered_not_received(case: &Case<'_>) -> Holds {
    let at = case.contact(Complaint::NotReceived)?;
    (case.derived.status == Status::Delivered).then_some((at, Because::Contact { at }))
}

/// It cannot be delivered where it was sent: the carrier says so, or the
/// shopper does while it can still be turned.
pub(super) fn address_problem(case: &Case<'_>) -> Holds {
    let reason = case.derived.reason.filter(|reason| is_of_address(*reason));
    let stands = matches!(case.derived.status, Status::Exception | Status::Attempted);
    if let Some(reason) = reason.filter(|_| stands) {
        let at = case.known(case.derived.since);
        return Some((at, Because::Trouble { reason, at }));
    }
    let at = case.contact(Complaint::Address)?;
    (!case.derived.status.is_final()).then_some((at, Because::Contact { at }))
}

/// It goes back to the shop, and the shop has to decide what comes instead.
pub(super) fn returning(case: &Case<'_>) -> Holds {
    let outbound = case.facts.direction == Direction::Outbound;
    if case.derived.status != Status::Returning || !outbound {
        return None;
    }
    let since = case.known(case.derived.since);
    let reason = case
        .derived
        .reason
        .filter(|reason| *reason != Reason::Unknown);
    Some((since, Because::Returning { reason, since }))
}

/// A scan cannot be true together with the others, and none since has settled
/// it.
pub(super) fn contradiction(case: &Case<'_>) -> Holds {
    let at = case.journey.contradicted_at()?;
    let settled = case
        .journey
        .newest_stop()
        .is_some_and(|(newest, _)| case.journey.scan_of(&newest).sort_instant() > at);
    let status = case.derived.status;
    let at = case.known(Some(at));
    (!settled).then_some((at, Because::Contradiction { status, at }))
}
