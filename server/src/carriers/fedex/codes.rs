//! FedEx's event codes: the two published tables, and what is done where
//! they are silent.
//!
//! A line says what happened four times over: event code, FedEx's category
//! of it, exception code and words. The event code decides. The category is
//! too coarse where it is known (a parcel on the last van is "in transit"),
//! and wrong in places (a parcel turned back is "delivered"), so it is asked
//! only about codes that are in no table.

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
    /// Whether the code is one nobody has published.
    pub is_unknown: bool,
}

/// Reads a line's codes and words.
pub fn meaning(line: &Line) -> Meaning {
    let said = said(line);
    let row = line.code.as_deref().and_then(|code| row(code, line, &said));
    let (status, reason) = row.unwrap_or_else(|| by_category(line, &said));
    let (status, reason) = refine(line, &said, status, reason);
    Meaning {
        status,
        reason,
        is_unknown: line.code.is_some() && row.is_none(),
    }
}

type Row = (Option<Status>, Option<Reason>);

fn row(code: &str, line: &Line, said: &str) -> Option<Row> {
    EVENTS
        .iter()
        .find(|(known, when, ..)| known.eq_ignore_ascii_case(code) && when.holds(line, said))
        .map(|(_, _, status, reason)| (*status, *reason))
}

/// Everything the line says in words.
fn said(line: &Line) -> String {
    let texts = [&line.description, &line.exception, &line.derived];
    let texts: Vec<_> = texts.into_iter().flatten().map(String::as_str).collect();
    texts.join(". ")
}

/// For codes in no table: FedEx's category, then its words.
fn by_category(line: &Line, said: &str) -> Row {
    let category = line.derived_code.as_deref();
    let by_code = category.and_then(|code| {
        DERIVED
            .iter()
            .find(|(known, ..)| known.eq_ignore_ascii_case(code))
            .map(|(_, status, reason)| (Some(*status), *reason))
            .or_else(|| row(code, line, said))
    });
    let by_words = |words: Option<&str>| words.and_then(phrases::status);
    let (status, reason) = by_code.unwrap_or_else(|| {
        let status = by_words(line.derived.as_deref()).or_else(|| by_words(Some(said)));
        (status, None)
    });
    // The category calls a parcel that was turned back delivered.
    let turned_back = status == Some(Status::Delivered) && phrases::says(said, "return");
    (
        if turned_back {
            Some(Status::Returning)
        } else {
            status
        },
        reason,
    )
}

/// What the exception adds to the code.
fn refine(line: &Line, said: &str, status: Option<Status>, reason: Option<Reason>) -> Row {
    match status {
        Some(Status::Exception) => trouble(line, said, reason),
        Some(Status::Delivered) if is_return(said) => (Some(Status::Returned), None),
        Some(Status::Returning) => (status, cause(line).or(reason)),
        Some(Status::PickedUp | Status::InTransit | Status::OutForDelivery) => {
            (status, delay(line, reason).or(reason))
        }
        _ => (status, reason),
    }
}

/// An exception is what its cause makes of it: an attempt at the door, the
/// way back, or good news.
fn trouble(line: &Line, said: &str, reason: Option<Reason>) -> Row {
    if is_return(said) {
        return (Some(Status::Returning), cause(line));
    }
    let waits = phrases::says(said, "available for pickup");
    if waits && !phrases::says(said, "not") {
        return (Some(Status::AvailableForPickup), None);
    }
    if phrases::says(said, "redirect") {
        return (Some(Status::InTransit), None);
    }
    let by_words = cause(line);
    let by_code = || {
        let code = line.exception_code.as_deref()?;
        EXCEPTIONS.iter().find(|(known, ..)| *known == code)
    };
    let (status, cause) = match (by_words, by_code()) {
        (Some(cause), _) => (Status::Exception, Some(cause)),
        (None, Some((_, status, cause))) => (*status, *cause),
        (None, None) => (Status::Exception, reason),
    };
    let at_the_door = status == Status::Exception
        && cause.is_some_and(phrases::is_at_the_door)
        && !phrases::says(said, "not attempted")
        && !phrases::says(said, "clearance");
    if at_the_door {
        return (Some(Status::Attempted), cause);
    }
    (Some(status), cause)
}

fn is_return(said: &str) -> bool {
    ["return+shipper", "return+sender"]
        .iter()
        .any(|row| phrases::says(said, row))
}

