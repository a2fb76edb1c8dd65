//! On which days a brand packs and its carriers deliver: the part of its
//! settings that managers keep.

use crate::pages::settings::BrandForm;
use crate::pages::settings::field::{field, name_of};
use crate::texts::Texts;
use doorstep::brand::Given;
use doorstep::brand::keys::{Key, Section, of_calendar};
use leptos::prelude::*;

/// The calendar of one brand.
#[derive(Clone, Debug)]
pub struct CalendarPage {
    /// The brand's name.
    pub name: String,
    /// The values as they are stored, or were typed.
    pub form: BrandForm,
    /// The version it was filled in from.
    pub version: i64,
    /// What somebody else has stored since, where they have.
    pub theirs: Option<Given>,
    /// Slug and name of the other brands that whoever looks serves.
    pub others: Vec<(String, String)>,
    /// Whether it was stored just now.
    pub saved: bool,
}

/// Draws it.
pub fn page(page: CalendarPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.calendar_words();
    let action = path(&page.form.slug);
    let parts = [Section::Shipping, Section::Calendar].map(|section| {
        let fields: Vec<_> = of_calendar()
            .filter(|key| key.section == section)
            .map(|key| field(key, &page.form, texts))
            .collect();
        view! {
            <fieldset class="card">
                <legend>{texts.section(section)}</legend>
                {fields}
            </fieldset>
        }
    });
    view! {
        <div data-page="calendar" data-brand=page.form.slug.clone() class="parts">
            {others(&page.others, texts)} <h2 class="section">{page.name.clone()}</h2>
            <p>{words.text}</p>
            {super::saved(page.saved, words.saved)}
            {problems(&page.form, texts)}
            {changed_meanwhile(&page, texts)}
            <form method="post" action=action novalidate class="parts">
                <input type="hidden" name="version" value=page.version.to_string() />
                {parts.into_iter().collect_view()}
                <p class="buttons">
                    <button class="button main">{words.save}</button>
                </p>
            </form>
        </div>
    }
}

fn path(slug: &str) -> String {
    format!("/settings/brand/{slug}/calendar")
}

fn others(others: &[(String, String)], texts: &dyn Texts) -> Option<impl IntoView + use<>> {
    let links: Vec<_> = others
        .iter()
        .map(|(slug, name)| {
            view! {
                <li>
                    <a href=path(slug)>{name.clone()}</a>
                </li>
            }
        })
        .collect();
    let label = texts.calendar_words().others;
    (!links.is_empty()).then(|| {
        view! {
            <nav aria-label=label>
                <ul>{links}</ul>
            </nav>
        }
    })
}

fn problems(form: &BrandForm, texts: &dyn Texts) -> Option<impl IntoView + use<>> {
    let listed: Vec<_> = form
        .problems
        .iter()
        .map(|(key, fault)| {
            let label = match texts.setting(key).label {
                "" => key.as_str(),
                label => label,
            };
            let text = format!("{label}: {fault}");
            view! {
                <li>
                    <a href=format!("#{}", name_of(key))>{text}</a>
                </li>
            }
        })
        .collect();
    let words = texts.calendar_words();
    (!listed.is_empty()).then(|| {
        view! {
            <div class="said refused" role="alert" tabindex="-1" autofocus data-part="problems">
                <p>{words.mend}</p>
                <ul>{listed}</ul>
            </div>
        }
    })
}

/// What somebody else has stored, as far as it differs from what was typed.
fn changed_meanwhile(page: &CalendarPage, texts: &dyn Texts) -> Option<impl IntoView + use<>> {
    let theirs = page.theirs.as_ref()?;
    let words = texts.calendar_words();
    let differs = |key: &&Key| theirs.get(key.name) != page.form.values.get(key.name);
    let lines: Vec<_> = of_calendar()
        .filter(differs)
        .map(|key| {
            let value = theirs.get(key.name).map_or(words.nothing, String::as_str);
            let label = texts.setting(key.name).label;
            view! {
                <p>
                    <strong>{label}</strong>
                </p>
                <pre class="mail">{value.to_owned()}</pre>
            }
        })
        .collect();
    Some(view! {
        <div class="said refused" role="alert" tabindex="-1" autofocus data-part="changed">
            <p>{words.changed_meanwhile}</p>
            {lines}
        </div>
    })
}
