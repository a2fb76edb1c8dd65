//! English for whole pages and the parts around a parcel.

use super::carrier_first;
use crate::texts::{CalendarEntry, HomeWords, Linking, MapWords, NoticePage, Remainder};
use doorstep::shipment::{Direction, PromiseSource};

/// "Parcel 1 of 2".
pub fn parcel_heading(direction: Direction, index: usize, total: usize) -> String {
    match (direction, total) {
        (Direction::Outbound, _) => format!("Parcel {index} of {total}"),
        (Direction::Return, ..=1) => "Your return".into(),
        (Direction::Return, _) => format!("Return {index} of {total}"),
    }
}

/// An order's number over its page.
pub fn order_label(order_number: &str) -> String {
    format!("Order {order_number}")
}

/// What a map shows.
pub fn map_words(key: &MapWords<'_>) -> String {
    let way = match (key.from, key.to) {
        (Some(from), Some(to)) if from != to => Some(format!("{from} to {to}.")),
        (None, Some(to)) => Some(format!("Going to {to}.")),
        (Some(from), None) if key.newest != Some(from) => Some(format!("From {from}.")),
        _ => None,
    };
    let newest = key.newest.map(|newest| format!("Newest: {newest}."));
    let said: Vec<String> = way.into_iter().chain(newest).collect();
    said.join(" ")
}

/// What is being waited for before it leaves.
pub const fn unshipped_text(remainder: Remainder) -> &'static str {
    match remainder {
        Remainder::All => "The shop is getting your order ready. It shows here once it leaves.",
        Remainder::None | Remainder::Some => {
            "These are still at the shop. They show here once they leave."
        }
    }
}

/// Where a parcel stands, to be told to others.
pub fn share(headline: &str, window: &str) -> String {
    if window.is_empty() {
        format!("My parcel: {headline}.")
    } else {
        format!("My parcel: {headline}. {}.", window.trim_end_matches('.'))
    }
}

/// What a calendar shows.
pub fn calendar_title(entry: &CalendarEntry<'_>) -> String {
    let which = entry
        .which
        .map_or_else(String::new, |which| format!(", {which}"));
    let by = entry
        .by
        .map_or_else(String::new, |by| format!(" by {}", super::dates::clock(by)));
    format!("Parcel from {}{which}{by}", entry.brand)
}

/// What stands beside it there.
pub fn calendar_note(source: PromiseSource, carrier: Option<&str>) -> String {
    let who = match source {
        PromiseSource::Shop => "The shop",
        PromiseSource::Carrier => carrier_first(carrier),
        PromiseSource::Doorstep => "Doorstep",
    };
    format!("{who} expects this delivery then. The date may change: look at your order's page.")
}

/// What a screen reader says when a page changed by itself.
pub fn announcement(headline: &str, window: &str) -> String {
    if window.is_empty() {
        format!("New: {headline}.")
    } else {
        format!("New: {headline}. {}.", window.trim_end_matches('.'))
    }
}

/// The links under every page.
pub fn linking() -> Linking {
    Linking {
        help: "Need help?".into(),
        write_to: "Write to".into(),
        ask_shop: "Ask the shop where you bought it.".into(),
        to_shop: "Back to the shop".into(),
        skip: "Skip to your order".into(),
    }
}

/// The page for a link that leads to no order.
pub fn not_found() -> NoticePage {
    NoticePage {
        headline: "We could not find this order".into(),
        text: "The link may be cut off, or it may have been replaced by a newer one.".into(),
        act: "Open the link in the newest mail from the shop, or copy it whole.".into(),
    }
}

/// The page for when we cannot look right now.
pub fn unavailable() -> NoticePage {
    NoticePage {
        headline: "We cannot look up your order right now".into(),
        text: "Your order is safe. Only this page has a problem.".into(),
        act: "Load this page again in a minute.".into(),
    }
}

/// The home page.
pub fn home() -> HomeWords {
    HomeWords {
        headline: "Where is my order?".into(),
        text: "Type your order number and what you gave the shop with it. Or open the link in the mail from the shop.".into(),
        demo_headline: "Demo orders".into(),
        demo_text: "Made-up parcels of two shops. Half an hour passes in a second: open one that is on its way, and \
                    watch it move. What has ended shows how such a story looks afterwards.".into(),
    }
}
