//! What the find box found.

use super::row;
use crate::texts::Texts;
use doorstep::queue::Kind;
use doorstep::view::console::FrameView;
use doorstep::view::console::find::{FindView, FoundView};
use leptos::prelude::*;

/// Draws it: best first, each with the part that fits marked.
pub fn results(view: FindView, frame: &FrameView, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.desk_pages();
    let is_empty = view.typed.trim().is_empty();
    let headline = if is_empty {
        words.nothing_typed.to_owned()
    } else {
        texts.found_headline(view.typed.trim(), view.found.len())
    };
    let advice = match (is_empty, view.found.is_empty()) {
        (true, _) => Some(words.nothing_typed_text),
        (false, true) => Some(words.not_found_text),
        (false, false) => None,
    };
    let advice = advice.map(|text| view! { <p>{text}</p> });
    let more = view.more.then(|| view! { <p>{texts.search_more()}</p> });
    let found: Vec<_> = view
        .found
        .into_iter()
        .map(|order| entry(order, frame, texts))
        .collect();
    view! {
        <div class="alone" data-page="found">
            <h1>{headline}</h1>
            {advice}
            <ol class="found" data-part="found">
                {found}
            </ol>
            {more}
        </div>
    }
}

fn entry(order: FoundView, frame: &FrameView, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.desk_pages();
    let flag = order.flag.map(Kind::Flag).map(|kind| {
        let label = texts.kind_label(kind);
        view! {
            <span class="flag" data-tone=row::tone(kind)>
                <span class="heard-only">{words.flag}</span>
                " "
                {label}
            </span>
        }
    });
    let brand = frame
        .has_brands()
        .then(|| view! { <span>{order.brand}</span> });
    let kind = texts.search_order_kind(order.kind);
    let kind = kind.map(|label| view! { <span class="test">{label}</span> });
    let name = order.name.map(|name| view! { <span>{name}</span> });
    view! {
        <li>
            <a class="open" href=frame.order_address(&order.order)>
                <strong>{order.number}</strong>
                {kind}
                <span class="fits">
                    {order.matched} ": " {order.before} <mark>{order.part}</mark> {order.after}
                </span>
            </a>
            <p class="facts">
                {flag} <span class="now">{order.headline}</span> {name} {brand}
                <span>{order.placed}</span>
            </p>
        </li>
    }
}
