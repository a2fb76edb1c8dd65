//! The pages on which brands are set, for whoever runs the server. They work
//! without JavaScript; a few lines of it draw the preview while one types.
//!
//! Every address in them is relative, so that they can be shown from behind
//! any path.

pub(crate) mod field;
mod form;

#[cfg(test)]
mod tests;

use super::staff::{self, StaffFrame};
use crate::texts::Texts;
use doorstep::brand::Given;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

/// A page of the settings.
#[derive(Clone, Debug)]
pub enum SettingsPage {
    /// Every brand that whoever looks may set, and whether they may make more.
    Brands(Vec<BrandEntry>, MakesMore),
    /// One of them.
    Brand(Box<BrandForm>),
}

/// Whether whoever looks at the list may make one more brand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MakesMore {
    /// They may.
    Yes,
    /// They set those they serve.
    No,
}

/// A brand in the list.
#[derive(Clone, Debug)]
pub struct BrandEntry {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Whether it answers Hosts no brand has claimed.
    pub is_default: bool,
}

/// The form of one brand, as it was typed.
#[derive(Clone, Debug)]
pub struct BrandForm {
    /// Its slug.
    pub slug: String,
    /// The values by key.
    pub values: Given,
    /// What is wrong, by key, in words.
    pub problems: Vec<(String, String)>,
    /// Where it stands.
    pub state: FormState,
}

/// Where a form stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormState {
    /// As the brand is stored, or not made yet.
    Opened,
    /// It was stored just now.
    Saved,
    /// It must be mended.
    Refused,
}

/// The document; somebody signed in has their bar above it.
pub fn document(
    page: SettingsPage,
    frame: Option<&StaffFrame>,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let words = texts.settings_words();
    let title = match &page {
        SettingsPage::Brands(..) => words.brands.to_owned(),
        SettingsPage::Brand(form) => format!("{} {}", words.title, form.slug),
    };
    let script = matches!(page, SettingsPage::Brand(_)).then(|| {
        let code = include_str!("preview.js");
        view! { <script nonce=use_nonce() inner_html=code></script> }
    });
    let words_of_its_own = match &page {
        SettingsPage::Brand(form) if frame.is_some() => Some(own_words(&form.slug, texts)),
        SettingsPage::Brand(_) | SettingsPage::Brands(..) => None,
    };
    let content = match page {
        SettingsPage::Brands(brands, more) => list(brands, more, texts).into_any(),
        SettingsPage::Brand(form) => form::form(*form, texts).into_any(),
    };
    let is_signed_in = frame.is_some();
    let bar = frame.map(|frame| staff::bar(frame, texts));
    view! {
        <!DOCTYPE html>
        <html lang=texts.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="referrer" content="no-referrer" />
                <title>{title}</title>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href="/pkg/doorstep.css" />
            </head>
            <body class="settings" class:staff=is_signed_in>
                {bar}
                <main id="content">{content} {words_of_its_own}</main>
                {script}
            </body>
        </html>
    }
}

/// The ways to what has a page of its own, which only staff edit.
fn own_words(slug: &str, texts: &dyn Texts) -> impl IntoView + use<> {
    let templates = format!("/settings/brand/{slug}/templates");
    let messages = format!("/settings/brand/{slug}/messages");
    let calendar = format!("/settings/brand/{slug}/calendar");
    view! {
        <p>
            <a href=templates>{texts.templates_page().list}</a>
        </p>
        <p>
            <a href=messages>{texts.wording_words().list}</a>
        </p>
        <p>
            <a href=calendar>{texts.calendar_words().heading}</a>
        </p>
    }
}

fn list(brands: Vec<BrandEntry>, more: MakesMore, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.settings_words();
    let add = (more == MakesMore::Yes).then(|| add(texts));
    let entries: Vec<_> = brands
        .into_iter()
        .map(|brand| {
            let note = brand
                .is_default
                .then(|| view! { <span>{words.default}</span> });
            view! {
                <li>
                    <a href=format!("settings/brand/{}", brand.slug)>
                        <strong>{brand.name}</strong>
                        {note}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <h1>{words.brands}</h1>
        <ul class="brands">{entries}</ul>
        {add}
    }
}

fn add(texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.settings_words();
    view! {
        <section class="card">
            <h2 class="section">{words.add}</h2>
            <form method="get" action="settings/brand">
                <p class="field">
                    <label for="slug">{words.add_slug}</label>
                    <input id="slug" name="slug" required pattern="[a-z0-9\\-]+" />
                </p>
                <button class="button">{words.add_open}</button>
            </form>
        </section>
    }
}
