//! Checking who sent a webhook where nothing is signed: the message shows the
//! secret that was agreed on, in one of a few places.

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, HeaderValue};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Where a carrier may show the secret.
#[derive(Clone, Copy, Debug)]
pub struct Places {
    /// Headers that hold it as it is.
    pub headers: &'static [&'static str],
    /// Schemes it may stand behind in `authorization`.
    pub schemes: &'static [&'static str],
}

/// Whether any of the places shows the secret. An empty secret opens nothing:
/// it would be everybody's.
#[must_use]
pub fn is_shown(headers: &HeaderMap, secret: &[u8], places: Places) -> bool {
    if secret.is_empty() {
        return false;
    }
    let plain = places
        .headers
        .iter()
        .flat_map(|name| headers.get_all(*name))
        .map(HeaderValue::as_bytes);
    let behind_scheme = headers
        .get_all(AUTHORIZATION)
        .iter()
        .filter_map(|value| credential(value.as_bytes(), places.schemes));
    // Every place is compared, so that time tells nothing of which it was.
    plain.chain(behind_scheme).fold(false, |found, given| {
        is_same(given.trim_ascii(), secret) | found
    })
}

fn credential<'a>(value: &'a [u8], schemes: &[&str]) -> Option<&'a [u8]> {
    let at = value.iter().position(|byte| *byte == b' ')?;
    let (scheme, rest) = value.split_at(at);
    schemes
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known.as_bytes()))
        .then_some(rest)
}

/// Compares hashes, so that not even the length shows in the time taken.
fn is_same(given: &[u8], secret: &[u8]) -> bool {
    Sha256::digest(given)
        .as_slice()
        .ct_eq(Sha256::digest(secret).as_slice())
        .into()
}
