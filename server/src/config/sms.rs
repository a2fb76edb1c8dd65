//! Who sends text messages: the file's `[sms]` part, and the environment for
//! its secret.

use super::PasswordFrom;
use super::mail::is_near;
use crate::error::Error;
use axum::http::Uri;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long one message may take unless it is said otherwise, in seconds.
const TIMEOUT: u64 = 10;

/// The longest it may be said to take, in seconds.
const LONGEST: u64 = 60;

/// Where Twilio answers.
const TWILIO: &str = "https://api.twilio.com";

/// A provider of text messages, and how it is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmsService {
    /// Which one.
    pub provider: SmsProvider,
    /// How long one message may take.
    pub timeout: Duration,
}

/// A provider of text messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SmsProvider {
    /// Twilio.
    Twilio(Twilio),
    /// Any other that speaks JSON over HTTP.
    Other(OtherService),
}

/// An account at Twilio.
#[derive(Clone, PartialEq, Eq)]
pub struct Twilio {
    /// Where it answers.
    pub address: String,
    /// The account's SID.
    pub account: String,
    /// The account's auth token.
    pub token: PasswordFrom,
    /// Whom messages come from.
    pub sender: TwilioSender,
}

/// Whom messages come from.
#[derive(Clone, PartialEq, Eq)]
pub enum TwilioSender {
    /// A number or a sender's name.
    From(String),
    /// A messaging service, by its SID.
    Service(String),
}

/// Another provider.
#[derive(Clone, PartialEq, Eq)]
pub struct OtherService {
    /// The whole address.
    pub url: String,
    /// The method.
    pub method: String,
    /// Headers, with places to fill in.
    pub headers: Vec<(String, String)>,
    /// The body, with places to fill in.
    pub body: String,
    /// What fills `{secret}`.
    pub secret: Option<PasswordFrom>,
    /// What fills `{from}`.
    pub from: Option<String>,
    /// The answers that count as sent; every 2xx when empty.
    pub sent_status: Vec<u16>,
    /// What an answer has to hold to count as sent.
    pub sent_text: Option<String>,
}

impl fmt::Debug for Twilio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Twilio(..)")
    }
}

impl fmt::Debug for OtherService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OtherService(..)")
    }
}

/// The file's `[sms]` part; every field may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SmsSettings {
    provider: Option<String>,
    account: Option<String>,
    secret: Option<String>,
    secret_file: Option<PathBuf>,
    from: Option<String>,
    service: Option<String>,
    url: Option<String>,
    method: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Option<String>,
    #[serde(default)]
    sent_status: Vec<u16>,
    sent_text: Option<String>,
    timeout_seconds: Option<u64>,
}

