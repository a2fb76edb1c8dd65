//! Orders in several parcels.

use super::{Rehearsed, at_risk, by_door, by_shopify, due, journey, later, missed};
use crate::demo::cast::carriages::{FEDEX_HOME, UPS_GROUND, USPS_ADVANTAGE, USPS_PRIORITY};
use crate::demo::cast::lanes::{TO_BOSTON, TO_BROOKLYN, TO_PHILADELPHIA};
use crate::demo::journeys::Event::{
    Arrived, AtDestination, Delivered, Label, Lost, NotHome, OutForDelivery, PickedUp,
};
use crate::demo::journeys::Stop::{Depot, Door, Hub, Warehouse};
use crate::demo::journeys::{at, on, ordered, packed, scan_of};
use app::texts::{DemoJourney as Like, RehearsedJourney as Name};
use doorstep::notice::Notice;

pub static ALL: [&Rehearsed; 5] = [
    // Two parcels that go all the way together.
    &Rehearsed {
        name: Name::TwoTogether,
        journey: &journey(
            Like::TwoParcels,
            4,
            &[1, 1],
            &[by_shopify(&TO_BROOKLYN, &[UPS_GROUND, UPS_GROUND])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan_of(0, at(0, 14, 31), Label, Warehouse).expects(on(4)),
                packed(at(0, 14, 33), 1),
                scan_of(1, at(0, 14, 34), Label, Warehouse).expects(on(4)),
                scan_of(0, at(0, 19, 15), PickedUp, Warehouse),
                scan_of(1, at(0, 19, 16), PickedUp, Warehouse),
                scan_of(0, at(1, 12, 30), Arrived, Hub),
                scan_of(1, at(1, 12, 31), Arrived, Hub),
                scan_of(0, at(3, 6, 15), AtDestination, Depot),
                scan_of(1, at(3, 6, 16), AtDestination, Depot),
                scan_of(0, at(4, 8, 30), OutForDelivery, Depot),
                scan_of(1, at(4, 8, 31), OutForDelivery, Depot),
                scan_of(0, at(4, 14, 18), Delivered("Front Door"), Door),
                scan_of(1, at(4, 14, 19), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(4, Notice::OutForDelivery),
            due(4, Notice::Delivered),
        ],
    },
    // Three parcels on three days.
    &Rehearsed {
        name: Name::ThreeApart,
        journey: &journey(
            Like::TwoParcels,
            5,
            &[1, 1, 1],
            &[by_shopify(
                &TO_BROOKLYN,
                &[UPS_GROUND, UPS_GROUND, USPS_PRIORITY],
            )],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan_of(0, at(0, 14, 31), Label, Warehouse).expects(on(3)),
                scan_of(0, at(0, 19, 15), PickedUp, Warehouse),
                packed(at(1, 10, 30), 1),
                scan_of(1, at(1, 10, 31), Label, Warehouse).expects(on(4)),
                scan_of(0, at(1, 12, 30), Arrived, Hub),
                scan_of(1, at(1, 19, 15), PickedUp, Warehouse),
                packed(at(2, 10, 30), 2),
                scan_of(1, at(2, 12, 30), Arrived, Hub),
                scan_of(2, at(2, 17, 15), PickedUp, Warehouse).expects(on(5)),
                scan_of(0, at(3, 8, 30), OutForDelivery, Depot),
                scan_of(0, at(3, 12, 10), Delivered("Front Door"), Door),
                scan_of(1, at(4, 8, 30), OutForDelivery, Depot),
                scan_of(1, at(4, 13, 30), NotHome, Depot).expects(on(5)),
                scan_of(1, at(5, 8, 30), OutForDelivery, Depot),
                scan_of(2, at(5, 9, 10), OutForDelivery, Depot),
                scan_of(1, at(5, 12, 10), Delivered("Front Door"), Door),
                scan_of(2, at(5, 15, 45), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(1, Notice::Shipped),
            due(2, Notice::Shipped),
            due(3, Notice::OutForDelivery),
            due(3, Notice::Delivered),
            due(4, Notice::OutForDelivery),
            due(4, Notice::Attempted),
            due(5, Notice::OutForDelivery),
            due(5, Notice::OutForDelivery),
            due(5, Notice::Delivered),
            due(5, Notice::Delivered),
        ],
    },
    // Half of it leaves days after the rest, and after the day it was
    // expected on.
    &Rehearsed {
        name: Name::HalfShipped,
        journey: &journey(
            Like::TwoParcels,
            4,
            &[1, 1],
            &[by_shopify(&TO_BROOKLYN, &[UPS_GROUND, UPS_GROUND])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan_of(0, at(0, 14, 31), Label, Warehouse).expects(on(3)),
                scan_of(0, at(0, 19, 15), PickedUp, Warehouse),
                scan_of(0, at(3, 8, 30), OutForDelivery, Depot),
                scan_of(0, at(3, 12, 10), Delivered("Front Door"), Door),
                packed(at(5, 14, 30), 1),
                scan_of(1, at(5, 14, 31), Label, Warehouse).expects(on(8)),
                scan_of(1, at(5, 19, 15), PickedUp, Warehouse),
                scan_of(1, at(8, 8, 30), OutForDelivery, Depot),
                scan_of(1, at(8, 13, 0), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(3, Notice::OutForDelivery),
            due(3, Notice::Delivered),
            missed(5),
            later(5, 1, 8),
            due(5, Notice::Shipped),
            due(8, Notice::OutForDelivery),
            due(8, Notice::Delivered),
        ],
    },
    // Two parcels with two carriers.
    &Rehearsed {
        name: Name::TwoCarriers,
        journey: &journey(
            Like::TwoParcels,
            4,
            &[1, 1],
            &[by_shopify(&TO_PHILADELPHIA, &[FEDEX_HOME, USPS_ADVANTAGE])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan_of(0, at(0, 14, 31), Label, Warehouse).expects(on(3)),
                packed(at(0, 15, 10), 1),
                scan_of(1, at(0, 17, 0), PickedUp, Warehouse).expects(on(4)),
                scan_of(0, at(0, 19, 15), PickedUp, Warehouse),
                scan_of(0, at(1, 12, 30), Arrived, Hub),
                scan_of(0, at(3, 8, 30), OutForDelivery, Depot),
                scan_of(0, at(3, 12, 10), Delivered("Front Door"), Door),
                scan_of(1, at(4, 9, 10), OutForDelivery, Depot),
                scan_of(1, at(4, 15, 45), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(0, Notice::Shipped),
            due(3, Notice::OutForDelivery),
            due(3, Notice::Delivered),
            due(4, Notice::OutForDelivery),
            due(4, Notice::Delivered),
        ],
    },
    // One of two comes, the other is given up.
    &Rehearsed {
        name: Name::OneLostOfTwo,
        journey: &journey(
            Like::Lost,
            4,
            &[1, 1],
            &[by_door(&TO_BOSTON, &[UPS_GROUND, UPS_GROUND])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan_of(0, at(0, 14, 31), Label, Warehouse).expects(on(3)),
                packed(at(0, 14, 33), 1),
                scan_of(1, at(0, 14, 34), Label, Warehouse).expects(on(3)),
                scan_of(0, at(0, 19, 15), PickedUp, Warehouse),
                scan_of(1, at(0, 19, 16), PickedUp, Warehouse),
                scan_of(0, at(1, 12, 30), Arrived, Hub),
                scan_of(0, at(3, 8, 30), OutForDelivery, Depot),
                scan_of(0, at(3, 13, 10), Delivered("Front Door"), Door),
                scan_of(1, at(7, 16, 20), Lost, Warehouse),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(3, Notice::OutForDelivery),
            due(3, Notice::Delivered),
            at_risk(3),
            due(7, Notice::Exception),
        ],
    },
];
