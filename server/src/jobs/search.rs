//! Gives search terms to the orders that were there before orders had any: a
//! few at a time, and never again once all have them.

use super::wait;
use crate::error::Error;
use crate::intake::search::{self, Filling};
use crate::services::Services;
use std::time::Duration;

/// Between two pieces scans are written.
const PAUSE: Duration = Duration::from_millis(20);

const AFTER_A_FAILURE: Duration = Duration::from_mins(1);

/// Runs until every order has its terms, or the server stops.
pub async fn run(services: Services) {
    loop {
        match fill(&services).await {
            Ok(0) => return,
            Ok(orders) => {
                tracing::info!(orders, "orders of before can be searched for now");
                return;
            }
            Err(error) => {
                tracing::error!(%error, "orders of before could not be made searchable; it is tried again");
            }
        }
        if !wait(&services, AFTER_A_FAILURE).await {
            return;
        }
    }
}

async fn fill(services: &Services) -> Result<usize, Error> {
    let mut filled = 0;
    while !services.stopping.is_cancelled() {
        match search::fill(&services.database, services.clock.watch()).await? {
            Filling::Done => break,
            Filling::Some(orders) => filled += orders,
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(filled)
}
