//! One order in two parcels, with two carriers.

use super::towns::{CHARLESTON, CHARLOTTE, COLUMBUS, GREENSBORO, RALEIGH};
use super::{Event, Journey, Line, Order, Parcel, at, between, fulfilled, on, ordered, scan_of};
use crate::demo::senders::Source;
use app::texts::DemoJourney;

const LAMP: usize = 0;
const DESK: usize = 1;

pub const JOURNEY: Journey = Journey {
    code: DemoJourney::TwoParcels,
    days_in: 3,
    order: Order {
        told_by: Source::Shopify,
        first_name: "Priya",
        last_name: "Nolan",
        street: "212 East Lane Street",
        town: RALEIGH,
        service: "Standard shipping",
        expected: 4,
        lines: &[
            Line {
                title: "Reading lamp",
                variant: "brass",
                sku: "LMP-BR",
                quantity: 1,
                cents: 8_900,
            },
            Line {
                title: "Light bulb",
                variant: "warm white",
                sku: "BLB-WW",
                quantity: 2,
                cents: 700,
            },
            Line {
                title: "Standing desk top",
                variant: "oak",
                sku: "DSK-OAK",
                quantity: 1,
                cents: 24_900,
            },
        ],
    },
    parcels: &[
        Parcel {
            carrier: "ups",
            service: "UPS Ground",
            told_by: Source::Ups,
            lines: &[0, 1],
        },
        Parcel {
            carrier: "fedex",
            service: "FedEx Ground",
            told_by: Source::Fedex,
            lines: &[2],
        },
    ],
    steps: &[
        ordered(at(0, 9, 40)),
        fulfilled(at(0, 14, 20), LAMP),
        scan_of(LAMP, at(0, 14, 21), Event::Label, COLUMBUS).expects(on(3)),
        scan_of(LAMP, at(0, 18, 45), Event::PickedUp, COLUMBUS),
        scan_of(LAMP, at(1, 0, 50), Event::Departed, COLUMBUS),
        fulfilled(at(1, 10, 30), DESK),
        scan_of(DESK, at(1, 10, 32), Event::Label, COLUMBUS).expects(on(4)),
        scan_of(LAMP, at(1, 12, 15), Event::Arrived, CHARLESTON),
        scan_of(DESK, at(1, 18, 20), Event::PickedUp, COLUMBUS),
        scan_of(DESK, at(2, 0, 5), Event::Departed, COLUMBUS),
        scan_of(LAMP, at(2, 3, 30), Event::Arrived, GREENSBORO),
        scan_of(DESK, at(2, 9, 15), Event::Arrived, CHARLOTTE),
        scan_of(LAMP, at(2, 18, 40), Event::AtDestination, RALEIGH),
        scan_of(DESK, at(2, 21, 50), Event::Departed, CHARLOTTE),
        scan_of(LAMP, at(3, 7, 55), Event::OutForDelivery, RALEIGH),
        scan_of(LAMP, at(3, 10, 42), Event::Delivered("Porch"), RALEIGH),
        scan_of(DESK, at(3, 16, 5), Event::AtDestination, RALEIGH),
        scan_of(DESK, at(4, 8, 10), Event::OutForDelivery, RALEIGH).expects(between(
            4,
            (12, 30),
            (16, 30),
        )),
        scan_of(DESK, at(4, 14, 45), Event::Delivered("Front Door"), RALEIGH),
    ],
};
