//! Which column of a file means what.

use crate::codes::codes;
use serde::{Deserialize, Serialize};
use thiserror::Error;

codes! {
    /// What a column of a history file can say; the code is its usual header.
    Column {
        /// The number the shop knows the order by.
        OrderNumber = "order_number",
        /// When it was bought.
        PlacedAt = "placed_at",
        /// When it was paid.
        ApprovedAt = "approved_at",
        /// When a carrier took it over.
        HandedOverAt = "handed_over_at",
        /// When it arrived.
        DeliveredAt = "delivered_at",
        /// When it was called off.
        CancelledAt = "cancelled_at",
        /// The day the shop named to the buyer.
        PromisedOn = "promised_on",
        /// How it stands, in the shop's own word.
        Status = "status",
        /// Where it was packed.
        Warehouse = "warehouse",
        /// The country it left from.
        OriginCountry = "origin_country",
        /// The state or province it left from.
        OriginRegion = "origin_region",
        /// The postal code it left from, or its beginning.
        OriginPostalPrefix = "origin_postal_prefix",
        /// The latitude it left from.
        OriginLat = "origin_lat",
        /// The longitude it left from.
        OriginLng = "origin_lng",
        /// The country it went to.
        DestinationCountry = "destination_country",
        /// The state or province it went to.
        DestinationRegion = "destination_region",
        /// The postal code it went to, or its beginning.
        DestinationPostalPrefix = "destination_postal_prefix",
        /// The latitude it went to.
        DestinationLat = "destination_lat",
        /// The longitude it went to.
        DestinationLng = "destination_lng",
        /// Who carried it.
        Carrier = "carrier",
        /// By which of the carrier's services.
        Service = "service",
        /// What kind of goods.
        Category = "category",
        /// How many pieces.
        Items = "items",
        /// How heavy, in grams.
        WeightG = "weight_g",
        /// How large, in litres.
        VolumeL = "volume_l",
        /// What the goods cost.
        GoodsValue = "goods_value",
        /// What sending it cost.
        FreightValue = "freight_value",
    }
}

impl Column {
    /// Whether no order can be read without it.
    #[must_use]
    pub const fn is_needed(self) -> bool {
        matches!(self, Self::OrderNumber | Self::PlacedAt)
    }
}

/// A file whose headers are known: those that tell it from others, and what
/// its headers mean.
struct Export {
    told_by: &'static [&'static str],
    headers: &'static [(&'static str, Column)],
}

/// The exports we know.
const EXPORTS: [Export; 2] = [
    // Shopify, "Export orders" (plain CSV). Times have an offset; an order of
    // several articles has a line for each.
    Export {
        told_by: &["Name", "Created at", "Lineitem quantity"],
        headers: &[
            ("Name", Column::OrderNumber),
            ("Created at", Column::PlacedAt),
            ("Paid at", Column::ApprovedAt),
            ("Fulfilled at", Column::HandedOverAt),
            ("Cancelled at", Column::CancelledAt),
            ("Fulfillment Status", Column::Status),
            ("Location", Column::Warehouse),
            ("Shipping Country", Column::DestinationCountry),
            ("Shipping Province", Column::DestinationRegion),
            ("Shipping Zip", Column::DestinationPostalPrefix),
            ("Shipping Method", Column::Service),
            ("Lineitem quantity", Column::Items),
            ("Subtotal", Column::GoodsValue),
            ("Shipping", Column::FreightValue),
        ],
    },
    // WooCommerce, Import Export Suite and Customer/Order Export.
    Export {
        told_by: &["order_id", "order_date"],
        headers: &[
            ("order_number", Column::OrderNumber),
            ("order_date", Column::PlacedAt),
            ("paid_date", Column::ApprovedAt),
            ("status", Column::Status),
            ("shipping_country", Column::DestinationCountry),
            ("shipping_state", Column::DestinationRegion),
            ("shipping_postcode", Column::DestinationPostalPrefix),
            ("shipping_method", Column::Service),
            ("order_subtotal", Column::GoodsValue),
            ("shipping_total", Column::FreightValue),
        ],
    },
];

/// Why a file cannot be read with a mapping.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MappingFault {
    /// No column of the file says what is needed.
    #[error("no column of it is called {}", .0.code())]
    Missing(Column),
    /// Two columns of the file say the same.
    #[error("two columns of it say {}", .0.code())]
    Twice(Column),
    /// The file has no column of this name.
    #[error("it has no column {0}")]
    NoHeader(String),
}

/// What each column of a file means, in the file's order; `None` where it says
/// nothing we know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping(Vec<Option<Column>>);

impl Mapping {
    /// Guesses from the headers: those of an export we know, else our own, in
    /// whatever spelling.
    #[must_use]
    pub fn guessed(headers: &[&str]) -> Self {
        let has = |wanted: &&str| headers.iter().any(|header| is_same(header, wanted));
        let known = EXPORTS.iter().find(|export| export.told_by.iter().all(has));
        let means = |header: &str| match known {
            Some(export) => export
                .headers
                .iter()
                .find(|(name, _)| is_same(header, name))
                .map(|(_, column)| *column),
            None => Column::ALL
                .iter()
                .copied()
                .find(|column| is_same(header, column.code())),
        };
        Self(headers.iter().map(|header| means(header)).collect())
    }

    /// The same with some columns as somebody says they are: a header and what
    /// it means, or `None` for nothing.
    ///
    /// # Errors
    /// [`MappingFault::NoHeader`] for a header that the file has not.
    pub fn corrected(
        mut self,
        headers: &[&str],
        said: &[(String, Option<Column>)],
    ) -> Result<Self, MappingFault> {
        for (header, column) in said {
            let at = headers.iter().position(|known| is_same(known, header));
            let at = at.ok_or_else(|| MappingFault::NoHeader(header.clone()))?;
            // What is said wins over what was guessed of another column.
            for other in &mut self.0 {
                if column.is_some() && other == column {
                    *other = None;
                }
            }
            self.0[at] = *column;
        }
        Ok(self)
    }

    /// Refuses a mapping that no order can be read with.
    ///
    /// # Errors
    /// The first fault.
    pub fn checked(self) -> Result<Self, MappingFault> {
        for column in Column::ALL.iter().copied() {
            match self.0.iter().filter(|said| **said == Some(column)).count() {
                0 if column.is_needed() => return Err(MappingFault::Missing(column)),
                0 | 1 => {}
                _ => return Err(MappingFault::Twice(column)),
            }
        }
        Ok(self)
    }

    /// What somebody has said of every column of a file, in the file's order.
    #[must_use]
    pub const fn said(columns: Vec<Option<Column>>) -> Self {
        Self(columns)
    }

    /// What each column means.
    #[must_use]
    pub fn columns(&self) -> &[Option<Column>] {
        &self.0
    }

    /// Where in a line a column stands.
    #[must_use]
    pub fn place_of(&self, column: Column) -> Option<usize> {
        self.0.iter().position(|said| *said == Some(column))
    }
}

/// Headers differ in case, blanks and signs, and a file may begin with a byte
/// order mark.
fn is_same(one: &str, other: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|letter| letter.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    letters(one) == letters(other)
}
