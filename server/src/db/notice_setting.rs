//! What brands have set of their notices; a brand without a row sends none.

use super::{json, seen, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::delivery::NoticeSettings;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, QueryTrait};
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

/// What a brand has set, and the version of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// What is set.
    pub settings: NoticeSettings,
    /// Counts its changes; 0 while nothing was set.
    pub version: i32,
}

impl Stored {
    fn of(row: &Model) -> Self {
        Self {
            settings: read(&row.details),
            version: row.version,
        }
    }
}

/// What every brand has set that has set anything, with its version.
///
/// # Errors
/// When the database refuses.
pub async fn stored_by_brand(
    database: &impl ConnectionTrait,
) -> Result<HashMap<i64, Stored>, Error> {
    let rows = Entity::find().all(database).await?;
    let stored = rows.iter().map(|row| (row.brand_id, Stored::of(row)));
    Ok(stored.collect())
}

/// What a brand has set, with its version.
///
/// # Errors
/// When the database refuses.
pub async fn stored_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
) -> Result<Stored, Error> {
    let row = Entity::find_by_id(brand_id).one(database).await?;
    Ok(row.as_ref().map(Stored::of).unwrap_or_default())
}

/// What every brand has set that has set anything.
///
/// # Errors
/// When the database refuses.
pub async fn all_by_brand(
    database: &impl ConnectionTrait,
) -> Result<HashMap<i64, NoticeSettings>, Error> {
    let stored = stored_by_brand(database).await?;
    let settings = stored.into_iter().map(|(id, stored)| (id, stored.settings));
    Ok(settings.collect())
}

/// What a brand has set; nothing is switched on of one that has set nothing.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
) -> Result<NoticeSettings, Error> {
    Ok(stored_of_brand(database, brand_id).await?.settings)
}

/// A row that cannot be read (never written by us) sends nothing.
fn read(details: &str) -> NoticeSettings {
    serde_json::from_str(details).unwrap_or_default()
}

/// Sets what a brand sends where nobody has changed it since `seen`, which is 0
/// where nothing was set. `false` where somebody has.
///
/// # Errors
/// When the database refuses.
pub async fn change_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    settings: &NoticeSettings,
    seen: i32,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let details = json(settings)?;
    if seen == 0 {
        let first = ActiveModel {
            brand_id: ActiveValue::Set(brand_id),
            details: ActiveValue::Set(details),
            version: ActiveValue::Set(1),
            changed_ms: ActiveValue::Set(to_ms(now)),
        };
        let insert = Entity::insert(first)
            .on_conflict(OnConflict::column(Column::BrandId).do_nothing().to_owned())
            .into_query();
        return Ok(database.execute(&insert).await?.rows_affected() == 1);
    }
    let update = Entity::update_many()
        .col_expr(Column::Details, Expr::value(details))
        .col_expr(Column::ChangedMs, Expr::value(to_ms(now)))
        .filter(Column::BrandId.eq(brand_id));
    seen::change(database, update, (Column::Version, i64::from(seen))).await
}

/// Sets what a brand sends, whatever it had set: for a site that is being set
/// up, where nobody edits it meanwhile.
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
