//! What comes late, with a reason or without, or not at all.

use super::{Rehearsed, at_risk, by_door, by_shopify, due, journey, later, later_with};
use crate::demo::cast::carriages::{FEDEX_HOME, UPS_GROUND, USPS_ADVANTAGE};
use crate::demo::cast::lanes::{
    TO_BOSTON, TO_BROOKLYN, TO_MINNEAPOLIS, TO_PHILADELPHIA, TO_RALEIGH, TO_SEATTLE,
};
use crate::demo::journeys::Event::{
    Arrived, AtDestination, Awaited, Delivered, Departed, Label, Late, OutForDelivery, PickedUp,
    Weather,
};
use crate::demo::journeys::Stop::{Depot, Door, Hub, NextHub, Warehouse};
use crate::demo::journeys::{at, cancelled, on, ordered, packed, scan};
use app::texts::{DemoJourney as Like, RehearsedJourney as Name};
use doorstep::notice::Notice;

pub static ALL: [&Rehearsed; 9] = [
    // The carrier takes it over two days after its label.
    &Rehearsed {
        name: Name::SlowStart,
        journey: &journey(
            Like::Delayed,
            4,
            &[1],
            &[by_shopify(&TO_BROOKLYN, &[UPS_GROUND])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan(at(0, 14, 31), Label, Warehouse).expects(on(4)),
                scan(at(2, 19, 15), PickedUp, Warehouse).expects(on(5)),
                scan(at(3, 12, 30), Arrived, Hub),
                scan(at(4, 9, 40), Arrived, NextHub),
                scan(at(5, 6, 15), AtDestination, Depot),
                scan(at(5, 8, 30), OutForDelivery, Depot),
                scan(at(5, 14, 10), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            later_with(2, 0, 5, Notice::Shipped),
            due(5, Notice::OutForDelivery),
            due(5, Notice::Delivered),
        ],
    },
    // A label, days of nothing, and then it goes.
    &Rehearsed {
        name: Name::LabelThenMoves,
        journey: &journey(
            Like::NotHandedOver,
            3,
            &[1],
            &[by_shopify(&TO_RALEIGH, &[USPS_ADVANTAGE])],
            &[
                ordered(at(0, 10, 15)),
                packed(at(0, 16, 0), 0),
                scan(at(0, 16, 4), Label, Warehouse).expects(on(3)),
                scan(at(1, 20, 30), Awaited, Warehouse),
                scan(at(2, 20, 10), Awaited, Warehouse),
                scan(at(3, 17, 40), PickedUp, Warehouse).expects(on(6)),
                scan(at(4, 9, 30), Arrived, Hub),
                scan(at(6, 8, 10), OutForDelivery, Depot),
                scan(at(6, 12, 50), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            later_with(3, 0, 6, Notice::Shipped),
            due(6, Notice::OutForDelivery),
            due(6, Notice::Delivered),
        ],
    },
    // One storm, and another behind it.
    &Rehearsed {
        name: Name::WeatherTwice,
        journey: &journey(
            Like::Delayed,
            3,
            &[1],
            &[by_shopify(&TO_MINNEAPOLIS, &[UPS_GROUND])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan(at(0, 14, 31), Label, Warehouse).expects(on(3)),
                scan(at(0, 19, 15), PickedUp, Warehouse),
                scan(at(1, 1, 20), Departed, Warehouse),
                scan(at(1, 12, 30), Arrived, Hub),
                scan(at(2, 4, 10), Weather, Hub).expects(on(4)),
                scan(at(3, 4, 5), Weather, Hub).expects(on(5)),
                scan(at(4, 9, 40), Arrived, NextHub),
                scan(at(5, 6, 15), AtDestination, Depot),
                scan(at(5, 8, 30), OutForDelivery, Depot),
                scan(at(5, 16, 45), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            later(2, 0, 4),
            later(3, 0, 5),
            due(5, Notice::OutForDelivery),
            due(5, Notice::Delivered),
        ],
    },
    // A new date, and nobody says why.
    &Rehearsed {
        name: Name::LateUnexplained,
        journey: &journey(
            Like::Delayed,
            3,
            &[1],
            &[by_shopify(&TO_BOSTON, &[UPS_GROUND])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan(at(0, 14, 31), Label, Warehouse).expects(on(3)),
                scan(at(0, 19, 15), PickedUp, Warehouse),
                scan(at(1, 1, 20), Departed, Warehouse),
                scan(at(1, 12, 30), Arrived, Hub),
                scan(at(2, 21, 30), Late, NextHub).expects(on(5)),
                scan(at(4, 6, 15), AtDestination, Depot),
                scan(at(5, 8, 30), OutForDelivery, Depot),
                scan(at(5, 12, 20), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            later(2, 0, 5),
            due(5, Notice::OutForDelivery),
            due(5, Notice::Delivered),
        ],
    },
    // The day passes without a word, and it comes later.
    &Rehearsed {
        name: Name::MissedInSilence,
        journey: &journey(
            Like::Delayed,
            3,
            &[1],
            &[by_door(&TO_SEATTLE, &[FEDEX_HOME])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan(at(0, 14, 31), Label, Warehouse).expects(on(3)),
                scan(at(0, 19, 15), PickedUp, Warehouse),
                scan(at(1, 1, 20), Departed, Warehouse),
                scan(at(1, 12, 30), Arrived, Hub),
                scan(at(5, 7, 50), OutForDelivery, Depot),
                scan(at(5, 14, 35), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            at_risk(3),
            due(5, Notice::OutForDelivery),
            due(5, Notice::Delivered),
        ],
    },
    // On the van, back in the depot, on the van again.
    &Rehearsed {
        name: Name::VanTurnedBack,
        journey: &journey(
            Like::Delayed,
            3,
            &[1],
            &[by_shopify(&TO_PHILADELPHIA, &[UPS_GROUND])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan(at(0, 14, 31), Label, Warehouse).expects(on(3)),
                scan(at(0, 19, 15), PickedUp, Warehouse),
                scan(at(1, 1, 20), Departed, Warehouse),
                scan(at(1, 12, 30), Arrived, Hub),
                scan(at(2, 9, 40), AtDestination, Depot),
                scan(at(3, 8, 20), OutForDelivery, Depot),
                scan(at(3, 20, 40), Late, Depot).expects(on(4)),
                scan(at(4, 8, 5), OutForDelivery, Depot),
                scan(at(4, 11, 15), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(3, Notice::OutForDelivery),
            later(3, 0, 4),
            due(4, Notice::OutForDelivery),
            due(4, Notice::Delivered),
        ],
    },
    // The shop needs longer than it said.
    &Rehearsed {
        name: Name::PackedLate,
        journey: &journey(
            Like::NotHandedOver,
            4,
            &[1],
            &[by_shopify(&TO_BROOKLYN, &[UPS_GROUND])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(4, 15, 30), 0),
                scan(at(4, 15, 31), Label, Warehouse).expects(on(8)),
                scan(at(4, 19, 15), PickedUp, Warehouse),
                scan(at(5, 12, 30), Arrived, Hub),
                scan(at(6, 9, 40), Arrived, NextHub),
                scan(at(7, 6, 15), AtDestination, Depot),
                scan(at(8, 8, 30), OutForDelivery, Depot),
                scan(at(8, 13, 10), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            later(4, 0, 8),
            due(4, Notice::Shipped),
            due(8, Notice::OutForDelivery),
            due(8, Notice::Delivered),
        ],
    },
    // Paid, and nothing leaves the shop.
    &Rehearsed {
        name: Name::NeverShipped,
        journey: &journey(
            Like::NotHandedOver,
            3,
            &[1],
            &[by_shopify(&TO_BROOKLYN, &[UPS_GROUND])],
            &[ordered(at(0, 9, 10))],
        ),
        watched: 5,
        gives: &[due(0, Notice::OrderConfirmed), at_risk(3)],
    },
    // The shop calls it off before anything has left.
    &Rehearsed {
        name: Name::Cancelled,
        journey: &journey(
            Like::NotHandedOver,
            4,
            &[1],
            &[by_shopify(&TO_BROOKLYN, &[UPS_GROUND])],
            &[ordered(at(0, 9, 10)), cancelled(at(1, 10, 0))],
        ),
        watched: 5,
        gives: &[due(0, Notice::OrderConfirmed), due(1, Notice::Cancelled)],
    },
];
