//! What a shop offers for a parcel that did not reach its buyer.

use serde::{Deserialize, Serialize};

/// What a buyer may ask for; a shop says which of it it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// It is sent once more.
    SendAgain,
    /// It is sent to another address.
    NewAddress,
    /// The money is given back.
    Refund,
}

/// The words for them in a brand's values.
pub const REMEDIES: &[&str] = &["send_again", "new_address", "refund"];

impl Remedy {
    /// Every remedy.
    pub const ALL: [Self; 3] = [Self::SendAgain, Self::NewAddress, Self::Refund];

    /// The word for it in a brand's values and in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SendAgain => "send_again",
            Self::NewAddress => "new_address",
            Self::Refund => "refund",
        }
    }

    /// Reads a word back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|remedy| remedy.code() == code)
    }
}

/// The remedies that lines name, each once, and how many lines name none.
pub(super) fn read(lines: &[&str]) -> (Vec<Remedy>, usize) {
    let mut offers = Vec::new();
    let mut strange = 0;
    for line in lines {
        match Remedy::from_code(line) {
            Some(remedy) if !offers.contains(&remedy) => offers.push(remedy),
            Some(_) => {}
            None => strange += 1,
        }
    }
    (offers, strange)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back() {
        let codes: Vec<&str> = Remedy::ALL.iter().map(|remedy| remedy.code()).collect();
        assert_eq!(codes, REMEDIES);
        for remedy in Remedy::ALL {
            assert_eq!(Remedy::from_code(remedy.code()), Some(remedy));
        }
    }
}
