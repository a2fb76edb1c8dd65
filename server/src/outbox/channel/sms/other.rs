//! Any other provider of text messages that takes JSON over HTTP: what is sent
//! there and what counts as sent stands in the settings.

use super::web::{self, Answer, NoAnswer, wait_of};
use super::{Delivery, Text, Texting, Verdict, Whose};
use crate::config::OtherService;
use crate::error::Error;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use bytes::Bytes;
use doorstep::mail::Taken;
use futures::future::BoxFuture;
use std::fmt;
use std::time::Duration;

/// The place of what a message is called: the same however often it is sent.
const NAME: &str = "{name}";

/// A provider, ready to send.
pub struct Other {
    service: OtherService,
    secret: String,
    timeout: Duration,
}

impl fmt::Debug for Other {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Other(..)")
    }
}

/// How a text is written where it is filled in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// A header: as it is.
    Header,
    /// A string of JSON: its marks escaped.
    Json,
}

impl Other {
    /// Prepares a provider.
    ///
    /// # Errors
    /// When its secret cannot be read.
    pub fn new(service: &OtherService, timeout: Duration) -> Result<Self, Error> {
        let secret = service.secret.as_ref().map(|secret| secret.read());
        Ok(Self {
            service: service.clone(),
            secret: secret.transpose()?.unwrap_or_default(),
            timeout,
        })
    }

    fn request(&self, text: &Text) -> Result<Request<Bytes>, String> {
        let service = &self.service;
        let mut request = Request::builder()
            .method(service.method.as_str())
            .uri(&service.url);
        let says_kind = |(name, _): &(String, String)| name.eq_ignore_ascii_case("content-type");
        if !service.headers.iter().any(says_kind) {
            request = request.header(CONTENT_TYPE, "application/json");
        }
        for (name, value) in &service.headers {
            request = request.header(name, self.filled(value, text, Within::Header));
        }
        let body = self.filled(&service.body, text, Within::Json);
        request
            .body(Bytes::from(body))
            .map_err(|_| "the settings under [sms] make no request".to_owned())
    }

    /// Fills the places in, from left to right and once: what is filled in is
    /// not looked through again.
    fn filled(&self, template: &str, text: &Text, within: Within) -> String {
        let from = self.service.from.as_deref().unwrap_or_default();
        let values = [
            ("{to}", text.to.as_str()),
            ("{text}", &text.body),
            ("{from}", from),
            (NAME, &text.name),
            ("{secret}", &self.secret),
        ];
        let mut filled = String::with_capacity(template.len() + text.body.len());
        let mut rest = template;
        while let Some(at) = rest.find('{') {
            let (before, after) = rest.split_at(at);
            filled.push_str(before);
            let named = values.iter().find(|(name, _)| after.starts_with(name));
            rest = match named {
                Some((name, value)) => {
                    filled.push_str(&written(value, within));
                    &after[name.len()..]
                }
                None => {
                    filled.push('{');
                    &after[1..]
                }
            };
        }
        filled.push_str(rest);
        filled
    }

    /// Whether the provider is given a key, by which it knows a message again:
    /// the settings say where its name goes.
    fn takes_a_key(&self) -> bool {
        let mut headers = self.service.headers.iter();
        self.service.body.contains(NAME) || headers.any(|(_, value)| value.contains(NAME))
    }

    /// What it means if a message was heard, and not answered.
    fn if_heard(&self) -> Taken {
        if self.takes_a_key() {
            Taken::UnderKey
        } else {
            Taken::Perhaps
        }
    }

    fn read(&self, answer: &Answer, is_repeat: bool) -> Delivery {
        let service = &self.service;
        let status = answer.status;
        let is_sent = if service.sent_status.is_empty() {
            status.is_success()
        } else {
            service.sent_status.contains(&status.as_u16())
        };
        let body = String::from_utf8_lossy(&answer.body);
        let holds = service.sent_text.as_ref();
        if is_sent && holds.is_none_or(|wanted| body.contains(wanted.as_str())) {
            return Delivery::Sent { sent_as: None };
        }
        if is_sent {
            return Delivery::Later {
                hint: None,
                why: "the provider's answer does not hold sms.sent_text".to_owned(),
                whose: Whose::Message,
                taken: Taken::No,
            };
        }
        if self.takes_a_key()
            && let Some(known) = known(answer, &body, is_repeat)
        {
            return known;
        }
        self.refused(answer)
    }

    /// Only what is wrong with the message itself is final: the rest is mended
    /// by time, or by whoever runs the site.
    fn refused(&self, answer: &Answer) -> Delivery {
        let why = said(answer.status);
        match answer.status.as_u16() {
            400 | 409 | 410 | 413 | 422 => Delivery::Never {
                verdict: Verdict::Message,
                why,
            },
            _ => Delivery::Later {
                hint: wait_of(answer),
                why,
                whose: Whose::Provider,
                taken: if web::is_in_doubt(answer.status) {
                    self.if_heard()
                } else {
                    Taken::No
                },
            },
        }
    }
}

fn said(status: StatusCode) -> String {
    format!("the provider answers {}", status.as_u16())
}

