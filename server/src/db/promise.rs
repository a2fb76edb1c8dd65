//! The promise ledger: every expected date ever shown, with its source, the
//! reason it changed, and when it was first shown. Nothing is ever removed.

use super::listed::models;
use super::{ROWS_A_STATEMENT, from_ms, json, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::reading::Estimate;
use doorstep::scan::Reason;
use doorstep::shipment::PromiseSource;
use doorstep::window::Promise;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, QueryTrait};
use serde::Deserialize;

/// A row of `promise`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "promise")]
pub struct Model {
    /// Row id; rows of an order stand in the order they were shown.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The order.
    pub order_id: i64,
    /// The shipment; null for a date shown before there was one.
    pub shipment_id: Option<i64>,
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

/// A date that is shown for the first time.
#[derive(Clone, Debug)]
pub struct NewPromise {
    /// The order.
    pub order_id: i64,
    /// The shipment, once there is one.
    pub shipment_id: Option<i64>,
    /// The date.
    pub promise: Promise,
}

impl NewPromise {
    fn row(&self, now: DateTime<Utc>) -> Result<ActiveModel, Error> {
        let promise = &self.promise;
        Ok(ActiveModel {
            id: ActiveValue::NotSet,
            order_id: ActiveValue::Set(self.order_id),
            shipment_id: ActiveValue::Set(self.shipment_id),
            source: ActiveValue::Set(promise.source.code().to_owned()),
            estimate: ActiveValue::Set(json(&promise.estimate)?),
            reason: ActiveValue::Set(promise.reason.map(|reason| reason.code().to_owned())),
            made_ms: ActiveValue::Set(promise.made_at.map(to_ms)),
            shown_ms: ActiveValue::Set(to_ms(now)),
        })
    }
}

/// Every date shown for these orders, in the order they were shown.
///
/// # Errors
/// When the database refuses.
pub async fn of_orders(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find().filter(Column::OrderId.is_in(chunk.iter().copied()));
        found.extend(models(database, of_these).await?);
    }
    found.sort_by_key(|row: &Model| row.id);
    Ok(found)
}

/// Adds dates that are shown for the first time.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    database: &impl ConnectionTrait,
    shown: &[NewPromise],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for chunk in shown.chunks(ROWS_A_STATEMENT) {
        let rows: Vec<ActiveModel> = chunk
            .iter()
            .map(|new| new.row(now))
            .collect::<Result<_, _>>()?;
        let insert = Entity::insert_many(rows).into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}
