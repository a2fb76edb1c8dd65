//! Which messages are due.

use super::*;
use crate::derive::derive;
use crate::samples::{day, estimated, facts, now, scan};
use Status as S;

fn check(name: &str, facts: &Facts, moment: &str, expected: &[&str]) {
    let due: Vec<String> = derive(facts, now(moment))
        .notices
        .iter()
        .map(|due| format!("{} {}", due.notice.code(), due.milestone))
        .collect();
    assert_eq!(due, expected, "{name}");
}

fn picked_up() -> Scan {
    scan(S::PickedUp, "2026-05-10 18:00")
}

fn van(moment: &str) -> Scan {
    scan(S::OutForDelivery, moment)
}

fn delivered(moment: &str) -> Scan {
    scan(S::Delivered, moment)
}

#[test]
fn a_smooth_journey() {
    let scans = [
        scan(S::LabelCreated, "2026-05-10 09:00"),
        picked_up(),
        scan(S::InTransit, "2026-05-11 02:00"),
        van("2026-05-12 08:00"),
        delivered("2026-05-12 11:00"),
    ];
    let due = [
        "shipped shipped",
        "out_for_delivery 0.2026-05-12",
        "delivered 0",
    ];
    check(
        "label",
        &facts(scans[..1].to_vec()),
        "2026-05-13 12:00",
        &[],
    );
    check(
        "on its way",
        &facts(scans[..3].to_vec()),
        "2026-05-13 12:00",
        &due[..1],
    );
    check("delivered", &facts(scans), "2026-05-13 12:00", &due);
}

#[test]
fn one_van_a_day_and_one_attempt_a_day() {
    let attempt = |moment| scan(S::Attempted, moment);
    let scans = [
        van("2026-05-12 07:30"),
        van("2026-05-12 08:00"),
        attempt("2026-05-12 11:00").because(Reason::NotHome),
        attempt("2026-05-12 11:01"),
        van("2026-05-13 08:00"),
        attempt("2026-05-13 10:00"),
        van("2026-05-14 08:00"),
        van("2026-05-15 08:00"),
    ];
    let due = [
        "shipped shipped",
        "out_for_delivery 0.2026-05-12",
        "out_for_delivery 0.2026-05-13",
        "out_for_delivery 0.2026-05-14",
        "out_for_delivery 0.2026-05-15",
        "attempted 0.2026-05-12",
        "attempted 0.2026-05-13",
    ];
    check("second attempt", &facts(scans), "2026-05-15 12:00", &due);
}

#[test]
fn a_delivery_opened_again_is_news_again() {
    let scans = [
        delivered("2026-05-12 11:00"),
        van("2026-05-12 14:00"),
        delivered("2026-05-12 16:00"),
    ];
    let due = [
        "shipped shipped",
        "out_for_delivery 1.2026-05-12",
        "delivered 0",
        "delivered 1",
    ];
    check("again", &facts(scans), "2026-05-13 12:00", &due);
    let twice = [delivered("2026-05-12 11:00"), delivered("2026-05-12 16:00")];
    check(
        "twice",
        &facts(twice),
        "2026-05-13 12:00",
        &["shipped shipped", "delivered 0"],
    );
}

#[test]
fn trouble_is_told_once_for_each_cause() {
    let trouble = |moment| scan(S::Exception, moment);
    let scans = [
        picked_up(),
        trouble("2026-05-11 08:00").because(Reason::Documents),
        trouble("2026-05-11 09:00"),
        trouble("2026-05-12 08:00").because(Reason::Documents),
        trouble("2026-05-12 09:00").because(Reason::Weather),
    ];
    let due = [
        "shipped shipped",
        "exception 0.documents",
        "exception 0.weather",
    ];
    check("causes", &facts(scans), "2026-05-13 12:00", &due);
    let unsaid = [picked_up(), trouble("2026-05-11 08:00")];
    check(
        "unsaid",
        &facts(unsaid),
        "2026-05-13 12:00",
        &["shipped shipped", "exception 0.unknown"],
    );
    let not_ready = [trouble("2026-05-11 08:00").because(Reason::NotReady)];
    check(
        "before it left",
        &facts(not_ready),
        "2026-05-13 12:00",
        &["exception 0.not_ready"],
    );
}

#[test]
fn borders_are_milestones_and_depots_are_not() {
    let in_transit = |moment, country| scan(S::InTransit, moment).in_country(country);
    let scans = [
        scan(S::LabelCreated, "2026-05-10 09:00").in_country("US"),
        picked_up().in_country("CN"),
        in_transit("2026-05-11 08:00", "CN"),
        in_transit("2026-05-12 08:00", "DE"),
        in_transit("2026-05-13 08:00", "DE"),
        in_transit("2026-05-14 08:00", "FR"),
    ];
    let due = [
        "shipped shipped",
        "milestone country-DE",
        "milestone country-FR",
    ];
    check("borders", &facts(scans), "2026-05-15 12:00", &due);
}

