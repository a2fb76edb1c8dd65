//! What becomes of a due notice: it goes out now or later, is told with
//! another, or is dropped with its reason. Pure: what is true of the order,
//! what the brand has set, who hears of it and what it is o'clock come in, and
//! the same always comes out.

use crate::derive::Now;
use crate::notice::{DueNotice, Notice};
use crate::order::OrderKind;
use crate::recipient::{Medium, Recipient};
use crate::scan::Status;
use crate::window::Window;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

mod hours;
mod parcels;
pub mod settings;
mod stale;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod truth;

pub use hours::{Heard, Hour, night_ends};
pub use settings::NoticeSettings;

/// How long a notice waits before it goes out: what belongs to the same event
/// has come by then.
pub const SETTLES: Duration = Duration::minutes(1);

/// How long a parcel's news waits for those of the others of its order.
pub const GATHERS: Duration = Duration::minutes(10);

macro_rules! closed {
    ($(#[$of:meta])* $name:ident { $($(#[$doc:meta])* $one:ident = $code:literal,)+ }) => {
        $(#[$of])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$doc])* $one,)+
        }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$one,)+];

            /// The code kept in the database.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$one => $code,)+
                }
            }

            /// Reads a code back; `None` when it is not one of ours.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}

closed! {
    /// How a due notice stands.
    NoticeState {
        /// Nothing has been decided yet.
        Queued = "queued",
        /// Its messages are on their way.
        UnderWay = "under_way",
        /// Somebody has got it.
        Sent = "sent",
        /// It is told with another.
        Merged = "merged",
        /// It does not go out.
        Dropped = "dropped",
        /// Nobody could be reached; it can be sent again.
        Dead = "dead",
    }
}

closed! {
    /// Why a notice does not go out.
    Dropped {
        /// What it tells of is over.
        Passed = "passed",
        /// The date it names holds no more.
        DateMoved = "date_moved",
        /// The date moved by less than the brand tells of.
        SmallMove = "small_move",
        /// The order has been told of the same date.
        AlreadyTold = "already_told",
        /// It happened too long ago to be news.
        TooOld = "too_old",
        /// The order was placed, and this happened, before anything was
        /// connected.
        BeforeConnection = "before_connection",
        /// It fell due before messages were sent at all.
        BeforeSending = "before_sending",
        /// The order is history, for figures only.
        Imported = "imported",
        /// The order is a test, and none of its readers is a tester.
        NoTester = "no_tester",
        /// Nobody of the order can be reached.
        NobodyToTell = "nobody_to_tell",
        /// Nobody can be reached as things are set up here.
        NoWay = "no_way",
        /// Whoever can be reached does not want it.
        NotWanted = "not_wanted",
        /// The brand has not switched it on: it would have been sent.
        SwitchedOff = "switched_off",
        /// What it tells of is gone.
        Gone = "gone",
    }
}

closed! {
    /// What a message waits for.
    Wait {
        /// For what may belong to it.
        Gathering = "gathering",
        /// For the end of the recipient's night.
        QuietHours = "quiet_hours",
        /// For a day on which the recipient has had fewer.
        DailyNumber = "daily_number",
    }
}

/// A notice that nothing has been decided of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// What names it.
    pub row: i64,
    /// The shipment, or the whole order.
    pub shipment: Option<i64>,
    /// What is due.
    pub due: DueNotice,
    /// When it fell due.
    pub since: DateTime<Utc>,
    /// When what it tells of happened, as far as that is known.
    pub happened: DateTime<Utc>,
}

/// A parcel of an order on its way to the shopper, as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Its row.
    pub shipment: i64,
    /// Its status.
    pub status: Status,
    /// Its window.
    pub window: Window,
    /// The last day of the first window that was named for it.
    pub first_day: Option<NaiveDate>,
}

/// An order as it is now, with what became of its notices so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Live, test or imported.
    pub kind: OrderKind,
    /// When it was placed.
    pub placed: Option<DateTime<Utc>>,
    /// When the connection was made that tells of it.
    pub connected: DateTime<Utc>,
    /// Whether it was called off.
    pub is_cancelled: bool,
    /// Its parcels to the shopper.
    pub parcels: Vec<Parcel>,
    /// Of an order of which nothing has been shipped: its window.
    pub window: Window,
    /// The last day of the first window it has shown.
    pub first_day: Option<NaiveDate>,
    /// The notices that went out or are on their way, each with its shipment.
    pub told: Vec<(Option<i64>, DueNotice)>,
}

