//! The question that is asked, what it may know, and how a plan is judged.

use super::seen::{Held, held, padding};
use super::*;
use chrono::{Datelike, Duration, NaiveDate, NaiveTime, Weekday};
use doorstep::history::PastOrder;
use doorstep::peak::{Capacity, Demand, Lane, LastOrder, Past, Plan, Promotion};
use doorstep::promise::Order;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// Orders of a number of days, `a_day(day)` on each: handed over after one
/// weekday, delivered three days later, promised for the fifth.
fn history(first: &str, days: i64, a_day: fn(NaiveDate) -> i64) -> Vec<PastOrder> {
    let mut orders = Vec::new();
    for day in date(first).iter_days().take(days as usize) {
        for number in 0..a_day(day) {
            let placed_at = day.and_time(NaiveTime::MIN) + Duration::minutes(13 * number % 1_440);
            let next = day.iter_days().skip(1);
            let is_weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            let packed_on = next.into_iter().find(|day| !is_weekend(*day));
            let packed_at = packed_on.map(|day| day.and_time(placed_at.time()));
            let mut order = Order::placed_at(placed_at);
            order.origin.country = Some("DE".to_owned());
            order.destination.country = Some("DE".to_owned());
            order.destination.region = Some("SN".to_owned());
            orders.push(PastOrder {
                number: format!("N{}", orders.len()),
                order,
                approved_at: None,
                handed_over_at: packed_at,
                delivered_at: packed_at.map(|at| at + Duration::days(3)),
                cancelled_at: None,
                promised_on: Some(day + Duration::days(5)),
                status: None,
            });
        }
    }
    orders
}

fn assumed(past: &Past, said: &Said) -> Assumed {
    Assumed::of(past, date("2026-11-01"), date("2026-11-30"), said)
}

const UNTIL: &str = "2026-11-01";

#[test]
fn a_shop_that_was_there_a_year_ago_repeats_its_peak() {
    let grown = history("2025-06-01", 518, |day| {
        if day < date("2026-06-01") { 4 } else { 6 }
    });
    let past = learned(&grown, date(UNTIL));
    let of_year = assumed(&past, &Said::default());
    assert_eq!(of_year.known, Known::YearOnYear);
    let again = |growth: f64| Demand::Again {
        from: date("2025-11-02"),
        to: date("2025-12-01"),
        growth,
    };
    assert_eq!(of_year.question.demand, again(1.5));
    assert!(
        of_year
            .to_string()
            .contains("2025-11-02 to 2025-12-01 again, 1.50 times"),
        "{of_year}"
    );
    let said = Said {
        growth: Some(2.0),
        ..Said::default()
    };
    let said = assumed(&past, &said);
    assert_eq!(
        (said.known, said.question.demand),
        (Known::Said, again(2.0))
    );
}

#[test]
fn a_shop_that_was_another_a_year_ago_goes_by_the_calendar() {
    let small = history("2025-06-01", 518, |day| {
        if day < date("2026-06-01") { 1 } else { 6 }
    });
    let new = history("2026-06-01", 153, |_| 6);
    for (orders, known) in [(small, Known::Trend(Some(6.0))), (new, Known::Trend(None))] {
        let past = learned(&orders, date(UNTIL));
        let by_calendar = assumed(&past, &Said::default());
        assert_eq!(by_calendar.known, known);
        let Demand::Calendar {
            growth: None,
            promotions,
        } = &by_calendar.question.demand
        else {
            panic!("{by_calendar:?}");
        };
        let days: Vec<NaiveDate> = promotions
            .iter()
            .flat_map(|one| [one.from, one.to])
            .collect();
        let wanted = ["2026-11-27", "2026-11-27", "2026-11-28", "2026-11-30"].map(date);
        assert_eq!(days, wanted, "Black Friday was known");
        assert_eq!(by_calendar.question.deliver_by, Some(date("2026-12-24")));
    }
    let past = learned(&history("2026-06-01", 153, |_| 6), date(UNTIL));
    let promotion = Promotion {
        from: date("2026-11-11"),
        to: date("2026-11-11"),
        uplift: 3.0,
    };
    let said = Said {
        growth: Some(1.2),
        promotions: vec![promotion],
        deliver_by: Some(date("2026-12-06")),
        warehouse: Some(9),
        carriers: Some(8),
    };
    let said = assumed(&past, &said).question;
    let wanted = Demand::Calendar {
        growth: Some(1.2),
        promotions: vec![promotion],
    };
    assert_eq!(said.demand, wanted);
    assert_eq!(said.deliver_by, Some(date("2026-12-06")));
    assert_eq!(said.warehouse, Capacity::PerDay(9));
    assert_eq!(said.limits[0].capacity, Capacity::PerDay(8));
}

