//! The site's own secrets: random ids, and the key behind tracking links.

use crate::error::Error;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use doorstep::ids::{
    ConsentId, EntryToken, FollowerId, FollowerToken, ListLinkId, ListToken, OrderId, SessionToken,
    TrackingToken,
};
use doorstep::recipient::Medium;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::Path;
use subtle::ConstantTimeEq;

/// The key from which every tracking link is formed. It is never in the
/// database: a stolen copy of that opens no page.
#[derive(Clone)]
pub struct SiteKey([u8; 32]);

impl std::fmt::Debug for SiteKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SiteKey(..)")
    }
}

impl SiteKey {
    /// Takes the key from text of any length (an environment variable).
    ///
    /// # Errors
    /// When it is too short to be a secret.
    pub fn from_text(text: &str) -> Result<Self, Error> {
        if text.trim().len() < 32 {
            return Err(Error::refused(
                "the site key must have at least 32 characters: make one with `openssl rand -hex 32`",
            ));
        }
        Ok(Self(Sha256::digest(text.trim().as_bytes()).into()))
    }

    /// Reads the key file, or makes it at the first start, readable by its
    /// owner alone.
    ///
    /// # Errors
    /// When the file cannot be read or made.
    pub fn from_file(path: &Path) -> Result<Self, Error> {
        let failed = |error| Error::file(path.display().to_string(), error);
        match std::fs::read_to_string(path) {
            Ok(text) => return Self::from_text(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(error)),
        }
        write_whole(path).map_err(failed)?;
        let text = std::fs::read_to_string(path).map_err(failed)?;
        Self::from_text(&text)
    }

    /// The tracking token of an order: always the same for one generation, so
    /// that every later message forms the same link.
    #[must_use]
    pub fn token(&self, order: &OrderId, generation: i32) -> TrackingToken {
        let digest = self.mac([order.as_str().as_bytes(), &generation.to_be_bytes()]);
        TrackingToken::from_bits(first_bits(&digest))
    }

    /// The secret of a mailed link: whoever sends the mail forms it from the
    /// link's random id, so that no table holds it.
    #[must_use]
    pub fn list_token(&self, link: &ListLinkId) -> ListToken {
        let digest = self.mac([b"list of orders", link.as_str().as_bytes()]);
        ListToken::from_bits(first_bits(&digest))
    }

    /// The secret of a follower's own link.
    #[must_use]
    pub fn follower_token(&self, follower: &FollowerId) -> FollowerToken {
        let digest = self.mac([b"follower", follower.as_str().as_bytes()]);
        FollowerToken::from_bits(first_bits(&digest))
    }

    /// The six digits that prove a phone number: formed anew where they are
    /// sent and where they are compared, so that no table holds them.
    #[must_use]
    pub fn sms_code(&self, consent: &ConsentId) -> String {
        let digest = self.mac([b"code by text message", consent.as_str().as_bytes()]);
        format!("{:06}", first_bits(&digest) % 1_000_000)
    }

    /// What is kept of an address that is stopped. A plain hash of a phone
    /// number is read back in a minute; this one needs the site's key.
    #[must_use]
    pub fn address_hash(&self, medium: Medium, address: &str) -> [u8; 32] {
        let folded = match medium {
            Medium::Email => doorstep::lookup::same_email(address).unwrap_or_default(),
            Medium::Sms => address.to_owned(),
        };
        self.mac([b"address", medium.code().as_bytes(), folded.as_bytes()])
    }

    /// The secret of a link that ends what one recipient gets of an order. It
    /// names both, and nothing personal.
    #[must_use]
    pub fn unsubscribe_token(&self, order: &OrderId, recipient: &str) -> String {
        let named = format!("{order}\n{recipient}");
        let proof = self.proof_of_unsubscribing(named.as_bytes());
        let named = URL_SAFE_NO_PAD.encode(named);
        format!("{named}.{}", URL_SAFE_NO_PAD.encode(proof))
    }

    /// Whom the secret of such a link names; `None` when it is none of ours.
    #[must_use]
    pub fn unsubscribed(&self, token: &str) -> Option<(OrderId, String)> {
        let (named, proof) = token.split_once('.')?;
        let named = URL_SAFE_NO_PAD.decode(named).ok()?;
        let proof = URL_SAFE_NO_PAD.decode(proof).ok()?;
        let fits = self.proof_of_unsubscribing(&named).ct_eq(&proof);
        let named = String::from_utf8(named).ok()?;
        let (order, recipient) = named.split_once('\n')?;
        bool::from(fits).then(|| (OrderId::from_text(order), recipient.to_owned()))
    }

    fn proof_of_unsubscribing(&self, named: &[u8]) -> [u8; 16] {
        first_bits(&self.mac([b"unsubscribe", named])).to_be_bytes()
    }

