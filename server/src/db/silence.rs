//! The table of silence: how often parcels of a carrier waited for how long,
//! by lane and stage; and which parcels were counted.

use super::listed::models;
use super::{ROWS_A_STATEMENT, to_ms, without_nul};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::silence::{Lane, Stage, Table};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait, OnConflict, Query};
use sea_orm::{ActiveValue, QueryTrait};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A row of `silence`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "silence")]
pub struct Model {
    /// Who carries.
    #[sea_orm(primary_key, auto_increment = false)]
    pub carrier: String,
    /// From where.
    #[sea_orm(primary_key, auto_increment = false)]
    pub origin: String,
    /// To where.
    #[sea_orm(primary_key, auto_increment = false)]
    pub destination: String,
    /// At which stage.
    #[sea_orm(primary_key, auto_increment = false)]
    pub stage: String,
    /// How long, as a step of [`doorstep::silence::Histogram`].
    #[sea_orm(primary_key, auto_increment = false)]
    pub step: i16,
    /// How often.
    pub waits: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// How often each wait is to be counted: by carrier, lane, stage and step, in
/// the one order everyone writes in.
pub type Counts = BTreeMap<(String, Lane, Stage, u8), i64>;

/// Counts waits.
///
/// # Errors
/// When the database refuses.
pub async fn count(database: &impl ConnectionTrait, counts: &Counts) -> Result<(), Error> {
    let rows: Vec<ActiveModel> = counts
        .iter()
        .map(|((carrier, lane, stage, step), waits)| ActiveModel {
            carrier: ActiveValue::Set(without_nul(carrier)),
            origin: ActiveValue::Set(lane.origin.clone()),
            destination: ActiveValue::Set(lane.destination.clone()),
            stage: ActiveValue::Set(stage.code().to_owned()),
            step: ActiveValue::Set(i16::from(*step)),
            waits: ActiveValue::Set(*waits),
        })
        .collect();
    for chunk in rows.chunks(ROWS_A_STATEMENT) {
        let counted = Expr::col((Entity, Column::Waits));
        let more = Expr::col((Alias::new("excluded"), Column::Waits));
        let insert = Entity::insert_many(chunk.iter().cloned())
            .on_conflict(
                OnConflict::columns([
                    Column::Carrier,
                    Column::Origin,
                    Column::Destination,
                    Column::Stage,
                    Column::Step,
                ])
                .value(Column::Waits, counted.add(more))
                .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// The whole table.
///
/// # Errors
/// When the database refuses.
pub async fn table(database: &impl ConnectionTrait) -> Result<Table, Error> {
    let mut table = Table::default();
    for row in models(database, Entity::find()).await? {
        let row: Model = row;
        let (Some(stage), Ok(step), Ok(waits)) = (
            Stage::from_code(&row.stage),
            u8::try_from(row.step),
            u64::try_from(row.waits),
        ) else {
            continue;
        };
        let lane = Lane {
            origin: row.origin,
            destination: row.destination,
        };
        table.count(&row.carrier, &lane, stage, step, waits);
    }
    Ok(table)
}

/// Marks parcels as counted, and says which were not before: each parcel's
/// waits count once, whatever is said of it later.
///
/// # Errors
/// When the database refuses.
pub async fn mark_counted(
    database: &impl ConnectionTrait,
    parcel_ids: &BTreeSet<i64>,
    now: DateTime<Utc>,
) -> Result<BTreeSet<i64>, Error> {
    let ids: Vec<i64> = parcel_ids.iter().copied().collect();
    let parcel = || Alias::new("parcel_id");
    let mut fresh = BTreeSet::new();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let mut insert = Query::insert();
        insert
            .into_table(Alias::new("silence_counted"))
            .columns([parcel(), Alias::new("counted_ms")])
            .on_conflict(OnConflict::column(parcel()).do_nothing().to_owned())
            .returning(Query::returning().column(parcel()));
        for id in chunk {
            let row = insert.values([(*id).into(), to_ms(now).into()]);
            row.map_err(|error| DbErr::Custom(error.to_string()))?;
        }
        for row in database.query_all(&insert).await? {
            fresh.insert(row.try_get("", "parcel_id")?);
        }
    }
    Ok(fresh)
}
