//! DHL Express' event codes: what each means, and how to read an event whose
//! code nobody has listed. Both of DHL Express' interfaces use them.

use super::code_table::{CODES, WORDS};
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
