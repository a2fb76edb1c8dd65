//! An order as a shop tells it: who, what, whereto, and what was said of the
//! day it comes.

use crate::reading::Estimate;
use crate::scan::Place;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What an order is for; fixed when it is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderKind {
    /// A real order of a real buyer.
    #[default]
    Live,
    /// A rehearsal: no figures, no messages to strangers.
    Test,
    /// History, for figures only.
    Imported,
}

impl OrderKind {
    /// The code kept in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Test => "test",
            Self::Imported => "imported",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Live, Self::Test, Self::Imported]
            .into_iter()
            .find(|kind| kind.code() == code)
    }
}

/// What a shop says an order is now. Applied only over an older version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderUpdate {
    /// The platform's id, as text: it may be larger than a browser can count.
    pub external_id: String,
    /// The number the buyer knows ("#1001").
    pub number: String,
    /// Live, test or imported.
    pub kind: OrderKind,
    /// When the buyer ordered.
    pub placed_at: DateTime<Utc>,
    /// When the platform last changed it; an older update is ignored.
    pub version: DateTime<Utc>,
    /// How to reach the buyer.
    pub buyer: Buyer,
    /// The buyer's language as a BCP 47 tag ("de-AT"), where known.
    pub locale: Option<String>,
    /// ISO 4217 code of the money below.
    pub currency: Option<String>,
    /// The total in minor units (cents).
    pub total_minor: Option<i64>,
    /// Where it goes.
    pub destination: Address,
    /// The lines ordered.
    pub lines: Vec<OrderLine>,
    /// The delivery the shop named at checkout, if it named one.
    pub expected: Option<Estimate>,
    /// The delivery option chosen, in the shop's words.
    pub service: Option<String>,
    /// When the whole order was called off.
    pub cancelled_at: Option<DateTime<Utc>>,
}

/// How to reach a buyer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Buyer {
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number, as given.
    pub phone: Option<String>,
}

/// Where an order goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// The recipient's name.
    pub name: Option<String>,
    /// Street and house number, one entry a line.
    pub street: Vec<String>,
    /// Town.
    pub city: Option<String>,
    /// State or province.
    pub region: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

impl Address {
    /// The town it is in, without who lives there and in which house.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            city: self.city.clone(),
            region: self.region.clone(),
            postal_code: self.postal_code.clone(),
            country: self.country.clone(),
        }
    }
}

/// One line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLine {
    /// The platform's id of the line, or its position where it has none.
    pub external_id: String,
    /// What it is called ("Trail shoe").
    pub title: String,
    /// Its variant ("blue / 42").
    pub variant: Option<String>,
    /// The shop's article number.
    pub sku: Option<String>,
    /// How many are still part of the order.
    pub quantity: u32,
    /// Whether it travels at all (a gift card does not).
    pub ships: bool,
}
