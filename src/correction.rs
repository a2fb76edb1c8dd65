//! A correction: an address or an instruction that staff took down beside the
//! shop's own word, and who still has to be told of it.

use serde::{Deserialize, Serialize};

/// What was corrected; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CorrectionKind {
    /// Where it goes.
    Address,
    /// What the driver should know.
    Instruction,
}

impl CorrectionKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Address, Self::Instruction];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Instruction => "instruction",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Who has to be told of a correction; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The shop, whose own system sends the next label.
    Shop,
    /// The carrier, who has the parcel.
    Carrier,
}

impl Party {
    /// Everybody who may have to be told.
    pub const ALL: [Self; 2] = [Self::Shop, Self::Carrier];

    /// The code that stands in forms and in the audit trail.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shop => "shop",
            Self::Carrier => "carrier",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|party| party.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        for kind in CorrectionKind::ALL {
            assert_eq!(CorrectionKind::from_code(kind.code()), Some(kind));
        }
        for party in Party::ALL {
            assert_eq!(Party::from_code(party.code()), Some(party));
        }
    }
}
