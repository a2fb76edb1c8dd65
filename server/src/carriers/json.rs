//! Tolerant reading of carriers' JSON: numbers that come as text and text
//! that comes as numbers, one object where a list is meant, and the many
//! spellings of "nothing".

use serde_json::Value;

/// The value as trimmed text; numbers as they are written, `None` for
/// anything empty or of another kind.
#[must_use]
pub fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The value at the end of a path of keys; `None` when a key is missing,
/// the value is null, or something on the way is no object. A list of one
/// thing on the way stands for that thing.
#[must_use]
pub fn field<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter()
        .try_fold(value, |value, key| only(value).get(key))
        .filter(|value| !value.is_null())
}

/// The text at the end of a path; see [`text`] and [`field`].
#[must_use]
pub fn text_at(value: &Value, path: &[&str]) -> Option<String> {
    field(value, path).map(only).and_then(text)
}

/// One or many, as many: a list's items without its nulls, anything else as
/// the only item, nothing for null, `{}`, `[]` and blank text.
#[must_use]
pub fn list(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().filter(|item| !item.is_null()).collect(),
        Value::Null => Vec::new(),
        Value::Object(object) if object.is_empty() => Vec::new(),
        Value::String(text) if text.trim().is_empty() => Vec::new(),
        one => vec![one],
    }
}

/// The list at the end of a path; see [`list`] and [`field`].
#[must_use]
pub fn list_at<'a>(value: &'a Value, path: &[&str]) -> Vec<&'a Value> {
    field(value, path).map(list).unwrap_or_default()
}

/// Whether the value says yes: `true`, `1`, or a word for it.
#[must_use]
pub fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(yes) => *yes,
        other => text(other).is_some_and(|word| {
            ["true", "y", "yes", "1"]
                .iter()
                .any(|yes| word.eq_ignore_ascii_case(yes))
        }),
    }
}

/// The number in a value, whether it is written as a number or as text.
#[must_use]
pub fn number(value: &Value) -> Option<f64> {
    text(value)?
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
}

fn only(value: &Value) -> &Value {
    match value {
        Value::Array(items) => match items.as_slice() {
            [item] => item,
            _ => value,
        },
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(value: &Value, wanted: Option<&str>) {
        assert_eq!(text(value).as_deref(), wanted, "{value}");
    }

    #[test]
    fn text_and_numbers_read_alike() {
        check(&json!("  a b "), Some("a b"));
        check(&json!(7), Some("7"));
        check(
            &json!(820_982_911_946_154_508_u64),
            Some("820982911946154508"),
        );
        check(&json!(1.5), Some("1.5"));
    }

    #[test]
    fn the_spellings_of_nothing_are_nothing() {
        for nothing in [json!(null), json!(""), json!("  "), json!({}), json!([])] {
            check(&nothing, None);
            assert_eq!(list(&nothing), Vec::<&Value>::new());
        }
    }

    #[test]
    fn one_or_many_is_many() {
        assert_eq!(list(&json!([{"a": 1}, null, {"b": 2}])).len(), 2);
        assert_eq!(list(&json!({"a": 1})), [&json!({"a": 1})]);
    }

    #[test]
    fn a_path_goes_through_lists_of_one() {
        let value = json!({"a": [{"b": {"c": " x "}}], "many": [{"b": 1}, {"b": 2}], "none": null});
        assert_eq!(text_at(&value, &["a", "b", "c"]).as_deref(), Some("x"));
        assert_eq!(field(&value, &["many", "b"]), None);
        assert_eq!(field(&value, &["none"]), None);
        assert_eq!(field(&value, &["a", "x", "y"]), None);
        assert_eq!(list_at(&value, &["many"]).len(), 2);
    }

    #[test]
    fn yes_and_numbers_come_in_many_spellings() {
        for yes in [json!(true), json!("Y"), json!("TRUE"), json!(1)] {
            assert!(is_true(&yes), "{yes}");
        }
        for no in [json!(false), json!("N"), json!(null), json!({})] {
            assert!(!is_true(&no), "{no}");
        }
        assert_eq!(number(&json!("0.50")), Some(0.5));
        assert_eq!(number(&json!("NaN")), None);
    }
}
