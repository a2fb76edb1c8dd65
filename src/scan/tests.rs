//! Scans one by one: what makes two of them one, and which comes first.

use super::*;
use crate::samples::{clock, dated, scan, timed, undated};

fn check(name: &str, first: &Scan, second: &Scan) {
    assert!(first.order_key() < second.order_key(), "{name}");
}

#[test]
fn scans_sort_by_the_best_time_they_have() {
    let local = |clock_text| ScanTime::local(clock(clock_text), Precision::Minute);
    let in_transit = |clock_text| timed(Status::InTransit, local(clock_text));
    let noon = scan(Status::InTransit, "2026-05-12 12:00");

    check(
        "by instant",
        &noon,
        &scan(Status::Ordered, "2026-05-12 12:01"),
    );
    check("local as UTC", &in_transit("2026-05-12 11:59"), &noon);
    let in_zone_of_place = Scan {
        place_offset_min: Some(120),
        ..in_transit("2026-05-12 13:59")
    };
    check("local in the zone of its place", &in_zone_of_place, &noon);
    let offset = ScanTime::with_offset(clock("2026-05-12 06:59"), -300, Precision::Minute);
    check(
        "by its own offset",
        &timed(Status::InTransit, offset),
        &noon,
    );
    check(
        "no time at all",
        &undated(Status::Delivered, 9),
        &dated(Status::LabelCreated, "1999-01-01"),
    );
}

#[test]
fn a_day_begins_with_its_pickup_and_ends_with_all_else() {
    let morning = scan(Status::InTransit, "2026-05-12 00:01");
    let evening = scan(Status::InTransit, "2026-05-12 23:58");
    for status in Status::ALL {
        let only_a_day = dated(status, "2026-05-12");
        if status.is_before_possession() || status == Status::PickedUp {
            check(status.code(), &only_a_day, &morning);
        } else {
            check(status.code(), &evening, &only_a_day);
        }
    }
    let no_movement = Scan {
        status: None,
        ..dated(Status::InTransit, "2026-05-12")
    };
    check("no movement", &no_movement, &morning);
}

#[test]
fn scans_of_one_moment_sort_by_position_then_status() {
    let moment = "2026-05-12 12:00";
    let delivered = scan(Status::Delivered, moment);
    let van = scan(Status::OutForDelivery, moment);
    check("by status", &van, &delivered);
    let van_after = Scan {
        position: 1,
        ..van.clone()
    };
    check("by position", &delivered, &van_after);
    let other_words = Scan {
        text: "other".into(),
        ..van.clone()
    };
    assert_ne!(van.order_key(), other_words.order_key(), "by fingerprint");
}

#[test]
fn what_a_scan_means_and_where_it_stood_are_not_its_identity() {
    let one = scan(Status::Exception, "2026-05-12 12:00");
    let same = Scan {
        position: 7,
        status: None,
        reason: Some(Reason::Weather),
        place_offset_min: Some(60),
        ..one.clone()
    };
    assert_eq!(one.fingerprint(), same.fingerprint());
}

#[test]
fn everything_a_carrier_says_is_its_identity() {
    let one = || scan(Status::Exception, "2026-05-12 12:00");
    let mut others = vec![
        Scan {
            source: "other".into(),
            ..one()
        },
        Scan {
            code: None,
            ..one()
        },
        Scan {
            code: Some(String::new()),
            ..one()
        },
        Scan {
            text: String::new(),
            ..one()
        },
        one().in_town("Trier"),
        one().in_country("Trier"),
        scan(Status::Exception, "2026-05-12 12:01"),
        timed(
            Status::Exception,
            ScanTime::local(clock("2026-05-12 12:00"), Precision::Minute),
        ),
        timed(
            Status::Exception,
            ScanTime::instant(clock("2026-05-12 12:00").and_utc()),
        ),
    ];
    others.push(one());
    let fingerprints: std::collections::BTreeSet<Fingerprint> =
        others.iter().map(Scan::fingerprint).collect();
    assert_eq!(fingerprints.len(), others.len());
}

