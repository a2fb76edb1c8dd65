//! Customs, losses, and a delivery that was none.

use super::{Rehearsed, at_risk, by_shopify, due, journey, later, missed};
use crate::demo::cast::carriages::{DHL_EXPRESS, UPS_GROUND};
use crate::demo::cast::lanes::{TO_BOSTON, TO_BROOKLYN, TO_MANCHESTER, TO_ZURICH};
use crate::demo::journeys::Event::{
    Arrived, AtDestination, Delivered, Departed, Documents, Label, Late, Lost, OutForDelivery,
    PickedUp, Released, Returned, Returning,
};
use crate::demo::journeys::Stop::{Depot, Door, Hub, NextHub, Warehouse};
use crate::demo::journeys::{at, on, ordered, packed, scan};
use app::texts::{DemoJourney as Like, RehearsedJourney as Name};
use doorstep::notice::Notice;

pub static ALL: [&Rehearsed; 4] = [
    // Given up, and found again: it is more than a week old when it reaches
    // the region of its buyer.
    &Rehearsed {
        name: Name::LostThenFound,
        journey: &journey(
            Like::Lost,
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
                scan(at(2, 18, 0), Late, Hub),
                scan(at(5, 16, 20), Lost, Hub),
                scan(at(7, 9, 15), Arrived, NextHub).expects(on(8)),
                scan(at(8, 6, 15), AtDestination, Depot),
                scan(at(8, 8, 30), OutForDelivery, Depot),
                scan(at(8, 14, 0), Delivered("Front Door"), Door),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            at_risk(3),
            due(5, Notice::Exception),
            later(7, 0, 8),
            due(8, Notice::Milestone),
            due(8, Notice::OutForDelivery),
            due(8, Notice::Delivered),
        ],
    },
    // Customs asks, and lets it go on the same day.
    &Rehearsed {
        name: Name::CustomsQuick,
        journey: &journey(
            Like::Customs,
            5,
            &[1],
            &[by_shopify(&TO_MANCHESTER, &[DHL_EXPRESS])],
            &[
                ordered(at(0, 9, 0)),
                packed(at(0, 14, 0), 0),
                scan(at(0, 14, 1), Label, Warehouse).expects(on(5)),
                scan(at(0, 18, 30), PickedUp, Warehouse),
                scan(at(1, 5, 0), Arrived, Hub),
                scan(at(2, 7, 10), Arrived, NextHub),
                scan(at(2, 11, 25), Documents, NextHub),
                scan(at(2, 17, 50), Released, NextHub),
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
            due(2, Notice::Exception),
            due(5, Notice::OutForDelivery),
            due(5, Notice::Delivered),
        ],
    },
    // Papers never come, and it goes back.
    &Rehearsed {
        name: Name::CustomsReturned,
        journey: &journey(
            Like::Customs,
            5,
            &[1],
            &[by_shopify(&TO_ZURICH, &[DHL_EXPRESS])],
            &[
                ordered(at(0, 9, 0)),
                packed(at(0, 14, 0), 0),
                scan(at(0, 14, 1), Label, Warehouse).expects(on(4)),
                scan(at(0, 18, 30), PickedUp, Warehouse),
                scan(at(1, 5, 0), Arrived, Hub),
                scan(at(2, 7, 10), Arrived, NextHub),
                scan(at(2, 11, 25), Documents, NextHub),
                scan(at(7, 10, 0), Returning, NextHub),
                scan(at(11, 10, 30), Returned, Warehouse),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(2, Notice::Milestone),
            due(2, Notice::Exception),
            missed(5),
            due(7, Notice::Returning),
            due(11, Notice::Returned),
        ],
    },
    // The carrier says delivered, and then that it goes back.
    &Rehearsed {
        name: Name::DeliveredThenReturned,
        journey: &journey(
            Like::NotReceived,
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
                scan(at(4, 13, 20), Delivered("Front Door"), Door),
                scan(at(5, 9, 40), Returning, Depot),
                scan(at(8, 10, 15), Returned, Warehouse),
            ],
        ),
        watched: 2,
        gives: &[
            due(0, Notice::OrderConfirmed),
            due(0, Notice::Shipped),
            due(4, Notice::OutForDelivery),
            due(4, Notice::Delivered),
            due(5, Notice::Returning),
            due(8, Notice::Returned),
        ],
    },
];
