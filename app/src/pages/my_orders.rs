//! What comes of asking for a link: the page that says so, the list it opens,
//! and the demo's mailbox between the two.

use crate::backend::{MailSentPage, MailboxPage, MyOrdersPage};
use crate::texts::{MailboxWords, ShopperTexts};
use doorstep::mail::MailKind;
use doorstep::view::ways::{MailView, MyOrderView};
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

/// Draws the demo's mailbox.
#[must_use]
pub fn mailbox(page: MailboxPage, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.mailbox();
    let empty = page
        .mails
        .is_empty()
        .then(|| view! { <p>{words.empty.clone()}</p> });
    let mails: Vec<_> = page
        .mails
        .into_iter()
        .map(|mail| letter(&words, mail))
        .collect();
    view! {
        <div class="home" data-page="mailbox">
            <h1>{words.headline}</h1>
            <p>{words.text}</p>
            {empty}
            <ul class="orders" data-part="mails">{mails}</ul>
        </div>
    }
}

fn letter(words: &MailboxWords, mail: MailView) -> impl IntoView + use<> {
    let to = format!("{} {}", words.to, mail.to);
    let label = match mail.kind {
        Some(MailKind::ListLink) => words.link.clone(),
        Some(MailKind::Reply | MailKind::Link | MailKind::HelpDesk | MailKind::Invitation)
        | None => words.order.clone(),
    };
    let link = mail.path.map(|path| {
        view! {
            <a href=path>
                <strong>{label}</strong>
            </a>
        }
    });
    let drawn = mail.drawn.map(|path| {
        let label = words.drawn.clone();
        view! {
            <p>
                <a href=path>{label}</a>
            </p>
        }
    });
    view! {
        <li class="letter">
            <p>
                <strong>{mail.subject}</strong>
                " "
                <span>{to}</span>
            </p>
            <pre>{mail.body}</pre>
            {drawn}
            {link}
        </li>
    }
}
