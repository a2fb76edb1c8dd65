//! A label, and nothing behind it: the window passes and no carrier has seen the
//! parcel.

use super::Event::{Awaited, Label};
use super::Stop::Warehouse;
use super::{Journey, at, juniper, ordered, packed, ridgeline, scan};
use crate::demo::cast::carriages::{DHL_EXPRESS, USPS_ADVANTAGE, USPS_PRIORITY};
use crate::demo::cast::lanes::{TO_BOULDER, TO_GRENOBLE, TO_RALEIGH, TO_VIENNA};
use app::texts::DemoJourney;

pub static JOURNEY: Journey = Journey {
    code: DemoJourney::NotHandedOver,
    every: 2,
    expected: 2,
    parcels: &[1],
    ways: &[
        juniper(&TO_RALEIGH, &[USPS_ADVANTAGE]),
        ridgeline(&TO_BOULDER, &[USPS_PRIORITY]),
        juniper(&TO_VIENNA, &[DHL_EXPRESS]),
        ridgeline(&TO_GRENOBLE, &[DHL_EXPRESS]),
    ],
    steps: &[
        ordered(at(0, 10, 15)),
        packed(at(1, 8, 0), 0),
        scan(at(1, 8, 4), Label, Warehouse),
        scan(at(1, 20, 30), Awaited, Warehouse),
        scan(at(2, 20, 10), Awaited, Warehouse),
    ],
};
