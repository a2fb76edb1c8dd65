//! A shipment through the door, as packing and fulfilment tools send it.

use super::expected::{estimate, expected};
use super::fields::{Errors, Fields};
use super::items::MOST_ITEMS;
use super::schema::{SHIPMENT, SHIPPED_ITEM, Shipment, ShippedItem};
use crate::shops::untracked;
use doorstep::carrier::Carrier;
use doorstep::number;
use doorstep::shipment::BY_SKU;
use doorstep::shipment::{Change, Direction, ShipmentItem, ShipmentUpdate, Tracking};
use serde_json::Value;

const MOST_NUMBERS: usize = 100;

/// The fewest and the most letters and digits of a tracking number.
const NUMBER_LENGTH: std::ops::RangeInclusive<usize> = 4..=60;

/// How a tracking number is written.
pub const A_NUMBER: &str = "send a tracking number of 4 to 60 letters and digits";

/// Reads a shipment.
pub fn change(value: &Value, errors: &Errors) -> Option<Change> {
    let fields = Fields::open(value, "", "a shipment", SHIPMENT, errors)?;
    let shipment = shipment(&fields)?;
    let trackings = trackings(&shipment);
    let tracked = shipment
        .tracked
        .unwrap_or_else(|| !trackings.is_empty() || !says_untracked(&shipment));
    Some(Change::Shipment(Box::new(ShipmentUpdate {
        order_external_id: shipment.order_id,
        external_id: shipment.id,
        version: shipment.updated_at.unwrap_or_else(|| errors.now()),
        direction: shipment.direction,
        trackings,
        tracked,
        items: shipment.items.into_iter().filter_map(item).collect(),
        packed_at: shipment.packed_at,
        handed_over_at: shipment.handed_over_at,
        cancelled_at: shipment.cancelled_at,
        service: shipment.service,
        warehouse: shipment.warehouse,
        package_type: shipment.package_type,
        expected: shipment.expected.as_ref().map(estimate),
        removed: false,
        over: None,
    })))
}

/// A tracking number with one spelling; `None` when it cannot be one.
pub fn tracking_number(text: &str) -> Option<String> {
    let length = text.chars().filter(char::is_ascii_alphanumeric).count();
    NUMBER_LENGTH.contains(&length).then(|| number::clean(text))
}

fn shipment(fields: &Fields<'_>) -> Option<Shipment> {
    let order_id = fields.id("order_id");
    let order_id = fields.required("order_id", order_id, "send the id of its order");
    let id = fields.id("id");
    let id = fields.required("id", id, "send your own id of the shipment");
    let send_direction = "send \"outbound\" or \"return\"";
    let shipment = Shipment {
        updated_at: fields.instant("updated_at"),
        direction: fields
            .read("direction", send_direction, Direction::from_code)
            .unwrap_or_default(),
        carrier: fields.text("carrier"),
        number: fields.read("number", A_NUMBER, tracking_number),
        numbers: numbers(fields),
        link: fields.read("link", "send a link that starts with https://", link),
        tracked: fields.answer("tracked"),
        items: items(fields),
        packed_at: fields.instant("packed_at"),
        handed_over_at: fields.instant("handed_over_at"),
        cancelled_at: fields.instant("cancelled_at"),
        service: fields.text("service"),
        warehouse: fields.text("warehouse"),
        package_type: fields.text("package_type"),
        expected: expected(fields, "expected"),
        order_id: order_id?,
        id: id?,
    };
    if shipment.number.is_some() && !shipment.numbers.is_empty() {
        fields.fail("numbers", "stands beside \"number\"; send one of the two");
    }
    Some(shipment)
}

fn numbers(fields: &Fields<'_>) -> Vec<String> {
    let texts = fields.texts("numbers", MOST_NUMBERS);
    let numbers: Vec<Option<String>> = texts.iter().map(|text| tracking_number(text)).collect();
    for (text, number) in texts.iter().zip(&numbers) {
        if number.is_none() {
            let shown = super::fields::quote(text);
            fields.fail("numbers", format!("holds \"{shown}\"; {A_NUMBER}"));
        }
    }
    numbers.into_iter().flatten().collect()
}

/// Only links a browser opens as a page: the shopper will be sent there.
fn link(text: &str) -> Option<String> {
    let start = text.get(..8)?.to_ascii_lowercase();
    let fits = (start == "https://" || start.starts_with("http://"))
        && !text
            .chars()
            .any(|c| c.is_whitespace() || matches!(c, '<' | '>' | '"'));
    fits.then(|| text.to_owned())
}

fn trackings(shipment: &Shipment) -> Vec<Tracking> {
    let carrier = shipment
        .carrier
        .as_deref()
        .map_or(Carrier::UNNAMED, Carrier::from_words);
    let mut trackings: Vec<Tracking> = Vec::new();
    for number in shipment.number.iter().chain(&shipment.numbers) {
        if trackings.iter().all(|known| known.number != *number) {
            trackings.push(Tracking {
                carrier: carrier.clone(),
                number: number.clone(),
                link: shipment.link.clone().filter(|_| shipment.number.is_some()),
            });
        }
    }
    trackings
}

fn says_untracked(shipment: &Shipment) -> bool {
    [&shipment.carrier, &shipment.service]
        .into_iter()
        .flatten()
        .any(|words| untracked::is_untracked(words))
}

fn items(fields: &Fields<'_>) -> Vec<ShippedItem> {
    let noun = "a shipment's item";
    fields
        .list("items", MOST_ITEMS)
        .iter()
        .filter_map(|(path, value)| {
            let fields = Fields::open(value, path, noun, SHIPPED_ITEM, fields.errors())?;
            shipped_item(&fields)
        })
        .collect()
}

fn shipped_item(fields: &Fields<'_>) -> Option<ShippedItem> {
    let send_quantity = "send how many, 1 or more";
    let quantity = fields.read("quantity", send_quantity, |text| {
        text.parse().ok().filter(|quantity| *quantity > 0)
    });
    let quantity = fields.required("quantity", quantity, send_quantity);
    let (id, sku) = (fields.id("id"), fields.text("sku"));
    if id.is_none() && sku.is_none() {
        let advice = "send the id of the order's item, or its sku";
        fields.missing("id", advice);
    }
    Some(ShippedItem {
        id,
        sku,
        quantity: quantity?,
    })
}

/// The line's id outranks its article number: two lines may share one.
fn item(item: ShippedItem) -> Option<ShipmentItem> {
    let by_sku = || item.sku.as_ref().map(|sku| format!("{BY_SKU}{sku}"));
    Some(ShipmentItem {
        line_id: item.id.clone().or_else(by_sku)?,
        quantity: item.quantity,
    })
}
