//! The page on which a journey is chosen to be rehearsed, or given to a test
//! order of the live site; and the film of a rehearsal.

mod film;

pub use film::{FilmPage, FindingLine, FrameLine, MessageLine, MessageSeen, film};

use super::field::tick;
use super::{BrandChoice, alert, saved};
use crate::texts::{FilmWords, RehearsalProblem, Texts};
use doorstep::view::console::order::RehearsalView;
use leptos::prelude::*;

/// The style of these pages: a file of its own, which no shopper loads.
pub const STYLE: &str = include_str!("../../../../../style/rehearsal.css");

/// What can be rehearsed, and what was.
#[derive(Clone, Debug, Default)]
pub struct RehearsalPage {
    /// The brands there are to choose from.
    pub brands: Vec<BrandChoice>,
    /// The journeys.
    pub journeys: Vec<JourneyChoice>,
    /// The languages, as tags with their names.
    pub languages: Vec<(String, String)>,
    /// What was chosen.
    pub chosen: Chosen,
    /// What cannot be.
    pub problem: Option<RehearsalProblem>,
    /// Whether a journey was begun just now.
    pub begun: bool,
    /// The films there are.
    pub films: Vec<FilmLine>,
    /// The newest test orders.
    pub orders: Vec<TestOrder>,
}

/// A journey to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JourneyChoice {
    /// Its code.
    pub code: String,
    /// Its name.
    pub title: String,
    /// What happens.
    pub text: String,
}

/// What was chosen.
#[derive(Clone, Debug, Default)]
pub struct Chosen {
    /// The brand's slug.
    pub slug: String,
    /// The journey's code.
    pub journey: String,
    /// The language's tag.
    pub language: String,
    /// Whether text messages are wanted.
    pub sms: bool,
}

/// A film, in short.
#[derive(Clone, Debug)]
pub struct FilmLine {
    /// Its name in addresses.
    pub id: String,
    /// The journey's name.
    pub title: String,
    /// The shop, the order, the language.
    pub about: String,
    /// When it was made, in words.
    pub when: String,
    /// How many things are wrong with it, in words.
    pub findings: String,
}

/// A test order of the live site.
#[derive(Clone, Debug)]
pub struct TestOrder {
    /// Its public id.
    pub id: String,
    /// Its number, its shop, and when it was placed.
    pub label: String,
    /// How it stands to journeys.
    pub given: RehearsalView,
}

/// Draws it.
pub fn page(page: RehearsalPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.film_words();
    let problem = page
        .problem
        .map(|problem| alert(texts.rehearsal_problem(problem).to_owned()));
    let begun = saved(page.begun, words.begun);
    view! {
        <div data-page="rehearsal" class="rehearsal">
            <p class="about">{words.text}</p>
            {problem}
            {begun}
            {form(&page, words)}
            {films(page.films, words)}
            {orders(page.orders, words)}
        </div>
    }
}

fn form(page: &RehearsalPage, words: FilmWords) -> impl IntoView + use<> {
    let chosen = &page.chosen;
    let brands = page
        .brands
        .iter()
        .map(|brand| option(&brand.slug, &brand.name, brand.slug == chosen.slug));
    let brands: Vec<_> = brands.collect();
    let languages = page
        .languages
        .iter()
        .map(|(tag, name)| option(tag, name, *tag == chosen.language));
    let languages: Vec<_> = languages.collect();
    let journeys = page.journeys.iter().enumerate();
    let journeys: Vec<_> = journeys
        .map(|(at, one)| {
            journey(
                one,
                one.code == chosen.journey || (chosen.journey.is_empty() && at == 0),
            )
        })
        .collect();
    view! {
        <form method="post" action="/settings/rehearsal" class="card" data-part="play">
            <div class="row">
                <div class="field">
                    <label for="brand">{words.brand}</label>
                    <select id="brand" name="brand">
                        {brands}
                    </select>
                </div>
                <div class="field">
                    <label for="language">{words.language}</label>
                    <select id="language" name="language">
                        {languages}
                    </select>
                </div>
                <div class="ticked">
                    {tick("sms", "yes".to_owned(), "film", words.sms.to_owned(), chosen.sms)}
                    <span class="about">{words.sms_hint}</span>
                </div>
            </div>
            <fieldset class="choices journeys-list">
                <legend>{words.journeys}</legend>
                <div class="journey-grid">{journeys}</div>
            </fieldset>
            <p class="play-bar">
                <button class="button main">{words.play}</button>
                <span class="about">{words.play_hint}</span>
            </p>
        </form>
    }
}

