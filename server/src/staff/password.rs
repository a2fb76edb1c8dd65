//! Passwords: hashed with argon2id, away from the threads that answer, and
//! only a few at a time, since each takes its share of memory.

use crate::error::Error;
use argon2::password_hash::{PasswordHash, SaltString};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

/// What one hash costs, as OWASP advises: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How many are worked on at once.
static ROOM: Semaphore = Semaphore::const_new(4);

/// What is compared with where there is no account, so that it takes as long
/// as a wrong password. Nobody knows a password of which it is the hash.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What the database keeps of a password.
///
/// # Errors
/// When the machine has no room to work in.
pub async fn hash(password: &str) -> Result<String, Error> {
    let typed = spelled(password);
    let salt = SaltString::encode_b64(&crate::site::random_bits().to_be_bytes())
        .map_err(|error| failed(&error))?;
    worked(move || {
        let hashed = argon2()?.hash_password(typed.as_bytes(), &salt);
        hashed
            .map(|hash| hash.to_string())
            .map_err(|error| failed(&error))
    })
    .await
}

/// Whether a password is the one of a stored hash. Without one it is not, and
/// that is found out in the same time.
///
/// # Errors
/// When the machine has no room to work in, or the stored hash is none.
pub async fn fits(password: &str, stored: Option<&str>) -> Result<bool, Error> {
    let typed = spelled(password);
    let is_known = stored.is_some();
    let stored = stored.unwrap_or(NOBODYS).to_owned();
    let fits = worked(move || {
        let stored = PasswordHash::new(&stored).map_err(|error| failed(&error))?;
        Ok(argon2()?.verify_password(typed.as_bytes(), &stored).is_ok())
    })
    .await?;
    Ok(fits && is_known)
}

/// Keyboards write one letter in several ways; a password is one whichever
/// was used. What is longer than any password is not worked on.
fn spelled(password: &str) -> String {
    let most = doorstep::staff::LONGEST_PASSWORD + 1;
    password.chars().take(most).nfkc().collect()
}

fn argon2() -> Result<Argon2<'static>, Error> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)
        .map_err(|error| Error::refused(format!("a password cannot be worked on: {error}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn failed(error: &argon2::password_hash::Error) -> Error {
    Error::Stored(format!("a password's hash: {error}"))
}

async fn worked<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let place = ROOM.acquire().await;
    let done = tokio::task::spawn_blocking(move || {
        // The place is given back when the work is done, whoever still waits.
        let _place = place;
        work()
    });
    done.await
        .map_err(|error| Error::refused(format!("a password could not be worked on: {error}")))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_and_no_other() {
        let stored = hash("correct horse battery").await.unwrap();
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        assert!(fits("correct horse battery", Some(&stored)).await.unwrap());
        assert!(!fits("Correct horse battery", Some(&stored)).await.unwrap());
        let again = hash("correct horse battery").await.unwrap();
        assert_ne!(stored, again, "each has a salt of its own");
    }

    #[tokio::test]
    async fn a_letter_is_the_same_on_every_keyboard() {
        let stored = hash("zwo\u{308}lf Buchstaben").await.unwrap();
        assert!(fits("zw\u{f6}lf Buchstaben", Some(&stored)).await.unwrap());
    }

    #[tokio::test]
    async fn nothing_fits_nobodys_account() {
        assert!(PasswordHash::new(NOBODYS).is_ok());
        assert!(!fits("", None).await.unwrap());
    }

    #[tokio::test]
    async fn what_is_no_hash_is_said() {
        assert!(fits("x", Some("plain text")).await.is_err());
    }
}
