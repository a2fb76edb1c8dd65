//! Who carries the demo's parcels, and whose messages tell of them.

use super::Carriage;
use crate::demo::senders::Source;

const fn carriage(
    carrier: &'static str,
    service: &'static str,
    option: &'static str,
    told_by: Source,
) -> Carriage {
    Carriage {
        carrier,
        service,
        option,
        told_by,
    }
}

const STANDARD: &str = "Standard shipping";
const EXPRESS: &str = "Express";
const ABROAD: &str = "International";

pub const UPS_GROUND: Carriage = carriage("ups", "UPS Ground", STANDARD, Source::Ups);
pub const UPS_STANDARD: Carriage = carriage("ups", "UPS Standard", STANDARD, Source::Ups);
pub const UPS_SAVER: Carriage = carriage("ups", "UPS Worldwide Saver", ABROAD, Source::Ups);
pub const FEDEX_HOME: Carriage = carriage("fedex", "FedEx Home Delivery", STANDARD, Source::Fedex);
pub const FEDEX_GROUND: Carriage = carriage("fedex", "FedEx Ground", STANDARD, Source::Fedex);
pub const FEDEX_ECONOMY: Carriage =
    carriage("fedex", "FedEx Regional Economy", STANDARD, Source::Fedex);
pub const FEDEX_INTERNATIONAL: Carriage = carriage(
    "fedex",
    "FedEx International Priority",
    ABROAD,
    Source::Fedex,
);
pub const USPS_PRIORITY: Carriage =
    carriage("usps", "USPS Priority Mail", STANDARD, Source::EasyPost);
pub const USPS_ADVANTAGE: Carriage =
    carriage("usps", "USPS Ground Advantage", STANDARD, Source::EasyPost);
pub const DHL_EXPRESS: Carriage = carriage(
    "dhl_express",
    "DHL Express Worldwide",
    EXPRESS,
    Source::EasyPost,
);
/// Told through the plain JSON door, as a carrier without a feed is.
pub const DHL_PAKET: Carriage = carriage("dhl", "DHL Paket", STANDARD, Source::Couriers);
/// The same, in the west of the United States.
pub const ONTRAC: Carriage = carriage("ontrac", "OnTrac Ground", STANDARD, Source::Couriers);
