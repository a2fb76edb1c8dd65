//! What is counted, and the limits that follow.

use super::*;
use crate::derive::derive;
use crate::samples::{at, estimated, facts, now, scan};
use crate::workdays::{Keeps, Workplace};
use crate::{samples, scan as scans};

/// Every day but the weekend's, on UTC.
fn weekdays() -> WorkingTime<'static> {
    WorkingTime::at(Workplace {
        zone: &Utc,
        country: None,
        keeps: Keeps::Common,
        week: None,
        closures: &[],
    })
}

fn waits_of(facts: &Facts) -> Vec<(Stage, i64)> {
    let journey = Journey::from_facts(facts);
    let derived = derive(facts, now("2026-06-20 12:00"));
    waits(facts, &journey, &derived, &weekdays())
        .into_iter()
        .map(|wait| (wait.stage, wait.worked.num_hours()))
        .collect()
}

fn good() -> Facts {
    facts([
        scan(Status::LabelCreated, "2026-05-12 10:00"),
        scan(Status::PickedUp, "2026-05-12 18:00"),
        scan(Status::InTransit, "2026-05-13 02:00"),
        scan(Status::InTransit, "2026-05-15 12:00"),
        scan(Status::OutForDelivery, "2026-05-18 08:00"),
        scan(Status::Delivered, "2026-05-18 13:00"),
    ])
}

#[test]
fn each_wait_is_counted_at_its_stage_in_working_hours() {
    let expected = [
        (Stage::Label, 8),
        (Stage::PickedUp, 8),
        (Stage::InTransit, 58),
        (Stage::InTransit, 20),
        (Stage::OutForDelivery, 5),
        (Stage::Journey, 91),
    ];
    assert_eq!(waits_of(&good()), expected);
    // Whatever came how often and in which order.
    let mut again = good();
    again.scans.extend(good().scans.into_iter().rev());
    again.scans.rotate_left(3);
    assert_eq!(waits_of(&again), expected);
}

#[test]
fn who_did_not_arrive_well_is_not_counted() {
    let none = |name: &str, change: fn(&mut Facts)| {
        let mut facts = good();
        change(&mut facts);
        assert_eq!(waits_of(&facts), [], "{name}");
    };
    none("on its way", |facts| facts.scans.truncate(5));
    none("damaged", |facts| {
        facts.scans[3].reason = Some(Reason::Damaged);
    });
    none("opened again", |facts| {
        facts
            .scans
            .push(scan(Status::OutForDelivery, "2026-05-19 08:00"));
        facts
            .scans
            .push(scan(Status::Delivered, "2026-05-19 09:00"));
    });
    none("contradicted", |facts| {
        facts
            .scans
            .push(scan(Status::InTransit, "2026-05-19 08:00"));
    });
    // Two working days after the first date named is still well.
    let expected = |day: &str| {
        let mut facts = good();
        facts.reports = vec![estimated("2026-05-12 18:00", samples::day(day))];
        waits_of(&facts).len()
    };
    assert_eq!(expected("2026-05-14"), 6);
    assert_eq!(expected("2026-05-13"), 0);
}

#[test]
fn clocks_that_do_not_compare_are_left_out() {
    let mut facts = good();
    let local = facts.scans[3].time.local.unwrap();
    facts.scans[3].time = scans::ScanTime::local(local, scans::Precision::Minute);
    let stages: Vec<Stage> = waits_of(&facts)
        .into_iter()
        .map(|(stage, _)| stage)
        .collect();
    let left = [
        Stage::Label,
        Stage::PickedUp,
        Stage::OutForDelivery,
        Stage::Journey,
    ];
    assert_eq!(stages, left);
}

#[test]
fn waits_are_counted_when_late_news_has_come() {
    let derived = derive(&good(), now("2026-06-20 12:00"));
    assert_eq!(settled_at(&derived), Some(at("2026-05-21 13:00")));
    let on_its_way = facts([scan(Status::PickedUp, "2026-05-12 18:00")]);
    assert_eq!(
        settled_at(&derive(&on_its_way, now("2026-06-20 12:00"))),
        None
    );
}

#[test]
fn lanes_are_of_regions() {
    let check = |country: Option<&str>, region: Option<&str>, name: &str| {
        let journey = Journey::default();
        assert_eq!(Lane::of(&journey, country, region).destination, name);
    };
    check(Some("US"), Some("ky"), "US-KY");
    check(Some("us"), Some("Kentucky"), "US");
    check(Some("FR"), Some("69"), "FR-69");
    check(Some("FR"), None, "FR");
    check(Some("France"), Some("69"), "");
    check(None, Some("KY"), "");
    let mut facts = good();
    facts.scans[0].place.country = Some("CN".into());
    facts.scans[2].place.country = Some("DE".into());
    facts.scans[2].place.region = Some("NW".into());
    let lane = Lane::of(&Journey::from_facts(&facts), Some("AT"), None);
    assert_eq!(lane.origin, "DE-NW", "a label is printed anywhere");
    assert!(lane.is_international());
    assert!(!Lane::default().is_international());
}

