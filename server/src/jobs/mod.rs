//! Work that time causes: one job a file.

mod book;
mod list_links;
pub mod performance;
mod promises;
mod purge;
mod rederive;
mod requests;
mod search;
mod silence;
mod staff;
mod uploads;
mod webhooks;

use crate::services::Services;
use std::time::Duration;
use tokio::task::JoinSet;

/// Starts every job; they end when the server stops.
#[must_use]
pub fn start(services: &Services) -> JoinSet<()> {
    let mut jobs = JoinSet::new();
    jobs.spawn(rederive::run(services.clone()));
    jobs.spawn(book::run(services.clone()));
    jobs.spawn(list_links::run(services.clone()));
    jobs.spawn(requests::run(services.clone()));
    jobs.spawn(purge::run(services.clone()));
    jobs.spawn(silence::run(services.clone()));
    jobs.spawn(staff::run(services.clone()));
    jobs.spawn(search::run(services.clone()));
    jobs.spawn(webhooks::run(services.clone()));
    jobs.spawn(performance::run(services.clone()));
    jobs.spawn(promises::run(services.clone()));
    jobs.spawn(uploads::run(services.clone()));
    jobs
}

/// However fast the server's clock runs, the machine is not kept busy.
const LEAST: Duration = Duration::from_secs(1);

/// Waits for a span of the server's clock; `false` when the server stops.
async fn wait(services: &Services, span: Duration) -> bool {
    tokio::select! {
        () = services.stopping.cancelled() => false,
        () = tokio::time::sleep(services.clock.sleep_for(span).max(LEAST)) => true,
    }
}
