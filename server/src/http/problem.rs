//! Errors for programs: problem+json (RFC 9457), saying what was wrong and
//! what to do.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// An error answer.
#[derive(Debug)]
pub struct Problem {
    /// The HTTP status.
    pub status: StatusCode,
    /// What kind of error, in a few words.
    pub title: &'static str,
    /// What happened this time, and what to do.
    pub detail: String,
    /// More for programs, if there is more.
    pub more: Option<(&'static str, Value)>,
}

impl Problem {
    /// An error without more to it.
    pub fn new(status: StatusCode, title: &'static str, detail: impl Into<String>) -> Self {
        Self {
            status,
            title,
            detail: detail.into(),
            more: None,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "type": "about:blank",
            "title": self.title,
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if let (Some((name, value)), Some(fields)) = (self.more, body.as_object_mut()) {
            fields.insert(name.to_owned(), value);
        }
        (
            self.status,
            [(header::CONTENT_TYPE, "application/problem+json")],
            body.to_string(),
        )
            .into_response()
    }
}
