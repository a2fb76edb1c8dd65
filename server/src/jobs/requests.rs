//! Carries out what people ask through their shops.

use super::wait;
use crate::privacy;
use crate::services::Services;
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(30);

/// Runs until the server stops.
pub async fn run(services: Services) {
    while wait(&services, EVERY).await {
        if let Err(error) = privacy::carry_out_open(&services).await {
            tracing::error!(%error, "a person's request could not be carried out; it is tried again");
        }
    }
}
