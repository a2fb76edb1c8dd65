//! `/t/{token}/messages`: what a buyer hears of an order, by which way, and
//! who else. Each form is answered by a redirect, or by the page with what has
//! to be mended; what was typed is in no answer.

use super::caller::Network;
use super::routes::Http;
use crate::db::choice::{self, Chosen};
use crate::db::orders;
use crate::error::Error;
use crate::intake::choice::follow::{self, Invited};
use crate::intake::choice::number::{self, Asked, Typed};
use crate::intake::choice::stop;
use crate::limits::Verdict;
use crate::outbox::channel::sms::{self, Delivery, Text};
use crate::services::Services;
use app::backend::{MessagesPage, Page, PageData, Route};
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Path, Query, State};
use axum::http::header::{HeaderMap, HeaderValue, RETRY_AFTER};
use axum::response::{IntoResponse, Redirect, Response};
use doorstep::choice::{Kind, Kinds, StopReason};
use doorstep::ids::{ConsentId, TrackingToken};
use doorstep::recipient::Medium;
use doorstep::view::brand::BrandView;
use doorstep::view::messages::{MessagesProblem, Said};
use doorstep::{lookup, phone};

/// What the address says beside the order.
#[derive(Debug, Default, serde::Deserialize)]
pub struct Asking {
    said: Option<String>,
}

/// The fields of a form, as they were sent.
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first of a name.
    pub fn get(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let of_it = self.0.iter().filter(move |(field, _)| field == name);
        of_it.map(|(_, value)| value.as_str())
    }
}

