//! Shipments as shops tell them.

use super::listed::{flag, models};
use super::{ROWS_A_STATEMENT, is_sqlite, json, state, to_ms, without_nul};
use crate::error::Error;
use doorstep::incident::is_under_way;
use doorstep::reading::Estimate;
use doorstep::scan::Status;
use doorstep::shipment::{Direction, ShipmentItem, ShipmentUpdate, Tracking};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{ActiveValue, QueryOrder, QuerySelect, QueryTrait};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The external ids of shipments that staff wrote down begin so.
pub const BY_HAND: &str = "hand-";

/// A row of `shipment`: one parcel of what a shop calls a shipment, or the
/// whole of it while it has no number.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, DeriveEntityModel)]
#[sea_orm(table_name = "shipment")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id everyone else names it by (`shp_...`).
    pub public_id: String,
    /// The brand.
    pub brand_id: i64,
    /// The order.
    pub order_id: i64,
    /// The platform's id of the shipment.
    pub external_id: String,
    /// Which of its numbers, from 0.
    pub part: i32,
    /// When the platform last changed it.
    pub version_ms: i64,
    /// Outbound or return.
    pub direction: String,
    /// Who the shop says carries it; empty where it does not say.
    pub carrier: String,
    /// The tracking number, cleaned.
    pub number: Option<String>,
    /// The shop's own link to the carrier's page.
    pub link: Option<String>,
    /// Whether scans are expected.
    #[serde(deserialize_with = "flag")]
    pub tracked: bool,
    /// The [`ShipmentItem`]s as JSON; the first part holds them all.
    pub items: String,
    /// When it was packed.
    pub packed_ms: Option<i64>,
    /// When it was handed over, by the shop's word.
    pub handed_over_ms: Option<i64>,
    /// When it was called off.
    pub cancelled_ms: Option<i64>,
    /// A newer version no longer has this number, or staff took the whole
    /// shipment off its order.
    #[serde(deserialize_with = "flag")]
    pub removed: bool,
    /// The service, in the shop's words.
    pub service: Option<String>,
    /// Where it was packed.
    pub warehouse: Option<String>,
    /// What it was packed in.
    pub package_type: Option<String>,
    /// The shop's own [`Estimate`] for it, as JSON.
    pub expected: Option<String>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// A part of a shipment of which nothing is known yet.
    #[must_use]
    pub fn placeholder(
        public_id: String,
        brand_id: i64,
        order_id: i64,
        external_id: String,
        part: i32,
    ) -> Self {
        Self {
            id: 0,
            public_id,
            brand_id,
            order_id,
            external_id,
            part,
            version_ms: i64::MIN,
            direction: Direction::Outbound.code().to_owned(),
            carrier: String::new(),
            number: None,
            link: None,
            tracked: true,
            items: "[]".to_owned(),
            packed_ms: None,
            handed_over_ms: None,
            cancelled_ms: None,
            removed: true,
            service: None,
            warehouse: None,
            package_type: None,
            expected: None,
        }
    }

    /// Takes an update in, unless it is older than what is known; says
    /// whether anything changed.
    ///
    /// # Errors
    /// When a value cannot be written as JSON.
    pub fn take(&mut self, update: &ShipmentUpdate) -> Result<bool, Error> {
        let version = to_ms(update.version);
        if version < self.version_ms {
            return Ok(false);
        }
        let before = self.clone();
        let part = usize::try_from(self.part).unwrap_or(usize::MAX);
        self.take_tracking(update.trackings.get(part));
        let is_gone = part > 0 && part >= update.trackings.len();
        self.removed = update.removed || is_gone;
        self.version_ms = version;
        self.direction = update.direction.code().to_owned();
        self.tracked = update.tracked;
        let items: &[ShipmentItem] = if part == 0 { &update.items } else { &[] };
        self.items = json(&items)?;
        self.packed_ms = update.packed_at.map(to_ms);
        self.handed_over_ms = update.handed_over_at.map(to_ms);
        self.cancelled_ms = update.cancelled_at.map(to_ms);
        self.service = update.service.as_deref().map(without_nul);
        self.warehouse = update.warehouse.as_deref().map(without_nul);
        self.package_type = update.package_type.as_deref().map(without_nul);
        self.expected = update.expected.as_ref().map(json).transpose()?;
        Ok(*self != before)
    }

    fn take_tracking(&mut self, tracking: Option<&Tracking>) {
        self.carrier = tracking
            .map(|tracking| tracking.carrier.code().to_owned())
            .unwrap_or_default();
        self.number = tracking.map(|tracking| tracking.number.clone());
        self.link = tracking
            .and_then(|tracking| tracking.link.as_deref())
            .map(without_nul);
    }

    /// The keys under which parcels are this shipment's: its number, and the
    /// shop's own id of it.
    #[must_use]
    pub fn parcel_keys(&self) -> Vec<String> {
        self.number
            .iter()
            .cloned()
            .chain([super::parcel::shipment_key(&self.external_id)])
            .collect()
    }

    /// Whether staff wrote it down themselves.
    #[must_use]
    pub fn is_by_hand(&self) -> bool {
        self.external_id.starts_with(BY_HAND)
    }

    /// What it holds.
    #[must_use]
    pub fn items(&self) -> Vec<ShipmentItem> {
        serde_json::from_str(&self.items).unwrap_or_default()
    }

    /// The shop's own date for it.
    #[must_use]
    pub fn expected(&self) -> Option<Estimate> {
        serde_json::from_str(self.expected.as_deref()?).ok()
    }

    /// Which way it travels.
    #[must_use]
    pub fn direction(&self) -> Direction {
        Direction::from_code(&self.direction).unwrap_or_default()
    }
}