#[test]
fn steps_grow_with_the_wait() {
    let check = |minutes: i64, step: u8| {
        assert_eq!(
            Histogram::step(Duration::minutes(minutes)),
            step,
            "{minutes}"
        );
    };
    check(-5, 0);
    check(0, 0);
    check(15, 0);
    check(16, 1);
    check(30, 4);
    check(31, 5);
    check(60, 8);
    check(24 * 60, 27);
    check(2_048 * 60, 52);
    check(1_000_000, 52);
}

/// So many waits of the quantiles of a distribution.
fn sampled(total: u32, quantile: impl Fn(f64) -> f64) -> Histogram {
    let mut histogram = Histogram::default();
    for index in 0..total {
        let hours = quantile((f64::from(index) + 0.5) / f64::from(total));
        #[expect(clippy::cast_possible_truncation, reason = "seconds of some weeks")]
        let worked = Duration::seconds((hours * 3_600.0) as i64);
        histogram.count(Histogram::step(worked), 1);
    }
    histogram
}

#[test]
fn a_limit_is_exceeded_as_rarely_as_was_asked() {
    // Exponential with a mean of 8 hours, and Pareto with index 0.4 from 5 on.
    let exponential = |q: f64| -8.0 * (1.0 - q).ln();
    let pareto = |q: f64| 5.0 * (1.0 - q).powf(-0.4);
    let share = 0.0005;
    for total in [1_000, 10_000, 100_000, 1_000_000] {
        let tails: [(&str, &dyn Fn(f64) -> f64); 2] =
            [("exponential", &exponential), ("pareto", &pareto)];
        for (name, quantile) in tails {
            let limit = sampled(total, quantile).exceeded_by(share).unwrap();
            let exact = quantile(1.0 - share);
            assert!(limit >= exact, "{name} of {total}: {limit} < {exact}");
            // What is not known is paid for with a longer limit, less and less.
            let most = if total == 1_000 {
                3.5
            } else if total == 10_000 {
                2.0
            } else {
                1.25
            };
            assert!(
                limit <= most * exact,
                "{name} of {total}: {limit} > {most} x {exact}"
            );
        }
    }
    assert_eq!(Histogram::default().exceeded_by(share), None);
}

#[test]
fn a_thousand_waits_are_asked_and_fewer_are_not() {
    let lane = Lane {
        origin: "DE-NW".into(),
        destination: "DE-BY".into(),
    };
    let other = Lane {
        origin: "DE-BE".into(),
        ..lane.clone()
    };
    let basis = |on_lane: u64, elsewhere: u64| {
        let mut table = Table::default();
        table.count("dhl", &lane, Stage::InTransit, 20, on_lane);
        table.count("dhl", &other, Stage::InTransit, 24, elsewhere);
        table.count("dhl", &lane, Stage::Journey, 30, on_lane);
        let limits = table.limits();
        let limit = limits.of("dhl", &lane, Stage::InTransit);
        assert_eq!(
            limits.of("ups", &lane, Stage::InTransit).basis,
            Basis::Default
        );
        (limit.basis, limit.hours)
    };
    assert_eq!(basis(999, 0), (Basis::Default, 72));
    assert_eq!(basis(1_000, 0).0, Basis::Lane);
    assert_eq!(basis(999, 1).0, Basis::Carrier);
    assert!(
        basis(1_000, 1_000).1 < basis(999, 1_001).1,
        "the other lane is slower"
    );
}

#[test]
fn more_waits_a_parcel_leave_less_chance_to_each() {
    let hours = |parcels: u64| {
        let mut table = Table::default();
        let lane = Lane::default();
        for step in 10..30 {
            table.count("ups", &lane, Stage::InTransit, step, 1 << (30 - step));
        }
        table.count("ups", &lane, Stage::Journey, 40, parcels);
        table.limits().of("ups", &lane, Stage::InTransit).hours
    };
    let waits = (1 << 21) - 2;
    assert!(hours(waits / 8) > hours(waits / 2));
    assert_eq!(hours(waits), hours(2 * waits), "one wait at least");
}

#[test]
fn leaving_parcels_standing_does_not_become_the_rule() {
    let mut table = Table::default();
    let lane = Lane::default();
    table.count("ups", &lane, Stage::Label, 40, 5_000);
    assert_eq!(table.limits().of("ups", &lane, Stage::Label).hours, 144);
}

#[test]
fn defaults_are_by_kind_of_carrier_and_border() {
    let limits = Limits::default();
    let inland = Lane {
        origin: "DE".into(),
        destination: "DE".into(),
    };
    let abroad = Lane {
        destination: "FR".into(),
        ..inland.clone()
    };
    let check = |carrier: &str, lane: &Lane, stage: Stage, hours: u32| {
        let limit = limits.of(carrier, lane, stage);
        assert_eq!(
            (limit.hours, limit.basis),
            (hours, Basis::Default),
            "{carrier}"
        );
    };
    check("dhl_express", &inland, Stage::InTransit, 48);
    check("ups", &inland, Stage::InTransit, 72);
    check("usps", &inland, Stage::InTransit, 120);
    check("nobody_knows", &abroad, Stage::InTransit, 144);
    check("ups", &abroad, Stage::OutForDelivery, 24);
}
