//! What a planner keeps of the past: counts, histograms and a sample of orders,
//! built order by order in bounded memory, whatever the order of the file.

use super::chance::hashed;
use super::days::{WorkDays, clock};
use super::sketch::Sketch;
use super::stage::{MATURE, SAMPLED, Stage, Week};
use crate::history::PastOrder;
use crate::promise::{End, Order};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Weeks that are looked back on.
const WEEKS: usize = 120;
/// So many finished orders are kept.
const SAMPLES: usize = 20_000;
/// So many open ones are kept.
const OPEN: usize = 2_000;
/// What has been open for so many days is not waited for.
const OPEN_DAYS: i64 = 60;

/// Where parcels leave, where they go, and who carries them; empty where the
/// past does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Lane {
    /// The region of the origin ("BR-SP").
    pub from: String,
    /// The region of the destination.
    pub to: String,
    /// The carrier.
    pub carrier: String,
}

impl Lane {
    /// The lane of an order.
    #[must_use]
    pub fn of(order: &Order) -> Self {
        let region = |end: &End| match (&end.country, &end.region) {
            (None, None) => String::new(),
            _ => end.region_name(),
        };
        Self {
            from: region(&order.origin),
            to: region(&order.destination),
            carrier: order.carrier.clone().unwrap_or_default(),
        }
    }
}

/// An order that stands for others like it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// Its lane.
    pub lane: Lane,
    /// The weekday on which it was placed, counted from Monday as 0.
    pub weekday: usize,
    /// The part of the day that had passed when it was placed.
    pub placed: f64,
    /// Worked days to the hand-over, at the pace of lately.
    pub handling: f64,
    /// Worked days from there to the delivery, at the pace of lately.
    pub transit: f64,
    /// Days promised, counted from the date of the purchase.
    pub promised: Option<u16>,
    /// The same two times in days, days off included.
    days: [f64; 2],
    /// How many weeks before the plan each of the two began.
    weeks: [usize; 2],
}

impl Sample {
    /// Days from purchase to delivery, days off included.
    #[must_use]
    pub fn took(&self) -> f64 {
        self.days[0] + self.days[1]
    }

    /// Brings its times to another pace.
    fn keep_pace(&mut self, handling: f64, transit: f64) {
        self.handling *= handling;
        self.transit *= transit;
        self.days = [self.days[0] * handling, self.days[1] * transit];
    }
}

/// An order that is still open at the moment of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Open {
    /// Its lane.
    pub lane: Lane,
    /// The day it was placed.
    pub placed_on: NaiveDate,
    /// Worked days that it has been in the stage it is in.
    pub age: f64,
    /// Whether a carrier has it.
    pub in_transit: bool,
    /// The day promised.
    pub promised_on: Option<NaiveDate>,
}

/// What is kept of the past, as it stood before a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Past {
    /// The first day that is not seen.
    pub until: NaiveDate,
    /// The days the warehouse works.
    pub warehouse_days: WorkDays,
    /// The days parcels are carried and delivered.
    pub delivery_days: WorkDays,
    /// Orders placed, by day.
    pub placed: BTreeMap<NaiveDate, u32>,
    /// Finished orders.
    pub samples: Vec<Sample>,
    /// Open orders.
    pub open: Vec<Open>,
    /// How many orders each open one stands for.
    pub open_weight: f64,
    /// The warehouse.
    pub warehouse: Stage,
    /// The transit of each carrier.
    pub carriers: BTreeMap<String, Stage>,
}

/// Takes in the past, order by order.
#[derive(Clone, Debug)]
pub struct Learner {
    until: NaiveDate,
    warehouse_days: WorkDays,
    delivery_days: WorkDays,
    placed: BTreeMap<NaiveDate, u32>,
    warehouse: Vec<Week>,
    carriers: BTreeMap<String, Vec<Week>>,
    samples: Sketch<Sample>,
    open: Sketch<Open>,
}

impl Learner {
    /// Of what happened before a day; nothing later is looked at.
    #[must_use]
    pub fn until(until: NaiveDate, warehouse_days: WorkDays, delivery_days: WorkDays) -> Self {
        Self {
            until,
            warehouse_days,
            delivery_days,
            placed: BTreeMap::new(),
            warehouse: vec![Week::default(); WEEKS],
            carriers: BTreeMap::new(),
            samples: Sketch::of(SAMPLES),
            open: Sketch::of(OPEN),
        }
    }

    /// Takes in an order. What happened to it later is unseen, and so is an
    /// order that was placed later.
    pub fn add(&mut self, past: &PastOrder) {
        let end = self.until.and_time(NaiveTime::MIN);
        let placed_at = past.order.placed_at;
        if placed_at >= end {
            return;
        }
        *self.placed.entry(placed_at.date()).or_default() += 1;
        let seen = |at: Option<NaiveDateTime>| at.filter(|at| *at < end);
        let delivered_at = seen(past.delivered_at).map(|at| at.max(placed_at));
        // Where no hand-over is told, all of the way is transit.
        let told = seen(past.handed_over_at).map(|at| at.max(placed_at));
        let handed_over_at = match (told, delivered_at) {
            (Some(told), Some(delivered)) => Some(told.min(delivered)),
            (None, Some(_)) => Some(placed_at),
            (told, None) => told,
        };
        self.count(past, handed_over_at, delivered_at);
        match (handed_over_at, delivered_at) {
            (Some(handed_over), Some(delivered)) => self.sample(past, handed_over, delivered),
            _ => self.still_open(past, handed_over_at),
        }
    }

