//! Mailed links to the list of a buyer's orders. The database keeps a hash of
//! each secret, never the secret.

use super::to_ms;
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::ids::ListLinkId;
use sea_orm::ActiveValue;
use sea_orm::entity::prelude::*;

/// A row of `list_link`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "list_link")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The id its mail names it by (`lnk_...`).
    pub public_id: String,
    /// The brand whose orders it lists.
    pub brand_id: i64,
    /// An order of the buyer it is for; null for an address without orders,
    /// whose link nobody is ever sent.
    pub order_id: Option<i64>,
    /// SHA-256 of the secret.
    pub secret_hash: Vec<u8>,
    /// When it was asked for.
    pub created_ms: i64,
    /// From when on it opens nothing.
    pub expires_ms: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A link to be kept.
#[derive(Debug)]
pub struct NewLink<'a> {
    /// Its id.
    pub id: &'a ListLinkId,
    /// The brand.
    pub brand_id: i64,
    /// An order of the buyer, where the address has one.
    pub order_id: Option<i64>,
    /// SHA-256 of the secret.
    pub secret_hash: [u8; 32],
    /// When it was asked for.
    pub created: DateTime<Utc>,
    /// From when on it opens nothing.
    pub expires: DateTime<Utc>,
}

/// Keeps a link.
///
/// # Errors
/// When the database refuses.
pub async fn keep(database: &impl ConnectionTrait, new: &NewLink<'_>) -> Result<(), Error> {
    let row = ActiveModel {
        id: ActiveValue::NotSet,
        public_id: ActiveValue::Set(new.id.as_str().to_owned()),
        brand_id: ActiveValue::Set(new.brand_id),
        order_id: ActiveValue::Set(new.order_id),
        secret_hash: ActiveValue::Set(new.secret_hash.to_vec()),
        created_ms: ActiveValue::Set(to_ms(new.created)),
        expires_ms: ActiveValue::Set(to_ms(new.expires)),
    };
    Entity::insert(row).exec(database).await?;
    Ok(())
}

/// The link of a brand behind a secret, by the secret's hash, while it opens
/// anything.
///
/// # Errors
/// When the database refuses.
pub async fn of_brand_by_secret_hash(
    database: &impl ConnectionTrait,
    brand_id: i64,
    hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::SecretHash.eq(hash.to_vec()))
        .filter(Column::BrandId.eq(brand_id))
        .filter(Column::ExpiresMs.gt(to_ms(now)))
        .all(database)
        .await?
        .pop())
}

/// Drops the links of any brand that open nothing any more; how many.
///
/// # Errors
/// When the database refuses.
pub async fn drop_expired_of_any_brand(
    database: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<u64, Error> {
    let dropped = Entity::delete_many()
        .filter(Column::ExpiresMs.lte(to_ms(now)))
        .exec(database)
        .await?;
    Ok(dropped.rows_affected)
}
