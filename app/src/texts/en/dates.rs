//! English for days, hours, delivery windows and how fresh our news is.

use super::{carrier_first, carrier_or_word, reasons};
use crate::texts::alike::{self, WindowWords};
use crate::texts::{Freshness, Hearing, PromiseNote, Renamed};
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use doorstep::reading::{Estimate, Hours};
use doorstep::scan::{Precision, Reason, Status};
use doorstep::shipment::PromiseSource;
use doorstep::window::Window;

/// What is said around the dates of a window.
const WORDS: WindowWords = WindowWords {
    unknown: "No delivery date is known yet",
    waits: "You can pick it up now",
    never: "It will not come any more",
    arriving: "Arriving",
    expected: "Expected",
    late: "Late",
    today: "today",
    tomorrow: "tomorrow",
    day: short_day,
    last_day,
    estimate,
    moved,
    missed,
};

/// "Thursday 14 May", with the year where it needs one.
pub fn date(date: NaiveDate, today: NaiveDate) -> String {
    if alike::needs_year(date, today) {
        date.format("%A %-d %B %Y").to_string()
    } else {
        date.format("%A %-d %B").to_string()
    }
}

/// "14 May", for where the weekday says nothing.
pub fn short_date(date: NaiveDate, today: NaiveDate) -> String {
    if alike::needs_year(date, today) {
        date.format("%-d %B %Y").to_string()
    } else {
        date.format("%-d %B").to_string()
    }
}

/// "9 May 2026", for whom years matter.
pub fn in_full(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// "Ordered on 9 May 2026".
pub fn placed(on: NaiveDate) -> String {
    format!("Ordered on {}", on.format("%-d %B %Y"))
}

/// "Tuesday" where that is one day only, else the whole date.
fn near_date(day: NaiveDate, today: NaiveDate) -> String {
    if alike::is_near(day, today) {
        day.format("%A").to_string()
    } else {
        date(day, today)
    }
}

/// "14:05".
pub fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// "Thursday 14 May, 14:05".
pub fn moment(at: NaiveDateTime, precision: Precision, today: NaiveDate) -> String {
    match precision {
        Precision::Date => date(at.date(), today),
        Precision::Second | Precision::Minute => {
            format!("{}, {}", date(at.date(), today), clock(at.time()))
        }
    }
}

/// "Thu 14 May, 14:05", for little room.
pub fn short_moment(at: NaiveDateTime, precision: Precision, today: NaiveDate) -> String {
    let day = short_day(at.date(), today);
    match precision {
        Precision::Date => day,
        Precision::Second | Precision::Minute => format!("{day}, {}", clock(at.time())),
    }
}

/// "Thu 14 May".
fn short_day(day: NaiveDate, today: NaiveDate) -> String {
    format!("{} {}", day.format("%a"), shortest_day(day, today))
}

/// "14 May", in a short month.
fn shortest_day(day: NaiveDate, today: NaiveDate) -> String {
    if alike::needs_year(day, today) {
        day.format("%-d %b %Y").to_string()
    } else {
        day.format("%-d %b").to_string()
    }
}

/// The last day at a pickup point in two words.
pub fn short_pickup_until(day: NaiveDate, today: NaiveDate) -> String {
    format!("until {}", shortest_day(day, today))
}

/// The window in two words: of several days the last one.
pub fn short_window(window: &Window, status: Status, today: NaiveDate) -> String {
    WORDS.short(window, status, today)
}

fn last_day(day: NaiveDate, today: NaiveDate) -> String {
    format!("by {}", shortest_day(day, today))
}

/// "12 min ago"; what lies ahead by a wrong clock is "just now".
pub fn ago(ago: Duration) -> String {
    match (ago.num_minutes(), ago.num_hours(), ago.num_days()) {
        (..1, _, _) => "just now".into(),
        (minutes, ..1, _) => format!("{minutes} min ago"),
        (_, 1, _) => "1 hour ago".into(),
        (_, hours, ..1) => format!("{hours} hours ago"),
        (_, _, 1) => "1 day ago".into(),
        (_, _, days) => format!("{days} days ago"),
    }
}

fn hours(hours: Hours) -> String {
    match hours.from {
        Some(from) => format!(", {}-{}", clock(from), clock(hours.to)),
        None => format!(" by {}", clock(hours.to)),
    }
}

/// "Thursday 14 May, 10:00-14:00" or "Thursday 14 to Saturday 16 May".
pub fn estimate(estimate: &Estimate, today: NaiveDate) -> String {
    let hours = estimate.hours.map(hours).unwrap_or_default();
    let to = date(estimate.to, today);
    if estimate.from >= estimate.to {
        return format!("{to}{hours}");
    }
    let same_month =
        (estimate.from.year(), estimate.from.month()) == (estimate.to.year(), estimate.to.month());
    let from = if same_month {
        estimate.from.format("%A %-d").to_string()
    } else {
        date(estimate.from, today)
    };
    format!("{from} to {to}{hours}")
}

/// The same with "today" or "tomorrow" before it. The date stays: a page may
/// lie open past midnight.
pub fn upcoming(named: &Estimate, today: NaiveDate) -> String {
    WORDS.upcoming(named, today)
}

/// The last day at a pickup point, while it is ahead.
pub fn pickup_until(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        ..0 => format!("It was kept until {}", date(day, today)),
        0 => format!("Pick it up today, {}: it is the last day", date(day, today)),
        1 => format!("Pick it up by tomorrow, {}", date(day, today)),
        _ => format!("Pick it up by {}", date(day, today)),
    }
}

