//! Tests of what is counted, and of what figures make of it.

use super::*;
use crate::promise::Order;
use crate::scan::Reason;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use proptest::prelude::*;

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Placed on Monday 2 March 2026 at ten, promised for Friday the 6th.
fn outcome(as_of: &str) -> Outcome {
    Outcome {
        promised: Some(day("2026-03-06")),
        ..Outcome::placed_at(
            "1001".into(),
            Order::placed_at(at("2026-03-02T10:00:00")),
            at(as_of),
        )
    }
}

fn arrived(when: &str, as_of: &str) -> Outcome {
    Outcome {
        handed_over: Some(Moment::local(at("2026-03-03T16:00:00"))),
        delivered: Some(Moment::local(at(when))),
        ending: Ending::Delivered,
        ..outcome(as_of)
    }
}

const CHECKOUT: Against = Against::Checkout;

#[test]
fn a_parcel_is_due_from_the_day_after_its_promise_on() {
    let early = arrived("2026-03-04T12:00:00", "2026-03-06T23:59:59");
    assert_eq!(counts(&early).of(Count::Due(CHECKOUT)), 0);
    assert_eq!(early.next_look(), Some(at("2026-03-07T00:00:00")));
    let due = arrived("2026-03-04T12:00:00", "2026-03-07T00:00:00");
    assert_eq!(counts(&due).of(Count::Due(CHECKOUT)), 1);
    assert_eq!(counts(&due).of(Count::Kept(CHECKOUT)), 1);
    assert_eq!(due.next_look(), None);
}

#[test]
fn the_last_minute_of_the_day_is_on_time_and_the_next_is_late() {
    let on_time = counts(&arrived("2026-03-06T23:59:59", "2026-03-09T00:00:00"));
    assert_eq!(on_time.of(Count::Kept(CHECKOUT)), 1);
    assert_eq!(on_time.of(Count::Late), 0);
    assert_eq!(on_time.of(Count::OnTheDay(CHECKOUT)), 1);
    let late = counts(&arrived("2026-03-07T00:00:00", "2026-03-09T00:00:00"));
    assert_eq!(late.of(Count::Kept(CHECKOUT)), 0);
    assert_eq!(late.of(Count::Late), 1);
    assert_eq!(late.days(CHECKOUT).collect::<Vec<_>>(), [(1, 1)]);
}

#[test]
fn what_never_came_is_late_and_what_was_called_off_is_not() {
    let open = outcome("2026-03-07T00:00:00");
    assert_eq!(counts(&open).of(Count::Late), 1);
    let withdrawn = Outcome {
        ending: Ending::Withdrawn,
        ..open
    };
    let tally = counts(&withdrawn);
    assert_eq!(tally.of(Count::Parcels), 1);
    assert_eq!(tally.of(Count::Withdrawn), 1);
    assert_eq!(tally.of(Count::Due(CHECKOUT)), 0);
    assert_eq!(withdrawn.next_look(), None);
}

#[test]
fn what_came_nobody_knows_when_is_neither_kept_nor_late() {
    let unknown = Outcome {
        ending: Ending::Delivered,
        ..outcome("2026-03-09T00:00:00")
    };
    let tally = counts(&unknown);
    let counted = [Count::Delivered, Count::Due(CHECKOUT), Count::Late];
    assert_eq!(counted.map(|count| tally.of(count)), [1, 0, 0]);
}

#[test]
fn a_first_try_by_the_day_keeps_it_by_try_alone() {
    let tried = Outcome {
        tried: Some(Moment::local(at("2026-03-06T11:00:00"))),
        ..arrived("2026-03-07T11:00:00", "2026-03-09T00:00:00")
    };
    let tally = counts(&tried);
    assert_eq!(tally.of(Count::Kept(CHECKOUT)), 0);
    assert_eq!(tally.of(Count::KeptByTry(CHECKOUT)), 1);
    assert_eq!((tally.of(Count::Tried), tally.of(Count::FirstTry)), (1, 0));
}

