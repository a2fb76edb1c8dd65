//! What is looked at, as a form that stands in the address.

use crate::texts::performance::PerformanceWords;
use doorstep::view::performance::{ChoiceView, FormView, OptionView};
use leptos::prelude::*;

/// Draws it.
pub fn form(form: FormView, words: PerformanceWords) -> impl IntoView {
    let choices: Vec<_> = form.choices.into_iter().map(choice).collect();
    view! {
        <form class="asked" method="get" action="/performance">
            {choices}
            <button class="button">{words.look}</button>
        </form>
    }
}

fn choice(choice: ChoiceView) -> impl IntoView {
    let id = format!("asked-{}", choice.name);
    let options: Vec<_> = choice.options.into_iter().map(option).collect();
    view! {
        <p class="choice">
            <label for=id.clone()>{choice.label}</label>
            <select id=id name=choice.name>
                {options}
            </select>
        </p>
    }
}

fn option(option: OptionView) -> impl IntoView {
    view! {
        <option value=option.value selected=option.chosen>
            {option.label}
        </option>
    }
}
