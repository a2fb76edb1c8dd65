//! The orders behind a point of a chart.

use crate::texts::Texts;
use crate::texts::performance::PerformanceWords;
use doorstep::view::performance::{OrderRowView, OrdersView};
use leptos::prelude::*;

/// Draws them.
pub fn orders(page: OrdersView, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.performance_words();
    let about: Vec<_> = page
        .about
        .into_iter()
        .map(|one| view! { <li>{one}</li> })
        .collect();
    let next = page
        .next
        .map(|next| view! { <p><a class="button" href=next>{words.next}</a></p> });
    let list = if page.rows.is_empty() {
        view! { <p class="nothing">{words.no_orders}</p> }.into_any()
    } else {
        table(page.rows, words).into_any()
    };
    view! {
        <div class="performance" data-page="performance-orders">
            <p><a href=page.back>{words.back}</a></p>
            <ul class="about-orders">{about}</ul>
            {list}
            {next}
        </div>
    }
}

fn table(rows: Vec<OrderRowView>, words: PerformanceWords) -> impl IntoView {
    let headings: Vec<_> = words
        .columns
        .into_iter()
        .map(|column| view! { <th scope="col">{column}</th> })
        .collect();
    let rows: Vec<_> = rows.into_iter().map(|of| row(of, words)).collect();
    view! {
        <div class="wide" tabindex="0" role="region" aria-label=words.orders_title>
            <table>
                <thead>
                    <tr>{headings}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(row: OrderRowView, words: PerformanceWords) -> impl IntoView {
    let number = match row.link {
        Some(link) => view! { <a href=link>{row.number}</a> }.into_any(),
        None => view! {
            {row.number}
            " "
            <span class="soft">{words.imported}</span>
        }
        .into_any(),
    };
    let [_, placed, promised, delivered, carrier, way, wrong] = words.columns;
    view! {
        <tr>
            <th scope="row">{number}</th>
            <td data-label=placed>{row.placed}</td>
            <td data-label=promised>{row.promised}</td>
            <td data-label=delivered>{row.delivered}</td>
            <td data-label=carrier>{row.carrier}</td>
            <td data-label=way>{row.lane}</td>
            <td data-label=wrong>{row.marks.join(", ")}</td>
        </tr>
    }
}
