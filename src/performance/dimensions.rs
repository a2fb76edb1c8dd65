//! What parcels are told apart by: the values of each, and the bands of what
//! is measured.

use super::cut::Dimension;
use super::outcome::Outcome;
use crate::promise::End;
use serde::{Deserialize, Serialize};

/// What kind of place a parcel goes to, by the people of the nearest one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Settlement {
    /// 100,000 people or more.
    City,
    /// 10,000 or more.
    Town,
    /// Fewer.
    Rural,
}

impl Settlement {
    /// Of so many people.
    #[must_use]
    pub const fn of(people: u32) -> Self {
        match people {
            100_000.. => Self::City,
            10_000.. => Self::Town,
            _ => Self::Rural,
        }
    }

    /// The code kept in keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Town => "town",
            Self::Rural => "rural",
        }
    }
}

/// How heavy, in bands that carriers' tariffs know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeightBand(&'static str);

impl WeightBand {
    /// The band of a weight in grams.
    #[must_use]
    pub fn of(grams: f64) -> Self {
        Self(match grams {
            g if g <= 500.0 => "to_500_g",
            g if g <= 1_000.0 => "to_1_kg",
            g if g <= 2_000.0 => "to_2_kg",
            g if g <= 5_000.0 => "to_5_kg",
            g if g <= 10_000.0 => "to_10_kg",
            g if g <= 20_000.0 => "to_20_kg",
            _ => "over_20_kg",
        })
    }

    /// The code kept in keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.0
    }
}

/// How large, in bands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeBand(&'static str);

impl SizeBand {
    /// The band of a volume in litres.
    #[must_use]
    pub fn of(litres: f64) -> Self {
        Self(match litres {
            l if l <= 2.0 => "to_2_l",
            l if l <= 10.0 => "to_10_l",
            l if l <= 30.0 => "to_30_l",
            l if l <= 60.0 => "to_60_l",
            l if l <= 120.0 => "to_120_l",
            _ => "over_120_l",
        })
    }

    /// The code kept in keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        self.0
    }
}

/// What a parcel is told apart by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dimensions {
    values: [String; Dimension::ALL.len()],
}

impl Dimensions {
    /// Its value of a dimension; empty where it is not known.
    #[must_use]
    pub fn value(&self, dimension: Dimension) -> &str {
        &self.values[dimension as usize]
    }

    fn set(&mut self, dimension: Dimension, value: &str) {
        value.clone_into(&mut self.values[dimension as usize]);
    }
}

impl Outcome {
    /// What it is told apart by.
    #[must_use]
    pub fn dimensions(&self) -> Dimensions {
        let order = &self.order;
        let known = |text: &Option<String>| text.clone().unwrap_or_default();
        let (origin, destination) = (region(&order.origin), region(&order.destination));
        let border = match (&order.origin.country, &order.destination.country) {
            (Some(from), Some(to)) if from == to => "domestic",
            (Some(_), Some(_)) => "international",
            _ => "",
        };
        let mut by = Dimensions::default();
        by.set(Dimension::Carrier, &known(&order.carrier));
        by.set(Dimension::Service, &known(&order.service));
        by.set(Dimension::Origin, &origin);
        by.set(Dimension::Destination, &destination);
        by.set(Dimension::Border, border);
        by.set(
            Dimension::Settlement,
            self.settlement.map_or("", Settlement::code),
        );
        let weight = order.weight_g.map(WeightBand::of);
        by.set(Dimension::Weight, weight.map_or("", WeightBand::code));
        let size = order.volume_l.map(SizeBand::of);
        by.set(Dimension::Size, size.map_or("", SizeBand::code));
        by.set(Dimension::Package, &known(&self.package));
        by.set(Dimension::Warehouse, &known(&order.warehouse));
        by.set(Dimension::Category, &known(&order.category));
        by
    }
}

/// Country and region, or nothing: "unknown" is no region.
fn region(end: &End) -> String {
    if end.country.is_none() && end.region.is_none() {
        return String::new();
    }
    end.region_name()
}
