//! What a UPS payload says beside the scans: the expected day, where a parcel
//! was left, who signed, the service, the weight.

use super::adapt::{place, report_problem};
use super::payload::Package;
use crate::carriers::history;
use crate::carriers::json::{list_at, number, text_at};
use crate::carriers::times;
use crate::carriers::words::clean_opt;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use doorstep::reading::{Estimate, Problem, ProblemKind, Report};
use doorstep::scan::{Place, Scan, Status};
use serde_json::Value;

/// An estimate so many days before the newest scan is left over from another
/// use of the number.
const STALE_DAYS: i64 = 60;

/// Reads the report; `newest` is the newest scan that has a status.
pub(super) fn of(package: &Package, newest: Option<&Scan>, problems: &mut Vec<Problem>) -> Report {
    let rest = &package.rest;
    let is_delivered = newest.is_some_and(|scan| scan.status == Some(Status::Delivered));
    let estimate = if package.is_alert {
        alert_estimate(rest)
    } else {
        reply_estimate(rest)
    };
    let words = |path: &[&str]| clean_opt(text_at(rest, path).as_deref());
    let delivery = |name: &str| {
        words(&["deliveryInformation", name])
            .or_else(|| words(&[name]))
            .filter(|words| is_delivered && words.chars().any(char::is_alphabetic))
    };
    Report {
        stated_at: None,
        estimate: estimate.and_then(|estimate| fresh(estimate, newest, problems)),
        service: words(&["service", "description"]),
        left_at: delivery("location"),
        signed_by: delivery("receivedBy"),
        destination: destination(rest),
        pickup_point: pickup_point(rest),
        pickup_hours: None,
        pickup_until: words(&["accessPointInformation", "pickupByDate"])
            .and_then(|written| times::date(&written)),
        weight_g: weight(rest),
    }
}

fn fresh(
    estimate: Estimate,
    newest: Option<&Scan>,
    problems: &mut Vec<Problem>,
) -> Option<Estimate> {
    let scanned = newest
        .and_then(|scan| scan.time.local)
        .map(|local| local.date());
    let is_stale = scanned.is_some_and(|day| day - estimate.to > TimeDelta::days(STALE_DAYS));
    if is_stale || !times::is_plausible(estimate.to) {
        report_problem(
            problems,
            ProblemKind::ImplausibleTime,
            &format!("The expected day {} does not fit the scans.", estimate.to),
        );
        return None;
    }
    Some(estimate)
}

/// The day of a reply: the new one after a change before the first one; none
/// once it was delivered.
fn reply_estimate(package: &Value) -> Option<Estimate> {
    let dates = list_at(package, &["deliveryDate"]);
    let of_kind = |kind: &str| -> Option<NaiveDate> {
        dates
            .iter()
            .filter(|date| kind_of(date) == kind)
            .find_map(|date| times::date(&text_at(date, &["date"])?))
    };
    if of_kind("DEL").is_some() {
        return None;
    }
    let day = of_kind("RDD").or_else(|| of_kind("SDD"))?;
    let clocks = list_at(package, &["deliveryTime"])
        .into_iter()
        // "EOD" is the end of the day, "DEL" when it was delivered.
        .find(|time| !["DEL", "EOD"].contains(&kind_of(time).as_str()));
    let clock = |key: &str| {
        clocks
            .and_then(|time| text_at(time, &[key]))
            .and_then(|text| times::time(&text))
            .map(|(time, _)| time)
    };
    Some(times::estimate(day, clock("startTime"), clock("endTime")))
}

fn kind_of(value: &Value) -> String {
    text_at(value, &["type"]).unwrap_or_default().to_uppercase()
}

fn alert_estimate(alert: &Value) -> Option<Estimate> {
    if text_at(alert, &["actualDeliveryDate"]).is_some() {
        return None;
    }
    let day = ["rescheduledDeliveryDate", "scheduledDeliveryDate"]
        .iter()
        .find_map(|key| times::date(&text_at(alert, &[key])?))?;
    let clock = |key: &str| times::time(&text_at(alert, &[key])?).map(|(time, _)| time);
    let (from, to) = match (clock("deliveryStartTime"), clock("deliveryEndTime")) {
        (None, None) => {
            described_hours(&text_at(alert, &["deliveryTimeDescription"]).unwrap_or_default())
        }
        given => given,
    };
    Some(times::estimate(day, from, to))
}

