//! It comes before the day that was promised.

use super::Event::{Arrived, AtDestination, Delivered, Departed, Label, OutForDelivery, PickedUp};
use super::Stop::{Depot, Door, Hub, NextHub, Warehouse};
use super::{Journey, at, between, juniper, on, ordered, packed, ridgeline, scan};
use crate::demo::cast::carriages::{DHL_EXPRESS, FEDEX_ECONOMY, ONTRAC, USPS_PRIORITY};
use crate::demo::cast::lanes::{TO_BERKELEY, TO_BOSTON, TO_BRNO, TO_VIENNA};
use app::texts::DemoJourney;

pub static JOURNEY: Journey = Journey {
    code: DemoJourney::Early,
    every: 3,
    expected: 6,
    parcels: &[2],
    ways: &[
        juniper(&TO_BOSTON, &[USPS_PRIORITY]),
        ridgeline(&TO_BERKELEY, &[ONTRAC]),
        juniper(&TO_VIENNA, &[DHL_EXPRESS]),
        ridgeline(&TO_BRNO, &[FEDEX_ECONOMY]),
    ],
    steps: &[
        ordered(at(0, 8, 30)),
        packed(at(0, 13, 5), 0),
        scan(at(0, 13, 6), Label, Warehouse).expects(on(6)),
        scan(at(0, 18, 40), PickedUp, Warehouse),
        scan(at(0, 23, 15), Departed, Warehouse),
        scan(at(1, 7, 50), Arrived, Hub).expects(on(5)),
        scan(at(1, 18, 20), Departed, Hub),
        scan(at(2, 8, 30), Arrived, NextHub),
        scan(at(2, 21, 40), Departed, NextHub),
        scan(at(3, 9, 15), AtDestination, Depot).expects(on(4)),
        scan(at(4, 8, 20), OutForDelivery, Depot).expects(between(4, (11, 0), (14, 0))),
        scan(at(4, 12, 45), Delivered("Front Door"), Door),
    ],
};
