//! One value of a brand's form: its label, its input, how it is written, and
//! what is wrong with it.

use super::BrandForm;
use crate::texts::own::OwnText;
use crate::texts::{SettingsWords, Texts};
use crate::ui::area::within_area;
use doorstep::brand::keys::{Key, Kind, TEXTS};
use leptos::prelude::*;

/// The name of the field that holds a key's value: texts share one.
#[must_use]
pub fn name_of(key: &str) -> &str {
    if key.starts_with(TEXTS) { "texts" } else { key }
}

/// What an input needs to know.
struct Input {
    name: &'static str,
    value: String,
    described_by: Option<String>,
    invalid: Option<&'static str>,
}

/// Draws one value.
pub fn field(key: &'static Key, form: &BrandForm, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.setting(key.name);
    let faults = faults(key.name, form);
    let described = !words.hint.is_empty() || !faults.is_empty();
    let input = Input {
        name: key.name,
        value: form.values.get(key.name).cloned().unwrap_or_default(),
        described_by: described.then(|| described_by(key.name)),
        invalid: (!faults.is_empty()).then_some("true"),
    };
    view! {
        <div class="field" data-key=key.name>
            <label for=key.name>{words.label}</label>
            {control(key, input, texts.settings_words())}
            {below(key.name, words.hint, faults)}
        </div>
    }
}

fn faults(name: &str, form: &BrandForm) -> Vec<String> {
    form.problems
        .iter()
        .filter(|(key, _)| name_of(key) == name)
        .map(|(key, fault)| {
            if key == name {
                fault.clone()
            } else {
                format!("{}: {fault}", key.trim_start_matches(TEXTS))
            }
        })
        .collect()
}

fn described_by(name: &str) -> String {
    format!("about.{name}")
}

fn below(name: &str, hint: &'static str, faults: Vec<String>) -> impl IntoView + use<> {
    let faults: Vec<_> = faults
        .into_iter()
        .map(|fault| view! { <span class="fault">{fault}</span> })
        .collect();
    view! {
        <span class="about" id=described_by(name)>
            {faults}
            {hint}
        </span>
    }
}

fn control(key: &'static Key, input: Input, words: SettingsWords) -> AnyView {
    match key.kind {
        Kind::Words | Kind::Lines => area(input).into_any(),
        Kind::Choice(choices) => choice(input, choices, words.unset).into_any(),
        Kind::YesOrNo => tick(input, words.yes).into_any(),
        Kind::File => file(input, words).into_any(),
        Kind::Colour => line(input, 7).into_any(),
        Kind::Number => line(input, 3).into_any(),
        Kind::Line if key.name == "slug" => fixed(input).into_any(),
        Kind::Line => line(input, 40).into_any(),
    }
}

fn line(input: Input, size: u16) -> impl IntoView {
    view! {
        <input
            id=input.name
            name=input.name
            value=input.value
            size=size.to_string()
            autocomplete="off"
            aria-describedby=input.described_by
            aria-invalid=input.invalid
        />
    }
}

fn fixed(input: Input) -> impl IntoView {
    view! {
        <input
            id=input.name
            name=input.name
            value=input.value
            readonly
            aria-describedby=input.described_by
        />
    }
}

fn area(input: Input) -> impl IntoView {
    view! {
        <textarea
            id=input.name
            name=input.name
            rows="3"
            aria-describedby=input.described_by
            aria-invalid=input.invalid
        >
            {within_area(&input.value)}
        </textarea>
    }
}

fn choice(input: Input, choices: &'static [&'static str], unset: &'static str) -> impl IntoView {
    let value = input.value;
    let options: Vec<_> = choices
        .iter()
        .map(|choice| {
            let chosen = *choice == value;
            view! { <option value=*choice selected=chosen>{*choice}</option> }
        })
        .collect();
    view! {
        <select
            id=input.name
            name=input.name
            aria-describedby=input.described_by
            aria-invalid=input.invalid
        >
            <option value="">{unset}</option>
            {options}
        </select>
    }
}

fn tick(input: Input, yes: &'static str) -> impl IntoView {
    let checked = input.value == "true";
    view! {
        <span class="tick">
            <input
                type="checkbox"
                id=input.name
                name=input.name
                value="true"
                checked=checked
                aria-describedby=input.described_by
            />
            {yes}
        </span>
    }
}

/// A file that was chosen stays, hidden, when the form comes back.
fn file(input: Input, words: SettingsWords) -> impl IntoView {
    let remove = format!("remove.{}", input.name);
    let current = (!input.value.is_empty()).then(|| {
        view! {
            <input type="hidden" name=input.name value=input.value.clone() />
            <span class="tick">
                <span>{words.current_file} " " {input.value.chars().take(12).collect::<String>()}</span>
                <input type="checkbox" id=remove.clone() name=remove.clone() value="true" />
                <label for=remove.clone()>{words.remove_file}</label>
            </span>
        }
    });
    view! {
        <input
            type="file"
            id=input.name
            name=format!("file.{}", input.name)
            aria-describedby=input.described_by
            aria-invalid=input.invalid
        />
        {current}
    }
}

/// The texts of the brand's own, one a line.
pub fn texts_field(form: &BrandForm, words: SettingsWords) -> impl IntoView + use<> {
    let lines: Vec<String> = form
        .values
        .iter()
        .filter_map(|(key, text)| Some(format!("{} = {text}", key.strip_prefix(TEXTS)?)))
        .collect();
    let keys: Vec<_> = OwnText::ALL
        .iter()
        .map(|own| view! { <li><code>{own.key()}</code></li> })
        .collect();
    let faults = faults("texts", form);
    let invalid = (!faults.is_empty()).then_some("true");
    let input = Input {
        name: "texts",
        value: lines.join("\n"),
        described_by: Some(described_by("texts")),
        invalid,
    };
    view! {
        <fieldset class="card">
            <legend>{words.texts}</legend>
            <div class="field" data-key="texts">
                <label for="texts">{words.texts}</label>
                {area(input)}
                {below("texts", words.texts_hint, faults)}
            </div>
            <details>
                <summary>{words.texts_keys}</summary>
                <ul class="keys">{keys}</ul>
            </details>
        </fieldset>
    }
}
