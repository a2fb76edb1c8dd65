//! A shop without a platform and a carrier without an adapter: both speak
//! through the plain JSON door, with a key.

use super::shopify::money;
use super::{Headers, Message, Source, Told};
use crate::demo::journeys::{COUNTRY, Event, Expected, Step};
use crate::demo::round::Round;
use crate::shops::door::Door;
use doorstep::carrier::Carrier;
use doorstep::number;
use doorstep::scan::{Reason, Status};
use serde_json::{Value, json};

/// The key.
pub fn headers(secret: &str) -> Headers {
    vec![("authorization", format!("Bearer {secret}"))]
}

/// `POST /api/v1/orders`.
pub fn order(round: &Round, step: &Step) -> Message {
    let order = &round.journey.order;
    let placed = round.happens(step).to_rfc3339();
    let total: u32 = order
        .lines
        .iter()
        .map(|line| line.cents * line.quantity)
        .sum();
    let items: Vec<Value> = order
        .lines
        .iter()
        .enumerate()
        .map(|(place, line)| {
            json!({
                "id": round.line_id(place),
                "title": line.title,
                "variant": line.variant,
                "sku": line.sku,
                "quantity": line.quantity,
            })
        })
        .collect();
    let body = json!({
        "id": round.order_id(),
        "number": round.order_number(),
        "placed_at": placed,
        "updated_at": placed,
        "email": format!("{}@example.com", order.first_name.to_lowercase()),
        "first_name": order.first_name,
        "last_name": order.last_name,
        "locale": "en-US",
        "currency": "USD",
        "total": money(total),
        "ship_to": {
            "name": format!("{} {}", order.first_name, order.last_name),
            "street": order.street,
            "city": order.town.city,
            "region": order.town.region,
            "postal_code": order.town.postal_code,
            "country": COUNTRY,
        },
        "items": items,
        "expected": round.day(order.expected).to_string(),
        "service": order.service,
    });
    message(Door::Orders, &body)
}

/// `POST /api/v1/shipments`.
pub fn shipment(round: &Round, step: &Step, parcel: usize) -> Message {
    let told = &round.journey.parcels[parcel];
    let number = round.tracking_number(parcel);
    let packed = round.happens(step).to_rfc3339();
    let items: Vec<Value> = told
        .lines
        .iter()
        .map(|place| {
            let quantity = round.journey.order.lines[*place].quantity;
            json!({"id": round.line_id(*place), "quantity": quantity})
        })
        .collect();
    let body = json!({
        "order_id": round.order_id(),
        "id": round.fulfilment_id(parcel),
        "updated_at": packed,
        "carrier": told.carrier,
        "number": number,
        "link": number::link(&Carrier::from_code(told.carrier), &number),
        "items": items,
        "packed_at": packed,
        "service": told.service,
        "warehouse": "Reno",
        "package_type": "Box M",
    });
    message(Door::Shipments, &body)
}

/// `POST /api/v1/scans`.
pub fn scan(told: &Told<'_>) -> Message {
    let (status, reason, words) = says(told.event);
    let mut body = json!({
        "carrier": told.round.journey.parcels[told.parcel].carrier,
        "number": told.round.tracking_number(told.parcel),
        "status": status.code(),
        "reason": reason.map(Reason::code),
        "time": told.round.happens(told.step).to_rfc3339(),
        "text": words,
        "city": told.town.city,
        "region": told.town.region,
        "postal_code": told.town.postal_code,
        "country": COUNTRY,
        "estimate": told.expected.map(|expected| estimate(told.round, expected)),
    });
    if let Event::Delivered(place) = told.event {
        body["left_at"] = place.into();
    }
    message(Door::Scans, &body)
}

fn message(door: Door, body: &Value) -> Message {
    Message {
        source: Source::Door,
        topic: door.name(),
        body: body.to_string(),
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
        Event::PickedUp => (Status::PickedUp, None, "Package received from shipper"),
        Event::Departed => (Status::InTransit, None, "Departed facility"),
        Event::Arrived => (Status::InTransit, None, "Arrived at facility"),
        Event::AtDestination => (Status::InTransit, None, "At the local facility"),
        Event::Weather => (Status::InTransit, Some(Reason::Weather), "Weather delay"),
        Event::OutForDelivery => (Status::OutForDelivery, None, "On the van"),
        Event::NotHome => (Status::Attempted, Some(Reason::NotHome), "Not home"),
        Event::Delivered(_) => (Status::Delivered, None, "Delivered"),
    }
}