#[test]
fn delays() {
    let mut facts = facts([picked_up()]);
    facts.order_expected = Some(day("2026-05-12"));
    check("in time", &facts, "2026-05-12 12:00", &["shipped shipped"]);
    check(
        "missed",
        &facts,
        "2026-05-13 12:00",
        &["shipped shipped", "delay missed-2026-05-12"],
    );
    facts
        .reports
        .push(estimated("2026-05-11 09:00", day("2026-05-14")));
    check(
        "moved",
        &facts,
        "2026-05-13 12:00",
        &["shipped shipped", "delay to-2026-05-14"],
    );
    facts
        .reports
        .push(estimated("2026-05-11 12:00", day("2026-05-13")));
    check(
        "moved back, and late all the same",
        &facts,
        "2026-05-13 12:00",
        &[
            "shipped shipped",
            "delay to-2026-05-13",
            "delay to-2026-05-14",
        ],
    );
    facts
        .reports
        .push(estimated("2026-05-11 13:00", day("2026-05-14")));
    facts.scans.push(van("2026-05-15 08:00"));
    let due = [
        "shipped shipped",
        "out_for_delivery 0.2026-05-15",
        "delay to-2026-05-13",
        "delay to-2026-05-14",
        "delay to-2026-05-14.2",
    ];
    check(
        "a late van is no other delay",
        &facts,
        "2026-05-15 12:00",
        &due,
    );
}

#[test]
fn a_delay_is_told_before_a_parcel_exists() {
    let facts = Facts {
        order_expected: Some(day("2026-05-12")),
        tracked: true,
        ..Facts::default()
    };
    check(
        "not sent",
        &facts,
        "2026-05-13 12:00",
        &["delay missed-2026-05-12"],
    );
}

#[test]
fn a_waiting_parcel_is_remembered_once() {
    let waits = |moment| scan(S::AvailableForPickup, moment);
    let scans = vec![
        picked_up(),
        waits("2026-05-12 12:00"),
        waits("2026-05-13 12:00"),
    ];
    let due = [
        "shipped shipped",
        "available_for_pickup 0.0",
        "pickup_reminder 0.0",
    ];
    check(
        "early",
        &facts(scans.clone()),
        "2026-05-15 11:59",
        &due[..2],
    );
    check("due", &facts(scans.clone()), "2026-05-15 12:00", &due);
    let mut collected = scans.clone();
    collected.push(delivered("2026-05-14 10:00"));
    let due_then = ["shipped shipped", "delivered 0", "available_for_pickup 0.0"];
    check(
        "collected",
        &facts(collected),
        "2026-05-20 12:00",
        &due_then,
    );
    let mut moved = scans;
    moved.push(scan(S::InTransit, "2026-05-14 10:00"));
    moved.push(waits("2026-05-15 10:00"));
    let due_there = [
        "shipped shipped",
        "available_for_pickup 0.0",
        "available_for_pickup 0.1",
    ];
    check(
        "at another counter",
        &facts(moved),
        "2026-05-16 12:00",
        &due_there,
    );
}

#[test]
fn returns_and_cancellations() {
    let back = [
        picked_up(),
        scan(S::Returning, "2026-05-12 12:00"),
        scan(S::Returned, "2026-05-14 12:00"),
    ];
    let due = ["shipped shipped", "returning 0", "returned 0"];
    check("back", &facts(back.clone()), "2026-05-15 12:00", &due);
    let a_return = Facts {
        direction: Direction::Return,
        ..facts(back)
    };
    check("a return parcel", &a_return, "2026-05-15 12:00", &[]);
    let void = [scan(S::Cancelled, "2026-05-12 12:00")];
    let void_return = Facts {
        direction: Direction::Return,
        ..facts(void.clone())
    };
    check("a void return label", &void_return, "2026-05-15 12:00", &[]);
    check(
        "called off",
        &facts(void),
        "2026-05-15 12:00",
        &["cancelled cancelled"],
    );
}

#[test]
fn without_tracking_the_shops_word_ships() {
    let facts = Facts {
        handed_over_at: Some(crate::samples::at("2026-05-10 09:00")),
        ..Facts::default()
    };
    check(
        "untracked",
        &facts,
        "2026-05-15 12:00",
        &["shipped shipped"],
    );
}

#[test]
fn what_is_told_happened_with_the_scan_that_made_it_due() {
    let in_transit = |moment, country| scan(S::InTransit, moment).in_country(country);
    let mut long = facts([
        picked_up().in_country("CN"),
        in_transit("2026-05-11 08:00", "CN"),
        in_transit("2026-05-12 08:00", "CN"),
        in_transit("2026-05-15 08:00", "DE"),
        in_transit("2026-05-16 08:00", "DE"),
    ]);
    long.order_expected = Some(day("2026-05-14"));
    let derived = derive(&long, now("2026-05-16 12:00"));
    let happened: Vec<String> = derived
        .happened
        .iter()
        .map(|(due, at)| format!("{} {}", due.milestone, at.format("%d %H:%M:%S")))
        .collect();
    assert_eq!(
        happened,
        [
            "shipped 10 18:00:00",
            "country-DE 15 08:00:00",
            "missed-2026-05-14 14 23:59:59"
        ]
    );
}
