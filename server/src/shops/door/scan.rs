//! A scan through the door.

use super::expected::{A_DAY, estimate, expected};
use super::fields::{Errors, Fields, quote};
use super::nearest::nearest;
use super::order::A_COUNTRY;
use super::schema::{SCAN, Scan};
use super::shipment::{A_NUMBER, tracking_number};
use crate::carriers::words;
use crate::shops::iso::{self, Moment};
use doorstep::carrier::Carrier;
use doorstep::reading::{ParcelReading, Report};
use doorstep::scan::{self, Place, Reason, ScanTime, Status};
use doorstep::shipment::Change;
use serde_json::Value;

const A_TIME: &str =
    "send the time, like 2026-05-14T09:30:00+02:00, 2026-05-14T09:30:00 or 2026-05-14";

/// The word for a line that is no movement.
const NO_MOVEMENT: &str = "none";

/// Reads a scan.
pub fn change(value: &Value, errors: &Errors) -> Option<Change> {
    let told = told(&Fields::open(value, "", "a scan", SCAN, errors)?)?;
    Some(Change::Parcel(Box::new(ParcelReading {
        carrier: told
            .carrier
            .as_deref()
            .map_or(Carrier::UNNAMED, Carrier::from_words),
        number: told.number,
        unique_id: None,
        shipment_id: told.shipment_id,
        scans: vec![scan::Scan {
            source: "json".to_owned(),
            // Two things said of one minute without words are two all the same.
            code: told
                .code
                .or_else(|| told.status.map(|status| status.code().to_owned())),
            status: told.status,
            reason: told.reason,
            text: told.text.unwrap_or_default(),
            time: told.time,
            place: Place {
                city: told.city,
                region: told.region,
                postal_code: told.postal_code,
                country: told.country,
            },
            position: 0,
            place_offset_min: None,
        }],
        report: Report {
            estimate: told.estimate.as_ref().map(estimate),
            left_at: told.left_at,
            signed_by: told.signed_by,
            pickup_point: told.pickup_point,
            pickup_hours: told.pickup_hours,
            pickup_until: told.pickup_until,
            ..Report::default()
        },
    })))
}

fn told(fields: &Fields<'_>) -> Option<Scan> {
    let status = status(fields);
    let time = time(fields);
    let scan = Scan {
        carrier: fields.text("carrier"),
        number: fields.read("number", A_NUMBER, tracking_number),
        shipment_id: fields.id("shipment_id"),
        reason: reason(fields),
        text: fields.text("text"),
        code: fields.id("code"),
        city: fields.text("city"),
        region: fields.text("region"),
        postal_code: fields.text("postal_code"),
        country: fields.read("country", A_COUNTRY, words::country),
        estimate: expected(fields, "estimate"),
        left_at: fields.text("left_at"),
        signed_by: fields.text("signed_by"),
        pickup_point: fields.text("pickup_point"),
        pickup_hours: fields.text("pickup_hours"),
        pickup_until: fields.read("pickup_until", A_DAY, iso::date),
        status: status?,
        time: time?,
    };
    check_parcel(fields, &scan);
    Some(scan)
}

/// A scan must name its parcel: by the shop's id of the shipment, or by
/// number and carrier, since two carriers may use one number.
fn check_parcel(fields: &Fields<'_>, scan: &Scan) {
    if scan.shipment_id.is_some() {
        return;
    }
    if scan.number.is_none() {
        let advice = "send number and carrier, or shipment_id";
        fields.missing("number", advice);
        return;
    }
    let named = scan
        .carrier
        .as_deref()
        .is_some_and(|words| !Carrier::from_words(words).is_unnamed());
    if !named {
        let advice = "send who carries this number, like ups";
        fields.missing("carrier", advice);
    }
}

/// The status: known, none on purpose, or a mistake.
fn status(fields: &Fields<'_>) -> Option<Option<Status>> {
    let mut codes: Vec<&str> = Status::ALL.into_iter().map(Status::code).collect();
    codes.push(NO_MOVEMENT);
    let status = code(fields, "status", &codes, |code| {
        if code == NO_MOVEMENT {
            return Some(None);
        }
        Status::from_code(code).map(Some)
    });
    let advice = format!("send one of {}", codes.join(", "));
    fields.required("status", status, &advice)
}

fn reason(fields: &Fields<'_>) -> Option<Reason> {
    let codes: Vec<&str> = Reason::ALL.into_iter().map(Reason::code).collect();
    code(fields, "reason", &codes, Reason::from_code)
}

/// One of a list of codes; if it is none of them, the nearest is named.
fn code<T>(
    fields: &Fields<'_>,
    key: &str,
    codes: &[&str],
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let text = fields.id(key)?;
    let value = read(&text.to_ascii_lowercase().replace(['-', ' '], "_"));
    if value.is_none() {
        let advice = nearest(&text, codes).map_or_else(
            || format!("send one of {}", codes.join(", ")),
            |meant| format!("did you mean \"{meant}\"?"),
        );
        fields.fail(key, format!("is \"{}\"; {advice}", quote(&text)));
    }
    value
}

fn time(fields: &Fields<'_>) -> Option<ScanTime> {
    let time = fields.read("time", A_TIME, Moment::read);
    let time = fields.required("time", time, A_TIME)?.scan_time();
    let moment = time.instant.or(time.local.map(|local| local.and_utc()))?;
    fields.past("time", moment).then_some(time)
}
