//! Figures: what is read off a tally, each by one formula.

use super::count::{Count, Span};
use super::outcome::{Against, Cause};
use super::tally::Tally;
use crate::scan::Reason;
use serde::{Deserialize, Serialize};

/// A figure on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// Arrived by the promised day.
    OnTime(Against),
    /// First tried by the promised day.
    OnTimeByTry(Against),
    /// The median of a span.
    Median(Span),
    /// What nine in ten do not exceed.
    NinetiethPercentile(Span),
    /// The mean of a span.
    Mean(Span),
    /// Handed over in the shop's own time.
    ShippedInTime,
    /// With trouble on the way.
    Trouble,
    /// With trouble of this kind.
    TroubleFor(Reason),
    /// Late.
    Late,
    /// Late for this reason.
    LateFor(Reason),
    /// Of the late, those the way made late.
    LateOnTheWay,
    /// Of the late, those the warehouse made late.
    LateInTheHouse,
    /// Lost.
    Lost,
    /// Delivered at the first try.
    FirstTry,
    /// Contacts that asked where it is, per 100 orders.
    Wismo,
    /// Those for this cause, per 100 orders.
    WismoFor(Cause),
    /// Openings of the tracking page, per 100 orders.
    Visits,
    /// Those by the link of a message, per 100 orders.
    Opened,
    /// Claims that were paid.
    ClaimsPaid,
    /// First scans that came in time.
    FirstScanInTime,
    /// Scans a day in the carrier's hands.
    ScansPerDay,
    /// Arrived on the very day.
    OnTheDay(Against),
    /// How many days off the promised day, early or late, on average.
    DaysOff(Against),
    /// How many days were promised, on average.
    PromisedDays(Against),
}

/// How a figure is calculated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Formula {
    /// Some of those counted, as a share.
    Share(Count, Count),
    /// Things counted per 100 others.
    PerHundred(Count, Count),
    /// A sum divided by how many there are, in a unit, after so many of its
    /// own make one of that.
    Ratio(Count, Count, Unit),
    /// A sum divided by days that are counted in seconds.
    PerDay(Count, Count),
    /// The mean of a span.
    Mean(Span),
    /// A quantile of a span.
    Quantile(Span, f64),
}

/// In what a figure is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A share from 0 to 1.
    Share,
    /// Per 100 orders.
    PerHundred,
    /// Days.
    Days,
    /// Seconds.
    Seconds,
    /// A day.
    PerDay,
}

/// What a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Its value, in its unit.
    pub value: f64,
    /// How many it rests on.
    pub n: i64,
    /// Between which values the truth lies, with a chance of 95 %, where that
    /// can be told.
    pub interval: Option<(f64, f64)>,
    /// In what it is given.
    pub unit: Unit,
}

/// Fewer than this say too little to be shown without doubt.
const FEW: i64 = 30;

impl Reading {
    /// Whether it rests on too few to say.
    #[must_use]
    pub const fn is_thin(&self) -> bool {
        self.n < FEW
    }
}

impl Figure {
    /// How it is calculated.
    #[must_use]
    pub const fn formula(self) -> Formula {
        use Formula::{Mean, PerDay, PerHundred, Quantile, Ratio, Share};
        match self {
            Self::OnTime(against) => Share(Count::Kept(against), Count::Due(against)),
            Self::OnTimeByTry(against) => Share(Count::KeptByTry(against), Count::Due(against)),
            Self::Median(span) => Quantile(span, 0.5),
            Self::NinetiethPercentile(span) => Quantile(span, 0.9),
            Self::Mean(span) => Mean(span),
            Self::ShippedInTime => Share(Count::ShippedInTime, Count::ShipDue),
            Self::Trouble => Share(Count::Troubled, Count::Followed),
            Self::TroubleFor(reason) => Share(Count::Trouble(reason), Count::Followed),
            Self::Late => Share(Count::Late, Count::Due(Against::Checkout)),
            Self::LateFor(reason) => Share(Count::LateFor(reason), Count::Due(Against::Checkout)),
            Self::LateOnTheWay => Share(Count::LateOnTheWay, Count::Late),
            Self::LateInTheHouse => Share(Count::LateInTheHouse, Count::Late),
            Self::Lost => Share(Count::Lost, Count::Followed),
            Self::FirstTry => Share(Count::FirstTry, Count::Tried),
            Self::Wismo => PerHundred(Count::Wismo, Count::Askable),
            Self::WismoFor(cause) => PerHundred(Count::WismoFor(cause), Count::Askable),
            Self::Visits => PerHundred(Count::Visits, Count::Askable),
            Self::Opened => PerHundred(Count::Opened, Count::Askable),
            Self::ClaimsPaid => Share(Count::ClaimsPaid, Count::ClaimsDecided),
            Self::FirstScanInTime => Share(Count::FirstScanInTime, Count::FirstScanDue),
            Self::ScansPerDay => PerDay(Count::Scans, Count::CarriedSeconds),
            Self::OnTheDay(against) => Share(Count::OnTheDay(against), Count::Came(against)),
            Self::DaysOff(against) => {
                Ratio(Count::DaysOff(against), Count::Came(against), Unit::Days)
            }
            Self::PromisedDays(against) => Ratio(
                Count::PromisedDays(against),
                Count::Promised(against),
                Unit::Days,
            ),
        }
    }