#[test]
fn the_days_are_laid_where_they_were_lost() {
    let late = |ship_by: &str, came: &str| {
        let of = Outcome {
            ship_by: Some(day(ship_by)),
            ..arrived(came, "2026-03-20T00:00:00")
        };
        let tally = counts(&of);
        let whose = [
            Count::LateOnTheWay,
            Count::LateInTheHouse,
            Count::LateByBoth,
        ];
        whose.map(|count| tally.of(count))
    };
    // Handed over on the 3rd.
    assert_eq!(late("2026-03-03", "2026-03-08T12:00:00"), [1, 0, 0]);
    assert_eq!(late("2026-03-01", "2026-03-08T12:00:00"), [0, 1, 0]);
    assert_eq!(late("2026-03-02", "2026-03-08T12:00:00"), [0, 0, 1]);
}

#[test]
fn books_that_run_backwards_are_dirt() {
    let mut of = arrived("2026-03-03T15:00:00", "2026-03-20T00:00:00");
    assert_eq!(counts(&of).of(Count::Dirt), 1);
    assert!(counts(&of).spread(Span::Whole).is_none());
    // On its own clock it came an hour before it left; by the instants, after.
    let instant = |text: &str| Some(text.parse().unwrap());
    of.handed_over = Some(Moment {
        local: at("2026-03-03T16:00:00"),
        instant: instant("2026-03-03T08:00:00Z"),
    });
    of.delivered = Some(Moment {
        local: at("2026-03-03T15:00:00"),
        instant: instant("2026-03-03T20:00:00Z"),
    });
    let transit = counts(&of);
    assert_eq!(transit.spread(Span::Transit).unwrap().sum(), 12 * 3_600);
}

#[test]
fn a_first_scan_has_a_day() {
    let of = |scanned: Option<&str>, as_of: &str| {
        let tracked = Tracked {
            announced: Some(Moment::local(at("2026-03-03T16:00:00"))),
            first_scan: scanned.map(|scanned| Moment::local(at(scanned))),
            ..Tracked::default()
        };
        let tally = counts(&Outcome {
            tracked: Some(tracked),
            ..outcome(as_of)
        });
        (
            tally.of(Count::FirstScanDue),
            tally.of(Count::FirstScanInTime),
        )
    };
    assert_eq!(of(None, "2026-03-04T15:59:59"), (0, 0));
    assert_eq!(of(None, "2026-03-04T16:00:00"), (1, 0));
    assert_eq!(
        of(Some("2026-03-04T16:00:00"), "2026-03-05T00:00:00"),
        (1, 1)
    );
    assert_eq!(
        of(Some("2026-03-04T16:00:01"), "2026-03-05T00:00:00"),
        (1, 0)
    );
}

#[test]
fn weeks_begin_on_mondays() {
    assert_eq!(Week::of(day("1970-01-05")), Week(0));
    assert_eq!(Week::of(day("1970-01-04")), Week(-1));
    assert_eq!(Week::of(day("2026-03-08")).monday(), day("2026-03-02"));
    assert_eq!(Week(-1).block(), Block(-1));
    assert_eq!(Block(3).first(), Week(12));
    assert_eq!(Week::of(day("2025-12-29")).season(), Season::First);
}

#[test]
fn long_times_are_covered_by_blocks_and_weeks_at_their_ends() {
    for from in -9..9 {
        for to in from..20 {
            let periods = cover(Week(from), Week(to));
            let mut weeks = Vec::new();
            for period in &periods {
                match (period.start(), period.end()) {
                    (Period::Week(one), Period::Week(last)) => weeks.extend(one.0..=last.0),
                    (Period::Block(one), Period::Block(last)) => {
                        weeks.extend(one.first().0..last.first().0 + 4);
                    }
                    mixed => panic!("{mixed:?}"),
                }
            }
            assert_eq!(weeks, (from..=to).collect::<Vec<_>>());
            assert!(periods.len() <= 3);
        }
    }
}

