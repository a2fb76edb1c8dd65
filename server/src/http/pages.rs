//! Pages: loaded, drawn, and kept for a few seconds.
//!
//! Drawing is the costly part, and the same order is asked for again and
//! again while its parcel moves. A drawn page is kept in pieces around the
//! places of its nonce, so that every answer carries one of its own.

use super::routes::Http;
use super::{device, security};
use crate::db::brand::Stored;
use crate::demo::DemoBoard;
use crate::live::Bus;
use crate::services::{Book, Services};
use crate::site;
use crate::views::Views;
use app::backend::{self, Page, PageData, Route};
use axum::extract::{Path, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use doorstep::ids::TrackingToken;
use leptos::config::LeptosOptions;
use leptos::nonce::Nonce;
use moka::sync::Cache;
use std::sync::Arc;
use std::time::Duration;

/// How long a drawn page is kept while nothing changes: its "12 min ago" is as
/// old as this at most.
const KEPT_FOR: Duration = Duration::from_secs(30);

/// How many bytes of drawn pages are kept.
const KEPT_BYTES: u64 = 256 * 1024 * 1024;

/// Loads and draws pages.
#[derive(Clone, Debug)]
pub struct Pages {
    views: Views,
    options: LeptosOptions,
    /// Stands where the nonce goes; random, so that no carrier's text can
    /// hold it.
    nonce_mark: Arc<str>,
    bus: Bus,
    book: Book,
    drawn: Cache<TrackingToken, Arc<Drawn>>,
    demo: DemoBoard,
}

/// A drawn page, in pieces around the places of its nonce.
#[derive(Debug)]
pub struct Drawn {
    status: StatusCode,
    order: Option<(i64, i64)>,
    /// The slug and the version of the brand it was drawn for.
    brand: (String, i64),
    pieces: Vec<Bytes>,
    /// Whether other pages of ours may show it in a frame: in a demo alone.
    framing: Framing,
}

/// Who may show a page in a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Framing {
    /// Nobody.
    Nobody,
    /// Pages of ours.
    Ours,
}

impl Pages {
    /// Prepares the drawing.
    #[must_use]
    pub fn new(services: &Services) -> Self {
        let options = LeptosOptions::builder()
            .output_name("doorstep")
            .site_root("target/site")
            .site_pkg_dir("pkg")
            .build();
        Self {
            views: Views(services.clone()),
            options,
            nonce_mark: format!("nonce-{}", doorstep::ids::base62(site::random_bits())).into(),
            demo: services.demo.clone(),
            bus: services.bus.clone(),
            book: services.book.clone(),
            drawn: Cache::builder()
                .weigher(|_, drawn: &Arc<Drawn>| u32::try_from(drawn.size()).unwrap_or(u32::MAX))
                .max_capacity(KEPT_BYTES)
                .time_to_live(services.clock.sleep_for(KEPT_FOR))
                .build(),
        }
    }

    /// What answers the pages' questions.
    pub const fn views(&self) -> &Views {
        &self.views
    }

    /// Loads what an address shows.
    pub async fn load(&self, route: Route, headers: &HeaderMap) -> PageData {
        backend::load(&self.views, route, host(headers), language(headers)).await
    }

    /// Draws a page that is not kept.
    pub fn answer(&self, data: PageData) -> Response {
        self.draw(data).answer()
    }

    async fn page(&self, route: Route, headers: &HeaderMap) -> Drawn {
        self.draw(self.load(route, headers).await)
    }

    /// An order's page: the kept one, unless the order has changed since.
    async fn tracking(&self, token: String, headers: &HeaderMap) -> Arc<Drawn> {
        let Ok(parsed) = TrackingToken::parse(&token) else {
            return Arc::new(self.page(Route::Tracking(token), headers).await);
        };
        if let Some(drawn) = self.drawn.get(&parsed)
            && drawn.is_newest(&self.bus, &self.book)
        {
            return drawn;
        }
        let drawn = Arc::new(self.page(Route::Tracking(token), headers).await);
        if drawn.status == StatusCode::OK {
            self.drawn.insert(parsed, Arc::clone(&drawn));
        }
        drawn
    }

