//! The shape of FedEx's replies, read tolerantly: what is missing, empty or
//! of another kind is simply not there.

use crate::carriers::{Unreadable, json, words};
use doorstep::scan::Place;
use serde_json::Value;

/// A reply or a webhook body.
#[derive(Debug, Default)]
pub struct Reply {
    /// One per shipment that a number stands for.
    pub results: Vec<TrackResult>,
    /// What FedEx says went wrong with the whole request.
    pub errors: Vec<String>,
}

/// What FedEx knows of one shipment.
#[derive(Debug, Default)]
pub struct TrackResult {
    /// The number that was asked for.
    pub requested: Option<String>,
    /// The number of the answer; not always the same.
    pub number: Option<String>,
    /// FedEx's own id, for numbers that are used again.
    pub unique_id: Option<String>,
    /// How FedEx sums the shipment up.
    pub head: Option<Line>,
    /// Its scan lines, in FedEx's order.
    pub lines: Vec<Line>,
    /// What went wrong with this number.
    pub error: Option<String>,
    /// Scan lines that are of another kind than lines.
    pub unreadable: usize,
    /// Everything else, for the report.
    pub rest: Value,
}

/// One line: a scan, or the head in the same words.
#[derive(Debug, Default)]
pub struct Line {
    /// `eventType`, or the head's `code`.
    pub code: Option<String>,
    /// FedEx's category of it.
    pub derived_code: Option<String>,
    /// The category in words.
    pub derived: Option<String>,
    /// The line in words.
    pub description: Option<String>,
    /// The code of the exception, where there is one.
    pub exception_code: Option<String>,
    /// The exception in words.
    pub exception: Option<String>,
    /// What kind of delay it is, unless it is none.
    pub delay: Option<String>,
    /// When.
    pub date: Option<String>,
    /// Where.
    pub place: Place,
    /// The street of the place, for pickup points.
    pub street: Option<String>,
}

impl TrackResult {
    /// Whether it says anything of the parcel.
    pub fn has_news(&self) -> bool {
        self.head.is_some() || !self.lines.is_empty()
    }
}

/// Reads the body of a reply or a webhook.
///
/// # Errors
/// When it is not JSON, or neither an object nor a list.
pub fn parse(body: &[u8]) -> Result<Reply, Unreadable> {
    let text = String::from_utf8_lossy(body);
    let root: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| Unreadable(format!("The FedEx payload is not JSON: {error}.")))?;
    if !root.is_object() && !root.is_array() {
        return Err(Unreadable(
            "The FedEx payload is not a JSON object.".to_owned(),
        ));
    }
    let mut reply = Reply::default();
    collect(&root, None, 0, &mut reply.results);
    if reply.results.is_empty() {
        reply.errors = errors(&root);
    } else {
        reply.errors = error_list(&root, "errors");
    }
    Ok(reply)
}

/// Where results stand inside each other, outermost first.
const CONTAINERS: [&str; 6] = [
    "output",
    "completeTrackResults",
    "trackResults",
    "payload",
    "data",
    "body",
];

/// How deep containers may stand in each other.
const DEEPEST: usize = 8;

fn collect(value: &Value, requested: Option<&str>, depth: usize, results: &mut Vec<TrackResult>) {
    if depth > DEEPEST {
        return;
    }
    for item in json::list(value) {
        if let Value::Array(_) = item {
            collect(item, requested, depth + 1, results);
        } else if is_result(item) {
            results.push(result(item, requested));
        } else {
            let asked = words_at(item, &["trackingNumber"]);
            for key in CONTAINERS {
                if let Some(inner) = json::field(item, &[key]) {
                    collect(inner, asked.as_deref().or(requested), depth + 1, results);
                }
            }
        }
    }
}

fn is_result(value: &Value) -> bool {
    [
        "scanEvents",
        "latestStatusDetail",
        "trackingNumberInfo",
        "TrackingNumberInfo",
    ]
    .iter()
    .any(|key| json::field(value, &[key]).is_some())
        || (json::field(value, &["error"]).is_some()
            && json::field(value, &["trackResults"]).is_none()
            && json::field(value, &["output"]).is_none()
            && json::field(value, &["trackingNumber"]).is_some())
}