#[test]
fn every_cut_is_found_by_what_it_tells_apart() {
    let mut ids: Vec<i16> = CUTS.iter().map(|cut| cut.id).collect();
    ids.dedup();
    assert_eq!(ids.len(), CUTS.len());
    for cut in &CUTS {
        let found = Cut::telling(cut.by).unwrap();
        assert_eq!(
            found.by.len(),
            cut.by.len(),
            "{cut:?} is read from {found:?}"
        );
    }
    assert!(Cut::telling(&[Dimension::Package, Dimension::Category]).is_none());
}

#[test]
fn a_key_says_what_its_parcel_is() {
    let mut of = outcome("2026-03-09T00:00:00");
    of.order.carrier = Some("ups".into());
    of.order.destination.country = Some("US".into());
    of.order.destination.region = Some("KY\u{1f}".into());
    of.order.weight_g = Some(500.5);
    let cut = Cut::telling(&[Dimension::Carrier, Dimension::Weight]).unwrap();
    let key = cut.key(&of.dimensions());
    let value = |dimension| cut.value(&key, dimension);
    assert_eq!(value(Dimension::Carrier), Some("ups"));
    assert_eq!(value(Dimension::Service), Some(""));
    assert_eq!(value(Dimension::Origin), Some(""));
    assert_eq!(value(Dimension::Destination), Some("US-KY"));
    assert_eq!(value(Dimension::Weight), Some("to_1_kg"));
    assert_eq!(value(Dimension::Package), None);
}

#[test]
fn shares_have_wilsons_interval() {
    let mut tally = Tally::default();
    tally.add(Count::Due(CHECKOUT), 100);
    tally.add(Count::Kept(CHECKOUT), 81);
    let reading = Figure::OnTime(CHECKOUT).of(&tally).unwrap();
    let (low, high) = reading.interval.unwrap();
    // Brown, Cai and DasGupta, Statistical Science 16 (2001), formula 4.
    assert!((low - 0.7222).abs() < 5e-5, "{low}");
    assert!((high - 0.8749).abs() < 5e-5, "{high}");
    assert!(!reading.is_thin());
    assert_eq!(Figure::OnTime(Against::LastShown).of(&tally), None);
}

#[test]
fn rates_have_an_interval_that_holds_zero_when_nobody_asked() {
    let mut tally = Tally::default();
    tally.add(Count::Askable, 200);
    let none = Figure::Wismo.of(&tally).unwrap();
    let (low, high) = none.interval.unwrap();
    assert_eq!((none.value, low), (0.0, 0.0));
    assert!((0.5..2.0).contains(&high), "exactly 1.84: {high}");
}

/// The exact quantile by the same definition.
fn exact(values: &[u32], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let place = (sorted.len() as f64 * share).ceil().max(1.0) as usize;
    f64::from(sorted[place - 1])
}

fn any_outcome() -> impl Strategy<Value = Outcome> {
    let days = |most: i64| 0..most;
    let shape = (days(90), 0i64..40, 0i64..40, days(30), any::<u8>());
    (shape, 0u32..4, prop::option::of(0u32..3)).prop_map(
        |((placed, house, way, promised, bits), contacts, first)| {
            let start = at("2026-01-01T09:30:00") + TimeDelta::days(placed);
            let after = |days: i64| start + TimeDelta::days(days);
            let yes = |bit: u8| bits & (1 << bit) != 0;
            let mut order = Order::placed_at(start);
            order.carrier = yes(0).then(|| "ups".to_owned());
            order.destination.country = yes(1).then(|| "US".to_owned());
            Outcome {
                handed_over: yes(2).then(|| Moment::local(after(house - 5))),
                delivered: yes(3).then(|| Moment::local(after(house - 5 + way))),
                ending: if yes(3) {
                    Ending::Delivered
                } else if yes(7) {
                    Ending::Lost
                } else {
                    Ending::Open
                },
                tracked: yes(1).then(Tracked::default),
                promised: yes(4).then(|| after(promised).date()),
                last_shown: yes(5).then(|| after(promised + 2).date()),
                troubles: if yes(6) {
                    vec![Reason::Weather]
                } else {
                    Vec::new()
                },
                of_order: first.map(|visits| OfOrder {
                    contacts,
                    visits,
                    ..OfOrder::default()
                }),
                ..Outcome::placed_at("1".into(), order, after(promised + house))
            }
        },
    )
}

