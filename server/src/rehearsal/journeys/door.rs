//! What happens at the door and at the counter.

use super::{Rehearsed, by_door, by_shopify, due, journey, missed};
use crate::demo::cast::carriages::{FEDEX_GROUND, FEDEX_INTERNATIONAL, UPS_GROUND, UPS_STANDARD};
use crate::demo::cast::lanes::{
    TO_BROOKLYN, TO_MINNEAPOLIS, TO_RALEIGH, TO_TUCSON, TO_VIENNA, TO_ZURICH,
};
use crate::demo::journeys::Event::{
    AddressWrong, Arrived, AtCounter, AtDestination, Collected, Delivered, Departed, Label,
    NotHome, OutForDelivery, PickedUp, Refused, Returned, Returning,
};
use crate::demo::journeys::Stop::{Depot, Door, Hub, NextHub, Warehouse};
use crate::demo::journeys::{at, on, ordered, packed, scan};
use app::texts::{DemoJourney as Like, RehearsedJourney as Name};
use doorstep::notice::Notice;

pub static ALL: [&Rehearsed; 6] = [
    // Nobody was home twice.
    &Rehearsed {
        name: Name::TwoAttempts,
        journey: &journey(
            Like::FailedAttempt,
            4,
            &[1],
            &[by_shopify(&TO_BROOKLYN, &[UPS_GROUND])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan(at(0, 14, 31), Label, Warehouse).expects(on(4)),
                scan(at(0, 19, 15), PickedUp, Warehouse),
                scan(at(1, 1, 20), Departed, Warehouse),
                scan(at(1, 12, 30), Arrived, Hub),
                scan(at(2, 3, 10), Departed, Hub),
                scan(at(2, 9, 40), Arrived, NextHub),
                scan(at(2, 22, 20), Departed, NextHub),
                scan(at(3, 6, 15), AtDestination, Depot),
                scan(at(4, 8, 30), OutForDelivery, Depot),
                scan(at(4, 13, 20), NotHome, Depot).expects(on(5)),
                scan(at(5, 8, 25), OutForDelivery, Depot),
                scan(at(5, 14, 40), NotHome, Depot).expects(on(6)),
                scan(at(6, 8, 20), OutForDelivery, Depot),
                scan(at(6, 11, 30), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(4, Notice::OutForDelivery),
            due(4, Notice::Attempted),
            due(5, Notice::OutForDelivery),
            due(5, Notice::Attempted),
            due(6, Notice::OutForDelivery),
            due(6, Notice::Delivered),
        ],
    },
    // Two tries, then it waits at a counter.
    &Rehearsed {
        name: Name::AttemptsThenCounter,
        journey: &journey(
            Like::PickupPoint,
            4,
            &[1],
            &[by_shopify(&TO_RALEIGH, &[FEDEX_GROUND])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan(at(0, 14, 31), Label, Warehouse).expects(on(4)),
                scan(at(0, 19, 15), PickedUp, Warehouse),
                scan(at(1, 1, 20), Departed, Warehouse),
                scan(at(1, 12, 30), Arrived, Hub),
                scan(at(2, 3, 10), Departed, Hub),
                scan(at(2, 9, 40), Arrived, NextHub),
                scan(at(2, 22, 20), Departed, NextHub),
                scan(at(3, 6, 15), AtDestination, Depot),
                scan(at(4, 8, 30), OutForDelivery, Depot),
                scan(at(4, 13, 20), NotHome, Depot).expects(on(5)),
                scan(at(5, 8, 25), OutForDelivery, Depot),
                scan(at(5, 14, 40), NotHome, Depot),
                scan(at(5, 18, 10), AtCounter, Door),
                scan(at(7, 12, 30), Collected, Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(4, Notice::OutForDelivery),
            due(4, Notice::Attempted),
            due(5, Notice::OutForDelivery),
            due(5, Notice::Attempted),
            due(5, Notice::AvailableForPickup),
            due(7, Notice::Delivered),
        ],
    },
    // It waits for days until somebody comes.
    &Rehearsed {
        name: Name::CounterReminder,
        journey: &journey(
            Like::PickupPoint,
            3,
            &[1],
            &[by_door(&TO_TUCSON, &[UPS_GROUND])],
            &[
                ordered(at(0, 11, 0)),
                packed(at(0, 16, 10), 0),
                scan(at(0, 16, 12), Label, Warehouse).expects(on(2)),
                scan(at(0, 20, 5), PickedUp, Warehouse),
                scan(at(1, 10, 45), Arrived, Hub),
                scan(at(2, 6, 40), AtDestination, Depot),
                scan(at(2, 15, 30), AtCounter, Door),
                scan(at(7, 17, 45), Collected, Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(2, Notice::AvailableForPickup),
            due(5, Notice::PickupReminder),
            due(7, Notice::Delivered),
        ],
    },
    // Nobody comes for it, and it goes back.
    &Rehearsed {
        name: Name::CounterExpired,
        journey: &journey(
            Like::PickupPoint,
            3,
            &[1],
            &[by_shopify(&TO_VIENNA, &[UPS_STANDARD])],
            &[
                ordered(at(0, 11, 0)),
                packed(at(0, 16, 10), 0),
                scan(at(0, 16, 12), Label, Warehouse).expects(on(2)),
                scan(at(0, 20, 5), PickedUp, Warehouse),
                scan(at(1, 10, 45), Arrived, Hub),
                scan(at(2, 6, 40), AtDestination, Depot),
                scan(at(2, 15, 30), AtCounter, Door),
                scan(at(9, 9, 0), Returning, Depot),
                scan(at(12, 10, 30), Returned, Warehouse),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(1, Notice::Milestone),
            due(2, Notice::Milestone),
            due(2, Notice::AvailableForPickup),
            due(5, Notice::PickupReminder),
            due(9, Notice::Returning),
            due(12, Notice::Returned),
        ],
    },
    // The address cannot be found, and it goes back.
    &Rehearsed {
        name: Name::AddressReturned,
        journey: &journey(
            Like::WrongAddress,
            4,
            &[1],
            &[by_shopify(&TO_MINNEAPOLIS, &[UPS_GROUND])],
            &[
                ordered(at(0, 9, 10)),
                packed(at(0, 14, 30), 0),
                scan(at(0, 14, 31), Label, Warehouse).expects(on(4)),
                scan(at(0, 19, 15), PickedUp, Warehouse),
                scan(at(1, 1, 20), Departed, Warehouse),
                scan(at(1, 12, 30), Arrived, Hub),
                scan(at(2, 3, 10), Departed, Hub),
                scan(at(2, 9, 40), Arrived, NextHub),
                scan(at(2, 22, 20), Departed, NextHub),
                scan(at(3, 6, 15), AtDestination, Depot),
                scan(at(4, 9, 30), AddressWrong, Depot),
                scan(at(6, 10, 0), Returning, Depot),
                scan(at(9, 11, 40), Returned, Warehouse),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(4, Notice::Exception),
            missed(5),
            due(6, Notice::Returning),
            due(9, Notice::Returned),
        ],
    },
    // Turned down behind a border.
    &Rehearsed {
        name: Name::RefusedAbroad,
        journey: &journey(
            Like::Refused,
            5,
            &[1],
            &[by_shopify(&TO_ZURICH, &[FEDEX_INTERNATIONAL])],
            &[
                ordered(at(0, 9, 0)),
                packed(at(0, 14, 0), 0),
                scan(at(0, 14, 1), Label, Warehouse).expects(on(4)),
                scan(at(0, 18, 30), PickedUp, Warehouse),
                scan(at(1, 5, 0), Arrived, Hub),
                scan(at(2, 7, 10), Arrived, NextHub),
                scan(at(4, 6, 20), AtDestination, Depot),
                scan(at(4, 9, 0), OutForDelivery, Depot),
                scan(at(4, 13, 40), Refused, Door),
                scan(at(5, 10, 0), Returning, Depot),
                scan(at(9, 10, 30), Returned, Warehouse),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(2, Notice::Milestone),
            due(4, Notice::OutForDelivery),
            due(4, Notice::Attempted),
            due(5, Notice::Returning),
            due(9, Notice::Returned),
        ],
    },
];
