//! What is read first: which order, how it stands and when it comes, why a
//! human should look, and what to do next.

use super::{Drawing, small_print};
use crate::pages::tracking::icon::icon;
use doorstep::advice::Do;
use doorstep::view::console::order::{AdviceView, FlagView};
use doorstep::view::tracking::{WindowStanding, WindowView};
use leptos::prelude::*;

/// Draws it.
pub fn head(drawing: Drawing<'_>) -> impl IntoView + use<> {
    view! {
        <header class="pane-head">
            <div class="pane-answer">
                {title(drawing)} {answer(drawing)} {flags(drawing)}
            </div>
            {advice(drawing)}
        </header>
    }
}

fn title(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let head = &pane.head;
    let kind = head
        .kind
        .clone()
        .map(|kind| view! { <span class="kind">{kind}</span> });
    let facts = vec![
        Some(head.brand.clone()),
        Some(head.placed.clone()),
        head.total.clone(),
        head.service.clone(),
    ];
    let (label, value, pressed) = if pane.pinned {
        (words.unpin, "no", "true")
    } else {
        (words.pin, "yes", "false")
    };
    view! {
        <div class="pane-title">
            <h1 id="order-title">{drawing.texts.order_label(&head.number)}</h1>
            {kind}
            {small_print("facts", facts)}
            <form method="post" action=drawing.action("pin") data-swaps="">
                <button class="small" name="pin" value=value aria-pressed=pressed>
                    {label}
                </button>
            </form>
        </div>
    }
}

fn answer(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let head = &pane.head;
    view! {
        <div class="pane-state" data-status=head.status.code()>
            <p class="headline" data-part="headline" data-status=head.status.code()>
                {icon(head.status)}
                <strong>{head.headline.clone()}</strong>
            </p>
            {window(&head.window)}
            <a
                class="shopper-page"
                href=pane.shopper_page.clone()
                target="_blank"
                rel="noopener"
                data-part="shopper-page"
            >
                {words.shopper_page}
            </a>
        </div>
    }
}

/// When it comes.
pub fn window(window: &WindowView) -> Option<impl IntoView + use<>> {
    if window.text.is_empty() {
        return None;
    }
    let standing = match window.standing {
        WindowStanding::Open => "open",
        WindowStanding::Moved => "moved",
        WindowStanding::Missed => "missed",
    };
    Some(view! {
        <p class="window" data-part="window" data-standing=standing>
            {window.text.clone()}
        </p>
    })
}

fn flags(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let none = pane
        .flags
        .is_empty()
        .then(|| view! { <p class="quiet">{words.no_flags}</p> });
    let up: Vec<_> = pane.flags.iter().map(|one| flag(one, drawing)).collect();
    view! {
        <section class="flags" data-part="flags" aria-label=words.flags>
            {none}
            <ul>{up}</ul>
        </section>
    }
}

fn flag(flag: &FlagView, drawing: Drawing<'_>) -> impl IntoView + use<> {
    let key = format!("flag:{}:{}", flag.id, flag.version);
    let acts = flag
        .resolved
        .is_none()
        .then(|| row_acts(&key, flag.is_mine, drawing));
    let overdue = flag.overdue.then_some("");
    let facts = vec![
        flag.parcel.clone(),
        Some(flag.since.clone()),
        Some(owner(flag.owner.as_deref(), flag.is_mine, drawing)),
        flag.snoozed.clone(),
        flag.resolved.clone(),
    ];
    let due = flag
        .due
        .clone()
        .map(|due| view! { <span class="due" data-overdue=overdue>{due}</span> });
    let dealt_with = flag.resolved.is_some().then_some("");
    view! {
        <li class="flag" data-flag=flag.flag.clone() data-dealt-with=dealt_with>
            <p class="why">
                <strong class="badge">{flag.label.clone()}</strong>
                " "
                <span data-part="why">{flag.why.clone()}</span>
            </p>
            <div class="below">{small_print("facts", facts)} {due}</div>
            {acts}
        </li>
    }
}

/// The flags that cleared themselves.
pub fn past_flags(drawing: Drawing<'_>) -> Option<impl IntoView + use<>> {
    let Drawing { pane, words, .. } = drawing;
    if pane.past_flags.is_empty() {
        return None;
    }
    let count = pane.past_flags.len();
    let past: Vec<_> = pane.past_flags.iter().map(past_flag).collect();
    Some(view! {
        <details class="past" data-part="past-flags">
            <summary>{format!("{} ({count})", words.past_flags)}</summary>
            <ul>{past}</ul>
        </details>
    })
}

