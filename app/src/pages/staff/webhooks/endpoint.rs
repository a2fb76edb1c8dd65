//! The page of one endpoint: what it is told, its acts, and its log.

use super::super::{alert, saved};
use super::{
    DeliveryRow, EndpointRow, TypedEndpoint, WebhookDone, WebhookPage, address, called, events,
    standing,
};
use crate::texts::Texts;
use leptos::prelude::*;

/// Draws one.
pub fn page(page: WebhookPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.webhook_words();
    let problem = page
        .problem
        .map(|fault| alert(texts.webhook_fault(fault).to_owned()));
    let done = match page.done {
        None => None,
        Some(WebhookDone::Saved) => saved(true, words.saved),
        Some(WebhookDone::Queued) => saved(true, words.queued),
    };
    let secret = page.secret.clone().map(|secret| {
        view! {
            <div class="said" role="status" data-part="secret">
                <p>{words.secret_text}</p>
                <p>
                    {words.secret} ": " <code class="mail">{secret}</code>
                </p>
            </div>
        }
    });
    let previous = page
        .previous
        .clone()
        .map(|said| view! { <p data-part="previous">{said}</p> });
    let about = format!("{} {}", page.endpoint.brand, page.endpoint.public_id);
    view! {
        <div data-page="webhook" class="parts">
            <p>
                <a href="/settings/webhooks">{words.back}</a>
            </p>
            {problem} {done} {secret} <h2 class="mail">{page.endpoint.url.clone()}</h2>
            <p class="about">{about}</p>
            {standing(&page.endpoint)}
            {previous}
            {set(&page, texts)}
            {acts(&page, texts)}
            {log(page, texts)}
        </div>
    }
}

fn action(endpoint: &EndpointRow) -> String {
    format!("/settings/webhooks/{}", endpoint.public_id)
}

fn set(page: &WebhookPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.webhook_words();
    let endpoint = &page.endpoint;
    let stands = || TypedEndpoint {
        url: endpoint.url.clone(),
        description: endpoint.description.clone(),
        slug: String::new(),
        types: endpoint.types.clone(),
    };
    let typed = page.typed.clone().unwrap_or_else(stands);
    view! {
        <section class="card" data-part="set">
            <h2 class="section">{words.set}</h2>
            <form class="lines" method="post" action=action(endpoint)>
                <input type="hidden" name="version" value=page.version.to_string() />
                {address("own", typed.url, words.moves_hint, texts)}
                {called("own", typed.description, texts)} {events("own", &typed.types, texts)}
                <button class="button main" name="do" value="save">
                    {words.save}
                </button>
            </form>
        </section>
    }
}

/// A form of one button.
fn act(endpoint: &EndpointRow, what: &'static str, label: &'static str) -> impl IntoView + use<> {
    view! {
        <form method="post" action=action(endpoint)>
            <button class="button" name="do" value=what>
                {label}
            </button>
        </form>
    }
}

fn acts(page: &WebhookPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.webhook_words();
    let endpoint = &page.endpoint;
    let switch = match page.is_active {
        true => act(endpoint, "disable", words.disable),
        false => act(endpoint, "enable", words.enable),
    };
    let test = page.is_active.then(|| act(endpoint, "test", words.test));
    let again = page.is_active.then(|| {
        view! {
            <form class="lines" method="post" action=action(endpoint)>
                <div class="field">
                    <label for="since">{words.since}</label>
                    <input
                        id="since"
                        name="since"
                        type="date"
                        autocomplete="off"
                        aria-describedby="about-since"
                    />
                    <span class="about" id="about-since">
                        {words.since_hint}
                    </span>
                </div>
                <button class="button" name="do" value="replay_all">
                    {words.replay_all}
                </button>
            </form>
        }
    });
    view! {
        <section class="card" data-part="acts">
            <h2 class="section">{words.acts}</h2>
            <div class="acts">{test} {act(endpoint, "rotate", words.rotate)} {switch}</div>
            {again}
        </section>
    }
}

fn log(page: WebhookPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.webhook_words();
    let empty = page
        .deliveries
        .is_empty()
        .then(|| view! { <p>{words.log_empty}</p> });
    let endpoint = page.endpoint;
    let rows: Vec<_> = page
        .deliveries
        .into_iter()
        .map(|row| delivery(row, &endpoint, page.is_active, texts))
        .collect();
    view! {
        <section data-part="log">
            <h2 class="section">{words.log}</h2>
            <p class="about">{page.counted}</p>
            {empty}
            <ul class="mails">{rows}</ul>
        </section>
    }
}

fn delivery(
    row: DeliveryRow,
    endpoint: &EndpointRow,
    is_active: bool,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let words = texts.webhook_words();
    let response = row.response.map(|response| {
        let text = if response.is_empty() {
            words.response_empty.to_owned()
        } else {
            response
        };
        view! {
            <details>
                <summary>{words.response}</summary>
                <pre class="mail" data-part="response">
                    {text}
                </pre>
            </details>
        }
    });
    let again = (row.can_replay && is_active).then(|| {
        view! {
            <form method="post" action=action(endpoint)>
                <input type="hidden" name="delivery" value=row.public_id.clone() />
                <button class="button" name="do" value="replay">
                    {words.replay}
                    <span class="heard-only">" " {row.event.clone()}</span>
                </button>
            </form>
        }
    });
    view! {
        <li class="card" data-delivery=row.public_id>
            <p>
                <strong>{row.kind}</strong>
                " "
                <span class="about">{format!("{} {}", row.when, row.event)}</span>
            </p>
            <p data-part="standing">{row.standing}</p>
            {response}
            {again}
        </li>
    }
}
