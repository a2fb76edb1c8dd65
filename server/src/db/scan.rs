//! Scans: what carriers said happened. They never change once stored, but
//! for the smallest position they were seen at.

use super::{ROWS_A_STATEMENT, from_ms, parcel, to_ms, without_nul};
use crate::error::Error;
use chrono::{DateTime, NaiveDateTime, Utc};
use doorstep::scan::{Place, Precision, Reason, Scan, ScanTime, Status};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, OnConflict, Query};
use sea_orm::{ActiveValue, QueryOrder, QuerySelect, QueryTrait};
use std::collections::HashMap;

/// A row of `scan`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scan")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The parcel.
    pub parcel_id: i64,
    /// What makes it one scan, whoever repeats it.
    pub fingerprint: Vec<u8>,
    /// The message that first brought it.
    pub message_id: i64,
    /// Who said so.
    pub source: String,
    /// The carrier's code.
    pub code: Option<String>,
    /// Our status.
    pub status: Option<String>,
    /// Our reason.
    pub reason: Option<String>,
    /// The carrier's words, cleaned.
    pub text: String,
    /// Local time, ISO.
    pub local_time: Option<String>,
    /// Minutes east of UTC, where the carrier gave it.
    pub offset_min: Option<i32>,
    /// The instant, where it is known.
    pub instant_ms: Option<i64>,
    /// How much of the time was given.
    pub precision: String,
    /// Town.
    pub city: Option<String>,
    /// State or province.
    pub region: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Position in its payload, counted from the oldest.
    pub position: i32,
    /// Only for ordering.
    pub place_offset_min: Option<i32>,
    /// When it came.
    pub received_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

const LOCAL: &str = "%Y-%m-%dT%H:%M:%S%.f";

/// A scan to be stored.
#[derive(Clone, Copy, Debug)]
pub struct NewScan<'a> {
    /// Whose.
    pub parcel_id: i64,
    /// The message that brought it.
    pub message_id: i64,
    /// The scan.
    pub scan: &'a Scan,
    /// When it came.
    pub received: DateTime<Utc>,
}

impl NewScan<'_> {
    fn row(&self) -> ActiveModel {
        let scan = self.scan;
        let text = |text: &Option<String>| ActiveValue::Set(text.as_deref().map(without_nul));
        ActiveModel {
            id: ActiveValue::NotSet,
            parcel_id: ActiveValue::Set(self.parcel_id),
            fingerprint: ActiveValue::Set(scan.fingerprint().0.to_vec()),
            message_id: ActiveValue::Set(self.message_id),
            source: ActiveValue::Set(scan.source.clone()),
            code: text(&scan.code),
            status: ActiveValue::Set(scan.status.map(|status| status.code().to_owned())),
            reason: ActiveValue::Set(scan.reason.map(|reason| reason.code().to_owned())),
            text: ActiveValue::Set(without_nul(&scan.text)),
            local_time: ActiveValue::Set(
                scan.time.local.map(|local| local.format(LOCAL).to_string()),
            ),
            offset_min: ActiveValue::Set(scan.time.offset_min),
            instant_ms: ActiveValue::Set(scan.time.instant.map(to_ms)),
            precision: ActiveValue::Set(precision_code(scan.time.precision).to_owned()),
            city: text(&scan.place.city),
            region: text(&scan.place.region),
            postal_code: text(&scan.place.postal_code),
            country: text(&scan.place.country),
            position: ActiveValue::Set(i32::try_from(scan.position).unwrap_or(i32::MAX)),
            place_offset_min: ActiveValue::Set(scan.place_offset_min),
            received_ms: ActiveValue::Set(to_ms(self.received)),
        }
    }
}

const fn precision_code(precision: Precision) -> &'static str {
    match precision {
        Precision::Second => "second",
        Precision::Minute => "minute",
        Precision::Date => "date",
    }
}

