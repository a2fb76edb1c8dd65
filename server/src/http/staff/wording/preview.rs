//! What words that are being edited make of an order, in the frame beside the
//! form.

use super::{Asked, Asking, Named, answered, words_of};
use crate::error::Error;
use crate::http::pages::{language, not_found};
use crate::http::routes::Http;
use crate::http::session::Admin;
use crate::http::staff::fields::Fields;
use crate::http::staff::page;
use crate::views::notices::{Message, bounds, preview as drawing};
use crate::views::wording;
use app::pages::staff::WordingPreview;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use doorstep::wording::{Spot, Words, check};

/// `GET .../preview`: the message as it is stored.
pub async fn stored_preview(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path(named): Path<Named>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let asking = Asking::of(&http, &actor, &headers, &named.slug);
    let spot = wording::spot(&named.news, &named.medium, &named.language);
    let (Some(asking), Some(spot)) = (asking, spot) else {
        return not_found(State(http.clone()), headers.clone()).await;
    };
    let order = asked.ok().and_then(|Query(asked)| asked.order);
    let standing = wording::standing(&http.services, &asking.brand, spot).await;
    match standing {
        Ok(standing) => {
            let order = order.unwrap_or_default();
            answered(drawn(&asking, spot, &standing.words, &order).await)
        }
        Err(error) => page::failed(error),
    }
}

/// `POST .../preview`: the message as it was typed.
pub async fn typed_preview(
    State(http): State<Http>,
    Admin(actor): Admin,
    Path(named): Path<Named>,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let asking = Asking::of(&http, &actor, &headers, &named.slug);
    let spot = wording::spot(&named.news, &named.medium, &named.language);
    let (Some(asking), Some(spot)) = (asking, spot) else {
        return not_found(State(http.clone()), headers.clone()).await;
    };
    let words = words_of(spot, &fields);
    answered(drawn(&asking, spot, &words, fields.one("order")).await)
}

async fn drawn(
    asking: &Asking<'_>,
    spot: Spot,
    words: &Words,
    order: &str,
) -> Result<Response, Error> {
    let services = &asking.http.services;
    let brand = &asking.brand;
    let faults = check(spot, words, &bounds(services, brand, spot));
    let preview = if faults.is_empty() {
        let (layout, _) = wording::layout(services, brand).await?;
        let drawn = drawing::preview(services, brand, (spot, words), layout, order).await?;
        match drawn.message {
            Message::Sms(text) => WordingPreview::Sms(text),
            Message::Email(email) => WordingPreview::Email {
                subject: email.subject,
                line: drawn.line,
                html: email.html,
                text: email.text,
            },
        }
    } else {
        WordingPreview::Faults(faults)
    };
    let site = services.address_of(brand).unwrap_or_default();
    let html = app::draw_wording_preview(preview, &language(asking.headers));
    Ok(page::preview(html, &site))
}
