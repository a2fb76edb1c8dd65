//! The carrier signs nothing and calls nobody. A shop's own relay, which
//! fetches its replies and passes them on, shows the connection's secret.

use crate::carriers::credential::{self, Places};
use axum::http::HeaderMap;

const PLACES: Places = Places {
    headers: &["x-api-key"],
    schemes: &["bearer"],
};

/// Whether the message carries the secret: behind `Bearer` in its
/// `authorization`, or in `x-api-key`.
#[must_use]
pub fn verify(headers: &HeaderMap, _body: &[u8], secret: &[u8]) -> bool {
    credential::is_shown(headers, secret, PLACES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

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
