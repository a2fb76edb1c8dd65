//! Scans: what carriers said happened. They never change once stored, but
//! for what the same scan heard again may say otherwise (`Scan::hear_again`).

use super::listed::listed;
use super::{ROWS_A_STATEMENT, from_ms, parcel, to_ms, without_nul};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::scan::{Fingerprint, Place, Precision, Reason, Scan, ScanTime, Status};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, OnConflict, Query};
use sea_orm::{ActiveValue, Condition, QueryOrder, QuerySelect, QueryTrait};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

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
#[derive(Clone, Debug)]
pub struct NewScan<'a> {
    /// Whose.
    pub parcel_id: i64,
    /// The message that brought it.
    pub message_id: i64,
    /// The scan.
    pub scan: Cow<'a, Scan>,
    /// When it came.
    pub received: DateTime<Utc>,
}

impl NewScan<'_> {
    fn row(&self, fingerprint: Fingerprint) -> ActiveModel {
        let scan = &*self.scan;
        let text = |text: &Option<String>| ActiveValue::Set(text.as_deref().map(without_nul));
        ActiveModel {
            id: ActiveValue::NotSet,
            parcel_id: ActiveValue::Set(self.parcel_id),
            fingerprint: ActiveValue::Set(fingerprint.0.to_vec()),
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

/// A stored scan with what is not of the scan itself.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Whose.
    pub parcel_id: i64,
    /// When it came, epoch milliseconds.
    pub received_ms: i64,
    /// The scan.
    pub scan: Scan,
}

/// What is read of a row, in this order.
const READ: [Column; 17] = [
    Column::ParcelId,
    Column::ReceivedMs,
    Column::Source,
    Column::Code,
    Column::Status,
    Column::Reason,
    Column::Text,
    Column::LocalTime,
    Column::OffsetMin,
    Column::InstantMs,
    Column::Precision,
    Column::City,
    Column::Region,
    Column::PostalCode,
    Column::Country,
    Column::Position,
    Column::PlaceOffsetMin,
];

/// The values of [`READ`].
#[derive(Deserialize)]
struct Row<'a> {
    parcel_id: i64,
    received_ms: i64,
    source: String,
    code: Option<String>,
    status: Option<&'a str>,
    reason: Option<&'a str>,
    text: String,
    local_time: Option<&'a str>,
    offset_min: Option<i32>,
    instant_ms: Option<i64>,
    precision: &'a str,
    city: Option<String>,
    region: Option<String>,
    postal_code: Option<String>,
    country: Option<String>,
    position: u32,
    place_offset_min: Option<i32>,
}

impl Row<'_> {
    fn into_stored(self) -> Stored {
        let scan = Scan {
            source: self.source,
            code: self.code,
            status: self.status.and_then(Status::from_code),
            reason: self.reason.and_then(Reason::from_code),
            text: self.text,
            time: ScanTime {
                local: self.local_time.and_then(|local| local.parse().ok()),
                offset_min: self.offset_min,
                instant: self.instant_ms.map(from_ms),
                precision: match self.precision {
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
            position: self.position,
            place_offset_min: self.place_offset_min,
        };
        Stored {
            parcel_id: self.parcel_id,
            received_ms: self.received_ms,
            scan,
        }
    }
}

/// What a scan heard again may change, and to what: which of the two came
/// first must not matter, so these are the choices of `Scan::hear_again`.
fn heard_again() -> OnConflict {
    let smaller = ("position", "excluded.position < scan.position".to_owned());
    let later = |column, codes: &[&str]| {
        let rank = |of: &str| {
            let whens: String = codes
                .iter()
                .enumerate()
                .map(|(rank, code)| format!(" when '{code}' then {}", rank + 1))
                .collect();
            format!("case {of}.{column}{whens} else 0 end")
        };
        (column, format!("{} > {}", rank("excluded"), rank("scan")))
    };
    let larger_offset = (
        "place_offset_min",
        "excluded.place_offset_min is not null and (scan.place_offset_min is null \
         or excluded.place_offset_min > scan.place_offset_min)"
            .to_owned(),
    );
    let choices = [
        smaller,
        later("status", &Status::ALL.map(Status::code)),
        later("reason", &Reason::ALL.map(Reason::code)),
        later("precision", &["second", "minute", "date"]),
        larger_offset,
    ];
    let mut again = OnConflict::columns([Column::ParcelId, Column::Fingerprint]);
    let mut any = Condition::any();
    for (column, better) in choices {
        let value = format!("case when {better} then excluded.{column} else scan.{column} end");
        again.value(Alias::new(column), Expr::cust(value));
        any = any.add(Expr::cust(better));
    }
    again.action_cond_where(any).to_owned()
}

/// Stores scans that are new, and what those that are not say otherwise;
/// returns the parcels to which this made a difference.
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
        let rows = chunk.iter().map(|(print, scan)| scan.row(*print));
        let insert = Entity::insert_many(rows)
            .on_conflict(heard_again())
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

/// PostgreSQL refuses a statement that meets its own row again, so scans
/// repeated within one batch go in as one.
fn unique<'a>(scans: &[NewScan<'a>]) -> Vec<(Fingerprint, NewScan<'a>)> {
    let mut kept: BTreeMap<(i64, Fingerprint), NewScan<'a>> = BTreeMap::new();
    for new in scans {
        let fingerprint = new.scan.fingerprint();
        match kept.entry((new.parcel_id, fingerprint)) {
            Entry::Vacant(free) => {
                free.insert(new.clone());
            }
            Entry::Occupied(mut taken) => taken.get_mut().scan.to_mut().hear_again(&new.scan),
        }
    }
    kept.into_iter()
        .map(|((_, fingerprint), scan)| (fingerprint, scan))
        .collect()
}

/// All scans of these parcels.
///
/// # Errors
/// When the database refuses, or a stored scan cannot be read.
pub async fn of_parcels(
    database: &impl ConnectionTrait,
    parcel_ids: &[i64],
) -> Result<Vec<Stored>, Error> {
    let mut found = Vec::new();
    for chunk in parcel_ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find().filter(Column::ParcelId.is_in(chunk.iter().copied()));
        let list = listed(database, &READ, of_these).await?;
        let rows: Vec<Row<'_>> = serde_json::from_str(&list)?;
        found.extend(rows.into_iter().map(Row::into_stored));
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
