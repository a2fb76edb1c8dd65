//! What came of the days that were planned.

use chrono::{Days, NaiveDate, NaiveDateTime};
use doorstep::history::PastOrder;
use doorstep::peak::{Lane, LastOrder, Plan};
use std::collections::BTreeMap;

/// A last-order day is judged by the lane's orders of so many days up to it.
const JUDGED_DAYS: Days = Days::new(13);
/// And by no fewer than so many.
const LEAST: usize = 10;

/// What came of the orders of some days.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Orders placed, by day.
    pub days: BTreeMap<NaiveDate, OfDay>,
    /// Delivered orders of each destination: days after the promise, where there
    /// was one.
    pub destinations: BTreeMap<String, Vec<i64>>,
    handling: Vec<f64>,
    transit: Vec<f64>,
}

/// The orders of one day.
#[derive(Clone, Copy, Debug, Default)]
pub struct OfDay {
    /// Placed.
    pub placed: usize,
    /// Delivered, with a promise.
    pub judged: usize,
    /// Of those: after the day promised.
    pub late: usize,
}

/// What came of a last-order day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Held {
    /// Too few orders to say.
    TooFew(usize),
    /// So many orders, the share of them that came in time.
    Share(usize, f64),
}

impl Seen {
    /// What came of the orders placed from one day to another.
    #[must_use]
    pub fn of(orders: &[PastOrder], from: NaiveDate, to: NaiveDate) -> Self {
        let mut seen = Self::default();
        for past in orders {
            if (from..=to).contains(&past.order.placed_at.date()) {
                seen.add(past);
            }
        }
        seen.handling.sort_by(f64::total_cmp);
        seen.transit.sort_by(f64::total_cmp);
        seen
    }

    fn add(&mut self, past: &PastOrder) {
        let placed_at = past.order.placed_at;
        let of_day = self.days.entry(placed_at.date()).or_default();
        of_day.placed += 1;
        let Some(delivered_at) = past.delivered_at else {
            return;
        };
        if let Some(promised) = past.promised_on {
            let late_by = (delivered_at.date() - promised).num_days();
            of_day.judged += 1;
            of_day.late += usize::from(late_by > 0);
            let there = Lane::of(&past.order).to;
            self.destinations.entry(there).or_default().push(late_by);
        }
        if let Some(out) = past.handed_over_at {
            self.handling.push(days_between(placed_at, out));
            self.transit.push(days_between(out, delivered_at));
        }
    }

    /// Orders placed.
    #[must_use]
    pub fn placed(&self) -> usize {
        self.days.values().map(|day| day.placed).sum()
    }

    /// Delivered orders with a promise, and the share of them that came late.
    #[must_use]
    pub fn late(&self) -> (usize, f64) {
        let judged: usize = self.days.values().map(|day| day.judged).sum();
        let late: usize = self.days.values().map(|day| day.late).sum();
        (judged, late as f64 / judged.max(1) as f64)
    }

    /// Days to hand-over of those delivered: mean and median.
    #[must_use]
    pub fn handling(&self) -> (f64, f64) {
        mean_and_median(&self.handling)
    }

    /// Days from there to the delivery: mean and median.
    #[must_use]
    pub fn transit(&self) -> (f64, f64) {
        mean_and_median(&self.transit)
    }

    /// The share on time, had the plan's padding been added: of all, and of a
    /// destination; with the mean of the days added.
    #[must_use]
    pub fn padded(&self, plan: &Plan) -> (f64, f64) {
        let (mut on_time, mut added, mut n) = (0, 0.0, 0);
        for (destination, late_by) in &self.destinations {
            let padding = padding(plan, destination);
            on_time += within(late_by, padding);
            added += padding as f64 * late_by.len() as f64;
            n += late_by.len();
        }
        let all = n.max(1) as f64;
        (on_time as f64 / all, added / all)
    }
}

/// Days a plan adds for a destination.
pub fn padding(plan: &Plan, destination: &str) -> i64 {
    let mut of = plan.destinations.iter();
    let found = of.find(|of| of.destination == destination);
    found.map_or(0, |of| of.padding.expected as i64)
}

/// How many came at most so many days after the promise.
pub fn within(late_by: &[i64], days: i64) -> usize {
    late_by.iter().filter(|late| **late <= days).count()
}

fn days_between(from: NaiveDateTime, to: NaiveDateTime) -> f64 {
    ((to - from).num_seconds() as f64 / 86_400.0).max(0.0)
}

fn mean_and_median(sorted: &[f64]) -> (f64, f64) {
    let mean = sorted.iter().sum::<f64>() / sorted.len().max(1) as f64;
    (mean, sorted.get(sorted.len() / 2).copied().unwrap_or(0.0))
}

/// What came of a last-order day: of the lane's orders placed in the two weeks
/// up to it, after the plan was made, the share delivered in time. One that
/// never came was not in time.
#[must_use]
pub fn held(orders: &[PastOrder], until: NaiveDate, last: &LastOrder, order_by: NaiveDate) -> Held {
    let first = order_by.checked_sub_days(JUDGED_DAYS).unwrap_or(order_by);
    let days = first.max(until)..=order_by;
    let of_lane: Vec<&PastOrder> = orders
        .iter()
        .filter(|past| days.contains(&past.order.placed_at.date()))
        .filter(|past| Lane::of(&past.order) == last.lane)
        .collect();
    if of_lane.len() < LEAST {
        return Held::TooFew(of_lane.len());
    }
    let came = |past: &&&PastOrder| {
        past.delivered_at
            .is_some_and(|at| at.date() <= last.deliver_by)
    };
    let in_time = of_lane.iter().filter(came).count();
    Held::Share(of_lane.len(), in_time as f64 / of_lane.len() as f64)
}
