//! What the codes of the United States Postal Service mean, and how to read
//! an event whose code nobody has listed.

use super::code_table::{CODES, WORDS};
use crate::carriers::phrases;
use doorstep::scan::{Reason, Status};

/// What an event means: a status (none when the parcel did not move), and the
/// cause where it names one.
pub type Meaning = (Option<Status>, Option<Reason>);

/// Reads an event's code; `None` when it is in no table. A leading zero may
/// be missing.
#[must_use]
pub fn by_code(code: &str) -> Option<Meaning> {
    let mut code = code.trim().to_ascii_uppercase();
    if code.len() == 1 && code.bytes().all(|byte| byte.is_ascii_digit()) {
        code.insert(0, '0');
    }
    let at = CODES
        .binary_search_by(|(listed, ..)| (*listed).cmp(code.as_str()))
        .ok()?;
    CODES.get(at).map(|(_, status, reason)| (*status, *reason))
}

/// Whether a code has meant both a hand-over to a carrier's partner and one
/// to the recipient: the head's category says which.
#[must_use]
pub fn is_ambiguous(code: &str) -> bool {
    matches!(
        code.trim().to_ascii_uppercase().as_str(),
        "17" | "43" | "K7"
    )
}

/// Reads the category the head of a payload is in.
#[must_use]
pub fn by_category(category: &str) -> Option<Status> {
    let folded = category
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect::<String>()
        .to_ascii_lowercase();
    Some(match folded.as_str() {
        "preshipment" | "pretransit" => Status::LabelCreated,
        "accepted" | "acceptance" => Status::PickedUp,
        // An agent of the carrier still has to deliver it.
        "deliveredtoagent"
        | "deliveredtoagentforfinaldelivery"
        | "intransit"
        | "movingthroughnetwork"
        | "processing" => Status::InTransit,
        "outfordelivery" => Status::OutForDelivery,
        "deliveryattempt" | "deliveryattempted" => Status::Attempted,
        "availableforpickup" => Status::AvailableForPickup,
        "delivered" => Status::Delivered,
        "alert" => Status::Exception,
        "returntosender" | "returningtosender" => Status::Returning,
        "returned" | "returnedtosender" => Status::Returned,
        "cancelled" | "canceled" => Status::Cancelled,
        _ => return None,
    })
}

/// Reads the carrier's words; `None` when they say nothing we know.
#[must_use]
pub fn by_words(words: &str) -> Option<Meaning> {
    let own = WORDS
        .iter()
        .find(|(row, ..)| phrases::says(words, row))
        .map(|(_, status, reason)| (*status, *reason));
    let meaning = own.or_else(|| phrases::status(words).map(|status| (Some(status), None)))?;
    Some(sharpen(meaning, words))
}

/// Sharpens what a code means by the words beside it: one code serves a
/// delivery to the buyer and one back to the sender, and an undeliverable
/// parcel may already be on its way back.
#[must_use]
pub fn sharpen(meaning: Meaning, words: &str) -> Meaning {
    use Status::{Attempted, AvailableForPickup, Delivered, Exception, InTransit};
    let says = |rows: &[&str]| rows.iter().any(|row| phrases::says(words, row));
    match meaning {
        (Some(Delivered), reason) if says(&["original sender", "to sender"]) => {
            (Some(Status::Returned), reason)
        }
        (Some(Delivered), reason) if says(&["to agent for final"]) => (Some(InTransit), reason),
        (Some(Attempted | Exception | AvailableForPickup), reason)
            if says(&[
                "return to sender",
                "returned to sender",
                "returning to",
                "being returned",
            ]) =>
        {
            (Some(Status::Returning), reason)
        }
        (Some(InTransit), None) if says(&["out for delivery"]) => {
            (Some(Status::OutForDelivery), None)
        }
        (status @ Some(Exception), Some(Reason::Unknown) | None) => {
            (status, phrases::reason(words).or(meaning.1))
        }
        (status @ Some(Attempted), None) => (status, attempt_reason(words)),
        other => other,
    }
}

