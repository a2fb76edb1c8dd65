//! An order: its headline, its parcels and what has not left.

use super::icon::icon;
use super::live::Shown;
use super::parcel::{Heading, items, parcel};
use super::report::report;
use doorstep::view::report::REST;
use doorstep::view::tracking::{
    Labels, ParcelView, TrackingView, UnshippedView, WindowStanding, WindowView,
};
use leptos::either::Either;
use leptos::prelude::*;

/// Draws everything of an order that can change.
pub fn order(shown: &Shown, path: &str) -> impl IntoView + use<> {
    let order = &shown.view;
    let single = match order.parcels.as_slice() {
        [only] => Some(only),
        _ => None,
    };
    let heading = single.map_or(Heading::Own, |_| Heading::OfOrder);
    let words = (&order.labels, order.report.as_ref());
    let parcels: Vec<_> = order
        .parcels
        .iter()
        .map(|one| parcel(one, words, heading, path))
        .collect();
    let below = view! {
        {(order.parcels.len() > 1).then(|| overview(&order.parcels, &order.labels))}
        {parcels}
        {order.unshipped.as_ref().map(|rest| unshipped(rest, order, path))}
    };
    // An incident that comes or goes takes or leaves room: what is below is
    // drawn anew, and has not moved there.
    let below = if shown.incidents.is_multiple_of(2) {
        Either::Left(below)
    } else {
        Either::Right(below)
    };
    view! {
        {answer(shown, single)}
        {below}
    }
}

/// The headline, where and when. Another answer is drawn anew in its place,
/// which starts its motion; none of its lines has moved then.
fn answer(shown: &Shown, single: Option<&ParcelView>) -> impl IntoView + use<> {
    let order = &shown.view;
    let moved = (shown.answers > 0).then_some("");
    let drawn = view! {
        <div class="answer" data-status=order.status.code() data-moved=moved>
            <h1 data-status=order.status.code()>{icon(order.status)} {order.headline.clone()}</h1>
            {single.map(whereabouts)}
            {single.map(|only| window(&only.window))}
            {single.map(incident)}
        </div>
    };
    if shown.answers.is_multiple_of(2) {
        Either::Left(drawn)
    } else {
        Either::Right(drawn)
    }
}

/// Why it stands still, and where, as far as anybody said.
pub fn whereabouts(parcel: &ParcelView) -> impl IntoView + use<> {
    let line = |class: &'static str, words: &Option<String>| {
        words.clone().map(|words| {
            view! {
                <p class=class data-part=class>
                    {words}
                </p>
            }
        })
    };
    view! {
        {line("why", &parcel.why)}
        {line("place", &parcel.place)}
    }
}

/// When it comes, in one sentence.
pub fn window(window: &WindowView) -> Option<impl IntoView + use<>> {
    if window.text.is_empty() {
        return None;
    }
    let standing = match window.standing {
        WindowStanding::Open => "open",
        WindowStanding::Moved => "moved",
        WindowStanding::Missed => "missed",
    };
    Some(view! {
        <p class="window" data-part="window" data-standing=standing>
            {window.text.clone()}
        </p>
    })
}

/// What the shop says of trouble at the carrier, below the window it moves.
pub fn incident(parcel: &ParcelView) -> Option<impl IntoView + use<>> {
    parcel.incident.clone().map(|words| {
        view! {
            <p class="incident" data-part="incident">
                {words}
            </p>
        }
    })
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

fn unshipped(rest: &UnshippedView, order: &TrackingView, path: &str) -> impl IntoView + use<> {
    // With no parcel at all the page's headline says it already.
    let headline = (!order.parcels.is_empty()).then(|| {
        let headline = rest.headline.clone();
        view! { <h2>{headline}</h2> }
    });
    let report = order.report.as_ref().map(|line| report(line, REST, path));
    view! {
        <section class="card" data-part="unshipped">
            {headline}
            <p>{rest.text.clone()}</p>
            {items(&rest.items)}
            {report}
        </section>
    }
}
