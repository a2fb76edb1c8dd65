//! The calendar at its edges, from the lines in which it is written.

use super::*;
use crate::brand::{Fault, Given, named, read};
use crate::samples::{at, date};
use chrono::{FixedOffset, NaiveDateTime, TimeZone};

fn brand(values: &[(&str, &str)]) -> Brand {
    let (brand, problems) = read(&given(values));
    assert_eq!(problems, []);
    brand
}

fn given(values: &[(&str, &str)]) -> Given {
    let mut given = named("acme", "Acme");
    let values = values.iter().map(|(key, value)| (*key, *value));
    given.extend(values.map(|(key, value)| (key.to_owned(), value.to_owned())));
    given
}

/// Central European time, with the changes of 2026: clocks go forward on 29
/// March and back on 25 October, at 1:00 UTC.
struct Berlin;

impl Berlin {
    fn offset(at: NaiveDateTime) -> FixedOffset {
        let spring = date("2026-03-29").and_hms_opt(1, 0, 0).unwrap();
        let autumn = date("2026-10-25").and_hms_opt(1, 0, 0).unwrap();
        let hours = if (spring..autumn).contains(&at) { 2 } else { 1 };
        FixedOffset::east_opt(hours * 3_600).unwrap()
    }
}

impl Zone for Berlin {
    fn clock(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&Self::offset(at.naive_utc()))
            .naive_local()
    }

    fn moment(&self, clock: NaiveDateTime) -> DateTime<Utc> {
        // No test asks for an hour that is there twice or not at all.
        let offset = Self::offset(clock - chrono::Duration::hours(1));
        offset.from_local_datetime(&clock).unwrap().to_utc()
    }
}

/// Checks from when an order counts at a warehouse.
fn check(brand: &Brand, warehouse: Option<&str>, placed: &str, counts: &str) {
    let packing = brand.packing(warehouse);
    let shop = WorkingTime::at(packing.at(&Berlin, Some("DE")));
    let from = counts_from(&shop, packing.cut_off, at(placed));
    assert_eq!(from, at(counts), "{warehouse:?} {placed}");
}

#[test]
fn the_minute_of_the_cut_off_is_the_first_of_the_next_day() {
    let brand = brand(&[("shipping.cut_off", "14:00")]);
    // 13:59:59 and 14:00 in Berlin in summer; the next day begins at 22:00 UTC.
    let placed = at("2026-05-12 11:59") + chrono::Duration::seconds(59);
    let packing = brand.packing(None);
    let shop = WorkingTime::at(packing.at(&Berlin, Some("DE")));
    assert_eq!(counts_from(&shop, packing.cut_off, placed), placed);
    check(&brand, None, "2026-05-12 12:00", "2026-05-12 22:00");
    // Before Ascension Day, and on it: Friday.
    check(&brand, None, "2026-05-13 12:00", "2026-05-14 22:00");
    check(&brand, None, "2026-05-14 08:00", "2026-05-14 22:00");
    // Friday after the cut-off, Saturday before it: Monday.
    check(&brand, None, "2026-05-15 12:00", "2026-05-17 22:00");
    check(&brand, None, "2026-05-16 08:00", "2026-05-17 22:00");
}

#[test]
fn the_cut_off_goes_with_the_clock_on_the_wall() {
    let brand = brand(&[("shipping.cut_off", "14:00"), ("calendar.week", "mon-sun")]);
    // 13:30 on either side of both changes is an hour apart in UTC.
    for (placed, counts) in [
        ("2026-03-28 12:30", "2026-03-28 12:30"),
        ("2026-03-29 12:30", "2026-03-29 22:00"),
        ("2026-03-29 11:30", "2026-03-29 11:30"),
        ("2026-10-24 12:30", "2026-10-24 22:00"),
        ("2026-10-25 12:30", "2026-10-25 12:30"),
        ("2026-10-25 13:00", "2026-10-25 23:00"),
    ] {
        check(&brand, None, placed, counts);
    }
}

#[test]
fn a_warehouse_has_its_own_days_and_else_the_brands() {
    let brand = brand(&[
        ("zone", "Europe/Berlin"),
        ("shipping.cut_off", "14:00"),
        ("shipping.closures", "2026-05-20: Outing"),
        (
            "calendar.warehouses",
            "Berlin Süd: mon-sat, 16:00\nReno: America/Los_Angeles",
        ),
        (
            "calendar.warehouse_closures",
            "berlin süd: 2026-05-18 to 2026-05-19: Stocktaking\nLinz: 2026-05-11",
        ),
    ]);
    let south = Some("BERLIN SÜD");
    check(&brand, south, "2026-05-12 13:00", "2026-05-12 13:00");
    check(&brand, south, "2026-05-12 14:00", "2026-05-12 22:00");
    check(&brand, south, "2026-05-16 08:00", "2026-05-16 08:00");
    // Sunday, the two days of its own, and the brand's: Thursday.
    check(&brand, south, "2026-05-16 14:30", "2026-05-20 22:00");
    // Others know only of the brand's day.
    check(&brand, Some("Linz"), "2026-05-11 08:00", "2026-05-11 22:00");
    for unknown in [None, Some("Nowhere")] {
        check(&brand, unknown, "2026-05-18 08:00", "2026-05-18 08:00");
        check(&brand, unknown, "2026-05-20 08:00", "2026-05-20 22:00");
        assert_eq!(brand.packing(unknown).zone, "Europe/Berlin");
    }
    assert_eq!(brand.packing(Some("Reno")).zone, "America/Los_Angeles");
    assert_eq!(brand.packing(Some("Reno")).cut_off, brand.shipping.cut_off);
}

