//! What went out to the buyer and what became of it, what is demanded of
//! carriers, what was corrected, and who did what.

use super::field::{Form, fault, filled, tick};
use super::{Drawing, small_print};
use crate::texts::PaneWords;
use doorstep::advice::Do;
use doorstep::claim::ClaimState;
use doorstep::view::console::desk::{
    ClaimView, CorrectionView, EvidenceView, MessageView, ToldView,
};
use leptos::prelude::*;

/// Every message with its outcome.
pub fn messages(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let none = pane
        .messages
        .is_empty()
        .then(|| view! { <p class="quiet">{words.no_messages}</p> });
    let messages: Vec<_> = pane.messages.iter().map(message).collect();
    view! {
        <section class="messages" data-part="messages">
            <h3>{words.messages}</h3>
            {none}
            <div class="scroll" tabindex="0" role="region" aria-label=words.messages>
                <ul>{messages}</ul>
            </div>
        </section>
    }
}

fn message(message: &MessageView) -> impl IntoView + use<> {
    view! {
        <li>
            <span>{message.label.clone()}</span>
            <span class="quiet">{message.at.clone()}</span>
            <span class="outcome" data-outcome=message.outcome.standing.code()>
                {message.outcome.text.clone()}
            </span>
        </li>
    }
}

/// Demands on carriers.
pub fn claims(drawing: Drawing<'_>) -> Option<impl IntoView + use<>> {
    let Drawing { pane, words, .. } = drawing;
    if pane.claims.is_empty() {
        return None;
    }
    let claims: Vec<_> = pane.claims.iter().map(|one| claim(one, drawing)).collect();
    Some(view! {
        <section class="claims" id="claims" data-part="claims">
            <h3>{words.claims}</h3>
            {claims}
        </section>
    })
}

fn claim(claim: &ClaimView, drawing: Drawing<'_>) -> impl IntoView + use<> {
    let words = drawing.words;
    let urgent = claim.is_urgent.then_some("");
    let deadline = claim.deadline.clone().map(|deadline| {
        view! { <span class="due" data-overdue=urgent>{deadline}</span> }
    });
    let at_hand = claim.evidence.iter().filter(|piece| piece.at_hand).count();
    let wanted = claim.evidence.len();
    let form = claim.is_open.then(|| claim_form(claim, drawing));
    let was_sent = claim_is(claim, drawing).was_sent();
    let money = [(words.amount, &claim.amount), (words.paid, &claim.paid)];
    let money: Vec<_> = money
        .into_iter()
        .filter_map(|(label, money)| Some(format!("{label}: {}", money.as_ref()?)))
        .map(|line| view! { <p class="facts">{line}</p> })
        .collect();
    // It stands open while it is what has to be gone on with.
    let is_next = claim.is_open && matches!(drawing.pane.advice.action, Do::FollowClaim);
    view! {
        <details class="claim" open=is_next || was_sent data-claim=claim.id.clone()>
            <summary>
                <strong>{claim.label.clone()}</strong>
                " "
                <span class="quiet">{claim.state.clone()}</span>
                " "
                {deadline}
            </summary>
            {money}
            <p class="quiet">{format!("{}: {at_hand}/{wanted}", words.evidence)}</p>
            {form}
        </details>
    }
}

fn claim_is<'a>(claim: &'a ClaimView, drawing: Drawing<'a>) -> Form<'a> {
    Form {
        name: "claim-state",
        of: Some(&claim.id),
        forms: &drawing.pane.forms,
    }
}

