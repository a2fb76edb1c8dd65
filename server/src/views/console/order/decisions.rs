//! Claims, corrections, and the trail of what was done with an order.

use super::Pane;
use crate::db::{audit, claim, correction};
use crate::staff::By;
use app::texts::ClaimDeadline;
use chrono::NaiveDate;
use doorstep::audit::Deed;
use doorstep::carrier::Carrier;
use doorstep::claim::{ClaimState, Piece};
use doorstep::correction::Party;
use doorstep::money;
use doorstep::scan::Precision;
use doorstep::view::console::desk::{
    AuditView, ChoiceView, ClaimView, CorrectionView, EvidenceView, ToldView,
};

/// So many days before its last one a claim that is not filed is urgent.
const URGENT_DAYS: i64 = 5;

/// Claims, the newest first.
pub fn claims(pane: &Pane<'_>) -> Vec<ClaimView> {
    let rows = pane.rows.claims.iter();
    rows.filter_map(|row| of_claim(pane, row)).collect()
}

fn of_claim(pane: &Pane<'_>, row: &claim::Model) -> Option<ClaimView> {
    let texts = pane.texts();
    let (kind, state) = (row.claim_kind()?, row.claim_state()?);
    let carrier = Carrier::from_code(&row.carrier).name();
    let parts = [
        Some(texts.claim_kind(kind).to_owned()),
        carrier.clone(),
        pane.heading_of(Some(row.shipment_id)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let last: Option<NaiveDate> = row.deadline.parse().ok();
    let today = pane.reader.today();
    let is_waiting = state == ClaimState::Open;
    let deadline = last.filter(|_| is_waiting).map(|last| {
        texts.claim_deadline(&ClaimDeadline {
            not_before: row.not_before.as_deref().and_then(|day| day.parse().ok()),
            last,
            is_known: row.deadline_known,
            today,
            carrier: carrier.as_deref(),
        })
    });
    let money = |minor: Option<i64>| Some(money::amount(minor?, row.currency.as_deref()?));
    Some(ClaimView {
        id: row.public_id.clone(),
        label: parts.join(", "),
        state: texts.claim_state(state).to_owned(),
        is_open: state.is_pending(),
        is_urgent: is_waiting && last.is_some_and(|last| (last - today).num_days() < URGENT_DAYS),
        deadline,
        amount: money(row.amount_minor),
        paid: money(row.decided_minor),
        evidence: row
            .pieces()
            .iter()
            .map(|piece| wanted(pane, piece))
            .collect(),
        steps: steps(pane, state),
        version: row.version,
    })
}

fn wanted(pane: &Pane<'_>, piece: &Piece) -> EvidenceView {
    EvidenceView {
        code: piece.evidence.code().to_owned(),
        label: pane.texts().evidence(piece.evidence).to_owned(),
        at_hand: piece.at_hand,
        words: piece.words.as_deref().map(|words| pane.reader.said(words)),
    }
}

fn steps(pane: &Pane<'_>, state: ClaimState) -> Vec<ChoiceView> {
    ClaimState::ALL
        .into_iter()
        .filter(|next| state.may_become(*next))
        .map(|next| ChoiceView::new(next.code(), pane.texts().claim_step(next)))
        .collect()
}

/// Corrections, the newest first. Where the brand masks its customers an
/// address is not shown, not even a new one.
pub fn corrections(pane: &Pane<'_>) -> Vec<CorrectionView> {
    let rows = pane.rows.corrections.iter();
    rows.filter_map(|row| of_correction(pane, row)).collect()
}

fn of_correction(pane: &Pane<'_>, row: &correction::Model) -> Option<CorrectionView> {
    let reader = &pane.reader;
    let texts = reader.texts;
    let party = |must_know: bool, told_ms: Option<i64>, who: Party| {
        must_know.then(|| ToldView {
            who: who.code().to_owned(),
            text: texts.told(who, told_ms.map(|at| reader.at(at)), reader.today()),
            is_open: told_ms.is_none(),
        })
    };
    let told = [
        party(row.shop_must_know, row.shop_told_ms, Party::Shop),
        party(row.carrier_must_know, row.carrier_told_ms, Party::Carrier),
    ];
    Some(CorrectionView {
        id: row.public_id.clone(),
        label: texts.correction_kind(row.correction_kind()?).to_owned(),
        body: if reader.is_masked() {
            texts.pane_words().hidden.to_owned()
        } else {
            row.body.clone()
        },
        by: reader.by(row.staff_id, row.created_ms),
        told: told.into_iter().flatten().collect(),
    })
}

/// The trail, the newest first.
pub fn audit(pane: &Pane<'_>) -> Vec<AuditView> {
    let rows = pane.rows.audit.iter();
    rows.filter_map(|row| of_deed(pane, row)).collect()
}

fn of_deed(pane: &Pane<'_>, row: &audit::Model) -> Option<AuditView> {
    let reader = &pane.reader;
    let texts = reader.texts;
    let deed = Deed::from_code(&row.action)?;
    let at = texts.short_moment(reader.at(row.at_ms), Precision::Minute, reader.today());
    Some(AuditView {
        at,
        by: match row.staff_id {
            Some(id) => reader.name(id),
            None if row.actor == "shopper" => texts.pane_words().shopper.to_owned(),
            None if row.actor == By::Operator.name() => texts.trail().operator.to_owned(),
            None => row.actor.clone(),
        },
        what: texts.deed_label(deed).to_owned(),
    })
}
