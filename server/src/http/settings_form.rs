//! A sent form as the values of a brand: fields are named by their keys.

use super::settings::Drafts;
use crate::brand::{Attached, BrandFile};
use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use bytes::Bytes;
use doorstep::brand::Given;
use doorstep::brand::keys::{KEYS, Kind, TEXTS, of_calendar};
use std::collections::HashMap;

/// What was sent.
#[derive(Debug, Default)]
pub struct Sent {
    /// The brand's values, and the files that came along.
    pub brand: Option<BrandFile>,
    /// What the preview is to show.
    pub moment: String,
    /// The colours it is to have.
    pub scheme: String,
}

/// Reads a form. The slug is that of the address: a form cannot change it.
///
/// # Errors
/// When it is no form, or too large.
pub async fn read(slug: &str, mut form: Multipart) -> Result<Sent, MultipartError> {
    let mut fields = HashMap::new();
    let mut files = Vec::new();
    while let Some(field) = form.next_field().await? {
        let Some(name) = field.name().map(str::to_owned) else {
            continue;
        };
        if let Some(key) = name.strip_prefix("file.") {
            let bytes: Bytes = field.bytes().await?;
            // A file that nobody chose is sent as an empty one.
            if !bytes.is_empty() {
                files.push(Attached {
                    key: key.to_owned(),
                    bytes: bytes.into(),
                });
            }
        } else {
            fields.insert(name, field.text().await?);
        }
    }
    Ok(sent(slug, &fields, files))
}

fn sent(slug: &str, fields: &HashMap<String, String>, files: Vec<Attached>) -> Sent {
    let mut given = Given::new();
    for key in KEYS {
        let is_removed =
            key.kind == Kind::File && fields.contains_key(&format!("remove.{}", key.name));
        if let Some(value) = fields.get(key.name).filter(|_| !is_removed) {
            // Browsers end lines in two characters.
            let value = value.replace("\r\n", "\n");
            if !value.trim().is_empty() {
                given.insert(key.name.to_owned(), value);
            }
        }
    }
    given.insert("slug".to_owned(), slug.to_owned());
    given.extend(texts(fields.get("texts").map_or("", String::as_str)));
    let word = |name: &str| fields.get(name).cloned().unwrap_or_default();
    Sent {
        brand: Some(BrandFile::of(given, files)),
        moment: word("preview.moment"),
        scheme: word("preview.scheme"),
    }
}

/// "home.headline = Where is it?", one a line. A line without an equals sign
/// is a key without words, and is refused by its name.
fn texts(lines: &str) -> impl Iterator<Item = (String, String)> {
    lines
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (key, text) = line.split_once('=').unwrap_or((line, "?"));
            (format!("{TEXTS}{}", key.trim()), text.trim().to_owned())
        })
}

/// Attaches the files that came with an earlier form and are not stored yet.
pub fn with_drafts(mut brand: BrandFile, drafts: &Drafts) -> BrandFile {
    for key in KEYS.iter().filter(|key| key.kind == Kind::File) {
        let is_new = brand.files.iter().any(|file| file.key == key.name);
        let draft = brand.given.get(key.name).and_then(|name| drafts.get(name));
        if let Some(bytes) = draft.filter(|_| !is_new) {
            brand.files.push(Attached {
                key: key.name.to_owned(),
                bytes: bytes.into(),
            });
        }
    }
    brand
}

/// Leaves the calendar as it is stored: it has a form of its own.
pub fn with_calendar(mut brand: BrandFile, stored: &Given) -> BrandFile {
    for key in of_calendar() {
        brand.given.remove(key.name);
        if let Some(value) = stored.get(key.name) {
            brand.given.insert(key.name.to_owned(), value.clone());
        }
    }
    brand
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_become_values_by_key() {
        let fields = HashMap::from(
            [
                ("slug", "other"),
                ("name", "Acme"),
                ("hosts", "a.example\r\nb.example\r\n"),
                ("look.accent", " "),
                ("look.logo", "abc.svg"),
                ("remove.look.logo", "true"),
                ("preview.moment", "late"),
                ("texts", "home.headline = Where = here?\nnonsense"),
                ("unheard.of", "x"),
            ]
            .map(|(key, value)| (key.to_owned(), value.to_owned())),
        );
        let sent = sent("acme", &fields, Vec::new());
        let given = sent.brand.unwrap().given;
        let wanted = Given::from(
            [
                ("slug", "acme"),
                ("name", "Acme"),
                ("hosts", "a.example\nb.example\n"),
                ("texts.home.headline", "Where = here?"),
                ("texts.nonsense", "?"),
            ]
            .map(|(key, value)| (key.to_owned(), value.to_owned())),
        );
        assert_eq!(given, wanted);
        assert_eq!(sent.moment, "late");
    }
}
