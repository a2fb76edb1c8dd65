//! The mails that wait or were given up, and a button that sends them again.

use crate::texts::Texts;
use leptos::prelude::*;

/// The mails of the brands somebody serves.
#[derive(Clone, Debug)]
pub struct OutboxPage {
    /// Whether a mail server is set up.
    pub is_set_up: bool,
    /// Those that were given up, the newest first.
    pub dead: Vec<OutboxRow>,
    /// Those that wait, the newest first.
    pub waiting: Vec<OutboxRow>,
    /// Whether some were queued again just now.
    pub replayed: bool,
    /// Notices that would have been sent, the newest first.
    pub held_back: Vec<OutboxRow>,
    /// One of these in words, where one was asked for: subject and text, both
    /// empty where there are none any more.
    pub message: Option<(String, String)>,
}

/// One mail.
#[derive(Clone, Debug)]
pub struct OutboxRow {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// The brand's name.
    pub brand: String,
    /// The order, where it is about one: its public id and its number.
    pub order: Option<(String, String)>,
    /// When it was queued, in words.
    pub queued: String,
    /// How it stands, in one sentence.
    pub standing: String,
}

/// Draws it.
pub fn page(page: OutboxPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.outbox_words();
    let not_set_up = (!page.is_set_up).then(|| {
        view! {
            <p class="said refused" data-part="not-set-up">
                {words.not_set_up}
            </p>
        }
    });
    let held_back = held_back(page.held_back, texts);
    let message = page.message.map(|message| message_in_words(message, texts));
    let is_empty = page.dead.is_empty() && page.waiting.is_empty();
    let empty = is_empty.then(|| view! { <p>{words.empty}</p> });
    let replayed = page.replayed.then(|| {
        view! {
            <p class="said" role="status" data-part="replayed">
                {words.replayed}
            </p>
        }
    });
    let dead = (!page.dead.is_empty()).then(|| {
        let rows: Vec<_> = page
            .dead
            .into_iter()
            .map(|row| one(row, true, texts))
            .collect();
        view! {
            <section data-part="dead">
                <h2 class="section">{words.dead}</h2>
                <ul class="mails">{rows}</ul>
                <form method="post" action="/settings/outbox">
                    <button class="button">{words.replay_all}</button>
                </form>
            </section>
        }
    });
    let waiting = (!page.waiting.is_empty()).then(|| {
        let rows: Vec<_> = page
            .waiting
            .into_iter()
            .map(|row| one(row, false, texts))
            .collect();
        view! {
            <section data-part="waiting">
                <h2 class="section">{words.waiting}</h2>
                <ul class="mails">{rows}</ul>
            </section>
        }
    });
    view! {
        <div data-page="outbox" class="parts">
            <p>{words.text}</p>
            {not_set_up}
            {replayed}
            {empty}
            {message}
            {dead}
            {waiting}
            {held_back}
        </div>
    }
}

fn held_back(rows: Vec<OutboxRow>, texts: &dyn Texts) -> Option<impl IntoView + use<>> {
    let words = texts.notices_page();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let read = format!("/settings/outbox?read={}", row.name);
            let number = row.order.as_ref().map(|(_, number)| number.as_str());
            let which = format!("{} {}", row.kind, number.unwrap_or_default());
            let of_order = row.order.map(order_link);
            view! {
                <li class="card">
                    <p>
                        <strong>{row.kind}</strong>
                        " "
                        {of_order}
                        <span class="about">{format!("{}, {}", row.brand, row.queued)}</span>
                    </p>
                    <p>
                        <a href=read>
                            {words.read} <span class="heard-only">{format!(" {which}")}</span>
                        </a>
                    </p>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section data-part="held-back">
                <h2 class="section">{words.held_back}</h2>
                <p>
                    {words.held_back_text} " " <a href="/settings/notices">{words.heading}</a>
                </p>
                <ul class="mails">{rows}</ul>
            </section>
        }
    })
}

/// The order, with the blank behind it.
fn order_link((id, number): (String, String)) -> impl IntoView + use<> {
    view! {
        <a href=format!("/console/orders/{id}")>{number}</a>
        " "
    }
}

fn message_in_words(message: (String, String), texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.notices_page();
    let (subject, text) = message;
    let text = if text.is_empty() {
        words.no_message.to_owned()
    } else {
        text
    };
    view! {
        <section class="card" data-part="message" tabindex="-1">
            <h2 class="section">{words.message}</h2>
            <p>
                <strong>{subject}</strong>
            </p>
            <pre class="mail">{text}</pre>
        </section>
    }
}

fn one(row: OutboxRow, is_dead: bool, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.outbox_words();
    let of_order = row.order.map(order_link);
    let replay = is_dead.then(|| {
        view! {
            <form method="post" action="/settings/outbox">
                <input type="hidden" name="mail" value=row.name />
                <button class="button">{words.replay}</button>
            </form>
        }
    });
    view! {
        <li class="card">
            <p>
                <strong>{row.kind}</strong>
                " "
                {of_order}
                <span class="about">{format!("{}, {}", row.brand, row.queued)}</span>
            </p>
            <p>{row.standing}</p>
            {replay}
        </li>
    }
}
