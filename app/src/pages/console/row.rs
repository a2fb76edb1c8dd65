//! A row of the queue: one order by its worst flag or contact, the others
//! folded under it.

use crate::texts::Texts;
use doorstep::flag::Flag;
use doorstep::queue::Kind;
use doorstep::view::console::FrameView;
use doorstep::view::console::queue::{ItemView, RowView};
use leptos::prelude::*;

/// How loud a row is; its words say the same.
pub const fn tone(kind: Kind) -> &'static str {
    const LOUD: u8 = Kind::Flag(Flag::DeliveredNotReceived).rank();
    const CLEAR: u8 = Kind::Flag(Flag::PromiseMissed).rank();
    let rank = kind.rank();
    if rank <= LOUD {
        "problem"
    } else if rank <= CLEAR {
        "attention"
    } else {
        "quiet"
    }
}

/// Draws it; `ticked` are the rows that were ticked when a form was sent.
pub fn row(
    row: &RowView,
    ticked: &[String],
    frame: &FrameView,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let item = &row.item;
    let words = texts.queue();
    let label = texts.kind_label(item.kind);
    let is_open = frame.order.as_ref() == Some(&row.order);
    let test = row
        .test
        .then(|| view! { <span class="test">{words.test}</span> });
    let brand = frame
        .has_brands()
        .then(|| view! { <span>{row.brand.clone()}</span> });
    view! {
        <li
            class="row"
            id=format!("row-{}", row.order)
            data-row=item.key()
            data-order=row.order.clone()
            data-tone=tone(item.kind)
            data-breached=item.breached.then_some("")
        >
            {tick(item, &row.number, ticked, texts)}
            <a
                class="open"
                href=frame.order_address(&row.order)
                aria-current=is_open.then_some("true")
            >
                <strong class="label">{label}</strong>
                <span class="number">{row.number.clone()}</span>
            </a>
            <span class="due">{item.due.clone()}</span>
            <p class="why">{item.reason.clone()}</p>
            <p class="facts">
                <span>{item.since.clone()}</span>
                {test}
                {brand}
            </p>
            <p class="hold">{owner(item, texts)} {quick(item, texts)}</p>
            {folded(row, ticked, texts)}
        </li>
    }
}

fn tick(
    item: &ItemView,
    number: &str,
    ticked: &[String],
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let name = format!(
        "{} {number}, {}",
        texts.queue().tick,
        texts.kind_label(item.kind)
    );
    // A row that changed since it was ticked is no longer the one that was.
    let checked = ticked.contains(&item.versioned());
    // A label, so that all of its room ticks and not the small box alone.
    view! {
        <label class="tick">
            <input
                type="checkbox"
                name="row"
                id=format!("tick-{}", item.id)
                value=item.versioned()
                aria-label=name
                checked=checked
            />
        </label>
    }
}

fn owner(item: &ItemView, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.queue();
    // The button that takes it says as much to who sees it.
    let (name, whose, class) = match &item.owner {
        None => (words.nobody.to_owned(), "nobody", "heard-only"),
        Some(owner) if owner.is_me => (words.me.to_owned(), "me", "owner"),
        Some(owner) => (owner.name.clone(), "colleague", "owner"),
    };
    view! {
        <span class=class data-whose=whose>
            {name}
        </span>
    }
}

/// The one thing most rows need first, a press away.
fn quick(item: &ItemView, texts: &dyn Texts) -> Option<impl IntoView + use<>> {
    let words = texts.acts();
    let is_mine = item.owner.as_ref().is_some_and(|owner| owner.is_me);
    let (act, label) = match (&item.owner, item.resolved) {
        (_, true) => ("reopen", words.reopen),
        (Some(_), false) if is_mine => return None,
        (Some(_), false) => ("take", words.take_over),
        (None, false) => ("take", words.take),
    };
    Some(view! {
        <button class="button quick" name="one" value=format!("{act}:{}", item.versioned())>
            {label}
        </button>
    })
}

fn folded(row: &RowView, ticked: &[String], texts: &dyn Texts) -> Option<impl IntoView + use<>> {
    if row.folded.is_empty() {
        return None;
    }
    let more = texts.more(row.folded.len());
    let is_open = row
        .folded
        .iter()
        .any(|item| ticked.contains(&item.versioned()));
    let items: Vec<_> = row
        .folded
        .iter()
        .map(|item| {
            let label = texts.kind_label(item.kind);
            view! {
                <li data-row=item.key() data-tone=tone(item.kind)>
                    {tick(item, &row.number, ticked, texts)} <strong class="label">{label}</strong>
                    <span class="due" data-breached=item.breached.then_some("")>
                        {item.due.clone()}
                    </span>
                    <p class="why">{item.reason.clone()}</p>
                    <p class="hold">{owner(item, texts)}</p>
                </li>
            }
        })
        .collect();
    Some(view! {
        <details class="folded" open=is_open>
            <summary>{more}</summary>
            <ul>{items}</ul>
        </details>
    })
}
