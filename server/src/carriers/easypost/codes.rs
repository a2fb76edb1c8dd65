//! EasyPost's statuses and their details in our words.
//!
//! The status decides. The detail, and then the carrier's words, say more:
//! why, and whether a failure was an attempt or a return came to its end.

use super::payload::Line;
use crate::carriers::phrases;
use doorstep::scan::{Reason, Status};

/// What a line means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// The status, or nothing for what is no movement.
    pub status: Option<Status>,
    /// The cause, where the line gives one.
    pub reason: Option<Reason>,
    /// Whether the status or its detail is none that EasyPost publishes.
    pub is_unknown: bool,
}

/// Reads a line's status, detail and words.
pub fn meaning(line: &Line) -> Meaning {
    let said = said(line);
    let detail = line.detail.as_deref().and_then(detail);
    let known = line.status.as_deref().and_then(status);
    let base = match known {
        Some((_, status)) => *status,
        None => detail
            .and_then(|(status, _)| status)
            .or_else(|| phrases::status(&said)),
    };
    let cause = detail.and_then(|(_, reason)| reason);
    let (status, reason) = refine(
        base,
        line.detail.as_deref().unwrap_or_default(),
        cause,
        &said,
    );
    Meaning {
        status,
        reason,
        is_unknown: (line.status.is_some() && known.is_none())
            || (line.detail.is_some() && detail.is_none()),
    }
}

/// Whether a line tells of a fault of EasyPost's own and not of the parcel.
pub fn is_fault(line: &Line) -> bool {
    line.status.as_deref() == Some("error") || line.source.as_deref() == Some("ProcessingError")
}

fn said(line: &Line) -> String {
    let texts = [&line.message, &line.description];
    let texts: Vec<_> = texts.into_iter().flatten().map(String::as_str).collect();
    texts.join(". ")
}

/// The row of a status; the status itself may be none.
fn status(code: &str) -> Option<&'static (&'static str, Option<Status>)> {
    STATUSES.iter().find(|(known, _)| *known == code)
}

fn detail(code: &str) -> Option<Row> {
    DETAILS
        .iter()
        .find(|(known, ..)| *known == code)
        .map(|(_, status, reason)| (*status, *reason))
}

type Row = (Option<Status>, Option<Reason>);

/// What the detail and the carrier's words add to the status.
fn refine(base: Option<Status>, detail: &str, cause: Option<Reason>, said: &str) -> Row {
    let words = phrases::reason(said);
    let why = match cause {
        Some(Reason::Unknown) | None => words.or(cause),
        known => known,
    };
    match base {
        Some(Status::Exception) => trouble(detail, why, said),
        Some(Status::InTransit) => in_transit(detail, cause, why, said),
        Some(Status::Returning) => {
            let is_back = detail == "arrived_at_destination"
                || phrases::status(said) == Some(Status::Returned);
            let status = if is_back {
                Status::Returned
            } else {
                Status::Returning
            };
            (Some(status), why)
        }
        Some(Status::Delivered) if phrases::status(said) == Some(Status::Returned) => {
            (Some(Status::Returned), None)
        }
        Some(Status::AvailableForPickup) => {
            (base, words.filter(|why| phrases::is_at_the_door(*why)))
        }
        Some(Status::Cancelled) => (base, words.filter(|why| *why == Reason::CancelledByShop)),
        other => (other, cause.filter(|why| *why != Reason::Unknown)),
    }
}

/// A failure is an attempt when its cause is one at the door, and a return
/// when it says so.
fn trouble(detail: &str, why: Option<Reason>, said: &str) -> Row {
    if detail == "return" || phrases::says(said, "return+sender") {
        return (Some(Status::Returning), why);
    }
    let is_attempt = (why.is_some_and(phrases::is_at_the_door)
        && !phrases::says(said, "not attempted"))
        || phrases::status(said) == Some(Status::Attempted);
    let status = if is_attempt {
        Status::Attempted
    } else {
        Status::Exception
    };
    (Some(status), why.or(Some(Reason::Unknown)))
}

/// A late parcel still moves; one that is lost, broken, refused or held up by
/// an exception does not.
fn in_transit(detail: &str, cause: Option<Reason>, why: Option<Reason>, said: &str) -> Row {
    let stands_still = matches!(
        detail,
        "delivery_exception" | "transit_exception" | "damaged" | "lost" | "refused" | "failure"
    );
    if stands_still {
        return trouble(detail, why, said);
    }
    if detail == "arrived_at_pickup_location" {
        return (Some(Status::AvailableForPickup), None);
    }
    if detail == "return" {
        return (Some(Status::Returning), why);
    }
    // Without a detail that tells of trouble, the words are of no trouble.
    let reason = cause.and(why);
    let taken = reason.is_none() && phrases::status(said) == Some(Status::PickedUp);
    let status = if taken {
        Status::PickedUp
    } else {
        Status::InTransit
    };
    (Some(status), reason)
}

