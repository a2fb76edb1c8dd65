//! Days off, and the time worked between two moments.

use super::*;
use crate::samples::{at, date};
use chrono::FixedOffset;

fn place<'a>(zone: &'a dyn Zone, country: &'a str) -> Workplace<'a> {
    Workplace {
        zone,
        country: Some(country),
        keeps: Keeps::Common,
        week: None,
        closures: &[],
    }
}

/// The weekdays of a year that are off, as "MM-DD".
fn days_off(country: &str, keeps: Keeps, year: i32) -> String {
    let place = Workplace {
        keeps,
        ..place(&Utc, country)
    };
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    let off: Vec<String> = first
        .iter_days()
        .take_while(|day| day.year() == year)
        .filter(|day| !is_weekend(Some(country), *day) && !place.works_on(*day))
        .map(|day| day.format("%m-%d").to_string())
        .collect();
    off.join(" ")
}

#[test]
fn holidays_are_those_of_the_calendar_on_the_wall() {
    let check = |country: &str, keeps: Keeps, year: i32, days: &str| {
        assert_eq!(days_off(country, keeps, year), days, "{country} {year}");
    };
    let (common, official) = (Keeps::Common, Keeps::Official);
    check("US", common, 2026, "01-01 05-25 07-03 09-07 11-26 12-25");
    check(
        "US",
        official,
        2026,
        "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25",
    );
    // Christmas Eve for the Saturday, and New Year's Day in the old year.
    check(
        "US",
        common,
        2027,
        "01-01 05-31 07-05 09-06 11-25 12-24 12-31",
    );
    check(
        "GB",
        common,
        2026,
        "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    );
    check(
        "GB",
        common,
        2022,
        "01-03 04-15 04-18 05-02 05-30 08-29 12-26 12-27",
    );
    check(
        "GB",
        common,
        2021,
        "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    );
    check(
        "DE",
        common,
        2026,
        "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 12-25",
    );
    check(
        "FR",
        common,
        2026,
        "01-01 04-06 05-01 05-08 05-14 05-25 07-14 11-11 12-25",
    );
    check(
        "SE",
        common,
        2026,
        "01-01 01-06 04-03 04-06 05-01 05-14 06-19 12-24 12-25 12-31",
    );
    check(
        "CA",
        common,
        2026,
        "01-01 02-16 04-03 05-18 06-24 07-01 08-03 09-07 10-12 12-25 12-28",
    );
    check("XX", official, 2026, "");
    assert!(!place(&Utc, "UK").works_on(date("2026-12-28")));
}

#[test]
fn easter_falls_where_the_churches_say() {
    for (year, day) in [
        (1961, "04-02"),
        (1981, "04-19"),
        (2008, "03-23"),
        (2019, "04-21"),
        (2024, "03-31"),
        (2025, "04-20"),
        (2026, "04-05"),
        (2038, "04-25"),
        (2076, "04-19"),
    ] {
        let monday = place(&Utc, "FR");
        let easter = date(&format!("{year}-{day}"));
        let next = easter.checked_add_days(Days::new(1)).unwrap();
        assert!(!monday.works_on(next), "{year}");
        assert!(holidays::is_holiday("FR", Keeps::Common, next), "{year}");
    }
}

#[test]
fn weekends_are_the_countrys() {
    let friday = date("2026-05-15");
    for (country, friday_off, sunday_off) in [("DE", false, true), ("SA", true, false)] {
        let place = place(&Utc, country);
        let sunday = friday.checked_add_days(Days::new(2)).unwrap();
        assert_eq!(!place.works_on(friday), friday_off, "{country}");
        assert_eq!(!place.works_on(sunday), sunday_off, "{country}");
    }
}

fn check_between(time: &WorkingTime<'_>, from: &str, until: &str, hours: i64) {
    let (from, until) = (at(from), at(until));
    assert_eq!(time.between(from, until), Duration::hours(hours), "{from}");
    // And back again: a minute less than that is over before `until`.
    let nearly = Duration::hours(hours) - Duration::minutes(1);
    if hours > 0 && time.stretch(until).0 {
        assert_eq!(time.after(from, Duration::hours(hours)), Some(until));
        assert_eq!(time.after(from, nearly), Some(until - Duration::minutes(1)));
    }
}

#[test]
fn weekends_holidays_and_closures_do_not_count() {
    let germany = WorkingTime::at(place(&Utc, "DE"));
    check_between(&germany, "2026-05-12 10:00", "2026-05-13 16:00", 30);
    check_between(&germany, "2026-05-15 18:00", "2026-05-18 06:00", 12);
    check_between(&germany, "2026-05-16 03:00", "2026-05-17 23:00", 0);
    // Ascension Day is a Thursday.
    check_between(&germany, "2026-05-13 12:00", "2026-05-15 12:00", 24);
    check_between(&germany, "2026-12-24 12:00", "2026-12-29 12:00", 48);
    let closures = [Closure::parse("2026-05-19 to 2026-05-20").unwrap()];
    let shop = WorkingTime::at(Workplace {
        closures: &closures,
        ..place(&Utc, "DE")
    });
    check_between(&shop, "2026-05-18 12:00", "2026-05-21 12:00", 24);
    check_between(&shop, "2026-05-21 12:00", "2026-05-18 12:00", 0);
}

#[test]
fn days_end_on_the_places_own_clock() {
    let west = FixedOffset::west_opt(7 * 3_600).unwrap();
    let denver = WorkingTime::at(place(&west, "US"));
    // Friday ends there at 7 on Saturday, UTC.
    check_between(&denver, "2026-05-16 05:00", "2026-05-18 09:00", 4);
    // Either end of a way may rest.
    let both = WorkingTime::of_both(place(&west, "US"), place(&Utc, "SA"));
    check_between(&both, "2026-05-14 12:00", "2026-05-18 12:00", 17);
}

#[test]
fn what_is_never_worked_never_ends() {
    let closures = [Closure::parse("2026-05-19 to 2036-05-20").unwrap()];
    let shut = WorkingTime::at(Workplace {
        closures: &closures,
        ..place(&Utc, "DE")
    });
    assert_eq!(shut.after(at("2026-05-18 12:00"), Duration::days(1)), None);
    assert_eq!(shut.end_of_day(date("2026-05-19"), 0), None);
    assert!(shut.between(at("2026-05-18 12:00"), at("2126-05-18 12:00")) == Duration::hours(12));
    let germany = WorkingTime::at(place(&Utc, "DE"));
    assert_eq!(
        germany.after(DateTime::<Utc>::MAX_UTC, Duration::days(1)),
        None
    );
}

#[test]
fn an_edge_is_never_in_time_off() {
    let germany = WorkingTime::at(place(&Utc, "DE"));
    // A day that ends with the week is over when the next week begins.
    let after = germany.after(at("2026-05-15 00:00"), Duration::days(1));
    assert_eq!(after, Some(at("2026-05-18 00:00")));
    let at_once = germany.after(at("2026-05-16 10:00"), Duration::zero());
    assert_eq!(at_once, Some(at("2026-05-18 00:00")));
}

#[test]
fn a_day_ends_with_the_first_working_day() {
    let germany = WorkingTime::at(place(&Utc, "DE"));
    let check = |day: &str, later: u16, end: &str| {
        assert_eq!(germany.end_of_day(date(day), later), Some(at(end)), "{day}");
    };
    check("2026-05-13", 0, "2026-05-14 00:00");
    check("2026-05-14", 0, "2026-05-16 00:00");
    check("2026-05-16", 0, "2026-05-19 00:00");
    check("2026-05-13", 2, "2026-05-19 00:00");
}