/// Makes the rows that are not there yet, by order, external id and part.
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
                OnConflict::columns([Column::OrderId, Column::ExternalId, Column::Part])
                    .do_nothing()
                    .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// Writes whole rows back.
///
/// # Errors
/// When the database refuses.
pub async fn save(database: &impl ConnectionTrait, rows: &[Model]) -> Result<(), Error> {
    for chunk in rows.chunks(ROWS_A_STATEMENT) {
        let rows = chunk.iter().map(|row| ActiveModel {
            id: ActiveValue::Set(row.id),
            ..ActiveModel::from(row.clone())
        });
        let insert = Entity::insert_many(rows)
            .on_conflict(
                OnConflict::column(Column::Id)
                    .update_columns([
                        Column::VersionMs,
                        Column::Direction,
                        Column::Carrier,
                        Column::Number,
                        Column::Link,
                        Column::Tracked,
                        Column::Items,
                        Column::PackedMs,
                        Column::HandedOverMs,
                        Column::CancelledMs,
                        Column::Removed,
                        Column::Service,
                        Column::Warehouse,
                        Column::PackageType,
                        Column::Expected,
                    ])
                    .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// Gives rows, by their ids, other parts of their shipments: no two are the
/// same part at any moment.
///
/// # Errors
/// When the database refuses.
pub async fn move_parts(
    database: &impl ConnectionTrait,
    moved: &BTreeMap<i64, i32>,
) -> Result<(), Error> {
    let aside = moved.iter().map(|(id, part)| (*id, -1 - part));
    let there = moved.iter().map(|(id, part)| (*id, *part));
    for (id, part) in aside.chain(there) {
        Entity::update_many()
            .col_expr(Column::Part, Expr::value(part))
            .filter(Column::Id.eq(id))
            .exec(database)
            .await?;
    }
    Ok(())
}

/// All parts of these orders' shipments, removed ones among them.
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

/// Shipments of any brand that go by these tracking numbers or shop's ids;
/// the caller checks brands against the parcels' connections.
///
/// # Errors
/// When the database refuses.
pub async fn by_number_of_any_brand(
    database: &impl ConnectionTrait,
    numbers: &[String],
    external_ids: &[String],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in numbers.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find().filter(Column::Number.is_in(chunk.iter().cloned()));
        found.extend(models(database, of_these).await?);
    }
    for chunk in external_ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find().filter(Column::ExternalId.is_in(chunk.iter().cloned()));
        found.extend(models(database, of_these).await?);
    }
    found.sort_by_key(|row| row.id);
    found.dedup_by_key(|row| row.id);
    Ok(found)
}

/// Shipments of a brand that are on their way with a carrier, or with one that
/// nobody named, by row id after a row id.
///
/// # Errors
/// When the database refuses.
pub async fn under_way_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    carrier: &str,
    after_id: i64,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    let on_their_way = Status::ALL
        .into_iter()
        .filter(|status| is_under_way(*status));
    let states = Query::select()
        .column(state::Column::ShipmentId)
        .from(state::Entity)
        .and_where(state::Column::BrandId.eq(brand_id))
        .and_where(state::Column::Status.is_in(on_their_way.map(Status::code)))
        .take();
    Ok(Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::Id.gt(after_id))
        .filter(Column::Removed.eq(false))
        .filter(Column::Carrier.is_in([carrier, ""]))
        .filter(Column::Id.in_subquery(states))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}

/// Shipments by row id.
///
/// # Errors
/// When the database refuses.
pub async fn by_id(database: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find().filter(Column::Id.is_in(chunk.iter().copied()));
        found.extend(models(database, of_these).await?);
    }
    Ok(found)
}

/// Rows that were read before their orders were locked, as they are since:
/// on PostgreSQL another writer may have changed them in between.
///
/// # Errors
/// When the database refuses.
pub async fn since_locked(
    database: &impl ConnectionTrait,
    rows: Vec<Model>,
) -> Result<Vec<Model>, Error> {
    if is_sqlite(database) {
        return Ok(rows);
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    by_id(database, &ids).await
}
