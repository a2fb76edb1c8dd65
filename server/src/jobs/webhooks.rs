//! Drops what endpoints were told of long ago.

use super::wait;
use crate::db::webhook::delivery;
use crate::error::Error;
use crate::services::Services;
use chrono::TimeDelta;
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(60 * 60);

/// For so long it can be looked at and replayed.
const KEPT: TimeDelta = TimeDelta::days(30);

/// How many events one transaction drops.
const AT_ONCE: u64 = 500;

/// Runs until the server stops.
pub async fn run(services: Services) {
    while wait(&services, EVERY).await {
        if let Err(error) = round(&services).await {
            tracing::error!(%error, "old webhooks could not be dropped");
        }
    }
}

async fn round(services: &Services) -> Result<(), Error> {
    let before = services.clock.now() - KEPT;
    while !services.stopping.is_cancelled() {
        let transaction = services.database.begin().await?;
        let dropped = delivery::drop_of_any_brand(&transaction, before, AT_ONCE).await?;
        transaction.commit().await?;
        if dropped < AT_ONCE {
            return Ok(());
        }
    }
    Ok(())
}
