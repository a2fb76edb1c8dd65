//! What to promise: learned from what became of earlier orders, night by night.
//!
//! Two *legs* are learned alike: the whole way (from purchase) and the transit
//! (from hand-over), each to the delivery. For an order that took T days, with
//! y = ln(T + 4):
//!
//! 1. **Centre.** m = a constant + one *effect* per clue: destination region,
//!    lane, postal prefixes, distance, origin, warehouse, service, weekday and
//!    hour, category, weight, load and so on (`clues`). Each night every effect
//!    is set to its shrunken mean, b = sum(w r) / (sum(w) + k), where r is what
//!    the others leave of y, w = e^(-age / 250 days), and k says how many orders
//!    a level must show before half of it is believed (`effects`). The week of
//!    the start has an effect as well, so that a bad December is not held
//!    against the lanes that were busy then; no forecast reads it.
//! 2. **Lately.** What the centre leaves, week aside, is averaged again with a
//!    short memory: of all (e^(-age / 7 days)), of the region (14 days) and of
//!    the warehouse (20 days). This is added to m.
//! 3. **Spread.** How much sooner than m an order may come is told by clues
//!    too: ln(|y - m| + 0.05) is fitted like the centre, and gives s. What comes
//!    later than m has no such scale: a parcel that gets stuck gets stuck in
//!    much the same way wherever it goes.
//! 4. **Calibration.** u = (y - m) / s below the centre and y - m above it,
//!    with the m and s that were *forecast* for each order on its day, never
//!    with hindsight. The share of u that came below any value in the last weeks
//!    (e^(-age / 30 days)) is a Kaplan-Meier curve per destination region, into
//!    which all regions together enter with the weight of 250 orders
//!    (`arrivals`). With its quantile q(p), the answer is
//!    P = e^(m + s q(p)) - 4 days, without s where q(p) is positive. The curve is
//!    made of what recent forecasts missed, so the coverage is corrected when
//!    times change.
//!
//! **Orders still open** say that T is more than their age. Leaving them out
//! would make every recent week look fast. In 1 and 2 they enter as censored
//! observations of a normal distribution (`normal`), in 4 as those of the curve.
//! Some never arrive: an order still open counts by the chance that it comes at
//! all, S (1 - l) / (S (1 - l) + l), with S the share of those that come which
//! would still be out at its age, and l the share of orders that were never
//! delivered.
//!
//! **Nothing here looks ahead.** All is learned at the first event after a
//! midnight, from what had happened before that midnight; load is counted up to
//! the moment. The clock is the caller's, and the same events in the same order
//! give the same answers to the last bit.
//!
//! **What it is not:** the calendar of carriers and warehouses is applied to the
//! answer by the caller, who moves an end off a day on which nobody delivers.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

mod arrivals;
mod basis;
mod clues;
mod effects;
mod leg;
mod load;
mod model;
mod normal;
#[cfg(test)]
mod tests;

pub use basis::{Basis, Pool};
pub use model::{Model, Ticket};

/// One end of an order's way. What is not known is not there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct End {
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// A state or province, as the shop names it.
    pub region: Option<String>,
    /// The first characters of the postal code, or all of it.
    pub postal_prefix: Option<String>,
    /// Latitude and longitude, in degrees.
    pub point: Option<(f64, f64)>,
}

impl End {
    /// Country and region as one name ("BR-SP"), or what is known of the two.
    #[must_use]
    pub fn region_name(&self) -> String {
        match (&self.country, &self.region) {
            (Some(country), Some(region)) => format!("{country}-{region}"),
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => "unknown".to_owned(),
        }
    }
}

/// What is known of an order when it is placed. What is not known is not there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// When it was bought, on the clock that all times of a history are told by.
    pub placed_at: NaiveDateTime,
    /// From when on it counts, where that is later: it came after the cut-off,
    /// or on a day when nobody packs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts_from: Option<NaiveDateTime>,
    /// Who packs it: a warehouse, or a seller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warehouse: Option<String>,
    /// Where it leaves from.
    #[serde(default)]
    pub origin: End,
    /// Where it goes.
    #[serde(default)]
    pub destination: End,
    /// Who carries it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carrier: Option<String>,
    /// By which of the carrier's services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// What kind of goods, in the shop's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// How many pieces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub items: Option<u32>,
    /// How heavy, in grams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_g: Option<f64>,
    /// How large, in litres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_l: Option<f64>,
    /// What the goods cost, in the shop's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goods_value: Option<f64>,
    /// What sending it costs, in the shop's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub freight_value: Option<f64>,
}

impl Order {
    /// An order of which nothing is known but when it was placed.
    #[must_use]
    pub fn placed_at(placed_at: NaiveDateTime) -> Self {
        Self {
            placed_at,
            counts_from: None,
            warehouse: None,
            origin: End::default(),
            destination: End::default(),
            carrier: None,
            service: None,
            category: None,
            items: None,
            weight_g: None,
            volume_l: None,
            goods_value: None,
            freight_value: None,
        }
    }

    /// From when on its days count.
    #[must_use]
    pub fn start(&self) -> NaiveDateTime {
        let later = self.counts_from.unwrap_or(self.placed_at);
        later.max(self.placed_at)
    }
}

/// What a text says; what is not known says nothing.
fn said(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or_default()
}

/// At which moment of an order's story a promise is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// At the checkout; days count from the purchase, or from when it counts.
    Purchase,
    /// When the carrier takes over; days count from then.
    HandOver,
}

impl Stage {
    /// Its code in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Purchase => "purchase",
            Self::HandOver => "hand_over",
        }
    }
}

/// The quantiles of an answer: its name, and the share that is read off the
/// curve for it.
///
/// The outer ones are read further out. A curve is made of the past, and the
/// next weeks are always a little news: read as they are, [P10, P90] kept 77.5 %
/// in the walk-forward. P95 and P97 are promises, which people take for dates: a
/// missed one costs more than the day that the margin takes.
pub const QUANTILES: [(&str, f64); 6] = [
    ("p10", 0.094),
    ("p50", 0.5),
    ("p80", 0.80),
    ("p90", 0.907),
    ("p95", 0.964),
    ("p97", 0.978),
];

/// When an order comes, in days from the start of its stage, and what says so.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// One for each of [`QUANTILES`], never falling, never below zero.
    pub days: [f64; QUANTILES.len()],
    /// What it rests on.
    pub basis: Basis,
}

/// Days since 1970, with the part of the day that has passed.
fn days_of(at: NaiveDateTime) -> f64 {
    at.and_utc().timestamp() as f64 / 86_400.0
}
