//! One transaction over everything that has gathered; and, when the database
//! refuses it, one transaction a message, so that a bad one is alone in it.

use super::desk::by_hand;
use super::events::Subscribers;
use super::search::SearchTerms;
use super::settle::Settled;
use super::silence::KnownLimits;
use super::{Again, Incoming, Job, Receipt, forget, orders, parcels, settle, shipments};
use crate::clock::{Clock, Stopwatch};
use crate::db::{Database, Transaction, message, parcel};
use crate::error::Error;
use crate::live::Bus;
use crate::metrics::Metrics;
use crate::site::{self, SiteKey};
use chrono::{DateTime, Utc};
use doorstep::ids::MessageId;
use doorstep::shipment::Change;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use tokio::sync::oneshot;

/// How often a batch is repeated when PostgreSQL ends a deadlock with it.
const DEADLOCK_TRIES: u32 = 5;

/// Everything a writer needs.
#[derive(Clone, Debug)]
pub struct Writer {
    pub database: Database,
    pub clock: Clock,
    pub key: SiteKey,
    pub bus: Bus,
    pub metrics: Arc<Metrics>,
    pub limits: KnownLimits,
    pub subscribers: Subscribers,
}

type Answer = oneshot::Sender<Result<Receipt, Error>>;

/// What a batch touched, gathered on the way and settled at its end.
#[derive(Debug, Default)]
pub struct Touched {
    /// Orders whose own row changed.
    pub orders: BTreeSet<i64>,
    /// Those of them that were not known before.
    pub placed: BTreeSet<i64>,
    /// Shipments whose own row changed.
    pub shipments: BTreeSet<i64>,
    /// What is to be looked at though nothing was said of it.
    pub looked_at: Again,
    /// Keys of parcels that got a new scan or report.
    pub parcel_keys: BTreeSet<String>,
    /// Messages that were made from a version that is not the newest any more.
    pub overtaken: BTreeSet<i64>,
    /// What orders are found by from now on, as far as they said it.
    pub terms: SearchTerms,
}

/// One message within a batch, with its row.
#[derive(Debug)]
pub struct Kept<'a> {
    pub incoming: &'a Incoming,
    pub message_id: i64,
}

impl Writer {
    /// Writes what was taken from the queue and answers each sender.
    pub async fn write(&self, jobs: Vec<Job>) {
        let watch = Stopwatch::start();
        let mut messages: Vec<(Box<Incoming>, Answer)> = Vec::with_capacity(jobs.len());
        let mut again: Vec<(Again, Answer)> = Vec::new();
        for job in jobs {
            match job {
                Job::Message(incoming, answer) => messages.push((incoming, answer)),
                Job::Rederive(due, answer) => again.push((due, answer)),
            }
        }
        let count = messages.len();
        let incoming: Vec<&Incoming> = messages.iter().map(|(incoming, _)| &**incoming).collect();
        let mut looked_at = Again::default();
        for (due, _) in &again {
            looked_at.extend(due);
        }
        match self.transact(&incoming, &looked_at).await {
            Ok(receipts) => {
                drop(incoming);
                for ((_, answer), receipt) in messages.into_iter().zip(receipts) {
                    // A sender that hung up will send again and be told then.
                    let _ = answer.send(Ok(receipt));
                }
                for (_, answer) in again {
                    let _ = answer.send(Ok(Receipt::Stored));
                }
            }
            Err(error) => {
                tracing::warn!(%error, messages = messages.len(), "a batch was refused; writing its messages one by one");
                self.one_by_one(messages, again).await;
            }
        }
        // A look at shipments, or at whether the writer lives, is no batch.
        if count > 0 {
            self.metrics.batch(count, watch.elapsed());
        }
    }

    async fn one_by_one(
        &self,
        messages: Vec<(Box<Incoming>, Answer)>,
        again: Vec<(Again, Answer)>,
    ) {
        for (incoming, answer) in messages {
            let receipt = self
                .transact(&[&incoming], &Again::default())
                .await
                .map(|receipts| receipts.first().copied().unwrap_or(Receipt::Stored));
            let _ = answer.send(receipt);
        }
        for (due, answer) in again {
            let _ = answer.send(self.transact(&[], &due).await.map(|_| Receipt::Stored));
        }
    }

