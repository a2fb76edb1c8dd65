//! The shopper's page: one order, whole without JavaScript, live with it.

mod act;
mod history;
pub(super) mod icon;
mod live;
mod order;
mod parcel;
mod policy;
mod report;
mod share;
mod steps;

#[cfg(test)]
mod tests;

pub use live::{LiveTracking, Sent};
#[cfg(feature = "ssr")]
pub(super) use parcel::items;
pub use policy::policy;

use crate::backend::TrackingPage;
use crate::texts::Texts;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

/// Draws the page. What changes is in the island; what never does is not.
#[must_use]
pub fn page(page: TrackingPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let order = texts.order_label(&page.view.order_number);
    let placed = page.view.placed.clone();
    view! {
        <p class="order-line" data-part="order">
            <strong>{order}</strong>
            <span>{placed}</span>
        </p>
        <LiveTracking view=Sent(page.view) path=page.path />
        {page.structured.as_deref().map(structured)}
    }
}

/// The order for machines.
fn structured(json: &str) -> impl IntoView + use<> {
    view! {
        <script
            type="application/ld+json"
            nonce=use_nonce()
            inner_html=within_script(json)
        ></script>
    }
}

/// JSON that can stand in a script element: no carrier's or shop's word in it
/// closes the element, opens another or begins a comment.
fn within_script(json: &str) -> String {
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
