//! The shopper's page: one order, whole without JavaScript, live with it.

mod act;
mod history;
pub(super) mod icon;
#[cfg(feature = "hydrate")]
mod live;
mod order;
mod parcel;
mod policy;
mod report;
mod share;
// The server draws what the browser goes on from, and that never changes.
#[cfg_attr(not(feature = "hydrate"), allow(dead_code))]
mod shown;
mod steps;

#[cfg(test)]
mod tests;

#[cfg(feature = "hydrate")]
pub use live::follow_order;
#[cfg(feature = "ssr")]
pub(super) use parcel::items;
pub use policy::policy;

use crate::backend::TrackingPage;
use crate::browser::{ANNOUNCEMENT, LIVE, SENT};
use crate::texts::ShopperTexts;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use order::order;
use shown::Shown;

/// Draws an order as somebody sees it who follows it: standing still, and
/// without its number.
#[must_use]
pub fn still(view: doorstep::view::tracking::TrackingView, path: &str) -> impl IntoView + use<> {
    order(&Shown::first(view), path)
}

/// Draws the page. What changes by itself stands in a part of its own, and
/// its view beside it, for the browser to go on from.
#[must_use]
pub fn page(page: TrackingPage, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let number = texts.order_label(&page.view.order_number);
    let placed = page.view.placed.clone();
    let sent = page.sent.as_deref();
    let structured = page.structured.as_deref();
    // A page that stands still is to be looked at alone, and an order that
    // takes nothing in has nobody left to write to.
    let messages = page.view.report.as_ref().zip(sent).map(|_| {
        let link = format!("{}/messages", page.path);
        let label = texts.messages_words().link;
        view! {
            <p class="messages-link" data-part="messages-link">
                <a href=link>{label}</a>
            </p>
        }
    });
    view! {
        <p class="order-line" data-part="order">
            <strong>{number}</strong>
            <span>{placed}</span>
        </p>
        <p id=ANNOUNCEMENT class="heard-only" role="status" data-part="announcement"></p>
        <div id=LIVE data-path=page.path.clone()>
            {order(&Shown::first(page.view), &page.path)}
        </div>
        {messages}
        {sent.map(|view| data(SENT, "application/json", view))}
        {structured.map(|order| data("structured", "application/ld+json", order))}
    }
}

/// JSON in the page, for machines.
fn data(id: &'static str, kind: &'static str, json: &str) -> impl IntoView + use<> {
    view! {
        <script id=id type=kind nonce=use_nonce() inner_html=within_script(json)></script>
    }
}

/// JSON that can stand in a script element: no carrier's or shop's word in it
/// closes the element, opens another or begins a comment.
#[must_use]
pub fn within_script(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            letter => safe.push(letter),
        }
    }
    safe
}
