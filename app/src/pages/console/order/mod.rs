//! The order pane: everything that answers for an order on one screen, and
//! everything one can do about it. It works without JavaScript: each form
//! leads back here.

mod acts;
mod customer;
mod decisions;
mod field;
mod forms;
mod head;
mod parcel;
mod scans;
mod thread;

#[cfg(test)]
mod tests;

pub(super) use field::{Form, area, choose, fault, input};

use crate::texts::{PaneWords, Texts};
use doorstep::view::console::order::OrderPaneView;
use leptos::prelude::*;

/// What every part of the pane is drawn from.
#[derive(Clone, Copy)]
struct Drawing<'a> {
    pane: &'a OrderPaneView,
    /// What of the queue is looked at, as the end of an address.
    query: &'a str,
    words: &'static PaneWords,
    texts: &'a dyn Texts,
}

impl Drawing<'_> {
    /// Where a form of this order is sent.
    fn action(&self, action: &str) -> String {
        format!("/console/orders/{}/{action}{}", self.pane.id, self.query)
    }

    /// This page with something of it open.
    fn opened(&self, asked: &str, anchor: &str) -> String {
        let more = if self.query.is_empty() { '?' } else { '&' };
        let id = &self.pane.id;
        format!("/console/orders/{id}{}{more}{asked}#{anchor}", self.query)
    }
}

/// Draws it. `query` is what of the queue is looked at, as the end of an
/// address.
#[must_use]
pub fn order(pane: &OrderPaneView, query: &str, texts: &dyn Texts) -> impl IntoView + use<> {
    let drawing = Drawing {
        pane,
        query,
        words: texts.pane_words(),
        texts,
    };
    view! {
        <article
            class="pane"
            data-page="order"
            data-live="order"
            data-order=pane.id.clone()
            data-revision=pane.revision
            aria-labelledby="order-title"
        >
            {head::head(drawing)}
            <div class="pane-body">
                <div class="pane-main">{parcel::parcels(drawing)}</div>
                <div class="pane-side">
                    {customer::customer(drawing)} {thread::thread(drawing)}
                    {decisions::messages(drawing)} {decisions::claims(drawing)}
                    {decisions::corrections(drawing)}
                    <div class="pane-past">
                        {head::past_flags(drawing)} {decisions::audit(drawing)}
                    </div>
                </div>
            </div>
            {acts::acts(drawing)}
        </article>
    }
}

/// A line of small facts, with marks between them; none for nothing.
pub fn small_print(
    class: &'static str,
    facts: Vec<Option<String>>,
) -> Option<impl IntoView + use<>> {
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    if facts.is_empty() {
        return None;
    }
    let facts: Vec<_> = facts
        .into_iter()
        .map(|fact| view! { <span>{fact}</span> " " })
        .collect();
    Some(view! { <p class=class>{facts}</p> })
}
