//! What an answer rests on: which earlier orders, how many of them, and how
//! old what was learned is.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// With fewer arrivals than this nothing can be said.
const ENOUGH: u32 = 30;

/// The earlier orders that an answer rests on, the finest that are enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pool {
    /// Those that went the same way, between two regions.
    Lane {
        /// The region they left from ("BR-SP").
        from: String,
        /// The region they went to.
        to: String,
    },
    /// Those that went to the same region.
    Region(String),
    /// All of them.
    All,
}

impl Pool {
    /// Its kind, as programs read it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Lane { .. } => "lane",
            Self::Region(_) => "region",
            Self::All => "all",
        }
    }
}

/// As files name it: "BR-SP > BR-RJ", "BR-RJ" or "all".
impl fmt::Display for Pool {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lane {
                from,
                to: destination,
            } => write!(to, "{from} > {destination}"),
            Self::Region(region) => to.write_str(region),
            Self::All => to.write_str(self.code()),
        }
    }
}

/// What an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// How many orders of the pool arrived in the weeks that calibrate.
    pub n: u32,
    /// Which orders they are.
    pub pool: Pool,
    /// The day before which all that had happened was learned; `None` where
    /// nothing was yet.
    pub learned_on: Option<NaiveDate>,
}

impl Basis {
    /// Whether there is enough of it to name a date.
    #[must_use]
    pub const fn is_enough(&self) -> bool {
        self.n >= ENOUGH
    }
}
