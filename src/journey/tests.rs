//! Journeys by example: what a set of scans adds up to.

use super::*;
use crate::reading::Report;
use crate::samples::{at, dated, derived, facts, report, scan, timed, undated};
use crate::scan::{Precision, ScanTime};

use Status as S;

/// The scans' one status, whether they were re-opened, and whether they
/// contradict each other.
fn check(name: &str, scans: &[Scan], expected: (Status, bool, bool)) {
    let derived = derived(&facts(scans.to_vec()));
    let found = (derived.status, derived.reopened, derived.contradiction);
    assert_eq!(found, expected, "{name}");
}

fn label() -> Scan {
    scan(S::LabelCreated, "2026-05-10 09:00").in_town("Lyon")
}

fn picked_up() -> Scan {
    scan(S::PickedUp, "2026-05-10 18:00").in_town("Lyon")
}

fn van(moment: &str) -> Scan {
    scan(S::OutForDelivery, moment).in_town("Trier")
}

fn delivered(moment: &str) -> Scan {
    scan(S::Delivered, moment).in_town("Trier")
}

#[test]
fn a_smooth_journey() {
    let mut scans = vec![
        label(),
        picked_up(),
        scan(S::InTransit, "2026-05-11 03:00"),
        van("2026-05-12 08:00"),
        delivered("2026-05-12 11:00"),
    ];
    let expected = [
        S::LabelCreated,
        S::PickedUp,
        S::InTransit,
        S::OutForDelivery,
        S::Delivered,
    ];
    for (known, status) in expected.into_iter().enumerate() {
        check(status.code(), &scans[..=known], (status, false, false));
    }
    scans.reverse();
    check("in any order", &scans, (S::Delivered, false, false));
}

#[test]
fn news_of_the_label_after_the_pickup_is_old_news() {
    let label_again = scan(S::LabelCreated, "2026-05-11 09:00");
    check(
        "printed again",
        &[picked_up(), label_again],
        (S::PickedUp, false, false),
    );
    let packed = scan(S::Packed, "2026-05-10 10:00");
    check(
        "packed after the label",
        &[label(), packed],
        (S::LabelCreated, false, false),
    );
}

#[test]
fn a_void_label_before_and_after_the_pickup() {
    let void = scan(S::Cancelled, "2026-05-11 09:00");
    check(
        "before",
        &[label(), void.clone()],
        (S::Cancelled, false, false),
    );
    let again = scan(S::LabelCreated, "2026-05-11 10:00");
    check(
        "made again",
        &[label(), void.clone(), again],
        (S::LabelCreated, false, false),
    );
    check(
        "after",
        &[label(), picked_up(), void.clone()],
        (S::PickedUp, false, true),
    );
    let moves = scan(S::InTransit, "2026-05-11 12:00");
    check(
        "moves all the same",
        &[label(), void, moves],
        (S::InTransit, false, false),
    );
}

#[test]
fn trouble_ends_when_the_parcel_moves_on() {
    let storm = scan(S::Exception, "2026-05-11 09:00").because(Reason::Weather);
    let moves = scan(S::InTransit, "2026-05-11 20:00");
    check(
        "trouble",
        &[picked_up(), storm.clone()],
        (S::Exception, false, false),
    );
    check(
        "moves on",
        &[picked_up(), storm, moves],
        (S::InTransit, false, false),
    );
    let lost = scan(S::Exception, "2026-05-11 09:00").because(Reason::Lost);
    let found = scan(S::InTransit, "2026-05-14 09:00");
    check(
        "found",
        &[picked_up(), lost, found],
        (S::InTransit, false, false),
    );
}

#[test]
fn a_failed_pickup_shows_no_parcel() {
    let not_ready = scan(S::Exception, "2026-05-10 12:00").because(Reason::NotReady);
    let void = scan(S::Cancelled, "2026-05-11 09:00");
    check(
        "called off",
        &[label(), not_ready, void],
        (S::Cancelled, false, false),
    );
}

