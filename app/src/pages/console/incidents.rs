//! The incidents beside the queue: those that hold, the form that declares
//! one, and those that are over.

use super::order::{Form, area, choose, fault, input, small_print};
use crate::texts::{IncidentWords, Texts};
use doorstep::view::console::FrameView;
use doorstep::view::console::desk::ChoiceView;
use doorstep::view::console::incidents::{IncidentView, IncidentsView};
use leptos::prelude::*;

/// Draws them.
pub fn page(
    incidents: IncidentsView,
    frame: &FrameView,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let words = texts.incident_words();
    let query = frame.filter.query();
    let none = incidents
        .open
        .is_empty()
        .then(|| view! { <p class="soft">{words.none}</p> });
    let may = incidents.may_declare;
    let list = |incidents: &[IncidentView]| {
        let each = incidents.iter();
        each.map(|one| incident(one, may, &query, words))
            .collect::<Vec<_>>()
    };
    let over = list(&incidents.over);
    let over = (!over.is_empty()).then(|| {
        view! {
            <details>
                <summary>{words.over}</summary>
                <ul class="incident-list">{over}</ul>
            </details>
        }
    });
    let declare = if may {
        declare(&incidents, &query, words).into_any()
    } else {
        view! { <p class="soft">{words.not_allowed}</p> }.into_any()
    };
    view! {
        <article class="alone incidents-page" data-page="incidents">
            <h1>{words.title}</h1>
            <p class="soft">{words.about}</p>
            <section aria-labelledby="incidents-now">
                <h2 id="incidents-now">{words.open}</h2>
                {none}
                <ul class="incident-list" data-part="incidents">
                    {list(&incidents.open)}
                </ul>
            </section>
            {declare}
            {over}
        </article>
    }
}

fn incident(
    incident: &IncidentView,
    may_end: bool,
    query: &str,
    words: &'static IncidentWords,
) -> impl IntoView + use<> {
    let is_open = incident.ended.is_none();
    let end = (may_end && is_open).then(|| {
        view! {
            <form method="post" action=format!("/console/incidents/end{query}")>
                <button class="button" name="incident" value=incident.id.clone()>
                    {words.end}
                </button>
            </form>
        }
    });
    let facts = vec![
        Some(incident.brand.clone()),
        Some(incident.by.clone()),
        incident.ended.clone(),
    ];
    view! {
        <li data-incident=incident.id.clone()>
            <p>
                <strong>{incident.carrier.clone()}</strong>
                " "
                {incident.region.clone()}
                ", "
                {incident.days.clone()}
            </p>
            <p class="words">{incident.words.clone()}</p>
            {small_print("facts", facts)}
            {end}
        </li>
    }
}

fn declare(
    incidents: &IncidentsView,
    query: &str,
    words: &'static IncidentWords,
) -> impl IntoView + use<> {
    let form = Form {
        of: None,
        name: "incident",
        forms: &incidents.form,
    };
    let line = |field, label| input(form, field, label, ("text", None));
    let brands: &[ChoiceView] = &incidents.brands;
    let is_open = incidents.form.fault.is_some() || incidents.open.is_empty();
    view! {
        <details class="declare" open=is_open>
            <summary class="button">{words.declare}</summary>
            <form class="fields" method="post" action=format!("/console/incidents{query}")>
                {choose(form, "brand", words.brand, (None, brands))}
                {carriers(&incidents.carriers, form, words.carrier)}
                {line("country", words.country)}
                {line("region", words.region)}
                {input(form, "from", words.from, ("date", None))}
                {input(form, "to", words.to, ("date", None))}
                {area(form, "words", words.words, (3, ""))}
                <p class="soft">{words.words_hint}</p>
                {fault(form, "")}
                <p>
                    <button class="button main">{words.save}</button>
                </p>
            </form>
        </details>
    }
}

fn carriers(names: &[String], form: Form<'_>, label: &'static str) -> impl IntoView + use<> {
    let id = form.id("carriers");
    let names: Vec<_> = names
        .iter()
        .map(|name| view! { <option value=name.clone()></option> })
        .collect();
    view! {
        {input(form, "carrier", label, ("text", Some(id.clone())))}
        <datalist id=id>{names}</datalist>
    }
}
