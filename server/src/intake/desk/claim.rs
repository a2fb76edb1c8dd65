//! Claims: demands on a carrier for a parcel, from opening one to the
//! carrier's decision.

use super::Refusal;
use super::change::{Change, Of};
use super::words::{REASON, words_if_any};
use crate::db::desk::{order_of_shipment, shipment_of_served};
use crate::db::orders::Terms;
use crate::db::{claim, json, shipment, to_ms};
use crate::facts::{self, Told};
use crate::services::Services;
use crate::site;
use crate::staff::Actor;
use crate::zones;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use doorstep::audit::Deed;
use doorstep::claim::{self as rules, ClaimKind, ClaimState, Days, Piece, Way};
use doorstep::desk::Fault;
use doorstep::ids::ClaimId;
use doorstep::journey::Journey;
use doorstep::money;
use doorstep::scan::{Scan, Status};
use doorstep::silence;
use doorstep::window;
use std::collections::HashMap;

/// What is demanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Minor units.
    pub minor: i64,
    /// ISO 4217.
    pub currency: String,
}

/// What a carrier decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It pays: so much, where that is not what was demanded, in the same
    /// currency.
    Pays(Option<Amount>),
    /// It does not.
    Refuses,
}

/// Opens a claim for a parcel (`shp_...`); says its id (`clm_...`).
///
/// # Errors
/// [`Refusal::NotThere`] for a parcel of another brand, [`Fault::NoCarrier`]
/// where nobody knows whose it is, [`Fault::NoAmount`], and
/// [`Fault::ClaimIsOpen`] while another of the kind waits for something.
pub async fn open(
    services: &Services,
    actor: &Actor,
    shipment: &str,
    kind: ClaimKind,
    amount: Option<Amount>,
) -> Result<String, Refusal> {
    let read = services.database.read();
    let found = shipment_of_served(read, &actor.serves, shipment).await?;
    let parcel = found.ok_or(Refusal::NotThere)?;
    let amount = amount.map(checked).transpose()?;
    let row = draft(services, actor, parcel, kind, amount).await?;
    let of = Of {
        brand_id: row.brand_id,
        order_id: row.order_id,
    };
    let change = Change::begin(services, actor, of).await?;
    let claims = claim::of_order(&change.transaction, row.order_id).await?;
    let is_pending = |other: &claim::Model| {
        let pending = other.claim_state().is_some_and(ClaimState::is_pending);
        pending && (other.shipment_id, &other.kind) == (row.shipment_id, &row.kind)
    };
    if claims.iter().any(is_pending) {
        change.undo().await?;
        return Err(Fault::ClaimIsOpen.into());
    }
    claim::add(&change.transaction, &row).await?;
    let detail = told(&row, ClaimState::Open);
    change
        .audit(Deed::ClaimChanged, Some(&row.public_id), Some(detail))
        .await?;
    change.done().await?;
    Ok(row.public_id)
}

/// The claim has been sent to the carrier.
///
/// # Errors
/// [`Refusal::NotThere`] for a claim of another brand;
/// [`Refusal::ChangedMeanwhile`] where it has another version or state.
pub async fn file(
    services: &Services,
    actor: &Actor,
    claim: &str,
    version: i64,
) -> Result<(), Refusal> {
    let now = to_ms(services.clock.now());
    advance(services, actor, claim, version, ClaimState::Filed, |row| {
        row.filed_ms = Some(now);
    })
    .await
}

/// The carrier has decided.
///
/// # Errors
/// Those of [`file`], and [`Fault::NoAmount`] for another currency, and where
/// nothing was demanded and nobody says what is paid.
pub async fn decide(
    services: &Services,
    actor: &Actor,
    claim: &str,
    version: i64,
    decision: Decision,
) -> Result<(), Refusal> {
    let now = to_ms(services.clock.now());
    let (state, paid) = match decision {
        Decision::Pays(amount) => (ClaimState::Paid, amount.map(checked).transpose()?),
        Decision::Refuses => (ClaimState::Refused, None),
    };
    let row = find(services, actor, claim, version).await?;
    let mut decided = (row.amount_minor, row.currency.clone());
    if let Some(paid) = paid {
        if row.currency.is_some_and(|known| known != paid.currency) {
            return Err(Fault::NoAmount.into());
        }
        decided = (Some(paid.minor), Some(paid.currency));
    }
    let (minor, currency) = decided;
    if state == ClaimState::Paid && minor.is_none() {
        return Err(Fault::NoAmount.into());
    }
    advance(services, actor, claim, version, state, |row| {
        row.decided_ms = Some(now);
        row.decided_minor = minor.filter(|_| state == ClaimState::Paid);
        row.currency = currency;
    })
    .await
}

