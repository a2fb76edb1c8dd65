//! What FedEx says of a parcel beside its scans.

use super::payload::{TrackResult, place, street, words_at};
use crate::carriers::{history, json, times, words};
use chrono::NaiveDateTime;
use doorstep::reading::{Estimate, Problem, Report};
use doorstep::scan::{Place, Scan, Status};
use serde_json::Value;

/// Reads everything beside the scans.
pub fn report(result: &TrackResult, scans: &[Scan], problems: &mut Vec<Problem>) -> Report {
    let rest = &result.rest;
    let delivered = scans
        .iter()
        .any(|scan| scan.status == Some(Status::Delivered));
    // FedEx fills these in before there is a delivery, too.
    let delivery = json::field(rest, &["deliveryDetails"]).filter(|_| delivered);
    Report {
        stated_at: None,
        estimate: estimate(rest, problems),
        service: words_at(rest, &["serviceDetail", "description"])
            .or_else(|| words_at(rest, &["serviceDetail", "type"]).map(|name| spelled(&name))),
        left_at: delivery.and_then(left_at),
        signed_by: delivery.and_then(|details| {
            words_at(details, &["receivedByName"]).or_else(|| words_at(details, &["signedByName"]))
        }),
        destination: destination(rest),
        pickup_point: waits(scans).then(|| pickup_point(result)).flatten(),
        weight_g: weight(rest),
        ..Report::default()
    }
}

/// Whether the parcel now waits to be collected.
fn waits(scans: &[Scan]) -> bool {
    scans
        .iter()
        .filter(|scan| scan.status.is_some())
        .max_by_key(|scan| scan.order_key())
        .is_some_and(|scan| scan.status == Some(Status::AvailableForPickup))
}

fn left_at(details: &Value) -> Option<String> {
    ["locationDescription", "deliveryLocation"]
        .iter()
        .find_map(|key| words_at(details, &[key]))
        .or_else(|| words_at(details, &["locationType"]).map(|name| spelled(&name)))
}

/// `FRONT_DESK` as people write it.
fn spelled(name: &str) -> String {
    if !name.contains('_') && name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let lower = name.replace('_', " ").to_lowercase();
    let mut letters = lower.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    words::clean(&(first.unwrap_or_default() + letters.as_str()))
}

/// FedEx's present estimate, else a date it agreed, else its standard one.
fn estimate(rest: &Value, problems: &mut Vec<Problem>) -> Option<Estimate> {
    if let Some(found) = window(rest, "estimatedDeliveryTimeWindow", problems) {
        return Some(found);
    }
    let dates = json::list_at(rest, &["dateAndTimes"]);
    for kind in ["APPOINTMENT_DELIVERY", "ESTIMATED_DELIVERY", "COMMITMENT"] {
        let day = dates
            .iter()
            .filter(|date| words_at(date, &["type"]).is_some_and(|name| name == kind))
            .find_map(|date| moment(words_at(date, &["dateTime"]), problems));
        if let Some(day) = day {
            return Some(Estimate::by(day));
        }
    }
    window(rest, "standardTransitTimeWindow", problems)
}

fn window(rest: &Value, key: &str, problems: &mut Vec<Problem>) -> Option<Estimate> {
    let from = moment(words_at(rest, &[key, "window", "begins"]), problems);
    let to = moment(words_at(rest, &[key, "window", "ends"]), problems);
    match (from, to) {
        (Some(from), Some(to)) if from.date() == to.date() => Some(times::estimate(
            to.date(),
            Some(from.time()),
            Some(to.time()),
        )),
        (Some(from), Some(to)) if from < to => Some(Estimate {
            from: from.date(),
            ..Estimate::by(to)
        }),
        (_, Some(to)) => Some(Estimate::by(to)),
        (Some(from), None) => Some(Estimate::day(from.date())),
        (None, None) => None,
    }
}

/// A moment on the destination's clock.
fn moment(written: Option<String>, problems: &mut Vec<Problem>) -> Option<NaiveDateTime> {
    history::time(&written?, problems)?.local
}

