//! The shop: Shopify's webhooks for orders and fulfilments.

use super::signature::hmac_sha256;
use super::{Headers, Message, Source, given};
use crate::demo::cast::Buyer;
use crate::demo::journeys::Step;
use crate::demo::round::Round;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use doorstep::carrier::Carrier;
use doorstep::number;
use serde_json::{Value, json};
use std::ops::Range;

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
    message("orders/create", &order_of(round, step))
}

/// `orders/cancelled`.
pub fn cancelled(round: &Round, step: &Step) -> Message {
    let now = round.happens(step).to_rfc3339();
    let mut body = order_of(round, round.placed_by());
    body["updated_at"] = now.clone().into();
    body["cancelled_at"] = now.into();
    message("orders/cancelled", &body)
}

fn order_of(round: &Round, step: &Step) -> Value {
    let buyer = round.buyer();
    let placed = round.happens(step).to_rfc3339();
    let option = round.carriage(0).option;
    let address = json!({
        "first_name": buyer.first_name,
        "last_name": buyer.last_name,
        "name": format!("{} {}", buyer.first_name, buyer.last_name),
        "address1": buyer.street,
        "address2": null,
        "city": buyer.town.city,
        "province_code": given(buyer.town.region),
        "zip": buyer.town.postal_code,
        "country_code": buyer.town.country,
    });
    json!({
        "id": round.order_id(),
        "name": round.order_number(),
        "order_number": round.order_number().trim_start_matches('#').parse::<u64>().ok(),
        "test": false,
        "email": email(buyer),
        "created_at": placed,
        "processed_at": placed,
        "updated_at": placed,
        "cancelled_at": null,
        "currency": "USD",
        "total_price": money(total(round)),
        "financial_status": "paid",
        "fulfillment_status": null,
        "customer_locale": round.locale(),
        "customer": {"first_name": buyer.first_name, "last_name": buyer.last_name},
        "billing_address": address,
        "shipping_address": address,
        "shipping_lines": [{"title": option, "code": option, "price": "0.00"}],
        "note_attributes": [{
            "name": "Delivery date",
            "value": round.day(round.journey.expected).to_string(),
        }],
        "line_items": lines(round, round.lines()),
        "fulfillments": [],
    })
}

/// `fulfillments/create`.
pub fn fulfilment(round: &Round, step: &Step, parcel: usize) -> Message {
    let number = round.tracking_number(parcel);
    let carriage = round.carriage(parcel);
    let link = number::link(&Carrier::from_code(carriage.carrier), &number);
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
        "tracking_company": carriage.service,
        "tracking_number": number,
        "tracking_numbers": [number],
        "tracking_url": link,
        "tracking_urls": [link],
        "shipment_status": null,
        "line_items": lines(round, round.lines_of(parcel)),
    });
    message("fulfillments/create", &body)
}

fn message(topic: &'static str, body: &Value) -> Message {
    Message {
        source: Source::Shopify,
        topic,
        body: body.to_string(),
        said: topic,
    }
}

fn lines(round: &Round, places: Range<usize>) -> Vec<Value> {
    places.map(|place| line(round, place)).collect()
}

fn line(round: &Round, place: usize) -> Value {
    let (good, quantity) = round.line(place);
    json!({
        "id": round.line_id(place),
        "title": good.title,
        "variant_title": good.variant,
        "name": format!("{} - {}", good.title, good.variant),
        "sku": good.sku,
        "quantity": quantity,
        "price": money(good.cents),
        "requires_shipping": true,
        "gift_card": false,
    })
}

/// What the order costs, in cents.
pub fn total(round: &Round) -> u32 {
    let lines = round.lines().map(|place| round.line(place));
    lines.map(|(good, quantity)| good.cents * quantity).sum()
}

/// Nobody reads mail at this address.
pub fn email(buyer: &Buyer) -> String {
    let name = buyer.first_name.to_lowercase();
    let plain: String = name.chars().filter(char::is_ascii_lowercase).collect();
    format!("{plain}@example.com")
}

/// "64.00".
pub fn money(cents: u32) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
