//! Windows and the dates behind them.

use super::*;
use crate::derive::derive;
use crate::samples::{at, date, day, estimated, facts, hours, now, scan};
use PromiseSource::{Carrier, Shop};
use Status as S;

/// The window in one line.
fn drawn(window: &Window) -> String {
    let span = |estimate: &Estimate| {
        let hours = estimate.hours.map_or_else(String::new, |hours| {
            format!(" by {}", hours.to.format("%H:%M"))
        });
        format!("{}{hours}", estimate.to.format("%d"))
    };
    match window {
        Window::Closed => "closed".to_owned(),
        Window::Unknown => "unknown".to_owned(),
        Window::Expected {
            estimate,
            source,
            was,
            reason,
        } => {
            let was = was
                .as_ref()
                .map_or_else(String::new, |was| format!(", was {}", span(was)));
            let why = reason.map_or_else(String::new, |reason| format!(": {reason}"));
            format!("{} of {}{was}{why}", span(estimate), source.code())
        }
        Window::Missed {
            estimate,
            source,
            reason,
        } => {
            let why = reason.map_or_else(String::new, |reason| format!(": {reason}"));
            format!("missed {} of {}{why}", span(estimate), source.code())
        }
    }
}

fn check(name: &str, facts: &Facts, moment: &str, expected: &str) {
    assert_eq!(
        drawn(&derive(facts, now(moment)).window),
        expected,
        "{name}"
    );
}

fn on_the_way(reports: impl IntoIterator<Item = crate::journey::TimedReport>) -> Facts {
    let mut facts = facts([scan(S::PickedUp, "2026-05-10 09:00")]);
    facts.placed_at = Some(at("2026-05-09 09:00"));
    facts.reports.extend(reports);
    facts
}

fn tuesday() -> crate::journey::TimedReport {
    estimated("2026-05-10 09:00", day("2026-05-12"))
}

#[test]
fn nobody_named_a_date() {
    check("unknown", &on_the_way([]), "2026-05-11 09:00", "unknown");
}

#[test]
fn a_day_holds_until_it_is_over() {
    let facts = on_the_way([tuesday()]);
    check("before", &facts, "2026-05-11 09:00", "12 of carrier");
    check("at its end", &facts, "2026-05-12 23:59", "12 of carrier");
    check("after", &facts, "2026-05-13 00:00", "missed 12 of carrier");
}

#[test]
fn hours_hold_until_they_are_over() {
    let facts = on_the_way([estimated(
        "2026-05-10 09:00",
        hours("2026-05-12", "10:00-14:00"),
    )]);
    check(
        "within",
        &facts,
        "2026-05-12 14:00",
        "12 by 14:00 of carrier",
    );
    check(
        "after",
        &facts,
        "2026-05-12 14:01",
        "missed 12 by 14:00 of carrier",
    );
    let into_the_night = on_the_way([estimated(
        "2026-05-10 09:00",
        hours("2026-05-12", "20:00-00:00"),
    )]);
    check(
        "to midnight",
        &into_the_night,
        "2026-05-12 21:00",
        "12 by 00:00 of carrier",
    );
}

#[test]
fn dates_are_kept_on_the_destinations_clock() {
    let west = Now {
        instant: at("2026-05-13 03:00"),
        at_destination: at("2026-05-12 20:00").naive_utc(),
    };
    assert_eq!(
        drawn(&derive(&on_the_way([tuesday()]), west).window),
        "12 of carrier"
    );
}

#[test]
fn a_later_date_says_what_it_was_and_why() {
    let mut facts = on_the_way([tuesday(), estimated("2026-05-11 09:00", day("2026-05-14"))]);
    check(
        "no cause",
        &facts,
        "2026-05-11 12:00",
        "14 of carrier, was 12",
    );
    facts
        .scans
        .push(scan(S::Exception, "2026-05-11 09:00").because(Reason::Weather));
    check(
        "a cause",
        &facts,
        "2026-05-11 12:00",
        "14 of carrier, was 12: weather",
    );
    facts
        .reports
        .push(estimated("2026-05-12 09:00", hours("2026-05-14", "-16:00")));
    check(
        "narrowed down",
        &facts,
        "2026-05-12 12:00",
        "14 by 16:00 of carrier, was 12: weather",
    );
    facts
        .reports
        .push(estimated("2026-05-13 09:00", day("2026-05-15")));
    check(
        "later again, for no known cause",
        &facts,
        "2026-05-13 12:00",
        "15 of carrier, was 14 by 16:00",
    );
    facts
        .reports
        .push(estimated("2026-05-13 10:00", day("2026-05-14")));
    check("earlier again", &facts, "2026-05-13 12:00", "14 of carrier");
    check(
        "missed at last",
        &facts,
        "2026-05-15 12:00",
        "missed 14 of carrier: weather",
    );
}

