//! The United States Postal Service, by its tracking interface of version 3.

mod adapt;
mod beside;
mod code_table;
mod codes;
mod payload;
mod verify;

#[cfg(test)]
mod tests;

use super::Adapter;

/// Tracking replies in JSON.
pub const ADAPTER: Adapter = Adapter {
    name: "usps",
    read: adapt::read,
    verify: verify::verify,
};