    /// A key for one purpose, from which nothing of this one is learned.
    #[must_use]
    pub fn key_for(&self, purpose: &str) -> [u8; 32] {
        self.mac([b"a key for", purpose.as_bytes()])
    }

    fn mac<const N: usize>(&self, parts: [&[u8]; N]) -> [u8; 32] {
        // HMAC takes a key of any length, so this cannot fail.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            return [0; 32];
        };
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

fn first_bits(digest: &[u8; 32]) -> u128 {
    let mut bits = [0; 16];
    bits.copy_from_slice(&digest[..16]);
    u128::from_be_bytes(bits)
}

/// Makes the key file whole or not at all: a start that is killed on the way
/// leaves no empty key behind, and of two that start at once the first wins.
fn write_whole(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}", doorstep::ids::base62(random_bits())));
    let draft = Path::new(&name);
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(draft)?;
    writeln!(file, "{}", random_secret())?;
    file.sync_all()?;
    let linked = std::fs::hard_link(draft, path);
    std::fs::remove_file(draft)?;
    match linked {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// What the database keeps of a token.
#[must_use]
pub fn token_hash(token: &TrackingToken) -> [u8; 32] {
    Sha256::digest(token.as_str().as_bytes()).into()
}

/// What the database keeps of a mailed link's secret.
#[must_use]
pub fn list_token_hash(token: &ListToken) -> [u8; 32] {
    Sha256::digest(token.as_str().as_bytes()).into()
}

/// What the database keeps of the secret of a follower's own link.
#[must_use]
pub fn follower_token_hash(token: &FollowerToken) -> [u8; 32] {
    Sha256::digest(token.as_str().as_bytes()).into()
}

/// What the database keeps of the secret of a link for one of the staff.
#[must_use]
pub fn entry_token_hash(token: &EntryToken) -> [u8; 32] {
    Sha256::digest(token.as_str().as_bytes()).into()
}

/// What the database keeps of the secret of a signed-in browser.
#[must_use]
pub fn session_token_hash(token: &SessionToken) -> [u8; 32] {
    Sha256::digest(token.as_str().as_bytes()).into()
}

/// 128 random bits from the system.
///
/// # Panics
/// When the system has no randomness to give; nothing safe can be done then.
#[must_use]
pub fn random_bits() -> u128 {
    let mut bytes = [0; 16];
    #[expect(
        clippy::expect_used,
        reason = "without randomness no id or secret is safe"
    )]
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    u128::from_be_bytes(bytes)
}

/// A new secret of 256 random bits, as text.
#[must_use]
pub fn random_secret() -> String {
    doorstep::ids::base62(random_bits()) + &doorstep::ids::base62(random_bits())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> SiteKey {
        SiteKey::from_text(text).unwrap()
    }

    #[test]
    fn a_link_depends_on_the_key_the_order_and_the_generation() {
        let order = OrderId::from_text("ord_1");
        let ours = key("0123456789abcdef0123456789abcdef");
        let token = ours.token(&order, 0);
        assert_eq!(token, ours.token(&order, 0));
        assert_ne!(token, ours.token(&order, 1));
        assert_ne!(token, ours.token(&OrderId::from_text("ord_2"), 0));
        let other = key("another key, another site, 32 at least");
        assert_ne!(token, other.token(&order, 0));
    }

    #[test]
    fn a_link_that_unsubscribes_names_whom_and_cannot_be_made_up() {
        let ours = key("0123456789abcdef0123456789abcdef");
        let order = OrderId::from_text("ord_1");
        for recipient in ["buyer.email", "buyer.sms", "fol_7"] {
            let token = ours.unsubscribe_token(&order, recipient);
            let found = ours.unsubscribed(&token);
            assert_eq!(found, Some((order.clone(), recipient.to_owned())));
            let safe = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
            assert!(token.chars().all(safe), "{token}");
            let (named, _) = token.split_once('.').unwrap();
            let other = ours.unsubscribe_token(&order, "fol_8");
            let (_, proof) = other.split_once('.').unwrap();
            for wrong in [
                named.to_owned(),
                format!("{named}."),
                format!("{named}.{proof}"),
            ] {
                assert_eq!(ours.unsubscribed(&wrong), None, "{wrong}");
            }
        }
        for wrong in ["", ".", "x.y", "%00"] {
            assert_eq!(ours.unsubscribed(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_address_is_known_again_by_its_hash_and_a_code_has_six_digits() {
        let ours = key("0123456789abcdef0123456789abcdef");
        let of = |text| ours.address_hash(Medium::Email, text);
        assert_eq!(of(" Ada@Example.com"), of("ada@example.com"));
        assert_ne!(
            of("+491711234567"),
            ours.address_hash(Medium::Sms, "+491711234567")
        );
        for number in 0..50 {
            let code = ours.sms_code(&ConsentId::from_random(number));
            assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
        }
    }

    #[test]
    fn a_short_key_is_refused() {
        assert!(SiteKey::from_text("short").is_err());
    }
}
