//! The shape of EasyPost's objects, read tolerantly: what is missing, empty
//! or of another kind is simply not there.

use crate::carriers::{Unreadable, json, words};
use doorstep::scan::Place;
use serde_json::Value;

/// A reply or a webhook body.
#[derive(Debug, Default)]
pub struct Message {
    /// The trackers in it.
    pub trackers: Vec<Tracker>,
    /// What EasyPost says went wrong.
    pub errors: Vec<String>,
    /// What else is in it that should be a tracker, in words for staff.
    pub others: Vec<String>,
    /// Events about something else (a batch, an insurance), in words for
    /// staff.
    pub other_events: Vec<String>,
}

/// One number at one carrier.
#[derive(Debug, Default)]
pub struct Tracker {
    /// EasyPost's id of it (`trk_...`).
    pub id: Option<String>,
    /// The tracking number.
    pub number: Option<String>,
    /// The carrier, in EasyPost's spelling.
    pub carrier: Option<String>,
    /// How it stands, as EasyPost sums it up.
    pub head: Line,
    /// Its history, in EasyPost's order.
    pub lines: Vec<Line>,
    /// History lines that are of another kind than lines.
    pub unreadable: usize,
    /// Everything else, for the report.
    pub rest: Value,
}

/// One line of a history, or the head in the same words.
#[derive(Debug, Default, Clone)]
pub struct Line {
    /// EasyPost's status.
    pub status: Option<String>,
    /// EasyPost's finer status.
    pub detail: Option<String>,
    /// The carrier's words.
    pub message: Option<String>,
    /// More of them.
    pub description: Option<String>,
    /// The carrier's own code.
    pub carrier_code: Option<String>,
    /// Who said it: the carrier, or EasyPost.
    pub source: Option<String>,
    /// When.
    pub datetime: Option<String>,
    /// Where.
    pub place: Place,
}

/// Reads the body of a reply or a webhook.
///
/// # Errors
/// When it is not JSON, or neither an object nor a list.
pub fn parse(body: &[u8]) -> Result<Message, Unreadable> {
    let text = String::from_utf8_lossy(body);
    let root: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Unreadable(format!("The EasyPost payload is not JSON: {error}.")))?;
    if !root.is_object() && !root.is_array() {
        return Err(Unreadable(
            "The EasyPost payload is not a JSON object.".to_owned(),
        ));
    }
    let mut message = Message::default();
    collect(&root, 0, &mut message);
    Ok(message)
}

/// How deep objects may stand in each other.
const DEEPEST: usize = 6;

fn collect(value: &Value, depth: usize, message: &mut Message) {
    for item in json::list(value) {
        if item.is_array() && depth < DEEPEST {
            collect(item, depth + 1, message);
        } else {
            collect_object(item, depth, message);
        }
    }
}

fn collect_object(object: &Value, depth: usize, message: &mut Message) {
    if is_tracker(object) {
        message.trackers.push(tracker(object));
        return;
    }
    let errors = errors(object);
    if !errors.is_empty() {
        message.errors.extend(errors);
        return;
    }
    if is_event(object) {
        collect_event(object, depth, message);
        return;
    }
    let inner = ["trackers", "events", "tracker", "result"]
        .iter()
        .find_map(|key| json::field(object, &[key]));
    match inner {
        Some(inner) if depth < DEEPEST => collect(inner, depth + 1, message),
        _ => message.others.push(named(object)),
    }
}

/// An event is read when its result is a tracker, and named otherwise.
fn collect_event(event: &Value, depth: usize, message: &mut Message) {
    let result = json::field(event, &["result"]);
    match result {
        Some(result) if is_tracker(result) && depth < DEEPEST => {
            collect(result, depth + 1, message);
        }
        _ => {
            let kind =
                words_at(event, &["description"]).unwrap_or_else(|| "without kind".to_owned());
            if kind.starts_with("tracker.") {
                let text = format!("The event {kind} carries no tracker.");
                message.others.push(text);
            } else {
                let text = format!("The event {kind} is no tracking event.");
                message.other_events.push(text);
            }
        }
    }
}

fn is_tracker(value: &Value) -> bool {
    match words_at(value, &["object"]).as_deref() {
        Some("Tracker") => true,
        Some(_) => false,
        None => {
            json::field(value, &["tracking_details"]).is_some()
                || (json::field(value, &["tracking_code"]).is_some()
                    && json::field(value, &["status"]).is_some())
        }
    }
}

fn is_event(value: &Value) -> bool {
    let kind = words_at(value, &["object"]);
    kind.as_deref() == Some("Event")
        || (kind.is_none()
            && json::field(value, &["result"]).is_some()
            && json::field(value, &["description"]).is_some())
}

fn named(object: &Value) -> String {
    match words_at(object, &["object"]) {
        Some(kind) => format!("The payload is a {kind}, no tracker."),
        None => "The payload carries no tracker.".to_owned(),
    }
}

fn tracker(value: &Value) -> Tracker {
    let details = json::list_at(value, &["tracking_details"]);
    let count = details.len();
    let details: Vec<_> = details
        .into_iter()
        .filter(|detail| detail.is_object())
        .collect();
    Tracker {
        id: words_at(value, &["id"]),
        number: words_at(value, &["tracking_code"]),
        carrier: words_at(value, &["carrier"]),
        head: Line {
            status: words_at(value, &["status"]),
            detail: words_at(value, &["status_detail"]),
            ..Line::default()
        },
        unreadable: count - details.len(),
        lines: details.into_iter().filter_map(line).collect(),
        rest: without_history(value),
    }
}

