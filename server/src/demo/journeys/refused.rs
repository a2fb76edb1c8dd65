//! Turned down at the door, and back with the shop.

use super::Event::{
    Arrived, AtDestination, Departed, Label, OutForDelivery, PickedUp, Refused, Returned, Returning,
};
use super::Stop::{Depot, Door, Hub, Warehouse};
use super::{Journey, at, juniper, on, ordered, packed, ridgeline, scan};
use crate::demo::cast::carriages::{DHL_PAKET, FEDEX_ECONOMY, UPS_GROUND, USPS_PRIORITY};
use crate::demo::cast::lanes::{TO_HAMBURG, TO_MINNEAPOLIS, TO_PARIS, TO_SEATTLE};
use app::texts::DemoJourney;

pub static JOURNEY: Journey = Journey {
    code: DemoJourney::Refused,
    every: 3,
    expected: 3,
    parcels: &[1],
    ways: &[
        juniper(&TO_MINNEAPOLIS, &[UPS_GROUND]),
        ridgeline(&TO_SEATTLE, &[USPS_PRIORITY]),
        juniper(&TO_PARIS, &[FEDEX_ECONOMY]),
        ridgeline(&TO_HAMBURG, &[DHL_PAKET]),
    ],
    steps: &[
        ordered(at(0, 10, 30)),
        packed(at(0, 15, 20), 0),
        scan(at(0, 15, 21), Label, Warehouse).expects(on(3)),
        scan(at(0, 19, 45), PickedUp, Warehouse),
        scan(at(1, 0, 30), Departed, Warehouse),
        scan(at(1, 8, 10), Arrived, Hub),
        scan(at(1, 20, 40), Departed, Hub),
        scan(at(2, 6, 25), AtDestination, Depot),
        scan(at(3, 8, 30), OutForDelivery, Depot),
        scan(at(3, 11, 50), Refused, Door),
        scan(at(3, 18, 15), Returning, Depot),
        scan(at(4, 7, 30), Arrived, Hub),
        scan(at(4, 21, 0), Departed, Hub),
        scan(at(5, 10, 40), Returned, Warehouse),
    ],
};
