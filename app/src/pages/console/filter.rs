//! Which rows of the queue are looked at: links and a form, all of it kept in
//! the address.

use crate::texts::Texts;
use doorstep::queue::Show;
use doorstep::view::console::FrameView;
use doorstep::view::console::queue::{ColleagueView, QueueView};
use leptos::prelude::*;

/// Draws the choices.
pub fn choices(queue: &QueueView, frame: &FrameView, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.queue();
    let tabs: Vec<_> = Show::ALL
        .into_iter()
        .map(|show| {
            let address = frame.filter.with(|filter| filter.show = show).query();
            let current = (frame.filter.show == show).then_some("true");
            let label = texts.show_label(show);
            view! {
                <li>
                    <a href=format!("{}{address}", frame.path) aria-current=current>
                        {label}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="tabs" aria-label=words.show>
            <ul>{tabs}</ul>
        </nav>
        {form(queue, frame, texts)}
    }
}

/// Whose rows, and of which brand: that choice stands in the bar above and
/// belongs here.
fn form(queue: &QueueView, frame: &FrameView, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.queue();
    let kept: Vec<_> = frame
        .filter
        .with(|_| {})
        .fields()
        .into_iter()
        .filter(|(name, _)| ["show", "kind"].contains(name))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    let owners: Vec<_> = queue
        .colleagues
        .iter()
        .filter(|colleague| !colleague.is_me)
        .map(|colleague| owner(colleague, frame))
        .collect();
    view! {
        <form id="filter" class="filter" method="get" action=frame.path.clone()>
            {kept} <label for="owner">{words.owner}</label>
            <select id="owner" name="owner" data-submits="">
                <option value="">{words.anybody}</option>
                {owners}
            </select>
            <button class="button without-script">{words.filter}</button>
        </form>
    }
}

fn owner(colleague: &ColleagueView, frame: &FrameView) -> impl IntoView + use<> {
    let selected = frame.filter.owner.as_ref() == Some(&colleague.id);
    view! {
        <option value=colleague.id.clone() selected=selected>
            {colleague.name.clone()}
        </option>
    }
}