#[test]
fn who_never_packs_holds_no_order_back() {
    let brand = brand(&[("shipping.closures", "2026-05-01 to 2036-05-01")]);
    check(&brand, None, "2026-05-12 12:00", "2026-05-12 12:00");
}

#[test]
fn no_window_ends_on_a_day_when_nobody_delivers() {
    let brand = brand(&[
        (
            "calendar.carriers",
            "UPS US: mon-sun, holidays none\nDHL: mon-sat\n* DE: tue-sat\nDPD: holidays official\nUSPS UK: sat",
        ),
        (
            "calendar.carrier_closures",
            "* DE: 2026-05-26 to 2026-05-27: Strike\nDHL DE: 2026-05-28",
        ),
    ]);
    let check = |carrier: &str, country: &str, day: &str, ends: &str| {
        let carrier = Carrier::from_words(carrier);
        let delivering = brand.calendar.delivering(carrier.code(), Some(country));
        let place = delivering.at(&Utc, Some(country));
        let day = delivery_day(place, date(day));
        assert_eq!(day, Some(date(ends)), "{carrier} {country}");
    };
    // On Sundays and at Christmas, and nowhere else.
    check("UPS", "US", "2026-05-17", "2026-05-17");
    check("UPS", "US", "2026-12-25", "2026-12-25");
    check("UPS", "CA", "2026-05-17", "2026-05-19");
    check("FedEx", "US", "2026-12-25", "2026-12-28");
    // The carrier's own word comes before that of the country, whose days off
    // hold all the same: Whit Monday is a holiday.
    check("DHL", "DE", "2026-05-16", "2026-05-16");
    check("DHL", "DE", "2026-05-17", "2026-05-18");
    check("Hermes", "DE", "2026-05-17", "2026-05-19");
    check("DHL", "DE", "2026-05-24", "2026-05-29");
    check("Hermes", "DE", "2026-05-24", "2026-05-28");
    // Veterans Day is one of offices and posts.
    check("DPD", "US", "2026-11-11", "2026-11-12");
    check("UPS", "GB", "2026-12-25", "2026-12-29");
    check("USPS", "GB", "2026-05-13", "2026-05-16");
    let nowhere = brand.calendar.delivering("hermes", None);
    let day = delivery_day(nowhere.at(&Utc, None), date("2026-05-16"));
    assert_eq!(day, Some(date("2026-05-18")));
}

#[test]
fn lines_that_say_nothing_are_refused_by_what_they_say() {
    let check = |key: &str, value: &str, fault: Fault| {
        let (_, problems) = read(&given(&[(key, value)]));
        let found: Vec<(String, Fault)> = problems
            .into_iter()
            .map(|problem| (problem.key, problem.fault))
            .collect();
        assert_eq!(found, [(key.to_owned(), fault)], "{value}");
    };
    check("calendar.week", "workdays", Fault::Week);
    for line in ["Berlin", ": mon", "Berlin:", "Berlin: soon", "B: mon, tue"] {
        let fault = Fault::WarehouseDays(line.to_owned());
        check("calendar.warehouses", line, fault);
    }
    let twice = Fault::Twice("berlin".to_owned());
    check("calendar.warehouses", "Berlin: mon\nberlin: tue", twice);
    for line in [
        "UPS",
        "*: mon",
        "UPS: holidays",
        "UPS US: 16:00",
        "other: mon",
    ] {
        let fault = Fault::CarrierDays(line.to_owned());
        check("calendar.carriers", line, fault);
    }
    let twice = Fault::Twice("United Parcel Service".to_owned());
    check(
        "calendar.carriers",
        "UPS: mon\nUnited Parcel Service: tue",
        twice,
    );
    for key in ["calendar.warehouse_closures", "calendar.carrier_closures"] {
        for line in ["2026-12-24", "Berlin: Christmas", "UPS 2026-12-24"] {
            check(key, line, Fault::ClosureOf(line.to_owned()));
        }
    }
    let days = Fault::Number { from: 1, to: 120 };
    check("calendar.promise_days", "0", days);
}
