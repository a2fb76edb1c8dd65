//! Who sets brands: an admin who is signed in, or whoever runs the server,
//! over the socket beside the database.

use super::local::OverTheSocket;
use super::routes::Http;
use super::session;
use super::staff::page;
use crate::staff::{Actor, By};
use app::pages::staff::{Section, StaffFrame};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use doorstep::staff::{Role, Serves};

/// Who sets brands.
#[derive(Clone, Debug)]
pub enum Setter {
    /// An admin; only the brands they serve.
    Admin(Actor),
    /// Whoever runs the server.
    Operator,
}

impl FromRequestParts<Http> for Setter {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, http: &Http) -> Result<Self, Response> {
        if parts.extensions.get::<OverTheSocket>().is_some() {
            return Ok(Self::Operator);
        }
        session::actor(parts, http, Role::Admin)
            .await
            .map(Self::Admin)
    }
}

impl Setter {
    /// Whether they may set a brand.
    pub fn may_set(&self, brand_id: i64) -> bool {
        match self {
            Self::Admin(actor) => actor.serves(brand_id),
            Self::Operator => true,
        }
    }

    /// Whether they may set every brand there is and will be.
    pub fn may_set_all(&self) -> bool {
        match self {
            Self::Admin(actor) => actor.serves == Serves::All,
            Self::Operator => true,
        }
    }

    /// Who the trail says it was.
    pub const fn by(&self) -> By<'_> {
        match self {
            Self::Admin(actor) => By::Staff(actor),
            Self::Operator => By::Operator,
        }
    }

    /// The bar above their pages. Over the socket there is none: nobody is
    /// signed in there.
    pub fn frame(&self) -> Option<StaffFrame> {
        match self {
            Self::Admin(actor) => Some(page::frame(actor, Some(Section::Brands))),
            Self::Operator => None,
        }
    }

    /// What they asked for reaches beyond their brands.
    pub fn refused(&self, headers: &HeaderMap) -> Response {
        match self {
            Self::Admin(actor) => session::refused(actor, headers),
            Self::Operator => StatusCode::FORBIDDEN.into_response(),
        }
    }
}
