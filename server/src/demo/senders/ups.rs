//! UPS: Track Alert, one activity a message.

use super::{Headers, Message, Source, Told};
use crate::demo::journeys::Event;
use chrono::{Offset, Utc};
use serde_json::{Value, json};

/// UPS signs nothing: it sends the credential of the subscription back.
pub fn headers(secret: &str) -> Headers {
    vec![("credential", secret.to_owned())]
}

/// A Track Alert.
pub fn alert(told: &Told<'_>) -> Message {
    let happened = told.round.happens(told.step);
    let gmt = happened.with_timezone(&Utc);
    let (kind, code, words) = says(told.event);
    let mut body = json!({
        "trackingNumber": told.round.tracking_number(told.parcel),
        "localActivityDate": happened.format("%Y%m%d").to_string(),
        "localActivityTime": happened.format("%H%M%S").to_string(),
        "gmtActivityDate": gmt.format("%Y%m%d").to_string(),
        "gmtActivityTime": gmt.format("%H%M%S").to_string(),
        "gmtOffset": happened.offset().fix().to_string(),
        "activityLocation": {
            "city": told.town.city,
            "stateProvince": told.town.region,
            "postalCode": told.town.postal_code,
            "country": told.town.country,
        },
        "activityStatus": {"type": kind, "code": code, "description": words},
        "actualDeliveryDate": "",
        "actualDeliveryTime": "",
    });
    add_expected(told, &mut body);
    if matches!(told.event, Event::Delivered(_) | Event::Collected) {
        body["actualDeliveryDate"] = body["localActivityDate"].clone();
        body["actualDeliveryTime"] = body["localActivityTime"].clone();
    }
    if let Event::Delivered(place) = told.event {
        body["deliveryInformation"] = json!({"location": place});
    }
    Message {
        source: Source::Ups,
        topic: "track-alert",
        body: body.to_string(),
        said: words,
    }
}

fn add_expected(told: &Told<'_>, body: &mut Value) {
    let Some(expected) = told.expected else {
        return;
    };
    let day = told.round.day(expected.day).format("%Y%m%d").to_string();
    body["scheduledDeliveryDate"] = day.into();
    if let Some([from, to]) = expected.hours {
        body["deliveryStartTime"] = clock(from).into();
        body["deliveryEndTime"] = clock(to).into();
        body["deliveryTimeDescription"] = "Estimated between".into();
    }
}

fn clock((hour, minute): (u8, u8)) -> String {
    format!("{hour:02}{minute:02}00")
}

/// Type, code and words.
const fn says(event: Event) -> (&'static str, &'static str, &'static str) {
    match event {
        Event::Label | Event::Awaited => (
            "M",
            "MP",
            "Shipper created a label, UPS has not received the package yet.",
        ),
        Event::PickedUp => ("I", "PU", "Pickup Scan"),
        Event::Departed => ("I", "DP", "Departed from Facility"),
        Event::Arrived => ("I", "AR", "Arrived at Facility"),
        Event::AtDestination => ("I", "DS", "Destination Scan"),
        Event::Says(words) => ("I", "AR", words),
        Event::OutForDelivery => ("I", "OT", "Out For Delivery"),
        Event::AtCounter => ("D", "2Q", "Delivered To UPS Access Point"),
        Event::Collected | Event::Delivered(_) => ("D", "FS", "DELIVERED"),
        Event::Returned => ("D", "B0", "Package Delivered To Original Sender"),
        trouble => exception(trouble),
    }
}

/// UPS's exceptions, in its own words.
const fn exception(event: Event) -> (&'static str, &'static str, &'static str) {
    let (code, words) = match event {
        Event::Weather => ("DJ", "Severe weather conditions have delayed delivery."),
        Event::Documents => (
            "CX",
            "UPS initiated contact with the sender to obtain clearance information. \
             Once received, UPS will submit for clearance.",
        ),
        Event::Released => ("DA", "Released By Clear Agency. Now In-Transit"),
        Event::NotHome => (
            "48",
            "The receiver was not available for delivery. \
             We'll make a second attempt the next business day.",
        ),
        Event::AddressWrong => (
            "AA",
            "The suite number is either missing or incorrect. This may delay delivery. \
             We're attempting to update the address.",
        ),
        Event::Refused => ("KT", "The receiver refused the delivery."),
        Event::Returning => (
            "UF",
            "We're in the process of returning this package to the sender.",
        ),
        Event::Lost => ("UO", "Lost package investigation"),
        _ => (
            "19",
            "A late UPS trailer arrival has caused a delay. \
             We're adjusting plans to deliver your package as quickly as possible.",
        ),
    };
    ("X", code, words)
}
