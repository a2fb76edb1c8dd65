//! A request's body, taken apart into items: one object, a list, or one
//! object a line (NDJSON).

use serde::Serialize;
use serde_json::{Deserializer, Value};
use std::fmt;
use thiserror::Error;

/// The most items in one request.
pub const MOST_ITEMS: usize = 10_000;

/// One item of a body, as it was sent and as it reads.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemText {
    /// The line it begins at, counted from 1.
    pub line: usize,
    /// Its text, byte for byte but for bytes that are no UTF-8.
    pub text: String,
    /// Its value; in NDJSON one line may be broken while its neighbours are
    /// good.
    pub value: Result<Value, NotJson>,
}

/// Why a text cannot be taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize)]
pub struct NotJson {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in that line, counted from 1; 0 when it is the line's end.
    pub column: usize,
    /// What is wrong, for people, without the place.
    pub sentence: String,
}

impl fmt::Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            line,
            column,
            sentence,
        } = self;
        write!(f, "{sentence} (line {line}, column {column})")
    }
}

/// Takes a body apart. NDJSON is told by its content type, or by a second
/// value after the first.
///
/// # Errors
/// When the body is empty or not JSON, or has more than [`MOST_ITEMS`] items.
pub fn items(content_type: Option<&str>, body: &[u8]) -> Result<Vec<ItemText>, NotJson> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.trim_ascii().is_empty() {
        return Err(not_json(1, 1, "The body is empty: send JSON"));
    }
    let items = if content_type.is_some_and(says_ndjson) {
        by_line(body)?
    } else {
        by_shape(body)?
    };
    match items.get(MOST_ITEMS) {
        None => Ok(items),
        Some(first_too_many) => {
            let sentence = format!(
                "There are {} items: send at most {MOST_ITEMS} at once",
                items.len()
            );
            Err(not_json(first_too_many.line, 1, &sentence))
        }
    }
}

fn says_ndjson(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default();
    let kind = kind.trim().to_ascii_lowercase();
    [
        "application/x-ndjson",
        "application/ndjson",
        "application/jsonl",
        "application/x-jsonlines",
        "application/jsonlines",
    ]
    .contains(&kind.as_str())
}

/// Takes a body apart by what it looks like.
fn by_shape(body: &[u8]) -> Result<Vec<ItemText>, NotJson> {
    let text = match std::str::from_utf8(body) {
        Ok(text) => text,
        Err(_) if first_line_is_json(body) => return by_line(body),
        Err(error) => return Err(not_utf8(body, error)),
    };
    match serde_json::from_str(text) {
        Ok(Value::Array(values)) => Ok(by_element(text, values)),
        Ok(value) => {
            let line = 1 + line_breaks(leading_blank(text));
            Ok(vec![item(line, text.trim(), Ok(value))])
        }
        Err(_) if first_line_is_json(body) => by_line(body),
        Err(_) => by_value(text),
    }
}

/// Whether the first line is a whole value, which no broken list begins with.
fn first_line_is_json(body: &[u8]) -> bool {
    let mut lines = body.split(|byte| *byte == b'\n');
    lines
        .find(|line| !line.trim_ascii().is_empty())
        .is_some_and(|line| serde_json::from_slice::<Value>(line).is_ok())
}

/// One item a line; a line that is not JSON spoils only itself.
fn by_line(body: &[u8]) -> Result<Vec<ItemText>, NotJson> {
    let items: Vec<ItemText> = body
        .split(|byte| *byte == b'\n')
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim_ascii()))
        .filter(|(_, line)| !line.is_empty())
        .map(|(number, line)| {
            let value = serde_json::from_slice(line).map_err(|error| NotJson {
                line: number,
                ..from_serde(&error)
            });
            item(number, &String::from_utf8_lossy(line), value)
        })
        .collect();
    // Nothing good in it: this is no NDJSON at all.
    match items.first().map(|first| &first.value) {
        Some(Err(error)) if items.iter().all(|item| item.value.is_err()) => Err(error.clone()),
        _ => Ok(items),
    }
}

/// Several values after each other, however they are broken into lines.
fn by_value(text: &str) -> Result<Vec<ItemText>, NotJson> {
    let mut values = Deserializer::from_str(text).into_iter::<Value>();
    let mut items = Vec::new();
    let mut line = 1;
    let mut start = 0;
    while let Some(value) = values.next() {
        let value = value.map_err(|error| from_serde(&error))?;
        let end = values.byte_offset();
        let raw = text.get(start..end).unwrap_or_default();
        items.push(item(
            line + line_breaks(leading_blank(raw)),
            raw.trim(),
            Ok(value),
        ));
        line += line_breaks(raw);
        start = end;
    }
    Ok(items)
}

/// The elements of a list that was parsed, each with its own text.
fn by_element(text: &str, values: Vec<Value>) -> Vec<ItemText> {
    let mut line = 1;
    let mut last = 0;
    element_texts(text)
        .into_iter()
        .zip(values)
        .map(|((start, end), value)| {
            let raw = text.get(start..end).unwrap_or_default();
            line += line_breaks(text.get(last..start).unwrap_or_default());
            last = start;
            item(
                line + line_breaks(leading_blank(raw)),
                raw.trim(),
                Ok(value),
            )
        })
        .collect()
}

