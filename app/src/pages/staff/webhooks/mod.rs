//! Webhooks out: the endpoints there are, and one of them with its log. Plain
//! forms; what an endpoint answered is text like any other.

mod endpoint;

pub use endpoint::page;

use super::BrandChoice;
use super::alert;
use super::field::{Line, line, text, tick};
use crate::texts::Texts;
use doorstep::webhook::{EventType, WebhookFault};
use leptos::prelude::*;

/// The endpoints of the brands somebody serves.
#[derive(Clone, Debug, Default)]
pub struct WebhooksPage {
    /// The endpoints.
    pub endpoints: Vec<EndpointRow>,
    /// The brands there can be one for.
    pub brands: Vec<BrandChoice>,
    /// What is wrong with the form.
    pub problem: Option<WebhookFault>,
    /// What was typed.
    pub typed: TypedEndpoint,
}

/// What was typed for one more.
#[derive(Clone, Debug, Default)]
pub struct TypedEndpoint {
    /// The address.
    pub url: String,
    /// What it is called.
    pub description: String,
    /// The brand's slug.
    pub slug: String,
    /// The events.
    pub types: Vec<EventType>,
}

/// An endpoint, in short.
#[derive(Clone, Debug)]
pub struct EndpointRow {
    /// Its public id.
    pub public_id: String,
    /// Its address.
    pub url: String,
    /// What it is called.
    pub description: String,
    /// The brand's name.
    pub brand: String,
    /// How it stands, in one sentence.
    pub standing: String,
    /// Whether it works.
    pub works: bool,
    /// The events it asks for; none for all.
    pub types: Vec<EventType>,
}

/// One endpoint with its log.
#[derive(Clone, Debug)]
pub struct WebhookPage {
    /// The endpoint.
    pub endpoint: EndpointRow,
    /// The version of it that is shown.
    pub version: i32,
    /// What was typed, where it could not be saved.
    pub typed: Option<TypedEndpoint>,
    /// Whether it is told anything.
    pub is_active: bool,
    /// Its key, where it was just made.
    pub secret: Option<String>,
    /// Until when the key before signs too, in one sentence.
    pub previous: Option<String>,
    /// What cannot be.
    pub problem: Option<WebhookFault>,
    /// What was done just now.
    pub done: Option<WebhookDone>,
    /// How many wait and were given up, in words.
    pub counted: String,
    /// The newest deliveries.
    pub deliveries: Vec<DeliveryRow>,
}

/// What was done just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebhookDone {
    /// Something is changed.
    Saved,
    /// Something is on its way.
    Queued,
}

/// One delivery.
#[derive(Clone, Debug)]
pub struct DeliveryRow {
    /// Its public id.
    pub public_id: String,
    /// The id the event travels under.
    pub event: String,
    /// The name it travels under.
    pub kind: String,
    /// When it happened, in words.
    pub when: String,
    /// How it stands, in one sentence.
    pub standing: String,
    /// How the answer began; none where there was none.
    pub response: Option<String>,
    /// Whether it can be sent again.
    pub can_replay: bool,
}

/// Draws the list.
pub fn list(page: WebhooksPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.webhook_words();
    let empty = page
        .endpoints
        .is_empty()
        .then(|| view! { <p>{words.empty}</p> });
    let form = add(&page, texts);
    let rows: Vec<_> = page
        .endpoints
        .into_iter()
        .map(|row| short(row, texts))
        .collect();
    view! {
        <div data-page="webhooks" class="parts">
            <p>{words.text}</p>
            {empty}
            <ul class="mails">{rows}</ul>
            {form}
        </div>
    }
}

fn short(row: EndpointRow, texts: &dyn Texts) -> impl IntoView + use<> {
    let asks = asks_for(&row, texts);
    let standing = standing(&row);
    view! {
        <li class="card" data-endpoint=row.public_id.clone()>
            <p>
                <a href=format!("/settings/webhooks/{}", row.public_id)>
                    <strong class="mail">{row.url}</strong>
                </a>
                " "
                <span class="about">{format!("{} {}", row.brand, row.description)}</span>
            </p>
            <p class="about">{asks}</p>
            {standing}
        </li>
    }
}

fn asks_for(row: &EndpointRow, texts: &dyn Texts) -> String {
    if row.types.is_empty() {
        return texts.webhook_words().all_events.to_owned();
    }
    let codes: Vec<&str> = row.types.iter().map(|kind| kind.code()).collect();
    codes.join(", ")
}

fn standing(row: &EndpointRow) -> impl IntoView + use<> {
    let refused = !row.works;
    view! {
        <p class:said=refused class:refused=refused data-part="standing">
            {row.standing.clone()}
        </p>
    }
}

fn add(page: &WebhooksPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.webhook_words();
    let problem = page
        .problem
        .map(|fault| alert(texts.webhook_fault(fault).to_owned()));
    let url = address("new", page.typed.url.clone(), words.url_hint, texts);
    let options: Vec<_> = page
        .brands
        .iter()
        .map(|brand| {
            let is_chosen = brand.slug == page.typed.slug;
            view! {
                <option value=brand.slug.clone() selected=is_chosen>
                    {brand.name.clone()}
                </option>
            }
        })
        .collect();
    view! {
        <section class="card" data-part="add">
            <h2 class="section">{words.add}</h2>
            {problem}
            <form class="lines" method="post" action="/settings/webhooks">
                {url} {called("new", page.typed.description.clone(), texts)}
                <div class="field">
                    <label for="brand-new">{words.brand}</label>
                    <select id="brand-new" name="brand">
                        {options}
                    </select>
                </div>
                {events("new", &page.typed.types, texts)}
                <button class="button main">{words.add_go}</button>
            </form>
        </section>
    }
}

fn address(of: &str, url: String, hint: &'static str, texts: &dyn Texts) -> impl IntoView + use<> {
    line(Line {
        of: of.to_owned(),
        kind: "url",
        hint: Some(hint),
        inputmode: Some("url"),
        ..text("url", texts.webhook_words().url, url)
    })
}

fn called(of: &str, description: String, texts: &dyn Texts) -> impl IntoView + use<> {
    let id = format!("description-{of}");
    view! {
        <div class="field">
            <label for=id.clone()>{texts.webhook_words().description}</label>
            <input
                id=id
                name="description"
                value=description
                maxlength="200"
                autocomplete="off"
            />
        </div>
    }
}

fn events(of: &str, chosen: &[EventType], texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.webhook_words();
    let each: Vec<_> = EventType::ALL
        .iter()
        .map(|kind| {
            let label = format!("{} ({})", texts.event_label(*kind), kind.code());
            let is_chosen = chosen.contains(kind);
            tick("event", kind.code().to_owned(), of, label, is_chosen)
        })
        .collect();
    view! {
        <fieldset class="choices">
            <legend>{words.events}</legend>
            <p class="about">{words.events_hint}</p>
            {each}
        </fieldset>
    }
}
