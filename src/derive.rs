//! Everything that follows from what was said of one shipment: the same
//! derivation whether a scan arrived, an order changed or time passed.

use crate::journey::{Journey, TimedReport};
use crate::notice::{self, DueNotice};
use crate::reading::{Estimate, Report};
use crate::scan::{Place, Reason, Scan, Status};
use crate::shipment::Direction;
use crate::status;
use crate::window::{self, Promise, Window};
use crate::words;
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use std::collections::BTreeMap;

#[cfg(test)]
mod tests;

/// All that was said of a shipment, by whomever and in whatever order.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Which way it travels.
    pub direction: Direction,
    /// When the buyer ordered.
    pub placed_at: Option<DateTime<Utc>>,
    /// When the goods were packed.
    pub packed_at: Option<DateTime<Utc>>,
    /// When the shop handed it over, by its own word.
    pub handed_over_at: Option<DateTime<Utc>>,
    /// When the shipment or its order was called off.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// Whether the shop has made a shipment of it yet.
    pub fulfilled: bool,
    /// Whether it has a tracking number.
    pub numbered: bool,
    /// Whether scans are expected at all.
    pub tracked: bool,
    /// The country it goes to, ISO 3166-1 alpha-2.
    pub to_country: Option<String>,
    /// The state or province it goes to.
    pub to_region: Option<String>,
    /// The date the shop named for the order at checkout.
    pub order_expected: Option<Estimate>,
    /// The date the shop named for this shipment, and when.
    pub shipment_expected: Option<(DateTime<Utc>, Estimate)>,
    /// The carriers' scans, in any order, with any repetition.
    pub scans: Vec<Scan>,
    /// The carriers' reports, in any order, with any repetition.
    pub reports: Vec<TimedReport>,
}

/// The moment of deriving, on both clocks that matter.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    /// The moment.
    pub instant: DateTime<Utc>,
    /// The wall clock at the destination, where dates are kept or missed.
    pub at_destination: NaiveDateTime,
}

impl Now {
    /// When it is so late at the destination.
    #[must_use]
    pub fn at(self, clock: NaiveDateTime) -> DateTime<Utc> {
        let until = clock.signed_duration_since(self.at_destination);
        self.instant
            .checked_add_signed(until)
            .unwrap_or(self.instant)
    }
}

/// What follows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Derived {
    /// The one status shown.
    pub status: Status,
    /// Its reason, where it has one.
    pub reason: Option<Reason>,
    /// The instant that orders the scan which decided the status; only for
    /// comparing, never shown.
    pub since: Option<DateTime<Utc>>,
    /// Town and region of the newest movement, ready to show.
    pub place: Option<String>,
    /// Whether scans after a delivery opened it again.
    pub reopened: bool,
    /// Whether scans contradict each other in a way that needs a human.
    pub contradiction: bool,
    /// The delivery window.
    pub window: Window,
    /// Every date named so far, oldest first, and a van's own day last.
    pub promises: Vec<Promise>,
    /// The messages due.
    pub notices: Vec<DueNotice>,
    /// When what each of them tells of happened, where that is known and not
    /// how it stands now.
    pub happened: BTreeMap<DueNotice, DateTime<Utc>>,
    /// The service, in the carrier's words.
    pub service: Option<String>,
    /// Where it was left, without names and streets.
    pub left_at: Option<String>,
    /// Initials of who signed.
    pub signed_by: Option<String>,
    /// Where it waits to be collected.
    pub pickup_point: Option<String>,
    /// When it is open there, in the carrier's words.
    pub pickup_hours: Option<String>,
    /// The last day it is kept there.
    pub pickup_until: Option<NaiveDate>,
    /// When passing time alone may change any of this.
    pub next_check: Option<DateTime<Utc>>,
}

/// Derives a shipment's state; pure, and blind to the order of arrival.
#[must_use]
pub fn derive(facts: &Facts, now: Now) -> Derived {
    let journey = Journey::from_facts(facts);
    derive_journey(facts, &journey, now)
}

