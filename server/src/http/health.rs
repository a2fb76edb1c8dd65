//! For whoever runs the server: whether it lives, whether it can work, and
//! its figures.

use super::routes::Http;
use crate::{health, metrics};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// `/healthz`: the process lives. It asks nothing of the database, so that a
/// slow disk does not get a healthy process killed.
pub async fn alive() -> Response {
    ([(CACHE_CONTROL, "no-store")], "alive\n").into_response()
}

/// `/readyz`: 200 when work may be sent here, else 503 and why not, a reason
/// a line.
pub async fn ready(State(http): State<Http>) -> Response {
    let reasons = health::reasons(&http.services).await;
    let (status, text) = if reasons.is_empty() {
        (StatusCode::OK, "ready\n".to_owned())
    } else {
        let lines = reasons.join("\n") + "\n";
        (StatusCode::SERVICE_UNAVAILABLE, lines)
    };
    (status, [(CACHE_CONTROL, "no-store")], text).into_response()
}

/// `/metrics`, at the operator's address alone.
pub async fn figures(State(http): State<Http>) -> Response {
    let text = metrics::page(&http.services).await;
    let kind = (CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
    ([kind], text).into_response()
}
