//! EasyPost: signed tracker events, each with the whole history so far.

use super::signature::hmac_sha256_hex;
use super::{Headers, Message, Source, Told, given};
use crate::demo::cast::Town;
use crate::demo::journeys::{Event, Step, What};
use crate::demo::round::Round;
use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;
use serde_json::{Value, json};

/// The signature is over the raw body.
pub fn headers(message: &Message, secret: &str) -> Headers {
    let signature = hmac_sha256_hex(secret, &message.body);
    vec![("x-hmac-signature", format!("hmac-sha256-hex={signature}"))]
}

/// `tracker.updated`.
pub fn event(told: &Told<'_>) -> Message {
    let round = told.round;
    let destination = &round.buyer().town;
    let carrier = name(round, told.parcel);
    let (status, detail, words) = says(told.event);
    let updated = stamp(&round.happens(told.step));
    let expected = told.expected.map(|expected| round.day(expected.day));
    let body = json!({
        "id": format!("evt_{}_{updated}", round.fulfilment_id(told.parcel)),
        "object": "Event",
        "description": "tracker.updated",
        "mode": "production",
        "result": {
            "id": format!("trk_{}", round.fulfilment_id(told.parcel)),
            "object": "Tracker",
            "mode": "production",
            "tracking_code": round.tracking_number(told.parcel),
            "status": status,
            "status_detail": detail,
            "updated_at": updated,
            "signed_by": null,
            "weight": 96.0,
            "est_delivery_date": expected.map(|day| format!("{day}T00:00:00Z")),
            "carrier": carrier,
            "tracking_details": history(told),
            "carrier_detail": {
                "object": "CarrierDetail",
                "service": round.carriage(told.parcel).service,
                "est_delivery_date_local": expected.map(|day| day.to_string()),
                "est_delivery_time_local": null,
                "destination_tracking_location": place(destination),
            },
            "finalized": true,
            "is_return": false,
        },
    });
    Message {
        source: Source::EasyPost,
        topic: "tracker.updated",
        body: body.to_string(),
        said: words,
    }
}

fn history(told: &Told<'_>) -> Vec<Value> {
    let until = told.step.at.order_key();
    told.round
        .journey
        .steps
        .iter()
        .filter(|step| step.at.order_key() <= until)
        .filter_map(|step| line(told.round, told.parcel, step))
        .collect()
}

fn line(round: &Round, of: usize, step: &Step) -> Option<Value> {
    let What::Scanned {
        parcel,
        event,
        stop,
        ..
    } = &step.what
    else {
        return None;
    };
    let (status, detail, words) = says(*event);
    let message = match event {
        Event::Delivered(place) => format!("{words}, {place}"),
        _ => words.to_owned(),
    };
    (*parcel == of).then(|| {
        json!({
            "object": "TrackingDetail",
            "message": message,
            "description": "",
            "status": status,
            "status_detail": detail,
            "datetime": stamp(&round.happens(step)),
            "source": name(round, of),
            "carrier_code": null,
            "tracking_location": place(round.town(*stop)),
        })
    })
}

/// What EasyPost calls the carrier.
fn name(round: &Round, parcel: usize) -> &'static str {
    match round.carriage(parcel).carrier {
        "usps" => "USPS",
        _ => "DHLExpress",
    }
}

fn place(town: &Town) -> Value {
    json!({
        "object": "TrackingLocation",
        "city": town.city.to_uppercase(),
        "state": given(town.region),
        "country": town.country,
        "zip": town.postal_code,
    })
}

/// EasyPost gives every time in UTC.
fn stamp(moment: &DateTime<Tz>) -> String {
    moment
        .with_timezone(&Utc)
        .to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Status, detail and the carrier's words.
const fn says(event: Event) -> (&'static str, &'static str, &'static str) {
    match event {
        Event::Label => ("pre_transit", "label_created", "Shipping Label Created"),
        Event::Awaited => (
            "pre_transit",
            "status_update",
            "Pre-Shipment Info Sent, Awaiting Item",
        ),
        Event::PickedUp => ("in_transit", "received_at_origin_facility", "Picked Up"),
        Event::Departed => ("in_transit", "departed_facility", "Departed Sort Facility"),
        Event::Arrived => (
            "in_transit",
            "arrived_at_facility",
            "Arrived at Sort Facility",
        ),
        Event::AtDestination => (
            "in_transit",
            "received_at_destination_facility",
            "Arrived at Local Facility",
        ),
        Event::Says(words) => ("in_transit", "arrived_at_facility", words),
        Event::Released => (
            "in_transit",
            "status_update",
            "Clearance processing complete",
        ),
        Event::OutForDelivery => ("out_for_delivery", "out_for_delivery", "Out for Delivery"),
        Event::AtCounter => (
            "available_for_pickup",
            "arrived_at_pickup_location",
            "Available for Pickup",
        ),
        Event::Collected | Event::Delivered(_) => {
            ("delivered", "arrived_at_destination", "Delivered")
        }
        trouble => exception(trouble),
    }
}

/// The same for what goes wrong.
const fn exception(event: Event) -> (&'static str, &'static str, &'static str) {
    match event {
        Event::Weather => ("in_transit", "weather_delay", "Weather Delay"),
        Event::Documents => (
            "in_transit",
            "transit_exception",
            "Clearance event: commercial invoice missing",
        ),
        Event::NotHome => (
            "failure",
            "delivery_exception",
            "Notice Left (No Authorized Recipient Available)",
        ),
        Event::AddressWrong => ("failure", "delivery_exception", "Insufficient Address"),
        Event::Refused => ("failure", "refused", "Refused"),
        Event::Returning => ("return_to_sender", "return", "Return to Sender Processed"),
        Event::Returned => (
            "delivered",
            "arrived_at_destination",
            "Delivered, To Original Sender",
        ),
        Event::Lost => ("failure", "lost", "Shipment declared lost"),
        _ => ("in_transit", "delayed", "In Transit, Arriving Late"),
    }
}
