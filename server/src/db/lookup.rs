//! Orders by their public ids, and all of a connection.

use super::orders::{Column, Entity, Model};
use crate::error::Error;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

/// An order of a brand by its public id.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand_by_public_id(
    database: &impl ConnectionTrait,
    brand_id: i64,
    public_id: &str,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::PublicId.eq(public_id))
        .one(database)
        .await?)
}

/// An order of any brand by its public id, for links that hold one and prove
/// that they are ours.
///
/// # Errors
/// When the database refuses.
pub async fn of_any_brand_by_public_id(
    database: &impl ConnectionTrait,
    public_id: &str,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::PublicId.eq(public_id))
        .one(database)
        .await?)
}

/// Orders of some brands by row id, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_brands_by_id(
    database: &impl ConnectionTrait,
    brand_ids: &[i64],
    ids: &[i64],
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.is_in(brand_ids.iter().copied()))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .order_by_desc(Column::Id)
        .all(database)
        .await?)
}

/// The orders of a connection, by row id after a row id.
///
/// # Errors
/// When the database refuses.
pub async fn of_connection(
    database: &impl ConnectionTrait,
    connection_id: i64,
    after_id: i64,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::ConnectionId.eq(connection_id))
        .filter(Column::Id.gt(after_id))
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}
