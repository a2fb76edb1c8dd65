//! English for dates that staff work with: when a parcel comes, who said so
//! and what it was before; until when a carrier takes a claim.

use super::because_of_date;
use crate::texts::desk::{ClaimDeadline, StaffWindow};
use crate::texts::en::{carrier_first, carrier_or_word, dates};
use doorstep::shipment::PromiseSource;
use doorstep::window::Window;

/// Who named a date.
pub fn source(source: PromiseSource, carrier: Option<&str>) -> &str {
    match source {
        PromiseSource::Shop => "the shop",
        PromiseSource::Carrier => carrier_or_word(carrier),
        PromiseSource::Doorstep => "our own guess",
    }
}

/// The sentence; empty when nothing is awaited.
pub fn window(of: &StaffWindow<'_>) -> String {
    let today = of.today;
    match of.window {
        Window::Closed => String::new(),
        Window::Unknown => "No date is known".into(),
        Window::Expected {
            estimate,
            source: by,
            was,
            reason,
        } => {
            let due = dates::upcoming(estimate, today);
            let by = source(*by, of.carrier);
            match was {
                Some(was) => {
                    let was = dates::estimate(was, today);
                    format!("Due {due} ({by}); was {was}{}", because_of_date(*reason))
                }
                None => format!("Due {due} ({by})"),
            }
        }
        Window::Missed {
            estimate,
            source: by,
            reason,
        } => {
            let was = dates::estimate(estimate, today);
            let by = source(*by, of.carrier);
            format!("Late: was due {was} ({by}){}", because_of_date(*reason))
        }
    }
}

/// Until when a carrier takes a claim.
pub fn deadline(of: &ClaimDeadline<'_>) -> String {
    let first = carrier_first(of.carrier);
    let day = dates::date(of.last, of.today);
    let until = match (of.last - of.today).num_days() {
        ..0 => format!("{first} took it until {day}: that is over"),
        0 => format!("{first} takes it until today"),
        1 => format!("{first} takes it until tomorrow, {day}"),
        left => format!("{first} takes it until {day} ({left} days)"),
    };
    let from = of.not_before.filter(|first_day| *first_day > of.today);
    let from = from.map_or_else(String::new, |day| {
        format!(", and not before {}", dates::date(day, of.today))
    });
    // Whoever relies on a guess should know that it is one.
    let guess = if of.is_known {
        ""
    } else {
        "; a careful guess, look at its terms"
    };
    format!("{until}{from}{guess}")
}