/// Why a delivery did not succeed; that a notice was left says nothing.
fn attempt_reason(words: &str) -> Option<Reason> {
    let bare = words.to_ascii_lowercase().replace("notice left", "");
    phrases::reason(&bare)
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
    fn every_published_code_is_known() {
        let published = "01 02 03 04 05 06 07 08 09 10 11 12 14 15 16 17 19 21 22 23 24 25 26 27 28 \
             29 31 32 33 35 36 38 40 41 42 43 44 45 46 51 52 53 54 55 56 57 59 60 A0 A1 AD AE AF AG \
             AH AJ AP AR AS AT B0 B1 BA BE BR BX C0 CA CC CD CI CM CO CR D0 DC DD DE DL DN DP DT DX \
             E0 E1 EA EB EF F0 FD G0 GX H0 H8 HP HX I0 IC J0 K0 K1 K2 K3 K4 K5 K6 K7 L1 LT LX MA MC \
             MR MS MT MU MX MZ ND NH NP OA OD OF OH OK PC PD PE PO PU R1 RB RD RE RT SC SF SS T1 TA \
             TM TP TR U1 UA VC VF VR VS VX WC WX";
        assert_eq!(published.split_whitespace().count(), 153);
        for code in published.split_whitespace() {
            assert!(by_code(code).is_some(), "{code}");
        }
        assert_eq!(by_code("ZZ"), None);
        assert_eq!(by_code(""), None);
    }

    #[test]
    fn codes_and_the_words_beside_them() {
        check("1", "Delivered, Front Door/Porch", Some(Delivered), None);
        check("01", "Delivered, To Original Sender", Some(Returned), None);
        check("02", "Notice Left", Some(Attempted), None);
        check(
            "52",
            "Notice Left (Business Closed)",
            Some(Attempted),
            Some(Reason::BusinessClosed),
        );
        check(
            "21",
            "No Such Number",
            Some(Exception),
            Some(Reason::AddressIncorrect),
        );
        check(
            "21",
            "Return to Sender, No Such Number",
            Some(Returning),
            Some(Reason::AddressIncorrect),
        );
        check("gx", "Shipping Label Created", Some(LabelCreated), None);
        check("DX", "Awaiting Delivery Scan", None, None);
        check(
            "60",
            "Delivered to Agent for Final Delivery",
            Some(InTransit),
            None,
        );
        check("WX", "", Some(InTransit), Some(Reason::Weather));
        check(
            "80",
            "Picked Up by Shipping Partner, USPS Awaiting Item",
            Some(PickedUp),
            None,
        );
    }

    #[test]
    fn words_alone_are_read_narrow_before_wide() {
        for (words, status) in [
            ("Delivered, In/At Mailbox", Delivered),
            ("Delivered, To Original Sender", Returned),
            ("Delivered to Agent for Final Delivery", InTransit),
            (
                "Out for Delivery, Expected Delivery by 9:00pm",
                OutForDelivery,
            ),
            ("Notice Left (No Authorized Recipient Available)", Attempted),
            ("Available for Pickup", AvailableForPickup),
            (
                "Arrived Shipping Partner Facility, USPS Awaiting Item",
                InTransit,
            ),
            (
                "Pre-Shipment Info Sent to USPS, USPS Awaiting Item",
                LabelCreated,
            ),
            ("In Transit, Arriving Late", InTransit),
            ("Unclaimed/Being Returned to Sender", Returning),
            ("Processed Through Facility", InTransit),
            ("USPS in possession of item", PickedUp),
        ] {
            assert_eq!(
                by_words(words).and_then(|found| found.0),
                Some(status),
                "{words}"
            );
        }
        assert_eq!(by_words("string"), None);
    }

    #[test]
    fn categories_are_read_however_they_are_spelled() {
        assert_eq!(by_category("Pre-Shipment"), Some(LabelCreated));
        assert_eq!(by_category("PRE_SHIPMENT"), Some(LabelCreated));
        assert_eq!(by_category("Delivered to Agent"), Some(InTransit));
        assert_eq!(by_category("Out for Delivery"), Some(OutForDelivery));
        assert_eq!(by_category("string"), None);
    }
}
