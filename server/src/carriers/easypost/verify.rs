//! Whether a webhook is from EasyPost: header `X-Hmac-Signature`, which is
//! `hmac-sha256-hex=` and the HMAC-SHA256 of the raw body. The key is the
//! secret in Unicode's NFKD form, so that it does not matter on which
//! keyboard it was typed.

use crate::carriers::signature;
use axum::http::HeaderMap;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Checks a webhook's signature under one secret.
pub fn is_authentic(headers: &HeaderMap, body: &[u8], secret: &[u8]) -> bool {
    let given = headers
        .get("x-hmac-signature")
        .and_then(|value| value.to_str().ok());
    let Some(hash) = given
        .and_then(|given| given.trim().strip_prefix("hmac-sha256-hex="))
        .and_then(signature::from_hex)
    else {
        return false;
    };
    signature::matches(&key(secret), body, &hash)
}

fn key(secret: &[u8]) -> Cow<'_, [u8]> {
    match std::str::from_utf8(secret) {
        Ok(text) => Cow::Owned(text.nfkd().collect::<String>().into_bytes()),
        // No text, so there is nothing to normalise.
        Err(_) => Cow::Borrowed(secret),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"object":"Event","weight":614.4}"#;
    /// Of the body under "clé" with its accent apart, by another tool.
    const HASH: &str = "8d6ea8abcd68fe14731e5c02ffdaf4c5ba0c6516a0c5604db3988d4b9b82efb8";

    fn check(given: &str, body: &[u8], secret: &[u8], wanted: bool) {
        let mut headers = HeaderMap::new();
        headers.insert("X-Hmac-Signature", given.parse().unwrap());
        assert_eq!(is_authentic(&headers, body, secret), wanted, "{given}");
    }

    #[test]
    fn the_secret_counts_in_either_spelling() {
        let signed = format!("hmac-sha256-hex={HASH}");
        check(&signed, BODY, "cl\u{e9}".as_bytes(), true);
        check(&signed, BODY, "cle\u{301}".as_bytes(), true);
        check(&signed, BODY, b"cle", false);
        check(&signed, BODY, b"", false);
        check(&signed, BODY, b"cl\xe9", false);
    }

    #[test]
    fn the_bytes_and_the_scheme_count() {
        let signed = format!("hmac-sha256-hex={HASH}");
        check(
            &signed,
            br#"{"object":"Event","weight":614.40}"#,
            "clé".as_bytes(),
            false,
        );
        check(HASH, BODY, "clé".as_bytes(), false);
        check(&signed[..40], BODY, "clé".as_bytes(), false);
        assert!(!is_authentic(&HeaderMap::new(), BODY, "clé".as_bytes()));
    }
}
