//! The plain JSON door: orders, shipments and scans from any shop, packing
//! tool or carrier that has no adapter of its own, as JSON or as CSV.
//!
//! [`schema`] is what may be sent. Reading is strict and says everything that
//! is wrong with an item at once: whoever connects a shop sees these messages
//! and nothing else.

mod columns;
mod csv;
pub mod desk;
mod expected;
mod fields;
mod items;
mod nearest;
mod order;
pub mod promise;
mod scan;
pub mod schema;
mod shipment;

pub use csv::csv;
pub use fields::{FieldError, FieldErrors};
pub use items::{ItemText, MOST_ITEMS, NotJson, items};

use crate::carriers::tracking_part::TrackingPart;
use chrono::{DateTime, Utc};
use doorstep::shipment::Change;
use fields::Errors;
use serde_json::Value;

/// What is left of what came through the door when it grows old, be it as it
/// was sent or as it was taken from a file.
pub const TRACKING_PART: TrackingPart = TrackingPart {
    inside: &[
        "items",
        "expected",
        "estimate",
        "Order",
        "Shipment",
        "Parcel",
        "lines",
        "trackings",
        "scans",
        "report",
        "time",
        "place",
        "hours",
    ],
    fields: &[
        "id",
        "order_id",
        "shipment_id",
        "external_id",
        "order_external_id",
        "unique_id",
        "line_id",
        "number",
        "numbers",
        "carrier",
        "kind",
        "test",
        "version",
        "placed_at",
        "updated_at",
        "packed_at",
        "handed_over_at",
        "cancelled_at",
        "direction",
        "tracked",
        "service",
        "sku",
        "quantity",
        "ships",
        "status",
        "reason",
        "code",
        "text",
        "source",
        "time",
        "local",
        "offset_min",
        "instant",
        "precision",
        "position",
        "place_offset_min",
        "stated_at",
        "expected",
        "from",
        "to",
        "hours_from",
        "hours_to",
        "city",
        "region",
        "country",
    ],
};

/// What an item is of: the last part of the door's path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// `/api/v1/orders`: see [`schema::Order`].
    Orders,
    /// `/api/v1/shipments`: see [`schema::Shipment`].
    Shipments,
    /// `/api/v1/scans`: see [`schema::Scan`].
    Scans,
}

impl Door {
    /// Every door, for tables.
    pub const ALL: [Self; 3] = [Self::Orders, Self::Shipments, Self::Scans];

    /// The last part of its path.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Shipments => "shipments",
            Self::Scans => "scans",
        }
    }

    /// Finds a door by the last part of its path.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|door| door.name() == name)
    }
}

/// Reads one item. `now` stands in for `updated_at` where the sender gives
/// none, and tells times that lie in the future.
///
/// # Errors
/// All that is wrong with the item, field by field.
pub fn read(door: Door, item: &Value, now: DateTime<Utc>) -> Result<Change, FieldErrors> {
    let errors = Errors::new(now);
    let change = match door {
        Door::Orders => order::change(item, &errors),
        Door::Shipments => shipment::change(item, &errors),
        Door::Scans => scan::change(item, &errors),
    };
    errors.unless_any(change)
}

/// Reads one item of [`items`], whether or not its text was JSON.
///
/// # Errors
/// All that is wrong with the item, field by field; an empty path means the
/// item as a whole.
pub fn read_item(door: Door, item: &ItemText, now: DateTime<Utc>) -> Result<Change, FieldErrors> {
    match &item.value {
        Ok(value) => read(door, value, now),
        Err(not_json) => Err(FieldErrors(vec![FieldError {
            path: String::new(),
            problem: not_json.to_string(),
        }])),
    }
}

#[cfg(test)]
mod tests;
