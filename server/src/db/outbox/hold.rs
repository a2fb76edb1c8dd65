//! A worker's hold on messages: taken, ended, given back.
//!
//! A hold is a random word and a time. Whoever ends a message names the word,
//! so a worker that slept past its time ends nothing that another holds by
//! then. A hold whose time ran out without an ending is a worker that died:
//! nobody knows whether its message went out, which is why it is counted, here
//! and at the message itself. A provider that falls silent over a message is
//! counted like it.

mod ending;

pub use ending::Ending;

use super::{Column, Entity, Model, notices};
use crate::db::{is_sqlite, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::mail::{MailKind, MailState};
use doorstep::recipient::Medium;
use doorstep::wording::Versions;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, LockBehavior, LockType, SimpleExpr};
use sea_orm::{Condition, QueryOrder, QuerySelect, Select};
use std::collections::VecDeque;

/// A hold to be taken.
#[derive(Clone, Debug)]
pub struct Lease<'a> {
    /// Its word.
    pub word: &'a str,
    /// When it ends by itself.
    pub until: DateTime<Utc>,
}

/// A message that is held.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its row.
    pub row: Model,
    /// Whether another worker held it and never said how that ended.
    pub taken_over: bool,
}

/// The kinds of rows that are mails.
pub(super) fn is_mail() -> SimpleExpr {
    Column::Notice.is_in(MailKind::ALL.map(MailKind::code))
}

/// Messages that wait. Only they have a next try: an index knows that, and
/// answers whoever asks for no more.
pub(super) fn waiting() -> Condition {
    Condition::all()
        .add(Column::NextTryMs.is_not_null())
        .add(Column::Medium.is_not_null())
}

/// Messages that were given up: word for word the condition of an index, for a
/// value that is bound might be another.
pub(super) fn dead() -> Condition {
    Condition::all()
        .add(Expr::cust("state = 'dead'"))
        .add(Column::Medium.is_not_null())
}

fn free(now: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(Column::LeasedUntilMs.is_null())
        .add(Column::LeasedUntilMs.lte(to_ms(now)))
}

/// What is due of a brand, the longest first; of a medium, or of what has
/// none. In the order of the index, medium and all: PostgreSQL does not see
/// that a medium that is null is one and the same, and would sort all that
/// waits to find the first.
pub(super) fn due_of_brand(
    brand_id: i64,
    medium: Option<Medium>,
    now: DateTime<Utc>,
) -> Select<Entity> {
    let of_medium = match medium {
        Some(medium) => Column::Medium.eq(medium.code()),
        None => Column::Medium.is_null(),
    };
    Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(of_medium)
        .filter(Column::State.eq(MailState::Queued.code()))
        .filter(Column::NextTryMs.lte(to_ms(now)))
        .filter(free(now))
        .order_by_asc(Column::Medium)
        .order_by_asc(Column::NextTryMs)
        .order_by_asc(Column::Id)
}

/// One of each in turn, until there are so many: whoever has much does not
/// hold the others up.
pub(super) fn in_turn<T>(of_each: Vec<Vec<T>>, limit: usize) -> Vec<T> {
    let mut queues: VecDeque<_> = of_each.into_iter().map(Vec::into_iter).collect();
    let mut taken = Vec::new();
    while let Some(mut queue) = queues.pop_front() {
        if taken.len() >= limit {
            break;
        }
        if let Some(one) = queue.next() {
            taken.push(one);
            queues.push_back(queue);
        }
    }
    taken
}

