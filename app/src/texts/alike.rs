//! What the languages say alike, however their words differ.

use super::own::{Own, OwnText};
use chrono::{Datelike, NaiveDate};
use doorstep::brand::{Hours, Support};
use doorstep::reading::Estimate;
use doorstep::scan::{Reason, Status};
use doorstep::view::tracking::Labels;
use doorstep::window::Window;

/// Within so many days a weekday alone names one day.
const WEEKDAY_IS_ENOUGH: i64 = 6;

/// Within so many days a day and its month name one day, whatever the year.
const YEAR_IS_CLEAR: i64 = 180;

/// Whether a day needs its year beside it: it is of another one than today, and
/// far enough away for there to be a doubt.
pub fn needs_year(day: NaiveDate, today: NaiveDate) -> bool {
    let away = day.signed_duration_since(today).num_days().abs();
    day.year() != today.year() && away > YEAR_IS_CLEAR
}

/// With a capital at its beginning.
pub fn capital(words: &str) -> String {
    let (first, rest) = words.split_at(words.ceil_char_boundary(1));
    format!("{}{rest}", first.to_uppercase())
}

/// The fixed words of the tracking page, with what a brand says in its own.
pub fn in_words_of(mut labels: Labels, own: &Own) -> Labels {
    own.replace(OwnText::LabelHappened, &mut labels.happened);
    own.replace(OwnText::LabelNext, &mut labels.next);
    own.replace(OwnText::LabelAct, &mut labels.act);
    own.replace(OwnText::LabelPromises, &mut labels.promises);
    own.replace(OwnText::LabelScans, &mut labels.scans);
    own.replace(OwnText::LabelItems, &mut labels.items);
    labels
}

/// "UPS Ground", whether or not the service names the carrier itself.
pub fn carrier_name(carrier: &str, service: Option<&str>) -> String {
    let Some(service) = service.map(str::trim).filter(|service| !service.is_empty()) else {
        return carrier.to_owned();
    };
    let named = service
        .to_lowercase()
        .contains(carrier.to_lowercase().as_str());
    if named {
        service.to_owned()
    } else {
        format!("{carrier} {service}")
    }
}

/// "Mon-Fri 9:00-17:00", "Sat 10:00-14:00 (Vienna time)": days with the same
/// hours together; `zone` makes the last of a place's name.
pub fn hours(
    support: &Support,
    days: [&str; 7],
    separator: &str,
    zone: fn(&str) -> String,
) -> Vec<String> {
    let mut groups: Vec<(usize, usize, Hours)> = Vec::new();
    for (day, hours) in support.hours.iter().enumerate() {
        let Some(hours) = hours else { continue };
        match groups.last_mut() {
            Some((_, last, same)) if *last + 1 == day && same == hours => *last = day,
            _ => groups.push((day, day, *hours)),
        }
    }
    let mut lines: Vec<String> = groups
        .iter()
        .map(|(first, last, hours)| {
            let named = if first == last {
                days[*first].to_owned()
            } else {
                format!("{}{separator}{}", days[*first], days[*last])
            };
            let hour = |time: chrono::NaiveTime| time.format("%-H:%M").to_string();
            format!("{named} {}-{}", hour(hours.from), hour(hours.to))
        })
        .collect();
    if let Some(last) = lines.last_mut() {
        let zone = match support.zone.rsplit_once('/') {
            Some((_, city)) => zone(&city.replace('_', " ")),
            None => support.zone.clone(),
        };
        last.push_str(&format!(" ({zone})"));
    }
    lines
}

/// How many parcels of an order stand at each status, in the order in which
/// they are first met.
pub fn counted(parcels: &[Status]) -> Vec<(Status, usize)> {
    let mut groups: Vec<(Status, usize)> = Vec::new();
    for status in parcels {
        match groups.iter_mut().find(|(known, _)| known == status) {
            Some((_, count)) => *count += 1,
            None => groups.push((*status, 1)),
        }
    }
    groups
}

/// Whether a weekday alone names a day, seen from another.
pub fn is_near(day: NaiveDate, from: NaiveDate) -> bool {
    (from - day).num_days().abs() <= WEEKDAY_IS_ENOUGH
}

