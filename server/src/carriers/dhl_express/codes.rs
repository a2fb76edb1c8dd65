//! DHL Express' event codes: what each means, and how to read an event whose
//! code nobody has listed. Both of DHL Express' interfaces use them.

use crate::carriers::phrases;
use doorstep::scan::{Reason, Status};

/// What an event means: a status (none when the parcel did not move), and the
/// cause where it names one.
pub type Meaning = (Option<Status>, Option<Reason>);

/// Reads an event's code; `None` when it is in no table.
#[must_use]
pub fn by_code(code: &str) -> Option<Meaning> {
    let code = code.trim().to_ascii_uppercase();
    let at = CODES
        .binary_search_by(|(listed, ..)| (*listed).cmp(code.as_str()))
        .ok()?;
    CODES.get(at).map(|(_, status, reason)| (*status, *reason))
}

/// Reads the carrier's words; `None` when they say nothing we know.
#[must_use]
pub fn by_words(words: &str) -> Option<Meaning> {
    let folded = words.to_lowercase();
    let own = WORDS
        .iter()
        .find(|(needle, ..)| folded.contains(needle))
        .map(|(_, status, reason)| (*status, *reason));
    let meaning = own.or_else(|| phrases::status(words).map(|status| (Some(status), None)))?;
    Some(sharpen(meaning, words))
}

/// Sharpens what a code means by the words beside it: trouble often names its
/// cause only there, and so does a return that is still on its way.
#[must_use]
pub fn sharpen(meaning: Meaning, words: &str) -> Meaning {
    let folded = words.to_lowercase();
    match meaning {
        (status, Some(Reason::CustomsDelay)) => (status, Some(clearance_reason(&folded))),
        (status @ Some(Status::Exception | Status::Attempted), Some(Reason::Unknown) | None) => {
            (status, phrases::reason(words).or(meaning.1))
        }
        (Some(Status::Delivered), reason) if names_sender(&folded) => {
            (Some(Status::Returned), reason)
        }
        (Some(Status::Returned), reason) if is_under_way(&folded) => {
            (Some(Status::Returning), reason)
        }
        other => other,
    }
}

fn clearance_reason(words: &str) -> Reason {
    let named = phrases::reason(words).filter(|reason| {
        matches!(
            reason,
            Reason::Documents | Reason::Duties | Reason::Inspection | Reason::Prohibited
        )
    });
    let asks = ["waybill", "invoice", "information"]
        .iter()
        .any(|needle| words.contains(needle));
    match named {
        Some(reason) => reason,
        None if asks => Reason::Documents,
        None => Reason::CustomsDelay,
    }
}

fn names_sender(words: &str) -> bool {
    [
        "to shipper",
        "to the shipper",
        "to sender",
        "to the sender",
        "to consignor",
    ]
    .iter()
    .any(|needle| words.contains(needle))
}

fn is_under_way(words: &str) -> bool {
    [
        "being returned",
        "will be returned",
        "returning",
        "return in progress",
        "on its way back",
    ]
    .iter()
    .any(|needle| words.contains(needle))
}

