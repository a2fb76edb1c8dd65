//! Recovery codes of a second factor, each good for one sign-in.

use super::to_ms;
use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::ActiveValue;
use sea_orm::entity::prelude::*;

/// A row of `staff_recovery`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_recovery")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose.
    pub staff_id: i64,
    /// SHA-256 of the code.
    pub hash: Vec<u8>,
    /// When it was used.
    pub used_ms: Option<i64>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Gives one of the staff new codes, by their hashes, in the place of all
/// before; none takes them away.
///
/// # Errors
/// When the database refuses.
pub async fn replace_of_staff(
    database: &impl ConnectionTrait,
    staff_id: i64,
    hashes: &[[u8; 32]],
) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::StaffId.eq(staff_id))
        .exec(database)
        .await?;
    let rows = hashes.iter().map(|hash| ActiveModel {
        id: ActiveValue::NotSet,
        staff_id: ActiveValue::Set(staff_id),
        hash: ActiveValue::Set(hash.to_vec()),
        used_ms: ActiveValue::Set(None),
    });
    if !hashes.is_empty() {
        Entity::insert_many(rows)
            .exec_without_returning(database)
            .await?;
    }
    Ok(())
}

/// Uses a code of one of the staff up; `false` when it is none of theirs, or
/// was used before.
///
/// # Errors
/// When the database refuses.
pub async fn use_of_staff(
    database: &impl ConnectionTrait,
    staff_id: i64,
    hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let used = Entity::update_many()
        .col_expr(Column::UsedMs, Expr::value(to_ms(now)))
        .filter(Column::StaffId.eq(staff_id))
        .filter(Column::Hash.eq(hash.to_vec()))
        .filter(Column::UsedMs.is_null())
        .exec(database)
        .await?;
    Ok(used.rows_affected > 0)
}

/// How many codes one of the staff has left.
///
/// # Errors
/// When the database refuses.
pub async fn left_of_staff(database: &impl ConnectionTrait, staff_id: i64) -> Result<u64, Error> {
    Ok(Entity::find()
        .filter(Column::StaffId.eq(staff_id))
        .filter(Column::UsedMs.is_null())
        .count(database)
        .await?)
}
