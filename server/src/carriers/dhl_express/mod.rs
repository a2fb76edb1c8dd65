//! DHL Express by its XML interface (XML-PI), and what its two interfaces
//! share: event codes, places, how a line is read, how a sender is known.

mod adapt;
mod code_table;
pub mod codes;
pub mod lines;
mod payload;
pub mod places;
pub mod verify;

#[cfg(test)]
mod tests;

use super::Adapter;

/// Known-tracking replies in XML.
pub const ADAPTER: Adapter = Adapter {
    name: "dhl_express",
    read: adapt::read,
    verify: verify::verify,
};
