//! What this device remembers, said under the page, with the button that makes
//! it forget.

use crate::texts::ShopperTexts;
use leptos::prelude::*;

/// Draws it.
#[must_use]
pub fn privacy(texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.device();
    let another = texts.find().another;
    view! {
        <form class="device" method="post" action="/device/forget" data-part="device">
            <p>{words.text}</p>
            <p class="choices">
                <a class="button" href="/">{another}</a>
                <button class="button" type="submit">{words.forget}</button>
            </p>
        </form>
    }
}