#[test]
fn back_to_the_sender() {
    let refused = scan(S::Attempted, "2026-05-12 11:00")
        .because(Reason::Refused)
        .in_town("Trier");
    let back = scan(S::Returning, "2026-05-12 18:00").in_town("Trier");
    let way = [picked_up(), van("2026-05-12 08:00"), refused, back];
    let and = |status, moment, town: &str| {
        let mut scans = way.to_vec();
        scans.push(scan(status, moment).in_town(town));
        scans
    };
    check("on its way", &way, (S::Returning, false, false));
    for status in [
        S::InTransit,
        S::Exception,
        S::OutForDelivery,
        S::Attempted,
        S::AvailableForPickup,
    ] {
        check(
            status.code(),
            &and(status, "2026-05-14 08:00", "Lyon"),
            (S::Returning, false, false),
        );
    }
    check(
        "brought back",
        &and(S::Delivered, "2026-05-14 08:00", "Lyon"),
        (S::Returned, false, false),
    );
    let mut attempted_at_the_sender = and(S::Attempted, "2026-05-14 08:00", "Lyon");
    attempted_at_the_sender.push(scan(S::Delivered, "2026-05-15 08:00").in_town("Lyon"));
    check(
        "at the second attempt",
        &attempted_at_the_sender,
        (S::Returned, false, false),
    );
    let nowhere = [&way[..], &[scan(S::Delivered, "2026-05-14 08:00")]].concat();
    check("nobody says where", &nowhere, (S::Returned, false, false));
    check(
        "collected after all",
        &and(S::Delivered, "2026-05-13 08:00", "TRIER"),
        (S::Delivered, false, false),
    );
    check(
        "on the van after all",
        &and(S::OutForDelivery, "2026-05-13 08:00", "Trier"),
        (S::OutForDelivery, false, false),
    );
}

#[test]
fn sender_and_recipient_in_one_town() {
    let scans = [
        picked_up().in_town("Trier"),
        van("2026-05-12 08:00"),
        scan(S::Returning, "2026-05-12 18:00"),
        delivered("2026-05-14 08:00"),
    ];
    check(
        "is taken as brought back",
        &scans,
        (S::Returned, false, false),
    );
}

#[test]
fn lost_on_the_way_back() {
    let back = scan(S::Returning, "2026-05-12 18:00");
    let lost = scan(S::Exception, "2026-05-14 18:00").because(Reason::Lost);
    let mut scans = vec![picked_up(), back, lost];
    check("stays the way back", &scans, (S::Exception, false, false));
    scans.push(scan(S::InTransit, "2026-05-15 18:00"));
    check("found", &scans, (S::Returning, false, false));
    scans.push(scan(S::Delivered, "2026-05-16 18:00"));
    check("back", &scans, (S::Returned, false, false));
}

#[test]
fn stray_scans_do_not_undo_a_delivery() {
    let end = [
        picked_up(),
        van("2026-05-12 08:00"),
        delivered("2026-05-12 11:00"),
    ];
    let and = |scan: Scan| [&end[..], &[scan]].concat();
    for status in [
        S::Unknown,
        S::Ordered,
        S::Packed,
        S::LabelCreated,
        S::Exception,
        S::Delivered,
    ] {
        let scans = and(scan(status, "2026-05-12 15:00"));
        check(status.code(), &scans, (S::Delivered, false, false));
    }
    for status in [S::PickedUp, S::InTransit, S::Cancelled] {
        let scans = and(scan(status, "2026-05-12 15:00"));
        check(status.code(), &scans, (S::Delivered, false, true));
    }
}

