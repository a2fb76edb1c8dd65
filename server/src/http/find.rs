//! The home page, and finding an order by its number and a proof.
//!
//! A wrong guess and an unknown number get the same answer after the same
//! time; so does everything else that is asked, whatever came of it.

use super::caller::Network;
use super::device;
use super::pages::host;
use super::routes::Http;
use crate::error::Error;
use crate::limits::Verdict;
use app::backend::{Page, PageData, Route};
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use doorstep::lookup::{LONGEST_NUMBER, Proof, TypedNumber};
use doorstep::view::ways::{FindProblem, FindView};
use std::time::Duration;
use tokio::time::sleep;

/// Every answer takes at least this long from its question on: longer than
/// the work behind it, so that the time tells nothing of what was found.
pub const ANSWERED_AFTER: Duration = Duration::from_millis(40);

/// What may stand behind `/?`.
#[derive(Debug, Default, serde::Deserialize)]
pub struct HomeQuery {
    /// Fills the form.
    order: Option<String>,
    /// Asks for the newest order this device remembers; so an installed page
    /// begins.
    newest: Option<String>,
}

/// `/`.
pub async fn home(
    State(http): State<Http>,
    query: Result<Query<HomeQuery>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let query = query.map(|Query(query)| query).unwrap_or_default();
    let remembered = device::remembered(&http, &headers).await;
    if query.newest.is_some()
        && let Some(newest) = &remembered
    {
        return Redirect::to(&newest.path).into_response();
    }
    let mut data = http.pages.load(Route::Home, &headers).await;
    if let Page::Home(page) = &mut data.page {
        page.remembered = remembered;
        page.find.order = shown(&query.order.unwrap_or_default());
    }
    http.pages.answer(data)
}

/// `GET /find` and `GET /my`: an address that was typed or kept of a form.
pub async fn again() -> Redirect {
    Redirect::to("/")
}

/// What was typed to find an order.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Typed {
    order: String,
    contact: String,
}

/// `POST /find`.
pub async fn find(
    State(http): State<Http>,
    network: Network,
    headers: HeaderMap,
    typed: Result<Form<Typed>, FormRejection>,
) -> Response {
    let least = sleep(ANSWERED_AFTER);
    let typed = typed.map(|Form(typed)| typed).unwrap_or_default();
    let response = match look_up(&http, network, &headers, &typed).await {
        Ok(path) => Redirect::to(&path).into_response(),
        Err(problem) => form_again(&http, &headers, &typed.order, problem).await,
    };
    least.await;
    response
}

/// Why there is no order to show.
pub enum Refusal {
    /// What the form says of it.
    Problem(FindProblem),
    /// The server cannot look now.
    Unavailable,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        tracing::error!(%error, "an order could not be looked up");
        Self::Unavailable
    }
}

async fn look_up(
    http: &Http,
    network: Network,
    headers: &HeaderMap,
    typed: &Typed,
) -> Result<String, Refusal> {
    let number = TypedNumber::parse(&typed.order);
    let (number, proof) = match (number, Proof::parse(&typed.contact)) {
        (Some(number), Some(proof)) => (number, proof),
        (None, Some(_)) => return Err(Refusal::Problem(FindProblem::NoNumber)),
        (Some(_), None) => return Err(Refusal::Problem(FindProblem::NoProof)),
        (None, None) => return Err(Refusal::Problem(FindProblem::Nothing)),
    };
    let brand_id = brand_id(http, headers)?;
    let attempt = http.look_ups.attempt(&network, &(brand_id, number.key()));
    let now = http.services.clock.watch();
    if let Verdict::In(seconds) = http.look_ups.ask(attempt, now) {
        return Err(Refusal::Problem(FindProblem::Wait(seconds)));
    }
    let found = http.pages.views().find(brand_id, &number, &proof).await?;
    let path = found.ok_or(Refusal::Problem(FindProblem::NotFound))?;
    http.look_ups.proved(attempt);
    Ok(path)
}

/// The brand of the Host that was asked.
pub fn brand_id(http: &Http, headers: &HeaderMap) -> Result<i64, Refusal> {
    let book = http.services.book.now();
    book.brand_of_host(&host(headers))
        .map(|brand| brand.id)
        .ok_or(Refusal::Unavailable)
}

/// The home page with what was wrong. The number is filled in again; what was
/// typed as proof is in no answer.
pub async fn form_again(
    http: &Http,
    headers: &HeaderMap,
    order: &str,
    refusal: Refusal,
) -> Response {
    let PageData { language, page } = http.pages.load(Route::Home, headers).await;
    let page = match (page, &refusal) {
        (Page::Home(mut page), Refusal::Problem(problem)) => {
            page.find = FindView {
                order: shown(order),
                problem: Some(*problem),
            };
            Page::Home(page)
        }
        (page, _) => {
            let data = PageData {
                language: language.clone(),
                page,
            };
            Page::Unavailable(data.brand().clone())
        }
    };
    let mut response = http.pages.answer(PageData { language, page });
    if let Refusal::Problem(FindProblem::Wait(seconds)) = refusal {
        response
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// As much of a typed number as the form shows again. An e-mail address in
/// the wrong field is not shown.
fn shown(order: &str) -> String {
    let order = order.trim();
    if order.contains('@') {
        return String::new();
    }
    order.chars().take(LONGEST_NUMBER).collect()
}
