//! Nobody was home, and it came on the next day.

use super::towns::{CINCINNATI, COLUMBUS, LOUISVILLE};
use super::{Event, Journey, Line, Order, Parcel, at, fulfilled, on, ordered, scan};
use crate::demo::senders::Source;
use app::texts::DemoJourney;

pub const JOURNEY: Journey = Journey {
    code: DemoJourney::FailedAttempt,
    days_in: 3,
    order: Order {
        told_by: Source::Shopify,
        first_name: "Odette",
        last_name: "Farrow",
        street: "93 Crescent Avenue",
        town: LOUISVILLE,
        service: "Priority shipping",
        expected: 3,
        lines: &[Line {
            title: "Cast-iron skillet",
            variant: "26 cm",
            sku: "SKI-26",
            quantity: 1,
            cents: 5_800,
        }],
    },
    parcels: &[Parcel {
        carrier: "usps",
        service: "USPS Priority Mail",
        told_by: Source::EasyPost,
        lines: &[0],
    }],
    steps: &[
        ordered(at(0, 10, 5)),
        fulfilled(at(0, 12, 30), 0),
        scan(at(0, 12, 31), Event::Label, COLUMBUS).expects(on(3)),
        scan(at(0, 17, 10), Event::PickedUp, COLUMBUS),
        scan(at(0, 22, 45), Event::Departed, COLUMBUS),
        scan(at(1, 5, 30), Event::Arrived, CINCINNATI),
        scan(at(1, 20, 15), Event::Departed, CINCINNATI),
        scan(at(2, 4, 40), Event::Arrived, LOUISVILLE),
        scan(at(2, 17, 20), Event::AtDestination, LOUISVILLE),
        scan(at(3, 6, 50), Event::OutForDelivery, LOUISVILLE),
        scan(at(3, 10, 32), Event::NotHome, LOUISVILLE).expects(on(4)),
        scan(at(4, 8, 5), Event::OutForDelivery, LOUISVILLE),
        scan(
            at(4, 13, 50),
            Event::Delivered("Front Door/Porch"),
            LOUISVILLE,
        ),
    ],
};
