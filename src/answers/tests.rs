//! The three answers in every state.

use super::*;
use crate::samples::{derived, facts, report, scan};
use crate::scan::Scan;
use Reason as R;
use Status as S;

fn check(name: &str, facts: &Facts, happened: Happened, next: Next, act: Act) {
    let found = answers(facts, &derived(facts));
    let expected = all(happened, next, act);
    assert_eq!(
        (found.happened, found.next, found.act),
        (expected.happened, expected.next, expected.act),
        "{name}"
    );
}

fn one(status: Status) -> Scan {
    scan(status, "2026-05-12 11:00")
}

#[test]
fn trouble_says_who_acts() {
    let trouble = |reason| facts([one(S::Exception).because(reason)]);
    let happened = |reason| Happened::Exception {
        reason,
        place: None,
    };
    let table = [
        (R::Vehicle, Next::CarrierResolves(R::Vehicle), Act::Nothing),
        (
            R::Damaged,
            Next::CarrierResolves(R::Damaged),
            Act::ContactShop,
        ),
        (
            R::OutOfStock,
            Next::ShopResolves(R::OutOfStock),
            Act::Nothing,
        ),
        (
            R::AddressIncorrect,
            Next::WaitsForRecipient(R::AddressIncorrect),
            Act::Resolve(R::AddressIncorrect),
        ),
        (
            R::Duties,
            Next::CustomsReleases(R::Duties),
            Act::Resolve(R::Duties),
        ),
        (
            R::Inspection,
            Next::CustomsReleases(R::Inspection),
            Act::Nothing,
        ),
        (R::Weather, Next::NatureAllows(R::Weather), Act::Nothing),
        (R::Unknown, Next::WaitForNews, Act::Nothing),
    ];
    for (reason, next, act) in table {
        check(reason.code(), &trouble(reason), happened(reason), next, act);
    }
    check(
        "lost",
        &trouble(R::Lost),
        Happened::Lost,
        Next::ShopSettles,
        Act::ContactShop,
    );
}

#[test]
fn an_attempt_says_what_comes_next() {
    let attempt = |reason| facts([one(S::Attempted).because(reason)]);
    let not_home = Reason::NotHome;
    check(
        "not home",
        &attempt(not_home),
        Happened::Attempted { reason: not_home },
        Next::TriesAgain,
        Act::Resolve(not_home),
    );
    let refused = Reason::Refused;
    check(
        "refused",
        &attempt(refused),
        Happened::Attempted { reason: refused },
        Next::ShopResolves(refused),
        Act::ContactShop,
    );
}

#[test]
fn a_pickup_point_is_named() {
    let mut facts = facts([one(S::AvailableForPickup).in_town("Trier")]);
    let waits = |place: &str| Happened::AvailableForPickup {
        place: Some(place.into()),
    };
    check(
        "town",
        &facts,
        waits("Trier"),
        Next::WaitsForPickup,
        Act::Collect,
    );
    let counter = crate::reading::Report {
        pickup_point: Some("Kiosk".into()),
        ..crate::reading::Report::default()
    };
    facts.reports.push(report("2026-05-12 11:00", counter));
    check(
        "point",
        &facts,
        waits("Kiosk"),
        Next::WaitsForPickup,
        Act::Collect,
    );
}

#[test]
fn without_tracking_the_shop_has_sent_it() {
    let untracked = Facts {
        handed_over_at: Some(crate::samples::at("2026-05-12 09:00")),
        ..Facts::default()
    };
    check(
        "untracked",
        &untracked,
        Happened::SentUntracked,
        Next::TravelsOn,
        Act::Nothing,
    );
    let scanned = Facts {
        scans: vec![one(S::InTransit)],
        ..untracked
    };
    check(
        "but scanned",
        &scanned,
        Happened::InTransit { place: None },
        Next::TravelsOn,
        Act::Nothing,
    );
}

#[test]
fn a_return_parcel_never_reads_delivered() {
    for status in Status::ALL {
        let facts = Facts {
            direction: Direction::Return,
            ..facts([one(status)])
        };
        let said = answers(&facts, &derived(&facts));
        assert!(
            !matches!(said.happened, Happened::Delivered { .. }),
            "{status}"
        );
    }
    let arrived = Facts {
        direction: Direction::Return,
        ..facts([one(S::Delivered)])
    };
    check(
        "arrived",
        &arrived,
        Happened::ReturnArrived,
        Next::ShopSettles,
        Act::Nothing,
    );
}

#[test]
fn a_delivery_opened_again_is_owned_up_to() {
    let reopened = |facts: &Facts| answers(facts, &derived(facts)).reopened;
    let mut parcel = facts([one(S::Delivered)]);
    assert!(!reopened(&parcel), "delivered");
    for status in [
        S::Returning,
        S::Returned,
        S::OutForDelivery,
        S::Attempted,
        S::AvailableForPickup,
    ] {
        let mut opened = parcel.clone();
        opened.scans.push(scan(status, "2026-05-13 09:00"));
        assert!(reopened(&opened), "{status}");
        opened.direction = Direction::Return;
        assert!(!reopened(&opened), "{status} of a return parcel");
    }
    parcel
        .scans
        .push(scan(S::OutForDelivery, "2026-05-13 09:00"));
    parcel.scans.push(scan(S::InTransit, "2026-05-13 19:00"));
    assert!(reopened(&parcel), "and still not there");
    parcel.scans.push(scan(S::Delivered, "2026-05-14 09:00"));
    assert!(!reopened(&parcel), "delivered again");
}
