//! What a shopper's device remembers: the newest order it has opened, in one
//! first-party cookie that no script can read, until it is told to forget.

use super::caller::came_by_https;
use super::pages::host;
use super::routes::Http;
use crate::db::orders;
use axum::extract::State;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use doorstep::ids::TrackingToken;
use doorstep::view::ways::RememberedView;

const NAME: &str = "doorstep_newest";

/// Half a year, in seconds: longer than any order is of interest.
const KEPT_FOR: u32 = 180 * 24 * 60 * 60;

/// Lets the device remember the order it has just opened, unless it knows a
/// newer one.
pub async fn remember(http: &Http, token: &str, headers: &HeaderMap, response: &mut Response) {
    let Ok(opened) = TrackingToken::parse(token) else {
        return;
    };
    if let Some(known) = remembered_token(headers)
        && known != opened
        && is_newer(http, &known, &opened).await
    {
        return;
    }
    set(response, headers, opened.as_str(), KEPT_FOR);
}

/// Whether the order a device knows was placed after the one it opens now; an
/// order that is gone is not.
async fn is_newer(http: &Http, known: &TrackingToken, opened: &TrackingToken) -> bool {
    match (order(http, known).await, order(http, opened).await) {
        (Some(known), Some(opened)) => known.placed_ms > opened.placed_ms,
        _ => false,
    }
}

/// The order a device remembers, while its link is valid and it is asked for
/// at a host of its brand.
pub async fn remembered(http: &Http, headers: &HeaderMap) -> Option<RememberedView> {
    let order = order(http, &remembered_token(headers)?).await?;
    let book = http.services.book.now();
    let brand = book.brand_of_host(&host(headers))?;
    (order.brand_id == brand.id).then(|| http.pages.views().remembered(&order))
}

async fn order(http: &Http, token: &TrackingToken) -> Option<orders::Model> {
    match http.pages.views().order(token).await {
        Ok(order) => order,
        Err(error) => {
            tracing::error!(%error, "the order a device remembers could not be read");
            None
        }
    }
}

/// `POST /device/forget`.
pub async fn forget(State(_): State<Http>, headers: HeaderMap) -> Response {
    let mut response = Redirect::to("/").into_response();
    set(&mut response, &headers, "", 0);
    response
}

fn remembered_token(headers: &HeaderMap) -> Option<TrackingToken> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == NAME)
        .and_then(|(_, value)| TrackingToken::parse(value).ok())
}

fn set(response: &mut Response, headers: &HeaderMap, value: &str, seconds: u32) {
    let secure = if came_by_https(headers) {
        "; Secure"
    } else {
        ""
    };
    let cookie =
        format!("{NAME}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}
