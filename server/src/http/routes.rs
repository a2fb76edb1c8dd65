//! Every route there is: method, path, and who may use it. The routers are
//! built from these tables, and nothing else adds to them.

use super::console::table as console;
use super::measure::{Measured, measure};
use super::pages::Pages;
use super::staff::table as staff;
use super::{
    assets, bounces, brand_files, calendar, desk_api, device, door, find, follow, health, install,
    live, local, map, messages, my, near, pages, photo, promise_api, report, report_form, security,
    settings, twilio, unsubscribe, webhooks,
};
use crate::config::Proxies;
use crate::limits::{self, Limits};
use crate::map::Pictures;
use crate::photo::Darkroom;
use crate::services::Services;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::middleware;
use axum::routing::{MethodRouter, get, post};
use doorstep::staff::Role;
use std::sync::Arc;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everyone; it shows nothing of any order.
    Public,
    /// Whoever holds an order's tracking token.
    Token,
    /// Whoever holds a link that was mailed or passed on, while it is valid.
    MailedLink,
    /// Staff whose password was right; the second factor may still be due.
    Entering,
    /// Staff who are signed in and have at least this role, as far as the
    /// brands they serve reach. Each such handler takes the extractor of its
    /// role (`session`) and asks about each brand itself.
    Staff(Role),
    /// Everyone while a demo runs; otherwise it is not there.
    Demo,
    /// A sender whose signature or credential fits the connection.
    Connection,
    /// Whoever holds an API key.
    ApiKey,
    /// Whoever reaches the operator's address, which the public does not.
    Operator,
    /// Whoever may open the socket beside the database; no other router has
    /// these routes.
    Local,
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
    /// Files of brands that are being set and not stored yet.
    pub drafts: settings::Drafts,
    /// The pictures behind maps.
    pub pictures: Pictures,
    /// Whose word on a caller's address is believed.
    pub proxies: Proxies,
    /// How often orders may be looked up.
    pub look_ups: Limits,
    /// How often links may be sent by mail.
    pub mails: Limits,
    /// How often a password may be tried.
    pub sign_ins: Limits,
    /// How often a second factor may be tried.
    pub codes: Limits,
    /// How often something may be said to be wrong.
    pub reports: Limits,
    /// How often a code may be texted.
    pub texts: Limits,
    /// Where photos are drawn anew.
    pub darkroom: Darkroom,
    /// The icons of installed pages.
    pub icons: install::Icons,
}

/// The largest body taken in.
pub const LARGEST_BODY: usize = 1024 * 1024;

/// A route with what answers it.
pub(super) type Entry = (Route, MethodRouter<Http>);

