//! The JSON itself: which of its objects are shipments, events and errors,
//! under whichever of the interface's names. The carrier's own tracking calls
//! them one way, its push service another.

use crate::carriers::json::{field, list_at, text, text_at};
use serde_json::Value;

/// The shipments a payload speaks of, wherever they stand.
#[must_use]
pub fn shipments(payload: &Value) -> Vec<&Value> {
    if let Value::Array(items) = payload {
        return items.iter().flat_map(shipments).collect();
    }
    for name in ["shipments", "shipment", "trackingResponse", "data"] {
        match field(payload, &[name]) {
            Some(Value::Array(items)) => {
                return items.iter().filter(|item| item.is_object()).collect();
            }
            Some(inner @ Value::Object(object)) if is_shipment(inner) || object.is_empty() => {
                return vec![inner];
            }
            Some(inner @ Value::Object(_)) => return shipments(inner),
            _ => {}
        }
    }
    if is_shipment(payload) {
        vec![payload]
    } else {
        Vec::new()
    }
}

fn is_shipment(value: &Value) -> bool {
    ["shipmentTrackingNumber", "events", "pieces"]
        .iter()
        .any(|name| value.get(name).is_some())
        || (value.get("id").is_some() && value.get("status").is_some_and(Value::is_object))
}

/// The tracking number.
#[must_use]
pub fn number(shipment: &Value) -> Option<String> {
    first_text(
        shipment,
        &[&["shipmentTrackingNumber"], &["trackingNumber"], &["id"]],
    )
}

/// The events, in the payload's order.
#[must_use]
pub fn events(holder: &Value) -> Vec<&Value> {
    objects(holder, "events")
}

/// The pieces.
#[must_use]
pub fn pieces(shipment: &Value) -> Vec<&Value> {
    objects(shipment, "pieces")
}

fn objects<'a>(holder: &'a Value, name: &str) -> Vec<&'a Value> {
    let items = list_at(holder, &[name]);
    items.into_iter().filter(|item| item.is_object()).collect()
}

/// The first of these paths that ends in a text.
#[must_use]
pub fn first_text(value: &Value, paths: &[&[&str]]) -> Option<String> {
    paths.iter().find_map(|path| text_at(value, path))
}

/// What an answer complains of; `None` when it complains of nothing.
#[must_use]
pub fn complaint(answer: &Value) -> Option<String> {
    let is_error = ["title", "detail", "message", "error", "errors", "reasons"]
        .iter()
        .any(|name| answer.get(name).is_some_and(|value| !value.is_null()));
    if !is_error {
        return None;
    }
    let mut said = Vec::new();
    for name in [
        "status",
        "code",
        "title",
        "detail",
        "message",
        "error",
        "errors",
        "reasons",
        "additionalDetails",
    ] {
        gather(field(answer, &[name]).unwrap_or(&Value::Null), 0, &mut said);
    }
    Some(said.join(", "))
}

/// All texts inside a value, but not for ever.
fn gather(value: &Value, depth: usize, said: &mut Vec<String>) {
    if depth > 3 || said.len() > 10 {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(item, depth + 1, said)),
        Value::Object(fields) => fields
            .values()
            .for_each(|item| gather(item, depth + 1, said)),
        other => said.extend(text(other).filter(|text| !said.contains(text))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(payload: &Value, wanted: &[&str]) {
        let numbers: Vec<_> = shipments(payload)
            .into_iter()
            .map(|shipment| number(shipment).unwrap_or_default())
            .collect();
        assert_eq!(numbers, wanted, "{payload}");
    }

    #[test]
    fn shipments_are_found_where_they_stand() {
        check(
            &json!({"shipments": [{"shipmentTrackingNumber": 7}, null, {"id": "8"}]}),
            &["7", "8"],
        );
        check(
            &json!({"shipments": {"shipmentTrackingNumber": "7", "events": []}}),
            &["7"],
        );
        check(
            &json!([{"shipmentTrackingNumber": "7"}, {"shipmentTrackingNumber": "8"}]),
            &["7", "8"],
        );
        check(
            &json!({"shipment": {"id": "9", "status": {"statusCode": "transit"}}}),
            &["9"],
        );
        check(&json!({"shipments": []}), &[]);
        check(&json!({"title": "Not Found", "status": 404}), &[]);
        check(&json!("text"), &[]);
    }

    #[test]
    fn complaints_are_gathered() {
        let answer = json!({"status": "400", "title": "Bad", "message": "Bad", "additionalDetails": ["x", {"y": "z"}]});
        assert_eq!(complaint(&answer).as_deref(), Some("400, Bad, x, z"));
        assert_eq!(complaint(&json!({"status": "delivered"})), None);
        assert_eq!(complaint(&json!([])), None);
    }
}
