//! Whether a Track Alert comes from UPS: it signs nothing, and sends back the
//! credential that was handed over with the subscription.

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Headers that may carry the credential as it is.
const PLAIN: [&str; 2] = ["credential", "x-api-key"];

/// Whether any place for the credential holds the connection's secret. An
/// empty secret authenticates nobody.
pub(super) fn is_authentic(headers: &HeaderMap, _body: &[u8], secret: &[u8]) -> bool {
    if secret.is_empty() {
        return false;
    }
    let plain = PLAIN
        .iter()
        .flat_map(|name| headers.get_all(*name))
        .map(HeaderValue::as_bytes);
    let bearer = headers
        .get_all(AUTHORIZATION)
        .iter()
        .filter_map(|value| bearer(value.as_bytes()));
    // Every candidate is compared, so that time tells nothing of the place.
    plain
        .chain(bearer)
        .fold(false, |found, given| is_same(given, secret) | found)
}

fn bearer(value: &[u8]) -> Option<&[u8]> {
    let (scheme, token) = value.split_at_checked(7)?;
    scheme
        .eq_ignore_ascii_case(b"bearer ")
        .then(|| token.trim_ascii())
}

/// Compares hashes, so that not even the length shows in the time taken.
fn is_same(given: &[u8], secret: &[u8]) -> bool {
    Sha256::digest(given)
        .as_slice()
        .ct_eq(Sha256::digest(secret).as_slice())
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderName;

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
