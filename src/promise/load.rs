//! How busy the shop, its warehouses and the ways to each region are.

use super::clues::Clue;
use super::{Order, days_of, said};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, VecDeque};

/// Days for which events are kept.
const KEPT_DAYS: f64 = 60.0;

/// When something happened, in days since 1970, oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Times(VecDeque<f64>);

impl Times {
    /// What is told of late counts from when it is told.
    fn add(&mut self, at: f64) {
        let at = self.0.back().map_or(at, |last| at.max(*last));
        self.0.push_back(at);
        while self.0.front().is_some_and(|first| *first < at - KEPT_DAYS) {
            self.0.pop_front();
        }
    }

    /// How often after a moment, and not after another.
    fn between(&self, from: f64, to: f64) -> f64 {
        let count = |moment: f64| self.0.partition_point(|at| *at <= moment);
        count(to).saturating_sub(count(from)) as f64
    }
}

/// What comes in somewhere, and what goes out.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Flow {
    into: Times,
    out_of: Times,
}

/// Counts of the last weeks.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Load {
    placed: Times,
    /// Placed and handed over.
    warehouses: HashMap<String, Flow>,
    /// Handed over and delivered.
    regions: HashMap<String, Flow>,
}

impl Load {
    /// Counts an order.
    pub fn placed(&mut self, order: &Order) {
        let at = days_of(order.placed_at);
        self.placed.add(at);
        let warehouse = self.warehouses.entry(said(&order.warehouse).to_owned());
        warehouse.or_default().into.add(at);
    }

    /// Counts a parcel that the carrier took over.
    pub fn handed_over(&mut self, order: &Order, at: f64) {
        let warehouse = self.warehouses.entry(said(&order.warehouse).to_owned());
        warehouse.or_default().out_of.add(at);
        let region = self.regions.entry(order.destination.region_name());
        region.or_default().into.add(at);
    }

    /// Counts a parcel that arrived.
    pub fn delivered(&mut self, order: &Order, at: f64) {
        let region = self.regions.entry(order.destination.region_name());
        region.or_default().out_of.add(at);
    }

    /// How busy all is for an order.
    pub fn clues(&self, order: &Order, now: f64) -> [(Clue, String); 3] {
        let lately = self.placed.between(now - 4.0, now) / 4.0;
        let before = self.placed.between(now - 35.0, now - 7.0) / 28.0;
        let warehouse = self.warehouses.get(said(&order.warehouse));
        let region = self.regions.get(&order.destination.region_name());
        let unmet = || "new".to_owned();
        [
            (Clue::ShopLoad, ratio(lately + 1.0, before + 1.0)),
            (
                Clue::WarehouseLoad,
                warehouse.map_or_else(unmet, |flow| of_warehouse(flow, now)),
            ),
            (
                Clue::RegionLoad,
                region.map_or_else(unmet, |flow| of_region(flow, now)),
            ),
        ]
    }
}

/// What waits there, against three days of what it hands over.
fn of_warehouse(flow: &Flow, now: f64) -> String {
    let fortnight = |times: &Times| times.between(now - 14.0, now);
    let waiting = (fortnight(&flow.into) - fortnight(&flow.out_of)).max(0.0);
    let a_day = flow.out_of.between(now - 30.0, now) / 30.0;
    ratio(waiting + 0.5, 3.0 * a_day + 0.5)
}

/// What went there in a fortnight, against what arrived.
fn of_region(flow: &Flow, now: f64) -> String {
    let fortnight = |times: &Times| times.between(now - 14.0, now);
    ratio(fortnight(&flow.into) + 5.0, fortnight(&flow.out_of) + 5.0)
}

/// A quotient, in steps of a third, up to six times over or under.
fn ratio(one: f64, other: f64) -> String {
    format!("{}", ((one / other).ln() / 0.3).round().clamp(-6.0, 6.0))
}
