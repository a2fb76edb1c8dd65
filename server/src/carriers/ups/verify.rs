//! Whether a Track Alert comes from UPS: it signs nothing, and sends back the
//! credential that was handed over with the subscription.

use crate::carriers::credential::{self, Places};
use axum::http::HeaderMap;

const PLACES: Places = Places {
    headers: &["credential", "x-api-key"],
    schemes: &["bearer"],
};

/// Whether any place for the credential holds the connection's secret.
pub(super) fn is_authentic(headers: &HeaderMap, _body: &[u8], secret: &[u8]) -> bool {
    credential::is_shown(headers, secret, PLACES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    fn check(headers: &[(&'static str, &'static str)], secret: &str, wanted: bool) {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            );
        }
        assert_eq!(
            is_authentic(&map, b"{}", secret.as_bytes()),
            wanted,
            "{headers:?}"
        );
    }

    #[test]
    fn the_credential_may_stand_in_three_places() {
        check(&[("credential", "s3cret")], "s3cret", true);
        check(&[("x-api-key", "s3cret")], "s3cret", true);
        check(&[("authorization", "Bearer s3cret")], "s3cret", true);
        check(&[("authorization", "bearer  s3cret")], "s3cret", true);
        check(
            &[("credential", "other"), ("credential", "s3cret")],
            "s3cret",
            true,
        );
        check(
            &[("credential", "other"), ("authorization", "Bearer s3cret")],
            "s3cret",
            true,
        );
    }

    #[test]
    fn anything_else_is_refused() {
        check(&[], "s3cret", false);
        check(&[("credential", "s3cre")], "s3cret", false);
        check(&[("credential", "s3cret2")], "s3cret", false);
        check(&[("credential", "S3CRET")], "s3cret", false);
        check(&[("authorization", "s3cret")], "s3cret", false);
        check(&[("authorization", "Basic s3cret")], "s3cret", false);
        check(&[("authorization", "Bearer")], "s3cret", false);
        check(&[("cookie", "s3cret")], "s3cret", false);
        check(&[("credential", "")], "", false);
        check(&[("authorization", "Bearer ")], "", false);
    }
}
