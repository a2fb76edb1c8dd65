//! The parts of UPS's JSON that matter, as text and without judgement: a
//! reply's packages with their activities, or the one activity of an alert.

use crate::carriers::Unreadable;
use crate::carriers::json::{list, list_at, text_at};
use serde_json::Value;

/// A reply or an alert.
#[derive(Debug, Default)]
pub(super) struct Payload {
    /// The packages it speaks of, in its own order.
    pub(super) packages: Vec<Package>,
    /// Errors and warnings, each "code: message".
    pub(super) errors: Vec<String>,
    /// What is not of the shape it should be.
    pub(super) malformed: Vec<String>,
}

/// One package.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// Its number, else the number asked for when it is the only package.
    pub(super) number: Option<String>,
    /// Its activities, in the payload's order.
    pub(super) activities: Vec<Activity>,
    /// Where it stands now, as the head says.
    pub(super) head: Option<StatusText>,
    /// Everything else, for [`super::report`].
    pub(super) rest: Value,
    /// Whether it comes from an alert, whose other fields have other names.
    pub(super) is_alert: bool,
}

/// A status as text.
#[derive(Debug, Default)]
pub(super) struct StatusText {
    /// The type, in capitals; empty when not given.
    pub(super) kind: String,
    /// The code of letters and digits, in capitals.
    pub(super) code: Option<String>,
    /// The numeric status.
    pub(super) numeric: Option<String>,
    /// The description, as given.
    pub(super) words: String,
}

/// One activity.
#[derive(Debug, Default)]
pub(super) struct Activity {
    pub(super) status: StatusText,
    pub(super) date: Option<String>,
    pub(super) time: Option<String>,
    pub(super) gmt_date: Option<String>,
    pub(super) gmt_time: Option<String>,
    pub(super) gmt_offset: Option<String>,
    /// The address object of the place.
    pub(super) address: Value,
}

/// Parses a body.
///
/// # Errors
/// When it is no JSON, or JSON that is neither a reply nor an alert.
pub(super) fn parse(body: &[u8]) -> Result<Payload, Unreadable> {
    let text = String::from_utf8_lossy(body);
    let root = from_text(text.trim_start_matches('\u{feff}'))?;
    // Some gateways hand JSON on inside a JSON string.
    let root = match &root {
        Value::String(inner) => from_text(inner)?,
        _ => root,
    };
    let mut payload = Payload::default();
    for message in list(&root) {
        read_message(message, &mut payload);
    }
    if payload.is_empty() {
        return Err(Unreadable(
            "The JSON is neither a UPS tracking reply nor a Track Alert.".to_owned(),
        ));
    }
    Ok(payload)
}

impl Payload {
    const fn is_empty(&self) -> bool {
        self.packages.is_empty() && self.errors.is_empty() && self.malformed.is_empty()
    }
}

fn from_text(text: &str) -> Result<Value, Unreadable> {
    serde_json::from_str(text)
        .map_err(|error| Unreadable(format!("The body is not JSON: {error}.")))
}

fn read_message(message: &Value, payload: &mut Payload) {
    if is_alert(message) {
        payload.packages.push(alert(message));
        return;
    }
    payload.errors.extend(errors(message));
    for response in ["response", "Response", "trackResponse"] {
        payload.errors.extend(errors(&message[response]));
    }
    let shipments = match list_at(message, &["trackResponse", "shipment"]) {
        none if none.is_empty() => list_at(message, &["shipment"]),
        shipments => shipments,
    };
    if shipments.is_empty() && payload.is_empty() && message.get("trackResponse").is_some() {
        payload
            .errors
            .push("The reply names no shipment.".to_owned());
    }
    for shipment in shipments {
        read_shipment(shipment, payload);
    }
}

fn is_alert(message: &Value) -> bool {
    ["activityStatus", "localActivityDate", "activityLocation"]
        .iter()
        .any(|key| message.get(key).is_some())
}

/// Errors come as lists of code and message, under several names.
fn errors(value: &Value) -> Vec<String> {
    ["errors", "error", "warnings", "fault"]
        .iter()
        .flat_map(|key| list_at(value, &[key]))
        .filter_map(|error| {
            let first = |keys: [&str; 3]| keys.iter().find_map(|key| text_at(error, &[key]));
            let code = first(["code", "errorCode", "error_code"]);
            let message = first(["message", "description", "faultstring"]);
            match (code, message) {
                (Some(code), Some(message)) => Some(format!("{code}: {message}")),
                (code, message) => code
                    .or(message)
                    .or_else(|| error.as_str().map(str::to_owned)),
            }
        })
        .collect()
}

