//! Signatures as Standard Webhooks 1.0 has them: HMAC-SHA256 over the id, the
//! time and the very bytes of the body, under a key that both sides know.

use crate::error::Error;
use crate::site;
use base64::Engine;
use base64::alphabet::STANDARD as LETTERS;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::fmt;
use subtle::ConstantTimeEq;

/// What a key begins with.
const PREFIX: &str = "whsec_";

/// What a signature of this kind begins with.
const VERSION: &str = "v1";

/// How far apart the two clocks may be, in seconds.
pub const TOLERANCE: i64 = 300;

/// Keys come with and without the signs that fill them up.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &LETTERS,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A key; it hides itself in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningKey(Vec<u8>);

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(..)")
    }
}

impl SigningKey {
    /// Reads a key, with `whsec_` before it or without.
    ///
    /// # Errors
    /// When it is empty or not Base64.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let text = text.strip_prefix(PREFIX).unwrap_or(text);
        match LENIENT.decode(text) {
            Ok(key) if !key.is_empty() => Ok(Self(key)),
            _ => Err(Error::Stored("a webhook's key is not Base64".to_owned())),
        }
    }

    /// Signs a message.
    #[must_use]
    pub fn sign(&self, id: &str, timestamp: i64, body: &[u8]) -> String {
        format!(
            "{VERSION},{}",
            STANDARD.encode(self.mac(id, timestamp, body))
        )
    }

    fn mac(&self, id: &str, timestamp: i64, body: &[u8]) -> [u8; 32] {
        // HMAC takes a key of any length, so this cannot fail.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            return [0; 32];
        };
        mac.update(id.as_bytes());
        mac.update(b".");
        mac.update(timestamp.to_string().as_bytes());
        mac.update(b".");
        mac.update(body);
        mac.finalize().into_bytes().into()
    }

    /// Whether a message is one that was signed with this key, within the
    /// tolerance around `now`: what a receiver does.
    #[must_use]
    pub fn verifies(&self, message: &Received<'_>, now: i64) -> bool {
        let Ok(timestamp) = message.timestamp.parse::<i64>() else {
            return false;
        };
        if message.id.is_empty() || (now - timestamp).abs() > TOLERANCE {
            return false;
        }
        let wanted = self.mac(message.id, timestamp, message.body);
        message.signature.split(' ').any(|one| {
            let given = one
                .split_once(',')
                .filter(|(version, _)| *version == VERSION)
                .and_then(|(_, given)| STANDARD.decode(given).ok());
            given.is_some_and(|given| bool::from(given.ct_eq(&wanted)))
        })
    }
}

/// A message as it was received: the three headers, empty where one is
/// missing, and the bytes of the body.
#[derive(Clone, Copy, Debug)]
pub struct Received<'a> {
    /// `webhook-id`.
    pub id: &'a str,
    /// `webhook-timestamp`.
    pub timestamp: &'a str,
    /// `webhook-signature`.
    pub signature: &'a str,
    /// The body.
    pub body: &'a [u8],
}

/// A new key of 32 random bytes.
#[must_use]
pub fn new_key() -> String {
    let halves = [site::random_bits(), site::random_bits()].map(u128::to_be_bytes);
    format!("{PREFIX}{}", STANDARD.encode(halves.concat()))
}

/// The signature header: one signature for each key that is valid.
///
/// # Errors
/// When a stored key cannot be read.
pub fn signatures(keys: &[&str], id: &str, timestamp: i64, body: &[u8]) -> Result<String, Error> {
    let all: Vec<String> = keys
        .iter()
        .map(|key| Ok(SigningKey::parse(key)?.sign(id, timestamp, body)))
        .collect::<Result<_, Error>>()?;
    Ok(all.join(" "))
}

#[cfg(test)]
mod tests;
