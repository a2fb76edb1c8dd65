//! Looks again at shipments and orders whose time has come: this is how "late"
//! and "stuck" appear without a scan.

use super::wait;
use crate::error::Error;
use crate::intake::Again;
use crate::services::Services;
use std::time::Duration;

/// How often due shipments are looked for.
const EVERY: Duration = Duration::from_secs(60);

/// How many of each are looked at in one go.
const AT_ONCE: u64 = 200;

/// Runs until the server stops.
pub async fn run(services: Services) {
    while wait(&services, EVERY).await {
        loop {
            match once(&services).await {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(%error, "shipments that are due could not be looked at again");
                    break;
                }
            }
        }
    }
}

async fn once(services: &Services) -> Result<usize, Error> {
    let now = services.clock.now();
    let due = Again::due(&services.database, now, AT_ONCE).await?;
    let count = due.count();
    if count > 0 {
        services.intake.rederive(due).await?;
    }
    Ok(count)
}
