//! What a parcel counts for that its orders can be opened by.

use super::count::{Count, counts};
use super::finding::Measure;
use super::outcome::{Against, Ending, Outcome};

/// One thing a parcel is marked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Mark {
    /// Late by the checkout's promise.
    Late = 0,
    /// Lost.
    Lost = 1,
    /// Came back.
    Returned = 2,
    /// Trouble on its way.
    Troubled = 3,
    /// Not delivered at the first try.
    TriedAgain = 4,
    /// Not handed over in the shop's own time.
    ShippedLate = 5,
    /// Without a first scan in time.
    FirstScanLate = 6,
    /// Somebody asked where it is.
    Asked = 7,
    /// Late, and the way alone is why.
    LateOnTheWay = 8,
    /// Late, and the warehouse alone is why.
    LateInTheHouse = 9,
    /// Not handed over yet.
    Unshipped = 10,
    /// Its buyer cannot be reached.
    Unreachable = 11,
    /// Not tried by the checkout's promise.
    TriedLate = 12,
    /// Late by the carrier's first estimate.
    LateByEstimate = 13,
    /// Not tried by it.
    TriedLateByEstimate = 14,
    /// Late by the last date shown.
    LateByShown = 15,
    /// Not tried by it.
    TriedLateByShown = 16,
}

impl Mark {
    /// Every mark.
    pub const ALL: [Self; 17] = [
        Self::Late,
        Self::Lost,
        Self::Returned,
        Self::Troubled,
        Self::TriedAgain,
        Self::ShippedLate,
        Self::FirstScanLate,
        Self::Asked,
        Self::LateOnTheWay,
        Self::LateInTheHouse,
        Self::Unshipped,
        Self::Unreachable,
        Self::TriedLate,
        Self::LateByEstimate,
        Self::TriedLateByEstimate,
        Self::LateByShown,
        Self::TriedLateByShown,
    ];

    /// The bit it is in the database; never given to another.
    #[must_use]
    pub const fn bit(self) -> i64 {
        1 << self as u8
    }

    /// The code kept in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Lost => "lost",
            Self::Returned => "returned",
            Self::Troubled => "troubled",
            Self::TriedAgain => "tried_again",
            Self::ShippedLate => "shipped_late",
            Self::FirstScanLate => "first_scan_late",
            Self::Asked => "asked",
            Self::LateOnTheWay => "late_on_the_way",
            Self::LateInTheHouse => "late_in_the_house",
            Self::Unshipped => "unshipped",
            Self::Unreachable => "unreachable",
            Self::TriedLate => "tried_late",
            Self::LateByEstimate => "late_by_estimate",
            Self::TriedLateByEstimate => "tried_late_by_estimate",
            Self::LateByShown => "late_by_shown",
            Self::TriedLateByShown => "tried_late_by_shown",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.code() == code)
    }

    /// What those are marked with that do not keep a promise as it is measured.
    #[must_use]
    pub const fn missing(measure: Measure) -> Self {
        match (measure.against, measure.by_try) {
            (Against::Checkout, false) => Self::Late,
            (Against::Checkout, true) => Self::TriedLate,
            (Against::FirstEstimate, false) => Self::LateByEstimate,
            (Against::FirstEstimate, true) => Self::TriedLateByEstimate,
            (Against::LastShown, false) => Self::LateByShown,
            (Against::LastShown, true) => Self::TriedLateByShown,
        }
    }

    /// Whether it says something is wrong, beside how that is measured.
    #[must_use]
    pub fn is_told(self) -> bool {
        self <= Self::Unreachable
    }

    /// All marks of a parcel, as bits.
    #[must_use]
    pub fn bits_of(outcome: &Outcome) -> i64 {
        let tally = counts(outcome);
        let has = |count| tally.of(count) > 0;
        let lacks = |all, some| tally.of(all) > tally.of(some);
        let missed = |against, by_try| {
            let (kept, due) = Measure { against, by_try }.of(&tally);
            due > kept
        };
        let ends = [
            Count::Shipped,
            Count::Withdrawn,
            Count::Delivered,
            Count::Returned,
        ];
        let holds = |mark: &Self| match mark {
            Self::Late => has(Count::Late),
            Self::Lost => has(Count::Lost),
            Self::Returned => has(Count::Returned),
            Self::Troubled => has(Count::Troubled),
            Self::TriedAgain => lacks(Count::Tried, Count::FirstTry),
            Self::ShippedLate => lacks(Count::ShipDue, Count::ShippedInTime),
            Self::FirstScanLate => lacks(Count::FirstScanDue, Count::FirstScanInTime),
            Self::Asked => has(Count::Wismo),
            Self::LateOnTheWay => has(Count::LateOnTheWay),
            Self::LateInTheHouse => has(Count::LateInTheHouse),
            Self::Unreachable => has(Count::Unreachable),
            Self::TriedLate => missed(Against::Checkout, true),
            Self::LateByEstimate => missed(Against::FirstEstimate, false),
            Self::TriedLateByEstimate => missed(Against::FirstEstimate, true),
            Self::LateByShown => missed(Against::LastShown, false),
            Self::TriedLateByShown => missed(Against::LastShown, true),
            Self::Unshipped => !ends.into_iter().any(has) && outcome.ending != Ending::Lost,
        };
        let held = Self::ALL.into_iter().filter(holds);
        held.fold(0, |bits, mark| bits | mark.bit())
    }

    /// Those of some bits.
    pub fn of_bits(bits: i64) -> impl Iterator<Item = Self> {
        Self::ALL
            .into_iter()
            .filter(move |mark| bits & mark.bit() != 0)
    }
}
