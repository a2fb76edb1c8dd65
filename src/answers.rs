//! The three answers every state gives: what happened, what happens next,
//! and what the shopper should do. Typed keys with their arguments; the words
//! are in the pages' texts, one file per language.

use crate::derive::{Derived, Facts};
use crate::scan::{Reason, ReasonGroup, Status};
use crate::shipment::Direction;
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// The three answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// Whether the carrier had reported a delivery that turned out not to be
    /// the end, which has to be said before all else.
    pub reopened: bool,
    /// What happened.
    pub happened: Happened,
    /// What happens next.
    pub next: Next,
    /// What the shopper should do; often nothing.
    pub act: Act,
}

/// What happened, with what the sentence needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Happened {
    /// There are scans, and none says anything we can use.
    NoNews,
    /// The shop took the order.
    Ordered,
    /// The shop packed the goods.
    Packed,
    /// The label is made; the carrier does not have the parcel yet.
    LabelCreated,
    /// The carrier took the parcel.
    PickedUp {
        /// Town and region, as shown.
        place: Option<String>,
    },
    /// The parcel moves.
    InTransit {
        /// Town and region of the newest scan, as shown.
        place: Option<String>,
    },
    /// The shop sent it without tracking.
    SentUntracked,
    /// Something stands in the way.
    Exception {
        /// What.
        reason: Reason,
        /// Town and region, as shown.
        place: Option<String>,
    },
    /// On the van.
    OutForDelivery,
    /// The driver could not deliver.
    Attempted {
        /// Why.
        reason: Reason,
    },
    /// It waits to be collected.
    AvailableForPickup {
        /// The pickup point's name or town.
        place: Option<String>,
    },
    /// It was delivered.
    Delivered {
        /// Where it was left, in the carrier's cleaned words.
        left_at: Option<String>,
        /// The initials of who signed ("J. D.").
        signed_by: Option<String>,
    },
    /// It goes back to the shop.
    Returning {
        /// Why.
        reason: Reason,
    },
    /// It is back at the shop.
    Returned,
    /// A return parcel is on its way to the shop.
    ReturnOnItsWay,
    /// A return parcel reached the shop.
    ReturnArrived,
    /// It will not come.
    Cancelled,
    /// The carrier says it is lost.
    Lost,
}

/// What happens next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Next {
    /// The shop packs it and hands it over.
    ShopPrepares,
    /// The carrier collects it and scans it for the first time.
    CarrierCollects,
    /// It travels on to the destination.
    TravelsOn,
    /// It is delivered today.
    ComesToday,
    /// The driver tries again.
    TriesAgain,
    /// It waits until it is collected.
    WaitsForPickup,
    /// The carrier sorts the problem out.
    CarrierResolves(Reason),
    /// The shop sorts the problem out.
    ShopResolves(Reason),
    /// It continues once the recipient has acted.
    WaitsForRecipient(Reason),
    /// It continues once customs releases it.
    CustomsReleases(Reason),
    /// It continues when the weather or the emergency allows.
    NatureAllows(Reason),
    /// The shop handles it once it is back.
    ShopReceives,
    /// The shop refunds or resends.
    ShopSettles,
    /// Nothing: it is done.
    Nothing,
    /// We hear as soon as the carrier scans it.
    WaitForNews,
}

/// What the shopper should do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// Nothing.
    Nothing,
    /// Be there, or arrange a safe place.
    BeThere,
    /// Collect it, with proof of identity.
    Collect,
    /// Look around, ask neighbours, then tell the shop.
    LookAround,
    /// Do what this reason asks of the recipient.
    Resolve(Reason),
    /// Ask the shop.
    ContactShop,
}

/// The answers for a shipment in its derived state.
#[must_use]
pub fn answers(facts: &Facts, derived: &Derived) -> Answers {
    if facts.direction == Direction::Return {
        return return_answers(derived.status);
    }
    let delivered_again = derived.status == Status::Delivered;
    Answers {
        reopened: derived.reopened && !delivered_again,
        ..outbound_answers(facts, derived)
    }
}

