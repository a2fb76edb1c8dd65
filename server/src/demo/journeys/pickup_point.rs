//! It waits at a counter until somebody comes for it.

use super::Event::{Arrived, AtCounter, AtDestination, Collected, Departed, Label, PickedUp};
use super::Stop::{Depot, Door, Hub, Warehouse};
use super::{Journey, at, juniper, on, ordered, packed, ridgeline, scan};
use crate::demo::cast::carriages::{DHL_PAKET, FEDEX_GROUND, UPS_GROUND, UPS_STANDARD};
use crate::demo::cast::lanes::{TO_INNSBRUCK, TO_RALEIGH, TO_TUCSON, TO_VIENNA};
use app::texts::DemoJourney;

pub static JOURNEY: Journey = Journey {
    code: DemoJourney::PickupPoint,
    every: 3,
    expected: 3,
    parcels: &[1],
    ways: &[
        juniper(&TO_RALEIGH, &[FEDEX_GROUND]),
        ridgeline(&TO_TUCSON, &[UPS_GROUND]),
        juniper(&TO_VIENNA, &[UPS_STANDARD]),
        ridgeline(&TO_INNSBRUCK, &[DHL_PAKET]),
    ],
    steps: &[
        ordered(at(0, 11, 0)),
        packed(at(0, 16, 10), 0),
        scan(at(0, 16, 12), Label, Warehouse).expects(on(2)),
        scan(at(0, 20, 5), PickedUp, Warehouse),
        scan(at(1, 1, 30), Departed, Warehouse),
        scan(at(1, 10, 45), Arrived, Hub),
        scan(at(1, 22, 20), Departed, Hub),
        scan(at(2, 6, 40), AtDestination, Depot),
        scan(at(2, 15, 30), AtCounter, Door),
        // It still waits there the next day.
        scan(at(3, 12, 0), AtCounter, Door),
        scan(at(4, 17, 45), Collected, Door),
    ],
};
