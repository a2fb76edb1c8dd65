//! Notices: those whose turn it is, what was decided of each, and how one
//! stands once its messages have ended.

use super::hold::{due_of_brand, in_turn};
use super::{ActiveModel, Column, Entity, Model, ROWS_A_STATEMENT};
use crate::db::listed::models;
use crate::db::{from_ms, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::delivery::{Delivery, Dropped, NoticeState, Queued, Turn, Wait};
use doorstep::mail::MailState;
use doorstep::notice::{DueNotice, Notice};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, QuerySelect, QueryTrait, UpdateMany};
use std::collections::{BTreeMap, HashMap};

impl Model {
    /// What is due; `None` of what is no notice.
    #[must_use]
    pub fn due(&self) -> Option<DueNotice> {
        Some(DueNotice {
            notice: Notice::from_code(&self.notice)?,
            milestone: self.milestone.clone(),
        })
    }

    /// How a notice stands; `None` of a message.
    #[must_use]
    pub fn notice_state(&self) -> Option<NoticeState> {
        self.medium
            .is_none()
            .then(|| NoticeState::from_code(&self.state))
            .flatten()
    }

    /// A notice to be decided on, whatever was decided before.
    #[must_use]
    pub fn as_queued(&self) -> Option<Queued> {
        Some(Queued {
            row: self.id,
            shipment: self.shipment_id,
            due: self.due()?,
            since: from_ms(self.created_ms),
            happened: from_ms(self.happened_ms.unwrap_or(self.created_ms)),
        })
    }
}

/// The orders of these brands that have a notice whose turn it is, each
/// brand's in turn.
///
/// # Errors
/// When the database refuses.
pub async fn due_orders_of_brands(
    database: &impl ConnectionTrait,
    brands: &[i64],
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<i64>, Error> {
    let mut of_each: Vec<Vec<i64>> = Vec::with_capacity(brands.len());
    for brand in brands {
        let mut orders: Vec<i64> = due_of_brand(*brand, None, now)
            .select_only()
            .column(Column::OrderId)
            .limit(limit)
            .into_tuple()
            .all(database)
            .await?;
        let mut seen = std::collections::BTreeSet::new();
        orders.retain(|order| seen.insert(*order));
        of_each.push(orders);
    }
    Ok(in_turn(
        of_each,
        usize::try_from(limit).unwrap_or(usize::MAX),
    ))
}

/// All rows of these orders, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find().filter(Column::OrderId.is_in(chunk.iter().copied()));
        found.extend(models(database, of_these).await?);
    }
    found.sort_by_key(|row: &Model| row.id);
    Ok(found)
}

/// The notices of these orders that nothing has been decided of, by row id:
/// with their orders.
///
/// # Errors
/// When the database refuses.
pub async fn queued_of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<Vec<(i64, i64)>, Error> {
    Ok(Entity::find()
        .select_only()
        .columns([Column::Id, Column::OrderId])
        .filter(Column::OrderId.is_in(order_ids.iter().copied()))
        .filter(Column::State.eq(NoticeState::Queued.code()))
        .filter(Column::Medium.is_null())
        .into_tuple()
        .all(database)
        .await?)
}

/// Writes down what was decided of notices that are locked with their orders:
/// each with what becomes of it. Messages are named after their orders' public
/// ids.
///
/// # Errors
/// When the database refuses.
pub async fn decide(
    database: &impl ConnectionTrait,
    decided: &[(&Model, Turn)],
    public_ids: &HashMap<i64, String>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut dropped: BTreeMap<Dropped, Vec<i64>> = BTreeMap::new();
    let mut merged: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let mut waits: BTreeMap<(DateTime<Utc>, Wait), Vec<i64>> = BTreeMap::new();
    let mut under_way = Vec::new();
    let mut messages = Vec::new();
    for (row, turn) in decided {
        match turn {
            Turn::Dropped(why) => dropped.entry(*why).or_default().push(row.id),
            Turn::Merged(into) => merged.entry(*into).or_default().push(row.id),
            Turn::Wait(until, why) => waits.entry((*until, *why)).or_default().push(row.id),
            Turn::Send(deliveries) => {
                under_way.push(row.id);
                let order = public_ids.get(&row.order_id).map_or("", String::as_str);
                messages.extend(deliveries.iter().map(|one| message(row, order, one, now)));
            }
        }
    }
    for ((until, why), ids) in waits {
        let wait = Entity::update_many()
            .col_expr(Column::NextTryMs, Expr::value(to_ms(until)))
            .col_expr(Column::Waits, Expr::value(why.code()));
        queued(wait, &ids).exec(database).await?;
    }
    for (why, ids) in dropped {
        let drop = ended(NoticeState::Dropped, Some(now))
            .col_expr(Column::Reason, Expr::value(why.code()));
        queued(drop, &ids).exec(database).await?;
    }
    for (into, ids) in merged {
        let merge =
            ended(NoticeState::Merged, Some(now)).col_expr(Column::LeadId, Expr::value(into));
        queued(merge, &ids).exec(database).await?;
    }
    if !under_way.is_empty() {
        let send = ended(NoticeState::UnderWay, None);
        queued(send, &under_way).exec(database).await?;
    }
    for chunk in messages.chunks(ROWS_A_STATEMENT) {
        let insert = Entity::insert_many(chunk.iter().cloned())
            .on_conflict(
                OnConflict::column(Column::DedupeKey)
                    .do_nothing()
                    .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

fn ended(state: NoticeState, at: Option<DateTime<Utc>>) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::NextTryMs, Expr::value(None::<i64>))
        .col_expr(Column::Waits, Expr::value(None::<String>))
        .col_expr(Column::EndedMs, Expr::value(at.map(to_ms)))
}

fn queued(update: UpdateMany<Entity>, ids: &[i64]) -> UpdateMany<Entity> {
    update
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::State.eq(NoticeState::Queued.code()))
}

