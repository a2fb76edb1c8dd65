//! DHL Express by its JSON interface (`MyDHL`), and by the messages its
//! push service sends in much the same shape.
//!
//! It is the same carrier as [`super::dhl_express`], so codes, places and the
//! way a sender is known are taken from there.

mod adapt;
mod payload;

#[cfg(test)]
mod tests;

use super::{Adapter, dhl_express};

/// Tracking replies and pushed messages in JSON.
pub const ADAPTER: Adapter = Adapter {
    name: "dhl_express_rest",
    read: adapt::read,
    verify: dhl_express::verify::verify,
};
