//! How an endpoint stands: whether it is told anything, and whether it takes
//! what it is told.

use super::{Column, Entity, Model, of_any_brand_by_id};
use crate::db::{is_sqlite, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::webhook::DisabledWhy;
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Func, LockType};

/// Tells one of a brand nothing any more; whether it was told something
/// before.
///
/// # Errors
/// When the database refuses.
pub async fn disable_of_brand(
    database: &impl ConnectionTrait,
    endpoint: &Model,
    why: DisabledWhy,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let done = Entity::update_many()
        .col_expr(Column::DisabledMs, Expr::value(to_ms(now)))
        .col_expr(Column::DisabledWhy, Expr::value(why.code()))
        .filter(Column::Id.eq(endpoint.id))
        .filter(Column::BrandId.eq(endpoint.brand_id))
        .filter(Column::DisabledMs.is_null())
        .exec(database)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Tells one of a brand something again; whether it was told nothing before.
///
/// # Errors
/// When the database refuses.
pub async fn enable_of_brand(
    database: &impl ConnectionTrait,
    endpoint: &Model,
) -> Result<bool, Error> {
    let done = Entity::update_many()
        .col_expr(Column::DisabledMs, Expr::value(None::<i64>))
        .col_expr(Column::DisabledWhy, Expr::value(None::<String>))
        .col_expr(Column::FailingSinceMs, Expr::value(None::<i64>))
        .col_expr(Column::LastError, Expr::value(None::<String>))
        .filter(Column::Id.eq(endpoint.id))
        .filter(Column::BrandId.eq(endpoint.brand_id))
        .filter(Column::DisabledMs.is_not_null())
        .exec(database)
        .await?;
    Ok(done.rows_affected == 1)
}

/// One of a brand as it is now, held until the transaction ends. SQLite has one
/// writer, and no such words.
///
/// # Errors
/// When the database refuses.
pub async fn locked_of_brand(
    database: &impl ConnectionTrait,
    endpoint: &Model,
) -> Result<Option<Model>, Error> {
    let mut find = Entity::find_by_id(endpoint.id).filter(Column::BrandId.eq(endpoint.brand_id));
    if !is_sqlite(database) {
        find = find.lock(LockType::Update);
    }
    Ok(find.one(database).await?)
}

/// One of a brand has taken what it was told.
///
/// # Errors
/// When the database refuses.
pub async fn works_of_brand(
    database: &impl ConnectionTrait,
    endpoint: &Model,
) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::FailingSinceMs, Expr::value(None::<i64>))
        .col_expr(Column::LastError, Expr::value(None::<String>))
        .filter(Column::Id.eq(endpoint.id))
        .filter(Column::BrandId.eq(endpoint.brand_id))
        .filter(Column::FailingSinceMs.is_not_null())
        .exec(database)
        .await?;
    Ok(())
}

/// One of a brand has not, and why; since when it has taken nothing.
///
/// # Errors
/// When the database refuses.
pub async fn fails_of_brand(
    database: &impl ConnectionTrait,
    endpoint: &Model,
    why: Option<&str>,
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    let since = Func::coalesce([Expr::col(Column::FailingSinceMs), Expr::value(to_ms(now))]);
    Entity::update_many()
        .col_expr(Column::FailingSinceMs, since.into())
        .col_expr(Column::LastError, Expr::value(why))
        .filter(Column::Id.eq(endpoint.id))
        .filter(Column::BrandId.eq(endpoint.brand_id))
        .exec(database)
        .await?;
    let row = of_any_brand_by_id(database, endpoint.id).await?;
    Ok(row
        .and_then(|row| row.failing_since_ms)
        .unwrap_or_else(|| to_ms(now)))
}
