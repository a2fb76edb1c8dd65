//! Scans that arrive late, twice and in the wrong order. The page must tell
//! the same story as if they had come as they happened.

use super::towns::{COLUMBUS, HARRISBURG, PHILADELPHIA, PITTSBURGH};
use super::{Event, Journey, Line, Order, Parcel, at, between, fulfilled, on, ordered, scan};
use crate::demo::senders::Source;
use app::texts::DemoJourney;

pub const JOURNEY: Journey = Journey {
    code: DemoJourney::OutOfOrder,
    days_in: 5,
    order: Order {
        told_by: Source::Shopify,
        first_name: "Wendell",
        last_name: "Abara",
        street: "744 South 9th Street",
        town: PHILADELPHIA,
        service: "Standard shipping",
        expected: 4,
        lines: &[Line {
            title: "Pour-over set",
            variant: "glass",
            sku: "POV-GL",
            quantity: 1,
            cents: 4_200,
        }],
    },
    parcels: &[Parcel {
        carrier: "ups",
        service: "UPS Ground",
        told_by: Source::Ups,
        lines: &[0],
    }],
    steps: &[
        ordered(at(0, 8, 55)),
        // The carrier is faster than the shop.
        scan(at(0, 13, 26), Event::Label, COLUMBUS).expects(on(4)),
        fulfilled(at(0, 13, 25), 0).told(at(0, 14, 50)),
        scan(at(0, 18, 30), Event::PickedUp, COLUMBUS),
        scan(at(1, 11, 20), Event::Arrived, PITTSBURGH),
        scan(at(1, 2, 10), Event::Departed, COLUMBUS).told(at(1, 15, 40)),
        scan(at(1, 11, 20), Event::Arrived, PITTSBURGH).told(at(1, 20, 0)),
        scan(at(2, 5, 15), Event::Arrived, HARRISBURG),
        scan(at(2, 0, 40), Event::Departed, PITTSBURGH).told(at(2, 9, 30)),
        scan(at(0, 18, 30), Event::PickedUp, COLUMBUS).told(at(2, 14, 10)),
        scan(at(3, 4, 35), Event::Arrived, PHILADELPHIA),
        scan(at(2, 23, 50), Event::Departed, HARRISBURG).told(at(3, 12, 0)),
        scan(at(3, 17, 20), Event::AtDestination, PHILADELPHIA),
        scan(at(3, 17, 20), Event::AtDestination, PHILADELPHIA).told(at(3, 23, 45)),
        scan(at(4, 15, 30), Event::Delivered("Front Door"), PHILADELPHIA),
        // It stays delivered.
        scan(at(4, 9, 5), Event::OutForDelivery, PHILADELPHIA)
            .expects(between(4, (13, 15), (17, 15)))
            .told(at(4, 19, 0)),
    ],
};
