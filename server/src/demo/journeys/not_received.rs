//! The carrier says delivered, and where; whether the shopper has it is another
//! question, and the page says what to do.

use super::Event::{Arrived, AtDestination, Delivered, Departed, Label, OutForDelivery, PickedUp};
use super::Stop::{Depot, Door, Hub, NextHub, Warehouse};
use super::{Journey, at, between, juniper, on, ordered, packed, ridgeline, scan};
use crate::demo::cast::carriages::{DHL_EXPRESS, FEDEX_HOME, ONTRAC, UPS_STANDARD};
use crate::demo::cast::lanes::{TO_BERKELEY, TO_INNSBRUCK, TO_PARIS, TO_PHILADELPHIA};
use app::texts::DemoJourney;

pub static JOURNEY: Journey = Journey {
    code: DemoJourney::NotReceived,
    every: 3,
    expected: 4,
    parcels: &[2],
    ways: &[
        juniper(&TO_PHILADELPHIA, &[FEDEX_HOME]),
        ridgeline(&TO_BERKELEY, &[ONTRAC]),
        juniper(&TO_PARIS, &[UPS_STANDARD]),
        ridgeline(&TO_INNSBRUCK, &[DHL_EXPRESS]),
    ],
    steps: &[
        ordered(at(0, 11, 20)),
        packed(at(0, 15, 5), 0),
        scan(at(0, 16, 10), Label, Warehouse).expects(on(4)),
        scan(at(0, 20, 45), PickedUp, Warehouse),
        scan(at(1, 3, 15), Departed, Warehouse),
        scan(at(1, 9, 40), Arrived, Hub),
        scan(at(1, 23, 10), Departed, Hub),
        scan(at(2, 6, 35), Arrived, NextHub),
        scan(at(2, 19, 30), Departed, NextHub),
        scan(at(3, 8, 50), AtDestination, Depot),
        scan(at(4, 7, 25), OutForDelivery, Depot).expects(between(4, (11, 0), (14, 0))),
        scan(at(4, 12, 10), Delivered("Mail Room"), Door),
    ],
};
