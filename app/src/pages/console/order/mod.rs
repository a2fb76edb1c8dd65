//! The pane of one order.

use crate::texts::Texts;
use doorstep::view::console::order::OrderPaneView;
use leptos::prelude::*;

/// Draws it. `query` is what of the queue is looked at, as the end of an
/// address.
#[must_use]
pub fn order(order: &OrderPaneView, query: &str, texts: &dyn Texts) -> impl IntoView + use<> {
    let headline = texts.order_label(&order.number);
    view! {
        <article class="pane" data-page="order" data-order=order.id.clone()>
            <div data-live="order" data-query=query.to_owned()>
                <h1>{headline}</h1>
            </div>
        </article>
    }
}