fn result(value: &Value, requested: Option<&str>) -> TrackResult {
    let info = |key| {
        words_at(value, &["trackingNumberInfo", key])
            .or_else(|| words_at(value, &["TrackingNumberInfo", key]))
    };
    let events = json::list_at(value, &["scanEvents"]);
    let count = events.len();
    let lines: Vec<_> = events
        .into_iter()
        .filter(|event| event.is_object())
        .collect();
    TrackResult {
        requested: requested.map(str::to_owned),
        number: info("trackingNumber").or_else(|| words_at(value, &["trackingNumber"])),
        unique_id: info("trackingNumberUniqueId"),
        head: json::field(value, &["latestStatusDetail"]).and_then(head),
        unreadable: count - lines.len(),
        lines: lines.into_iter().filter_map(event).collect(),
        error: json::field(value, &["error"]).and_then(error),
        rest: value.clone(),
    }
}

fn event(value: &Value) -> Option<Line> {
    let line = Line {
        code: words_at(value, &["eventType"]),
        derived_code: words_at(value, &["derivedStatusCode"]),
        derived: words_at(value, &["derivedStatus"]),
        description: words_at(value, &["eventDescription"]),
        exception_code: words_at(value, &["exceptionCode"]),
        exception: words_at(value, &["exceptionDescription"]),
        delay: delay(value),
        date: words_at(value, &["date"]),
        place: json::field(value, &["scanLocation"])
            .map(place)
            .unwrap_or_default(),
        street: json::field(value, &["scanLocation"]).and_then(street),
    };
    let says_something = line.code.is_some()
        || line.derived_code.is_some()
        || line.derived.is_some()
        || line.description.is_some()
        || line.exception.is_some()
        || line.date.is_some();
    says_something.then_some(line)
}

fn head(value: &Value) -> Option<Line> {
    let details = json::list_at(value, &["ancillaryDetails"]);
    let detail = details.first().copied().unwrap_or(&Value::Null);
    let line = Line {
        code: words_at(value, &["code"]),
        derived_code: words_at(value, &["derivedCode"]),
        derived: words_at(value, &["statusByLocale"]),
        description: words_at(value, &["description"]),
        exception_code: words_at(detail, &["reason"]),
        exception: words_at(detail, &["reasonDescription"]),
        delay: delay(value),
        date: None,
        place: json::field(value, &["scanLocation"])
            .map(place)
            .unwrap_or_default(),
        street: json::field(value, &["scanLocation"]).and_then(street),
    };
    let says_something = line.code.is_some()
        || line.derived_code.is_some()
        || line.derived.is_some()
        || line.description.is_some();
    says_something.then_some(line)
}

