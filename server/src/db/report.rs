//! What carriers say beside scans: estimates, services, who signed. Kept as
//! immutable as the scans.

use super::listed::listed;
use super::{ROWS_A_STATEMENT, from_ms, json, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::journey::TimedReport;
use doorstep::reading::Report;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{ActiveValue, QueryTrait};

/// A row of `report`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The parcel.
    pub parcel_id: i64,
    /// What makes it one report, whoever repeats it.
    pub fingerprint: Vec<u8>,
    /// The message that first brought it.
    pub message_id: i64,
    /// The sort instant of the newest scan beside it; null without one.
    pub as_of_ms: Option<i64>,
    /// [`Report`] as JSON.
    pub body: String,
    /// When it came.
    pub received_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A report to be stored.
#[derive(Clone, Copy, Debug)]
pub struct NewReport<'a> {
    /// Whose.
    pub parcel_id: i64,
    /// The message that brought it.
    pub message_id: i64,
    /// How old it is.
    pub as_of: DateTime<Utc>,
    /// What was said.
    pub report: &'a Report,
    /// When it came.
    pub received: DateTime<Utc>,
}

impl NewReport<'_> {
    fn row(&self) -> Result<ActiveModel, Error> {
        let dated = self.as_of != DateTime::<Utc>::MIN_UTC;
        Ok(ActiveModel {
            id: ActiveValue::NotSet,
            parcel_id: ActiveValue::Set(self.parcel_id),
            fingerprint: ActiveValue::Set(self.report.fingerprint(self.as_of).0.to_vec()),
            message_id: ActiveValue::Set(self.message_id),
            as_of_ms: ActiveValue::Set(dated.then(|| to_ms(self.as_of))),
            body: ActiveValue::Set(json(self.report)?),
            received_ms: ActiveValue::Set(to_ms(self.received)),
        })
    }
}

/// Stores reports that are new; returns the parcels they are of.
///
/// # Errors
/// When the database refuses.
pub async fn store(
    database: &impl ConnectionTrait,
    reports: &[NewReport<'_>],
) -> Result<Vec<i64>, Error> {
    let mut changed = Vec::new();
    for chunk in reports.chunks(ROWS_A_STATEMENT) {
        let rows: Vec<_> = chunk.iter().map(NewReport::row).collect::<Result<_, _>>()?;
        let insert = Entity::insert_many(rows)
            .on_conflict(
                OnConflict::columns([Column::ParcelId, Column::Fingerprint])
                    .do_nothing()
                    .to_owned(),
            )
            .into_query()
            .returning(Query::returning().columns([Column::ParcelId]))
            .take();
        for row in database.query_all(&insert).await? {
            changed.push(row.try_get("", "parcel_id")?);
        }
    }
    changed.sort_unstable();
    changed.dedup();
    Ok(changed)
}

/// What is read of a row, in this order.
const READ: [Column; 3] = [Column::ParcelId, Column::AsOfMs, Column::Body];

/// All reports of these parcels.
///
/// # Errors
/// When the database refuses, or a stored report cannot be read.
pub async fn of_parcels(
    database: &impl ConnectionTrait,
    parcel_ids: &[i64],
) -> Result<Vec<(i64, TimedReport)>, Error> {
    let mut found = Vec::new();
    for chunk in parcel_ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find().filter(Column::ParcelId.is_in(chunk.iter().copied()));
        let list = listed(database, &READ, of_these).await?;
        let rows: Vec<(i64, Option<i64>, String)> = serde_json::from_str(&list)?;
        for (parcel_id, as_of_ms, body) in rows {
            let timed = TimedReport {
                as_of: as_of_ms.map_or(DateTime::<Utc>::MIN_UTC, from_ms),
                report: serde_json::from_str(&body)?,
            };
            found.push((parcel_id, timed));
        }
    }
    Ok(found)
}
