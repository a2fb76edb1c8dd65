//! FedEx: tracking webhooks, one scan event a message.

use super::signature::hmac_sha256_hex;
use super::{Headers, Message, Source, Told};
use crate::demo::cast::Town;
use crate::demo::journeys::Event;
use crate::demo::round::zone;
use chrono::{DateTime, NaiveDate, TimeZone};
use chrono_tz::Tz;
use serde_json::{Value, json};

/// The signature is over the raw body.
pub fn headers(message: &Message, secret: &str) -> Headers {
    vec![("fdx-signature", hmac_sha256_hex(secret, &message.body))]
}

/// A tracking webhook.
pub fn webhook(told: &Told<'_>) -> Message {
    let number = told.round.tracking_number(told.parcel);
    let destination = &told.round.buyer().town;
    let carriage = told.round.carriage(told.parcel);
    let code = says(told.event);
    let mut result = json!({
        "trackingNumberInfo": {
            "trackingNumber": number,
            "trackingNumberUniqueId": format!("{}~{number}~FDEG", told.round.order_id()),
            "carrierCode": "FDXG",
        },
        "latestStatusDetail": {
            "code": code.event,
            "derivedCode": code.derived,
            "statusByLocale": code.category,
            "description": code.words,
            "scanLocation": place(told.town),
        },
        "serviceDetail": {
            "description": carriage.service,
        },
        "lastUpdatedDestinationAddress": place(destination),
        "scanEvents": [event(told, &code)],
    });
    if let Some((number, words)) = code.exception {
        result["latestStatusDetail"]["ancillaryDetails"] =
            json!([{"reason": number, "reasonDescription": words}]);
    }
    if let Some(window) = window(told) {
        result["estimatedDeliveryTimeWindow"] = json!({"window": window});
    }
    if let Event::Delivered(at) = told.event {
        result["deliveryDetails"] = json!({
            "deliveryAttempts": "1",
            "locationDescription": at,
            "actualDeliveryAddress": place(destination),
        });
    }
    if told.event == Event::AtCounter {
        result["holdAtLocation"] = json!({"locationContactAndAddress": {
            "contact": {"companyName": "FedEx Office Print & Ship Center"},
            "address": place(told.town),
        }});
    }
    let body = json!({
        "transactionId": format!("{}-{}", told.round.fulfilment_id(told.parcel), code.event),
        "output": {"completeTrackResults": [{
            "trackingNumber": number,
            "trackResults": [result],
        }]},
    });
    Message {
        source: Source::Fedex,
        topic: "tracking",
        body: body.to_string(),
        said: code.words,
    }
}

fn event(told: &Told<'_>, code: &Code) -> Value {
    let mut event = json!({
        "date": stamp(&told.round.happens(told.step)),
        "eventType": code.event,
        "eventDescription": code.words,
        "exceptionCode": "",
        "exceptionDescription": "",
        "scanLocation": place(told.town),
        "derivedStatusCode": code.derived,
        "derivedStatus": code.category,
    });
    if let Some((number, words)) = code.exception {
        event["exceptionCode"] = number.into();
        event["exceptionDescription"] = words.into();
    }
    if told.event == Event::Weather {
        event["delayDetail"] = json!({"type": "WEATHER", "subType": "SNOW", "status": "DELAYED"});
    }
    event
}

fn place(town: &Town) -> Value {
    json!({
        "streetLines": [""],
        "city": town.city.to_uppercase(),
        "stateOrProvinceCode": town.region,
        "postalCode": town.postal_code,
        "countryCode": town.country,
    })
}

fn stamp(moment: &DateTime<Tz>) -> String {
    moment.format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The expected delivery on the destination's clock; a day without hours is a
/// midnight.
fn window(told: &Told<'_>) -> Option<Value> {
    let expected = told.expected?;
    let zone = zone(&told.round.buyer().town);
    let day = told.round.day(expected.day);
    let at = |(hour, minute): (u8, u8)| stamp(&moment(zone, day, hour, minute));
    Some(match expected.hours {
        Some([from, to]) => json!({"begins": at(from), "ends": at(to)}),
        None => json!({"begins": "", "ends": at((0, 0))}),
    })
}

fn moment(zone: Tz, day: NaiveDate, hour: u8, minute: u8) -> DateTime<Tz> {
    let local = day
        .and_hms_opt(hour.into(), minute.into(), 0)
        .unwrap_or_default();
    zone.from_local_datetime(&local)
        .earliest()
        .unwrap_or_else(|| zone.from_utc_datetime(&local))
}

/// What FedEx calls an event.
struct Code {
    event: &'static str,
    words: &'static str,
    derived: &'static str,
    category: &'static str,
    exception: Option<(&'static str, &'static str)>,
}

const fn code(
    event: &'static str,
    words: &'static str,
    derived: &'static str,
    category: &'static str,
) -> Code {
    Code {
        event,
        words,
        derived,
        category,
        exception: None,
    }
}

const fn says(event: Event) -> Code {
    match event {
        Event::Label | Event::Awaited => code(
            "OC",
            "Shipment information sent to FedEx",
            "IN",
            "Initiated",
        ),
        Event::PickedUp => code("PU", "Picked up", "PU", "Picked up"),
        Event::Departed => code("DP", "Departed FedEx location", "IT", "In transit"),
        Event::Arrived => code("AR", "Arrived at FedEx hub", "IT", "In transit"),
        Event::AtDestination => code("AR", "At local FedEx facility", "IT", "In transit"),
        Event::Says(words) => code("AR", words, "IT", "In transit"),
        Event::Released => code(
            "CC",
            "International shipment release - Import",
            "IT",
            "In transit",
        ),
        Event::OutForDelivery => code("OD", "On FedEx vehicle for delivery", "IT", "In transit"),
        Event::AtCounter => code("HL", "Ready for recipient pickup", "HL", "Ready for pickup"),
        Event::Collected | Event::Delivered(_) => code("DL", "Delivered", "DL", "Delivered"),
        trouble => exception(trouble),
    }
}

/// FedEx's troubles, each with the exception it names.
const fn exception(event: Event) -> Code {
    let late = code("DY", "Delay", "DY", "Delay");
    let door = code("DE", "Delivery exception", "DE", "Delivery exception");
    let (code, number, words) = match event {
        Event::Weather => (late, "083", "Weather delay"),
        Event::Documents => (
            code("CD", "Clearance delay", "CD", "Clearance delay"),
            "084",
            "Delay: missing or incomplete customs paperwork",
        ),
        Event::NotHome => (door, "08", "Customer not available or business closed"),
        Event::AddressWrong => (door, "03", "Incorrect address"),
        Event::Refused => (door, "07", "Shipment refused by recipient"),
        Event::Returning => (
            code(
                "RS",
                "Returning package to shipper",
                "RS",
                "Return to shipper",
            ),
            "",
            "",
        ),
        Event::Returned => (
            code("DL", "Delivered", "DL", "Delivered"),
            "",
            "Package returned to shipper",
        ),
        Event::Lost => (
            code("SE", "Shipment exception", "SE", "Shipment exception"),
            "",
            "Package cannot be located",
        ),
        _ => (late, "", "Package delayed"),
    };
    Code {
        exception: Some((number, words)),
        ..code
    }
}
