//! Which numbers a brand's orders have.

use super::{Column, Entity};
use crate::db::ROWS_A_STATEMENT;
use crate::error::Error;
use doorstep::order::OrderKind;
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;
use std::collections::HashSet;

/// Which of these numbers a brand's orders have; rehearsals are none.
///
/// # Errors
/// When the database refuses.
pub async fn live_numbers_of_brand(
    database: &impl ConnectionTrait,
    brand_id: i64,
    numbers: &[String],
) -> Result<HashSet<String>, Error> {
    let mut found = HashSet::new();
    for chunk in numbers.chunks(ROWS_A_STATEMENT) {
        let of_these: Vec<String> = Entity::find()
            .select_only()
            .column(Column::Number)
            .filter(Column::BrandId.eq(brand_id))
            .filter(Column::Number.is_in(chunk.iter().cloned()))
            .filter(Column::PlacedMs.is_not_null())
            .filter(Column::Kind.ne(OrderKind::Test.code()))
            .into_tuple()
            .all(database)
            .await?;
        found.extend(of_these);
    }
    Ok(found)
}
