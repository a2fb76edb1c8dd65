//! What people choose to hear: which kinds by which way, a phone number and
//! its proof, others who follow, and addresses that are left alone.

pub mod follow;
pub mod number;
pub mod stop;

use crate::db::choice::{self, Chosen};
use crate::db::orders;
use crate::error::Error;
use crate::services::Services;

/// Keeps what the buyer of an order wants to hear.
///
/// # Errors
/// When the database refuses.
pub async fn choose(
    services: &Services,
    order: &orders::Model,
    chosen: &Chosen,
) -> Result<(), Error> {
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    choice::save_of_order(&transaction, order.brand_id, order.id, chosen, now).await?;
    transaction.commit().await?;
    Ok(())
}
