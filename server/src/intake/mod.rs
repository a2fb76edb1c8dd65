//! The only writer of what is true about orders and parcels.
//!
//! Messages queue in front of one writer (on SQLite) or a few (on
//! PostgreSQL). A writer takes what has gathered, writes it in one
//! transaction with a handful of multi-row statements, commits, and only then
//! answers: an answer means stored, derived and committed.

mod affected;
mod batch;
mod before;
pub mod choice;
pub mod desk;
pub mod events;
mod flags;
pub mod forget;
pub mod link;
pub mod list_link;
mod notices;
mod orders;
mod parcels;
mod parts;
pub mod search;
mod settle;
mod shipments;
pub mod silence;
mod surroundings;

use crate::clock::Clock;
use crate::db::connection::Connection;
use crate::db::{Database, from_ms, message, order_state, state};
use crate::error::Error;
use crate::live::Bus;
use crate::metrics::Metrics;
use crate::site::{self, SiteKey};
use crate::zones;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use desk::by_hand::Author;
use doorstep::ids::MessageId;
use doorstep::shipment::Change;
use events::Subscribers;
use sha2::{Digest, Sha256};
use silence::KnownLimits;
use std::sync::Arc;
use tokio::sync::{Mutex, mpsc, oneshot};
use tokio_util::sync::CancellationToken;

/// How many messages one transaction takes at most.
const BATCH: usize = 256;

/// How many may wait before senders are made to wait themselves.
const QUEUE: usize = 4_096;

/// An authentic message with the changes read from it.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Who sent it.
    pub connection: Arc<Connection>,
    /// What the sender said it is about.
    pub topic: String,
    /// The bytes, as they came.
    pub body: Bytes,
    /// SHA-256 over topic and body.
    pub digest: [u8; 32],
    /// What it says; each scan with the offset of its place.
    pub changes: Vec<Change>,
    /// When it came.
    pub received: DateTime<Utc>,
    /// Who of the staff says so, where one does.
    pub author: Option<Box<Author>>,
}

/// Whether the same bytes a second time say nothing new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeats {
    /// A repetition is a repetition: webhooks, which are sent until answered.
    AreTheSame,
    /// Each time counts: commands, whose age is the time they came.
    Count,
}

impl Incoming {
    /// Puts a message together.
    #[must_use]
    pub fn new(
        connection: Arc<Connection>,
        topic: &str,
        body: Bytes,
        mut changes: Vec<Change>,
        received: DateTime<Utc>,
        repeats: Repeats,
    ) -> Self {
        for change in &mut changes {
            if let Change::Parcel(reading) = change {
                zones::fill_in(&mut reading.scans);
            }
        }
        Self {
            digest: digest(topic, &body, repeats),
            connection,
            topic: topic.to_owned(),
            body,
            changes,
            received,
            author: None,
        }
    }
}

/// SHA-256 over a message's topic and body: the same message is the same.
#[must_use]
pub fn digest(topic: &str, body: &[u8], repeats: Repeats) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update((topic.len() as u64).to_be_bytes());
    hash.update(topic.as_bytes());
    hash.update(body);
    if repeats == Repeats::Count {
        hash.update(site::random_bits().to_be_bytes());
    }
    hash.finalize().into()
}

/// What became of a message that was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipt {
    /// Its changes are stored.
    Stored,
    /// The same message had been stored before.
    SeenBefore,
    /// It was made from what is no longer the newest: nothing of it is in.
    Overtaken,
}

/// What is to be looked at though nothing was said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// Shipments, by row id.
    pub shipments: Vec<i64>,
    /// Orders of which something has not left.
    pub orders: Vec<i64>,
}

impl Again {
    /// What is due by now, so many of each at most.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn due(database: &Database, now: DateTime<Utc>, limit: u64) -> Result<Self, Error> {
        Ok(Self {
            shipments: state::due_of_any_brand(database.read(), now, limit).await?,
            orders: order_state::due_of_any_brand(database.read(), now, limit).await?,
        })
    }

    /// When something is next due; `None` while nothing waits for time to
    /// pass.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn next(database: &Database) -> Result<Option<DateTime<Utc>>, Error> {
        let shipments = state::next_of_any_brand(database.read()).await?;
        let orders = order_state::next_of_any_brand(database.read()).await?;
        let next = shipments.into_iter().chain(orders).min();
        Ok(next.map(from_ms))
    }

    /// How much that is.
    #[must_use]
    pub fn count(&self) -> usize {
        self.shipments.len() + self.orders.len()
    }

    fn extend(&mut self, more: &Self) {
        self.shipments.extend(&more.shipments);
        self.orders.extend(&more.orders);
    }
}

