//! The parts by hand, and the whole in a small made-up country.

use super::arrivals::{Curve, Outcome};
use super::*;
use chrono::{Duration, NaiveDate};

const P10: usize = 0;
const P50: usize = 1;
const P90: usize = 3;

#[test]
fn the_normal_distribution_is_the_one_in_the_tables() {
    for (z, share) in [(0.0, 0.5), (1.0, 0.158_655), (-1.645, 0.950_015)] {
        assert!((normal::above(z) - share).abs() < 1e-5, "{z}");
    }
    // The density at zero is 0.3989, half is above: 1 / 0.7979, and 0.7979 squared.
    let (step, worth) = normal::beyond(0.0);
    assert!((step - 1.253_3).abs() < 1e-3 && (worth - std::f64::consts::FRAC_2_PI).abs() < 1e-3);
    let (_, young) = normal::beyond(-3.0);
    assert!(young < 0.02, "{young}");
}

#[test]
fn orders_still_open_count_for_as_long_as_they_waited() {
    let outcome = |at: f64, arrived: bool| Outcome {
        at,
        arrived,
        weight: 1.0,
        region: None,
    };
    let outcomes = [
        outcome(1.0, true),
        outcome(2.0, false),
        outcome(3.0, true),
        outcome(4.0, true),
    ];
    let curve = Curve::of(&outcomes, |outcome| outcome.weight);
    // By hand: 3/4 are out after 1; the one that left at 2 says no more, so
    // half of the rest came at 3, and the last at 4.
    for (at, arrived) in [(0.5, 0.0), (1.0, 0.25), (3.5, 0.625), (9.0, 1.0)] {
        assert!((curve.arrived_by(at) - arrived).abs() < 1e-12, "{at}");
    }
    assert_eq!(curve.quantile(0.4375), Some(2.0));
    assert_eq!(Curve::default().quantile(0.5), None);
}

/// A country of two regions: orders come every hour, the near region takes
/// about 6 days and the far one 12, `slow(day)` times as long.
struct Country {
    model: Model,
    state: u64,
    waiting: Vec<(NaiveDateTime, Ticket)>,
    slow: fn(i64) -> f64,
    delivers: fn(i64) -> bool,
}

fn start() -> NaiveDateTime {
    let day = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    day.and_hms_opt(0, 30, 0).unwrap_or_default()
}

fn order(hour: i64) -> Order {
    let end = |region: &str| End {
        country: Some("XX".into()),
        region: Some(region.into()),
        ..End::default()
    };
    Order {
        origin: end("O"),
        destination: end(if hour % 2 == 0 { "near" } else { "far" }),
        warehouse: Some("W".into()),
        ..Order::placed_at(start() + Duration::hours(hour))
    }
}

impl Country {
    fn new(slow: fn(i64) -> f64) -> Self {
        Self {
            model: Model::default(),
            state: 7,
            waiting: Vec::new(),
            slow,
            delivers: |_| true,
        }
    }

    /// A number between 0 and 1, the same in every run.
    fn chance(&mut self) -> f64 {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as f64 / f64::from(1_u32 << 31)
    }

    fn days(&mut self, hour: i64) -> f64 {
        let bell: f64 = (0..12).map(|_| self.chance()).sum::<f64>() - 6.0;
        let usual = if hour % 2 == 0 { 6.0 } else { 12.0 };
        (self.slow)(hour / 24) * usual * (0.3 * bell).exp()
    }

    /// Lives through an hour; gives the answer for its order, and the truth.
    fn hour(&mut self, hour: i64) -> (Answer, f64) {
        let order = order(hour);
        let now = order.placed_at;
        self.model.advance(now);
        let delivers = (self.delivers)(hour / 24);
        let (due, waiting) = std::mem::take(&mut self.waiting)
            .into_iter()
            .partition(|(at, _)| delivers && *at <= now);
        self.waiting = waiting;
        let due: Vec<(NaiveDateTime, Ticket)> = due;
        for (at, ticket) in &due {
            self.model.delivered(ticket, *at);
        }
        let answer = self.model.from_purchase(&order, now);
        let days = self.days(hour);
        let at = now + Duration::seconds((days * 86_400.0) as i64);
        let ticket = self.model.placed(order);
        self.waiting.push((at, ticket));
        (answer, days)
    }

    /// The shares below P10, P50 and P90 of the orders of some days, in percent.
    fn shares(&mut self, days: std::ops::Range<i64>) -> [f64; 3] {
        let mut below = [0.0; 3];
        for hour in days.start * 24..days.end * 24 {
            let (answer, took) = self.hour(hour);
            for (count, quantile) in below.iter_mut().zip([P10, P50, P90]) {
                *count += f64::from(u8::from(took <= answer.days[quantile]));
            }
        }
        below.map(|count| 100.0 * count / (24.0 * (days.end - days.start) as f64))
    }
}

