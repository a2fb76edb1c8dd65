//! UPS: replies of the tracking interface and bodies of Track Alert.
//!
//! A reply lists shipments with packages, each with its activities, newest
//! first. An alert is one activity of one package. Codes mean different
//! things by the type of their activity; [`codes`] knows which.

mod adapt;
mod codes;
mod payload;
mod report;
mod verify;

use super::Adapter;

/// UPS, as the list of carriers knows it.
pub const ADAPTER: Adapter = Adapter {
    name: SOURCE,
    read: adapt::read,
    verify: verify::is_authentic,
};

/// The name scans carry as their source, and the carrier's code.
const SOURCE: &str = "ups";
