//! One parcel: where it stands, the three answers, dates, carrier, scans and
//! what it holds.

use super::act::act;
use super::history::history;
use super::icon::icon;
use super::order::{anew, facts, incident, window};
use super::policy::policy;
use super::report::report;
use super::share::{copy, share};
use super::shown::Changes;
use super::steps::steps;
use crate::ui::map::map;
use doorstep::view::tracking::{
    CarrierView, ItemView, Labels, ParcelView, PromiseView, ReportLineView,
};
use leptos::either::Either;
use leptos::prelude::*;

/// Who says where a parcel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// The order's headline, just above.
    OfOrder,
    /// The parcel itself, as one of several.
    Own,
}

/// Draws one parcel.
pub fn parcel(
    parcel: &ParcelView,
    changes: Changes,
    (labels, line): (&Labels, Option<&ReportLineView>),
    heading: Heading,
    path: &str,
) -> impl IntoView + use<> {
    let report = line.map(|line| report(line, &parcel.id, path));
    let own = (heading == Heading::Own).then(|| anew(changes.answer, own_heading(parcel)));
    view! {
        <article
            class="parcel"
            id=parcel.id.clone()
            data-parcel=parcel.id.clone()
            data-status=parcel.status.code()
        >
            {own}
            <div class="glance">
                {anew(changes.act, act(parcel, labels, path))}
                {anew(changes.steps, steps(&parcel.steps, labels))} {report}
            </div>
            <div class="where">
                {parcel.map.as_ref().map(map)} {parcel.policy.as_ref().map(policy)}
                {answers(parcel, changes, labels)}
            </div>
            <div class="details">
                <div>{history(&parcel.days, labels, heading)}</div>
                <div>
                    {parcel.carrier.as_ref().map(|who| carrier(who, labels, heading))}
                    {contents(&parcel.items, labels, heading)}
                    {share(parcel, labels, path)}
                    {promises(&parcel.promises, labels, heading)}
                </div>
            </div>
        </article>
    }
}

fn own_heading(parcel: &ParcelView) -> impl IntoView + use<> {
    view! {
        <div class="parcel-head">
            {parcel.heading.clone().map(|heading| view! { <p class="which">{heading}</p> })}
            <h2 data-status=parcel.status.code()>{icon(parcel.status)} {parcel.headline.clone()}</h2>
            {facts(Some(parcel), None)}
            {window(&parcel.window)}
            {incident(parcel)}
        </div>
    }
}

/// A section's heading, one level below the headline it belongs to.
pub fn section_heading(text: &str, heading: Heading) -> impl IntoView + use<> {
    let text = text.to_owned();
    match heading {
        Heading::OfOrder => Either::Left(view! { <h2 class="section">{text}</h2> }),
        Heading::Own => Either::Right(view! { <h3 class="section">{text}</h3> }),
    }
}

fn answers(parcel: &ParcelView, changes: Changes, labels: &Labels) -> impl IntoView + use<> {
    let answer = |key: &'static str, label: &str, text: &str| {
        view! {
            <div data-answer=key>
                <dt>{label.to_owned()}</dt>
                <dd>{text.to_owned()}</dd>
            </div>
        }
    };
    let story = view! {
        <dl class="answers" data-part="answers">
            {answer("happened", &labels.happened, &parcel.happened)}
            {answer("next", &labels.next, &parcel.next)}
        </dl>
    };
    view! {
        <section class="card">
            {anew(changes.story, story)}
            <p class="freshness" data-part="freshness">
                {parcel.freshness.clone()}
            </p>
        </section>
    }
}

fn promises(
    promises: &[PromiseView],
    labels: &Labels,
    heading: Heading,
) -> Option<impl IntoView + use<>> {
    if promises.is_empty() {
        return None;
    }
    let named: Vec<_> = promises.iter().map(|one| promise(one, labels)).collect();
    Some(view! {
        <section class="card" data-part="promises">
            {section_heading(&labels.promises, heading)}
            <ol class="promises">{named}</ol>
        </section>
    })
}

fn promise(promise: &PromiseView, labels: &Labels) -> impl IntoView + use<> {
    let current = promise.current.then_some("true");
    let holds = promise
        .current
        .then(|| view! { <span class="holds">{labels.promise_current.clone()}</span> });
    view! {
        <li data-current=current>
            <span class="date">{promise.date.clone()}</span>
            {holds}
            <span class="note">{promise.note.clone()}</span>
        </li>
    }
}

fn carrier(carrier: &CarrierView, labels: &Labels, heading: Heading) -> impl IntoView + use<> {
    let number = carrier.number.as_ref().map(|number| {
        view! {
            <p class="number">
                <span>{labels.number.clone()}</span>
                " "
                <strong>{number.clone()}</strong>
                {copy(number, labels)}
            </p>
        }
    });
    let link = carrier
        .link
        .clone()
        .filter(|link| link.starts_with("https://"))
        .map(|link| {
            view! {
                <p>
                    <a class="button" href=link rel="noopener noreferrer">
                        {labels.carrier_link.clone()}
                    </a>
                </p>
            }
        });
    view! {
        <section class="card" data-part="carrier">
            {section_heading(&labels.carrier, heading)}
            <p class="name">{carrier.name.clone()}</p>
            {number}
            {link}
        </section>
    }
}

fn contents(held: &[ItemView], labels: &Labels, heading: Heading) -> Option<impl IntoView + use<>> {
    let list = items(held)?;
    Some(view! {
        <section class="card">{section_heading(&labels.items, heading)} {list}</section>
    })
}

/// A list of items, each with how many.
pub fn items(items: &[ItemView]) -> Option<impl IntoView + use<>> {
    if items.is_empty() {
        return None;
    }
    let items: Vec<_> = items
        .iter()
        .map(|item| {
            view! {
                <li>
                    <span class="count">{format!("{} ×", item.quantity)}</span>
                    " "
                    <span>{item.title.clone()}</span>
                </li>
            }
        })
        .collect();
    Some(view! {
        <ul class="items" data-part="items">
            {items}
        </ul>
    })
}
