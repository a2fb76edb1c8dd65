//! What of a replay is kept: sums, from which the figures of a plan are made.

use super::replay::{Parcel, Run};
use super::setup::Setup;
use chrono::NaiveDate;

/// Days of padding that are looked at.
pub const MOST_PADDING: usize = 90;

/// The figures of one replay.
#[derive(Clone, Debug)]
pub struct Digest {
    /// Orders of the peak.
    pub orders: f64,
    /// Those of them that are late.
    pub late: f64,
    /// Days to hand-over: mean and median.
    pub handling: (f64, f64),
    /// Days from there to the delivery: mean and median.
    pub transit: (f64, f64),
    /// By day from the plan's day on.
    pub days: Vec<OfDay>,
    /// By destination.
    pub destinations: Vec<OfDestination>,
}

/// The figures of one day.
#[derive(Clone, Copy, Debug, Default)]
pub struct OfDay {
    /// Orders placed.
    pub orders: f64,
    /// Those of them that are late.
    pub late: f64,
    /// Parcels handed over.
    pub handed_over: f64,
    /// Waiting at the warehouse at its end.
    pub at_warehouse: f64,
    /// At carriers at its end.
    pub at_carriers: f64,
    /// Contacts.
    pub contacts: f64,
}

/// The figures of one destination.
#[derive(Clone, Debug)]
pub struct OfDestination {
    /// Its orders of the peak.
    pub orders: f64,
    /// Of them, by days after the promise; the last place holds all that is more.
    pub late_by: Vec<f64>,
    /// Days from purchase to delivery, summed over them.
    pub days: f64,
}

impl OfDestination {
    /// The share that arrives at most so many days after the promise; all where
    /// there are no orders.
    #[must_use]
    pub fn within(&self, days: usize) -> f64 {
        if self.orders <= 0.0 {
            return 1.0;
        }
        self.late_by.iter().take(days + 1).sum::<f64>() / self.orders
    }

    /// The fewest days of padding with which a share is on time.
    #[must_use]
    pub fn padding(&self, goal: f64) -> usize {
        let keeps = |days: &usize| self.within(*days) >= goal;
        (0..MOST_PADDING).find(keeps).unwrap_or(MOST_PADDING)
    }
}

impl Digest {
    /// Of a replay.
    #[must_use]
    pub fn of(setup: &Setup<'_>, run: &Run) -> Self {
        let peak = setup.question.from..=setup.question.to;
        let mut days = of_days(setup, run);
        let empty = || OfDestination {
            orders: 0.0,
            late_by: vec![0.0; MOST_PADDING + 1],
            days: 0.0,
        };
        let mut destinations: Vec<OfDestination> =
            setup.destinations.iter().map(|_| empty()).collect();
        let (mut handling, mut transit) = (Spans::default(), Spans::default());
        let (mut orders, mut late) = (0.0, 0.0);
        for parcel in &run.parcels {
            let placed_on = parcel.placed.floor() as usize;
            let late_by = parcel.days_late(setup.days) as usize;
            let is_late = f64::from(u8::from(late_by > 0)) * parcel.weight;
            days[placed_on].late += is_late;
            if !peak.contains(&day(setup, placed_on)) {
                continue;
            }
            orders += parcel.weight;
            late += is_late;
            let end = setup.days as f64;
            let handed_over = parcel.handed_over.unwrap_or(end);
            let delivered = parcel.delivered.unwrap_or(end);
            handling.add(handed_over - parcel.placed, parcel.weight);
            transit.add(delivered - handed_over, parcel.weight);
            let there = &mut destinations[parcel.destination];
            there.orders += parcel.weight;
            there.late_by[late_by.min(MOST_PADDING)] += parcel.weight;
            there.days += (delivered - parcel.placed) * parcel.weight;
        }
        Self {
            orders,
            late,
            handling: handling.mean_and_median(),
            transit: transit.mean_and_median(),
            days,
            destinations,
        }
    }

    /// The share of the peak's orders that is late.
    #[must_use]
    pub fn late_share(&self) -> f64 {
        share(self.late, self.orders)
    }
}

/// A part of a whole; none of nothing.
pub fn share(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn day(setup: &Setup<'_>, day: usize) -> NaiveDate {
    let later = chrono::Days::new(day as u64);
    setup
        .past
        .until
        .checked_add_days(later)
        .unwrap_or(setup.past.until)
}

fn of_days(setup: &Setup<'_>, run: &Run) -> Vec<OfDay> {
    let contacts = setup.question.contacts;
    let late = late_on_days(setup.days, run.parcels.iter().chain(&run.earlier));
    let of_day = |day: usize| OfDay {
        orders: run.orders[day],
        late: 0.0,
        handed_over: run.handed_over[day],
        at_warehouse: run.at_warehouse[day],
        at_carriers: run.at_carriers[day],
        contacts: late[day] * contacts.per_late_parcel + run.orders[day] * contacts.per_order,
    };
    (0..setup.days).map(of_day).collect()
}

/// How many parcels are late and not there, on each day.
fn late_on_days<'a>(days: usize, parcels: impl Iterator<Item = &'a Parcel>) -> Vec<f64> {
    let mut change = vec![0.0; days + 1];
    for parcel in parcels {
        let from = (parcel.promised + 1).clamp(0, days as i64) as usize;
        let came = parcel
            .delivered
            .map_or(days, |at| at.floor() as usize)
            .min(days);
        if from < came {
            change[from] += parcel.weight;
            change[came] -= parcel.weight;
        }
    }
    let mut late: f64 = 0.0;
    let sum = |change: &f64| {
        late += change;
        late.max(0.0)
    };
    change.iter().take(days).map(sum).collect()
}

#[derive(Default)]
struct Spans(Vec<(f64, f64)>);

impl Spans {
    fn add(&mut self, days: f64, weight: f64) {
        self.0.push((days, weight));
    }

    fn mean_and_median(mut self) -> (f64, f64) {
        self.0.sort_by(|one, other| one.0.total_cmp(&other.0));
        let all: f64 = self.0.iter().map(|(_, weight)| weight).sum();
        let sum: f64 = self.0.iter().map(|(days, weight)| days * weight).sum();
        let mut below = 0.0;
        let middle = self.0.iter().find(|(_, weight)| {
            below += weight;
            below >= all / 2.0
        });
        (share(sum, all), middle.map_or(0.0, |(days, _)| *days))
    }
}
