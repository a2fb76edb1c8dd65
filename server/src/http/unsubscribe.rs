//! `/unsubscribe/{secret}`: ends what a message's reader gets. Mail programs
//! press the button themselves (RFC 8058): without cookies, from anywhere, and
//! are answered 200 at once. Opening the page changes nothing, for scanners of
//! mail open every link.

use super::messages::{page, unavailable};
use super::routes::Http;
use crate::error::Error;
use crate::intake::choice::stop;
use crate::services::Services;
use crate::views::messages::Leaving;
use app::backend::{Page, PageData, UnsubscribePage};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;
use doorstep::choice::StopReason;

/// What a request asks; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    /// No more of this order.
    Order,
    /// No more of this shop.
    Shop,
    /// Messages again.
    Again,
    /// Nothing we know.
    Nothing,
}

impl Asks {
    /// Mail programs send a form of either kind, with this one field.
    fn read(body: &[u8]) -> Self {
        let body = String::from_utf8_lossy(body);
        if body.contains("List-Unsubscribe") && body.contains("One-Click") {
            return Self::Order;
        }
        let does = body.split('&').find_map(|field| field.strip_prefix("do="));
        match does {
            Some("order") => Self::Order,
            Some("shop") => Self::Shop,
            Some("again") => Self::Again,
            _ => Self::Nothing,
        }
    }
}

/// `GET /unsubscribe/{secret}`.
pub async fn show(
    State(http): State<Http>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Response {
    answer(&http, &headers, &secret, Asks::Nothing).await
}

/// `POST /unsubscribe/{secret}`.
pub async fn take(
    State(http): State<Http>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    answer(&http, &headers, &secret, Asks::read(&body)).await
}

async fn answer(http: &Http, headers: &HeaderMap, secret: &str, asks: Asks) -> Response {
    match carried_out(http, secret, asks).await {
        Ok(Some((language, page))) => http.pages.answer(PageData {
            language,
            page: Page::Unsubscribe(Box::new(page)),
        }),
        Ok(None) => page(http, headers, Page::LinkOver).await,
        Err(error) => unavailable(http, headers, &error).await,
    }
}

async fn carried_out(
    http: &Http,
    secret: &str,
    asks: Asks,
) -> Result<Option<(String, UnsubscribePage)>, Error> {
    let views = http.pages.views();
    let Some(leaving) = views.leaving(secret).await? else {
        return Ok(None);
    };
    carry_out(&http.services, &leaving, asks).await?;
    // How it stands is read anew: what was kept of a follower is gone now.
    let Some(leaving) = views.leaving(secret).await? else {
        return Ok(None);
    };
    let language = views.texts_of(&leaving.order).tag().to_owned();
    let page = UnsubscribePage {
        brand: views.brand_of(&leaving.order),
        view: views.unsubscribe(secret, &leaving).await?,
    };
    Ok(Some((language, page)))
}

async fn carry_out(services: &Services, leaving: &Leaving, asks: Asks) -> Result<(), Error> {
    let order = &leaving.order;
    let brands = [order.brand_id];
    let reason = StopReason::Unsubscribed;
    match (asks, &leaving.address) {
        (Asks::Order, _) => stop::end_of_order(services, order, &leaving.whom).await,
        (Asks::Shop, Some(address)) => stop::stop(services, &brands, address, reason).await,
        (Asks::Again, Some(address)) => {
            stop::lift(services, &brands, address, Some(reason)).await?;
            match &leaving.whom {
                stop::Whom::BuyerByEmail => stop::begin_again(services, order).await,
                stop::Whom::BuyerBySms | stop::Whom::Follower(_) => Ok(()),
            }
        }
        (Asks::Shop | Asks::Again, None) | (Asks::Nothing, _) => Ok(()),
    }
}
