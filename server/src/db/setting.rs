//! What holds for the whole site and is set from within.

use super::to_ms;
use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::ActiveValue;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

/// A row of `setting`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "setting")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// What it is set to.
    pub value: String,
    /// When.
    pub changed_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a setting of the site is set to; `None` when nobody has.
///
/// # Errors
/// When the database refuses.
pub async fn of_site(database: &impl ConnectionTrait, key: &str) -> Result<Option<String>, Error> {
    let found = Entity::find_by_id(key).one(database).await?;
    Ok(found.map(|row| row.value))
}

/// Sets one.
///
/// # Errors
/// When the database refuses.
pub async fn set_for_site(
    database: &impl ConnectionTrait,
    key: &str,
    value: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        key: ActiveValue::Set(key.to_owned()),
        value: ActiveValue::Set(value.to_owned()),
        changed_ms: ActiveValue::Set(to_ms(now)),
    };
    Entity::insert(row)
        .on_conflict(
            OnConflict::column(Column::Key)
                .update_columns([Column::Value, Column::ChangedMs])
                .to_owned(),
        )
        .exec_without_returning(database)
        .await?;
    Ok(())
}
