//! Twilio's REST interface: a form to Messages.json, and what its error codes
//! mean for us.

use super::web::{self, Answer, NoAnswer, wait_of};
use super::{Delivery, Text, Texting, Verdict, Whose};
use crate::config::{self, TwilioSender};
use crate::error::Error;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{Request, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use chrono::TimeDelta;
use doorstep::mail::Taken;
use futures::future::BoxFuture;
use hmac::{Hmac, Mac};
use serde::Deserialize;
use sha1::Sha1;
use std::fmt::{self, Write as _};
use std::time::Duration;

/// An account, ready to send.
pub struct Twilio {
    url: String,
    authorization: String,
    token: String,
    sender: TwilioSender,
    timeout: Duration,
}

impl fmt::Debug for Twilio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Twilio(..)")
    }
}

/// What Twilio answers, as far as we read it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Answered {
    sid: Option<String>,
    code: Option<u32>,
}

impl Twilio {
    /// Prepares an account.
    ///
    /// # Errors
    /// When its auth token cannot be read.
    pub fn new(account: &config::Twilio, timeout: Duration) -> Result<Self, Error> {
        let token = account.token.read()?;
        let credentials = STANDARD.encode(format!("{}:{token}", account.account));
        Ok(Self {
            url: format!(
                "{}/2010-04-01/Accounts/{}/Messages.json",
                account.address, account.account
            ),
            authorization: format!("Basic {credentials}"),
            token,
            sender: account.sender.clone(),
            timeout,
        })
    }

    /// What it signs its requests with.
    pub fn token(&self) -> &str {
        &self.token
    }

    fn request(&self, text: &Text) -> Result<Request<Bytes>, String> {
        let sender = match &self.sender {
            TwilioSender::From(from) => ("From", from.as_str()),
            TwilioSender::Service(service) => ("MessagingServiceSid", service.as_str()),
        };
        let mut fields = vec![("To", text.to.as_str()), sender, ("Body", &text.body)];
        if let Some(callback) = &text.callback {
            fields.push(("StatusCallback", callback));
        }
        Request::post(&self.url)
            .header(AUTHORIZATION, &self.authorization)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Bytes::from(form(&fields)))
            .map_err(|_| "the settings under [sms] make no request".to_owned())
    }
}

impl Texting for Twilio {
    fn deliver<'a>(&'a self, text: &'a Text) -> BoxFuture<'a, Delivery> {
        Box::pin(async move {
            let sent = match self.request(text) {
                Ok(request) => web::send(request, self.timeout).await,
                Err(why) => Err(NoAnswer::unsent(why)),
            };
            match sent {
                Ok(answer) => read(&answer),
                Err(none) => none.later(Taken::Perhaps),
            }
        })
    }
}

fn form(fields: &[(&str, &str)]) -> String {
    let mut form = String::new();
    for (name, value) in fields {
        if !form.is_empty() {
            form.push('&');
        }
        form.push_str(name);
        form.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                form.push(char::from(byte));
            } else {
                // Writing to a String cannot fail.
                let _ = write!(form, "%{byte:02X}");
            }
        }
    }
    form
}

fn read(answer: &Answer) -> Delivery {
    let told: Answered = serde_json::from_slice(&answer.body).unwrap_or_default();
    if answer.status.is_success() {
        return Delivery::Sent { sent_as: told.sid };
    }
    refused(answer.status, told.code.unwrap_or(0), wait_of(answer))
}

/// What a refusal means. Codes tell more than the status; of both only
/// numbers are said on, for Twilio's words quote the recipient.
fn refused(status: StatusCode, code: u32, hint: Option<TimeDelta>) -> Delivery {
    let later = |why: &str| Delivery::Later {
        hint,
        why: format!("{why} (Twilio: {} {code})", status.as_u16()),
        // Of these two the number is the cause: others are reached.
        whose: match code {
            21608 | 21612 => Whose::Message,
            _ => Whose::Provider,
        },
        taken: if web::is_in_doubt(status) {
            Taken::Perhaps
        } else {
            Taken::No
        },
    };
    match code {
        20003 | 20005 | 20008 | 20404 => {
            return later(
                "Twilio refuses the account or its auth token: mend [sms] in doorstep.toml",
            );
        }
        20429 => return later("Twilio takes no more messages for a while"),
        21212
        | 21603
        | 21606
        | 21607
        | 21611
        | 21612
        | 21616
        | 21659
        | 21660
        | 21661
        | 21701..=21712 => {
            return later("Twilio does not take the sender: mend from or service under [sms]");
        }
        21608 => return later("a trial account of Twilio texts to confirmed numbers alone"),
        _ => {}
    }
    if let Some(verdict) = verdict(code) {
        return Delivery::Never {
            verdict,
            why: in_words(code),
        };
    }
    match status.as_u16() {
        401 | 403 => {
            later("Twilio refuses the account or its auth token: mend [sms] in doorstep.toml")
        }
        429 => later("Twilio takes no more messages for a while"),
        500.. => later("Twilio has trouble of its own"),
        300..=399 => later("Twilio answers with a redirect, which is not followed"),
        _ => Delivery::Never {
            verdict: Verdict::Message,
            why: format!(
                "Twilio does not take the message ({} {code})",
                status.as_u16()
            ),
        },
    }
}

