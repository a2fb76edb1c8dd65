//! A worker's hold on mails: taken, ended, given back.
//!
//! A hold is a random word and a time. Whoever ends a mail names the word, so
//! a worker that slept past its time ends nothing that another holds by then.

use super::{Column, Entity, Model};
use crate::db::{is_sqlite, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::mail::{MailKind, MailState};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, LockBehavior, LockType, SimpleExpr};
use sea_orm::{Condition, PaginatorTrait, QueryOrder, QuerySelect, Select};

/// A hold to be taken.
#[derive(Clone, Debug)]
pub struct Lease<'a> {
    /// Its word.
    pub word: &'a str,
    /// When it ends by itself.
    pub until: DateTime<Utc>,
}

/// How a try ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The mail server has taken it.
    Sent,
    /// It is tried again then.
    Later {
        /// When.
        at: DateTime<Utc>,
        /// What went wrong, without anything personal.
        why: String,
    },
    /// It is given up.
    Dead {
        /// What went wrong, without anything personal.
        why: String,
    },
    /// It must not go out any more.
    Dropped {
        /// Why.
        why: String,
    },
}

impl Ending {
    /// The state it leaves the mail in.
    #[must_use]
    pub const fn state(&self) -> MailState {
        match self {
            Self::Sent => MailState::Sent,
            Self::Later { .. } => MailState::Queued,
            Self::Dead { .. } => MailState::Dead,
            Self::Dropped { .. } => MailState::Dropped,
        }
    }
}

/// The kinds of rows that are mails.
pub(super) fn is_mail() -> SimpleExpr {
    Column::Notice.is_in(MailKind::ALL.map(MailKind::code))
}

/// Mails that wait. Only they have a next try, which an index knows.
pub(super) fn waiting() -> Condition {
    Condition::all()
        .add(Column::State.eq(MailState::Queued.code()))
        .add(Column::NextTryMs.is_not_null())
        .add(is_mail())
}

/// Mails that were given up. They say what went wrong, which an index knows.
pub(super) fn dead() -> Condition {
    Condition::all()
        .add(Column::State.eq(MailState::Dead.code()))
        .add(Column::LastError.is_not_null())
        .add(is_mail())
}

fn free(now: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(Column::LeasedUntilMs.is_null())
        .add(Column::LeasedUntilMs.lte(to_ms(now)))
}

/// Takes a hold on mails of any brand that are due and that nobody holds, and
/// counts a try of each. The caller commits before it sends anything.
///
/// # Errors
/// When the database refuses.
pub async fn take_of_any_brand(
    database: &impl ConnectionTrait,
    lease: &Lease<'_>,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    let due = Entity::find()
        .filter(waiting())
        .filter(Column::NextTryMs.lte(to_ms(now)))
        .filter(free(now))
        .order_by_asc(Column::NextTryMs)
        .order_by_asc(Column::Id)
        .limit(limit);
    let ids: Vec<i64> = locked(database, due)
        .select_only()
        .column(Column::Id)
        .into_tuple()
        .all(database)
        .await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Entity::update_many()
        .col_expr(Column::Lease, Expr::value(lease.word))
        .col_expr(Column::LeasedUntilMs, Expr::value(to_ms(lease.until)))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(database)
        .await?;
    Ok(Entity::find()
        .filter(Column::Id.is_in(ids))
        .order_by_asc(Column::Id)
        .all(database)
        .await?)
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

/// Writes down how a try of a held mail ended, and lets go of it. `false`
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
    let (next, error, reason) = match ending {
        Ending::Sent => (None, None, None),
        Ending::Later { at, why } => (Some(to_ms(*at)), Some(why.clone()), None),
        Ending::Dead { why } => (None, Some(why.clone()), None),
        Ending::Dropped { why } => (None, None, Some(why.clone())),
    };
    let ended = (ending.state() != MailState::Queued).then(|| to_ms(now));
    let written = Entity::update_many()
        .col_expr(Column::State, Expr::value(ending.state().code()))
        .col_expr(Column::NextTryMs, Expr::value(next))
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

/// When the next mail of any brand is to be looked at: when it is due, or when
/// the hold on it ends; `None` while none waits.
///
/// # Errors
/// When the database refuses.
pub async fn next_of_any_brand(database: &impl ConnectionTrait) -> Result<Option<i64>, Error> {
    let found: Option<(Option<i64>, Option<i64>)> = Entity::find()
        .select_only()
        .columns([Column::NextTryMs, Column::LeasedUntilMs])
        .filter(waiting())
        .order_by_asc(Column::NextTryMs)
        .limit(1)
        .into_tuple()
        .one(database)
        .await?;
    Ok(found.and_then(|(next, held)| std::cmp::max(next, held)))
}

/// When the oldest mail of any brand was queued that still waits; `None` while
/// none does.
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

/// How many mails of any brand wait.
///
/// # Errors
/// When the database refuses.
pub async fn waiting_of_any_brand(database: &impl ConnectionTrait) -> Result<u64, Error> {
    Ok(Entity::find().filter(waiting()).count(database).await?)
}

/// How many mails of any brand were given up.
///
/// # Errors
/// When the database refuses.
pub async fn dead_of_any_brand(database: &impl ConnectionTrait) -> Result<u64, Error> {
    Ok(Entity::find().filter(dead()).count(database).await?)
}

/// Queues a mail that was given up once more, as if it had never been tried.
/// `false` where it is not given up.
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
        .filter(is_mail())
        .exec(database)
        .await?;
    Ok(queued.rows_affected == 1)
}
