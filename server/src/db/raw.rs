//! Raw messages as they grow old: which are due to be cut, what is left of
//! their bodies, and their end.

use super::message::{Column, Entity, Model, State};
use super::{ROWS_A_STATEMENT, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

/// Why a quarantined message that was cut may read otherwise than it came.
/// The reason it had may quote what was cut away.
const CUT: &str = "it could not be read when it came, and was cut when it grew old";

/// Messages of these connections that still have a body, by row id after a
/// row id.
///
/// # Errors
/// When the database refuses.
pub async fn with_body_of_connections(
    database: &impl ConnectionTrait,
    connection_ids: &[i64],
    after_id: i64,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::Id.gt(after_id))
        .filter(Column::ConnectionId.is_in(connection_ids.iter().copied()))
        .filter(Column::State.ne(State::Forgotten.code()))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}

/// Messages of a connection that came before a moment and are whole yet,
/// oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn whole_of_connection_before(
    database: &impl ConnectionTrait,
    connection_id: i64,
    before: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::ConnectionId.eq(connection_id))
        .filter(Column::CutMs.is_null())
        .filter(Column::ReceivedMs.lt(to_ms(before)))
        .order_by_asc(Column::ReceivedMs)
        .limit(limit)
        .all(database)
        .await?)
}

/// Puts what is left in the place of a message's body.
///
/// # Errors
/// When the database refuses.
pub async fn cut(
    database: &impl ConnectionTrait,
    message: &Model,
    rest: Vec<u8>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let reason = message.reason.as_ref().map(|_| CUT);
    Entity::update_many()
        .col_expr(Column::Body, Expr::value(rest))
        .col_expr(Column::Reason, Expr::value(reason))
        .col_expr(Column::CutMs, Expr::value(to_ms(now)))
        .filter(Column::Id.eq(message.id))
        .exec(database)
        .await?;
    Ok(())
}

/// Empties messages that speak of a forgotten person. Their rows stay, so
/// that the same bytes again are known as a repetition. Says how many had
/// something left.
///
/// # Errors
/// When the database refuses.
pub async fn forget(
    database: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = i64>,
    now: DateTime<Utc>,
) -> Result<u64, Error> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut emptied = 0;
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let empty = Entity::update_many()
            .col_expr(Column::Body, Expr::value(Vec::<u8>::new()))
            .col_expr(Column::State, Expr::value(State::Forgotten.code()))
            .col_expr(Column::Reason, Expr::value(None::<String>))
            .col_expr(Column::CutMs, Expr::value(to_ms(now)))
            .filter(Column::Id.is_in(chunk.iter().copied()))
            .filter(Column::State.ne(State::Forgotten.code()));
        emptied += empty.exec(database).await?.rows_affected;
    }
    Ok(emptied)
}

/// Deletes messages of a connection that were cut and came before a moment;
/// says how many. The scans and orders they brought stay.
///
/// # Errors
/// When the database refuses.
pub async fn delete_of_connection_before(
    database: &impl ConnectionTrait,
    connection_id: i64,
    before: DateTime<Utc>,
    limit: u64,
) -> Result<u64, Error> {
    let old: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::ConnectionId.eq(connection_id))
        .filter(Column::CutMs.is_not_null())
        .filter(Column::ReceivedMs.lt(to_ms(before)))
        .order_by_asc(Column::CutMs)
        .limit(limit)
        .into_tuple()
        .all(database)
        .await?;
    let gone = Entity::delete_many().filter(Column::Id.is_in(old));
    Ok(gone.exec(database).await?.rows_affected)
}
