//! Webhooks out: which addresses may be reached, how long one may take, and
//! how long a key signs on beside the next. The file's `[webhooks]` part and
//! the environment, which wins.

use super::proxies::Range;
use crate::error::Error;
use chrono::TimeDelta;
use serde::Deserialize;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long one message may take unless it is said otherwise, in seconds.
const TIMEOUT: u64 = 15;

/// The longest it may be said to take, in seconds.
const LONGEST: u64 = 60;

/// How long the key before signs too unless it is said otherwise, in hours.
const OVERLAP: u64 = 24;

/// The longest it may be said to, in hours.
const LONGEST_OVERLAP: u64 = 30 * 24;

/// The word that opens addresses that are not encrypted.
const HTTP: &str = "http";

/// How webhooks go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhooksOut {
    /// Networks that are reached though they lie inside.
    pub opened: Vec<Range>,
    /// Whether addresses that are not encrypted are reached.
    pub plain: bool,
    /// Certificates that are believed beside those everybody believes, as PEM.
    pub ca_file: Option<PathBuf>,
    /// How long one message may take.
    pub timeout: Duration,
    /// How long the key before signs too.
    pub overlap: TimeDelta,
}

impl Default for WebhooksOut {
    fn default() -> Self {
        Self {
            opened: Vec::new(),
            plain: false,
            ca_file: None,
            timeout: Duration::from_secs(TIMEOUT),
            overlap: TimeDelta::hours(i64::try_from(OVERLAP).unwrap_or(i64::MAX)),
        }
    }
}

impl WebhooksOut {
    /// Whether the operator has opened a network that an address lies in.
    #[must_use]
    pub fn opens(&self, address: IpAddr) -> bool {
        self.opened.iter().any(|range| range.contains(address))
    }

    /// Opens what the list names: networks such as "10.0.0.0/8", addresses,
    /// and "http".
    ///
    /// # Errors
    /// When an entry is none of these.
    pub fn allowing<'a>(mut self, list: impl IntoIterator<Item = &'a str>) -> Result<Self, Error> {
        for text in list
            .into_iter()
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            if text == HTTP {
                self.plain = true;
                continue;
            }
            self.opened.push(Range::parse(text).ok_or_else(|| {
                Error::refused(format!(
                    "what webhooks may reach must be an address, a range such as 10.0.0.0/8, or \"{HTTP}\", not {text}"
                ))
            })?);
        }
        Ok(self)
    }
}

/// The file's `[webhooks]` part; every field may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WebhookSettings {
    #[serde(default)]
    pub(super) allow: Vec<String>,
    pub(super) ca_file: Option<PathBuf>,
    pub(super) timeout_seconds: Option<u64>,
    pub(super) overlap_hours: Option<u64>,
}

/// Reads it: paths of the file begin at its folder.
pub(super) fn read(
    settings: WebhookSettings,
    folder: &Path,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<WebhooksOut, Error> {
    let number = |name: &str, of_file: Option<u64>, usual: u64, most: u64| {
        let given = match environment(name) {
            Some(text) => Some(
                text.parse::<u64>()
                    .map_err(|_| Error::refused(format!("{name} must be a number, not {text}")))?,
            ),
            None => of_file,
        };
        match given.unwrap_or(usual) {
            wrong if wrong < 1 || wrong > most => Err(Error::refused(format!(
                "{name} must be between 1 and {most}, not {wrong}"
            ))),
            fits => Ok(fits),
        }
    };
    let timeout = number(
        "DOORSTEP_WEBHOOKS_TIMEOUT_SECONDS",
        settings.timeout_seconds,
        TIMEOUT,
        LONGEST,
    )?;
    let overlap = number(
        "DOORSTEP_WEBHOOKS_OVERLAP_HOURS",
        settings.overlap_hours,
        OVERLAP,
        LONGEST_OVERLAP,
    )?;
    let out = WebhooksOut {
        ca_file: environment("DOORSTEP_WEBHOOKS_CA_FILE")
            .map(PathBuf::from)
            .or_else(|| settings.ca_file.map(|path| folder.join(path))),
        timeout: Duration::from_secs(timeout),
        overlap: TimeDelta::hours(i64::try_from(overlap).unwrap_or(i64::MAX)),
        ..WebhooksOut::default()
    };
    match environment("DOORSTEP_WEBHOOKS_ALLOW") {
        Some(list) => out.allowing(list.split(',')),
        None => out.allowing(settings.allow.iter().map(String::as_str)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[(&str, &str)]) -> Result<WebhooksOut, String> {
        let environment = |name: &str| {
            let found = pairs.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        read(WebhookSettings::default(), Path::new(""), &environment)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn nothing_inside_is_open_unless_it_is_named() {
        let usual = check(&[]).unwrap();
        assert_eq!(usual, WebhooksOut::default());
        assert!(!usual.opens([10, 0, 0, 1].into()) && !usual.plain);
        let opened = check(&[("DOORSTEP_WEBHOOKS_ALLOW", "10.0.0.0/8, http")]).unwrap();
        assert!(opened.opens([10, 0, 0, 1].into()) && opened.plain);
        assert!(opened.opens("::ffff:10.0.0.1".parse().unwrap()));
        assert!(!opened.opens([127, 0, 0, 1].into()));
    }

    #[test]
    fn a_wrong_value_says_what_to_write() {
        let error = check(&[("DOORSTEP_WEBHOOKS_ALLOW", "intranet")]).unwrap_err();
        assert!(error.contains("10.0.0.0/8"), "{error}");
        for wrong in ["0", "61", "soon"] {
            let error = check(&[("DOORSTEP_WEBHOOKS_TIMEOUT_SECONDS", wrong)]).unwrap_err();
            assert!(error.contains("TIMEOUT_SECONDS"), "{error}");
        }
        let out = check(&[("DOORSTEP_WEBHOOKS_OVERLAP_HOURS", "48")]).unwrap();
        assert_eq!(out.overlap, TimeDelta::hours(48));
    }
}
