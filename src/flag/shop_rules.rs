//! The rules for what has not left the shop, or not arrived at the carrier.

use super::{Because, Case, Handling, Holds};
use crate::delivery_days;
use crate::shipment::Direction;
use crate::silence::{Stage, label_from};
use crate::workdays::WorkingTime;
use chrono::{DateTime, Duration, Utc};

/// Within so many working days a shop ships that has not said.
const HANDLING_DAYS: u16 = 2;

/// So many working hours after it left a parcel has a number.
const NUMBER_WITHIN_HOURS: i64 = 24;

/// When the shop's own time for an order is over: the end of the last of its
/// handling days, counted from the first working day on which the order could
/// be packed. `None` of a shop that never works.
#[must_use]
pub fn own_time_ends(
    shop: &WorkingTime<'_>,
    handling: Handling,
    placed_at: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let first = delivery_days::day_of(shop, handling.cut_off, placed_at)?;
    shop.end_of_day(first, handling.days.unwrap_or(HANDLING_DAYS))
}

/// Nothing of it has left when the shop's own time is over.
pub(super) fn not_shipped(case: &Case<'_>) -> Holds {
    let placed_at = case.facts.placed_at?;
    let waits = !case.facts.fulfilled && case.facts.direction == Direction::Outbound;
    if !waits {
        return None;
    }
    let handling = case.around.handling;
    let within_days = handling.days.unwrap_or(HANDLING_DAYS);
    let until = own_time_ends(&case.around.shop, handling, placed_at)?;
    let because = Because::NotShipped {
        placed_at,
        within_days,
    };
    Some((until, because))
}

/// The shop says that it left, and a working day later there is no number and
/// no scan.
pub(super) fn no_number(case: &Case<'_>) -> Holds {
    let facts = case.facts;
    let waits = facts.fulfilled && facts.tracked && !facts.numbered && is_unscanned(case);
    if !waits {
        return None;
    }
    let told_at = facts
        .handed_over_at
        .or(facts.packed_at)
        .or(facts.placed_at)?;
    let until = case
        .around
        .shop
        .after(told_at, Duration::hours(NUMBER_WITHIN_HOURS))?;
    Some((until, Because::NoNumber { told_at }))
}

/// It has a number, and the carrier has not scanned it for longer than others
/// wait for that. Both have to work for a parcel to change hands.
pub(super) fn no_first_scan(case: &Case<'_>) -> Holds {
    let facts = case.facts;
    if !facts.tracked || !facts.numbered || !is_unscanned(case) {
        return None;
    }
    let ready_at = label_from(facts, case.journey).or(facts.placed_at)?;
    let around = case.around;
    let limit = around
        .limits
        .of(around.carrier_code, &around.lane, Stage::Label);
    let until = hand_over_within(case, ready_at, Duration::hours(limit.hours.into()))?;
    Some((until, Because::NoFirstScan { ready_at, limit }))
}

/// The later of both, each by its own days: exact where one of them rests,
/// and never too early where each does on other days.
fn hand_over_within(
    case: &Case<'_>,
    from: DateTime<Utc>,
    worked: Duration,
) -> Option<DateTime<Utc>> {
    let by_shop = case.around.shop.after(from, worked)?;
    let by_carrier = case.around.carrier.after(from, worked)?;
    Some(by_shop.max(by_carrier))
}

fn is_unscanned(case: &Case<'_>) -> bool {
    case.facts.direction == Direction::Outbound
        && case.journey.first_possession().is_none()
        && case.journey.contradicted_at().is_none()
}