/// Sorted by code: all of the carrier's published list, and what its older
/// interface sends beside it (BL, CI, CU, DI, DM, DP, DU and so on).
static CODES: &[(&str, Option<Status>, Option<Reason>)] = &[
    // Four numbers stand for a whole shipment.
    ("101", Some(Status::Delivered), None),
    ("102", Some(Status::InTransit), None),
    ("103", Some(Status::Exception), Some(Reason::Unknown)),
    ("104", Some(Status::LabelCreated), None),
    ("AD", Some(Status::InTransit), None), // a delivery was agreed
    ("AF", Some(Status::InTransit), None), // arrived at a facility
    ("AR", Some(Status::InTransit), None), // arrived where it is delivered from
    (
        "BA",
        Some(Status::Exception),
        Some(Reason::AddressIncorrect),
    ),
    ("BL", Some(Status::InTransit), None), // in a bonded store
    ("BN", Some(Status::InTransit), None), // the customer's broker was told
    ("BR", Some(Status::InTransit), None), // released to the broker
    ("CA", Some(Status::Attempted), Some(Reason::BusinessClosed)),
    ("CC", Some(Status::AvailableForPickup), None),
    ("CD", Some(Status::Exception), Some(Reason::CustomsDelay)),
    ("CI", Some(Status::InTransit), None), // checked in at a facility
    (
        "CM",
        Some(Status::Exception),
        Some(Reason::AddressIncorrect),
    ),
    ("CR", Some(Status::InTransit), None), // cleared
    ("CS", Some(Status::Exception), Some(Reason::Unknown)), // closed by the carrier
    ("CU", Some(Status::InTransit), None), // on the plane
    ("DD", Some(Status::Delivered), Some(Reason::Damaged)),
    ("DF", Some(Status::InTransit), None), // left a facility
    ("DI", None, None),                    // duty invoice made
    ("DM", Some(Status::Exception), Some(Reason::Damaged)),
    ("DP", Some(Status::Exception), Some(Reason::Prohibited)), // denied parties
    ("DS", Some(Status::Exception), Some(Reason::Unknown)),    // destroyed
    ("DU", Some(Status::LabelCreated), None),
    ("ES", Some(Status::InTransit), None), // customs entry submitted
    ("FD", Some(Status::InTransit), None), // sent on to its destination
    ("HI", Some(Status::Exception), Some(Reason::Unknown)), // taken into held stock
    ("HN", Some(Status::InTransit), None), // handed over
    ("HO", Some(Status::InTransit), None), // out of held stock
    ("HP", Some(Status::Exception), Some(Reason::PaymentDue)),
    ("IA", None, None),                    // an image is there
    ("IC", Some(Status::InTransit), None), // in clearance
    ("IR", Some(Status::Exception), Some(Reason::Missorted)),
    ("LV", Some(Status::InTransit), None), // loaded
    ("MC", Some(Status::Exception), Some(Reason::Missorted)),
    ("MD", Some(Status::InTransit), Some(Reason::ProcessingDelay)), // missed its delivery run
    ("MS", Some(Status::Exception), Some(Reason::Missorted)),
    ("NA", Some(Status::Exception), Some(Reason::Unknown)), // did not arrive
    ("ND", Some(Status::Attempted), None),
    ("NH", Some(Status::Attempted), Some(Reason::NotHome)),
    ("OH", Some(Status::Exception), Some(Reason::Unknown)), // on hold
    ("OK", Some(Status::Delivered), None),
    ("PD", Some(Status::InTransit), None), // some of it is delivered
    ("PL", Some(Status::InTransit), None), // processed
    ("PO", Some(Status::InTransit), None), // leaving its origin
    ("PU", Some(Status::PickedUp), None),
    ("PY", None, None), // payment
    ("RD", Some(Status::Attempted), Some(Reason::Refused)),
    ("RR", Some(Status::InTransit), None), // customs or a customer answered
    ("RT", Some(Status::Returned), None),
    ("RW", None, None), // weighed and measured
    ("SA", Some(Status::PickedUp), None),
    ("SC", None, None), // the service was changed
    ("SD", Some(Status::LabelCreated), None),
    ("SI", Some(Status::Exception), Some(Reason::Inspection)),
    ("SM", Some(Status::InTransit), None), // movement is planned
    ("SS", Some(Status::Exception), Some(Reason::Unknown)), // stopped
    ("ST", Some(Status::Exception), Some(Reason::Unknown)), // intercepted
    ("TD", Some(Status::InTransit), Some(Reason::Vehicle)),
    ("TI", Some(Status::Exception), Some(Reason::Unknown)), // being traced
    ("TP", Some(Status::InTransit), None),                  // passed on to another carrier
    ("TR", Some(Status::InTransit), None),                  // transferred
    ("TT", None, None),                                     // tracing ended
    ("UD", Some(Status::Exception), Some(Reason::CustomsDelay)),
    ("UV", Some(Status::InTransit), None), // unloaded
    ("WC", Some(Status::OutForDelivery), None),
    ("WX", Some(Status::InTransit), Some(Reason::Weather)),
];

