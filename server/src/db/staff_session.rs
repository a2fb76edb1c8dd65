//! Signed-in browsers of staff, by the hash of what they hold.

use super::to_ms;
use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, Condition, QueryOrder};

/// A row of `staff_session`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_session")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// SHA-256 of the cookie's secret.
    pub hash: Vec<u8>,
    /// Who is signed in.
    pub staff_id: i64,
    /// Whether the second factor, where one is due, was given too.
    pub complete: bool,
    /// When it began: it ends a fixed time after.
    pub created_ms: i64,
    /// When it was last used, to the minute: it ends when idle.
    pub seen_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Keeps a new session of one of the staff.
///
/// # Errors
/// When the database refuses.
pub async fn add_of_staff(
    database: &impl ConnectionTrait,
    staff_id: i64,
    hash: &[u8; 32],
    complete: bool,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        hash: ActiveValue::Set(hash.to_vec()),
        staff_id: ActiveValue::Set(staff_id),
        complete: ActiveValue::Set(complete),
        created_ms: ActiveValue::Set(to_ms(now)),
        seen_ms: ActiveValue::Set(to_ms(now)),
    };
    Entity::insert(row).exec_without_returning(database).await?;
    Ok(())
}

/// The session behind a secret, by the secret's hash.
///
/// # Errors
/// When the database refuses.
pub async fn by_hash(
    database: &impl ConnectionTrait,
    hash: &[u8; 32],
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::Hash.eq(hash.to_vec()))
        .one(database)
        .await?)
}

/// The sessions of one of the staff that were used since a moment, the newest
/// first.
///
/// # Errors
/// When the database refuses.
pub async fn of_staff_since(
    database: &impl ConnectionTrait,
    staff_id: i64,
    seen: DateTime<Utc>,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::StaffId.eq(staff_id))
        .filter(Column::Complete.eq(true))
        .filter(Column::SeenMs.gt(to_ms(seen)))
        .order_by_desc(Column::SeenMs)
        .order_by_desc(Column::Id)
        .all(database)
        .await?)
}

/// Notes that a session was used.
///
/// # Errors
/// When the database refuses.
pub async fn seen(
    database: &impl ConnectionTrait,
    id: i64,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::SeenMs, Expr::value(to_ms(now)))
        .filter(Column::Id.eq(id))
        .exec(database)
        .await?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// When the database refuses.
pub async fn end(database: &impl ConnectionTrait, id: i64) -> Result<(), Error> {
    Entity::delete_by_id(id).exec(database).await?;
    Ok(())
}

/// Ends the sessions of one of the staff, but for the one that is named.
///
/// # Errors
/// When the database refuses.
pub async fn end_of_staff(
    database: &impl ConnectionTrait,
    staff_id: i64,
    but: Option<i64>,
) -> Result<u64, Error> {
    let ended = Entity::delete_many()
        .filter(Column::StaffId.eq(staff_id))
        // Row ids begin at 1.
        .filter(Column::Id.ne(but.unwrap_or(0)))
        .exec(database)
        .await?;
    Ok(ended.rows_affected)
}

/// Drops the sessions of everyone that began or were used last before these
/// moments; how many.
///
/// # Errors
/// When the database refuses.
pub async fn drop_of_all_staff(
    database: &impl ConnectionTrait,
    begun_before: DateTime<Utc>,
    seen_before: DateTime<Utc>,
) -> Result<u64, Error> {
    let dropped = Entity::delete_many()
        .filter(
            Condition::any()
                .add(Column::CreatedMs.lte(to_ms(begun_before)))
                .add(Column::SeenMs.lte(to_ms(seen_before))),
        )
        .exec(database)
        .await?;
    Ok(dropped.rows_affected)
}
