//! What was last derived of each shipment. Never the truth: it can be thrown
//! away and derived again.

use super::listed::models;
use super::{ROWS_A_STATEMENT, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::flag::Raised;
use doorstep::notice::DueNotice;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, Condition, QueryOrder, QuerySelect, QueryTrait};
use serde::Deserialize;

/// A row of `shipment_state`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "shipment_state")]
pub struct Model {
    /// The shipment.
    #[sea_orm(primary_key, auto_increment = false)]
    pub shipment_id: i64,
    /// The brand, for lists and figures.
    pub brand_id: i64,
    /// The status shown.
    pub status: String,
    /// Its reason.
    pub reason: Option<String>,
    /// A digest of everything derived, to see whether anything changed.
    pub state: String,
    /// When passing time alone may change it.
    pub next_check_ms: Option<i64>,
    /// When it was derived.
    pub derived_ms: i64,
    /// The notices due, as JSON: each is in the outbox.
    pub notices: String,
    /// The flags that are up, as JSON: each is open in its table.
    pub flags: String,
}

impl Model {
    /// The notices that were due then.
    #[must_use]
    pub fn notices(&self) -> Vec<DueNotice> {
        serde_json::from_str(&self.notices).unwrap_or_default()
    }

    /// The flags that were up then.
    #[must_use]
    pub fn flags(&self) -> Vec<Raised> {
        serde_json::from_str(&self.flags).unwrap_or_default()
    }
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The states of these shipments.
///
/// # Errors
/// When the database refuses.
pub async fn of_shipments(
    database: &impl ConnectionTrait,
    shipment_ids: &[i64],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in shipment_ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find().filter(Column::ShipmentId.is_in(chunk.iter().copied()));
        found.extend(models(database, of_these).await?);
    }
    Ok(found)
}

/// Writes states, new or known.
///
/// # Errors
/// When the database refuses.
pub async fn save(database: &impl ConnectionTrait, rows: &[Model]) -> Result<(), Error> {
    for chunk in rows.chunks(ROWS_A_STATEMENT) {
        let rows = chunk.iter().map(|row| ActiveModel {
            shipment_id: ActiveValue::Set(row.shipment_id),
            ..ActiveModel::from(row.clone())
        });
        let insert = Entity::insert_many(rows)
            .on_conflict(
                OnConflict::column(Column::ShipmentId)
                    .update_columns([
                        Column::Status,
                        Column::Reason,
                        Column::State,
                        Column::NextCheckMs,
                        Column::DerivedMs,
                        Column::Notices,
                        Column::Flags,
                    ])
                    .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// Makes it time to look at all shipments of a brand that have a flag up or may get
/// one as time passes.
///
/// # Errors
/// When the database refuses.
pub async fn look_again_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let may_change = Condition::any()
        .add(Column::NextCheckMs.gt(to_ms(now)))
        .add(Column::Flags.ne("[]"));
    Entity::update_many()
        .col_expr(Column::NextCheckMs, Expr::value(to_ms(now)))
        .filter(Column::BrandId.eq(brand_id))
        .filter(may_change)
        .exec(database)
        .await?;
    Ok(())
}

/// Shipments of any brand whose time to be looked at has come.
///
/// # Errors
/// When the database refuses.
pub async fn due_of_any_brand(
    database: &impl ConnectionTrait,
    now: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<i64>, Error> {
    Ok(Entity::find()
        .select_only()
        .column(Column::ShipmentId)
        .filter(Column::NextCheckMs.lte(to_ms(now)))
        .order_by_asc(Column::NextCheckMs)
        .limit(limit)
        .into_tuple()
        .all(database)
        .await?)
}

/// When passing time alone may next change one of any brand; `None` where it
/// never does.
///
/// # Errors
/// When the database refuses.
pub async fn next_of_any_brand(database: &impl ConnectionTrait) -> Result<Option<i64>, Error> {
    let next: Option<Option<i64>> = Entity::find()
        .select_only()
        .column(Column::NextCheckMs)
        .filter(Column::NextCheckMs.is_not_null())
        .order_by_asc(Column::NextCheckMs)
        .limit(1)
        .into_tuple()
        .one(database)
        .await?;
    Ok(next.flatten())
}