/// Providers know a message by what follows from its key. Rows are numbered
/// anew when a backup is put back, and alike at another site with the same
/// account: the order's public id is drawn once and for ever.
fn message(lead: &Model, order: &str, delivery: &Delivery, now: DateTime<Utc>) -> ActiveModel {
    let Delivery {
        recipient,
        medium,
        at: (at, waits),
    } = delivery;
    ActiveModel {
        id: ActiveValue::NotSet,
        brand_id: ActiveValue::Set(lead.brand_id),
        order_id: ActiveValue::Set(lead.order_id),
        shipment_id: ActiveValue::Set(lead.shipment_id),
        dedupe_key: ActiveValue::Set(format!("{order} {} to {recipient}", lead.dedupe_key)),
        notice: ActiveValue::Set(lead.notice.clone()),
        milestone: ActiveValue::Set(lead.milestone.clone()),
        state: ActiveValue::Set(MailState::Queued.code().to_owned()),
        reason: ActiveValue::Set(None),
        created_ms: ActiveValue::Set(to_ms(now)),
        attempts: ActiveValue::Set(0),
        next_try_ms: ActiveValue::Set(Some(to_ms(*at))),
        leased_until_ms: ActiveValue::Set(None),
        lease: ActiveValue::Set(None),
        last_error: ActiveValue::Set(None),
        ended_ms: ActiveValue::Set(None),
        mail_id: ActiveValue::Set(None),
        happened_ms: ActiveValue::Set(lead.happened_ms),
        lead_id: ActiveValue::Set(Some(lead.id)),
        medium: ActiveValue::Set(Some(medium.code().to_owned())),
        recipient: ActiveValue::Set(Some(recipient.clone())),
        waits: ActiveValue::Set(waits.map(|why| why.code().to_owned())),
        sent_as: ActiveValue::Set(None),
        words_version: ActiveValue::Set(None),
        unanswered: ActiveValue::Set(0),
    }
}

/// Ends a notice once none of its messages waits: sent where somebody got it,
/// else given up where one was, else dropped for the reason the first was.
///
/// # Errors
/// When the database refuses.
pub async fn end_of_lead(
    database: &impl ConnectionTrait,
    lead_id: i64,
    now: DateTime<Utc>,
) -> Result<Option<NoticeState>, Error> {
    let messages: Vec<(String, Option<String>)> = Entity::find()
        .select_only()
        .columns([Column::State, Column::Reason])
        .filter(Column::LeadId.eq(lead_id))
        .filter(Column::Medium.is_not_null())
        .into_tuple()
        .all(database)
        .await?;
    let is = |wanted: MailState| messages.iter().any(|(state, _)| state == wanted.code());
    if messages.is_empty() || is(MailState::Queued) {
        return Ok(None);
    }
    let (state, reason) = if is(MailState::Sent) {
        (NoticeState::Sent, None)
    } else if is(MailState::Dead) {
        (NoticeState::Dead, None)
    } else {
        let why = messages.into_iter().find_map(|(_, reason)| reason);
        (NoticeState::Dropped, why)
    };
    let written = ended(state, Some(now))
        .col_expr(Column::Reason, Expr::value(reason))
        .filter(Column::Id.eq(lead_id))
        .filter(Column::State.eq(NoticeState::UnderWay.code()))
        .exec(database)
        .await?;
    Ok((written.rows_affected == 1).then_some(state))
}

/// A notice's message is tried again: so is the notice, where it was given up.
///
/// # Errors
/// When the database refuses.
pub async fn reopen_by_message(
    database: &impl ConnectionTrait,
    message_id: i64,
) -> Result<(), Error> {
    let message = Entity::find_by_id(message_id).one(database).await?;
    if let Some(lead) = message.and_then(|message| message.lead_id) {
        reopen_by_id(database, lead).await?;
    }
    Ok(())
}

/// A notice is under way again, where it had gone out or been given up.
///
/// # Errors
/// When the database refuses.
pub async fn reopen_by_id(database: &impl ConnectionTrait, lead_id: i64) -> Result<(), Error> {
    let over = [NoticeState::Dead.code(), NoticeState::Sent.code()];
    ended(NoticeState::UnderWay, None)
        .filter(Column::Id.eq(lead_id))
        .filter(Column::State.is_in(over))
        .exec(database)
        .await?;
    Ok(())
}

/// The notices that a message tells, the one that leads it first.
///
/// # Errors
/// When the database refuses.
pub async fn told_by_lead(
    database: &impl ConnectionTrait,
    lead_id: i64,
) -> Result<Vec<Model>, Error> {
    let merged = sea_orm::Condition::all()
        .add(Column::LeadId.eq(lead_id))
        .add(Column::Medium.is_null());
    let mut told = Entity::find()
        .filter(
            sea_orm::Condition::any()
                .add(Column::Id.eq(lead_id))
                .add(merged),
        )
        .all(database)
        .await?;
    told.sort_by_key(|row| (row.id != lead_id, row.id));
    Ok(told)
}
