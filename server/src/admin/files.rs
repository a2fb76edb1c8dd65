//! Takes payload files in, through the same intake as webhooks.

use super::connections::JSON;
use super::trail;
use crate::db::connection::Connection;
use crate::error::Error;
use crate::http::read_topic;
use crate::intake::{Incoming, Repeats};
use crate::services::Services;
use crate::shops;
use crate::shops::door::{self, Door};
use bytes::Bytes;
use doorstep::audit::Deed;
use doorstep::shipment::Change;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many changes of a file go in as one message.
const CHANGES_A_MESSAGE: usize = 500;

/// How many bad lines are named before the rest are only counted.
const NAMED_LINES: usize = 20;

/// Takes files in, one after the other; a bad one does not stop the others.
pub async fn ingest(
    services: &Services,
    connection: &Arc<Connection>,
    door: Option<&str>,
    files: &[PathBuf],
) -> Result<String, Error> {
    let mut lines = Vec::new();
    for file in files {
        let name = file.display();
        let outcome = if connection.source == JSON {
            through_door(services, connection, door, file).await
        } else {
            payload(services, connection, file).await
        };
        match outcome {
            Ok(said) => lines.push(format!("{name}: {said}")),
            Err(error) => lines.push(format!("{name}: not taken in: {error}")),
        }
    }
    let text = lines.join("\n");
    let refused = lines
        .iter()
        .filter(|line| line.contains(": not taken in: "));
    let taken = lines.len() - refused.count();
    if taken == 0 {
        return Err(Error::refused(text));
    }
    let detail = serde_json::json!({ "files": taken });
    let connection = Some(connection.public_id.as_str());
    trail::done(services, Deed::FilesTakenIn, connection, Some(detail)).await?;
    Ok(text)
}

fn read(file: &Path) -> Result<Bytes, Error> {
    std::fs::read(file)
        .map(Bytes::from)
        .map_err(|error| Error::refused(error.to_string()))
}

/// One carrier's or shop's payload.
async fn payload(
    services: &Services,
    connection: &Arc<Connection>,
    file: &Path,
) -> Result<String, Error> {
    let body = read(file)?;
    let topic = shops::shop(&connection.source)
        .and_then(|shop| (shop.topic_of)(&body))
        .unwrap_or_default();
    let changes = read_topic(&connection.source, topic.to_owned(), &body)
        .changes
        .map_err(Error::Refused)?;
    let count = changes.len();
    let incoming = Incoming::new(
        Arc::clone(connection),
        topic,
        body,
        changes,
        services.clock.now(),
        Repeats::AreTheSame,
    );
    services.intake.take(incoming).await?;
    Ok(format!("{count} taken in"))
}

/// A file of the JSON door's items, as JSON or as CSV.
async fn through_door(
    services: &Services,
    connection: &Arc<Connection>,
    door: Option<&str>,
    file: &Path,
) -> Result<String, Error> {
    let Some(door) = door.and_then(Door::from_name) else {
        return Err(Error::refused(
            "say what it holds: --as orders, --as shipments or --as scans",
        ));
    };
    let mut tally = Tally::default();
    let is_csv = file
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let now = services.clock.now();
    if is_csv {
        let reader =
            std::fs::File::open(file).map_err(|error| Error::refused(error.to_string()))?;
        for (line, read) in door::csv(door, reader, now) {
            tally.add(line, read.map_err(|errors| errors.to_string()));
            tally.send_if_full(services, connection, door).await?;
        }
    } else {
        let body = read(file)?;
        let items = door::items(None, &body).map_err(|error| Error::refused(error.to_string()))?;
        for (place, item) in (1..).zip(items) {
            let read = door::read_item(door, &item, now);
            tally.add(place, read.map_err(|errors| errors.to_string()));
            tally.send_if_full(services, connection, door).await?;
        }
    }
    tally.send(services, connection, door).await?;
    tally.verdict()
}

#[derive(Default)]
struct Tally {
    waiting: Vec<Change>,
    taken: usize,
    bad: Vec<String>,
}

impl Tally {
    fn add(&mut self, line: u64, read: Result<Change, String>) {
        match read {
            Ok(change) => self.waiting.push(change),
            Err(why) => self.bad.push(format!("  {line}: {why}")),
        }
    }

    async fn send_if_full(
        &mut self,
        services: &Services,
        connection: &Arc<Connection>,
        door: Door,
    ) -> Result<(), Error> {
        if self.waiting.len() < CHANGES_A_MESSAGE {
            return Ok(());
        }
        self.send(services, connection, door).await
    }

    async fn send(
        &mut self,
        services: &Services,
        connection: &Arc<Connection>,
        door: Door,
    ) -> Result<(), Error> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let changes = std::mem::take(&mut self.waiting);
        let count = changes.len();
        let body = Bytes::from(serde_json::to_vec(&changes)?);
        let now = services.clock.now();
        let incoming = Incoming::new(
            Arc::clone(connection),
            door.name(),
            body,
            changes,
            now,
            Repeats::Count,
        );
        services.intake.take(incoming).await?;
        self.taken += count;
        Ok(())
    }

    fn verdict(self) -> Result<String, Error> {
        let named = self.bad.iter().take(NAMED_LINES).cloned();
        let more = self.bad.len().saturating_sub(NAMED_LINES);
        let more = (more > 0).then(|| format!("  and {more} more"));
        let bad: Vec<String> = named.chain(more).collect();
        let text = match bad.len() {
            0 => format!("{} taken in", self.taken),
            _ => format!(
                "{} taken in, {} left out:\n{}",
                self.taken,
                self.bad.len(),
                bad.join("\n")
            ),
        };
        if self.taken == 0 && !self.bad.is_empty() {
            return Err(Error::refused(text));
        }
        Ok(text)
    }
}