/// What a language says around the dates of a window.
pub struct WindowWords {
    /// No date is known.
    pub unknown: &'static str,
    /// It waits to be collected.
    pub waits: &'static str,
    /// It will not come.
    pub never: &'static str,
    /// Before the date of a parcel that moves.
    pub arriving: &'static str,
    /// Before the date of one that stands still.
    pub expected: &'static str,
    /// The date has passed.
    pub late: &'static str,
    /// Before a date that is today.
    pub today: &'static str,
    /// Before one that is tomorrow.
    pub tomorrow: &'static str,
    /// A day in little room.
    pub day: fn(NaiveDate, NaiveDate) -> String,
    /// The last of several.
    pub last_day: fn(NaiveDate, NaiveDate) -> String,
    /// A window's days and hours.
    pub estimate: fn(&Estimate, NaiveDate) -> String,
    /// A window that was another before.
    pub moved: fn(&Estimate, &Estimate, Option<Reason>, NaiveDate) -> String,
    /// A window that has passed.
    pub missed: fn(&Estimate, Option<Reason>, Status, NaiveDate) -> String,
}

impl WindowWords {
    /// The window in a sentence; empty when nothing is awaited.
    pub fn sentence(&self, window: &Window, status: Status, today: NaiveDate) -> String {
        match window {
            Window::Closed => self.nothing_awaited(status).to_owned(),
            Window::Unknown => self.unknown.to_owned(),
            Window::Expected {
                estimate,
                was: Some(was),
                reason,
                ..
            } => (self.moved)(estimate, was, *reason, today),
            Window::Expected { estimate, .. } => {
                format!("{} {}", self.comes(status), self.upcoming(estimate, today))
            }
            Window::Missed {
                estimate, reason, ..
            } => (self.missed)(estimate, *reason, status, today),
        }
    }

    /// The same in two words: of several days the last one.
    pub fn short(&self, window: &Window, status: Status, today: NaiveDate) -> String {
        match window {
            Window::Closed | Window::Unknown => String::new(),
            Window::Expected { estimate, .. } if estimate.from < estimate.to => {
                (self.last_day)(estimate.to, today)
            }
            Window::Expected { estimate, .. } => (self.day)(estimate.to, today),
            // The driver did come: then "late" would be untrue.
            Window::Missed { .. } if status == Status::Attempted => String::new(),
            Window::Missed { .. } => self.late.to_owned(),
        }
    }

    /// A window's dates with "today" or "tomorrow" before them. The date stays:
    /// a page may lie open past midnight.
    pub fn upcoming(&self, named: &Estimate, today: NaiveDate) -> String {
        let said = (self.estimate)(named, today);
        if named.from < named.to {
            return said;
        }
        match (named.to - today).num_days() {
            0 => format!("{}, {said}", self.today),
            1 => format!("{}, {said}", self.tomorrow),
            _ => said,
        }
    }

    /// A parcel that waits, or will not come, has no date: that is said. Where
    /// the headline says it all there is nothing to add.
    const fn nothing_awaited(&self, status: Status) -> &'static str {
        match status {
            Status::AvailableForPickup => self.waits,
            Status::Exception => self.never,
            Status::Unknown
            | Status::Ordered
            | Status::Packed
            | Status::LabelCreated
            | Status::PickedUp
            | Status::InTransit
            | Status::OutForDelivery
            | Status::Attempted
            | Status::Delivered
            | Status::Returning
            | Status::Returned
            | Status::Cancelled => "",
        }
    }

    /// A parcel that moves arrives; one that stands still is only expected.
    const fn comes(&self, status: Status) -> &'static str {
        match status {
            Status::PickedUp | Status::InTransit | Status::OutForDelivery => self.arriving,
            Status::Unknown
            | Status::Ordered
            | Status::Packed
            | Status::LabelCreated
            | Status::Exception
            | Status::Attempted
            | Status::AvailableForPickup
            | Status::Delivered
            | Status::Returning
            | Status::Returned
            | Status::Cancelled => self.expected,
        }
    }
}
