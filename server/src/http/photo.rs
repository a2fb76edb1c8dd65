//! A shopper's photo, to staff of its brand: as a picture and nothing else,
//! whatever a browser might like to make of it.

use super::routes::Http;
use super::session::Rep;
use crate::db::photo;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName,
};
use axum::response::{IntoResponse, Response};

const HEADERS: [(HeaderName, &str); 4] = [
    (CONTENT_TYPE, "image/jpeg"),
    (CONTENT_DISPOSITION, "inline"),
    (CACHE_CONTROL, "no-store"),
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; frame-ancestors 'none'; sandbox",
    ),
];

/// `/console/photos/{photo}`: the picture, to one who serves its brand;
/// another brand's looks like one that is not there.
pub async fn picture(
    State(http): State<Http>,
    Rep(actor): Rep,
    Path(id): Path<String>,
) -> Response {
    let read = http.services.database.read();
    match photo::by_public_id(read, &id).await {
        Ok(Some(photo)) if actor.serves(photo.brand_id) => (HEADERS, photo.jpeg).into_response(),
        Ok(_) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => error.into_response(),
    }
}
