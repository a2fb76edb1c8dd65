//! What every replay of a question shares: which way each order of the sample
//! takes, what is open already, and on which days who works.

use super::chance::Chance;
use super::days::WorkDays;
use super::demand::Outlook;
use super::past::{Lane, Past};
use super::question::{Capacity, PromiseInForce, Question};
use super::stage::Stage;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeMap;

/// Days after the last that is asked about in which parcels still arrive.
const TAIL_DAYS: i64 = 60;
/// Orders of a weekday are drawn where the sample has so many.
const LEAST_OF_WEEKDAY: usize = 50;
/// Conditions are drawn from the weeks of a year.
const WEEKS: usize = 52;
/// Where nobody promised anything, what kept this share counts as promised.
const USUAL_PROMISE: f64 = 0.95;

/// Which gate a parcel passes, on whose clock it travels, and with whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// The gate before the transit.
    pub gate: Option<usize>,
    /// The clock of the transit; 0 never slows down.
    pub clock: usize,
    /// The carrier.
    pub carrier: usize,
}

/// What a replay has to know of an order of the sample.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// The place of its destination.
    pub destination: usize,
    /// Days promised.
    pub promised: i64,
    /// Its way.
    pub way: Way,
}

/// Orders that are open at the start.
#[derive(Clone, Debug)]
pub struct OpenOrders {
    /// The place of their destination.
    pub destination: usize,
    /// How many they are.
    pub weight: f64,
    /// When they were placed; below zero.
    pub placed: f64,
    /// The last day that keeps their promise.
    pub promised: i64,
    /// Their way.
    pub way: Way,
    /// Whether the carrier has them.
    pub in_transit: bool,
    age: f64,
}

/// Work that is left to do, in worked days.
#[derive(Clone, Copy, Debug)]
pub struct Rest {
    /// At the warehouse.
    pub handling: f64,
    /// At the carrier.
    pub transit: f64,
}

impl OpenOrders {
    /// What is left of one: as of those of the sample that took longer.
    pub fn rest(&self, setup: &Setup<'_>, chance: &mut Chance) -> Rest {
        let transits = &setup.transits[self.destination];
        if self.in_transit {
            return Rest {
                handling: 0.0,
                transit: longer(transits, self.age, chance) - self.age,
            };
        }
        Rest {
            handling: longer(&setup.handlings, self.age, chance) - self.age,
            transit: longer(transits, -1.0, chance),
        }
    }
}

/// One of some sorted times that are longer than a time; the time itself where
/// none is.
fn longer(sorted: &[f64], than: f64, chance: &mut Chance) -> f64 {
    let first = sorted.partition_point(|time| *time <= than);
    let at = first + chance.below(sorted.len() - first);
    sorted.get(at).copied().unwrap_or(than)
}

/// What every replay of a question shares.
#[derive(Clone, Debug)]
pub struct Setup<'a> {
    /// The past.
    pub past: &'a Past,
    /// The question.
    pub question: &'a Question,
    /// The orders to come.
    pub outlook: Outlook<'a>,
    /// How many days are replayed.
    pub days: usize,
    /// Whether the warehouse works on each of them.
    pub packs_on: Vec<bool>,
    /// Whether parcels are carried on each of them.
    pub delivers_on: Vec<bool>,
    /// The warehouse, where its capacity is learned.
    pub warehouse: Option<&'a Stage>,
    /// What it can do, where that was said.
    pub warehouse_gate: Option<u32>,
    /// The transit of each clock; none for that which never slows down.
    pub stages: Vec<Option<&'a Stage>>,
    /// What each gate lets through.
    pub gates: Vec<Option<u32>>,
    /// Of each order of the sample.
    pub kinds: Vec<Kind>,
    /// The names of destinations.
    pub destinations: Vec<String>,
    /// Open orders.
    pub open: Vec<OpenOrders>,
    /// Days promised where the shop promised nothing.
    pub usual_promise: u16,
    /// The places of the orders in the sample that were placed on each weekday,
    /// from Monday; of all, where they are few.
    of_weekday: Vec<Vec<usize>>,
    handlings: Vec<f64>,
    /// By destination.
    transits: Vec<Vec<f64>>,
    carriers: Vec<&'a str>,
}

