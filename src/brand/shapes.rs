//! What single values of a brand look like, each read on its own.

pub(super) fn is_slug(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    text.len() <= 63 && !text.starts_with('-') && !text.ends_with('-') && text.bytes().all(fits)
}

pub(super) fn is_host(text: &str) -> bool {
    text.len() <= 253
        && text
            .split('.')
            .all(|label| !label.is_empty() && is_slug(label))
}

/// What stands before `._domainkey.` (RFC 6376, section 3.1).
pub(super) fn is_selector(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let is_label = |label: &str| (1..=63).contains(&label.len()) && label.bytes().all(plain);
    text.len() <= 100 && text.split('.').all(is_label)
}

pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    text.parse().ok()
}

pub(super) fn locale(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let language = parts.next()?;
    let is_language =
        matches!(language.len(), 2..=3) && language.bytes().all(|b| b.is_ascii_alphabetic());
    let are_parts = parts
        .all(|part| matches!(part.len(), 2..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    (is_language && are_parts).then(|| text.to_owned())
}

/// Only a plain address: "mailto:" would take a subject and copies as well.
pub(super) fn email(text: &str) -> Option<String> {
    let plain = |letter: char| letter.is_alphanumeric() || ".+-_".contains(letter);
    let (local, host) = text.split_once('@')?;
    let fits = !local.is_empty()
        && local.chars().all(plain)
        && host.contains('.')
        && is_host(&host.to_ascii_lowercase());
    fits.then(|| text.to_owned())
}

pub(super) fn phone(text: &str) -> Option<String> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let plain = |letter: char| letter.is_ascii_digit() || "+-/(). ".contains(letter);
    ((3..=20).contains(&digits) && text.chars().all(plain)).then(|| text.to_owned())
}

pub(super) fn link(text: &str) -> Option<String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default();
    let plain = text.chars().all(|letter| letter.is_ascii_graphic());
    (plain && is_host(&name.to_ascii_lowercase())).then(|| text.to_owned())
}
