use super::*;
use chrono::NaiveDate;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const WITHIN_US: Way<'static> = Way {
    from: Some("US"),
    to: Some("us"),
};
const ABROAD: Way<'static> = Way {
    from: Some("US"),
    to: Some("CA"),
};

/// Shipped on the 1st, due on the 5th, delivered on the 8th of May.
fn all() -> Days {
    Days {
        shipped: Some(day("2026-05-01")),
        due: Some(day("2026-05-05")),
        delivered: Some(day("2026-05-08")),
    }
}

fn check(carrier: &str, kind: ClaimKind, way: Way<'_>, last: &str, is_known: bool) -> Deadline {
    let found = deadline(carrier, kind, way, all(), day("2026-05-20"));
    let said = (found.last, found.is_known);
    assert_eq!(said, (day(last), is_known), "{carrier} {kind:?} {way:?}");
    found
}

#[test]
fn each_carrier_counts_in_its_own_way() {
    use ClaimKind::{Damaged, Lost, NotReceived};
    let nowhere = Way::default();
    // 60 days from the delivery, or from the day it was due.
    check("ups", Damaged, WITHIN_US, "2026-07-07", true);
    check("ups", Lost, WITHIN_US, "2026-07-04", true);
    // Sources differ on what holds elsewhere: the shorter time, as a guess.
    check("ups", Damaged, ABROAD, "2026-05-22", false);
    check("ups", Damaged, nowhere, "2026-05-22", false);
    check("ups", Lost, ABROAD, "2026-07-04", false);
    check("fedex", Damaged, WITHIN_US, "2026-07-07", true);
    check("fedex", Damaged, ABROAD, "2026-05-29", true);
    check("fedex", Lost, WITHIN_US, "2026-06-30", false);
    let usps = check("usps", Lost, WITHIN_US, "2026-06-30", true);
    assert_eq!(usps.not_before, Some(day("2026-05-16")));
    let damaged = check("usps", Damaged, WITHIN_US, "2026-06-30", true);
    assert_eq!(damaged.not_before, None, "what is broken need not wait");
    check("dhl_express", NotReceived, ABROAD, "2026-05-31", true);
    let inland = Way {
        from: Some("GB"),
        to: Some("GB"),
    };
    let royal = check("royal_mail", Lost, inland, "2026-07-20", true);
    assert_eq!(royal.not_before, Some(day("2026-05-15")));
    // What is not in the table: seven days from delivery, 21 from shipping.
    check("royal_mail", Damaged, inland, "2026-05-15", false);
    check("usps", Lost, ABROAD, "2026-05-22", false);
    check("bike_bros", Damaged, nowhere, "2026-05-15", false);
    check("bike_bros", Lost, nowhere, "2026-05-22", false);
}

#[test]
fn a_day_that_is_not_known_is_guessed_early() {
    let of = |days| {
        deadline(
            "ups",
            ClaimKind::Damaged,
            WITHIN_US,
            days,
            day("2026-05-20"),
        )
    };
    let shipped = Days {
        shipped: Some(day("2026-05-01")),
        due: Some(day("2026-05-05")),
        delivered: None,
    };
    let found = of(shipped);
    assert_eq!((found.last, found.is_known), (day("2026-06-30"), false));
    let nothing = of(Days::default());
    assert_eq!((nothing.last, nothing.is_known), (day("2026-07-19"), false));
}

#[test]
fn a_claim_goes_one_way() {
    use ClaimState::{Filed, Open, Paid, Refused, Withdrawn};
    for (from, to) in [
        (Open, Filed),
        (Open, Withdrawn),
        (Filed, Paid),
        (Filed, Refused),
        (Filed, Withdrawn),
    ] {
        assert!(from.may_become(to), "{from:?} {to:?}");
    }
    for (from, to) in [(Open, Paid), (Filed, Open), (Filed, Filed), (Open, Open)] {
        assert!(!from.may_become(to), "{from:?} {to:?}");
    }
    for from in [Paid, Refused, Withdrawn] {
        assert!(!from.is_pending());
        assert!(ClaimState::ALL.into_iter().all(|to| !from.may_become(to)));
    }
}

#[test]
fn the_list_is_the_kinds_own() {
    let photos = Piece {
        evidence: Evidence::PhotosOfDamage,
        at_hand: true,
        words: Some("in the contact".to_owned()),
    };
    let list = pieces(ClaimKind::Damaged, std::slice::from_ref(&photos));
    assert_eq!(list.len(), ClaimKind::Damaged.wanted().len());
    assert_eq!(list.iter().filter(|piece| piece.at_hand).count(), 1);
    assert!(list.contains(&photos));
    let lost = pieces(ClaimKind::Lost, &[photos]);
    assert!(lost.iter().all(|piece| !piece.at_hand), "{lost:?}");
}

#[test]
fn codes_read_back() {
    for kind in ClaimKind::ALL {
        assert_eq!(ClaimKind::from_code(kind.code()), Some(kind));
    }
    for evidence in Evidence::ALL {
        assert_eq!(Evidence::from_code(evidence.code()), Some(evidence));
    }
    for state in ClaimState::ALL {
        assert_eq!(ClaimState::from_code(state.code()), Some(state));
    }
}
