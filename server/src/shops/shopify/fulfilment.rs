//! A fulfilment of Shopify's: one shipment, with none, one or several
//! numbers.
//!
//! It comes inside orders and alone, in any order and more than once. All of
//! a shipment is therefore read from the fulfilment itself, so that the same
//! version says the same wherever it stands.

use super::payload::Part;
use crate::shops::untracked;
use doorstep::carrier::Carrier;
use doorstep::number;
use doorstep::reading::ProblemKind;
use doorstep::shipment::{Change, Direction, ShipmentItem, ShipmentUpdate, Tracking};

/// The fewest letters and digits of a real number; less is a filler ("n/a").
const SHORTEST_NUMBER: usize = 4;

/// Fillers that are longer.
const FILLERS: [&str; 8] = [
    "NONE",
    "NULL",
    "PENDING",
    "UNKNOWN",
    "UNTRACKED",
    "NOTRACKING",
    "NOTTRACKED",
    "NOTAVAILABLE",
];

/// How far the shop's fulfilment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Asked of a fulfilment service, not done yet.
    Asked,
    /// Done: packed, and given out of the shop's hands.
    Done,
    /// Called off.
    Cancelled,
    /// The fulfilment service could not do it.
    Failed,
}

/// The shipment a fulfilment tells of; `order_id` is that of the order it
/// stands in.
pub fn change(fulfilment: &Part<'_>, order_id: Option<&str>) -> Option<Change> {
    let external_id = fulfilment.own_id()?;
    let order_external_id = fulfilment
        .id("order_id")
        .or_else(|| order_id.map(str::to_owned));
    let Some(order_external_id) = order_external_id else {
        fulfilment.note(ProblemKind::Malformed, "order_id", "is missing");
        return None;
    };
    let Some(version) = fulfilment.first_instant(&["updated_at", "created_at"]) else {
        fulfilment.note(ProblemKind::Malformed, "updated_at", "is missing");
        return None;
    };
    let state = state(fulfilment);
    let trackings = trackings(fulfilment);
    let tracked = !trackings.is_empty() || !says_untracked(fulfilment);
    let done_at = fulfilment
        .instant("created_at")
        .filter(|_| state == State::Done);
    Some(Change::Shipment(Box::new(ShipmentUpdate {
        order_external_id,
        external_id,
        version,
        direction: Direction::Outbound,
        trackings,
        tracked,
        items: items(fulfilment),
        packed_at: done_at,
        // Where scans will come, the carrier's first one says when it left.
        handed_over_at: done_at.filter(|_| !tracked),
        cancelled_at: (state == State::Cancelled).then_some(version),
        service: service(fulfilment),
        warehouse: warehouse(fulfilment),
        package_type: None,
        expected: None,
        removed: false,
        over: None,
    })))
}

fn state(fulfilment: &Part<'_>) -> State {
    let Some(status) = fulfilment.text("status") else {
        return State::Done;
    };
    match status.to_ascii_lowercase().as_str() {
        "success" | "fulfilled" => State::Done,
        "pending" | "open" => State::Asked,
        "cancelled" | "canceled" => State::Cancelled,
        "error" | "failure" => State::Failed,
        _ => {
            fulfilment.note(ProblemKind::UnknownCode, "status", "is not known");
            State::Asked
        }
    }
}

fn trackings(fulfilment: &Part<'_>) -> Vec<Tracking> {
    let carrier = carrier_of(fulfilment, "tracking_company");
    let links = links(fulfilment);
    let mut found: Vec<Tracking> = Vec::new();
    let raw = raw_numbers(fulfilment);
    for (index, number) in raw.iter().enumerate() {
        let link = match links.as_slice() {
            [one] if raw.len() == 1 => Some(one),
            many if many.len() == raw.len() => many.get(index),
            many => many.iter().find(|link| link.contains(number.trim())),
        };
        push(&mut found, fulfilment, &carrier, number, link.cloned());
    }
    for info in fulfilment.parts("tracking_info", "tracking_info") {
        let carrier = carrier_of(&info, "company");
        let link = info.raw("url").filter(|link| is_web_link(link));
        for number in info.raws("number") {
            push(&mut found, &info, &carrier, &number, link.clone());
        }
    }
    found
}

fn push(
    found: &mut Vec<Tracking>,
    part: &Part<'_>,
    carrier: &Carrier,
    number: &str,
    link: Option<String>,
) {
    let cleaned = number::clean(number);
    if cleaned.len() < SHORTEST_NUMBER || FILLERS.contains(&cleaned.as_str()) {
        part.note(
            ProblemKind::Malformed,
            "tracking_number",
            "is not a tracking number",
        );
        return;
    }
    if found.iter().any(|known| known.number == cleaned) {
        return;
    }
    found.push(Tracking {
        carrier: carrier.clone(),
        number: cleaned,
        link,
    });
}

/// The numbers as typed. People put several into one field, with a comma or
/// the like between them.
fn raw_numbers(fulfilment: &Part<'_>) -> Vec<String> {
    let mut fields = fulfilment.raws("tracking_numbers");
    for number in fulfilment.raws("tracking_number") {
        if !fields.contains(&number) {
            fields.push(number);
        }
    }
    let separators = [',', ';', '|'];
    fields
        .iter()
        .flat_map(|field| field.split(separators))
        .filter(|number| !number.trim().is_empty())
        .map(str::to_owned)
        .collect()
}

fn carrier_of(part: &Part<'_>, key: &str) -> Carrier {
    part.text(key)
        .map_or(Carrier::UNNAMED, |words| Carrier::from_words(&words))
}

fn links(fulfilment: &Part<'_>) -> Vec<String> {
    let mut links = fulfilment.raws("tracking_urls");
    if links.is_empty() {
        links = fulfilment.raws("tracking_url");
    }
    links.retain(|link| is_web_link(link));
    links
}

/// Only links a browser opens as a page: the shopper will be sent there.
fn is_web_link(link: &str) -> bool {
    let scheme = link.get(..8).map(str::to_ascii_lowercase);
    scheme.is_some_and(|start| start == "https://" || start.starts_with("http://"))
        && link.len() <= 2_000
        && !link
            .chars()
            .any(|c| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '"'))
}

fn says_untracked(fulfilment: &Part<'_>) -> bool {
    ["tracking_company", "service", "tracking_number"]
        .iter()
        .filter_map(|key| fulfilment.text(key))
        .any(|words| untracked::is_untracked(&words))
}

fn items(fulfilment: &Part<'_>) -> Vec<ShipmentItem> {
    fulfilment
        .parts("line_items", "line_item")
        .iter()
        .filter_map(|item| {
            let line_id = item.own_id()?;
            // In a fulfilment this is how many of the line it holds.
            let quantity = item.count("quantity").unwrap_or(1);
            (quantity > 0).then_some(ShipmentItem { line_id, quantity })
        })
        .collect()
}

/// The company's words, where they say more than who carries it
/// ("UPS Ground").
fn service(fulfilment: &Part<'_>) -> Option<String> {
    let words = fulfilment.text("tracking_company")?;
    let name = Carrier::from_words(&words).name()?;
    let folded = |text: &str| number::clean(text);
    (folded(&words) != folded(&name)).then_some(words)
}

/// Who packed it: the fulfilment service, else the shop's own location.
fn warehouse(fulfilment: &Part<'_>) -> Option<String> {
    fulfilment
        .text("service")
        .filter(|service| service != "manual")
        .or_else(|| fulfilment.id("location_id"))
}
