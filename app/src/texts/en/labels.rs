//! English for statuses, steps, headlines and the lines of the history.

use super::{carrier_first, carrier_or_word, reasons};
use crate::texts::{Headline, ScanLine, alike};
use doorstep::scan::{Reason, Status};
use doorstep::shipment::Direction;
use doorstep::status::Step;
use doorstep::view::tracking::Labels;

/// Below a headline, where a part of the order has not left.
pub const REST: &str = "The rest is still at the shop";
/// A scan of which neither meaning nor words are known.
pub const SCAN_WITHOUT_WORDS: &str = "Update without details";
/// Over scans whose time nobody gave.
pub const NO_TIME: &str = "Time not given";
/// The heading over what has not left.
pub const UNSHIPPED: &str = "Not shipped yet";

/// A status with nothing else known.
pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Unknown => "No news from the carrier yet",
        Status::Ordered => "The shop has your order",
        Status::Packed => "Packed",
        Status::LabelCreated => "Label made, waiting for the carrier",
        Status::PickedUp => "The carrier has it",
        Status::InTransit => "On its way",
        Status::Exception => "There is a problem with your parcel",
        Status::OutForDelivery => "Out for delivery",
        Status::Attempted => "The driver could not deliver",
        Status::AvailableForPickup => "Ready for pickup",
        Status::Delivered => "Delivered",
        Status::Returning => "On its way back to the shop",
        Status::Returned => "Back at the shop",
        Status::Cancelled => "Cancelled",
    }
}

/// A parcel's headline.
pub fn headline(of: &Headline<'_>) -> String {
    if of.direction == Direction::Return {
        return of_return(of.status).into();
    }
    match of.status {
        Status::Unknown => format!("No news from {} yet", carrier_or_word(of.carrier)),
        Status::LabelCreated => {
            format!("Label made, waiting for {}", carrier_or_word(of.carrier))
        }
        Status::PickedUp => format!("{} has it", carrier_first(of.carrier)),
        Status::Exception if of.reason == Some(Reason::Lost) => "Your parcel is lost".into(),
        other => status(other).into(),
    }
}

const fn of_return(status: Status) -> &'static str {
    match status {
        Status::Delivered | Status::Returned => "Your return has reached the shop",
        Status::Cancelled => "Your return was called off",
        Status::Unknown | Status::Ordered | Status::Packed | Status::LabelCreated => {
            "Your return has not been scanned yet"
        }
        Status::PickedUp
        | Status::InTransit
        | Status::Exception
        | Status::OutForDelivery
        | Status::Attempted
        | Status::AvailableForPickup
        | Status::Returning => "Your return is on its way to the shop",
    }
}

/// The headline of an order as a whole.
pub fn order_headline(parcels: &[Status]) -> String {
    match parcels {
        [] => status(Status::Ordered).into(),
        [only] => status(*only).into(),
        [first, others @ ..] if others.iter().all(|other| other == first) => {
            all_alike(*first, parcels.len())
        }
        _ => counted(parcels),
    }
}

fn all_alike(status: Status, count: usize) -> String {
    match count {
        2 => format!("Both parcels {}", several(status)),
        _ => format!("All {count} parcels {}", several(status)),
    }
}

fn counted(parcels: &[Status]) -> String {
    let groups: Vec<String> = alike::counted(parcels)
        .into_iter()
        .map(|(status, count)| match count {
            1 => format!("1 {}", one(status)),
            _ => format!("{count} {}", several(status)),
        })
        .collect();
    format!("{} parcels: {}", parcels.len(), groups.join(", "))
}

const fn one(status: Status) -> &'static str {
    match status {
        Status::InTransit => "on its way",
        Status::Returning => "on its way back",
        other => several(other),
    }
}

const fn several(status: Status) -> &'static str {
    match status {
        Status::Unknown => "without news yet",
        Status::Ordered => "at the shop",
        Status::Packed => "packed",
        Status::LabelCreated => "waiting for the carrier",
        Status::PickedUp => "with the carrier",
        Status::InTransit => "on their way",
        Status::Exception => "with a problem",
        Status::OutForDelivery => "out for delivery",
        Status::Attempted => "with a failed delivery try",
        Status::AvailableForPickup => "ready for pickup",
        Status::Delivered => "delivered",
        Status::Returning => "on their way back",
        Status::Returned => "back at the shop",
        Status::Cancelled => "cancelled",
    }
}

/// A step of the bar.
pub const fn step(step: Step) -> &'static str {
    match step {
        Step::Ordered => "Ordered",
        Step::Packed => "Packed",
        Step::Shipped => "Shipped",
        Step::OutForDelivery => "Out for delivery",
        Step::Delivered => "Delivered",
        Step::ReadyForPickup => "Ready for pickup",
        Step::Cancelled => "Cancelled",
        Step::Lost => "Lost",
        Step::Returned => "Returned",
    }
}

/// A line of the history: what the scan means, and why where it says so.
pub fn scan_line(scan: &ScanLine<'_>) -> Option<String> {
    let what = scanned(scan.status?, scan.direction, scan.carrier);
    Some(match scan.reason {
        None | Some(Reason::Unknown) => what,
        Some(reason) => format!("{what}: {}", reasons::words(reason)),
    })
}

fn scanned(status: Status, direction: Direction, carrier: Option<&str>) -> String {
    let first = carrier_first(carrier);
    match status {
        Status::Unknown => format!("Word from {}", carrier_or_word(carrier)),
        Status::Ordered => "The shop took the order".into(),
        Status::Packed => "Packed".into(),
        Status::LabelCreated => "Label made".into(),
        Status::PickedUp => format!("{first} took the parcel"),
        Status::InTransit => "On its way".into(),
        Status::Exception => "Held up".into(),
        Status::OutForDelivery => match direction {
            Direction::Outbound => "Out for delivery".into(),
            Direction::Return => "On the last stretch to the shop".into(),
        },
        Status::Attempted => "The driver could not deliver".into(),
        Status::AvailableForPickup => "Ready for pickup".into(),
        Status::Delivered => match direction {
            Direction::Outbound => "Delivered".into(),
            Direction::Return => "Reached the shop".into(),
        },
        Status::Returning => "On its way back to the shop".into(),
        Status::Returned => "Back at the shop".into(),
        Status::Cancelled => "Called off".into(),
    }
}

/// The fixed words of the tracking page.
pub fn fixed() -> Labels {
    Labels {
        happened: "What happened".into(),
        next: "What happens next".into(),
        act: "What you should do".into(),
        promises: "Expected dates".into(),
        scans: "Tracking history".into(),
        items: "In this parcel".into(),
        carrier: "Carrier".into(),
        number: "Tracking number".into(),
        steps: "Progress".into(),
        carrier_link: "Open the carrier's page".into(),
        carrier_words: "The carrier's words:".into(),
        older_scans: "Earlier scans".into(),
        step_done: "done".into(),
        step_current: "now".into(),
        step_ahead: "still to come".into(),
        promise_current: "latest".into(),
        parcels: "Your parcels".into(),
        pickup: "Where to pick it up".into(),
        pickup_hours: "Open".into(),
        calendar: "Add to calendar".into(),
        copy: "Copy number".into(),
        copied: "Copied".into(),
        share: "Tell somebody".into(),
        share_status: "Share where it is".into(),
        share_status_note: "Sends the line above and the carrier's own link. Not this page, and nothing about your order.".into(),
        share_page: "Share this page".into(),
        share_page_note: "Whoever has its link sees all that you see here: your order, its items and every scan.".into(),
        shared: "Done".into(),
    }
}
