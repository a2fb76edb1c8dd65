//! Parcels as carriers know them: a number at a carrier, heard through one
//! connection. Scans hang on these, whether or not an order is known yet.

use super::listed::models;
use super::{ROWS_A_STATEMENT, is_sqlite, without_nul};
use crate::error::Error;
use doorstep::number;
use doorstep::reading::ParcelReading;
use doorstep::scan::Fingerprint;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, QuerySelect, QueryTrait};
use serde::Deserialize;
use std::collections::BTreeSet;

/// A row of `parcel`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "parcel")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The connection it was heard through; only orders of that connection's
    /// brands may show it.
    pub connection_id: i64,
    /// Who carries it; empty where the source does not say.
    pub carrier: String,
    /// The cleaned number, or [`shipment_key`].
    pub key: String,
    /// The carrier's own unique id; empty where it has none.
    pub unique_id: String,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The key of a parcel that a shop names by its own id of the shipment. The
/// colon keeps it apart from every cleaned number.
#[must_use]
pub fn shipment_key(external_id: &str) -> String {
    format!("shipment:{}", without_nul(external_id))
}

/// The key of the parcel a payload speaks of; `None` where it names none.
#[must_use]
pub fn key_of(reading: &ParcelReading) -> Option<String> {
    let key = match (&reading.number, &reading.shipment_id) {
        (Some(number), _) => number::clean(number),
        (None, Some(id)) => shipment_key(id),
        (None, None) => return None,
    };
    (!key.is_empty()).then_some(key)
}

/// The shop's own id of a shipment in a key of [`shipment_key`]'s.
#[must_use]
pub fn shipment_of_key(key: &str) -> Option<&str> {
    key.strip_prefix("shipment:")
}

/// Makes the rows that are not there yet.
///
/// # Errors
/// When the database refuses.
pub async fn make(database: &impl ConnectionTrait, rows: Vec<Model>) -> Result<(), Error> {
    for chunk in rows.chunks(ROWS_A_STATEMENT) {
        let rows = chunk.iter().map(|row| ActiveModel {
            id: ActiveValue::NotSet,
            ..ActiveModel::from(row.clone())
        });
        let insert = Entity::insert_many(rows)
            .on_conflict(
                OnConflict::columns([
                    Column::Key,
                    Column::ConnectionId,
                    Column::Carrier,
                    Column::UniqueId,
                ])
                .do_nothing()
                .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// Parcels of any connection under these keys; the caller checks brands.
///
/// # Errors
/// When the database refuses.
pub async fn by_key_of_any_connection(
    database: &impl ConnectionTrait,
    keys: &[String],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in keys.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find().filter(Column::Key.is_in(chunk.iter().cloned()));
        found.extend(models(database, of_these).await?);
    }
    found.sort_by_key(|row: &Model| row.id);
    Ok(found)
}

/// The most keys locked one by one; PostgreSQL's table of such locks is small.
const KEYS_LOCKED: usize = 1_000;

/// The lock that stands for every key; others are made of a key's hash.
const EVERY_KEY: i64 = 0x0064_6f6f_7273_7465;

/// Makes transactions that speak of the same parcels wait for each other until
/// the end of this one: a shipment and its first scan that come at the same
/// moment could otherwise each miss the other, whose row is not committed yet.
///
/// Two ask in one order, so that they wait in a row and not in a ring. SQLite
/// has one writer, who waits for nobody.
///
/// # Errors
/// When the database refuses.
pub async fn lock_keys(
    database: &impl ConnectionTrait,
    keys: &BTreeSet<String>,
) -> Result<(), Error> {
    if keys.is_empty() || is_sqlite(database) {
        return Ok(());
    }
    if keys.len() > KEYS_LOCKED {
        let all = format!("select pg_advisory_xact_lock({EVERY_KEY})");
        database.execute_unprepared(&all).await?;
        return Ok(());
    }
    let shared = format!("select pg_advisory_xact_lock_shared({EVERY_KEY})");
    database.execute_unprepared(&shared).await?;
    let locks: BTreeSet<i64> = keys.iter().map(|key| lock_of(key)).collect();
    let locks: Vec<String> = locks.iter().map(i64::to_string).collect();
    let each = format!(
        "select pg_advisory_xact_lock(key) from unnest(array[{}]::bigint[]) as key",
        locks.join(",")
    );
    database.execute_unprepared(&each).await?;
    Ok(())
}

fn lock_of(key: &str) -> i64 {
    let Fingerprint(hash) = Fingerprint::of_parts([Some(key.as_bytes())]);
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hash[..8]);
    i64::from_be_bytes(bytes)
}

/// Which connection each of these parcels came by.
///
/// # Errors
/// When the database refuses.
pub async fn connections_of(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<Vec<(i64, i64)>, Error> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let rows: Vec<(i64, i64)> = Entity::find()
            .select_only()
            .column(Column::Id)
            .column(Column::ConnectionId)
            .filter(Column::Id.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(database)
            .await?;
        found.extend(rows);
    }
    Ok(found)
}
