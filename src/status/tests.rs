//! From a journey and the shop's word to a status, a reason and a bar.

use super::*;
use crate::samples::{at, facts, now, scan};
use Status as S;

fn standing(facts: &Facts) -> Standing {
    of(facts, &Journey::from_facts(facts))
}

fn check(name: &str, facts: &Facts, status: Status, reason: Option<Reason>) {
    let found = standing(facts);
    assert_eq!((found.status, found.reason), (status, reason), "{name}");
}

/// The bar in short: a step's name, `+` where it has a time, `-` where it was
/// passed without, and `.` ahead.
fn check_bar(name: &str, facts: &Facts, expected: &str) {
    let journey = Journey::from_facts(facts);
    let bar = steps(facts, &journey, &of(facts, &journey));
    let drawn: Vec<String> = bar
        .iter()
        .map(|(step, reached)| {
            let sign = match reached {
                None => '.',
                Some(Reached::Unsaid) => '-',
                Some(Reached::At(_) | Reached::By(_)) => '+',
            };
            format!("{step:?}{sign}")
        })
        .collect();
    assert_eq!(drawn.join(" "), expected, "{name}");
}

fn way() -> Vec<Scan> {
    vec![
        scan(S::LabelCreated, "2026-05-10 09:00"),
        scan(S::PickedUp, "2026-05-10 18:00"),
    ]
}

fn way_and(scans: impl IntoIterator<Item = Scan>) -> Facts {
    let mut all = way();
    all.extend(scans);
    Facts {
        placed_at: Some(at("2026-05-09 20:00")),
        ..facts(all)
    }
}

fn ordered() -> Facts {
    Facts {
        placed_at: Some(at("2026-05-09 20:00")),
        tracked: true,
        ..Facts::default()
    }
}

#[test]
fn the_shops_word_counts_until_the_carrier_speaks() {
    check("ordered", &ordered(), S::Ordered, None);
    let packed = Facts {
        fulfilled: true,
        ..ordered()
    };
    check("packed", &packed, S::Packed, None);
    let numbered = Facts {
        numbered: true,
        ..packed.clone()
    };
    check("numbered", &numbered, S::LabelCreated, None);
    let handed_over = Facts {
        handed_over_at: Some(at("2026-05-10 09:00")),
        ..numbered
    };
    check("tracked", &handed_over, S::LabelCreated, None);
    let untracked = Facts {
        tracked: false,
        ..handed_over
    };
    check("untracked", &untracked, S::InTransit, None);
    let scanned = Facts {
        scans: vec![scan(S::Delivered, "2026-05-12 09:00")],
        ..untracked
    };
    check("scanned all the same", &scanned, S::Delivered, None);
}

#[test]
fn called_off_before_and_after_it_left() {
    let called_off = |facts: Facts| Facts {
        cancelled_at: Some(at("2026-05-11 09:00")),
        ..facts
    };
    check("before", &called_off(ordered()), S::Cancelled, None);
    check(
        "label only",
        &called_off(facts(way().into_iter().take(1))),
        S::Cancelled,
        None,
    );
    check("after", &called_off(facts(way())), S::PickedUp, None);
    assert_eq!(
        standing(&called_off(ordered())).since,
        Some(at("2026-05-11 09:00"))
    );
}

#[test]
fn a_return_parcel_is_never_delivered() {
    let facts = Facts {
        direction: Direction::Return,
        ..way_and([scan(S::Delivered, "2026-05-12 09:00")])
    };
    check("at the shop", &facts, S::Returned, None);
    let now = now("2026-05-20 12:00");
    assert!(crate::derive::derive(&facts, now).notices.is_empty());
}

fn check_reason(name: &str, scans: &[&Scan], reason: Option<Reason>) {
    let facts = way_and(scans.iter().map(|scan| (*scan).clone()));
    assert_eq!(standing(&facts).reason, reason, "{name}");
}

