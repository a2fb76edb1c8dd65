//! The parts by hand, and whole plans for a small made-up country.

use super::chance::Chance;
use super::clock::Clock;
use super::gate::Gate;
use super::replay::replay;
use super::setup::Setup;
use super::sketch::Sketch;
use super::stage::{Stage, Week, speed};
use super::*;
use crate::history::PastOrder;
use crate::promise::Order;
use crate::workdays::{Keeps, Workplace};
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, Weekday};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn a_clock_stands_still_on_days_off() {
    let mut clock = Clock::default();
    for speed in [1.0, 0.0, 0.0, 0.5, 1.0] {
        clock.pass(speed);
    }
    assert_eq!(clock.done(0.25, 0.5), Some(0.75));
    assert_eq!(
        clock.done(0.75, 0.5),
        Some(3.5),
        "over two days off, then slowly"
    );
    let moment = clock.done(1.5, 0.0).expect("in time");
    assert!(
        (3.0..3.01).contains(&moment),
        "work never ends on a day off: {moment}"
    );
    assert_eq!(
        clock.done(4.0, 1.5),
        None,
        "not within the days that passed"
    );
}

#[test]
fn what_is_beyond_a_gate_waits_in_line() {
    let mut gate = Gate::of(Some(2));
    for parcel in 0..5 {
        gate.comes(parcel, 0.1 * parcel as f64, 1.0);
    }
    assert_eq!(gate.close(0, true), [(0, 0.0), (1, 0.1)]);
    assert_eq!(gate.close(1, false), [], "a day off");
    assert_eq!(gate.close(2, true), [(2, 2.0), (3, 2.0)]);
    assert!((gate.waits() - 1.0).abs() < 1e-12);
    assert_eq!(
        gate.lets_through(0.9),
        None,
        "one that came then still waits"
    );
    assert_eq!(gate.close(3, true), [(4, 3.0)]);
    assert_eq!(gate.lets_through(0.9), Some(3.0));
    assert_eq!(gate.lets_through(7.0), Some(7.0), "nothing is in the way");
}

#[test]
fn a_parcel_that_stands_for_many_passes_bit_by_bit() {
    let mut gate = Gate::of(Some(2));
    gate.comes(0, 0.0, 5.0);
    gate.comes(1, 0.5, 1.0);
    assert_eq!(gate.close(0, true), []);
    assert_eq!(gate.close(1, true), []);
    assert_eq!(gate.close(2, true), [(0, 2.0), (1, 2.0)]);
}

proptest! {
    #[test]
    fn a_gate_loses_nothing_and_more_capacity_never_delays(
        come in prop::collection::vec(prop::collection::vec(0.1_f64..5.0, 0..8), 1..30),
        capacity in 1_u32..20,
        more in 0_u32..20,
    ) {
        let mut ends = Vec::new();
        for capacity in [capacity, capacity + more] {
            let mut gate = Gate::of(Some(capacity));
            let (mut parcel, mut came, mut went) = (0, 0.0, 0.0);
            let mut weights = Vec::new();
            let mut end = Vec::new();
            for (day, of_day) in come.iter().enumerate() {
                for weight in of_day {
                    gate.comes(parcel, day as f64 + 0.5, *weight);
                    weights.push(*weight);
                    end.push(f64::INFINITY);
                    came += weight;
                    parcel += 1;
                }
                let through = gate.close(day, day % 7 != 6);
                prop_assert!(day % 7 != 6 || through.is_empty());
                for (parcel, at) in through {
                    end[parcel] = at;
                    went += weights[parcel];
                }
                // Of the first in line, a part may have passed.
                prop_assert!(came - went >= gate.waits() - 1e-6);
                prop_assert!(came - went <= gate.waits() + 5.0 + 1e-6);
            }
            ends.push(end);
        }
        for (less, more) in ends[0].iter().zip(&ends[1]) {
            prop_assert!(more <= less);
        }
    }
}

#[test]
fn a_stage_slows_down_only_above_what_it_holds() {
    assert_eq!(speed(100.0, 100.0, 0.9), 1.0);
    assert_eq!(speed(400.0, 100.0, 0.0), 1.0, "takes whatever comes");
    assert!((speed(400.0, 100.0, 0.5) - 0.5).abs() < 1e-12);
    assert!(
        (speed(400.0, 100.0, 1.0) - 0.25).abs() < 1e-12,
        "no more than proven"
    );
    assert_eq!(speed(9.0, 0.0, 0.9), 1.0, "nothing is known");
}