proptest! {
    #[test]
    fn quantiles_are_within_one_percent(
        values in prop::collection::vec(0u32..20_000_000, 1..400),
        share in 0.0f64..=1.0,
    ) {
        let mut spread = Spread::default();
        for value in &values {
            spread.count(*value, 1);
        }
        let (read, exact) = (spread.quantile(share).unwrap(), exact(&values, share));
        prop_assert!((read - exact).abs() <= 0.01 * exact, "{read} for {exact}");
        let sum: i64 = values.iter().map(|value| i64::from(*value)).sum();
        prop_assert_eq!(spread.mean().unwrap(), sum as f64 / values.len() as f64);
    }

    #[test]
    fn what_is_taken_out_leaves_nothing(all in prop::collection::vec(any_outcome(), 0..20)) {
        let mut tally = Tally::default();
        for of in &all {
            tally.merge(&counts(of), 1);
        }
        for of in all.iter().rev() {
            tally.merge(&counts(of), -1);
        }
        prop_assert!(tally.is_empty(), "{tally:?}");
    }

    #[test]
    fn changes_end_in_what_a_recount_gives(
        steps in prop::collection::vec((0usize..6, any_outcome()), 1..60),
    ) {
        let mut now: [Option<Outcome>; 6] = Default::default();
        let mut kept = Tally::default();
        for (parcel, of) in steps {
            if let Some(before) = &now[parcel] {
                kept.merge(&counts(before), -1);
            }
            kept.merge(&counts(&of), 1);
            now[parcel] = Some(of);
        }
        let mut recount = Tally::default();
        for of in now.iter().flatten() {
            recount.merge(&counts(of), 1);
        }
        prop_assert_eq!(kept, recount);
    }

    #[test]
    fn nothing_counts_more_than_it_is_counted_among(all in prop::collection::vec(any_outcome(), 1..20)) {
        let mut tally = Tally::default();
        for of in &all {
            tally.merge(&counts(of), 1);
        }
        for against in Against::ALL {
            for figure in [
                Figure::OnTime(against),
                Figure::OnTimeByTry(against),
                Figure::OnTheDay(against),
                Figure::Lost,
                Figure::Trouble,
                Figure::TroubleFor(Reason::Weather),
                Figure::FirstTry,
                Figure::FirstScanInTime,
                Figure::ShippedInTime,
            ] {
                if let Some(reading) = figure.of(&tally) {
                    let (low, high) = reading.interval.unwrap();
                    prop_assert!(low <= reading.value && reading.value <= high);
                    prop_assert!((0.0..=1.0).contains(&reading.value), "{figure:?}");
                }
            }
        }
        let whose = tally.of(Count::LateOnTheWay) + tally.of(Count::LateInTheHouse) + tally.of(Count::LateByBoth);
        prop_assert_eq!(whose, tally.of(Count::Late));
    }

    #[test]
    fn time_alone_changes_nothing_before_the_next_look(of in any_outcome(), hours in 0i64..2_000) {
        let later = of.as_of + TimeDelta::hours(hours);
        let then = Outcome { as_of: later, ..of.clone() };
        if of.next_look().is_none_or(|look| later < look) {
            // How late an open parcel is grows day by day, and with it in whose
            // hands it is; not whether it is.
            let same = |tally: Tally| {
                [Count::Late, Count::Due(CHECKOUT), Count::Kept(CHECKOUT), Count::ShipDue, Count::FirstScanDue]
                    .map(|count| tally.of(count))
            };
            prop_assert_eq!(same(counts(&then)), same(counts(&of)));
        }
    }
}