#[test]
fn trouble_without_a_cause_takes_it_from_just_before() {
    let unknown = Some(Reason::Unknown);
    let attempt = scan(S::Attempted, "2026-05-12 09:00");
    check_reason("unsaid", &[&attempt], unknown);
    let not_home = scan(S::Exception, "2026-05-12 08:59").because(Reason::NotHome);
    let said = Some(Reason::NotHome);
    check_reason("said just before", &[&not_home, &attempt], said);
    let storm = scan(S::Exception, "2026-05-11 09:00").because(Reason::Weather);
    let moved = scan(S::InTransit, "2026-05-11 20:00");
    check_reason("another day", &[&storm, &moved, &attempt], unknown);
    check_reason("over", &[&storm, &moved], None);
    let slow = moved.because(Reason::Capacity);
    check_reason("slow but moving", &[&slow], Some(Reason::Capacity));
}

#[test]
fn a_return_takes_its_cause_from_what_led_to_it() {
    let unknown = Some(Reason::Unknown);
    let refused = scan(S::Attempted, "2026-05-12 09:00").because(Reason::Refused);
    let depot = scan(S::InTransit, "2026-05-12 19:00");
    let back = scan(S::Returning, "2026-05-13 09:00");
    let led = Some(Reason::Refused);
    check_reason("before it", &[&refused, &depot, &back], led);
    let late = scan(S::InTransit, "2026-05-14 09:00").because(Reason::Weather);
    check_reason("on the way back", &[&refused, &back, &late], led);
    let storm = scan(S::Exception, "2026-05-11 09:00").because(Reason::Weather);
    check_reason("no storm sends back", &[&storm, &back], unknown);
    let delivered = scan(S::Delivered, "2026-05-12 12:00");
    check_reason("settled", &[&refused, &delivered, &back], unknown);
    let unclaimed = back.because(Reason::Unclaimed);
    check_reason("its own", &[&refused, &unclaimed], Some(Reason::Unclaimed));
}

#[test]
fn since_counts_from_the_first_scan_of_an_unbroken_status() {
    let since = |facts: &Facts| standing(facts).since;
    let delivered = |moment| scan(S::Delivered, moment);
    let twice = way_and([delivered("2026-05-12 11:00"), delivered("2026-05-12 15:00")]);
    assert_eq!(since(&twice), Some(at("2026-05-12 11:00")));
    let van = scan(S::OutForDelivery, "2026-05-13 08:00");
    let again = way_and([
        delivered("2026-05-12 11:00"),
        van,
        delivered("2026-05-13 15:00"),
    ]);
    assert_eq!(since(&again), Some(at("2026-05-13 15:00")));
}

#[test]
fn the_bar_by_the_shops_word() {
    let ahead = "Shipped. OutForDelivery. Delivered.";
    let check = |name: &str, facts: Facts, expected: &str| {
        check_bar(name, &facts, &format!("{expected} {ahead}"));
    };
    check("ordered", ordered(), "Ordered+ Packed.");
    let packed = Facts {
        packed_at: Some(at("2026-05-10 08:00")),
        ..ordered()
    };
    check("packed", packed, "Ordered+ Packed+");
    let numbered = Facts {
        numbered: true,
        ..ordered()
    };
    check("numbered", numbered.clone(), "Ordered+ Packed-");
    let no_news = Facts {
        scans: vec![scan(S::Unknown, "2026-05-10 12:00")],
        ..numbered
    };
    check("no news", no_news, "Ordered+ Packed-");
    let untracked = Facts {
        tracked: false,
        fulfilled: true,
        handed_over_at: Some(at("2026-05-10 09:00")),
        ..ordered()
    };
    let shipped = "Ordered+ Packed- Shipped+ OutForDelivery. Delivered.";
    check_bar("untracked", &untracked, shipped);
}