/// Weeks of a stage, the latest first: parcels, and the days they took.
fn weeks(of: &[(u32, f64)]) -> Vec<Week> {
    let week = |(parcels, days): &(u32, f64)| {
        let mut week = Week {
            entered: *parcels,
            left: *parcels,
            ..Week::default()
        };
        (0..*parcels).for_each(|_| week.took(*days));
        week
    };
    of.iter().map(week).collect()
}

#[test]
fn slowness_is_learned_from_strained_weeks() {
    let calm = [(100, 3.0), (100, 3.3)].repeat(30);
    let quiet = Stage::learned(&weeks(&calm), 3.0);
    assert_eq!(quiet.strained_weeks, 0);
    assert!(
        quiet
            .slowness
            .iter()
            .all(|belief| (belief - 0.1).abs() < 1e-9),
        "{quiet:?}"
    );
    assert!((quiet.proven - 200.0 / 14.0).abs() < 1e-9);
    assert!((quiet.lately / 3.15 - 1.0).abs() < 0.05, "{}", quiet.lately);

    let rush = |days: f64| [vec![(300, days), (250, days)], calm.clone()].concat();
    let kept_up = Stage::learned(&weeks(&rush(3.0)), 3.0);
    let slowed = Stage::learned(&weeks(&rush(9.0)), 3.0);
    assert_eq!(kept_up.strained_weeks, 2);
    assert!(
        kept_up.mean_slowness() < 0.15,
        "{}",
        kept_up.mean_slowness()
    );
    assert!(slowed.mean_slowness() > 0.4, "{}", slowed.mean_slowness());
    let mut chance = Chance::seeded(7);
    let drawn: f64 = (0..2_000).map(|_| slowed.drawn(&mut chance)).sum();
    assert!((drawn / 2_000.0 - slowed.mean_slowness()).abs() < 0.02);

    let young = Stage::learned(&weeks(&rush(9.0)[..20]), 3.0);
    assert_eq!(
        young.strained_weeks, 0,
        "a young shop proves something new each week"
    );
}

#[test]
fn a_week_much_of_which_is_open_tells_no_typical_time() {
    let mut open = weeks(&[(100, 3.0); 12]);
    open[0].entered = 150;
    let stage = Stage::learned(&open, 3.0);
    assert_eq!(stage.typical[0], None);
    assert!(stage.typical[1].is_some());
}

#[test]
fn a_sketch_does_not_know_in_which_order_things_came() {
    let sketch = |numbers: &mut dyn Iterator<Item = u64>| {
        let mut sketch = Sketch::of(10);
        numbers.for_each(|number| sketch.add(number.wrapping_mul(0x9e37_79b9), number));
        assert!((sketch.weight() - 10.0).abs() < 1e-12);
        sketch.kept()
    };
    assert_eq!(sketch(&mut (0..100)), sketch(&mut (0..100).rev()));
}

#[test]
fn days_off_of_a_place_are_stored_with_the_plan() {
    let (from, to) = (date("2026-12-21"), date("2027-01-10"));
    let place = Workplace {
        zone: &chrono::Utc,
        country: Some("DE"),
        keeps: Keeps::Common,
        week: None,
        closures: &[],
    };
    let days = WorkDays::of(&place, from, to);
    let worked = |day: &str| days.works_on(date(day));
    assert!(worked("2026-12-23") && !worked("2026-12-25") && !worked("2026-12-27"));
    assert_eq!(days.last_until(date("2026-12-27")), date("2026-12-24"));
    let at = |day: &str, hour: u32| date(day).and_hms_opt(hour, 0, 0).expect("a time");
    // Half of the 24th, nothing of Christmas and the weekend, a quarter of the 28th.
    let worked = days.between(at("2026-12-24", 12), at("2026-12-28", 6));
    assert!((worked - 0.75).abs() < 1e-12, "{worked}");
    assert_eq!(days.between(at("2026-12-28", 6), at("2026-12-24", 12)), 0.0);

    let shown = WorkDays::shown_by(&[60, 60, 60, 60, 60, 3, 1], BTreeSet::new());
    assert_eq!(shown.weekdays, [true, true, true, true, true, false, false]);
}

/// Monday to Friday for the warehouse, Saturday too for the carrier.
fn days() -> (WorkDays, WorkDays) {
    let packs = [true, true, true, true, true, false, false];
    let delivers = [true, true, true, true, true, true, false];
    let of = |weekdays| WorkDays {
        weekdays,
        closed: BTreeSet::new(),
    };
    (of(packs), of(delivers))
}

