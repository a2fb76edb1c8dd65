//! A storm, and a new date.

use super::Event::{
    Arrived, AtDestination, Delivered, Departed, Label, OutForDelivery, PickedUp, Weather,
};
use super::Stop::{Depot, Door, Hub, NextHub, Warehouse};
use super::{Journey, at, between, juniper, on, ordered, packed, ridgeline, scan};
use crate::demo::cast::carriages::{DHL_EXPRESS, DHL_PAKET, FEDEX_HOME, UPS_GROUND};
use crate::demo::cast::lanes::{TO_BOULDER, TO_GRENOBLE, TO_MINNEAPOLIS, TO_MUNICH};
use app::texts::DemoJourney;

pub static JOURNEY: Journey = Journey {
    code: DemoJourney::Delayed,
    every: 3,
    expected: 3,
    parcels: &[1],
    ways: &[
        juniper(&TO_MINNEAPOLIS, &[FEDEX_HOME]),
        ridgeline(&TO_BOULDER, &[UPS_GROUND]),
        juniper(&TO_MUNICH, &[DHL_PAKET]),
        ridgeline(&TO_GRENOBLE, &[DHL_EXPRESS]),
    ],
    steps: &[
        ordered(at(0, 8, 47)),
        packed(at(0, 13, 10), 0),
        scan(at(0, 13, 12), Label, Warehouse).expects(on(3)),
        scan(at(0, 17, 55), PickedUp, Warehouse),
        scan(at(0, 23, 40), Departed, Warehouse),
        scan(at(1, 6, 20), Arrived, Hub),
        scan(at(1, 21, 30), Departed, Hub),
        scan(at(2, 4, 5), Arrived, NextHub),
        scan(at(2, 13, 20), Weather, NextHub).expects(on(5)),
        scan(at(3, 7, 50), Weather, NextHub),
        scan(at(3, 15, 30), Departed, NextHub),
        scan(at(4, 2, 10), Arrived, Depot),
        scan(at(4, 16, 45), AtDestination, Depot),
        scan(at(5, 8, 15), OutForDelivery, Depot).expects(between(5, (10, 30), (14, 30))),
        scan(at(5, 12, 35), Delivered("Side Door"), Door),
    ],
};
