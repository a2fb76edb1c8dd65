//! English for the three answers: what happened, what happens next, and what
//! the shopper should do.

use super::{carrier_first, carrier_or_word, reasons};
use crate::texts::{ActionKey, Whereabouts};
use doorstep::answers::{Act, Happened, Next};
use doorstep::scan::Reason;

/// What happened.
pub fn happened(key: &Happened, carrier: Option<&str>) -> String {
    let first = carrier_first(carrier);
    let within = carrier_or_word(carrier);
    match key {
        Happened::NoNews => format!("{first} has not told us anything we can use yet."),
        Happened::Ordered => "The shop has your order.".into(),
        Happened::Packed => "The shop has packed your parcel.".into(),
        Happened::LabelCreated => {
            format!("The label is made. {first} does not have the parcel yet.")
        }
        Happened::PickedUp { place } => seen(format!("{first} has your parcel."), place.as_deref()),
        Happened::InTransit { place } => seen(
            format!("Your parcel is on its way with {within}."),
            place.as_deref(),
        ),
        Happened::SentUntracked => "The shop has sent your parcel, without tracking.".into(),
        Happened::Exception { reason, place } => {
            seen(reasons::sentence(*reason, carrier), place.as_deref())
        }
        Happened::OutForDelivery => format!("Your parcel is on the {} van.", van(carrier)),
        Happened::Attempted { reason } => attempted(*reason, carrier),
        Happened::AvailableForPickup { place } => waiting(place.as_deref()),
        Happened::Delivered { left_at, signed_by } => {
            delivered(left_at.as_deref(), signed_by.as_deref())
        }
        Happened::Returning { reason } => returning(*reason, carrier),
        Happened::Returned => "The parcel went back and has reached the shop.".into(),
        Happened::ReturnOnItsWay => "Your return is on its way to the shop.".into(),
        Happened::ReturnArrived => "Your return has reached the shop.".into(),
        Happened::Cancelled => "This parcel was called off and will not be sent.".into(),
        Happened::Lost => format!("{first} cannot find your parcel and says it is lost."),
    }
}

/// Said before what happened, where a delivery turned out not to be the end.
pub fn reopened(carrier: Option<&str>) -> String {
    format!(
        "{} said it was delivered, but that was not the end.",
        carrier_first(carrier)
    )
}

fn van(carrier: Option<&str>) -> &str {
    carrier.unwrap_or("delivery")
}

/// Places come as the carrier spells them, so they stand on their own.
fn seen(sentence: String, place: Option<&str>) -> String {
    match place {
        Some(place) => format!("{sentence} Last seen: {place}."),
        None => sentence,
    }
}

fn attempted(reason: Reason, carrier: Option<&str>) -> String {
    if reason == Reason::Unknown {
        return format!(
            "The driver came and could not deliver. {} has not said why.",
            carrier_first(carrier)
        );
    }
    format!(
        "The driver came and could not deliver: {}.",
        reasons::words(reason)
    )
}

fn waiting(place: Option<&str>) -> String {
    match place {
        Some(place) => format!("Your parcel waits for you at: {place}."),
        None => "Your parcel waits for you at a pickup point.".into(),
    }
}

fn delivered(left_at: Option<&str>, signed_by: Option<&str>) -> String {
    let mut sentence = String::from("Your parcel was delivered.");
    if let Some(left_at) = left_at {
        sentence.push_str(&format!(" Left at: {}.", left_at.trim_end_matches('.')));
    }
    if let Some(signed_by) = signed_by {
        // Initials end in a full stop of their own.
        sentence.push_str(&format!(" Signed by {}.", signed_by.trim_end_matches('.')));
    }
    sentence
}

fn returning(reason: Reason, carrier: Option<&str>) -> String {
    if reason == Reason::Unknown {
        return format!(
            "The parcel is going back to the shop. {} has not said why.",
            carrier_first(carrier)
        );
    }
    format!(
        "The parcel is going back to the shop: {}.",
        reasons::words(reason)
    )
}

