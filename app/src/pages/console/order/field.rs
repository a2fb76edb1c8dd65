//! Fields of forms: each with its label, what was typed into it, and beside it
//! why that was not taken.

use crate::ui::area::within_area;
use doorstep::view::console::desk::{ChoiceView, FormView};
use leptos::prelude::*;

/// One of the forms beside an order, by its name.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// Its name: what it is sent to.
    pub name: &'static str,
    /// All of them.
    pub forms: &'a FormView,
}

impl Form<'_> {
    /// The id of a field: the same name may stand in several forms.
    pub fn id(&self, field: &str) -> String {
        format!("{}-{field}", self.name)
    }

    /// What was typed into a field.
    pub fn typed(&self, field: &str) -> String {
        self.forms.typed(self.name, field)
    }

    /// Whether it is the one that was sent and not taken.
    pub fn was_sent(&self) -> bool {
        self.forms.open.as_deref() == Some(self.name) && !self.forms.typed.is_empty()
    }

    fn invalid(&self, field: &str) -> Option<&'static str> {
        self.forms.fault_of(self.name, field).map(|_| "true")
    }

    fn described(&self, field: &str) -> Option<String> {
        let fault = self.forms.fault_of(self.name, field);
        fault.map(|_| format!("{}-fault", self.id(field)))
    }
}

/// What is wrong with a field; with the whole form, where none is named.
pub fn fault(form: Form<'_>, field: &str) -> Option<impl IntoView + use<>> {
    let text = form.forms.fault_of(form.name, field)?.to_owned();
    let id = format!("{}-fault", form.id(field));
    Some(view! {
        <p class="fault" id=id role="alert">
            {text}
        </p>
    })
}

/// A line of text of a kind; with the id of a list of what it may be.
pub fn input(
    form: Form<'_>,
    field: &'static str,
    label: &'static str,
    (kind, list): (&'static str, Option<String>),
) -> impl IntoView + use<> {
    let id = form.id(field);
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                name=field
                type=kind
                list=list
                autocomplete="off"
                value=form.typed(field)
                aria-invalid=form.invalid(field)
                aria-describedby=form.described(field)
            />
            {fault(form, field)}
        </div>
    }
}

/// A line of text in which `value` stands until something else is typed.
pub fn filled(
    form: Form<'_>,
    field: &'static str,
    label: &'static str,
    value: &str,
) -> impl IntoView + use<> {
    let id = form.id(field);
    let typed = form.typed(field);
    let value = if form.was_sent() {
        typed
    } else {
        value.to_owned()
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                name=field
                autocomplete="off"
                maxlength="200"
                value=value
                aria-invalid=form.invalid(field)
                aria-describedby=form.described(field)
            />
            {fault(form, field)}
        </div>
    }
}

/// Several lines of text; `value` stands in it until something is typed.
pub fn area(
    form: Form<'_>,
    field: &'static str,
    label: &'static str,
    (rows, value): (u8, &str),
) -> impl IntoView + use<> {
    let id = form.id(field);
    let value = if form.was_sent() {
        form.typed(field)
    } else {
        value.to_owned()
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea
                id=id
                name=field
                rows=rows
                aria-invalid=form.invalid(field)
                aria-describedby=form.described(field)
            >
                {within_area(&value)}
            </textarea>
            {fault(form, field)}
        </div>
    }
}

/// A choice; `first` stands before the others, for none of them.
pub fn choose(
    form: Form<'_>,
    field: &'static str,
    label: &'static str,
    choices: (Option<&'static str>, &[ChoiceView]),
) -> impl IntoView + use<> {
    chosen(form, field, label, (choices.0, choices.1, ""))
}

/// The same with one of them chosen until somebody chooses another.
pub fn chosen(
    form: Form<'_>,
    field: &'static str,
    label: &'static str,
    (first, choices, usual): (Option<&'static str>, &[ChoiceView], &str),
) -> impl IntoView + use<> {
    let id = form.id(field);
    let typed = if form.was_sent() {
        form.typed(field)
    } else {
        usual.to_owned()
    };
    let first = first.map(|label| view! { <option value="">{label}</option> });
    let options: Vec<_> = choices
        .iter()
        .map(|choice| {
            let is_chosen = choice.code == typed;
            view! {
                <option value=choice.code.clone() selected=is_chosen>
                    {choice.label.clone()}
                </option>
            }
        })
        .collect();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select
                id=id
                name=field
                aria-invalid=form.invalid(field)
                aria-describedby=form.described(field)
            >
                {first}
                {options}
            </select>
            {fault(form, field)}
        </div>
    }
}

/// A box to tick.
pub fn tick(
    form: Form<'_>,
    field: &'static str,
    (value, label): (String, String),
    is_ticked: bool,
) -> impl IntoView + use<> {
    let id = format!("{}-{value}", form.id(field));
    view! {
        <p class="tick">
            <input type="checkbox" id=id.clone() name=field value=value checked=is_ticked />
            <label for=id>{label}</label>
        </p>
    }
}
