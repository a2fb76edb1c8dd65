//! Small reads for the order pane, beside those of each table: which connection
//! brought what, and what the reader keeps at hand.

use super::{ROWS_A_STATEMENT, connection, from_ms, staff_order};
use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;
use std::collections::HashMap;

/// What staff call these connections, closed ones among them, by row id; the
/// name of the source where nobody gave them one.
///
/// # Errors
/// When the database refuses.
pub async fn names_of_connections(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<HashMap<i64, String>, Error> {
    use connection::Column;
    let mut found = HashMap::new();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let rows: Vec<(i64, String, String)> = connection::Entity::find()
            .select_only()
            .columns([Column::Id, Column::Source, Column::Name])
            .filter(Column::Id.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(database)
            .await?;
        let named = |(id, source, name): (i64, String, String)| {
            (id, if name.is_empty() { source } else { name })
        };
        found.extend(rows.into_iter().map(named));
    }
    Ok(found)
}

/// What one of the staff keeps of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtHand {
    /// When they last opened it.
    pub opened: DateTime<Utc>,
    /// Whether it stays on top.
    pub is_pinned: bool,
}

/// What one of the staff keeps of an order; `None` when they never opened it.
///
/// # Errors
/// When the database refuses.
pub async fn at_hand_of_staff(
    database: &impl ConnectionTrait,
    staff_id: i64,
    order_id: i64,
) -> Result<Option<AtHand>, Error> {
    let row = staff_order::Entity::find_by_id((staff_id, order_id))
        .one(database)
        .await?;
    Ok(row.map(|row| AtHand {
        opened: from_ms(row.opened_ms),
        is_pinned: row.pinned,
    }))
}
