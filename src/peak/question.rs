//! What a planner asks: which peak, how large, and what may be done a day.

use super::past::Lane;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A question about a peak to come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The first day of the peak.
    pub from: NaiveDate,
    /// The last day of the peak.
    pub to: NaiveDate,
    /// How many orders are expected.
    pub demand: Demand,
    /// How uncertain uplifts and the growth of a repeated peak are: the standard
    /// deviation of their logarithm (0.3: two in three lie within 30 %).
    pub spread: f64,
    /// What the warehouse hands over on a working day.
    pub warehouse: Capacity,
    /// What carriers take on a working day; of several limits that a parcel
    /// falls under, the first counts.
    pub limits: Vec<Limit>,
    /// What is promised at the checkout.
    pub promise: PromiseInForce,
    /// Last-order days are worked out for a delivery by this day.
    pub deliver_by: Option<NaiveDate>,
    /// How likely such a delivery has to be (0.9).
    pub by_chance: f64,
    /// The share that is to be on time after padding (0.95).
    pub on_time_goal: f64,
    /// How many contacts to expect.
    pub contacts: Contacts,
    /// How many times the peak is replayed.
    pub replays: u32,
    /// What all chance follows from.
    pub seed: u64,
}

impl Question {
    /// A question about some days, with everything else as it is usually asked.
    #[must_use]
    pub fn about(from: NaiveDate, to: NaiveDate, demand: Demand) -> Self {
        Self {
            from,
            to,
            demand,
            spread: 0.3,
            warehouse: Capacity::Learned,
            limits: Vec::new(),
            promise: PromiseInForce::AsBefore,
            deliver_by: None,
            by_chance: 0.9,
            on_time_goal: 0.95,
            contacts: Contacts::default(),
            replays: 200,
            seed: 1,
        }
    }
}

/// Where the number of orders comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// A peak of the past comes again.
    Again {
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        to: NaiveDate,
        /// So many times its orders.
        growth: f64,
    },
    /// Ordinary days, and promotions on some of them.
    Calendar {
        /// So many times the orders of the last four weeks on an ordinary day;
        /// where nobody says, the trend of the last weeks goes on.
        growth: Option<f64>,
        /// The promotions.
        promotions: Vec<Promotion>,
    },
}

/// Days on which more is bought than usual.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Promotion {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// So many times the orders of an ordinary day.
    pub uplift: f64,
}

/// What a stage gets done on a working day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// What the past shows: see [`super::Stage`].
    #[default]
    Learned,
    /// So many and not one more: what is beyond waits in line.
    PerDay(u32),
    /// Whatever comes.
    Unlimited,
}

/// A capacity of a carrier, or of some of its lanes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// Of this carrier alone.
    pub carrier: Option<String>,
    /// Of lanes from this region alone.
    pub from: Option<String>,
    /// Of lanes to this region alone.
    pub to: Option<String>,
    /// How much.
    pub capacity: Capacity,
}

impl Limit {
    /// Whether parcels of a lane fall under it.
    #[must_use]
    pub fn covers(&self, lane: &Lane) -> bool {
        let fits = |said: &Option<String>, is: &str| said.as_deref().is_none_or(|said| said == is);
        fits(&self.carrier, &lane.carrier)
            && fits(&self.from, &lane.from)
            && fits(&self.to, &lane.to)
    }
}

/// The promise that decides what is late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseInForce {
    /// As the shop promised lately; where it promised nothing, what kept 95 %.
    #[default]
    AsBefore,
    /// So many days from the purchase, for everybody.
    Days(u16),
}

/// How often buyers ask, and how many questions a rep can answer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contacts {
    /// Contacts a day for each parcel that is late on that day.
    pub per_late_parcel: f64,
    /// Contacts for each order, on the day it is placed, whatever becomes of it.
    pub per_order: f64,
    /// Contacts that a rep answers in a day.
    pub per_rep: f64,
}

impl Default for Contacts {
    /// Guesses to start from, which a shop replaces by its own figures.
    fn default() -> Self {
        Self {
            per_late_parcel: 0.1,
            per_order: 0.05,
            per_rep: 60.0,
        }
    }
}
