//! What stands beside the queue while no order is open: the orders somebody
//! pinned or opened last.

use crate::texts::Texts;
use doorstep::view::console::FrameView;
use doorstep::view::console::find::{AtHandView, HandView};
use leptos::prelude::*;

/// Draws it.
pub fn page(hand: AtHandView, frame: &FrameView, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.desk_pages();
    let none = (hand.pinned.is_empty() && hand.recent.is_empty())
        .then(|| view! { <p class="soft">{words.none_yet}</p> });
    view! {
        <div class="alone" data-page="nothing">
            <h1>{words.nothing}</h1>
            <p>{words.nothing_text}</p>
            {none}
            {list(words.pinned, "pinned", hand.pinned, frame)}
            {list(words.recent, "recent", hand.recent, frame)}
        </div>
    }
}

fn list(
    heading: &'static str,
    part: &'static str,
    orders: Vec<HandView>,
    frame: &FrameView,
) -> Option<impl IntoView + use<>> {
    if orders.is_empty() {
        return None;
    }
    let has_brands = frame.has_brands();
    let orders: Vec<_> = orders
        .into_iter()
        .map(|order| {
            let brand = has_brands.then(|| view! { <span>{order.brand}</span> });
            view! {
                <li>
                    <a href=frame.order_address(&order.order)>
                        <strong>{order.number}</strong>
                        <span class="now">{order.headline}</span>
                        {brand}
                        <span>{order.opened}</span>
                    </a>
                </li>
            }
        })
        .collect();
    Some(view! {
        <section data-part=part>
            <h2>{heading}</h2>
            <ul class="hand">{orders}</ul>
        </section>
    })
}
