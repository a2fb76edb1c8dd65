//! The notices that fall due with a batch, each with when what it tells of
//! happened: the order's own, and those of dates that moved or passed before
//! anything was shipped.

use crate::db::from_ms;
use crate::db::orders::Terms;
use crate::db::outbox::NewNotice;
use crate::facts;
use chrono::{DateTime, Utc};
use doorstep::derive::{self, Derived};
use doorstep::notice::{DueNotice, Notice};
use doorstep::order::OrderKind;
use doorstep::window::{Promise, Window};

/// When what a parcel's notice tells of happened: with the scan that decided
/// its status, for all that comes with it; what time makes due happens now.
pub fn happened(due: &DueNotice, derived: &Derived, now: DateTime<Utc>) -> DateTime<Utc> {
    let by_time = matches!(due.notice, Notice::Delay | Notice::PickupReminder);
    let since = derived.since.filter(|_| !by_time);
    // A scan without a time is as old as its arrival.
    since
        .filter(|since| *since != DateTime::<Utc>::MIN_UTC)
        .map_or(now, |since| since.min(now))
}

/// An order's own.
pub fn of_order(
    order: &Terms,
    has_shipments: bool,
    now: DateTime<Utc>,
) -> impl Iterator<Item = NewNotice> {
    let sends = order.kind() != OrderKind::Imported;
    let cancelled = order.cancelled_ms.filter(|_| !has_shipments).map(from_ms);
    let cancelled = cancelled.map(|at| new(order, Notice::Cancelled, "order", at));
    let placed = order.placed_at().unwrap_or(now);
    let confirmed = new(order, Notice::OrderConfirmed, "order", placed);
    [Some(confirmed), cancelled]
        .into_iter()
        .flatten()
        .filter(move |_| sends)
}

/// The delay of an order of which nothing has been shipped, where it now names
/// a later date than the one it has shown. Before there is a parcel the shop
/// alone names dates, and its newest word stands: whoever never saw an earlier
/// one is not told that it moved.
pub fn moved(
    order: &Terms,
    shown: Option<&Promise>,
    derived: &Derived,
    now: DateTime<Utc>,
) -> Option<NewNotice> {
    let Window::Expected { estimate, .. } = &derived.window else {
        return None;
    };
    let is_later = shown.is_some_and(|shown| estimate.to > shown.estimate.to);
    let waits = order.kind() != OrderKind::Imported && order.cancelled_ms.is_none();
    (is_later && waits).then(|| new(order, Notice::Delay, &format!("to-{}", estimate.to), now))
}

/// The delay of an order of which nothing has been shipped by the date named.
pub fn missed(order: &Terms, zone: &str, now: DateTime<Utc>) -> Option<NewNotice> {
    if order.kind() == OrderKind::Imported || order.placed_at().is_none() {
        return None;
    }
    let at = facts::now_at(order, zone, now);
    let derived = derive::derive(&facts::of_unshipped(order), at);
    let Window::Missed { estimate, .. } = &derived.window else {
        return None;
    };
    let milestone = format!("missed-{}", estimate.to);
    Some(new(order, Notice::Delay, &milestone, now))
}

fn new(order: &Terms, notice: Notice, milestone: &str, happened: DateTime<Utc>) -> NewNotice {
    NewNotice {
        brand_id: order.brand_id,
        order_id: order.id,
        shipment_id: None,
        due: DueNotice {
            notice,
            milestone: milestone.to_owned(),
        },
        happened,
    }
}