/// Every status EasyPost publishes. An error is a fault in asking, and says
/// nothing of the parcel.
const STATUSES: &[(&str, Option<Status>)] = &[
    ("unknown", Some(Status::Unknown)),
    ("pre_transit", Some(Status::LabelCreated)),
    ("in_transit", Some(Status::InTransit)),
    ("out_for_delivery", Some(Status::OutForDelivery)),
    ("delivered", Some(Status::Delivered)),
    ("available_for_pickup", Some(Status::AvailableForPickup)),
    ("return_to_sender", Some(Status::Returning)),
    ("failure", Some(Status::Exception)),
    ("cancelled", Some(Status::Cancelled)),
    ("error", None),
];

/// Every detail EasyPost publishes, with the status it stands for where the
/// line has none of its own, and its cause.
const DETAILS: &[(&str, Option<Status>, Option<Reason>)] = &[
    (
        "address_correction",
        Some(Status::InTransit),
        Some(Reason::AddressIncorrect),
    ),
    ("arrived_at_destination", Some(Status::InTransit), None),
    ("arrived_at_facility", Some(Status::InTransit), None),
    (
        "arrived_at_pickup_location",
        Some(Status::AvailableForPickup),
        None,
    ),
    (
        "awaiting_information",
        Some(Status::InTransit),
        Some(Reason::Unknown),
    ),
    ("cancelled", Some(Status::Cancelled), None),
    ("damaged", Some(Status::Exception), Some(Reason::Damaged)),
    ("delayed", Some(Status::InTransit), Some(Reason::Unknown)),
    (
        "delivery_exception",
        Some(Status::Exception),
        Some(Reason::Unknown),
    ),
    ("departed_facility", Some(Status::InTransit), None),
    ("departed_origin_facility", Some(Status::InTransit), None),
    ("expired", Some(Status::Unknown), None),
    ("failure", Some(Status::Exception), Some(Reason::Unknown)),
    ("held", Some(Status::InTransit), Some(Reason::Unknown)),
    ("in_transit", Some(Status::InTransit), None),
    ("label_created", Some(Status::LabelCreated), None),
    ("lost", Some(Status::Exception), Some(Reason::Lost)),
    (
        "missorted",
        Some(Status::InTransit),
        Some(Reason::Missorted),
    ),
    ("out_for_delivery", Some(Status::OutForDelivery), None),
    (
        "received_at_destination_facility",
        Some(Status::InTransit),
        None,
    ),
    ("received_at_origin_facility", Some(Status::InTransit), None),
    ("refused", Some(Status::Exception), Some(Reason::Refused)),
    ("return", Some(Status::Returning), None),
    ("status_update", None, None),
    (
        "transferred_to_destination_carrier",
        Some(Status::InTransit),
        None,
    ),
    (
        "transit_exception",
        Some(Status::Exception),
        Some(Reason::Unknown),
    ),
    ("unknown", None, None),
    (
        "weather_delay",
        Some(Status::InTransit),
        Some(Reason::Weather),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn line(status: &str, detail: &str, message: &str) -> Line {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Line {
            status: some(status),
            detail: some(detail),
            message: some(message),
            ..Line::default()
        }
    }

    fn check(said: (&str, &str, &str), status: Option<Status>, reason: Option<Reason>) {
        let meaning = meaning(&line(said.0, said.1, said.2));
        assert_eq!(
            (meaning.status, meaning.reason),
            (status, reason),
            "{said:?}"
        );
    }

    #[test]
    fn every_published_status_and_detail_is_known() {
        let statuses = "unknown pre_transit in_transit out_for_delivery delivered available_for_pickup \
            return_to_sender failure cancelled error";
        let details = "address_correction arrived_at_destination arrived_at_facility arrived_at_pickup_location \
            awaiting_information cancelled damaged delayed delivery_exception departed_facility \
            departed_origin_facility expired failure held in_transit label_created lost missorted \
            out_for_delivery received_at_destination_facility received_at_origin_facility refused return \
            status_update transferred_to_destination_carrier transit_exception unknown weather_delay";
        for status in statuses.split_whitespace() {
            for detail in details.split_whitespace() {
                assert!(
                    !meaning(&line(status, detail, "")).is_unknown,
                    "{status} {detail}"
                );
            }
        }
        assert!(meaning(&line("teleported", "", "")).is_unknown);
        assert!(meaning(&line("in_transit", "beamed_up", "")).is_unknown);
    }

    #[test]
    fn the_status_decides() {
        check(
            ("pre_transit", "status_update", "Shipping label created"),
            Some(Status::LabelCreated),
            None,
        );
        check(
            (
                "pre_transit",
                "awaiting_information",
                "Label created, awaiting item",
            ),
            Some(Status::LabelCreated),
            None,
        );
        check(
            ("in_transit", "arrived_at_facility", "Customs cleared"),
            Some(Status::InTransit),
            None,
        );
        check(
            ("in_transit", "", "Picked Up"),
            Some(Status::PickedUp),
            None,
        );
        check(
            ("out_for_delivery", "unknown", ""),
            Some(Status::OutForDelivery),
            None,
        );
        check(
            (
                "delivered",
                "arrived_at_destination",
                "Delivered, Front Door",
            ),
            Some(Status::Delivered),
            None,
        );
        check(
            (
                "available_for_pickup",
                "arrived_at_pickup_location",
                "Notice left",
            ),
            Some(Status::AvailableForPickup),
            Some(Reason::NotHome),
        );
        check(
            ("cancelled", "cancelled", "Cancelled"),
            Some(Status::Cancelled),
            None,
        );
        check(("unknown", "unknown", ""), Some(Status::Unknown), None);
        check(
            ("error", "unknown", "Only test numbers are valid"),
            None,
            None,
        );
    }

    #[test]
    fn delays_move_and_trouble_does_not() {
        check(
            ("in_transit", "weather_delay", "Delayed"),
            Some(Status::InTransit),
            Some(Reason::Weather),
        );
        check(
            ("in_transit", "delayed", "Mechanical delay"),
            Some(Status::InTransit),
            Some(Reason::Vehicle),
        );
        check(
            ("in_transit", "delayed", "Running late"),
            Some(Status::InTransit),
            Some(Reason::Unknown),
        );
        check(
            ("in_transit", "missorted", ""),
            Some(Status::InTransit),
            Some(Reason::Missorted),
        );
        check(
            ("in_transit", "lost", ""),
            Some(Status::Exception),
            Some(Reason::Lost),
        );
        check(
            ("in_transit", "transit_exception", "Clearance delay"),
            Some(Status::Exception),
            Some(Reason::CustomsDelay),
        );
        check(
            ("failure", "damaged", "Package damaged"),
            Some(Status::Exception),
            Some(Reason::Damaged),
        );
        check(
            ("failure", "unknown", ""),
            Some(Status::Exception),
            Some(Reason::Unknown),
        );
    }

    #[test]
    fn a_failure_at_the_door_is_an_attempt() {
        check(
            (
                "failure",
                "delivery_exception",
                "Customer not available or business closed",
            ),
            Some(Status::Attempted),
            Some(Reason::NotHome),
        );
        check(
            ("failure", "refused", "Refused"),
            Some(Status::Attempted),
            Some(Reason::Refused),
        );
        check(
            ("in_transit", "delivery_exception", "Delivery attempted"),
            Some(Status::Attempted),
            Some(Reason::Unknown),
        );
        check(
            (
                "failure",
                "delivery_exception",
                "Business closed, delivery not attempted",
            ),
            Some(Status::Exception),
            Some(Reason::BusinessClosed),
        );
    }

    #[test]
    fn a_return_has_an_end() {
        check(
            (
                "return_to_sender",
                "return",
                "Address does not exist - returning to sender",
            ),
            Some(Status::Returning),
            Some(Reason::AddressIncorrect),
        );
        check(
            ("failure", "return", "Refused by recipient"),
            Some(Status::Returning),
            Some(Reason::Refused),
        );
        check(
            ("return_to_sender", "arrived_at_destination", ""),
            Some(Status::Returned),
            None,
        );
        check(
            (
                "delivered",
                "arrived_at_destination",
                "Delivered, To Original Sender: returned to sender",
            ),
            Some(Status::Returned),
            None,
        );
    }

    #[test]
    fn a_status_nobody_publishes_falls_back() {
        check(
            ("teleported", "out_for_delivery", ""),
            Some(Status::OutForDelivery),
            None,
        );
        check(
            ("teleported", "", "Out for Delivery"),
            Some(Status::OutForDelivery),
            None,
        );
        check(("", "", "Arrived at hub"), Some(Status::InTransit), None);
        check(("teleported", "beamed_up", "Energise"), None, None);
    }
}
