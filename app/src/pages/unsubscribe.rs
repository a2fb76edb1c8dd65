//! The page behind the link at the end of each message: one button ends what
//! it belongs to, another all of the shop's, and one takes it back.

use crate::texts::ShopperTexts;
use crate::ui::button::{Rank, button};
use doorstep::view::messages::{UnsubscribeStep, UnsubscribeView};
use leptos::prelude::*;

/// Draws the page.
#[must_use]
pub fn page(view: UnsubscribeView, shop: &str, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.unsubscribe_words();
    let heading = texts.unsubscribe_heading(view.step);
    let text = texts.unsubscribe_text(view.step, view.hint.as_deref(), shop);
    let of_order = (view.step == UnsubscribeStep::Gets)
        .then(|| button(&view.path, "order", words.order, Rank::First));
    // Without an address there is nothing left that could be stopped.
    let of_shop = view
        .hint
        .as_ref()
        .filter(|_| {
            view.step != UnsubscribeStep::NoneOfShop && view.step != UnsubscribeStep::NoneEver
        })
        .map(|_| {
            view! {
                <p>{words.shop_text}</p>
                {button(&view.path, "shop", words.shop, Rank::Other)}
            }
        });
    let is_off = matches!(
        view.step,
        UnsubscribeStep::NoneOfOrder | UnsubscribeStep::NoneOfShop
    );
    let again = view
        .hint
        .as_ref()
        .filter(|_| is_off)
        .map(|_| button(&view.path, "again", words.again, Rank::Other));
    view! {
        <div class="home" data-page="unsubscribe">
            <h1>{heading}</h1>
            <p>{text}</p>
            {of_order}
            {of_shop}
            {again}
        </div>
    }
}
