//! Help below every page: who to ask, when somebody answers, and the ways
//! back to the shop.

use crate::texts::{ShopperTexts, SupportWords};
use doorstep::brand::{Brand, Links};
use leptos::prelude::*;

/// Draws it.
#[must_use]
pub fn support(brand: &Brand, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let linking = texts.linking();
    let words = texts.support_words();
    let hours = texts.hours(&brand.support);
    let is_silent = brand.support.email.is_none()
        && brand.support.phone.is_none()
        && brand.support.url.is_none();
    view! {
        <footer class="help" data-brand="support">
            <h2>{linking.help}</h2>
            <div class="ask">
                {write_to(brand, linking.write_to)} {ring(brand, words)} {ask_at(brand, words)}
                {is_silent.then(|| view! { <p>{linking.ask_shop}</p> })}
                {(!hours.is_empty()).then(|| opening(words, hours))}
            </div>
            {back(&brand.links, words, linking.to_shop)}
        </footer>
    }
}

fn write_to(brand: &Brand, before: String) -> Option<impl IntoView + use<>> {
    let address = brand.support.email.clone()?;
    Some(view! {
        <p>
            {before} " "
            <a href=format!("mailto:{address}")>{address.clone()}</a>
        </p>
    })
}

fn ring(brand: &Brand, words: SupportWords) -> Option<impl IntoView + use<>> {
    let number = brand.support.phone.clone()?;
    let dialled: String = number
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '+')
        .collect();
    Some(view! {
        <p>
            {words.ring} " " <a href=format!("tel:{dialled}")>{number}</a>
        </p>
    })
}

fn ask_at(brand: &Brand, words: SupportWords) -> Option<impl IntoView + use<>> {
    let url = brand.support.url.clone()?;
    Some(view! { <p><a href=url>{words.ask_at}</a></p> })
}

fn opening(words: SupportWords, hours: Vec<String>) -> impl IntoView {
    let lines: Vec<_> = hours
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect();
    view! {
        <div class="hours" data-brand="hours">
            <p>{words.hours}</p>
            <ul>{lines}</ul>
        </div>
    }
}

fn back(links: &Links, words: SupportWords, to_shop: String) -> Option<impl IntoView + use<>> {
    let named: Vec<_> = [
        (links.home.clone(), to_shop),
        (links.account.clone(), words.account.to_owned()),
        (links.returns.clone(), words.returns.to_owned()),
        (links.help.clone(), words.help.to_owned()),
    ]
    .into_iter()
    .filter_map(|(url, label)| {
        let url = url?;
        Some(view! { <li><a href=url>{label}</a></li> })
    })
    .collect();
    (!named.is_empty()).then(|| {
        view! {
            <nav aria-label=words.links>
                <ul>{named}</ul>
            </nav>
        }
    })
}
