//! What went out to the buyer and what became of it, what is demanded of
//! carriers, what was corrected, and who did what.

use super::field::{Form, fault, tick};
use super::{Drawing, small_print};
use doorstep::advice::Do;
use doorstep::view::console::desk::{ClaimView, CorrectionView, MessageView, ToldView};
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
    // It stands open while it is what has to be gone on with.
    let is_next = claim.is_open && matches!(drawing.pane.advice.action, Do::FollowClaim);
    view! {
        <details class="claim" open=is_next data-claim=claim.id.clone()>
            <summary>
                <strong>{claim.label.clone()}</strong>
                " "
                <span class="quiet">{claim.state.clone()}</span>
                " "
                {deadline}
            </summary>
            <p class="facts">{claim.amount.clone()}</p>
            <p class="quiet">{format!("{}: {at_hand}/{wanted}", words.evidence)}</p>
            {form}
        </details>
    }
}

/// What is at hand, and how it goes on.
fn claim_form(claim: &ClaimView, drawing: Drawing<'_>) -> impl IntoView + use<> {
    let words = drawing.words;
    let form = Form {
        name: "claim-state",
        forms: &drawing.pane.forms,
    };
    let evidence: Vec<_> = claim
        .evidence
        .iter()
        .map(|piece| {
            let of_piece = (piece.code.clone(), piece.label.clone());
            tick(form, "at_hand", of_piece, piece.at_hand)
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
    view! {
        <form method="post" action=drawing.action("claim-state") data-swaps="">
            <input type="hidden" name="claim" value=claim.id.clone() />
            <input type="hidden" name="version" value=claim.version />
            {evidence}
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
        <p class="told" data-open=open>
            {told.text.clone()}
            {button}
        </p>
    }
}

/// Who opened and changed it.
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