/// Reads the settings; `None` where no provider is named.
///
/// # Errors
/// When a value cannot be used; it says what to write.
pub(super) fn read(
    settings: SmsSettings,
    folder: &Path,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Option<SmsService>, Error> {
    let Some(provider) = settings.provider.clone() else {
        return Ok(None);
    };
    let seconds = settings.timeout_seconds.unwrap_or(TIMEOUT);
    if !(1..=LONGEST).contains(&seconds) {
        return Err(Error::refused(format!(
            "sms.timeout_seconds must be from 1 to {LONGEST}, not {seconds}"
        )));
    }
    let secret = secret(&settings, folder, environment)?;
    let provider = match provider.as_str() {
        "twilio" => SmsProvider::Twilio(twilio(settings, secret)?),
        "http" => SmsProvider::Other(other(settings, secret)?),
        other => {
            return Err(Error::refused(format!(
                "sms.provider must be twilio or http, not {other}"
            )));
        }
    };
    Ok(Some(SmsService {
        provider,
        timeout: Duration::from_secs(seconds),
    }))
}

fn secret(
    settings: &SmsSettings,
    folder: &Path,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Option<PasswordFrom>, Error> {
    if let Some(text) = environment("DOORSTEP_SMS_SECRET") {
        return Ok(Some(PasswordFrom::Text(text)));
    }
    if let Some(path) = environment("DOORSTEP_SMS_SECRET_FILE") {
        return Ok(Some(PasswordFrom::File(path.into())));
    }
    match (&settings.secret, &settings.secret_file) {
        (Some(_), Some(_)) => Err(Error::refused(
            "say either sms.secret or sms.secret_file, not both",
        )),
        (Some(text), None) => Ok(Some(PasswordFrom::Text(text.clone()))),
        (None, Some(path)) => Ok(Some(PasswordFrom::File(folder.join(path)))),
        (None, None) => Ok(None),
    }
}

fn twilio(settings: SmsSettings, secret: Option<PasswordFrom>) -> Result<Twilio, Error> {
    let is_sid = |sid: &String| {
        let plain = sid.bytes().all(|byte| byte.is_ascii_alphanumeric());
        sid.starts_with("AC") && sid.len() == 34 && plain
    };
    let Some(account) = settings.account.filter(is_sid) else {
        return Err(Error::refused(
            "sms.account must be the account's SID: AC and 32 letters and digits",
        ));
    };
    let Some(token) = secret else {
        return Err(Error::refused(
            "sms.secret_file must name the file that holds Twilio's auth token (or DOORSTEP_SMS_SECRET hold it)",
        ));
    };
    let sender = match (settings.from, settings.service) {
        (Some(from), None) => TwilioSender::From(from),
        (None, Some(service)) => TwilioSender::Service(service),
        _ => {
            return Err(Error::refused(
                "say either sms.from (a number of yours) or sms.service (a messaging service)",
            ));
        }
    };
    let address = settings.url.unwrap_or_else(|| TWILIO.to_owned());
    Ok(Twilio {
        address: reachable(&address)?.trim_end_matches('/').to_owned(),
        account,
        token,
        sender,
    })
}

fn other(settings: SmsSettings, secret: Option<PasswordFrom>) -> Result<OtherService, Error> {
    let (Some(url), Some(body)) = (settings.url, settings.body) else {
        return Err(Error::refused(
            "sms.url and sms.body must say where messages go and what is sent there",
        ));
    };
    for needed in ["{to}", "{text}"] {
        if !body.contains(needed) {
            return Err(Error::refused(format!("sms.body must hold {needed}")));
        }
    }
    let method = settings.method.unwrap_or_else(|| "POST".to_owned());
    if !["POST", "PUT"].contains(&method.as_str()) {
        return Err(Error::refused(format!(
            "sms.method must be POST or PUT, not {method}"
        )));
    }
    Ok(OtherService {
        url: reachable(&url)?.to_owned(),
        method,
        headers: settings.headers.into_iter().collect(),
        body,
        secret,
        from: settings.from,
        sent_status: settings.sent_status,
        sent_text: settings.sent_text,
    })
}

/// An address by https; by http only on this machine or its own network.
fn reachable(address: &str) -> Result<&str, Error> {
    let parsed: Option<Uri> = address.parse().ok();
    let host = parsed.as_ref().and_then(Uri::host).unwrap_or_default();
    let scheme = parsed
        .as_ref()
        .and_then(Uri::scheme_str)
        .unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    if !host.is_empty() && (scheme == "https" || (scheme == "http" && is_near(bare))) {
        return Ok(address);
    }
    Err(Error::refused(format!(
        "sms.url must begin with https://, not {address}"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, pairs: &[(&str, &str)]) -> Result<Option<SmsService>, String> {
        let settings: SmsSettings = toml::from_str(file).unwrap();
        let environment = |name: &str| {
            let found = pairs.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        read(settings, Path::new("/site"), &environment).map_err(|error| error.to_string())
    }

    const ACCOUNT: &str =
        "provider = \"twilio\"\naccount = \"AC0123456789abcdef0123456789abcdef\"\n";

    #[test]
    fn an_account_its_token_and_a_sender_are_enough() {
        assert_eq!(check("", &[]), Ok(None));
        let file = format!("{ACCOUNT}secret_file = \"token\"\nfrom = \"+12125550100\"");
        let service = check(&file, &[]).unwrap().unwrap();
        let SmsProvider::Twilio(twilio) = service.provider else {
            panic!("it is Twilio")
        };
        assert_eq!(twilio.address, TWILIO);
        assert!(twilio.token == PasswordFrom::File("/site/token".into()));
        let said = check(&file, &[("DOORSTEP_SMS_SECRET", "hush")]);
        assert!(!format!("{said:?}").contains("hush"));
        let SmsProvider::Twilio(twilio) = said.unwrap().unwrap().provider else {
            panic!("it is Twilio")
        };
        assert!(twilio.token == PasswordFrom::Text("hush".into()));
    }

    #[test]
    fn what_cannot_be_used_says_what_to_write() {
        let other = "provider = \"http\"\nurl = \"https://sms.example\"\n";
        for (file, wanted) in [
            ("provider = \"pigeon\"".to_owned(), "twilio or http"),
            (
                "provider = \"twilio\"\naccount = \"me\"".to_owned(),
                "AC and 32",
            ),
            (ACCOUNT.to_owned(), "auth token"),
            (format!("{ACCOUNT}secret = \"x\""), "sms.from"),
            (
                format!("{ACCOUNT}secret = \"x\"\nfrom = \"+1\"\nservice = \"MG\""),
                "either sms.from",
            ),
            (
                format!("{ACCOUNT}secret = \"x\"\nfrom = \"+1\"\nurl = \"http://sms.example\""),
                "https://",
            ),
            (
                format!("{ACCOUNT}secret = \"x\"\nsecret_file = \"y\""),
                "not both",
            ),
            (other.to_owned(), "sms.body"),
            (format!("{other}body = '{{\"t\": \"{{text}}\"}}'"), "{to}"),
            (
                format!("{other}method = \"GET\"\nbody = '{{to}}{{text}}'"),
                "POST or PUT",
            ),
            (format!("{ACCOUNT}timeout_seconds = 0"), "from 1 to 60"),
        ] {
            let error = check(&file, &[]).unwrap_err();
            assert!(error.contains(wanted), "{file}: {error}");
        }
    }
}
