//! An expected delivery: a day, a local time to deliver by, or days with
//! hours.

use super::fields::Fields;
use super::schema::{EXPECTED, Expected};
use crate::shops::iso::{self, Moment};
use doorstep::reading::{Estimate, Hours};
use serde_json::Value;

/// What to send where a day is wanted.
pub const A_DAY: &str = "send a day, like 2026-05-14";
const AN_HOUR: &str = "send an hour, like 14:30";
const A_DELIVERY: &str = "send a day, like 2026-05-14, or {\"from\": \"2026-05-14\", \
     \"to\": \"2026-05-15\", \"hours_from\": \"10:00\", \"hours_to\": \"14:00\"}";

/// Reads the expected delivery in a field.
pub fn expected(fields: &Fields<'_>, key: &str) -> Option<Expected> {
    match fields.value(key)? {
        Value::String(_) => fields.read(key, A_DELIVERY, from_text),
        value @ Value::Object(_) => {
            let path = fields.path_to(key);
            let fields = Fields::open(
                value,
                &path,
                "an expected delivery",
                EXPECTED,
                fields.errors(),
            )?;
            from_object(&fields)
        }
        _ => {
            fields.fail(key, format!("is no delivery; {A_DELIVERY}"));
            None
        }
    }
}

/// The same as the domain keeps it.
pub fn estimate(expected: &Expected) -> Estimate {
    Estimate {
        from: expected.from,
        to: expected.to.unwrap_or(expected.from),
        hours: expected.hours_to.map(|to| Hours {
            from: expected.hours_from,
            to,
        }),
    }
}

fn from_text(text: &str) -> Option<Expected> {
    let by = match Moment::read(text)? {
        Moment::Day(day) => Estimate::day(day),
        Moment::Local(local, _) | Moment::Zoned(local, ..) => Estimate::by(local),
        // "Z" names no clock, and the destination's is what is asked for.
        Moment::Instant(_) => return None,
    };
    Some(Expected {
        from: by.from,
        to: Some(by.to),
        hours_from: None,
        hours_to: by.hours.map(|hours| hours.to),
    })
}

fn from_object(fields: &Fields<'_>) -> Option<Expected> {
    let hour = |key| fields.read(key, AN_HOUR, |text| iso::time(text).map(|(time, _)| time));
    let from = fields.read("from", A_DAY, iso::date);
    let from = fields.required("from", from, A_DAY);
    let expected = Expected {
        to: fields.read("to", A_DAY, iso::date),
        hours_from: hour("hours_from"),
        hours_to: hour("hours_to"),
        from: from?,
    };
    if expected.to.is_some_and(|to| to < expected.from) {
        fields.fail("to", "is before \"from\"; send the last day");
    }
    match (expected.hours_from, expected.hours_to) {
        (Some(_), None) if fields.value("hours_to").is_none() => {
            fields.fail("hours_to", format!("is missing; {AN_HOUR}"));
        }
        (Some(from), Some(to)) if to <= from => {
            fields.fail(
                "hours_to",
                "is not after \"hours_from\"; send the latest hour",
            );
        }
        _ => {}
    }
    Some(expected)
}
