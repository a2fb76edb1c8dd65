//! What a parcel counts for: the one definition of every number that figures
//! are made of.

use super::outcome::{Against, Cause, Ending, FIRST_SCAN_WITHIN, Outcome, Tracked};
use super::tally::Tally;
use crate::scan::Reason;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A thing that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// Parcels, and orders of which nothing has left.
    Parcels,
    /// Orders: each on its first parcel.
    Orders,
    /// Orders that buyers could ask for: all but imported ones.
    Askable,
    /// Handed over, where the carrier tells of it.
    Followed,
    /// Whose buyer can neither be written to nor called.
    Unreachable,
    /// Those called off; they count for nothing else.
    Withdrawn,
    /// Handed over, whatever became of them.
    Shipped,
    /// Arrived.
    Delivered,
    /// Followed, and lost.
    Lost,
    /// Came back.
    Returned,
    /// Whose books contradict themselves: handed over before the purchase, or
    /// arrived before it was handed over. Their spans are left out.
    Dirt,
    /// Whose promised day has passed.
    Due(Against),
    /// Of those, arrived on that day or before.
    Kept(Against),
    /// Of those, first tried on that day or before.
    KeptByTry(Against),
    /// Arrived, with a promise.
    Came(Against),
    /// Of those, on that very day.
    OnTheDay(Against),
    /// The days between it and the day they came, early or late, added up.
    DaysOff(Against),
    /// Parcels with a promise, of whatever ending.
    Promised(Against),
    /// The days from the purchase to that promise, added up.
    PromisedDays(Against),
    /// Late by the checkout's promise.
    Late,
    /// Of those, for this reason.
    LateFor(Reason),
    /// Late, and handed over in the shop's own time, or with no such time
    /// given: the way was too long.
    LateOnTheWay,
    /// Late, and handed over later than the shop's own time by as many days as
    /// it came late, or more: the warehouse alone is why.
    LateInTheHouse,
    /// Late, by both.
    LateByBoth,
    /// Whose day to be handed over has passed.
    ShipDue,
    /// Of those, handed over on that day or before.
    ShippedInTime,
    /// Followed, and with trouble on their way.
    Troubled,
    /// Of those, with this one.
    Trouble(Reason),
    /// Arrived, and it is known when somebody first tried.
    Tried,
    /// Of those, at the first try.
    FirstTry,
    /// Contacts of any kind.
    Contacts,
    /// Those that asked where the order is.
    Wismo,
    /// Of those, for this cause.
    WismoFor(Cause),
    /// How often tracking pages were opened.
    Visits,
    /// Of those, by the link of a message.
    Opened,
    /// Claims made.
    Claims,
    /// Of those, decided.
    ClaimsDecided,
    /// Of those, paid.
    ClaimsPaid,
    /// Parcels whose first scan was due.
    FirstScanDue,
    /// Of those, that had it in time.
    FirstScanInTime,
    /// Scans of parcels with a known time in the carrier's hands.
    Scans,
    /// Those parcels' seconds in the carrier's hands.
    CarriedSeconds,
}

/// A span of time whose spread is kept, in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// From the order to the hand-over.
    ToHandOver,
    /// From the hand-over to the delivery.
    Transit,
    /// From the order to the delivery.
    Whole,
    /// From the order to the end of the day promised at the checkout, in whole
    /// days.
    Promised,
    /// From a claim's filing to its decision.
    Claim,
    /// From a scan to its arrival here.
    Lag,
    /// The longest silence of a parcel.
    Silence,
}

/// All that a parcel counts for.
#[must_use]
pub fn counts(of: &Outcome) -> Tally {
    let mut tally = Tally::default();
    tally.add(Count::Parcels, 1);
    tally.add(Count::Orders, i64::from(of.of_order.is_some()));
    let is_askable = of.of_order.is_some() && !of.imported;
    tally.add(Count::Askable, i64::from(is_askable));
    tally.add(Count::Unreachable, i64::from(of.unreachable));
    order(of, &mut tally);
    if of.ending == Ending::Withdrawn {
        tally.add(Count::Withdrawn, 1);
        return tally;
    }
    let is = |ending| i64::from(of.ending == ending);
    tally.add(Count::Delivered, is(Ending::Delivered));
    tally.add(Count::Returned, is(Ending::Returned));
    let is_shipped = of.handed_over.is_some();
    tally.add(Count::Shipped, i64::from(is_shipped));
    let is_followed = is_shipped && of.tracked.is_some();
    if is_followed {
        tally.add(Count::Followed, 1);
        tally.add(Count::Lost, is(Ending::Lost));
        troubles(of, &mut tally);
    }
    spans(of, &mut tally);
    for against in Against::ALL {
        promise(of, against, &mut tally);
    }
    shipping(of, &mut tally);
    tries(of, &mut tally);
    claims(of, &mut tally);
    if let Some(tracked) = &of.tracked {
        tracking(of, tracked, &mut tally);
    }
    tally
}

/// What is counted once an order.
fn order(of: &Outcome, tally: &mut Tally) {
    let Some(order) = &of.of_order else { return };
    tally.add(Count::Contacts, order.contacts.into());
    for cause in &order.wismo {
        tally.add(Count::Wismo, 1);
        tally.add(Count::WismoFor(*cause), 1);
    }
    tally.add(Count::Visits, order.visits.into());
    tally.add(Count::Opened, order.opened.into());
}

