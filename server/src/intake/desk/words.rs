//! What staff typed, as it is kept: without blanks around it, and neither
//! empty nor too long.

use doorstep::desk::Fault;

/// The most letters of a reason.
pub const REASON: usize = 500;

/// The most letters of a note, of an address and of an instruction.
pub const NOTE: usize = 4_000;

/// The most letters that shoppers read of an incident: it stands beside their
/// parcel's window.
pub const INCIDENT: usize = 280;

/// Takes words of so many letters at most.
pub fn words(typed: &str, most: usize) -> Result<&str, Fault> {
    let words = typed.trim();
    if words.is_empty() {
        return Err(Fault::NoWords);
    }
    if words.chars().count() > most {
        return Err(Fault::TooLong);
    }
    Ok(words)
}

/// The same where nothing need be said.
pub fn words_if_any(typed: Option<&str>, most: usize) -> Result<Option<String>, Fault> {
    let typed = typed.map(str::trim).filter(|words| !words.is_empty());
    typed
        .map(|typed| words(typed, most).map(str::to_owned))
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_neither_empty_nor_long() {
        assert_eq!(words(" ok \n", 2), Ok("ok"));
        assert_eq!(words("äöü", 3), Ok("äöü"));
        assert_eq!(words("äöü", 2), Err(Fault::TooLong));
        assert_eq!(words(" \n", 5), Err(Fault::NoWords));
        assert_eq!(words_if_any(Some("  "), 5), Ok(None));
        assert_eq!(words_if_any(None, 5), Ok(None));
        assert_eq!(words_if_any(Some("too long"), 5), Err(Fault::TooLong));
    }
}