/// What a shop is told before it has delivered anything.
const FIRST_GUESS: f64 = 10.0;

#[test]
fn nobody_known_is_answered_with_a_guess() {
    let answer = Model::default().from_purchase(&order(0), start());
    assert!((answer.days[P50] - FIRST_GUESS).abs() < 1e-9);
    let nothing = Basis {
        n: 0,
        pool: Pool::All,
        learned_on: None,
    };
    assert_eq!(answer.basis, nothing);
    assert!(!nothing.is_enough());
}

#[test]
fn quantiles_hold_what_they_say_and_tell_lanes_apart() {
    let mut country = Country::new(|_| 1.0);
    country.shares(0..90);
    let [low, middle, high] = country.shares(90..180);
    assert!((7.0..13.0).contains(&low), "{low}");
    assert!((45.0..55.0).contains(&middle), "{middle}");
    assert!((87.0..94.0).contains(&high), "{high}");
    let (near, _) = country.hour(180 * 24);
    let (far, _) = country.hour(180 * 24 + 1);
    assert!((5.0..7.0).contains(&near.days[P50]), "{near:?}");
    assert!((10.5..13.5).contains(&far.days[P50]), "{far:?}");
    assert_eq!(near.basis.pool.to_string(), "XX-O > XX-near");
    assert_eq!(near.basis.pool.code(), "lane");
    assert!(near.basis.n > 500 && near.basis.is_enough());
    let day = start().date() + Duration::days(180);
    assert_eq!(near.basis.learned_on, Some(day));
    assert!(near.days.is_sorted(), "{near:?}");
}

#[test]
fn coverage_comes_back_after_all_became_slower_or_faster() {
    for slow in [
        |day: i64| if day < 100 { 1.0 } else { 1.6 },
        |day: i64| if day < 100 { 1.6 } else { 1.0 },
    ] {
        let mut country = Country::new(slow);
        country.shares(0..130);
        let [low, middle, high] = country.shares(130..160);
        assert!((3.0..17.0).contains(&low), "{low}");
        assert!((36.0..64.0).contains(&middle), "{middle}");
        assert!((86.0..97.5).contains(&high), "{high}");
    }
}

#[test]
fn a_strike_is_learned_from_the_orders_that_do_not_come() {
    let mut country = Country::new(|_| 1.0);
    country.delivers = |day| day < 100;
    country.shares(0..100);
    let (before, _) = country.hour(100 * 24);
    country.shares(101..115);
    let (after, _) = country.hour(115 * 24);
    assert!(after.days[P50] > before.days[P50] + 2.0, "{after:?}");
}

#[test]
fn who_has_waited_waits_longer() {
    let mut country = Country::new(|_| 1.0);
    country.shares(0..90);
    let order = order(90 * 24);
    let fresh = country.model.from_purchase(&order, order.placed_at);
    let later = order.placed_at + Duration::days(7);
    let old = country.model.from_purchase(&order, later);
    assert!(old.days[P10] >= 7.0 && old.days.is_sorted(), "{old:?}");
    assert!(old.days[P90] > fresh.days[P90], "{old:?}");
    assert!(old.days[P90] < fresh.days[P90] + 7.0, "{old:?}");
}

#[test]
fn the_first_night_teaches_what_all_the_days_before_it_told() {
    // A shop with sixty days behind it is told all of them at once: no night
    // lies between, and every order carries the guess of the beginning.
    let mut model = Model::default();
    let mut events: Vec<(NaiveDateTime, Option<NaiveDateTime>, i64)> = Vec::new();
    for hour in 0..60 * 24 {
        let placed = start() + Duration::hours(hour);
        events.push((placed, None, hour));
        let days = 2 + (hour * 7) % 5;
        events.push((placed + Duration::days(days), Some(placed), hour));
    }
    events.sort();
    let mut tickets: std::collections::BTreeMap<i64, Ticket> = std::collections::BTreeMap::new();
    for (at, placed, hour) in events {
        let order = Order {
            placed_at: placed.unwrap_or(at),
            ..order(hour)
        };
        match placed {
            None => {
                tickets.insert(hour, model.placed(order));
            }
            Some(_) => {
                if let Some(ticket) = tickets.remove(&hour) {
                    model.delivered(&ticket, at);
                }
            }
        }
    }
    let now = start() + Duration::days(61);
    model.advance(now);
    let asked = Order {
        placed_at: now,
        ..order(0)
    };
    let days = model.from_purchase(&asked, now).days;
    assert!((2.5..=5.5).contains(&days[P50]), "{days:?}");
    assert!((4.5..=8.0).contains(&days[P90]), "{days:?}");
}
