//! Which notices each brand sends, how, and within which bounds.

use super::field::tick;
use crate::texts::Texts;
use crate::ui::area::within_area;
use doorstep::delivery::settings::{MOST_DAILY, MOST_DELAY_DAYS, NoticeFault, Typed, field};
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
    /// The version it was filled in from; 0 while nothing was set.
    pub version: i32,
    /// How it stands.
    pub state: NoticesState,
    /// Whether it was stored just now.
    pub saved: bool,
    /// Whether Shopify tells of its orders.
    pub has_shopify: bool,
    /// Whether text messages can be sent.
    pub has_texts: bool,
}

/// How a form stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticesState {
    /// As it is stored.
    Opened,
    /// It must be mended.
    Refused(Vec<NoticeFault>),
    /// Somebody else has changed it meanwhile: what they have stored.
    ChangedMeanwhile(Typed),
}

impl NoticesForm {
    fn faults(&self) -> &[NoticeFault] {
        match &self.state {
            NoticesState::Refused(faults) => faults,
            NoticesState::Opened | NoticesState::ChangedMeanwhile(_) => &[],
        }
    }
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
    let faults = (!form.faults().is_empty()).then(|| {
        let faults = form.faults().iter().map(|fault| texts.notice_fault(*fault));
        super::alert(faults.collect::<Vec<_>>().join(" "))
    });
    let changed = changed_meanwhile(&form, texts);
    let no_texts = (!form.has_texts).then(|| view! { <p class="about">{words.no_texts}</p> });
    let anchor = format!("brand-{}", form.slug);
    let messages = format!("/settings/brand/{}/messages", form.slug);
    view! {
        <section id=anchor data-brand=form.slug.clone()>
            {heading} {saved} {faults} {changed}
            <form method="post" action="/settings/notices" class="card">
                <input type="hidden" name="brand" value=form.slug.clone() />
                <input type="hidden" name="version" value=form.version.to_string() />
                <fieldset class="choices">
                    <legend>{words.which}</legend>
                    {no_texts}
                    {switches(&form, texts)}
                </fieldset>
                <fieldset class="choices">
                    <legend>{words.bounds}</legend>
                    {bounds(&form, texts)}
                </fieldset>
                <button class="button main">{words.save}</button>
            </form>
            <p>
                <a href=messages>{texts.wording_words().list}</a>
            </p>
        </section>
    }
}

/// What somebody else has stored, as far as it differs from what was typed.
fn changed_meanwhile(form: &NoticesForm, texts: &dyn Texts) -> Option<impl IntoView + use<>> {
    let NoticesState::ChangedMeanwhile(theirs) = &form.state else {
        return None;
    };
    let words = texts.notices_page();
    let lines = differing(&form.typed, theirs, texts);
    let lines: Vec<_> = lines
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect();
    Some(view! {
        <div class="said refused" role="alert" tabindex="-1" autofocus data-part="changed">
            <p>{words.changed_meanwhile}</p>
            <ul>{lines}</ul>
        </div>
    })
}

