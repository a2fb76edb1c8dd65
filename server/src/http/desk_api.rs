//! For help desks that have a program of their own: orders are looked up, and
//! contacts handed on.

use super::api_key::keyed;
use super::problem::Problem;
use super::routes::Http;
use crate::db::{orders, shipment};
use crate::error::Error;
use crate::intake::desk::Refusal;
use crate::intake::desk::contact::{self, NewContact, Opened};
use crate::intake::desk::opened;
use crate::services::Key;
use crate::shops::door::desk;
use crate::shops::door::schema::Contact;
use crate::shops::door::{FieldError, FieldErrors};
use crate::views::api::{LookUp, Meant};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use doorstep::contact::Channel;
use doorstep::number;
use doorstep::scope::Scope;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What makes a repeated request the same one.
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// The most characters of it.
const LONGEST_KEY: usize = 200;

/// `GET /api/v1/orders/lookup`: by what is nobody's personal data, since
/// addresses stand in logs.
pub async fn look_up(
    State(http): State<Http>,
    headers: HeaderMap,
    query: Result<Query<BTreeMap<String, String>>, QueryRejection>,
) -> Response {
    let key = match keyed(&http, &headers, Scope::OrdersRead) {
        Ok(key) => key,
        Err(problem) => return problem.into_response(),
    };
    let query = query.map(|Query(query)| query).unwrap_or_default();
    let in_addresses = |name: &str| matches!(name, "number" | "tracking");
    if let Some(name) = query.keys().find(|name| !in_addresses(name)) {
        let known = ["email", "phone", "postal_code"];
        let told = known.iter().find(|known| *known == name).unwrap_or(&"this");
        let problem = format!(
            "The address may name `number` and `tracking`. Send {told} in the body of a POST to the same path: addresses stand in logs."
        );
        return Problem::new(StatusCode::BAD_REQUEST, "Not in an address", problem).into_response();
    }
    let by = LookUp {
        number: query.get("number").cloned(),
        tracking: query.get("tracking").cloned(),
        ..LookUp::default()
    };
    if by.number.is_none() && by.tracking.is_none() {
        let problem = "Name `number` or `tracking`, or POST a JSON body.";
        return Problem::new(StatusCode::BAD_REQUEST, "Nothing to look up", problem)
            .into_response();
    }
    tell(&http, &key, &by).await
}

/// `POST /api/v1/orders/lookup`.
pub async fn look_up_by(State(http): State<Http>, headers: HeaderMap, body: Bytes) -> Response {
    let key = match keyed(&http, &headers, Scope::OrdersRead) {
        Ok(key) => key,
        Err(problem) => return problem.into_response(),
    };
    let asked = match read(&body, |value| {
        desk::look_up(value, http.services.clock.now())
    }) {
        Ok(asked) => asked,
        Err(problem) => return problem.into_response(),
    };
    let by = LookUp {
        number: asked.number,
        tracking: asked.tracking,
        email: asked.email,
        phone: asked.phone,
        postal_code: asked.postal_code,
    };
    tell(&http, &key, &by).await
}

async fn tell(http: &Http, key: &Key, by: &LookUp) -> Response {
    match orders_as_json(http, key, by).await {
        Ok(told) => Json(told).into_response(),
        Err(error) => error.into_response(),
    }
}

async fn orders_as_json(http: &Http, key: &Key, by: &LookUp) -> Result<Value, Error> {
    let views = http.pages.views();
    let found = views.look_up(&key.connection.brands, by).await?;
    opened::looked_up(&http.services, &key.public_id, &found.orders).await?;
    let mut orders = Vec::with_capacity(found.orders.len());
    for order in found.orders {
        orders.push(views.order_as_json(order).await?);
    }
    Ok(json!({ "orders": orders, "more": found.more }))
}

/// `POST /api/v1/contacts`.
pub async fn contact(State(http): State<Http>, headers: HeaderMap, body: Bytes) -> Response {
    let key = match keyed(&http, &headers, Scope::ContactsWrite) {
        Ok(key) => key,
        Err(problem) => return problem.into_response(),
    };
    let Some(once) = once(&key, &headers) else {
        return Problem::new(
            StatusCode::BAD_REQUEST,
            "No Idempotency-Key",
            "Send a header `Idempotency-Key` of 1 to 200 characters, another one for each contact: a request that is repeated with it opens nothing twice.",
        )
        .into_response();
    };
    let told = match read(&body, |value| {
        desk::contact(value, http.services.clock.now())
    }) {
        Ok(told) => told,
        Err(problem) => return problem.into_response(),
    };
    let found = match about(&http, &key, &told).await {
        Ok(Ok(found)) => found,
        Ok(Err(problem)) => return problem.into_response(),
        Err(error) => return error.into_response(),
    };
    open(&http, &key, &told, found, once).await
}

