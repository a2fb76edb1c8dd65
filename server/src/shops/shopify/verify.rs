//! Shopify's signature: base64 of HMAC-SHA256 over the raw body.

use axum::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;

/// Whether `X-Shopify-Hmac-SHA256` signs these bytes with this secret.
///
/// The comparison takes the same time wherever the signatures differ. An
/// empty secret signs nothing: whoever guesses that it is empty could sign.
#[must_use]
pub fn verify(headers: &HeaderMap, body: &[u8], secret: &[u8]) -> bool {
    if secret.is_empty() {
        return false;
    }
    let Some(header) = headers.get("x-shopify-hmac-sha256") else {
        return false;
    };
    let Ok(signature) = STANDARD.decode(header.as_bytes().trim_ascii()) else {
        return false;
    };
    let Ok(mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        return false;
    };
    mac.chain_update(body).verify_slice(&signature).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNED: &str = "yCGX/RrK4fcuNtr3ztk5tQGsOBjcAzHpGLdMUrbV8yI=";

    fn check(header: Option<&str>, body: &str, secret: &str, authentic: bool) {
        let mut headers = HeaderMap::new();
        if let Some(header) = header {
            headers.insert("X-Shopify-Hmac-SHA256", header.parse().unwrap());
        }
        assert_eq!(
            verify(&headers, body.as_bytes(), secret.as_bytes()),
            authentic,
            "{header:?} {body} {secret}"
        );
    }

    #[test]
    fn the_shops_own_signatures_are_accepted() {
        check(Some(SIGNED), "foo=anything", "secret", true);
        check(
            Some("XqRcjrSv57VACn6apEO9znyu/wkN1VC7QxdSPwK3Hzs="),
            "foo=anything",
            "old_secret",
            true,
        );
    }

    #[test]
    fn anything_else_is_refused() {
        check(Some(SIGNED), "foo=anything ", "secret", false);
        check(Some(SIGNED), "foo=anything", "Secret", false);
        check(Some(&SIGNED[..20]), "foo=anything", "secret", false);
        check(Some("not base64!"), "foo=anything", "secret", false);
        check(Some(""), "foo=anything", "secret", false);
        check(None, "foo=anything", "secret", false);
    }

    #[test]
    fn an_empty_secret_signs_nothing() {
        // HMAC-SHA256 of the empty body under the empty key.
        let of_nothing = "thNnmggU2ex3L5XXeMNfxf8Wl8STcVZTxscSFEKSxa0=";
        check(Some(of_nothing), "", "", false);
        check(Some(of_nothing), "", "\0", true);
    }
}
