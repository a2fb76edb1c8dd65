//! The console over HTTP: who looks, at what of the queue, and what stands
//! beside it. Every handler takes a [`Visit`], which only one of the staff can
//! make; what they then ask for is read for the brands they serve alone.

mod act;
mod assets;
mod find;
pub mod incidents;
mod live;
pub mod order;
mod said;
mod sent;
pub mod table;

pub use act::act;
pub use assets::{script, style};
pub use find::{find, find_again};
pub use live::stream;

use super::pages::language;
use super::routes::Http;
use super::security;
use super::session::{REFRESH, Rep};
use crate::error::Error;
use crate::staff::Actor;
use crate::views::console::{self, queue};
use app::pages::console::{ConsolePage, Main, Notice};
use app::texts::Texts;
use axum::extract::{FromRequestParts, Query};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use doorstep::queue::Filter;
use doorstep::view::console::queue::{QueueForm, QueueView};
use doorstep::view::console::{FrameView, SaidView};
use leptos::nonce::Nonce;
use std::sync::Arc;

/// What stands behind the path of a page.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    show: Option<String>,
    kind: Option<String>,
    brand: Option<String>,
    owner: Option<String>,
    page: Option<String>,
    /// What came of what was just done: a code.
    pub said: Option<String>,
    /// To how many rows it was done.
    pub done: Option<String>,
    /// Those it was not done to.
    pub left: Option<String>,
    /// How many more it was not done to.
    pub more: Option<String>,
}

impl Asked {
    /// What of the queue is looked at.
    #[must_use]
    pub fn filter(&self) -> Filter {
        let field = |name: &str| match name {
            "show" => self.show.as_deref(),
            "kind" => self.kind.as_deref(),
            "brand" => self.brand.as_deref(),
            "owner" => self.owner.as_deref(),
            "page" => self.page.as_deref(),
            _ => None,
        };
        Filter::read(field)
    }
}

/// One of the staff at a page of the console.
pub struct Visit {
    /// What there is to answer with.
    pub http: Http,
    /// Who.
    pub actor: Actor,
    /// What stands behind the path.
    pub asked: Asked,
    /// What the browser said.
    pub headers: HeaderMap,
}

impl FromRequestParts<Http> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, http: &Http) -> Result<Self, Response> {
        let Rep(actor) = Rep::from_request_parts(parts, http).await?;
        // What cannot be read of an address is left out, as what it cannot
        // mean is.
        let asked = Query::<Asked>::try_from_uri(&parts.uri);
        Ok(Self {
            http: Arc::clone(http),
            actor,
            asked: asked.map(|Query(asked)| asked).unwrap_or_default(),
            headers: parts.headers.clone(),
        })
    }
}

/// What a page is to show beside the queue.
pub struct Shown {
    /// What.
    pub main: Main,
    /// Its path, where it has an address of its own.
    pub path: String,
    /// The order that is open, by its public id.
    pub order: Option<String>,
    /// What is to be said, beside what the address says.
    pub said: Vec<SaidView>,
    /// The queue's form, where it has to be mended.
    pub form: QueueForm,
    /// How the answer is marked.
    pub status: StatusCode,
}

impl Shown {
    /// A page of the queue's own address.
    #[must_use]
    pub fn new(main: Main) -> Self {
        let status = match &main {
            Main::Notice(Notice::Missing) => StatusCode::NOT_FOUND,
            Main::Notice(Notice::NotAllowed) => StatusCode::FORBIDDEN,
            Main::Notice(Notice::Failed) => StatusCode::SERVICE_UNAVAILABLE,
            Main::Nothing(_) | Main::Order(_) | Main::Found(_) | Main::Incidents(_) => {
                StatusCode::OK
            }
        };
        Self {
            main,
            path: "/console".to_owned(),
            order: None,
            said: Vec::new(),
            form: QueueForm::default(),
            status,
        }
    }

    /// The page of an order, by its public id.
    #[must_use]
    pub fn of_order(self, order: &str) -> Self {
        Self {
            path: order_path(order),
            order: Some(order.to_owned()),
            ..self
        }
    }
}