#[test]
fn a_cause_that_came_with_the_old_date_explains_the_new_one() {
    let storm = scan(S::Exception, "2026-05-11 09:00").because(Reason::Weather);
    let stated = |hour: &str, estimate| {
        let mut timed = estimated("2026-05-11 09:00", estimate);
        timed.report.stated_at = Some(at(hour));
        timed
    };
    let mut facts = on_the_way([
        stated("2026-05-11 09:10", day("2026-05-12")),
        stated("2026-05-11 11:00", day("2026-05-13")),
    ]);
    facts.scans.push(storm);
    check(
        "same scan, new date",
        &facts,
        "2026-05-11 12:00",
        "13 of carrier, was 12: weather",
    );
    // An old trouble is no excuse for a new delay.
    facts.scans.push(scan(S::InTransit, "2026-05-12 09:00"));
    facts
        .reports
        .push(estimated("2026-05-12 09:00", day("2026-05-14")));
    check(
        "a new delay",
        &facts,
        "2026-05-12 12:00",
        "14 of carrier, was 13",
    );
}

#[test]
fn without_a_clock_of_its_own_the_more_cautious_of_two_reports_counts() {
    let facts = on_the_way([estimated("2026-05-10 09:00", day("2026-05-13")), tuesday()]);
    check("later", &facts, "2026-05-11 09:00", "13 of carrier, was 12");
}

#[test]
fn the_shops_date_gives_way_to_the_carriers() {
    let mut facts = on_the_way([]);
    facts.order_expected = Some(day("2026-05-11"));
    check("checkout", &facts, "2026-05-10 10:00", "11 of shop");
    facts.shipment_expected = Some((at("2026-05-11 08:00"), day("2026-05-13")));
    check("packing", &facts, "2026-05-11 10:00", "13 of shop, was 11");
    facts.reports.push(tuesday());
    check("carrier", &facts, "2026-05-11 10:00", "12 of carrier");
    check(
        "and is late",
        &facts,
        "2026-05-13 10:00",
        "missed 12 of carrier",
    );
}

#[test]
fn the_shops_new_date_holds_once_the_carriers_has_passed() {
    let mut facts = on_the_way([tuesday()]);
    facts.shipment_expected = Some((at("2026-05-14 08:00"), day("2026-05-16")));
    check("new", &facts, "2026-05-14 10:00", "16 of shop, was 12");
    facts
        .reports
        .push(estimated("2026-05-14 09:00", day("2026-05-12")));
    check(
        "not undone by the old one",
        &facts,
        "2026-05-14 10:00",
        "16 of shop, was 12",
    );
    facts
        .reports
        .push(estimated("2026-05-15 09:00", day("2026-05-15")));
    check("but by news", &facts, "2026-05-15 10:00", "15 of carrier");
    // The shop's old date, told again with some other change, is no news.
    let mut retold = on_the_way([tuesday()]);
    retold.shipment_expected = Some((at("2026-05-14 08:00"), day("2026-05-11")));
    check(
        "retold",
        &retold,
        "2026-05-14 10:00",
        "missed 12 of carrier",
    );
    let dates = derive(&retold, now("2026-05-14 10:00")).promises;
    let sources: Vec<_> = dates.iter().map(|date| date.source).collect();
    assert_eq!(sources, [Shop, Carrier], "it keeps its place");
}

#[test]
fn a_date_that_had_passed_when_it_was_named() {
    let stale = estimated("2026-05-14 09:00", day("2026-05-12"));
    check(
        "is all there is",
        &on_the_way([stale.clone()]),
        "2026-05-14 10:00",
        "missed 12 of carrier",
    );
    let mut facts = on_the_way([stale]);
    facts.order_expected = Some(day("2026-05-18"));
    check(
        "displaces none to come",
        &facts,
        "2026-05-14 10:00",
        "18 of shop",
    );
    let nonsense = on_the_way([estimated("2026-05-14 09:00", day("2019-10-14"))]);
    check("by years", &nonsense, "2026-05-14 10:00", "unknown");
}

fn with_van(moment: &str, reports: impl IntoIterator<Item = crate::journey::TimedReport>) -> Facts {
    let mut facts = on_the_way(reports);
    facts.scans.push(scan(S::OutForDelivery, moment));
    facts
}

