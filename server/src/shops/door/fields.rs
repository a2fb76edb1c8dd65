//! Strict reading of one JSON object: each field by name and kind, every
//! mistake kept with the path it stands at and what to send in its place.

use super::nearest::nearest;
use crate::carriers::words;
use crate::shops::iso::Moment;
use chrono::{DateTime, Duration, Utc};
use serde::Serialize;
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::fmt;
use thiserror::Error;

/// The most characters of a text.
pub const LONGEST_TEXT: usize = words::LONGEST;

/// The most characters of an id or a code.
pub const LONGEST_ID: usize = 100;

/// The most errors told of one item; more would not be read.
const MOST_ERRORS: usize = 50;

/// How far ahead of us another clock may go before its times are refused.
/// It covers every zone and a badly set clock, and no mistyped year.
const CLOCKS_DIFFER: Duration = Duration::days(2);

/// How an instant is written.
pub const AN_INSTANT: &str = "send the time with its offset, like 2026-05-14T09:30:00+02:00";

/// One thing wrong with an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// Where: `items[0].quantity`; empty for the item as a whole.
    pub path: String,
    /// What is wrong, and what to send.
    pub problem: String,
}

/// Everything wrong with an item.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize)]
#[serde(transparent)]
pub struct FieldErrors(pub Vec<FieldError>);

impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            let comma = if index == 0 { "" } else { "; " };
            let blank = if error.path.is_empty() { "" } else { " " };
            write!(f, "{comma}{}{blank}{}", error.path, error.problem)?;
        }
        Ok(())
    }
}

/// The mistakes met on the way through an item, and the time they are
/// judged at.
pub struct Errors {
    now: DateTime<Utc>,
    found: RefCell<Vec<FieldError>>,
}

impl Errors {
    /// None yet.
    pub fn new(now: DateTime<Utc>) -> Self {
        Self {
            now,
            found: RefCell::default(),
        }
    }

    /// When the item is read.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Keeps a mistake.
    pub fn add(&self, path: &str, problem: impl Into<String>) {
        let mut found = self.found.borrow_mut();
        if found.len() < MOST_ERRORS {
            found.push(FieldError {
                path: path.to_owned(),
                problem: problem.into(),
            });
        }
    }

    /// Says that a field is missing, unless more is known to be wrong with it.
    pub fn add_missing(&self, path: &str, advice: &str) {
        if !self.has(path) {
            self.add(path, format!("is missing; {advice}"));
        }
    }

    fn has(&self, path: &str) -> bool {
        let found = self.found.borrow();
        found.iter().any(|error| error.path == path)
    }

    /// The value, if nothing was wrong.
    pub fn unless_any<T>(self, value: Option<T>) -> Result<T, FieldErrors> {
        let found = self.found.into_inner();
        match value {
            Some(value) if found.is_empty() => Ok(value),
            _ => Err(FieldErrors(found)),
        }
    }
}

/// One object on the way through an item.
pub struct Fields<'a> {
    object: &'a Map<String, Value>,
    path: String,
    errors: &'a Errors,
}

impl<'a> Fields<'a> {
    /// Opens an object, and names every field in it that is not known.
    /// `noun` says what it is ("an order").
    pub fn open(
        value: &'a Value,
        path: &str,
        noun: &str,
        known: &[&str],
        errors: &'a Errors,
    ) -> Option<Self> {
        let Some(object) = value.as_object() else {
            errors.add(path, format!("is {}; send an object, {noun}", kind(value)));
            return None;
        };
        let fields = Self {
            object,
            path: path.to_owned(),
            errors,
        };
        for name in object.keys().filter(|name| !known.contains(&name.as_str())) {
            let advice = nearest(name, known).map_or_else(
                || format!("known are {}", known.join(", ")),
                |meant| format!("did you mean \"{meant}\"?"),
            );
            let problem = format!("is not a field of {noun}; {advice}");
            errors.add(&fields.path_to(&quote(name)), problem);
        }
        Some(fields)
    }

    /// The path of one of its fields.
    pub fn path_to(&self, key: &str) -> String {
        match self.path.as_str() {
            "" => key.to_owned(),
            path => format!("{path}.{key}"),
        }
    }

    /// Keeps a mistake at one of its fields.
    pub fn fail(&self, key: &str, problem: impl Into<String>) {
        self.errors.add(&self.path_to(key), problem);
    }

