//! Why a human should look at an order: journey, window, working days, the
//! silence other parcels keep, open contacts and now -> flags, worst first.
//!
//! Every rule says from when on it holds if nothing changes. Before that
//! moment the shipment is looked at again then; after it the flag is raised,
//! and it is raised no more once the rule does not hold: nothing clears a flag
//! but the derivation that finds its cause gone.

use crate::derive::{Derived, Facts, Now};
use crate::journey::Journey;
use crate::reading::Estimate;
use crate::scan::{Reason, Status};
use crate::shipment::PromiseSource;
use crate::silence::{Lane, Limit, Limits};
use crate::workdays::WorkingTime;
use chrono::{DateTime, Duration, DurationRound, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

mod carrier_rules;
mod shop_rules;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod truth;

pub use shop_rules::own_time_ends;

/// Why a human should look; closed.
///
/// The order of the variants is that of urgency: what is gone or broken comes
/// before what can still be turned, that before what is only late, and that
/// before what waits. Of two of one kind the older comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// The carrier says so, or it has been silent for far too long.
    Lost,
    /// The carrier or the shopper says so.
    Damaged,
    /// The carrier says it is there, the shopper that it is not.
    DeliveredNotReceived,
    /// It goes back to the shop.
    Returning,
    /// It cannot be delivered where it was sent.
    AddressProblem,
    /// Something stands in its way.
    Exception,
    /// It has been silent for longer than healthy parcels ever are.
    Stuck,
    /// The carrier has not scanned what the shop handed over.
    NoFirstScan,
    /// The date that was named has passed.
    PromiseMissed,
    /// The shop has not shipped it in its own time.
    NotShipped,
    /// The driver could not deliver, and has not tried again.
    Attempted,
    /// It waits at a counter, and nobody comes.
    PickupWaiting,
    /// It has left without a tracking number.
    NoNumber,
    /// Its scans cannot all be true.
    Contradiction,
}

impl Flag {
    /// Every flag, the most urgent first.
    pub const ALL: [Self; 14] = [
        Self::Lost,
        Self::Damaged,
        Self::DeliveredNotReceived,
        Self::Returning,
        Self::AddressProblem,
        Self::Exception,
        Self::Stuck,
        Self::NoFirstScan,
        Self::PromiseMissed,
        Self::NotShipped,
        Self::Attempted,
        Self::PickupWaiting,
        Self::NoNumber,
        Self::Contradiction,
    ];

    /// The code kept in the database and in addresses; never shown to people.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Damaged => "damaged",
            Self::DeliveredNotReceived => "delivered_not_received",
            Self::Returning => "returning",
            Self::AddressProblem => "address_problem",
            Self::Exception => "exception",
            Self::Stuck => "stuck",
            Self::NoFirstScan => "no_first_scan",
            Self::PromiseMissed => "promise_missed",
            Self::NotShipped => "not_shipped",
            Self::Attempted => "attempted",
            Self::PickupWaiting => "pickup_waiting",
            Self::NoNumber => "no_number",
            Self::Contradiction => "contradiction",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|flag| flag.code() == code)
    }

    /// Within how many working hours somebody should have dealt with it.
    const fn deal_within_hours(self) -> i64 {
        match self {
            Self::Lost
            | Self::Damaged
            | Self::DeliveredNotReceived
            | Self::Returning
            | Self::AddressProblem
            | Self::Exception
            | Self::NotShipped => 24,
            Self::Stuck
            | Self::NoFirstScan
            | Self::PromiseMissed
            | Self::Attempted
            | Self::PickupWaiting
            | Self::NoNumber
            | Self::Contradiction => 48,
        }
    }
}

/// A flag that is up.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Raised {
    /// Which.
    pub flag: Flag,
    /// From when on its rule holds.
    pub since: DateTime<Utc>,
    /// By when somebody should have dealt with it.
    pub due: DateTime<Utc>,
    /// Why, for one sentence to staff.
    pub because: Because,
}

/// Why a flag is up: the key of a sentence, with what it tells.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// The shop's own time is over.
    NotShipped {
        /// When the buyer ordered.
        placed_at: DateTime<Utc>,
        /// Within so many working days the shop ships.
        within_days: u16,
    },
    /// The shop said that it left, and gave no number.
    NoNumber {
        /// When the shop said so.
        told_at: DateTime<Utc>,
    },
    /// The carrier has not scanned it.
    NoFirstScan {
        /// When it was ready.
        ready_at: DateTime<Utc>,
        /// How long others wait.
        limit: Limit,
    },
    /// There is no scan.
    Silent {
        /// The newest one.
        since: DateTime<Utc>,
        /// Where it stood then.
        status: Status,
        /// How long others wait.
        limit: Limit,
    },
    /// A named date has passed.
    PromiseMissed {
        /// The date.
        estimate: Estimate,
        /// Who named it.
        source: PromiseSource,
        /// Why it was missed, where a cause is known.
        reason: Option<Reason>,
    },
    /// The carrier reports trouble.
    Trouble {
        /// What.
        reason: Reason,
        /// When.
        at: DateTime<Utc>,
    },
    /// The driver came and could not deliver.
    Attempted {
        /// On how many days.
        times: u32,
        /// Why, where a cause is known.
        reason: Option<Reason>,
    },
    /// It waits to be collected.
    PickupWaiting {
        /// Since when.
        since: DateTime<Utc>,
        /// The last day it is kept, where the carrier says so.
        until: Option<NaiveDate>,
    },
    /// It goes back.
    Returning {
        /// Why, where a cause is known.
        reason: Option<Reason>,
        /// Since when.
        since: DateTime<Utc>,
    },
    /// A scan cannot be true together with the status.
    Contradiction {
        /// The status that stands against it.
        status: Status,
        /// When the scan was made.
        at: DateTime<Utc>,
    },
    /// The shopper has written.
    Contact {
        /// When.
        at: DateTime<Utc>,
    },
}

