//! A shipment: what leaves a warehouse together, what it holds, and every
//! date ever expected of it.

use crate::carrier::Carrier;
use crate::order::{OrderLine, OrderUpdate};
use crate::reading::{Estimate, ParcelReading};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Which way a shipment travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the shop to the recipient.
    #[default]
    Outbound,
    /// From the recipient back to the shop; it never tells the shopper
    /// "delivered".
    Return,
}

impl Direction {
    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Outbound => "outbound",
            Self::Return => "return",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Outbound, Self::Return]
            .into_iter()
            .find(|direction| direction.code() == code)
    }
}

/// A number a shop gave a shipment, and who it says carries it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tracking {
    /// Who carries it; unnamed where the shop does not say.
    pub carrier: Carrier,
    /// The number, cleaned by [`crate::number::clean`].
    pub number: String,
    /// The shop's own link to the carrier's page.
    pub link: Option<String>,
}

/// What precedes an article number where an item names its order line by that
/// in place of the line's id, as packing tools do.
pub const BY_SKU: &str = "sku:";

/// Some of an order's line, in one shipment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipmentItem {
    /// The order line's external id, or [`BY_SKU`] and its article number.
    pub line_id: String,
    /// How many of it.
    pub quantity: u32,
}

impl ShipmentItem {
    /// Whether it is some of an order's line; packing tools often know article
    /// numbers only.
    #[must_use]
    pub fn is_of(&self, line: &OrderLine) -> bool {
        match self.line_id.strip_prefix(BY_SKU) {
            Some(sku) => line.sku.as_deref() == Some(sku),
            None => self.line_id == line.external_id,
        }
    }
}

/// What a shop or a packing tool says a shipment is now. Applied only over
/// an older version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipmentUpdate {
    /// The order it belongs to, by the platform's id.
    pub order_external_id: String,
    /// The platform's id of the shipment.
    pub external_id: String,
    /// When the platform last changed it; an older update is ignored.
    pub version: DateTime<Utc>,
    /// Which way it travels.
    pub direction: Direction,
    /// Its numbers: none (not known, or no tracking), one, or several parcels
    /// that left together. The whole list: a number that is missing from a
    /// newer version is no longer this shipment's.
    pub trackings: Vec<Tracking>,
    /// Whether the carrier is expected to report scans. `false` for letter
    /// post, own van and collection.
    pub tracked: bool,
    /// What it holds.
    pub items: Vec<ShipmentItem>,
    /// When the goods were packed.
    pub packed_at: Option<DateTime<Utc>>,
    /// When they were handed to the carrier, as the shop says.
    pub handed_over_at: Option<DateTime<Utc>>,
    /// When the shipment was called off.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// The service, in the shop's words.
    pub service: Option<String>,
    /// Where it was packed.
    pub warehouse: Option<String>,
    /// What it was packed in.
    pub package_type: Option<String>,
    /// The delivery the shop expects of this shipment, if it says so.
    pub expected: Option<Estimate>,
    /// Whether it is no part of its order: it is shown no more, and asks
    /// nothing of anybody.
    #[serde(default)]
    pub removed: bool,
    /// The version it was made from, where it is taken in over that one alone:
    /// people change what they see, and what they did not see stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<DateTime<Utc>>,
}

/// One thing a message asks the store of truth to take in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// An order is new or has changed.
    Order(Box<OrderUpdate>),
    /// A shipment is new or has changed.
    Shipment(Box<ShipmentUpdate>),
    /// A carrier, or a shop in its place, spoke of a parcel.
    Parcel(Box<ParcelReading>),
}

/// Who named an expected date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseSource {
    /// The shop, at checkout or at packing.
    Shop,
    /// The carrier.
    Carrier,
    /// Doorstep, from the lane's history.
    Doorstep,
}

impl PromiseSource {
    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shop => "shop",
            Self::Carrier => "carrier",
            Self::Doorstep => "doorstep",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Shop, Self::Carrier, Self::Doorstep]
            .into_iter()
            .find(|source| source.code() == code)
    }
}
