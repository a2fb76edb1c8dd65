//! Orders whose outcomes are to be counted again: whatever changes an order
//! puts it here, in the same transaction.

use super::ROWS_A_STATEMENT;
use crate::error::Error;
use sea_orm::ActiveValue;
use sea_orm::QueryTrait;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, QuerySelect};

/// A row of `outcome_due`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome_due")]
pub struct Model {
    /// The order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub order_id: i64,
}

/// Relations are spelled out in queries.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Has orders counted again.
///
/// # Errors
/// When the database refuses.
pub async fn add(database: &impl ConnectionTrait, order_ids: &[i64]) -> Result<(), Error> {
    let mut ids = order_ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let rows = chunk.iter().map(|id| ActiveModel {
            order_id: ActiveValue::Set(*id),
        });
        let insert = Entity::insert_many(rows)
            .on_conflict(OnConflict::column(Column::OrderId).do_nothing().to_owned())
            .into_query();
        database.execute(&insert).await?;
    }
    Ok(())
}

/// Some orders of any brand that are to be counted.
///
/// # Errors
/// When the database refuses.
pub async fn next_of_any_brand(
    database: &impl ConnectionTrait,
    limit: u64,
) -> Result<Vec<i64>, Error> {
    Ok(Entity::find()
        .select_only()
        .column(Column::OrderId)
        .order_by_asc(Column::OrderId)
        .limit(limit)
        .into_tuple()
        .all(database)
        .await?)
}

/// Takes orders off, before they are counted in the same transaction. They are
/// to be locked first: whoever changes one locks it, and then puts it here.
///
/// # Errors
/// When the database refuses.
pub async fn remove(database: &impl ConnectionTrait, order_ids: &[i64]) -> Result<(), Error> {
    for chunk in order_ids.chunks(ROWS_A_STATEMENT) {
        Entity::delete_many()
            .filter(Column::OrderId.is_in(chunk.iter().copied()))
            .exec(database)
            .await?;
    }
    Ok(())
}