    /// What it is of some parcels; `None` where there is nothing to read it
    /// from.
    #[must_use]
    pub fn of(self, tally: &Tally) -> Option<Reading> {
        match self.formula() {
            Formula::Share(some, all) => share(tally.of(some), tally.of(all)),
            Formula::PerHundred(some, all) => per_hundred(tally.of(some), tally.of(all)),
            Formula::Ratio(sum, all, unit) => ratio(tally.of(sum) as f64, tally.of(all), unit),
            Formula::PerDay(sum, seconds) => per_day(tally.of(sum), tally.of(seconds)),
            Formula::Mean(span) => {
                let spread = tally.spread(span)?;
                ratio(spread.sum() as f64, spread.n(), Unit::Seconds)
            }
            Formula::Quantile(span, p) => quantile(tally, span, p),
        }
    }
}

/// The normal distribution's value that 95 % lie within.
const Z: f64 = 1.959_963_984_540_054;

/// A share with Wilson's interval.
fn share(some: i64, all: i64) -> Option<Reading> {
    if all <= 0 {
        return None;
    }
    let (k, n) = (some.clamp(0, all) as f64, all as f64);
    let (p, z2) = (k / n, Z * Z);
    let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let reach = Z / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    Some(Reading {
        value: p,
        n: all,
        // Rounding alone could leave the share itself outside.
        interval: Some((
            (middle - reach).clamp(0.0, p),
            (middle + reach).clamp(p, 1.0),
        )),
        unit: Unit::Share,
    })
}

/// A rate with the interval of Poisson's distribution, in the approximation
/// (√(k + 3/8) ± z / 2)² - 3/8 by which its square root is stabilised.
fn per_hundred(some: i64, all: i64) -> Option<Reading> {
    if all <= 0 {
        return None;
    }
    let (k, n) = (some as f64, all as f64);
    let root = (k + 0.375).sqrt();
    let end = |root: f64| 100.0 * (root.max(0.0).powi(2) - 0.375).max(0.0) / n;
    Some(Reading {
        value: 100.0 * k / n,
        n: all,
        interval: Some((end(root - Z / 2.0), end(root + Z / 2.0))),
        unit: Unit::PerHundred,
    })
}

fn ratio(sum: f64, all: i64, unit: Unit) -> Option<Reading> {
    (all > 0).then(|| Reading {
        value: sum / all as f64,
        n: all,
        interval: None,
        unit,
    })
}

fn per_day(sum: i64, seconds: i64) -> Option<Reading> {
    (seconds > 0).then(|| Reading {
        value: sum as f64 * 86_400.0 / seconds as f64,
        n: sum,
        interval: None,
        unit: Unit::PerDay,
    })
}

/// A quantile, between those that are one standard error of its place below
/// and above.
fn quantile(tally: &Tally, span: Span, p: f64) -> Option<Reading> {
    let spread = tally.spread(span)?;
    let n = spread.n();
    let reach = Z * (p * (1.0 - p) / n.max(1) as f64).sqrt();
    Some(Reading {
        value: spread.quantile(p)?,
        n,
        interval: spread.quantile(p - reach).zip(spread.quantile(p + reach)),
        unit: Unit::Seconds,
    })
}
