//! The carrier signs nothing and calls nobody. A shop's own relay, which
//! fetches its replies and passes them on, shows the connection's secret.

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, HeaderValue};
use subtle::ConstantTimeEq;

/// Whether the message carries the secret: behind `Bearer` in its
/// `authorization`, or in `x-api-key`. An empty secret opens nothing.
#[must_use]
pub fn verify(headers: &HeaderMap, _body: &[u8], secret: &[u8]) -> bool {
    let bearer = headers
        .get(AUTHORIZATION)
        .and_then(|value| bearer(value.as_bytes()));
    let key = headers.get("x-api-key").map(HeaderValue::as_bytes);
    !secret.is_empty()
        && [bearer, key]
            .into_iter()
            .flatten()
            .any(|shown| bool::from(shown.trim_ascii().ct_eq(secret)))
}

fn bearer(value: &[u8]) -> Option<&[u8]> {
    let at = value.iter().position(|byte| *byte == b' ')?;
    let (scheme, rest) = value.split_at(at);
    scheme.eq_ignore_ascii_case(b"bearer").then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &'static str, value: &'static str, secret: &str, wanted: bool) {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_static(value));
        assert_eq!(
            verify(&headers, b"{}", secret.as_bytes()),
            wanted,
            "{name}: {value}"
        );
    }

    #[test]
    fn the_secret_opens_by_either_header() {
        check("authorization", "Bearer s3cret", "s3cret", true);
        check("authorization", "bearer  s3cret ", "s3cret", true);
        check("x-api-key", "s3cret", "s3cret", true);
    }

    #[test]
    fn anything_else_stays_closed() {
        check("authorization", "Bearer s3cre", "s3cret", false);
        check("authorization", "s3cret", "s3cret", false);
        check("authorization", "Basic s3cret", "s3cret", false);
        check("x-api-key", "S3CRET", "s3cret", false);
        check("x-api-key", "", "", false);
        check("authorization", "Bearer ", "", false);
        check("x-other", "s3cret", "s3cret", false);
    }
}
