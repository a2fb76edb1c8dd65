//! Revisions: each counts a change of an order that a page may show.

use super::{Column, Entity, locked};
use crate::db::{ROWS_A_STATEMENT, outcome_due};
use crate::error::Error;
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use std::collections::HashMap;

/// Counts a change of these orders; every page that shows one re-reads it.
///
/// # Errors
/// When the database refuses.
pub async fn raise_revision(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<Vec<(i64, i64)>, Error> {
    let mut raised = Vec::new();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let mut update = Query::update();
        update
            .table(Entity)
            .value(Column::Revision, Expr::col(Column::Revision).add(1))
            .and_where(Column::Id.is_in(chunk.iter().copied()))
            .returning(Query::returning().columns([Column::Id, Column::Revision]));
        for row in database.query_all(&update).await? {
            raised.push((row.try_get("", "id")?, row.try_get("", "revision")?));
        }
    }
    // What a page shows, figures may count.
    outcome_due::add(database, ids).await?;
    Ok(raised)
}

/// The revisions of orders by row id, their rows locked where the database
/// locks rows, in the one order everyone locks in.
///
/// # Errors
/// When the database refuses.
pub async fn revisions_locked(
    database: &impl ConnectionTrait,
    ids: &[i64],
) -> Result<HashMap<i64, i64>, Error> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let rows: Vec<(i64, i64)> = locked(database, Column::Id.is_in(chunk.iter().copied()))
            .select_only()
            .columns([Column::Id, Column::Revision])
            .into_tuple()
            .all(database)
            .await?;
        found.extend(rows);
    }
    Ok(found)
}

/// An order's revision now, by row id.
///
/// # Errors
/// When the database refuses.
pub async fn revision_of_order(
    database: &impl ConnectionTrait,
    id: i64,
) -> Result<Option<i64>, Error> {
    Ok(Entity::find_by_id(id)
        .select_only()
        .column(Column::Revision)
        .into_tuple()
        .all(database)
        .await?
        .pop())
}