/// When so many days have been worked since a moment, to the hour.
fn later(days: &WorkDays, from: NaiveDateTime, worked: f64) -> NaiveDateTime {
    let (mut at, mut hours) = (from, (worked * 24.0).round());
    while hours > 0.0 || !days.works_on(at.date()) {
        hours -= f64::from(u8::from(days.works_on(at.date())));
        at += Duration::hours(1);
    }
    at
}

const CUT: &str = "2026-10-31";

/// Forty weeks of about 40 orders a day up to the cut and some beyond: to NEAR
/// in about 2 days, to FAR in about 5, packed within 1.5.
fn history() -> Vec<PastOrder> {
    let (packs, delivers) = days();
    let mut chance = Chance::seeded(11);
    let first = date(CUT) - Duration::weeks(40);
    let mut orders = Vec::new();
    for day in 0..(40 * 7 + 20) {
        for _ in 0..(35 + chance.below(11)) {
            let midnight = (first + Duration::days(day)).and_time(chrono::NaiveTime::MIN);
            let placed_at = midnight + Duration::minutes((chance.share() * 1_440.0) as i64);
            let is_far = chance.share() < 0.4;
            let handed_over_at = later(&packs, placed_at, 0.2 + 1.3 * chance.share());
            let transit = if is_far {
                4.0 + 2.0 * chance.share()
            } else {
                1.5 + chance.share()
            };
            let delivered_at = later(&delivers, handed_over_at, transit);
            let mut order = Order::placed_at(placed_at);
            order.destination.region = Some(if is_far { "FAR" } else { "NEAR" }.to_owned());
            order.carrier = Some("van".to_owned());
            let is_lost = chance.share() < 0.02;
            orders.push(PastOrder {
                number: format!("N{}", orders.len()),
                order,
                approved_at: None,
                handed_over_at: Some(handed_over_at),
                delivered_at: (!is_lost).then_some(delivered_at),
                cancelled_at: None,
                promised_on: Some(placed_at.date() + Duration::days(if is_far { 13 } else { 7 })),
                status: None,
            });
        }
    }
    orders
}

fn known(orders: &[PastOrder]) -> Past {
    let (packs, delivers) = days();
    let mut learner = Learner::until(date(CUT), packs, delivers);
    orders.iter().for_each(|past| learner.add(past));
    learner.known()
}

/// A promotion of three days in the middle of November.
fn question(uplift: f64) -> Question {
    let promotion = Promotion {
        from: date("2026-11-16"),
        to: date("2026-11-18"),
        uplift,
    };
    let demand = Demand::Calendar {
        growth: Some(1.0),
        promotions: vec![promotion],
    };
    let mut question = Question::about(date("2026-11-09"), date("2026-11-29"), demand);
    question.deliver_by = Some(date("2026-12-06"));
    question.replays = 24;
    question
}

fn plan(past: &Past, question: Question) -> Plan {
    Plan::of(past, question).expect("it can be planned")
}

#[test]
fn what_comes_in_goes_out_or_waits() {
    let past = known(&history());
    let mut question = question(8.0);
    question.limits = vec![Limit {
        to: Some("FAR".to_owned()),
        capacity: Capacity::PerDay(12),
        ..Limit::default()
    }];
    for warehouse in [Capacity::Learned, Capacity::PerDay(45), Capacity::Unlimited] {
        question.warehouse = warehouse;
        let setup = Setup::of(&past, &question);
        for number in 0..3 {
            let run = replay(&setup, number);
            let before: f64 = run.earlier.iter().map(|parcel| parcel.weight).sum();
            let came = before + run.orders.iter().sum::<f64>();
            let waits =
                run.at_warehouse.last().unwrap_or(&0.0) + run.at_carriers.last().unwrap_or(&0.0);
            let first_in_line = 2.0 * came / setup.days as f64;
            assert!(
                (came - run.arrived - waits).abs() < first_in_line,
                "{came} {} {waits}",
                run.arrived
            );
            assert!(run.arrived > 0.3 * came);
            let hours = run
                .parcels
                .iter()
                .filter_map(|parcel| Some((parcel.placed, parcel.handed_over?, parcel.delivered?)));
            for (placed, handed_over, delivered) in hours {
                assert!(placed <= handed_over && handed_over <= delivered);
                assert!(
                    setup.packs_on[handed_over as usize],
                    "handed over on a day off"
                );
                assert!(
                    setup.delivers_on[delivered as usize],
                    "delivered on a day off"
                );
            }
        }
    }
}

