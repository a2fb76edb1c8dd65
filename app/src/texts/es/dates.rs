//! Spanish for days, hours, delivery windows and how fresh our news is.

use super::{carrier_first, of_carrier, reasons};
use crate::texts::alike::{self, WindowWords};
use crate::texts::{Freshness, Hearing, PromiseNote, Renamed};
use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};
use doorstep::reading::{Estimate, Hours};
use doorstep::scan::{Precision, Reason, Status};
use doorstep::shipment::PromiseSource;
use doorstep::window::Window;

/// What is said around the dates of a window.
const WORDS: WindowWords = WindowWords {
    unknown: "Aún no hay fecha de entrega",
    waits: "Ya puede recogerlo",
    never: "Ya no llegará",
    arriving: "Llega:",
    expected: "Previsto:",
    late: "Con retraso",
    today: "hoy",
    tomorrow: "mañana",
    day: short_day,
    last_day,
    estimate,
    moved,
    missed,
};

const WEEKDAYS: [&str; 7] = [
    "lunes",
    "martes",
    "miércoles",
    "jueves",
    "viernes",
    "sábado",
    "domingo",
];
/// Weekdays in little room.
pub const SHORT_WEEKDAYS: [&str; 7] = ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"];
const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const SHORT_MONTHS: [&str; 12] = [
    "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic",
];

fn weekday(day: NaiveDate) -> &'static str {
    WEEKDAYS[day.weekday().num_days_from_monday() as usize]
}

fn month(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize]
}

/// "jueves 14 de mayo", with the year where it needs one.
pub fn date(date: NaiveDate, today: NaiveDate) -> String {
    format!("{} {}", weekday(date), short_date(date, today))
}

/// "14 de mayo", for where the weekday says nothing.
pub fn short_date(date: NaiveDate, today: NaiveDate) -> String {
    let said = format!("{} de {}", date.day(), month(date));
    if alike::needs_year(date, today) {
        format!("{said} de {}", date.year())
    } else {
        said
    }
}

/// "Pedido el 9 de mayo de 2026".
pub fn placed(on: NaiveDate) -> String {
    format!("Pedido el {} de {} de {}", on.day(), month(on), on.year())
}

/// "martes" where that is one day only, else the whole date.
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

/// "jueves 14 de mayo, 14:05".
pub fn moment(at: NaiveDateTime, precision: Precision, today: NaiveDate) -> String {
    match precision {
        Precision::Date => date(at.date(), today),
        Precision::Second | Precision::Minute => {
            format!("{}, {}", date(at.date(), today), clock(at.time()))
        }
    }
}

/// "jue 14 may, 14:05", for little room.
pub fn short_moment(at: NaiveDateTime, precision: Precision, today: NaiveDate) -> String {
    let day = short_day(at.date(), today);
    match precision {
        Precision::Date => day,
        Precision::Second | Precision::Minute => format!("{day}, {}", clock(at.time())),
    }
}

/// "jue 14 may".
fn short_day(day: NaiveDate, today: NaiveDate) -> String {
    let weekday = SHORT_WEEKDAYS[day.weekday().num_days_from_monday() as usize];
    format!("{weekday} {}", shortest_day(day, today))
}

/// "14 may", in a short month.
fn shortest_day(day: NaiveDate, today: NaiveDate) -> String {
    let said = format!("{} {}", day.day(), SHORT_MONTHS[day.month0() as usize]);
    if alike::needs_year(day, today) {
        format!("{said} {}", day.year())
    } else {
        said
    }
}

/// The last day at a pickup point in two words.
pub fn short_pickup_until(day: NaiveDate, today: NaiveDate) -> String {
    format!("límite: {}", shortest_day(day, today))
}

/// The window in two words: of several days the last one.
pub fn short_window(window: &Window, status: Status, today: NaiveDate) -> String {
    WORDS.short(window, status, today)
}

fn last_day(day: NaiveDate, today: NaiveDate) -> String {
    format!("máx. {}", shortest_day(day, today))
}

/// "hace 12 minutos"; what lies ahead by a wrong clock is "ahora mismo".
pub fn ago(ago: Duration) -> String {
    match (ago.num_minutes(), ago.num_hours(), ago.num_days()) {
        (..1, _, _) => "ahora mismo".into(),
        (1, _, _) => "hace 1 minuto".into(),
        (minutes, ..1, _) => format!("hace {minutes} minutos"),
        (_, 1, _) => "hace 1 hora".into(),
        (_, hours, ..1) => format!("hace {hours} horas"),
        (_, _, 1) => "hace 1 día".into(),
        (_, _, days) => format!("hace {days} días"),
    }
}

