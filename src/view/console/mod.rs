//! What the console's pages receive: the frame around them here, and a module
//! for each part. These pages are drawn on the server alone; what changes
//! with time, zone or language comes ready-made in words all the same, so
//! that one place says it.

pub mod desk;
pub mod find;
pub mod incidents;
pub mod order;
pub mod parcel;
pub mod queue;

use crate::queue::Filter;
use crate::staff::Role;
use serde::{Deserialize, Serialize};

/// What stands around every page of the console.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameView {
    /// Who is signed in, by name.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The brands they serve, the default one first.
    pub brands: Vec<BrandChoice>,
    /// What of the queue they look at.
    pub filter: Filter,
    /// The path of this page, without what stands behind it; `/console` where
    /// the page came from a form and has no address of its own.
    pub path: String,
    /// The public id of the order that is open, where one is.
    pub order: Option<String>,
    /// What came of what was just done.
    pub said: Vec<SaidView>,
}

impl FrameView {
    /// The address of this page: its path, and what of the queue is looked at.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}{}", self.path, self.filter.query())
    }

    /// The address of an order's page that leaves the queue as it is.
    #[must_use]
    pub fn order_address(&self, order: &str) -> String {
        format!("/console/orders/{order}{}", self.filter.query())
    }

    /// The name of a brand, where there is more than one to tell apart.
    #[must_use]
    pub const fn has_brands(&self) -> bool {
        self.brands.len() > 1
    }
}

/// A brand one may choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrandChoice {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// What came of what was done, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidView {
    /// How it went.
    pub tone: SaidTone,
    /// In one sentence.
    pub text: String,
}

/// How something went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaidTone {
    /// It is done.
    Done,
    /// It is not, and nothing was lost.
    Refused,
}

impl SaidTone {
    /// The code its look goes by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}
