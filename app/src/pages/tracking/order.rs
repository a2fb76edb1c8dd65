//! An order: its headline, its parcels and what has not left.

use super::icon::icon;
use super::parcel::{Heading, items, parcel};
use super::report::report;
use super::shown::Shown;
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
        .zip(&shown.parcels)
        .map(|(one, changes)| parcel(one, *changes, words, heading, path))
        .collect();
    let answer = anew(shown.answers, answer(shown, single));
    let rest = order
        .unshipped
        .as_ref()
        .map(|rest| unshipped(rest, order, path));
    // One parcel and several are pages of their own: nothing of one has
    // moved into the other.
    if single.is_some() {
        let below = anew(shown.incidents, view! { {parcels} {rest} });
        return Either::Left(view! { {answer} {below} });
    }
    let overview = (!parcels.is_empty()).then(|| overview(&order.parcels, &order.labels));
    let below = anew(shown.incidents, view! { {overview} {parcels} {rest} });
    Either::Right(view! { {answer} {below} })
}

/// Draws a part in the place of the one before once it has changed: none of
/// its lines has moved then, and its motion starts.
pub fn anew<V: IntoView>(changes: u32, drawn: V) -> Either<V, V> {
    if changes.is_multiple_of(2) {
        Either::Left(drawn)
    } else {
        Either::Right(drawn)
    }
}

/// The headline, where and when.
fn answer(shown: &Shown, single: Option<&ParcelView>) -> impl IntoView + use<> {
    let order = &shown.view;
    let moved = (shown.answers > 0).then_some("");
    let rest = order.unshipped.as_ref().map(|rest| rest.rest.as_str());
    view! {
        <div class="answer" data-status=order.status.code() data-moved=moved>
            <h1 data-status=order.status.code()>{icon(order.status)} {order.headline.clone()}</h1>
            {facts(single, rest.filter(|_| !order.parcels.is_empty()))}
            {single.map(|only| window(&only.window))}
            {single.map(incident)}
        </div>
    }
}

/// Why it stands still and where, as far as anybody said; and what has not
/// left. All in one line where there is room.
pub fn facts(parcel: Option<&ParcelView>, rest: Option<&str>) -> Option<impl IntoView + use<>> {
    let why = parcel.and_then(|parcel| parcel.why.as_deref());
    let place = parcel.and_then(|parcel| parcel.place.as_deref());
    why.or(place).or(rest)?;
    Some(view! {
        <p class="facts">
            {fact("why", why)} " " {fact("place", place)} " " {fact("rest", rest)}
        </p>
    })
}

fn fact(part: &'static str, words: Option<&str>) -> Option<impl IntoView + use<>> {
    let words = words?.to_owned();
    Some(view! {
        <span class=part data-part=part>
            {words}
        </span>
    })
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
            let when = (!parcel.window.short.is_empty())
                .then(|| view! { " " <span class="when">{parcel.window.short.clone()}</span> });
            view! {
                <li data-status=parcel.status.code()>
                    <a href=format!("#{}", parcel.id)>
                        {icon(parcel.status)}
                        <span class="which">{parcel.heading.clone()} {when}</span>
                        <strong>{parcel.headline.clone()}</strong>
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
