//! The plain JSON door: `/api/v1/orders`, `/shipments` and `/scans`.
//!
//! Each item gets its own result, and a bad item never spoils its neighbours.

use super::api_key;
use super::problem::Problem;
use super::routes::Http;
use crate::db::orders;
use crate::error::Error;
use crate::intake::{Incoming, Repeats};
use crate::shops::door::{self, Door, FieldErrors};
use crate::views::Views;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use doorstep::scope::Scope;
use doorstep::shipment::Change;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;

/// `POST /api/v1/orders`.
pub async fn orders(State(http): State<Http>, headers: HeaderMap, body: Bytes) -> Response {
    take(&http, Door::Orders, &headers, body).await
}

/// `POST /api/v1/shipments`.
pub async fn shipments(State(http): State<Http>, headers: HeaderMap, body: Bytes) -> Response {
    take(&http, Door::Shipments, &headers, body).await
}

/// `POST /api/v1/scans`.
pub async fn scans(State(http): State<Http>, headers: HeaderMap, body: Bytes) -> Response {
    take(&http, Door::Scans, &headers, body).await
}

async fn take(http: &Http, door: Door, headers: &HeaderMap, body: Bytes) -> Response {
    let connection = match api_key::keyed(http, headers, Scope::Ingest) {
        Ok(key) => Arc::clone(&key.connection),
        Err(problem) => return problem.into_response(),
    };
    let content_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let items = match door::items(content_type, &body) {
        Ok(items) => items,
        Err(error) => {
            return Problem::new(StatusCode::BAD_REQUEST, "Not JSON", error.to_string())
                .into_response();
        }
    };
    let now = http.services.clock.now();
    let read: Vec<Result<Change, FieldErrors>> = items
        .iter()
        .map(|item| door::read_item(door, item, now))
        .collect();
    if let Some(problem) = nothing_to_store(&read) {
        return problem.into_response();
    }
    let mut results: Vec<Value> = read.iter().enumerate().map(result).collect();
    let ids: Vec<Option<String>> = read.iter().map(order_id).collect();
    let changes: Vec<Change> = read.into_iter().filter_map(Result::ok).collect();
    let connection_id = connection.id;
    let incoming = Incoming::new(connection, door.name(), body, changes, now, Repeats::Count);
    if let Err(error) = http.services.intake.take(incoming).await {
        return error.into_response();
    }
    match name_pages(http, connection_id, &ids, &mut results).await {
        Ok(()) => axum::Json(json!({ "results": results })).into_response(),
        Err(error) => error.into_response(),
    }
}

fn order_id(read: &Result<Change, FieldErrors>) -> Option<String> {
    match read {
        Ok(Change::Order(order)) => Some(order.external_id.clone()),
        _ => None,
    }
}

/// A shop that sends an order wants to tell its buyer where the page is.
async fn name_pages(
    http: &Http,
    connection_id: i64,
    ids: &[Option<String>],
    results: &mut [Value],
) -> Result<(), Error> {
    let wanted: Vec<String> = ids.iter().flatten().cloned().collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let views = Views(http.services.clone());
    let database = http.services.database.read();
    let orders = orders::of_connection_by_external_id(database, connection_id, &wanted).await?;
    let paths: HashMap<&str, String> = orders
        .iter()
        .map(|order| (order.external_id.as_str(), views.path(order)))
        .collect();
    for (id, result) in ids.iter().zip(results) {
        let path = id.as_deref().and_then(|id| paths.get(id));
        if let (Some(path), Some(fields)) = (path, result.as_object_mut()) {
            fields.insert("tracking_path".to_owned(), json!(path));
        }
    }
    Ok(())
}

/// When no item can be stored the whole request is wrong, and says so field
/// by field.
fn nothing_to_store(read: &[Result<Change, FieldErrors>]) -> Option<Problem> {
    if read.is_empty() || read.iter().any(Result::is_ok) {
        return None;
    }
    let items: Vec<Value> = read.iter().enumerate().map(result).collect();
    let detail = match items.len() {
        1 => "Nothing was stored. Each entry of `results` says which fields to mend.".to_owned(),
        count => format!(
            "Nothing was stored: none of the {count} items can be read. Each entry of `results` says which fields to mend."
        ),
    };
    Some(Problem {
        more: Some(("results", Value::Array(items))),
        ..Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "Fields to mend", detail)
    })
}

fn result((index, read): (usize, &Result<Change, FieldErrors>)) -> Value {
    match read {
        Ok(_) => json!({ "index": index, "status": "stored" }),
        Err(errors) => {
            let errors: Vec<Value> = errors
                .0
                .iter()
                .map(|error| json!({ "field": error.path, "problem": error.problem }))
                .collect();
            json!({ "index": index, "status": "refused", "errors": errors })
        }
    }
}
