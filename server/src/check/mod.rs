//! What a site still lacks, each with what to do: what `doorstep check`
//! says. The machine is looked at by whoever asks; the data by the running
//! server, or directly where none runs.

mod data;
mod machine;
mod mail;

use crate::config::Config;
use crate::db::{Database, lock_file};
use crate::error::Error;
use crate::services::Services;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use machine::machine;
pub use mail::mail;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grade {
    /// As it should be.
    Fine,
    /// The site works, but something is still to be done.
    ToDo,
    /// Without it shoppers see nothing, or what they see can be lost.
    Missing,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How much it matters.
    pub grade: Grade,
    /// What was looked at, in a word or two.
    pub subject: String,
    /// How it stands, and what to do.
    pub text: String,
}

impl Finding {
    fn new(grade: Grade, subject: &str, text: impl Into<String>) -> Self {
        Self {
            grade,
            subject: subject.to_owned(),
            text: text.into(),
        }
    }

    fn fine(subject: &str, text: impl Into<String>) -> Self {
        Self::new(Grade::Fine, subject, text)
    }

    fn to_do(subject: &str, text: impl Into<String>) -> Self {
        Self::new(Grade::ToDo, subject, text)
    }

    fn missing(subject: &str, text: impl Into<String>) -> Self {
        Self::new(Grade::Missing, subject, text)
    }
}

/// What the running server finds in its data, for the one who asks over the
/// socket.
///
/// # Errors
/// When the database refuses.
pub async fn told(services: &Services) -> Result<String, Error> {
    let now = services.clock.now();
    let found = data::data(&services.database, Some(&services.key), now).await?;
    Ok(serde_json::to_string(&found)?)
}

/// Reads what [`told`] has said.
///
/// # Errors
/// When it is something else.
pub fn heard(text: &str) -> Result<Vec<Finding>, Error> {
    Ok(serde_json::from_str(text)?)
}

/// What is found in the data where no server runs, changing nothing; `None`
/// while a server holds the file.
pub async fn here(config: &Config, now: DateTime<Utc>) -> Option<Vec<Finding>> {
    let mut _lock = None;
    if let Some(file) = config.database.file() {
        if !file.exists() {
            let text = format!("none at {}: make one with `doorstep init`", file.display());
            return Some(vec![Finding::missing("database", text)]);
        }
        match lock_file(file) {
            Ok(Some(lock)) => _lock = Some(lock),
            Ok(None) => return None,
            Err(error) => return Some(vec![Finding::missing("database", error.to_string())]),
        }
    }
    let found = opened(config, now).await;
    Some(found.unwrap_or_else(|error| vec![Finding::missing("database", error.to_string())]))
}

async fn opened(config: &Config, now: DateTime<Utc>) -> Result<Vec<Finding>, Error> {
    // A key that cannot be read is a finding of the machine's.
    let key = config.existing_key().ok().flatten();
    let database = Database::open_as_it_is(&config.database).await?;
    let found = data::data(&database, key.as_ref(), now).await;
    database.close().await?;
    found
}