#[test]
fn months_are_whole() {
    let month: MonthName = "2024-02".parse().expect("a month");
    assert_eq!(
        (month.first(), month.last()),
        (date("2024-02-01"), date("2024-02-29"))
    );
    for wrong in ["2024", "2024-13", "02-2024", "2024-02-01"] {
        assert!(wrong.parse::<MonthName>().is_err(), "{wrong}");
    }
}

#[test]
fn working_days_are_read_off_what_was_known() {
    let orders = history("2026-04-01", 260, |_| 3);
    let (packs, delivers) = days_shown_by(&orders, date(UNTIL));
    assert!(packs.works_on(date("2026-11-06")), "a Friday");
    assert!(!packs.works_on(date("2026-11-07")), "a Saturday");
    assert!(
        !packs.works_on(date("2026-12-25")),
        "Christmas, a Friday, is known ahead"
    );
    // Handed over from Monday to Friday, delivered three days later.
    assert!(!delivers.works_on(date("2026-11-03")) && delivers.works_on(date("2026-11-08")));
}

#[test]
fn nothing_after_the_day_of_the_plan_changes_it() {
    let orders = history("2026-04-01", 240, |_| 9);
    let told = |orders: &[PastOrder]| {
        let past = learned(orders, date(UNTIL));
        let question = assumed(&past, &Said::default()).question;
        let plan = Plan::of(&past, question).expect("it can be planned");
        serde_json::to_string(&plan).expect("it can be stored")
    };
    let cut = date(UNTIL).and_time(NaiveTime::MIN);
    let mut changed = orders.clone();
    changed.retain(|past| past.order.placed_at < cut);
    for past in &mut changed {
        past.handed_over_at = past.handed_over_at.filter(|at| *at < cut);
        past.delivered_at = past.delivered_at.filter(|at| *at < cut);
    }
    assert!(changed.len() < orders.len() && changed != orders[..changed.len()]);
    let other = history("2026-11-01", 30, |_| 90);
    changed.extend(other);
    assert_eq!(told(&orders), told(&changed));
    assert_ne!(
        told(&orders[500..]),
        told(&changed),
        "what was before does count"
    );
}

#[test]
fn a_plan_is_judged_by_what_came() {
    // In the second half of November everything is ten days late.
    let mut orders = history("2026-04-01", 270, |_| 8);
    for past in &mut orders {
        let day = past.order.placed_at.date();
        if (date("2026-11-16")..=date("2026-11-30")).contains(&day) {
            past.delivered_at = past.delivered_at.map(|at| at + Duration::days(10));
        }
    }
    orders[1_715].delivered_at = None;
    assert_eq!(orders[1_715].order.placed_at.date(), date("2026-11-01"));
    let past = learned(&orders, date(UNTIL));
    let assumed = assumed(&past, &Said::default());
    let mut plan = Plan::of(&past, assumed.question.clone()).expect("it can be planned");
    let seen = Seen::of(&orders, date("2026-11-01"), date("2026-11-30"));
    assert_eq!(seen.placed(), 240);
    let (judged, late) = seen.late();
    assert_eq!(judged, 239);
    // Orders of Fridays take six days, those of Saturdays five, at all times.
    let always = 2.0 * 8.0;
    assert!(
        (late * 239.0 - 120.0 - always).abs() < 1e-9,
        "{}",
        late * 239.0
    );
    assert!((seen.transit().1 - 3.0).abs() < 1e-9 || (seen.transit().1 - 13.0).abs() < 1e-9);
    plan.destinations[0].padding.expected = 12.0;
    assert_eq!(padding(&plan, "DE-SN"), 12);
    assert_eq!(
        seen.padded(&plan),
        (1.0, 12.0),
        "the latest comes eleven days late"
    );

    let lane = Lane {
        from: "DE".to_owned(),
        to: "DE-SN".to_owned(),
        carrier: String::new(),
    };
    let last = |order_by: &str, by: &str| LastOrder {
        lane: lane.clone(),
        deliver_by: date(by),
        order_by: Some(date(order_by)),
        earliest: None,
        latest: None,
        n: 1,
    };
    let judged =
        |order_by: &str, by: &str| held(&orders, date(UNTIL), &last(order_by, by), date(order_by));
    assert_eq!(judged("2026-11-15", "2026-11-30"), Held::Share(112, 1.0));
    assert_eq!(judged("2026-11-29", "2026-11-29"), Held::Share(112, 0.0));
    assert_eq!(
        judged("2026-11-01", "2026-11-30"),
        Held::TooFew(8),
        "nothing before the plan"
    );
    let said = Report::of(&orders, &assumed, &plan).to_string();
    for wanted in [
        "Orders of 2026-11-01 to 2026-11-30, planned from what was known at the end of 2026-10-31.",
        "promotion 2026-11-27 to 2026-11-27: 5.0 times an ordinary day",
        "The history has no contacts",
        "Padding for 95 % on time",
        "Last days to order for a delivery by 2026-12-24",
        "\n2026-11-30 ",
    ] {
        assert!(said.contains(wanted), "{wanted} in\n{said}");
    }
}
