//! The promise ledger: every expected date ever shown, with its source, the
//! reason it changed, and when it was first shown. Nothing is ever removed.

use super::orders::json;
use super::{ROWS_A_STATEMENT, from_ms, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::reading::Estimate;
use doorstep::scan::Reason;
use doorstep::shipment::PromiseSource;
use doorstep::window::Promise;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, QueryOrder, QueryTrait};

/// A row of `promise`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "promise")]
pub struct Model {
    /// Row id; rows of a shipment stand in the order they were shown.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The shipment.
    pub shipment_id: i64,
    /// Who named it.
    pub source: String,
    /// [`Estimate`] as JSON.
    pub estimate: String,
    /// Why it differs from the one before.
    pub reason: Option<String>,
    /// When it was named, where that is known.
    pub made_ms: Option<i64>,
    /// When it was first shown.
    pub shown_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The promise of a row; `None` for a row that cannot be read (never
    /// written by us).
    #[must_use]
    pub fn promise(&self) -> Option<Promise> {
        Some(Promise {
            source: PromiseSource::from_code(&self.source)?,
            made_at: self.made_ms.map(from_ms),
            estimate: serde_json::from_str::<Estimate>(&self.estimate).ok()?,
            reason: self.reason.as_deref().and_then(Reason::from_code),
        })
    }
}

/// The ledgers of these shipments, oldest entry first.
///
/// # Errors
/// When the database refuses.
pub async fn of_shipments(
    database: &impl ConnectionTrait,
    shipment_ids: &[i64],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in shipment_ids.chunks(ROWS_A_STATEMENT) {
        found.extend(
            Entity::find()
                .filter(Column::ShipmentId.is_in(chunk.iter().copied()))
                .order_by_asc(Column::Id)
                .all(database)
                .await?,
        );
    }
    Ok(found)
}

/// Writes down dates as shown from now on.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    database: &impl ConnectionTrait,
    shown: &[(i64, Promise)],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for chunk in shown.chunks(ROWS_A_STATEMENT) {
        let rows = chunk
            .iter()
            .map(|(shipment_id, promise)| {
                Ok(ActiveModel {
                    id: ActiveValue::NotSet,
                    shipment_id: ActiveValue::Set(*shipment_id),
                    source: ActiveValue::Set(promise.source.code().to_owned()),
                    estimate: ActiveValue::Set(json(&promise.estimate)?),
                    reason: ActiveValue::Set(promise.reason.map(|r| r.code().to_owned())),
                    made_ms: ActiveValue::Set(promise.made_at.map(to_ms)),
                    shown_ms: ActiveValue::Set(to_ms(now)),
                })
            })
            .collect::<Result<Vec<_>, Error>>()?;
        let insert = Entity::insert_many(rows).into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}
