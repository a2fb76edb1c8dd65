//! What follows when something beside the scans has changed: the orders are
//! derived again at once, and everybody who looks at them is told.
//!
//! Two halves, around the commit: [`mark`] within the transaction, so that a
//! crash before the derivation loses nothing, and [`after_change`] after it.

use crate::db::{Transaction, due, orders, queue};
use crate::error::Error;
use crate::intake::Again;
use crate::services::Services;
use chrono::{DateTime, Utc};

/// Marks orders as to be looked at and counts their revisions, within the
/// transaction that changes them.
///
/// # Errors
/// When the database refuses.
pub async fn mark(
    transaction: &Transaction,
    order_ids: &[i64],
    now: DateTime<Utc>,
) -> Result<(), Error> {
    due::look_at_orders_again(transaction, order_ids, now).await?;
    orders::raise_revision(transaction, order_ids).await?;
    Ok(())
}

/// Tells who looks at these orders, and derives them again: flags rise and
/// clear before this returns. The change itself is committed, so a failure
/// here is logged and mended by the job that looks at what is due.
pub async fn after_change(services: &Services, order_ids: &[i64]) {
    let again = Again {
        shipments: Vec::new(),
        orders: order_ids.to_vec(),
    };
    if let Err(error) = publish(services, order_ids).await {
        tracing::error!(%error, "a change could not be told to open pages; they see it within a quarter of a minute");
    }
    if let Err(error) = services.intake.rederive(again).await {
        tracing::error!(%error, "orders could not be derived again after a change; they are due and tried again");
    }
}

async fn publish(services: &Services, order_ids: &[i64]) -> Result<(), Error> {
    for id in order_ids {
        let revision = orders::revision_of_order(services.database.read(), *id).await?;
        if let Some(revision) = revision {
            services.bus.publish(*id, revision);
        }
    }
    for brand in queue::brands_of_orders(services.database.read(), order_ids).await? {
        services.bus.publish_desk(brand);
    }
    Ok(())
}
