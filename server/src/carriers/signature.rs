//! Checking who sent a webhook: keyed hashes over the bytes as they came,
//! compared in constant time.

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// Whether `given` is the HMAC-SHA256 of the body under the secret. An empty
/// secret matches nothing: it would be everybody's.
#[must_use]
pub fn matches(secret: &[u8], body: &[u8], given: &[u8]) -> bool {
    if secret.is_empty() {
        return false;
    }
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        return false;
    };
    mac.update(body);
    mac.verify_slice(given).is_ok()
}

/// Reads hexadecimal digits of either case; `None` for anything else.
#[must_use]
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Test case 2 of RFC 4231.
    const KEY: &[u8] = b"Jefe";
    const DATA: &[u8] = b"what do ya want for nothing?";
    const HASH: &str = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    fn check(secret: &[u8], body: &[u8], hex: &str, wanted: bool) {
        let given = from_hex(hex).unwrap_or_default();
        assert_eq!(matches(secret, body, &given), wanted, "{hex}");
    }

    #[test]
    fn only_the_right_key_over_the_right_bytes_matches() {
        check(KEY, DATA, HASH, true);
        check(KEY, DATA, &HASH.to_uppercase(), true);
        check(b"jefe", DATA, HASH, false);
        check(KEY, b"what do ya want for nothing", HASH, false);
        check(KEY, DATA, &HASH[..62], false);
        check(KEY, DATA, "", false);
    }

    #[test]
    fn an_empty_secret_matches_nothing() {
        // The true HMAC of an empty body under an empty key.
        let hash = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad";
        check(b"", b"", hash, false);
    }

    #[test]
    fn what_is_no_hex_is_not_read() {
        for text in ["0", "zz", "0x", "+1", "éé", "a b "] {
            assert_eq!(from_hex(text), None, "{text}");
        }
        assert_eq!(from_hex("00fF"), Some(vec![0, 255]));
    }
}