#[test]
fn real_evidence_opens_a_delivery_again() {
    let end = [picked_up(), delivered("2026-05-12 11:00")];
    for status in [
        S::Returning,
        S::Returned,
        S::OutForDelivery,
        S::Attempted,
        S::AvailableForPickup,
    ] {
        let scans = [&end[..], &[scan(status, "2026-05-13 09:00")]].concat();
        check(status.code(), &scans, (status, true, false));
    }
    let again = [
        &end[..],
        &[van("2026-05-13 08:00"), delivered("2026-05-13 10:00")],
    ]
    .concat();
    check("delivered again", &again, (S::Delivered, true, false));
    let back = [
        &end[..],
        &[
            scan(S::Returning, "2026-05-13 08:00"),
            scan(S::Delivered, "2026-05-15 10:00"),
        ],
    ]
    .concat();
    check("and brought back", &back, (S::Returned, true, false));
}

#[test]
fn a_scan_of_the_same_moment_or_day_does_not() {
    let end = [picked_up(), delivered("2026-05-12 11:00")];
    let and = |scan: Scan| [&end[..], &[scan]].concat();
    let same_minute = Scan {
        position: 9,
        ..van("2026-05-12 11:00")
    };
    check(
        "same minute",
        &and(same_minute),
        (S::Delivered, false, false),
    );
    let same_day = dated(S::OutForDelivery, "2026-05-12");
    check("same day", &and(same_day), (S::Delivered, false, false));
    let depot = dated(S::InTransit, "2026-05-12");
    check(
        "a depot, some time that day",
        &and(depot),
        (S::Delivered, false, false),
    );
    let next_day = dated(S::OutForDelivery, "2026-05-13");
    check("next day", &and(next_day), (S::OutForDelivery, true, false));
    let van_with_zone = timed(
        S::OutForDelivery,
        ScanTime::with_offset(
            crate::samples::clock("2026-05-12 08:00"),
            -480,
            Precision::Minute,
        ),
    );
    let delivered_without = timed(
        S::Delivered,
        ScanTime::local(crate::samples::clock("2026-05-12 11:00"), Precision::Minute),
    );
    check(
        "only one zone is known",
        &[van_with_zone, delivered_without],
        (S::Delivered, false, false),
    );
}

#[test]
fn a_delivery_without_a_time_stays_one() {
    let scans = [
        undated(S::Delivered, 3),
        picked_up(),
        van("2026-05-12 08:00"),
    ];
    check("undated", &scans, (S::Delivered, false, false));
    let back = scan(S::Returning, "2026-05-14 08:00");
    check(
        "undated, and back",
        &[undated(S::Delivered, 3), back],
        (S::Returning, true, false),
    );
    let in_order = [
        undated(S::PickedUp, 0),
        undated(S::OutForDelivery, 1),
        undated(S::Delivered, 2),
    ];
    check("no times at all", &in_order, (S::Delivered, false, false));
}

#[test]
fn collected_at_a_counter() {
    let waits = scan(S::AvailableForPickup, "2026-05-12 11:00");
    check(
        "waits",
        &[picked_up(), waits.clone()],
        (S::AvailableForPickup, false, false),
    );
    let collected = delivered("2026-05-14 11:00");
    check(
        "collected",
        &[picked_up(), waits, collected],
        (S::Delivered, false, false),
    );
    // A shop that takes it for the recipient is often called a delivery.
    let at_the_shop = delivered("2026-05-12 10:00");
    let waits_there = scan(S::AvailableForPickup, "2026-05-12 11:00");
    check(
        "at a shop first",
        &[at_the_shop, waits_there],
        (S::AvailableForPickup, true, false),
    );
}

#[test]
fn after_the_return_the_shop_has_it() {
    let returned = scan(S::Returned, "2026-05-14 11:00");
    let scans = [picked_up(), returned.clone(), delivered("2026-05-14 11:05")];
    check("delivered there", &scans, (S::Returned, false, false));
    let trailing = scan(S::Returning, "2026-05-14 11:00");
    check(
        "a stray of the way",
        &[picked_up(), returned, trailing],
        (S::Returned, false, false),
    );
    // What is known of a delivery before says nothing about what came later.
    let delivered_some_time = undated(S::Delivered, 0);
    let returned = scan(S::Returned, "2026-05-14 11:00");
    let sent_again = van("2026-05-18 08:00");
    let scans = [delivered_some_time, returned, sent_again];
    check("sent again", &scans, (S::OutForDelivery, true, false));
}

