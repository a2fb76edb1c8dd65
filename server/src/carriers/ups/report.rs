//! What a UPS payload says beside the scans: the expected day, where a parcel
//! was left, who signed, the service, the weight.

use super::adapt::{Problems, place};
use super::payload::Package;
use crate::carriers::json::{list_at, number, text_at};
use crate::carriers::times;
use crate::carriers::words::clean_opt;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use doorstep::reading::{Estimate, ProblemKind, Report};
use doorstep::scan::{Place, Scan, Status};
use serde_json::Value;

/// An estimate so many days before the newest scan is left over from another
/// use of the number.
const STALE_DAYS: i64 = 60;

/// Reads the report; `newest` is the newest scan that has a status.
pub(super) fn of(package: &Package, newest: Option<&Scan>, problems: &mut Problems) -> Report {
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
        weight_g: weight(rest),
    }
}

fn fresh(estimate: Estimate, newest: Option<&Scan>, problems: &mut Problems) -> Option<Estimate> {
    let scanned = newest.and_then(|scan| scan.time.local).map(|local| local.date());
    let is_stale =
        scanned.is_some_and(|day| day - estimate.to > TimeDelta::days(STALE_DAYS));
    if is_stale || !times::is_plausible(estimate.to) {
        problems.note(
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
        (None, None) => described_hours(&text_at(alert, &["deliveryTimeDescription"]).unwrap_or_default()),
        given => given,
    };
    Some(times::estimate(day, from, to))
}

/// "between 11:15 A.M. - 3:15 P.M.", "by 7:00 P.M."; "end of day" has none.
fn described_hours(words: &str) -> (Option<NaiveTime>, Option<NaiveTime>) {
    let words = words.to_lowercase().replace(" and ", "-").replace(" to ", "-").replace('–', "-");
    let mut clocks = words.split('-').filter_map(|part| {
        let clock = ["estimated", "between", "before", "by"]
            .iter()
            .fold(part.trim(), |part, word| part.trim_start_matches(word).trim());
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
    let point = addresses(package, "ACCESS").or_else(|| addresses(package, "PICKUP"))?;
    let lines = [
        text_at(point, &["name"]),
        text_at(point, &["address", "addressLine1"]),
        text_at(point, &["address", "addressLine2"]),
        text_at(point, &["address", "city"]),
    ];
    clean_opt(Some(&lines.into_iter().flatten().collect::<Vec<_>>().join(", ")))
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
    let grams = (amount * grams_each).round();
    // Heavier than any lorry, or nothing, is no weight; and so it fits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    (1.0..100_000_000.0).contains(&grams).then_some(grams as u32)
}
