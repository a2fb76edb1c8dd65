//! Fields of forms: each with its label, what was typed into it, and beside it
//! why that was not taken.

use crate::ui::area::within_area;
use doorstep::view::console::desk::{ChoiceView, FormView, LineChoice};
use leptos::prelude::*;

/// One of the forms beside an order, by its name.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    /// Its name: what it is sent to.
    pub name: &'static str,
    /// What it is about, where there is one such form a thing: its public id,
    /// which is sent with it.
    pub of: Option<&'a str>,
    /// All of them.
    pub forms: &'a FormView,
}

impl Form<'_> {
    /// The id of a field: the same name may stand in several forms.
    pub fn id(&self, field: &str) -> String {
        match self.of {
            Some(of) => format!("{}-{of}-{field}", self.name),
            None => format!("{}-{field}", self.name),
        }
    }

    /// What was typed into a field.
    pub fn typed(&self, field: &str) -> String {
        if self.is_meant() {
            self.forms.typed(self.name, field)
        } else {
            String::new()
        }
    }

    /// Whether it is the one that was sent and not taken.
    pub fn was_sent(&self) -> bool {
        let is_open = self.forms.open.as_deref() == Some(self.name);
        is_open && !self.forms.typed.is_empty() && self.is_meant()
    }

    /// Whether it is, of several of its name, the one that was sent.
    fn is_meant(&self) -> bool {
        let mut typed = self.forms.typed.values();
        self.of.is_none_or(|of| typed.any(|typed| typed == of))
    }

    /// What stands in a field: what was typed, else what is usual.
    fn stands(&self, field: &str, usual: &str) -> String {
        if self.was_sent() {
            self.typed(field)
        } else {
            usual.to_owned()
        }
    }

    fn fault(&self, field: &str) -> Option<&str> {
        self.forms
            .fault_of(self.name, field)
            .filter(|_| self.is_meant())
    }

    fn invalid(&self, field: &str) -> Option<&'static str> {
        self.fault(field).map(|_| "true")
    }

    fn described(&self, field: &str) -> Option<String> {
        let fault = self.fault(field);
        fault.map(|_| format!("{}-fault", self.id(field)))
    }
}

/// What is wrong with a field; with the whole form, where none is named.
pub fn fault(form: Form<'_>, field: &str) -> Option<impl IntoView + use<>> {
    let text = form.fault(field)?.to_owned();
    let id = format!("{}-fault", form.id(field));
    Some(view! {
        <p class="fault" id=id role="alert">
            {text}
        </p>
    })
}

/// What is typed or chosen, under its label and above what is wrong with it.
fn labelled(form: Form<'_>, field: &'static str, label: &'static str, control: AnyView) -> AnyView {
    view! {
        <div class="field">
            <label for=form.id(field)>{label}</label>
            {control}
            {fault(form, field)}
        </div>
    }
    .into_any()
}

/// A line of text of a kind; with the id of a list of what it may be.
pub fn input(
    form: Form<'_>,
    field: &'static str,
    label: &'static str,
    (kind, list): (&'static str, Option<String>),
) -> impl IntoView + use<> {
    let control = view! {
        <input
            id=form.id(field)
            name=field
            type=kind
            list=list
            autocomplete="off"
            value=form.typed(field)
            aria-invalid=form.invalid(field)
            aria-describedby=form.described(field)
        />
    };
    labelled(form, field, label, control.into_any())
}

/// A line of text in which `value` stands until something else is typed.
pub fn filled(
    form: Form<'_>,
    field: &'static str,
    label: &'static str,
    value: &str,
) -> impl IntoView + use<> {
    let control = view! {
        <input
            id=form.id(field)
            name=field
            autocomplete="off"
            maxlength="200"
            value=form.stands(field, value)
            aria-invalid=form.invalid(field)
            aria-describedby=form.described(field)
        />
    };
    labelled(form, field, label, control.into_any())
}

/// How many pieces of a line of the order; empty for none said.
pub fn count(form: Form<'_>, line: &LineChoice) -> impl IntoView + use<> {
    let field = line.field();
    let id = form.id(&field);
    view! {
        <p class="count">
            <label for=id.clone()>{line.title.clone()}</label>
            <input
                id=id
                name=field.clone()
                type="number"
                min="0"
                max=line.ordered
                inputmode="numeric"
                value=form.typed(&field)
            />
            <span>{format!("/ {}", line.ordered)}</span>
        </p>
    }
}

/// Several lines of text; `value` stands in it until something is typed.
pub fn area(
    form: Form<'_>,
    field: &'static str,
    label: &'static str,
    (rows, value): (u8, &str),
) -> impl IntoView + use<> {
    let value = form.stands(field, value);
    let control = view! {
        <textarea
            id=form.id(field)
            name=field
            rows=rows
            aria-invalid=form.invalid(field)
            aria-describedby=form.described(field)
        >
            {within_area(&value)}
        </textarea>
    };
    labelled(form, field, label, control.into_any())
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
    let stands = form.stands(field, usual);
    let first = first.map(|label| view! { <option value="">{label}</option> });
    let options: Vec<_> = choices
        .iter()
        .map(|choice| {
            let is_chosen = choice.code == stands;
            view! {
                <option value=choice.code.clone() selected=is_chosen>
                    {choice.label.clone()}
                </option>
            }
        })
        .collect();
    let control = view! {
        <select
            id=form.id(field)
            name=field
            aria-invalid=form.invalid(field)
            aria-describedby=form.described(field)
        >
            {first}
            {options}
        </select>
    };
    labelled(form, field, label, control.into_any())
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
