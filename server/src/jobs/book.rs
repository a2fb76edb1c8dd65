//! Reads brands, connections and keys again now and then: another node may
//! have changed them.

use super::wait;
use crate::services::Services;
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(30);

/// Runs until the server stops.
pub async fn run(services: Services) {
    while wait(&services, EVERY).await {
        if let Err(error) = services.book.read_again(&services.database).await {
            tracing::error!(%error, "brands and connections could not be read again");
        }
    }
}
