//! The way to say that something is wrong with a part of an order, and what
//! was said of it. It keeps room for one line, so that a first answer moves
//! nothing.

use doorstep::view::tracking::ReportLineView;
use leptos::prelude::*;

/// Draws it for a part; `path` is the page's own.
pub fn report(line: &ReportLineView, part: &str, path: &str) -> impl IntoView + use<> {
    let told: Vec<_> = line
        .told
        .iter()
        .filter(|told| told.part == part)
        .map(|told| view! { <li>{told.text.clone()}</li> })
        .collect();
    view! {
        <div class="report" data-part="report">
            <a href=format!("{path}/report?parcel={part}")>{line.label.clone()}</a>
            <ul>{told}</ul>
        </div>
    }
}
