//! What orders are called, by row id, for lists that tell of many of them.

use super::{ROWS_A_STATEMENT, orders};
use crate::error::Error;
use orders::{Column, Entity};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QuerySelect};
use std::collections::HashMap;

/// What an order is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderName {
    /// Its public id (`ord_...`).
    pub public_id: String,
    /// Its number, as the buyer knows it.
    pub number: String,
}

/// The names of orders, by row id.
///
/// # Errors
/// When the database refuses.
pub async fn of_orders(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<HashMap<i64, OrderName>, Error> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let rows: Vec<(i64, String, String)> = Entity::find()
            .select_only()
            .columns([Column::Id, Column::PublicId, Column::Number])
            .filter(Column::Id.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(database)
            .await?;
        found.extend(rows.into_iter().map(|(id, public_id, number)| {
            let name = OrderName { public_id, number };
            (id, name)
        }));
    }
    Ok(found)
}

/// The row ids of a brand's orders that are called so: by public id, or by
/// one of the spellings of a number.
///
/// # Errors
/// When the database refuses.
pub async fn ids_of_brands(
    database: &impl ConnectionTrait,
    brands: &[i64],
    public_id: &str,
    numbers: &[String],
    limit: u64,
) -> Result<Vec<i64>, Error> {
    let called = Condition::any()
        .add(Column::PublicId.eq(public_id))
        .add(Column::Number.is_in(numbers.iter().cloned()));
    Ok(Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::BrandId.is_in(brands.iter().copied()))
        .filter(called)
        .limit(limit)
        .into_tuple()
        .all(database)
        .await?)
}
