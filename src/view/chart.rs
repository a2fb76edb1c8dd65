//! Charts as a page receives them: numbers with their units, how many they
//! rest on, and whether those are too few to say.
//!
//! Nothing here is drawn and nothing is prose: labels are data (a carrier's
//! name, a region's code, a week), and the finding over a chart was worded by
//! whoever made it, with `app/src/texts`. [`table`] turns any chart into the
//! rows that stand beside its picture, and [`csv`] writes those as a file, so
//! that picture, table and file cannot disagree.

pub mod csv;
mod picture;
pub mod table;

#[cfg(test)]
mod tests;

pub use picture::{
    Bars, Bin, Curve, Distribution, Histogram, Joined, Lanes, Lay, Line, Picture, Region, Regions,
    Scatter, Split, Spot, Steps,
};

use serde::Serialize;

/// One chart with all that stands around it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChartView {
    /// What tells it from the others of its page, and what its address ends
    /// with: small letters, digits and hyphens.
    pub name: String,
    /// What it shows, as a sentence: its title.
    pub finding: String,
    /// What exactly is counted.
    pub note: Option<String>,
    /// How many it rests on.
    pub n: u64,
    /// Whether those are too few for the finding.
    pub thin: bool,
    /// Why there is nothing to show, where that is known and nothing is.
    pub why_empty: Option<String>,
    /// The address of the same as CSV.
    pub csv: Option<String>,
    /// What is drawn.
    pub picture: Picture,
}

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Of a hundred: 81.2 is 81.2 %.
    Percent,
    /// Days and parts of days.
    Days,
    /// Hours and parts of hours.
    Hours,
    /// Things.
    Count,
    /// Things per 100 orders.
    PerHundredOrders,
    /// Minor units of a currency (ISO 4217).
    Money(String),
}

/// What an axis or a column is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// Its name ("On time").
    pub name: String,
    /// What its numbers count.
    pub unit: Unit,
}

/// One number of a chart.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Figure {
    /// The number; none where nothing was there to count.
    pub value: Option<f64>,
    /// How many it rests on.
    pub n: u64,
    /// Where the true number lies in 95 of 100 such cases.
    pub interval: Option<Interval>,
    /// Whether n is too small to say: it is greyed, and shown with its
    /// interval.
    pub thin: bool,
    /// The very orders behind it.
    pub link: Option<String>,
}

/// From where to where a number may lie.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// The least.
    pub low: f64,
    /// The most.
    pub high: f64,
}

/// A number with the name of what it is of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// The name.
    pub label: String,
    /// The number.
    pub figure: Figure,
}

/// One thing with a number for each series.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// The thing's name.
    pub label: String,
    /// Its numbers, in the order of the series.
    pub figures: Vec<Figure>,
}

/// The points of one name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Series {
    /// The name.
    pub name: String,
    /// Its points.
    pub points: Vec<Point>,
}

/// A value that a chart points at ("Median", a goal).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Marker {
    /// What it is.
    pub label: String,
    /// Where it is.
    pub at: f64,
}

impl Figure {
    /// The number, where there is one that can be drawn: a broken number is
    /// no reason for a broken page.
    #[must_use]
    pub fn known(&self) -> Option<f64> {
        self.value.filter(|value| value.is_finite())
    }

    /// Its interval, where it has both ends in their order.
    #[must_use]
    pub fn span(&self) -> Option<Interval> {
        self.known()?;
        self.interval.filter(|interval| {
            interval.low.is_finite() && interval.high.is_finite() && interval.low <= interval.high
        })
    }
}

impl Marker {
    /// Whether it is somewhere.
    #[must_use]
    pub const fn is_somewhere(&self) -> bool {
        self.at.is_finite()
    }
}
