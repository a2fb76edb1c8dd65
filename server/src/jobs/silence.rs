//! Works out again now and then how long healthy parcels are silent.

use super::wait;
use crate::services::Services;
use std::time::Duration;

const EVERY: Duration = Duration::from_mins(10);

/// Runs until the server stops.
pub async fn run(services: Services) {
    while wait(&services, EVERY).await {
        if let Err(error) = services.limits.read_again(&services.database).await {
            tracing::error!(%error, "the table of silence could not be read; the limits stay as they were");
        }
    }
}
