//! Seeds of second factors as the database keeps them: sealed with a key that
//! is formed from the site key, so that a stolen copy of the database shows no
//! codes. A seed is bound to its account: put beside another it opens nothing.
//!
//! XChaCha20-Poly1305: it needs no help of the processor to be even in time,
//! and its nonces are long enough to be taken at random.

use crate::error::Error;
use crate::site::{self, SiteKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};

/// What a sealed seed begins with. One that was kept readable, as they were at
/// first, has letters and digits alone.
const SEALED: &str = "sealed1:";

/// What the sealing key is for.
const PURPOSE: &str = "second factor seeds";

const NONCE: usize = 24;

/// What the database keeps of a seed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It was sealed, and is this.
    Sealed(String),
    /// It was kept readable, and is this: it is sealed at its next use.
    Readable(String),
    /// It was sealed with another site key, or for another account.
    Lost,
}

impl Kept {
    /// The seed, where it can be read.
    #[must_use]
    pub fn seed(&self) -> Option<&str> {
        match self {
            Self::Sealed(seed) | Self::Readable(seed) => Some(seed),
            Self::Lost => None,
        }
    }
}

/// Seals the seed of an account, by its public id.
///
/// # Errors
/// Never for a seed of ours.
pub fn seal(key: &SiteKey, account: &str, seed: &str) -> Result<String, Error> {
    let random = [site::random_bits(), site::random_bits()];
    let random: Vec<u8> = random.into_iter().flat_map(u128::to_be_bytes).collect();
    let nonce = XNonce::from_slice(&random[..NONCE]);
    let within = Payload {
        msg: seed.as_bytes(),
        aad: account.as_bytes(),
    };
    let sealed = cipher(key).encrypt(nonce, within);
    let sealed = sealed.map_err(|_| Error::refused("a second factor could not be sealed"))?;
    let whole = [nonce.as_slice(), &sealed].concat();
    Ok(format!("{SEALED}{}", STANDARD_NO_PAD.encode(whole)))
}

/// Reads what the database keeps of an account's seed.
#[must_use]
pub fn open(key: &SiteKey, account: &str, kept: &str) -> Kept {
    let Some(sealed) = kept.strip_prefix(SEALED) else {
        return Kept::Readable(kept.to_owned());
    };
    opened(key, account, sealed).map_or(Kept::Lost, Kept::Sealed)
}

fn opened(key: &SiteKey, account: &str, sealed: &str) -> Option<String> {
    let whole = STANDARD_NO_PAD.decode(sealed).ok()?;
    let (nonce, sealed) = whole.split_at_checked(NONCE)?;
    let within = Payload {
        msg: sealed,
        aad: account.as_bytes(),
    };
    let seed = cipher(key)
        .decrypt(XNonce::from_slice(nonce), within)
        .ok()?;
    String::from_utf8(seed).ok()
}

fn cipher(key: &SiteKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&key.key_for(PURPOSE).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(letter: char) -> SiteKey {
        SiteKey::from_text(&letter.to_string().repeat(32)).unwrap()
    }

    #[test]
    fn a_seed_opens_with_its_key_for_its_account() {
        let sealed = seal(&key('a'), "stf_1", "MZXW6YTBOI").unwrap();
        assert!(!sealed.contains("MZXW6YTBOI"), "{sealed}");
        assert_ne!(sealed, seal(&key('a'), "stf_1", "MZXW6YTBOI").unwrap());
        let is = |key: &SiteKey, account, kept: &str| open(key, account, kept);
        let seed = Kept::Sealed("MZXW6YTBOI".to_owned());
        assert_eq!(is(&key('a'), "stf_1", &sealed), seed);
        assert_eq!(is(&key('b'), "stf_1", &sealed), Kept::Lost);
        assert_eq!(is(&key('a'), "stf_2", &sealed), Kept::Lost);
        for broken in ["sealed1:", "sealed1:AAAA", "sealed1:?", &sealed[..40]] {
            assert_eq!(is(&key('a'), "stf_1", broken), Kept::Lost, "{broken}");
        }
    }

    #[test]
    fn one_that_was_kept_readable_is_read() {
        let kept = open(&key('a'), "stf_1", "MZXW6YTBOI");
        assert_eq!(kept, Kept::Readable("MZXW6YTBOI".to_owned()));
        assert_eq!(kept.seed(), Some("MZXW6YTBOI"));
    }
}
