//! The two forms that lead to an order: by its number, and by a mailed link.
//! They are plain forms, whole without JavaScript.

use crate::texts::ShopperTexts;
use doorstep::view::ways::{FindProblem, FindView, RememberedView};
use leptos::prelude::*;

/// What is the same for every field.
struct Field {
    name: &'static str,
    label: String,
    hint: Option<String>,
    kind: &'static str,
    autocomplete: &'static str,
    inputmode: &'static str,
    value: String,
    error: Option<String>,
}

/// Draws the form that finds an order, with what came of the last try.
#[must_use]
pub fn find(find: FindView, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.find();
    let error_at = |problems: &[FindProblem]| {
        find.problem
            .filter(|problem| problems.contains(problem))
            .map(|problem| texts.find_problem(problem).headline)
    };
    let number = Field {
        name: "order",
        label: words.number,
        hint: Some(words.number_hint),
        kind: "text",
        autocomplete: "off",
        inputmode: "text",
        value: find.order.clone(),
        error: error_at(&[FindProblem::NoNumber, FindProblem::Nothing]),
    };
    let proof = Field {
        name: "contact",
        label: words.proof,
        hint: Some(words.proof_hint),
        kind: "text",
        autocomplete: "email",
        inputmode: "email",
        value: String::new(),
        error: error_at(&[FindProblem::NoProof]),
    };
    view! {
        <form class="find" method="post" action="/find" data-part="find">
            {find.problem.and_then(|problem| summary(problem, texts))}
            {field(number)}
            {field(proof)}
            <button class="button primary" type="submit">{words.look}</button>
        </form>
    }
}

/// Draws the form that has a link sent.
#[must_use]
pub fn mail(problem: Option<FindProblem>, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.find();
    let error = problem
        .filter(|problem| *problem == FindProblem::NoAddress)
        .map(|problem| texts.find_problem(problem));
    let address = Field {
        name: "email",
        label: words.mail_address,
        hint: error.as_ref().map(|error| error.text.clone()),
        kind: "email",
        autocomplete: "email",
        inputmode: "email",
        value: String::new(),
        error: error.map(|error| error.headline),
    };
    view! {
        <section class="mail" data-part="mail">
            <h2>{words.mail_headline}</h2>
            <p>{words.mail_text}</p>
            <form class="find" method="post" action="/my" novalidate>
                {field(address)}
                <button class="button" type="submit">{words.mail_send}</button>
            </form>
        </section>
    }
}

/// Draws the way back to the newest order of this device.
#[must_use]
pub fn remembered(order: RememberedView, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let label = texts.order_label(&order.order_number);
    view! {
        <p class="newest" data-part="newest">
            <span>{texts.find().newest}</span>
            " "
            <a href=order.path>{label}</a>
        </p>
    }
}

/// What no single field is to blame for stands over the form, and has the
/// focus.
fn summary(problem: FindProblem, texts: &dyn ShopperTexts) -> Option<impl IntoView + use<>> {
    let of_the_whole = matches!(problem, FindProblem::NotFound | FindProblem::Wait(_));
    if !of_the_whole {
        return None;
    }
    let words = texts.find_problem(problem);
    Some(view! {
        <div class="problem" data-part="problem" role="alert" tabindex="-1" autofocus>
            <h2>{words.headline}</h2>
            <p>{words.text}</p>
        </div>
    })
}

fn field(field: Field) -> impl IntoView {
    let id = format!("field-{}", field.name);
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let is_wrong = field.error.is_some();
    let described: Vec<String> = [
        field.error.as_ref().map(|_| error_id.clone()),
        field.hint.as_ref().map(|_| hint_id.clone()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let hint = field
        .hint
        .map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> });
    let error = field
        .error
        .map(|error| view! { <p class="wrong" id=error_id data-part="wrong">{error}</p> });
    view! {
        <div class="field">
            <label for=id.clone()>{field.label}</label>
            {hint}
            {error}
            <input
                id=id
                name=field.name
                type=field.kind
                value=field.value
                autocomplete=field.autocomplete
                inputmode=field.inputmode
                autocapitalize="none"
                spellcheck="false"
                maxlength="254"
                required
                aria-describedby=described.join(" ")
                aria-invalid=is_wrong.then_some("true")
                autofocus=is_wrong
            />
        </div>
    }
}
