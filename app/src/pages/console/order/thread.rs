//! What shoppers asked, what staff answered, and what they noted among
//! themselves.

use super::head::{owner, row_acts};
use super::{Drawing, small_print};
use doorstep::view::console::desk::{ContactView, EntryView, PhotoView};
use leptos::prelude::*;

/// Draws it.
pub fn thread(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let is_empty = pane.contacts.is_empty() && pane.notes.is_empty();
    let none = is_empty.then(|| view! { <p class="quiet">{words.no_thread}</p> });
    let contacts: Vec<_> = pane
        .contacts
        .iter()
        .map(|one| contact(one, drawing))
        .collect();
    let notes: Vec<_> = pane.notes.iter().map(entry).collect();
    let notes = (!notes.is_empty()).then(|| view! { <ol class="entries">{notes}</ol> });
    view! {
        <section class="thread" data-part="thread">
            <h3>{words.thread}</h3>
            <div class="scroll" tabindex="0" role="region" aria-label=words.thread>
                {none}
                {contacts}
                {notes}
            </div>
        </section>
    }
}

fn contact(contact: &ContactView, drawing: Drawing<'_>) -> impl IntoView + use<> {
    let words = drawing.words;
    let key = format!("contact:{}:{}", contact.id, contact.version);
    let acts = contact
        .is_open
        .then(|| row_acts(&key, contact.is_mine, drawing));
    let owner = contact
        .is_open
        .then(|| owner(contact.owner.as_deref(), contact.is_mine, drawing));
    let facts = vec![
        Some(format!("{} {}", words.reference, contact.reference)),
        Some(contact.opened.clone()),
        contact.parcel.clone(),
        owner,
        contact.snoozed.clone(),
    ];
    let overdue = contact.overdue.then_some("");
    let due = contact
        .due
        .clone()
        .map(|due| view! { <span class="due" data-overdue=overdue>{due}</span> });
    let entries: Vec<_> = contact.entries.iter().map(entry).collect();
    let over = (!contact.is_open).then_some("");
    view! {
        <article class="contact" data-contact=contact.topic.clone() data-over=over>
            <h4>
                {contact.label.clone()}
                " "
                <span class="quiet">{contact.state.clone()}</span>
            </h4>
            <div class="below">{small_print("facts", facts)} {due} {acts}</div>
            {photos(&contact.photos)}
            <ol class="entries">{entries}</ol>
        </article>
    }
}

fn photos(photos: &[PhotoView]) -> Option<impl IntoView + use<>> {
    if photos.is_empty() {
        return None;
    }
    let photos: Vec<_> = photos
        .iter()
        .map(|photo| {
            view! {
                <li>
                    <a href=photo.path.clone() target="_blank" rel="noopener">
                        <img
                            src=photo.path.clone()
                            width=photo.width
                            height=photo.height
                            alt=photo.words.clone()
                            loading="lazy"
                        />
                    </a>
                </li>
            }
        })
        .collect();
    Some(view! { <ul class="photos">{photos}</ul> })
}

fn entry(entry: &EntryView) -> impl IntoView + use<> {
    let outcome = entry.outcome.as_ref().map(|outcome| {
        view! {
            <span class="outcome" data-outcome=outcome.standing.code()>
                {outcome.text.clone()}
            </span>
        }
    });
    view! {
        <li class="entry" data-kind=entry.kind.clone()>
            <p class="facts">
                <strong>{entry.by.clone()}</strong>
                <span>{entry.at.clone()}</span>
                {outcome}
            </p>
            <p class="body">{entry.body.clone()}</p>
        </li>
    }
}
