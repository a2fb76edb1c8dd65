//! Takes a history in: a thread reads the file, and what it has read is
//! written part by part, so that what comes in live is written between two of
//! them. Never more than a few parts are in memory.

use super::survey::latest_clock;
use super::{Fault, HistoryFile, Progress, Stage};
use crate::db::outcome::NewOutcome;
use crate::error::Error;
use crate::performance::imported::{self, Put};
use crate::promises::keep;
use crate::services::Services;
use chrono::NaiveDateTime;
use doorstep::history::{Imported, Mapping};
use std::sync::Arc;
use tokio::sync::mpsc;

/// So many orders are written in one transaction.
const AT_ONCE: usize = 1_000;

/// So many parts are read ahead.
const AHEAD: usize = 1;

/// A file, and what its dry run has found.
pub struct Source {
    /// The file, at its beginning.
    pub file: HistoryFile,
    /// What its columns mean, checked.
    pub mapping: Mapping,
    /// The latest moment that it tells of.
    pub as_of: NaiveDateTime,
}

/// What is read, and is to be written.
struct Part {
    outcomes: Vec<NewOutcome>,
    /// How many lines between them gave none.
    bad: u64,
}

/// Takes a brand's file in.
///
/// # Errors
/// When the server stops or the database refuses: what was written until then
/// stays, and importing the file again goes on from there.
pub async fn import(
    services: &Services,
    brand_id: i64,
    source: Source,
    progress: &Arc<Progress>,
) -> Result<Imported, Error> {
    progress.begins(Stage::Importing, source.file.extent());
    let (sender, mut parts) = mpsc::channel(AHEAD);
    let latest = latest_clock(services.clock.now());
    let reading = tokio::task::spawn_blocking(move || read(source, latest, &sender));
    let mut imported = Imported::default();
    while let Some(Part { outcomes, bad }) = parts.recv().await {
        if services.stopping.is_cancelled() {
            return Err(Error::Stopping);
        }
        let orders = outcomes.len() as u64;
        let transaction = services.database.begin().await?;
        let put = imported::put(&transaction, brand_id, outcomes).await?;
        transaction.commit().await?;
        add(&mut imported, put);
        imported.bad += bad;
        progress.more(orders);
    }
    // It ends when nobody listens, and has nothing to say.
    let ended = reading.await;
    ended.map_err(|_| Error::Stopping)?;
    if imported.added + imported.replaced > 0 {
        tokio::spawn(learn(services.clone(), brand_id));
    }
    Ok(imported)
}

/// What was taken in teaches what to promise, at once and not the next night
/// alone; nobody waits for it.
async fn learn(services: Services, brand_id: i64) {
    let book = services.book.now();
    let Some(brand) = book.brand(brand_id) else {
        return;
    };
    match keep::relearn(&services, brand).await {
        Ok(()) | Err(Error::Stopping) => {}
        Err(error) => {
            tracing::error!(%error, "nothing was learned of an imported history yet; the next night tries again");
        }
    }
}

fn add(to: &mut Imported, put: Put) {
    to.added += put.changed.added as u64;
    to.replaced += put.changed.replaced as u64;
    to.known += put.known as u64;
    to.live += put.live as u64;
    to.newer += put.newer as u64;
}

/// Reads a file to its end, or until nobody listens any more.
fn read(source: Source, latest: NaiveDateTime, parts: &mpsc::Sender<Part>) {
    let empty = || Part {
        outcomes: Vec::with_capacity(AT_ONCE),
        bad: 0,
    };
    let mut part = empty();
    for (_, row) in source.file.orders_by(source.mapping) {
        match row.and_then(|past| past.not_after(latest).map_err(Fault::Cell)) {
            Ok(past) => part.outcomes.push(imported::outcome_of(past, source.as_of)),
            Err(_) => part.bad += 1,
        }
        if part.outcomes.len() == AT_ONCE {
            let full = std::mem::replace(&mut part, empty());
            if parts.blocking_send(full).is_err() {
                return;
            }
        }
    }
    // Nobody listens any more where this fails.
    let _ = parts.blocking_send(part);
}
