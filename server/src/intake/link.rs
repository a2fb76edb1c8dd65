//! Takes an order's link back: the next one is of a new generation, and the
//! old one leads to no order.

use crate::db::audit::{self, NewDeed};
use crate::db::{orders, token};
use crate::error::Error;
use crate::services::Services;
use crate::site;
use crate::staff::By;
use doorstep::audit::Deed;
use doorstep::ids::OrderId;

/// Revokes the link of an order and returns the order with its new one.
///
/// # Errors
/// When the database refuses, or the order is gone.
pub async fn revoke(
    services: &Services,
    by: By<'_>,
    order_id: i64,
) -> Result<orders::Model, Error> {
    let transaction = services.database.begin().await?;
    let found = orders::locked_by_id(&transaction, &[order_id]).await?;
    let Some(mut order) = found.into_iter().next() else {
        return Err(Error::refused("the order is gone"));
    };
    order.token_generation += 1;
    let id = OrderId::from_text(order.public_id.clone());
    let renewed = services.key.token(&id, order.token_generation);
    order.token_hash = site::token_hash(&renewed).to_vec();
    token::set_token(&transaction, &order).await?;
    let deed = NewDeed {
        brand_id: Some(order.brand_id),
        order_id: Some(order.id),
        subject: Some(&order.public_id),
        ..by.deed(Deed::LinkRevoked)
    };
    audit::add(&transaction, &deed, services.clock.now()).await?;
    // Open streams and drawn pages of the old link end with this revision.
    let raised = orders::raise_revision(&transaction, &[order_id]).await?;
    transaction.commit().await?;
    for (order, revision) in raised {
        services.bus.publish(order, revision);
    }
    Ok(order)
}