/// A route with what answers it.
pub(super) fn entry(
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

/// How hard what is made anew is packed: brotli gains little beyond, and
/// takes twice the time.
const PACKED: CompressionLevel = CompressionLevel::Precise(5);

/// Pages and pictures are text and travel to phones. The stream has no such layer: it
/// would hold events back until enough had gathered.
pub(super) fn page(handler: MethodRouter<Http>) -> MethodRouter<Http> {
    handler.layer(CompressionLayer::new().quality(PACKED))
}

/// A form of a page of ours.
pub(super) fn form(handler: MethodRouter<Http>) -> MethodRouter<Http> {
    page(handler).layer(middleware::from_fn(security::from_own_pages))
}

/// The ways to an order for those who have no link at hand, and what makes
/// the page one that can be installed.
fn ways_in() -> Vec<Entry> {
    use Access::{MailedLink, Public};
    vec![
        entry("GET", "/", Public, page(get(find::home))),
        entry("GET", "/find", Public, get(find::again)),
        entry("POST", "/find", Public, form(post(find::find))),
        entry("GET", "/my", Public, get(find::again)),
        entry("POST", "/my", Public, form(post(my::ask))),
        entry("GET", "/my/sent", Public, page(get(my::sent))),
        entry("GET", "/my/{secret}", MailedLink, page(get(my::list))),
        entry("POST", "/device/forget", Public, form(post(device::forget))),
        entry(
            "GET",
            "/manifest.webmanifest",
            Public,
            get(install::manifest),
        ),
        entry("GET", "/icon/{file}", Public, get(install::icon)),
    ]
}

/// A shopper says what is wrong. Photos need more room than anything else
/// that comes in; the form reads no more of it than it keeps.
fn reports() -> Vec<Entry> {
    let large = DefaultBodyLimit::max(report_form::READ_AT_MOST);
    let of_order = |method, handler| entry(method, "/t/{token}/report", Access::Token, handler);
    vec![
        of_order("GET", page(get(report::ask))),
        of_order("POST", form(post(report::send)).layer(large)),
        entry(
            "GET",
            "/t/{token}/report/{contact}",
            Access::Token,
            page(get(report::sent)),
        ),
        entry(
            "GET",
            "/console/photos/{photo}",
            Access::Staff(Role::Rep),
            get(photo::picture),
        ),
    ]
}

/// What people choose to hear, and how they end it. Mail programs press the
/// button of the last one themselves, from wherever they are.
fn choices() -> Vec<Entry> {
    use Access::{MailedLink, Token};
    let messages = "/t/{token}/messages";
    let follow = "/f/{secret}";
    let unsubscribe = "/unsubscribe/{secret}";
    vec![
        entry("GET", messages, Token, page(get(messages::show))),
        entry("POST", messages, Token, form(post(messages::take))),
        entry("GET", follow, MailedLink, page(get(follow::show))),
        entry("POST", follow, MailedLink, form(post(follow::take))),
        entry("GET", unsubscribe, MailedLink, page(get(unsubscribe::show))),
        entry(
            "POST",
            unsubscribe,
            MailedLink,
            page(post(unsubscribe::take)),
        ),
        entry(
            "POST",
            "/hooks/twilio/{connection}",
            Access::Connection,
            post(twilio::take),
        ),
        entry(
            "POST",
            "/api/v1/bounces",
            Access::ApiKey,
            post(bounces::take),
        ),
    ]
}

/// For help desks and checkouts that have programs of their own.
fn desk_api() -> Vec<Entry> {
    let keyed = |method, path, handler| entry(method, path, Access::ApiKey, handler);
    let look_up = "/api/v1/orders/lookup";
    vec![
        keyed("GET", look_up, page(get(desk_api::look_up))),
        keyed("POST", look_up, page(post(desk_api::look_up_by))),
        keyed("POST", "/api/v1/contacts", post(desk_api::contact)),
        keyed("POST", "/api/v1/promise", post(promise_api::ask)),
    ]
}

fn table() -> Vec<Entry> {
    [
        ways_in(),
        my::demo_table(),
        console::pages(),
        console::forms(),
        orders_and_senders(),
        reports(),
        choices(),
        desk_api(),
        staff::entrances(),
        staff::own(),
        staff::figures(),
        staff::settings(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn orders_and_senders() -> Vec<Entry> {
    use Access::{ApiKey, Connection, Public, Token};
    vec![
        entry("GET", "/pkg/{file}", Public, get(assets::file)),
        entry("GET", "/favicon.svg", Public, get(assets::favicon)),
        entry(
            "GET",
            "/brand/{slug}/{file}",
            Public,
            get(brand_files::file),
        ),
        entry("GET", "/map/{crop}", Public, page(get(map::picture))),
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

/// For whoever watches the server, at both addresses: a proxy or a container
/// asks where it sends its requests.
fn health_table() -> Vec<Entry> {
    vec![
        entry("GET", "/healthz", Access::Public, get(health::alive)),
        entry("GET", "/readyz", Access::Public, get(health::ready)),
    ]
}

/// At the operator's address alone.
fn operator_table() -> Vec<Entry> {
    vec![entry(
        "GET",
        "/metrics",
        Access::Operator,
        get(health::figures),
    )]
}

/// Every route, for tests and documentation.
#[must_use]
pub fn routes() -> Vec<Route> {
    [table(), health_table(), operator_table()]
        .into_iter()
        .flatten()
        .map(|(route, _)| route)
        .collect()
}

/// What is asked for and is not there is counted as one route, whatever its
/// path was.
const NO_ROUTE: Route = Route {
    method: "GET",
    path: "none",
    access: Access::Public,
};

/// Puts together what the handlers get.
#[must_use]
pub fn prepare(services: Services, proxies: Proxies) -> Http {
    Arc::new(Parts {
        proxies,
        look_ups: Limits::new(limits::LOOK_UPS),
        mails: Limits::new(limits::MAILS),
        sign_ins: Limits::new(limits::SIGN_INS),
        codes: Limits::new(limits::SIGN_INS),
        reports: Limits::new(limits::REPORTS),
        texts: Limits::new(limits::TEXTS),
        darkroom: Darkroom::default(),
        icons: install::Icons::default(),
        pages: Pages::new(&services),
        stream_views: super::stream_views::StreamViews::new(&services),
        drafts: settings::drafts(),
        pictures: Pictures::default(),
        services,
    })
}

/// The router of the public address.
pub fn router(http: Http) -> Router {
    let tables = [table(), health_table()];
    built(http, tables, |_| true)
        .layer(middleware::from_fn(security::headers))
        .layer(middleware::from_fn(near::cookies))
}

/// The router behind the socket beside the database: the settings of brands,
/// and what they are drawn with.
pub fn local_router(http: Http) -> Router {
    let may = |access| matches!(access, Access::Local | Access::Public);
    built(http, [table(), staff::brand_settings(Access::Local)], may)
        .layer(middleware::from_fn(local::only))
        .layer(middleware::from_fn(security::headers))
}

fn built(http: Http, tables: [Vec<Entry>; 2], may: impl Fn(Access) -> bool) -> Router {
    let measured = middleware::from_fn_with_state(counted(&http, NO_ROUTE), measure);
    let tables = tables.map(|table| {
        table
            .into_iter()
            .filter(|(route, _)| may(route.access))
            .collect()
    });
    routed(&http, tables)
        .fallback(pages::not_found.layer(measured))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(http)
}

/// The router of the operator's address. It is not measured: who watches
/// would see mostly himself.
pub fn operator_router(http: Http) -> Router {
    [health_table(), operator_table()]
        .into_iter()
        .flatten()
        .fold(Router::new(), |router, (route, handler)| {
            router.route(route.path, handler)
        })
        .with_state(http)
}

fn counted(http: &Http, route: Route) -> Measured {
    Measured {
        route,
        metrics: Arc::clone(&http.services.metrics),
    }
}

fn routed(http: &Http, tables: [Vec<Entry>; 2]) -> Router<Http> {
    tables
        .into_iter()
        .flatten()
        .fold(Router::new(), |router, (route, handler)| {
            let measured = middleware::from_fn_with_state(counted(http, route), measure);
            router.route(route.path, handler.layer(measured))
        })
}