/// What an error code says of a number for good, in an answer and in what is
/// said of a message later; `None` where it may be another time.
#[must_use]
pub const fn verdict(code: u32) -> Option<Verdict> {
    match code {
        21610 => Some(Verdict::Stopped),
        // No number; a landline; unknown.
        21211 | 21214 | 21217 | 21219 | 21614 | 30005 | 30006 => Some(Verdict::Invalid),
        // A region that is switched off, no words, too many of them.
        21408 | 21602 | 21617 | 21619 | 30007 => Some(Verdict::Message),
        _ => None,
    }
}

/// What an error code says, for staff; 0 where there is none.
#[must_use]
pub fn in_words(code: u32) -> String {
    let why = match (code, verdict(code)) {
        (_, Some(Verdict::Stopped)) => "the number has answered STOP",
        (_, Some(Verdict::Invalid)) => "the number takes no text messages",
        (30003, _) => "the phone cannot be reached",
        (30004, _) => "the number takes nothing from this sender",
        (30007, _) => "the network took the message for spam",
        (_, Some(Verdict::Message)) => "Twilio does not take the message",
        (_, None) => "the message did not arrive",
    };
    if code == 0 {
        return why.to_owned();
    }
    format!("{why} (Twilio: {code})")
}

/// Whether Twilio signed a request: HMAC-SHA1 under the auth token over the
/// whole address and the form's fields, sorted by name.
#[must_use]
pub fn is_signed(token: &str, url: &str, fields: &[(String, String)], signature: &str) -> bool {
    let Ok(signature) = STANDARD.decode(signature) else {
        return false;
    };
    // HMAC takes a key of any length, so this cannot fail.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(token.as_bytes()) else {
        return false;
    };
    let mut sorted: Vec<&(String, String)> = fields.iter().collect();
    sorted.sort();
    sorted.dedup();
    mac.update(url.as_bytes());
    for (name, value) in sorted {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    mac.verify_slice(&signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(caller: &str, signature: &str) -> bool {
        let fields = [
            ("CallSid", "CA1234567890ABCDE"),
            ("Caller", caller),
            ("Digits", "1234"),
            ("From", caller),
            ("To", "+18005551212"),
        ];
        let mut fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        fields.reverse();
        let url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        is_signed("12345", url, &fields, signature)
    }

    #[test]
    fn signatures_are_those_of_twilios_documentation() {
        assert!(signed("+12349013030", "0/KCTR6DLpKmkAf8muzZqo1nDgQ="));
        assert!(signed("+14158675309", "RSOYDt4T1cUTdK1PDd93/VVr8B8="));
        assert!(!signed("+14158675309", "0/KCTR6DLpKmkAf8muzZqo1nDgQ="));
        assert!(!signed("+14158675309", ""));
        assert!(!signed("+14158675309", "no base64"));
    }

    #[test]
    fn a_form_says_what_it_is_given() {
        let form = form(&[("To", "+491711234567"), ("Body", "Grüße & 10 %\n")]);
        assert_eq!(
            form,
            "To=%2B491711234567&Body=Gr%C3%BC%C3%9Fe%20%26%2010%20%25%0A"
        );
    }

    #[test]
    fn refusals_are_told_apart() {
        let of = |status: u16, code| {
            let status = StatusCode::from_u16(status).unwrap();
            refused(status, code, None)
        };
        for (status, code) in [
            (401, 20003),
            (429, 20429),
            (429, 0),
            (503, 0),
            (400, 21606),
            // The sender does not reach the number; another may.
            (400, 21612),
            (302, 0),
        ] {
            let outcome = of(status, code);
            assert!(matches!(outcome, Delivery::Later { .. }), "{outcome:?}");
        }
        for (code, wanted) in [
            (21610, Verdict::Stopped),
            (21211, Verdict::Invalid),
            (21614, Verdict::Invalid),
            (21408, Verdict::Message),
            (99999, Verdict::Message),
        ] {
            let Delivery::Never { verdict, .. } = of(400, code) else {
                panic!("{code} is final");
            };
            assert_eq!(verdict, wanted, "{code}");
        }
    }
}
