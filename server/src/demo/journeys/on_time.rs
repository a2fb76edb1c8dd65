//! Everything goes to plan.

use super::towns::{BROOKLYN, COLUMBUS, HARRISBURG, MASPETH, SECAUCUS};
use super::{Event, Journey, Line, Order, Parcel, at, between, fulfilled, on, ordered, scan};
use crate::demo::senders::Source;
use app::texts::DemoJourney;

pub const JOURNEY: Journey = Journey {
    code: DemoJourney::OnTime,
    days_in: 4,
    order: Order {
        told_by: Source::Shopify,
        first_name: "Marisol",
        last_name: "Greene",
        street: "418 7th Avenue",
        town: BROOKLYN,
        service: "Standard shipping",
        expected: 4,
        lines: &[
            Line {
                title: "Enamel kettle",
                variant: "sage",
                sku: "KET-SG",
                quantity: 1,
                cents: 6_400,
            },
            Line {
                title: "Stoneware mug",
                variant: "sand",
                sku: "MUG-SA",
                quantity: 2,
                cents: 1_800,
            },
        ],
    },
    parcels: &[Parcel {
        carrier: "ups",
        service: "UPS Ground",
        told_by: Source::Ups,
        lines: &[0, 1],
    }],
    steps: &[
        ordered(at(0, 9, 12)),
        fulfilled(at(0, 14, 35), 0),
        scan(at(0, 14, 36), Event::Label, COLUMBUS).expects(on(4)),
        scan(at(0, 19, 20), Event::PickedUp, COLUMBUS),
        scan(at(1, 1, 15), Event::Departed, COLUMBUS),
        scan(at(1, 12, 40), Event::Arrived, HARRISBURG),
        scan(at(2, 3, 25), Event::Departed, HARRISBURG),
        scan(at(2, 9, 50), Event::Arrived, SECAUCUS),
        scan(at(2, 22, 30), Event::Departed, SECAUCUS),
        scan(at(3, 6, 10), Event::Arrived, MASPETH),
        scan(at(3, 19, 40), Event::AtDestination, MASPETH),
        scan(at(4, 8, 42), Event::OutForDelivery, MASPETH).expects(between(4, (11, 45), (15, 45))),
        scan(at(4, 14, 18), Event::Delivered("Front Door"), BROOKLYN),
    ],
};
