//! Telling others: where the parcel is, or the whole page; each says before
//! what it gives away. Only where scripts run: the browser's own menu and its
//! clipboard are reached by script alone.

use crate::browser::{COPY, SHARE};
use doorstep::view::tracking::{Labels, ParcelView};
use leptos::prelude::*;

/// Draws both ways of sharing, once there is something to tell.
pub fn share(parcel: &ParcelView, labels: &Labels, path: &str) -> Option<impl IntoView + use<>> {
    let link = parcel
        .carrier
        .as_ref()?
        .link
        .clone()
        .filter(|link| link.starts_with("https://"));
    Some(view! {
        <details class="card share needs-script" data-part="share">
            <summary>{labels.share.clone()}</summary>
            <button
                class="button"
                data-press=SHARE
                data-text=parcel.share.clone()
                data-link=link
                data-done=labels.shared.clone()
            >
                {labels.share_status.clone()}
            </button>
            <p class="note">{labels.share_status_note.clone()}</p>
            <button
                class="button"
                data-press=SHARE
                data-link=path.to_owned()
                data-done=labels.shared.clone()
            >
                {labels.share_page.clone()}
            </button>
            <p class="note">{labels.share_page_note.clone()}</p>
        </details>
    })
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
