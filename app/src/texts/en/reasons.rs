//! English for every reason: in a few words, as a sentence on what happened,
//! and as what the shopper should do about it.

use super::{carrier_first, carrier_or_word};
use doorstep::scan::Reason;

/// In a few words, to stand after a colon; about 30 letters are a line of a
/// phone.
pub const fn words(reason: Reason) -> &'static str {
    match reason {
        Reason::Damaged => "the parcel was damaged",
        Reason::Lost => "the parcel is lost",
        Reason::Missorted => "it was sent the wrong way",
        Reason::Vehicle => "trouble with a truck or plane",
        Reason::Capacity => "too many parcels at once",
        Reason::ProcessingDelay => "the carrier is running late",
        Reason::Disruption => "a strike, closure or accident",
        Reason::NotReady => "the shop was not ready",
        Reason::OutOfStock => "an item is out of stock",
        Reason::WrongAddressData => "a mistake on the label",
        Reason::CancelledByShop => "stopped by the shop",
        Reason::Packaging => "a problem with the packing",
        Reason::NotHome => "nobody was there",
        Reason::Refused => "it was turned down",
        Reason::BusinessClosed => "the business was closed",
        Reason::AddressIncorrect => "a wrong or incomplete address",
        Reason::Access => "no way to the door or mailbox",
        Reason::Identity => "ID or a signature is needed",
        Reason::PaymentDue => "there is something to pay",
        Reason::RescheduleRequested => "another day or place asked for",
        Reason::Unclaimed => "it was not picked up in time",
        Reason::Inspection => "a customs check",
        Reason::Documents => "papers for customs are missing",
        Reason::Duties => "duty or tax is not paid yet",
        Reason::Prohibited => "it may not be sent",
        Reason::CustomsDelay => "customs is taking longer",
        Reason::Weather => "bad weather",
        Reason::Disaster => "a flood, fire or other disaster",
        Reason::Unknown => "no reason given",
    }
}

/// Why a date moved, or was missed, in a few words. Of a parcel that is lost
/// no date is told: this one was, and has been found.
pub const fn of_date(reason: Reason) -> &'static str {
    match reason {
        Reason::Lost => "it was lost for a while",
        _ => words(reason),
    }
}

/// As a sentence on what happened.
pub fn sentence(reason: Reason, carrier: Option<&str>) -> String {
    let first = carrier_first(carrier);
    let within = carrier_or_word(carrier);
    match reason {
        Reason::Damaged => format!("{first} says the parcel was damaged on the way."),
        Reason::Lost => format!("{first} cannot find the parcel."),
        Reason::Missorted => "The parcel was sent the wrong way by mistake.".into(),
        Reason::Vehicle => "A truck, train or plane was late or broke down.".into(),
        Reason::Capacity => format!("{first} has more parcels than it can carry right now."),
        Reason::ProcessingDelay => format!("{first} is running late with your parcel."),
        Reason::Disruption => {
            "A strike, a closure or an accident is holding up your parcel.".into()
        }
        Reason::NotReady => "The shop did not have your parcel ready in time.".into(),
        Reason::OutOfStock => "The shop has run out of something you ordered.".into(),
        Reason::WrongAddressData => {
            format!("The label the shop gave to {within} has a mistake.")
        }
        Reason::CancelledByShop => "The shop asked for this parcel to be stopped.".into(),
        Reason::Packaging => {
            format!("{first} cannot carry the parcel as it was packed.")
        }
        Reason::NotHome => "Nobody was there to take the parcel.".into(),
        Reason::Refused => "Someone at your address turned the parcel down.".into(),
        Reason::BusinessClosed => "The business was closed when the driver came.".into(),
        Reason::AddressIncorrect => "The address is wrong or not complete.".into(),
        Reason::Access => "The driver could not get to your door or mailbox.".into(),
        Reason::Identity => {
            format!("{first} needs to see your ID or needs a signature.")
        }
        Reason::PaymentDue => "There is something to pay before you can have the parcel.".into(),
        Reason::RescheduleRequested => "Someone asked for another day or another place.".into(),
        Reason::Unclaimed => "Nobody picked the parcel up in time.".into(),
        Reason::Inspection => "Customs is checking the parcel.".into(),
        Reason::Documents => "Customs needs more papers for the parcel.".into(),
        Reason::Duties => "Duty or tax must be paid before customs lets the parcel go.".into(),
        Reason::Prohibited => "The parcel may not enter the country, or may not be carried.".into(),
        Reason::CustomsDelay => "Customs is taking longer than usual.".into(),
        Reason::Weather => "Bad weather is holding up your parcel.".into(),
        Reason::Disaster => "A flood, fire or other disaster is holding up your parcel.".into(),
        Reason::Unknown => {
            format!("There is a problem with your parcel. {first} has not said why.")
        }
    }
}

/// What the shopper should do about it. Three lines of a phone are kept for
/// it, however wide its type: about 70 letters.
pub fn resolve(reason: Reason, carrier: Option<&str>) -> String {
    let within = carrier_or_word(carrier);
    match reason {
        Reason::NotHome => {
            format!("Be there next time, or ask {within} for another day or place.")
        }
        Reason::Refused => "If you still want it, tell the shop today. If not, do nothing.".into(),
        Reason::BusinessClosed => {
            format!("Have someone there next time, or ask {within} for another day.")
        }
        Reason::AddressIncorrect => {
            "Send the shop your full address, with house and flat number, today.".into()
        }
        Reason::Access => {
            format!("Tell {within} how to get to your door, or choose a pickup point.")
        }
        Reason::Identity => {
            "Be there yourself next time. Have your ID ready, and sign for it.".into()
        }
        Reason::PaymentDue => {
            format!("Have the money ready for the driver, or ask {within} how to pay.")
        }
        Reason::RescheduleRequested => {
            format!("Be there on the new day. If you did not ask for it, tell {within}.")
        }
        Reason::Unclaimed => {
            "Ask the shop to send the parcel again, or for your money back.".into()
        }
        Reason::Documents => {
            format!("Send {within} the papers it asks for. The shop has the bill.")
        }
        Reason::Duties => {
            format!("Wait for the bill. Pay only on {within}'s own site or at the door.")
        }
        Reason::WrongAddressData => {
            "Check the address in your order mail. If it is wrong, tell the shop.".into()
        }
        Reason::OutOfStock | Reason::NotReady => {
            "Nothing right now. If you cannot wait, ask the shop.".into()
        }
        Reason::Damaged | Reason::Lost | Reason::Prohibited | Reason::CancelledByShop => {
            "Ask the shop to send it again, or for your money back.".into()
        }
        Reason::Packaging => "Nothing right now. The shop has to pack it again.".into(),
        Reason::Missorted
        | Reason::Vehicle
        | Reason::Capacity
        | Reason::ProcessingDelay
        | Reason::Disruption
        | Reason::Inspection
        | Reason::CustomsDelay
        | Reason::Weather
        | Reason::Disaster => "Nothing. It moves on without you.".into(),
        Reason::Unknown => {
            format!("Nothing yet. No news in two days? Ask {within} or the shop.")
        }
    }
}
