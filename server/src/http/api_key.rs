//! Who speaks through the API, and whether they may.

use super::problem::Problem;
use super::routes::Http;
use crate::services::{Key, api_key_hash};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use doorstep::scope::Scope;
use serde_json::json;
use std::sync::Arc;

/// The key a request came with, where it may be used for this.
pub fn keyed(http: &Http, headers: &HeaderMap, scope: Scope) -> Result<Arc<Key>, Problem> {
    let Some(key) = key(http, headers) else {
        return Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "No valid API key",
            "Send the key as `Authorization: Bearer dsk_...`; make one with `doorstep key add`.",
        ));
    };
    if key.scopes.contains(&scope) {
        return Ok(key);
    }
    let name = scope.code();
    Err(Problem {
        more: Some(("scope", json!(name))),
        ..Problem::new(
            StatusCode::FORBIDDEN,
            "The key may not do this",
            format!(
                "This needs a key with the scope {name}; make one with `doorstep key add {} --scope {name}`.",
                key.connection.public_id
            ),
        )
    })
}

fn key(http: &Http, headers: &HeaderMap) -> Option<Arc<Key>> {
    let key = headers
        .get(AUTHORIZATION)?
        .to_str()
        .ok()?
        .strip_prefix("Bearer ")?
        .trim();
    // Looked up by its hash: the time taken tells nothing about the key.
    http.services
        .book
        .now()
        .keys
        .get(&api_key_hash(key))
        .cloned()
}
