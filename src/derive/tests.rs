//! What follows beside status, window and notices.

use super::*;
use crate::samples::{at, clock, date, day, derived, estimated, facts, hours, now, report, scan};

fn check(name: &str, initial_letters: Option<&str>) {
    assert_eq!(initials(name).as_deref(), initial_letters, "{name:?}");
}

#[test]
fn names_become_initials() {
    check("Jane Doe", Some("J. D."));
    check("J.DOE", Some("J. D."));
    check("O'Neil", Some("O."));
    check("Jean-Luc Picard", Some("J. L. P."));
    check("Je\u{301}ro\u{302}me ß", Some("J. SS."));
    check("李雷", Some("李."));
    check("maria de la cruz garcia", Some("M. D. L."));
    check("(Jane) \"Doe\"", Some("J. D."));
    check("X", Some("X."));
    check("", None);
    check(" - 42 . ", None);
}

#[test]
fn places_in_words() {
    let words = |city: Option<&str>, region: Option<&str>, country: Option<&str>| {
        place_words(&Place {
            city: city.map(Into::into),
            region: region.map(Into::into),
            country: country.map(Into::into),
            postal_code: Some("40202".into()),
        })
    };
    let louisville = words(Some("Louisville"), Some("KY"), Some("US"));
    assert_eq!(louisville.as_deref(), Some("Louisville, KY"));
    assert_eq!(words(None, Some("KY"), Some("US")).as_deref(), Some("KY"));
    assert_eq!(words(None, None, Some("US")).as_deref(), Some("US"));
    assert_eq!(words(None, None, None), None);
}

#[test]
fn the_place_is_of_the_newest_movement_that_has_one() {
    let facts = facts([
        scan(Status::LabelCreated, "2026-05-10 09:00").in_town("Shop"),
        scan(Status::PickedUp, "2026-05-10 18:00").in_town("Lyon"),
        scan(Status::InTransit, "2026-05-11 18:00"),
        Scan {
            status: None,
            ..scan(Status::InTransit, "2026-05-12 18:00").in_town("Office")
        },
    ]);
    assert_eq!(derived(&facts).place.as_deref(), Some("Lyon"));
}

#[test]
fn only_the_label_has_no_place_of_the_parcel() {
    let facts = facts([scan(Status::LabelCreated, "2026-05-10 09:00").in_town("Shop")]);
    assert_eq!(derived(&facts).place, None);
}

#[test]
fn a_second_delivery_is_not_told_with_the_words_of_the_first() {
    let door = |words: &str| Report {
        left_at: Some(words.into()),
        signed_by: Some(format!("{words} Person")),
        ..Report::default()
    };
    let mut facts = facts([
        scan(Status::Delivered, "2026-05-12 11:00"),
        scan(Status::OutForDelivery, "2026-05-13 08:00"),
        scan(Status::Delivered, "2026-05-13 11:00"),
    ]);
    facts.reports = vec![
        report("2026-05-12 11:00", door("Wrong")),
        report("2026-05-13 08:00", door("Wrong")),
    ];
    let first = derived(&facts);
    assert_eq!((first.left_at, first.signed_by), (None, None));
    facts
        .reports
        .push(report("2026-05-13 11:00", door("Right")));
    let second = derived(&facts);
    assert_eq!(second.left_at.as_deref(), Some("Right"));
    assert_eq!(second.signed_by.as_deref(), Some("R. P."));
}

fn check_next(name: &str, facts: &Facts, now: Now, expected: Option<&str>) {
    assert_eq!(derive(facts, now).next_check, expected.map(at), "{name}");
}

#[test]
fn an_open_window_is_looked_at_when_it_is_at_risk_and_when_it_closes() {
    let mut facts = facts([scan(Status::PickedUp, "2026-05-10 18:00")]);
    check_next("nothing named", &facts, now("2026-05-11 12:00"), None);
    facts.reports = vec![estimated("2026-05-10 18:00", hours("2026-05-12", "-14:00"))];
    let (at_risk, closes) = (Some("2026-05-12 12:00"), Some("2026-05-12 14:01"));
    check_next("open", &facts, now("2026-05-11 12:00"), at_risk);
    check_next("at risk", &facts, now("2026-05-12 12:00"), closes);
    let east = Now {
        instant: at("2026-05-11 12:00"),
        at_destination: clock("2026-05-11 21:00"),
    };
    check_next("in the east", &facts, east, Some("2026-05-12 03:00"));
    check_next("missed", &facts, now("2026-05-12 14:01"), None);
    let check_then = derive(&facts, now("2026-05-12 14:01"));
    assert!(
        matches!(check_then.window, Window::Missed { .. }),
        "and then it is missed"
    );
    facts
        .scans
        .push(scan(Status::Delivered, "2026-05-12 12:00"));
    check_next("closed", &facts, now("2026-05-12 13:00"), None);
}

#[test]
fn a_waiting_parcel_is_looked_at_when_its_reminder_is_due() {
    let waits = facts([scan(Status::AvailableForPickup, "2026-05-12 12:00")]);
    check_next(
        "waits",
        &waits,
        now("2026-05-13 12:00"),
        Some("2026-05-15 12:00"),
    );
    check_next("reminded", &waits, now("2026-05-15 12:00"), None);
    assert_eq!(derive(&waits, now("2026-05-15 12:00")).notices.len(), 3);
}

#[test]
fn the_end_of_time_is_no_trouble() {
    let mut facts = facts([]);
    facts.order_expected = Some(day("+262142-12-31"));
    let derived = derive(&facts, now("2026-05-13 12:00"));
    assert_eq!(derived.promises[0].estimate.to, date("+262142-12-31"));
}