fn differing(typed: &Typed, theirs: &Typed, texts: &dyn Texts) -> Vec<String> {
    let words = texts.notices_page();
    let mut lines = Vec::new();
    for notice in Notice::ALL {
        for medium in Medium::ALL {
            let name = field(notice, medium);
            let is_on = theirs.on.contains(&name);
            if is_on != typed.on.contains(&name) {
                let said = if is_on { words.on } else { words.off };
                let label = texts.message_to(texts.notice_label(notice), medium, None);
                lines.push(format!("{label}: {said}"));
            }
        }
    }
    for (label, mine, theirs) in [
        (words.delay_days, &typed.delay_days, &theirs.delay_days),
        (words.quiet_from, &typed.quiet_from, &theirs.quiet_from),
        (words.quiet_to, &typed.quiet_to, &theirs.quiet_to),
        (words.daily, &typed.daily, &theirs.daily),
        (words.testers, &typed.testers, &theirs.testers),
    ] {
        let said = theirs.lines().map(str::trim).collect::<Vec<_>>().join(", ");
        if said != mine.lines().map(str::trim).collect::<Vec<_>>().join(", ") {
            let said = if said.is_empty() {
                words.nothing
            } else {
                &said
            };
            lines.push(format!("{label}: {said}"));
        }
    }
    lines
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

/// A line of the form.
struct Asked {
    name: &'static str,
    kind: &'static str,
    label: &'static str,
    hint: &'static str,
    /// The least and the most, of a number.
    within: Option<(u16, u16)>,
    /// What can be wrong with it.
    fault: NoticeFault,
}

fn bounds(form: &NoticesForm, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.notices_page();
    let typed = &form.typed;
    let hour = |name, label| Asked {
        name,
        kind: "time",
        label,
        hint: words.quiet_hint,
        within: None,
        fault: NoticeFault::Quiet,
    };
    let delay = Asked {
        name: "delay_days",
        kind: "number",
        label: words.delay_days,
        hint: words.delay_days_hint,
        within: Some((0, MOST_DELAY_DAYS)),
        fault: NoticeFault::DelayDays,
    };
    let daily = Asked {
        name: "daily",
        kind: "number",
        label: words.daily,
        hint: words.daily_hint,
        within: Some((1, MOST_DAILY)),
        fault: NoticeFault::Daily,
    };
    view! {
        {line(form, &delay, &typed.delay_days, texts)}
        {line(form, &hour("quiet_from", words.quiet_from), &typed.quiet_from, texts)}
        {line(form, &hour("quiet_to", words.quiet_to), &typed.quiet_to, texts)}
        {line(form, &daily, &typed.daily, texts)}
        {testers(form, texts)}
    }
}

fn testers(form: &NoticesForm, texts: &dyn Texts) -> impl IntoView + use<> {
    let words = texts.notices_page();
    let id = format!("testers-{}", form.slug);
    let wrong = wrong(form, NoticeFault::Testers, &id, texts);
    let is_wrong = wrong.is_some();
    view! {
        <div class="field">
            <label for=id.clone()>{words.testers}</label>
            {wrong}
            <textarea
                id=id.clone()
                name="testers"
                rows="3"
                aria-describedby=described(&id, is_wrong)
                aria-invalid=is_wrong.then_some("true")
            >
                {within_area(&form.typed.testers)}
            </textarea>
            <span class="about" id=format!("about-{id}")>
                {words.testers_hint}
            </span>
        </div>
    }
}

fn line(
    form: &NoticesForm,
    asked: &Asked,
    value: &str,
    texts: &dyn Texts,
) -> impl IntoView + use<> {
    let id = format!("{}-{}", asked.name, form.slug);
    let wrong = wrong(form, asked.fault, &id, texts);
    let is_wrong = wrong.is_some();
    view! {
        <div class="field">
            <label for=id.clone()>{asked.label}</label>
            {wrong}
            <input
                id=id.clone()
                name=asked.name
                type=asked.kind
                value=value.to_owned()
                min=asked.within.map(|(least, _)| least.to_string())
                max=asked.within.map(|(_, most)| most.to_string())
                aria-describedby=described(&id, is_wrong)
                aria-invalid=is_wrong.then_some("true")
            />
            <span class="about" id=format!("about-{id}")>
                {asked.hint}
            </span>
        </div>
    }
}

/// What is wrong with a field, where something is.
fn wrong(
    form: &NoticesForm,
    fault: NoticeFault,
    id: &str,
    texts: &dyn Texts,
) -> Option<impl IntoView + use<>> {
    form.faults().contains(&fault).then(|| {
        view! { <p class="wrong" id=format!("wrong-{id}")>{texts.notice_fault(fault)}</p> }
    })
}

fn described(id: &str, is_wrong: bool) -> String {
    let about = format!("about-{id}");
    if is_wrong {
        return [format!("wrong-{id}"), about].join(" ");
    }
    about
}
