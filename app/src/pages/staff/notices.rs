//! Which notices each brand sends, how, and within which bounds.

use super::field::tick;
use crate::texts::{NoticesWords, Texts};
use crate::ui::area::within_area;
use doorstep::delivery::settings::{NoticeFault, Typed, field};
use doorstep::notice::Notice;
use doorstep::recipient::Medium;
use leptos::prelude::*;

/// The brands somebody may set.
#[derive(Clone, Debug)]
pub struct NoticesPage {
    /// A form for each.
    pub brands: Vec<NoticesForm>,
}

/// What a brand has set, or somebody typed for it.
#[derive(Clone, Debug)]
pub struct NoticesForm {
    /// The brand's slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What stands in the form.
    pub typed: Typed,
    /// What is wrong with it.
    pub faults: Vec<NoticeFault>,
    /// Whether it was stored just now.
    pub saved: bool,
    /// Whether Shopify tells of its orders.
    pub has_shopify: bool,
    /// Whether text messages can be sent.
    pub has_texts: bool,
}

/// Draws it.
pub fn page(page: NoticesPage, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.notices_page();
    let several = page.brands.len() > 1;
    let forms: Vec<_> = page
        .brands
        .into_iter()
        .map(|form| brand(form, several, texts))
        .collect();
    view! {
        <div data-page="notices" class="parts">
            <p>{words.text}</p>
            {forms}
        </div>
    }
}

fn brand(form: NoticesForm, several: bool, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.notices_page();
    let heading = several.then(|| view! { <h2 class="section">{form.name.clone()}</h2> });
    let saved = super::saved(form.saved, words.saved);
    let faults = (!form.faults.is_empty()).then(|| {
        let faults = form.faults.iter().map(|fault| texts.notice_fault(*fault));
        super::alert(faults.collect::<Vec<_>>().join(" "))
    });
    let no_texts = (!form.has_texts).then(|| view! { <p class="about">{words.no_texts}</p> });
    let anchor = format!("brand-{}", form.slug);
    view! {
        <section id=anchor data-brand=form.slug.clone()>
            {heading} {saved} {faults}
            <form method="post" action="/settings/notices" class="card">
                <input type="hidden" name="brand" value=form.slug.clone() />
                <fieldset class="choices">
                    <legend>{words.which}</legend>
                    {no_texts}
                    {switches(&form, texts)}
                </fieldset>
                <fieldset class="choices">
                    <legend>{words.bounds}</legend>
                    {bounds(&form, words)}
                </fieldset>
                <button class="button main">{words.save}</button>
            </form>
        </section>
    }
}

fn switches(form: &NoticesForm, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.notices_page();
    let rows: Vec<_> = Notice::ALL
        .into_iter()
        .map(|notice| {
            let label = texts.notice_label(notice);
            let is_double = form.has_shopify && notice == Notice::OrderConfirmed;
            let note = is_double.then(|| view! { <span class="about">{words.shopify}</span> });
            let ticks: Vec<_> = Medium::ALL
                .into_iter()
                .map(|medium| {
                    let name = field(notice, medium);
                    let is_on = form.typed.on.contains(&name);
                    tick(
                        "on",
                        name,
                        &form.slug,
                        texts.medium_label(medium).to_owned(),
                        is_on,
                    )
                })
                .collect();
            view! {
                <li role="group" aria-label=label>
                    <strong>{label}</strong>
                    " "
                    {ticks}
                    {note}
                </li>
            }
        })
        .collect();
    view! { <ul class="switches">{rows}</ul> }
}

fn bounds(form: &NoticesForm, words: NoticesWords) -> impl IntoView + use<> {
    let typed = &form.typed;
    let line = |name: &'static str, kind: &'static str, label, hint, value: &str| {
        one(&form.slug, name, kind, label, hint, value.to_owned())
    };
    let id = format!("testers-{}", form.slug);
    let about = format!("about-{id}");
    view! {
        {line("delay_days", "number", words.delay_days, words.delay_days_hint, &typed.delay_days)}
        {line("quiet_from", "time", words.quiet_from, words.quiet_hint, &typed.quiet_from)}
        {line("quiet_to", "time", words.quiet_to, words.quiet_hint, &typed.quiet_to)}
        {line("daily", "number", words.daily, words.daily_hint, &typed.daily)}
        <div class="field">
            <label for=id.clone()>{words.testers}</label>
            <textarea id=id name="testers" rows="3" aria-describedby=about.clone()>
                {within_area(&typed.testers)}
            </textarea>
            <span class="about" id=about>
                {words.testers_hint}
            </span>
        </div>
    }
}

fn one(
    slug: &str,
    name: &'static str,
    kind: &'static str,
    label: &'static str,
    hint: &'static str,
    value: String,
) -> impl IntoView + use<> {
    let id = format!("{name}-{slug}");
    let about = format!("about-{id}");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input id=id name=name type=kind value=value aria-describedby=about.clone() />
            <span class="about" id=about>
                {hint}
            </span>
        </div>
    }
}