/// Who hears of an order, and what its brand has set.
#[derive(Clone, Copy, Debug)]
pub struct Audience<'a> {
    /// What the brand has set.
    pub settings: &'a NoticeSettings,
    /// Everybody who can be reached; of a test order its testers alone.
    pub recipients: &'a [Recipient],
    /// What each has been sent, and is going to be.
    pub heard: &'a Heard,
}

/// A message to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The recipient's key.
    pub recipient: String,
    /// How they are reached.
    pub medium: Medium,
    /// When it goes out, and what it waits for.
    pub at: (DateTime<Utc>, Option<Wait>),
}

/// What becomes of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It goes out.
    Send(Vec<Delivery>),
    /// It is looked at again then.
    Wait(DateTime<Utc>, Wait),
    /// The message of this one tells it.
    Merged(i64),
    /// It does not go out.
    Dropped(Dropped),
}

/// Which of two that fit speaks: what asks the shopper to act first, then what
/// tells most. The lower leads.
#[must_use]
pub const fn rank(notice: Notice) -> u8 {
    match notice {
        Notice::Attempted => 0,
        Notice::AvailableForPickup => 1,
        Notice::PickupReminder => 2,
        Notice::Exception => 3,
        Notice::Returned => 4,
        Notice::Returning => 5,
        Notice::Cancelled => 6,
        Notice::Delivered => 7,
        Notice::OutForDelivery => 8,
        Notice::Delay => 9,
        Notice::Shipped => 10,
        Notice::Milestone => 11,
        Notice::OrderConfirmed => 12,
    }
}

/// Whether a notice asks the shopper to do something: it is never too old.
#[must_use]
pub const fn asks_to_act(notice: Notice) -> bool {
    rank(notice) <= rank(Notice::Exception)
}

/// Decides on every queued notice of an order.
#[must_use]
pub fn turns(
    story: &Story,
    audience: Audience<'_>,
    queued: &[Queued],
    now: Now,
) -> Vec<(i64, Turn)> {
    let mut turns = Vec::with_capacity(queued.len());
    let mut live = Vec::new();
    for one in queued {
        match story.dropped(one, audience, now) {
            Some(why) => turns.push((one.row, Turn::Dropped(why))),
            None => live.push(one),
        }
    }
    turns.extend(parcels::turns(story, audience, &live, now));
    turns
}

impl Story {
    /// Why a notice does not go out, whenever it is its turn. That a brand has
    /// switched it off is the last reason: but for that it would.
    #[must_use]
    pub fn dropped(&self, one: &Queued, audience: Audience<'_>, now: Now) -> Option<Dropped> {
        if self.kind == OrderKind::Imported {
            return Some(Dropped::Imported);
        }
        if self.is_before_connection(one) {
            return Some(Dropped::BeforeConnection);
        }
        self.stale(one.shipment, &one.due, audience.settings.delay_days, now)
            .or_else(|| self.too_old(one, now))
            .or_else(|| self.unheard(one.due.notice, audience))
    }

    fn is_before_connection(&self, one: &Queued) -> bool {
        self.placed.is_some_and(|placed| placed < self.connected) && one.happened < self.connected
    }

    fn unheard(&self, notice: Notice, audience: Audience<'_>) -> Option<Dropped> {
        let recipients = audience.recipients;
        if recipients.is_empty() {
            return Some(match self.kind {
                OrderKind::Test => Dropped::NoTester,
                OrderKind::Live | OrderKind::Imported => Dropped::NobodyToTell,
            });
        }
        let wants = |one: &&Recipient| one.wants.contains(&notice);
        if !recipients.iter().any(|one| wants(&one)) {
            return Some(Dropped::NotWanted);
        }
        let hears = |one: &Recipient| audience.settings.is_on(notice, one.medium);
        let is_heard = recipients.iter().filter(wants).any(hears);
        (!is_heard).then_some(Dropped::SwitchedOff)
    }
}

/// Whether somebody is told of a notice: they want it, and the brand sends it.
#[must_use]
pub fn hears(recipient: &Recipient, settings: &NoticeSettings, notice: Notice) -> bool {
    recipient.wants.contains(&notice) && settings.is_on(notice, recipient.medium)
}

/// Those of an order's readers who may hear of it: of a test the testers whose
/// e-mail address the brand has listed.
#[must_use]
pub fn allowed(
    kind: OrderKind,
    settings: &NoticeSettings,
    recipients: Vec<Recipient>,
) -> Vec<Recipient> {
    match kind {
        OrderKind::Live => recipients,
        OrderKind::Test => recipients
            .into_iter()
            .filter(|one| one.medium == Medium::Email && settings.is_tester(&one.address))
            .collect(),
        OrderKind::Imported => Vec::new(),
    }
}
