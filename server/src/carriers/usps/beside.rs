//! What a reply says beside its events: when it expects to deliver, where to,
//! by which service, and where the parcel was left.

use super::payload::first_text;
use crate::carriers::json::{field, text_at};
use crate::carriers::{times, words};
use chrono::NaiveTime;
use doorstep::reading::{Estimate, Problem, ProblemKind, Report};
use doorstep::scan::{Place, Scan, Status};
use serde_json::Value;

/// The carrier's latest word comes first: a prediction is newer than the
/// standard it set out with.
const EXPECTED: &[&str] = &[
    "predictedDeliveryDate",
    "predictedDeliveryTimeStamp",
    "expectedDeliveryDate",
    "expectedDeliveryTimeStamp",
    "guaranteedDeliveryDate",
    "guaranteedDeliveryTimeStamp",
];

/// Reads what stands beside the events.
pub fn report(parcel: &Value, problems: &mut Vec<Problem>) -> Report {
    Report {
        estimate: estimate(parcel, problems),
        service: text_at(parcel, &["mailClass"]).and_then(|class| service(&class)),
        destination: destination(parcel),
        ..Report::default()
    }
}

/// Adds what one event says of the parcel's end: who took it, where it was
/// left, where it waits.
pub fn add_ending(report: &mut Report, event: &Value, scan: &Scan) {
    let said = |names| words::clean_opt(first_text(event, names).as_deref());
    match scan.status {
        Some(Status::Delivered) => {
            report.signed_by = report
                .signed_by
                .take()
                .or_else(|| said(&["name", "recipientName"]));
            report.left_at = report.left_at.take().or_else(|| left_at(&scan.text));
        }
        Some(Status::AvailableForPickup) => {
            report.pickup_point = report
                .pickup_point
                .take()
                .or_else(|| said(&["firm", "firmName"]));
        }
        _ => {}
    }
}

/// "Delivered, Front Door/Porch" names the place behind the comma.
fn left_at(text: &str) -> Option<String> {
    let (delivered, place) = text.split_once(',')?;
    let place = place.trim();
    let was_fetched = place.to_ascii_lowercase().contains("picked up");
    (delivered.eq_ignore_ascii_case("delivered") && !place.is_empty() && !was_fetched)
        .then(|| place.to_owned())
}

/// A class is a name with mark-up, or a constant with underscores.
fn service(class: &str) -> Option<String> {
    words::clean_opt(Some(&class.replace('_', " ")))
}

fn estimate(parcel: &Value, problems: &mut Vec<Problem>) -> Option<Estimate> {
    let apart = ["deliveryDateExpectation", "deliveryExpectation"]
        .iter()
        .find_map(|name| field(parcel, &[name]))
        .unwrap_or(&Value::Null);
    let said = |name: &str| text_at(parcel, &[name]).or_else(|| text_at(apart, &[name]));
    let written: Vec<_> = EXPECTED.iter().filter_map(|name| said(name)).collect();
    let expected = written.iter().find_map(|text| day_and_time(text));
    let Some((day, clock)) = expected else {
        problems.extend(written.first().map(|text| {
            Problem::new(
                ProblemKind::UnreadableTime,
                format!(
                    "the expected delivery \"{}\" cannot be read",
                    words::clean(text)
                ),
            )
        }));
        return None;
    };
    let from = said("predictedDeliveryWindowStartTime").and_then(|text| time_of_day(&text));
    let to = said("predictedDeliveryWindowEndTime")
        .or_else(|| said("endOfDay"))
        .and_then(|text| time_of_day(&text));
    Some(times::estimate(day, from, to.or(clock)))
}

fn day_and_time(text: &str) -> Option<(chrono::NaiveDate, Option<NaiveTime>)> {
    let local = times::iso(text)
        .or_else(|| times::local(text, None))
        .and_then(|time| time.local)?;
    times::is_plausible(local.date()).then(|| (local.date(), Some(local.time())))
}

fn time_of_day(text: &str) -> Option<NaiveTime> {
    times::time(text).map(|(time, _)| time).or_else(|| {
        let time = times::iso(text)?;
        time.local.map(|local| local.time())
    })
}

fn destination(parcel: &Value) -> Option<Place> {
    let said = |names| words::clean_opt(first_text(parcel, names).as_deref());
    let place = Place {
        city: said(&["destinationCity"]),
        region: said(&["destinationState"]),
        postal_code: said(&["destinationZIP", "destinationZIPCode", "destinationZip"]),
        country: said(&["destinationCountryCode", "destinationCountry"])
            .and_then(|country| words::country(&country)),
    };
    (!place.is_empty()).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(parcel: &Value, wanted: &str) {
        let estimate = estimate(parcel, &mut Vec::new()).map(|estimate| {
            let hours = estimate.hours.map(|hours| {
                let from = hours.from.map(|from| from.to_string()).unwrap_or_default();
                format!(" {from}-{}", hours.to)
            });
            format!("{}{}", estimate.to, hours.unwrap_or_default())
        });
        assert_eq!(estimate.as_deref().unwrap_or("-"), wanted, "{parcel}");
    }

    #[test]
    fn an_estimate_is_a_day_a_time_or_a_window() {
        check(
            &json!({"expectedDeliveryTimeStamp": "2026-05-04T00:00:00Z"}),
            "2026-05-04",
        );
        check(
            &json!({"expectedDeliveryTimeStamp": "2026-05-04T21:00:00Z"}),
            "2026-05-04 -21:00:00",
        );
        check(
            &json!({
                "guaranteedDeliveryTimeStamp": "2026-05-05T12:00:00",
                "predictedDeliveryDate": "2026-05-04",
                "predictedDeliveryWindowStartTime": "1:30 pm",
                "predictedDeliveryWindowEndTime": "15:30",
            }),
            "2026-05-04 13:30:00-15:30:00",
        );
        check(
            &json!({"deliveryDateExpectation": {"expectedDeliveryDate": "2026-05-04", "endOfDay": "9:00pm"}}),
            "2026-05-04 -21:00:00",
        );
        check(
            &json!({"predictedDeliveryDate": "soon", "expectedDeliveryDate": "2026-05-04"}),
            "2026-05-04",
        );
        check(
            &json!({"expectedDeliveryDate": {}, "guaranteedDeliveryDate": null}),
            "-",
        );
    }

    #[test]
    fn a_delivery_names_where_it_was_left() {
        for (text, wanted) in [
            ("Delivered, Front Door/Porch", Some("Front Door/Porch")),
            ("Delivered, Individual Picked Up at Post Office", None),
            ("Delivered", None),
            ("Out for Delivery, Expected Delivery by 9:00pm", None),
        ] {
            assert_eq!(left_at(text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn services_lose_mark_up_and_underscores() {
        assert_eq!(
            service("Priority Mail<SUP>&#174;</SUP>").as_deref(),
            Some("Priority Mail®")
        );
        assert_eq!(
            service("BOUND_PRINTED_MATTER").as_deref(),
            Some("BOUND PRINTED MATTER")
        );
    }
}
