//! Nobody was home, and it came on the next day.

use super::Event::{
    Arrived, AtDestination, Delivered, Departed, Label, NotHome, OutForDelivery, PickedUp,
};
use super::Stop::{Depot, Door, Hub, NextHub, Warehouse};
use super::{Journey, at, juniper, on, ordered, packed, ridgeline, scan};
use crate::demo::cast::carriages::{DHL_PAKET, FEDEX_HOME, UPS_STANDARD, USPS_PRIORITY};
use crate::demo::cast::lanes::{TO_HAMBURG, TO_LOUISVILLE, TO_PARIS, TO_SAN_DIEGO};
use app::texts::DemoJourney;

pub static JOURNEY: Journey = Journey {
    code: DemoJourney::FailedAttempt,
    every: 3,
    expected: 3,
    parcels: &[1],
    ways: &[
        juniper(&TO_LOUISVILLE, &[USPS_PRIORITY]),
        ridgeline(&TO_SAN_DIEGO, &[FEDEX_HOME]),
        juniper(&TO_PARIS, &[UPS_STANDARD]),
        ridgeline(&TO_HAMBURG, &[DHL_PAKET]),
    ],
    steps: &[
        ordered(at(0, 10, 5)),
        packed(at(0, 12, 30), 0),
        scan(at(0, 12, 31), Label, Warehouse).expects(on(3)),
        scan(at(0, 17, 10), PickedUp, Warehouse),
        scan(at(0, 22, 45), Departed, Warehouse),
        scan(at(1, 5, 30), Arrived, Hub),
        scan(at(1, 20, 15), Departed, Hub),
        scan(at(2, 4, 40), Arrived, NextHub),
        scan(at(2, 17, 20), AtDestination, Depot),
        scan(at(3, 6, 50), OutForDelivery, Depot),
        scan(at(3, 10, 32), NotHome, Depot).expects(on(4)),
        scan(at(4, 8, 5), OutForDelivery, Depot),
        scan(at(4, 13, 50), Delivered("Porch"), Door),
    ],
};
