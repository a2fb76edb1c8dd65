//! The address cannot be found, and then it can.

use super::Event::{
    AddressWrong, Arrived, AtDestination, Delivered, Departed, Label, OutForDelivery, PickedUp,
};
use super::Stop::{Depot, Door, Hub, NextHub, Warehouse};
use super::{Journey, at, juniper, on, ordered, packed, ridgeline, scan};
use crate::demo::cast::carriages::{FEDEX_ECONOMY, UPS_GROUND, UPS_STANDARD, USPS_ADVANTAGE};
use crate::demo::cast::lanes::{TO_BERKELEY, TO_BRNO, TO_MUNICH, TO_PHILADELPHIA};
use app::texts::DemoJourney;

pub static JOURNEY: Journey = Journey {
    code: DemoJourney::WrongAddress,
    every: 3,
    expected: 3,
    parcels: &[2],
    ways: &[
        juniper(&TO_PHILADELPHIA, &[UPS_GROUND]),
        ridgeline(&TO_BERKELEY, &[USPS_ADVANTAGE]),
        juniper(&TO_MUNICH, &[FEDEX_ECONOMY]),
        ridgeline(&TO_BRNO, &[UPS_STANDARD]),
    ],
    steps: &[
        ordered(at(0, 9, 50)),
        packed(at(0, 13, 30), 0),
        scan(at(0, 13, 31), Label, Warehouse).expects(on(3)),
        scan(at(0, 19, 10), PickedUp, Warehouse),
        scan(at(0, 23, 5), Departed, Warehouse),
        scan(at(1, 6, 15), Arrived, Hub),
        scan(at(1, 19, 0), Departed, Hub),
        scan(at(2, 2, 20), Arrived, NextHub),
        scan(at(2, 14, 40), AtDestination, Depot),
        scan(at(3, 8, 5), OutForDelivery, Depot),
        scan(at(3, 13, 20), AddressWrong, Depot),
        scan(at(4, 9, 15), AtDestination, Depot).expects(on(5)),
        scan(at(5, 7, 50), OutForDelivery, Depot),
        scan(at(5, 12, 25), Delivered("Front Door"), Door),
    ],
};
