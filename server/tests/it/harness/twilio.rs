//! A Twilio of our own: takes what its REST interface takes, refuses what that
//! refuses in its words, and signs what it sends back.

use super::{Site, client};
use axum::extract::{Form, Path, State};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use serde_json::json;
use server::config::{OtherService, PasswordFrom, SmsProvider, SmsService, Twilio, TwilioSender};
use sha1::Sha1;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;

const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";
const TOKEN: &str = "an auth token of 32 letters: clé";
const SENDER: &str = "+12125550100";

/// The most characters of a message.
const LONGEST: usize = 1_600;

/// The parameters of a message that are known here; another one is a slip of
/// ours.
const KNOWN: [&str; 5] = [
    "To",
    "From",
    "MessagingServiceSid",
    "Body",
    "StatusCallback",
];

/// A message that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texted {
    /// What it is called.
    pub sid: String,
    /// The number it goes to.
    pub to: String,
    /// The words.
    pub body: String,
    /// Where to say what became of it.
    pub callback: Option<String>,
}

#[derive(Debug, Default)]
struct Inner {
    taken: Mutex<Vec<Texted>>,
    /// Numbers that are refused, with the code they are refused with.
    refused: Mutex<Vec<(String, u32)>>,
    /// An answer to everything: status and code.
    down: Mutex<Option<(u16, u32)>>,
    /// How long it takes to say that it has taken a message.
    pause: Mutex<Duration>,
}

/// A running one.
#[derive(Clone, Debug)]
pub struct TwilioHost {
    port: u16,
    inner: Arc<Inner>,
}

impl TwilioHost {
    /// Starts one.
    pub async fn start() -> Self {
        let inner = Arc::new(Inner::default());
        let routes = Router::new()
            .route("/2010-04-01/Accounts/{account}/Messages.json", post(take))
            .fallback(|uri: Uri| async move { refusal(404, 20404, &uri.to_string()) })
            .with_state(Arc::clone(&inner));
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port is free");
        let port = listener.local_addr().expect("it listens").port();
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { port, inner }
    }

    /// An account here, as a site's settings name it.
    pub fn service(&self) -> SmsService {
        self.service_with(TOKEN)
    }

    /// The same with another auth token.
    pub fn service_with(&self, token: &str) -> SmsService {
        SmsService {
            provider: SmsProvider::Twilio(Twilio {
                address: format!("http://127.0.0.1:{}", self.port),
                account: ACCOUNT.to_owned(),
                token: PasswordFrom::Text(token.to_owned()),
                sender: TwilioSender::From(SENDER.to_owned()),
            }),
            timeout: Duration::from_secs(2),
        }
    }

    /// What was taken.
    pub fn taken(&self) -> Vec<Texted> {
        self.inner.taken.lock().expect("nobody panicked").clone()
    }

    /// Refuses a number from now on.
    pub fn refuse(&self, number: &str, code: u32) {
        let mut refused = self.inner.refused.lock().expect("nobody panicked");
        refused.push((number.to_owned(), code));
    }

    /// Answers everything so from now on, or is well again.
    pub fn answer_all(&self, with: Option<(u16, u32)>) {
        *self.inner.down.lock().expect("nobody panicked") = with;
    }

    /// Takes messages as ever, and says so only after so long.
    pub fn answer_after(&self, pause: Duration) {
        *self.inner.pause.lock().expect("nobody panicked") = pause;
    }

    /// An account here, as the `[sms]` part of a site's file names it.
    pub fn settings(&self) -> String {
        let address = format!("http://127.0.0.1:{}", self.port);
        format!(
            "[sms]\nprovider = \"twilio\"\nurl = \"{address}\"\naccount = \"{ACCOUNT}\"\n\
             secret = \"{TOKEN}\"\nfrom = \"{SENDER}\"\n"
        )
    }

    /// Tells a site something, signed as Twilio signs it; the status.
    pub async fn tell(&self, site: &Site, slug: &str, fields: &[(&str, &str)]) -> u16 {
        let path = format!("/hooks/twilio/{slug}");
        let signature = sign(&format!("https://track.acme.example{path}"), fields);
        tell_signed(site, &path, fields, &signature).await
    }

