//! A shop without a platform and a carrier without an adapter: both speak
//! through the plain JSON door, with a key.

use super::shopify::{email, money, total};
use super::{Headers, Message, Source, Told, given};
use crate::demo::journeys::{Event, Expected, Step};
use crate::demo::round::Round;
use crate::shops::door::Door;
use doorstep::carrier::Carrier;
use doorstep::number;
use doorstep::scan::{Reason, Status};
use serde_json::{Value, json};

/// What carriers call the counter a parcel waits at.
const COUNTER: &str = "Parcel shop";

/// The key.
pub fn headers(secret: &str) -> Headers {
    vec![("authorization", format!("Bearer {secret}"))]
}

/// `POST /api/v1/orders`.
pub fn order(round: &Round, step: &Step) -> Message {
    message(Source::Door, Door::Orders, &order_of(round, step))
}

/// The same, called off.
pub fn cancelled(round: &Round, step: &Step) -> Message {
    let now = round.happens(step).to_rfc3339();
    let mut body = order_of(round, round.placed_by());
    body["updated_at"] = now.clone().into();
    body["cancelled_at"] = now.into();
    message(Source::Door, Door::Orders, &body)
}

fn order_of(round: &Round, step: &Step) -> Value {
    let buyer = round.buyer();
    let placed = round.happens(step).to_rfc3339();
    json!({
        "id": round.order_id(),
        "number": round.order_number(),
        "placed_at": placed,
        "updated_at": placed,
        "email": email(buyer),
        "first_name": buyer.first_name,
        "last_name": buyer.last_name,
        "locale": round.locale(),
        "currency": "USD",
        "total": money(total(round)),
        "ship_to": {
            "name": format!("{} {}", buyer.first_name, buyer.last_name),
            "street": buyer.street,
            "city": buyer.town.city,
            "region": given(buyer.town.region),
            "postal_code": buyer.town.postal_code,
            "country": buyer.town.country,
        },
        "items": round.lines().map(|place| item(round, place)).collect::<Vec<_>>(),
        "expected": round.day(round.journey.expected).to_string(),
        "service": round.carriage(0).option,
    })
}

fn item(round: &Round, place: usize) -> Value {
    let (good, quantity) = round.line(place);
    json!({
        "id": round.line_id(place),
        "title": good.title,
        "variant": good.variant,
        "sku": good.sku,
        "quantity": quantity,
    })
}

/// `POST /api/v1/shipments`.
pub fn shipment(round: &Round, step: &Step, parcel: usize) -> Message {
    let carriage = round.carriage(parcel);
    let number = round.tracking_number(parcel);
    let packed = round.happens(step).to_rfc3339();
    let items = round
        .lines_of(parcel)
        .map(|place| json!({"id": round.line_id(place), "quantity": round.line(place).1}));
    let body = json!({
        "order_id": round.order_id(),
        "id": round.fulfilment_id(parcel),
        "updated_at": packed,
        "carrier": carriage.carrier,
        "number": number,
        "link": number::link(&Carrier::from_code(carriage.carrier), &number),
        "items": items.collect::<Vec<_>>(),
        "packed_at": packed,
        "service": carriage.service,
        "warehouse": round.lane().warehouse.city,
        "package_type": "Box M",
    });
    message(Source::Door, Door::Shipments, &body)
}

/// `POST /api/v1/scans`.
pub fn scan(told: &Told<'_>) -> Message {
    let (status, reason, words) = says(told.event);
    let mut body = json!({
        "carrier": told.round.carriage(told.parcel).carrier,
        "number": told.round.tracking_number(told.parcel),
        "status": status.code(),
        "reason": reason.map(Reason::code),
        "time": told.round.happens(told.step).to_rfc3339(),
        "text": words,
        "city": told.town.city,
        "region": given(told.town.region),
        "postal_code": told.town.postal_code,
        "country": told.town.country,
        "estimate": told.expected.map(|expected| estimate(told.round, expected)),
    });
    match told.event {
        Event::Delivered(place) => body["left_at"] = place.into(),
        Event::AtCounter => body["pickup_point"] = COUNTER.into(),
        _ => {}
    }
    Message {
        said: words,
        ..message(Source::Couriers, Door::Scans, &body)
    }
}

fn message(source: Source, door: Door, body: &Value) -> Message {
    Message {
        source,
        topic: door.name(),
        body: body.to_string(),
        said: door.name(),
    }
}

fn estimate(round: &Round, expected: Expected) -> Value {
    let day = round.day(expected.day).to_string();
    let clock = |(hour, minute): (u8, u8)| format!("{hour:02}:{minute:02}");
    match expected.hours {
        Some([from, to]) => json!({"from": day, "hours_from": clock(from), "hours_to": clock(to)}),
        None => json!({"from": day}),
    }
}

const fn says(event: Event) -> (Status, Option<Reason>, &'static str) {
    match event {
        Event::Label => (Status::LabelCreated, None, "Data entry"),
        Event::Awaited => (Status::LabelCreated, None, "Waiting for the package"),
        Event::PickedUp => (Status::PickedUp, None, "Package received from shipper"),
        Event::Departed => (Status::InTransit, None, "Departed facility"),
        Event::Arrived => (Status::InTransit, None, "Arrived at facility"),
        Event::AtDestination => (Status::InTransit, None, "At the local facility"),
        Event::Says(words) => (Status::InTransit, None, words),
        Event::Weather => (Status::InTransit, Some(Reason::Weather), "Weather delay"),
        Event::Late => (
            Status::InTransit,
            Some(Reason::Unknown),
            "Delayed in transit",
        ),
        Event::Documents => (
            Status::Exception,
            Some(Reason::Documents),
            "Customs: documents missing",
        ),
        Event::Released => (Status::InTransit, None, "Released by customs"),
        Event::OutForDelivery => (Status::OutForDelivery, None, "On the van"),
        Event::NotHome => (Status::Attempted, Some(Reason::NotHome), "Not home"),
        Event::AddressWrong => (
            Status::Exception,
            Some(Reason::AddressIncorrect),
            "Address not found",
        ),
        Event::AtCounter => (Status::AvailableForPickup, None, "Ready for collection"),
        Event::Collected => (Status::Delivered, None, "Collected"),
        Event::Refused => (Status::Attempted, Some(Reason::Refused), "Refused"),
        Event::Returning => (Status::Returning, None, "On its way back to the sender"),
        Event::Returned => (Status::Returned, None, "Back with the sender"),
        Event::Lost => (Status::Exception, Some(Reason::Lost), "Declared lost"),
        Event::Delivered(_) => (Status::Delivered, None, "Delivered"),
    }
}
