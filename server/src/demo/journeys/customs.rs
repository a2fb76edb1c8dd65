//! Two parcels of one order at the border: customs keeps one of them until its
//! papers are there.

use super::Event::{
    Arrived, AtDestination, Delivered, Departed, Documents, Label, OutForDelivery, PickedUp,
    Released,
};
use super::Stop::{Depot, Door, Hub, NextHub, Warehouse};
use super::{Journey, at, juniper, on, ordered, packed, ridgeline, scan_of};
use crate::demo::cast::carriages::{DHL_EXPRESS, FEDEX_INTERNATIONAL, UPS_SAVER};
use crate::demo::cast::lanes::{TO_MANCHESTER, TO_ZURICH};
use app::texts::DemoJourney;

const HELD: usize = 0;
const OTHER: usize = 1;

pub static JOURNEY: Journey = Journey {
    code: DemoJourney::Customs,
    every: 3,
    expected: 5,
    parcels: &[1, 1],
    ways: &[
        juniper(&TO_MANCHESTER, &[UPS_SAVER, UPS_SAVER]),
        ridgeline(&TO_ZURICH, &[FEDEX_INTERNATIONAL, FEDEX_INTERNATIONAL]),
        juniper(&TO_MANCHESTER, &[DHL_EXPRESS, DHL_EXPRESS]),
        ridgeline(&TO_ZURICH, &[DHL_EXPRESS, DHL_EXPRESS]),
    ],
    steps: &[
        ordered(at(0, 9, 0)),
        packed(at(0, 14, 0), HELD),
        scan_of(HELD, at(0, 14, 1), Label, Warehouse).expects(on(4)),
        packed(at(0, 14, 20), OTHER),
        scan_of(OTHER, at(0, 14, 21), Label, Warehouse).expects(on(4)),
        scan_of(HELD, at(0, 18, 30), PickedUp, Warehouse),
        scan_of(OTHER, at(0, 18, 31), PickedUp, Warehouse),
        scan_of(HELD, at(0, 23, 50), Departed, Warehouse),
        scan_of(OTHER, at(0, 23, 52), Departed, Warehouse),
        scan_of(HELD, at(1, 5, 0), Arrived, Hub),
        scan_of(OTHER, at(1, 5, 4), Arrived, Hub),
        scan_of(OTHER, at(1, 15, 35), Departed, Hub),
        scan_of(HELD, at(1, 15, 38), Departed, Hub),
        scan_of(HELD, at(2, 7, 10), Arrived, NextHub),
        scan_of(OTHER, at(2, 7, 12), Arrived, NextHub),
        scan_of(HELD, at(2, 11, 25), Documents, NextHub).expects(on(6)),
        scan_of(OTHER, at(2, 15, 40), Released, NextHub),
        scan_of(OTHER, at(2, 22, 10), Departed, NextHub),
        scan_of(OTHER, at(3, 6, 20), AtDestination, Depot),
        scan_of(OTHER, at(3, 9, 0), OutForDelivery, Depot),
        scan_of(OTHER, at(3, 13, 40), Delivered("Reception"), Door),
        scan_of(HELD, at(4, 10, 15), Released, NextHub).expects(on(5)),
        scan_of(HELD, at(4, 20, 30), Departed, NextHub),
        scan_of(HELD, at(5, 5, 50), AtDestination, Depot),
        scan_of(HELD, at(5, 8, 40), OutForDelivery, Depot),
        scan_of(HELD, at(5, 14, 20), Delivered("Reception"), Door),
    ],
};
