//! Carriers: each one's payload, read into our words.
//!
//! A carrier is a folder of its own and a line in [`ADAPTERS`]; nothing
//! outside its folder knows its codes.

pub mod credential;
pub mod dhl_express;
pub mod dhl_express_rest;
pub mod easypost;
pub mod fedex;
pub mod json;
pub mod history;
pub mod phrases;
pub mod signature;
pub mod times;
pub mod tracking_part;
pub mod ups;
pub mod usps;
pub mod words;

use axum::http::HeaderMap;
use doorstep::reading::Reading;
use thiserror::Error;
use tracking_part::TrackingPart;

/// One carrier's side of the conversation.
pub struct Adapter {
    /// Its `--source` name, and the last part of its webhook's path.
    pub name: &'static str,
    /// Reads a payload: a reply of its interface, or the body of its webhook.
    pub read: fn(&[u8]) -> Result<Reading, Unreadable>,
    /// Whether a webhook is authentic, by one secret of the connection. It is
    /// called with each present secret in turn.
    pub verify: fn(&HeaderMap, &[u8], &[u8]) -> bool,
    /// What is left of its messages when they grow old: enough to read their
    /// scans again, and nothing that only tells of the recipient.
    pub tracking_part: TrackingPart,
}

/// Why a payload is not even of the carrier's format.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{0}")]
pub struct Unreadable(pub String);

/// Every carrier we read.
pub static ADAPTERS: &[Adapter] = &[
    ups::ADAPTER,
    fedex::ADAPTER,
    usps::ADAPTER,
    dhl_express::ADAPTER,
    dhl_express_rest::ADAPTER,
    easypost::ADAPTER,
];

/// Finds a carrier by its name.
#[must_use]
pub fn adapter(name: &str) -> Option<&'static Adapter> {
    ADAPTERS.iter().find(|adapter| adapter.name == name)
}
