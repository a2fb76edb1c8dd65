//! How many rows of each kind wait, and which has waited for too long.

use super::row;
use crate::texts::Texts;
use doorstep::flag::Flag;
use doorstep::queue::{Kind, What};
use doorstep::view::console::FrameView;
use doorstep::view::console::queue::{CountView, QueueView};
use leptos::prelude::*;

/// Draws them; each is a link to its rows alone.
pub fn counts(
    queue: &QueueView,
    frame: &FrameView,
    texts: &dyn Texts,
) -> Option<impl IntoView + use<>> {
    if queue.counts.is_empty() {
        return None;
    }
    let words = texts.queue();
    let every = (frame.filter.what.is_some()).then(|| {
        let address = frame.filter.with(|filter| filter.what = None).query();
        view! {
            <li>
                <a href=format!("{}{address}", frame.path)>{words.every_kind}</a>
            </li>
        }
    });
    let counts: Vec<_> = queue
        .counts
        .iter()
        .map(|count| entry(*count, frame, texts))
        .collect();
    let oldest = queue.oldest.clone().map(|oldest| {
        view! {
            <p class="oldest" data-part="oldest">
                <a href=frame.order_address(&oldest.order)>{oldest.text}</a>
            </p>
        }
    });
    Some(view! {
        <nav class="counts" aria-label=words.counts data-part="counts">
            <ul>{every} {counts}</ul>
        </nav>
        {oldest}
    })
}

fn entry(count: CountView, frame: &FrameView, texts: &dyn Texts) -> impl IntoView + use<> {
    let what = count.what;
    let is_chosen = frame.filter.what == Some(what);
    let address = frame
        .filter
        .with(|filter| filter.what = (!is_chosen).then_some(what))
        .query();
    let label = texts.what_label(what);
    let breached = count.breached.then(|| {
        let words = texts.queue().breached;
        view! {
            <span class="over" aria-hidden="true">
                "!"
            </span>
            <span class="heard-only">", " {words}</span>
        }
    });
    view! {
        <li>
            <a
                href=format!("{}{address}", frame.path)
                aria-current=is_chosen.then_some("true")
                data-kind=what.code()
                data-tone=row::tone(sample(what))
            >
                {label}
                " "
                <strong>{count.count}</strong>
                {breached}
            </a>
        </li>
    }
}

/// A row of the kind, for its colour.
const fn sample(what: What) -> Kind {
    match what {
        What::Flag(flag) => Kind::Flag(flag),
        What::Contacts => Kind::Flag(Flag::Exception),
    }
}