/// What is at hand, and how it goes on.
fn claim_form(claim: &ClaimView, drawing: Drawing<'_>) -> impl IntoView + use<> {
    let words = drawing.words;
    let form = claim_is(claim, drawing);
    let ticked = form.typed("at_hand");
    let evidence: Vec<_> = claim
        .evidence
        .iter()
        .map(|piece| {
            let of_piece = (piece.code.clone(), piece.label.clone());
            let is_ticked = if form.was_sent() {
                ticked.split(' ').any(|code| code == piece.code)
            } else {
                piece.at_hand
            };
            let found = (!drawing.pane.customer.masked).then(|| where_found(form, piece, words));
            view! {
                {tick(form, "at_hand", of_piece, is_ticked)}
                {found}
            }
        })
        .collect();
    let steps: Vec<_> = claim
        .steps
        .iter()
        .map(|step| {
            view! {
                <button class="small" name="become" value=step.code.clone()>
                    {step.label.clone()}
                </button>
            }
        })
        .collect();
    let may_be_paid = claim
        .steps
        .iter()
        .any(|step| step.code == ClaimState::Paid.code());
    let demanded = claim.amount.as_deref().unwrap_or_default();
    let paid = may_be_paid.then(|| filled(form, "amount", words.paid, demanded));
    view! {
        <form method="post" action=drawing.action("claim-state") data-swaps="">
            <input type="hidden" name="claim" value=claim.id.clone() />
            <input type="hidden" name="version" value=claim.version />
            {evidence}
            {paid}
            {fault(form, "")}
            <p class="buttons">
                <button class="small" name="become" value="">
                    {words.save_evidence}
                </button>
                {steps}
            </p>
        </form>
    }
}

/// Where a piece of evidence is to be found. Not where the brand masks its
/// customers: what was blotted out would be sent back so.
fn where_found(
    form: Form<'_>,
    piece: &EvidenceView,
    words: &'static PaneWords,
) -> impl IntoView + use<> {
    let name = format!("words-{}", piece.code);
    let stands = if form.was_sent() {
        form.typed(&name)
    } else {
        piece.words.clone().unwrap_or_default()
    };
    view! {
        <p class="field">
            <input
                id=form.id(&name)
                name=name
                autocomplete="off"
                maxlength="500"
                value=stands
                placeholder=words.evidence_words
                aria-label=format!("{}: {}", piece.label, words.evidence_words)
            />
        </p>
    }
}

/// Corrected addresses and instructions.
pub fn corrections(drawing: Drawing<'_>) -> Option<impl IntoView + use<>> {
    let Drawing { pane, words, .. } = drawing;
    if pane.corrections.is_empty() {
        return None;
    }
    let corrections: Vec<_> = pane
        .corrections
        .iter()
        .map(|one| correction(one, drawing))
        .collect();
    Some(view! {
        <section class="corrections" id="corrections" data-part="corrections">
            <h3>{words.corrections}</h3>
            <ul>{corrections}</ul>
        </section>
    })
}

fn correction(correction: &CorrectionView, drawing: Drawing<'_>) -> impl IntoView + use<> {
    let told: Vec<_> = correction
        .told
        .iter()
        .map(|one| told(one, &correction.id, drawing))
        .collect();
    view! {
        <li>
            <strong>{correction.label.clone()}</strong>
            ": "
            <span class="body">{correction.body.clone()}</span>
            {small_print("facts", vec![Some(correction.by.clone())])}
            {told}
        </li>
    }
}

fn told(told: &ToldView, correction: &str, drawing: Drawing<'_>) -> impl IntoView + use<> {
    let words = drawing.words;
    let open = told.is_open.then_some("");
    let button = told.is_open.then(|| {
        view! {
            <form method="post" action=drawing.action("told") data-swaps="">
                <input type="hidden" name="correction" value=correction.to_owned() />
                <button class="small" name="who" value=told.who.clone()>
                    {words.mark_told}
                </button>
            </form>
        }
    });
    view! {
        <div class="told" data-open=open>
            {told.text.clone()} {button}
        </div>
    }
}

/// Who opened and changed what.
pub fn audit(drawing: Drawing<'_>) -> impl IntoView + use<> {
    let Drawing { pane, words, .. } = drawing;
    let lines: Vec<_> = pane
        .audit
        .iter()
        .map(|line| {
            view! {
                <li>
                    <span class="quiet">{line.at.clone()}</span>
                    <span>{line.by.clone()}</span>
                    <span>{line.what.clone()}</span>
                </li>
            }
        })
        .collect();
    view! {
        <details class="audit" data-part="audit">
            <summary>{words.audit}</summary>
            <ul>{lines}</ul>
        </details>
    }
}
