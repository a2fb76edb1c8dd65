//! Throws histories away that were uploaded and never imported.

use super::wait;
use crate::history::upload;
use crate::services::Services;
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(15 * 60);

/// Runs until the server stops.
pub async fn run(services: Services) {
    upload::drop_broken_off(&services);
    while wait(&services, EVERY).await {
        if let Err(error) = upload::drop_old(&services).await {
            tracing::error!(%error, "histories that nobody imported could not be thrown away");
        }
    }
}
