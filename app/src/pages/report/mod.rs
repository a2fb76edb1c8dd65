//! Where a shopper says what is wrong: which parcel, what it is, the form of
//! that, and that it has come. Plain links and forms, whole without
//! JavaScript, drawn on the server alone.

mod form;
#[cfg(test)]
mod tests;

use crate::texts::ShopperTexts;
use doorstep::brand::Trouble;
use doorstep::contact::Topic;
use doorstep::view::brand::PolicyView;
use doorstep::view::report::{PartView, ReportStep, ReportView, SentView, ToldView};
use leptos::prelude::*;

/// Draws the page.
#[must_use]
pub fn page(view: ReportView, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.report_words();
    let heading = headline(&view.step, texts);
    let order = texts.order_label(&view.order_number);
    let part = view.part.as_ref().map(|part| {
        let line = line_of(part);
        view! { <span data-part="which">{line}</span> }
    });
    let told = match &view.step {
        ReportStep::Sent(_) => None,
        ReportStep::Which(_) | ReportStep::What { .. } | ReportStep::Form(_) => {
            told(&view.told, texts)
        }
    };
    let back = view.path.clone();
    view! {
        <div class="home report-page" data-page="report">
            <p class="order-line" data-part="order">
                <strong>{order}</strong>
                {part}
            </p>
            <h1>{heading}</h1>
            {told}
            {step(view, texts)}
            <p class="back">
                <a href=back>{words.back}</a>
            </p>
        </div>
    }
}

/// The heading of a page, which its title says too.
#[must_use]
pub fn headline(step: &ReportStep, texts: &dyn ShopperTexts) -> String {
    let words = texts.report_words();
    match step {
        ReportStep::Which(_) => words.which.to_owned(),
        ReportStep::What { .. } => words.what.to_owned(),
        ReportStep::Form(form) => texts.report_topic(form.topic, form.trouble).to_owned(),
        ReportStep::Sent(_) => words.sent.to_owned(),
    }
}

fn step(view: ReportView, texts: &dyn ShopperTexts) -> AnyView {
    let part = view.part.map(|part| part.id).unwrap_or_default();
    match view.step {
        ReportStep::Which(parts) => which(&view.path, parts).into_any(),
        ReportStep::What { topics, trouble } => {
            what(&view.path, &part, topics, trouble, texts).into_any()
        }
        ReportStep::Form(form) => form::form(&view.path, &part, *form, texts).into_any(),
        ReportStep::Sent(sent) => self::sent(*sent, texts).into_any(),
    }
}

/// "Parcel 1 of 2: Delivered".
fn line_of(part: &PartView) -> String {
    match &part.heading {
        Some(heading) => format!("{heading}: {}", part.headline),
        None => part.headline.clone(),
    }
}

/// What was told before comes first: perhaps it is all that was to be said.
fn told(told: &[ToldView], texts: &dyn ShopperTexts) -> Option<impl IntoView + use<>> {
    if told.is_empty() {
        return None;
    }
    let lines: Vec<_> = told
        .iter()
        .map(|one| {
            let line = texts.told_on(&one.on, one.topic, &one.reference, one.state);
            view! { <li>{line}</li> }
        })
        .collect();
    Some(view! {
        <section class="told" data-part="told">
            <h2>{texts.report_words().told}</h2>
            <ul>{lines}</ul>
        </section>
    })
}

fn which(path: &str, parts: Vec<PartView>) -> impl IntoView + use<> {
    let links: Vec<_> = parts
        .into_iter()
        .map(|part| {
            let link = format!("{path}/report?parcel={}", part.id);
            let line = line_of(&part);
            view! { <li><a href=link>{line}</a></li> }
        })
        .collect();
    view! { <ul class="topics" data-part="parts">{links}</ul> }
}

fn what(
    path: &str,
    part: &str,
    topics: Vec<Topic>,
    trouble: Option<Trouble>,
    texts: &dyn ShopperTexts,
) -> impl IntoView + use<> {
    let links: Vec<_> = topics
        .into_iter()
        .map(|topic| {
            let link = format!("{path}/report?parcel={part}&topic={}", topic.code());
            let label = texts.report_topic(topic, trouble);
            view! { <li><a href=link data-topic=topic.code()>{label}</a></li> }
        })
        .collect();
    view! { <ul class="topics" data-part="topics">{links}</ul> }
}

fn sent(sent: SentView, texts: &dyn ShopperTexts) -> impl IntoView + use<> {
    let words = texts.report_words();
    let told = &sent.told;
    let line = texts.told_on(&told.on, told.topic, &told.reference, told.state);
    let photos = (sent.photos > 0).then(|| {
        let count = texts.photos_came(sent.photos);
        view! { <p>{count}</p> }
    });
    view! {
        <div data-part="sent">
            <p class="reference">
                <span>{words.reference}</span>
                " "
                <strong data-part="reference">{told.reference.clone()}</strong>
            </p>
            <p>{line}</p>
            {photos}
            <p>{words.sent_text}</p>
        </div>
        {sent.policy.as_ref().map(policy)}
    }
}

/// What the shop does, in its own words: nothing else is said of that.
fn policy(policy: &PolicyView) -> impl IntoView + use<> {
    crate::pages::tracking::policy(policy)
}