fn read_shipment(shipment: &Value, payload: &mut Payload) {
    let warnings = errors(shipment);
    let packages = match list_at(shipment, &["package"]) {
        // Freight has its activities on the shipment itself.
        none if none.is_empty() && shipment.get("activity").is_some() => vec![shipment],
        packages => packages,
    };
    let asked_for = text_at(shipment, &["inquiryNumber"]).filter(|_| packages.len() == 1);
    let mut said = packages.len();
    for item in packages {
        let warnings = errors(item);
        match package(item, asked_for.clone(), &mut payload.malformed) {
            Some(package) => payload.packages.push(package),
            None => said -= 1,
        }
        payload.errors.extend(warnings);
    }
    if said == 0 && warnings.is_empty() && payload.is_empty() {
        payload
            .malformed
            .push("A shipment says nothing of any package.".to_owned());
    }
    payload.errors.extend(warnings);
}

/// Reads a package; `None` when nothing in it says where it stands. A number
/// alone is what an error reply repeats of the question.
fn package(
    item: &Value,
    asked_for: Option<String>,
    malformed: &mut Vec<String>,
) -> Option<Package> {
    let mut activities = Vec::new();
    for activity_item in list_at(item, &["activity"]) {
        if activity_item.is_object() {
            activities.push(activity(activity_item));
        } else {
            malformed.push(format!("An activity is no object: {activity_item}"));
        }
    }
    let head = head(item);
    if activities.is_empty() && head.is_none() {
        return None;
    }
    Some(Package {
        number: text_at(item, &["trackingNumber"])
            .filter(|number| is_number(number))
            .or(asked_for),
        activities,
        head,
        rest: item.clone(),
        is_alert: false,
    })
}

/// Every tracking number has a digit; placeholders in documents have none.
fn is_number(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

fn activity(item: &Value) -> Activity {
    let address = match &item["location"]["address"] {
        Value::Null => item["location"].clone(),
        address => address.clone(),
    };
    Activity {
        status: status(&item["status"]),
        date: text_at(item, &["date"]),
        time: clock(item, "time"),
        gmt_date: text_at(item, &["gmtDate"]),
        gmt_time: clock(item, "gmtTime"),
        gmt_offset: text_at(item, &["gmtOffset"]),
        address,
    }
}

/// A time of day. One that came as a number has lost its leading zeros.
fn clock(item: &Value, key: &str) -> Option<String> {
    match item[key].as_u64() {
        Some(number) => Some(format!("{number:06}")),
        None => text_at(item, &[key]),
    }
}

/// The head's status: an object, or two fields in older replies.
fn head(package: &Value) -> Option<StatusText> {
    let mut head = status(&package["currentStatus"]);
    if head.is_empty() {
        head = StatusText {
            numeric: text_at(package, &["statusCode"]),
            words: text_at(package, &["statusDescription"]).unwrap_or_default(),
            ..StatusText::default()
        };
    }
    (!head.is_empty()).then_some(head)
}

impl StatusText {
    fn is_empty(&self) -> bool {
        self.kind.is_empty()
            && self.code.is_none()
            && self.numeric.is_none()
            && self.words.is_empty()
    }
}

fn status(value: &Value) -> StatusText {
    let capitals = |key: &str| text_at(value, &[key]).map(|text| text.to_uppercase());
    let code = capitals("code");
    let numeric = text_at(value, &["statusCode"]).or_else(|| text_at(value, &["descriptionCode"]));
    // Heads give the numeric status in the place of the code.
    let (code, numeric) = match (code, numeric) {
        (Some(code), None) if is_numeric_status(&code) => (None, Some(code)),
        pair => pair,
    };
    StatusText {
        kind: capitals("type").unwrap_or_default(),
        code,
        numeric,
        words: ["description", "simplifiedTextDescription"]
            .iter()
            .find_map(|key| text_at(value, &[key]))
            .unwrap_or_default(),
    }
}

fn is_numeric_status(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit())
}

fn alert(message: &Value) -> Package {
    let activity = Activity {
        status: status(&message["activityStatus"]),
        date: text_at(message, &["localActivityDate"]),
        time: clock(message, "localActivityTime"),
        gmt_date: text_at(message, &["gmtActivityDate"]),
        gmt_time: clock(message, "gmtActivityTime"),
        gmt_offset: text_at(message, &["gmtOffset"]),
        address: message["activityLocation"].clone(),
    };
    Package {
        number: text_at(message, &["trackingNumber"]).filter(|number| is_number(number)),
        activities: vec![activity],
        head: None,
        rest: message.clone(),
        is_alert: true,
    }
}
