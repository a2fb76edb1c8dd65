//! The queue: open flags and open contacts of all orders in one list, worst
//! first; what of it somebody looks at; and until when a row is put off.

use crate::contact::Topic;
use crate::flag::Flag;
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

mod filter;
#[cfg(test)]
mod tests;

pub use filter::{Filter, Owner, Show, What};

/// How many orders a page of the queue shows.
pub const ORDERS_A_PAGE: usize = 50;

/// What a row of the queue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A flag that is up.
    Flag(Flag),
    /// A contact that nobody has closed.
    Contact(Topic),
}

impl Kind {
    /// How urgent it is; the smallest is the worst. A contact stands with the
    /// flag that means the same trouble: which of the two is due first then
    /// decides.
    #[must_use]
    pub const fn rank(self) -> u8 {
        let stands_with = match self {
            Self::Flag(flag) => flag,
            Self::Contact(topic) => match topic {
                Topic::Damaged | Topic::WrongContents => Flag::Damaged,
                Topic::NotReceived => Flag::DeliveredNotReceived,
                Topic::Returned => Flag::Returning,
                Topic::WrongAddress => Flag::AddressProblem,
                // Somebody waits for an answer: before what nobody has asked
                // about.
                Topic::WhereIsIt | Topic::Other => Flag::Exception,
            },
        };
        stands_with as u8
    }

    /// Which of the two lists it comes from.
    #[must_use]
    pub const fn source(self) -> Source {
        match self {
            Self::Flag(_) => Source::Flag,
            Self::Contact(_) => Source::Contact,
        }
    }
}

/// Where a row comes from; a person who waits comes before a rule that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Source {
    /// A contact.
    Contact,
    /// A flag.
    Flag,
}

impl Source {
    /// The code in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Flag => "flag",
        }
    }
}

/// Where a row stands in the queue: the smallest place is the first.
///
/// The worse trouble comes first; within the same trouble what is due first,
/// which puts what is over its time before all that is not; then the person
/// who waits; and last the older order, so that no two rows stand in one
/// place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    rank: u8,
    due: DateTime<Utc>,
    source: Source,
    order: i64,
    id: i64,
}

impl Place {
    /// The place of a row, by the row ids of its order and, within its own
    /// list, of itself.
    #[must_use]
    pub const fn new(kind: Kind, due: DateTime<Utc>, order: i64, id: i64) -> Self {
        Self {
            rank: kind.rank(),
            due,
            source: kind.source(),
            order,
            id,
        }
    }
}

/// One order of the queue: its worst row, and all others it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded<T> {
    /// The row it stands in the queue by.
    pub lead: T,
    /// The rest, worst first.
    pub rest: Vec<T>,
}

/// One entry for each order, worst first. `leads` says which rows may stand
/// for their order: an order none of whose rows may is left out.
#[must_use]
pub fn fold<T>(
    rows: Vec<T>,
    order: impl Fn(&T) -> i64,
    place: impl Fn(&T) -> Place,
    leads: impl Fn(&T) -> bool,
) -> Vec<Folded<T>> {
    let mut sorted: Vec<(Place, T)> = rows.into_iter().map(|row| (place(&row), row)).collect();
    sorted.sort_by_key(|(place, _)| *place);
    let mut entries: Vec<(i64, Option<T>, Vec<T>)> = Vec::new();
    let mut order_of_leads: Vec<i64> = Vec::new();
    for (_, row) in sorted {
        let id = order(&row);
        let at = entries.iter().position(|(of, ..)| *of == id);
        let at = at.unwrap_or_else(|| {
            entries.push((id, None, Vec::new()));
            entries.len() - 1
        });
        let (_, lead, rest) = &mut entries[at];
        if lead.is_none() && leads(&row) {
            *lead = Some(row);
            order_of_leads.push(id);
        } else {
            rest.push(row);
        }
    }
    let by_lead = |id: &i64| order_of_leads.iter().position(|of| of == id);
    entries.sort_by_key(|(id, ..)| by_lead(id).unwrap_or(usize::MAX));
    entries
        .into_iter()
        .filter_map(|(_, lead, rest)| Some(Folded { lead: lead?, rest }))
        .collect()
}

/// What can be done with rows; closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Take them.
    Take,
    /// Give them back to everybody.
    GiveBack,
    /// Hand them to a colleague.
    HandOver,
    /// Put them off.
    Snooze,
    /// Say that they are dealt with.
    Resolve,
    /// Open them again.
    Reopen,
    /// Write a note at their orders.
    Note,
    /// Send their buyers a reply.
    Reply,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 8] = [
        Self::Take,
        Self::GiveBack,
        Self::HandOver,
        Self::Snooze,
        Self::Resolve,
        Self::Reopen,
        Self::Note,
        Self::Reply,
    ];

    /// The code in forms and addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Take => "take",
            Self::GiveBack => "give-back",
            Self::HandOver => "hand-over",
            Self::Snooze => "snooze",
            Self::Resolve => "resolve",
            Self::Reopen => "reopen",
            Self::Note => "note",
            Self::Reply => "reply",
        }
    }

    /// Reads a code back; `None` when it is not one of ours.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// Until when a row is put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Later {
    /// An hour.
    Hour,
    /// The next morning.
    Tomorrow,
    /// The morning in three days.
    ThreeDays,
    /// The morning of a day.
    Day(NaiveDate),
}

/// When a morning begins, by the brand's clock.
const MORNING: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(nine) => nine,
    None => NaiveTime::MIN,
};

impl Later {
    /// Reads what a form says: a choice, and a day where that is the choice.
    #[must_use]
    pub fn read(choice: &str, day: &str) -> Option<Self> {
        match choice {
            "hour" => Some(Self::Hour),
            "tomorrow" => Some(Self::Tomorrow),
            "three-days" => Some(Self::ThreeDays),
            "day" => day.parse().ok().map(Self::Day),
            _ => None,
        }
    }

    /// The moment, by the clock it was chosen by.
    #[must_use]
    pub fn from_clock(self, now: NaiveDateTime) -> NaiveDateTime {
        let morning_in = |days: u64| {
            let day = now.date().checked_add_days(Days::new(days));
            day.unwrap_or(NaiveDate::MAX).and_time(MORNING)
        };
        match self {
            Self::Hour => now.checked_add_signed(Duration::hours(1)).unwrap_or(now),
            Self::Tomorrow => morning_in(1),
            Self::ThreeDays => morning_in(3),
            Self::Day(day) => day.and_time(MORNING),
        }
    }
}