/// Where it goes: the newest address FedEx names that says anything.
fn destination(rest: &Value) -> Option<Place> {
    const PATHS: [&[&str]; 4] = [
        &["lastUpdatedDestinationAddress"],
        &["recipientInformation", "address"],
        &[
            "destinationLocation",
            "locationContactAndAddress",
            "address",
        ],
        &["deliveryDetails", "actualDeliveryAddress"],
    ];
    PATHS
        .iter()
        .filter_map(|path| json::field(rest, path))
        .map(place)
        .find(|place| !place.is_empty())
}

/// The pickup point's name and address lines, else those of the scan that
/// says it waits there.
fn pickup_point(result: &TrackResult) -> Option<String> {
    let held = json::field(
        &result.rest,
        &["holdAtLocation", "locationContactAndAddress"],
    );
    if let Some(held) = held {
        let address = json::field(held, &["address"]).unwrap_or(&Value::Null);
        let company = words_at(held, &["contact", "companyName"]);
        if let Some(lines) = address_lines(company, street(address), &place(address)) {
            return Some(lines);
        }
    }
    let lines = result.lines.iter().chain(&result.head);
    lines
        .filter(|line| matches!(line.code.as_deref(), Some("HP" | "HL")))
        .find_map(|line| address_lines(None, Some(line.street.clone()?), &line.place))
}