/// The same, for a caller that also shows the journey itself.
#[must_use]
pub fn derive_journey(facts: &Facts, journey: &Journey, now: Now) -> Derived {
    let standing = status::of(facts, journey);
    let named = window::promises(facts, journey);
    let promises = window::with_van(journey, &standing, named.clone(), now);
    let window = window::current(facts, journey, &standing, &promises, now);
    // The van has its own message; its day is no delay.
    let due = notice::due(facts, journey, &standing, &named, &window, now);
    Derived {
        status: standing.status,
        reason: standing.reason,
        since: standing.since,
        place: journey.newest_place().and_then(place_words),
        reopened: journey.reopened(),
        contradiction: journey.contradiction(),
        next_check: [
            window_closes(&window, now),
            window::at_risk_from(facts, journey, &standing, &window)
                .and_then(|from| instant_of(from, now))
                .filter(|at| *at > now.instant),
            notice::reminder_at(journey, &standing).filter(|at| *at > now.instant),
        ]
        .into_iter()
        .flatten()
        .min(),
        window,
        promises,
        notices: due.keys().cloned().collect(),
        happened: due
            .into_iter()
            .filter_map(|(due, at)| Some((due, at?)))
            .collect(),
        service: journey.newest(|report| report.service.clone()),
        left_at: of_this_delivery(journey, |report| report.left_at.clone())
            .and_then(|spot| words::cleaned(&spot, &[])),
        signed_by: of_this_delivery(journey, |report| report.signed_by.clone())
            .and_then(|name| initials(&name)),
        pickup_point: journey.newest(|report| report.pickup_point.clone()),
        pickup_hours: journey.newest(|report| report.pickup_hours.clone()),
        pickup_until: journey.newest(|report| report.pickup_until),
    }
}

/// What was said of a delivery that was opened again is not said of the next.
fn of_this_delivery(
    journey: &Journey,
    field: impl Fn(&Report) -> Option<String>,
) -> Option<String> {
    let reopened = journey.reopened_at();
    journey
        .reports()
        .iter()
        .rev()
        .take_while(|timed| reopened.is_none_or(|reopened| timed.age() > reopened))
        .find_map(|timed| field(&timed.report))
}

/// A window that is still open is looked at again when it closes, and is
/// missed from then on; the extra minute lets "by 14:00" pass.
fn window_closes(window: &Window, now: Now) -> Option<DateTime<Utc>> {
    let wait = window.ends()?.signed_duration_since(now.at_destination);
    if wait < Duration::zero() {
        return None;
    }
    now.instant
        .checked_add_signed(wait)?
        .checked_add_signed(Duration::minutes(1))
}

/// The moment at which the destination's clock shows a time.
fn instant_of(at_destination: NaiveDateTime, now: Now) -> Option<DateTime<Utc>> {
    let wait = at_destination.signed_duration_since(now.at_destination);
    now.instant.checked_add_signed(wait)
}

/// "Louisville, KY", or the country's code where the carrier gives no more.
#[must_use]
pub fn place_words(place: &Place) -> Option<String> {
    let town = place.city.as_deref().filter(|city| is_town(city));
    let parts: Vec<String> = town
        .map(words::town)
        .into_iter()
        .chain(place.region.as_deref().map(words::region))
        .collect();
    if parts.is_empty() {
        return place.country.clone();
    }
    Some(parts.join(", "))
}

/// Carriers put into the field of the town what they like: an address begins
/// with the number of its house, and no town is spelled with many digits.
fn is_town(city: &str) -> bool {
    let digits = city.bytes().filter(u8::is_ascii_digit).count();
    digits < 5 && !city.starts_with(|first: char| first.is_ascii_digit()) && !city.contains('@')
}

/// "J. D." of "Jane Doe": enough to recognise, too little to learn.
#[must_use]
pub fn initials(name: &str) -> Option<String> {
    // Not at every sign: "O'Neil" is one name, and an accent may be a sign
    // of its own.
    let is_between_names = |sign: char| {
        sign.is_whitespace() || matches!(sign, '-' | '.' | ',' | '/' | '_' | '&' | '+')
    };
    let letters: Vec<String> = name
        .split(is_between_names)
        .filter_map(|word| word.chars().find(|letter| letter.is_alphabetic()))
        .take(3)
        .map(|letter| format!("{}.", letter.to_uppercase()))
        .collect();
    (!letters.is_empty()).then(|| letters.join(" "))
}