    /// Draws a page that was loaded before.
    pub fn draw(&self, data: PageData) -> Drawn {
        let status =
            StatusCode::from_u16(data.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let order = match &data.page {
            Page::Tracking(page) => Some((page.order, page.view.revision)),
            Page::Preview(_)
            | Page::Home(_)
            | Page::MailSent(_)
            | Page::MyOrders(_)
            | Page::LinkOver(_)
            | Page::Mailbox(_)
            | Page::Beside(_)
            | Page::Report(_)
            | Page::Messages(_)
            | Page::Follow(_)
            | Page::Unsubscribe(_)
            | Page::NotFound(_)
            | Page::Unavailable(_) => None,
        };
        let brand = data.brand();
        let brand = (brand.slug.clone(), brand.version);
        let nonce = Nonce::from_value(Arc::clone(&self.nonce_mark));
        let html = Bytes::from(app::draw(self.options.clone(), data, nonce));
        Drawn {
            status,
            order,
            brand,
            pieces: pieces(&html, self.nonce_mark.as_bytes()),
            framing: if self.demo.has_mailbox() {
                Framing::Ours
            } else {
                Framing::Nobody
            },
        }
    }
}

fn pieces(html: &Bytes, mark: &[u8]) -> Vec<Bytes> {
    let mut pieces = Vec::new();
    let mut rest = html.clone();
    while let Some(at) = rest.windows(mark.len()).position(|window| window == mark) {
        pieces.push(rest.split_to(at));
        let _ = rest.split_to(mark.len());
    }
    pieces.push(rest);
    pieces
}

impl Drawn {
    fn size(&self) -> usize {
        self.pieces.iter().map(Bytes::len).sum()
    }

    fn is_newest(&self, bus: &Bus, book: &Book) -> bool {
        let Some((order, revision)) = self.order else {
            return false;
        };
        let (slug, version) = &self.brand;
        let is_same = |brand: &Stored| brand.version == *version;
        if !book.now().brand_of_slug(slug).is_some_and(is_same) {
            return false;
        }
        bus.newest(order).is_none_or(|newest| newest <= revision)
    }

    fn answer(&self) -> Response {
        if self.framing == Framing::Nobody {
            return self.answer_under(security::policy);
        }
        let mut response = self.answer_under(security::demo_policy);
        let headers = response.headers_mut();
        headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
        response
    }

    /// The page under a policy made for its nonce.
    pub fn answer_under(&self, policy: fn(&str) -> String) -> Response {
        let nonce = doorstep::ids::base62(site::random_bits());
        let mut body = Vec::with_capacity(self.size() + self.pieces.len() * nonce.len());
        for (index, piece) in self.pieces.iter().enumerate() {
            if index > 0 {
                body.extend_from_slice(nonce.as_bytes());
            }
            body.extend_from_slice(piece);
        }
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("text/html; charset=utf-8"),
        );
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Ok(policy) = HeaderValue::from_str(&policy(&nonce)) {
            headers.insert(CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}

/// `/t/{token}`.
pub async fn tracking(
    State(http): State<Http>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let drawn = http.pages.tracking(token.clone(), &headers).await;
    let mut response = drawn.answer();
    if drawn.order.is_some() {
        device::remember(&http, &token, &headers, &mut response).await;
    }
    response
}

/// Everything else.
pub async fn not_found(State(http): State<Http>, headers: HeaderMap) -> Response {
    http.pages.page(Route::Other, &headers).await.answer()
}

/// `/t/{token}/view.json`: the page's view, for programs.
pub async fn view_json(State(http): State<Http>, Path(token): Path<String>) -> Response {
    let views = &http.pages.views;
    let Ok(token) = TrackingToken::parse(&token) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let order = match views.order(&token).await {
        Ok(Some(order)) => order,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return error.into_response(),
    };
    match views.tracking_view(order).await {
        Ok(view) => axum::Json(view).into_response(),
        Err(error) => error.into_response(),
    }
}

/// The Host the caller asked at; it picks the brand.
pub fn host(headers: &HeaderMap) -> String {
    header(headers, &HOST)
}

/// The first of the languages the reader asks for that is one of ours; empty
/// where none is.
pub fn language(headers: &HeaderMap) -> String {
    app::texts::first_asked(&header(headers, &ACCEPT_LANGUAGE)).to_owned()
}

fn header(headers: &HeaderMap, name: &axum::http::HeaderName) -> String {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned()
}
