//! `/settings/audit`: the trail of what was done, as far as it is about brands
//! that whoever looks serves.

use super::page::{self, Drawn};
use crate::http::pages::language;
use crate::http::routes::Http;
use crate::http::session::Admin;
use crate::views::Views;
use crate::views::trail::Wanted;
use app::pages::staff::{Section, StaffPage};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;

/// `GET /settings/audit`.
pub async fn open(
    State(http): State<Http>,
    Admin(actor): Admin,
    wanted: Result<Query<Wanted>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let wanted = wanted.map(|Query(wanted)| wanted).unwrap_or_default();
    let language = language(&headers);
    let views = Views(http.services.clone());
    match views.trail(&actor, wanted, &language).await {
        Ok(view) => Drawn::new(StaffPage::Trail(Box::new(view)))
            .within(page::frame(&actor, Some(Section::Trail)))
            .answer(&language),
        Err(error) => page::failed(error),
    }
}