    /// The same with a signature of the test's choosing.
    pub async fn tell_signed(
        &self,
        site: &Site,
        slug: &str,
        fields: &[(&str, &str)],
        signature: &str,
    ) -> u16 {
        tell_signed(site, &format!("/hooks/twilio/{slug}"), fields, signature).await
    }
}

async fn tell_signed(site: &Site, path: &str, fields: &[(&str, &str)], signature: &str) -> u16 {
    let answer = client()
        .post(format!("{}{path}", site.address))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-twilio-signature", signature)
        .body(super::site::form(fields))
        .send()
        .await
        .expect("the server answers");
    answer.status().as_u16()
}

fn sign(url: &str, fields: &[(&str, &str)]) -> String {
    let mut sorted = fields.to_vec();
    sorted.sort_unstable();
    let mut mac = Hmac::<Sha1>::new_from_slice(TOKEN.as_bytes()).expect("any key will do");
    mac.update(url.as_bytes());
    for (name, value) in sorted {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    STANDARD.encode(mac.finalize().into_bytes())
}

fn refusal(status: u16, code: u32, message: &str) -> Response {
    let status = StatusCode::from_u16(status).expect("it is a status");
    let body = json!({
        "code": code,
        "message": message,
        "more_info": format!("https://www.twilio.com/docs/errors/{code}"),
        "status": status.as_u16(),
    });
    (status, Json(body)).into_response()
}

/// "+" and 8 to 15 digits, the first of them no 0.
fn is_e164(number: &str) -> bool {
    let digits = number.strip_prefix('+').unwrap_or_default();
    (8..=15).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

async fn take(
    State(inner): State<Arc<Inner>>,
    Path(account): Path<String>,
    headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, axum::extract::rejection::FormRejection>,
) -> Response {
    let credentials = STANDARD.encode(format!("{ACCOUNT}:{TOKEN}"));
    let given = headers.get(AUTHORIZATION).map(|value| value.as_bytes());
    if account != ACCOUNT || given != Some(format!("Basic {credentials}").as_bytes()) {
        return refusal(401, 20003, "Authenticate");
    }
    if let Some((status, code)) = *inner.down.lock().expect("nobody panicked") {
        let mut answer = refusal(status, code, "Too Many Requests");
        answer
            .headers_mut()
            .insert("retry-after", "7".parse().expect("it is a header"));
        return answer;
    }
    let kind = headers.get(CONTENT_TYPE).map(|value| value.as_bytes());
    assert_eq!(kind, Some(&b"application/x-www-form-urlencoded"[..]));
    let Form(fields) = form.expect("a form can be read");
    match read(&inner, &fields) {
        Ok(texted) => {
            let body = json!({
                "sid": texted.sid, "account_sid": ACCOUNT, "api_version": "2010-04-01",
                "to": texted.to, "from": SENDER, "body": texted.body, "status": "queued",
                "direction": "outbound-api", "error_code": null, "error_message": null,
            });
            inner.taken.lock().expect("nobody panicked").push(texted);
            let pause = *inner.pause.lock().expect("nobody panicked");
            tokio::time::sleep(pause).await;
            (StatusCode::CREATED, Json(body)).into_response()
        }
        Err((code, message)) => refusal(400, code, &message),
    }
}

fn read(inner: &Inner, fields: &[(String, String)]) -> Result<Texted, (u32, String)> {
    for (name, _) in fields {
        assert!(KNOWN.contains(&name.as_str()), "{name} is no parameter");
    }
    let get = |wanted: &str| {
        let found = fields.iter().find(|(name, _)| name == wanted);
        found
            .map(|(_, value)| value.clone())
            .filter(|value| !value.is_empty())
    };
    let Some(to) = get("To") else {
        return Err((21604, "A 'To' phone number is required.".to_owned()));
    };
    match (get("From"), get("MessagingServiceSid")) {
        (None, None) => return Err((21603, "A 'From' phone number is required.".to_owned())),
        (Some(from), _) if from != SENDER => {
            return Err((
                21606,
                format!("The 'From' phone number {from} is not a valid message-capable number."),
            ));
        }
        _ => {}
    }
    let Some(body) = get("Body") else {
        return Err((21602, "Message body is required.".to_owned()));
    };
    if body.chars().count() > LONGEST {
        return Err((
            21617,
            "The concatenated message body exceeds the 1600 character limit".to_owned(),
        ));
    }
    if !is_e164(&to) {
        return Err((
            21211,
            format!("The 'To' number {to} is not a valid phone number."),
        ));
    }
    let callback = get("StatusCallback");
    if callback
        .as_ref()
        .is_some_and(|url| !url.starts_with("http"))
    {
        return Err((
            21609,
            "The StatusCallback URL is not a valid URL.".to_owned(),
        ));
    }
    let refused = inner.refused.lock().expect("nobody panicked");
    if let Some((_, code)) = refused.iter().find(|(number, _)| *number == to) {
        return Err((*code, format!("Attempt to send to {to} refused")));
    }
    let count = inner.taken.lock().expect("nobody panicked").len();
    Ok(Texted {
        sid: format!("SM{count:032x}"),
        to,
        body,
        callback,
    })
}

/// Another provider of text messages: what its one address was sent, and what
/// it is told to answer.
pub async fn by_http(status: u16, answer: &'static str) -> (SmsService, Arc<Mutex<Vec<String>>>) {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let status = StatusCode::from_u16(status).expect("it is a status");
    let routes = Router::new().route(
        "/messages",
        post(
            move |State(heard): State<Arc<Mutex<Vec<String>>>>,
                  headers: HeaderMap,
                  body: String| async move {
                let key = headers.get("x-key").and_then(|value| value.to_str().ok());
                let said = format!("{} {body}", key.unwrap_or_default());
                heard.lock().expect("nobody panicked").push(said);
                (status, answer)
            },
        ),
    );
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port is free");
    let port = listener.local_addr().expect("it listens").port();
    let routes = routes.with_state(Arc::clone(&heard));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    let service = SmsService {
        provider: SmsProvider::Other(OtherService {
            url: format!("http://127.0.0.1:{port}/messages"),
            method: "POST".to_owned(),
            headers: vec![("x-key".to_owned(), "{secret}".to_owned())],
            body: r#"{"to":"{to}","text":"{text}"}"#.to_owned(),
            secret: Some(PasswordFrom::Text("hush".to_owned())),
            from: None,
            sent_status: vec![202],
            sent_text: Some("accepted".to_owned()),
        }),
        timeout: Duration::from_secs(2),
    };
    (service, heard)
}

/// Another provider, which answers one after the other with these statuses, the
/// last of them from then on, and speaks of the message's key; with none it takes
/// the message and falls silent.
/// The settings say whether it is given a key.
pub async fn by_http_in_turn(
    answers: &'static [Option<u16>],
    key: Option<&str>,
) -> (SmsService, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let answered = move |State(asked): State<Arc<AtomicUsize>>| async move {
        let turn = asked.fetch_add(1, Ordering::Relaxed);
        match answers[turn.min(answers.len() - 1)] {
            Some(status) => {
                let status = StatusCode::from_u16(status).expect("it is a status");
                (status, r#"{"type":"idempotency_error"}"#)
            }
            None => std::future::pending().await,
        }
    };
    let routes = Router::new().route("/messages", post(answered));
    let listener = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port is free");
    let port = listener.local_addr().expect("it listens").port();
    let routes = routes.with_state(Arc::clone(&asked));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    let key = key.map(|header| (header.to_owned(), "{name}".to_owned()));
    let service = SmsService {
        provider: SmsProvider::Other(OtherService {
            url: format!("http://127.0.0.1:{port}/messages"),
            method: "POST".to_owned(),
            headers: key.into_iter().collect(),
            body: r#"{"to":"{to}","text":"{text}"}"#.to_owned(),
            secret: None,
            from: None,
            sent_status: Vec::new(),
            sent_text: None,
        }),
        timeout: Duration::from_secs(1),
    };
    (service, asked)
}
