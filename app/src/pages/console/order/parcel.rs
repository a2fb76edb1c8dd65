//! Parcels: who carries each, since when it stands so, what staff know of it,
//! its way, every date that was named for it and its scans. How an only one
//! stands is said above; of several, the one with the worst trouble stands
//! open and the others are a press away.

use super::scans::scans;
use super::{Drawing, small_print};
use crate::pages::tracking::icon::icon;
use crate::ui::map::map;
use doorstep::view::console::parcel::{IncidentNote, LedgerView, MarkView, PaneParcelView};
use doorstep::view::tracking::CarrierView;
use leptos::either::Either;
use leptos::prelude::*;

/// Draws them.
pub fn parcels(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let several = pane.parcels.len() > 1;
    let parcels: Vec<_> = pane
        .parcels
        .iter()
        .enumerate()
        .map(|(index, one)| {
            if several {
                Either::Left(folded(one, index == 0, drawing))
            } else {
                Either::Right(parcel(one, drawing))
            }
        })
        .collect();
    view! {
        <section class="parcels" data-part="parcels" aria-label=words.parcels>
            {parcels}
        </section>
    }
}

fn folded(one: &PaneParcelView, is_open: bool, drawing: Drawing<'_>) -> impl IntoView + use<> {
    view! {
        <details class="one-of" name="parcel" open=is_open data-status=one.status.code()>
            <summary>
                {icon(one.status)} <span class="which">{one.heading.clone()}</span>
                <strong data-part="parcel-headline">{one.headline.clone()}</strong>
                <span class="quiet">{one.window.text.clone()}</span>
            </summary>
            {parcel(one, drawing)}
        </details>
    }
}

fn parcel(one: &PaneParcelView, drawing: Drawing<'_>) -> impl IntoView + use<> {
    view! {
        <article
            class="pane-parcel"
            id=one.id.clone()
            data-parcel=one.id.clone()
            data-status=one.status.code()
        >
            <div class="glance">
                <div class="known">
                    {carrier(one.carrier.as_ref(), one.by_hand, drawing)}
                    {small_print("facts", vec![one.since.clone(), one.place.clone()])} {facts(one)}
                    {incidents(&one.incidents, drawing)} {marks(one, drawing)}
                </div>
                {one.map.as_ref().map(map)}
            </div>
            {ledger(&one.promises, drawing)}
            {scans(one, drawing)}
        </article>
    }
}

fn carrier(
    carrier: Option<&CarrierView>,
    by_hand: bool,
    drawing: Drawing<'_>,
) -> Option<impl IntoView + use<>> {
    let carrier = carrier?;
    let words = drawing.words;
    let link = carrier
        .link
        .clone()
        .filter(|link| link.starts_with("https://"))
        .map(|link| {
            view! {
                <a href=link target="_blank" rel="noopener noreferrer">
                    {words.carrier_page}
                </a>
            }
        });
    let by_hand = by_hand.then(|| view! { <span class="kind">{words.by_hand}</span> });
    Some(view! {
        <p class="carrier" data-part="carrier">
            <span>{carrier.name.clone()}</span>
            <strong class="number">{carrier.number.clone()}</strong>
            {by_hand}
            {link}
        </p>
    })
}

fn facts(one: &PaneParcelView) -> Option<impl IntoView + use<>> {
    if one.facts.is_empty() {
        return None;
    }
    let facts: Vec<_> = one
        .facts
        .iter()
        .map(|fact| {
            view! {
                <div>
                    <dt>{fact.label.clone()}</dt>
                    <dd>{fact.value.clone()}</dd>
                </div>
            }
        })
        .collect();
    Some(view! {
        <dl class="pairs" data-part="facts">
            {facts}
        </dl>
    })
}

fn incidents(incidents: &[IncidentNote], drawing: Drawing<'_>) -> Option<impl IntoView + use<>> {
    if incidents.is_empty() {
        return None;
    }
    let touching: Vec<_> = incidents
        .iter()
        .map(|incident| {
            view! {
                <li>
                    <strong>{incident.label.clone()}</strong>
                    " "
                    {incident.words.clone()}
                </li>
            }
        })
        .collect();
    Some(view! {
        <ul class="incidents" data-part="incidents" aria-label=drawing.words.incidents>
            {touching}
        </ul>
    })
}

fn marks(one: &PaneParcelView, drawing: Drawing<'_>) -> Option<impl IntoView + use<>> {
    if one.marks.is_empty() {
        return None;
    }
    let marks: Vec<_> = one
        .marks
        .iter()
        .map(|mark_of| mark(mark_of, &one.id, drawing))
        .collect();
    Some(view! {
        <ul class="marks" data-part="marks" aria-label=drawing.words.marks>
            {marks}
        </ul>
    })
}

fn mark(mark: &MarkView, parcel: &str, drawing: Drawing<'_>) -> impl IntoView + use<> {
    let words = drawing.words;
    let take_back = mark.withdrawn.is_none().then(|| {
        view! {
            <form method="post" action=drawing.action("unmark") data-swaps="">
                <button class="small" name="parcel" value=parcel.to_owned()>
                    {words.unmark}
                </button>
            </form>
        }
    });
    let is_over = mark.withdrawn.is_some().then_some("");
    view! {
        <li data-over=is_over>
            <span class="kind">{words.marks}</span>
            " "
            <strong>{mark.label.clone()}</strong>
            ": "
            {mark.why.clone()}
            {small_print("facts", vec![Some(mark.by.clone()), mark.withdrawn.clone()])}
            {take_back}
        </li>
    }
}

fn ledger(promises: &[LedgerView], drawing: Drawing<'_>) -> impl IntoView + use<> {
    let words = drawing.words;
    if promises.is_empty() {
        return Either::Left(view! {
            <p class="quiet" data-part="ledger">
                {words.no_dates}
            </p>
        });
    }
    let rows: Vec<_> = promises
        .iter()
        .map(|promise| {
            let current = promise.current.then_some("true");
            let latest = promise
                .current
                .then(|| view! { <span class="kind">{words.ledger_current}</span> });
            view! {
                <tr data-current=current>
                    <th scope="row">{promise.date.clone()} {latest}</th>
                    <td>{promise.source.clone()}</td>
                    <td>{promise.made.clone()}</td>
                    <td>{promise.reason.clone()}</td>
                </tr>
            }
        })
        .collect();
    Either::Right(view! {
        <table class="ledger" data-part="ledger">
            <caption>{words.ledger}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.ledger_date}</th>
                    <th scope="col">{words.ledger_source}</th>
                    <th scope="col">{words.ledger_made}</th>
                    <th scope="col">{words.ledger_reason}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    })
}
