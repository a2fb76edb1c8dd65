//! `POST /console/queue`: what is done to one row or many.

use super::sent::{Picked, Sent};
use super::{Visit, nothing, order, order_path, said};
use crate::db::queue::{self as rows, Row};
use crate::error::Error;
use crate::intake::desk::Refusal;
use crate::intake::desk::queue::{self as desk, Item};
use crate::intake::desk::reply::{self, Words};
use crate::views::console::brands_looked_at;
use crate::views::replies;
use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, TimeZone, Utc};
use doorstep::desk::Fault;
use doorstep::queue::{Act, Filter, Later, Source};
use doorstep::template::TemplateKey;
use doorstep::view::console::{SaidTone, SaidView};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A row with what came of it.
type Outcome = (Picked, Result<(), Refusal>);

/// `POST /console/queue`.
pub async fn act(
    visit: Visit,
    fields: Result<Form<Vec<(String, String)>>, FormRejection>,
) -> Response {
    let fields = fields.map(|Form(fields)| fields).unwrap_or_default();
    let sent = Sent::read(fields);
    let Some(act) = sent.act.filter(|_| !sent.rows.is_empty()) else {
        let said = SaidView {
            tone: SaidTone::Refused,
            text: visit.texts().nothing_chosen().to_owned(),
        };
        return again(&visit, sent, vec![said]).await;
    };
    let outcomes = match done(&visit, act, &sent).await {
        Ok(outcomes) => outcomes,
        Err(error) => return visit.failed(&error).await,
    };
    if let Some(fault) = to_be_mended(&outcomes) {
        let mut sent = sent;
        sent.form.fault = Some(visit.texts().desk_fault(fault).to_owned());
        sent.form.act = act.code().to_owned();
        return again(&visit, sent, Vec::new()).await;
    }
    let path = sent
        .order
        .as_deref()
        .map_or_else(|| "/console".to_owned(), order_path);
    visit.back(&path, &said::address(act, &outcomes))
}

/// What was typed cannot be taken, and nothing was done: the form comes back.
fn to_be_mended(outcomes: &[Outcome]) -> Option<Fault> {
    if outcomes.iter().any(|(_, outcome)| outcome.is_ok()) {
        return None;
    }
    outcomes.iter().find_map(|(_, outcome)| match outcome {
        Err(Refusal::Wrong(fault)) if *fault != Fault::IsResolved => Some(*fault),
        _ => None,
    })
}

/// The page once more, with all that was typed and ticked.
async fn again(visit: &Visit, sent: Sent, said: Vec<SaidView>) -> Response {
    let order = sent.order.clone();
    let mut shown = match &order {
        Some(id) => order::shown(visit, id).await,
        None => nothing(visit).await,
    };
    shown.form = sent.form;
    shown.said = said;
    if shown.status == StatusCode::OK {
        shown.status = StatusCode::UNPROCESSABLE_ENTITY;
    }
    visit.show(shown).await
}

async fn done(visit: &Visit, act: Act, sent: &Sent) -> Result<Vec<Outcome>, Error> {
    let form = &sent.form;
    let what = match act {
        Act::Take => desk::Act::Take,
        Act::GiveBack => desk::Act::GiveBack,
        Act::Reopen => desk::Act::Reopen,
        Act::HandOver => desk::Act::HandOver {
            to: form.to.clone(),
        },
        Act::Resolve => desk::Act::Resolve {
            why: form.why.clone(),
        },
        Act::Snooze => return snoozed(visit, sent).await,
        Act::Note | Act::Reply => return written(visit, act, sent).await,
    };
    Ok(many(visit, &sent.rows, what).await)
}

async fn many(visit: &Visit, picked: &[Picked], what: desk::Act) -> Vec<Outcome> {
    let items: Vec<(Item, i64)> = picked.iter().map(|row| (row.item(), row.version)).collect();
    let outcomes = desk::many(&visit.http.services, &visit.actor, &items, what).await;
    picked.iter().cloned().zip(outcomes).collect()
}

