//! The demo's mailbox: what a real shop would send, the newest first; and an
//! order's page beside its messages. Whole without JavaScript; with it, new
//! messages appear by themselves.
//!
//! What these pages need beyond the shopper's style stands in them, so that no
//! phone loads it for a page of a shop.

use crate::backend::{BesidePage, MailboxPage};
use crate::texts::{MailboxWords, ShopperTexts};
use doorstep::mail::MailKind;
use doorstep::view::ways::MailView;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

/// What asks again for messages.
const SCRIPT: &str = include_str!("mailbox.js");

/// How the two stand side by side.
const STYLE: &str = include_str!("../../../style/beside.css");

/// The mailbox's script.
pub fn live() -> impl IntoView {
    view! { <script type="module" nonce=use_nonce() inner_html=SCRIPT></script> }
}

/// The style of the page with both.
pub fn style() -> impl IntoView {
    view! { <style nonce=use_nonce()>{STYLE}</style> }
}

/// Draws the mailbox.
#[must_use]
pub fn page(page: MailboxPage, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.mailbox();
    let is_empty = page.mails.is_empty();
    let is_beside = page.is_beside;
    let mails: Vec<_> = page
        .mails
        .into_iter()
        .map(|mail| letter(&words, mail, is_beside))
        .collect();
    let headline = if is_beside {
        words.messages.clone()
    } else {
        words.headline.clone()
    };
    view! {
        <div class="home" data-page="mailbox">
            <h1>{headline}</h1>
            <p>{words.text}</p>
            <p data-part="live" hidden>
                {words.live}
            </p>
            <p data-part="empty" hidden=!is_empty>
                {words.empty}
            </p>
            <ul class="orders" data-part="mails" aria-live="polite">
                {mails}
            </ul>
        </div>
    }
}

fn letter(words: &MailboxWords, mail: MailView, is_beside: bool) -> impl IntoView + use<> {
    let to = format!("{} {}", words.to, mail.to);
    let label = match mail.kind {
        Some(MailKind::ListLink) => words.link.clone(),
        Some(
            MailKind::Reply
            | MailKind::Link
            | MailKind::HelpDesk
            | MailKind::Invitation
            | MailKind::EndpointDisabled,
        )
        | None => words.order.clone(),
    };
    let of_order = mail.path.as_deref().filter(|path| path.contains("/t/"));
    let beside = of_order.filter(|_| !is_beside).map(|path| {
        let both = path.replacen("/t/", "/demo/beside/", 1);
        let label = words.beside.clone();
        view! {
            <p>
                <a href=both>{label}</a>
            </p>
        }
    });
    let link = mail.path.clone().filter(|_| !is_beside).map(|path| {
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
                <a href=path target=is_beside.then_some("_blank") rel="noopener">
                    {label}
                </a>
            </p>
        }
    });
    view! {
        <li class="letter" data-mail=mail.name>
            <p>
                <strong>{mail.subject}</strong>
                " "
                <span>{to}</span>
            </p>
            <pre>{mail.body}</pre>
            {drawn}
            {beside}
            {link}
        </li>
    }
}

/// Draws an order's page beside its messages; on a phone the ways to both.
#[must_use]
pub fn beside(page: BesidePage, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.mailbox();
    let half = |address: String, label: String, part: &'static str| {
        let frame = view! { <iframe src=address.clone() title=label.clone()></iframe> };
        let frame = frame.attr("loading", "lazy");
        view! {
            <section data-half=part>
                <p>
                    <a href=address>{label}</a>
                </p>
                {frame}
            </section>
        }
    };
    view! {
        <div class="beside-page" data-page="beside">
            <h1>{words.beside}</h1>
            <div class="halves">
                {half(page.page, words.page, "page")}
                {half(page.messages, words.messages, "messages")}
            </div>
        </div>
    }
}
