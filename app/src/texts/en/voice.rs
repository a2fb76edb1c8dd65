//! English in the shop's own voice. What concerns the shop is said anew here;
//! the rest is as on the page.

use super::{English, answers, carrier_first, carrier_or_word, reasons};
use crate::texts::own::OwnText;
use crate::texts::{ShopperTexts, VoiceTexts};
use doorstep::answers::{Act, Happened, Next};
use doorstep::scan::Reason;

/// What ends in an agreement, and not in an offer.
const SETTLE: &str = "Answer this mail, so that we can settle it with you.";

impl VoiceTexts for English {
    fn we_happened(&self, key: &Happened, carrier: Option<&str>) -> String {
        happened(key, carrier).unwrap_or_else(|| answers::happened(key, carrier))
    }

    fn we_next(&self, key: Next, carrier: Option<&str>) -> String {
        OwnText::of_next(key)
            .and_then(|text| self.own.about(text, carrier_or_word(carrier)))
            .or_else(|| next(key, carrier))
            .unwrap_or_else(|| answers::next(key, carrier))
    }

    fn we_act(&self, key: Act, carrier: Option<&str>) -> String {
        act(key, carrier).unwrap_or_else(|| self.act(key, carrier))
    }

    fn we_reason(&self, reason: Reason) -> &'static str {
        words(reason)
    }

    fn we_reason_of_date(&self, reason: Reason) -> &'static str {
        of_date(reason)
    }
}

const fn words(reason: Reason) -> &'static str {
    match reason {
        Reason::NotReady => "we were not ready in time",
        Reason::CancelledByShop => "we stopped it",
        _ => reasons::words(reason),
    }
}

/// The same of a date that moved.
const fn of_date(reason: Reason) -> &'static str {
    match reason {
        Reason::Lost => reasons::of_date(reason),
        _ => words(reason),
    }
}

/// `None` where the page's words will do.
fn happened(key: &Happened, carrier: Option<&str>) -> Option<String> {
    Some(match key {
        Happened::Ordered => "We have your order.".into(),
        Happened::Packed => "We have packed your parcel.".into(),
        Happened::SentUntracked => "We have sent your parcel, without tracking.".into(),
        Happened::Returning { reason } => coming_back(*reason, carrier),
        Happened::Returned => "The parcel came back and has reached us.".into(),
        Happened::ReturnOnItsWay => "Your return is on its way to us.".into(),
        Happened::ReturnArrived => "Your return has reached us.".into(),
        Happened::Exception { reason, place: _ } => return of_ours(*reason, carrier),
        Happened::NoNews
        | Happened::LabelCreated
        | Happened::PickedUp { .. }
        | Happened::InTransit { .. }
        | Happened::OutForDelivery
        | Happened::Attempted { .. }
        | Happened::AvailableForPickup { .. }
        | Happened::Delivered { .. }
        | Happened::Cancelled
        | Happened::Lost => return None,
    })
}

fn coming_back(reason: Reason, carrier: Option<&str>) -> String {
    if reason == Reason::Unknown {
        let first = carrier_first(carrier);
        return format!("The parcel is coming back to us. {first} has not said why.");
    }
    format!("The parcel is coming back to us: {}.", words(reason))
}

/// The trouble that began with us.
fn of_ours(reason: Reason, carrier: Option<&str>) -> Option<String> {
    Some(match reason {
        Reason::NotReady => "We did not have your parcel ready in time.".into(),
        Reason::OutOfStock => "We have run out of something you ordered.".into(),
        Reason::WrongAddressData => format!(
            "The label we gave to {} has a mistake.",
            carrier_or_word(carrier)
        ),
        Reason::CancelledByShop => "We asked for this parcel to be stopped.".into(),
        _ => return None,
    })
}

fn next(key: Next, carrier: Option<&str>) -> Option<String> {
    let first = carrier_first(carrier);
    let said = match key {
        Next::ShopPrepares => "We pack it and give it to a carrier.",
        Next::WaitsForPickup => "If nobody picks it up in time, it comes back to us.",
        Next::ShopReceives => "We hear of it once the parcel is back.",
        Next::ShopSettles => "We settle it with you.",
        Next::ShopResolves(Reason::CancelledByShop) => "We tell you what comes next.",
        Next::ShopResolves(Reason::OutOfStock) => "We send it once it is in again, or tell you.",
        Next::ShopResolves(Reason::WrongAddressData) => "We put the label right.",
        Next::ShopResolves(_) => "We put it right and give it to the carrier again.",
        Next::WaitsForRecipient(Reason::Refused | Reason::Unclaimed) => {
            "It comes back to us if nobody says otherwise."
        }
        Next::CarrierResolves(Reason::Damaged) => {
            return Some(format!("{first} checks the damage and tells us."));
        }
        Next::CarrierResolves(Reason::Lost) => {
            return Some(format!("{first} looks for it and tells us."));
        }
        Next::WaitForNews => {
            let within = carrier_or_word(carrier);
            return Some(format!(
                "The page of your order shows it as soon as {within} tells us more."
            ));
        }
        _ => return None,
    };
    Some(said.to_owned())
}

fn act(key: Act, carrier: Option<&str>) -> Option<String> {
    Some(match key {
        Act::Nothing => "You do not have to do anything.".into(),
        Act::LookAround => {
            "If it is not there, look around and ask neighbours, then answer this mail.".into()
        }
        Act::ContactShop => SETTLE.into(),
        Act::Resolve(reason) => return resolve(reason, carrier),
        Act::BeThere | Act::Collect => return None,
    })
}

fn resolve(reason: Reason, carrier: Option<&str>) -> Option<String> {
    let within = carrier_or_word(carrier);
    let said = match reason {
        Reason::Refused => {
            "If you still want the parcel, answer this mail today. If not, you need do nothing."
        }
        Reason::AddressIncorrect => {
            "Answer this mail with your full address, with house and flat number, today."
        }
        Reason::WrongAddressData => {
            "Check the address in your order mail. If it is wrong, answer this mail."
        }
        Reason::OutOfStock | Reason::NotReady => {
            "Nothing right now. If you cannot wait, answer this mail."
        }
        Reason::Unclaimed
        | Reason::Damaged
        | Reason::Lost
        | Reason::Prohibited
        | Reason::CancelledByShop => SETTLE,
        Reason::Packaging => "Nothing right now. We have to pack it again.",
        Reason::Documents => {
            return Some(format!(
                "Look for a message from {within} and send the papers it asks for. We can give you the bill."
            ));
        }
        Reason::Unknown => {
            return Some(format!(
                "Nothing right now. If there is no news in two days, ask {within} or us."
            ));
        }
        Reason::Missorted
        | Reason::Vehicle
        | Reason::Capacity
        | Reason::ProcessingDelay
        | Reason::Disruption
        | Reason::Inspection
        | Reason::CustomsDelay
        | Reason::Weather
        | Reason::Disaster => "You do not have to do anything: it moves on without you.",
        Reason::NotHome
        | Reason::BusinessClosed
        | Reason::Access
        | Reason::Identity
        | Reason::PaymentDue
        | Reason::RescheduleRequested
        | Reason::Duties => return None,
    };
    Some(said.to_owned())
}
