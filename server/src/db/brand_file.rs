//! Logos and fonts of brands, by the hash of their bytes.

use super::to_ms;
use crate::error::Error;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, QuerySelect};

/// A row of `brand_file`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "brand_file")]
pub struct Model {
    /// Row id; never leaves the server.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The brand it belongs to.
    pub brand_id: i64,
    /// The hash of its bytes, and its kind ("....svg").
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// When it was stored.
    pub created_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A file of a brand's by its name.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    name: &str,
) -> Result<Option<Vec<u8>>, Error> {
    let found: Option<Vec<u8>> = Entity::find()
        .select_only()
        .column(Column::Bytes)
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::Name.eq(name))
        .into_tuple()
        .one(database)
        .await?;
    Ok(found)
}

/// Stores a file of a brand's, unless it is there: of one name, the bytes are
/// the same.
///
/// # Errors
/// When the database refuses.
pub async fn put_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    name: &str,
    bytes: &Bytes,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if of_brand(database, brand_id, name).await?.is_some() {
        return Ok(());
    }
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        brand_id: ActiveValue::Set(brand_id),
        name: ActiveValue::Set(name.to_owned()),
        bytes: ActiveValue::Set(bytes.to_vec()),
        created_ms: ActiveValue::Set(to_ms(now)),
    };
    row.insert(database).await?;
    Ok(())
}

/// Takes a brand's files away that it no longer uses.
///
/// # Errors
/// When the database refuses.
pub async fn keep_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    used: &[&str],
) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::Name.is_not_in(used.iter().copied()))
        .exec(database)
        .await?;
    Ok(())
}
