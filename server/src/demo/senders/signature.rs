//! Signatures as senders make them.

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The HMAC-SHA256 of a body.
pub fn hmac_sha256(secret: &str, body: &str) -> Vec<u8> {
    // HMAC takes a key of any length, so this cannot fail.
    let Ok(mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return Vec::new();
    };
    mac.chain_update(body.as_bytes())
        .finalize()
        .into_bytes()
        .to_vec()
}

/// The same in hexadecimal digits.
pub fn hmac_sha256_hex(secret: &str, body: &str) -> String {
    hmac_sha256(secret, body)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