/// The carrier's own turns of phrase; the first that occurs decides, so the
/// narrow stand before the wide.
static WORDS: &[(&str, Option<Status>, Option<Reason>)] = &[
    ("pre-transit", Some(Status::LabelCreated), None),
    ("information received", Some(Status::LabelCreated), None),
    ("being returned", Some(Status::Returning), None),
    ("will be returned", Some(Status::Returning), None),
    ("returned to", Some(Status::Returned), None),
    ("delivery courier", Some(Status::OutForDelivery), None),
    ("delivering courier", Some(Status::OutForDelivery), None),
    ("not home", Some(Status::Attempted), Some(Reason::NotHome)),
    (
        "closed on arrival",
        Some(Status::Attempted),
        Some(Reason::BusinessClosed),
    ),
    ("not delivered", Some(Status::Attempted), None),
    ("refused", Some(Status::Attempted), Some(Reason::Refused)),
    (
        "bad address",
        Some(Status::Exception),
        Some(Reason::AddressIncorrect),
    ),
    (
        "customer moved",
        Some(Status::Exception),
        Some(Reason::AddressIncorrect),
    ),
    (
        "awaiting collection",
        Some(Status::AvailableForPickup),
        None,
    ),
    ("awaiting consignee", Some(Status::AvailableForPickup), None),
    ("awaiting cnee", Some(Status::AvailableForPickup), None),
    (
        "available for collection",
        Some(Status::AvailableForPickup),
        None,
    ),
    ("scheduled for delivery", Some(Status::InTransit), None),
    ("partial delivery", Some(Status::InTransit), None),
    ("partially delivered", Some(Status::InTransit), None),
    (
        "delivered damaged",
        Some(Status::Delivered),
        Some(Reason::Damaged),
    ),
    (
        "held for payment",
        Some(Status::Exception),
        Some(Reason::PaymentDue),
    ),
    (
        "clearance event",
        Some(Status::Exception),
        Some(Reason::CustomsDelay),
    ),
    (
        "held by customs",
        Some(Status::Exception),
        Some(Reason::CustomsDelay),
    ),
    ("on hold", Some(Status::Exception), Some(Reason::Unknown)),
    (
        "shipment stopped",
        Some(Status::Exception),
        Some(Reason::Unknown),
    ),
    ("failure", Some(Status::Exception), Some(Reason::Unknown)),
    ("mis-sort", Some(Status::Exception), Some(Reason::Missorted)),
    ("miscode", Some(Status::Exception), Some(Reason::Missorted)),
    (
        "transport delay",
        Some(Status::InTransit),
        Some(Reason::Vehicle),
    ),
    ("pick up", Some(Status::PickedUp), None),
    ("shipment acceptance", Some(Status::PickedUp), None),
    ("transit", Some(Status::InTransit), None),
    ("forward", Some(Status::InTransit), None),
    ("handed over", Some(Status::InTransit), None),
];

#[cfg(test)]
mod tests {
    use super::*;
    use doorstep::scan::Status::{
        Attempted, AvailableForPickup, Delivered, Exception, InTransit, LabelCreated,
        OutForDelivery, PickedUp, Returned, Returning,
    };

    fn check(code: &str, words: &str, status: Option<Status>, reason: Option<Reason>) {
        let meaning = by_code(code).map(|meaning| sharpen(meaning, words));
        assert_eq!(meaning, Some((status, reason)), "{code} {words}");
    }

    #[test]
    fn the_table_is_sorted_so_that_every_code_is_found() {
        assert!(CODES.is_sorted_by(|left, right| left.0 < right.0));
        for (code, status, reason) in CODES {
            assert_eq!(by_code(code), Some((*status, *reason)), "{code}");
        }
    }

    #[test]
    fn every_code_of_the_official_list_is_known() {
        let official = "101 102 103 104 AD AF AR BA BN BR CA CC CD CM CR CS DD DF DS FD HP IC MC MD \
             MS ND NH OH OK PD PL PU RD RR RT SA SC SS TP TR UD WC";
        for code in official.split(' ') {
            assert!(by_code(code).is_some(), "{code}");
        }
        assert_eq!(by_code("ZZ"), None);
        assert_eq!(by_code(""), None);
    }

    #[test]
    fn codes_where_other_tables_disagree() {
        check("PL", "", Some(InTransit), None);
        check("CC", "", Some(AvailableForPickup), None);
        check("WC", "", Some(OutForDelivery), None);
        check("CA", "", Some(Attempted), Some(Reason::BusinessClosed));
        check(" pu ", "", Some(PickedUp), None);
        check("RW", "21.20", None, None);
        check("DD", "", Some(Delivered), Some(Reason::Damaged));
    }

    #[test]
    fn words_sharpen_a_code() {
        check(
            "UD",
            "more information",
            Some(Exception),
            Some(Reason::Documents),
        );
        check(
            "CD",
            "duties are owed",
            Some(Exception),
            Some(Reason::Duties),
        );
        check(
            "CD",
            "under inspection",
            Some(Exception),
            Some(Reason::Inspection),
        );
        check(
            "CD",
            "Clearance event",
            Some(Exception),
            Some(Reason::CustomsDelay),
        );
        check("RT", "Returned", Some(Returned), None);
        check("RT", "Shipment is being returned", Some(Returning), None);
        check("OK", "Delivered to shipper", Some(Returned), None);
    }

    #[test]
    fn words_alone_are_read_narrow_before_wide() {
        for (words, status) in [
            ("Shipment information received", LabelCreated),
            ("Delivery attempted, will be delivered tomorrow", Attempted),
            ("Shipment will be delivered tomorrow", InTransit),
            ("Not delivered", Attempted),
            ("DELIVERED - Signed for", Delivered),
            ("Customs status updated", InTransit),
        ] {
            assert_eq!(
                by_words(words).and_then(|found| found.0),
                Some(status),
                "{words}"
            );
        }
        assert_eq!(by_words("Success"), None);
        assert_eq!(by_words(""), None);
    }
}