/// Nobody asks the carrier any more.
///
/// # Errors
/// Those of [`file`].
pub async fn withdraw(
    services: &Services,
    actor: &Actor,
    claim: &str,
    version: i64,
) -> Result<(), Refusal> {
    let now = to_ms(services.clock.now());
    let state = ClaimState::Withdrawn;
    advance(services, actor, claim, version, state, |row| {
        row.decided_ms = Some(now);
    })
    .await
}

/// Says what of a claim's evidence is at hand: the whole list, of which what
/// is not said is not at hand.
///
/// # Errors
/// Those of [`file`], and [`Fault::TooLong`] for the words beside a line;
/// [`Fault::Forgotten`] for words once the order's person is.
pub async fn evidence(
    services: &Services,
    actor: &Actor,
    claim: &str,
    version: i64,
    said: &[Piece],
) -> Result<(), Refusal> {
    let mut row = find(services, actor, claim, version).await?;
    let (Some(kind), Some(state)) = (row.claim_kind(), row.claim_state()) else {
        return Err(Refusal::NotThere);
    };
    if !state.is_pending() {
        return Err(Refusal::ChangedMeanwhile);
    }
    let mut pieces = rules::pieces(kind, said);
    for piece in &mut pieces {
        piece.words = words_if_any(piece.words.as_deref(), REASON)?;
    }
    row.evidence = json(&pieces)?;
    let change = Change::begin(services, actor, of(&row)).await?;
    if change.is_forgotten() && pieces.iter().any(|piece| piece.words.is_some()) {
        change.undo().await?;
        return Err(Fault::Forgotten.into());
    }
    let at_hand: Vec<_> = pieces
        .iter()
        .filter(|piece| piece.at_hand)
        .map(|piece| piece.evidence)
        .collect();
    let detail = serde_json::json!({ "at_hand": at_hand });
    save(change, &row, version, detail).await
}

async fn advance(
    services: &Services,
    actor: &Actor,
    claim: &str,
    version: i64,
    state: ClaimState,
    with: impl FnOnce(&mut claim::Model),
) -> Result<(), Refusal> {
    let mut row = find(services, actor, claim, version).await?;
    let stands = row.claim_state();
    if !stands.is_some_and(|stands| stands.may_become(state)) {
        return Err(Refusal::ChangedMeanwhile);
    }
    state.code().clone_into(&mut row.state);
    with(&mut row);
    let change = Change::begin(services, actor, of(&row)).await?;
    let detail = told(&row, state);
    save(change, &row, version, detail).await
}

/// What the trail says of a claim.
fn told(row: &claim::Model, state: ClaimState) -> serde_json::Value {
    let mut detail = serde_json::json!({ "kind": row.kind, "state": state });
    let money = |minor: Option<i64>| Some(money::amount(minor?, row.currency.as_deref()?));
    if let Some(amount) = money(row.decided_minor.or(row.amount_minor)) {
        detail["amount"] = amount.into();
    }
    detail
}

async fn find(
    services: &Services,
    actor: &Actor,
    claim: &str,
    version: i64,
) -> Result<claim::Model, Refusal> {
    let read = services.database.read();
    let found = claim::of_served_by_public_id(read, &actor.serves, claim).await?;
    let row = found.ok_or(Refusal::NotThere)?;
    if row.version == version {
        Ok(row)
    } else {
        Err(Refusal::ChangedMeanwhile)
    }
}

