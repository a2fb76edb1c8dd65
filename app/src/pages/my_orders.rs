//! What comes of asking for a link: the page that says so, and the list it
//! opens.

use crate::backend::{MailSentPage, MyOrdersPage};
use crate::texts::ShopperTexts;
use doorstep::view::ways::MyOrderView;
use leptos::prelude::*;

/// Draws the page after a link was asked for.
#[must_use]
pub fn sent(page: &MailSentPage, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.mail_sent();
    let mailbox = page.mailbox.map(|path| {
        let label = texts.mailbox().headline;
        view! {
            <p>
                <a class="button" href=path>{label}</a>
            </p>
        }
    });
    view! {
        <article class="notice" data-page="mail-sent">
            <h1>{words.headline}</h1>
            <p>{words.text}</p>
            <p>{words.act}</p>
            {mailbox}
        </article>
    }
}

/// Draws the list.
#[must_use]
pub fn list(page: MyOrdersPage, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.my_orders();
    let orders: Vec<_> = page
        .orders
        .into_iter()
        .map(|order| entry(texts.order_label(&order.order_number), order))
        .collect();
    view! {
        <div class="home" data-page="my-orders">
            <h1>{words.headline}</h1>
            <p>{words.text}</p>
            <ul class="orders" data-part="orders">{orders}</ul>
        </div>
    }
}

fn entry(label: String, order: MyOrderView) -> impl IntoView {
    let window = (!order.window.is_empty()).then(|| view! { <span>{order.window}</span> });
    view! {
        <li>
            <a href=order.path>
                <strong>{label}</strong>
                <span>{order.placed}</span>
                <span class="now">{order.headline}</span>
                {window}
            </a>
        </li>
    }
}