/// The words of a delay; `None` for what is early or on time.
fn delay(value: &Value) -> Option<String> {
    let detail = json::field(value, &["delayDetail"])?;
    let part = |key| words_at(detail, &[key]).map(|word| word.replace('_', " "));
    let status = part("status");
    if status
        .as_deref()
        .is_some_and(|status| !status.to_ascii_uppercase().contains("DELAY"))
    {
        return None;
    }
    let words = [part("type"), part("subType"), status];
    let words: Vec<_> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// An address as a place.
pub fn place(address: &Value) -> Place {
    let country = |key| words_at(address, &[key]).and_then(|text| words::country(&text));
    Place {
        city: words_at(address, &["city"]),
        region: words_at(address, &["stateOrProvinceCode"]),
        postal_code: words_at(address, &["postalCode"]),
        country: country("countryCode").or_else(|| country("countryName")),
    }
}

/// The street lines of an address as one text.
pub fn street(address: &Value) -> Option<String> {
    let lines: Vec<_> = json::list_at(address, &["streetLines"])
        .into_iter()
        .filter_map(clean)
        .collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}

/// The clean text at the end of a path.
pub fn words_at(value: &Value, path: &[&str]) -> Option<String> {
    words::clean_opt(json::text_at(value, path).as_deref())
}

fn clean(value: &Value) -> Option<String> {
    words::clean_opt(json::text(value).as_deref())
}

/// Everything that may tell why there is no result.
fn errors(root: &Value) -> Vec<String> {
    let mut found = error_list(root, "errors");
    for key in ["error", "fault", "cxsErrors"] {
        found.extend(error_list(root, key));
    }
    let output = json::field(root, &["output"]).unwrap_or(&Value::Null);
    for holder in [output, root] {
        found.extend(error_list(holder, "errors"));
        found.extend(error_list(holder, "alerts"));
    }
    let mut unique: Vec<String> = Vec::new();
    for text in found {
        if !unique.contains(&text) {
            unique.push(text);
        }
    }
    unique
}

fn error_list(holder: &Value, key: &str) -> Vec<String> {
    json::list_at(holder, &[key])
        .into_iter()
        .filter_map(error)
        .collect()
}

/// An error as one text: its code and its message.
fn error(value: &Value) -> Option<String> {
    let parts = [
        "code",
        "errorcode",
        "message",
        "faultstring",
        "error_description",
    ];
    let said: Vec<_> = parts
        .iter()
        .filter_map(|key| words_at(value, &[key]))
        .collect();
    if !said.is_empty() {
        return Some(said.join(": "));
    }
    clean(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, wanted: &[(Option<&str>, usize)]) {
        let reply = parse(body.as_bytes()).unwrap();
        let found: Vec<_> = reply
            .results
            .iter()
            .map(|result| (result.number.as_deref(), result.lines.len()))
            .collect();
        assert_eq!(found, wanted, "{body}");
    }

    #[test]
    fn results_are_found_wherever_they_stand() {
        let one = r#"{"trackingNumberInfo": {"trackingNumber": "1"}, "scanEvents": [{"eventType": "IT"}]}"#;
        let wanted = [(Some("1"), 1)];
        check(
            &format!(r#"{{"output": {{"completeTrackResults": [{{"trackResults": [{one}]}}]}}}}"#),
            &wanted,
        );
        check(
            &format!(r#"{{"output": {{"completeTrackResults": {{"trackResults": {one}}}}}}}"#),
            &wanted,
        );
        check(
            &format!(r#"{{"completeTrackResults": [{{"trackResults": [{one}]}}]}}"#),
            &wanted,
        );
        check(
            &format!(r#"[{{"output": {{"trackResults": [{one}, null]}}}}]"#),
            &wanted,
        );
        check(one, &wanted);
        check(
            r#"{"output": {"completeTrackResults": [{"trackingNumber": "1"}]}}"#,
            &[],
        );
    }

    #[test]
    fn other_shapes_are_simply_not_there() {
        check(
            r#"{"trackingNumberInfo": {"trackingNumber": 12}, "scanEvents": {"eventType": "IT"}}"#,
            &[(Some("12"), 1)],
        );
        check(
            r#"{"trackingNumberInfo": "x", "scanEvents": [{}, [], "IT", 7, {"eventType": {}}]}"#,
            &[(None, 0)],
        );
        check(
            r#"{"scanEvents": [{"date": ["2026-05-11T09:00:00"]}], "latestStatusDetail": []}"#,
            &[(None, 1)],
        );
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for body in [
            "",
            "<html>Service unavailable</html>",
            "7",
            "\"text\"",
            "{\"output\":",
        ] {
            assert!(parse(body.as_bytes()).is_err(), "{body}");
        }
        assert!(parse(b"\xef\xbb\xbf{}").is_ok());
        assert!(parse(b"{\"output\": \"\xff\"}").is_ok());
    }

    #[test]
    fn a_delay_is_none_when_it_is_early() {
        let delay_of = |detail: &str| delay(&serde_json::from_str(detail).unwrap());
        assert_eq!(
            delay_of(
                r#"{"delayDetail": {"type": "WEATHER", "subType": "SNOW", "status": "DELAYED"}}"#
            )
            .as_deref(),
            Some("WEATHER SNOW DELAYED")
        );
        assert_eq!(
            delay_of(r#"{"delayDetail": {"type": "GENERAL"}}"#).as_deref(),
            Some("GENERAL")
        );
        assert_eq!(
            delay_of(r#"{"delayDetail": {"type": "WEATHER", "status": "ON_TIME"}}"#),
            None
        );
        assert_eq!(
            delay_of(r#"{"delayDetail": {"type": "", "status": ""}}"#),
            None
        );
    }
}