impl<'a> Setup<'a> {
    /// Prepares a question.
    #[must_use]
    pub fn of(past: &'a Past, question: &'a Question) -> Self {
        let last = question.to.max(question.deliver_by.unwrap_or(question.to));
        let days = ((last - past.until).num_days() + 1 + TAIL_DAYS).max(1) as usize;
        let works = |of: &WorkDays| {
            days_from(past.until, days)
                .map(|day| of.works_on(day))
                .collect()
        };
        let (warehouse, warehouse_gate) = match question.warehouse {
            Capacity::Learned => (Some(&past.warehouse), None),
            Capacity::PerDay(most) => (None, Some(most)),
            Capacity::Unlimited => (None, None),
        };
        let stages = std::iter::once(None).chain(past.carriers.values().map(Some));
        let of_limit = |capacity| match capacity {
            Capacity::PerDay(most) => Some(most),
            Capacity::Learned | Capacity::Unlimited => None,
        };
        let mut setup = Self {
            past,
            question,
            outlook: Outlook::of(past, question),
            days,
            packs_on: works(&past.warehouse_days),
            delivers_on: works(&past.delivery_days),
            warehouse,
            warehouse_gate,
            stages: stages.collect(),
            gates: question
                .limits
                .iter()
                .map(|limit| of_limit(limit.capacity))
                .collect(),
            kinds: Vec::new(),
            destinations: Vec::new(),
            open: Vec::new(),
            usual_promise: usual_promise(past),
            of_weekday: (0..7).map(|weekday| of_weekday(past, weekday)).collect(),
            handlings: sorted(past.samples.iter().map(|sample| sample.handling)),
            transits: Vec::new(),
            carriers: past.carriers.keys().map(String::as_str).collect(),
        };
        setup.sort_orders();
        setup
    }

    /// Names the destinations, and finds the way of each order.
    fn sort_orders(&mut self) {
        let past = self.past;
        let of_samples = past.samples.iter().map(|sample| &sample.lane.to);
        let of_open = past.open.iter().map(|open| &open.lane.to);
        let mut destinations: BTreeMap<&str, usize> = BTreeMap::new();
        for to in of_samples.chain(of_open) {
            destinations.entry(to).or_default();
        }
        for (at, place) in destinations.values_mut().enumerate() {
            *place = at;
        }
        self.destinations = destinations.keys().map(|to| (*to).to_owned()).collect();
        self.kinds = past
            .samples
            .iter()
            .map(|sample| Kind {
                destination: destinations[sample.lane.to.as_str()],
                promised: self.promised(sample.promised),
                way: self.way_of(&sample.lane),
            })
            .collect();
        let all = sorted(past.samples.iter().map(|sample| sample.transit));
        self.transits = self
            .destinations
            .iter()
            .map(|to| {
                let there = past.samples.iter().filter(|sample| sample.lane.to == *to);
                let own = sorted(there.map(|sample| sample.transit));
                if own.is_empty() { all.clone() } else { own }
            })
            .collect();
        self.open = past
            .open
            .iter()
            .map(|open| {
                let until = past.until;
                let destination = destinations[open.lane.to.as_str()];
                let placed = -(until - open.placed_on).num_days();
                let promised = match (open.promised_on, self.question.promise) {
                    (Some(on), PromiseInForce::AsBefore) => (on - until).num_days(),
                    _ => placed + self.promised(None),
                };
                OpenOrders {
                    destination,
                    weight: past.open_weight
                        * self.comes(open.in_transit, open.age, destination, &open.lane.carrier),
                    placed: placed as f64,
                    promised,
                    way: self.way_of(&open.lane),
                    in_transit: open.in_transit,
                    age: open.age,
                }
            })
            .collect();
    }

    /// The place of an order in the sample that is placed on a weekday like that of
    /// a day: what is bought on Sunday waits for another time than what is bought
    /// on Monday.
    pub fn drawn(&self, day: usize, chance: &mut Chance) -> usize {
        let first = self.past.until.weekday().num_days_from_monday() as usize;
        let places = &self.of_weekday[(first + day) % 7];
        places.get(chance.below(places.len())).copied().unwrap_or(0)
    }

