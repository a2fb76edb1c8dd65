//! What staff look at: every opening of an order is in the audit trail, and
//! the last ones are at hand again. Nothing of the order changes by it.

use super::Refusal;
use crate::db::audit::{self, NewDeed};
use crate::db::desk::order_of_served;
use crate::db::orders;
use crate::db::staff_order::{self, Pin};
use crate::error::Error;
use crate::services::Services;
use crate::staff::Actor;
use doorstep::audit::Deed;

/// Notes that somebody opened an order's page. For each page that is opened,
/// and not for what a page that is open reads again by itself.
///
/// # Errors
/// [`Refusal::NotThere`] for an order of another brand.
pub async fn opened(services: &Services, actor: &Actor, order: &str) -> Result<(), Refusal> {
    let read = services.database.read();
    let found = order_of_served(read, &actor.serves, order).await?;
    let order = found.ok_or(Refusal::NotThere)?;
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    let deed = NewDeed {
        staff_id: Some(actor.id),
        actor: &actor.public_id,
        brand_id: Some(order.brand_id),
        order_id: Some(order.id),
        deed: Deed::OrderOpened,
        subject: Some(&order.public_id),
        detail: None,
    };
    audit::add(&transaction, &deed, now).await?;
    staff_order::opened(&transaction, actor.id, (order.brand_id, order.id), now).await?;
    transaction.commit().await?;
    Ok(())
}

/// Notes that a program looked orders up with its key: it was told all that
/// their pages show.
///
/// # Errors
/// When the database refuses.
pub async fn looked_up(
    services: &Services,
    api_key: &str,
    orders: &[orders::Model],
) -> Result<(), Error> {
    if orders.is_empty() {
        return Ok(());
    }
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    for order in orders {
        let deed = NewDeed {
            brand_id: Some(order.brand_id),
            order_id: Some(order.id),
            subject: Some(&order.public_id),
            ..NewDeed::of_actor(api_key, Deed::OrderOpened)
        };
        audit::add(&transaction, &deed, now).await?;
    }
    Ok(transaction.commit().await?)
}

/// Keeps an order on top of somebody's own list, or lets it go.
///
/// # Errors
/// [`Refusal::NotThere`] for an order of another brand.
pub async fn pin(services: &Services, actor: &Actor, order: &str, pin: Pin) -> Result<(), Refusal> {
    let read = services.database.read();
    let found = order_of_served(read, &actor.serves, order).await?;
    let order = found.ok_or(Refusal::NotThere)?;
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    let which = (order.brand_id, order.id);
    staff_order::pin(&transaction, actor.id, which, pin, now).await?;
    transaction.commit().await?;
    Ok(())
}