    async fn transact(&self, messages: &[&Incoming], again: &Again) -> Result<Vec<Receipt>, Error> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.transact_once(messages, again).await {
                Err(error) if tries < DEADLOCK_TRIES && is_deadlock(&error) => {}
                outcome => return outcome,
            }
        }
    }

    async fn transact_once(
        &self,
        messages: &[&Incoming],
        again: &Again,
    ) -> Result<Vec<Receipt>, Error> {
        let now = self.clock.now();
        let transaction = self.database.begin().await?;
        let (receipts, settled) = match self.apply(&transaction, messages, again, now).await {
            Ok(applied) => applied,
            Err(error) => {
                transaction.rollback().await?;
                return Err(error);
            }
        };
        transaction.commit().await?;
        self.heard(messages);
        for (order, revision) in settled.raised {
            self.bus.publish(order, revision);
        }
        for brand in settled.desks {
            self.bus.publish_desk(brand);
        }
        if settled.tells {
            self.subscribers.webhooks.wake();
        }
        Ok(receipts)
    }

    /// Notes which connections brought scans.
    fn heard(&self, messages: &[&Incoming]) {
        let scanned = |change: &Change| match change {
            Change::Parcel(parcel) => !parcel.scans.is_empty(),
            Change::Order(_) | Change::Shipment(_) => false,
        };
        for incoming in messages {
            if incoming.changes.iter().any(scanned) {
                self.metrics
                    .heard(incoming.connection.id, incoming.received);
            }
        }
    }

    async fn apply(
        &self,
        transaction: &Transaction,
        messages: &[&Incoming],
        again: &Again,
        now: DateTime<Utc>,
    ) -> Result<(Vec<Receipt>, Settled), Error> {
        let (kept, mut receipts) = keep(transaction, messages).await?;
        parcel::lock_keys(transaction, &parcels::keys(&kept)).await?;
        let mut touched = Touched {
            looked_at: again.clone(),
            ..Touched::default()
        };
        let known = orders::take(transaction, &kept, &self.key, &mut touched).await?;
        shipments::take(transaction, &kept, &known, &mut touched).await?;
        parcels::take(transaction, &kept, &mut touched).await?;
        overtake(&mut receipts, &kept, &touched);
        by_hand::audit(transaction, &kept, &touched, now).await?;
        let unsaid = forget::keys_without_news(&kept, &touched);
        let limits = self.limits.now();
        let settled = settle::settle(transaction, touched, &limits, &self.subscribers, now).await?;
        let forgotten = settled.forgotten.clone();
        forget::raw_messages(transaction, &kept, &known, forgotten, &unsaid, now).await?;
        Ok((receipts, settled))
    }
}

/// Stores the raw messages; those that were stored before are left out of
/// what follows.
async fn keep<'a>(
    transaction: &Transaction,
    messages: &[&'a Incoming],
) -> Result<(Vec<Kept<'a>>, Vec<Receipt>), Error> {
    let ids: Vec<MessageId> = messages
        .iter()
        .map(|_| MessageId::from_random(site::random_bits()))
        .collect();
    let mut first: HashMap<(i64, &[u8; 32]), usize> = HashMap::new();
    let mut rows = Vec::with_capacity(messages.len());
    for (index, incoming) in messages.iter().enumerate() {
        let key = (incoming.connection.id, &incoming.digest);
        if first.contains_key(&key) {
            continue;
        }
        first.insert(key, index);
        rows.push(message::NewMessage {
            id: &ids[index],
            connection_id: incoming.connection.id,
            digest: &incoming.digest,
            topic: &incoming.topic,
            body: &incoming.body,
            received: incoming.received,
        });
    }
    let stored = message::keep(transaction, &rows).await?;
    let mut kept = Vec::with_capacity(stored.len());
    let mut receipts = Vec::with_capacity(messages.len());
    for (index, incoming) in messages.iter().enumerate() {
        let is_first = first.get(&(incoming.connection.id, &incoming.digest)) == Some(&index);
        let row = stored.get(&(incoming.connection.id, incoming.digest.to_vec()));
        match row.filter(|_| is_first) {
            Some(message_id) => {
                kept.push(Kept {
                    incoming,
                    message_id: *message_id,
                });
                receipts.push(Receipt::Stored);
            }
            None => receipts.push(Receipt::SeenBefore),
        }
    }
    Ok((kept, receipts))
}

/// Tells those whose messages were overtaken; the others that are kept are
/// stored.
fn overtake(receipts: &mut [Receipt], kept: &[Kept<'_>], touched: &Touched) {
    let stored = receipts
        .iter_mut()
        .filter(|receipt| **receipt == Receipt::Stored);
    for (receipt, kept) in stored.zip(kept) {
        if touched.overtaken.contains(&kept.message_id) {
            *receipt = Receipt::Overtaken;
        }
    }
}

/// PostgreSQL's codes for "a deadlock" and "could not be serialised".
fn is_deadlock(error: &Error) -> bool {
    let Error::Database(error) = error else {
        return false;
    };
    let text = error.to_string();
    text.contains("deadlock detected") || text.contains("could not serialize")
}