    fn promised(&self, as_before: Option<u16>) -> i64 {
        match self.question.promise {
            PromiseInForce::Days(days) => days.into(),
            PromiseInForce::AsBefore => as_before.unwrap_or(self.usual_promise).into(),
        }
    }

    /// How likely an open order ever leaves its stage: the older it is, the more
    /// likely it is one of those that never do.
    fn comes(&self, in_transit: bool, age: f64, destination: usize, carrier: &str) -> f64 {
        let (times, stage) = if in_transit {
            (&self.transits[destination], self.past.carriers.get(carrier))
        } else {
            (&self.handlings, Some(&self.past.warehouse))
        };
        let out = times.len() - times.partition_point(|time| *time <= age);
        let lost = stage.map_or(0.0, |stage| stage.lost);
        let comes = (1.0 - lost) * out as f64 / times.len().max(1) as f64;
        comes / (comes + lost).max(f64::MIN_POSITIVE)
    }

    /// The way of a lane: by the first limit that it falls under.
    #[must_use]
    pub fn way_of(&self, lane: &Lane) -> Way {
        let carrier = self
            .carriers
            .binary_search(&lane.carrier.as_str())
            .unwrap_or(0);
        let limits = &self.question.limits;
        let limit = limits.iter().position(|limit| limit.covers(lane));
        let capacity = limit.map_or(Capacity::Learned, |limit| limits[limit].capacity);
        let (gate, clock) = match capacity {
            Capacity::Learned if self.carriers.is_empty() => (None, 0),
            Capacity::Learned => (None, carrier + 1),
            Capacity::PerDay(_) => (limit, 0),
            Capacity::Unlimited => (None, 0),
        };
        Way {
            gate,
            clock,
            carrier,
        }
    }

    /// How far warehouse and clocks slow down, drawn once.
    pub fn slowness(&self, chance: &mut Chance) -> (f64, Vec<f64>) {
        let mut drawn = |stage: &Option<&Stage>| stage.map_or(0.0, |stage| stage.drawn(chance));
        (
            drawn(&self.warehouse),
            self.stages.iter().map(drawn).collect(),
        )
    }

    /// For each week, how long handling and the transit of each carrier take
    /// against usual: runs of weeks of the past, drawn at random.
    pub fn weeks(&self, run: usize, chance: &mut Chance) -> Vec<(f64, Vec<f64>)> {
        let stages = || self.past.carriers.values();
        let of = |stage: &Stage| {
            stage
                .weeks
                .iter()
                .rposition(Option::is_some)
                .map_or(0, |last| last + 1)
        };
        let known = stages().map(of).chain([of(&self.past.warehouse)]).max();
        let known = known.unwrap_or(0).min(WEEKS);
        let mut start = 0;
        let week = |week: usize| {
            if week.is_multiple_of(run) {
                start = run - 1 + chance.below(known.saturating_sub(run - 1));
            }
            let then = start - week % run;
            (
                self.past.warehouse.of_week(then),
                stages().map(|stage| stage.of_week(then)).collect(),
            )
        };
        (0..self.days.div_ceil(7)).map(week).collect()
    }
}

/// Days from one on.
pub fn days_from(first: NaiveDate, count: usize) -> impl Iterator<Item = NaiveDate> {
    (0..count as u64).map(move |day| first.checked_add_days(Days::new(day)).unwrap_or(first))
}

fn sorted(times: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut times: Vec<f64> = times.collect();
    times.sort_by(f64::total_cmp);
    times
}

fn of_weekday(past: &Past, weekday: usize) -> Vec<usize> {
    let samples = || past.samples.iter().enumerate();
    let same = samples().filter(|(_, sample)| sample.weekday == weekday);
    let same: Vec<usize> = same.map(|(at, _)| at).collect();
    if same.len() < LEAST_OF_WEEKDAY {
        return samples().map(|(at, _)| at).collect();
    }
    same
}

fn usual_promise(past: &Past) -> u16 {
    let took = sorted(past.samples.iter().map(|sample| sample.took()));
    let at = (took.len() as f64 * USUAL_PROMISE) as usize;
    let days = took.get(at.min(took.len().saturating_sub(1))).copied();
    days.unwrap_or(0.0).ceil().min(1_000.0) as u16
}
