//! Shopify: orders, fulfilments and fulfilment events from its webhooks.
//!
//! Its admin interface answers in the same shapes inside a wrapper
//! (`{"order": ...}`, `{"fulfillments": [...]}`), so those are read as well.

mod event;
mod fulfilment;
mod order;
mod payload;
mod people;
mod verify;

pub use verify::verify;

use super::{Shop, ShopReading};
use crate::carriers::tracking_part::TrackingPart;
use crate::carriers::{Unreadable, json};
use doorstep::shipment::Change;
use payload::{Notes, Part};
use serde_json::Value;

/// Shopify, for the list of shops.
pub const SHOP: Shop = Shop {
    name: "shopify",
    topic_header: "x-shopify-topic",
    read,
    topic_of,
    verify,
    asks: people::asks,
    tracking_part: TRACKING_PART,
};

/// Not the buyer, nor any address, nor what was written into the order.
const TRACKING_PART: TrackingPart = TrackingPart {
    inside: &[
        "order",
        "orders",
        "fulfillment",
        "fulfillments",
        "fulfillment_event",
        "fulfillment_events",
        "line_items",
        "tracking_info",
    ],
    fields: &[
        "id",
        "admin_graphql_api_id",
        "order_id",
        "fulfillment_id",
        "order_number",
        "name",
        "created_at",
        "updated_at",
        "processed_at",
        "cancelled_at",
        "happened_at",
        "estimated_delivery_at",
        "test",
        "currency",
        "total_price",
        "status",
        "message",
        "sku",
        "quantity",
        "current_quantity",
        "requires_shipping",
        "gift_card",
        "tracking_company",
        "tracking_number",
        "tracking_numbers",
        "company",
        "number",
        "service",
        "location_id",
        "city",
        "province",
        "province_code",
        "country",
    ],
};

/// What a payload is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Order,
    CancelledOrder,
    Fulfilment,
    Event,
}

/// The topics read. The further order topics carry the same order.
const TOPICS: &[(&str, Subject)] = &[
    ("orders/create", Subject::Order),
    ("orders/updated", Subject::Order),
    ("orders/cancelled", Subject::CancelledOrder),
    ("orders/paid", Subject::Order),
    ("orders/fulfilled", Subject::Order),
    ("orders/partially_fulfilled", Subject::Order),
    ("fulfillments/create", Subject::Fulfilment),
    ("fulfillments/update", Subject::Fulfilment),
    ("fulfillment_events/create", Subject::Event),
];

/// Reads a webhook's body by its topic (`X-Shopify-Topic`).
///
/// # Errors
/// When the topic is none of ours, the body is not JSON, or nothing in it can
/// be told apart as an order, a fulfilment or an event.
pub fn read(topic: &str, body: &[u8]) -> Result<ShopReading, Unreadable> {
    let subject = subject(topic)
        .ok_or_else(|| Unreadable(format!("the topic {:?} is not read", payload::quote(topic))))?;
    let payload = parse(body)?;
    let notes = Notes::default();
    let mut changes = Vec::new();
    for value in roots(subject, &payload) {
        match Part::of(subject.noun(), value, &notes) {
            Some(part) => changes.extend(changes_of(subject, &part)),
            None => notes.malformed(subject.noun(), "is not an object", value),
        }
    }
    let problems = notes.into_problems();
    if changes.is_empty() {
        let why = problems.first().map_or_else(
            || format!("there is no {} in it", subject.noun()),
            |problem| problem.detail.clone(),
        );
        return Err(Unreadable(why));
    }
    Ok(ShopReading { changes, problems })
}

/// Tells the topic of a body that came without its header, by its shape.
#[must_use]
pub fn topic_of(body: &[u8]) -> Option<&'static str> {
    let payload = parse(body).ok()?;
    let topics = [
        (Subject::Order, "orders/updated"),
        (Subject::Fulfilment, "fulfillments/update"),
        (Subject::Event, "fulfillment_events/create"),
    ];
    topics
        .into_iter()
        .find(|(subject, _)| {
            roots(*subject, &payload)
                .first()
                .is_some_and(|root| subject.looks_like(root))
        })
        .map(|(_, topic)| topic)
}

impl Subject {
    const fn noun(self) -> &'static str {
        match self {
            Self::Order | Self::CancelledOrder => "order",
            Self::Fulfilment => "fulfillment",
            Self::Event => "fulfillment_event",
        }
    }

    /// Whether a body has the fields by which its kind is told from the
    /// others.
    fn looks_like(self, root: &Value) -> bool {
        let has = |key: &str| root.get(key).is_some();
        match self {
            Self::Order | Self::CancelledOrder => {
                let has_order_fields = ["line_items", "order_number", "financial_status"]
                    .into_iter()
                    .any(has);
                has("id") && has_order_fields && !has("order_id")
            }
            Self::Fulfilment => has("id") && has("order_id") && !has("fulfillment_id"),
            Self::Event => has("fulfillment_id") && has("status"),
        }
    }
}

/// Topics come as `orders/create`, and as `ORDERS_CREATE` from subscriptions
/// made through GraphQL.
fn subject(topic: &str) -> Option<Subject> {
    let folded = |topic: &str| topic.trim().to_ascii_lowercase().replace('/', "_");
    TOPICS
        .iter()
        .find(|(known, _)| folded(known) == folded(topic))
        .map(|(_, subject)| *subject)
}

/// Parses a body; bytes that are no UTF-8 cost their characters only.
fn parse(body: &[u8]) -> Result<Value, Unreadable> {
    let text = String::from_utf8_lossy(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body));
    serde_json::from_str(&text).map_err(|error| Unreadable(format!("not JSON: {error}")))
}

/// The things a payload is about: itself, or what its wrapper holds.
fn roots(subject: Subject, payload: &Value) -> Vec<&Value> {
    let noun = subject.noun();
    let wrapped = payload
        .get(noun)
        .or_else(|| payload.get(format!("{noun}s")));
    json::list(wrapped.unwrap_or(payload))
}

fn changes_of(subject: Subject, part: &Part<'_>) -> Vec<Change> {
    match subject {
        Subject::Order => order::changes(part, order::Telling::AsItIs),
        Subject::CancelledOrder => order::changes(part, order::Telling::Cancelled),
        Subject::Fulfilment => fulfilment::change(part, None).into_iter().collect(),
        Subject::Event => event::change(part).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests;
