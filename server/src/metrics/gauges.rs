//! What stands at this moment, read when somebody asks.

use super::Metrics;
use crate::db::outbox;
use crate::services::Services;
use std::sync::Arc;

/// Figures that go up and down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gauges {
    /// Messages that wait for a writer.
    pub queued: usize,
    /// Streams open.
    pub streams: u64,
    /// Notices that wait to be sent; `None` when the database does not answer.
    pub outbox: Option<u64>,
    /// The connections that have brought scans, by public id.
    pub last_scans: Vec<LastScan>,
}

/// When a connection last brought scans.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LastScan {
    /// The connection's public id.
    pub connection: String,
    /// Which adapter reads it.
    pub source: String,
    /// How long ago, in seconds of the server's clock.
    pub age_s: i64,
}

impl Gauges {
    /// Reads them.
    pub async fn read(services: &Services) -> Self {
        let outbox = outbox::queued_of_any_brand(services.database.read()).await;
        if let Err(error) = &outbox {
            tracing::error!(%error, "the queued notices could not be counted");
        }
        Self {
            queued: services.intake.queued(),
            streams: services.metrics.streams(),
            outbox: outbox.ok(),
            last_scans: last_scans(services, &services.metrics),
        }
    }
}

/// Of open connections only: a closed one is not late.
fn last_scans(services: &Services, metrics: &Arc<Metrics>) -> Vec<LastScan> {
    let now = services.clock.now();
    let book = services.book.now();
    let mut found: Vec<LastScan> = book
        .connections
        .values()
        .filter_map(|connection| {
            let last = metrics.last_scan(connection.id)?;
            Some(LastScan {
                connection: connection.public_id.clone(),
                source: connection.source.clone(),
                age_s: (now - last).num_seconds().max(0),
            })
        })
        .collect();
    found.sort();
    found
}
