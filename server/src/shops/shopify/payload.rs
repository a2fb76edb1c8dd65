//! Tolerant reading of Shopify's JSON: any field may be missing, null, empty
//! or of another type. What has the wrong shape is noted and passed over, so
//! that it never costs its neighbours.

use crate::carriers::{json, words};
use crate::shops::iso::Moment;
use chrono::{DateTime, Utc};
use doorstep::reading::{Problem, ProblemKind};
use serde_json::{Number, Value};
use std::cell::RefCell;

/// The most problems kept of one payload; more say nothing new.
const MOST_PROBLEMS: usize = 50;

/// The longest id taken, in characters.
const LONGEST_ID: usize = 100;

/// The problems met on the way through a payload.
#[derive(Default)]
pub struct Notes(RefCell<Vec<Problem>>);

impl Notes {
    /// Notes a problem with a value, quoted.
    pub fn note(&self, kind: ProblemKind, what: &str, problem: &str, value: &Value) {
        let mut problems = self.0.borrow_mut();
        if problems.len() < MOST_PROBLEMS {
            let quoted = quote(&value.to_string());
            problems.push(Problem::new(kind, format!("{what} {problem}: {quoted}")));
        }
    }

    /// Notes a field that is not there or has another shape.
    pub fn malformed(&self, what: &str, problem: &str, value: &Value) {
        self.note(ProblemKind::Malformed, what, problem, value);
    }

    /// The problems, in the order met.
    pub fn into_problems(self) -> Vec<Problem> {
        self.0.into_inner()
    }
}

/// The beginning of a text, safe to show to staff.
pub fn quote(text: &str) -> String {
    text.chars()
        .take(80)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// One object of a payload, with its name for problems.
pub struct Part<'a> {
    noun: &'static str,
    value: &'a Value,
    notes: &'a Notes,
}

impl<'a> Part<'a> {
    /// Takes a value that is an object.
    pub fn of(noun: &'static str, value: &'a Value, notes: &'a Notes) -> Option<Self> {
        value.is_object().then_some(Self { noun, value, notes })
    }

    /// Notes a problem with one of its fields.
    pub fn note(&self, kind: ProblemKind, key: &str, problem: &str) {
        let value = self.value.get(key).unwrap_or(&Value::Null);
        self.notes
            .note(kind, &format!("{}.{key}", self.noun), problem, value);
    }

    fn malformed(&self, key: &str, problem: &str) {
        self.note(ProblemKind::Malformed, key, problem);
    }

