//! What an order tells about how long it will take: each clue has *levels*, and
//! what has many values is cut into steps that grow with the value.

use super::{End, Order, said};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// One thing that is known of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Clue {
    /// That it is an order: the same for all.
    All,
    /// Destination region.
    Region,
    /// Origin region and destination region.
    Lane,
    /// The same by two characters of the postal codes.
    PrefixLane,
    /// Two characters of the destination's postal code.
    Prefix2,
    /// Three of them.
    Prefix3,
    /// All that are known.
    Prefix,
    /// As the crow flies, in steps of a quarter.
    Distance,
    /// Three characters of the origin's postal code.
    Origin,
    /// The warehouse or seller.
    Warehouse,
    /// Carrier and service.
    Service,
    /// Weekday and a sixth of the day.
    Weekday,
    /// What is in it.
    Category,
    /// Weight, in steps of a third.
    Weight,
    /// Volume, in steps of a half.
    Volume,
    /// Price of the shipping, in steps of a quarter.
    Freight,
    /// Price of the goods, in steps to the double.
    Value,
    /// Pieces.
    Items,
    /// Orders of the last days against those of the month before.
    ShopLoad,
    /// Orders that wait at the warehouse against what it hands over.
    WarehouseLoad,
    /// Parcels handed over against those delivered, at the destination region.
    RegionLoad,
    /// Days from purchase to hand-over.
    Waited,
    /// The week of the start: for learning only.
    Week,
}

/// How many clues there are.
const CLUES: usize = Clue::Week as usize + 1;

/// Stands for a level that is not known.
const UNKNOWN: u32 = u32::MAX;

/// The level of each clue of one order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Levels([u32; CLUES]);

impl Levels {
    /// The level of a clue, counted from zero; `None` where it is not known.
    pub fn of(&self, clue: Clue) -> Option<usize> {
        let level = self.0[clue as usize];
        (level != UNKNOWN).then_some(level as usize)
    }
}

/// The levels met so far, numbered in the order in which they were met.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Names {
    of_clue: Vec<HashMap<String, u32>>,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            of_clue: vec![HashMap::new(); CLUES],
        }
    }
}

impl Names {
    /// The levels of an order, as far as they have been met before.
    pub fn find(&self, clues: &[(Clue, String)]) -> Levels {
        let mut levels = Levels([UNKNOWN; CLUES]);
        for (clue, name) in clues {
            if let Some(level) = self.of_clue[*clue as usize].get(name) {
                levels.0[*clue as usize] = *level;
            }
        }
        levels
    }

    /// The levels of an order, of which new ones are met now.
    pub fn meet(&mut self, clues: Vec<(Clue, String)>) -> Levels {
        let mut levels = Levels([UNKNOWN; CLUES]);
        for (clue, name) in clues {
            let known = &mut self.of_clue[clue as usize];
            let next = known.len() as u32;
            levels.0[clue as usize] = *known.entry(name).or_insert(next);
        }
        levels
    }
}

/// The clues that an order itself gives. An empty cell is a level like any
/// other: that something is not known is often told by one kind of order.
pub fn of_order(order: &Order) -> Vec<(Clue, String)> {
    let (from, to) = (&order.origin, &order.destination);
    let kilometres = from.point.zip(to.point).map(|(a, b)| distance_km(a, b));
    let kilograms = order.weight_g.map(|grams| grams / 1_000.0);
    vec![
        (Clue::All, String::new()),
        (Clue::Region, to.region_name()),
        (
            Clue::Lane,
            format!("{} > {}", from.region_name(), to.region_name()),
        ),
        (
            Clue::PrefixLane,
            format!("{} > {}", prefix(from, 2), prefix(to, 2)),
        ),
        (Clue::Prefix2, prefix(to, 2)),
        (Clue::Prefix3, prefix(to, 3)),
        (Clue::Prefix, prefix(to, usize::MAX)),
        (Clue::Distance, step(kilometres, 0.25)),
        (Clue::Origin, prefix(from, 3)),
        (Clue::Warehouse, said(&order.warehouse).to_owned()),
        (
            Clue::Service,
            format!("{} / {}", said(&order.carrier), said(&order.service)),
        ),
        (Clue::Category, said(&order.category).to_owned()),
        (Clue::Weight, step(kilograms, 0.35)),
        (Clue::Volume, step(order.volume_l, 0.5)),
        (Clue::Freight, step(order.freight_value, 0.25)),
        (Clue::Value, step(order.goods_value, 0.7)),
        (Clue::Items, step(order.items.map(f64::from), 0.3)),
    ]
}

/// The clues of the moment at which a leg starts, in days since 1970.
pub fn of_start(start: f64) -> [(Clue, String); 2] {
    // The first of January 1970 was a Thursday.
    let weekday = (start.floor() + 3.0).rem_euclid(7.0);
    let sixth = (start.fract() * 6.0).floor();
    [
        (Clue::Weekday, format!("{weekday} {sixth}")),
        (Clue::Week, format!("{}", (start / 7.0).floor())),
    ]
}

/// The clue of how long the warehouse took, in days.
pub fn of_wait(days: f64) -> (Clue, String) {
    let step = (2.0 * (days.max(0.0) + 0.5).ln()).floor();
    (Clue::Waited, format!("{step}"))
}

fn prefix(end: &End, characters: usize) -> String {
    let known = said(&end.postal_prefix).chars().take(characters);
    format!("{} {}", said(&end.country), known.collect::<String>())
}

/// The step of a value on a scale of logarithms.
fn step(value: Option<f64>, width: f64) -> String {
    value.map_or_else(String::new, |value| {
        format!("{}", ((value.max(0.0) + 1.0).ln() / width).floor())
    })
}

/// Kilometres between two points on the globe (haversine).
fn distance_km(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (south, north) = (from.0.to_radians(), to.0.to_radians());
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let east = (to.1 - from.1).to_radians();
    let chord = half(north - south) + south.cos() * north.cos() * half(east);
    12_742.0 * chord.sqrt().min(1.0).asin()
}
