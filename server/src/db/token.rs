//! Orders by their tracking links. The database keeps a hash of each token
//! and its generation, never the token.

use super::orders::{Column, Entity, Model};
use crate::error::Error;
use sea_orm::entity::prelude::*;

/// Writes an order's token, after its generation was raised.
///
/// # Errors
/// When the database refuses.
pub async fn set_token(database: &impl ConnectionTrait, order: &Model) -> Result<(), Error> {
    Entity::update_many()
        .col_expr(Column::TokenHash, Expr::value(order.token_hash.clone()))
        .col_expr(Column::TokenGeneration, Expr::value(order.token_generation))
        .filter(Column::Id.eq(order.id))
        .exec(database)
        .await?;
    Ok(())
}

/// The order behind a tracking token, by the token's hash.
///
/// # Errors
/// When the database refuses.
pub async fn by_token_hash(
    database: &impl ConnectionTrait,
    hash: &[u8; 32],
) -> Result<Option<Model>, Error> {
    // Not `one`: SQLite plans a statement anew for each `limit ?`.
    Ok(Entity::find()
        .filter(Column::TokenHash.eq(hash.to_vec()))
        .all(database)
        .await?
        .pop())
}