/// "between 11:15 A.M. - 3:15 P.M.", "by 7:00 P.M."; "end of day" has none.
fn described_hours(words: &str) -> (Option<NaiveTime>, Option<NaiveTime>) {
    let words = words
        .to_lowercase()
        .replace(" and ", "-")
        .replace(" to ", "-")
        .replace('–', "-");
    let mut clocks = words.split('-').filter_map(|part| {
        let clock = ["estimated", "between", "before", "by"]
            .iter()
            .fold(part.trim(), |part, word| {
                part.trim_start_matches(word).trim()
            });
        times::time(clock).map(|(time, _)| time)
    });
    match (clocks.next(), clocks.next()) {
        (Some(from), Some(to)) => (Some(from), Some(to)),
        (by, _) => (None, by),
    }
}

fn addresses<'a>(package: &'a Value, kind: &str) -> Option<&'a Value> {
    list_at(package, &["packageAddress"])
        .into_iter()
        .find(|address| kind_of(address).starts_with(kind))
}

fn destination(package: &Value) -> Option<Place> {
    let address = addresses(package, "DEST")?;
    Some(place(&address["address"])).filter(|place| !place.is_empty())
}

/// The name and address lines of an access point.
fn pickup_point(package: &Value) -> Option<String> {
    let point = addresses(package, "ACCESS")?;
    let lines = [
        text_at(point, &["name"]),
        text_at(point, &["address", "addressLine1"]),
        text_at(point, &["address", "addressLine2"]),
        text_at(point, &["address", "city"]),
    ];
    clean_opt(Some(
        &lines.into_iter().flatten().collect::<Vec<_>>().join(", "),
    ))
}