#[test]
fn a_van_is_newer_news_than_a_date() {
    let early = with_van("2026-05-11 08:00", [tuesday()]);
    check("a day early", &early, "2026-05-11 09:00", "11 of carrier");
    let late = with_van("2026-05-13 08:00", [tuesday()]);
    let late_today = "13 of carrier, was 12";
    check("a day late", &late, "2026-05-13 09:00", late_today);
    let missed = "missed 13 of carrier";
    check("and not even then", &late, "2026-05-14 09:00", missed);
    let unnamed = with_van("2026-05-13 08:00", []);
    check("never named", &unnamed, "2026-05-13 09:00", "13 of carrier");
    let dates = derive(&late, now("2026-05-13 09:00")).promises;
    let days: Vec<_> = dates.iter().map(|date| date.estimate.to).collect();
    assert_eq!(days, [date("2026-05-12"), date("2026-05-13")], "both shown");
}

#[test]
fn a_van_leaves_a_date_that_knows_of_it() {
    let by_two = estimated("2026-05-10 09:00", hours("2026-05-12", "-14:00"));
    let on_its_day = with_van("2026-05-12 08:00", [by_two]);
    let hours_kept = "12 by 14:00 of carrier";
    check("on its day", &on_its_day, "2026-05-12 09:00", hours_kept);
    let with_the_van = estimated("2026-05-11 08:00", day("2026-05-12"));
    let as_new = with_van("2026-05-11 08:00", [with_the_van]);
    check("as new", &as_new, "2026-05-11 09:00", "12 of carrier");
}

#[test]
fn a_van_leaves_on_the_destinations_day() {
    let mut by_instant = with_van("2026-05-13 02:00", [tuesday()]);
    by_instant.scans[1].time.local = None;
    let west = Now {
        instant: at("2026-05-13 03:00"),
        at_destination: at("2026-05-12 20:00").naive_utc(),
    };
    let window = derive(&by_instant, west).window;
    assert_eq!(drawn(&window), "12 of carrier");
}

#[test]
fn after_a_failed_attempt_the_old_date_says_nothing() {
    let mut facts = on_the_way([tuesday()]);
    facts
        .scans
        .push(scan(S::Attempted, "2026-05-12 11:00").because(Reason::NotHome));
    check("the day it came", &facts, "2026-05-12 12:00", "unknown");
    check("the day after", &facts, "2026-05-13 12:00", "unknown");
    facts
        .reports
        .push(estimated("2026-05-12 11:00", day("2026-05-13")));
    check(
        "a new date",
        &facts,
        "2026-05-12 12:00",
        "13 of carrier, was 12: not_home",
    );
}

#[test]
fn what_waits_for_nothing_has_no_window() {
    for status in [
        S::Delivered,
        S::AvailableForPickup,
        S::Returning,
        S::Returned,
    ] {
        let mut facts = on_the_way([tuesday()]);
        facts.scans.push(scan(status, "2026-05-11 11:00"));
        check(status.code(), &facts, "2026-05-20 12:00", "closed");
    }
    let mut lost = on_the_way([tuesday()]);
    lost.scans
        .push(scan(S::Exception, "2026-05-11 11:00").because(Reason::Lost));
    check("lost", &lost, "2026-05-20 12:00", "closed");
    let mut called_off = facts([]);
    called_off.order_expected = Some(day("2026-05-12"));
    called_off.cancelled_at = Some(at("2026-05-11 09:00"));
    check("called off", &called_off, "2026-05-20 12:00", "closed");
}

#[test]
fn what_nobody_scans_is_not_late() {
    let mut facts = Facts {
        order_expected: Some(day("2026-05-12")),
        ..Facts::default()
    };
    check(
        "not even sent",
        &facts,
        "2026-05-20 12:00",
        "missed 12 of shop",
    );
    facts.handed_over_at = Some(at("2026-05-10 09:00"));
    check("before", &facts, "2026-05-11 12:00", "12 of shop");
    check("after", &facts, "2026-05-20 12:00", "closed");
}

#[test]
fn every_date_named_is_listed_once() {
    let mut facts = on_the_way([
        tuesday(),
        estimated("2026-05-10 12:00", day("2026-05-12")),
        estimated("2026-05-11 09:00", day("2026-05-14")),
    ]);
    facts.order_expected = Some(day("2026-05-12"));
    let promises = derive(&facts, now("2026-05-11 12:00")).promises;
    let listed: Vec<_> = promises
        .iter()
        .map(|p| (p.source, p.made_at, p.estimate.to))
        .collect();
    assert_eq!(
        listed,
        [
            (Shop, facts.placed_at, date("2026-05-12")),
            (Carrier, Some(at("2026-05-11 09:00")), date("2026-05-14")),
        ]
    );
}