fn option(value: &str, label: &str, is_chosen: bool) -> impl IntoView + use<> {
    view! {
        <option value=value.to_owned() selected=is_chosen>
            {label.to_owned()}
        </option>
    }
}

fn journey(one: &JourneyChoice, is_chosen: bool) -> impl IntoView + use<> {
    let id = format!("journey-{}", one.code);
    let about = format!("about-{id}");
    view! {
        <div class="journey-choice">
            <input
                type="radio"
                id=id.clone()
                name="journey"
                value=one.code.clone()
                checked=is_chosen
                aria-describedby=about.clone()
            />
            <label for=id>
                <strong>{one.title.clone()}</strong>
            </label>
            <span class="about" id=about>
                {one.text.clone()}
            </span>
        </div>
    }
}

fn films(films: Vec<FilmLine>, words: FilmWords) -> Option<impl IntoView + use<>> {
    if films.is_empty() {
        return None;
    }
    let lines: Vec<_> = films
        .into_iter()
        .map(|film| {
            view! {
                <li class="card" data-film=film.id.clone()>
                    <p>
                        <a href=format!("/settings/rehearsal/{}", film.id)>
                            <strong>{film.title}</strong>
                        </a>
                        " "
                        <span class="about">{film.when}</span>
                    </p>
                    <p class="about">{film.about} ". " {film.findings} "."</p>
                </li>
            }
        })
        .collect();
    Some(view! {
        <section data-part="films">
            <h2 class="section">{words.films}</h2>
            <p class="about">{words.films_hint}</p>
            <ul class="mails">{lines}</ul>
        </section>
    })
}

fn orders(orders: Vec<TestOrder>, words: FilmWords) -> impl IntoView + use<> {
    let empty = orders
        .is_empty()
        .then(|| view! { <p>{words.orders_empty}</p> });
    let lines: Vec<_> = orders
        .into_iter()
        .map(|order| test_order(order, words))
        .collect();
    view! {
        <section id="orders" data-part="orders">
            <h2 class="section">{words.orders}</h2>
            <p class="about">{words.orders_text}</p>
            {empty}
            <ul class="mails">{lines}</ul>
        </section>
    }
}

fn test_order(order: TestOrder, words: FilmWords) -> impl IntoView + use<> {
    let RehearsalView {
        plays,
        broke_off,
        goes_on,
        hindered,
        journeys,
        left_out,
    } = order.given;
    let plays = plays.map(|plays| view! { <p data-part="plays">{plays}</p> });
    let broke_off = broke_off.map(|why| view! { <p data-part="broke-off">{why}</p> });
    let goes_on = goes_on.then(|| go_on(&order.id, words));
    let hindered = hindered.map(|why| view! { <p class="about">{why}</p> });
    let left_out = left_out.map(|why| view! { <p class="about">{why}</p> });
    let begin = (!journeys.is_empty()).then(|| begin(&order.id, &journeys, words));
    view! {
        <li class="card" data-order=order.id.clone()>
            <p>
                <a href=format!("/console/orders/{}", order.id)>
                    <strong>{order.label}</strong>
                </a>
            </p>
            {plays}
            {broke_off}
            {goes_on}
            {hindered}
            {begin}
            {left_out}
        </li>
    }
}

fn go_on(order: &str, words: FilmWords) -> impl IntoView + use<> {
    view! {
        <form method="post" action="/settings/rehearsal/orders">
            <input type="hidden" name="order" value=order.to_owned() />
            <input type="hidden" name="again" value="yes" />
            <button class="button">{words.go_on}</button>
        </form>
    }
}

fn begin(order: &str, journeys: &[(String, String)], words: FilmWords) -> impl IntoView + use<> {
    let id = format!("journey-of-{order}");
    let options: Vec<_> = journeys
        .iter()
        .map(|(code, title)| option(code, title, false))
        .collect();
    view! {
        <form method="post" action="/settings/rehearsal/orders" class="row">
            <input type="hidden" name="order" value=order.to_owned() />
            <div class="field">
                <label for=id.clone()>{words.journey}</label>
                <select id=id name="journey">
                    {options}
                </select>
            </div>
            <button class="button">{words.begin}</button>
        </form>
    }
}
