//! What a plan answers, each figure with its interval.

use super::past::Lane;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The part of the replays that lies below an interval, and above it: together
/// they leave 80 %.
const OUTSIDE: f64 = 0.1;

/// A figure: its mean over the replays, and between what eight of ten lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// One of ten replays gives less.
    pub low: f64,
    /// The mean.
    pub expected: f64,
    /// One of ten replays gives more.
    pub high: f64,
}

impl Interval {
    /// Of the figures of replays. A mean that a few of them draw out of the
    /// interval widens it.
    #[must_use]
    pub fn of(figures: impl IntoIterator<Item = f64>) -> Self {
        let figures: Vec<f64> = figures.into_iter().collect();
        let mean = figures.iter().sum::<f64>() / figures.len().max(1) as f64;
        Self::around(mean, figures)
    }

    /// The interval of the figures of replays around one that was found otherwise.
    #[must_use]
    pub fn around(expected: f64, mut figures: Vec<f64>) -> Self {
        figures.sort_by(f64::total_cmp);
        let at = |share: f64| {
            let place = (figures.len().saturating_sub(1) as f64 * share).round() as usize;
            figures.get(place).copied().unwrap_or(expected)
        };
        Self {
            low: at(OUTSIDE).min(expected),
            expected,
            high: at(1.0 - OUTSIDE).max(expected),
        }
    }
}

/// The whole peak: of the orders placed in it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Total {
    /// How many.
    pub orders: Interval,
    /// The share that arrives after the day promised.
    pub late_share: Interval,
    /// Days from purchase to hand-over: mean.
    pub handling_days: Interval,
    /// The same: what half of them take at most.
    pub handling_median: Interval,
    /// Days from hand-over to delivery: mean.
    pub transit_days: Interval,
    /// The same: what half of them take at most.
    pub transit_median: Interval,
    /// Contacts of the busiest day.
    pub contacts: Interval,
    /// Reps that the busiest day needs.
    pub reps: Interval,
}

/// A day of the peak, or of the weeks after it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DayAnswer {
    /// The day.
    pub day: NaiveDate,
    /// Orders placed.
    pub orders: Interval,
    /// Parcels handed over.
    pub handed_over: Interval,
    /// Waiting at the warehouse at its end.
    pub at_warehouse: Interval,
    /// At carriers at its end.
    pub at_carriers: Interval,
    /// Of the orders placed on it: the share that arrives late.
    pub late_share: Interval,
    /// Contacts on it.
    pub contacts: Interval,
    /// Reps it needs.
    pub reps: Interval,
}

/// A destination.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DestinationAnswer {
    /// The region; empty where the past does not say.
    pub destination: String,
    /// Its orders of the peak.
    pub orders: Interval,
    /// The share of them that arrives late.
    pub late_share: Interval,
    /// Days from purchase to delivery: mean in the peak.
    pub days: Interval,
    /// The same as it is lately.
    pub usual_days: f64,
    /// Days to add to the promise so that the goal is kept.
    pub padding: Interval,
    /// The share on time with them.
    pub on_time_padded: Interval,
}

/// The last day to order for a delivery by a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LastOrder {
    /// The lane.
    pub lane: Lane,
    /// The last day of delivery: asked for, or the last before it on which
    /// somebody delivers.
    pub deliver_by: NaiveDate,
    /// The last day to order; none where even the first day of the plan is late.
    pub order_by: Option<NaiveDate>,
    /// One of ten replays says this day or an earlier one, or none.
    pub earliest: Option<NaiveDate>,
    /// One of ten replays says this day or a later one.
    pub latest: Option<NaiveDate>,
    /// Orders of the lane that it rests on.
    pub n: u32,
}

/// What the plan rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Basis {
    /// The first day that was not seen.
    pub until: NaiveDate,
    /// Finished orders that are drawn from.
    pub samples: u32,
    /// What an ordinary week gains a week, as a factor.
    pub weekly_gain: f64,
    /// Orders a day that the warehouse is proven to hand over.
    pub warehouse_proven: f64,
    /// How far it slows down beyond that: 0 not at all, 1 all of it.
    pub warehouse_slowness: f64,
    /// The same of each carrier: its name, parcels a day, slowness.
    pub carriers: Vec<(String, f64, f64)>,
    /// Days promised where the shop promised nothing.
    pub usual_promise: u16,
}

/// A change of what is promised, that a plan makes while it applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseChange {
    /// The region of the destination.
    pub destination: String,
    /// The first day of purchase that it applies to.
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
    /// Days to add.
    pub days: u16,
}

/// What a reply can say to a buyer while a plan applies.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReplyFacts {
    /// The region of the destination.
    pub destination: String,
    /// The first day of purchase that it is true of.
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
    /// Days that orders take longer than usual, whole.
    pub longer_by: u16,
    /// Days that they usually take, whole.
    pub usual_days: u16,
    /// The last day to order for a delivery by the day asked about, on the
    /// slowest lane there.
    pub order_by: Option<NaiveDate>,
}
