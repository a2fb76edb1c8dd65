//! Orders as shops tell them.

mod newest;
mod revision;
mod numbers;

use super::{ROWS_A_STATEMENT, from_ms, is_sqlite, json, to_ms, without_nul};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::order::{OrderKind, OrderLine, OrderUpdate};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{LockType, OnConflict, SimpleExpr};
use sea_orm::{ActiveValue, QueryOrder, QuerySelect, QueryTrait, Select};
use std::collections::HashMap;

mod terms;

pub use terms::{Terms, terms_by_id, terms_locked_by_id};

pub use newest::{newest_of_any_brand, newest_of_brand, newest_tests_of_served};
pub use numbers::live_numbers_of_brand;
pub use revision::{raise_revision, revision_of_order, revisions_locked};

/// A row of `orders` (`order` is a word of SQL's own).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "orders")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id everyone else names it by (`ord_...`).
    pub public_id: String,
    /// The brand it was placed with.
    pub brand_id: i64,
    /// The connection that told us.
    pub connection_id: i64,
    /// The platform's id.
    pub external_id: String,
    /// The number the buyer knows.
    pub number: String,
    /// Live, test or imported.
    pub kind: String,
    /// When it was placed; null while only its shipments are known.
    pub placed_ms: Option<i64>,
    /// When the platform last changed it.
    pub version_ms: i64,
    /// The country it goes to, ISO 3166-1 alpha-2. Who ordered and the rest of
    /// the address are in [`super::person`].
    pub country: Option<String>,
    /// The state or province it goes to.
    pub region: Option<String>,
    /// The IANA zone of the destination, where it can be told.
    pub zone: Option<String>,
    /// The buyer's language.
    pub locale: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// Minor units.
    pub total_minor: Option<i64>,
    /// The [`OrderLine`]s as JSON.
    pub lines: String,
    /// The checkout's [`Estimate`] as JSON.
    pub expected: Option<String>,
    /// The delivery option chosen.
    pub service: Option<String>,
    /// When it was called off.
    pub cancelled_ms: Option<i64>,
    /// When its person was forgotten: nothing personal is taken in since.
    pub forgotten_ms: Option<i64>,
    /// SHA-256 of the tracking token.
    pub token_hash: Vec<u8>,
    /// Raised to revoke the link.
    pub token_generation: i32,
    /// Counts every change a page may show.
    pub revision: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// An order of which only the platform's id is known yet.
    #[must_use]
    pub fn placeholder(
        public_id: String,
        brand_id: i64,
        connection_id: i64,
        external_id: String,
        token_hash: [u8; 32],
    ) -> Self {
        Self {
            id: 0,
            public_id,
            brand_id,
            connection_id,
            number: external_id.clone(),
            external_id,
            kind: OrderKind::Live.code().to_owned(),
            placed_ms: None,
            version_ms: i64::MIN,
            country: None,
            region: None,
            zone: None,
            locale: None,
            currency: None,
            total_minor: None,
            lines: "[]".to_owned(),
            expected: None,
            service: None,
            cancelled_ms: None,
            forgotten_ms: None,
            token_hash: token_hash.to_vec(),
            token_generation: 0,
            revision: 0,
        }
    }

    /// Live, test or imported.
    #[must_use]
    pub fn kind(&self) -> OrderKind {
        OrderKind::from_code(&self.kind).unwrap_or_default()
    }

    /// Whether an update is older than what is known.
    #[must_use]
    pub fn is_newer_than(&self, update: &OrderUpdate) -> bool {
        to_ms(update.version) < self.version_ms
    }

    /// Takes an update in, unless it is older than what is known; says
    /// whether it did. The kind is fixed by the first update.
    ///
    /// # Errors
    /// When a value cannot be written as JSON.
    pub fn take(&mut self, update: &OrderUpdate, zone: Option<String>) -> Result<bool, Error> {
        if self.is_newer_than(update) {
            return Ok(false);
        }
        let before = self.clone();
        if self.placed_ms.is_none() {
            self.kind = update.kind.code().to_owned();
        }
        self.version_ms = to_ms(update.version);
        self.number = without_nul(&update.number);
        self.placed_ms = Some(to_ms(update.placed_at));
        self.country = update.destination.country.as_deref().map(without_nul);
        self.region = update.destination.region.as_deref().map(without_nul);
        self.zone = zone;
        self.locale = update.locale.as_deref().map(without_nul);
        self.currency = update.currency.as_deref().map(without_nul);
        self.total_minor = update.total_minor;
        self.lines = json(&update.lines)?;
        self.expected = update.expected.as_ref().map(json).transpose()?;
        self.service = update.service.as_deref().map(without_nul);
        self.cancelled_ms = update.cancelled_at.map(to_ms);
        Ok(*self != before)
    }

    /// When it was placed.
    #[must_use]
    pub fn placed_at(&self) -> Option<DateTime<Utc>> {
        self.placed_ms.map(from_ms)
    }

    /// Its lines; an unreadable column (never written by us) reads as none.
    #[must_use]
    pub fn order_lines(&self) -> Vec<OrderLine> {
        serde_json::from_str(&self.lines).unwrap_or_default()
    }
}

