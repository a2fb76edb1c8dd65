//! The pane as JSON, for a shop's own programs: the very view that staff see,
//! and beside its words the codes and moments that programs count with.

use super::Pane;
use crate::db::{contact, flag, from_ms};
use crate::views::parcel::Parcel;
use chrono::{DateTime, SecondsFormat, Utc};
use doorstep::view::console::order::OrderPaneView;
use doorstep::window::Window;
use serde_json::{Map, Value, json};

/// An order as a program is told of it.
pub fn as_json(pane: &Pane<'_>, view: &OrderPaneView) -> Value {
    let Ok(Value::Object(mut told)) = serde_json::to_value(view) else {
        return Value::Null;
    };
    // That is about whoever looks at the page.
    told.remove("pinned");
    let page = told.remove("shopper_page").unwrap_or_default();
    let order = pane.order;
    beside(
        &mut told,
        json!({
            "number": order.number,
            "brand": pane.gathered.setting.front.brand.slug,
            "placed_at": at(order.placed_ms),
            "cancelled_at": at(order.cancelled_ms),
            "currency": order.currency,
            "total_minor": order.total_minor,
            "tracking_path": page,
        }),
    );
    let flags = &pane.rows.flags;
    for part in ["flags", "past_flags"] {
        each(&mut told, part, |id, _| {
            let row = flags.iter().find(|row| row.public_id == id)?;
            Some(of_flag(pane, row))
        });
    }
    each(&mut told, "contacts", |id, _| {
        let rows = &pane.rows.contacts;
        let row = rows.iter().find(|row| row.public_id == id)?;
        Some(of_contact(pane, row))
    });
    each(&mut told, "parcels", |id, parcel| {
        let mut parcels = pane.gathered.parcels.iter();
        let found = parcels.find(|parcel| parcel.told.shipment.public_id == id)?;
        times_of_scans(found, parcel);
        Some(of_parcel(found))
    });
    Value::Object(told)
}

/// Adds what is known to each entry of a list, by its id.
fn each(
    told: &mut Map<String, Value>,
    part: &str,
    known: impl Fn(&str, &mut Map<String, Value>) -> Option<Value>,
) {
    let entries = told.get_mut(part).and_then(Value::as_array_mut);
    for entry in entries.into_iter().flatten() {
        let Some(entry) = entry.as_object_mut() else {
            continue;
        };
        let id = entry.get("id").and_then(Value::as_str).map(str::to_owned);
        if let Some(more) = id.and_then(|id| known(&id, entry)) {
            beside(entry, more);
        }
    }
}

/// Adds what is not there yet: the view's own fields stay as they are.
fn beside(told: &mut Map<String, Value>, more: Value) {
    let Value::Object(more) = more else {
        return;
    };
    for (name, value) in more {
        told.entry(name).or_insert(value);
    }
}

fn of_flag(pane: &Pane<'_>, row: &flag::Model) -> Value {
    json!({
        "parcel_id": parcel_of(pane, row.shipment_id),
        "since_at": at(Some(row.since_ms)),
        "due_at": at(Some(row.due_ms)),
        "resolved_at": at(row.resolved_ms),
        "cleared_at": at(row.cleared_ms),
    })
}

fn of_contact(pane: &Pane<'_>, row: &contact::Model) -> Value {
    json!({
        "parcel_id": parcel_of(pane, row.shipment_id),
        "channel": row.channel,
        "cause": row.cause,
        "state_code": row.state().code(),
        "opened_at": at(Some(row.opened_ms)),
        "due_at": at(Some(row.due_ms)),
        "answered_at": at(row.answered_ms),
        "closed_at": at(row.closed_ms),
    })
}

fn of_parcel(parcel: &Parcel) -> Value {
    let derived = &parcel.derived;
    let expected = match &derived.window {
        Window::Expected { estimate, .. } | Window::Missed { estimate, .. } => json!(estimate),
        Window::Closed | Window::Unknown => Value::Null,
    };
    json!({
        "direction": parcel.told.facts.direction.code(),
        "reason": derived.reason.map(|reason| reason.code()),
        "expected": expected,
        "late": matches!(derived.window, Window::Missed { .. }),
        "carrier_code": Some(parcel.carrier.code()).filter(|code| !code.is_empty()),
        "since_at": derived.since.map(instant),
    })
}

/// Each scan's time as its carrier gave it, by the order they are shown in:
/// the newest first.
fn times_of_scans(parcel: &Parcel, told: &mut Map<String, Value>) {
    let shown = told.get_mut("scans").and_then(Value::as_array_mut);
    let scans = parcel.journey.scans().iter().rev();
    for (shown, scan) in shown.into_iter().flatten().zip(scans) {
        if let Some(shown) = shown.as_object_mut() {
            beside(shown, json!({ "time": scan.time }));
        }
    }
}

fn parcel_of<'a>(pane: &'a Pane<'_>, shipment_id: Option<i64>) -> Option<&'a str> {
    let mut parcels = pane.gathered.parcels.iter();
    let found = parcels.find(|parcel| Some(parcel.told.shipment.id) == shipment_id)?;
    Some(&found.told.shipment.public_id)
}

fn at(ms: Option<i64>) -> Option<String> {
    ms.map(|ms| instant(from_ms(ms)))
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
