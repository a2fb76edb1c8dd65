//! What stands around every page of the console: the bar above, what was just
//! done, and what only the script uses.

use super::help;
use crate::texts::{ConsoleWords, Texts};
use doorstep::staff::Role;
use doorstep::view::console::{FrameView, SaidView};
use leptos::prelude::*;

/// The bar above, with the ways past it.
pub fn header(frame: &FrameView, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.console();
    let said = said(frame.said.clone());
    view! {
        <a class="skip" href="#content">
            {words.skip_to_order}
        </a>
        <a class="skip" href="#queue">
            {words.skip_to_queue}
        </a>
        <header class="top">
            <a class="name" href="/console">
                {words.title}
            </a>
            {find(frame, words)}
            {brand(frame, words)}
            {links(frame, texts)}
            {who(frame, texts)}
        </header>
        {said}
    }
}

/// What was typed may be an e-mail address: it travels in a form, and never
/// stands in an address.
fn find(frame: &FrameView, words: ConsoleWords) -> impl IntoView + use<> {
    let action = format!("/console/find{}", frame.filter.query());
    view! {
        <form class="find" role="search" method="post" action=action>
            <label class="heard-only" for="find">
                {words.find}
            </label>
            <input
                id="find"
                name="typed"
                type="search"
                placeholder=words.find_hint
                title=words.find_hint
                maxlength="200"
                autocomplete="off"
                spellcheck="false"
                enterkeyhint="search"
            />
            <button class="button">{words.look}</button>
        </form>
    }
}

/// The choice of a brand belongs to the form that filters the queue.
fn brand(frame: &FrameView, words: ConsoleWords) -> Option<impl IntoView + use<>> {
    if !frame.has_brands() {
        return None;
    }
    let chosen = frame.filter.brand.clone();
    let choices: Vec<_> = frame
        .brands
        .iter()
        .map(|brand| {
            let selected = chosen.as_deref() == Some(brand.slug.as_str());
            view! {
                <option value=brand.slug.clone() selected=selected>
                    {brand.name.clone()}
                </option>
            }
        })
        .collect();
    Some(view! {
        <p class="choice">
            <label class="heard-only" for="brand">
                {words.brand}
            </label>
            <select id="brand" name="brand" form="filter" data-submits="">
                <option value="">{words.all_brands}</option>
                {choices}
            </select>
        </p>
    })
}

fn links(frame: &FrameView, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.console();
    let is_here = |path: &str| (frame.path == path).then_some("page");
    let performance = (frame.role >= Role::Manager)
        .then(|| view! { <a href="/performance">{texts.performance_words().title}</a> });
    let settings =
        (frame.role >= Role::Admin).then(|| view! { <a href="/settings">{words.settings}</a> });
    view! {
        <nav class="places" aria-label=words.links>
            <a href=format!("/console{}", frame.filter.query()) aria-current=is_here("/console")>
                {words.queue}
            </a>
            <a href="/console/incidents" aria-current=is_here("/console/incidents")>
                {words.incidents}
            </a>
            {performance}
            {settings}
        </nav>
    }
}

fn who(frame: &FrameView, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.console();
    let role = texts.role_label(frame.role);
    view! {
        <button class="button help needs-script" type="button" data-opens="help">
            <span aria-hidden="true">"?"</span>
            <span class="heard-only">{words.help}</span>
        </button>
        <details class="who" data-part="who">
            <summary>
                <strong>{frame.name.clone()}</strong>
                <span>{role}</span>
            </summary>
            <div class="menu">
                <a href="/account">{words.account}</a>
                <form method="post" action="/sign-out">
                    <button class="button">{words.sign_out}</button>
                </form>
            </div>
        </details>
    }
}

/// What came of what was just done; there while there is nothing to say too,
/// so that a change in it is heard.
fn said(said: Vec<SaidView>) -> impl IntoView {
    let lines: Vec<_> = said
        .into_iter()
        .map(|line| view! { <p data-tone=line.tone.code()>{line.text}</p> })
        .collect();
    view! {
        <div class="said" role="status" data-part="said">
            {lines}
        </div>
    }
}

/// What is heard when the page changed by itself, what is said while it
/// cannot, and the list of keys.
pub fn beside(_frame: &FrameView, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.console();
    view! {
        <p class="heard-only" role="status" data-part="announcement"></p>
        <p
            class="offline"
            role="status"
            data-part="offline"
            data-online=words.online
            data-offline=words.offline
            data-failed=words.not_sent
        ></p>
        {help::dialog(texts)}
    }
}