/// Where the elements of a list begin and end. The text is known to be valid,
/// so only strings and brackets need to be told apart.
fn element_texts(text: &str) -> Vec<(usize, usize)> {
    let mut elements = Vec::new();
    let (mut depth, mut start, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'[' | b'{' => {
                depth += 1;
                if depth == 1 {
                    start = at + 1;
                }
            }
            b']' | b'}' => {
                if depth == 1 {
                    elements.push((start, at));
                }
                depth = depth.saturating_sub(1);
            }
            b',' if depth == 1 => {
                elements.push((start, at));
                start = at + 1;
            }
            _ => {}
        }
    }
    elements
}

fn item(line: usize, text: &str, value: Result<Value, NotJson>) -> ItemText {
    ItemText {
        line,
        text: text.to_owned(),
        value,
    }
}

fn leading_blank(text: &str) -> &str {
    text.get(..text.len() - text.trim_start().len())
        .unwrap_or_default()
}

fn line_breaks(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

fn not_json(line: usize, column: usize, sentence: &str) -> NotJson {
    NotJson {
        line,
        column,
        sentence: sentence.to_owned(),
    }
}

fn from_serde(error: &serde_json::Error) -> NotJson {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    not_json(
        error.line().max(1),
        error.column(),
        &format!("This is not JSON: {what}"),
    )
}

fn not_utf8(body: &[u8], error: std::str::Utf8Error) -> NotJson {
    let good = &body[..error.valid_up_to()];
    let line_start = good
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
    not_json(
        line,
        good.len() - line_start + 1,
        "This is not UTF-8: send JSON in UTF-8",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content_type: Option<&str>, body: &[u8], wanted: &str) {
        let read = match items(content_type, body) {
            Err(error) => format!("error: {error}"),
            Ok(items) => items
                .iter()
                .map(|item| match &item.value {
                    Ok(_) => format!("{}: {}", item.line, item.text),
                    Err(error) => format!("{}! {} {error}", item.line, item.text),
                })
                .collect::<Vec<_>>()
                .join(" | "),
        };
        assert_eq!(read, wanted, "{}", String::from_utf8_lossy(body));
    }

    #[test]
    fn one_object_is_one_item() {
        check(Some("application/json"), b"{\"a\": 1}", "1: {\"a\": 1}");
        check(None, b"\xef\xbb\xbf\n\n {\"a\":1} \n", "3: {\"a\":1}");
        check(None, b"\"text\"", "1: \"text\"");
    }

    #[test]
    fn a_list_is_its_elements_as_they_were_written() {
        check(
            None,
            br#"[{"z":"],[","a":"\"}"},
              {"n":820982911946154508.10}, [1,[2]], "x, y" ,7 ]"#,
            r#"1: {"z":"],[","a":"\"}"} | 2: {"n":820982911946154508.10} | 2: [1,[2]] | 2: "x, y" | 2: 7"#,
        );
        check(None, b"[]", "");
        check(None, b" [ ] ", "");
    }

    #[test]
    fn ndjson_is_told_by_type_or_by_a_second_value() {
        let lines = b"{\"a\":1}\r\n\n{\"a\":2}\n";
        check(None, lines, "1: {\"a\":1} | 3: {\"a\":2}");
        check(
            Some("application/x-ndjson; charset=utf-8"),
            lines,
            "1: {\"a\":1} | 3: {\"a\":2}",
        );
        check(Some("Application/NDJSON"), b"[1]", "1: [1]");
        check(
            None,
            b"{\n\"a\":1\n}\n{\n\"a\":2}{\"a\":3}",
            "1: {\n\"a\":1\n} | 4: {\n\"a\":2} | 5: {\"a\":3}",
        );
    }

    #[test]
    fn a_broken_line_spoils_only_itself() {
        check(
            None,
            b"{\"a\":1}\n{oops}\n\xff\n{\"a\":2}",
            "1: {\"a\":1} | 2! {oops} This is not JSON: key must be a string (line 2, column 2) \
             | 3! \u{fffd} This is not JSON: expected value (line 3, column 1) | 4: {\"a\":2}",
        );
    }

    #[test]
    fn what_is_not_json_says_where() {
        check(
            None,
            b"",
            "error: The body is empty: send JSON (line 1, column 1)",
        );
        check(
            None,
            b" \n ",
            "error: The body is empty: send JSON (line 1, column 1)",
        );
        check(
            None,
            b"[{\"a\":1},\n {\"b\":}]",
            "error: This is not JSON: expected value (line 2, column 7)",
        );
        check(
            None,
            b"id=1&number=2",
            "error: This is not JSON: expected value (line 1, column 1)",
        );
        check(
            Some("application/x-ndjson"),
            b"oops\nno",
            "error: This is not JSON: expected value (line 1, column 1)",
        );
        check(
            None,
            b"{\n\"a\":\"\xe4\"}",
            "error: This is not UTF-8: send JSON in UTF-8 (line 2, column 6)",
        );
        check(
            None,
            b"{\"a\":1",
            "error: This is not JSON: EOF while parsing an object (line 1, column 6)",
        );
    }

    #[test]
    fn a_nest_without_end_is_refused() {
        let body = "[".repeat(100_000);
        check(
            None,
            body.as_bytes(),
            "error: This is not JSON: recursion limit exceeded (line 1, column 128)",
        );
    }

    #[test]
    fn too_many_items_are_refused() {
        let full = format!("[{}]", vec!["1"; MOST_ITEMS].join(",\n"));
        assert_eq!(
            items(None, full.as_bytes()).map(|items| items.len()),
            Ok(MOST_ITEMS)
        );
        let over = format!("[{}]", vec!["1"; MOST_ITEMS + 1].join(",\n"));
        check(
            None,
            over.as_bytes(),
            "error: There are 10001 items: send at most 10000 at once (line 10001, column 1)",
        );
    }
}
