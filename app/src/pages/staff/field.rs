//! One line of a form, with its label and what helps to fill it in.

use leptos::prelude::*;

/// What an input needs to know.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// Its name; also what its id ends in.
    pub name: &'static str,
    /// What tells it from the same field of another form on the page.
    pub of: String,
    /// Its label.
    pub label: &'static str,
    /// How it is filled in.
    pub hint: Option<&'static str>,
    /// `text`, `email` or `password`.
    pub kind: &'static str,
    /// What the browser may fill in.
    pub autocomplete: &'static str,
    /// What stands in it.
    pub value: String,
    /// Which keyboard a telephone shows.
    pub inputmode: Option<&'static str>,
}

/// A line of text.
pub fn text(name: &'static str, label: &'static str, value: String) -> Line {
    Line {
        name,
        label,
        value,
        kind: "text",
        autocomplete: "off",
        ..Line::default()
    }
}

/// A password; it is never filled in by us.
pub fn password(name: &'static str, label: &'static str, autocomplete: &'static str) -> Line {
    Line {
        name,
        label,
        kind: "password",
        autocomplete,
        ..Line::default()
    }
}

/// Draws it.
pub fn line(line: Line) -> impl IntoView {
    let id = if line.of.is_empty() {
        line.name.to_owned()
    } else {
        format!("{}-{}", line.name, line.of)
    };
    let about = format!("about-{id}");
    let described = line.hint.map(|_| about.clone());
    let hint = line.hint.map(|hint| {
        view! {
            <span class="about" id=about>
                {hint}
            </span>
        }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{line.label}</label>
            <input
                id=id
                name=line.name
                type=line.kind
                value=line.value
                autocomplete=line.autocomplete
                inputmode=line.inputmode
                autocapitalize="none"
                spellcheck="false"
                required
                maxlength="400"
                aria-describedby=described
            />
            {hint}
        </div>
    }
}

/// A value that a form carries along.
pub fn hidden(name: &'static str, value: Option<String>) -> Option<impl IntoView> {
    value.map(|value| view! { <input type="hidden" name=name value=value /> })
}

/// A box to tick.
pub fn tick(
    name: &'static str,
    value: String,
    of: &str,
    label: String,
    is_ticked: bool,
) -> impl IntoView + use<> {
    let id = format!("{name}-{value}-{of}");
    view! {
        <span class="tick">
            <input type="checkbox" id=id.clone() name=name value=value checked=is_ticked />
            <label for=id>{label}</label>
        </span>
    }
}
