//! What stands around a picture: the finding as its title, n, what is
//! counted, and the same numbers as a table that needs no script.

use crate::texts::ChartTexts;
use doorstep::view::chart::ChartView;
use doorstep::view::chart::table::{Cell, Heading, Table, TableLine};
use leptos::prelude::*;

/// The figure of a chart, around its picture.
pub fn frame(chart: &ChartView, id: &str, picture: AnyView, texts: &dyn ChartTexts) -> AnyView {
    let words = texts.chart_words();
    let n = texts.chart_n(chart.n);
    let thin = chart.thin.then(|| view! { <strong>{words.thin}</strong> });
    let note = chart
        .note
        .clone()
        .map(|note| view! { <p class="note">{note}</p> });
    view! {
        <figure
            class="chart"
            id=id.to_owned()
            data-part="chart"
            data-thin=chart.thin.then_some("thin")
        >
            <figcaption>
                <h3>{chart.finding.clone()}</h3>
                <p class="rests-on">{n} {thin}</p>
                {note}
            </figcaption>
            {picture}
            {twin(chart, texts)}
        </figure>
    }
    .into_any()
}

/// In place of a picture of nothing.
pub fn empty(chart: &ChartView, texts: &dyn ChartTexts) -> AnyView {
    let words = texts.chart_words();
    let why = chart.why_empty.clone();
    let why = why.unwrap_or_else(|| words.why_empty.to_owned());
    view! {
        <div class="nothing">
            <p>
                <strong>{words.empty}</strong>
            </p>
            <p>{why}</p>
        </div>
    }
    .into_any()
}

/// The table with all numbers of the picture; nothing where there are none.
fn twin(chart: &ChartView, texts: &dyn ChartTexts) -> AnyView {
    let words = texts.chart_words();
    let table = Table::of(chart);
    if table.lines.is_empty() {
        return ().into_any();
    }
    let csv = chart.csv.clone().map(|csv| {
        view! {
            <p>
                <a href=csv download="">
                    {words.csv}
                </a>
            </p>
        }
    });
    view! {
        <details class="twin">
            <summary>{words.table}</summary>
            <div class="sideways" tabindex="0" role="group" aria-label=chart.finding.clone()>
                {grid(&table, texts)}
            </div>
            {csv}
        </details>
    }
    .into_any()
}

fn grid(table: &Table, texts: &dyn ChartTexts) -> AnyView {
    let headings: Vec<_> = table
        .headings
        .iter()
        .map(|heading| {
            let kind = is_number(heading).then_some("number");
            let words = texts.chart_heading(heading);
            view! {
                <th scope="col" data-kind=kind>
                    {words}
                </th>
            }
        })
        .collect();
    let lines: Vec<_> = table.lines.iter().map(|line| row(line, texts)).collect();
    view! {
        <table>
            <thead>
                <tr>{headings}</tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}

const fn is_number(heading: &Heading) -> bool {
    match heading {
        Heading::Measure(_)
        | Heading::From(_)
        | Heading::To(_)
        | Heading::Share
        | Heading::Low(_)
        | Heading::High(_)
        | Heading::N => true,
        Heading::Said(_)
        | Heading::Series
        | Heading::Thin
        | Heading::Origin
        | Heading::Destination => false,
    }
}

fn row(line: &TableLine, texts: &dyn ChartTexts) -> AnyView {
    let mut cells = line.cells.iter();
    let first = cells
        .next()
        .map_or_else(String::new, |one| cell(one, texts));
    let first = match line.link.clone() {
        Some(link) => view! { <a href=link>{first}</a> }.into_any(),
        None => first.into_any(),
    };
    let cells: Vec<_> = cells
        .map(|one| {
            let kind = matches!(one, Cell::Number(..)).then_some("number");
            view! { <td data-kind=kind>{cell(one, texts)}</td> }
        })
        .collect();
    view! {
        <tr data-thin=line.thin.then_some("thin")>
            <th scope="row">{first}</th>
            {cells}
        </tr>
    }
    .into_any()
}

fn cell(cell: &Cell, texts: &dyn ChartTexts) -> String {
    let words = texts.chart_words();
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(value, unit) => texts.chart_number(*value, unit),
        Cell::Thin(true) => words.yes.to_owned(),
        Cell::Thin(false) => words.no.to_owned(),
        Cell::Empty => String::new(),
    }
}
