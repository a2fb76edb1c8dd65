//! `/hooks/twilio/{brand}`: what Twilio says of text messages: an answer came
//! (STOP, START, HELP), or a message did not arrive. The answers people get to
//! these words are Twilio's own, so none is sent from here.

use super::messages::Fields;
use super::routes::Http;
use crate::error::Error;
use crate::intake::choice::number;
use crate::intake::choice::stop::{self, Address};
use crate::metrics::Outcome;
use crate::outbox;
use crate::outbox::channel::sms::{self, Verdict};
use crate::services::Services;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State};
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use doorstep::choice::{Keyword, StopReason};

const SIGNATURE: &str = "x-twilio-signature";

/// What its name is in figures.
const SOURCE: &str = "twilio";

/// Nothing is to be answered.
const NO_ANSWER: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Response></Response>"#;

/// Takes one request.
pub async fn take(
    State(http): State<Http>,
    Path(slug): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let services = &http.services;
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    let path = uri.path_and_query().map_or("", |path| path.as_str());
    if !is_authentic(services, &slug, path, &headers, &fields) {
        services.metrics.webhook(SOURCE, Outcome::Refused);
        tracing::info!("a request in Twilio's name was refused: its signature does not fit");
        return StatusCode::UNAUTHORIZED.into_response();
    }
    match hear(services, &Fields(fields)).await {
        Ok(()) => {
            services.metrics.webhook(SOURCE, Outcome::Accepted);
            ([(CONTENT_TYPE, "text/xml")], NO_ANSWER).into_response()
        }
        Err(error) => {
            services.metrics.webhook(SOURCE, Outcome::Failed);
            error.into_response()
        }
    }
}

/// Twilio signs the address as it calls it. Behind a proxy that may be the
/// site's, a brand's or the one it asked for: a signature that fits any was
/// made with the token, and nobody else has that.
fn is_authentic(
    services: &Services,
    slug: &str,
    path: &str,
    headers: &HeaderMap,
    fields: &[(String, String)],
) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let book = services.book.now();
    let (Some(token), Some(signature), Some(brand)) = (
        services.sms.twilio_token(),
        text(SIGNATURE),
        book.brand_of_slug(slug),
    ) else {
        return false;
    };
    let host = text(HOST.as_str()).unwrap_or_default();
    let addresses = [
        services.address_of(&brand.brand),
        services.address.as_deref().map(str::to_owned),
        Some(format!("https://{host}")),
        Some(format!("http://{host}")),
    ];
    addresses.into_iter().flatten().any(|address| {
        let url = format!("{address}{path}");
        sms::is_signed(token, &url, fields, signature)
    })
}

async fn hear(services: &Services, fields: &Fields) -> Result<(), Error> {
    match fields.get("MessageStatus") {
        "failed" | "undelivered" => not_delivered(services, fields).await,
        "" | "received" => answered(services, fields).await,
        // On its way, or there.
        _ => Ok(()),
    }
}

async fn not_delivered(services: &Services, fields: &Fields) -> Result<(), Error> {
    let code = fields.get("ErrorCode");
    let is_code = code.len() <= 10 && code.bytes().all(|byte| byte.is_ascii_digit());
    let code = if is_code { code } else { "" };
    let sid = fields.get("MessageSid");
    let known: u32 = code.parse().unwrap_or(0);
    if !number::not_delivered(services, sid, code).await? {
        outbox::not_delivered(services, sid, &sms::in_words(known)).await?;
    }
    tracing::warn!(code, "Twilio says that a text message did not arrive");
    let number = fields.get("To");
    match sms::verdict(known) {
        Some(Verdict::Stopped) => stop::stop_number(services, number, StopReason::Stop).await,
        Some(Verdict::Invalid) => stop::stop_number(services, number, StopReason::Bounced).await,
        Some(Verdict::Message) | None => Ok(()),
    }
}

/// Where Twilio reads the words itself it says what it took them for.
async fn answered(services: &Services, fields: &Fields) -> Result<(), Error> {
    let read = Keyword::read(fields.get("OptOutType"));
    let number = fields.get("From");
    match read.or_else(|| Keyword::read(fields.get("Body"))) {
        Some(Keyword::Stop) => stop::stop_number(services, number, StopReason::Stop).await,
        Some(Keyword::Start) => started(services, number).await,
        Some(Keyword::Help) | None => Ok(()),
    }
}

async fn started(services: &Services, number: &str) -> Result<(), Error> {
    let Some(address) = Address::parse(number) else {
        return Ok(());
    };
    let book = services.book.now();
    let brands: Vec<i64> = book.brands.iter().map(|brand| brand.id).collect();
    stop::lift(services, &brands, &address, Some(StopReason::Stop)).await?;
    Ok(())
}