/// Work for a writer.
enum Job {
    Message(Box<Incoming>, oneshot::Sender<Result<Receipt, Error>>),
    Rederive(Again, oneshot::Sender<Result<Receipt, Error>>),
}

/// The queue's front: cheap to clone, closed when the last clone is gone.
#[derive(Clone, Debug)]
pub struct Intake {
    queue: mpsc::Sender<Job>,
    database: Database,
}

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Message(incoming, _) => write!(f, "message of {}", incoming.connection.public_id),
            Self::Rederive(again, _) => write!(f, "{again:?}"),
        }
    }
}

/// The writers' tasks.
#[derive(Debug)]
pub struct Writers {
    tasks: tokio::task::JoinSet<()>,
    closing: CancellationToken,
}

impl Writers {
    /// Takes nothing more in, and waits until everything queued is written;
    /// who comes later is told that the server is stopping.
    pub async fn finished(mut self) {
        self.closing.cancel();
        while self.tasks.join_next().await.is_some() {}
    }
}

/// Starts the writers.
#[must_use]
pub fn start(
    database: &Database,
    clock: &Clock,
    key: &SiteKey,
    bus: &Bus,
    metrics: &Arc<Metrics>,
    limits: &KnownLimits,
    subscribers: &Subscribers,
) -> (Intake, Writers) {
    let (queue, jobs) = mpsc::channel(QUEUE);
    let jobs = Arc::new(Mutex::new(jobs));
    let mut tasks = tokio::task::JoinSet::new();
    let closing = CancellationToken::new();
    for _ in 0..database.writers() {
        let writer = batch::Writer {
            database: database.clone(),
            clock: clock.clone(),
            key: key.clone(),
            bus: bus.clone(),
            metrics: Arc::clone(metrics),
            limits: limits.clone(),
            subscribers: subscribers.clone(),
        };
        tasks.spawn(write(writer, Arc::clone(&jobs), closing.clone()));
    }
    let intake = Intake {
        queue,
        database: database.clone(),
    };
    (intake, Writers { tasks, closing })
}

type Jobs = Mutex<mpsc::Receiver<Job>>;

async fn write(writer: batch::Writer, jobs: Arc<Jobs>, closing: CancellationToken) {
    let mut taken = Vec::with_capacity(BATCH);
    while gathered(&jobs, &mut taken, &closing).await > 0 {
        writer.write(std::mem::take(&mut taken)).await;
    }
}

/// Takes what has gathered; nothing once the queue is closed and empty.
async fn gathered(jobs: &Jobs, taken: &mut Vec<Job>, closing: &CancellationToken) -> usize {
    let mut jobs = jobs.lock().await;
    tokio::select! {
        count = jobs.recv_many(taken, BATCH) => return count,
        () = closing.cancelled() => jobs.close(),
    }
    jobs.recv_many(taken, BATCH).await
}

impl Intake {
    /// Takes a message in; returns once it is committed.
    ///
    /// # Errors
    /// When it could not be stored, or the server is stopping: the sender
    /// should send it again.
    pub async fn take(&self, incoming: Incoming) -> Result<Receipt, Error> {
        let (done, answer) = oneshot::channel();
        self.ask(Job::Message(Box::new(incoming), done), answer)
            .await
    }

    /// Derives again because time has passed or rules have changed.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn rederive(&self, again: Again) -> Result<Receipt, Error> {
        let (done, answer) = oneshot::channel();
        self.ask(Job::Rederive(again, done), answer).await
    }

    /// How many jobs wait for a writer.
    #[must_use]
    pub fn queued(&self) -> usize {
        self.queue.max_capacity() - self.queue.capacity()
    }

    async fn ask(
        &self,
        job: Job,
        answer: oneshot::Receiver<Result<Receipt, Error>>,
    ) -> Result<Receipt, Error> {
        self.queue.send(job).await.map_err(|_| Error::Stopping)?;
        answer.await.map_err(|_| Error::Stopping)?
    }

    /// Keeps an authentic message that cannot be read, with the reason, so
    /// that it can be replayed once it can.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn quarantine(&self, incoming: &Incoming, reason: &str) -> Result<(), Error> {
        let id = MessageId::from_random(site::random_bits());
        let transaction = self.database.begin().await?;
        let kept = message::NewMessage {
            id: &id,
            connection_id: incoming.connection.id,
            digest: &incoming.digest,
            topic: &incoming.topic,
            body: &incoming.body,
            received: incoming.received,
        };
        message::quarantine(&transaction, &kept, reason).await?;
        transaction.commit().await?;
        Ok(())
    }
}