#[test]
fn parts_do_not_run_into_each_other() {
    let of = |parts: &[Option<&str>]| {
        Fingerprint::of_parts(parts.iter().map(|part| part.map(str::as_bytes)))
    };
    assert_ne!(of(&[Some("ab"), Some("c")]), of(&[Some("a"), Some("bc")]));
    assert_ne!(of(&[Some(""), None]), of(&[None, Some("")]));
    assert_ne!(of(&[Some("")]), of(&[]));
    assert_eq!(of(&[Some("a"), None]), of(&[Some("a"), None]));
}

#[test]
fn a_scan_heard_again_is_the_same_from_either_side() {
    let one = Scan {
        position: 3,
        ..scan(Status::InTransit, "2026-05-12 12:00")
    };
    let other = Scan {
        position: 1,
        status: Some(Status::Exception),
        reason: Some(Reason::Weather),
        ..one.clone()
    };
    let mut kept = one.clone();
    kept.hear_again(&other);
    let mut kept_other = other.clone();
    kept_other.hear_again(&one);
    assert_eq!(kept, kept_other);
    assert_eq!((kept.position, kept.status), (1, Some(Status::Exception)));
}

#[test]
fn later_beyond_doubt() {
    let surely = |later: &Scan, earlier: &Scan| later.is_surely_after(earlier);
    let noon = scan(Status::Delivered, "2026-05-12 12:00");
    let van = |time| timed(Status::OutForDelivery, time);
    let local = |text| ScanTime::local(clock(text), Precision::Minute);
    let instant = |text| ScanTime::instant(clock(text).and_utc());

    assert!(surely(
        &scan(Status::OutForDelivery, "2026-05-12 12:01"),
        &noon
    ));
    assert!(!surely(
        &scan(Status::OutForDelivery, "2026-05-12 12:00"),
        &noon
    ));
    // Two local clocks are compared as such, with or without zones.
    let west = ScanTime::with_offset(clock("2026-05-12 12:00"), -480, Precision::Minute);
    let delivered_west = timed(Status::Delivered, west);
    assert!(!surely(&van(local("2026-05-12 11:00")), &delivered_west));
    assert!(surely(&van(local("2026-05-12 13:00")), &delivered_west));
    assert!(!surely(
        &van(west),
        &timed(Status::Delivered, local("2026-05-12 14:00"))
    ));
    // A clock without a zone and a moment without a clock can be far apart.
    let delivered_local = timed(Status::Delivered, local("2026-05-12 12:00"));
    assert!(!surely(&van(instant("2026-05-13 01:00")), &delivered_local));
    assert!(surely(&van(instant("2026-05-13 03:00")), &delivered_local));
    // A day is later than another day only.
    assert!(!surely(&dated(Status::OutForDelivery, "2026-05-12"), &noon));
    assert!(surely(&dated(Status::OutForDelivery, "2026-05-13"), &noon));
    assert!(!surely(
        &dated(Status::OutForDelivery, "2026-05-13"),
        &timed(Status::Delivered, instant("2026-05-12 12:00"))
    ));
    // Nothing is known of what has no time.
    assert!(!surely(
        &scan(Status::OutForDelivery, "2026-05-12 12:00"),
        &undated(Status::Delivered, 0)
    ));
    assert!(!surely(
        &undated(Status::OutForDelivery, 9),
        &undated(Status::Delivered, 0)
    ));
}

#[test]
fn codes_read_back() {
    for status in Status::ALL {
        assert_eq!(Status::from_code(status.code()), Some(status));
    }
    for reason in Reason::ALL {
        assert_eq!(Reason::from_code(reason.code()), Some(reason));
    }
    assert_eq!(Status::from_code("lost"), None);
    assert_eq!(Reason::from_code("delivered"), None);
}
