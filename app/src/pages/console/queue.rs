//! The queue: which rows, how many, the rows themselves, and the form around
//! them with which they are dealt with.

use super::{acts, counts, filter, row};
use crate::texts::Texts;
use doorstep::queue::{Filter, Show};
use doorstep::view::console::FrameView;
use doorstep::view::console::queue::QueueView;
use leptos::prelude::*;

/// Draws it. Where the page is about one thing, a narrow screen shows a link
/// to it in its place.
pub fn section(
    queue: &QueueView,
    frame: &FrameView,
    is_open: bool,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let words = texts.queue();
    let link = is_open.then(|| {
        view! {
            <a class="to-queue" href="#queue">
                {words.open_queue}
            </a>
        }
    });
    let body = if queue.failed {
        view! {
            <p class="empty" data-part="failed" role="alert">
                {words.failed}
            </p>
        }
        .into_any()
    } else {
        form(queue, frame, texts).into_any()
    };
    view! {
        {link}
        <section class="queue" id="queue" aria-labelledby="queue-heading" tabindex="-1">
            <div class="above">
                <h2 id="queue-heading">{words.heading}</h2>
                {filter::choices(queue, frame, texts)}
            </div>
            {body}
        </section>
    }
}

/// Rows, and what can be done with them. The first button of a form is what
/// Enter presses in any of its fields: here one that does nothing, so that a
/// reason half typed takes nothing.
fn form(queue: &QueueView, frame: &FrameView, texts: &dyn Texts) -> impl IntoView + use<> {
    let action = format!("/console/queue{}", frame.filter.query());
    let order = frame
        .order
        .clone()
        .map(|order| view! { <input type="hidden" name="order" value=order /> });
    view! {
        <form id="rows" method="post" action=action data-swaps="">
            <button type="submit" disabled hidden></button>
            {order}
            <div class="scrolls" data-live="queue" data-summary=queue.summary.clone()>
                {counts::counts(queue, frame, texts)}
                {rows(queue, frame, texts)}
                {pages(queue, frame, texts)}
            </div>
            {acts::acts(queue, frame.filter.show, texts)}
        </form>
    }
}

fn rows(queue: &QueueView, frame: &FrameView, texts: &dyn Texts) -> AnyView {
    let words = texts.queue();
    if queue.rows.is_empty() {
        return empty(&frame.filter, frame, texts).into_any();
    }
    let rows: Vec<_> = queue
        .rows
        .iter()
        .map(|one| row::row(one, &queue.form.rows, frame, texts))
        .collect();
    view! {
        <ol class="rows" data-part="rows" aria-label=words.rows>
            {rows}
        </ol>
    }
    .into_any()
}

fn empty(filter: &Filter, frame: &FrameView, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.queue();
    let is_all = filter.show == Show::Open && filter.what.is_none() && filter.owner.is_none();
    let is_all = is_all && filter.brand.is_none() && filter.page == 0;
    let text = if is_all {
        words.all_clear
    } else {
        words.nothing_here
    };
    let back = (!is_all).then(|| {
        view! {
            <a class="button" href=frame.path.clone()>
                {words.show_all}
            </a>
        }
    });
    view! {
        <div class="empty" data-part="empty">
            <p>{text}</p>
            {back}
        </div>
    }
}

fn pages(queue: &QueueView, frame: &FrameView, texts: &dyn Texts) -> Option<impl IntoView + use<>> {
    let words = texts.queue();
    let page = frame.filter.page;
    if page == 0 && !queue.has_more {
        return None;
    }
    let to = |page: u32| {
        let there = Filter {
            page,
            ..frame.filter.clone()
        };
        format!("{}{}", frame.path, there.query())
    };
    let previous = page.checked_sub(1).map(|page| {
        view! {
            <a class="button" rel="prev" href=to(page)>
                {words.previous}
            </a>
        }
    });
    let next = queue.has_more.then(|| {
        view! {
            <a class="button" rel="next" href=to(page + 1)>
                {words.next}
            </a>
        }
    });
    Some(view! {
        <nav class="pages" aria-label=words.pages>
            {previous} <span>{texts.page_number(page + 1)}</span> {next}
        </nav>
    })
}
