//! Words for people live in `app/src/texts`; this finds them elsewhere.

use super::source::{Literal, Source, closing, is_name};

/// Where no sentence may stand. In the domain, names of carriers and of columns
/// and formats of numbers are data.
pub const WITHOUT_PROSE: &[&str] = &["app/src/", "server/src/views/", "src/"];
/// The homes of words, and of names that look like words.
pub const HOMES: &[&str] = &[
    "app/src/texts/",
    "app/src/texts.rs",
    "src/carrier.rs",
    "src/history/columns.rs",
    "src/number/",
];

/// Macros, functions and attributes whose text is for developers, or is not
/// shown: logs, failures, lints.
const FOR_DEVELOPERS: &[&str] = &[
    "trace!",
    "debug!",
    "info!",
    "warn!",
    "error!",
    "error",
    "expect",
    "panic!",
    "unreachable!",
    "assert!",
    "assert_eq!",
    "debug_assert!",
    "debug_assert_eq!",
    "context",
    "doc",
    "allow",
    "deprecated",
    "include_str!",
    "include_bytes!",
    "serde",
    "#",
];
/// Attributes of elements that hold lists of names rather than words.
const NOT_READ: &[&str] = &[
    "class",
    "style",
    "rel",
    "id",
    "for",
    "d",
    "points",
    "transform",
    "media",
    "sizes",
    "srcset",
    "content",
    "accept",
    "autocomplete",
    "preserveAspectRatio",
    "viewBox",
];
/// Attributes that are read out or shown.
const READ: &[&str] = &[
    "aria-label",
    "aria-description",
    "alt",
    "title",
    "placeholder",
];

/// Every text of a file that reads like words for people.
pub fn prose(source: &Source) -> Vec<String> {
    let quoted = source
        .literals
        .iter()
        .filter(|literal| is_prose(&source.code, literal))
        .map(|literal| (literal.at, literal.text.clone()));
    quoted
        .chain(bare_texts(&source.code))
        .map(|(at, text)| {
            format!(
                "{}:{}: \"{text}\": words for people belong in app/src/texts",
                source.path,
                source.line(at)
            )
        })
        .collect()
}

fn is_prose(code: &str, literal: &Literal) -> bool {
    let before = &code[..literal.at];
    let words = words(&literal.text);
    let caller = caller(before).unwrap_or_default();
    let is_failure = caller.contains("Error::");
    if words == 0 || is_failure || FOR_DEVELOPERS.contains(&caller) {
        return false;
    }
    match attribute(before) {
        Some(name) if NOT_READ.contains(&name) || name.starts_with("data-") => false,
        Some(name) if READ.contains(&name) => true,
        None if is_child(before) => true,
        _ => words >= 2,
    }
}

/// How many words a text holds: two letters or more, and nothing but letters
/// once its placeholders and the marks around it are gone.
fn words(text: &str) -> usize {
    let mut plain = String::new();
    let mut depth = 0usize;
    for letter in text.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    plain
        .split_whitespace()
        .map(|word| {
            word.trim_matches(|letter: char| {
                letter.is_ascii_punctuation() || matches!(letter, '…' | '’' | '–' | '—')
            })
        })
        .filter(|word| word.chars().count() >= 2)
        .filter(|word| {
            word.chars()
                .all(|letter| letter.is_alphabetic() || matches!(letter, '\'' | '’'))
        })
        .count()
}

/// The name before the innermost bracket still open: `info!` in
/// `info!(id, "`; what stands around `format!` instead of that.
fn caller(before: &str) -> Option<&str> {
    let bytes = before.as_bytes();
    let mut depth = 0usize;
    for at in (0..bytes.len()).rev() {
        match bytes[at] {
            b')' | b']' | b'}' => depth += 1,
            b'(' | b'[' | b'{' if depth > 0 => depth -= 1,
            b'[' if before[..at].ends_with('#') => return Some("#"),
            b'(' | b'[' => {
                let name = last_name(&before[..at]);
                let name = name.strip_prefix("tracing::").unwrap_or(name);
                return if name == "format!" {
                    caller(&before[..at - name.len()])
                } else {
                    Some(name)
                };
            }
            b'{' => return None,
            _ => {}
        }
    }
    None
}

fn last_name(text: &str) -> &str {
    let end = text.trim_end();
    let start = end
        .bytes()
        .rposition(|byte| !is_name(byte) && !matches!(byte, b'!' | b':'))
        .map_or(0, |at| at + 1);
    &end[start..]
}

