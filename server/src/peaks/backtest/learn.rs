//! What a planner could have learned from a history before a day.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use doorstep::history::PastOrder;
use doorstep::peak::{Learner, Past, WorkDays};
use doorstep::promise::End;
use doorstep::workdays::{Keeps, Workplace};
use std::collections::{BTreeMap, BTreeSet};

/// Days off are known so far ahead of the plan's day.
const AHEAD: Days = Days::new(600);

/// What is known before a day, working days included; nothing later is looked
/// at.
#[must_use]
pub fn learned(orders: &[PastOrder], until: NaiveDate) -> Past {
    let (packs_on, delivers_on) = days_shown_by(orders, until);
    let mut learner = Learner::until(until, packs_on, delivers_on);
    for past in orders {
        learner.add(past);
    }
    learner.known()
}

/// The days on which hand-overs and deliveries happen: weekdays as the history
/// shows them, without the public holidays of the country most orders leave
/// from, or go to.
#[must_use]
pub fn days_shown_by(orders: &[PastOrder], until: NaiveDate) -> (WorkDays, WorkDays) {
    let end = until.and_time(NaiveTime::MIN);
    let known = || orders.iter().filter(|past| past.order.placed_at < end);
    let first = known().map(|past| past.order.placed_at.date()).min();
    let shown = |event: fn(&PastOrder) -> Option<NaiveDateTime>, at: fn(&PastOrder) -> &End| {
        let mut events = [0_u64; 7];
        for day in known().filter_map(event).filter(|day| *day < end) {
            events[day.weekday().num_days_from_monday() as usize] += 1;
        }
        let country = commonest(known().filter_map(|past| at(past).country.as_deref()));
        WorkDays::shown_by(&events, holidays(country, first.unwrap_or(until), until))
    };
    (
        shown(|past| past.handed_over_at, |past| &past.order.origin),
        shown(|past| past.delivered_at, |past| &past.order.destination),
    )
}

/// The holidays of a country that fall on other days than a weekend.
fn holidays(country: Option<&str>, first: NaiveDate, until: NaiveDate) -> BTreeSet<NaiveDate> {
    let place = Workplace {
        zone: &Utc,
        country,
        keeps: Keeps::Common,
        week: None,
        closures: &[],
    };
    let last = until.checked_add_days(AHEAD).unwrap_or(until);
    let is_weekend = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let days = first.iter_days().take_while(|day| *day <= last);
    days.filter(|day| !is_weekend(day) && !place.works_on(*day))
        .collect()
}

/// What is named most often; of several, the first in the alphabet.
fn commonest<'a>(names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    let mut named = counts.into_iter().filter(|(_, count)| *count == most);
    named.next().map(|(name, _)| name)
}