    /// What all fields of an item share.
    pub fn errors(&self) -> &'a Errors {
        self.errors
    }

    /// The value of a field; nothing when it is left out, null or empty.
    pub fn value(&self, key: &str) -> Option<&'a Value> {
        self.object.get(key).filter(|value| match value {
            Value::Null => false,
            Value::String(text) => !text.trim().is_empty(),
            _ => true,
        })
    }

    /// Says that a field is missing, unless more is known to be wrong with it.
    pub fn missing(&self, key: &str, advice: &str) {
        self.errors.add_missing(&self.path_to(key), advice);
    }

    /// The same value, missing only with the mistake that says so.
    pub fn required<T>(&self, key: &str, value: Option<T>, advice: &str) -> Option<T> {
        if value.is_none() {
            self.missing(key, advice);
        }
        value
    }

    /// A text or a whole number, as text without blanks around it.
    fn plain(&self, key: &str, longest: usize) -> Option<String> {
        let value = self.value(key)?;
        plain(value, longest)
            .map_err(|problem| self.fail(key, problem))
            .ok()
    }

    /// A text, cleaned.
    pub fn text(&self, key: &str) -> Option<String> {
        words::clean_opt(self.plain(key, LONGEST_TEXT).as_deref())
    }

    /// Words as they were written, lines and all.
    pub fn words(&self, key: &str, longest: usize) -> Option<String> {
        self.plain(key, longest)
    }

    /// An id: a short text that is kept as it is, or a whole number.
    pub fn id(&self, key: &str) -> Option<String> {
        if let Some(Value::Number(number)) = self.value(key)
            && number.is_f64()
        {
            self.fail(key, format!("is {number}; send a whole number or a text"));
            return None;
        }
        let id = self.plain(key, LONGEST_ID)?;
        let is_one_line = !id.contains(char::is_control);
        if !is_one_line {
            self.fail(key, "holds a line break; send it on one line");
        }
        is_one_line.then_some(id)
    }

    /// A decimal number, written as a text or as a number.
    pub fn decimal(&self, key: &str) -> Option<String> {
        self.plain(key, LONGEST_ID)
    }

    /// A text that must be of a certain kind, named by what to send.
    pub fn read<T>(
        &self,
        key: &str,
        send: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.plain(key, LONGEST_TEXT)?;
        let value = read(&text);
        if value.is_none() {
            self.fail(key, format!("is \"{}\"; {send}", quote(&text)));
        }
        value
    }

    /// An instant that has happened.
    pub fn instant(&self, key: &str) -> Option<DateTime<Utc>> {
        let instant = self.read(key, AN_INSTANT, |text| Moment::read(text)?.instant())?;
        self.past(key, instant).then_some(instant)
    }

    /// Whether an instant can have happened; if not, says so.
    pub fn past(&self, key: &str, instant: DateTime<Utc>) -> bool {
        let has_happened = instant <= self.errors.now + CLOCKS_DIFFER;
        if !has_happened {
            self.fail(key, "lies in the future; send when it happened");
        }
        has_happened
    }

    /// A whole number.
    pub fn count(&self, key: &str) -> Option<u32> {
        self.read(key, "send a whole number, 0 or more", |text| {
            text.parse().ok()
        })
    }

    /// `true` or `false`.
    pub fn answer(&self, key: &str) -> Option<bool> {
        match self.value(key)? {
            Value::Bool(answer) => Some(*answer),
            _ => self.read(key, "send true or false", |text| {
                match text.to_ascii_lowercase().as_str() {
                    "true" | "yes" | "1" => Some(true),
                    "false" | "no" | "0" => Some(false),
                    _ => None,
                }
            }),
        }
    }

    /// The entries of a list, each with its path.
    pub fn list(&self, key: &str, most: usize) -> Vec<(String, &'a Value)> {
        match self.value(key) {
            None => Vec::new(),
            Some(Value::Array(values)) if values.len() > most => {
                let problem = format!("has {} entries; send at most {most}", values.len());
                self.fail(key, problem);
                Vec::new()
            }
            Some(Value::Array(values)) => values
                .iter()
                .enumerate()
                .map(|(index, value)| (format!("{}[{index}]", self.path_to(key)), value))
                .collect(),
            Some(other) => {
                self.fail(key, format!("is {}; send a list", kind(other)));
                Vec::new()
            }
        }
    }

    /// The texts of a list; a single text counts as a list of one.
    pub fn texts(&self, key: &str, most: usize) -> Vec<String> {
        if let Some(Value::String(_) | Value::Number(_)) = self.value(key) {
            return self.text(key).into_iter().collect();
        }
        self.list(key, most)
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .filter_map(|(path, value)| match plain(value, LONGEST_TEXT) {
                Ok(text) => words::clean_opt(Some(&text)),
                Err(problem) => {
                    self.errors.add(&path, problem);
                    None
                }
            })
            .collect()
    }
}

/// A text or a whole number as text, or what is wrong with it.
fn plain(value: &Value, longest: usize) -> Result<String, String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        other => return Err(format!("is {}; send a text", kind(other))),
    };
    let length = text.chars().count();
    if length > longest {
        return Err(format!(
            "is {length} characters long; send at most {longest}"
        ));
    }
    if text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
        return Err("holds control characters; send plain text".to_owned());
    }
    Ok(text)
}

/// The beginning of a text of theirs, safe to send back.
pub fn quote(text: &str) -> String {
    text.chars()
        .take(60)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
