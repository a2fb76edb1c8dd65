//! Why something went wrong, grouped by who can act on it.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why something went wrong, as far as the carrier said; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The carrier damaged the parcel or its contents.
    Damaged,
    /// The carrier cannot find the parcel.
    Lost,
    /// The parcel went to the wrong place.
    Missorted,
    /// A vehicle, train, ship or plane failed or was late.
    Vehicle,
    /// More parcels than the carrier could carry.
    Capacity,
    /// The carrier handled the parcel late.
    ProcessingDelay,
    /// A strike, closure, accident or other disruption.
    Disruption,
    /// The shop had not got the goods ready.
    NotReady,
    /// The shop has none left.
    OutOfStock,
    /// The shop or its label gave the carrier wrong data.
    WrongAddressData,
    /// The shop called the parcel off.
    CancelledByShop,
    /// The shop's packaging, size or weight is not acceptable.
    Packaging,
    /// Nobody was there.
    NotHome,
    /// The recipient did not want it.
    Refused,
    /// The business was closed.
    BusinessClosed,
    /// The address is wrong or incomplete.
    AddressIncorrect,
    /// The driver could not reach the door or the mailbox.
    Access,
    /// Identity, age or signature could not be shown.
    Identity,
    /// Cash on delivery or postage is owed.
    PaymentDue,
    /// The recipient asked for another day or place.
    RescheduleRequested,
    /// Nobody collected it in time.
    Unclaimed,
    /// Customs or another authority inspects it.
    Inspection,
    /// Papers for customs are missing or wrong.
    Documents,
    /// Duties or taxes are owed.
    Duties,
    /// It may not enter, or may not be carried.
    Prohibited,
    /// Customs takes longer than usual.
    CustomsDelay,
    /// Weather.
    Weather,
    /// Flood, fire, earthquake or another disaster.
    Disaster,
    /// The carrier reports a problem without its cause.
    Unknown,
}

/// Who can act on a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReasonGroup {
    /// The carrier.
    Carrier,
    /// The shop.
    Shop,
    /// The recipient.
    Recipient,
    /// Customs and other authorities, often with the recipient's papers.
    Customs,
    /// Nobody.
    Nature,
    /// Not known.
    Unknown,
}

impl Reason {
    /// Every reason, grouped as [`ReasonGroup`] does.
    pub const ALL: [Self; 29] = [
        Self::Damaged,
        Self::Lost,
        Self::Missorted,
        Self::Vehicle,
        Self::Capacity,
        Self::ProcessingDelay,
        Self::Disruption,
        Self::NotReady,
        Self::OutOfStock,
        Self::WrongAddressData,
        Self::CancelledByShop,
        Self::Packaging,
        Self::NotHome,
        Self::Refused,
        Self::BusinessClosed,
        Self::AddressIncorrect,
        Self::Access,
        Self::Identity,
        Self::PaymentDue,
        Self::RescheduleRequested,
        Self::Unclaimed,
        Self::Inspection,
        Self::Documents,
        Self::Duties,
        Self::Prohibited,
        Self::CustomsDelay,
        Self::Weather,
        Self::Disaster,
        Self::Unknown,
    ];

    /// The code kept in the database and on the wire; never shown to people.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Damaged => "damaged",
            Self::Lost => "lost",
            Self::Missorted => "missorted",
            Self::Vehicle => "vehicle",
            Self::Capacity => "capacity",
            Self::ProcessingDelay => "processing_delay",
            Self::Disruption => "disruption",
            Self::NotReady => "not_ready",
            Self::OutOfStock => "out_of_stock",
            Self::WrongAddressData => "wrong_address_data",
            Self::CancelledByShop => "cancelled_by_shop",
            Self::Packaging => "packaging",
            Self::NotHome => "not_home",
            Self::Refused => "refused",
            Self::BusinessClosed => "business_closed",
            Self::AddressIncorrect => "address_incorrect",
            Self::Access => "access",
            Self::Identity => "identity",
            Self::PaymentDue => "payment_due",
            Self::RescheduleRequested => "reschedule_requested",
            Self::Unclaimed => "unclaimed",
            Self::Inspection => "inspection",
            Self::Documents => "documents",
            Self::Duties => "duties",
            Self::Prohibited => "prohibited",
            Self::CustomsDelay => "customs_delay",
            Self::Weather => "weather",
            Self::Disaster => "disaster",
            Self::Unknown => "unknown",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// Who can act on it.
    #[must_use]
    pub const fn group(self) -> ReasonGroup {
        match self {
            Self::Damaged
            | Self::Lost
            | Self::Missorted
            | Self::Vehicle
            | Self::Capacity
            | Self::ProcessingDelay
            | Self::Disruption => ReasonGroup::Carrier,
            Self::NotReady
            | Self::OutOfStock
            | Self::WrongAddressData
            | Self::CancelledByShop
            | Self::Packaging => ReasonGroup::Shop,
            Self::NotHome
            | Self::Refused
            | Self::BusinessClosed
            | Self::AddressIncorrect
            | Self::Access
            | Self::Identity
            | Self::PaymentDue
            | Self::RescheduleRequested
            | Self::Unclaimed => ReasonGroup::Recipient,
            Self::Inspection
            | Self::Documents
            | Self::Duties
            | Self::Prohibited
            | Self::CustomsDelay => ReasonGroup::Customs,
            Self::Weather | Self::Disaster => ReasonGroup::Nature,
            Self::Unknown => ReasonGroup::Unknown,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
