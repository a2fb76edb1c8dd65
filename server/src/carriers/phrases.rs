//! What carriers' English says about a parcel where no code does: the last
//! resort for a status, and often the only source of a reason.
//!
//! Each row is words that must all occur, each at the start of a word, with
//! `+` between them; a final blank asks for the whole word. The first row
//! that fits wins, so what is narrow stands before what is wide.

use doorstep::scan::{Reason, Status};

/// The cause a text names, if it names one. Meant for texts that tell of
/// trouble: "customs" in "released by customs" is none.
#[must_use]
pub fn reason(text: &str) -> Option<Reason> {
    find(REASONS, text)
}

/// The status a text tells of, if it can be made out.
#[must_use]
pub fn status(text: &str) -> Option<Status> {
    find(STATUSES, text)
}

/// Whether a text has all the words of a row.
#[must_use]
pub fn says(text: &str, row: &str) -> bool {
    let folded = fold(text);
    Words::of(&folded).fit(row)
}

/// Whether a cause means that the driver stood at the door.
#[must_use]
pub const fn is_at_the_door(reason: Reason) -> bool {
    matches!(
        reason,
        Reason::NotHome
            | Reason::BusinessClosed
            | Reason::Refused
            | Reason::Access
            | Reason::Identity
            | Reason::PaymentDue
    )
}

fn find<T: Copy>(rows: &[(&str, T)], text: &str) -> Option<T> {
    let folded = fold(text);
    let words = Words::of(&folded);
    rows.iter()
        .find(|(row, _)| words.fit(row))
        .map(|(_, meaning)| *meaning)
}

/// A folded text, ready to be held against many rows.
struct Words<'a> {
    /// What follows each blank, to the end.
    rests: Vec<&'a str>,
    /// Which bytes its words begin with: most rows are ruled out by that.
    initials: [bool; 256],
}

impl<'a> Words<'a> {
    fn of(folded: &'a str) -> Self {
        let rests = from_each_word(folded);
        let mut initials = [false; 256];
        for first in rests.iter().filter_map(|rest| rest.as_bytes().first()) {
            initials[usize::from(*first)] = true;
        }
        Self { rests, initials }
    }

    /// Every message is held against every row, so no text is built for one.
    fn fit(&self, row: &str) -> bool {
        row.split('+').all(|words| {
            let begins = words.as_bytes().first();
            begins.is_none_or(|first| self.initials[usize::from(*first)])
                && self.rests.iter().any(|rest| rest.starts_with(words))
        })
    }
}

/// What follows each blank, to the end.
fn from_each_word(folded: &str) -> Vec<&str> {
    folded
        .match_indices(' ')
        .map(|(blank, _)| &folded[blank + 1..])
        .collect()
}

/// Lower-case words with one blank around each, so that a row's words are
/// found where words start.
fn fold(text: &str) -> String {
    let mut folded = String::from(" ");
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            folded.extend(letter.to_lowercase());
        } else if !folded.ends_with(' ') && letter != '\'' && letter != '.' {
            folded.push(' ');
        }
    }
    if !folded.ends_with(' ') {
        folded.push(' ');
    }
    folded
}