/// The key of a request, as it is kept: with its sender, and no longer than
/// it must be.
fn once(key: &Key, headers: &HeaderMap) -> Option<String> {
    let given = headers.get(IDEMPOTENCY_KEY)?.to_str().ok()?.trim();
    let fits = !given.is_empty() && given.len() <= LONGEST_KEY;
    let mut hash = Sha256::new();
    hash.update(key.connection.id.to_be_bytes());
    hash.update(given.as_bytes());
    let hex: String = hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    fits.then_some(hex)
}

pub(super) fn read<T>(
    body: &[u8],
    read: impl FnOnce(&Value) -> Result<T, FieldErrors>,
) -> Result<T, Problem> {
    let value: Value = serde_json::from_slice(body)
        .map_err(|error| Problem::new(StatusCode::BAD_REQUEST, "Not JSON", error.to_string()))?;
    read(&value).map_err(to_mend)
}

fn to_mend(errors: FieldErrors) -> Problem {
    let errors: Vec<Value> = errors
        .0
        .into_iter()
        .map(|error| json!({ "field": error.path, "problem": error.problem }))
        .collect();
    Problem {
        more: Some(("errors", Value::Array(errors))),
        ..Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Fields to mend",
            "Nothing was done. Each entry of `errors` says which field to mend.",
        )
    }
}

pub(super) fn wrong(field: &str, problem: &str) -> Problem {
    to_mend(FieldErrors(vec![FieldError {
        path: field.to_owned(),
        problem: problem.to_owned(),
    }]))
}

/// What a contact is about.
struct About {
    order: orders::Model,
    shipment: Option<String>,
}

async fn about(http: &Http, key: &Key, told: &Contact) -> Result<Result<About, Problem>, Error> {
    let views = http.pages.views();
    let order = match views.one_order(&key.connection.brands, &told.order).await? {
        Meant::One(order) => *order,
        Meant::Nothing => return Ok(Err(no_order())),
        Meant::Several => {
            let several = "is the number of several orders; send the id of one (ord_...), which a look-up tells";
            return Ok(Err(wrong("order", several)));
        }
    };
    let Some(named) = &told.parcel else {
        return Ok(Ok(About {
            order,
            shipment: None,
        }));
    };
    let shipments = shipment::of_orders(http.services.database.read(), &[order.id]).await?;
    let cleaned = number::clean(named);
    let mut shipments = shipments.into_iter().filter(|shipment| !shipment.removed);
    let shipment = shipments.find(|shipment| {
        shipment.public_id == *named || shipment.number.as_deref() == Some(&cleaned)
    });
    Ok(match shipment {
        Some(shipment) => Ok(About {
            order,
            shipment: Some(shipment.public_id),
        }),
        None => Err(wrong(
            "parcel",
            "is no parcel of this order; send its tracking number or id, or leave it out",
        )),
    })
}

fn no_order() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "No such order",
        "No order of the key's brands has this number or id, or its person was forgotten.",
    )
}

async fn open(http: &Http, key: &Key, told: &Contact, about: About, once: String) -> Response {
    let brand_id = about.order.brand_id;
    let book = http.services.book.now();
    let language = book.brand(brand_id).map_or("en", |brand| &brand.locale);
    let texts = app::texts::for_staff(language);
    let body = texts.handed_on(&told.text, told.via.as_deref());
    let new = NewContact {
        brand_id,
        order: &about.order,
        shipment: about.shipment.as_deref(),
        topic: told.topic,
        channel: Channel::Api,
        body: &body,
        photos: Vec::new(),
        idempotency_key: Some(once),
        staff: None,
        api_key: Some(&key.public_id),
    };
    let now = http.services.clock.now();
    match contact::open(&http.services, new, now).await {
        Ok(opened) => opened_as_json(&about.order, &opened),
        Err(Refusal::NotThere) => no_order().into_response(),
        Err(Refusal::ChangedMeanwhile) => Problem::new(
            StatusCode::CONFLICT,
            "The key was used for another contact",
            "This Idempotency-Key came with another body before. Send a new key with a new contact.",
        )
        .into_response(),
        Err(Refusal::Wrong(_)) => wrong("text", "is empty or too long").into_response(),
        Err(Refusal::Failed(error)) => error.into_response(),
    }
}

fn opened_as_json(order: &orders::Model, opened: &Opened) -> Response {
    let status = if opened.was_there {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    let told = json!({
        "id": opened.contact,
        "reference": opened.reference,
        "order": order.public_id,
    });
    (status, Json(told)).into_response()
}