async fn save(
    change: Change<'_>,
    row: &claim::Model,
    seen: i64,
    detail: serde_json::Value,
) -> Result<(), Refusal> {
    if !claim::change(&change.transaction, row, seen).await? {
        change.undo().await?;
        return Err(Refusal::ChangedMeanwhile);
    }
    change
        .audit(Deed::ClaimChanged, Some(&row.public_id), Some(detail))
        .await?;
    Ok(change.done().await?)
}

const fn of(row: &claim::Model) -> Of {
    Of {
        brand_id: row.brand_id,
        order_id: row.order_id,
    }
}

fn checked(amount: Amount) -> Result<Amount, Fault> {
    let currency = amount.currency.trim().to_ascii_uppercase();
    let is_code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    if amount.minor <= 0 || !is_code {
        return Err(Fault::NoAmount);
    }
    Ok(Amount { currency, ..amount })
}

/// A claim as it is opened: with the list of what the carrier wants to see,
/// and until when it takes it.
async fn draft(
    services: &Services,
    actor: &Actor,
    parcel: shipment::Model,
    kind: ClaimKind,
    amount: Option<Amount>,
) -> Result<claim::Model, Refusal> {
    let read = services.database.read();
    let order = order_of_shipment(read, &parcel).await?;
    let terms = Terms::from(&order.ok_or(Refusal::NotThere)?);
    let (brand_id, order_id, shipment_id) = (parcel.brand_id, terms.id, parcel.id);
    let known = HashMap::from([(terms.id, terms.clone())]);
    let told = facts::gather(read, vec![parcel], &known).await?.pop();
    let told = told.ok_or(Refusal::NotThere)?;
    let carrier = facts::carrier_of(&told);
    if carrier.is_unnamed() {
        return Err(Fault::NoCarrier.into());
    }
    let now = services.clock.now();
    let book = services.book.now();
    let zone = book.brand(brand_id).map_or("UTC", |brand| &*brand.zone);
    let zone: Tz = zone.parse().unwrap_or(Tz::UTC);
    let journey = Journey::from_facts(&told.facts);
    let first = silence::first_place(&journey).and_then(|place| place.country.as_deref());
    let way = Way {
        from: first.or_else(|| zones::country_of(zone)),
        to: terms.country.as_deref(),
    };
    let days = days(&told, &journey, zone);
    let today = day(now, zone);
    let deadline = rules::deadline(carrier.code(), kind, way, days, today);
    Ok(claim::Model {
        id: 0,
        public_id: ClaimId::from_random(site::random_bits())
            .as_str()
            .to_owned(),
        brand_id,
        order_id,
        shipment_id,
        kind: kind.code().to_owned(),
        carrier: carrier.code().to_owned(),
        state: ClaimState::Open.code().to_owned(),
        evidence: json(&rules::pieces(kind, &[]))?,
        not_before: deadline.not_before.map(|day| day.to_string()),
        deadline: deadline.last.to_string(),
        deadline_known: deadline.is_known,
        amount_minor: amount.as_ref().map(|amount| amount.minor),
        currency: amount.map(|amount| amount.currency),
        decided_minor: None,
        opened_ms: to_ms(now),
        opened_by: actor.id,
        filed_ms: None,
        decided_ms: None,
        version: 0,
    })
}

/// The days a carrier counts from, in the shop's calendar where only a moment
/// is known.
fn days(told: &Told, journey: &Journey, zone: Tz) -> Days {
    let on = |scan: &Scan| {
        let local = scan.time.local.map(|local| local.date());
        local.or_else(|| Some(day(scan.time.instant?, zone)))
    };
    let facts = &told.facts;
    let handed_over = facts.handed_over_at.or(facts.packed_at);
    let delivered = journey
        .newest_stop()
        .filter(|(newest, _)| newest.status == Status::Delivered)
        .and_then(|(_, first)| on(journey.scan_of(&first)));
    let promises = window::promises(facts, journey);
    Days {
        shipped: journey
            .first_possession()
            .and_then(on)
            .or_else(|| Some(day(handed_over?, zone))),
        due: promises.first().map(|promise| promise.estimate.to),
        delivered,
    }
}

fn day(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}
