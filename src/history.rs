//! History: what became of orders in the past, read from a file of one line an
//! order. Which column of the file means what, and what a line says.
//!
//! Times are as the file gives them: local, without a zone, for shops export
//! them so. Spans between two of one line are right whatever the zone was; a
//! change of clocks between them is an hour's error that nothing in the file
//! could tell.

mod columns;
mod line;
mod outcome;
mod survey;
mod upload;
#[cfg(test)]
mod tests;

pub use columns::{Column, Mapping, MappingFault};
pub use line::{LineFault, Wrong, continues, read};
pub use survey::{BadLine, Imported, Known, NAMED_LINES, Sample, Survey};
pub use upload::{Ended, UploadFault};

use crate::promise::Order;
use chrono::{NaiveDate, NaiveDateTime};

/// One order of the past, and what became of it. What is not known is not there.
#[derive(Clone, Debug, PartialEq)]
pub struct PastOrder {
    /// The number the shop knows it by.
    pub number: String,
    /// What was known of it when it was placed.
    pub order: Order,
    /// When it was paid.
    pub approved_at: Option<NaiveDateTime>,
    /// When a carrier took it over.
    pub handed_over_at: Option<NaiveDateTime>,
    /// When it arrived.
    pub delivered_at: Option<NaiveDateTime>,
    /// When it was called off.
    pub cancelled_at: Option<NaiveDateTime>,
    /// The day the shop named to the buyer.
    pub promised_on: Option<NaiveDate>,
    /// How it stands, in the shop's own word.
    pub status: Option<String>,
}

impl PastOrder {
    /// Takes in another line of the same order: shops write one line an
    /// article, and say all else on the first alone.
    pub fn join(&mut self, pieces: Option<u32>) {
        if let Some(more) = pieces {
            let before = self.order.items.unwrap_or(0);
            self.order.items = Some(before.saturating_add(more));
        }
    }
}