#[test]
fn scans_that_say_nothing_leave_the_status_open() {
    let note = Scan {
        status: None,
        ..scan(S::InTransit, "2026-05-11 09:00")
    };
    check(
        "a note",
        std::slice::from_ref(&note),
        (S::Unknown, false, false),
    );
    check(
        "a note on the way",
        &[picked_up(), note],
        (S::PickedUp, false, false),
    );
    check(
        "nothing usable",
        &[scan(S::Unknown, "2026-05-11 09:00")],
        (S::Unknown, false, false),
    );
}

#[test]
fn a_number_used_before_and_after() {
    let before = scan(S::Delivered, "2025-11-02 11:00").in_town("Oslo");
    let after = scan(S::OutForDelivery, "2026-12-02 08:00").in_town("Rome");
    let of_another = report(
        "2026-12-02 08:00",
        Report {
            signed_by: Some("Other".into()),
            ..Report::default()
        },
    );
    let mut all = facts([before, picked_up(), delivered("2026-05-12 11:00"), after]);
    all.reports.push(of_another);
    all.placed_at = Some(at("2026-05-09 20:00"));
    let journey = Journey::from_facts(&all);
    let towns: Vec<_> = journey
        .scans()
        .iter()
        .filter_map(|scan| scan.place.city.as_deref())
        .collect();
    assert_eq!(towns, ["Lyon", "Trier"]);
    assert!(journey.reports().is_empty() && !journey.reopened());
    // Nobody sees a parcel without an order; there is nothing to hide yet.
    all.placed_at = None;
    assert_eq!(Journey::from_facts(&all).scans().len(), 4);
    // A label printed some days before the order, and what has no time, stay.
    let early = facts([label(), undated(S::PickedUp, 0)]);
    let placed_later = Facts {
        placed_at: Some(at("2026-05-20 09:00")),
        ..early
    };
    assert_eq!(Journey::from_facts(&placed_later).scans().len(), 2);
}

#[test]
fn one_scan_in_many_payloads_keeps_its_smallest_position() {
    let moment = "2026-05-12 11:00";
    let at_position = |position, status| Scan {
        position,
        ..scan(status, moment)
    };
    let scans = [
        at_position(5, S::Exception),
        at_position(4, S::Attempted),
        at_position(2, S::Exception),
    ];
    let journey = Journey::from_facts(&facts(scans));
    let statuses: Vec<_> = journey.stops().iter().map(|stop| stop.status).collect();
    assert_eq!(statuses, [S::Exception, S::Attempted]);
}

#[test]
fn the_newest_report_with_a_value_wins() {
    let service = |words: &str| Report {
        service: Some(words.into()),
        ..Report::default()
    };
    let mut all = facts([picked_up()]);
    let without_scans = TimedReport {
        as_of: UNKNOWN,
        report: Report {
            stated_at: Some(at("2026-05-13 09:00")),
            ..service("by its own clock")
        },
    };
    all.reports = vec![
        report("2026-05-12 09:00", service("new")),
        report("2026-05-11 09:00", service("old")),
    ];
    let newest = |facts: &Facts| Journey::from_facts(facts).newest(|report| report.service.clone());
    assert_eq!(newest(&all).as_deref(), Some("new"));
    all.reports
        .push(report("2026-05-13 09:00", Report::default()));
    assert_eq!(newest(&all).as_deref(), Some("new"), "silence is no news");
    all.reports.insert(0, without_scans);
    assert_eq!(newest(&all).as_deref(), Some("by its own clock"));
}
