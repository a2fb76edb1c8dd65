//! A storm, and a new date.

use super::towns::{CHICAGO, COLUMBUS, INDIANAPOLIS, MINNEAPOLIS};
use super::{Event, Journey, Line, Order, Parcel, at, between, fulfilled, on, ordered, scan};
use crate::demo::senders::Source;
use app::texts::DemoJourney;

pub const JOURNEY: Journey = Journey {
    code: DemoJourney::Delayed,
    days_in: 3,
    order: Order {
        told_by: Source::Shopify,
        first_name: "Anders",
        last_name: "Whitlock",
        street: "2719 Johnson Street NE",
        town: MINNEAPOLIS,
        service: "Standard shipping",
        expected: 3,
        lines: &[Line {
            title: "Wool blanket",
            variant: "charcoal",
            sku: "BLK-CH",
            quantity: 1,
            cents: 12_900,
        }],
    },
    parcels: &[Parcel {
        carrier: "fedex",
        service: "FedEx Home Delivery",
        told_by: Source::Fedex,
        lines: &[0],
    }],
    steps: &[
        ordered(at(0, 8, 47)),
        fulfilled(at(0, 13, 10), 0),
        scan(at(0, 13, 12), Event::Label, COLUMBUS).expects(on(3)),
        scan(at(0, 17, 55), Event::PickedUp, COLUMBUS),
        scan(at(0, 23, 40), Event::Departed, COLUMBUS),
        scan(at(1, 6, 20), Event::Arrived, INDIANAPOLIS),
        scan(at(1, 21, 30), Event::Departed, INDIANAPOLIS),
        scan(at(2, 4, 5), Event::Arrived, CHICAGO),
        scan(at(2, 13, 20), Event::Weather, CHICAGO).expects(on(5)),
        scan(at(3, 7, 50), Event::Weather, CHICAGO),
        scan(at(3, 15, 30), Event::Departed, CHICAGO),
        scan(at(4, 2, 10), Event::Arrived, MINNEAPOLIS),
        scan(at(4, 16, 45), Event::AtDestination, MINNEAPOLIS),
        scan(at(5, 8, 15), Event::OutForDelivery, MINNEAPOLIS).expects(between(
            5,
            (10, 30),
            (14, 30),
        )),
        scan(at(5, 12, 35), Event::Delivered("Side Door"), MINNEAPOLIS),
    ],
};
