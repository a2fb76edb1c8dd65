//! The page of somebody who follows an order that is not theirs: whether they
//! want to, where the parcel is, and how to end it.

use crate::pages::tracking;
use crate::texts::ShopperTexts;
use crate::ui::button::{Rank, button};
use doorstep::view::messages::{FollowStep, FollowView};
use leptos::prelude::*;

/// Draws the page.
#[must_use]
pub fn page(view: FollowView, shop: &str, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let path = view.path;
    match view.step {
        FollowStep::Ask => ask(&path, shop, texts).into_any(),
        FollowStep::Shown(order) => {
            let end = button(&path, "end", texts.follow_words().end, Rank::Other);
            let title = texts.follow_title(shop);
            view! {
                <p class="order-line" data-part="order">
                    <strong>{title}</strong>
                </p>
                <div data-page="follow">{tracking::still(*order, &path)}</div>
                <div class="follow-end">{end}</div>
            }
            .into_any()
        }
        FollowStep::Ended => {
            let words = texts.follow_words();
            view! {
                <article class="notice" data-page="follow-ended">
                    <h1>{words.ended}</h1>
                    <p>{words.ended_text}</p>
                </article>
            }
            .into_any()
        }
    }
}

fn ask(path: &str, shop: &str, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.follow_words();
    let question = texts.follow_question(shop);
    view! {
        <div class="home" data-page="follow-ask">
            <h1>{question}</h1>
            <p>{words.text}</p>
            {button(path, "yes", words.yes, Rank::First)}
            {button(path, "end", words.no, Rank::Other)}
            {button(path, "never", words.never, Rank::Other)}
        </div>
    }
}
