//! An order of Shopify's, with the fulfilments inside it.

use super::fulfilment;
use super::payload::Part;
use crate::carriers::words;
use crate::shops::{iso, money};
use chrono::NaiveDate;
use doorstep::order::{Address, Buyer, OrderKind, OrderLine, OrderUpdate};
use doorstep::reading::{Estimate, ProblemKind};
use doorstep::shipment::Change;

/// Whether the topic itself says that the order was called off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// The order speaks for itself.
    AsItIs,
    /// It is cancelled, whether or not it carries the time.
    Cancelled,
}

/// The order, then its fulfilments.
pub fn changes(order: &Part<'_>, telling: Telling) -> Vec<Change> {
    let order_id = order.own_id();
    let update = order_id.clone().and_then(|id| update(order, id, telling));
    let shipments = order
        .parts("fulfillments", "fulfillment")
        .into_iter()
        .filter_map(|part| fulfilment::change(&part, order_id.as_deref()));
    update
        .map(|update| Change::Order(Box::new(update)))
        .into_iter()
        .chain(shipments)
        .collect()
}

fn update(order: &Part<'_>, external_id: String, telling: Telling) -> Option<OrderUpdate> {
    let Some(version) = order.first_instant(&["updated_at", "created_at", "processed_at"]) else {
        order.note(ProblemKind::Malformed, "updated_at", "is missing");
        return None;
    };
    let currency = currency(order);
    let cancelled_at = order
        .instant("cancelled_at")
        .or((telling == Telling::Cancelled).then_some(version));
    Some(OrderUpdate {
        number: number(order).unwrap_or_else(|| external_id.clone()),
        kind: match order.answer("test") {
            Some(true) => OrderKind::Test,
            _ => OrderKind::Live,
        },
        // An import keeps the buyer's day in `processed_at`; otherwise the
        // two are the same.
        placed_at: order
            .first_instant(&["processed_at", "created_at"])
            .unwrap_or(version),
        version,
        buyer: buyer(order),
        locale: locale(order),
        total_minor: currency.as_deref().and_then(|code| total(order, code)),
        currency,
        destination: destination(order),
        lines: lines(order),
        expected: expected(order),
        service: service(order),
        cancelled_at,
        external_id,
    })
}

fn number(order: &Part<'_>) -> Option<String> {
    order.text("name").or_else(|| {
        order
            .text("order_number")
            .map(|number| format!("#{number}"))
    })
}

fn buyer(order: &Part<'_>) -> Buyer {
    let customer = order.part("customer", "customer");
    let shipping = order.part("shipping_address", "shipping_address");
    let billing = order.part("billing_address", "billing_address");
    let customer_text = |key: &str| customer.as_ref().and_then(|part| part.text(key));
    let people = [&customer, &shipping, &billing];
    // First and last name are taken from one person, never mixed.
    let (first_name, last_name) = people
        .into_iter()
        .flatten()
        .map(|person| (person.text("first_name"), person.text("last_name")))
        .find(|(first, last)| first.is_some() || last.is_some())
        .unwrap_or_default();
    let phones = [&customer, &shipping, &billing];
    Buyer {
        first_name,
        last_name,
        email: order
            .text("email")
            .or_else(|| order.text("contact_email"))
            .or_else(|| customer_text("email")),
        phone: order.text("phone").or_else(|| {
            phones
                .into_iter()
                .flatten()
                .find_map(|part| part.text("phone"))
        }),
    }
}

/// A language tag: letters, digits and hyphens, however it was joined.
fn locale(order: &Part<'_>) -> Option<String> {
    let tag = order.text("customer_locale")?.replace('_', "-");
    let fits = tag.len() <= 35
        && tag.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if !fits {
        order.note(
            ProblemKind::Malformed,
            "customer_locale",
            "is not a language tag",
        );
    }
    fits.then_some(tag)
}

fn currency(order: &Part<'_>) -> Option<String> {
    let text = order.text("currency")?;
    let code = money::currency(&text);
    if code.is_none() {
        order.note(ProblemKind::Malformed, "currency", "is not a currency");
    }
    code
}

