//! What to do: one sentence, and the one thing to press where there is one.

use doorstep::view::tracking::{ActionView, Labels, ParcelView, PickupView};
use leptos::either::Either;
use leptos::prelude::*;

/// Draws what to do; `path` is the page's own.
pub fn act(parcel: &ParcelView, labels: &Labels, path: &str) -> impl IntoView + use<> {
    let press = parcel.action.as_ref().and_then(press);
    // One thing to press: a calendar can wait where something else cannot.
    let calendar = (parcel.calendar && press.is_none()).then(|| {
        let link = format!("{path}/calendar.ics?parcel={}", parcel.id);
        view! {
            <a class="button" data-part="calendar" href=link>
                {labels.calendar.clone()}
            </a>
        }
    });
    let buttons = (press.is_some() || calendar.is_some())
        .then(|| view! { <p class="press">{press} {calendar}</p> });
    let presses = buttons.is_some();
    let drawn = view! {
        <section class="act" data-answer="act">
            <p class="ask">{labels.act.clone()}</p>
            <p class="do">{parcel.act.clone()}</p>
            {buttons}
        </section>
    };
    // Without a button the words stand in the middle: drawn anew, they have
    // not moved there.
    if presses {
        Either::Left(drawn)
    } else {
        Either::Right(drawn)
    }
}

fn press(action: &ActionView) -> Option<impl IntoView + use<>> {
    let leads_out = action.link.starts_with("https://");
    if !leads_out && !action.link.starts_with("mailto:") {
        return None;
    }
    Some(view! {
        <a class="button main" data-part="action" href=action.link.clone() rel="noopener noreferrer">
            {action.label.clone()}
        </a>
    })
}

/// Draws where a parcel waits to be collected.
pub fn pickup(point: &PickupView, labels: &Labels) -> impl IntoView + use<> {
    let lines: Vec<_> = point
        .lines
        .iter()
        .map(|line| view! { <span class="line">{line.clone()}</span> })
        .collect();
    let fact = |label: &str, value: &Option<String>| {
        value.clone().map(|value| {
            view! {
                <div>
                    <dt>{label.to_owned()}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
    };
    view! {
        <section class="card pickup" data-part="pickup">
            <p class="ask">{labels.pickup.clone()}</p>
            <p class="place">
                <strong>{point.name.clone()}</strong>
                {lines}
            </p>
            <dl>
                {fact(&labels.pickup_hours, &point.hours)}
                {fact(&labels.pickup_until, &point.until)}
            </dl>
        </section>
    }
}
