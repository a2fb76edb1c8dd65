//! The demo's journeys, on the first of their ways.

use super::{Due, Rehearsed, at_risk, due, later, missed};
use crate::demo::journeys::{
    Journey, customs, delayed, early, failed_attempt, hostile, lost, not_handed_over, not_received,
    on_time, out_of_order, pickup_point, refused, two_parcels, wrong_address,
};
use app::texts::RehearsedJourney as Name;
use doorstep::notice::Notice::{
    Attempted, AvailableForPickup, Delivered, Exception, Milestone, OrderConfirmed, OutForDelivery,
    Returned, Returning, Shipped,
};

const fn shown(name: Name, journey: &'static Journey, gives: &'static [Due]) -> Rehearsed {
    Rehearsed {
        name,
        journey,
        watched: 2,
        gives,
    }
}

pub static ALL: [&Rehearsed; 14] = [
    &shown(
        Name::Early,
        &early::JOURNEY,
        &[
            due(0, OrderConfirmed),
            due(0, Shipped),
            due(4, OutForDelivery),
            due(4, Delivered),
        ],
    ),
    &shown(
        Name::OnTime,
        &on_time::JOURNEY,
        &[
            due(0, OrderConfirmed),
            due(0, Shipped),
            due(4, OutForDelivery),
            due(4, Delivered),
        ],
    ),
    &shown(
        Name::Delayed,
        &delayed::JOURNEY,
        &[
            due(0, OrderConfirmed),
            due(0, Shipped),
            later(2, 0, 5),
            due(5, OutForDelivery),
            due(5, Delivered),
        ],
    ),
    // The new date of the parcel that customs keeps stands in the message that
    // asks for its papers.
    &shown(
        Name::Customs,
        &customs::JOURNEY,
        &[
            due(0, OrderConfirmed),
            due(0, Shipped),
            due(2, Milestone),
            due(2, Exception),
            due(3, OutForDelivery),
            due(3, Delivered),
            due(5, OutForDelivery),
            due(5, Delivered),
        ],
    ),
    // The new day is said with the attempt.
    &shown(
        Name::FailedAttempt,
        &failed_attempt::JOURNEY,
        &[
            due(0, OrderConfirmed),
            due(0, Shipped),
            due(3, OutForDelivery),
            due(3, Attempted),
            due(4, OutForDelivery),
            due(4, Delivered),
        ],
    ),
    &shown(
        Name::PickupPoint,
        &pickup_point::JOURNEY,
        &[
            due(0, OrderConfirmed),
            due(0, Shipped),
            due(2, AvailableForPickup),
            due(4, Delivered),
        ],
    ),
    &shown(
        Name::WrongAddress,
        &wrong_address::JOURNEY,
        &[
            due(0, OrderConfirmed),
            due(0, Shipped),
            due(3, OutForDelivery),
            due(3, Exception),
            missed(4),
            later(4, 0, 5),
            due(5, OutForDelivery),
            due(5, Delivered),
        ],
    ),
    // UPS calls it an exception.
    &shown(
        Name::Refused,
        &refused::JOURNEY,
        &[
            due(0, OrderConfirmed),
            due(0, Shipped),
            due(3, OutForDelivery),
            due(3, Exception),
            due(3, Returning),
            due(5, Returned),
        ],
    ),
    &shown(
        Name::Lost,
        &lost::JOURNEY,
        &[
            due(0, OrderConfirmed),
            due(0, Shipped),
            later(2, 0, 4),
            due(4, Exception),
        ],
    ),
    &shown(
        Name::NotHandedOver,
        &not_handed_over::JOURNEY,
        &[due(0, OrderConfirmed), at_risk(2)],
    ),
    &shown(
        Name::TwoParcels,
        &two_parcels::JOURNEY,
        &[
            due(0, OrderConfirmed),
            due(0, Shipped),
            due(1, Shipped),
            due(3, OutForDelivery),
            due(3, Delivered),
            later(3, 1, 5),
            due(5, OutForDelivery),
            due(5, Delivered),
        ],
    ),
    &shown(
        Name::NotReceived,
        &not_received::JOURNEY,
        &[
            due(0, OrderConfirmed),
            due(0, Shipped),
            due(4, OutForDelivery),
            due(4, Delivered),
        ],
    ),
    // The van is told of when the parcel is there already.
    &shown(
        Name::OutOfOrder,
        &out_of_order::JOURNEY,
        &[due(0, OrderConfirmed), due(0, Shipped), due(4, Delivered)],
    ),
    &shown(
        Name::Hostile,
        &hostile::JOURNEY,
        &[
            due(0, OrderConfirmed),
            due(0, Shipped),
            due(4, OutForDelivery),
            due(4, Delivered),
        ],
    ),
];
