//! Draws a page of the staff's, with whoever looks at it in the bar above.

use crate::db::brand::Stored;
use crate::error::Error;
use crate::http::routes::Http;
use crate::http::security;
use crate::staff::Actor;
use app::pages::staff::{Section, StaffFrame, StaffPage};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, RETRY_AFTER, X_FRAME_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use doorstep::scan::Precision;
use doorstep::staff::StaffFault;
use leptos::nonce::Nonce;
use std::sync::Arc;

/// A page on its way to somebody.
#[derive(Debug)]
pub struct Drawn {
    page: StaffPage,
    frame: Option<StaffFrame>,
    status: StatusCode,
}

/// Who looks at a page, and which it is.
#[must_use]
pub fn frame(actor: &Actor, at: Option<Section>) -> StaffFrame {
    StaffFrame {
        name: actor.name.clone(),
        role: actor.role,
        at,
    }
}

impl Drawn {
    /// A page that is as it should be.
    #[must_use]
    pub const fn new(page: StaffPage) -> Self {
        Self {
            page,
            frame: None,
            status: StatusCode::OK,
        }
    }

    /// The same with another status.
    #[must_use]
    pub fn of(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// The same with the bar of somebody signed in.
    #[must_use]
    pub fn within(self, frame: StaffFrame) -> Self {
        Self {
            frame: Some(frame),
            ..self
        }
    }

    /// The answer, in a language.
    pub fn answer(self, language: &str) -> Response {
        let html = app::draw_staff(self.page, self.frame, language);
        under(self.status, html, security::PLAIN_POLICY)
    }

    /// The same of a page with a preview in a frame, which a script draws
    /// again while one types.
    pub fn answer_live(self, language: &str) -> Response {
        let nonce = doorstep::ids::base62(crate::site::random_bits());
        let drawn = Nonce::from_value(Arc::from(nonce.as_str()));
        let html = app::draw_staff_live(self.page, self.frame, language, drawn);
        under(self.status, html, &security::settings_policy(&nonce))
    }
}

/// What stands in such a frame; pictures of the site at this address may be in
/// it.
pub fn preview(html: String, site: &str) -> Response {
    let policy = security::letter_policy(site);
    let mut response = under(StatusCode::OK, html, &policy);
    let frames = HeaderValue::from_static("SAMEORIGIN");
    response.headers_mut().insert(X_FRAME_OPTIONS, frames);
    response
}

fn under(status: StatusCode, html: String, policy: &str) -> Response {
    let mut response = (status, html).into_response();
    let headers = response.headers_mut();
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    if let Ok(policy) = HeaderValue::from_str(policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The status of a form that is shown again.
#[must_use]
pub const fn status(fault: StaffFault) -> StatusCode {
    match fault {
        StaffFault::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
        StaffFault::Yourself | StaffFault::LastAdmin | StaffFault::Taken => StatusCode::CONFLICT,
        StaffFault::TooFar => StatusCode::FORBIDDEN,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Says when to try again, where that is why.
pub fn wait(response: &mut Response, fault: StaffFault) {
    if let StaffFault::Wait(seconds) = fault {
        let value = HeaderValue::from(seconds);
        response.headers_mut().insert(RETRY_AFTER, value);
    }
}

/// To a page that shows what was done.
pub fn see(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// A brand by its slug; `None` too where they do not serve it: it looks like none.
pub fn served(http: &Http, actor: &Actor, slug: &str) -> Option<Stored> {
    let book = http.services.book.now();
    let brand = book.brand_of_slug(slug)?;
    actor.serves(brand.id).then(|| brand.clone())
}

/// The first brand that somebody serves.
pub fn first_served(http: &Http, actor: &Actor) -> Option<Stored> {
    let book = http.services.book.now();
    let mut brands = book.brands.iter();
    brands.find(|brand| actor.serves(brand.id)).cloned()
}

/// What was refused in a way no form can be shown again for.
pub fn failed(error: Error) -> Response {
    error.into_response()
}

/// The clock by which staff read the times of a site.
#[derive(Clone, Copy, Debug)]
pub struct SiteClock {
    zone: Tz,
    today: NaiveDate,
}

impl SiteClock {
    /// The default brand's, read at a moment.
    #[must_use]
    pub fn of(http: &Http, now: DateTime<Utc>) -> Self {
        let book = http.services.book.now();
        let zone = book
            .brands
            .first()
            .and_then(|brand| brand.zone.parse().ok());
        let zone = zone.unwrap_or(Tz::UTC);
        Self {
            zone,
            today: now.with_timezone(&zone).date_naive(),
        }
    }

    /// A moment in words.
    #[must_use]
    pub fn words(&self, at: DateTime<Utc>, language: &str) -> String {
        let local = at.with_timezone(&self.zone).naive_local();
        let texts = app::texts::for_staff(language);
        texts.short_moment(local, Precision::Minute, self.today)
    }
}