const REASONS: &[(&str, Reason)] = &[
    // Who was there, before why it matters.
    ("customer not available", Reason::NotHome),
    ("customer not in ", Reason::NotHome),
    ("customer unavailable", Reason::NotHome),
    ("recipient not available", Reason::NotHome),
    ("recipient not in ", Reason::NotHome),
    ("recipient was not", Reason::NotHome),
    ("recipient unavailable", Reason::NotHome),
    ("consignee not available", Reason::NotHome),
    ("consignee unavailable", Reason::NotHome),
    ("no authorized recipient", Reason::NotHome),
    ("not home", Reason::NotHome),
    ("not at home", Reason::NotHome),
    ("no one available", Reason::NotHome),
    ("no one was", Reason::NotHome),
    ("no one home", Reason::NotHome),
    ("nobody", Reason::NotHome),
    ("notice left", Reason::NotHome),
    ("door tag", Reason::NotHome),
    ("business+closed", Reason::BusinessClosed),
    ("closed on arrival", Reason::BusinessClosed),
    ("store closed", Reason::BusinessClosed),
    ("holiday", Reason::BusinessClosed),
    ("refused", Reason::Refused),
    ("refusal", Reason::Refused),
    ("rejected by", Reason::Refused),
    // Where it should go.
    ("address+incorrect", Reason::AddressIncorrect),
    ("address+insufficient", Reason::AddressIncorrect),
    ("address+incomplete", Reason::AddressIncorrect),
    ("address+invalid", Reason::AddressIncorrect),
    ("address+wrong", Reason::AddressIncorrect),
    ("address+bad ", Reason::AddressIncorrect),
    ("address+does not exist", Reason::AddressIncorrect),
    ("address+unknown", Reason::AddressIncorrect),
    ("address+not found", Reason::AddressIncorrect),
    ("address+unable to locate", Reason::AddressIncorrect),
    ("address+missing", Reason::AddressIncorrect),
    ("address+needed", Reason::AddressIncorrect),
    ("address+correct", Reason::AddressIncorrect),
    ("address+moved", Reason::AddressIncorrect),
    ("address+vacant", Reason::AddressIncorrect),
    ("addressee unknown", Reason::AddressIncorrect),
    ("no such number", Reason::AddressIncorrect),
    ("recipient moved", Reason::AddressIncorrect),
    ("recipient has moved", Reason::AddressIncorrect),
    ("moved left no", Reason::AddressIncorrect),
    // What became of it.
    ("damage", Reason::Damaged),
    ("lost ", Reason::Lost),
    ("package missing", Reason::Lost),
    ("missing package", Reason::Lost),
    ("cannot be located", Reason::Lost),
    ("missort", Reason::Missorted),
    ("mis sort", Reason::Missorted),
    ("missent", Reason::Missorted),
    ("misroute", Reason::Missorted),
    ("misdirect", Reason::Missorted),
    ("wrong route", Reason::Missorted),
    ("wrong station", Reason::Missorted),
    ("wrong facility", Reason::Missorted),
    ("wrong location", Reason::Missorted),
    // Nature.
    ("natural disaster", Reason::Disaster),
    ("earthquake", Reason::Disaster),
    ("flood", Reason::Disaster),
    ("wildfire", Reason::Disaster),
    ("volcan", Reason::Disaster),
    ("weather", Reason::Weather),
    ("snow", Reason::Weather),
    ("storm", Reason::Weather),
    ("hurricane", Reason::Weather),
    ("tornado", Reason::Weather),
    ("blizzard", Reason::Weather),
    // Customs.
    ("paperwork", Reason::Documents),
    ("document", Reason::Documents),
    ("commercial invoice", Reason::Documents),
    ("customs+information", Reason::Documents),
    ("clearance+information", Reason::Documents),
    ("duties", Reason::Duties),
    ("duty", Reason::Duties),
    ("taxes", Reason::Duties),
    ("prohibited", Reason::Prohibited),
    ("contraband", Reason::Prohibited),
    ("seized", Reason::Prohibited),
    ("not permitted", Reason::Prohibited),
    ("not allowed", Reason::Prohibited),
    ("restricted commodity", Reason::Prohibited),
    ("restricted item", Reason::Prohibited),
    ("inspect", Reason::Inspection),
    ("examination", Reason::Inspection),
    ("customs", Reason::CustomsDelay),
    ("clearance", Reason::CustomsDelay),
    ("regulatory", Reason::CustomsDelay),
    ("broker", Reason::CustomsDelay),
    // What the recipient can do.
    ("unable to collect payment", Reason::PaymentDue),
    ("payment required", Reason::PaymentDue),
    ("payment due", Reason::PaymentDue),
    ("payment not", Reason::PaymentDue),
    ("postage due", Reason::PaymentDue),
    ("cash on delivery", Reason::PaymentDue),
    ("cod +not", Reason::PaymentDue),
    ("adult signature", Reason::Identity),
    ("signature required", Reason::Identity),
    ("identification", Reason::Identity),
    ("proof of identity", Reason::Identity),
    ("valid id ", Reason::Identity),
    ("future delivery", Reason::RescheduleRequested),
    ("reschedule", Reason::RescheduleRequested),
    ("customer request", Reason::RescheduleRequested),
    ("request+customer", Reason::RescheduleRequested),
    ("request+recipient", Reason::RescheduleRequested),
    ("appointment", Reason::RescheduleRequested),
    ("vacation", Reason::RescheduleRequested),
    ("unclaimed", Reason::Unclaimed),
    ("not claimed", Reason::Unclaimed),
    ("not collected", Reason::Unclaimed),
    ("not picked up by", Reason::Unclaimed),
    ("hold period", Reason::Unclaimed),
    ("holding period", Reason::Unclaimed),
    ("no access", Reason::Access),
    ("unable to access", Reason::Access),
    ("access+not", Reason::Access),
    ("inaccessible", Reason::Access),
    ("gate ", Reason::Access),
    ("locked", Reason::Access),
    ("no secure", Reason::Access),
    ("unsafe", Reason::Access),
    ("animal", Reason::Access),
    ("dog ", Reason::Access),
    ("mailbox+full", Reason::Access),
    ("receptacle+full", Reason::Access),
    // What the shop can do.
    ("not ready", Reason::NotReady),
    ("out of stock", Reason::OutOfStock),
    ("shipper+request", Reason::CancelledByShop),
    ("sender+request", Reason::CancelledByShop),
    ("cancel+shipper", Reason::CancelledByShop),
    ("cancel+sender", Reason::CancelledByShop),
    ("oversize", Reason::Packaging),
    ("overweight", Reason::Packaging),
    ("exceeds", Reason::Packaging),
    ("repackag", Reason::Packaging),
    ("packaging", Reason::Packaging),
    // What is left with the carrier.
    ("mechanical", Reason::Vehicle),
    ("breakdown", Reason::Vehicle),
    ("aircraft+late", Reason::Vehicle),
    ("plane+late", Reason::Vehicle),
    ("flight+cancel", Reason::Vehicle),
    ("flight+delay", Reason::Vehicle),
    ("truck+delay", Reason::Vehicle),
    ("train+delay", Reason::Vehicle),
    ("vehicle+delay", Reason::Vehicle),
    ("vehicle+accident", Reason::Vehicle),
    ("high volume", Reason::Capacity),
    ("package volume", Reason::Capacity),
    ("capacity", Reason::Capacity),
    ("strike", Reason::Disruption),
    ("civil", Reason::Disruption),
    ("road clos", Reason::Disruption),
    ("security delay", Reason::Disruption),
    ("emergency", Reason::Disruption),
    ("beyond our control", Reason::Disruption),
    ("delivery restriction", Reason::Disruption),
    ("power outage", Reason::Disruption),
    ("accident", Reason::Disruption),
    ("pandemic", Reason::Disruption),
    ("arrived after", Reason::ProcessingDelay),
    ("late arrival", Reason::ProcessingDelay),
    ("arrived late", Reason::ProcessingDelay),
    ("operational", Reason::ProcessingDelay),
    ("processing delay", Reason::ProcessingDelay),
    ("missed", Reason::ProcessingDelay),
];

