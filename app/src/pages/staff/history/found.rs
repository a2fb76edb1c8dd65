//! What a file was found to say: its columns, which can be corrected, the
//! lines that are left out, and the first orders as they are understood.

use super::FoundHistory;
use crate::pages::staff::alert;
use crate::texts::Texts;
use chrono::NaiveDateTime;
use doorstep::history::{Column, Sample, Survey};
use leptos::prelude::*;

/// Draws it.
pub fn found(found: FoundHistory, path: &str, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.history_words();
    let FoundHistory { name, survey, span } = found;
    let fault = survey
        .fault
        .as_ref()
        .map(|fault| alert(texts.history_mapping_fault(fault)));
    let import = survey.can_be_imported().then(|| {
        view! {
            <button class="button main" name="do" value="import">
                {words.import}
            </button>
        }
    });
    view! {
        <section class="card" data-part="found">
            <h3>{words.found}</h3>
            <p class="about">{name}</p>
            {fault}
            {counts(&survey, span, texts)}
            <p role="status">{words.dry}</p>
            <form class="buttons" method="post" action=path.to_owned()>
                {import}
                <button class="button" name="do" value="discard">
                    {words.discard}
                </button>
            </form>
        </section>
        {bad(&survey, texts)}
        {samples(&survey.samples, texts)}
        {columns(&survey, path, texts)}
    }
}

fn counts(
    survey: &Survey,
    span: Option<(String, String)>,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let span = span
        .as_ref()
        .map(|(from, until)| (from.as_str(), until.as_str()));
    let said = texts.history_orders(survey.orders, span);
    let endings: Vec<_> = survey
        .endings
        .iter()
        .map(|(ending, orders)| view! { <li>{texts.history_ended(*ending, *orders)}</li> })
        .collect();
    view! {
        <p data-part="orders">{said}</p>
        <ul>{endings}</ul>
    }
}

fn bad(survey: &Survey, texts: &dyn Texts) -> Option<impl IntoView + use<>> {
    if survey.bad == 0 {
        return None;
    }
    let reasons: Vec<_> = survey
        .reasons
        .iter()
        .map(|(fault, times)| {
            let why = texts.history_line_fault(*fault);
            view! { <li>{texts.history_times(*times, &why)}</li> }
        })
        .collect();
    let lines: Vec<_> = survey
        .bad_lines
        .iter()
        .map(|bad| {
            let why = texts.history_line_fault(bad.fault);
            view! { <li>{texts.history_line(bad.line, &why)}</li> }
        })
        .collect();
    Some(view! {
        <section class="card" data-part="bad">
            <h3>{texts.history_words().bad}</h3>
            <ul>{reasons}</ul>
            <ul class="about">{lines}</ul>
        </section>
    })
}

/// On a telephone each row stands as a small card, and its cells say what they
/// are.
fn samples(samples: &[Sample], texts: &dyn Texts) -> Option<impl IntoView + use<>> {
    if samples.is_empty() {
        return None;
    }
    let words = texts.history_words();
    let heads = words
        .heads
        .map(|head| view! { <th scope="col">{head}</th> })
        .into_iter()
        .collect_view();
    let rows: Vec<_> = samples.iter().map(|one| sample(one, texts)).collect();
    Some(view! {
        <section data-part="samples">
            <h3>{words.samples}</h3>
            <table class="trail">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    })
}

fn sample(of: &Sample, texts: &dyn Texts) -> impl IntoView + use<> {
    // As the file has it: in no zone, and for whoever knows the file.
    let time = |at: NaiveDateTime| at.format("%Y-%m-%d %H:%M").to_string();
    let cells = [
        of.number.clone(),
        time(of.placed_at),
        of.handed_over_at.map(time).unwrap_or_default(),
        of.delivered_at.map(time).unwrap_or_default(),
        of.promised_on
            .map(|day| day.to_string())
            .unwrap_or_default(),
        texts.history_ending(of.ending).to_owned(),
        of.destination.clone(),
    ];
    let cells: Vec<_> = texts
        .history_words()
        .heads
        .into_iter()
        .zip(cells)
        .map(|(head, cell)| view! { <td data-label=head>{cell}</td> })
        .collect();
    view! { <tr>{cells}</tr> }
}

fn columns(survey: &Survey, path: &str, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.history_words();
    let fields: Vec<_> = survey
        .headers
        .iter()
        .zip(&survey.columns)
        .enumerate()
        .map(|(place, (header, column))| choice(place, header.clone(), *column, texts))
        .collect();
    view! {
        <form class="card lines" method="post" action=path.to_owned() data-part="columns">
            <h3>{words.columns}</h3>
            <p>{texts.history_known(survey.known)} " " {words.columns_text}</p>
            {fields}
            <p class="buttons">
                <button class="button" name="do" value="check">
                    {words.check}
                </button>
            </p>
        </form>
    }
}

fn choice(
    place: usize,
    header: String,
    chosen: Option<Column>,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let id = format!("column-{place}");
    let options: Vec<_> = Column::ALL
        .iter()
        .map(|column| {
            let is_chosen = chosen == Some(*column);
            view! {
                <option value=column.code() selected=is_chosen>
                    {texts.history_column(*column)}
                </option>
            }
        })
        .collect();
    view! {
        <div class="field">
            <label for=id.clone()>{header}</label>
            <select id=id name="column">
                <option value="">{texts.history_words().nothing}</option>
                {options}
            </select>
        </div>
    }
}
