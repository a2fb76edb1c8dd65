//! Orders by their public ids, and all of a connection.

use super::orders::{Column, Entity, Model};
use super::{shipment, state};
use crate::error::Error;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait, Query};
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

/// The placed orders of the newest shipments of a brand that stand in one of
/// these statuses, so many of each, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn newest_of_brand_that_stand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    statuses: &[&str],
    limit: u64,
) -> Result<Vec<Model>, Error> {
    // One status after the other is read in the order of an index; all at once
    // would be sorted, and most of a brand's parcels are delivered.
    let mut newest: Vec<i64> = Vec::new();
    for status in statuses {
        let of_status: Vec<i64> = state::Entity::find()
            .select_only()
            .column(state::Column::ShipmentId)
            .filter(state::Column::BrandId.eq(brand_id))
            .filter(state::Column::Status.eq(*status))
            .order_by_desc(state::Column::ShipmentId)
            .limit(limit)
            .into_tuple()
            .all(database)
            .await?;
        newest.extend(of_status);
    }
    let standing = Query::select()
        .column(shipment::Column::OrderId)
        .from(shipment::Entity)
        .and_where(Expr::col(shipment::Column::Id).is_in(newest))
        .take();
    Ok(Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::PlacedMs.is_not_null())
        .filter(Column::Id.in_subquery(standing))
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(database)
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
    // With a sum instead of the brand, SQLite leaves the indexes of a brand's
    // orders alone: it would read all of them to find a few.
    let of_brands = Expr::col(Column::BrandId)
        .add(0)
        .is_in(brand_ids.iter().copied());
    Ok(Entity::find()
        .filter(of_brands)
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
