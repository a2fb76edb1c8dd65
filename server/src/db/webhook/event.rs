//! What happened, in the words endpoints are told it in. They are written in
//! the transaction that made it so, and never change.

use crate::db::{ROWS_A_STATEMENT, orders, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::ids::EventId;
use doorstep::order::OrderKind;
use doorstep::webhook::EventType;
use sea_orm::ActiveValue;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use std::collections::HashMap;

/// A row of `webhook_event`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_event")]
pub struct Model {
    /// Row id; also the order in which things happened.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id it travels under (`evt_...`).
    pub public_id: String,
    /// The brand.
    pub brand_id: i64,
    /// The order it is about; null for a test.
    pub order_id: Option<i64>,
    /// [`EventType`] as its name.
    pub kind: String,
    /// What is told, as JSON; the path of the order's page is put in when it
    /// goes out.
    pub payload: String,
    /// When it happened.
    pub created_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// The id it will travel under.
    pub id: EventId,
    /// The brand.
    pub brand_id: i64,
    /// The order it is about; none for a test.
    pub order_id: Option<i64>,
    /// What happened.
    pub kind: EventType,
    /// What is told, as JSON.
    pub payload: String,
}

/// Writes events down; their row ids, by the ids they travel under.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    database: &impl ConnectionTrait,
    new: &[NewEvent],
    now: DateTime<Utc>,
) -> Result<HashMap<String, i64>, Error> {
    let mut ids = HashMap::new();
    for chunk in new.chunks(ROWS_A_STATEMENT) {
        let rows = chunk.iter().map(|event| ActiveModel {
            id: ActiveValue::NotSet,
            public_id: ActiveValue::Set(event.id.as_str().to_owned()),
            brand_id: ActiveValue::Set(event.brand_id),
            order_id: ActiveValue::Set(event.order_id),
            kind: ActiveValue::Set(event.kind.code().to_owned()),
            payload: ActiveValue::Set(event.payload.clone()),
            created_ms: ActiveValue::Set(to_ms(now)),
        });
        Entity::insert_many(rows)
            .exec_without_returning(database)
            .await?;
        let of_these = chunk.iter().map(|event| event.id.as_str().to_owned());
        let found: Vec<(String, i64)> = Entity::find()
            .select_only()
            .columns([Column::PublicId, Column::Id])
            .filter(Column::PublicId.is_in(of_these))
            .into_tuple()
            .all(database)
            .await?;
        ids.extend(found);
    }
    Ok(ids)
}

/// An event of a brand by row id.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand_by_id(
    database: &impl ConnectionTrait,
    brand_id: i64,
    id: i64,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find_by_id(id)
        .filter(Column::BrandId.eq(brand_id))
        .one(database)
        .await?)
}

/// These events of a brand.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand_by_ids(
    database: &impl ConnectionTrait,
    brand_id: i64,
    ids: &[i64],
) -> Result<Vec<Model>, Error> {
    let mut found = Vec::new();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let of_these = Entity::find()
            .filter(Column::BrandId.eq(brand_id))
            .filter(Column::Id.is_in(chunk.iter().copied()))
            .order_by_asc(Column::Id);
        found.extend(of_these.all(database).await?);
    }
    Ok(found)
}

/// What endpoints are told of an order, and what forms its page's path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Row id.
    pub id: i64,
    /// Its public id.
    pub public_id: String,
    /// The number the buyer knows.
    pub number: String,
    /// Which of its links opens the page.
    pub token_generation: i32,
    /// When the buyer ordered.
    pub placed_ms: Option<i64>,
    /// When it was called off.
    pub cancelled_ms: Option<i64>,
}

type NamedRow = (i64, String, String, i32, Option<i64>, Option<i64>);

/// Those of these orders that endpoints are told of: live ones alone, and none
/// that is known only by its parcels, for its kind is not known yet.
///
/// # Errors
/// When the database refuses.
pub async fn live_orders_by_id(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<HashMap<i64, Named>, Error> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let rows: Vec<NamedRow> = orders::Entity::find()
            .select_only()
            .columns([
                orders::Column::Id,
                orders::Column::PublicId,
                orders::Column::Number,
                orders::Column::TokenGeneration,
                orders::Column::PlacedMs,
                orders::Column::CancelledMs,
            ])
            .filter(orders::Column::Id.is_in(chunk.iter().copied()))
            .filter(orders::Column::Kind.eq(OrderKind::Live.code()))
            .filter(orders::Column::PlacedMs.is_not_null())
            .into_tuple()
            .all(database)
            .await?;
        let named = rows.into_iter().map(|row| {
            let (id, public_id, number, token_generation, placed_ms, cancelled_ms) = row;
            let named = Named {
                id,
                public_id,
                number,
                token_generation,
                placed_ms,
                cancelled_ms,
            };
            (id, named)
        });
        found.extend(named);
    }
    Ok(found)
}
