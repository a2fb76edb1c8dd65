//! An order: its headline, its parcels and what has not left.

use super::icon::icon;
use super::live::Shown;
use super::parcel::{Heading, items, parcel};
use doorstep::view::tracking::{TrackingView, UnshippedView, WindowView};
use leptos::prelude::*;

/// Draws everything of an order that can change.
pub fn order(shown: &Shown) -> impl IntoView + use<> {
    let order = &shown.view;
    let single = match order.parcels.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    let heading = single.map_or(Heading::Own, |_| Heading::OfOrder);
    let parcels: Vec<_> = order
        .parcels
        .iter()
        .map(|one| parcel(one, &order.labels, heading))
        .collect();
    view! {
        <div class="answer" data-status=order.status.code() data-moved=moved(shown)>
            <h1 data-status=order.status.code()>{icon(order.status)} {order.headline.clone()}</h1>
            {single.and_then(|only| window(&only.window))}
        </div>
        {parcels}
        {order.unshipped.as_ref().map(|rest| unshipped(rest, order))}
    }
}

/// Alternates, so that motion starts anew with each changed headline.
fn moved(shown: &Shown) -> Option<&'static str> {
    if !shown.headline_changed {
        return None;
    }
    Some(if shown.updates.is_multiple_of(2) {
        "even"
    } else {
        "odd"
    })
}

/// When it comes, in one sentence.
pub fn window(window: &WindowView) -> Option<impl IntoView + use<>> {
    if window.text.is_empty() {
        return None;
    }
    let late = if window.late { "true" } else { "false" };
    Some(view! {
        <p class="window" data-part="window" data-late=late>
            {window.text.clone()}
        </p>
    })
}

fn unshipped(rest: &UnshippedView, order: &TrackingView) -> impl IntoView + use<> {
    // With no parcel at all the page's headline says it already.
    let headline = (!order.parcels.is_empty()).then(|| {
        let headline = rest.headline.clone();
        view! { <h2>{headline}</h2> }
    });
    view! {
        <section class="card" data-part="unshipped">
            {headline}
            <p>{rest.text.clone()}</p>
            {items(&rest.items)}
        </section>
    }
}
