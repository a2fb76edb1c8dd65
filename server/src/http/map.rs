//! The picture behind a map; the same for everyone, and for ever.

use super::routes::Http;
use crate::error::Error;
use crate::map::{self, Crop};
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use bytes::Bytes;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// What a picture may do, opened by itself: wear its own style, known by its
/// hash.
static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(map::style()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; frame-ancestors 'none'")
});

/// `/map/{crop}`.
pub async fn picture(State(http): State<Http>, Path(crop): Path<String>) -> Response {
    let Ok(crop) = crop.parse::<Crop>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if let Some(picture) = http.pictures.kept(crop) {
        return answer(picture);
    }
    let pictures = http.pictures.clone();
    match tokio::task::spawn_blocking(move || pictures.drawn(crop)).await {
        Ok(picture) => answer(picture),
        Err(error) => {
            Error::Stored(format!("the map {crop} could not be drawn: {error}")).into_response()
        }
    }
}

fn answer(picture: Bytes) -> Response {
    let headers = [
        (CONTENT_TYPE, "image/svg+xml"),
        (CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    let mut response = (headers, picture).into_response();
    if let Ok(policy) = HeaderValue::from_str(&POLICY) {
        response
            .headers_mut()
            .insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}
