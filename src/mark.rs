//! A mark by hand: what staff know of a parcel. It stands beside what the
//! carrier says and is never read by what follows from that.

use serde::{Deserialize, Serialize};

/// What staff may know of a parcel before its carrier says so; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Marked {
    /// The recipient has it.
    Delivered,
    /// Nobody will find it.
    Lost,
    /// It is broken.
    Damaged,
    /// It is back with the shop.
    Returned,
    /// The carrier holds it at our word, or sends it back.
    Stopped,
}

impl Marked {
    /// Every mark.
    pub const ALL: [Self; 5] = [
        Self::Delivered,
        Self::Lost,
        Self::Damaged,
        Self::Returned,
        Self::Stopped,
    ];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Lost => "lost",
            Self::Damaged => "damaged",
            Self::Returned => "returned",
            Self::Stopped => "stopped",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|marked| marked.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        for marked in Marked::ALL {
            assert_eq!(Marked::from_code(marked.code()), Some(marked));
        }
        assert_eq!(Marked::from_code("in_transit"), None);
    }
}