/// The path of an order's page.
#[must_use]
pub fn order_path(order: &str) -> String {
    format!("/console/orders/{order}")
}

impl Visit {
    /// The words of whoever looks.
    #[must_use]
    pub fn texts(&self) -> &'static dyn Texts {
        app::texts::for_staff(&language(&self.headers))
    }

    /// Their language.
    #[must_use]
    pub fn language(&self) -> String {
        language(&self.headers)
    }

    /// Whether an open page reads itself again.
    #[must_use]
    pub fn is_refresh(&self) -> bool {
        self.headers.contains_key(REFRESH)
    }

    /// Draws a page: the queue, and what is to stand beside it.
    pub async fn show(&self, shown: Shown) -> Response {
        let services = &self.http.services;
        let texts = self.texts();
        let filter = self.asked.filter();
        let read = queue::queue(services, &self.actor, &filter, texts).await;
        let mut queue = read.unwrap_or_else(|error| {
            tracing::error!(%error, "the queue could not be read");
            QueueView {
                failed: true,
                ..QueueView::default()
            }
        });
        queue.form = shown.form;
        let mut said = said::of(self).await;
        said.extend(shown.said);
        let frame = FrameView {
            name: self.actor.name.clone(),
            role: self.actor.role,
            brands: console::brands(services, &self.actor),
            filter,
            path: shown.path,
            order: shown.order,
            said,
        };
        let page = ConsolePage {
            frame,
            queue,
            main: shown.main,
        };
        self.draw(page, shown.status)
    }

    fn draw(&self, page: ConsolePage, status: StatusCode) -> Response {
        let nonce = doorstep::ids::base62(crate::site::random_bits());
        let drawn = Nonce::from_value(Arc::from(nonce.as_str()));
        let html = app::draw_console(page, &language(&self.headers), drawn);
        let mut response = (status, html).into_response();
        let headers = response.headers_mut();
        let fixed = [
            (CONTENT_TYPE, "text/html; charset=utf-8"),
            (CACHE_CONTROL, "no-store"),
        ];
        for (name, value) in fixed {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if let Ok(policy) = HeaderValue::from_str(&security::policy(&nonce)) {
            headers.insert(CONTENT_SECURITY_POLICY, policy);
        }
        response
    }

    /// The page for what is not there, or not theirs to see.
    pub async fn missing(&self) -> Response {
        self.show(Shown::new(Main::Notice(Notice::Missing))).await
    }

    /// The page for when the server cannot look.
    pub async fn failed(&self, error: &Error) -> Response {
        tracing::error!(%error, "a page of the console could not be made");
        self.show(Shown::new(Main::Notice(Notice::Failed))).await
    }

    /// Back to a page of the console as it was looked at, with what is to be
    /// said there: codes and public ids alone.
    #[must_use]
    pub fn back(&self, path: &str, said: &[(&str, String)]) -> Response {
        let mut address = format!("{path}{}", self.asked.filter().query());
        for (name, value) in said {
            address.push(if address.contains('?') { '&' } else { '?' });
            address.push_str(&format!("{name}={value}"));
        }
        Redirect::to(&address).into_response()
    }
}

/// `/console`.
pub async fn queue_alone(visit: Visit) -> Response {
    let shown = nothing(&visit).await;
    visit.show(shown).await
}

/// No order beside the queue, but those at hand.
async fn nothing(visit: &Visit) -> Shown {
    let services = &visit.http.services;
    match console::find::at_hand(services, &visit.actor, visit.texts()).await {
        Ok(hand) => Shown::new(Main::Nothing(hand)),
        Err(error) => {
            tracing::error!(%error, "the orders at hand could not be read");
            Shown::new(Main::Notice(Notice::Failed))
        }
    }
}

/// An address below `/console` that leads nowhere.
pub async fn nowhere(visit: Visit) -> Response {
    visit.missing().await
}

/// `GET /console/queue`: an address that was kept of a form.
pub async fn queue_again(visit: Visit) -> Response {
    visit.back("/console", &[])
}