fn address_lines(name: Option<String>, street: Option<String>, place: &Place) -> Option<String> {
    let parts = [
        name,
        street,
        place.city.clone(),
        place.region.clone(),
        place.postal_code.clone(),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Grams, from kilograms where FedEx gives both.
fn weight(rest: &Value) -> Option<u32> {
    const PATHS: [&[&str]; 2] = [
        &["packageDetails", "weightAndDimensions", "weight"],
        &["shipmentDetails", "weight"],
    ];
    const UNITS: [(&str, f64); 4] = [
        ("KG", 1000.0),
        ("LB", 453.592_37),
        ("G", 1.0),
        ("OZ", 28.349_523_125),
    ];
    PATHS.iter().find_map(|path| {
        let weights = json::list_at(rest, path);
        UNITS.iter().find_map(|(unit, grams)| {
            let weight = weights
                .iter()
                .find(|weight| unit_of(weight).is_some_and(|name| name.starts_with(unit)))?;
            history::grams(json::number(json::field(weight, &["value"])?)?, *grams)
        })
    })
}

fn unit_of(weight: &Value) -> Option<String> {
    words_at(weight, &["unit"])
        .or_else(|| words_at(weight, &["units"]))
        .map(|unit| unit.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::super::payload;
    use doorstep::reading::ParcelReading;

    const TWO_SHIPMENTS: &str = include_str!("testdata/one_number_twice.json");

    fn parcel(body: &str) -> ParcelReading {
        let reply = payload::parse(body.as_bytes()).unwrap();
        super::super::adapt::reading(reply).parcels.remove(0)
    }

    /// The estimate of a result with these fields, as `from to hours`.
    fn check(fields: &str, wanted: Option<&str>) {
        let body = format!(r#"{{"trackingNumberInfo": {{"trackingNumber": "1"}}, {fields}}}"#);
        let found = parcel(&body).report.estimate.map(|estimate| {
            let hours = estimate.hours.map(|hours| {
                format!(
                    " {}-{}",
                    hours.from.map_or("by".to_owned(), |from| from.to_string()),
                    hours.to
                )
            });
            format!(
                "{} {}{}",
                estimate.from,
                estimate.to,
                hours.unwrap_or_default()
            )
        });
        assert_eq!(found.as_deref(), wanted, "{fields}");
    }

    fn window_of(key: &str, begins: &str, ends: &str) -> String {
        format!(r#""{key}": {{"window": {{"begins": "{begins}", "ends": "{ends}"}}}}"#)
    }

    #[test]
    fn windows_are_read_on_the_destinations_clock() {
        let key = "estimatedDeliveryTimeWindow";
        check(
            &window_of(
                key,
                "2026-05-14T10:15:00-07:00",
                "2026-05-14T14:15:00-07:00",
            ),
            Some("2026-05-14 2026-05-14 10:15:00-14:15:00"),
        );
        check(
            &window_of(key, "", "2026-05-14T20:00:00-07:00"),
            Some("2026-05-14 2026-05-14 by-20:00:00"),
        );
        check(
            &window_of(key, "2026-05-14T08:00:00", "2026-05-16T00:00:00-06:00"),
            Some("2026-05-14 2026-05-16"),
        );
        check(
            &window_of(key, "2026-05-18T08:00:00", "2026-05-16T00:00:00-06:00"),
            Some("2026-05-16 2026-05-16"),
        );
        check(
            &window_of(key, "2026-05-14", ""),
            Some("2026-05-14 2026-05-14"),
        );
        check(&window_of(key, "soon", "2875-10-22T00:00:00"), None);
        check(r#""estimatedDeliveryTimeWindow": {"window": {}}"#, None);
    }

    #[test]
    fn the_present_estimate_comes_before_the_standard_one() {
        let standard = window_of("standardTransitTimeWindow", "", "2026-05-14T12:00:00-07:00");
        check(&standard, Some("2026-05-14 2026-05-14 by-12:00:00"));
        let estimated = r#""dateAndTimes": [{"type": "SHIP", "dateTime": "2026-05-11T00:00:00-06:00"},
            {"type": "ESTIMATED_DELIVERY", "dateTime": "2026-05-15T00:00:00-06:00"}]"#;
        check(
            &format!("{standard}, {estimated}"),
            Some("2026-05-15 2026-05-15"),
        );
        let present = window_of(
            "estimatedDeliveryTimeWindow",
            "",
            "2026-05-16T00:00:00-06:00",
        );
        check(
            &format!("{standard}, {estimated}, {present}"),
            Some("2026-05-16 2026-05-16"),
        );
    }

    #[test]
    fn a_delivery_keeps_where_it_was_left_and_who_signed() {
        let reply = payload::parse(TWO_SHIPMENTS.as_bytes()).unwrap();
        let reading = super::super::adapt::reading(reply);
        let [first, second] = reading.parcels.as_slice() else {
            panic!("two parcels, not {}", reading.parcels.len());
        };
        assert_eq!(
            (&first.report.left_at, &first.report.signed_by),
            (&None, &None)
        );
        assert_eq!(second.report.left_at.as_deref(), Some("Front desk"));
        assert_eq!(second.report.signed_by.as_deref(), Some("A.EXAMPLE"));
        assert_eq!(
            second.report.service.as_deref(),
            Some("FedEx Home Delivery")
        );
        assert_eq!(second.report.weight_g, Some(2400));
        assert_eq!(
            second
                .report
                .destination
                .as_ref()
                .and_then(|place| place.city.as_deref()),
            Some("FRESNO")
        );
    }

    #[test]
    fn pounds_and_odd_weights() {
        let weight = |weights: &str| {
            parcel(&format!(r#"{{"scanEvents": [{{"eventType": "IT"}}], "shipmentDetails": {{"weight": {weights}}}}}"#)).report.weight_g
        };
        assert_eq!(weight(r#"[{"value": "1.0", "unit": "LB"}]"#), Some(454));
        assert_eq!(weight(r#"{"value": 2, "unit": "kg"}"#), Some(2000));
        for odd in [
            r#"[{"value": "-1", "unit": "KG"}]"#,
            r#"[{"value": "1e99", "unit": "KG"}]"#,
            r#"[{"value": "x", "unit": "LB"}]"#,
            "[1]",
            "{}",
        ] {
            assert_eq!(weight(odd), None, "{odd}");
        }
    }

    #[test]
    fn a_parcel_that_waits_names_its_counter() {
        let held = r#""holdAtLocation": {"locationContactAndAddress": {"contact": {"companyName": "Corner Shop"},
            "address": {"streetLines": ["1 Main St", ""], "city": "FRESNO", "stateOrProvinceCode": "CA", "postalCode": "93703"}}}"#;
        let point = |code: &str, fields: &str| {
            parcel(&format!(
                r#"{{"scanEvents": [{{"eventType": "{code}", "scanLocation": {{"streetLines": ["2 Side St "], "city": "CLOVIS"}}}}], {fields}}}"#
            ))
            .report
            .pickup_point
        };
        assert_eq!(
            point("HP", held).as_deref(),
            Some("Corner Shop, 1 Main St, FRESNO, CA, 93703")
        );
        assert_eq!(
            point("HP", r#""holdAtLocation": {}"#).as_deref(),
            Some("2 Side St, CLOVIS")
        );
        assert_eq!(point("IT", held), None);
    }
}
