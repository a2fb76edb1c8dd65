//! API keys; only their hashes are kept.

use super::to_ms;
use crate::error::Error;
use chrono::{DateTime, Utc};
use doorstep::scope::Scope;
use sea_orm::ActiveValue;
use sea_orm::entity::prelude::*;

/// A row of `api_key`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_key")]
pub struct Model {
    /// Row id.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The connection it speaks for.
    pub connection_id: i64,
    /// The first, public part of the key, by which staff name it.
    pub public_id: String,
    /// SHA-256 of the whole key, in hex.
    pub hash: String,
    /// When it was made.
    pub created_ms: i64,
    /// When it was revoked.
    pub revoked_ms: Option<i64>,
    /// What it may be used for: [`Scope`]s with a blank between them.
    pub scopes: String,
}

/// A key to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewKey<'a> {
    /// The connection it speaks for.
    pub connection_id: i64,
    /// Its first, public part.
    pub public_id: &'a str,
    /// SHA-256 of the whole key, in hex.
    pub hash: &'a str,
    /// What it may be used for.
    pub scopes: &'a [Scope],
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Every key that is accepted.
///
/// # Errors
/// When the database refuses.
pub async fn all_open(database: &impl ConnectionTrait) -> Result<Vec<Model>, Error> {
    Ok(Entity::find()
        .filter(Column::RevokedMs.is_null())
        .all(database)
        .await?)
}

/// Keeps a new key's hash.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    database: &impl ConnectionTrait,
    new: &NewKey<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    ActiveModel {
        id: ActiveValue::NotSet,
        connection_id: ActiveValue::Set(new.connection_id),
        public_id: ActiveValue::Set(new.public_id.to_owned()),
        hash: ActiveValue::Set(new.hash.to_owned()),
        created_ms: ActiveValue::Set(to_ms(now)),
        revoked_ms: ActiveValue::Set(None),
        scopes: ActiveValue::Set(Scope::joined(new.scopes)),
    }
    .insert(database)
    .await?;
    Ok(())
}

/// Revokes the key of a public part; says whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn revoke(
    database: &impl ConnectionTrait,
    public_id: &str,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let done = Entity::update_many()
        .col_expr(Column::RevokedMs, Expr::value(to_ms(now)))
        .filter(Column::PublicId.eq(public_id))
        .filter(Column::RevokedMs.is_null())
        .exec(database)
        .await?;
    Ok(done.rows_affected > 0)
}
