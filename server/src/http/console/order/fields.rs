//! A form's fields as they were sent.

use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use std::collections::BTreeMap;

/// What a handler is given; what cannot be read of it is an empty form.
pub type Sent = Result<Form<Vec<(String, String)>>, FormRejection>;

/// The fields, in the order they were sent; browsers end lines in two
/// characters.
#[derive(Debug, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads them.
    pub fn read(sent: Sent) -> Self {
        let fields = sent.map(|Form(fields)| fields).unwrap_or_default();
        let plain = |(name, value): (String, String)| (name, value.replace("\r\n", "\n"));
        Self(fields.into_iter().map(plain).collect())
    }

    /// A field; `None` where it was not sent.
    pub fn sent(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A field; empty where it was not sent.
    pub fn one(&self, name: &str) -> &str {
        self.sent(name).unwrap_or_default()
    }

    /// The same where empty means none.
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.one(name).trim()).filter(|value| !value.is_empty())
    }

    /// Every value of a field.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let values = self.0.iter().filter(|(known, _)| known == name);
        values.map(|(_, value)| value.as_str()).collect()
    }

    /// What was typed, by the names of the fields, to be shown again; several
    /// values of one field stand in a row.
    pub fn typed(&self) -> BTreeMap<String, String> {
        let mut typed: BTreeMap<String, String> = BTreeMap::new();
        for (name, value) in &self.0 {
            let kept = typed.entry(name.clone()).or_default();
            if !kept.is_empty() {
                kept.push(' ');
            }
            kept.push_str(value);
        }
        typed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_once_and_shown_again() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let fields = Fields::read(Ok(Form(vec![
            pair("body", "one\r\ntwo"),
            pair("must_know", "shop"),
            pair("must_know", "carrier"),
            pair("contact", " "),
        ])));
        assert_eq!(fields.one("body"), "one\ntwo");
        assert_eq!(fields.all("must_know"), ["shop", "carrier"]);
        assert_eq!((fields.some("contact"), fields.one("gone")), (None, ""));
        assert_eq!(fields.typed()["must_know"], "shop carrier");
    }
}
