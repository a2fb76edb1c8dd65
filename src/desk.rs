//! The desk: what staff may do with an order, and why something they typed
//! cannot be taken.

use crate::flag::Flag;
use serde::{Deserialize, Serialize};

/// Why something that was typed cannot be taken; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// There are no words where some are needed.
    NoWords,
    /// The words are longer than is kept.
    TooLong,
    /// The moment is past, or too far away.
    WrongMoment,
    /// It is no tracking number.
    NoTrackingNumber,
    /// The order has this number already.
    SameNumber,
    /// It is no status a parcel can be marked with.
    NoStatus,
    /// It is no day, or the last one comes before the first.
    WrongDay,
    /// It is no carrier we know, and a name is needed.
    NoCarrier,
    /// The colleague serves another brand.
    NotTheirBrand,
    /// A fact the text needs is not known: it is said where.
    MissingFact,
    /// The buyer has no e-mail address.
    NoAddress,
    /// The order is a test, and its buyer's address is none of the testers'.
    NoTester,
    /// There is a claim for this parcel already.
    ClaimIsOpen,
    /// It is resolved already.
    IsResolved,
    /// It is no country we know, or a region without one.
    NoPlace,
    /// It is no amount of money.
    NoAmount,
    /// It is no number of pieces, or more than the order has of them.
    NoQuantity,
    /// The order's person was forgotten: nothing personal is taken in any
    /// more.
    Forgotten,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 18] = [
        Self::NoWords,
        Self::TooLong,
        Self::WrongMoment,
        Self::NoTrackingNumber,
        Self::SameNumber,
        Self::NoStatus,
        Self::WrongDay,
        Self::NoCarrier,
        Self::NotTheirBrand,
        Self::MissingFact,
        Self::NoAddress,
        Self::NoTester,
        Self::ClaimIsOpen,
        Self::IsResolved,
        Self::NoPlace,
        Self::NoAmount,
        Self::NoQuantity,
        Self::Forgotten,
    ];
}

/// What staff did that stands in an order's history; kept as JSON in an entry.
/// Of a contact where no flag is named: the entry's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "did")]
pub enum Event {
    /// It was handed to a colleague.
    HandedOver {
        /// The flag.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        flag: Option<Flag>,
        /// The colleague's name.
        to: String,
    },
    /// It was resolved.
    Resolved {
        /// The flag.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        flag: Option<Flag>,
        /// Why, in the words of staff.
        why: String,
    },
    /// It was opened again.
    Reopened {
        /// The flag.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        flag: Option<Flag>,
    },
}
