//! The notices that fall due with a batch, each with when what it tells of
//! happened: the order's own, and those of dates that moved or passed before
//! anything was shipped.

use crate::db::from_ms;
use crate::db::orders::Terms;
use crate::db::outbox::NewNotice;
use crate::facts;
use chrono::{DateTime, NaiveDate, Utc};
use doorstep::derive::{self, Derived};
use doorstep::notice::{self, DueNotice, Notice};
use doorstep::order::OrderKind;
use doorstep::window::Window;

/// When what a parcel's notice tells of happened; what has no time of its own
/// is as old as its arrival.
pub fn happened(due: &DueNotice, derived: &Derived, now: DateTime<Utc>) -> DateTime<Utc> {
    let at = derived.happened.get(due);
    at.map_or(now, |at| (*at).min(now))
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
/// a later date than it did at first: `shown` are the days it has shown so far,
/// oldest first. Before there is a parcel the shop alone names dates, and its
/// newest word stands: whoever never saw an earlier one is not told that it
/// moved.
pub fn moved(
    order: &Terms,
    shown: &[NaiveDate],
    derived: &Derived,
    now: DateTime<Utc>,
) -> Option<NewNotice> {
    let Window::Expected { estimate, .. } = &derived.window else {
        return None;
    };
    let waits = order.kind() != OrderKind::Imported && order.cancelled_ms.is_none();
    let milestone = notice::moved(shown, estimate.to).filter(|_| waits)?;
    Some(new(order, Notice::Delay, &milestone, now))
}

/// The delay of an order of which nothing has been shipped when the date named
/// is about to pass, or has.
pub fn late(order: &Terms, zone: &str, now: DateTime<Utc>) -> Option<NewNotice> {
    if order.kind() == OrderKind::Imported || order.placed_at().is_none() {
        return None;
    }
    let at = facts::now_at(order, zone, now);
    let derived = derive::derive(&facts::of_unshipped(order), at);
    let due = derived.notices.iter().find(|due| due.is_of_time())?;
    let at = happened(due, &derived, now);
    Some(new(order, due.notice, &due.milestone, at))
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