/// Why a form is not carried out.
enum Refusal {
    /// It has to be mended.
    Problem(MessagesProblem),
    /// No form of this page was sent.
    NoForm,
    /// The server cannot do it now.
    Failed(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<MessagesProblem> for Refusal {
    fn from(problem: MessagesProblem) -> Self {
        Self::Problem(problem)
    }
}

/// `GET /t/{token}/messages`.
pub async fn show(
    State(http): State<Http>,
    Path(token): Path<String>,
    asked: Result<Query<Asking>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let order = match order(&http, &token, &headers).await {
        Ok(order) => order,
        Err(elsewhere) => return elsewhere,
    };
    let said = asked.ok().and_then(|Query(asked)| asked.said);
    let said = said.as_deref().and_then(Said::from_code);
    answer(&http, &headers, &order, said, None).await
}

/// `POST /t/{token}/messages`.
pub async fn take(
    State(http): State<Http>,
    Path(token): Path<String>,
    network: Network,
    headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let order = match order(&http, &token, &headers).await {
        Ok(order) => order,
        Err(elsewhere) => return elsewhere,
    };
    let path = http.pages.views().path(&order);
    let Ok(Form(fields)) = form else {
        return Redirect::to(&path).into_response();
    };
    match carry_out(&http, network, &order, &Fields(fields)).await {
        Ok(said) => Redirect::to(&format!("{path}/messages?said={}", said.code())).into_response(),
        Err(Refusal::NoForm) => Redirect::to(&path).into_response(),
        Err(Refusal::Problem(problem)) => {
            answer(&http, &headers, &order, None, Some(problem)).await
        }
        Err(Refusal::Failed(error)) => unavailable(&http, &headers, &error).await,
    }
}

async fn carry_out(
    http: &Http,
    network: Network,
    order: &orders::Model,
    fields: &Fields,
) -> Result<Said, Refusal> {
    let services = &http.services;
    match fields.get("do") {
        "choose" => {
            choose(services, order, fields).await?;
            Ok(Said::Saved)
        }
        "number" => ask_number(http, network, order, fields).await,
        "code" => match number::confirm(services, order, fields.get("code")).await? {
            Typed::Right => Ok(Said::NumberConfirmed),
            Typed::Wrong => Err(MessagesProblem::WrongCode.into()),
            Typed::Over => Err(MessagesProblem::CodeOver.into()),
        },
        "drop-number" => {
            number::let_go(services, order).await?;
            Ok(Said::NumberGone)
        }
        "invite" => invite(http, network, order, fields.get("email")).await,
        "remove" => {
            follow::remove(services, order, fields.get("follower")).await?;
            Ok(Said::FollowerGone)
        }
        _ => Err(Refusal::NoForm),
    }
}

/// A way that was not on the page stays as it was chosen before.
async fn choose(
    services: &Services,
    order: &orders::Model,
    fields: &Fields,
) -> Result<(), Refusal> {
    let ticked = |name: &str| -> Option<Kinds> {
        let was_there = fields.all("way").any(|way| way == name);
        was_there.then(|| fields.all(name).filter_map(Kind::from_code).collect())
    };
    let before = choice::of_order(services.database.read(), order.id).await?;
    let chosen = Chosen {
        email: ticked(Medium::Email.code()).unwrap_or(before.email),
        sms: ticked(Medium::Sms.code()).unwrap_or(before.sms),
    };
    crate::intake::choice::choose(services, order, &chosen).await?;
    Ok(())
}

async fn invite(
    http: &Http,
    network: Network,
    order: &orders::Model,
    typed: &str,
) -> Result<Said, Refusal> {
    let email = lookup::email(typed).ok_or(MessagesProblem::NoEmail)?;
    let own = http.pages.views().buyers_email(order).await?;
    if own.as_deref().and_then(lookup::same_email).as_ref() == Some(&email) {
        return Err(MessagesProblem::OwnEmail.into());
    }
    let now = http.services.clock.watch();
    let attempt = http.mails.attempt(&network, &(order.brand_id, &email));
    if let Verdict::In(seconds) = http.mails.ask(attempt, now) {
        return Err(MessagesProblem::Wait(seconds).into());
    }
    match follow::invite(&http.services, order, &email).await? {
        Invited::Asked => Ok(Said::Invited),
        Invited::NoTester => Err(MessagesProblem::NoTester.into()),
        Invited::TooMany => Err(MessagesProblem::TooManyFollowers.into()),
    }
}

async fn ask_number(
    http: &Http,
    network: Network,
    order: &orders::Model,
    fields: &Fields,
) -> Result<Said, Refusal> {
    let services = &http.services;
    let typed = fields.get("number");
    let to =
        phone::international(typed, order.country.as_deref()).ok_or(MessagesProblem::NoNumber)?;
    if fields.get("agree") != "yes" {
        return Err(MessagesProblem::NoConsent.into());
    }
    if !services.sms.is_set_up() && !services.demo.has_mailbox() {
        return Err(MessagesProblem::CannotText.into());
    }
    let now = services.clock.watch();
    for attempt in [
        http.texts.attempt(&network, &("order", order.id)),
        http.texts.attempt(&network, &("number", &to)),
    ] {
        if let Verdict::In(seconds) = http.texts.ask(attempt, now) {
            return Err(MessagesProblem::Wait(seconds).into());
        }
    }
    let shop = http.pages.views().brand_of(order).name.clone();
    let texts = http.pages.views().texts_of(order);
    let words = texts.sms_consent(&shop, services.sms.texts_end());
    let (consent, code) = match number::ask(services, order, &to, &words).await? {
        Asked::Code { consent, code } => (consent, code),
        Asked::Stopped(_) => return Err(MessagesProblem::StoppedNumber.into()),
        Asked::TestOrder => return Err(MessagesProblem::CannotText.into()),
    };
    let text = Text {
        name: consent.as_str().to_owned(),
        to,
        body: texts.code_text(&code, &shop),
        callback: http
            .services
            .book
            .now()
            .brand(order.brand_id)
            .and_then(|brand| http.services.sms_callback(brand)),
        is_repeat: false,
    };
    send(services, order, &consent, &text).await
}

/// Sends the code at once: whoever waits for it sits before the page, and in
/// an hour it is worth nothing.
async fn send(
    services: &Services,
    order: &orders::Model,
    consent: &ConsentId,
    text: &Text,
) -> Result<Said, Refusal> {
    let Some(provider) = services.sms.provider() else {
        return Ok(Said::CodeSent);
    };
    let problem = match provider.deliver(text).await {
        Delivery::Sent { sent_as } => {
            if let Some(sent_as) = sent_as {
                number::sent(services, consent, &sent_as).await?;
            }
            return Ok(Said::CodeSent);
        }
        Delivery::Later { why, .. } | Delivery::Repeated { why, .. } => {
            tracing::warn!(why, "a code could not be texted");
            MessagesProblem::CannotText
        }
        Delivery::Never { verdict, why } => {
            tracing::info!(why, "a code could not be texted");
            refused(services, &text.to, verdict).await?
        }
    };
    // A number that nothing reaches is not kept.
    number::let_go(services, order).await?;
    Err(problem.into())
}

async fn refused(
    services: &Services,
    number: &str,
    verdict: sms::Verdict,
) -> Result<MessagesProblem, Error> {
    match verdict {
        sms::Verdict::Message => Ok(MessagesProblem::CannotText),
        sms::Verdict::Invalid => Ok(MessagesProblem::DeafNumber),
        sms::Verdict::Stopped => {
            stop::stop_number(services, number, StopReason::Stop).await?;
            Ok(MessagesProblem::StoppedNumber)
        }
    }
}

async fn order(http: &Http, token: &str, headers: &HeaderMap) -> Result<orders::Model, Response> {
    let views = http.pages.views();
    let order = match TrackingToken::parse(token) {
        Ok(token) => views.order(&token).await,
        Err(_) => Ok(None),
    };
    match order {
        Ok(Some(order)) => Ok(order),
        Ok(None) => Err(page(http, headers, Page::NotFound).await),
        Err(error) => Err(unavailable(http, headers, &error).await),
    }
}

async fn answer(
    http: &Http,
    headers: &HeaderMap,
    order: &orders::Model,
    said: Option<Said>,
    problem: Option<MessagesProblem>,
) -> Response {
    let views = http.pages.views();
    let view = match views.messages(order).await {
        Ok(Some(view)) => view,
        Ok(None) => return Redirect::to(&views.path(order)).into_response(),
        Err(error) => return unavailable(http, headers, &error).await,
    };
    let brand = views.brand_of(order);
    let view = doorstep::view::messages::MessagesView {
        said,
        problem,
        ..view
    };
    let mut response = http.pages.answer(PageData {
        language: views.texts_of(order).tag().to_owned(),
        page: Page::Messages(Box::new(MessagesPage { brand, view })),
    });
    if let Some(MessagesProblem::Wait(seconds)) = problem {
        let headers = response.headers_mut();
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// A page that shows nothing of any order.
pub async fn page(
    http: &Http,
    headers: &HeaderMap,
    of: impl FnOnce(BrandView) -> Page,
) -> Response {
    let data = http.pages.load(Route::Other, headers).await;
    let page = of(data.brand().clone());
    http.pages.answer(PageData {
        language: data.language,
        page,
    })
}

/// The page for when it cannot be looked at.
pub async fn unavailable(http: &Http, headers: &HeaderMap, error: &Error) -> Response {
    tracing::error!(%error, "what somebody wants to hear could not be read or kept");
    page(http, headers, Page::Unavailable).await
}
