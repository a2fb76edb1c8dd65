//! English for everything of the desk that is one of a closed list.

use super::because;
use crate::texts::desk::Said;
use doorstep::advice::Situation;
use doorstep::claim::{ClaimKind, ClaimState, Evidence};
use doorstep::notice::Notice;
use doorstep::scan::{Reason, Status};

/// A status with its reason.
pub fn status(status: Status, reason: Option<Reason>) -> String {
    let label = match status {
        Status::Unknown => "No news",
        Status::Ordered => "Not shipped",
        Status::Packed => "Packed, at the shop",
        Status::LabelCreated => "Label made, not scanned",
        Status::PickedUp => "Picked up",
        Status::InTransit => "In transit",
        Status::Exception if reason == Some(Reason::Lost) => return "Lost".into(),
        Status::Exception => "Held up",
        Status::OutForDelivery => "Out for delivery",
        Status::Attempted => "Delivery failed",
        Status::AvailableForPickup => "Waits for pickup",
        Status::Delivered => "Delivered",
        Status::Returning => "Going back",
        Status::Returned => "Came back",
        Status::Cancelled => "Cancelled",
    };
    format!("{label}{}", because(reason))
}

/// What to do next.
pub fn situation(situation: Situation, first: &str, carrier: &str) -> String {
    match situation {
        Situation::Untold => {
            "An address or instruction was corrected, and somebody does not know of it yet. Tell them now.".into()
        }
        Situation::ClaimToFile => {
            format!("The claim is open. Gather what is missing and file it with {carrier}.")
        }
        Situation::ClaimWaits => {
            format!("{first} has the claim. Offer the buyer to send it again, or a refund.")
        }
        Situation::ClaimDecided => {
            format!("{first} has decided the claim. Settle it with the buyer.")
        }
        Situation::Lost => {
            format!("Open a claim with {carrier}, and offer to send it again, or a refund.")
        }
        Situation::Damaged => {
            format!("Ask for photos of box and goods, and open a claim with {carrier}.")
        }
        Situation::NotReceived => {
            "Say where it was left and who signed, and ask to look there and with neighbours. Not found: open a claim.".into()
        }
        Situation::Returning => {
            "The buyer does not get it. Ask: send it again, to another address, or a refund.".into()
        }
        Situation::WrongAddress => {
            format!("Ask the buyer for the right address, write it down, and tell {carrier}.")
        }
        Situation::Customs => {
            "Customs holds it. Tell the buyer what customs wants and from whom.".into()
        }
        Situation::HeldForRecipient => {
            format!("The buyer has to do something: say what, and how to reach {carrier}.")
        }
        Situation::HeldByShop => "The shop holds it up. Ask the shop for a date, then write.".into(),
        Situation::HeldByCarrier => {
            format!("Ask {carrier} what holds it up, and tell the buyer what you know.")
        }
        Situation::Stuck => {
            format!("Ask {carrier} to look for it, and tell the buyer that you do.")
        }
        Situation::NoFirstScan => {
            format!("Ask the shop whether {carrier} took it, then tell the buyer.")
        }
        Situation::Late => "Tell the buyer that it is late, and what the shop does then.".into(),
        Situation::NotShipped => "Ask the shop when it ships, then tell the buyer.".into(),
        Situation::Attempted => {
            format!("Ask the buyer to agree on another day or a pickup point with {carrier}.")
        }
        Situation::PickupWaiting => {
            "Remind the buyer where it waits, and until when.".into()
        }
        Situation::NoNumber => "Ask the shop for the tracking number and add it.".into(),
        Situation::Contradiction => {
            format!("The scans cannot all be true. Ask {carrier}, and mark the parcel as what it is.")
        }
        Situation::Asked => "Say where it is and when it comes.".into(),
        Situation::WrongContents => {
            "Find out what is missing or wrong, and offer to send it, or a refund.".into()
        }
        Situation::OtherQuestion => "Read what the buyer asks, and answer.".into(),
        Situation::AllWell => "Nothing is wrong with this order.".into(),
    }
}

/// A notice to the buyer.
pub const fn notice(notice: Notice) -> &'static str {
    match notice {
        Notice::OrderConfirmed => "Order confirmed",
        Notice::Shipped => "Shipped",
        Notice::Milestone => "On its way",
        Notice::OutForDelivery => "Out for delivery",
        Notice::Delivered => "Delivered",
        Notice::AvailableForPickup => "Ready for pickup",
        Notice::PickupReminder => "Pickup reminder",
        Notice::Attempted => "Delivery failed",
        Notice::Delay => "Delay",
        Notice::Exception => "Held up",
        Notice::Returning => "Going back",
        Notice::Returned => "Came back",
        Notice::Cancelled => "Cancelled",
    }
}

/// What is claimed.
pub const fn claim_kind(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Lost => "Lost",
        ClaimKind::Damaged => "Damaged",
        ClaimKind::NotReceived => "Delivered, not received",
    }
}

/// Where a claim stands.
pub const fn claim_state(state: ClaimState) -> &'static str {
    match state {
        ClaimState::Open => "open, not filed",
        ClaimState::Filed => "filed, the carrier has it",
        ClaimState::Paid => "paid",
        ClaimState::Refused => "refused",
        ClaimState::Withdrawn => "withdrawn",
    }
}

/// The button that brings a claim there.
pub const fn claim_step(state: ClaimState) -> &'static str {
    match state {
        ClaimState::Open => "Open it again",
        ClaimState::Filed => "It is filed",
        ClaimState::Paid => "The carrier pays",
        ClaimState::Refused => "The carrier refuses",
        ClaimState::Withdrawn => "Withdraw it",
    }
}

/// What a carrier wants to see.
pub const fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Value => "Invoice: what the goods cost",
        Evidence::Shipping => "Label or manifest: that it was handed over",
        Evidence::PhotosOfDamage => "Photos of what is broken",
        Evidence::PhotosOfPackaging => "Photos of the packaging, with the label",
        Evidence::PackagingKept => "The packaging is kept",
        Evidence::Inspection => "The carrier's own look at it",
        Evidence::DeliveryRecord => "The carrier's delivery record",
        Evidence::RecipientStatement => "The buyer's signed word that it never came",
    }
}

/// What was done just now.
pub const fn said(said: Said) -> &'static str {
    match said {
        Said::Noted => "The note is kept.",
        Said::Replied => "The reply is queued.",
        Said::LinkSent => "The link is queued.",
        Said::Claimed => "The claim is open.",
        Said::ClaimChanged => "The claim is changed.",
        Said::Shipped => "The shipment is changed.",
        Said::Corrected => "The correction is kept.",
        Said::Told => "It is noted that they know.",
        Said::Marked => "The parcel is marked, beside what the carrier says.",
        Said::Unmarked => "The mark is taken back.",
        Said::Pinned => "The order is pinned.",
        Said::Unpinned => "The order is no longer pinned.",
        Said::ContactOpened => "The contact is open.",
        Said::Declared => "The incident is declared.",
        Said::Ended => "The incident is over.",
        Said::Changed => "It is done.",
    }
}