#[test]
fn without_limits_nothing_is_delayed() {
    let past = known(&history());
    let unlimited = |uplift: f64| {
        let mut question = question(uplift);
        question.warehouse = Capacity::Unlimited;
        question.limits = vec![Limit {
            capacity: Capacity::Unlimited,
            ..Limit::default()
        }];
        plan(&past, question).total
    };
    let (calm, rush) = (unlimited(1.0), unlimited(20.0));
    assert!(calm.late_share.high < 0.01, "{calm:?}");
    assert!(rush.late_share.high < 0.01, "{rush:?}");
    assert!((calm.transit_days.expected - rush.transit_days.expected).abs() < 0.3);
    // A day and a half of work at most, and a weekend in between now and then.
    assert!(
        (0.8..2.2).contains(&calm.handling_days.expected),
        "{calm:?}"
    );
    let waits: f64 = past.samples.iter().map(Sample::took).sum::<f64>() / past.samples.len() as f64;
    let planned = calm.handling_days.expected + calm.transit_days.expected;
    assert!(
        (planned - waits).abs() < 0.3,
        "the past again: {planned} {waits}"
    );
}

fn never_falls(of: &[f64], what: &str) {
    assert!(
        of.windows(2).all(|two| two[0] <= two[1] + 1e-9),
        "{what}: {of:?}"
    );
    assert!(of[0] < of[of.len() - 1], "{what} changes something: {of:?}");
}

#[test]
fn more_orders_are_never_late_less_and_more_capacity_never_more() {
    let past = known(&history());
    let late = |question: Question| plan(&past, question).total.late_share.expected;
    let by_growth = |set: &dyn Fn(&mut Question)| -> Vec<f64> {
        let of = |uplift: &f64| {
            let mut question = question(*uplift);
            set(&mut question);
            late(question)
        };
        [1.0, 2.0, 4.0, 8.0, 16.0].iter().map(of).collect()
    };
    never_falls(&by_growth(&|_| ()), "learned");
    never_falls(
        &by_growth(&|question| question.warehouse = Capacity::PerDay(80)),
        "warehouse",
    );
    let of_carrier = |most: u32| Limit {
        carrier: Some("van".to_owned()),
        capacity: Capacity::PerDay(most),
        ..Limit::default()
    };
    never_falls(
        &by_growth(&|question| question.limits = vec![of_carrier(60)]),
        "carrier",
    );

    let by_capacity = |set: &dyn Fn(&mut Question, u32)| -> Vec<f64> {
        let of = |most: &u32| {
            let mut question = question(6.0);
            set(&mut question, *most);
            late(question)
        };
        [2_000, 200, 100, 60, 40].iter().map(of).collect()
    };
    never_falls(
        &by_capacity(&|question, most| question.warehouse = Capacity::PerDay(most)),
        "less warehouse",
    );
    never_falls(
        &by_capacity(&|question, most| question.limits = vec![of_carrier(most)]),
        "less carrier",
    );
}

#[test]
fn a_limit_of_one_lane_delays_that_lane_alone() {
    let past = known(&history());
    let late = |capacity: u32| {
        let mut question = question(4.0);
        question.warehouse = Capacity::Unlimited;
        question.limits = vec![
            Limit {
                to: Some("FAR".to_owned()),
                capacity: Capacity::PerDay(capacity),
                ..Limit::default()
            },
            Limit {
                capacity: Capacity::Unlimited,
                ..Limit::default()
            },
        ];
        let plan = plan(&past, question);
        let of = |name: &str| {
            let mut there = plan.destinations.iter().filter(|of| of.destination == name);
            there.next().expect("it has orders").clone()
        };
        (of("FAR"), of("NEAR"), plan.promise_changes())
    };
    let (far, near, changes) = late(18);
    assert!(
        far.late_share.expected > 0.3 && far.padding.expected >= 3.0,
        "{far:?}"
    );
    assert!(
        near.late_share.expected < 0.01 && near.padding.expected == 0.0,
        "{near:?}"
    );
    assert!(far.on_time_padded.expected >= 0.94, "{far:?}");
    assert!(changes.iter().all(|change| change.destination == "FAR") && changes.len() == 1);
    let (wide, _, none) = late(2_000);
    assert!(wide.late_share.expected < 0.01, "{wide:?}");
    assert!(none.is_empty(), "{none:?}");
}

