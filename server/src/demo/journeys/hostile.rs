//! A scan whose words would like to be more than words. Carriers with feeds of
//! their own say it: the plain JSON door takes no control characters in.

use super::Event::{AtDestination, Delivered, Departed, Label, OutForDelivery, PickedUp, Says};
use super::Stop::{Depot, Door, Hub, NextHub, Warehouse};
use super::{Journey, at, juniper, on, ordered, packed, ridgeline, scan};
use crate::demo::cast::carriages::{DHL_EXPRESS, FEDEX_GROUND, UPS_GROUND, UPS_STANDARD};
use crate::demo::cast::lanes::{TO_BOSTON, TO_GRENOBLE, TO_SEATTLE, TO_VIENNA};
use app::texts::DemoJourney;

/// Markup, entities and quotes around what a carrier may well say.
pub const MARKUP: &str = "<script>alert('doorstep')</script><img src=x onerror=alert(1)> \
    Arrived at &lt;b onclick=&quot;steal()&quot;&gt;facility\"></td></tr>";

/// The same with marks that turn the direction of writing, control characters,
/// and what no driver should have typed: a name, a street and a telephone
/// number.
pub const PERSONAL: &str = "<iframe src=javascript:alert(2)></iframe>Left with \
    \u{202e}yrollaM oJ\u{202c}\u{0007}\u{200b}, 14 Elm Street, call 212-555-0187";

pub static JOURNEY: Journey = Journey {
    code: DemoJourney::Hostile,
    every: 3,
    expected: 4,
    parcels: &[1],
    ways: &[
        juniper(&TO_BOSTON, &[FEDEX_GROUND]),
        ridgeline(&TO_SEATTLE, &[UPS_GROUND]),
        juniper(&TO_VIENNA, &[UPS_STANDARD]),
        ridgeline(&TO_GRENOBLE, &[DHL_EXPRESS]),
    ],
    steps: &[
        ordered(at(0, 12, 5)),
        packed(at(0, 15, 40), 0),
        scan(at(0, 15, 41), Label, Warehouse).expects(on(4)),
        scan(at(0, 20, 20), PickedUp, Warehouse),
        scan(at(1, 2, 45), Departed, Warehouse),
        scan(at(1, 11, 30), Says(MARKUP), Hub),
        scan(at(1, 23, 55), Departed, Hub),
        scan(at(2, 14, 15), Says(PERSONAL), NextHub),
        scan(at(3, 9, 10), AtDestination, Depot),
        scan(at(4, 8, 35), OutForDelivery, Depot),
        scan(at(4, 13, 15), Delivered("Front Door"), Door),
    ],
};
