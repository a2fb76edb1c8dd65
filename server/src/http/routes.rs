//! Every route there is: method, path, and who may use it. The router is
//! built from this table, and nothing else adds to it.

use super::pages::Pages;
use super::{assets, calendar, door, live, pages, security, webhooks};
use crate::services::Services;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{MethodRouter, get, post};
use std::sync::Arc;
use tower_http::compression::CompressionLayer;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone; it shows nothing of any order.
    Public,
    /// Whoever holds an order's tracking token.
    Token,
    /// A sender whose signature or credential fits the connection.
    Connection,
    /// Whoever holds an API key.
    ApiKey,
}

/// One route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// The HTTP method.
    pub method: &'static str,
    /// The path's pattern; also what logs say in place of the path.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
}

/// What every handler gets; one count goes up for a request, not one for each
/// part.
pub type Http = Arc<Parts>;

/// What there is to answer with.
#[derive(Debug)]
pub struct Parts {
    /// The services.
    pub services: Services,
    /// The pages and their cache.
    pub pages: Pages,
    /// The views of open streams.
    pub stream_views: super::stream_views::StreamViews,
}

/// The largest body taken in.
pub const LARGEST_BODY: usize = 1024 * 1024;

type Entry = (Route, MethodRouter<Http>);

fn entry(
    method: &'static str,
    path: &'static str,
    access: Access,
    handler: MethodRouter<Http>,
) -> Entry {
    let route = Route {
        method,
        path,
        access,
    };
    (route, handler)
}

/// Pages are text and travel to phones. The stream has no such layer: it
/// would hold events back until enough had gathered.
fn page(handler: MethodRouter<Http>) -> MethodRouter<Http> {
    handler.layer(CompressionLayer::new())
}

fn table() -> Vec<Entry> {
    use Access::{ApiKey, Connection, Public, Token};
    vec![
        entry("GET", "/", Public, page(get(pages::home))),
        entry("GET", "/health", Public, get(pages::health)),
        entry("GET", "/pkg/{file}", Public, get(assets::file)),
        entry("GET", "/favicon.svg", Public, get(assets::favicon)),
        entry("GET", "/t/{token}", Token, page(get(pages::tracking))),
        entry("GET", "/t/{token}/view.json", Token, get(pages::view_json)),
        entry("GET", "/t/{token}/live", Token, get(live::stream)),
        entry("GET", "/t/{token}/calendar.ics", Token, get(calendar::file)),
        entry(
            "POST",
            "/hooks/{source}/{connection}",
            Connection,
            post(webhooks::take),
        ),
        entry("POST", "/api/v1/orders", ApiKey, post(door::orders)),
        entry("POST", "/api/v1/shipments", ApiKey, post(door::shipments)),
        entry("POST", "/api/v1/scans", ApiKey, post(door::scans)),
    ]
}

/// Every route, for tests and documentation.
#[must_use]
pub fn routes() -> Vec<Route> {
    table().into_iter().map(|(route, _)| route).collect()
}

/// The router.
pub fn router(services: Services) -> Router {
    let http = Arc::new(Parts {
        pages: Pages::new(&services),
        stream_views: super::stream_views::StreamViews::new(&services),
        services,
    });
    table()
        .into_iter()
        .fold(Router::new(), |router, (route, handler)| {
            router.route(route.path, handler)
        })
        .fallback(pages::not_found)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(middleware::from_fn(security::headers))
        .with_state(http)
}
