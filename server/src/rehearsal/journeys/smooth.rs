//! What goes well, each in its own way.

use super::{Rehearsed, by_door, by_shopify, due, journey};
use crate::demo::cast::carriages::{
    FEDEX_GROUND, FEDEX_HOME, UPS_GROUND, UPS_SAVER, USPS_ADVANTAGE, USPS_PRIORITY,
};
use crate::demo::cast::lanes::{
    TO_BOULDER, TO_BROOKLYN, TO_LOUISVILLE, TO_MANCHESTER, TO_PHILADELPHIA, TO_RALEIGH,
};
use crate::demo::journeys::Event::{
    Arrived, AtDestination, Delivered, Departed, Label, OutForDelivery, PickedUp,
};
use crate::demo::journeys::Stop::{Depot, Door, Hub, NextHub, Warehouse};
use crate::demo::journeys::{at, between, on, ordered, packed, scan};
use app::texts::{DemoJourney as Like, RehearsedJourney as Name};
use doorstep::notice::Notice;

pub static ALL: [&Rehearsed; 6] = [
    // Ordered one day, at the door the next.
    &Rehearsed {
        name: Name::Overnight,
        journey: &journey(
            Like::OnTime,
            1,
            &[1],
            &[by_shopify(&TO_PHILADELPHIA, &[FEDEX_HOME])],
            &[
                ordered(at(0, 9, 0)),
                packed(at(0, 11, 10), 0),
                scan(at(0, 11, 12), Label, Warehouse).expects(on(1)),
                scan(at(0, 16, 40), PickedUp, Warehouse),
                scan(at(0, 20, 30), Departed, Warehouse),
                scan(at(1, 4, 50), AtDestination, Depot),
                scan(at(1, 7, 45), OutForDelivery, Depot).expects(between(1, (9, 0), (13, 0))),
                scan(at(1, 10, 58), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(1, Notice::OutForDelivery),
            due(1, Notice::Delivered),
        ],
    },
    // A carrier that scans at the beginning and at the end.
    &Rehearsed {
        name: Name::FewScans,
        journey: &journey(
            Like::OnTime,
            4,
            &[1],
            &[by_shopify(&TO_RALEIGH, &[USPS_ADVANTAGE])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan(at(0, 14, 31), Label, Warehouse).expects(on(4)),
                scan(at(0, 19, 15), PickedUp, Warehouse),
                scan(at(4, 13, 5), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(4, Notice::Delivered),
        ],
    },
    // The first scan of all is the last one.
    &Rehearsed {
        name: Name::OnlyDelivered,
        journey: &journey(
            Like::OnTime,
            4,
            &[1],
            &[by_shopify(&TO_LOUISVILLE, &[USPS_PRIORITY])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan(at(3, 11, 25), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[due(0, Notice::OrderConfirmed), due(3, Notice::Delivered)],
    },
    // Days without a scan, and it comes on its day.
    &Rehearsed {
        name: Name::QuietMiddle,
        journey: &journey(
            Like::OnTime,
            5,
            &[1],
            &[by_door(&TO_BOULDER, &[FEDEX_GROUND])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan(at(0, 14, 31), Label, Warehouse).expects(on(5)),
                scan(at(0, 19, 15), PickedUp, Warehouse),
                scan(at(5, 8, 20), OutForDelivery, Depot),
                scan(at(5, 15, 40), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(5, Notice::OutForDelivery),
            due(5, Notice::Delivered),
        ],
    },
    // The day moves forward twice.
    &Rehearsed {
        name: Name::EarlierTwice,
        journey: &journey(
            Like::Early,
            5,
            &[1],
            &[by_shopify(&TO_BROOKLYN, &[UPS_GROUND])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan(at(0, 14, 31), Label, Warehouse).expects(on(5)),
                scan(at(0, 19, 15), PickedUp, Warehouse),
                scan(at(1, 1, 20), Departed, Warehouse),
                scan(at(1, 12, 30), Arrived, Hub),
                scan(at(1, 14, 0), Arrived, Hub).expects(on(4)),
                scan(at(2, 9, 40), Arrived, NextHub).expects(on(3)),
                scan(at(3, 6, 15), AtDestination, Depot),
                scan(at(3, 8, 30), OutForDelivery, Depot).expects(between(3, (12, 0), (16, 0))),
                scan(at(3, 13, 20), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(3, Notice::OutForDelivery),
            due(3, Notice::Delivered),
        ],
    },
    // Abroad, and customs says nothing.
    &Rehearsed {
        name: Name::AcrossTheBorder,
        journey: &journey(
            Like::OnTime,
            5,
            &[2],
            &[by_shopify(&TO_MANCHESTER, &[UPS_SAVER])],
            &[
                ordered(at(0, 9, 0)),
                packed(at(0, 14, 0), 0),
                scan(at(0, 14, 1), Label, Warehouse).expects(on(5)),
                scan(at(0, 18, 30), PickedUp, Warehouse),
                scan(at(0, 23, 50), Departed, Warehouse),
                scan(at(1, 5, 0), Arrived, Hub),
                scan(at(1, 15, 30), Departed, Hub),
                scan(at(2, 7, 10), Arrived, NextHub),
                scan(at(3, 6, 0), Departed, NextHub),
                scan(at(4, 6, 20), AtDestination, Depot),
                scan(at(5, 9, 0), OutForDelivery, Depot),
                scan(at(5, 13, 40), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(2, Notice::Milestone),
            due(5, Notice::OutForDelivery),
            due(5, Notice::Delivered),
        ],
    },
];
