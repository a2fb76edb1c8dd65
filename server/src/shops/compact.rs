//! Changes as a few readable lines, so that a test shows all that was read
//! and nothing that was not said.

use chrono::{DateTime, Utc};
use doorstep::order::{Address, OrderKind, OrderUpdate};
use doorstep::reading::{Estimate, ParcelReading};
use doorstep::scan::Place;
use doorstep::shipment::{Change, Direction, ShipmentUpdate};

/// Each change, one a paragraph.
pub fn changes(changes: &[Change]) -> String {
    let texts: Vec<String> = changes.iter().map(change).collect();
    texts.join("\n")
}

/// One change.
pub fn change(change: &Change) -> String {
    match change {
        Change::Order(order) => self::order(order),
        Change::Shipment(shipment) => self::shipment(shipment),
        Change::Parcel(parcel) => self::parcel(parcel),
    }
}

#[derive(Default)]
struct Parts(Vec<String>);

impl Parts {
    fn add(&mut self, name: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.0.push(format!("{name}={}", value.to_string()));
        }
    }
}

fn at(instant: DateTime<Utc>) -> String {
    instant.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn order(order: &OrderUpdate) -> String {
    let mut parts = Parts::default();
    if order.kind != OrderKind::Live {
        parts.add("kind", Some(order.kind.code()));
    }
    parts.add("placed", Some(at(order.placed_at)));
    parts.add("version", Some(at(order.version)));
    let names = [&order.buyer.first_name, &order.buyer.last_name];
    let name: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
    parts.add("buyer", (!name.is_empty()).then(|| name.join(" ")));
    parts.add("email", order.buyer.email.as_ref());
    parts.add("phone", order.buyer.phone.as_ref());
    parts.add("locale", order.locale.as_ref());
    parts.add("currency", order.currency.as_ref());
    parts.add("total", order.total_minor);
    parts.add("to", address(&order.destination));
    parts.add("expected", order.expected.as_ref().map(estimate));
    parts.add("service", order.service.as_ref());
    parts.add("cancelled", order.cancelled_at.map(at));
    let mut text = format!(
        "order {} {}: {}",
        order.external_id,
        order.number,
        parts.0.join(" ")
    );
    for line in &order.lines {
        let ships = if line.ships { "" } else { " stays" };
        let variant = line
            .variant
            .iter()
            .map(|v| format!(" ({v})"))
            .collect::<String>();
        let sku = line
            .sku
            .iter()
            .map(|s| format!(" sku={s}"))
            .collect::<String>();
        text += &format!(
            "\n  {}: {} x {}{variant}{sku}{ships}",
            line.external_id, line.quantity, line.title
        );
    }
    text
}

fn address(address: &Address) -> Option<String> {
    let street = address.street.join(" + ");
    let parts = [
        address.name.as_deref(),
        Some(street.as_str()),
        address.city.as_deref(),
        address.region.as_deref(),
        address.postal_code.as_deref(),
        address.country.as_deref(),
    ];
    (*address != Address::default()).then(|| parts.map(|p| p.unwrap_or("-")).join("/"))
}

fn estimate(estimate: &Estimate) -> String {
    let mut text = estimate.from.to_string();
    if estimate.to != estimate.from {
        text += &format!("..{}", estimate.to);
    }
    if let Some(hours) = estimate.hours {
        let from = hours.from.map(|from| from.to_string()).unwrap_or_default();
        text += &format!("@{from}-{}", hours.to);
    }
    text
}

fn shipment(shipment: &ShipmentUpdate) -> String {
    let mut parts = Parts::default();
    if shipment.direction != Direction::Outbound {
        parts.add("direction", Some(shipment.direction.code()));
    }
    parts.add("version", Some(at(shipment.version)));
    for tracking in &shipment.trackings {
        let link = tracking
            .link
            .iter()
            .map(|l| format!(" <{l}>"))
            .collect::<String>();
        parts.0.push(format!(
            "[{} {}{link}]",
            tracking.carrier.code(),
            tracking.number
        ));
    }
    parts.add("tracked", (!shipment.tracked).then_some("no"));
    for item in &shipment.items {
        parts.0.push(format!("{}x{}", item.quantity, item.line_id));
    }
    parts.add("packed", shipment.packed_at.map(at));
    parts.add("handed_over", shipment.handed_over_at.map(at));
    parts.add("cancelled", shipment.cancelled_at.map(at));
    parts.add("service", shipment.service.as_ref());
    parts.add("warehouse", shipment.warehouse.as_ref());
    parts.add("package", shipment.package_type.as_ref());
    parts.add("expected", shipment.expected.as_ref().map(estimate));
    format!(
        "shipment {} of {}: {}",
        shipment.external_id,
        shipment.order_external_id,
        parts.0.join(" ")
    )
}

fn parcel(parcel: &ParcelReading) -> String {
    let mut head = Parts::default();
    head.add(
        "carrier",
        (!parcel.carrier.is_unnamed()).then(|| parcel.carrier.code()),
    );
    head.add("number", parcel.number.as_ref());
    head.add("unique_id", parcel.unique_id.as_ref());
    head.add("shipment", parcel.shipment_id.as_ref());
    let report = &parcel.report;
    head.add("stated", report.stated_at.map(at));
    head.add("estimate", report.estimate.as_ref().map(estimate));
    head.add("left_at", report.left_at.as_ref());
    head.add("signed_by", report.signed_by.as_ref());
    head.add("pickup_point", report.pickup_point.as_ref());
    head.add("pickup_hours", report.pickup_hours.as_ref());
    head.add("pickup_until", report.pickup_until);
    let mut text = format!("parcel {}", head.0.join(" "));
    for scan in &parcel.scans {
        let mut parts = Parts::default();
        parts.add("code", scan.code.as_ref());
        parts.add("status", scan.status);
        parts.add("reason", scan.reason);
        parts.add("text", (!scan.text.is_empty()).then_some(&scan.text));
        parts.add("local", scan.time.local);
        parts.add("offset", scan.time.offset_min);
        parts.add("instant", scan.time.instant.map(at));
        parts.0.push(format!("{:?}", scan.time.precision));
        parts.add("at", place(&scan.place));
        text += &format!("\n  {}: {}", scan.source, parts.0.join(" "));
    }
    text
}

fn place(place: &Place) -> Option<String> {
    let parts = [
        &place.city,
        &place.region,
        &place.postal_code,
        &place.country,
    ];
    (!place.is_empty()).then(|| parts.map(|p| p.as_deref().unwrap_or("-")).join("/"))
}
