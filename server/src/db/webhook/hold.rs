//! A worker's hold on deliveries to one endpoint: taken, ended, given back.
//! The hold is the one of mails: a random word and a time.

use super::delivery::{Column, Entity, Model};
use super::endpoint;
use crate::db::outbox::hold::{LOOKED_AT, Lease, earliest};
use crate::db::{is_sqlite, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::webhook::DeliveryState;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, LockBehavior, LockType, Query};
use sea_orm::{Condition, QueryOrder, QuerySelect};

/// How a try ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It was taken.
    Sent,
    /// It is tried again then.
    Later(DateTime<Utc>),
    /// It is given up.
    Dead,
}

impl Ending {
    /// The state it leaves the delivery in.
    #[must_use]
    pub const fn state(&self) -> DeliveryState {
        match self {
            Self::Sent => DeliveryState::Sent,
            Self::Later(_) => DeliveryState::Queued,
            Self::Dead => DeliveryState::Dead,
        }
    }
}

/// What a try was like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tried {
    /// The answer's HTTP status, where there was one.
    pub status: Option<u16>,
    /// What went wrong.
    pub why: Option<String>,
    /// How long it took, in milliseconds.
    pub took_ms: Option<i64>,
    /// How the answer began.
    pub response: Option<String>,
}

fn due(now: DateTime<Utc>) -> Condition {
    let free = Condition::any()
        .add(Column::LeasedUntilMs.is_null())
        .add(Column::LeasedUntilMs.lte(to_ms(now)));
    Condition::all()
        .add(Column::NextTryMs.is_not_null())
        .add(Column::NextTryMs.lte(to_ms(now)))
        .add(free)
}

/// The endpoints of any brand for which something is due that nobody holds,
/// each with its address, so many at most. Each is found by one look into an
/// index, however much waits for it.
///
/// # Errors
/// When the database refuses.
pub async fn due_endpoints_of_any_brand(
    database: &impl ConnectionTrait,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<(i64, String)>, Error> {
    let of_it =
        Expr::col((Entity, Column::EndpointId)).equals((endpoint::Entity, endpoint::Column::Id));
    let waits = Query::select()
        .expr(Expr::value(1))
        .from(Entity)
        .and_where(of_it)
        .cond_where(due(now))
        .take();
    Ok(endpoint::Entity::find()
        .select_only()
        .column(endpoint::Column::Id)
        .column(endpoint::Column::Url)
        .filter(Expr::exists(waits))
        .order_by_asc(endpoint::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(database)
        .await?)
}

/// Takes a hold on what is due for an endpoint and nobody holds, the oldest
/// first, and counts a try of each. The caller commits before it sends
/// anything.
///
/// # Errors
/// When the database refuses.
pub async fn take_of_endpoint(
    database: &impl ConnectionTrait,
    endpoint_id: i64,
    lease: &Lease<'_>,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    let mut find = Entity::find()
        .filter(Column::EndpointId.eq(endpoint_id))
        .filter(due(now))
        .order_by_asc(Column::NextTryMs)
        .order_by_asc(Column::Id)
        .limit(limit);
    if !is_sqlite(database) {
        find = find.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    let ids: Vec<i64> = find
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

/// Writes down how a try of a held delivery ended, and lets go of it. `false`
/// where the hold was lost meanwhile: then nothing is written.
///
/// # Errors
/// When the database refuses.
pub async fn end_of_held(
    database: &impl ConnectionTrait,
    id: i64,
    word: &str,
    ending: &Ending,
    tried: &Tried,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let next = match ending {
        Ending::Later(at) => Some(to_ms(*at)),
        Ending::Sent | Ending::Dead => None,
    };
    let ended = next.is_none().then(|| to_ms(now));
    let written = Entity::update_many()
        .col_expr(Column::State, Expr::value(ending.state().code()))
        .col_expr(Column::NextTryMs, Expr::value(next))
        .col_expr(Column::LastStatus, Expr::value(tried.status.map(i32::from)))
        .col_expr(Column::LastError, Expr::value(tried.why.clone()))
        .col_expr(Column::DurationMs, Expr::value(tried.took_ms))
        .col_expr(Column::Response, Expr::value(tried.response.clone()))
        .col_expr(Column::EndedMs, Expr::value(ended))
        .col_expr(Column::Lease, Expr::value(None::<String>))
        .col_expr(Column::LeasedUntilMs, Expr::value(None::<i64>))
        .filter(Column::Id.eq(id))
        .filter(Column::Lease.eq(word))
        .filter(Column::State.eq(DeliveryState::Queued.code()))
        .exec(database)
        .await?;
    Ok(written.rows_affected == 1)
}

/// Gives back what is still held by a word, as if it had not been taken.
///
/// # Errors
/// When the database refuses.
pub async fn release_of_held(database: &impl ConnectionTrait, word: &str) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::Lease, Expr::value(None::<String>))
        .col_expr(Column::LeasedUntilMs, Expr::value(None::<i64>))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).sub(1))
        .filter(Column::Lease.eq(word))
        .exec(database)
        .await?;
    Ok(())
}

/// When the next delivery of any brand is to be looked at: when it is due, or
/// when the hold on it ends; `None` while none waits.
///
/// # Errors
/// When the database refuses.
pub async fn next_of_any_brand(database: &impl ConnectionTrait) -> Result<Option<i64>, Error> {
    let first: Vec<(Option<i64>, Option<i64>)> = Entity::find()
        .select_only()
        .columns([Column::NextTryMs, Column::LeasedUntilMs])
        .filter(Column::NextTryMs.is_not_null())
        .order_by_asc(Column::NextTryMs)
        .limit(LOOKED_AT)
        .into_tuple()
        .all(database)
        .await?;
    Ok(earliest(first))
}
