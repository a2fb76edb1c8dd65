//! UPS: Track Alert, one activity a message.

use super::{Headers, Message, Source, Told};
use crate::demo::journeys::{COUNTRY, Event};
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
            "country": COUNTRY,
        },
        "activityStatus": {"type": kind, "code": code, "description": words},
        "actualDeliveryDate": "",
        "actualDeliveryTime": "",
    });
    add_expected(told, &mut body);
    if let Event::Delivered(place) = told.event {
        body["actualDeliveryDate"] = body["localActivityDate"].clone();
        body["actualDeliveryTime"] = body["localActivityTime"].clone();
        body["deliveryInformation"] = json!({"location": place});
    }
    Message {
        source: Source::Ups,
        topic: "track-alert",
        body: body.to_string(),
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
        Event::Label => (
            "M",
            "MP",
            "Shipper created a label, UPS has not received the package yet.",
        ),
        Event::PickedUp => ("I", "PU", "Pickup Scan"),
        Event::Departed => ("I", "DP", "Departed from Facility"),
        Event::Arrived => ("I", "AR", "Arrived at Facility"),
        Event::AtDestination => ("I", "DS", "Destination Scan"),
        Event::Weather => (
            "X",
            "DJ",
            "Adverse weather conditions have delayed delivery.",
        ),
        Event::OutForDelivery => ("I", "OT", "Out For Delivery"),
        Event::NotHome => (
            "X",
            "48",
            "The customer was not available on the first delivery attempt.",
        ),
        Event::Delivered(_) => ("D", "FS", "DELIVERED"),
    }
}
