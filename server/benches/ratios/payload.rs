//! The webhooks of one carrier feed, signed as EasyPost signs them: one new
//! line of a parcel's history in each.

use chrono::{DateTime, Duration, SecondsFormat, Utc};
use hmac::{Hmac, Mac};
use serde_json::json;
use sha2::Sha256;
use std::fmt::Write;

/// Lines of a parcel's history, oldest first: EasyPost's status, its finer
/// status, the carrier's words, the town, the state.
const JOURNEY: [(&str, &str, &str, &str, &str); 10] = [
    (
        "pre_transit",
        "label_created",
        "Shipper created a label",
        "Louisville",
        "KY",
    ),
    (
        "in_transit",
        "received_at_origin_facility",
        "Origin scan",
        "Louisville",
        "KY",
    ),
    (
        "in_transit",
        "departed_facility",
        "Departed from facility",
        "Louisville",
        "KY",
    ),
    (
        "in_transit",
        "arrived_at_facility",
        "Arrived at facility",
        "Indianapolis",
        "IN",
    ),
    (
        "in_transit",
        "departed_facility",
        "Departed from facility",
        "Indianapolis",
        "IN",
    ),
    (
        "in_transit",
        "arrived_at_facility",
        "Arrived at facility",
        "Columbus",
        "OH",
    ),
    (
        "in_transit",
        "departed_facility",
        "Departed from facility",
        "Columbus",
        "OH",
    ),
    (
        "in_transit",
        "arrived_at_destination_facility",
        "Arrived at facility",
        "Newark",
        "NJ",
    ),
    (
        "out_for_delivery",
        "out_for_delivery",
        "Out for delivery",
        "Newark",
        "NJ",
    ),
    (
        "delivered",
        "arrived_at_destination",
        "Delivered",
        "Newark",
        "NJ",
    ),
];

/// How many scans a parcel gets.
pub const SCANS: usize = JOURNEY.len();

/// The tracking number of an order's parcel.
pub fn number(order: usize) -> String {
    format!("1Z999AA1{order:010}")
}

/// The webhook with one line of a parcel's history. A line beyond the last
/// repeats the end of the journey at a later time.
pub fn webhook(order: usize, line: usize, placed: DateTime<Utc>) -> String {
    let (status, detail, words, city, state) = JOURNEY[line.min(SCANS - 1)];
    let hours = i64::try_from(line).unwrap_or(0) * 4 + 2;
    let at = placed + Duration::hours(hours) + Duration::seconds(order as i64 % 3_600);
    let iso = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    json!({
        "id": format!("evt_{order:08}{line:04}"),
        "object": "Event",
        "mode": "production",
        "description": "tracker.updated",
        "status": "pending",
        "created_at": iso(at + Duration::minutes(7)),
        "result": {
            "id": format!("trk_{order:032}"),
            "object": "Tracker",
            "mode": "production",
            "tracking_code": number(order),
            "status": status,
            "status_detail": detail,
            "carrier": "UPS",
            "signed_by": null,
            "weight": 35.2,
            "est_delivery_date": iso(placed + Duration::days(3)),
            "created_at": iso(placed),
            "updated_at": iso(at + Duration::minutes(5)),
            "carrier_detail": {
                "object": "CarrierDetail",
                "service": "UPS Ground",
                "destination_location": "NEWARK NJ, 07102"
            },
            "tracking_details": [{
                "object": "TrackingDetail",
                "message": words,
                "description": "",
                "status": status,
                "status_detail": detail,
                "datetime": iso(at),
                "source": "UPS",
                "carrier_code": "",
                "tracking_location": {
                    "object": "TrackingLocation",
                    "city": city,
                    "state": state,
                    "country": "US",
                    "zip": null
                }
            }]
        }
    })
    .to_string()
}

/// The whole request: head, signature and body.
pub fn request(path: &str, secret: &str, body: &str) -> crate::Result<Vec<u8>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())?;
    mac.update(body.as_bytes());
    let mut signature = String::with_capacity(64);
    for byte in mac.finalize().into_bytes() {
        write!(signature, "{byte:02x}")?;
    }
    let length = body.len();
    Ok(format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
         x-hmac-signature: hmac-sha256-hex={signature}\r\ncontent-length: {length}\r\n\r\n{body}"
    )
    .into_bytes())
}
