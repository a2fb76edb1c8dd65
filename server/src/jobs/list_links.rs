//! Drops mailed links whose time is over.

use super::wait;
use crate::intake::list_link;
use crate::services::Services;
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(10 * 60);

/// Runs until the server stops.
pub async fn run(services: Services) {
    while wait(&services, EVERY).await {
        let now = services.clock.watch();
        if let Err(error) = list_link::drop_expired(&services.database, now).await {
            tracing::error!(%error, "mailed links whose time is over could not be dropped");
        }
    }
}
