//! German for whole pages and the parts around a parcel.

use super::carrier_first;
use crate::texts::{CalendarEntry, HomeWords, Linking, MapWords, NoticePage, Remainder};
use doorstep::shipment::{Direction, PromiseSource};

/// "Paket 1 von 2".
pub fn parcel_heading(direction: Direction, index: usize, total: usize) -> String {
    match (direction, total) {
        (Direction::Outbound, _) => format!("Paket {index} von {total}"),
        (Direction::Return, ..=1) => "Ihre Rücksendung".into(),
        (Direction::Return, _) => format!("Rücksendung {index} von {total}"),
    }
}

/// An order's number over its page.
pub fn order_label(order_number: &str) -> String {
    format!("Bestellung {order_number}")
}

/// What a map shows.
pub fn map_words(key: &MapWords<'_>) -> String {
    let way = match (key.from, key.to) {
        (Some(from), Some(to)) if from != to => Some(format!("Von {from} nach {to}.")),
        (None, Some(to)) => Some(format!("Ziel: {to}.")),
        (Some(from), None) if key.newest != Some(from) => Some(format!("Von {from}.")),
        _ => None,
    };
    let newest = key.newest.map(|newest| format!("Zuletzt: {newest}."));
    let said: Vec<String> = way.into_iter().chain(newest).collect();
    said.join(" ")
}

/// What is being waited for before it leaves.
pub const fn unshipped_text(remainder: Remainder) -> &'static str {
    match remainder {
        Remainder::All => {
            "Der Shop macht Ihre Bestellung fertig. Sie erscheint hier, sobald sie losgeht."
        }
        Remainder::None | Remainder::Some => {
            "Das ist noch beim Shop. Es erscheint hier, sobald es losgeht."
        }
    }
}

/// Where a parcel stands, to be told to others.
pub fn share(headline: &str, window: &str) -> String {
    if window.is_empty() {
        format!("Mein Paket: {headline}.")
    } else {
        format!("Mein Paket: {headline}. {}.", window.trim_end_matches('.'))
    }
}

/// What a calendar shows.
pub fn calendar_title(entry: &CalendarEntry<'_>) -> String {
    let which = entry
        .which
        .map_or_else(String::new, |which| format!(", {which}"));
    let by = entry.by.map_or_else(String::new, |by| {
        format!(", bis {} Uhr", super::dates::clock(by))
    });
    format!("Paket von {}{which}{by}", entry.brand)
}

/// What stands beside it there.
pub fn calendar_note(source: PromiseSource, carrier: Option<&str>) -> String {
    let who = match source {
        PromiseSource::Shop => "Der Shop",
        PromiseSource::Carrier => carrier_first(carrier),
        PromiseSource::Doorstep => "Doorstep",
    };
    format!(
        "{who} erwartet die Lieferung dann. Der Termin kann sich ändern: Sehen Sie auf die Seite Ihrer Bestellung."
    )
}

/// What a screen reader says when a page changed by itself.
pub fn announcement(headline: &str, window: &str) -> String {
    if window.is_empty() {
        format!("Neu: {headline}.")
    } else {
        format!("Neu: {headline}. {}.", window.trim_end_matches('.'))
    }
}

/// The links under every page.
pub fn linking() -> Linking {
    Linking {
        help: "Brauchen Sie Hilfe?".into(),
        write_to: "Schreiben Sie an".into(),
        ask_shop: "Fragen Sie den Shop, bei dem Sie gekauft haben.".into(),
        to_shop: "Zurück zum Shop".into(),
        skip: "Weiter zu Ihrer Bestellung".into(),
    }
}

/// The page for a link that leads to no order.
pub fn not_found() -> NoticePage {
    NoticePage {
        headline: "Wir konnten diese Bestellung nicht finden".into(),
        text: "Der Link ist vielleicht abgeschnitten, oder ein neuerer hat ihn ersetzt.".into(),
        act: "Öffnen Sie den Link in der neuesten Mail vom Shop, oder kopieren Sie ihn ganz."
            .into(),
    }
}

/// The page for when we cannot look right now.
pub fn unavailable() -> NoticePage {
    NoticePage {
        headline: "Wir können Ihre Bestellung gerade nicht nachsehen".into(),
        text: "Ihre Bestellung ist sicher. Nur diese Seite hat ein Problem.".into(),
        act: "Laden Sie die Seite in einer Minute neu.".into(),
    }
}

/// The home page.
pub fn home() -> HomeWords {
    HomeWords {
        headline: "Wo ist meine Bestellung?".into(),
        text: "Geben Sie Ihre Bestellnummer ein und das, was Sie dem Shop dazu genannt haben. Oder öffnen Sie den Link in der Mail vom Shop.".into(),
        demo_headline: "Bestellungen zum Ausprobieren".into(),
        demo_text: "Erfundene Pakete zweier Shops. In einer Sekunde vergeht eine halbe Stunde. Öffnen Sie eines, das \
                    unterwegs ist, und sehen Sie zu. Was zu Ende ist, zeigt, wie so etwas danach aussieht.".into(),
    }
}
