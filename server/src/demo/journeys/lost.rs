//! The carrier finds it no more.

use super::Event::{Arrived, Departed, Label, Late, Lost, PickedUp};
use super::Stop::{Hub, Warehouse};
use super::{Journey, at, juniper, on, ordered, packed, ridgeline, scan};
use crate::demo::cast::carriages::{DHL_EXPRESS, DHL_PAKET, FEDEX_HOME, UPS_GROUND};
use crate::demo::cast::lanes::{TO_BOSTON, TO_INNSBRUCK, TO_PARIS, TO_TUCSON};
use app::texts::DemoJourney;

pub static JOURNEY: Journey = Journey {
    code: DemoJourney::Lost,
    every: 3,
    expected: 3,
    parcels: &[1],
    ways: &[
        juniper(&TO_BOSTON, &[UPS_GROUND]),
        ridgeline(&TO_TUCSON, &[FEDEX_HOME]),
        juniper(&TO_PARIS, &[DHL_EXPRESS]),
        ridgeline(&TO_INNSBRUCK, &[DHL_PAKET]),
    ],
    steps: &[
        ordered(at(0, 9, 20)),
        packed(at(0, 14, 50), 0),
        scan(at(0, 14, 51), Label, Warehouse).expects(on(3)),
        scan(at(0, 18, 20), PickedUp, Warehouse),
        scan(at(0, 22, 35), Departed, Warehouse),
        scan(at(1, 5, 25), Arrived, Hub),
        scan(at(1, 20, 10), Departed, Hub),
        scan(at(2, 18, 0), Late, Hub).expects(on(4)),
        scan(at(3, 14, 0), Late, Hub),
        scan(at(4, 16, 20), Lost, Hub),
    ],
};
