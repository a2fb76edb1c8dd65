//! Scans that arrive late, twice and in the wrong order. The page must tell
//! the same story as if they had come as they happened.

use super::Event::{Arrived, AtDestination, Delivered, Departed, Label, OutForDelivery, PickedUp};
use super::Stop::{Depot, Door, Hub, NextHub, Warehouse};
use super::{Journey, at, between, juniper, on, ordered, packed, ridgeline, scan};
use crate::demo::cast::carriages::{FEDEX_ECONOMY, FEDEX_GROUND, UPS_GROUND, UPS_STANDARD};
use crate::demo::cast::lanes::{TO_BOULDER, TO_HAMBURG, TO_MUNICH, TO_PHILADELPHIA};
use app::texts::DemoJourney;

pub static JOURNEY: Journey = Journey {
    code: DemoJourney::OutOfOrder,
    every: 3,
    expected: 4,
    parcels: &[1],
    ways: &[
        juniper(&TO_PHILADELPHIA, &[UPS_GROUND]),
        ridgeline(&TO_BOULDER, &[FEDEX_GROUND]),
        juniper(&TO_MUNICH, &[FEDEX_ECONOMY]),
        ridgeline(&TO_HAMBURG, &[UPS_STANDARD]),
    ],
    steps: &[
        ordered(at(0, 8, 55)),
        // The carrier is faster than the shop.
        scan(at(0, 13, 26), Label, Warehouse).expects(on(4)),
        packed(at(0, 13, 25), 0).told(at(0, 14, 50)),
        scan(at(0, 18, 30), PickedUp, Warehouse),
        scan(at(1, 11, 20), Arrived, Hub),
        scan(at(1, 2, 10), Departed, Warehouse).told(at(1, 15, 40)),
        scan(at(1, 11, 20), Arrived, Hub).told(at(1, 20, 0)),
        scan(at(2, 5, 15), Arrived, NextHub),
        scan(at(2, 0, 40), Departed, Hub).told(at(2, 9, 30)),
        scan(at(0, 18, 30), PickedUp, Warehouse).told(at(2, 14, 10)),
        scan(at(3, 4, 35), Arrived, Depot),
        scan(at(2, 23, 50), Departed, NextHub).told(at(3, 12, 0)),
        scan(at(3, 17, 20), AtDestination, Depot),
        scan(at(3, 17, 20), AtDestination, Depot).told(at(3, 23, 45)),
        scan(at(4, 15, 30), Delivered("Front Door"), Door),
        // It stays delivered.
        scan(at(4, 9, 5), OutForDelivery, Depot)
            .expects(between(4, (13, 15), (17, 15)))
            .told(at(4, 19, 0)),
    ],
};
