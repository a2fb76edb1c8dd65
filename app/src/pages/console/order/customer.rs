//! Who ordered, where it goes, and what.

use super::Drawing;
use crate::pages::tracking::items;
use doorstep::view::console::order::CustomerView;
use doorstep::view::tracking::UnshippedView;
use leptos::prelude::*;

/// Draws it.
pub fn customer(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let list = items(&pane.items);
    view! {
        <div class="buyer">
            <section data-part="customer" aria-label=words.customer>
                {person(&pane.customer, drawing)}
            </section>
            <section data-part="order-items" aria-label=words.items>
                {list} {pane.unshipped.as_ref().map(unshipped)}
            </section>
        </div>
    }
}

fn person(customer: &CustomerView, drawing: Drawing<'_>) -> impl IntoView + use<> {
    let words = drawing.words;
    let line = |text: &Option<String>, class: &'static str| {
        text.clone().map(|text| {
            view! { <p class=class>{text}</p> }
        })
    };
    let address: Vec<_> = customer
        .address
        .iter()
        .map(|line| view! { <span>{line.clone()}</span> })
        .collect();
    let note = if customer.forgotten {
        Some(words.forgotten)
    } else if customer.masked {
        Some(words.masked)
    } else {
        None
    };
    view! {
        {line(&customer.name, "name")}
        {line(&customer.email, "email")}
        {line(&customer.phone, "phone")}
        <address>{address}</address>
        {note.map(|note| view! { <p class="quiet">{note}</p> })}
    }
}

fn unshipped(rest: &UnshippedView) -> impl IntoView + use<> {
    view! {
        <p class="quiet">{rest.headline.clone()}</p>
        {items(&rest.items)}
    }
}
