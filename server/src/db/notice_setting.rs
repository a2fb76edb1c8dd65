//! What brands have set of their notices; a brand without a row sends none.

use super::{json, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::delivery::NoticeSettings;
use sea_orm::ActiveValue;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use std::collections::HashMap;

/// A row of `notice_setting`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_setting")]
pub struct Model {
    /// The brand.
    #[sea_orm(primary_key, auto_increment = false)]
    pub brand_id: i64,
    /// The [`NoticeSettings`] as JSON.
    pub details: String,
    /// Counts its changes.
    pub version: i32,
    /// When it was changed.
    pub changed_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What every brand has set that has set anything.
///
/// # Errors
/// When the database refuses.
pub async fn all_by_brand(
    database: &impl ConnectionTrait,
) -> Result<HashMap<i64, NoticeSettings>, Error> {
    let rows = Entity::find().all(database).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.brand_id, read(&row.details)))
        .collect())
}

/// What a brand has set; nothing is switched on of one that has set nothing.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
) -> Result<NoticeSettings, Error> {
    let row = Entity::find_by_id(brand_id).one(database).await?;
    Ok(row.map(|row| read(&row.details)).unwrap_or_default())
}

/// A row that cannot be read (never written by us) sends nothing.
fn read(details: &str) -> NoticeSettings {
    serde_json::from_str(details).unwrap_or_default()
}

/// Sets what a brand sends.
///
/// # Errors
/// When the database refuses.
pub async fn put_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    settings: &NoticeSettings,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let before = Entity::find_by_id(brand_id).one(database).await?;
    let row = ActiveModel {
        brand_id: ActiveValue::Set(brand_id),
        details: ActiveValue::Set(json(settings)?),
        version: ActiveValue::Set(before.map_or(1, |row| row.version + 1)),
        changed_ms: ActiveValue::Set(to_ms(now)),
    };
    Entity::insert(row)
        .on_conflict(
            OnConflict::column(Column::BrandId)
                .update_columns([Column::Details, Column::Version, Column::ChangedMs])
                .to_owned(),
        )
        .exec_without_returning(database)
        .await?;
    Ok(())
}
