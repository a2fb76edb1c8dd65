//! It is there; told by a shop and a carrier of their own through the plain
//! JSON door.

use super::towns::{BERKELEY, OAKLAND, RENO, WEST_SACRAMENTO};
use super::{Event, Journey, Line, Order, Parcel, at, between, fulfilled, on, ordered, scan};
use crate::demo::senders::Source;
use app::texts::DemoJourney;

pub const JOURNEY: Journey = Journey {
    code: DemoJourney::Delivered,
    days_in: 4,
    order: Order {
        told_by: Source::Door,
        first_name: "Tomas",
        last_name: "Ibarra",
        street: "1530 Russell Street",
        town: BERKELEY,
        service: "West coast delivery",
        expected: 3,
        lines: &[
            Line {
                title: "Trail shoe",
                variant: "blue / 42",
                sku: "TS-42-BL",
                quantity: 1,
                cents: 11_500,
            },
            Line {
                title: "Merino socks",
                variant: "grey / M",
                sku: "SOC-M-GR",
                quantity: 3,
                cents: 1_600,
            },
        ],
    },
    parcels: &[Parcel {
        carrier: "ontrac",
        service: "OnTrac Ground",
        told_by: Source::Door,
        lines: &[0, 1],
    }],
    steps: &[
        ordered(at(0, 11, 20)),
        fulfilled(at(0, 15, 5), 0),
        scan(at(0, 16, 10), Event::Label, RENO).expects(on(3)),
        scan(at(0, 20, 45), Event::PickedUp, RENO),
        scan(at(1, 3, 15), Event::Departed, RENO),
        scan(at(1, 6, 40), Event::Arrived, WEST_SACRAMENTO),
        scan(at(1, 23, 10), Event::Departed, WEST_SACRAMENTO),
        scan(at(2, 3, 35), Event::Arrived, OAKLAND),
        scan(at(2, 19, 30), Event::AtDestination, OAKLAND),
        scan(at(3, 7, 25), Event::OutForDelivery, OAKLAND).expects(between(3, (11, 0), (14, 0))),
        scan(at(3, 12, 10), Event::Delivered("Garage"), BERKELEY),
    ],
};
