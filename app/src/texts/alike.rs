//! What the languages say alike, however their words differ.

use super::own::{Own, OwnText};
use doorstep::brand::{Hours, Support};
use doorstep::scan::Status;
use doorstep::view::tracking::Labels;

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
