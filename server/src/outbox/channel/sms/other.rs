//! Any other provider of text messages that takes JSON over HTTP: what is sent
//! there and what counts as sent stands in the settings.

use super::web::{self, Answer, wait_of};
use super::{Delivery, Text, Texting, Verdict, Whose};
use crate::config::OtherService;
use crate::error::Error;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use bytes::Bytes;
use chrono::TimeDelta;
use futures::future::BoxFuture;
use std::fmt;
use std::time::Duration;

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
            ("{name}", &text.name),
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

    fn read(&self, answer: &Answer) -> Delivery {
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
            };
        }
        refused(status, wait_of(answer))
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

/// Only what is wrong with the message itself is final: the rest is mended by
/// time, or by whoever runs the site.
fn refused(status: StatusCode, hint: Option<TimeDelta>) -> Delivery {
    let why = format!("the provider answers {}", status.as_u16());
    match status.as_u16() {
        400 | 409 | 410 | 413 | 422 => Delivery::Never {
            verdict: Verdict::Message,
            why,
        },
        _ => Delivery::Later {
            hint,
            why,
            whose: Whose::Provider,
        },
    }
}

impl Texting for Other {
    fn deliver<'a>(&'a self, text: &'a Text) -> BoxFuture<'a, Delivery> {
        Box::pin(async move {
            let sent = match self.request(text) {
                Ok(request) => web::send(request, self.timeout).await,
                Err(why) => Err(why),
            };
            match sent {
                Ok(answer) => self.read(&answer),
                Err(why) => Delivery::Later {
                    hint: None,
                    why,
                    whose: Whose::Provider,
                },
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

    #[test]
    fn the_settings_say_what_counts_as_sent() {
        let of = |status: u16, body: &'static str| {
            other().read(&Answer {
                status: StatusCode::from_u16(status).unwrap(),
                headers: HeaderMap::new(),
                body: Bytes::from_static(body.as_bytes()),
            })
        };
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
