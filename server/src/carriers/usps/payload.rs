//! The JSON itself: which of its objects are parcels and events, under
//! whichever of the interface's names, and what an error says.

use crate::carriers::json::{field, list_at, text_at};
use serde_json::Value;

/// Names of the wrappers a parcel may stand in.
const WRAPPERS: &[&str] = &[
    "trackingResponse",
    "trackResponse",
    "trackResults",
    "trackingResults",
    "results",
    "data",
    "trackInfo",
    "TrackResponse",
    "TrackResults",
    "TrackInfo",
];

/// Names of an event's words.
pub const WORDS: &[&str] = &["eventType", "event", "eventDescription"];

/// Names of an event's code.
pub const CODE: &[&str] = &["eventCode"];

/// Names of an event's local time.
pub const LOCAL: &[&str] = &["eventTimestamp", "eventDateTime"];

/// Names of an event's time in UTC.
pub const UTC: &[&str] = &["GMTTimestamp", "gmtTimestamp", "GMT"];

/// The parcels and errors a payload holds, one object each.
#[must_use]
pub fn items(payload: &Value) -> Vec<&Value> {
    gather(payload, WRAPPERS.len())
}

fn gather(payload: &Value, depth: usize) -> Vec<&Value> {
    match payload {
        Value::Array(items) if depth > 0 => items
            .iter()
            .flat_map(|item| gather(item, depth - 1))
            .collect(),
        Value::Object(_) if is_parcel(payload) => vec![payload],
        Value::Object(_) => WRAPPERS
            .iter()
            .find_map(|name| field(payload, &[name]))
            .filter(|inner| depth > 0 && (inner.is_object() || inner.is_array()))
            .map_or_else(|| vec![payload], |inner| gather(inner, depth - 1)),
        _ => Vec::new(),
    }
}

/// Whether an object speaks of a parcel.
#[must_use]
pub fn is_parcel(value: &Value) -> bool {
    [
        "trackingEvents",
        "trackingNumber",
        "statusCategory",
        "statusSummary",
        "trackSummary",
    ]
    .iter()
    .any(|name| value.get(name).is_some_and(|value| !value.is_null()))
}

/// The events, in the payload's order; older replies set the newest apart.
#[must_use]
pub fn events(parcel: &Value) -> Vec<&Value> {
    [
        "trackingEvents",
        "trackSummary",
        "trackDetail",
        "trackDetails",
    ]
    .iter()
    .flat_map(|name| list_at(parcel, &[name]))
    .filter(|event| event.is_object())
    .collect()
}

/// Whether an event has a code, words or a time.
#[must_use]
pub fn says_something(event: &Value) -> bool {
    [WORDS, CODE, LOCAL, UTC, &["eventDate"]]
        .iter()
        .any(|names| first_text(event, names).is_some())
}

/// The first of these names that holds a text.
#[must_use]
pub fn first_text(value: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| text_at(value, &[name]))
}

/// What an answer complains of; `None` when it complains of nothing.
#[must_use]
pub fn complaint(answer: &Value) -> Option<String> {
    let mut said = Vec::new();
    say(answer, &["error", "error_description"], &mut said);
    if let Some(error) = field(answer, &["error"]) {
        say(error, &["code", "message"], &mut said);
        say_each(error, &mut said);
    }
    say_each(answer, &mut said);
    if said.is_empty() {
        say(answer, &["code", "message", "title", "detail"], &mut said);
    }
    (!said.is_empty()).then(|| said.join(", "))
}

fn say_each(holder: &Value, said: &mut Vec<String>) {
    for error in list_at(holder, &["errors"]).into_iter().take(10) {
        say(error, &["code", "title", "message", "detail"], said);
    }
}

fn say(holder: &Value, names: &[&str], said: &mut Vec<String>) {
    for text in names.iter().filter_map(|name| text_at(holder, &[name])) {
        if !said.contains(&text) {
            said.push(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(payload: &Value, wanted: &[&str]) {
        let numbers: Vec<_> = items(payload)
            .into_iter()
            .map(|item| first_text(item, &["trackingNumber"]).unwrap_or_default())
            .collect();
        assert_eq!(numbers, wanted, "{payload}");
    }

    #[test]
    fn parcels_are_found_where_they_stand() {
        check(
            &json!({"trackingNumber": 94, "trackingEvents": []}),
            &["94"],
        );
        check(
            &json!([{"trackingNumber": "1"}, [{"trackingNumber": "2"}], null]),
            &["1", "2"],
        );
        check(&json!({"trackResults": [{"trackingNumber": "1"}]}), &["1"]);
        check(&json!({"error": "x"}), &[""]);
        check(&json!("text"), &[]);
    }

    #[test]
    fn complaints_are_gathered() {
        let oauth =
            json!({"error": "invalid_client", "error_description": "Bad.", "error_uri": "x"});
        assert_eq!(complaint(&oauth).as_deref(), Some("invalid_client, Bad."));
        let nested = json!({"apiVersion": "v3", "error": {"code": "404", "message": "None", "errors": [{"title": "T"}]}});
        assert_eq!(complaint(&nested).as_deref(), Some("404, None, T"));
        assert_eq!(complaint(&json!({"trackingNumber": "1"})), None);
    }
}
