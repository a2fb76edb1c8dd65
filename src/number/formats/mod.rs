//! The table of formats: one row each, one file for each corner of the trade.
//!
//! A new format is a row here and its numbers in the tests.

mod europe;
mod fedex;
mod north_america;
mod ups;
mod usps;
mod world;

use super::format::Format;

/// Every format; of two that say equally much, the earlier one comes first
/// among the candidates.
pub(super) fn all() -> impl Iterator<Item = &'static Format> {
    [
        ups::FORMATS,
        usps::FORMATS,
        world::FORMATS,
        north_america::FORMATS,
        fedex::FORMATS,
        europe::FORMATS,
    ]
    .into_iter()
    .flatten()
}
