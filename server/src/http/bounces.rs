//! `POST /api/v1/bounces`: programs say that an address cannot or must not be
//! written to, whichever mail service told them.

use super::api_key::keyed;
use super::problem::Problem;
use super::routes::Http;
use crate::intake::choice::stop::{self, Address};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use doorstep::choice::StopReason;
use doorstep::scope::Scope;
use serde::Deserialize;
use serde_json::{Value, json};

/// How many one request may name.
const MOST: usize = 1_000;

/// One that is named. What stands beside is the mail service's own.
#[derive(Debug, Deserialize)]
struct Named {
    address: String,
    reason: String,
}

/// Takes one, or an array of them: all, or none of them.
pub async fn take(State(http): State<Http>, headers: HeaderMap, body: Bytes) -> Response {
    let key = match keyed(&http, &headers, Scope::BouncesWrite) {
        Ok(key) => key,
        Err(problem) => return problem.into_response(),
    };
    let named = match read(&body) {
        Ok(named) => named,
        Err(problem) => return problem.into_response(),
    };
    let brands = &key.connection.brands;
    if let Err(error) = stop::stop_all(&http.services, brands, &named).await {
        return error.into_response();
    }
    Json(json!({ "stopped": named.len() })).into_response()
}

fn read(body: &[u8]) -> Result<Vec<(Address, StopReason)>, Problem> {
    // What serde says of a value quotes it.
    let not_json = || Problem::new(StatusCode::BAD_REQUEST, "Not JSON", "Send a JSON body.");
    let values = match serde_json::from_slice(body).map_err(|_| not_json())? {
        Value::Array(values) => values,
        one => vec![one],
    };
    if values.len() > MOST {
        let detail = format!("Name {MOST} addresses at most.");
        return Err(Problem::new(StatusCode::BAD_REQUEST, "Too many", detail));
    }
    let mut named = Vec::with_capacity(values.len());
    let mut errors = Vec::new();
    for (at, value) in values.into_iter().enumerate() {
        match one(value) {
            Ok(one) => named.push(one),
            Err((field, problem)) => {
                errors.push(json!({ "field": format!("{at}.{field}"), "problem": problem }));
            }
        }
    }
    if errors.is_empty() {
        return Ok(named);
    }
    Err(Problem {
        more: Some(("errors", Value::Array(errors))),
        ..Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Fields to mend",
            "Nothing was done. Each entry of `errors` says which field to mend.",
        )
    })
}

fn one(value: Value) -> Result<(Address, StopReason), (&'static str, &'static str)> {
    let fields = ("address", "send an object with `address` and `reason`");
    let Named { address, reason } = serde_json::from_value(value).map_err(|_| fields)?;
    let address = Address::parse(&address).ok_or((
        "address",
        "send an e-mail address, or a phone number with its country's code",
    ))?;
    let reason = StopReason::from_code(&reason).ok_or((
        "reason",
        "send one of bounced, complained, unsubscribed, stop",
    ))?;
    Ok((address, reason))
}
