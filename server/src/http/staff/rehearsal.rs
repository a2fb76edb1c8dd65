//! `/settings/rehearsal`: a journey is chosen, played in a private instance,
//! and watched as a film; or given to a test order of the live site.

use super::fields::Fields;
use super::page::{self, Drawn};
use crate::error::Error;
use crate::http::pages::{language, not_found};
use crate::http::routes::Http;
use crate::http::security;
use crate::http::session::Admin;
use crate::rehearsal::album::standing_alone;
use crate::rehearsal::film::Wanted;
use crate::rehearsal::kept::{Kept, Turn};
use crate::rehearsal::{self, on_order};
use crate::services::Services;
use crate::site;
use crate::staff::Actor;
use crate::views::Views;
use crate::views::rehearsal::film_page;
use app::pages::staff::rehearsal::STYLE;
use app::pages::staff::{Chosen, Section, StaffPage};
use app::texts::{Language, RehearsalProblem, RehearsedJourney};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_FRAME_OPTIONS};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use doorstep::ids::base62;

/// What the address says beside the page.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    brand: String,
    begun: Option<String>,
    problem: Option<String>,
}

/// `/pkg/rehearsal.css`: the style of these pages, which no shopper loads.
pub async fn style() -> Response {
    let headers = [
        (CONTENT_TYPE, "text/css; charset=utf-8"),
        (CACHE_CONTROL, "public, no-cache"),
    ];
    (headers, STYLE).into_response()
}

/// `GET /settings/rehearsal`.
pub async fn open(
    State(http): State<Http>,
    Admin(actor): Admin,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let problem = asked.problem.as_deref();
    let said = Said {
        problem: problem.and_then(RehearsalProblem::from_code),
        begun: asked.begun.is_some(),
    };
    let chosen = Chosen {
        slug: asked.brand,
        ..Chosen::default()
    };
    drawn(&http, &actor, chosen, said, &headers).await
}

/// What is said above the page.
#[derive(Debug, Default)]
struct Said {
    problem: Option<RehearsalProblem>,
    begun: bool,
}

impl From<RehearsalProblem> for Said {
    fn from(problem: RehearsalProblem) -> Self {
        Self {
            problem: Some(problem),
            begun: false,
        }
    }
}

async fn drawn(
    http: &Http,
    actor: &Actor,
    chosen: Chosen,
    said: Said,
    headers: &HeaderMap,
) -> Response {
    let language = language(headers);
    let views = Views(http.services.clone());
    let page = match views.rehearsals(actor, chosen, &language).await {
        Ok(page) => page,
        Err(error) => return page::failed(error),
    };
    let page = app::pages::staff::RehearsalPage {
        problem: said.problem,
        begun: said.begun,
        ..page
    };
    Drawn::new(StaffPage::Rehearsal(Box::new(page)))
        .of(said.problem.map_or(StatusCode::OK, status))
        .within(page::frame(actor, Some(Section::Rehearsal)))
        .answer(&language)
}

const fn status(problem: RehearsalProblem) -> StatusCode {
    match problem {
        RehearsalProblem::Busy | RehearsalProblem::TooMany => StatusCode::TOO_MANY_REQUESTS,
        RehearsalProblem::NothingChosen => StatusCode::UNPROCESSABLE_ENTITY,
        RehearsalProblem::BrokeOff => StatusCode::INTERNAL_SERVER_ERROR,
        RehearsalProblem::NotATest
        | RehearsalProblem::HasParcels
        | RehearsalProblem::Over
        | RehearsalProblem::Plays
        | RehearsalProblem::NoShop
        | RehearsalProblem::TooFewThings
        | RehearsalProblem::NotBroken => StatusCode::CONFLICT,
    }
}

/// `POST /settings/rehearsal`: plays a journey, and leads to its film.
pub async fn play(
    State(http): State<Http>,
    Admin(actor): Admin,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let chosen = Chosen {
        slug: fields.one("brand").to_owned(),
        journey: fields.one("journey").to_owned(),
        language: fields.one("language").to_owned(),
        sms: fields.one("sms") == "yes",
    };
    let book = http.services.book.now();
    let brand = book.brand_of_slug(&chosen.slug);
    let brand = brand.filter(|brand| actor.serves(brand.id));
    let journey = RehearsedJourney::from_code(&chosen.journey);
    let problem = match (brand, journey) {
        (Some(brand), Some(journey)) => {
            let wanted = Wanted {
                journey,
                language: Language::of(&chosen.language)
                    .or_else(|| Language::of(&brand.locale))
                    .unwrap_or(Language::English),
                sms: chosen.sms,
            };
            match played(&http.services, brand.id, wanted).await {
                Ok(film) => return page::see(&format!("/settings/rehearsal/{film}")),
                Err(problem) => problem,
            }
        }
        _ => RehearsalProblem::NothingChosen,
    };
    drawn(&http, &actor, chosen, problem.into(), &headers).await
}

