//! One-time links for staff: to set the site up, to take up an invitation, to
//! choose a new password.

use super::to_ms;
use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::ActiveValue;
use sea_orm::entity::prelude::*;
use std::collections::HashMap;

/// A row of `staff_link`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_link")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// SHA-256 of the link's secret.
    pub hash: Vec<u8>,
    /// `setup`, `invitation`, `reset`, or `reset_all` where the second factor
    /// goes too.
    pub purpose: String,
    /// Whose; none for the site's first.
    pub staff_id: Option<i64>,
    /// When it was made.
    pub created_ms: i64,
    /// When it stops working.
    pub expires_ms: i64,
    /// When it was used: it works once.
    pub used_ms: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A link to be kept.
#[derive(Clone, Debug)]
pub struct NewLink<'a> {
    /// SHA-256 of its secret.
    pub hash: [u8; 32],
    /// What it is for.
    pub purpose: &'a str,
    /// Whose; none for the site's first.
    pub staff_id: Option<i64>,
    /// When it stops working.
    pub expires: DateTime<Utc>,
}

/// Keeps a link in the place of those before it that are for the same person.
///
/// # Errors
/// When the database refuses.
pub async fn keep_of_staff(
    database: &impl ConnectionTrait,
    new: &NewLink<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    withdraw_of_staff(database, new.staff_id).await?;
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        hash: ActiveValue::Set(new.hash.to_vec()),
        purpose: ActiveValue::Set(new.purpose.to_owned()),
        staff_id: ActiveValue::Set(new.staff_id),
        created_ms: ActiveValue::Set(to_ms(now)),
        expires_ms: ActiveValue::Set(to_ms(new.expires)),
        used_ms: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(database).await?;
    Ok(())
}

/// Takes back the links of one of the staff; of the site's first when nobody
/// is named.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw_of_staff(
    database: &impl ConnectionTrait,
    staff_id: Option<i64>,
) -> Result<(), Error> {
    let whose = match staff_id {
        Some(id) => Column::StaffId.eq(id),
        None => Column::StaffId.is_null(),
    };
    Entity::delete_many()
        .filter(whose)
        .filter(Column::UsedMs.is_null())
        .exec(database)
        .await?;
    Ok(())
}

/// The link behind a secret while it works, by the secret's hash.
///
/// # Errors
/// When the database refuses.
pub async fn open_by_hash(
    database: &impl ConnectionTrait,
    hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::Hash.eq(hash.to_vec()))
        .filter(Column::UsedMs.is_null())
        .filter(Column::ExpiresMs.gt(to_ms(now)))
        .one(database)
        .await?)
}

/// Uses a link up; `false` when somebody was quicker.
///
/// # Errors
/// When the database refuses.
pub async fn use_up(
    database: &impl ConnectionTrait,
    id: i64,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let used = Entity::update_many()
        .col_expr(Column::UsedMs, Expr::value(to_ms(now)))
        .filter(Column::Id.eq(id))
        .filter(Column::UsedMs.is_null())
        .exec(database)
        .await?;
    Ok(used.rows_affected > 0)
}

/// Until when those of the staff who have a link can use it, by row id.
///
/// # Errors
/// When the database refuses.
pub async fn open_of_all_staff(
    database: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<HashMap<i64, i64>, Error> {
    let rows = Entity::find()
        .filter(Column::UsedMs.is_null())
        .filter(Column::ExpiresMs.gt(to_ms(now)))
        .all(database)
        .await?;
    let whose = |row: Model| row.staff_id.map(|id| (id, row.expires_ms));
    Ok(rows.into_iter().filter_map(whose).collect())
}

/// Drops the links of everyone that work no more; how many.
///
/// # Errors
/// When the database refuses.
pub async fn drop_of_all_staff(
    database: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<u64, Error> {
    let dropped = Entity::delete_many()
        .filter(Column::ExpiresMs.lte(to_ms(now)))
        .exec(database)
        .await?;
    Ok(dropped.rows_affected)
}
