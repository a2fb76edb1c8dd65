//! An order through the door.

use super::expected::{estimate, expected};
use super::fields::{AN_INSTANT, Errors, Fields};
use super::items::MOST_ITEMS;
use super::schema::{ITEM, Item, ORDER, Order, SHIP_TO, ShipTo};
use crate::carriers::words;
use crate::shops::money;
use doorstep::order::{Address, Buyer, OrderKind, OrderLine, OrderUpdate};
use doorstep::shipment::Change;
use serde_json::Value;
use std::collections::HashSet;

/// How a country is written.
pub const A_COUNTRY: &str = "send two letters, like AT";

const MOST_STREET_LINES: usize = 10;
const LONGEST_EMAIL: usize = 254;

/// Reads an order.
pub fn change(value: &Value, errors: &Errors) -> Option<Change> {
    let order = order(&Fields::open(value, "", "an order", ORDER, errors)?)?;
    let total_minor = total_minor(&order);
    Some(Change::Order(Box::new(OrderUpdate {
        external_id: order.id,
        number: order.number,
        kind: if order.test {
            OrderKind::Test
        } else {
            OrderKind::Live
        },
        placed_at: order.placed_at,
        version: order.updated_at.unwrap_or_else(|| errors.now()),
        buyer: Buyer {
            first_name: order.first_name,
            last_name: order.last_name,
            email: order.email,
            phone: order.phone,
        },
        locale: order.locale,
        currency: order.currency,
        total_minor,
        destination: order.ship_to.map(address).unwrap_or_default(),
        lines: lines(order.items),
        expected: order.expected.as_ref().map(estimate),
        service: order.service,
        cancelled_at: order.cancelled_at,
    })))
}

fn order(fields: &Fields<'_>) -> Option<Order> {
    let id = fields.required("id", fields.id("id"), "send your own id of the order");
    let number = fields.text("number");
    let number = fields.required("number", number, "send the number the buyer knows");
    let placed_at = fields.instant("placed_at");
    let placed_at = fields.required("placed_at", placed_at, AN_INSTANT);
    let order = Order {
        updated_at: fields.instant("updated_at"),
        test: fields.answer("test").unwrap_or(false),
        email: fields.read("email", "send one e-mail address", email),
        phone: fields.text("phone"),
        first_name: fields.text("first_name"),
        last_name: fields.text("last_name"),
        locale: fields.read("locale", "send a language tag, like de-AT", locale),
        currency: fields.read("currency", "send three letters, like EUR", money::currency),
        total: fields.decimal("total"),
        ship_to: ship_to(fields),
        items: items(fields),
        expected: expected(fields, "expected"),
        service: fields.text("service"),
        cancelled_at: fields.instant("cancelled_at"),
        id: id?,
        number: number?,
        placed_at: placed_at?,
    };
    check_total(fields, &order);
    Some(order)
}

fn check_total(fields: &Fields<'_>, order: &Order) {
    let Some(total) = &order.total else {
        return;
    };
    let Some(currency) = &order.currency else {
        let advice = "send the currency of the total, like EUR";
        fields.missing("currency", advice);
        return;
    };
    if money::minor(total, currency).is_none() {
        let places = money::exponent(currency);
        let problem = format!(
            "is no amount of {currency}; send a decimal text with up to {places} decimals, like {}",
            if places == 0 { "5798" } else { "57.98" }
        );
        fields.fail("total", problem);
    }
}

fn total_minor(order: &Order) -> Option<i64> {
    money::minor(order.total.as_deref()?, order.currency.as_deref()?)
}

fn ship_to(fields: &Fields<'_>) -> Option<ShipTo> {
    let value = fields.value("ship_to")?;
    let path = fields.path_to("ship_to");
    let fields = Fields::open(value, &path, "an address", SHIP_TO, fields.errors())?;
    Some(ShipTo {
        name: fields.text("name"),
        street: fields.texts("street", MOST_STREET_LINES),
        city: fields.text("city"),
        region: fields.text("region"),
        postal_code: fields.text("postal_code"),
        country: fields.read("country", A_COUNTRY, words::country),
    })
}

fn address(ship_to: ShipTo) -> Address {
    Address {
        name: ship_to.name,
        street: ship_to.street,
        city: ship_to.city,
        region: ship_to.region,
        postal_code: ship_to.postal_code,
        country: ship_to.country,
    }
}

fn items(fields: &Fields<'_>) -> Vec<Item> {
    let values = fields.list("items", MOST_ITEMS);
    if values.is_empty() {
        fields.missing("items", "send a list with one item or more");
    }
    let mut ids = HashSet::new();
    values
        .iter()
        .enumerate()
        .filter_map(|(index, (path, value))| {
            let fields = Fields::open(value, path, "an order's item", ITEM, fields.errors())?;
            let item_id = fields.id("id");
            let id = item_id.clone().unwrap_or_else(|| (index + 1).to_string());
            if !ids.insert(id.clone()) {
                let problem = format!("is \"{id}\" like an item before; send each id once");
                fields.fail("id", problem);
            }
            item(&fields, item_id)
        })
        .collect()
}

fn item(fields: &Fields<'_>, id: Option<String>) -> Option<Item> {
    let title = fields.required("title", fields.text("title"), "send what it is called");
    let quantity = fields.count("quantity");
    let quantity = fields.required("quantity", quantity, "send how many, like 1");
    Some(Item {
        id,
        variant: fields.text("variant"),
        sku: fields.text("sku"),
        ships: fields.answer("ships").unwrap_or(true),
        title: title?,
        quantity: quantity?,
    })
}

fn lines(items: Vec<Item>) -> Vec<OrderLine> {
    items
        .into_iter()
        .enumerate()
        .map(|(index, item)| OrderLine {
            external_id: item.id.unwrap_or_else(|| (index + 1).to_string()),
            title: item.title,
            variant: item.variant,
            sku: item.sku,
            quantity: item.quantity,
            ships: item.ships,
        })
        .collect()
}

/// An address in the rough: whether it works, only sending to it shows.
fn email(text: &str) -> Option<String> {
    let (name, host) = text.rsplit_once('@')?;
    let fits = !name.is_empty()
        && !host.is_empty()
        && text.chars().count() <= LONGEST_EMAIL
        && !text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c));
    fits.then(|| text.to_owned())
}

fn locale(text: &str) -> Option<String> {
    let tag = text.replace('_', "-");
    let fits = tag.len() <= 35
        && tag
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()))
        && tag.starts_with(|letter: char| letter.is_ascii_alphabetic());
    fits.then_some(tag)
}
