//! The shopper's page: one order, whole without JavaScript, live with it.

mod history;
mod icon;
mod live;
mod order;
mod parcel;
mod policy;

#[cfg(test)]
mod tests;

pub use live::LiveTracking;

use crate::backend::TrackingPage;
use crate::texts::Texts;
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
        <LiveTracking view=page.view live_path=page.live_path />
    }
}
