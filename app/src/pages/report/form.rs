//! The form of a topic. What was typed stands in it again when something has
//! to be mended; photos do not, since no page can fill files in.

use super::policy;
use crate::texts::{ReportWords, ShopperTexts};
use crate::ui::area::within_area;
use doorstep::brand::Remedy;
use doorstep::contact::{LONGEST, Looked, Topic};
use doorstep::view::report::{ReportForm, ReportProblem, Typed};
use leptos::prelude::*;

/// Draws it.
pub fn form(
    path: &str,
    part: &str,
    form: ReportForm,
    texts: &dyn ShopperTexts,
) -> impl IntoView + use<> {
    let words = texts.report_words();
    let ask = texts.report_ask(form.topic);
    let action = format!("{path}/report");
    let others = format!("{path}/report?parcel={part}");
    let joins = form
        .joins
        .then(|| view! { <p class="joins" data-part="joins">{words.joins}</p> });
    let looks = form.topic == Topic::NotReceived;
    let photos = form
        .topic
        .takes_photos()
        .then(|| photos(&form, words, texts));
    view! {
        {mend(&form, words, texts)}
        <p>{ask.text}</p>
        {form.policy.as_ref().map(policy)}
        {joins}
        <form
            class="find"
            method="post"
            action=action
            enctype="multipart/form-data"
            data-part="report-form"
        >
            <input type="hidden" name="parcel" value=part.to_owned() />
            <input type="hidden" name="topic" value=form.topic.code() />
            {looks.then(|| looked(&form, words, texts))}
            {remedies(&form, words, texts)}
            {text(&form, texts)}
            {photos}
            <button class="button primary" type="submit">
                {words.send}
            </button>
        </form>
        <p>
            <a class="others" href=others>
                {words.other}
            </a>
        </p>
    }
}

/// Everything that has to be mended stands over the form, and has the focus.
fn mend(
    form: &ReportForm,
    words: ReportWords,
    texts: &dyn ShopperTexts,
) -> Option<impl IntoView + use<>> {
    if form.problems.is_empty() {
        return None;
    }
    let lines: Vec<_> = form
        .problems
        .iter()
        .map(|problem| {
            let line = texts.report_problem(form.topic, *problem);
            view! { <li>{line}</li> }
        })
        .collect();
    let again = form
        .topic
        .takes_photos()
        .then(|| view! { <p>{words.photos_again}</p> });
    Some(view! {
        <div class="problem" data-part="problem" role="alert" tabindex="-1" autofocus>
            <h2>{words.mend}</h2>
            <ul>{lines}</ul>
            {again}
        </div>
    })
}

fn looked(
    form: &ReportForm,
    words: ReportWords,
    texts: &dyn ShopperTexts,
) -> impl IntoView + use<> {
    let boxes: Vec<_> = Looked::ALL
        .into_iter()
        .map(|place| {
            let label = texts.looked(place, form.left_at.as_deref());
            let is_ticked = form.typed.looked.contains(&place);
            view! {
                <label class="choice">
                    <input type="checkbox" name="looked" value=place.code() checked=is_ticked />
                    <span>{label}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="choose">
            <legend>{words.looked}</legend>
            {boxes}
        </fieldset>
    }
}

/// What the shop's policy allows; nothing where it has not said so.
fn remedies(
    form: &ReportForm,
    words: ReportWords,
    texts: &dyn ShopperTexts,
) -> Option<impl IntoView + use<>> {
    if form.remedies.is_empty() {
        return None;
    }
    let wrong = wrong(form, "remedy", texts, |problem| {
        problem == ReportProblem::NoRemedy
    });
    let described = wrong.as_ref().map(|_| "wrong-remedy");
    let choices: Vec<_> = form
        .remedies
        .iter()
        .map(|remedy| choice(*remedy, &form.typed, texts.remedy(*remedy)))
        .collect();
    Some(view! {
        <fieldset class="choose" aria-describedby=described>
            <legend>{words.remedy}</legend>
            {wrong}
            {choices}
        </fieldset>
    })
}

fn choice(remedy: Remedy, typed: &Typed, label: &'static str) -> impl IntoView + use<> {
    let is_chosen = typed.remedy == Some(remedy);
    view! {
        <label class="choice">
            <input type="radio" name="remedy" value=remedy.code() checked=is_chosen />
            <span>{label}</span>
        </label>
    }
}

fn text(form: &ReportForm, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let ask = texts.report_ask(form.topic);
    let wrong = wrong(form, "words", texts, ReportProblem::is_of_words);
    let is_wrong = wrong.is_some();
    let hint =
        (!ask.hint.is_empty()).then(|| view! { <p class="hint" id="hint-words">{ask.hint}</p> });
    let described: Vec<&str> = [
        is_wrong.then_some("wrong-words"),
        hint.as_ref().map(|_| "hint-words"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let typed = within_area(&form.typed.words);
    let is_address = form.topic == Topic::WrongAddress;
    view! {
        <div class="field">
            <label for="words">{ask.label}</label>
            {hint}
            {wrong}
            <textarea
                id="words"
                name="words"
                rows="5"
                maxlength=LONGEST.to_string()
                autocomplete=if is_address { "street-address" } else { "off" }
                aria-describedby=(!described.is_empty()).then(|| described.join(" "))
                aria-invalid=is_wrong.then_some("true")
            >
                {typed}
            </textarea>
        </div>
    }
}

fn photos(
    form: &ReportForm,
    words: ReportWords,
    texts: &dyn ShopperTexts,
) -> impl IntoView + use<> {
    let wrong = wrong(form, "photos", texts, ReportProblem::is_of_photos);
    let described = match &wrong {
        Some(_) => "wrong-photos hint-photos",
        None => "hint-photos",
    };
    let is_wrong = wrong.is_some();
    view! {
        <div class="field">
            <label for="photos">{words.photos}</label>
            <p class="hint" id="hint-photos">
                {words.photos_hint}
            </p>
            {wrong}
            <input
                id="photos"
                name="photos"
                type="file"
                multiple
                accept="image/jpeg,image/png,image/webp"
                aria-describedby=described
                aria-invalid=is_wrong.then_some("true")
            />
        </div>
    }
}

/// What is wrong with a field, beside it.
fn wrong(
    form: &ReportForm,
    field: &'static str,
    texts: &dyn ShopperTexts,
    is_of_it: fn(ReportProblem) -> bool,
) -> Option<impl IntoView + use<>> {
    let lines: Vec<String> = form
        .problems
        .iter()
        .filter(|problem| is_of_it(**problem))
        .map(|problem| texts.report_problem(form.topic, *problem))
        .collect();
    (!lines.is_empty()).then(|| {
        let said = lines.join(". ");
        view! { <p class="wrong" id=format!("wrong-{field}") data-part="wrong">{said}</p> }
    })
}
