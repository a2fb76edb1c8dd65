//! A fulfilment event of Shopify's: one scan of the parcel its fulfilment
//! stands for.

use super::payload::Part;
use crate::carriers::words;
use crate::shops::iso::Moment;
use doorstep::carrier::Carrier;
use doorstep::reading::{Estimate, ParcelReading, ProblemKind, Report};
use doorstep::scan::{Place, Reason, Scan, ScanTime, Status};
use doorstep::shipment::Change;

/// Shopify's event statuses in our words, with those its pages show for whole
/// fulfilments, which apps send as events too.
const STATUSES: &[(&str, Option<Status>, Option<Reason>)] = &[
    ("submitted", Some(Status::Ordered), None),
    ("confirmed", Some(Status::LabelCreated), None),
    ("label_purchased", Some(Status::LabelCreated), None),
    ("label_printed", Some(Status::LabelCreated), None),
    ("label_voided", Some(Status::Cancelled), None),
    ("fulfilled", Some(Status::Packed), None),
    ("marked_as_fulfilled", Some(Status::Packed), None),
    ("carrier_picked_up", Some(Status::PickedUp), None),
    ("in_transit", Some(Status::InTransit), None),
    // A late parcel still moves; the shop does not say why it is late.
    ("delayed", Some(Status::InTransit), Some(Reason::Unknown)),
    ("out_for_delivery", Some(Status::OutForDelivery), None),
    ("attempted_delivery", Some(Status::Attempted), None),
    ("ready_for_pickup", Some(Status::AvailableForPickup), None),
    (
        "ready_for_recipient_pickup",
        Some(Status::AvailableForPickup),
        None,
    ),
    // Collected by the buyer: the carrier's own collection is
    // `carrier_picked_up`.
    ("picked_up", Some(Status::Delivered), None),
    ("delivered", Some(Status::Delivered), None),
    (
        "buyer_action_required",
        Some(Status::Exception),
        Some(Reason::Unknown),
    ),
    (
        "not_delivered",
        Some(Status::Exception),
        Some(Reason::Unknown),
    ),
    ("failure", Some(Status::Exception), Some(Reason::Unknown)),
    ("returning_to_sender", Some(Status::Returning), None),
    ("returned_to_sender", Some(Status::Returned), None),
    ("canceled", Some(Status::Cancelled), None),
    ("cancelled", Some(Status::Cancelled), None),
];

/// The scan an event tells of.
pub fn change(event: &Part<'_>) -> Option<Change> {
    let Some(shipment_id) = event.id("fulfillment_id") else {
        event.note(ProblemKind::Malformed, "fulfillment_id", "is missing");
        return None;
    };
    Some(Change::Parcel(Box::new(ParcelReading {
        carrier: Carrier::UNNAMED,
        number: None,
        unique_id: None,
        shipment_id: Some(shipment_id),
        scans: vec![scan(event)],
        report: Report {
            stated_at: event.first_instant(&["updated_at", "created_at"]),
            estimate: event.moment("estimated_delivery_at").map(estimate),
            ..Report::default()
        },
    })))
}

fn scan(event: &Part<'_>) -> Scan {
    let code = event.text("status").map(|code| code.to_ascii_lowercase());
    let (status, reason) = code.as_deref().map_or((None, None), |code| {
        meaning(code).unwrap_or_else(|| {
            event.note(ProblemKind::UnknownCode, "status", "is not known");
            (None, None)
        })
    });
    if code.is_none() {
        event.note(ProblemKind::Malformed, "status", "is missing");
    }
    Scan {
        source: "shopify".to_owned(),
        text: message(event, code.as_deref()),
        code,
        status,
        reason,
        time: time(event),
        place: place(event),
        position: 0,
        place_offset_min: None,
    }
}

fn meaning(code: &str) -> Option<(Option<Status>, Option<Reason>)> {
    let code = code.replace([' ', '-'], "_");
    STATUSES
        .iter()
        .find(|(known, ..)| *known == code)
        .map(|(_, status, reason)| (*status, *reason))
}

/// The message, unless it only repeats the code ("IN_TRANSIT").
fn message(event: &Part<'_>, code: Option<&str>) -> String {
    event
        .text("message")
        .filter(|message| code.is_none_or(|code| !message.eq_ignore_ascii_case(code)))
        .unwrap_or_default()
}

/// When it happened; failing that, when the shop heard of it.
fn time(event: &Part<'_>) -> ScanTime {
    let moment = event
        .moment("happened_at")
        .or_else(|| event.moment("created_at"));
    if event.value("happened_at").is_none() {
        event.note(ProblemKind::UnreadableTime, "happened_at", "is missing");
    }
    moment.map(Moment::scan_time).unwrap_or_default()
}

fn place(event: &Part<'_>) -> Place {
    let country = event.text("country");
    let code = country.as_deref().and_then(words::country);
    if country.is_some() && code.is_none() {
        event.note(ProblemKind::Malformed, "country", "is no country we know");
    }
    Place {
        city: event.text("city"),
        region: event
            .text("province_code")
            .or_else(|| event.text("province")),
        postal_code: event.text("zip"),
        country: code,
    }
}

/// An estimate is a day at its destination. A time in UTC says nothing of the
/// clock there, so its hours are left out.
fn estimate(moment: Moment) -> Estimate {
    match moment {
        Moment::Day(day) => Estimate::day(day),
        Moment::Instant(instant) => Estimate::day(instant.date_naive()),
        Moment::Local(local, _) | Moment::Zoned(local, ..) => Estimate::by(local),
    }
}
