//! The second factor: codes of six digits that a telephone and the server
//! form from the same seed and the same half minute (RFC 6238).
//!
//! Thirty lines over HMAC, which is here already, in the place of a crate
//! that would bring its own.

use chrono::{DateTime, Utc};
use hmac::{Hmac, Mac};
use sha1::Sha1;
use subtle::ConstantTimeEq;

/// How long a code is shown, in seconds.
const STEP_S: i64 = 30;

/// Codes have six digits.
const CODES: u32 = 1_000_000;

/// How many steps a telephone's clock may be off, either way.
const SKEW: i64 = 1;

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A new seed, as text: 160 random bits.
#[must_use]
pub fn new_seed() -> String {
    let bits = [crate::site::random_bits(), crate::site::random_bits()];
    let bytes: Vec<u8> = bits.into_iter().flat_map(u128::to_be_bytes).collect();
    base32(&bytes[..20])
}

/// Bytes as letters and digits that cannot be mistaken for each other
/// (RFC 4648), without padding.
#[must_use]
pub fn base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    for group in bytes.chunks(5) {
        let mut bits = 0u64;
        for at in 0..5 {
            bits = (bits << 8) | u64::from(group.get(at).copied().unwrap_or(0));
        }
        for letter in 0..(group.len() * 8).div_ceil(5) {
            let value = (bits >> (35 - 5 * letter)) & 31;
            text.push(char::from(ALPHABET[value as usize]));
        }
    }
    text
}

/// The bytes of such a text; `None` when it is another.
fn from_base32(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut bits, mut count) = (0u32, 0);
    for letter in text.bytes() {
        let value = ALPHABET.iter().position(|known| *known == letter)?;
        bits = (bits << 5) | u32::try_from(value).ok()?;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push(((bits >> count) & 255) as u8);
        }
        bits &= (1 << count) - 1;
    }
    Some(bytes)
}

/// What a telephone reads a seed from: an address with the site's name and
/// the account's.
#[must_use]
pub fn address(seed: &str, site: &str, account: &str) -> String {
    let (site, account) = (escaped(site), escaped(account));
    format!("otpauth://totp/{site}:{account}?secret={seed}&issuer={site}")
}

fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

/// The code of a seed at a moment, for tests and for demos.
#[must_use]
pub fn code_at(seed: &str, at: DateTime<Utc>) -> Option<String> {
    code(&from_base32(seed)?, at.timestamp().div_euclid(STEP_S))
}

/// The step whose code was typed, among the one of `now` and its neighbours;
/// `None` when it is no code of theirs.
#[must_use]
pub fn step_of(seed: &str, typed: &str, now: DateTime<Utc>) -> Option<i64> {
    let key = from_base32(seed)?;
    let typed: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let this = now.timestamp().div_euclid(STEP_S);
    (this - SKEW..=this + SKEW).find(|step| {
        code(&key, *step).is_some_and(|code| bool::from(code.as_bytes().ct_eq(typed.as_bytes())))
    })
}

fn code(key: &[u8], step: i64) -> Option<String> {
    let mut mac = Hmac::<Sha1>::new_from_slice(key).ok()?;
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest[19] & 15);
    let bytes: [u8; 4] = digest.get(at..at + 4)?.try_into().ok()?;
    let number = u32::from_be_bytes(bytes) & 0x7fff_ffff;
    Some(format!("{:06}", number % CODES))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The seed of RFC 6238's table: "12345678901234567890".
    const SEED: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        for (second, wanted) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code_at(SEED, at(second)).as_deref(), Some(wanted));
        }
    }

    #[test]
    fn a_clock_may_be_one_step_off_and_no_more() {
        let code = code_at(SEED, at(59)).unwrap();
        for (second, is_taken) in [(0, true), (29, true), (59, true), (89, true), (90, false)] {
            assert_eq!(
                step_of(SEED, &code, at(second)).is_some(),
                is_taken,
                "{second}"
            );
        }
        assert_eq!(step_of(SEED, &code, at(89)), Some(1));
        assert_eq!(step_of(SEED, " 287 082 ", at(59)), Some(1));
        for wrong in ["", "287083", "2870822", "28708", "-87082"] {
            assert_eq!(step_of(SEED, wrong, at(59)), None, "{wrong}");
        }
    }

    #[test]
    fn seeds_are_text_and_back() {
        assert_eq!(base32(b"12345678901234567890"), SEED);
        assert_eq!(from_base32(SEED).unwrap(), b"12345678901234567890");
        for (bytes, text) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(bytes.as_bytes()), text);
            assert_eq!(from_base32(text).unwrap(), bytes.as_bytes());
        }
        assert_eq!(from_base32("mzxq"), None);
        let seed = new_seed();
        assert_eq!((seed.len(), from_base32(&seed).unwrap().len()), (32, 20));
        assert_ne!(seed, new_seed());
    }

    #[test]
    fn a_telephone_reads_site_and_account() {
        assert_eq!(
            address("MZXQ", "Acme & Sons", "rita@acme.example"),
            "otpauth://totp/Acme%20%26%20Sons:rita%40acme.example?secret=MZXQ&issuer=Acme%20%26%20Sons"
        );
    }
}