const STATUSES: &[(&str, Status)] = &[
    ("returned to ship", Status::Returned),
    ("returned to sender", Status::Returned),
    ("delivered to ship", Status::Returned),
    ("delivered to sender", Status::Returned),
    ("to original sender", Status::Returned),
    ("return label", Status::LabelCreated),
    ("return", Status::Returning),
    ("undeliver", Status::Exception),
    ("not delivered", Status::Exception),
    ("not be delivered", Status::Exception),
    ("delivery attempted", Status::Attempted),
    ("delivery attempt", Status::Attempted),
    ("attempted delivery", Status::Attempted),
    ("notice left", Status::Attempted),
    ("customer not available", Status::Attempted),
    ("recipient not available", Status::Attempted),
    ("unable to deliver", Status::Exception),
    ("exception", Status::Exception),
    ("out for delivery", Status::OutForDelivery),
    ("vehicle for delivery", Status::OutForDelivery),
    ("with delivery courier", Status::OutForDelivery),
    ("out to deliver", Status::OutForDelivery),
    ("not ready", Status::InTransit),
    ("not available for pickup", Status::InTransit),
    ("not yet available", Status::InTransit),
    ("ready+pickup", Status::AvailableForPickup),
    ("available+pickup", Status::AvailableForPickup),
    ("ready+collection", Status::AvailableForPickup),
    ("held at+location", Status::AvailableForPickup),
    ("hold at location", Status::AvailableForPickup),
    ("will be deliver", Status::InTransit),
    ("to be deliver", Status::InTransit),
    ("delivered", Status::Delivered),
    ("delivery complete", Status::Delivered),
    ("cancel", Status::Cancelled),
    ("void", Status::Cancelled),
    ("clearance+delay", Status::Exception),
    ("customs+delay", Status::Exception),
    ("pickup delay", Status::LabelCreated),
    ("delay", Status::InTransit),
    ("running late", Status::InTransit),
    ("damage", Status::Exception),
    ("picked up", Status::PickedUp),
    ("in possession", Status::PickedUp),
    ("fedex possession", Status::PickedUp),
    ("dropped off", Status::PickedUp),
    ("tendered", Status::PickedUp),
    ("accepted", Status::PickedUp),
    ("pre shipment", Status::LabelCreated),
    ("shipment information sent", Status::LabelCreated),
    ("shipping information", Status::LabelCreated),
    ("label", Status::LabelCreated),
    ("manifest", Status::LabelCreated),
    ("order created", Status::LabelCreated),
    ("initiated", Status::LabelCreated),
    ("in transit", Status::InTransit),
    ("on the way", Status::InTransit),
    ("on its way", Status::InTransit),
    ("en route", Status::InTransit),
    ("enroute", Status::InTransit),
    ("arriv", Status::InTransit),
    ("depart", Status::InTransit),
    ("left ", Status::InTransit),
    ("process", Status::InTransit),
    ("sort", Status::InTransit),
    ("transfer", Status::InTransit),
    ("clear", Status::InTransit),
    ("customs", Status::InTransit),
    ("import", Status::InTransit),
    ("export", Status::InTransit),
    ("released", Status::InTransit),
    ("at+facility", Status::InTransit),
    ("at+location", Status::InTransit),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: (Option<Status>, Option<Reason>)) {
        assert_eq!((status(text), reason(text)), wanted, "{text}");
    }

    #[test]
    fn trouble_names_its_cause() {
        let attempted = Some(Status::Attempted);
        check(
            "Customer not available or business closed",
            (attempted, Some(Reason::NotHome)),
        );
        check(
            "Business Closed - no one to sign",
            (None, Some(Reason::BusinessClosed)),
        );
        check(
            "Unable to deliver: incorrect recipient address",
            (Some(Status::Exception), Some(Reason::AddressIncorrect)),
        );
        check(
            "Address does not exist - returning to sender",
            (Some(Status::Returning), Some(Reason::AddressIncorrect)),
        );
        check(
            "Severe weather. Delivery delayed",
            (Some(Status::InTransit), Some(Reason::Weather)),
        );
        check(
            "Missing regulatory paperwork",
            (None, Some(Reason::Documents)),
        );
        check(
            "Clearance delay",
            (Some(Status::Exception), Some(Reason::CustomsDelay)),
        );
    }

    #[test]
    fn words_are_found_where_words_start() {
        // "translate" is not "late", "abnormal" is no animal.
        check("translated", (None, None));
        check("abnormal navigate", (None, None));
        check("Closter, NJ", (None, None));
        check("C.O.D. not paid", (None, Some(Reason::PaymentDue)));
        check("", (None, None));
        check("到着しました", (None, None));
    }

    #[test]
    fn a_delivery_that_did_not_happen_is_none() {
        for text in [
            "Undelivered",
            "Could not be delivered",
            "Package not delivered",
        ] {
            assert_eq!(status(text), Some(Status::Exception), "{text}");
        }
        assert_eq!(
            status("Will be delivered tomorrow"),
            Some(Status::InTransit)
        );
        assert_eq!(status("Delivered, Front Door"), Some(Status::Delivered));
        assert_eq!(status("Delivered to sender"), Some(Status::Returned));
        assert_eq!(
            status("Delivered, To Original Sender"),
            Some(Status::Returned)
        );
        assert_eq!(status("Arrived at hub"), Some(Status::InTransit));
        assert_eq!(
            status("Available for pickup"),
            Some(Status::AvailableForPickup)
        );
        assert_eq!(
            status("Not yet available for pickup"),
            Some(Status::InTransit)
        );
    }

    #[test]
    fn rows_ask_for_all_their_words() {
        assert!(says("Returning package to shipper", "return+shipper"));
        assert!(!says("Returning package", "return+shipper"));
    }
}
