//! What the German texts say of days, hours and counts, word for word.

use super::GERMAN as German;
use crate::texts::tests::{at, day, every_state, hours, time, window};
use crate::texts::{
    BrandTexts, CalendarEntry, Freshness, Hearing, MapWords, PromiseNote, Renamed, ShopperTexts,
};
use chrono::{Duration, NaiveDate};
use doorstep::answers::Happened;
use doorstep::brand::{Given, named, read};
use doorstep::reading::Estimate;
use doorstep::scan::{Precision, Reason, Status};
use doorstep::shipment::{Direction, PromiseSource};
use doorstep::window::Window;

#[test]
fn every_state_in_three_answers() {
    insta::assert_snapshot!(every_state(&German));
}

fn check(window: &Window, status: Status, expected: &str) {
    assert_eq!(German.window(window, status, day(5, 12)), expected);
}

#[test]
fn windows_are_said_as_exactly_as_they_are_known() {
    let thursday = day(5, 14);
    let moving = Status::InTransit;
    let one_day = window(Estimate::day(thursday), None, None);
    check(&one_day, moving, "Ankunft Donnerstag, 14. Mai");
    check(&one_day, Status::Packed, "Erwartet Donnerstag, 14. Mai");
    let span = window(hours(thursday, Some(time(10, 0)), time(14, 0)), None, None);
    check(
        &span,
        moving,
        "Ankunft Donnerstag, 14. Mai, 10:00-14:00 Uhr",
    );
    let range = window(
        Estimate {
            to: day(5, 16),
            ..Estimate::day(thursday)
        },
        None,
        None,
    );
    check(
        &range,
        moving,
        "Ankunft Donnerstag, 14. bis Samstag, 16. Mai",
    );
    let months = window(
        Estimate {
            to: day(6, 2),
            ..Estimate::day(day(5, 30))
        },
        None,
        None,
    );
    check(
        &months,
        moving,
        "Ankunft Samstag, 30. Mai bis Dienstag, 2. Juni",
    );
    let today = window(hours(day(5, 12), None, time(20, 0)), None, None);
    check(
        &today,
        Status::OutForDelivery,
        "Ankunft heute, Dienstag, 12. Mai, bis 20:00 Uhr",
    );
    let tomorrow = window(Estimate::day(day(5, 13)), None, None);
    check(&tomorrow, moving, "Ankunft morgen, Mittwoch, 13. Mai");
    let moved = window(
        Estimate::day(thursday),
        Some(Estimate::day(day(5, 12))),
        Some(Reason::Weather),
    );
    check(
        &moved,
        moving,
        "Erwartet Donnerstag, 14. Mai (zuvor Dienstag: schlechtes Wetter)",
    );
    let missed = Window::Missed {
        estimate: Estimate::day(day(5, 1)),
        source: PromiseSource::Shop,
        reason: Some(Reason::Weather),
    };
    check(
        &missed,
        Status::Exception,
        "Wir haben es am Freitag, 1. Mai erwartet. Es ist verspätet: schlechtes Wetter. Noch kein neuer Termin.",
    );
}

#[test]
fn days_and_clocks_are_written_the_german_way() {
    let christmas = NaiveDate::from_ymd_opt(2025, 12, 24).unwrap();
    assert_eq!(
        German.date(christmas, day(1, 2)),
        "Mittwoch, 24. Dezember",
        "it was last week"
    );
    assert_eq!(
        German.date(christmas, day(7, 1)),
        "Mittwoch, 24. Dezember 2025"
    );
    assert_eq!(German.placed(christmas), "Bestellt am 24. Dezember 2025");
    let said = |precision| German.moment(at(day(3, 1), 9, 5), precision, day(5, 14));
    assert_eq!(said(Precision::Minute), "Sonntag, 1. März, 09:05 Uhr");
    assert_eq!(said(Precision::Date), "Sonntag, 1. März");
    let short = German.short_moment(at(day(5, 14), 14, 5), Precision::Minute, day(5, 12));
    assert_eq!(short, "Do, 14. Mai, 14:05");
    assert_eq!(
        German.pickup_until(day(5, 13), day(5, 12)),
        "Abholen bis morgen, Mittwoch, 13. Mai"
    );
}

