//! The incidents beside the queue.

use crate::texts::Texts;
use doorstep::view::console::FrameView;
use doorstep::view::console::incidents::IncidentsView;
use leptos::prelude::*;

/// Draws them.
pub fn page(
    _incidents: IncidentsView,
    _frame: &FrameView,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let words = texts.console();
    view! {
        <article class="alone" data-page="incidents">
            <h1>{words.incidents}</h1>
        </article>
    }
}
