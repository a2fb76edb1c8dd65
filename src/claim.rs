//! A claim: a demand on a carrier. What it can be about, what the carrier
//! wants to see, until when it takes it, and how it goes on.

use serde::{Deserialize, Serialize};

mod terms;

pub use terms::{Days, Deadline, Way, deadline};

/// What a claim is about; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// It never arrived.
    Lost,
    /// It arrived broken, or something of it is gone.
    Damaged,
    /// The carrier says that it is there, and it is not.
    NotReceived,
}

impl ClaimKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Lost, Self::Damaged, Self::NotReceived];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Damaged => "damaged",
            Self::NotReceived => "not_received",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What a carrier wants to see of such a claim.
    #[must_use]
    pub const fn wanted(self) -> &'static [Evidence] {
        match self {
            Self::Lost => &[
                Evidence::Value,
                Evidence::Shipping,
                Evidence::RecipientStatement,
            ],
            Self::Damaged => &[
                Evidence::Value,
                Evidence::Shipping,
                Evidence::PhotosOfDamage,
                Evidence::PhotosOfPackaging,
                Evidence::PackagingKept,
                Evidence::Inspection,
            ],
            Self::NotReceived => &[
                Evidence::Value,
                Evidence::Shipping,
                Evidence::DeliveryRecord,
                Evidence::RecipientStatement,
            ],
        }
    }
}

/// Something a carrier wants to see; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// What the goods cost: the invoice.
    Value,
    /// That the carrier took it over: the label, the manifest, its scan.
    Shipping,
    /// Photos of what is broken.
    PhotosOfDamage,
    /// Photos of the packaging, inside and outside, with the label.
    PhotosOfPackaging,
    /// That the packaging is kept until the carrier has decided.
    PackagingKept,
    /// The carrier's own look at it.
    Inspection,
    /// Where, when and to whom the carrier says that it delivered.
    DeliveryRecord,
    /// The recipient's word, signed, that it never came.
    RecipientStatement,
}

impl Evidence {
    /// Everything that may be wanted.
    pub const ALL: [Self; 8] = [
        Self::Value,
        Self::Shipping,
        Self::PhotosOfDamage,
        Self::PhotosOfPackaging,
        Self::PackagingKept,
        Self::Inspection,
        Self::DeliveryRecord,
        Self::RecipientStatement,
    ];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Shipping => "shipping",
            Self::PhotosOfDamage => "photos_of_damage",
            Self::PhotosOfPackaging => "photos_of_packaging",
            Self::PackagingKept => "packaging_kept",
            Self::Inspection => "inspection",
            Self::DeliveryRecord => "delivery_record",
            Self::RecipientStatement => "recipient_statement",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|evidence| evidence.code() == code)
    }
}

/// A line of a claim's list of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// What the carrier wants to see.
    pub evidence: Evidence,
    /// Whether it is at hand.
    pub at_hand: bool,
    /// Where it is to be found, in the words of staff; may name people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// The list of a claim with what somebody says of it: every line that is
/// wanted, in its order, and no other.
#[must_use]
pub fn pieces(kind: ClaimKind, said: &[Piece]) -> Vec<Piece> {
    kind.wanted()
        .iter()
        .map(|evidence| {
            let of_it = said.iter().find(|piece| piece.evidence == *evidence);
            of_it.cloned().unwrap_or(Piece {
                evidence: *evidence,
                at_hand: false,
                words: None,
            })
        })
        .collect()
}

/// How far a claim is; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimState {
    /// What it needs is being gathered.
    Open,
    /// The carrier has it.
    Filed,
    /// The carrier pays.
    Paid,
    /// The carrier does not.
    Refused,
    /// We do not ask any more.
    Withdrawn,
}

impl ClaimState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Filed,
        Self::Paid,
        Self::Refused,
        Self::Withdrawn,
    ];

    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Filed => "filed",
            Self::Paid => "paid",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether somebody still waits for something.
    #[must_use]
    pub const fn is_pending(self) -> bool {
        matches!(self, Self::Open | Self::Filed)
    }

    /// Whether a claim in this state may come to stand in another.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        match self {
            Self::Open => matches!(next, Self::Filed | Self::Withdrawn),
            Self::Filed => matches!(next, Self::Paid | Self::Refused | Self::Withdrawn),
            Self::Paid | Self::Refused | Self::Withdrawn => false,
        }
    }
}

#[cfg(test)]
mod tests;
