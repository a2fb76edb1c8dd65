//! A brand file: TOML whose tables become keys with dots, and the files that
//! stand beside it.

use super::Attached;
use crate::config;
use crate::error::Error;
use app::texts::Texts;
use doorstep::brand::keys::{self, KEYS, Kind};
use doorstep::brand::{Fault, Given, Problem, named};
use serde::{Deserialize, Serialize};
use std::path::Path;
use toml::{Table, Value};

/// What a brand file says, with the files it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrandFile {
    /// The file, as whoever wrote it calls it; errors name it.
    pub source: Option<String>,
    /// Its values by key.
    pub given: Given,
    /// The files it names.
    pub files: Vec<Attached>,
}

impl BrandFile {
    /// A brand of which only the name is known.
    #[must_use]
    pub fn named(slug: &str, name: &str) -> Self {
        Self::of(named(slug, name), Vec::new())
    }

    /// Values that stand in no file.
    #[must_use]
    pub const fn of(given: Given, files: Vec<Attached>) -> Self {
        Self {
            source: None,
            given,
            files,
        }
    }

    /// Reads a file, and those it names from beside it.
    ///
    /// # Errors
    /// When it is no TOML, or one of them cannot be read.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let source = path.display().to_string();
        let text =
            std::fs::read_to_string(path).map_err(|error| Error::file(source.clone(), error))?;
        let folder = path.parent().unwrap_or(Path::new("."));
        Self::parse(&source, &text, &|name| std::fs::read(folder.join(name)))
    }

    /// The same from text, with a way to the files it names.
    ///
    /// # Errors
    /// When it is no TOML, or one of the files cannot be read.
    pub fn parse(
        source: &str,
        text: &str,
        open: &dyn Fn(&str) -> std::io::Result<Vec<u8>>,
    ) -> Result<Self, Error> {
        let table: Table = toml::from_str(text)
            .map_err(|error| Error::refused(format!("{source}: {}", config::one_line(&error))))?;
        let mut given = Given::new();
        flatten("", &table, &mut given);
        let mut files = Vec::new();
        for key in KEYS.iter().filter(|key| key.kind == Kind::File) {
            let Some(name) = given.get(key.name).filter(|name| !name.trim().is_empty()) else {
                continue;
            };
            let bytes = open(name.trim()).map_err(|error| {
                let problem = Problem {
                    key: key.name.to_owned(),
                    fault: Fault::Unreadable(format!("{name}: {error}")),
                };
                said(Some(source), &[problem], app::texts::for_staff("en"))
            })?;
            files.push(Attached {
                key: key.name.to_owned(),
                bytes,
            });
        }
        Ok(Self {
            source: Some(source.to_owned()),
            given,
            files,
        })
    }
}

/// Problems in words, each with the file and the key it stands at.
pub fn said(source: Option<&str>, problems: &[Problem], texts: &dyn Texts) -> Error {
    let before = source.map_or_else(String::new, |source| format!("{source}: "));
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| format!("{before}{}: {}", problem.key, texts.fault(&problem.fault)))
        .collect();
    Error::refused(lines.join("\n"))
}

/// Keys of texts hold dots themselves, so nested tables and dotted keys come
/// to the same.
fn flatten(before: &str, table: &Table, given: &mut Given) {
    for (name, value) in table {
        let key = format!("{before}{name}");
        match value {
            Value::Table(inner) => flatten(&format!("{key}."), inner, given),
            Value::Array(entries) => {
                let lines: Vec<String> = entries.iter().map(plain).collect();
                given.insert(key, lines.join("\n"));
            }
            // A key that is not ours is kept: it is refused by its name.
            other => {
                let text = plain(other);
                let is_empty = text.trim().is_empty() && keys::of(&key).is_some();
                if !is_empty {
                    given.insert(key, text);
                }
            }
        }
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(yes) => yes.to_string(),
        Value::Datetime(time) => time.to_string(),
        // No value is a list of lists: whatever stands here is refused.
        Value::Array(_) | Value::Table(_) => "[...]".to_owned(),
    }
}