/// Makes the rows that are not there yet, by connection and external id.
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
                OnConflict::columns([Column::ExternalId, Column::ConnectionId])
                    .do_nothing()
                    .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// The rows of external ids of any connection, locked where the database
/// locks rows, in the one order everyone locks in.
///
/// # Errors
/// When the database refuses.
pub async fn locked_by_external_id_of_connections(
    database: &impl ConnectionTrait,
    external_ids: &[String],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in external_ids.chunks(ROWS_A_STATEMENT) {
        let filter = Column::ExternalId.is_in(chunk.iter().cloned());
        found.extend(locked(database, filter).all(database).await?);
    }
    Ok(found)
}

/// The rows of row ids, locked likewise.
///
/// # Errors
/// When the database refuses.
pub async fn locked_by_id(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let filter = Column::Id.is_in(chunk.iter().copied());
        found.extend(locked(database, filter).all(database).await?);
    }
    Ok(found)
}

/// The rows of row ids, for reading.
///
/// # Errors
/// When the database refuses.
pub async fn by_id(database: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find().filter(Column::Id.is_in(chunk.iter().copied()));
        found.extend(of_these.all(database).await?);
    }
    Ok(found)
}

/// The public ids of orders by row id.
///
/// # Errors
/// When the database refuses.
pub async fn public_ids(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<HashMap<i64, String>, Error> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let of_these: Vec<(i64, String)> = Entity::find()
            .select_only()
            .columns([Column::Id, Column::PublicId])
            .filter(Column::Id.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(database)
            .await?;
        found.extend(of_these);
    }
    Ok(found)
}

fn locked(database: &impl ConnectionTrait, filter: SimpleExpr) -> Select<Entity> {
    let find = Entity::find().filter(filter);
    if is_sqlite(database) {
        find
    } else {
        find.order_by_asc(Column::Id).lock(LockType::Update)
    }
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
                        Column::Number,
                        Column::Kind,
                        Column::PlacedMs,
                        Column::VersionMs,
                        Column::Country,
                        Column::Region,
                        Column::Zone,
                        Column::Locale,
                        Column::Currency,
                        Column::TotalMinor,
                        Column::Lines,
                        Column::Expected,
                        Column::Service,
                        Column::CancelledMs,
                    ])
                    .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// What these orders consist of, by row id; an unreadable column (never
/// written by us) reads as nothing.
///
/// # Errors
/// When the database refuses.
pub async fn lines_of_orders(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<HashMap<i64, Vec<OrderLine>>, Error> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let rows: Vec<(i64, String)> = Entity::find()
            .select_only()
            .columns([Column::Id, Column::Lines])
            .filter(Column::Id.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(database)
            .await?;
        let lines = |text: &str| serde_json::from_str(text).unwrap_or_default();
        found.extend(rows.iter().map(|(id, text)| (*id, lines(text))));
    }
    Ok(found)
}

/// The placed orders of a brand with a number, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand_by_number(
    database: &impl ConnectionTrait,
    brand_id: i64,
    number: &str,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::Number.eq(number))
        .filter(Column::PlacedMs.is_not_null())
        .order_by_desc(Column::Id)
        .all(database)
        .await?)
}

/// The orders of a connection by the platform's ids.
///
/// # Errors
/// When the database refuses.
pub async fn of_connection_by_external_id(
    database: &impl ConnectionTrait,
    connection_id: i64,
    external_ids: &[String],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in external_ids.chunks(ROWS_A_STATEMENT) {
        found.extend(
            Entity::find()
                .filter(Column::ConnectionId.eq(connection_id))
                .filter(Column::ExternalId.is_in(chunk.iter().cloned()))
                .all(database)
                .await?,
        );
    }
    Ok(found)
}
