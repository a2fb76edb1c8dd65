//! A page of a few words, for when there is no order to show.

use crate::texts::NoticePage;
use leptos::prelude::*;

/// Draws it; `kind` names it in the markup.
#[must_use]
pub fn page(words: NoticePage, kind: &'static str) -> impl IntoView {
    view! {
        <article class="notice" data-page=kind>
            <h1>{words.headline}</h1>
            <p>{words.text}</p>
            <p>{words.act}</p>
        </article>
    }
}
