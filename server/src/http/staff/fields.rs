//! A sent form as its fields, some of which may come more than once.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, Request};
use std::fmt;

/// The fields of a form; none of a body that is no form. Passwords are among
/// them, so they hide themselves.
#[derive(Clone, Default)]
pub struct Fields(Vec<(String, String)>);

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fields(..)")
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = std::convert::Infallible;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let fields: Result<Form<Vec<(String, String)>>, FormRejection> =
            Form::from_request(request, state).await;
        Ok(fields.map(|Form(fields)| Self(fields)).unwrap_or_default())
    }
}

impl Fields {
    /// A field's value; empty when it was not sent.
    #[must_use]
    pub fn one(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(sent, _)| sent == name)
            .map(|(_, value)| value.as_str())
    }
}
