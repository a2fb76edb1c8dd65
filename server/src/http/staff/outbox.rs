//! `/settings/outbox`: the mails that wait or were given up, as far as they
//! are of brands that whoever looks serves.

use super::fields::Fields;
use super::page::{self, Drawn};
use crate::http::pages::{language, not_found};
use crate::http::routes::Http;
use crate::http::session::Admin;
use crate::intake::desk::Refusal;
use crate::intake::desk::reply::replay as queue_again;
use crate::staff::By;
use crate::views::mails;
use app::pages::staff::{Section, StaffPage};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;

/// What the address says beside the page.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    replayed: Option<String>,
    /// The name of a notice to be read.
    read: Option<String>,
}

/// `GET /settings/outbox`.
pub async fn open(
    State(http): State<Http>,
    Admin(actor): Admin,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let language = language(&headers);
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let read = asked.read.as_deref();
    let mut view = match mails::open_of_served(&http.services, &actor, read, &language).await {
        Ok(view) => view,
        Err(error) => return page::failed(error),
    };
    view.replayed = asked.replayed.is_some();
    Drawn::new(StaffPage::Outbox(view))
        .within(page::frame(&actor, Some(Section::Outbox)))
        .answer(&language)
}

/// `POST /settings/outbox`: sends one again that was given up, or all.
pub async fn replay(
    State(http): State<Http>,
    Admin(actor): Admin,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let name = Some(fields.one("mail")).filter(|name| !name.is_empty());
    match queue_again(&http.services, By::Staff(&actor), name).await {
        Ok(_) => page::see("/settings/outbox?replayed=now"),
        Err(Refusal::Failed(error)) => page::failed(error),
        Err(_) => not_found(State(http.clone()), headers).await,
    }
}
