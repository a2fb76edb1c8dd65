//! The trail of what was done, newest first, with who and to what.

use crate::texts::Texts;
use doorstep::audit::Deed;
use leptos::prelude::*;

/// A page of the trail.
#[derive(Clone, Debug)]
pub struct TrailPage {
    /// What is shown of it.
    pub rows: Vec<TrailRow>,
    /// Everyone who may be asked for: public id and name.
    pub people: Vec<(String, String)>,
    /// What is asked for.
    pub filter: Filter,
    /// The address of what was before, where there is more.
    pub older: Option<String>,
    /// The address of the newest, where this is not it.
    pub newest: Option<String>,
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Who did it, by public id.
    pub person: String,
    /// About which order, by public id or number.
    pub order: String,
    /// What was done.
    pub deed: Option<Deed>,
}

/// Something that was done.
#[derive(Clone, Debug)]
pub struct TrailRow {
    /// When, in words.
    pub at: String,
    /// Who did it.
    pub who: String,
    /// What; a code of a later version as it is.
    pub what: String,
    /// The brand's name.
    pub brand: Option<String>,
    /// The order: its public id and its number.
    pub order: Option<(String, String)>,
    /// What it was done to, and how.
    pub detail: String,
}

/// Draws it.
pub fn page(page: TrailPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.trail();
    let is_empty = page.rows.is_empty();
    let table = if is_empty {
        view! { <p>{words.none}</p> }.into_any()
    } else {
        table(page.rows, texts).into_any()
    };
    let onward = [(page.newest, words.newest), (page.older, words.older)];
    let onward: Vec<_> = onward
        .into_iter()
        .filter_map(|(href, label)| {
            href.map(|href| view! { <a class="button" href=href>{label}</a> })
        })
        .collect();
    view! {
        <div data-page="trail" class="parts">
            <p>{words.text}</p>
            {filter(page.filter, page.people, texts)}
            {table}
            <p class="buttons">{onward}</p>
        </div>
    }
}

fn filter(
    filter: Filter,
    people: Vec<(String, String)>,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let words = texts.trail();
    let deeds = Deed::ALL
        .iter()
        .map(|deed| (deed.code().to_owned(), texts.deed_label(*deed).to_owned()));
    let deed = filter.deed.map_or("", Deed::code).to_owned();
    view! {
        <form class="filter" method="get" action="/settings/audit" role="search">
            {choice("person", words.who, people, &filter.person, words.any)}
            {choice("deed", words.what, deeds.collect(), &deed, words.any)}
            <div class="field">
                <label for="order">{words.order}</label>
                <input id="order" name="order" value=filter.order autocomplete="off" maxlength="64" />
            </div>
            <button class="button">{words.show}</button>
        </form>
    }
}

fn choice(
    name: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: &str,
    any: &'static str,
) -> impl IntoView + use<> {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, label)| {
            let is_chosen = value == chosen;
            view! { <option value=value selected=is_chosen>{label}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>
                <option value="">{any}</option>
                {options}
            </select>
        </div>
    }
}

/// On a telephone each row stands as a small card, and its cells say what
/// they are.
fn table(rows: Vec<TrailRow>, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.trail();
    let heads = [
        words.when,
        words.who,
        words.what,
        words.brand,
        words.order,
        words.detail,
    ];
    let heads: Vec<_> = heads
        .into_iter()
        .map(|head| view! { <th scope="col">{head}</th> })
        .collect();
    let rows: Vec<_> = rows.into_iter().map(|one| row(one, texts)).collect();
    view! {
        <table class="trail">
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(row: TrailRow, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.trail();
    let order = row.order.map(|(id, number)| {
        let href = format!("/console/orders/{id}");
        view! { <a href=href>{number}</a> }
    });
    view! {
        <tr>
            <td data-label=words.when>{row.at}</td>
            <td data-label=words.who>{row.who}</td>
            <td data-label=words.what>{row.what}</td>
            <td data-label=words.brand>{row.brand}</td>
            <td data-label=words.order>{order}</td>
            <td data-label=words.detail>{row.detail}</td>
        </tr>
    }
}
