//! Logos and fonts of brands. An SVG may hold anything: it is served as a
//! file of its own under a policy in which nothing runs and nothing is
//! fetched.

use super::routes::Http;
use crate::brand::content_type;
use crate::db::brand_file;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

/// Nothing runs, nothing is fetched; an SVG's own styles may be.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// Named by the hash of its bytes, so it never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `/brand/{slug}/{file}`.
pub async fn file(
    State(http): State<Http>,
    Path((slug, name)): Path<(String, String)>,
) -> Response {
    let Some(content_type) = content_type(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if let Some(draft) = http.drafts.get(&name) {
        return answer(content_type, draft);
    }
    let Some(brand) = http.services.book.now().brand_of_slug(&slug).map(|b| b.id) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match brand_file::of_brand(http.services.database.read(), brand, &name).await {
        Ok(Some(bytes)) => answer(content_type, bytes.into()),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => error.into_response(),
    }
}

fn answer(content_type: &'static str, bytes: Bytes) -> Response {
    let headers = [
        (CONTENT_TYPE, content_type),
        (CONTENT_SECURITY_POLICY, POLICY),
        (CACHE_CONTROL, FOR_EVER),
    ];
    (headers, bytes).into_response()
}