/// What a refusal means that is about the key alone, as providers have it (the
/// IETF's draft on the Idempotency-Key header, section 2.7): 409 while the first
/// of two is still being dealt with, and with some also, as 422, where the second
/// has other words. Words may differ: a message says what is true when it goes
/// out. Whoever knows the key has had the message.
fn known(answer: &Answer, body: &str, is_repeat: bool) -> Option<Delivery> {
    let names_key = || body.to_ascii_lowercase().contains("idempoten");
    let (hint, why) = (wait_of(answer), said(answer.status));
    match answer.status.as_u16() {
        409 if is_repeat => Some(Delivery::Repeated { hint, why }),
        409 => Some(Delivery::Later {
            hint,
            why,
            whose: Whose::Message,
            taken: Taken::No,
        }),
        422 if is_repeat => Some(Delivery::Sent { sent_as: None }),
        400 if is_repeat && names_key() => Some(Delivery::Sent { sent_as: None }),
        _ => None,
    }
}

fn written(value: &str, within: Within) -> String {
    match within {
        // A line break would begin another header.
        Within::Header => value
            .chars()
            .filter(|letter| !letter.is_control())
            .collect(),
        Within::Json => {
            let quoted = serde_json::Value::from(value).to_string();
            quoted[1..quoted.len() - 1].to_owned()
        }
    }
}

impl Texting for Other {
    fn deliver<'a>(&'a self, text: &'a Text) -> BoxFuture<'a, Delivery> {
        Box::pin(async move {
            let sent = match self.request(text) {
                Ok(request) => web::send(request, self.timeout).await,
                Err(why) => Err(NoAnswer::unsent(why)),
            };
            match sent {
                Ok(answer) => self.read(&answer, text.is_repeat),
                Err(none) => none.later(self.if_heard()),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderMap;

    fn other() -> Other {
        Other {
            service: OtherService {
                url: "https://sms.example/messages".into(),
                method: "POST".into(),
                headers: vec![("authorization".into(), "Bearer {secret}".into())],
                body: r#"{"to": "{to}", "text": "{text}", "id": "{name}", "x": {}}"#.into(),
                secret: None,
                from: None,
                sent_status: vec![202],
                sent_text: Some("accepted".into()),
            },
            secret: "hush".into(),
            timeout: Duration::from_secs(1),
        }
    }

    fn text(body: &str) -> Text {
        Text {
            name: "n1".into(),
            to: "+491711234567".into(),
            body: body.into(),
            callback: None,
            is_repeat: false,
        }
    }

    #[test]
    fn words_stay_within_their_string() {
        let request = other().request(&text("\"}, {secret} {to}\n\\")).unwrap();
        assert_eq!(request.headers()["authorization"], "Bearer hush");
        assert_eq!(request.headers()["content-type"], "application/json");
        let body: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
        assert_eq!(body["text"], "\"}, {secret} {to}\n\\");
        assert_eq!(body["to"], "+491711234567");
        assert_eq!(body["id"], "n1");
    }

    fn answer(status: u16, body: &'static str) -> Answer {
        Answer {
            status: StatusCode::from_u16(status).unwrap(),
            headers: HeaderMap::new(),
            body: Bytes::from_static(body.as_bytes()),
        }
    }

    #[test]
    fn a_message_that_a_provider_knows_by_its_key_is_not_given_up() {
        let keyed = |status, body, is_repeat| other().read(&answer(status, body), is_repeat);
        let sent = Delivery::Sent { sent_as: None };
        // It is being dealt with.
        let busy = keyed(409, "", true);
        assert!(matches!(busy, Delivery::Repeated { .. }), "{busy:?}");
        let first = keyed(409, "", false);
        assert!(matches!(first, Delivery::Later { .. }), "{first:?}");
        // It was dealt with, in other words.
        assert_eq!(keyed(422, "", true), sent);
        let reused = "{\"type\": \"idempotency_error\"}";
        assert_eq!(keyed(400, reused, true), sent);
        for (status, body, is_repeat) in [
            (422, "", false),
            (400, "no such number", true),
            (400, reused, false),
            (410, "", true),
        ] {
            let outcome = keyed(status, body, is_repeat);
            assert!(matches!(outcome, Delivery::Never { .. }), "{outcome:?}");
        }
        // Whoever is given no key knows none.
        let mut plain = other();
        plain.service.body = r#"{"to": "{to}", "text": "{text}"}"#.into();
        for status in [409, 422] {
            let outcome = plain.read(&answer(status, ""), true);
            assert!(matches!(outcome, Delivery::Never { .. }), "{outcome:?}");
        }
        let taken = |other: &Other| match other.read(&answer(504, ""), false) {
            Delivery::Later { taken, .. } => taken,
            outcome => panic!("{outcome:?}"),
        };
        assert_eq!(taken(&other()), Taken::UnderKey);
        assert_eq!(taken(&plain), Taken::Perhaps);
    }

    #[test]
    fn the_settings_say_what_counts_as_sent() {
        let of = |status, body| other().read(&answer(status, body), false);
        assert_eq!(of(202, "accepted: 1"), Delivery::Sent { sent_as: None });
        for (status, body) in [
            (202, "no"),
            (200, "accepted"),
            (401, ""),
            (500, ""),
            (302, ""),
        ] {
            let outcome = of(status, body);
            assert!(matches!(outcome, Delivery::Later { .. }), "{outcome:?}");
        }
        assert!(matches!(of(422, ""), Delivery::Never { .. }));
    }
}
