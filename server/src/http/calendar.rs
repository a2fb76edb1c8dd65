//! `/t/{token}/calendar.ics`: the expected delivery for the shopper's own
//! calendar, without a word of the order.

use super::routes::Http;
use crate::views::Views;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use doorstep::ids::TrackingToken;

/// Which parcel; all when left out.
#[derive(Debug, serde::Deserialize)]
pub struct Wanted {
    parcel: Option<String>,
}

/// Answers it. Where no day is expected any more there is nothing to put
/// down, and the page says why.
pub async fn file(
    State(http): State<Http>,
    Path(token): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Response {
    let Ok(token) = TrackingToken::parse(&token) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let views = Views(http.services.clone());
    let order = match views.order(&token).await {
        Ok(Some(order)) => order,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return error.into_response(),
    };
    let parcel = wanted.parcel.as_deref();
    match views.calendar(order, parcel).await {
        Ok(Some(file)) => {
            let kind = (CONTENT_TYPE, "text/calendar; charset=utf-8");
            let name = (CONTENT_DISPOSITION, "attachment; filename=\"parcel.ics\"");
            ([kind, name], file).into_response()
        }
        Ok(None) => Redirect::to(&format!("/t/{}", token.as_str())).into_response(),
        Err(error) => error.into_response(),
    }
}
