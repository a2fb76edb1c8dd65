//! `POST /api/v1/promise`: what a checkout may promise.

use super::api_key::keyed;
use super::desk_api::{read, wrong};
use super::problem::Problem;
use super::routes::Http;
use crate::db::brand::Stored;
use crate::promises::offer::{Asked, Offer, SHARES, offer};
use crate::services::Key;
use crate::shops::door::promise;
use crate::shops::door::schema::Promise;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use doorstep::promise::{Basis, Order, Pool};
use doorstep::scope::Scope;
use serde_json::{Map, Value, json};

/// `POST /api/v1/promise`.
pub async fn ask(State(http): State<Http>, headers: HeaderMap, body: Bytes) -> Response {
    let key = match keyed(&http, &headers, Scope::PromisesRead) {
        Ok(key) => key,
        Err(problem) => return problem.into_response(),
    };
    let now = http.services.clock.now();
    let asked = match read(&body, |value| promise::promise(value, now)) {
        Ok(asked) => asked,
        Err(problem) => return problem.into_response(),
    };
    let brand = match brand_of(&http, &key, asked.brand.as_deref()) {
        Ok(brand) => brand,
        Err(problem) => return problem.into_response(),
    };
    let asked = in_full(asked, now);
    let offer = offer(&http.services.learner, &brand, &asked);
    Json(told(&brand, &asked, &offer, now)).into_response()
}

/// The brand that is named, else the one the key speaks for.
fn brand_of(http: &Http, key: &Key, named: Option<&str>) -> Result<Stored, Problem> {
    let book = http.services.book.now();
    let reaches = |brand: &&Stored| key.connection.brands.contains(&brand.id);
    let mut reached = book.brands.iter().filter(reaches);
    let brand = match named {
        Some(slug) => reached.find(|brand| brand.slug == slug),
        None => reached.next(),
    };
    let unknown = "is no brand of this key; send the short name of one it serves, or leave it out";
    brand.cloned().ok_or_else(|| wrong("brand", unknown))
}

fn in_full(asked: Promise, now: DateTime<Utc>) -> Asked {
    let placed_at = asked.placed_at.unwrap_or(now);
    let carrier = asked.carrier.filter(|carrier| !carrier.is_unnamed());
    Asked {
        placed_at,
        to: asked.ship_to,
        from: asked.origin,
        order: Order {
            warehouse: asked.warehouse,
            carrier: carrier.map(|carrier| carrier.code().to_owned()),
            service: asked.service,
            category: asked.category,
            items: asked.items,
            weight_g: asked.weight_g,
            volume_l: asked.volume_l,
            goods_value: asked.goods_value,
            freight_value: asked.freight_value,
            ..Order::placed_at(placed_at.naive_utc())
        },
    }
}

fn told(brand: &Stored, asked: &Asked, offer: &Offer, now: DateTime<Utc>) -> Value {
    let dates = offer.days.map(|days| {
        let named = SHARES.into_iter().zip(days);
        let named = named.map(|(share, day)| (share.to_owned(), json!(day)));
        Value::Object(named.collect::<Map<String, Value>>())
    });
    json!({
        "status": if dates.is_some() { "known" } else { "unknown" },
        "brand": brand.slug,
        "placed_at": asked.placed_at,
        "counts_from": offer.counts_from,
        "dates": dates,
        "usual": offer.usual,
        "rests_on": rests_on(&offer.basis, now),
    })
}

fn rests_on(basis: &Basis, now: DateTime<Utc>) -> Value {
    let (from, to) = match &basis.pool {
        Pool::Lane { from, to } => (Some(from), Some(to)),
        Pool::Region(to) => (None, Some(to)),
        Pool::All => (None, None),
    };
    let age = basis
        .learned_on
        .map(|day| now.date_naive().signed_duration_since(day).num_days());
    json!({
        "n": basis.n,
        "pool": basis.pool.code(),
        "from": from,
        "to": to,
        "learned_on": basis.learned_on,
        "age_days": age.map(|days| days.max(0)),
        "says": app::texts::for_staff("en").promise_basis(basis),
    })
}
