//! The desk: what staff may do with an order, and why something they typed
//! cannot be taken.

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
    /// There is a claim for this parcel already.
    ClaimIsOpen,
    /// It is resolved already.
    IsResolved,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 13] = [
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
        Self::ClaimIsOpen,
        Self::IsResolved,
    ];
}
