//! History: what became of orders in the past, read from a file of one line an
//! order. Which column of the file means what, and what a line says.
//!
//! Times are as the file gives them: local, without a zone, for shops export
//! them so. Spans between two of one line are right whatever the zone was; a
//! change of clocks between them is an hour's error that nothing in the file
//! could tell.

mod columns;
mod line;
#[cfg(test)]
mod tests;

pub use columns::{Column, Mapping, MappingFault};
pub use line::{LineFault, Wrong, continues, read};

use chrono::{NaiveDate, NaiveDateTime};

/// One order of the past. What is not known is not there.
#[derive(Clone, Debug, PartialEq)]
pub struct PastOrder {
    /// The number the shop knows it by.
    pub number: String,
    /// When it was bought.
    pub placed_at: NaiveDateTime,
    /// When it was paid.
    pub approved_at: Option<NaiveDateTime>,
    /// When a carrier took it over.
    pub handed_over_at: Option<NaiveDateTime>,
    /// When it arrived.
    pub delivered_at: Option<NaiveDateTime>,
    /// The day the shop named to the buyer.
    pub promised_on: Option<NaiveDate>,
    /// How it stands, in the shop's own word.
    pub status: Option<String>,
    /// Where it was packed.
    pub warehouse: Option<String>,
    /// Where it left from.
    pub origin: End,
    /// Where it went.
    pub destination: End,
    /// Who carried it.
    pub carrier: Option<String>,
    /// By which of the carrier's services.
    pub service: Option<String>,
    /// What kind of goods.
    pub category: Option<String>,
    /// How many pieces.
    pub items: Option<u32>,
    /// How heavy, in grams.
    pub weight_g: Option<f64>,
    /// How large, in litres.
    pub volume_l: Option<f64>,
    /// What the goods cost, in the file's currency.
    pub goods_value: Option<f64>,
    /// What sending it cost, in the file's currency.
    pub freight_value: Option<f64>,
}

/// One end of an order's way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct End {
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// A state or province, as the file names it.
    pub region: Option<String>,
    /// The first characters of the postal code, or all of it.
    pub postal_prefix: Option<String>,
    /// Latitude and longitude, in degrees.
    pub point: Option<(f64, f64)>,
}

impl PastOrder {
    /// Takes in another line of the same order: shops write one line an
    /// article, and say all else on the first alone.
    pub fn join(&mut self, pieces: Option<u32>) {
        if let Some(more) = pieces {
            self.items = Some(self.items.unwrap_or(0).saturating_add(more));
        }
    }
}