/// Takes a hold on messages of these brands and this medium that are due and
/// that nobody holds, each brand's in turn, and counts a try of each. The
/// caller commits before it sends anything.
///
/// # Errors
/// When the database refuses.
pub async fn take_of_brands(
    database: &impl ConnectionTrait,
    brands: &[i64],
    medium: Medium,
    lease: &Lease<'_>,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Held>, Error> {
    let mut of_each: Vec<Vec<(i64, Option<i64>)>> = Vec::with_capacity(brands.len());
    for brand in brands {
        let due = due_of_brand(*brand, Some(medium), now).limit(limit);
        let found = locked(database, due)
            .select_only()
            .columns([Column::Id, Column::LeasedUntilMs])
            .into_tuple()
            .all(database)
            .await?;
        of_each.push(found);
    }
    let taken = in_turn(of_each, usize::try_from(limit).unwrap_or(usize::MAX));
    if taken.is_empty() {
        return Ok(Vec::new());
    }
    let ids = || taken.iter().map(|(id, _)| *id);
    Entity::update_many()
        .col_expr(Column::Lease, Expr::value(lease.word))
        .col_expr(Column::LeasedUntilMs, Expr::value(to_ms(lease.until)))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.is_in(ids()))
        .exec(database)
        .await?;
    let over = taken.iter().filter(|(_, held)| held.is_some());
    let over: Vec<i64> = over.map(|(id, _)| *id).collect();
    if !over.is_empty() {
        Entity::update_many()
            .col_expr(Column::Unanswered, Expr::col(Column::Unanswered).add(1))
            .filter(Column::Id.is_in(over))
            .exec(database)
            .await?;
    }
    let rows = Entity::find()
        .filter(Column::Id.is_in(ids()))
        .order_by_asc(Column::Id)
        .all(database)
        .await?;
    let was_held = |row: &Model| taken.contains(&(row.id, None));
    Ok(rows
        .into_iter()
        .map(|row| Held {
            taken_over: !was_held(&row),
            row,
        })
        .collect())
}

/// What another worker is taking at this moment is passed over. SQLite has
/// one writer, and no such words.
fn locked(database: &impl ConnectionTrait, find: Select<Entity>) -> Select<Entity> {
    if is_sqlite(database) {
        find
    } else {
        find.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
    }
}

/// Writes down how a try of a held message ended, and lets go of it. `false`
/// where the hold was lost meanwhile: then nothing is written.
///
/// # Errors
/// When the database refuses.
pub async fn end_of_held(
    database: &impl ConnectionTrait,
    id: i64,
    word: &str,
    ending: &Ending,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let mut write = Entity::update_many();
    let (next, waits, error, reason) = match ending {
        Ending::Sent { sent_as, words } => {
            let words = words.as_ref().and_then(Versions::code);
            write = write
                .col_expr(Column::SentAs, Expr::value(sent_as.clone()))
                .col_expr(Column::WordsVersion, Expr::value(words));
            (None, None, None, None)
        }
        Ending::Waits { at, why } => {
            write = write.col_expr(Column::Attempts, Expr::col(Column::Attempts).sub(1));
            (Some(to_ms(*at)), Some(why.code()), None, None)
        }
        Ending::Later { at, why, .. } => (Some(to_ms(*at)), None, Some(why.clone()), None),
        Ending::Dead { why, .. } => (None, None, Some(why.clone()), None),
        Ending::Dropped { why } => (None, None, None, Some(why.clone())),
    };
    if ending.is_in_doubt() {
        let doubts = Expr::col(Column::Unanswered).add(1);
        write = write.col_expr(Column::Unanswered, doubts);
    }
    let ended = (ending.state() != MailState::Queued).then(|| to_ms(now));
    let written = write
        .col_expr(Column::State, Expr::value(ending.state().code()))
        .col_expr(Column::NextTryMs, Expr::value(next))
        .col_expr(Column::Waits, Expr::value(waits))
        .col_expr(Column::LastError, Expr::value(error))
        .col_expr(Column::Reason, Expr::value(reason))
        .col_expr(Column::EndedMs, Expr::value(ended))
        .col_expr(Column::Lease, Expr::value(None::<String>))
        .col_expr(Column::LeasedUntilMs, Expr::value(None::<i64>))
        .filter(Column::Id.eq(id))
        .filter(Column::Lease.eq(word))
        .filter(Column::State.eq(MailState::Queued.code()))
        .exec(database)
        .await?;
    Ok(written.rows_affected == 1)
}

/// So many of the next rows are looked at: workers hold a few at a time.
pub const LOOKED_AT: u64 = 32;

/// When the first of these rows may be taken: each with when it is due, and
/// until when it is held.
#[must_use]
pub fn earliest(rows: Vec<(Option<i64>, Option<i64>)>) -> Option<i64> {
    rows.into_iter()
        .filter_map(|(due, held)| Some(std::cmp::max(due?, held.unwrap_or(i64::MIN))))
        .min()
}