fn intervals(plan: &Plan) -> Vec<Interval> {
    let total = plan.total;
    let of_days = plan.days.iter().flat_map(|of| {
        [
            of.orders,
            of.handed_over,
            of.at_warehouse,
            of.at_carriers,
            of.late_share,
            of.contacts,
            of.reps,
        ]
    });
    let of_destinations = plan.destinations.iter();
    let of_destinations = of_destinations.flat_map(|of| {
        [
            of.orders,
            of.late_share,
            of.days,
            of.padding,
            of.on_time_padded,
        ]
    });
    let of_total = [
        total.orders,
        total.late_share,
        total.handling_days,
        total.transit_days,
        total.contacts,
        total.reps,
    ];
    of_total
        .into_iter()
        .chain(of_days)
        .chain(of_destinations)
        .collect()
}

#[test]
fn equal_questions_have_equal_answers_and_each_lies_in_its_interval() {
    let past = known(&history());
    let one = plan(&past, question(5.0));
    let stored = serde_json::to_string(&one).expect("a plan can be stored");
    let again = serde_json::to_string(&plan(&past, question(5.0))).expect("a plan can be stored");
    assert_eq!(stored, again);
    let read: Plan = serde_json::from_str(&stored).expect("a plan can be read");
    assert_eq!(read.question, one.question);
    assert_eq!(read.last_orders, one.last_orders);
    assert_eq!(read.promise_changes(), one.promise_changes());
    assert_eq!(read.reply_facts(), one.reply_facts());
    let mut other = question(5.0);
    other.seed = 2;
    assert_ne!(plan(&past, other).total, one.total);

    for Interval {
        low,
        expected,
        high,
    } in intervals(&one)
    {
        assert!(
            low <= expected && expected <= high,
            "{low} {expected} {high}"
        );
        assert!(low.is_finite() && low >= 0.0 && high.is_finite());
    }
    assert!(one.total.orders.low < one.total.orders.high);
    assert_eq!(one.days.first().map(|of| of.day), Some(date("2026-11-09")));
    assert_eq!(one.days.last().map(|of| of.day), Some(date("2026-12-27")));
    // 18 ordinary days and three of five times as many.
    assert!(
        (one.total.orders.expected / (33.0 * 40.0) - 1.0).abs() < 0.1,
        "{:?}",
        one.total
    );
    let skewed = Interval::of([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 90.0]);
    assert!(
        skewed.low <= skewed.expected && skewed.expected <= skewed.high,
        "{skewed:?}"
    );
}

#[test]
fn last_orders_fall_on_days_that_are_worked() {
    let past = known(&history());
    let mut asked = question(3.0);
    asked.warehouse = Capacity::Unlimited;
    asked.limits = vec![Limit {
        capacity: Capacity::Unlimited,
        ..Limit::default()
    }];
    assert_eq!(date("2026-12-06").weekday(), Weekday::Sun);
    let lasts = plan(&past, asked.clone()).last_orders;
    assert_eq!(lasts.len(), 2);
    for last in &lasts {
        assert_eq!(
            last.deliver_by,
            date("2026-12-05"),
            "nobody delivers on Sunday"
        );
        let order_by = last.order_by.expect("there is time");
        assert!(past.warehouse_days.works_on(order_by), "{order_by}");
        assert!(
            last.earliest <= last.order_by && last.order_by <= last.latest,
            "{last:?}"
        );
        assert!(last.n >= 30 && last.lane.carrier == "van");
    }
    let of = |to: &str| {
        lasts
            .iter()
            .find(|last| last.lane.to == to)
            .and_then(|last| last.order_by)
    };
    assert!(of("FAR") < of("NEAR"), "{lasts:?}");
    // Up to 1.5 days of packing, then up to 2.5: all that is placed on Tuesday
    // comes by Saturday, and most of Wednesday's.
    let near = of("NEAR").expect("there is time");
    assert!(
        (date("2026-12-01")..=date("2026-12-02")).contains(&near),
        "{near}"
    );

    asked.by_chance = 0.5;
    let bolder = plan(&past, asked.clone()).last_orders;
    assert!(
        bolder
            .iter()
            .zip(&lasts)
            .all(|(bold, last)| bold.order_by >= last.order_by)
    );
    asked.deliver_by = Some(date("2026-11-10"));
    asked.by_chance = 0.9;
    asked.warehouse = Capacity::PerDay(1);
    let too_late = plan(&past, asked).last_orders;
    assert!(
        too_late.iter().all(|last| last.order_by.is_none()),
        "{too_late:?}"
    );
}

