//! Others who follow the order: who was asked, who said yes, and one more.

use super::form;
use crate::texts::ShopperTexts;
use doorstep::view::messages::{FollowerView, MessagesView};
use leptos::prelude::*;

/// Draws the part.
pub fn followers(view: &MessagesView, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.messages_words();
    let list = (!view.followers.is_empty()).then(|| {
        let lines: Vec<_> = view
            .followers
            .iter()
            .map(|one| line(&view.path, one, texts))
            .collect();
        view! { <ul class="followers" data-part="followers">{lines}</ul> }
    });
    let ask = if view.has_room {
        invite(view, texts).into_any()
    } else {
        view! { <p>{words.no_room}</p> }.into_any()
    };
    view! {
        <section class="choosing" data-part="follow">
            <h2>{words.followers}</h2>
            <p>{words.followers_text}</p>
            {list}
            {ask}
        </section>
    }
}

fn line(path: &str, one: &FollowerView, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.messages_words();
    let stands = if one.is_confirmed {
        words.follows
    } else {
        words.waits
    };
    let hint = one.hint.clone();
    // Several buttons say the same: whom each is about is said with it.
    let label = format!("{} {}", words.remove, one.hint);
    let fields = view! {
        <input type="hidden" name="follower" value=one.id.clone() />
        <button class="button" type="submit" aria-label=label>{words.remove}</button>
    };
    view! {
        <li>
            <p>
                <strong>{hint}</strong>
                " "
                <span>{stands}</span>
            </p>
            {form(path, "remove", fields)}
        </li>
    }
}

fn invite(view: &MessagesView, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.messages_words();
    let wrong = view.problem.filter(|problem| problem.is_of_followers());
    let is_wrong = wrong.is_some();
    let wrong = wrong.map(|problem| {
        let line = texts.messages_problem(problem);
        view! { <p class="wrong" id="wrong-email" data-part="wrong">{line}</p> }
    });
    let fields = view! {
        <div class="field">
            <label for="email">{words.email}</label>
            {wrong}
            <input
                id="email"
                name="email"
                type="email"
                autocomplete="off"
                maxlength="254"
                aria-describedby=is_wrong.then_some("wrong-email")
                aria-invalid=is_wrong.then_some("true")
            />
        </div>
        <button class="button" type="submit">{words.invite}</button>
    };
    form(&view.path, "invite", fields)
}
