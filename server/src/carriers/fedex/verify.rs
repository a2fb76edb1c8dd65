//! Whether a webhook is from FedEx: header `fdx-signature`, the HMAC-SHA256
//! of the raw body under the security token. FedEx describes it as
//! hexadecimal in one place and as base64 in another, so both are taken.

use crate::carriers::signature;
use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Checks a webhook's signature under one secret.
pub fn is_authentic(headers: &HeaderMap, body: &[u8], secret: &[u8]) -> bool {
    let Some(given) = headers
        .get("fdx-signature")
        .and_then(|value| value.to_str().ok())
    else {
        return false;
    };
    let given = given.trim();
    let hash = signature::from_hex(given).or_else(|| STANDARD.decode(given).ok());
    hash.is_some_and(|hash| signature::matches(secret, body, &hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"what do ya want for nothing?";
    const SECRET: &[u8] = b"Jefe";
    const HEX: &str = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    const BASE64: &str = "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=";

    fn check(given: &str, body: &[u8], secret: &[u8], wanted: bool) {
        let mut headers = HeaderMap::new();
        headers.insert("FDX-Signature", given.parse().unwrap());
        assert_eq!(is_authentic(&headers, body, secret), wanted, "{given}");
    }

    #[test]
    fn hexadecimal_and_base64_are_both_right() {
        check(HEX, BODY, SECRET, true);
        check(&HEX.to_uppercase(), BODY, SECRET, true);
        check(BASE64, BODY, SECRET, true);
        check(&format!(" {BASE64} "), BODY, SECRET, true);
    }

    #[test]
    fn anything_else_is_wrong() {
        check(HEX, b"what do ya want for something?", SECRET, false);
        check(HEX, BODY, b"other", false);
        check(HEX, BODY, b"", false);
        check("", BODY, SECRET, false);
        check(&HEX[..63], BODY, SECRET, false);
        assert!(!is_authentic(&HeaderMap::new(), BODY, SECRET));
    }
}
