//! When somebody may be written to: not in their night by text message, and
//! not more often in a day than the brand says.

use super::{NoticeSettings, Wait};
use crate::derive::Now;
use crate::recipient::{Medium, Recipient};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The hour at which what waited for another day goes out.
const MORNING: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(morning) => morning,
    None => NaiveTime::MIN,
};

/// The days that are looked at for room.
const DAYS: u32 = 14;

/// A time of day to the minute, as settings name it ("21:00").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hour(pub NaiveTime);

impl Hour {
    /// A whole hour; midnight where there is none such.
    #[must_use]
    pub const fn whole(hour: u32) -> Self {
        match NaiveTime::from_hms_opt(hour, 0, 0) {
            Some(time) => Self(time),
            None => Self(NaiveTime::MIN),
        }
    }

    /// Reads "21:00"; `None` when it is no time of day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        NaiveTime::parse_from_str(text.trim(), "%H:%M")
            .ok()
            .map(Self)
    }
}

impl std::fmt::Display for Hour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.format("%H:%M"))
    }
}

/// When a night that holds this moment ends; `None` by day.
#[must_use]
pub fn night_ends(quiet: (Hour, Hour), at: NaiveDateTime) -> Option<NaiveDateTime> {
    let (Hour(from), Hour(to)) = quiet;
    let clock = at.time();
    let today = at.date().and_time(to);
    if from <= to {
        return (from <= clock && clock < to).then_some(today);
    }
    if clock < to {
        return Some(today);
    }
    (clock >= from).then(|| today + Duration::days(1))
}

/// How much each recipient of an order is sent, of this and of other orders, by
/// their own days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard(BTreeMap<(String, NaiveDate), u32>);

impl Heard {
    /// Counts a message that went out on a day, or is going to.
    pub fn count(&mut self, recipient: &str, on: NaiveDate) {
        *self.0.entry((recipient.to_owned(), on)).or_default() += 1;
    }

    fn on(&self, recipient: &str, day: NaiveDate) -> u32 {
        self.0
            .get(&(recipient.to_owned(), day))
            .copied()
            .unwrap_or_default()
    }

    /// When the next message to somebody may go out, and what it waits for; it
    /// counts from then on. The day that counts is the one it goes out on: the
    /// night comes first.
    pub fn next(
        &mut self,
        recipient: &Recipient,
        settings: &NoticeSettings,
        now: Now,
    ) -> (DateTime<Utc>, Option<Wait>) {
        let night = settings.quiet.filter(|_| recipient.medium == Medium::Sms);
        let mut at = now.at_destination;
        let mut why = None;
        for left in (0..DAYS).rev() {
            if let Some(end) = night.and_then(|quiet| night_ends(quiet, at)) {
                at = end;
                why = why.or(Some(Wait::QuietHours));
            }
            let is_full = self.on(&recipient.key, at.date()) >= u32::from(settings.daily);
            if !is_full || left == 0 {
                break;
            }
            at = (at.date() + Duration::days(1)).and_time(MORNING);
            why = Some(Wait::DailyNumber);
        }
        self.count(&recipient.key, at.date());
        (now.at(at), why)
    }
}