/// What happens next.
pub fn next(key: Next, carrier: Option<&str>) -> String {
    let first = carrier_first(carrier);
    let within = carrier_or_word(carrier);
    match key {
        Next::ShopPrepares => "The shop packs it and gives it to a carrier.".into(),
        Next::CarrierCollects => {
            format!("{first} picks it up and scans it for the first time.")
        }
        Next::TravelsOn => "It travels on to your address.".into(),
        Next::ComesToday => "The driver brings it to you today.".into(),
        Next::TriesAgain => {
            format!("{first} tries again, or takes it to a pickup point.")
        }
        Next::WaitsForPickup => "If nobody picks it up in time, it goes back to the shop.".into(),
        Next::CarrierResolves(reason) => carrier_resolves(reason, first),
        Next::ShopResolves(reason) => shop_resolves(reason),
        Next::WaitsForRecipient(reason) => waits_for_recipient(reason, first),
        Next::CustomsReleases(reason) => customs_releases(reason),
        Next::NatureAllows(_) => "It moves on as soon as it is safe to drive or fly again.".into(),
        Next::ShopReceives => "The shop hears of it once the parcel is back.".into(),
        Next::ShopSettles => "The shop sends it again or gives your money back.".into(),
        Next::Nothing => "Nothing more. This parcel is done.".into(),
        Next::WaitForNews => {
            format!("We show it here as soon as {within} tells us more.")
        }
    }
}

fn carrier_resolves(reason: Reason, carrier: &str) -> String {
    match reason {
        Reason::Damaged => format!("{carrier} checks the damage and tells the shop."),
        Reason::Lost => format!("{carrier} looks for it and tells the shop."),
        Reason::Missorted => format!("{carrier} sends it back to the right way."),
        _ => format!("{carrier} sends it on as soon as it can."),
    }
}

fn shop_resolves(reason: Reason) -> String {
    match reason {
        Reason::CancelledByShop => "The shop tells you what comes next.".into(),
        Reason::OutOfStock => "The shop sends it once it is in again, or tells you.".into(),
        Reason::WrongAddressData => "The shop puts the label right.".into(),
        _ => "The shop puts it right and gives it to the carrier again.".into(),
    }
}

fn waits_for_recipient(reason: Reason, carrier: &str) -> String {
    match reason {
        Reason::Refused | Reason::Unclaimed => {
            "It goes back to the shop if nobody says otherwise.".into()
        }
        Reason::RescheduleRequested => {
            format!("{carrier} delivers it on the new day or at the new place.")
        }
        Reason::BusinessClosed | Reason::NotHome => {
            format!("{carrier} keeps it and tries again.")
        }
        _ => format!("{carrier} keeps it until this is sorted out."),
    }
}

fn customs_releases(reason: Reason) -> String {
    match reason {
        Reason::Documents => "It moves on once customs has the papers.".into(),
        Reason::Duties => "It moves on once the money has been paid.".into(),
        Reason::Prohibited => "Customs says whether it can move on or goes back.".into(),
        _ => "It moves on once customs lets it go.".into(),
    }
}

/// Where a parcel is, in a few words.
pub fn whereabouts(key: Whereabouts<'_>) -> String {
    match key {
        Whereabouts::AtShop(shop) => format!("Still with {shop}"),
        Whereabouts::AtBuyer => "Still with you".into(),
        Whereabouts::AtCarrier(carrier) => format!("With {}", carrier_or_word(carrier)),
        Whereabouts::Seen(place) => format!("Last seen: {place}"),
        Whereabouts::WaitsAt(place) => format!("It waits at: {place}"),
        Whereabouts::LeftAt(spot) => format!("Left at: {spot}"),
        Whereabouts::DeliveredIn(town) => format!("In {town}"),
    }
}

/// The one thing to press.
pub fn action(key: ActionKey, carrier: Option<&str>) -> String {
    match key {
        ActionKey::AtCarrier => match carrier {
            Some(carrier) => format!("Go to {carrier}"),
            None => "Open the carrier's page".into(),
        },
        ActionKey::WriteToShop => "Write to the shop".into(),
    }
}

/// What the shopper should do.
pub fn act(key: Act, carrier: Option<&str>) -> String {
    match key {
        Act::Nothing => "Nothing. You can close this page.".into(),
        Act::BeThere => "Be there, or ask a neighbour to take it.".into(),
        Act::Collect => "Pick it up, and bring your ID.".into(),
        Act::LookAround => {
            "Nothing. Not there? Look around, ask neighbours, then tell the shop.".into()
        }
        Act::Resolve(reason) => reasons::resolve(reason, carrier),
        Act::ContactShop => "Ask the shop to send it again, or for your money back.".into(),
    }
}
