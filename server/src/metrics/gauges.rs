//! What stands at this moment, read when somebody asks.

use super::Metrics;
use crate::db::outbox::{self, hold};
use crate::db::to_ms;
use crate::db::webhook::delivery;
use crate::error::Error;
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
    /// The mails that wait or were given up; `None` when the database does not
    /// answer.
    pub mails: Option<Mails>,
    /// The webhooks that wait; `None` when the database does not answer.
    pub deliveries: Option<u64>,
    /// The connections that have brought scans, by public id.
    pub last_scans: Vec<LastScan>,
}

/// How the mails stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mails {
    /// How many wait.
    pub waiting: u64,
    /// How long the oldest of them has, in seconds of the server's clock.
    pub oldest_s: i64,
    /// How many were given up.
    pub dead: u64,
}

impl Mails {
    async fn read(services: &Services) -> Result<Self, Error> {
        let read = services.database.read();
        let now = to_ms(services.clock.now());
        let oldest = hold::oldest_of_any_brand(read).await?;
        Ok(Self {
            waiting: outbox::waiting_of_any_brand(read).await?,
            oldest_s: oldest.map_or(0, |oldest| (now - oldest).max(0) / 1_000),
            dead: outbox::dead_of_any_brand(read).await?,
        })
    }
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
        let mails = Mails::read(services).await;
        if let Err(error) = &mails {
            tracing::error!(%error, "the mails could not be counted");
        }
        let deliveries = delivery::waiting_of_any_brand(services.database.read()).await;
        if let Err(error) = &deliveries {
            tracing::error!(%error, "the webhooks that wait could not be counted");
        }
        Self {
            deliveries: deliveries.ok(),
            mails: mails.ok(),
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