/// Mornings are those of each row's brand.
async fn snoozed(visit: &Visit, sent: &Sent) -> Result<Vec<Outcome>, Error> {
    let Some(later) = Later::read(&sent.form.later, &sent.form.day) else {
        let refused = |row: &Picked| (row.clone(), Err(Refusal::Wrong(Fault::WrongMoment)));
        return Ok(sent.rows.iter().map(refused).collect());
    };
    let book = visit.http.services.book.now();
    let now = visit.http.services.clock.now();
    let found = found(visit, &sent.rows).await?;
    let mut by_moment: BTreeMap<DateTime<Utc>, Vec<Picked>> = BTreeMap::new();
    let mut outcomes = Vec::new();
    for picked in &sent.rows {
        let Some(row) = found.get(&picked.id) else {
            outcomes.push((picked.clone(), Err(Refusal::NotThere)));
            continue;
        };
        let zone = book.zone(row.brand_id);
        let local = later.from_clock(now.with_timezone(&zone).naive_local());
        // An hour that a clock skips is the one after it.
        let until = zone.from_local_datetime(&local).earliest();
        let until = until.map_or_else(|| local.and_utc(), |until| until.with_timezone(&Utc));
        by_moment.entry(until).or_default().push(picked.clone());
    }
    for (until, picked) in by_moment {
        outcomes.extend(many(visit, &picked, desk::Act::Snooze { until }).await);
    }
    Ok(outcomes)
}

/// A note or a reply is written once an order, on its contact where one was
/// chosen.
async fn written(visit: &Visit, act: Act, sent: &Sent) -> Result<Vec<Outcome>, Error> {
    let services = &visit.http.services;
    let found = found(visit, &sent.rows).await?;
    let ids: Vec<i64> = found.values().map(|row| row.order_id).collect();
    let orders = rows::orders_by_id(services.database.read(), &ids).await?;
    let mut contacts_first: Vec<&Picked> = sent.rows.iter().collect();
    contacts_first.sort_by_key(|picked| picked.source);
    let mut seen = HashSet::new();
    let mut outcomes = Vec::new();
    for picked in contacts_first {
        let row = found.get(&picked.id);
        let order = row.and_then(|row| orders.get(&row.order_id));
        let Some((row, order)) = row.zip(order) else {
            outcomes.push((picked.clone(), Err(Refusal::NotThere)));
            continue;
        };
        if !seen.insert(&order.public_id) {
            continue;
        }
        let outcome = match act {
            // Somebody else may have answered it since.
            Act::Reply if row.version != picked.version => Err(Refusal::ChangedMeanwhile),
            Act::Reply => replied(visit, &order.public_id, picked, &sent.form.template).await,
            _ => desk::note(services, &visit.actor, &picked.item(), &sent.form.note).await,
        };
        outcomes.push((picked.clone(), outcome));
    }
    Ok(outcomes)
}

/// A reply with a fact missing is not sent: it is said instead.
async fn replied(
    visit: &Visit,
    order: &str,
    picked: &Picked,
    template: &str,
) -> Result<(), Refusal> {
    let services = &visit.http.services;
    let actor = &visit.actor;
    let Some(template) = TemplateKey::from_code(template) else {
        return Err(Refusal::Wrong(Fault::NoWords));
    };
    let contact = (picked.source == Source::Contact).then_some(picked.id.as_str());
    let draft = replies::draft(services, actor, order, contact, Some(template)).await?;
    let words = Words {
        subject: &draft.subject,
        body: &draft.body,
    };
    match contact {
        Some(contact) => {
            let seen = (contact, picked.version);
            reply::reply_to_seen(services, actor, order, seen, words).await
        }
        None => reply::reply(services, actor, order, None, words).await,
    }
}

/// The rows that were chosen, by public id, those of the brands somebody
/// serves alone.
async fn found(visit: &Visit, picked: &[Picked]) -> Result<HashMap<String, Row>, Error> {
    let services = &visit.http.services;
    let book = services.book.now();
    let brands = brands_looked_at(&book, &visit.actor, &Filter::default());
    let ids: Vec<(Source, String)> = picked
        .iter()
        .map(|row| (row.source, row.id.clone()))
        .collect();
    let read = services.database.read();
    let found = rows::of_brands_by_public_id(read, &brands, &ids).await?;
    Ok(found
        .into_iter()
        .map(|row| (row.public_id.clone(), row))
        .collect())
}