fn hours(hours: Hours) -> String {
    match hours.from {
        Some(from) => format!(", {}-{}", clock(from), clock(hours.to)),
        None => format!(", antes de las {}", clock(hours.to)),
    }
}

/// "jueves 14 de mayo, 10:00-14:00" or "jueves 14 a sábado 16 de mayo".
pub fn estimate(estimate: &Estimate, today: NaiveDate) -> String {
    let hours = estimate.hours.map(hours).unwrap_or_default();
    let to = date(estimate.to, today);
    if estimate.from >= estimate.to {
        return format!("{to}{hours}");
    }
    let same_month =
        (estimate.from.year(), estimate.from.month()) == (estimate.to.year(), estimate.to.month());
    let from = if same_month {
        format!("{} {}", weekday(estimate.from), estimate.from.day())
    } else {
        date(estimate.from, today)
    };
    format!("{from} a {to}{hours}")
}

/// The same with "hoy" or "mañana" before it. The date stays: a page may
/// lie open past midnight.
pub fn upcoming(named: &Estimate, today: NaiveDate) -> String {
    WORDS.upcoming(named, today)
}

/// The last day at a pickup point, while it is ahead.
pub fn pickup_until(day: NaiveDate, today: NaiveDate) -> String {
    let said = date(day, today);
    match (day - today).num_days() {
        ..0 => format!("Se guardó hasta el {said}"),
        0 => format!("Recójalo hoy, {said}: es el último día"),
        1 => format!("Recójalo a más tardar mañana, {said}"),
        _ => format!("Recójalo a más tardar el {said}"),
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
            None => format!("antes de las {}", clock(hours.to)),
        },
        _ => near_date(was.to, estimate.to),
    };
    let why = because(reason);
    format!(
        "Previsto: {} (antes {before}{why})",
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
        "para el"
    } else {
        "el"
    };
    let hours = estimate.hours.map_or_else(String::new, |hours| {
        format!(" antes de las {}", clock(hours.to))
    });
    let day = format!("{preposition} {}{hours}", near_date(estimate.to, today));
    // The driver did come: then "late" would be untrue.
    if status == Status::Attempted {
        return format!("Lo esperábamos {day}. Aún no hay nueva fecha.");
    }
    let why = because(reason);
    format!("Lo esperábamos {day}. Va con retraso{why}. Aún no hay nueva fecha.")
}

/// Who named a date, when, and why it changed.
pub fn promise_note(note: &PromiseNote<'_>, today: NaiveDate) -> String {
    let who = match note.source {
        PromiseSource::Shop => "La tienda",
        PromiseSource::Carrier => carrier_first(note.carrier),
        PromiseSource::Doorstep => "Nuestro cálculo",
    };
    let when = note
        .made_on
        .map_or_else(String::new, |on| format!(", el {}", short_date(on, today)));
    let why = match (note.renamed, note.reason) {
        (Renamed::First, _) => String::new(),
        (_, Some(reason)) if reason != Reason::Unknown => {
            format!(": {}", reasons::of_date(reason))
        }
        (Renamed::Sooner, _) => ": antes, o más exacto".into(),
        (Renamed::Later, _) => ": sin motivo indicado".into(),
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
            "Última noticia {}: {} ({}){}.",
            of_carrier(*carrier),
            ago(*since),
            heard_at(*at, today),
            then(*hearing)
        ),
        Freshness::NotScanned {
            carrier,
            hearing: Hearing::Unconnected,
        } => format!(
            "{} no nos informa de sus escaneos. Su propia página quizá sepa más.",
            carrier_first(*carrier)
        ),
        Freshness::NotScanned { carrier, hearing } => format!(
            "{} aún no lo ha escaneado{}.",
            carrier_first(*carrier),
            then(*hearing)
        ),
        Freshness::NoNumber => {
            "Aún no hay número de seguimiento. Aparece aquí en cuanto la tienda lo tenga.".into()
        }
        Freshness::Untracked => {
            "Este paquete viaja sin seguimiento: aquí no aparecerán escaneos.".into()
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

fn then(hearing: Hearing) -> String {
    match hearing {
        Hearing::Pushed => "; sabremos al momento del próximo escaneo".into(),
        Hearing::Polled(wait) => format!("; preguntamos otra vez {}", within(wait)),
        Hearing::Unconnected => "; ya no nos llegan sus noticias".into(),
        Hearing::Over => String::new(),
    }
}

fn within(wait: Duration) -> String {
    match (wait.num_minutes(), wait.num_hours()) {
        (..=1, _) => "enseguida".into(),
        (minutes, ..1) => format!("en {minutes} minutos"),
        (_, 1) => "en 1 hora".into(),
        (_, hours) => format!("en {hours} horas"),
    }
}