/// A span that would run backwards is dirt, and none of the parcel's counts.
fn spans(of: &Outcome, tally: &mut Tally) {
    let placed = of.placed();
    let to_hand_over = of.handed_over.map(|at| at.since(&placed));
    let transit = of
        .handed_over
        .zip(of.delivered)
        .map(|(from, until)| until.since(&from));
    let whole = of.delivered.map(|at| at.since(&placed));
    let spans = [
        (Span::ToHandOver, to_hand_over),
        (Span::Transit, transit),
        (Span::Whole, whole),
    ];
    if spans.iter().any(|(_, span)| *span == Some(None)) {
        tally.add(Count::Dirt, 1);
        return;
    }
    for (span, seconds) in spans {
        if let Some(seconds) = seconds.flatten() {
            tally.add_span(span, seconds);
        }
    }
}

/// What it says of one promise.
fn promise(of: &Outcome, against: Against, tally: &mut Tally) {
    let Some(day) = of.promised(against) else {
        return;
    };
    let placed = of.order.placed_at.date();
    tally.add(Count::Promised(against), 1);
    let promised_days = days_between(placed, day);
    tally.add(Count::PromisedDays(against), promised_days);
    if against == Against::Checkout
        && let Ok(days) = u32::try_from(promised_days)
    {
        tally.add_span(Span::Promised, days.saturating_mul(DAY));
    }
    // Of what came nobody knows when, nobody knows whether it came in time.
    let is_known = of.delivered.is_some() || of.ending != Ending::Delivered;
    if of.as_of.date() > day && is_known {
        let by = |at: Option<NaiveDate>| i64::from(at.is_some_and(|at| at <= day));
        let came = of.delivered.map(|at| at.local.date());
        let tried = of.tried.map(|at| at.local.date()).into_iter().chain(came);
        tally.add(Count::Due(against), 1);
        tally.add(Count::Kept(against), by(came));
        tally.add(Count::KeptByTry(against), by(tried.min()));
        if against == Against::Checkout && by(came) == 0 {
            late(of, day, tally);
        }
    }
    if let Some(came) = of.delivered {
        let off = days_between(day, came.local.date());
        tally.add(Count::Came(against), 1);
        tally.add(Count::OnTheDay(against), i64::from(off == 0));
        tally.add(Count::DaysOff(against), off.abs());
        tally.add_days(against, off.clamp(-FARTHEST, FARTHEST) as i16);
    }
}

/// In seconds.
const DAY: u32 = 86_400;

/// Farther off than this is counted as this.
const FARTHEST: i64 = 400;

/// Why a parcel is late: in whose hands the days were lost.
fn late(of: &Outcome, promised: NaiveDate, tally: &mut Tally) {
    tally.add(Count::Late, 1);
    tally.add(
        Count::LateFor(of.late_because.unwrap_or(Reason::Unknown)),
        1,
    );
    let until = |at: Option<NaiveDate>| at.unwrap_or_else(|| of.as_of.date());
    let late_by = days_between(promised, until(of.delivered.map(|at| at.local.date())));
    let handed_over = until(of.handed_over.map(|at| at.local.date()));
    let in_the_house = of
        .ship_by
        .map_or(0, |by| days_between(by, handed_over).max(0));
    let whose = match in_the_house {
        0 => Count::LateOnTheWay,
        days if days >= late_by => Count::LateInTheHouse,
        _ => Count::LateByBoth,
    };
    tally.add(whose, 1);
}

fn shipping(of: &Outcome, tally: &mut Tally) {
    let Some(by) = of.ship_by else { return };
    if of.as_of.date() > by {
        let in_time = of.handed_over.is_some_and(|at| at.local.date() <= by);
        tally.add(Count::ShipDue, 1);
        tally.add(Count::ShippedInTime, i64::from(in_time));
    }
}

fn troubles(of: &Outcome, tally: &mut Tally) {
    tally.add(Count::Troubled, i64::from(!of.troubles.is_empty()));
    for reason in &of.troubles {
        tally.add(Count::Trouble(*reason), 1);
    }
}

fn tries(of: &Outcome, tally: &mut Tally) {
    if let Some((tried, came)) = of.tried.zip(of.delivered) {
        tally.add(Count::Tried, 1);
        tally.add(Count::FirstTry, i64::from(tried.local >= came.local));
    }
}

fn claims(of: &Outcome, tally: &mut Tally) {
    for claim in &of.claims {
        tally.add(Count::Claims, 1);
        if let Some(paid) = claim.paid {
            tally.add(Count::ClaimsDecided, 1);
            tally.add(Count::ClaimsPaid, i64::from(paid));
        }
        if let Some(took) = claim.took {
            tally.add_span(Span::Claim, took);
        }
    }
}

/// How reliably the carrier told of it.
fn tracking(of: &Outcome, tracked: &Tracked, tally: &mut Tally) {
    if let Some(announced) = tracked.announced {
        let until = announced.local.checked_add_signed(FIRST_SCAN_WITHIN);
        let Some(until) = until else { return };
        if of.as_of >= until {
            let in_time = tracked.first_scan.is_some_and(|at| at.local <= until);
            tally.add(Count::FirstScanDue, 1);
            tally.add(Count::FirstScanInTime, i64::from(in_time));
        }
    }
    if let Some((from, until)) = tracked.first_scan.zip(of.delivered)
        && let Some(carried) = until.since(&from)
    {
        tally.add(Count::Scans, tracked.scans.into());
        tally.add(Count::CarriedSeconds, carried.into());
    }
    tally.add_spread(Span::Lag, &tracked.lag);
    if let Some(silent) = tracked.silent {
        tally.add_span(Span::Silence, silent);
    }
}

fn days_between(from: NaiveDate, until: NaiveDate) -> i64 {
    until.signed_duration_since(from).num_days()
}
