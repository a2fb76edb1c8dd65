//! What to do: one sentence, and the one thing to press or the one place to
//! go where there is one.

use doorstep::view::tracking::{ActionView, Labels, ParcelView, PickupView};
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
    view! {
        <section class="act" data-answer="act">
            <p class="ask">{labels.act.clone()}</p>
            <p class="do">{parcel.act.clone()}</p>
            {parcel.pickup.as_ref().map(|point| pickup(point, labels))}
            {buttons}
        </section>
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

/// Where a parcel waits to be collected, and when that place is open.
fn pickup(point: &PickupView, labels: &Labels) -> impl IntoView + use<> {
    let lines = match point.lines.join(", ") {
        lines if lines.is_empty() => lines,
        lines => format!(", {lines}"),
    };
    let hours = point.hours.clone().map(|hours| {
        view! {
            <div>
                <dt>{labels.pickup_hours.clone()}</dt>
                " "
                <dd>{hours}</dd>
            </div>
        }
    });
    view! {
        <dl class="pickup" data-part="pickup">
            <div>
                <dt class="heard-only">{labels.pickup.clone()}</dt>
                " "
                <dd>
                    <strong>{point.name.clone()}</strong>
                    {lines}
                </dd>
            </div>
            {hours}
        </dl>
    }
}
