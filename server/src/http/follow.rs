//! `/f/{secret}`: somebody who follows an order says yes, looks, and says no.

use super::messages::{Fields, page, unavailable};
use super::routes::Http;
use crate::db::{follower, orders};
use crate::error::Error;
use crate::intake::choice::follow;
use crate::intake::choice::stop::{self, Address};
use app::backend::{FollowPage, Page, PageData};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use doorstep::choice::StopReason;
use doorstep::ids::FollowerToken;

type Found = (follower::Model, orders::Model);

/// `GET /f/{secret}`.
pub async fn show(
    State(http): State<Http>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Response {
    let (follower, order) = match found(&http, &secret, &headers).await {
        Ok(found) => found,
        Err(elsewhere) => return elsewhere,
    };
    let views = http.pages.views();
    let brand = views.brand_of(&order);
    let language = views.texts_of(&order).tag().to_owned();
    match views.follow(&follower, order).await {
        Ok(view) => http.pages.answer(PageData {
            language,
            page: Page::Follow(Box::new(FollowPage { brand, view })),
        }),
        Err(error) => unavailable(&http, &headers, &error).await,
    }
}

/// `POST /f/{secret}`.
pub async fn take(
    State(http): State<Http>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    form: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let (follower, _) = match found(&http, &secret, &headers).await {
        Ok(found) => found,
        Err(elsewhere) => return elsewhere,
    };
    let fields = Fields(form.map(|Form(fields)| fields).unwrap_or_default());
    match carry_out(&http, &follower, fields.get("do")).await {
        Ok(()) => Redirect::to(&format!("/f/{secret}")).into_response(),
        Err(error) => unavailable(&http, &headers, &error).await,
    }
}

async fn carry_out(http: &Http, follower: &follower::Model, does: &str) -> Result<(), Error> {
    let services = &http.services;
    match does {
        "yes" => follow::confirm(services, follower).await,
        "end" => follow::end(services, follower).await,
        "never" => {
            if let Some(address) = Address::parse(&follower.address) {
                let brands = [follower.brand_id];
                stop::stop(services, &brands, &address, StopReason::Unsubscribed).await?;
            }
            follow::end(services, follower).await
        }
        _ => Ok(()),
    }
}

/// The follower behind a link; a wrong guess looks like one whose order is
/// gone.
async fn found(http: &Http, secret: &str, headers: &HeaderMap) -> Result<Found, Response> {
    let found = match FollowerToken::parse(secret) {
        Ok(token) => http.pages.views().follower(&token).await,
        Err(_) => Ok(None),
    };
    match found {
        Ok(Some(found)) => Ok(found),
        Ok(None) => Err(page(http, headers, Page::LinkOver).await),
        Err(error) => Err(unavailable(http, headers, &error).await),
    }
}
