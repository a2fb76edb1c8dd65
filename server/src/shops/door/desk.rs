//! What a help desk sends: a contact it hands on, and what it looks an order
//! up by. As strict as the rest of the door.

use super::fields::{Errors, FieldErrors, Fields};
use super::schema::{CONTACT, Contact, LOOK_UP, LookUp};
use chrono::{DateTime, Utc};
use doorstep::contact::{LONGEST, Topic};
use serde_json::Value;

const LONGEST_VIA: usize = 100;

const A_TOPIC: &str = "send one of not_received, where_is_it, damaged, wrong_contents, \
    wrong_address, returned, other";

/// Reads a contact.
///
/// # Errors
/// All that is wrong with it, field by field.
pub fn contact(value: &Value, now: DateTime<Utc>) -> Result<Contact, FieldErrors> {
    let errors = Errors::new(now);
    let contact = Fields::open(value, "", "a contact", CONTACT, &errors).and_then(|fields| {
        let order = fields.id("order");
        let order = fields.required("order", order, "send the order's number or its id");
        let topic = fields.read("topic", A_TOPIC, Topic::from_code);
        let topic = fields.required("topic", topic, A_TOPIC);
        let text = fields.words("text", LONGEST);
        let text = fields.required("text", text, "send what the buyer wrote");
        let parcel = fields.id("parcel");
        let via = fields.words("via", LONGEST_VIA);
        Some(Contact {
            order: order?,
            parcel,
            topic: topic?,
            text: text?,
            via,
        })
    });
    errors.unless_any(contact)
}

/// Reads what orders are looked up by.
///
/// # Errors
/// All that is wrong with it, field by field.
pub fn look_up(value: &Value, now: DateTime<Utc>) -> Result<LookUp, FieldErrors> {
    let errors = Errors::new(now);
    let look_up = Fields::open(value, "", "a look-up", LOOK_UP, &errors).map(|fields| LookUp {
        number: fields.words("number", LONGEST_VIA),
        tracking: fields.words("tracking", LONGEST_VIA),
        email: fields.words("email", 254),
        phone: fields.words("phone", LONGEST_VIA),
        postal_code: fields.words("postal_code", LONGEST_VIA),
    });
    if look_up.as_ref().is_some_and(LookUp::names_nobody) {
        let known = "send number, tracking, email, phone or postal_code";
        errors.add("", format!("names no order; {known}"));
    }
    errors.unless_any(look_up)
}

impl LookUp {
    /// Whether there is nothing in it to look up.
    #[must_use]
    pub const fn names_nobody(&self) -> bool {
        self.number.is_none()
            && self.tracking.is_none()
            && self.email.is_none()
            && self.phone.is_none()
            && self.postal_code.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn now() -> DateTime<Utc> {
        "2026-05-15T12:00:00Z".parse().unwrap()
    }

    fn wrong(value: &Value) -> Vec<String> {
        let errors = contact(value, now()).unwrap_err();
        errors.0.into_iter().map(|error| error.path).collect()
    }

    #[test]
    fn a_contact_is_read_with_its_lines() {
        let read = contact(
            &json!({
                "order": 1001, "topic": "damaged", "text": " One.\nTwo. ",
                "via": "ticket 4711"
            }),
            now(),
        )
        .unwrap();
        assert_eq!((read.order.as_str(), read.topic), ("1001", Topic::Damaged));
        assert_eq!(read.text, "One.\nTwo.");
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        assert_eq!(wrong(&json!({})), ["order", "topic", "text"]);
        let strange = json!({
            "order": "1", "topic": "late", "text": "x".repeat(4_001), "mood": 1
        });
        assert_eq!(wrong(&strange), ["mood", "topic", "text"]);
        assert_eq!(wrong(&json!([])), [""]);
    }

    #[test]
    fn a_look_up_names_something() {
        let by = |value: Value| look_up(&value, now());
        assert!(by(json!({ "number": "1001" })).is_ok());
        assert!(by(json!({ "email": "jo@example.com", "phone": "0" })).is_ok());
        assert!(by(json!({ "phone": "5550143" })).is_ok());
        assert!(by(json!({ "postal_code": "04101" })).is_ok());
        assert!(by(json!({})).is_err());
        assert!(by(json!({ "name": "Jo" })).is_err());
    }
}
