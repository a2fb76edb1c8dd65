//! The brand's part of a page. It is outside of what changes by itself: a
//! page that lies open is loaded anew when its brand has another version.

use crate::brand::Brand;
use chrono::NaiveDate;
use serde::Serialize;
use std::ops::Deref;
use std::sync::Arc;

/// A brand as its pages draw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrandView {
    /// All it says of itself.
    pub brand: Arc<Brand>,
    /// Counts its changes.
    pub version: i64,
    /// The day in its zone, for what it says of days ahead.
    pub today: NaiveDate,
}

impl Deref for BrandView {
    type Target = Brand;

    fn deref(&self) -> &Brand {
        &self.brand
    }
}

/// What the shop does in the trouble a parcel is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PolicyView {
    /// "If it is more than 5 days late".
    pub heading: String,
    /// What it does then, in its own words.
    pub text: String,
}