fn outbound_answers(facts: &Facts, derived: &Derived) -> Answers {
    let reason = derived.reason.unwrap_or(Reason::Unknown);
    if reason == Reason::Lost && derived.status == Status::Exception {
        return all(Happened::Lost, Next::ShopSettles, Act::ContactShop);
    }
    let place = derived.place.clone();
    match derived.status {
        Status::Unknown => all(Happened::NoNews, Next::WaitForNews, Act::Nothing),
        Status::Ordered => all(Happened::Ordered, Next::ShopPrepares, Act::Nothing),
        Status::Packed => all(Happened::Packed, Next::CarrierCollects, Act::Nothing),
        Status::LabelCreated => all(Happened::LabelCreated, Next::CarrierCollects, Act::Nothing),
        Status::PickedUp => all(Happened::PickedUp { place }, Next::TravelsOn, Act::Nothing),
        Status::InTransit if !facts.tracked && facts.scans.is_empty() => {
            all(Happened::SentUntracked, Next::TravelsOn, Act::Nothing)
        }
        Status::InTransit => all(Happened::InTransit { place }, Next::TravelsOn, Act::Nothing),
        Status::Exception => all(
            Happened::Exception { reason, place },
            next_for(reason),
            act_for(reason),
        ),
        Status::OutForDelivery => all(Happened::OutForDelivery, Next::ComesToday, Act::BeThere),
        Status::Attempted => all(
            Happened::Attempted { reason },
            attempted_next(reason),
            attempted_act(reason),
        ),
        Status::AvailableForPickup => all(
            Happened::AvailableForPickup {
                place: derived.pickup_point.clone().or(place),
            },
            Next::WaitsForPickup,
            Act::Collect,
        ),
        Status::Delivered => all(
            Happened::Delivered {
                left_at: derived.left_at.clone(),
                signed_by: derived.signed_by.clone(),
            },
            Next::Nothing,
            Act::LookAround,
        ),
        Status::Returning => all(
            Happened::Returning { reason },
            Next::ShopReceives,
            Act::ContactShop,
        ),
        Status::Returned => all(Happened::Returned, Next::ShopSettles, Act::ContactShop),
        Status::Cancelled => all(Happened::Cancelled, Next::Nothing, Act::ContactShop),
    }
}

const fn all(happened: Happened, next: Next, act: Act) -> Answers {
    Answers {
        reopened: false,
        happened,
        next,
        act,
    }
}

/// A return is the shopper's parcel to the shop: it never reads "delivered".
fn return_answers(status: Status) -> Answers {
    match status {
        Status::Delivered | Status::Returned => {
            all(Happened::ReturnArrived, Next::ShopSettles, Act::Nothing)
        }
        Status::Cancelled => all(Happened::Cancelled, Next::Nothing, Act::Nothing),
        Status::Unknown | Status::Ordered | Status::Packed | Status::LabelCreated => {
            all(Happened::LabelCreated, Next::CarrierCollects, Act::Nothing)
        }
        Status::PickedUp
        | Status::InTransit
        | Status::Exception
        | Status::OutForDelivery
        | Status::Attempted
        | Status::AvailableForPickup
        | Status::Returning => all(Happened::ReturnOnItsWay, Next::ShopReceives, Act::Nothing),
    }
}

const fn next_for(reason: Reason) -> Next {
    match reason.group() {
        ReasonGroup::Carrier => Next::CarrierResolves(reason),
        ReasonGroup::Shop => Next::ShopResolves(reason),
        ReasonGroup::Recipient => Next::WaitsForRecipient(reason),
        ReasonGroup::Customs => Next::CustomsReleases(reason),
        ReasonGroup::Nature => Next::NatureAllows(reason),
        ReasonGroup::Unknown => Next::WaitForNews,
    }
}

const fn act_for(reason: Reason) -> Act {
    match reason {
        Reason::Damaged | Reason::Lost | Reason::Refused | Reason::Prohibited => Act::ContactShop,
        Reason::Documents | Reason::Duties => Act::Resolve(reason),
        _ => match reason.group() {
            ReasonGroup::Recipient => Act::Resolve(reason),
            ReasonGroup::Carrier
            | ReasonGroup::Shop
            | ReasonGroup::Customs
            | ReasonGroup::Nature
            | ReasonGroup::Unknown => Act::Nothing,
        },
    }
}

/// What was refused is not brought again.
const fn attempted_next(reason: Reason) -> Next {
    match reason {
        Reason::Refused => Next::ShopResolves(reason),
        _ => Next::TriesAgain,
    }
}

const fn attempted_act(reason: Reason) -> Act {
    if matches!(reason, Reason::Refused) {
        return Act::ContactShop;
    }
    match reason.group() {
        ReasonGroup::Recipient => Act::Resolve(reason),
        ReasonGroup::Carrier
        | ReasonGroup::Shop
        | ReasonGroup::Customs
        | ReasonGroup::Nature
        | ReasonGroup::Unknown => Act::BeThere,
    }
}