    /// Counts it in the weeks of its stages.
    fn count(
        &mut self,
        past: &PastOrder,
        out: Option<NaiveDateTime>,
        delivered: Option<NaiveDateTime>,
    ) {
        let (until, placed_at) = (self.until, past.order.placed_at);
        let carrier = past.order.carrier.clone().unwrap_or_default();
        let pass = |weeks: &mut Vec<Week>,
                    days: &WorkDays,
                    from: NaiveDateTime,
                    to: Option<NaiveDateTime>| {
            let week = |at: NaiveDateTime| weeks_before(until, at.date());
            if let Some(week) = weeks.get_mut(week(from)) {
                week.entered += 1;
                if let Some(to) = to {
                    week.took(days.between(from, to));
                }
            }
            if let Some(week) = to.and_then(|to| weeks.get_mut(week(to))) {
                week.left += 1;
            }
        };
        pass(&mut self.warehouse, &self.warehouse_days, placed_at, out);
        if let Some(out) = out {
            let weeks = self.carriers.entry(carrier);
            let weeks = weeks.or_insert_with(|| vec![Week::default(); WEEKS]);
            pass(weeks, &self.delivery_days, out, delivered);
        }
    }

    fn sample(&mut self, past: &PastOrder, out: NaiveDateTime, delivered: NaiveDateTime) {
        let placed_at = past.order.placed_at;
        let week = weeks_before(self.until, placed_at.date());
        if !(MATURE..SAMPLED).contains(&week) {
            return;
        }
        let days =
            |from: NaiveDateTime, to: NaiveDateTime| (to - from).num_seconds() as f64 / 86_400.0;
        let promised = past
            .promised_on
            .map(|on| (on - placed_at.date()).num_days());
        let sample = Sample {
            lane: Lane::of(&past.order),
            weekday: placed_at.weekday().num_days_from_monday() as usize,
            placed: clock(placed_at),
            handling: self.warehouse_days.between(placed_at, out),
            transit: self.delivery_days.between(out, delivered),
            promised: promised.map(|days| days.clamp(0, 1_000) as u16),
            days: [days(placed_at, out), days(out, delivered)],
            weeks: [week, weeks_before(self.until, out.date())],
        };
        self.samples.add(hashed(&past.number), sample);
    }

    fn still_open(&mut self, past: &PastOrder, out: Option<NaiveDateTime>) {
        let placed_at = past.order.placed_at;
        let end = self.until.and_time(NaiveTime::MIN);
        // How the file says it stands may be news of later: only what has a time
        // is looked at.
        if (end - placed_at).num_days() > OPEN_DAYS {
            return;
        }
        let age = match out {
            Some(out) => self.delivery_days.between(out, end),
            None => self.warehouse_days.between(placed_at, end),
        };
        let open = Open {
            lane: Lane::of(&past.order),
            placed_on: placed_at.date(),
            age,
            in_transit: out.is_some(),
            promised_on: past.promised_on,
        };
        self.open.add(hashed(&past.number), open);
    }

    /// What is known.
    #[must_use]
    pub fn known(self) -> Past {
        let open_weight = self.open.weight();
        let mut samples = self.samples.kept();
        let days = mean(samples.iter().map(|sample| sample.days[0]));
        let mut warehouse = Stage::learned(&self.warehouse, days);
        let mut carriers = BTreeMap::new();
        for (carrier, weeks) in &self.carriers {
            let of_carrier = samples
                .iter()
                .filter(|sample| sample.lane.carrier == *carrier);
            let days = mean(of_carrier.map(|sample| sample.days[1]));
            carriers.insert(carrier.clone(), Stage::learned(weeks, days));
        }
        for sample in &mut samples {
            let [placed, out] = sample.weeks;
            let stage = carriers.get(&sample.lane.carrier);
            let transit = stage.map_or(1.0, |stage| stage.lately_against(out));
            sample.keep_pace(warehouse.lately_against(placed), transit);
        }
        warehouse.mean_days = mean(samples.iter().map(|sample| sample.days[0]));
        for (carrier, stage) in &mut carriers {
            let of_carrier = samples
                .iter()
                .filter(|sample| sample.lane.carrier == *carrier);
            stage.mean_days = mean(of_carrier.map(|sample| sample.days[1]));
        }
        Past {
            until: self.until,
            warehouse_days: self.warehouse_days,
            delivery_days: self.delivery_days,
            placed: self.placed,
            samples,
            open: self.open.kept(),
            open_weight,
            warehouse,
            carriers,
        }
    }
}

/// How many weeks before a day another lies: 0 for the seven days before it.
fn weeks_before(until: NaiveDate, day: NaiveDate) -> usize {
    let days = (until - day).num_days() - 1;
    usize::try_from(days / 7).unwrap_or(0)
}

fn mean(of: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = of.fold((0.0, 0.0), |(sum, n), value| (sum + value, n + 1.0));
    sum / f64::max(n, 1.0)
}

impl Past {
    /// Orders placed on a day.
    #[must_use]
    pub fn placed_on(&self, day: NaiveDate) -> f64 {
        f64::from(self.placed.get(&day).copied().unwrap_or(0))
    }

    /// A day before the plan, counted back from 1.
    #[must_use]
    pub fn day_before(&self, days: u64) -> NaiveDate {
        let earlier = self.until.checked_sub_days(Days::new(days));
        earlier.unwrap_or(self.until)
    }
}
