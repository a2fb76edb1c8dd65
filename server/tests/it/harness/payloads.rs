//! Small payloads of our own making, in the shapes the platforms send.

use serde_json::{Value, json};

/// An object with some of its fields replaced.
pub fn with(mut object: Value, fields: &Value) -> Value {
    for (key, value) in fields.as_object().into_iter().flatten() {
        object[key] = value.clone();
    }
    object
}

/// A Shopify order of one item, placed on 10 May 2026.
pub fn order(id: u64) -> Value {
    json!({
        "id": id,
        "name": format!("#{id}"),
        "created_at": "2026-05-10T09:00:00Z",
        "updated_at": "2026-05-10T09:00:00Z",
        "currency": "USD",
        "total_price": "59.90",
        "email": "ada@example.com",
        "customer": { "first_name": "Ada", "last_name": "Lang" },
        "shipping_address": {
            "name": "Ada Lang", "address1": "12 Mill Lane", "city": "Brooklyn",
            "province_code": "NY", "zip": "11201", "country_code": "US"
        },
        "line_items": [
            { "id": line(id), "title": "Trail shoe", "quantity": 2, "requires_shipping": true }
        ]
    })
}

/// The id of an order's one line.
pub const fn line(order: u64) -> u64 {
    order * 10
}

/// A fulfilment of an order, packed on 11 May 2026, with its numbers, carried
/// by UPS.
pub fn fulfilment(id: u64, order: u64, numbers: &[&str]) -> Value {
    json!({
        "id": id,
        "order_id": order,
        "status": "success",
        "created_at": "2026-05-11T09:00:00Z",
        "updated_at": "2026-05-11T09:00:00Z",
        "tracking_company": "UPS",
        "tracking_numbers": numbers,
        "line_items": [{ "id": line(order), "quantity": 2 }]
    })
}

/// One line of a carrier's history.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// EasyPost's status.
    pub status: &'static str,
    /// EasyPost's finer status.
    pub detail: &'static str,
    /// When, as an instant.
    pub at: &'static str,
    /// The carrier's words.
    pub words: &'static str,
}

/// A line of a history.
pub const fn line_of(
    status: &'static str,
    detail: &'static str,
    at: &'static str,
    words: &'static str,
) -> Line {
    Line {
        status,
        detail,
        at,
        words,
    }
}

/// A whole journey: label, pick-up, a depot, the van, the door.
pub const JOURNEY: [Line; 5] = [
    line_of(
        "pre_transit",
        "label_created",
        "2026-05-11T10:00:00Z",
        "Label created",
    ),
    line_of(
        "in_transit",
        "arrived_at_facility",
        "2026-05-11T18:00:00Z",
        "Picked up",
    ),
    line_of(
        "in_transit",
        "departed_facility",
        "2026-05-12T03:00:00Z",
        "Departed from facility",
    ),
    line_of(
        "out_for_delivery",
        "out_for_delivery",
        "2026-05-13T12:00:00Z",
        "Out for delivery",
    ),
    line_of(
        "delivered",
        "arrived_at_destination",
        "2026-05-13T17:30:00Z",
        "Delivered",
    ),
];

/// An EasyPost event about a UPS parcel with these lines of its history,
/// oldest first; the newest is how it stands.
pub fn tracker(number: &str, lines: &[Line]) -> Value {
    let details: Vec<Value> = lines.iter().map(detail).collect();
    let newest = lines.last();
    json!({
        "id": format!("evt_{number}_{}", lines.len()),
        "object": "Event",
        "description": "tracker.updated",
        "result": {
            "id": format!("trk_{number}"),
            "object": "Tracker",
            "tracking_code": number,
            "carrier": "UPS",
            "status": newest.map(|line| line.status),
            "status_detail": newest.map(|line| line.detail),
            "updated_at": newest.map(|line| line.at),
            "tracking_details": details
        }
    })
}

/// The same with the carrier's estimate.
pub fn tracker_expected(number: &str, lines: &[Line], day: &str) -> Value {
    let mut event = tracker(number, lines);
    event["result"]["carrier_detail"] = json!({ "est_delivery_date_local": day });
    event
}

fn detail(line: &Line) -> Value {
    json!({
        "object": "TrackingDetail",
        "message": line.words,
        "status": line.status,
        "status_detail": line.detail,
        "datetime": line.at,
        "source": "UPS",
        "tracking_location": { "city": "Newark", "state": "NJ", "country": "US", "zip": "07101" }
    })
}

/// An order for the JSON door.
pub fn door_order(id: &str) -> Value {
    json!({
        "id": id,
        "number": format!("#{id}"),
        "placed_at": "2026-05-10T09:00:00Z",
        "updated_at": "2026-05-10T09:00:00Z",
        "ship_to": { "city": "Brooklyn", "region": "NY", "country": "US" },
        "items": [{ "id": "1", "title": "Trail shoe", "quantity": 2 }]
    })
}

/// A shipment for the JSON door.
pub fn door_shipment(id: &str, order: &str, number: &str) -> Value {
    json!({
        "id": id,
        "order_id": order,
        "updated_at": "2026-05-11T09:00:00Z",
        "carrier": "UPS",
        "number": number,
        "packed_at": "2026-05-11T09:00:00Z"
    })
}

/// A scan for the JSON door.
pub fn door_scan(number: &str, status: &str, time: &str) -> Value {
    json!({ "carrier": "UPS", "number": number, "status": status, "time": time })
}
