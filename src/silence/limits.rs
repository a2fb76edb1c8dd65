//! The limits of silence: what the table of counted waits says for a carrier,
//! lane and stage, and what holds where too little was counted.

use super::histogram::Histogram;
use super::{Lane, Stage};
use crate::carrier::{self, Kind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A healthy parcel may raise an alarm by its silence, at any of its waits,
/// with this chance at most.
pub const MOST_ALARMS: f64 = 0.003;

/// From so many counted waits on they are asked; fewer say too little of what
/// happens once in thousands of times.
const ENOUGH: u64 = 1_000;

/// So many hours after it was made a scan may still reach us: carriers hand
/// over many of a day's scans in the night. Waits are counted from scan to
/// scan, and what is late says nothing of the parcel.
const LATE_NEWS_HOURS: u32 = 12;

/// Three working days at the hand-over.
const LABEL_HOURS: u32 = 72;

/// Before it has begun no way is long: at the hand-over, what was counted may
/// stretch the default so many times and no further. Shops that leave parcels
/// standing would else teach that this is how it is.
const LABEL_STRETCH: u32 = 2;

/// How long a parcel may be silent before somebody should look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Limit {
    /// In working hours.
    pub hours: u32,
    /// How it is known.
    pub basis: Basis,
}

/// How a limit is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// From the waits counted on its lane.
    Lane,
    /// From the waits counted of its carrier, on every lane.
    Carrier,
    /// From no count: what such carriers need.
    Default,
}

/// The table of counted waits.
#[derive(Clone, Debug, Default)]
pub struct Table {
    counted: BTreeMap<(String, Lane), BTreeMap<Stage, Histogram>>,
}

impl Table {
    /// Takes in how often waits of a step were counted.
    pub fn count(&mut self, carrier: &str, lane: &Lane, stage: Stage, step: u8, times: u64) {
        self.counted
            .entry((carrier.to_owned(), lane.clone()))
            .or_default()
            .entry(stage)
            .or_default()
            .count(step, times);
    }

    /// The limits that follow.
    #[must_use]
    pub fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        let mut carriers: BTreeMap<&str, BTreeMap<Stage, Histogram>> = BTreeMap::new();
        for ((carrier, lane), stages) in &self.counted {
            let of_carrier = carriers.entry(carrier).or_default();
            for (stage, waits) in stages {
                of_carrier.entry(*stage).or_default().merge(waits);
            }
            for (stage, hours) in limits_of(stages) {
                let key = (carrier.clone(), lane.clone());
                limits.lanes.entry(key).or_default().insert(stage, hours);
            }
        }
        for (carrier, stages) in carriers {
            limits
                .carriers
                .insert(carrier.to_owned(), limits_of(&stages).collect());
        }
        limits
    }
}

/// The limit of each stage of which enough was counted.
///
/// A parcel has several waits. The chance that any of them raises an alarm is
/// at most the sum of theirs, so that the mean parcel's waits share the chance
/// that is left to it.
fn limits_of(stages: &BTreeMap<Stage, Histogram>) -> impl Iterator<Item = (Stage, u32)> {
    let waits = |stage: Stage| stages.get(&stage).map_or(0, Histogram::total);
    let parcels = waits(Stage::Journey).max(1);
    let all: u64 = stages
        .iter()
        .filter(|(stage, _)| **stage != Stage::Journey)
        .map(|(_, counted)| counted.total())
        .sum();
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
    let share = MOST_ALARMS / (all as f64 / parcels as f64).max(1.0);
    stages
        .iter()
        .filter(|(stage, counted)| **stage != Stage::Journey && counted.total() >= ENOUGH)
        .filter_map(move |(stage, counted)| {
            let hours = whole(counted.exceeded_by(share)?) + LATE_NEWS_HOURS;
            Some((
                *stage,
                longest(*stage).map_or(hours, |longest| hours.min(longest)),
            ))
        })
}

fn longest(stage: Stage) -> Option<u32> {
    (stage == Stage::Label).then_some(LABEL_HOURS * LABEL_STRETCH)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is clamped before"
)]
fn whole(hours: f64) -> u32 {
    hours.ceil().clamp(1.0, 10_000.0) as u32
}

/// Every limit there is.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    lanes: BTreeMap<(String, Lane), BTreeMap<Stage, u32>>,
    carriers: BTreeMap<String, BTreeMap<Stage, u32>>,
}

impl Limits {
    /// The limit for a parcel of a carrier on a lane, at a stage.
    #[must_use]
    pub fn of(&self, carrier: &str, lane: &Lane, stage: Stage) -> Limit {
        let of_lane = || {
            let stages = self.lanes.get(&(carrier.to_owned(), lane.clone()))?;
            stages.get(&stage).copied()
        };
        let of_carrier = || self.carriers.get(carrier)?.get(&stage).copied();
        if let Some(hours) = of_lane() {
            return Limit {
                hours,
                basis: Basis::Lane,
            };
        }
        if let Some(hours) = of_carrier() {
            return Limit {
                hours,
                basis: Basis::Carrier,
            };
        }
        Limit {
            hours: default_hours(carrier, lane, stage),
            basis: Basis::Default,
        }
    }
}

/// What such carriers need, in working hours: express in a day or two, parcel
/// services in three, posts in five between two scans; borders take as long
/// again.
fn default_hours(carrier: &str, lane: &Lane, stage: Stage) -> u32 {
    let moving = match carrier::kind_of(carrier) {
        Kind::Express => 48,
        Kind::Parcel => 72,
        Kind::Post => 120,
    };
    let border = if lane.is_international() { 2 } else { 1 };
    match stage {
        Stage::Label => LABEL_HOURS,
        Stage::PickedUp | Stage::InTransit | Stage::Returning | Stage::Exception => moving * border,
        Stage::OutForDelivery => 24,
        Stage::Attempted => 72,
        Stage::Journey => 10 * moving * border,
    }
}
