//! The kinds of pictures there are, each with the numbers it needs.

use super::{Figure, Marker, Measure, Point, Row, Series};
use crate::view::map::MapPoint;
use serde::Serialize;

/// What a chart draws.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Picture {
    /// Over time.
    Line(Line),
    /// Side by side.
    Bars(Bars),
    /// A whole in its parts.
    Split(Split),
    /// How often which value occurs.
    Distribution(Distribution),
    /// How many are left after how long.
    Steps(Steps),
    /// One measure against another.
    Scatter(Scatter),
    /// Origin against destination.
    Lanes(Lanes),
    /// Over a map.
    Regions(Regions),
}

/// A measure over time with its band, and the season before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line {
    /// What a step of time is ("Week").
    pub over: String,
    /// What is measured.
    pub measure: Measure,
    /// The points in the order of time.
    pub now: Series,
    /// The points of the season before, one for each of now's.
    pub before: Option<Series>,
    /// What should be reached.
    pub goal: Option<Marker>,
}

/// Bars with the intervals they may be off by.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bars {
    /// What a row is ("Carrier").
    pub over: String,
    /// What is measured.
    pub measure: Measure,
    /// The names of the bars of a row; one where they need none.
    pub series: Vec<String>,
    /// The rows, in the order they are shown.
    pub rows: Vec<Row>,
    /// Which way the bars go.
    pub lay: Lay,
    /// What they are compared with.
    pub marker: Option<Marker>,
}

/// Which way bars go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lay {
    /// Upwards, where names are few and short; along where they are not.
    Up,
    /// From left to right.
    Along,
}

/// Bars made of parts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Split {
    /// What a row is.
    pub over: String,
    /// What is measured; no part is below zero.
    pub measure: Measure,
    /// The parts' names.
    pub parts: Vec<String>,
    /// The rows, each with a number for every part.
    pub rows: Vec<Row>,
}

/// Histograms over one axis.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Distribution {
    /// What the axis measures.
    pub across: Measure,
    /// Where the first bin begins.
    pub from: f64,
    /// How wide a bin is.
    pub width: f64,
    /// One or two histograms.
    pub series: Vec<Histogram>,
    /// Medians, 90th percentiles.
    pub markers: Vec<Marker>,
}

/// How often values fell into each bin.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Histogram {
    /// What it is of ("Promised").
    pub name: String,
    /// The bins in their order.
    pub bins: Vec<Bin>,
}

/// One bin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Bin {
    /// How many fell into it.
    pub n: u64,
    /// The very orders.
    pub link: Option<String>,
}

/// Curves that fall in steps.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Steps {
    /// What the axis measures.
    pub across: Measure,
    /// What is left.
    pub measure: Measure,
    /// The curves.
    pub curves: Vec<Curve>,
    /// What the axis points at.
    pub markers: Vec<Marker>,
}

/// One curve.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Curve {
    /// What it is of.
    pub name: String,
    /// Its steps from the left; each holds until the next.
    pub steps: Vec<Spot>,
}

/// One measure against another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scatter {
    /// What a point is of ("Week").
    pub over: String,
    /// What is measured from left to right.
    pub across: Measure,
    /// What is measured upwards.
    pub measure: Measure,
    /// The points.
    pub spots: Vec<Spot>,
    /// Whether they follow each other.
    pub joined: Joined,
}

/// A point with a place on both axes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spot {
    /// What it is of; may be empty on a curve.
    pub label: String,
    /// Where it is from left to right.
    pub across: f64,
    /// How high it is.
    pub figure: Figure,
}

/// Whether points follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Joined {
    /// Each stands alone.
    Apart,
    /// They follow each other in their order.
    InOrder,
}

/// A measure of every lane.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lanes {
    /// What is measured.
    pub measure: Measure,
    /// The names of the destinations, in the order they are shown.
    pub destinations: Vec<String>,
    /// The origins, each with a number for every destination.
    pub origins: Vec<Row>,
}

/// A measure of regions, over a map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Regions {
    /// What a region is called ("State").
    pub over: String,
    /// What is measured.
    pub measure: Measure,
    /// The picture of the world behind it; none where it cannot be drawn.
    pub map: Option<String>,
    /// The regions.
    pub regions: Vec<Region>,
}

/// One region.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Region {
    /// Its name or code, and its number.
    pub point: Point,
    /// Where its middle is in the picture; none where nobody knows.
    pub at: Option<MapPoint>,
}

impl Picture {
    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Line(line) => {
                let before = line.before.iter().flat_map(|series| &series.points);
                let points = line.now.points.iter().chain(before);
                nothing_known(points.map(|point| &point.figure))
            }
            Self::Bars(bars) => nothing_known(bars.rows.iter().flat_map(|row| &row.figures)),
            Self::Split(split) => nothing_known(split.rows.iter().flat_map(|row| &row.figures)),
            Self::Lanes(lanes) => nothing_known(lanes.origins.iter().flat_map(|row| &row.figures)),
            Self::Distribution(distribution) => {
                let mut bins = distribution.series.iter().flat_map(|one| &one.bins);
                bins.all(|bin| bin.n == 0)
            }
            Self::Steps(steps) => {
                let mut spots = steps.curves.iter().flat_map(|curve| &curve.steps);
                spots.all(|spot| !spot.is_somewhere())
            }
            Self::Scatter(scatter) => scatter.spots.iter().all(|spot| !spot.is_somewhere()),
            Self::Regions(regions) => {
                nothing_known(regions.regions.iter().map(|region| &region.point.figure))
            }
        }
    }
}

fn nothing_known<'a>(mut figures: impl Iterator<Item = &'a Figure>) -> bool {
    figures.all(|figure| figure.known().is_none())
}

impl Distribution {
    /// How many bins the longest histogram has.
    #[must_use]
    pub fn bins(&self) -> usize {
        let lengths = self.series.iter().map(|one| one.bins.len());
        lengths.max().unwrap_or_default()
    }

    /// From where to where a bin reaches; nowhere where the axis is broken.
    #[must_use]
    pub fn edges(&self, bin: usize) -> (f64, f64) {
        let from = self.from + bin as f64 * self.width;
        (from, from + self.width)
    }
}

impl Histogram {
    /// How many fell into any bin.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.bins
            .iter()
            .fold(0, |sum, bin| sum.saturating_add(bin.n))
    }

    /// How many of a hundred fell into a bin.
    #[must_use]
    pub fn share(&self, bin: usize) -> Option<f64> {
        let all = self.n();
        let of = self.bins.get(bin).map_or(0, |bin| bin.n);
        (all > 0).then(|| of as f64 / all as f64 * 100.0)
    }
}

impl Spot {
    /// Whether it has a place on both axes.
    #[must_use]
    pub fn is_somewhere(&self) -> bool {
        self.across.is_finite() && self.figure.known().is_some()
    }
}
