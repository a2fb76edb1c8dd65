//! One order in two parcels, with two carriers; one comes late.

use super::Event::{
    Arrived, AtDestination, Delivered, Departed, Label, Late, OutForDelivery, PickedUp,
};
use super::Stop::{Depot, Door, Hub, NextHub, Warehouse};
use super::{Journey, at, between, juniper, on, ordered, packed, ridgeline, scan_of};
use crate::demo::cast::carriages::{
    DHL_EXPRESS, DHL_PAKET, FEDEX_ECONOMY, FEDEX_GROUND, ONTRAC, UPS_GROUND, UPS_STANDARD,
};
use crate::demo::cast::lanes::{TO_BRNO, TO_MUNICH, TO_RALEIGH, TO_SAN_DIEGO};
use app::texts::DemoJourney;

const FIRST: usize = 0;
const LATE: usize = 1;

pub static JOURNEY: Journey = Journey {
    code: DemoJourney::TwoParcels,
    every: 3,
    expected: 4,
    parcels: &[2, 1],
    ways: &[
        juniper(&TO_RALEIGH, &[UPS_GROUND, FEDEX_GROUND]),
        ridgeline(&TO_SAN_DIEGO, &[ONTRAC, UPS_GROUND]),
        juniper(&TO_MUNICH, &[DHL_PAKET, UPS_STANDARD]),
        ridgeline(&TO_BRNO, &[FEDEX_ECONOMY, DHL_EXPRESS]),
    ],
    steps: &[
        ordered(at(0, 9, 40)),
        packed(at(0, 14, 20), FIRST),
        scan_of(FIRST, at(0, 14, 21), Label, Warehouse).expects(on(3)),
        scan_of(FIRST, at(0, 18, 45), PickedUp, Warehouse),
        scan_of(FIRST, at(1, 0, 50), Departed, Warehouse),
        packed(at(1, 10, 30), LATE),
        scan_of(LATE, at(1, 10, 32), Label, Warehouse).expects(on(4)),
        scan_of(FIRST, at(1, 12, 15), Arrived, Hub),
        scan_of(LATE, at(1, 18, 20), PickedUp, Warehouse),
        scan_of(LATE, at(2, 0, 5), Departed, Warehouse),
        scan_of(FIRST, at(2, 3, 30), Arrived, NextHub),
        scan_of(LATE, at(2, 9, 15), Arrived, Hub),
        scan_of(FIRST, at(2, 18, 40), AtDestination, Depot),
        scan_of(FIRST, at(3, 7, 55), OutForDelivery, Depot),
        scan_of(FIRST, at(3, 10, 42), Delivered("Porch"), Door),
        scan_of(LATE, at(3, 16, 5), Late, Hub).expects(on(5)),
        scan_of(LATE, at(4, 1, 50), Departed, Hub),
        scan_of(LATE, at(4, 16, 5), AtDestination, Depot),
        scan_of(LATE, at(5, 8, 10), OutForDelivery, Depot).expects(between(5, (12, 30), (16, 30))),
        scan_of(LATE, at(5, 14, 45), Delivered("Front Door"), Door),
    ],
};
