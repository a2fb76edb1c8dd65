//! The newest orders, of whom.

use super::{Column, Entity, Model};
use crate::error::Error;
use doorstep::staff::Serves;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{Condition, QueryOrder, QuerySelect};

/// The newest orders of a brand that have been placed.
///
/// # Errors
/// When the database refuses.
pub async fn newest_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::PlacedMs.is_not_null())
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}

/// The newest test orders of the brands somebody serves.
///
/// # Errors
/// When the database refuses.
pub async fn newest_tests_of_served(
    database: &impl ConnectionTrait,
    serves: &Serves,
    limit: u64,
) -> Result<Vec<Model>, Error> {
    // With a sum instead of the brand, databases leave the index of a brand's
    // orders alone: they would read and sort all of them to find a few tests.
    let brand = Expr::col(Column::BrandId).add(0);
    let of_served = match serves {
        Serves::All => Condition::all(),
        Serves::Only(brands) => Condition::all().add(brand.is_in(brands.iter().copied())),
    };
    Ok(Entity::find()
        .filter(of_served)
        // Word for word the condition of an index: a value that is bound might
        // be another.
        .filter(Expr::cust("kind = 'test'"))
        .filter(Column::PlacedMs.is_not_null())
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(database)
        .await?)
}

/// The newest order of any brand: for whoever asks whether the site is whole.
///
/// # Errors
/// When the database refuses.
pub async fn newest_of_any_brand(database: &impl ConnectionTrait) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .order_by_desc(Column::Id)
        .one(database)
        .await?)
}
