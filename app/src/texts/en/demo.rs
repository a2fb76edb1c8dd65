//! The demo's journeys in English.

use crate::texts::DemoJourney;

/// A journey, as the home page heads it.
pub const fn title(journey: DemoJourney) -> &'static str {
    match journey {
        DemoJourney::Early => "It comes early",
        DemoJourney::OnTime => "All goes to plan",
        DemoJourney::Delayed => "A storm, and a new date",
        DemoJourney::Customs => "Held at customs",
        DemoJourney::FailedAttempt => "Nobody was home",
        DemoJourney::PickupPoint => "It waits at a pickup point",
        DemoJourney::WrongAddress => "The address is wrong",
        DemoJourney::Refused => "Turned down, and sent back",
        DemoJourney::Lost => "Lost on the way",
        DemoJourney::NotHandedOver => "A label, but no parcel",
        DemoJourney::TwoParcels => "Two parcels, one late",
        DemoJourney::NotReceived => "Delivered, but not received",
        DemoJourney::OutOfOrder => "Scans late, twice and mixed up",
        DemoJourney::Hostile => "A scan with hostile text",
    }
}

/// What to look for on its pages.
pub const fn look_for(journey: DemoJourney) -> &'static str {
    match journey {
        DemoJourney::Early => {
            "The expected day moves forward, and every earlier one stays in sight."
        }
        DemoJourney::OnTime => {
            "From the label to the door, with a window of hours on the last day."
        }
        DemoJourney::Delayed => "The new date stands beside the old one, with the reason.",
        DemoJourney::Customs => {
            "Papers are missing for one of two parcels; the page says who has to act."
        }
        DemoJourney::FailedAttempt => "Why the driver left again, and when the next try is.",
        DemoJourney::PickupPoint => "Where to pick it up, and what to bring.",
        DemoJourney::WrongAddress => {
            "What is wrong, and how to put it right while it is on its way."
        }
        DemoJourney::Refused => "It turns around, and the page says what the shop does next.",
        DemoJourney::Lost => "The news stops, the date passes, and the carrier gives it up.",
        DemoJourney::NotHandedOver => {
            "The expected day passes while the carrier still waits for the parcel."
        }
        DemoJourney::TwoParcels => "Each parcel has a date of its own, and the late one says so.",
        DemoJourney::NotReceived => {
            "Where the carrier says it was left, and what to do if it is not there."
        }
        DemoJourney::OutOfOrder => "The page tells one story, in the order in which it happened.",
        DemoJourney::Hostile => {
            "Of code, tricks and a name in the carrier's words, none reaches the page."
        }
    }
}

/// How far an order is.
pub fn how_far(day: Option<u32>) -> String {
    day.map_or_else(|| "ended".to_owned(), |day| format!("day {day}"))
}