    /// The value of a field, unless it is one of the spellings of nothing.
    pub fn value(&self, key: &str) -> Option<&'a Value> {
        let value = self.value.get(key)?;
        (!json::list(value).is_empty()).then_some(value)
    }

    /// The object in a field.
    pub fn part(&self, key: &str, noun: &'static str) -> Option<Self> {
        let part = Self::of(noun, self.value(key)?, self.notes);
        if part.is_none() {
            self.malformed(key, "is not an object");
        }
        part
    }

    /// The objects in a field that holds one or many.
    pub fn parts(&self, key: &str, noun: &'static str) -> Vec<Self> {
        let values = self.value(key).map(json::list).unwrap_or_default();
        values
            .into_iter()
            .filter_map(|value| {
                let part = Self::of(noun, value, self.notes);
                if part.is_none() {
                    self.malformed_entry(key, "holds something that is not an object", value);
                }
                part
            })
            .collect()
    }

    fn malformed_entry(&self, key: &str, problem: &str, entry: &Value) {
        let what = format!("{}.{key}", self.noun);
        self.notes.malformed(&what, problem, entry);
    }

    /// The text in a field, as it is but for blanks around it.
    pub fn raw(&self, key: &str) -> Option<String> {
        let text = json::text(self.value(key)?);
        if text.is_none() {
            self.malformed(key, "is not a text");
        }
        text
    }

    /// The text in a field, cleaned and not empty.
    pub fn text(&self, key: &str) -> Option<String> {
        words::clean_opt(self.raw(key).as_deref())
    }

    /// The texts in a field that holds one or many.
    pub fn raws(&self, key: &str) -> Vec<String> {
        let values = self.value(key).map(json::list).unwrap_or_default();
        values
            .into_iter()
            .filter_map(|value| {
                if !(value.is_string() || value.is_number()) {
                    self.malformed_entry(key, "holds something that is not a text", value);
                }
                json::text(value)
            })
            .collect()
    }

    /// The id in a field, as text; see [`id_text`].
    pub fn id(&self, key: &str) -> Option<String> {
        let id = id_text(self.value(key)?);
        if id.is_none() {
            self.malformed(key, "is not an id");
        }
        id
    }

    /// The ids in a field that holds one or many.
    pub fn ids(&self, key: &str) -> Vec<String> {
        let values = self.value(key).map(json::list).unwrap_or_default();
        values.into_iter().filter_map(id_text).collect()
    }

    /// The thing's own id.
    pub fn own_id(&self) -> Option<String> {
        let id = self.id("id").or_else(|| self.id("admin_graphql_api_id"));
        if id.is_none() && self.value("id").is_none() {
            self.malformed("id", "is missing");
        }
        id
    }

    /// The time in a field.
    pub fn moment(&self, key: &str) -> Option<Moment> {
        let moment = Moment::read(&self.raw(key)?);
        if moment.is_none() {
            self.note(
                ProblemKind::UnreadableTime,
                key,
                "is not a time we can read",
            );
        }
        moment
    }

    /// The instant in a field.
    pub fn instant(&self, key: &str) -> Option<DateTime<Utc>> {
        let moment = self.moment(key)?;
        let instant = moment.instant();
        if instant.is_none() {
            self.note(ProblemKind::UnreadableTime, key, "has no offset");
        }
        instant
    }

    /// The first of several fields that has an instant.
    pub fn first_instant(&self, keys: &[&str]) -> Option<DateTime<Utc>> {
        keys.iter().find_map(|key| self.instant(key))
    }

    /// The count in a field, zero or more.
    pub fn count(&self, key: &str) -> Option<u32> {
        let text = json::text(self.value(key)?);
        let count = text.and_then(|text| text.strip_suffix(".0").unwrap_or(&text).parse().ok());
        if count.is_none() {
            self.malformed(key, "is not a count");
        }
        count
    }

    /// Whether a field says yes or no.
    pub fn answer(&self, key: &str) -> Option<bool> {
        self.value(key).map(json::is_true)
    }
}

/// An id as text, exactly: a whole number up to 64 bits, a text, or the last
/// part of `gid://shopify/Order/123`.
fn id_text(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => number_text(number),
        Value::String(text) => {
            let text = text.trim();
            let text = match text.strip_prefix("gid://") {
                Some(path) => path.rsplit('/').next()?.split('?').next()?,
                None => text,
            };
            let fits = !text.is_empty()
                && text.chars().count() <= LONGEST_ID
                && !text.chars().any(|c| c.is_whitespace() || c.is_control());
            fits.then(|| text.to_owned())
        }
        _ => None,
    }
}

/// The digits of a whole number as they were written. A number that has been
/// through floating point is taken only as long as it cannot have lost digits.
fn number_text(number: &Number) -> Option<String> {
    let text = number.to_string();
    let digits = match text.strip_suffix(".0") {
        Some(whole) if whole.len() <= 15 => whole,
        Some(_) => return None,
        None => &text,
    };
    let only_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    only_digits.then(|| digits.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, wanted: Option<&str>) {
        let value: Value = serde_json::from_str(json).unwrap();
        assert_eq!(id_text(&value).as_deref(), wanted, "{json}");
    }

    #[test]
    fn ids_keep_every_digit() {
        check("820982911946154508", Some("820982911946154508"));
        check("18446744073709551615", Some("18446744073709551615"));
        check("\"18446744073709551616\"", Some("18446744073709551616"));
        check("\" gid://shopify/Order/123?x=1 \"", Some("123"));
        check("1001.0", Some("1001"));
    }

    #[test]
    fn numbers_that_lost_digits_and_other_things_are_no_ids() {
        for json in [
            "820982911946154508.0",
            "18446744073709551616",
            "1e30",
            "1.5",
            "-7",
            "true",
            "{}",
            "[1]",
            "\"\"",
            "\"a b\"",
            "\"gid://shopify/Order/\"",
            "\"a\\u0000b\"",
        ] {
            check(json, None);
        }
        check(&format!("\"{}\"", "9".repeat(101)), None);
    }
}