/// When the next row of these brands is to be looked at, of a medium or of
/// what has none: when it is due, or when the hold on it ends; `None` while
/// none waits.
///
/// # Errors
/// When the database refuses.
pub async fn next_of_brands(
    database: &impl ConnectionTrait,
    brands: &[i64],
    medium: Option<Medium>,
) -> Result<Option<i64>, Error> {
    let mut next: Option<i64> = None;
    for brand in brands {
        let first: Vec<(Option<i64>, Option<i64>)> =
            due_of_brand(*brand, medium, DateTime::<Utc>::MAX_UTC)
                .select_only()
                .columns([Column::NextTryMs, Column::LeasedUntilMs])
                .limit(LOOKED_AT)
                .into_tuple()
                .all(database)
                .await?;
        next = next.into_iter().chain(earliest(first)).min();
    }
    Ok(next)
}

/// When the oldest message of any brand was queued that still waits; `None`
/// while none does.
///
/// # Errors
/// When the database refuses.
pub async fn oldest_of_any_brand(database: &impl ConnectionTrait) -> Result<Option<i64>, Error> {
    Ok(Entity::find()
        .select_only()
        .column(Column::CreatedMs)
        .filter(waiting())
        .order_by_asc(Column::CreatedMs)
        .limit(1)
        .into_tuple()
        .one(database)
        .await?)
}

/// Gives up a message that had been sent: its provider, which calls it so, says
/// that it did not arrive. Its row, where it is one of the outbox's.
///
/// # Errors
/// When the database refuses.
pub async fn give_up_of_any_brand_by_sent_as(
    database: &impl ConnectionTrait,
    sent_as: &str,
    why: &str,
    now: DateTime<Utc>,
) -> Result<Option<Model>, Error> {
    // A null is nobody's name, and neither is nothing.
    if sent_as.is_empty() || sent_as.contains('\0') {
        return Ok(None);
    }
    let sent = || {
        Condition::all()
            .add(Column::SentAs.eq(sent_as))
            .add(Column::State.eq(MailState::Sent.code()))
    };
    let Some(row) = Entity::find().filter(sent()).one(database).await? else {
        return Ok(None);
    };
    let given_up = Entity::update_many()
        .col_expr(Column::State, Expr::value(MailState::Dead.code()))
        .col_expr(Column::LastError, Expr::value(why))
        .col_expr(Column::EndedMs, Expr::value(to_ms(now)))
        .filter(Column::Id.eq(row.id))
        .filter(sent())
        .exec(database)
        .await?;
    if given_up.rows_affected == 1
        && let Some(lead) = row.lead_id
    {
        notices::reopen_by_id(database, lead).await?;
    }
    Ok((given_up.rows_affected == 1).then_some(row))
}

/// Queues a message that was given up once more, as if it had never been
/// tried. `false` where it is not given up.
///
/// # Errors
/// When the database refuses.
pub async fn replay_by_id(
    database: &impl ConnectionTrait,
    id: i64,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let queued = Entity::update_many()
        .col_expr(Column::State, Expr::value(MailState::Queued.code()))
        .col_expr(Column::NextTryMs, Expr::value(to_ms(now)))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::LastError, Expr::value(None::<String>))
        .col_expr(Column::EndedMs, Expr::value(None::<i64>))
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(MailState::Dead.code()))
        .filter(Column::Medium.is_not_null())
        .exec(database)
        .await?;
    if queued.rows_affected == 1 {
        notices::reopen_by_message(database, id).await?;
    }
    Ok(queued.rows_affected == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::{DbBackend, QueryTrait};

    #[test]
    fn what_is_due_is_read_in_the_order_of_its_index() {
        for medium in [None, Some(Medium::Email)] {
            let due = due_of_brand(1, medium, DateTime::<Utc>::UNIX_EPOCH);
            let asked = due.build(DbBackend::Postgres).to_string();
            let (_, order) = asked.split_once("ORDER BY").expect("it is ordered");
            let columns: Vec<&str> = order.split('"').skip(1).step_by(2).collect();
            let columns: Vec<&str> = columns
                .into_iter()
                .filter(|name| *name != "outbox")
                .collect();
            assert_eq!(columns, ["medium", "next_try_ms", "id"], "{asked}");
        }
    }
}
