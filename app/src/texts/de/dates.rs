//! German for days, hours, delivery windows and how fresh our news is.

use super::{carrier_first, from_carrier, reasons};
use crate::texts::alike::{self, WindowWords};
use crate::texts::{Freshness, Hearing, PromiseNote, Renamed};
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use doorstep::reading::{Estimate, Hours};
use doorstep::scan::{Precision, Reason, Status};
use doorstep::shipment::PromiseSource;
use doorstep::window::Window;

/// What is said around the dates of a window.
const WORDS: WindowWords = WindowWords {
    unknown: "Noch kein Liefertermin bekannt",
    waits: "Sie können es jetzt abholen",
    never: "Es kommt nicht mehr",
    arriving: "Ankunft",
    expected: "Erwartet",
    late: "Verspätet",
    today: "heute",
    tomorrow: "morgen",
    day: short_day,
    last_day,
    estimate,
    moved,
    missed,
};

const WEEKDAYS: [&str; 7] = [
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
];
/// Weekdays in little room.
pub const SHORT_WEEKDAYS: [&str; 7] = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];
const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const SHORT_MONTHS: [&str; 12] = [
    "Jan", "Feb", "März", "Apr", "Mai", "Juni", "Juli", "Aug", "Sep", "Okt", "Nov", "Dez",
];

fn weekday(day: NaiveDate) -> &'static str {
    WEEKDAYS[day.weekday().num_days_from_monday() as usize]
}

fn day_of_month(day: NaiveDate, months: &[&str; 12]) -> String {
    format!("{}. {}", day.day(), months[day.month0() as usize])
}

fn with_year(said: String, day: NaiveDate, today: NaiveDate) -> String {
    if alike::needs_year(day, today) {
        format!("{said} {}", day.year())
    } else {
        said
    }
}

/// "Donnerstag, 14. Mai", with the year where it needs one.
pub fn date(date: NaiveDate, today: NaiveDate) -> String {
    format!("{}, {}", weekday(date), short_date(date, today))
}

/// "14. Mai", for where the weekday says nothing.
pub fn short_date(date: NaiveDate, today: NaiveDate) -> String {
    with_year(day_of_month(date, &MONTHS), date, today)
}

/// "Bestellt am 9. Mai 2026".
pub fn placed(on: NaiveDate) -> String {
    format!("Bestellt am {} {}", day_of_month(on, &MONTHS), on.year())
}

/// "Dienstag" where that is one day only, else the whole date.
fn near_date(day: NaiveDate, today: NaiveDate) -> String {
    if alike::is_near(day, today) {
        weekday(day).to_owned()
    } else {
        date(day, today)
    }
}

/// "14:05".
pub fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// "Donnerstag, 14. Mai, 14:05 Uhr".
pub fn moment(at: NaiveDateTime, precision: Precision, today: NaiveDate) -> String {
    match precision {
        Precision::Date => date(at.date(), today),
        Precision::Second | Precision::Minute => {
            format!("{}, {} Uhr", date(at.date(), today), clock(at.time()))
        }
    }
}

/// "Do, 14. Mai, 14:05", for little room.
pub fn short_moment(at: NaiveDateTime, precision: Precision, today: NaiveDate) -> String {
    let day = short_day(at.date(), today);
    match precision {
        Precision::Date => day,
        Precision::Second | Precision::Minute => format!("{day}, {}", clock(at.time())),
    }
}

/// "Do, 14. Mai".
fn short_day(day: NaiveDate, today: NaiveDate) -> String {
    let weekday = SHORT_WEEKDAYS[day.weekday().num_days_from_monday() as usize];
    format!("{weekday}, {}", shortest_day(day, today))
}

/// "14. Mai", in a short month.
fn shortest_day(day: NaiveDate, today: NaiveDate) -> String {
    with_year(day_of_month(day, &SHORT_MONTHS), day, today)
}

/// The last day at a pickup point in two words.
pub fn short_pickup_until(day: NaiveDate, today: NaiveDate) -> String {
    format!("bis {}", shortest_day(day, today))
}

/// The window in two words: of several days the last one.
pub fn short_window(window: &Window, status: Status, today: NaiveDate) -> String {
    WORDS.short(window, status, today)
}

fn last_day(day: NaiveDate, today: NaiveDate) -> String {
    format!("bis {}", shortest_day(day, today))
}

/// "vor 12 Minuten"; what lies ahead by a wrong clock is "gerade eben".
pub fn ago(ago: Duration) -> String {
    match (ago.num_minutes(), ago.num_hours(), ago.num_days()) {
        (..1, _, _) => "gerade eben".into(),
        (1, _, _) => "vor 1 Minute".into(),
        (minutes, ..1, _) => format!("vor {minutes} Minuten"),
        (_, 1, _) => "vor 1 Stunde".into(),
        (_, hours, ..1) => format!("vor {hours} Stunden"),
        (_, _, 1) => "vor 1 Tag".into(),
        (_, _, days) => format!("vor {days} Tagen"),
    }
}

fn hours(hours: Hours) -> String {
    match hours.from {
        Some(from) => format!(", {}-{} Uhr", clock(from), clock(hours.to)),
        None => format!(", bis {} Uhr", clock(hours.to)),
    }
}

