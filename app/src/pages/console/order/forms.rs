//! The forms that are rarely needed: a claim, a corrected address, a shipment
//! and a mark by hand.

use super::Drawing;
use super::acts::{carrier, form, send};
use super::field::{area, choose, count, fault, filled, input, tick};
use leptos::prelude::*;

/// Opens a claim.
pub fn claim(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let form = form(drawing, "claim");
    let choices = &pane.forms.choices;
    let amount = choices.amount.as_deref().unwrap_or_default();
    view! {
        <form method="post" action=drawing.action("claim") data-swaps="">
            {choose(form, "kind", words.claim_kind, (None, &choices.claims))}
            {choose(form, "parcel", words.parcel, (None, &choices.parcels))}
            {filled(form, "amount", words.amount, amount)}
            {fault(form, "")}
            {send(words.save_claim)}
        </form>
    }
}

/// Writes down the right address, or what the driver should know.
pub fn correction(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let form = form(drawing, "correction");
    let must_know = |who: &str, label: &'static str| {
        // Both, until somebody says otherwise: a word too many costs nothing.
        let is_ticked = !form.was_sent() || form.typed("must_know").contains(who);
        (who.to_owned(), label.to_owned(), is_ticked)
    };
    let boxes = [
        must_know("shop", words.shop_must_know),
        must_know("carrier", words.carrier_must_know),
    ]
    .map(|(who, label, is_ticked)| tick(form, "must_know", (who, label), is_ticked));
    view! {
        <form method="post" action=drawing.action("correction") data-swaps="">
            {choose(form, "kind", words.correct_kind, (None, &pane.forms.choices.corrections))}
            {area(form, "body", words.correct_body, (4, ""))}
            {boxes.into_iter().collect_view()}
            {fault(form, "")}
            {send(words.save_correction)}
        </form>
    }
}

/// A number that is added, put in another's place or taken away; a whole
/// shipment by hand.
pub fn shipment(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let form = form(drawing, "shipment");
    let choices = &pane.forms.choices;
    let which = (!choices.shipments.is_empty())
        .then(|| choose(form, "parcel", words.parcel, (None, &choices.shipments)));
    let counts: Vec<_> = choices.lines.iter().map(|line| count(form, line)).collect();
    let holds = (!counts.is_empty()).then(|| {
        view! {
            <fieldset class="holds">
                <legend>{words.shipment_holds}</legend>
                <p class="hint">{words.shipment_holds_hint}</p>
                {counts}
                {fault(form, "items")}
            </fieldset>
        }
    });
    view! {
        <form method="post" action=drawing.action("shipment") data-swaps="">
            {choose(form, "do", words.shipment_do, (None, &choices.changes))}
            {which}
            {carrier(drawing, form, words.carrier)}
            {input(form, "number", words.number, ("text", None))}
            {filled(form, "service", words.shipment_service, "")}
            {holds}
            {fault(form, "")}
            {send(words.save_shipment)}
        </form>
    }
}

/// What one knows of a parcel, beside the carrier's truth.
pub fn mark(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let form = form(drawing, "mark");
    let choices = &pane.forms.choices;
    view! {
        <form method="post" action=drawing.action("mark") data-swaps="">
            {choose(form, "parcel", words.parcel, (None, &choices.parcels))}
            {choose(form, "as", words.mark_as, (None, &choices.marks))}
            {area(form, "why", words.mark_why, (3, ""))}
            {fault(form, "")}
            {send(words.save_mark)}
        </form>
    }
}
