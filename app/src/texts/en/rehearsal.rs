//! The journeys that can be rehearsed, in English.

use super::English;
use crate::texts::{RehearsalTexts, RehearsedJourney as Journey};

impl RehearsalTexts for English {
    fn journey_name(&self, journey: Journey) -> &'static str {
        name(journey)
    }

    fn journey_story(&self, journey: Journey) -> &'static str {
        story(journey)
    }
}

const fn name(journey: Journey) -> &'static str {
    match journey {
        Journey::OnTime => "Everything goes to plan",
        Journey::Early => "It comes early",
        Journey::Overnight => "At the door the next day",
        Journey::FewScans => "A carrier that says little",
        Journey::OnlyDelivered => "Delivered is all we hear",
        Journey::QuietMiddle => "Quiet for days, and on time",
        Journey::EarlierTwice => "The day moves forward twice",
        Journey::AcrossTheBorder => "Across a border, and on time",
        Journey::Delayed => "A storm, a new date",
        Journey::WeatherTwice => "Two storms, two new dates",
        Journey::LateUnexplained => "Late, and nobody says why",
        Journey::MissedInSilence => "The day passes in silence",
        Journey::VanTurnedBack => "The van turns back",
        Journey::SlowStart => "The carrier is slow to start",
        Journey::LabelThenMoves => "A label for days, then it moves",
        Journey::NotHandedOver => "A label, and no parcel",
        Journey::PackedLate => "The shop packs late",
        Journey::NeverShipped => "Paid, and nothing leaves",
        Journey::Cancelled => "Called off before it left",
        Journey::FailedAttempt => "Nobody was home",
        Journey::TwoAttempts => "Nobody was home twice",
        Journey::AttemptsThenCounter => "Two tries, then a counter",
        Journey::PickupPoint => "It waits at a counter",
        Journey::CounterReminder => "It waits at a counter for days",
        Journey::CounterExpired => "Nobody collects it",
        Journey::WrongAddress => "The address needs a second look",
        Journey::AddressReturned => "The address is wrong, and it goes back",
        Journey::Refused => "Turned down at the door",
        Journey::RefusedAbroad => "Turned down behind a border",
        Journey::TwoParcels => "Two parcels, one of them late",
        Journey::TwoTogether => "Two parcels, side by side",
        Journey::ThreeApart => "Three parcels on three days",
        Journey::HalfShipped => "Half of it leaves days later",
        Journey::TwoCarriers => "Two parcels, two carriers",
        Journey::OneLostOfTwo => "One of two is lost",
        Journey::Customs => "Held at the border",
        Journey::CustomsQuick => "Customs asks, and lets it go",
        Journey::CustomsReturned => "Customs sends it back",
        Journey::Lost => "Lost on the way",
        Journey::LostThenFound => "Lost, and found again",
        Journey::NotReceived => "Delivered, and not there",
        Journey::DeliveredThenReturned => "Delivered, then on its way back",
        Journey::OutOfOrder => "Scans late, twice, mixed up",
        Journey::Hostile => "A scan with hostile text",
    }
}

const fn story(journey: Journey) -> &'static str {
    match journey {
        Journey::OnTime => "Every scan comes when it should, and so does the parcel.",
        Journey::Early => "The carrier names an earlier day, and keeps it.",
        Journey::Overnight => "Packed and handed over on one day, delivered on the next.",
        Journey::FewScans => "The carrier takes it over, and is not heard of until it is there.",
        Journey::OnlyDelivered => "No scan says that it left; the first one says that it is there.",
        Journey::QuietMiddle => "No scan for four days, and then it comes on its day.",
        Journey::EarlierTwice => "Each building on the way names an earlier day.",
        Journey::AcrossTheBorder => "It crosses a border without a question.",
        Journey::Delayed => "Bad weather holds it up, and the carrier names a later day.",
        Journey::WeatherTwice => "A second storm moves the day once more.",
        Journey::LateUnexplained => "The carrier names a later day and gives no reason.",
        Journey::MissedInSilence => {
            "Nothing is heard, the day passes, and it comes two days later."
        }
        Journey::VanTurnedBack => {
            "It was on the van, is back in the depot, and comes the next day."
        }
        Journey::SlowStart => "The label is made at once, and the carrier takes two days to come.",
        Journey::LabelThenMoves => "Two more scans only wait for the parcel; then it moves.",
        Journey::NotHandedOver => "The label is made, and the carrier never sees the parcel.",
        Journey::PackedLate => "The shop takes four days to pack it.",
        Journey::NeverShipped => "The order is placed, and its day passes with nothing packed.",
        Journey::Cancelled => "The shop calls the order off on the day after it was placed.",
        Journey::FailedAttempt => "The driver finds nobody, and comes again on the next day.",
        Journey::TwoAttempts => "The driver comes three times, and the third one works.",
        Journey::AttemptsThenCounter => "After the second try it is left at a counter.",
        Journey::PickupPoint => "It is brought to a counter, and collected there.",
        Journey::CounterReminder => "It is collected after five days, and one reminder.",
        Journey::CounterExpired => "It waits for a week, and goes back to the shop.",
        Journey::WrongAddress => "The driver cannot find the address until it is put right.",
        Journey::AddressReturned => "The driver cannot find the address, and the parcel goes back.",
        Journey::Refused => "It is refused at the door, and goes back to the shop.",
        Journey::RefusedAbroad => "It is refused abroad, and goes back over the border.",
        Journey::TwoParcels => "One of them comes on its day, and the other one later.",
        Journey::TwoTogether => "Both are scanned together, all the way to the door.",
        Journey::ThreeApart => "Each one has a day of its own, and one is tried twice.",
        Journey::HalfShipped => "The second half is packed when the first one is there.",
        Journey::TwoCarriers => "Each one travels with a carrier of its own.",
        Journey::OneLostOfTwo => "One arrives, and the carrier gives the other one up.",
        Journey::Customs => "Customs keeps one of two parcels until its papers are there.",
        Journey::CustomsQuick => "Customs asks for papers, and lets it go in the evening.",
        Journey::CustomsReturned => "The papers never come, and the parcel goes back.",
        Journey::Lost => "The carrier looks for it, and gives up.",
        Journey::LostThenFound => "The carrier gives it up, finds it, and brings it.",
        Journey::NotReceived => "The carrier says that it was delivered, and nothing more.",
        Journey::DeliveredThenReturned => "A day after it was delivered it goes back to the shop.",
        Journey::OutOfOrder => "The carrier's scans arrive late, twice and in the wrong order.",
        Journey::Hostile => "A scan's words hold mark-up, a name and a telephone number.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_journey_has_a_code_and_a_name_of_its_own() {
        let mut said: Vec<&str> = Journey::ALL.iter().map(|one| name(*one)).collect();
        said.extend(Journey::ALL.iter().map(|one| one.code()));
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), 2 * Journey::ALL.len());
        for journey in Journey::ALL {
            assert_eq!(Journey::from_code(journey.code()), Some(*journey));
            assert!(!name(*journey).ends_with('.') && story(*journey).ends_with('.'));
        }
    }
}
