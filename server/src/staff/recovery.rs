//! Recovery codes: what stands in for a telephone that is gone, each once.

use super::totp::base32;
use sha2::{Digest, Sha256};

/// How many are given at a time.
const COUNT: usize = 10;

/// Letters between two hyphens, for reading them out.
const GROUP: usize = 4;

/// New codes of 80 random bits each, as they are shown.
#[must_use]
pub fn new_codes() -> Vec<String> {
    (0..COUNT).map(|_| new_code()).collect()
}

fn new_code() -> String {
    let bytes = crate::site::random_bits().to_be_bytes();
    let letters = base32(&bytes[..10]).to_lowercase();
    let groups: Vec<&str> = (0..letters.len())
        .step_by(GROUP)
        .filter_map(|at| letters.get(at..at + GROUP))
        .collect();
    groups.join("-")
}

/// What the database keeps of a code, however it is typed.
#[must_use]
pub fn hash(code: &str) -> [u8; 32] {
    let letters: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
        .collect();
    Sha256::digest(letters.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_can_be_read_out_and_differ() {
        let mut codes = new_codes();
        for code in &codes {
            assert_eq!(code.len(), 19, "{code}");
            assert_eq!(code.matches('-').count(), 3, "{code}");
            let spoken = code.replace('-', " ").to_uppercase();
            assert_eq!(hash(code), hash(&spoken), "{code}");
        }
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), COUNT);
    }
}