impl Model {
    /// The scan of a row.
    #[must_use]
    pub fn into_scan(self) -> Scan {
        Scan {
            source: self.source,
            code: self.code,
            status: self.status.as_deref().and_then(Status::from_code),
            reason: self.reason.as_deref().and_then(Reason::from_code),
            text: self.text,
            time: ScanTime {
                local: self
                    .local_time
                    .and_then(|local| NaiveDateTime::parse_from_str(&local, LOCAL).ok()),
                offset_min: self.offset_min,
                instant: self.instant_ms.map(from_ms),
                precision: match self.precision.as_str() {
                    "date" => Precision::Date,
                    "minute" => Precision::Minute,
                    _ => Precision::Second,
                },
            },
            place: Place {
                city: self.city,
                region: self.region,
                postal_code: self.postal_code,
                country: self.country,
            },
            position: u32::try_from(self.position).unwrap_or(0),
            place_offset_min: self.place_offset_min,
        }
    }
}

/// Stores scans that are new, and keeps the smallest position of those that
/// are not; returns the parcels to which this made a difference.
///
/// The same scan twice among `scans` is stored once: the caller need not look.
///
/// # Errors
/// When the database refuses.
pub async fn store(
    database: &impl ConnectionTrait,
    scans: &[NewScan<'_>],
) -> Result<Vec<i64>, Error> {
    let mut changed = Vec::new();
    for chunk in unique(scans).chunks(ROWS_A_STATEMENT) {
        let insert = Entity::insert_many(chunk.iter().map(NewScan::row))
            .on_conflict(
                OnConflict::columns([Column::ParcelId, Column::Fingerprint])
                    .update_column(Column::Position)
                    .action_and_where(
                        Expr::col((Entity, Column::Position)).gt(Expr::cust("excluded.position")),
                    )
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

/// PostgreSQL refuses a statement that meets its own row again, so of scans
/// repeated within one batch only the one of smallest position goes in.
fn unique<'a>(scans: &[NewScan<'a>]) -> Vec<NewScan<'a>> {
    let mut kept: std::collections::BTreeMap<_, NewScan<'a>> = std::collections::BTreeMap::new();
    for scan in scans {
        let kept = kept
            .entry((scan.parcel_id, scan.scan.fingerprint()))
            .or_insert(*scan);
        if scan.scan.position < kept.scan.position {
            *kept = *scan;
        }
    }
    kept.into_values().collect()
}

/// All scans of these parcels.
///
/// # Errors
/// When the database refuses.
pub async fn of_parcels(
    database: &impl ConnectionTrait,
    parcel_ids: &[i64],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in parcel_ids.chunks(ROWS_A_STATEMENT) {
        found.extend(
            Entity::find()
                .filter(Column::ParcelId.is_in(chunk.iter().copied()))
                .all(database)
                .await?,
        );
    }
    Ok(found)
}

/// When each connection last brought a scan, of those among the newest
/// `look_back` scans: a figure for whoever runs the server.
///
/// # Errors
/// When the database refuses.
pub async fn last_of_connections(
    database: &impl ConnectionTrait,
    look_back: u64,
) -> Result<Vec<(i64, DateTime<Utc>)>, Error> {
    let newest: Vec<(i64, i64)> = Entity::find()
        .select_only()
        .column(Column::ParcelId)
        .column(Column::ReceivedMs)
        .order_by_desc(Column::Id)
        .limit(look_back)
        .into_tuple()
        .all(database)
        .await?;
    let mut of_parcels: HashMap<i64, i64> = HashMap::new();
    for (parcel, received) in newest {
        // The newest comes first.
        of_parcels.entry(parcel).or_insert(received);
    }
    let ids: Vec<i64> = of_parcels.keys().copied().collect();
    let connections = parcel::connections_of(database, &ids).await?;
    Ok(connections
        .into_iter()
        .filter_map(|(parcel, connection)| Some((connection, from_ms(*of_parcels.get(&parcel)?))))
        .collect())
}

/// When the newest scan of any brand came; `None` while there is none.
///
/// # Errors
/// When the database refuses.
pub async fn newest_of_any_brand(
    database: &impl ConnectionTrait,
) -> Result<Option<DateTime<Utc>>, Error> {
    let newest: Option<i64> = Entity::find()
        .select_only()
        .column(Column::ReceivedMs)
        .order_by_desc(Column::Id)
        .limit(1)
        .into_tuple()
        .one(database)
        .await?;
    Ok(newest.map(from_ms))
}
