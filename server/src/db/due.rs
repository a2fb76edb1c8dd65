//! Has orders looked at again, whatever they wait for: what is written beside
//! them may raise a flag or clear one, and a crash before the derivation must
//! not lose that.

use super::{order_state, shipment, state, to_ms};
use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;

/// Marks the shipments of these orders, and what of them has not left, as due
/// now.
///
/// # Errors
/// When the database refuses.
pub async fn look_at_orders_again(
    database: &impl ConnectionTrait,
    order_ids: &[i64],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let theirs = Query::select()
        .column(shipment::Column::Id)
        .from(shipment::Entity)
        .and_where(shipment::Column::OrderId.is_in(order_ids.iter().copied()))
        .and_where(shipment::Column::Removed.eq(false))
        .take();
    state::Entity::update_many()
        .col_expr(state::Column::NextCheckMs, Expr::value(to_ms(now)))
        .filter(state::Column::ShipmentId.in_subquery(theirs))
        .exec(database)
        .await?;
    order_state::Entity::update_many()
        .col_expr(order_state::Column::NextCheckMs, Expr::value(to_ms(now)))
        .filter(order_state::Column::OrderId.is_in(order_ids.iter().copied()))
        .exec(database)
        .await?;
    Ok(())
}
