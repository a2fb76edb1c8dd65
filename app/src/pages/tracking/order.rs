//! An order: its headline, its parcels and what has not left.

use super::icon::icon;
use super::live::Shown;
use super::parcel::{Heading, items, parcel};
use doorstep::view::tracking::{
    Labels, ParcelView, TrackingView, UnshippedView, WindowStanding, WindowView,
};
use leptos::prelude::*;

/// Draws everything of an order that can change.
pub fn order(shown: &Shown, path: &str) -> impl IntoView + use<> {
    let order = &shown.view;
    let single = match order.parcels.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    let heading = single.map_or(Heading::Own, |_| Heading::OfOrder);
    let parcels: Vec<_> = order
        .parcels
        .iter()
        .map(|one| parcel(one, &order.labels, heading, path))
        .collect();
    view! {
        <div class="answer" data-status=order.status.code() data-moved=moved(shown)>
            <h1 data-status=order.status.code()>{icon(order.status)} {order.headline.clone()}</h1>
            {single.map(whereabouts)} {single.map(|only| window(&only.window))}
        </div>
        {(order.parcels.len() > 1).then(|| overview(&order.parcels, &order.labels))}
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

/// Where it is, as far as anybody said. Its line is there in any case, so
/// that news of a place moves nothing.
pub fn whereabouts(parcel: &ParcelView) -> impl IntoView + use<> {
    let part = parcel.place.as_ref().map(|_| "place");
    view! {
        <p class="whereabouts" data-part=part>
            {parcel.place.clone()}
        </p>
    }
}

/// When it comes, in one sentence; its room is kept where there is none.
pub fn window(window: &WindowView) -> impl IntoView + use<> {
    let part = (!window.text.is_empty()).then_some("window");
    let standing = match window.standing {
        WindowStanding::Open => "open",
        WindowStanding::Moved => "moved",
        WindowStanding::Missed => "missed",
    };
    view! {
        <p class="window" data-part=part data-standing=standing>
            {window.text.clone()}
        </p>
    }
}

/// Several parcels at a glance, each a way down to its own part.
fn overview(parcels: &[ParcelView], labels: &Labels) -> impl IntoView + use<> {
    let rows: Vec<_> = parcels
        .iter()
        .map(|parcel| {
            let window = (!parcel.window.text.is_empty())
                .then(|| view! { <span class="when">{parcel.window.text.clone()}</span> });
            view! {
                <li data-status=parcel.status.code()>
                    <a href=format!("#{}", parcel.id)>
                        {icon(parcel.status)}
                        <span class="which">{parcel.heading.clone()}</span>
                        <strong>{parcel.headline.clone()}</strong>
                        {window}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="overview" data-part="overview" aria-label=labels.parcels.clone()>
            <ul>{rows}</ul>
        </nav>
    }
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