/// The attribute a text is part of the value of: `class` in `class="` and in
/// `class=move || if late { "`. Attributes have no blanks around their `=`.
fn attribute(before: &str) -> Option<&str> {
    let bytes = before.as_bytes();
    let blank = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_whitespace);
    for at in (1..bytes.len()).rev() {
        let previous = bytes[at - 1];
        match bytes[at] {
            b';' => return None,
            b'>' if !matches!(previous, b'=' | b'-' | b' ' | b'\n') => return None,
            b'=' if is_name(previous)
                && !blank(at + 1)
                && !matches!(bytes.get(at + 1), Some(b'=' | b'>')) =>
            {
                let start = before[..at]
                    .rfind(char::is_whitespace)
                    .map_or(0, |space| space + 1);
                return before[start..at].split(':').next();
            }
            _ => {}
        }
    }
    None
}

/// Whether a text stands right behind a tag: `<h1>"`.
fn is_child(before: &str) -> bool {
    let before = before.trim_end();
    before.ends_with('>') && !before.ends_with("=>") && !before.ends_with("->")
}

/// Words that stand in a `view!` without quotes.
fn bare_texts(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (start, _) in code.match_indices("view!") {
        let Some(open) = code[start..].find(['{', '(', '[']).map(|at| start + at) else {
            continue;
        };
        let end = closing(code, open);
        let mut at = open + 1;
        while let Some(tag_end) = code[at..end].find(['>', '{']).map(|found| at + found) {
            if code.as_bytes()[tag_end] == b'{' {
                at = closing(code, tag_end) + 1;
                continue;
            }
            let stop = code[tag_end + 1..end]
                .find(['<', '{', '"'])
                .map_or(end, |found| tag_end + 1 + found);
            let text = code[tag_end + 1..stop].trim();
            let arrow = code[..tag_end].ends_with(['=', '-']);
            let plain = text
                .chars()
                .all(|letter| !matches!(letter, '(' | ')' | ';' | '=' | '|'));
            if !arrow && plain && words(text) > 0 {
                found.push((tag_end, text.to_owned()));
            }
            at = tag_end + 1;
        }
    }
    found
}

#[test]
fn words_for_people_are_found_and_code_is_not() {
    let check = |text: &str| {
        let source = Source::parse("app/src/pages/x.rs", text).without_tests();
        prose(&source).len()
    };
    for offence in [
        r#"view! { <p>"On its way"</p> }"#,
        r#"view! { <p>"Delivered"</p> }"#,
        r#"view! { <p class="a b">Out for delivery</p> }"#,
        r#"view! { <section>{x}<p>Delivered</p></section> }"#,
        r#"view! { <button aria-label="Close"/> }"#,
        r#"view! { <input placeholder="Order number"/> }"#,
        r#"fn a() -> String { format!("Expected {day}, was {before}") }"#,
        r#"fn a() -> &'static str { "No news yet." }"#,
        r#"view! { <p title=format!("{} left", n)/> }"#,
        r##"const A: &str = r#"Two words"#;"##,
    ] {
        assert_eq!(check(offence), 1, "{offence}");
    }
    for fine in [
        r#"view! { <p class="parcel is-late" data-part="what next" style="color: red">{text}</p> }"#,
        r#"view! { <p class=format!("step {} now", x) class:late=move || a > b>{n}</p> }"#,
        r#"view! { <p class=move || if late { "step is late" } else { "step" }></p> }"#,
        r#"fn a() { tracing::info!(order = %id, "read the page of an order") }"#,
        r#"fn a() { x.expect("the list is never empty") }"#,
        r##"fn a() { Err(Error::Stored(format!("order {id} is gone"))) }"##,
        r##"#[must_use = "a check that nobody reads"] fn a() {}"##,
        r##"#[error("this link is not known")] struct A;"##,
        r##"#[allow(unused, reason = "the browser has none")] fn a() {}"##,
        r#"view! { <meta name="viewport" content="width=device-width, initial scale"/> }"#,
        r#"view! { <p>{format!("{a} {b}")}</p> " " <a href="/t/x">{y}</a> }"#,
        r#"fn a() -> bool { kind > "x" && b == "in_transit" }"#,
        "/// Says a lot of words.\nfn a() {} // and more words here",
        "#[cfg(test)]\nmod tests { const A: &str = \"some words here\"; }",
        r#"let path = "/assets/map outline.svg"; let svg = "M0 0 L10 10";"#,
    ] {
        assert_eq!(check(fine), 0, "{fine}");
    }
}
