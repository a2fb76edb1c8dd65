//! The form of one brand, with its preview beside it.

use super::field::{field, name_of, texts_field};
use super::{BrandForm, FormState};
use crate::texts::{SettingsWords, Texts};
use doorstep::brand::keys::{KEYS, Section};
use leptos::prelude::*;

/// Draws it.
pub fn form(form: BrandForm, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.settings_words();
    // The calendar has a page of its own, which managers keep.
    let sections: Vec<_> = Section::ALL
        .into_iter()
        .filter(|one| !matches!(one, Section::Calendar | Section::Shipping))
        .map(|one| section(one, &form, texts))
        .collect();
    let own = texts_field(&form, words);
    let state = state(&form, texts);
    let preview = format!("{}/preview", form.slug);
    view! {
        <p>
            <a href="../../settings">{words.back}</a>
        </p>
        <h1>{format!("{} {}", words.title, form.slug)}</h1>
        {state}
        <form
            id="brand"
            class="brand-form"
            method="post"
            action=form.slug.clone()
            enctype="multipart/form-data"
            novalidate
        >
            <div class="values">{sections} {own}</div>
            <div class="beside">
                {controls(words, preview.clone())}
                <iframe
                    name="preview"
                    title=words.preview
                    src=preview
                    width="360"
                    height="720"
                    sandbox="allow-same-origin"
                ></iframe>
            </div>
        </form>
    }
}

fn section(section: Section, form: &BrandForm, texts: &dyn Texts) -> impl IntoView + use<> {
    let fields: Vec<_> = KEYS
        .iter()
        .filter(|key| key.section == section)
        .map(|key| field(key, form, texts))
        .collect();
    view! {
        <fieldset class="card">
            <legend>{texts.section(section)}</legend>
            {fields}
        </fieldset>
    }
}

fn state(form: &BrandForm, texts: &dyn Texts) -> Option<impl IntoView + use<>> {
    let words = texts.settings_words();
    match form.state {
        FormState::Opened => None,
        FormState::Saved => Some(
            view! {
                <p class="said" role="status" data-part="saved">
                    {words.saved}
                </p>
            }
            .into_any(),
        ),
        FormState::Refused => {
            let problems: Vec<_> = form
                .problems
                .iter()
                .map(|(key, fault)| {
                    let label = texts.setting(key).label;
                    let label = if label.is_empty() { key } else { label };
                    let text = format!("{label}: {fault}");
                    view! { <li><a href=format!("#{}", name_of(key))>{text}</a></li> }
                })
                .collect();
            Some(
                view! {
                    <div class="said refused" role="alert" data-part="problems">
                        <p>{words.mend}</p>
                        <ul>{problems}</ul>
                    </div>
                }
                .into_any(),
            )
        }
    }
}

/// What is previewed, and the two buttons. Without JavaScript the first one
/// sends the form into the frame.
fn controls(words: SettingsWords, preview: String) -> impl IntoView {
    view! {
        <h2 class="section">{words.preview}</h2>
        {choose("preview.moment", words.moment, words.moments)}
        {choose("preview.scheme", words.scheme, words.schemes)}
        <p class="buttons">
            <button class="button" id="draw" formaction=preview formtarget="preview">
                {words.draw}
            </button>
            <button class="button main">{words.save}</button>
        </p>
    }
}

fn choose(
    name: &'static str,
    label: &'static str,
    options: [(&'static str, &'static str); 3],
) -> impl IntoView {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, label)| view! { <option value=value>{label}</option> })
        .collect();
    view! {
        <p class="field">
            <label for=name>{label}</label>
            <select id=name name=name>
                {options}
            </select>
        </p>
    }
}
