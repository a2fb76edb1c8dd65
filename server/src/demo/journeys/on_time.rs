//! Everything goes to plan.

use super::Event::{Arrived, AtDestination, Delivered, Departed, Label, OutForDelivery, PickedUp};
use super::Stop::{Depot, Door, Hub, NextHub, Warehouse};
use super::{Journey, at, between, juniper, on, ordered, packed, ridgeline, scan};
use crate::demo::cast::carriages::{DHL_PAKET, FEDEX_HOME, UPS_GROUND};
use crate::demo::cast::lanes::{TO_BROOKLYN, TO_HAMBURG, TO_SEATTLE};
use app::texts::DemoJourney;

pub static JOURNEY: Journey = Journey {
    code: DemoJourney::OnTime,
    every: 3,
    expected: 4,
    parcels: &[2],
    ways: &[
        juniper(&TO_BROOKLYN, &[UPS_GROUND]),
        ridgeline(&TO_SEATTLE, &[FEDEX_HOME]),
        juniper(&TO_BROOKLYN, &[UPS_GROUND]),
        ridgeline(&TO_HAMBURG, &[DHL_PAKET]),
    ],
    steps: &[
        ordered(at(0, 9, 12)),
        packed(at(0, 14, 35), 0),
        scan(at(0, 14, 36), Label, Warehouse).expects(on(4)),
        scan(at(0, 19, 20), PickedUp, Warehouse),
        scan(at(1, 1, 15), Departed, Warehouse),
        scan(at(1, 12, 40), Arrived, Hub),
        scan(at(2, 3, 25), Departed, Hub),
        scan(at(2, 9, 50), Arrived, NextHub),
        scan(at(2, 22, 30), Departed, NextHub),
        scan(at(3, 6, 10), Arrived, Depot),
        scan(at(3, 19, 40), AtDestination, Depot),
        scan(at(4, 8, 42), OutForDelivery, Depot).expects(between(4, (11, 45), (15, 45))),
        scan(at(4, 14, 18), Delivered("Front Door"), Door),
    ],
};