#[test]
fn nothing_after_the_cut_changes_a_plan() {
    let orders = history();
    let told = |orders: &[PastOrder]| {
        let past = known(orders);
        serde_json::to_string(&plan(&past, question(5.0))).expect("a plan can be stored")
    };
    let cut = date(CUT).and_time(chrono::NaiveTime::MIN);
    let mut changed: Vec<PastOrder> = orders
        .iter()
        .filter(|past| past.order.placed_at < cut)
        .cloned()
        .collect();
    let dropped = orders.len() - changed.len();
    assert!(dropped > 500);
    let mut moved = 0;
    for past in &mut changed {
        for at in [&mut past.handed_over_at, &mut past.delivered_at] {
            if at.is_some_and(|at| at >= cut) {
                *at = at
                    .map(|at| at + Duration::days(33))
                    .filter(|_| moved % 3 > 0);
                moved += 1;
            }
        }
        past.status = Some("news of later".to_owned());
    }
    assert!(moved > 100, "{moved} events were after the cut");
    // And quite other orders come later, in a file in another order.
    let mut late = changed[0].clone();
    for number in 0..900 {
        late.number = format!("X{number}");
        late.order.placed_at = cut + Duration::hours(number);
        late.handed_over_at = None;
        changed.push(late.clone());
    }
    changed.reverse();
    assert_eq!(told(&orders), told(&changed));
    let mut earlier = orders;
    earlier.truncate(9_000);
    assert_ne!(told(&earlier), told(&changed), "what was before does count");
}

#[test]
fn a_past_peak_comes_again_on_its_weekdays() {
    let past = known(&history());
    let mut question = question(1.0);
    question.spread = 0.0;
    question.demand = Demand::Again {
        from: date("2026-06-03"),
        to: date("2026-06-23"),
        growth: 3.0,
    };
    let planned = plan(&past, question.clone());
    // The ninth of November is a Monday; the nearest to the third of June is the first.
    let first = planned.days.first().expect("a day").orders;
    assert!((first.expected - 3.0 * past.placed_on(date("2026-06-01"))).abs() < 1e-9);
    question.demand = Demand::Again {
        from: date("2019-06-03"),
        to: date("2019-06-23"),
        growth: 1.0,
    };
    assert_eq!(Plan::of(&past, question), Err(PlanFault::NoSuchPeak));
}

#[test]
fn questions_without_an_answer_say_why() {
    let orders = history();
    let past = known(&orders);
    let fault = |change: &dyn Fn(&mut Question)| {
        let mut question = question(2.0);
        change(&mut question);
        Plan::of(&past, question).err()
    };
    assert_eq!(
        fault(&|question| question.from = date("2026-10-30")),
        Some(PlanFault::NotAhead)
    );
    assert_eq!(
        fault(&|question| question.to = date("2026-11-08")),
        Some(PlanFault::NotAhead)
    );
    assert_eq!(
        fault(&|question| question.to = date("2029-11-08")),
        Some(PlanFault::TooFar)
    );
    assert_eq!(
        fault(&|question| question.spread = f64::NAN),
        Some(PlanFault::WrongFigure)
    );
    assert_eq!(
        fault(&|question| question.on_time_goal = 95.0),
        Some(PlanFault::WrongFigure)
    );
    assert_eq!(
        fault(&|question| question.contacts.per_rep = 0.0),
        Some(PlanFault::WrongFigure)
    );
    let few = known(&orders[..40]);
    assert_eq!(Plan::of(&few, question(2.0)), Err(PlanFault::TooFewOrders));
}

#[test]
fn contacts_follow_the_late_parcels() {
    let past = known(&history());
    let mut asked = question(8.0);
    asked.warehouse = Capacity::PerDay(45);
    let planned = plan(&past, asked.clone());
    let most = planned
        .days
        .iter()
        .max_by(|one, other| one.contacts.expected.total_cmp(&other.contacts.expected));
    let most = most.expect("a day");
    assert!(
        most.day > date("2026-11-18"),
        "when they are late, not when they are ordered: {}",
        most.day
    );
    assert!(planned.total.reps.expected >= planned.total.contacts.expected / 60.0);
    asked.contacts.per_late_parcel = 0.0;
    asked.contacts.per_order = 0.0;
    assert_eq!(plan(&past, asked).total.reps, Interval::default());
    let facts = planned.reply_facts();
    assert_eq!(facts.len(), planned.destinations.len());
    assert!(
        facts
            .iter()
            .all(|fact| fact.longer_by > 0 && fact.usual_days > 0),
        "{facts:?}"
    );
}