/// The window sentence; empty when nothing is awaited.
pub fn window(window: &Window, status: Status, today: NaiveDate) -> String {
    WORDS.sentence(window, status, today)
}

fn moved(estimate: &Estimate, was: &Estimate, reason: Option<Reason>, today: NaiveDate) -> String {
    let before = match was.hours {
        // On the same day only the hours moved.
        Some(hours) if was.to == estimate.to => match hours.from {
            Some(from) => format!("{}-{}", clock(from), clock(hours.to)),
            None => format!("by {}", clock(hours.to)),
        },
        _ => near_date(was.to, estimate.to),
    };
    let why = reason.map_or_else(String::new, |reason| {
        format!(": {}", reasons::of_date(reason))
    });
    format!("Expected {} (was {before}{why})", upcoming(estimate, today))
}

fn missed(estimate: &Estimate, reason: Option<Reason>, status: Status, today: NaiveDate) -> String {
    let preposition = if estimate.from < estimate.to {
        "by"
    } else {
        "on"
    };
    let hours = estimate
        .hours
        .map_or_else(String::new, |hours| format!(" by {}", clock(hours.to)));
    let day = format!("{preposition} {}{hours}", near_date(estimate.to, today));
    // The driver did come: then "late" would be untrue.
    if status == Status::Attempted {
        return format!("We expected it {day}. No new date yet.");
    }
    let why = reason.map_or_else(String::new, |reason| {
        format!(": {}", reasons::of_date(reason))
    });
    format!("We expected it {day}. It is late{why}. No new date yet.")
}

/// Who named a date, when, and why it changed.
pub fn promise_note(note: &PromiseNote<'_>, today: NaiveDate) -> String {
    let who = match note.source {
        PromiseSource::Shop => "The shop",
        PromiseSource::Carrier => carrier_first(note.carrier),
        PromiseSource::Doorstep => "Our own guess",
    };
    let when = note
        .made_on
        .map_or_else(String::new, |on| format!(", on {}", short_date(on, today)));
    let why = match (note.renamed, note.reason) {
        (Renamed::First, _) => String::new(),
        // It may have been named with the very scan that says so.
        (_, Some(reason @ Reason::Lost)) if note.is_lost => {
            format!(": {}", reasons::words(reason))
        }
        (_, Some(reason)) if reason != Reason::Unknown => {
            format!(": {}", reasons::of_date(reason))
        }
        (Renamed::Sooner, _) => ": sooner, or more exact".into(),
        (Renamed::Later, _) => ": no reason given".into(),
    };
    format!("{who}{when}{why}")
}

/// When we last heard of a parcel, and how we hear next.
pub fn freshness(key: &Freshness<'_>, today: NaiveDate) -> String {
    match key {
        Freshness::Heard {
            carrier,
            at,
            ago: since,
            hearing,
        } => format!(
            "Last heard from {} {} ({}){}.",
            carrier_or_word(*carrier),
            ago(*since),
            heard_at(*at, today),
            then(*hearing, "it is scanned")
        ),
        Freshness::NotScanned {
            carrier,
            hearing: Hearing::Unconnected,
        } => format!(
            "{} does not report its scans to us. Its own page may know more.",
            carrier_first(*carrier)
        ),
        Freshness::NotScanned { carrier, hearing } => format!(
            "{} has not scanned it yet{}.",
            carrier_first(*carrier),
            then(*hearing, "it does")
        ),
        Freshness::NoNumber => {
            "There is no tracking number yet. It shows here as soon as the shop has one.".into()
        }
        Freshness::Untracked => {
            "This parcel travels without tracking: no scans will show here.".into()
        }
    }
}

fn heard_at(at: NaiveDateTime, today: NaiveDate) -> String {
    if at.date() == today {
        clock(at.time())
    } else {
        moment(at, Precision::Minute, today)
    }
}

fn then(hearing: Hearing, event: &str) -> String {
    match hearing {
        Hearing::Pushed => format!("; we hear as soon as {event}"),
        Hearing::Polled(wait) => format!("; we ask again {}", within(wait)),
        Hearing::Unconnected => "; it does not report to us any more".into(),
        Hearing::Over => String::new(),
    }
}

fn within(wait: Duration) -> String {
    match (wait.num_minutes(), wait.num_hours()) {
        (..=1, _) => "in a moment".into(),
        (minutes, ..1) => format!("in {minutes} min"),
        (_, 1) => "in 1 hour".into(),
        (_, hours) => format!("in {hours} hours"),
    }
}