/// "Donnerstag, 14. Mai, 10:00-14:00 Uhr" or "Donnerstag, 14. bis Samstag,
/// 16. Mai".
pub fn estimate(estimate: &Estimate, today: NaiveDate) -> String {
    let hours = estimate.hours.map(hours).unwrap_or_default();
    let to = date(estimate.to, today);
    if estimate.from >= estimate.to {
        return format!("{to}{hours}");
    }
    let same_month =
        (estimate.from.year(), estimate.from.month()) == (estimate.to.year(), estimate.to.month());
    let from = if same_month {
        format!("{}, {}.", weekday(estimate.from), estimate.from.day())
    } else {
        date(estimate.from, today)
    };
    format!("{from} bis {to}{hours}")
}

/// The same with "heute" or "morgen" before it. The date stays: a page may
/// lie open past midnight.
pub fn upcoming(named: &Estimate, today: NaiveDate) -> String {
    WORDS.upcoming(named, today)
}

/// The last day at a pickup point, while it is ahead.
pub fn pickup_until(day: NaiveDate, today: NaiveDate) -> String {
    let said = date(day, today);
    match (day - today).num_days() {
        ..0 => format!("Es lag bereit bis {said}"),
        0 => format!("Heute abholen, {said}: der letzte Tag"),
        1 => format!("Abholen bis morgen, {said}"),
        _ => format!("Abholen bis {said}"),
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
            Some(from) => format!("{}-{} Uhr", clock(from), clock(hours.to)),
            None => format!("bis {} Uhr", clock(hours.to)),
        },
        _ => near_date(was.to, estimate.to),
    };
    let why = because(reason);
    format!(
        "Erwartet {} (zuvor {before}{why})",
        upcoming(estimate, today)
    )
}

fn because(reason: Option<Reason>) -> String {
    reason.map_or_else(String::new, |reason| {
        format!(": {}", reasons::of_date(reason))
    })
}

fn missed(estimate: &Estimate, reason: Option<Reason>, status: Status, today: NaiveDate) -> String {
    let preposition = if estimate.from < estimate.to {
        "bis"
    } else {
        "am"
    };
    let hours = estimate
        .hours
        .map_or_else(String::new, |hours| format!(" bis {} Uhr", clock(hours.to)));
    let day = format!("{preposition} {}{hours}", near_date(estimate.to, today));
    // The driver did come: then "late" would be untrue.
    if status == Status::Attempted {
        return format!("Wir haben es {day} erwartet. Noch kein neuer Termin.");
    }
    let why = because(reason);
    format!("Wir haben es {day} erwartet. Es ist verspätet{why}. Noch kein neuer Termin.")
}

/// Who named a date, when, and why it changed.
pub fn promise_note(note: &PromiseNote<'_>, today: NaiveDate) -> String {
    let who = match note.source {
        PromiseSource::Shop => "Der Shop",
        PromiseSource::Carrier => carrier_first(note.carrier),
        PromiseSource::Doorstep => "Unsere Schätzung",
    };
    let when = note
        .made_on
        .map_or_else(String::new, |on| format!(", am {}", short_date(on, today)));
    let why = match (note.renamed, note.reason) {
        (Renamed::First, _) => String::new(),
        (_, Some(reason)) if reason != Reason::Unknown => {
            format!(": {}", reasons::of_date(reason))
        }
        (Renamed::Sooner, _) => ": früher oder genauer".into(),
        (Renamed::Later, _) => ": kein Grund genannt".into(),
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
            "Zuletzt {} gehört: {} ({}){}.",
            from_carrier(*carrier),
            ago(*since),
            heard_at(*at, today),
            then(*hearing)
        ),
        Freshness::NotScanned {
            carrier,
            hearing: Hearing::Unconnected,
        } => format!(
            "{} meldet uns keine Scans. Die eigene Seite weiß vielleicht mehr.",
            carrier_first(*carrier)
        ),
        Freshness::NotScanned { carrier, hearing } => format!(
            "{} hat es noch nicht gescannt{}.",
            carrier_first(*carrier),
            then(*hearing)
        ),
        Freshness::NoNumber => {
            "Es gibt noch keine Sendungsnummer. Sie steht hier, sobald der Shop eine hat.".into()
        }
        Freshness::Untracked => {
            "Dieses Paket reist ohne Sendungsverfolgung: hier erscheinen keine Scans.".into()
        }
    }
}

fn heard_at(at: NaiveDateTime, today: NaiveDate) -> String {
    if at.date() == today {
        format!("{} Uhr", clock(at.time()))
    } else {
        moment(at, Precision::Minute, today)
    }
}

fn then(hearing: Hearing) -> String {
    match hearing {
        Hearing::Pushed => "; den nächsten Scan erfahren wir sofort".into(),
        Hearing::Polled(wait) => format!("; wir fragen {} wieder nach", within(wait)),
        Hearing::Unconnected => "; Neues wird uns nicht mehr gemeldet".into(),
        Hearing::Over => String::new(),
    }
}

fn within(wait: Duration) -> String {
    match (wait.num_minutes(), wait.num_hours()) {
        (..=1, _) => "gleich".into(),
        (minutes, ..1) => format!("in {minutes} Minuten"),
        (_, 1) => "in 1 Stunde".into(),
        (_, hours) => format!("in {hours} Stunden"),
    }
}
