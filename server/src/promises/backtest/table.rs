//! What a shop does without a model: the quantiles of what was delivered in
//! the last 60 days, from region to region.

use chrono::{Duration, NaiveDateTime};
use doorstep::promise::{Order, QUANTILES};
use std::collections::{HashMap, VecDeque};

/// How long a delivery is remembered.
const MEMORY: Duration = Duration::days(60);

/// Fewer deliveries than this say too little: the next larger pool is asked.
const ENOUGH: usize = 10;

/// Promised where nothing was delivered yet, days.
const FIRST_GUESS_DAYS: f64 = 10.0;

/// Deliveries of the last 60 days by lane, by destination, and all.
#[derive(Clone, Debug, Default)]
pub struct Table {
    lanes: HashMap<(String, String), Deliveries>,
    destinations: HashMap<String, Deliveries>,
    all: Deliveries,
}

#[derive(Clone, Debug, Default)]
struct Deliveries {
    by_time: VecDeque<(NaiveDateTime, f64)>,
    by_length: Vec<f64>,
}

impl Table {
    /// Remembers a delivery, which is known from when it happened.
    pub fn learn(&mut self, order: &Order, start: NaiveDateTime, at: NaiveDateTime) {
        let days = (at - start).num_seconds() as f64 / 86_400.0;
        let (lane, destination) = keys(order);
        self.lanes.entry(lane).or_default().add(at, days);
        let there = self.destinations.entry(destination);
        there.or_default().add(at, days);
        self.all.add(at, days);
    }

    /// The quantiles for an order, by their own shares: no margin is added.
    pub fn answer(&mut self, order: &Order, now: NaiveDateTime) -> [f64; QUANTILES.len()] {
        let (lane, destination) = keys(order);
        let pools = [
            self.lanes.get_mut(&lane),
            self.destinations.get_mut(&destination),
            Some(&mut self.all),
        ];
        let mut found = None;
        for pool in pools.into_iter().flatten() {
            pool.forget(now);
            if found.is_none() && pool.by_length.len() >= ENOUGH {
                found = Some(pool);
            }
        }
        [0.1, 0.5, 0.8, 0.9, 0.95, 0.97].map(|share| {
            found
                .as_ref()
                .map_or(FIRST_GUESS_DAYS, |pool| pool.quantile(share))
        })
    }
}

fn keys(order: &Order) -> ((String, String), String) {
    let to = order.destination.region_name();
    ((order.origin.region_name(), to.clone()), to)
}

impl Deliveries {
    fn add(&mut self, at: NaiveDateTime, days: f64) {
        self.by_time.push_back((at, days));
        let place = self.by_length.partition_point(|other| *other < days);
        self.by_length.insert(place, days);
    }

    fn forget(&mut self, now: NaiveDateTime) {
        while let Some((at, days)) = self.by_time.front().copied() {
            if now - at <= MEMORY {
                break;
            }
            self.by_time.pop_front();
            let place = self.by_length.partition_point(|other| *other < days);
            self.by_length.remove(place);
        }
    }

    /// The quantile, straight between two neighbours.
    fn quantile(&self, share: f64) -> f64 {
        let last = self.by_length.len().saturating_sub(1);
        let place = share * last as f64;
        let below = place.floor() as usize;
        let (low, high) = (self.by_length[below], self.by_length[(below + 1).min(last)]);
        low + (place - place.floor()) * (high - low)
    }
}
