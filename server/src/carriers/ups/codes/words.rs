//! The last resort for a code nobody lists: what its description says.

use super::Meaning;
use doorstep::scan::{Reason, Status};

/// Phrases and what they mean; the first that fits decides, so what denies
/// ("not delivered") stands before what it denies.
#[rustfmt::skip]
const PHRASES: &[(&[&str], Meaning)] = &[
    (&["internal activity"], Meaning::NO_MOVEMENT),
    (&["claim ", "investigation"], Meaning::NO_MOVEMENT),
    (&["voided", "shipment canceled", "shipment cancelled"], Meaning::of(Status::Cancelled)),
    (&["returned to the sender", "returned to sender", "returned to shipper", "returned to the shipper",
       "delivered to original sender"], Meaning::of(Status::Returned)),
    (&["return to sender", "returning to sender", "being returned", "will be returned", "return to the sender",
       "returning to the sender", "return to shipper"], Meaning::of(Status::Returning)),
    (&["refused"], Meaning::because(Status::Exception, Reason::Refused)),
    (&["was closed", "business closed", "receiver closed"], Meaning::because(Status::Attempted, Reason::BusinessClosed)),
    (&["not available for delivery", "receiver was not available", "customer was not available", "no one was available",
       "missed you", "not home"], Meaning::because(Status::Attempted, Reason::NotHome)),
    (&["delivery attempt", "attempt made", "attempted delivery", "attempted to deliver", "tried to deliver"],
     Meaning::because(Status::Attempted, Reason::Unknown)),
    (&["out for delivery", "driver is arriving", "out-for-delivery"], Meaning::of(Status::OutForDelivery)),
    (&["ready for pickup", "ready for customer pickup", "available for pickup", "available for customer pickup",
       "awaiting customer pickup", "awaiting pickup", "awaiting collection", "awaiting customer collection",
       "held for pickup", "held for customer pickup", "delivered to ups access point", "delivered to a ups access point"],
     Meaning::of(Status::AvailableForPickup)),
    (&["damage"], Meaning::because(Status::Exception, Reason::Damaged)),
    (&["lost and found", "cannot be located", "could not be located", "is lost"], Meaning::because(Status::Exception, Reason::Lost)),
    (&["address is incorrect", "incorrect address", "address incorrect", "address is incomplete", "incomplete address",
       "address information", "number is either missing", "street number is", "moved"],
     Meaning::because(Status::Exception, Reason::AddressIncorrect)),
    (&["not delivered", "unable to deliver", "could not be delivered", "cannot be delivered", "undeliverable",
       "could not deliver"], Meaning::because(Status::Exception, Reason::Unknown)),
    (&["delivered to an agent", "delivered to agent", "to be delivered", "will be delivered", "delivery will be",
       "rescheduled", "scheduled for delivery", "preparing for delivery", "expected to be delivered"],
     Meaning::of(Status::InTransit)),
    (&["delivered"], Meaning::of(Status::Delivered)),
    (&["has not received the package", "label", "billing information", "order processed", "shipment ready",
       "ready for ups"], Meaning::of(Status::LabelCreated)),
    (&["pickup scan", "picked up", "pick up scan", "drop-off", "drop off", "dropped off", "we have your package"],
     Meaning::of(Status::PickedUp)),
    (&["released by the customs", "released by customs", "cleared customs", "clearance completed", "released by clear",
       "cleared import"], Meaning::of(Status::InTransit)),
    (&["invoice is missing", "missing invoice", "clearance information", "documents"],
     Meaning::because(Status::Exception, Reason::Documents)),
    (&["import charges", "duties", "duty"], Meaning::because(Status::Exception, Reason::Duties)),
    (&["weather", "snow", "hurricane", "flood"], Meaning::because(Status::InTransit, Reason::Weather)),
    (&["mechanical", "late flight", "late trailer", "late ups trailer", "derailment"],
     Meaning::because(Status::InTransit, Reason::Vehicle)),
    (&["missort", "misrout", "incorrectly sorted"], Meaning::because(Status::InTransit, Reason::Missorted)),
    (&["government agency", "inspection"], Meaning::because(Status::InTransit, Reason::Inspection)),
    (&["delay", "missed"], Meaning::because(Status::InTransit, Reason::Unknown)),
    (&["held", "on hold"], Meaning::because(Status::Exception, Reason::Unknown)),
    (&["customs", "clearance", "broker", "arriv", "depart", " scan", "facility", "transit", "on the way", "loaded",
       "processing", "import", "export", "warehouse", "post office", "forwarded"], Meaning::of(Status::InTransit)),
];

/// What a description says; `None` when nothing in it is known.
pub(super) fn meaning(words: &str) -> Option<Meaning> {
    PHRASES
        .iter()
        .find(|(phrases, _)| has(words, phrases))
        .map(|(_, meaning)| *meaning)
}

/// Whether the words hold one of the phrases, in upper or lower case.
pub(super) fn has(words: &str, phrases: &[&str]) -> bool {
    let words = words.to_lowercase();
    phrases.iter().any(|phrase| words.contains(phrase))
}