#[test]
fn counts_have_their_plurals() {
    let ago = |seconds| German.ago(Duration::seconds(seconds));
    assert_eq!(ago(-30), "gerade eben");
    assert_eq!(ago(60), "vor 1 Minute");
    assert_eq!(ago(12 * 60 + 5), "vor 12 Minuten");
    assert_eq!(ago(3600), "vor 1 Stunde");
    assert_eq!(ago(23 * 3600), "vor 23 Stunden");
    assert_eq!(ago(47 * 3600), "vor 1 Tag");
    assert_eq!(ago(10 * 86400), "vor 10 Tagen");
    assert_eq!(super::ways::wait(1), "1 Sekunde");
    assert_eq!(super::ways::wait(121), "3 Minuten");
    assert_eq!(super::ways::wait(7_201), "3 Stunden");
    use Status as S;
    let parcels = |parcels: &[Status]| German.order_headline(parcels);
    assert_eq!(
        parcels(&[S::Delivered, S::Delivered]),
        "Beide Pakete zugestellt"
    );
    assert_eq!(parcels(&[S::InTransit; 3]), "Alle 3 Pakete unterwegs");
    assert_eq!(
        parcels(&[S::Delivered, S::InTransit, S::Delivered]),
        "3 Pakete: 2 zugestellt, 1 unterwegs"
    );
    assert_eq!(
        German.parcel_heading(Direction::Outbound, 1, 2),
        "Paket 1 von 2"
    );
}

#[test]
fn the_carrier_stands_in_its_case() {
    let heard = |carrier| {
        German.freshness(
            &Freshness::Heard {
                carrier,
                at: at(day(5, 12), 14, 5),
                ago: Duration::minutes(12),
                hearing: Hearing::Polled(Duration::minutes(20)),
            },
            day(5, 12),
        )
    };
    assert_eq!(
        heard(Some("UPS")),
        "Zuletzt von UPS gehört: vor 12 Minuten (14:05 Uhr); wir fragen in 20 Minuten wieder nach."
    );
    assert!(heard(None).starts_with("Zuletzt vom Paketdienst gehört"));
    let moving = Happened::InTransit { place: None };
    assert_eq!(
        German.happened(&moving, None),
        "Ihr Paket ist mit dem Paketdienst unterwegs."
    );
    let note = PromiseNote {
        source: PromiseSource::Carrier,
        carrier: None,
        made_on: Some(day(5, 11)),
        reason: Some(Reason::Weather),
        is_lost: false,
        renamed: Renamed::Later,
    };
    assert_eq!(
        German.promise_note(&note, day(5, 12)),
        "Der Paketdienst, am 11. Mai: schlechtes Wetter"
    );
    let lost = PromiseNote {
        reason: Some(Reason::Lost),
        is_lost: true,
        ..note
    };
    assert_eq!(
        German.promise_note(&lost, day(5, 12)),
        "Der Paketdienst, am 11. Mai: das Paket ist verloren"
    );
}

#[test]
fn what_leaves_the_page_says_little() {
    let words = MapWords {
        from: Some("Linz"),
        to: Some("Wien"),
        newest: Some("St. Pölten"),
    };
    assert_eq!(
        German.map_words(&words),
        "Von Linz nach Wien. Zuletzt: St. Pölten."
    );
    let entry = CalendarEntry {
        brand: "Harbour & Pine",
        which: Some("Paket 1 von 2"),
        by: Some(time(14, 0)),
    };
    assert_eq!(
        German.calendar_title(&entry),
        "Paket von Harbour & Pine, Paket 1 von 2, bis 14:00 Uhr"
    );
    assert_eq!(
        German.share("Unterwegs", "Ankunft Donnerstag, 14. Mai"),
        "Mein Paket: Unterwegs. Ankunft Donnerstag, 14. Mai."
    );
}

#[test]
fn hours_and_closures_are_german() {
    let mut given: Given = named("acme", "Acme");
    for (key, value) in [
        ("zone", "Europe/Vienna"),
        ("support.hours.monday", "9-17"),
        ("support.hours.tuesday", "9-17"),
        ("support.hours.saturday", "10-14:30"),
        ("shipping.handling_days", "2"),
        ("shipping.closures", "2026-12-24 to 2026-12-26: Weihnachten"),
    ] {
        given.insert(key.into(), value.into());
    }
    let (brand, problems) = read(&given);
    assert_eq!(problems, []);
    assert_eq!(
        German.hours(&brand.support),
        ["Mo-Di 9:00-17:00", "Sa 10:00-14:30 (Ortszeit Vienna)"]
    );
    assert_eq!(
        German.packing(&brand.shipping, day(12, 20)).unwrap(),
        "Meist in 2 Werktagen gepackt. Geschlossen 24. bis 26. Dezember: Weihnachten."
    );
}