/// The cause in the words of the exception, or of the line without one.
fn cause(line: &Line) -> Option<Reason> {
    let exception = line.exception.as_deref().and_then(phrases::reason);
    exception.or_else(|| line.description.as_deref().and_then(phrases::reason))
}

/// The cause of a delay on a line that is no trouble otherwise.
fn delay(line: &Line, reason: Option<Reason>) -> Option<Reason> {
    let exception = line.exception.as_deref();
    let is_delay = reason.is_some()
        || line.delay.is_some()
        || exception.is_some_and(|text| phrases::says(text, "delay"));
    if !is_delay {
        return None;
    }
    let by_kind = line.delay.as_deref().and_then(phrases::reason);
    by_kind.or_else(|| exception.and_then(phrases::reason))
}

/// When a row counts, for codes that mean several things.
enum When {
    Always,
    /// The line says these words.
    Says(&'static str),
    /// The line's description is this and nothing else.
    IsCalled(&'static str),
}

impl When {
    fn holds(&self, line: &Line, said: &str) -> bool {
        match self {
            Self::Always => true,
            Self::Says(row) => phrases::says(said, row),
            Self::IsCalled(name) => line
                .description
                .as_deref()
                .is_some_and(|description| description.eq_ignore_ascii_case(name)),
        }
    }
}

use When::{Always, IsCalled, Says};

const LABEL: Option<Status> = Some(Status::LabelCreated);
const PICKED_UP: Option<Status> = Some(Status::PickedUp);
const TRANSIT: Option<Status> = Some(Status::InTransit);
const LAST_VAN: Option<Status> = Some(Status::OutForDelivery);
const PICKUP: Option<Status> = Some(Status::AvailableForPickup);
const TROUBLE: Option<Status> = Some(Status::Exception);
const CANCELLED: Option<Status> = Some(Status::Cancelled);
/// A delay or an exception of which the code alone gives no cause.
const NO_CAUSE: Option<Reason> = Some(Reason::Unknown);

/// Both published tables (status codes of the interface, and of webhooks).
/// Estimates and wishes (the recipient's delivery options) move nothing.
const EVENTS: &[(&str, When, Option<Status>, Option<Reason>)] = &[
    ("AA", Always, TRANSIT, None),
    ("AC", Always, TRANSIT, None),
    ("AD", Always, LAST_VAN, None),
    ("AE", Always, None, None),
    ("AF", Always, TRANSIT, None),
    ("AO", Always, None, None),
    ("AP", Always, PICKED_UP, None),
    ("AR", Always, TRANSIT, None),
    ("AS", Always, None, None),
    ("AX", Always, TRANSIT, None),
    // In the broker's hands.
    ("BR", Always, TRANSIT, None),
    // A cancelled shipment, or "Carrier" for who has it.
    ("CA", IsCalled("Carrier"), TRANSIT, None),
    ("CA", Always, CANCELLED, None),
    ("CC", Always, TRANSIT, None),
    ("CD", Always, TROUBLE, Some(Reason::CustomsDelay)),
    ("CH", Always, TRANSIT, None),
    ("CP", Always, TRANSIT, None),
    ("CU", Always, TRANSIT, None),
    ("DD", Always, TRANSIT, NO_CAUSE),
    ("DE", Always, TROUBLE, NO_CAUSE),
    ("DL", Always, Some(Status::Delivered), None),
    ("DO", Always, PICKED_UP, None),
    ("DP", Always, TRANSIT, None),
    // A van came to fetch a shipment and left without it.
    ("DR", Always, None, None),
    // A van is sent to fetch it.
    ("DS", Always, LABEL, None),
    // A delay that was noticed, or no more than a new date.
    ("DY", Says("delay"), TRANSIT, NO_CAUSE),
    ("DY", Always, None, None),
    // On the way to an airport, or free for export.
    ("EA", Always, TRANSIT, None),
    ("ED", Always, LAST_VAN, None),
    ("EO", Always, TRANSIT, None),
    ("EP", Always, LABEL, None),
    ("FD", Always, TRANSIT, None),
    ("HA", Always, None, None),
    ("HL", Always, PICKUP, None),
    ("HP", Always, PICKUP, None),
    // A delivery option that was carried out; as a category, "Initiated".
    ("IN", Says("initiated"), LABEL, None),
    ("IN", Says("information sent"), LABEL, None),
    ("IN", Always, None, None),
    ("IP", Always, PICKED_UP, None),
    ("IT", Always, TRANSIT, None),
    ("IX", Always, TRANSIT, None),
    ("LC", Always, CANCELLED, None),
    ("LO", Always, TRANSIT, None),
    ("LP", Always, CANCELLED, None),
    ("MD", Always, LABEL, None),
    ("OC", Always, LABEL, None),
    ("OD", Always, LAST_VAN, None),
    ("OF", Always, TRANSIT, None),
    ("OW", Always, TRANSIT, None),
    ("OX", Always, TRANSIT, None),
    ("PD", Always, LABEL, Some(Reason::ProcessingDelay)),
    ("PF", Always, TRANSIT, None),
    ("PL", Always, TRANSIT, None),
    ("PM", Always, TRANSIT, None),
    ("PR", Always, None, None),
    ("PU", Always, PICKED_UP, None),
    ("PX", Always, PICKED_UP, None),
    ("RA", Always, None, None),
    // A delivery option called off, or "Recipient" for who has it.
    ("RC", IsCalled("Recipient"), Some(Status::Delivered), None),
    ("RC", Always, None, None),
    ("RD", Always, CANCELLED, None),
    ("RG", Always, LABEL, None),
    ("RM", Always, None, None),
    ("RP", Always, LABEL, None),
    ("RR", Always, None, None),
    ("RS", Always, Some(Status::Returning), None),
    ("RT", Always, None, None),
    ("SE", Always, TROUBLE, NO_CAUSE),
    ("SF", Always, TRANSIT, None),
    ("SH", Always, LABEL, None),
    // Pieces of one shipment that stand differently.
    ("SP", Always, TRANSIT, None),
    ("TP", Always, TRANSIT, None),
    ("TR", Always, TRANSIT, None),
    ("US", Always, None, None),
];

/// Categories that are no event codes, or mean something else as one.
const DERIVED: &[(&str, Status, Option<Reason>)] = &[
    ("IN", Status::LabelCreated, None),
    ("RL", Status::InTransit, NO_CAUSE),
    ("DY", Status::InTransit, NO_CAUSE),
];

/// Exception codes whose meaning is published or seen beside its words, for
/// lines that come without words. Two digits and three are different lists
/// (Express and Ground), so they are compared as they are written.
const EXCEPTIONS: &[(&str, Status, Option<Reason>)] = &[
    ("007", Status::Attempted, Some(Reason::NotHome)),
    ("08", Status::Attempted, Some(Reason::NotHome)),
    ("03", Status::Exception, Some(Reason::AddressIncorrect)),
    ("083", Status::Exception, Some(Reason::Disruption)),
    ("099", Status::Exception, Some(Reason::Unknown)),
    ("060G", Status::Returning, None),
    ("015A", Status::AvailableForPickup, None),
    ("A13", Status::InTransit, None),
    ("A47", Status::InTransit, None),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn line(code: &str, description: &str, exception: &str) -> Line {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Line {
            code: some(code),
            description: some(description),
            exception: some(exception),
            ..Line::default()
        }
    }

    fn check(line: &Line, status: Option<Status>, reason: Option<Reason>) {
        let meaning = meaning(line);
        assert_eq!(
            (meaning.status, meaning.reason),
            (status, reason),
            "{line:?}"
        );
    }

    #[test]
    fn every_published_code_is_known() {
        let interface = "PF AA PL AC PM AD PU AF PX AO RR AP RM AR RC AX RS CA RP CH LP DD RG DE RD \
            DL SE DP SF DR SP DS TR DY EA CC ED CD EO CP EP FD HL HP IT IX SH LO CU OC BR OD TP OF Ow OX PD";
        let webhooks = "OC DO LC DS PD CA PU US RD IP HP RG RP RS AR AF AC IT OX PM DP DR CP EA IN MD \
            TR CC RC CH OD DL DD DE SE CD AE AO DY RR RM HA RT RA PR AS";
        for code in interface
            .split_whitespace()
            .chain(webhooks.split_whitespace())
        {
            assert!(!meaning(&line(code, "", "")).is_unknown, "{code}");
        }
    }

    #[test]
    fn estimates_and_wishes_move_nothing() {
        for code in ["AO", "AE", "US", "RR", "RM", "RC", "HA", "RT", "RA"] {
            check(&line(code, "Delivery option requested", ""), None, None);
        }
        check(&line("DY", "Delivery updated", ""), None, None);
    }

    #[test]
    fn a_delay_is_on_its_way_with_a_cause() {
        check(&line("DY", "Delay", "Package delayed"), TRANSIT, NO_CAUSE);
        check(
            &line("DY", "Delay", "Weather delay"),
            TRANSIT,
            Some(Reason::Weather),
        );
        let snow = Line {
            delay: Some("WEATHER SNOW".to_owned()),
            ..line("AR", "Arrived at FedEx hub", "")
        };
        check(&snow, TRANSIT, Some(Reason::Weather));
        check(
            &line("AR", "At local facility", "Package available for clearance"),
            TRANSIT,
            None,
        );
    }

    #[test]
    fn an_exception_is_what_its_cause_makes_of_it() {
        let closed = "Customer not available or business closed";
        check(
            &line("DE", "Delivery exception", closed),
            Some(Status::Attempted),
            Some(Reason::NotHome),
        );
        check(
            &line("DE", "Delivery exception", "Incorrect address"),
            TROUBLE,
            Some(Reason::AddressIncorrect),
        );
        check(&line("DE", "Delivery exception", ""), TROUBLE, NO_CAUSE);
        check(
            &line(
                "DE",
                "Delivery exception",
                "Redirected to a FedEx location nearby",
            ),
            TRANSIT,
            None,
        );
        check(
            &line(
                "SE",
                "Shipment exception",
                "Package available for pickup at the desk",
            ),
            PICKUP,
            None,
        );
        check(
            &line("DE", "Delivery exception", "Not yet available for pickup"),
            TROUBLE,
            NO_CAUSE,
        );
        check(
            &line("SE", "Shipment exception", "Damaged, being repacked"),
            TROUBLE,
            Some(Reason::Damaged),
        );
        check(
            &line("CD", "Clearance delay", "Recipient refused to pay duties"),
            TROUBLE,
            Some(Reason::Refused),
        );
        check(
            &line("CD", "Clearance delay", ""),
            TROUBLE,
            Some(Reason::CustomsDelay),
        );
    }

    #[test]
    fn exception_codes_speak_where_words_do_not() {
        let coded = |code: &str| Line {
            exception_code: Some(code.to_owned()),
            ..line("DE", "Delivery exception", "")
        };
        check(
            &coded("007"),
            Some(Status::Attempted),
            Some(Reason::NotHome),
        );
        check(&coded("07"), TROUBLE, NO_CAUSE);
        check(&coded("060G"), Some(Status::Returning), None);
    }

    #[test]
    fn a_parcel_turned_back_is_never_delivered() {
        let turned = Line {
            derived_code: Some("DL".to_owned()),
            derived: Some("Delivered".to_owned()),
            ..line(
                "RS",
                "Returning package to shipper",
                "Shipper requested shipment to be returned",
            )
        };
        check(
            &turned,
            Some(Status::Returning),
            Some(Reason::CancelledByShop),
        );
        let unheard = Line {
            code: Some("R9".to_owned()),
            ..turned
        };
        check(
            &unheard,
            Some(Status::Returning),
            Some(Reason::CancelledByShop),
        );
        check(
            &line("DL", "Delivered", "Package returned to shipper"),
            Some(Status::Returned),
            None,
        );
    }

    #[test]
    fn codes_used_twice_are_told_apart_by_their_words() {
        check(
            &line("CA", "Shipment cancelled by carrier", ""),
            CANCELLED,
            None,
        );
        check(&line("CA", "Carrier", ""), TRANSIT, None);
        check(&line("RC", "Recipient", ""), Some(Status::Delivered), None);
        check(
            &line("RC", "Delivery option request cancelled by recipient", ""),
            None,
            None,
        );
        check(&line("IN", "Initiated", ""), LABEL, None);
        check(&line("IN", "On Demand Care completed", ""), None, None);
    }

    #[test]
    fn unknown_codes_fall_back_and_say_so() {
        let unheard = |derived_code: &str, derived: &str, description: &str| Line {
            derived_code: (!derived_code.is_empty()).then(|| derived_code.to_owned()),
            derived: (!derived.is_empty()).then(|| derived.to_owned()),
            ..line("Q7", description, "")
        };
        check(&unheard("IN", "", "Something new"), LABEL, None);
        check(&unheard("IT", "", "Something new"), TRANSIT, None);
        check(&unheard("Z1", "Out for delivery", ""), LAST_VAN, None);
        check(&unheard("", "", "Left FedEx hub"), TRANSIT, None);
        check(&unheard("", "", "Something new"), None, None);
        assert!(meaning(&unheard("IT", "", "")).is_unknown);
        assert!(!meaning(&line("", "Delivered", "")).is_unknown);
        check(&line("", "Delivered", ""), Some(Status::Delivered), None);
    }
}