/// What a shopper's open contact says is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Complaint {
    /// Marked as delivered, and not there.
    NotReceived,
    /// Broken.
    Damaged,
    /// Sent to the wrong address.
    Address,
}

/// A contact that nobody has closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenContact {
    /// What it says.
    pub complaint: Complaint,
    /// When it came.
    pub opened_at: DateTime<Utc>,
}

/// When a shop ships, by its own word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Handling {
    /// Within so many working days, where it says so.
    pub days: Option<u16>,
    /// Orders before this time count from the same day.
    pub cut_off: Option<NaiveTime>,
}

/// What stands around a shipment, beside what was said of it.
#[derive(Clone, Debug)]
pub struct Around<'a> {
    /// When the shop works.
    pub shop: WorkingTime<'a>,
    /// When its carrier does, at both ends of the way; days are counted on the
    /// destination's clock.
    pub carrier: WorkingTime<'a>,
    /// When the shop ships.
    pub handling: Handling,
    /// The carrier's code.
    pub carrier_code: &'a str,
    /// From where to where.
    pub lane: Lane,
    /// How long healthy parcels are silent.
    pub limits: &'a Limits,
    /// What its shopper has written.
    pub contacts: &'a [OpenContact],
}

/// The flags of a shipment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// Those that are up, worst first.
    pub raised: Vec<Raised>,
    /// When passing time alone may raise another.
    pub next_check: Option<DateTime<Utc>>,
}

/// What the rules look at.
struct Case<'a> {
    facts: &'a Facts,
    journey: &'a Journey,
    derived: &'a Derived,
    around: &'a Around<'a>,
    now: Now,
}

/// From when on a rule holds, and what it then says.
type Holds = Option<(DateTime<Utc>, Because)>;

type Rule = fn(&Case<'_>) -> Holds;

const RULES: [(Flag, Rule); 14] = [
    (Flag::Lost, carrier_rules::lost),
    (Flag::Damaged, carrier_rules::damaged),
    (
        Flag::DeliveredNotReceived,
        carrier_rules::delivered_not_received,
    ),
    (Flag::Returning, carrier_rules::returning),
    (Flag::AddressProblem, carrier_rules::address_problem),
    (Flag::Exception, carrier_rules::exception),
    (Flag::Stuck, carrier_rules::stuck),
    (Flag::NoFirstScan, shop_rules::no_first_scan),
    (Flag::PromiseMissed, carrier_rules::promise_missed),
    (Flag::NotShipped, shop_rules::not_shipped),
    (Flag::Attempted, carrier_rules::attempted),
    (Flag::PickupWaiting, carrier_rules::pickup_waiting),
    (Flag::NoNumber, shop_rules::no_number),
    (Flag::Contradiction, carrier_rules::contradiction),
];

/// The flags of a shipment whose state was derived at the same moment; of an
/// order nothing of which has left, from facts that say no more.
#[must_use]
pub fn flags(
    facts: &Facts,
    journey: &Journey,
    derived: &Derived,
    around: &Around<'_>,
    now: Now,
) -> Flags {
    let mut flags = Flags::default();
    if derived.status == Status::Cancelled {
        return flags;
    }
    let case = Case {
        facts,
        journey,
        derived,
        around,
        now,
    };
    for (flag, rule) in RULES {
        let Some((since, because)) = rule(&case) else {
            continue;
        };
        let since = whole_second(since);
        if since > now.instant {
            flags.next_check = flags.next_check.into_iter().chain([since]).min();
            continue;
        }
        flags.raised.push(Raised {
            flag,
            since,
            due: case.due(flag, since),
            because,
        });
    }
    flags
        .raised
        .sort_by_key(|raised| (raised.flag, raised.since));
    flags
}

/// Moments are stored to the millisecond; an edge between two of them would
/// never be reached.
fn whole_second(at: DateTime<Utc>) -> DateTime<Utc> {
    let second = Duration::seconds(1);
    let before = at.duration_trunc(second).unwrap_or(at);
    if before == at {
        return at;
    }
    before.checked_add_signed(second).unwrap_or(at)
}

impl Case<'_> {
    fn due(&self, flag: Flag, since: DateTime<Utc>) -> DateTime<Utc> {
        let hours = Duration::hours(flag.deal_within_hours());
        let shop = &self.around.shop;
        whole_second(shop.after(since, hours).unwrap_or(since))
    }

    /// A moment, or the best there is where nobody said when it was.
    fn known(&self, at: Option<DateTime<Utc>>) -> DateTime<Utc> {
        at.filter(crate::silence::is_known)
            .or(self.facts.handed_over_at)
            .or(self.facts.placed_at)
            .unwrap_or(self.now.instant)
    }

    /// Since when what its shopper wrote is open.
    fn contact(&self, complaint: Complaint) -> Option<DateTime<Utc>> {
        let open = self.around.contacts.iter();
        open.filter(|contact| contact.complaint == complaint)
            .map(|contact| contact.opened_at)
            .min()
    }
}
