//! People: who ordered and where it goes, in rows of their own beside the
//! orders, so that they can be erased while the orders and figures stay.
//!
//! E-mail addresses are looked up by a hash: an index keeps no bytes of one.

use super::{ROWS_A_STATEMENT, json, orders, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::lookup;
use doorstep::order::{Address, Buyer, OrderUpdate};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{OnConflict, Query};
use sea_orm::{ActiveValue, QueryOrder, QuerySelect, QueryTrait};
use sha2::{Digest, Sha256};

/// A row of `person`: the buyer of one order.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// The order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub order_id: i64,
    /// The order's brand.
    pub brand_id: i64,
    /// [`Buyer`] as JSON.
    pub buyer: String,
    /// [`Address`] as JSON.
    pub destination: String,
    /// SHA-256 of the e-mail address as [`lookup::same_email`] spells it.
    pub email_hash: Option<Vec<u8>>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The person of an order's newest version.
    ///
    /// # Errors
    /// When a value cannot be written as JSON.
    pub fn of(order: &orders::Model, update: &OrderUpdate) -> Result<Self, Error> {
        Ok(Self {
            order_id: order.id,
            brand_id: order.brand_id,
            buyer: json(&update.buyer)?,
            destination: json(&update.destination)?,
            email_hash: update.buyer.email.as_deref().and_then(email_hash),
        })
    }

    /// How to reach the buyer.
    #[must_use]
    pub fn buyer(&self) -> Buyer {
        serde_json::from_str(&self.buyer).unwrap_or_default()
    }

    /// Where it goes.
    #[must_use]
    pub fn address(&self) -> Address {
        serde_json::from_str(&self.destination).unwrap_or_default()
    }
}

/// What the rows are looked up by, of an e-mail address however it is typed;
/// `None` for an empty one.
#[must_use]
pub fn email_hash(email: &str) -> Option<Vec<u8>> {
    let folded = lookup::same_email(&super::without_nul(email))?;
    Some(Sha256::digest(folded.as_bytes()).to_vec())
}

/// Writes people, new or known, one an order.
///
/// # Errors
/// When the database refuses.
pub async fn save(database: &impl ConnectionTrait, rows: Vec<Model>) -> Result<(), Error> {
    for chunk in rows.chunks(ROWS_A_STATEMENT) {
        let rows = chunk.iter().map(|row| ActiveModel {
            order_id: ActiveValue::Set(row.order_id),
            ..ActiveModel::from(row.clone())
        });
        let insert = Entity::insert_many(rows)
            .on_conflict(
                OnConflict::column(Column::OrderId)
                    .update_columns([Column::Buyer, Column::Destination, Column::EmailHash])
                    .to_owned(),
            )
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// The people of these orders.
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
        found.extend(of_these.all(database).await?);
    }
    Ok(found)
}

/// Orders of a brand that were placed before a moment and still have a
/// person, by row id after a row id.
///
/// # Errors
/// When the database refuses.
pub async fn orders_of_brand_placed_before(
    database: &impl ConnectionTrait,
    brand_id: i64,
    before: DateTime<Utc>,
    after_id: i64,
    limit: u64,
) -> Result<Vec<orders::Model>, Error> {
    let with_people = Query::select().column(Column::OrderId).from(Entity).take();
    Ok(orders::Entity::find()
        .filter(orders::Column::BrandId.eq(brand_id))
        .filter(orders::Column::PlacedMs.lt(to_ms(before)))
        .filter(orders::Column::Id.gt(after_id))
        .filter(orders::Column::Id.in_subquery(with_people))
        .order_by_asc(orders::Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}

/// Erases the people of these orders; says how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn erase(database: &impl ConnectionTrait, order_ids: &[i64]) -> Result<u64, Error> {
    let mut erased = 0;
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Column::OrderId.is_in(chunk.iter().copied());
        let gone = Entity::delete_many().filter(of_these).exec(database);
        erased += gone.await?.rows_affected;
    }
    Ok(erased)
}
