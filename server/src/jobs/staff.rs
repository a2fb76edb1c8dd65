//! Drops the sessions and links of staff whose time is over.

use super::wait;
use crate::services::Services;
use crate::staff::{links, sessions};
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(60 * 60);

/// Runs until the server stops.
pub async fn run(services: Services) {
    while wait(&services, EVERY).await {
        let dropped = async {
            sessions::drop_ended(&services).await?;
            links::drop_expired(&services).await
        };
        if let Err(error) = dropped.await {
            tracing::error!(%error, "sessions and links of staff whose time is over could not be dropped");
        }
    }
}
