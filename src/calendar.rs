//! An expected delivery as a file that calendars read (RFC 5545): the day, or
//! the hours of it, under a name that stays the same, so that a newer file
//! changes the older entry.

use chrono::{DateTime, Days, NaiveDate, Utc};
use std::fmt::Write;

#[cfg(test)]
mod tests;

/// One delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What names it in every file that tells of it.
    pub uid: String,
    /// Counts its changes: a calendar keeps the largest.
    pub sequence: i64,
    /// What the calendar shows.
    pub title: String,
    /// What stands beside it.
    pub note: String,
    /// When.
    pub when: When,
}

/// When a delivery is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Some time on these days, the last one among them.
    Days(NaiveDate, NaiveDate),
    /// Between these moments.
    Hours(DateTime<Utc>, DateTime<Utc>),
}

/// The most bytes of a line, without its end.
const LONGEST_LINE: usize = 75;

/// The file of some deliveries, made at a moment.
#[must_use]
pub fn file(entries: &[Entry], made: DateTime<Utc>) -> String {
    let mut lines = Lines::default();
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//Doorstep//EN");
    lines.add("METHOD", "PUBLISH");
    for entry in entries {
        event(entry, made, &mut lines);
    }
    lines.add("END", "VCALENDAR");
    lines.0
}

fn event(entry: &Entry, made: DateTime<Utc>, lines: &mut Lines) {
    lines.add("BEGIN", "VEVENT");
    lines.add("UID", &escaped(&entry.uid));
    lines.add("DTSTAMP", &instant(made));
    lines.add("SEQUENCE", &entry.sequence.to_string());
    match entry.when {
        When::Days(from, to) => {
            // A day-long event ends before the day that is named as its end.
            let end = to.checked_add_days(Days::new(1)).unwrap_or(to);
            lines.add("DTSTART;VALUE=DATE", &day(from));
            lines.add("DTEND;VALUE=DATE", &day(end));
        }
        When::Hours(from, to) => {
            lines.add("DTSTART", &instant(from));
            lines.add("DTEND", &instant(to));
        }
    }
    lines.add("SUMMARY", &escaped(&entry.title));
    lines.add("DESCRIPTION", &escaped(&entry.note));
    // Waiting for a parcel keeps nobody from making an appointment.
    lines.add("TRANSP", "TRANSPARENT");
    lines.add("END", "VEVENT");
}

fn instant(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

fn day(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    /// Longer lines go on in the next one, which begins with a blank.
    fn add(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut rest = line.as_str();
        let mut room = LONGEST_LINE;
        while rest.len() > room {
            let (now, later) = rest.split_at(rest.floor_char_boundary(room));
            let _ = write!(self.0, "{now}\r\n ");
            rest = later;
            room = LONGEST_LINE - 1;
        }
        let _ = write!(self.0, "{rest}\r\n");
    }
}
