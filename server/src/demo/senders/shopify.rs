//! The shop: Shopify's webhooks for orders and fulfilments.

use super::signature::hmac_sha256;
use super::{Headers, Message, Source};
use crate::demo::journeys::{COUNTRY, Line, Step};
use crate::demo::round::Round;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use doorstep::carrier::Carrier;
use doorstep::number;
use serde_json::{Value, json};

/// The headers of a webhook; the signature is over the raw body.
pub fn headers(message: &Message, secret: &str) -> Headers {
    let signature = STANDARD.encode(hmac_sha256(secret, &message.body));
    vec![
        ("x-shopify-topic", message.topic.to_owned()),
        ("x-shopify-hmac-sha256", signature),
        ("x-shopify-shop-domain", "juniper-vale.example".to_owned()),
        ("x-shopify-api-version", "2026-01".to_owned()),
    ]
}

/// `orders/create`.
pub fn order(round: &Round, step: &Step) -> Message {
    let order = &round.journey.order;
    let placed = round.happens(step).to_rfc3339();
    let total: u32 = order
        .lines
        .iter()
        .map(|line| line.cents * line.quantity)
        .sum();
    let address = json!({
        "first_name": order.first_name,
        "last_name": order.last_name,
        "name": format!("{} {}", order.first_name, order.last_name),
        "address1": order.street,
        "address2": null,
        "city": order.town.city,
        "province_code": order.town.region,
        "zip": order.town.postal_code,
        "country_code": COUNTRY,
    });
    let body = json!({
        "id": round.order_id(),
        "name": round.order_number(),
        "order_number": round.order_number().trim_start_matches('#').parse::<u64>().ok(),
        "test": false,
        "email": format!("{}@example.com", order.first_name.to_lowercase()),
        "created_at": placed,
        "processed_at": placed,
        "updated_at": placed,
        "cancelled_at": null,
        "currency": "USD",
        "total_price": money(total),
        "financial_status": "paid",
        "fulfillment_status": null,
        "customer_locale": "en-US",
        "customer": {"first_name": order.first_name, "last_name": order.last_name},
        "billing_address": address,
        "shipping_address": address,
        "shipping_lines": [{"title": order.service, "code": order.service, "price": "0.00"}],
        "note_attributes": [{
            "name": "Delivery date",
            "value": round.day(order.expected).to_string(),
        }],
        "line_items": lines(round, &all_lines(round)),
        "fulfillments": [],
    });
    message("orders/create", &body)
}

/// `fulfillments/create`.
pub fn fulfilment(round: &Round, step: &Step, parcel: usize) -> Message {
    let number = round.tracking_number(parcel);
    let told = &round.journey.parcels[parcel];
    let link = number::link(&Carrier::from_code(told.carrier), &number);
    let packed = round.happens(step).to_rfc3339();
    let body = json!({
        "id": round.fulfilment_id(parcel),
        "order_id": round.order_id(),
        "name": format!("{}.{}", round.order_number(), parcel + 1),
        "status": "success",
        "service": "manual",
        "location_id": 72_105_331_u64,
        "created_at": packed,
        "updated_at": packed,
        "tracking_company": told.service,
        "tracking_number": number,
        "tracking_numbers": [number],
        "tracking_url": link,
        "tracking_urls": [link],
        "shipment_status": null,
        "line_items": lines(round, told.lines),
    });
    message("fulfillments/create", &body)
}

fn message(topic: &'static str, body: &Value) -> Message {
    Message {
        source: Source::Shopify,
        topic,
        body: body.to_string(),
    }
}

fn all_lines(round: &Round) -> Vec<usize> {
    (0..round.journey.order.lines.len()).collect()
}

fn lines(round: &Round, places: &[usize]) -> Vec<Value> {
    let lines = &round.journey.order.lines;
    places
        .iter()
        .map(|place| line(round, *place, &lines[*place]))
        .collect()
}

fn line(round: &Round, place: usize, line: &Line) -> Value {
    json!({
        "id": round.line_id(place),
        "title": line.title,
        "variant_title": line.variant,
        "name": format!("{} - {}", line.title, line.variant),
        "sku": line.sku,
        "quantity": line.quantity,
        "price": money(line.cents),
        "requires_shipping": true,
        "gift_card": false,
    })
}

/// "64.00".
pub fn money(cents: u32) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
