//! What was learned of each brand's orders to promise by. Never the truth: it
//! can be thrown away and learned again.

use super::to_ms;
use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::ActiveValue;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

/// A row of `promise_model`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "promise_model")]
pub struct Model {
    /// The brand.
    #[sea_orm(primary_key, auto_increment = false)]
    pub brand_id: i64,
    /// The shape of what is in it: another one cannot be read.
    pub shape: i32,
    /// When it was learned.
    pub learned_ms: i64,
    /// What was learned, as gzipped JSON.
    pub model: Vec<u8>,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What was learned of a brand, where it has this shape.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    shape: i32,
) -> Result<Option<Vec<u8>>, Error> {
    let found = Entity::find_by_id(brand_id)
        .filter(Column::Shape.eq(shape))
        .one(database)
        .await?;
    Ok(found.map(|row| row.model))
}

/// Stores what was learned of a brand in the place of what was there.
///
/// # Errors
/// When the database refuses.
pub async fn set_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    (shape, model): (i32, Vec<u8>),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        brand_id: ActiveValue::Set(brand_id),
        shape: ActiveValue::Set(shape),
        learned_ms: ActiveValue::Set(to_ms(now)),
        model: ActiveValue::Set(model),
    };
    Entity::insert(row)
        .on_conflict(
            OnConflict::column(Column::BrandId)
                .update_columns([Column::Shape, Column::LearnedMs, Column::Model])
                .to_owned(),
        )
        .exec_without_returning(database)
        .await?;
    Ok(())
}
