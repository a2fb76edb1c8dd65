//! What became of one parcel: all that any figure counts, and nothing that
//! tells who bought it.

use super::dimensions::Settlement;
use super::spread::Spread;
use super::weeks::Week;
use crate::flag::Flag;
use crate::promise::Order;
use crate::scan::{Reason, Status};
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// A moment on the clock of the destination, and the instant where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// What the clock says there.
    pub local: NaiveDateTime,
    /// The instant; none of a history without zones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instant: Option<DateTime<Utc>>,
}

impl Moment {
    /// A moment of which only the clock is known.
    #[must_use]
    pub const fn local(local: NaiveDateTime) -> Self {
        Self {
            local,
            instant: None,
        }
    }

    /// The seconds since an earlier moment, between the instants where both
    /// are known; `None` where it was the later one, which is an error of
    /// somebody's books.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> Option<u32> {
        let span = match (self.instant, earlier.instant) {
            (Some(until), Some(from)) => until.signed_duration_since(from),
            _ => self.local.signed_duration_since(earlier.local),
        };
        u32::try_from(span.num_seconds()).ok()
    }
}

/// How a parcel ended, or that it has not.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// Nothing is decided yet.
    #[default]
    Open,
    /// It arrived.
    Delivered,
    /// The carrier says it is lost, or staff do.
    Lost,
    /// It came back.
    Returned,
    /// It was called off: no promise of it counts.
    Withdrawn,
}

/// Which promise a parcel is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// What the shop named at the checkout.
    Checkout,
    /// What the carrier estimated first.
    FirstEstimate,
    /// What was shown last before it came.
    LastShown,
}

impl Against {
    /// The three named measures.
    pub const ALL: [Self; 3] = [Self::Checkout, Self::FirstEstimate, Self::LastShown];

    /// The code kept in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Checkout => "checkout",
            Self::FirstEstimate => "first_estimate",
            Self::LastShown => "last_shown",
        }
    }
}

/// How the carrier told of a parcel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tracked {
    /// When the shop, or its label, said the carrier should have it.
    pub announced: Option<Moment>,
    /// The carrier's first scan of it in its hands.
    pub first_scan: Option<Moment>,
    /// How many scans.
    pub scans: u32,
    /// How long each took to reach us, in seconds; those whose time and zone
    /// are known.
    pub lag: Spread,
    /// The longest time between two scans in the carrier's hands, in seconds.
    pub silent: Option<u32>,
}

/// A claim on a carrier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claimed {
    /// Whether the carrier pays; `None` while it has not decided.
    pub paid: Option<bool>,
    /// From filing to the decision, in seconds.
    pub took: Option<u32>,
}

/// Why somebody asked where the order is: the worst flag that was up, else how
/// the parcel stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// That flag was up.
    Flag(Flag),
    /// Nothing was wrong; it stood so.
    Status(Status),
}

impl Cause {
    /// Reads what a contact was stored with; `None` when it is neither.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let flag = Flag::from_code(code).map(Self::Flag);
        flag.or_else(|| Status::from_code(code).map(Self::Status))
    }
}

/// What is counted once an order, on its first parcel.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfOrder {
    /// Contacts of any kind.
    pub contacts: u32,
    /// Those that asked where it is, by cause.
    pub wismo: Vec<Cause>,
    /// How often its page was opened.
    pub visits: u32,
    /// How often by the link of a message.
    pub opened: u32,
}

/// What became of a parcel, or of an order of which nothing has left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The order's number.
    pub number: String,
    /// What was known when it was placed; `placed_at` is on the destination's
    /// clock.
    pub order: Order,
    /// Whether it was read from a file of the past: nobody was told of it,
    /// could ask for it, or heard a carrier speak of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub imported: bool,
    /// The instant it was placed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placed: Option<DateTime<Utc>>,
    /// The clock of the destination when it was looked at.
    pub as_of: NaiveDateTime,
    /// What kind of place it goes to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settlement: Option<Settlement>,
    /// What it is packed in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<String>,
    /// Whether its buyer can neither be written to nor called.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unreachable: bool,
    /// When the carrier took it over: its first scan of it, else the shop's
    /// word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_over: Option<Moment>,
    /// By which day the shop wanted to hand it over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ship_by: Option<NaiveDate>,
    /// When somebody first came to the door with it, or it lay ready to be
    /// collected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tried: Option<Moment>,
    /// When it arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivered: Option<Moment>,
    /// How it ended.
    #[serde(default)]
    pub ending: Ending,
    /// The last day of what was promised at the checkout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<NaiveDate>,
    /// The last day of what the carrier estimated first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_estimate: Option<NaiveDate>,
    /// The last day of what was shown last before it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_shown: Option<NaiveDate>,
    /// What stood in its way, each reason once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub troubles: Vec<Reason>,
    /// Why it was late, where somebody said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_because: Option<Reason>,
    /// How the carrier told of it; none where nobody scans.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracked: Option<Tracked>,
    /// The claims made for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claimed>,
    /// What is counted once an order; on its first parcel alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_order: Option<OfOrder>,
}

/// So long after it was announced a parcel's first scan is still in time.
pub(super) const FIRST_SCAN_WITHIN: Duration = Duration::hours(24);

impl Outcome {
    /// An order of which nothing is known but when it was placed.
    #[must_use]
    pub fn placed_at(number: String, order: Order, as_of: NaiveDateTime) -> Self {
        Self {
            number,
            order,
            imported: false,
            placed: None,
            as_of,
            settlement: None,
            package: None,
            unreachable: false,
            handed_over: None,
            ship_by: None,
            tried: None,
            delivered: None,
            ending: Ending::Open,
            promised: None,
            first_estimate: None,
            last_shown: None,
            troubles: Vec::new(),
            late_because: None,
            tracked: None,
            claims: Vec::new(),
            of_order: Some(OfOrder::default()),
        }
    }

    /// When the order was placed.
    #[must_use]
    pub const fn placed(&self) -> Moment {
        Moment {
            local: self.order.placed_at,
            instant: self.placed,
        }
    }

    /// The week it counts in.
    #[must_use]
    pub fn week(&self) -> Week {
        Week::of(self.order.placed_at.date())
    }

    /// The day a promise of it ends on.
    #[must_use]
    pub const fn promised(&self, against: Against) -> Option<NaiveDate> {
        match against {
            Against::Checkout => self.promised,
            Against::FirstEstimate => self.first_estimate,
            Against::LastShown => self.last_shown,
        }
    }

    /// When passing time alone next changes what it counts for, on the clock
    /// of its destination; `None` where it never does.
    #[must_use]
    pub fn next_look(&self) -> Option<NaiveDateTime> {
        if self.ending == Ending::Withdrawn {
            return None;
        }
        let promises = Against::ALL
            .into_iter()
            .filter_map(|one| self.promised(one));
        let days = promises.chain(self.ship_by).filter_map(day_after);
        let announced = self.tracked.as_ref().and_then(|tracked| tracked.announced);
        let first_scan = announced.and_then(|at| at.local.checked_add_signed(FIRST_SCAN_WITHIN));
        days.chain(first_scan).filter(|at| *at > self.as_of).min()
    }
}

fn day_after(day: NaiveDate) -> Option<NaiveDateTime> {
    let next = day.checked_add_days(Days::new(1))?;
    Some(next.and_time(NaiveTime::MIN))
}