/// Plays it to its end even when nobody waits any more: what it opened is then
/// put away as always.
async fn played(
    services: &Services,
    brand_id: i64,
    wanted: Wanted,
) -> Result<String, RehearsalProblem> {
    let turn = services.films.turn().ok_or(RehearsalProblem::Busy)?;
    let services = services.clone();
    let playing = tokio::spawn(async move { film(&services, brand_id, wanted, turn).await });
    let failed = match playing.await {
        Ok(Ok(id)) => return Ok(id),
        Ok(Err(error)) => error.to_string(),
        Err(error) => error.to_string(),
    };
    tracing::error!(error = %failed, journey = wanted.journey.code(), "a rehearsal broke off");
    Err(RehearsalProblem::BrokeOff)
}

async fn film(
    services: &Services,
    brand_id: i64,
    wanted: Wanted,
    _turn: Turn,
) -> Result<String, Error> {
    let copied = rehearsal::copy_of(services, brand_id).await?;
    let film = rehearsal::play(&copied, &wanted, &services.stopping).await?;
    let id = base62(site::random_bits());
    services.films.keep(Kept {
        id: id.clone(),
        brand_id,
        made: services.clock.watch(),
        film,
    });
    Ok(id)
}

/// `GET /settings/rehearsal/{film}`.
pub async fn watch(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path(film): Path<String>,
    headers: HeaderMap,
) -> Response {
    let services = &http.services;
    let now = services.clock.watch();
    let Some(kept) = services.films.one_of_served(&actor.serves, &film, now) else {
        return not_found(State(http.clone()), headers).await;
    };
    let language = language(&headers);
    let page = film_page(services, &kept, &language);
    let mut response = Drawn::new(StaffPage::Film(Box::new(page)))
        .within(page::frame(&actor, Some(Section::Rehearsal)))
        .answer(&language);
    let policy = HeaderValue::from_static(security::FRAMING_POLICY);
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    response
}

/// `GET /settings/rehearsal/{film}/frames/{frame}/page`: the tracking page as
/// it was served then. Its links lead nowhere: what they led to is gone.
pub async fn frame_page(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path((film, frame)): Path<(String, usize)>,
    headers: HeaderMap,
) -> Response {
    let services = &http.services;
    let now = services.clock.watch();
    let kept = services.films.one_of_served(&actor.serves, &film, now);
    let place = frame.checked_sub(1);
    let page = kept.as_ref().and_then(|kept| {
        let frame = kept.film.frames.get(place?)?;
        Some(leading_nowhere(&standing_alone(&kept.film, &frame.page)))
    });
    match page {
        Some(page) => captured(page),
        None => not_found(State(http.clone()), headers).await,
    }
}

/// `GET /settings/rehearsal/{film}/frames/{frame}/mails/{mail}`: the mark-up
/// of a message.
pub async fn frame_mail(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path((film, frame, mail)): Path<(String, usize, usize)>,
    headers: HeaderMap,
) -> Response {
    let services = &http.services;
    let now = services.clock.watch();
    let kept = services.films.one_of_served(&actor.serves, &film, now);
    let places = frame.checked_sub(1).zip(mail.checked_sub(1));
    let html = kept.as_ref().and_then(|kept| {
        let (frame, mail) = places?;
        let message = kept.film.frames.get(frame)?.messages.get(mail)?;
        let html = message.html.as_deref()?;
        Some(leading_nowhere(&standing_alone(&kept.film, html)))
    });
    match html {
        Some(html) => captured(html),
        None => not_found(State(http.clone()), headers).await,
    }
}

/// With every link meant for a window that its frame may not open.
fn leading_nowhere(html: &str) -> String {
    html.replacen("<head>", "<head><base target=\"_blank\">", 1)
}

/// What was captured is only looked at.
fn captured(html: String) -> Response {
    let mut response = Html(html).into_response();
    let headers = response.headers_mut();
    let policy = HeaderValue::from_static(security::CAPTURED_POLICY);
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    response
}

/// `POST /settings/rehearsal/orders`: gives a journey to a test order of the
/// live site, or goes on with one that broke off.
pub async fn begin(
    State(http): State<Http>,
    Admin(actor): Admin,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let (services, order) = (&http.services, fields.one("order"));
    let journey = RehearsedJourney::from_code(fields.one("journey"));
    let begun = match journey {
        _ if fields.one("again") == "yes" => on_order::go_on(services, &actor, order).await,
        Some(journey) => on_order::begin(services, &actor, order, journey).await,
        None => Err(RehearsalProblem::NothingChosen.into()),
    };
    match begun {
        Ok(()) if fields.one("from") == "pane" => page::see(&format!(
            "/console/orders/{}?open=journey",
            fields.one("order")
        )),
        Ok(()) => page::see("/settings/rehearsal?begun=now#orders"),
        Err(on_order::Refusal::Problem(problem)) => {
            drawn(&http, &actor, Chosen::default(), problem.into(), &headers).await
        }
        Err(on_order::Refusal::NotThere) => not_found(State(http.clone()), headers).await,
        Err(on_order::Refusal::Failed(error)) => page::failed(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_what_was_captured_lead_nowhere() {
        let page = "<!DOCTYPE html><html><head><title>x</title></head><body>&lt;head></body>";
        let kept = leading_nowhere(page);
        assert!(kept.contains("<html><head><base target=\"_blank\"><title>"));
        assert_eq!(kept.matches("<base").count(), 1);
    }
}
