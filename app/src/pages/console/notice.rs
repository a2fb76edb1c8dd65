//! The pages for when there is nothing to show beside the queue: a wrong
//! address, a role that is too low, a server that cannot look.

use super::Notice;
use crate::texts::Texts;
use doorstep::view::console::FrameView;
use leptos::prelude::*;

/// Draws one.
pub fn page(notice: Notice, frame: &FrameView, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.desk_pages();
    let (headline, text, part) = match notice {
        Notice::Missing => (words.missing, words.missing_text, "missing"),
        Notice::NotAllowed => (words.not_allowed, words.not_allowed_text, "not-allowed"),
        Notice::Failed => (words.failed, words.failed_text, "failed"),
    };
    view! {
        <article class="alone" data-page=part>
            <h1>{headline}</h1>
            <p>{text}</p>
            <p>
                <a class="button" href=format!("/console{}", frame.filter.query())>
                    {words.back}
                </a>
            </p>
        </article>
    }
}