fn past_flag(flag: &FlagView) -> impl IntoView + use<> {
    let facts = vec![
        flag.parcel.clone(),
        Some(flag.since.clone()),
        flag.cleared.clone(),
        flag.resolved.clone(),
    ];
    view! {
        <li>
            <strong>{flag.label.clone()}</strong>
            " "
            {flag.why.clone()}
            {small_print("facts", facts)}
        </li>
    }
}

/// Who deals with a flag or a contact.
pub fn owner(name: Option<&str>, is_mine: bool, drawing: Drawing<'_>) -> String {
    let words = drawing.words;
    match name {
        Some(_) if is_mine => format!("{} {}", words.owner, words.yours),
        Some(name) => format!("{} {name}", words.owner),
        None => words.no_owner.to_owned(),
    }
}

/// The two things that are done with a flag or a contact most often; the rest
/// is the queue's. Each has a form of its own, so that Enter in the reason
/// takes nothing.
pub fn row_acts(key: &str, is_mine: bool, drawing: Drawing<'_>) -> impl IntoView + use<> {
    let words = drawing.words;
    let action = format!("/console/queue{}", drawing.query);
    let order = drawing.pane.id.clone();
    let take = (!is_mine).then(|| {
        view! {
            <form method="post" action=action.clone() data-swaps="">
                <input type="hidden" name="order" value=order.clone() />
                <button
                    class="small"
                    name="one"
                    value=format!("take:{key}")
                    data-shortcut="t"
                >
                    {words.take}
                </button>
            </form>
        }
    });
    view! {
        <div class="row-acts">
            {take} <details class="resolve">
                <summary class="small" data-shortcut="e">
                    {words.resolve}
                </summary>
                <form method="post" action=action.clone() data-swaps="">
                    <input type="hidden" name="order" value=order.clone() />
                    <input type="hidden" name="row" value=key.to_owned() />
                    <label>
                        {words.resolve_why} " "
                        <input name="why" autocomplete="off" maxlength="500" />
                    </label>
                    <button class="small main" name="act" value="resolve">
                        {words.resolve}
                    </button>
                </form>
            </details>
        </div>
    }
}

fn advice(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let advice = &pane.advice;
    let policy = advice.policy.clone().map(|policy| {
        view! {
            <p class="policy" data-part="policy">
                <span class="quiet">{words.policy}</span>
                " "
                {policy}
            </p>
        }
    });
    view! {
        <section class="advice" data-part="advice" aria-label=words.advice>
            <p class="do">{advice.text.clone()}</p>
            {policy}
            <p class="buttons">
                {main_button(advice, drawing)} {reply_button(advice, drawing)}
            </p>
        </section>
    }
}

/// What is to be done, where it is more than a reply.
fn main_button(advice: &AdviceView, drawing: Drawing<'_>) -> Option<impl IntoView + use<>> {
    let (open, anchor) = match advice.action {
        Do::Claim => ("claim", "act-claim"),
        Do::FollowClaim => ("", "claims"),
        Do::Correct => ("correction", "act-correction"),
        Do::Tell => ("", "corrections"),
        Do::AddNumber => ("shipment", "act-shipment"),
        Do::Mark => ("mark", "act-mark"),
        Do::Reply | Do::Nothing => return None,
    };
    let link = if open.is_empty() {
        format!("#{anchor}")
    } else {
        drawing.opened(&format!("open={open}"), anchor)
    };
    let label = advice.label.clone();
    Some(view! {
        <a class="button small main" href=link data-do=advice.action.code()>
            {label}
        </a>
    })
}

fn reply_button(advice: &AdviceView, drawing: Drawing<'_>) -> Option<impl IntoView + use<>> {
    let template = advice.template.as_deref()?;
    let name = advice.template_name.as_deref()?;
    let words = drawing.words;
    let is_main = matches!(advice.action, Do::Reply);
    let link = drawing.opened(&format!("draft={template}"), "act-reply");
    Some(view! {
        <a class="button small" class:main=is_main href=link data-do="reply" data-shortcut="r">
            {format!("{} {name}", words.reply_with)}
        </a>
    })
}
