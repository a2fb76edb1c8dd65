//! Telling others: where the parcel is, or the whole page; each says before
//! what it gives away. Only where scripts run: the browser's own menu and its
//! clipboard are reached by script alone.

use super::parcel::{Heading, section_heading};
use crate::browser::{COPY, SHARE};
use doorstep::view::tracking::{Labels, ParcelView};
use leptos::prelude::*;

/// Draws both ways of sharing.
pub fn share(
    parcel: &ParcelView,
    labels: &Labels,
    heading: Heading,
    path: &str,
) -> impl IntoView + use<> {
    let words = &labels.share;
    let link = parcel
        .carrier
        .as_ref()
        .and_then(|carrier| carrier.link.clone())
        .filter(|link| link.starts_with("https://"));
    view! {
        <section class="card share needs-script" data-part="share">
            {section_heading(&words.heading, heading)}
            <button class="button" data-press=SHARE data-text=parcel.share.clone() data-link=link
                data-done=words.done.clone()>
                {words.status.clone()}
            </button>
            <p class="note">{words.status_note.clone()}</p>
            <button class="button" data-press=SHARE data-link=path.to_owned() data-done=words.done.clone()>
                {words.page.clone()}
            </button>
            <p class="note">{words.page_note.clone()}</p>
        </section>
    }
}

/// A button that copies a text.
pub fn copy(text: &str, labels: &Labels) -> impl IntoView + use<> {
    view! {
        <button class="button copy needs-script" data-press=COPY data-text=text.to_owned()
            data-done=labels.copied.clone()>
            <span>{labels.copy.clone()}</span>
            <span aria-hidden="true">{labels.copied.clone()}</span>
        </button>
    }
}