/// Grams, from kilograms, pounds or ounces.
fn weight(package: &Value) -> Option<u32> {
    let amount = number(package.get("weight")?.get("weight")?)?;
    let unit = text_at(package, &["weight", "unitOfMeasurement"])?.to_uppercase();
    let grams_each = match unit.as_str() {
        "KGS" | "KG" => 1000.0,
        "LBS" | "LB" => 453.592_37,
        "OZS" | "OZ" => 28.349_523,
        _ => return None,
    };
    history::grams(amount, grams_each)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::carriers::ups::adapt::read;
    use serde_json::json;

    /// The report of a package with these fields, its newest scan of a type.
    fn reply(kind: &str, fields: &Value) -> Report {
        let mut package = json!({"trackingNumber": "1Z1", "activity": [
            {"status": {"type": kind, "description": "Words"}, "date": "20240423", "time": "101500"},
        ]});
        for (key, value) in fields.as_object().into_iter().flatten() {
            package[key] = value.clone();
        }
        report(&json!({"trackResponse": {"shipment": [{"package": [package]}]}}))
    }

    fn alert(fields: &Value) -> Report {
        let mut alert = json!({"trackingNumber": "1Z1", "activityStatus": {"type": "I"},
            "localActivityDate": "20240423", "localActivityTime": "091519"});
        for (key, value) in fields.as_object().into_iter().flatten() {
            alert[key] = value.clone();
        }
        report(&alert)
    }

    fn report(payload: &Value) -> Report {
        let mut reading = read(payload.to_string().as_bytes()).expect("a readable payload");
        reading.parcels.remove(0).report
    }

    fn check(report: &Report, wanted: Option<&str>) {
        let told = report.estimate.as_ref().map(|estimate| {
            let hours = estimate.hours.map(|hours| {
                let from = hours
                    .from
                    .map_or("by".to_owned(), |from| format!("{from} to"));
                format!(" {from} {}", hours.to)
            });
            format!("{}{}", estimate.to, hours.unwrap_or_default())
        });
        assert_eq!(told.as_deref(), wanted, "{report:?}");
    }

    #[test]
    fn a_new_day_replaces_the_first() {
        let first = json!({"type": "SDD", "date": "20240424"});
        let new = json!({"type": "RDD", "date": "20240425"});
        check(
            &reply("I", &json!({"deliveryDate": first})),
            Some("2024-04-24"),
        );
        check(
            &reply("I", &json!({"deliveryDate": [first, new]})),
            Some("2024-04-25"),
        );
        check(
            &reply("I", &json!({"deliveryDate": [{"type": "SDD", "date": ""}]})),
            None,
        );
        check(
            &reply(
                "D",
                &json!({"deliveryDate": [first, {"type": "DEL", "date": "20240423"}]}),
            ),
            None,
        );
        check(
            &reply(
                "I",
                &json!({"deliveryDate": [{"type": "SDD", "date": "20190424"}]}),
            ),
            None,
        );
        check(&reply("I", &json!({"deliveryDate": null})), None);
    }

    #[test]
    fn hours_are_those_of_a_window_or_a_latest_time() {
        let with = |time: Value| {
            reply(
                "I",
                &json!({"deliveryDate": [{"type": "SDD", "date": "20240424"}], "deliveryTime": time}),
            )
        };
        check(
            &with(json!({"type": "EDW", "startTime": "101500", "endTime": "141500"})),
            Some("2024-04-24 10:15:00 to 14:15:00"),
        );
        check(
            &with(json!({"type": "CMT", "endTime": "120000"})),
            Some("2024-04-24 by 12:00:00"),
        );
        check(
            &with(json!({"type": "EOD", "endTime": "190000"})),
            Some("2024-04-24"),
        );
        check(
            &with(json!({"type": "DEL", "endTime": "163000"})),
            Some("2024-04-24"),
        );
        check(
            &with(json!([{"type": "EDW", "startTime": "", "endTime": "string"}])),
            Some("2024-04-24"),
        );
    }

    #[test]
    fn an_alert_tells_its_day_in_words_and_numbers() {
        let on = |words: &str| {
            alert(&json!({"scheduledDeliveryDate": "20240424", "deliveryTimeDescription": words}))
        };
        check(&on("end of day"), Some("2024-04-24"));
        check(&on("by 7:00 P.M."), Some("2024-04-24 by 19:00:00"));
        check(
            &on("Estimated between 11:15 A.M. - 3:15 P.M."),
            Some("2024-04-24 11:15:00 to 15:15:00"),
        );
        check(
            &on("between 11:15 A.M. and 3:15 P.M."),
            Some("2024-04-24 11:15:00 to 15:15:00"),
        );
        check(
            &alert(
                &json!({"scheduledDeliveryDate": "20240424", "deliveryStartTime": "101500", "deliveryEndTime": "141500"}),
            ),
            Some("2024-04-24 10:15:00 to 14:15:00"),
        );
        check(
            &alert(&json!({"scheduledDeliveryDate": "20240424", "actualDeliveryDate": "20240423"})),
            None,
        );
        check(&alert(&json!({"scheduledDeliveryDate": "20191014"})), None);
        check(&alert(&json!({})), None);
    }

    #[test]
    fn a_delivery_says_where_and_to_whom() {
        let fields = json!({"deliveryInformation": {"location": "Front <b>Door</b>", "receivedBy": "DOE", "signature": {"image": "abc"}}});
        let report = reply("D", &fields);
        assert_eq!(
            (report.left_at.as_deref(), report.signed_by.as_deref()),
            (Some("Front Door"), Some("DOE"))
        );
        assert!(reply("I", &fields).is_empty());
        let number = reply(
            "D",
            &json!({"deliveryInformation": {"receivedBy": "163000"}}),
        );
        assert_eq!(number.signed_by, None);
        let alert = alert(&json!({"activityStatus": {"type": "D"}, "receivedBy": "Ann"}));
        assert_eq!(alert.signed_by.as_deref(), Some("Ann"));
    }

    #[test]
    fn the_rest_is_read_where_it_makes_sense() {
        let report = reply(
            "I",
            &json!({
                "service": {"code": "003", "description": " UPS  Ground "},
                "weight": {"unitOfMeasurement": "LBS", "weight": "2.00"},
                "packageAddress": [
                    {"type": "ORIGIN", "address": {"city": "Bruges"}},
                    {"type": "DESTINATION", "address": {"city": "Ghent", "countryCode": "BE"}},
                    {"type": "ACCESS_POINT", "name": "Corner shop", "address": {"addressLine1": "High Street 1", "city": "Ghent"}},
                ],
            }),
        );
        assert_eq!(report.service.as_deref(), Some("UPS Ground"));
        assert_eq!(report.weight_g, Some(907));
        let city = report.destination.and_then(|place| place.city);
        assert_eq!(city.as_deref(), Some("Ghent"));
        assert_eq!(
            report.pickup_point.as_deref(),
            Some("Corner shop, High Street 1, Ghent")
        );
        for nonsense in [
            json!({"unitOfMeasurement": "", "weight": ""}),
            json!("2"),
            json!({"unitOfMeasurement": "KGS", "weight": "-1"}),
            json!(null),
        ] {
            assert_eq!(reply("I", &json!({"weight": nonsense})).weight_g, None);
        }
    }
}