#[test]
fn the_bar_before_the_carrier_has_it() {
    let labelled = Facts {
        scans: way()[..1].to_vec(),
        ..ordered()
    };
    let packed = "Ordered+ Packed+ Shipped. OutForDelivery. Delivered.";
    check_bar("label", &labelled, packed);
    let not_ready = scan(S::Exception, "2026-05-10 12:00").because(Reason::NotReady);
    let waiting = Facts {
        scans: vec![not_ready],
        ..labelled
    };
    let unsaid = "Ordered+ Packed- Shipped. OutForDelivery. Delivered.";
    check_bar("not ready", &waiting, unsaid);
}

#[test]
fn the_bar_on_the_way() {
    let shipped = "Ordered+ Packed+ Shipped+ OutForDelivery. Delivered.";
    let on_the_van = "Ordered+ Packed+ Shipped+ OutForDelivery+ Delivered.";
    let van = scan(S::OutForDelivery, "2026-05-12 08:00");
    let attempt = scan(S::Attempted, "2026-05-12 10:00");
    let depot = scan(S::InTransit, "2026-05-12 20:00");
    let trouble = scan(S::Exception, "2026-05-12 12:00");
    let delivered = scan(S::Delivered, "2026-05-13 12:00");
    check_bar("picked up", &way_and([]), shipped);
    check_bar("trouble", &way_and([trouble.clone()]), shipped);
    check_bar("van", &way_and([van.clone()]), on_the_van);
    check_bar(
        "attempt",
        &way_and([van.clone(), attempt.clone()]),
        on_the_van,
    );
    check_bar(
        "trouble on the van",
        &way_and([van.clone(), trouble]),
        on_the_van,
    );
    check_bar(
        "an attempt alone",
        &way_and([attempt]),
        "Ordered+ Packed+ Shipped+ OutForDelivery- Delivered.",
    );
    check_bar("back at the depot", &way_and([van, depot]), shipped);
    check_bar(
        "no van was seen",
        &way_and([delivered.clone()]),
        "Ordered+ Packed+ Shipped+ OutForDelivery- Delivered+",
    );
    let bare = Facts {
        tracked: true,
        scans: vec![delivered.clone()],
        ..Facts::default()
    };
    check_bar(
        "only the end",
        &bare,
        "Ordered- Packed- Shipped+ OutForDelivery- Delivered+",
    );
    let again = scan(S::OutForDelivery, "2026-05-14 08:00");
    check_bar("opened again", &way_and([delivered, again]), on_the_van);
}

#[test]
fn the_bar_ends_otherwise() {
    let van = scan(S::OutForDelivery, "2026-05-12 08:00");
    let waits = scan(S::AvailableForPickup, "2026-05-12 10:00");
    check_bar(
        "counter",
        &way_and([waits.clone()]),
        "Ordered+ Packed+ Shipped+ ReadyForPickup+",
    );
    check_bar(
        "counter after the van",
        &way_and([van.clone(), waits]),
        "Ordered+ Packed+ Shipped+ OutForDelivery+ ReadyForPickup+",
    );
    let lost = scan(S::Exception, "2026-05-12 10:00").because(Reason::Lost);
    check_bar("lost", &way_and([lost]), "Ordered+ Packed+ Shipped+ Lost+");
    let back = scan(S::Returning, "2026-05-12 12:00");
    let returned = scan(S::Returned, "2026-05-14 12:00");
    check_bar(
        "going back",
        &way_and([van.clone(), back.clone()]),
        "Ordered+ Packed+ Shipped+ OutForDelivery+ Returned.",
    );
    check_bar(
        "back",
        &way_and([back, returned]),
        "Ordered+ Packed+ Shipped+ Returned+",
    );
    let called_off = Facts {
        cancelled_at: Some(at("2026-05-10 09:00")),
        ..ordered()
    };
    check_bar("called off", &called_off, "Ordered+ Cancelled+");
    let void = Facts {
        scans: vec![way().remove(0), scan(S::Cancelled, "2026-05-10 12:00")],
        ..ordered()
    };
    check_bar("void", &void, "Ordered+ Packed+ Cancelled+");
    let a_return = Facts {
        direction: Direction::Return,
        ..way_and([van])
    };
    check_bar("a return", &a_return, "Ordered+ Packed+ Shipped+ Returned.");
}