/// The history is most of a tracker, and read already.
fn without_history(tracker: &Value) -> Value {
    let fields = tracker.as_object().into_iter().flatten();
    fields
        .filter(|(name, _)| *name != "tracking_details")
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

fn line(value: &Value) -> Option<Line> {
    let line = Line {
        status: words_at(value, &["status"]),
        detail: words_at(value, &["status_detail"]),
        message: words_at(value, &["message"]),
        description: words_at(value, &["description"]),
        carrier_code: words_at(value, &["carrier_code"]),
        source: words_at(value, &["source"]),
        datetime: words_at(value, &["datetime"]),
        place: json::field(value, &["tracking_location"])
            .map(place)
            .unwrap_or_default(),
    };
    let says_something = line.status.is_some()
        || line.detail.is_some()
        || line.message.is_some()
        || line.description.is_some()
        || line.datetime.is_some();
    says_something.then_some(line)
}

/// A tracking location as a place.
pub fn place(location: &Value) -> Place {
    Place {
        city: words_at(location, &["city"]),
        region: words_at(location, &["state"]),
        postal_code: words_at(location, &["zip"]),
        country: words_at(location, &["country"]).and_then(|text| words::country(&text)),
    }
}

/// The clean text at the end of a path.
pub fn words_at(value: &Value, path: &[&str]) -> Option<String> {
    words::clean_opt(json::text_at(value, path).as_deref())
}

fn errors(object: &Value) -> Vec<String> {
    ["error", "errors"]
        .iter()
        .flat_map(|key| json::list_at(object, &[key]))
        .filter_map(error)
        .collect()
}

/// An error as one text: its code and its message.
fn error(value: &Value) -> Option<String> {
    let parts = ["code", "field", "message"];
    let said: Vec<_> = parts
        .iter()
        .filter_map(|key| words_at(value, &[key]))
        .collect();
    if !said.is_empty() {
        return Some(said.join(": "));
    }
    words::clean_opt(json::text(value).as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACKER: &str =
        r#"{"id": "trk_1", "object": "Tracker", "tracking_code": "1", "status": "unknown"}"#;

    fn check(body: &str, trackers: usize, errors: &[&str], others: &[&str]) {
        let message = parse(body.as_bytes()).unwrap();
        assert_eq!(message.trackers.len(), trackers, "{body}");
        assert_eq!(message.errors, errors, "{body}");
        let found = [message.others, message.other_events].concat();
        assert_eq!(found, others, "{body}");
    }

    #[test]
    fn trackers_are_found_wherever_they_stand() {
        check(TRACKER, 1, &[], &[]);
        check(
            &format!(r#"{{"trackers": [{TRACKER}, {TRACKER}], "has_more": true}}"#),
            2,
            &[],
            &[],
        );
        check(&format!("[{TRACKER}]"), 1, &[], &[]);
        check(
            &format!(
                r#"{{"object": "Event", "description": "tracker.updated", "result": {TRACKER}}}"#
            ),
            1,
            &[],
            &[],
        );
        check(
            &format!(r#"{{"description": "tracker.created", "result": {TRACKER}}}"#),
            1,
            &[],
            &[],
        );
        check(
            &format!(r#"{{"events": [{{"object": "Event", "result": {TRACKER}}}]}}"#),
            1,
            &[],
            &[],
        );
        check(
            &format!(
                r#"{{"object": "Shipment", "tracking_code": "1", "status": "unknown", "tracker": {TRACKER}}}"#
            ),
            1,
            &[],
            &[],
        );
    }

    #[test]
    fn other_events_are_named() {
        let batch =
            r#"{"object": "Event", "description": "batch.created", "result": {"object": "Batch"}}"#;
        check(
            batch,
            0,
            &[],
            &["The event batch.created is no tracking event."],
        );
        let insurance = format!(
            r#"{{"object": "Event", "description": "insurance.purchased", "result": {{"object": "Insurance", "tracking_code": "1", "status": "new", "tracker": {TRACKER}}}}}"#
        );
        check(
            &insurance,
            0,
            &[],
            &["The event insurance.purchased is no tracking event."],
        );
        check(
            r#"{"object": "Event", "description": "tracker.created"}"#,
            0,
            &[],
            &["The event tracker.created carries no tracker."],
        );
        check(
            r#"{"object": "Batch", "id": "batch_1"}"#,
            0,
            &[],
            &["The payload is a Batch, no tracker."],
        );
    }

    #[test]
    fn errors_are_read_in_their_shapes() {
        check(
            r#"{"error": {"code": "TRACKER.CREATE.ERROR", "message": "no", "errors": []}}"#,
            0,
            &["TRACKER.CREATE.ERROR: no"],
            &[],
        );
        check(r#"{"error": "Unauthorized"}"#, 0, &["Unauthorized"], &[]);
        check(
            r#"{"errors": [{"field": "carrier", "message": "is bad"}, "odd"]}"#,
            0,
            &["carrier: is bad", "odd"],
            &[],
        );
        check("{}", 0, &[], &[]);
        check(r#"{"trackers": []}"#, 0, &[], &[]);
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for body in ["", "<html></html>", "null", "\"ping\""] {
            assert!(parse(body.as_bytes()).is_err(), "{body}");
        }
    }
}