fn total(order: &Part<'_>, currency: &str) -> Option<i64> {
    let key = ["total_price", "current_total_price"]
        .into_iter()
        .find(|key| order.value(key).is_some())?;
    let total = money::minor(&order.raw(key)?, currency);
    if total.is_none() {
        order.note(ProblemKind::Malformed, key, "is not an amount");
    }
    total
}

fn destination(order: &Part<'_>) -> Address {
    let Some(address) = order.part("shipping_address", "shipping_address") else {
        return Address::default();
    };
    let full_name = || {
        let names = [address.text("first_name"), address.text("last_name")];
        let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
        (!name.is_empty()).then_some(name)
    };
    let country = ["country_code", "country"].iter().find_map(|key| {
        address
            .text(key)
            .and_then(|country| words::country(&country))
    });
    Address {
        name: address
            .text("name")
            .or_else(full_name)
            .or_else(|| address.text("company")),
        street: ["address1", "address2"]
            .iter()
            .filter_map(|key| address.text(key))
            .collect(),
        city: address.text("city"),
        region: address
            .text("province_code")
            .or_else(|| address.text("province")),
        postal_code: address.text("zip"),
        country,
    }
}

fn lines(order: &Part<'_>) -> Vec<OrderLine> {
    order
        .parts("line_items", "line_item")
        .iter()
        .enumerate()
        .map(|(index, item)| line(item, index + 1))
        .collect()
}

fn line(item: &Part<'_>, position: usize) -> OrderLine {
    let quantity = item
        .count("current_quantity")
        .or_else(|| item.count("quantity"));
    if quantity.is_none() {
        item.note(ProblemKind::Malformed, "quantity", "is taken as 1");
    }
    let is_gift_card = item.answer("gift_card").unwrap_or(false);
    OrderLine {
        external_id: item.own_id().unwrap_or_else(|| position.to_string()),
        title: item
            .text("title")
            .or_else(|| item.text("name"))
            .or_else(|| item.text("sku"))
            .unwrap_or_default(),
        // The platform's word for "there is only one".
        variant: item
            .text("variant_title")
            .filter(|variant| variant != "Default Title"),
        sku: item.text("sku"),
        quantity: quantity.unwrap_or(1),
        ships: item.answer("requires_shipping").unwrap_or(!is_gift_card),
    }
}

fn service(order: &Part<'_>) -> Option<String> {
    order
        .parts("shipping_lines", "shipping_line")
        .iter()
        .filter(|line| line.answer("is_removed") != Some(true))
        .find_map(|line| line.text("title").or_else(|| line.text("code")))
}

/// Names under which delivery-date apps put the day into the order's notes.
const DELIVERY_DATE: [&str; 8] = [
    "deliverydate",
    "deliveryby",
    "deliverday",
    "deliveryday",
    "expecteddelivery",
    "expecteddeliverydate",
    "estimateddelivery",
    "estimateddeliverydate",
];

/// The delivery named at checkout. Shopify has no field for it; apps write it
/// into the notes. Only days written year first are taken: others are
/// ambiguous.
fn expected(order: &Part<'_>) -> Option<Estimate> {
    let fold = |name: &str| -> String {
        name.chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect()
    };
    order
        .parts("note_attributes", "note_attribute")
        .iter()
        .filter(|note| {
            note.text("name")
                .is_some_and(|name| DELIVERY_DATE.contains(&fold(&name).as_str()))
        })
        .find_map(|note| days(&note.text("value")?))
}

/// The first and the last of one or two days in a text.
fn days(text: &str) -> Option<Estimate> {
    let text = text.replace('/', "-");
    let days: Vec<NaiveDate> = (0..text.len())
        .filter_map(|start| iso::date(text.get(start..start + 10)?))
        .collect();
    match days.as_slice() {
        [day] => Some(Estimate::day(*day)),
        [from, to] if from <= to => Some(Estimate {
            from: *from,
            to: *to,
            hours: None,
        }),
        _ => None,
    }
}
