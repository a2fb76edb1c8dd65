//! Lets go of raw messages and personal data that have grown old.

use super::wait;
use crate::privacy;
use crate::services::Services;
use std::time::Duration;

const EVERY: Duration = Duration::from_hours(6);

/// Runs until the server stops.
pub async fn run(services: Services) {
    while wait(&services, EVERY).await {
        if let Err(error) = privacy::purge(&services).await {
            tracing::error!(%error, "what has grown old could not go; it is tried again later");
        }
    }
}
