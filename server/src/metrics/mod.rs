//! What the server has done since its start, in figures: the one source of
//! `doorstep status` and of the page that Prometheus reads. Labels are names
//! of ours (a route's pattern, a source, a connection's public id): never a
//! path, a token, or anything of a person.

mod exposition;
mod family;
mod gauges;
mod histogram;

use chrono::{DateTime, Utc};
use doorstep::contact::Topic;
use doorstep::flag::Flag;
use doorstep::mail::{MailState, MessageKind};
use doorstep::notice::Notice;
use doorstep::recipient::Medium;
use doorstep::scan::Status;
use family::Family;
use histogram::Histogram;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

pub use exposition::page;
pub use gauges::{Gauges, LastScan, Mails};

/// What became of a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Stored and derived.
    Accepted,
    /// Its signature was wrong; it leaves no other trace.
    Refused,
    /// Authentic, but it could not be read.
    Quarantined,
    /// The server could not store it; the sender repeats it.
    Failed,
}

impl Outcome {
    /// The label.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Quarantined => "quarantined",
            Self::Failed => "failed",
        }
    }
}

/// What a try to deliver a webhook came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Delivered {
    /// It was taken.
    Sent,
    /// It is tried again later.
    Later,
    /// It was given up.
    Dead,
}

impl Delivered {
    /// The label.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Later => "later",
            Self::Dead => "dead",
        }
    }
}

/// Labels of an answered request: the route's method and pattern, and the
/// status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answered {
    /// The route's pattern.
    pub route: &'static str,
    /// The route's method.
    pub method: &'static str,
    /// The HTTP status of the answer.
    pub status: u16,
}

/// The figures of one running server.
#[derive(Debug)]
pub struct Metrics {
    requests: Family<Answered, Histogram>,
    webhooks: Family<(&'static str, Outcome), AtomicU64>,
    mails: Family<(MessageKind, MailState), AtomicU64>,
    /// By notice and how it ended.
    notices: Family<(Notice, &'static str), AtomicU64>,
    taken_over: Family<Medium, AtomicU64>,
    unanswered: Family<Medium, AtomicU64>,
    left_alone: Family<Medium, AtomicU64>,
    deliveries: Family<Delivered, AtomicU64>,
    /// By topic and cause.
    contacts: Family<(&'static str, &'static str), AtomicU64>,
    batch_messages: Histogram,
    batch_seconds: Histogram,
    streams: AtomicU64,
    /// By the connection's row id.
    last_scans: Mutex<HashMap<i64, DateTime<Utc>>>,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            requests: Family::new(Histogram::of_seconds),
            webhooks: Family::new(AtomicU64::default),
            mails: Family::new(AtomicU64::default),
            notices: Family::new(AtomicU64::default),
            taken_over: Family::new(AtomicU64::default),
            unanswered: Family::new(AtomicU64::default),
            left_alone: Family::new(AtomicU64::default),
            deliveries: Family::new(AtomicU64::default),
            contacts: Family::new(AtomicU64::default),
            batch_messages: Histogram::of_messages(),
            batch_seconds: Histogram::of_seconds(),
            streams: AtomicU64::new(0),
            last_scans: Mutex::default(),
        }
    }
}

/// A stream counts as open for as long as this is held.
#[derive(Debug)]
pub struct OpenStream(Arc<Metrics>);

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.0.streams.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Metrics {
    /// Counts an answer and the time it took to begin it.
    pub fn answered(&self, answered: Answered, took: Duration) {
        self.requests.of(answered).record_span(took);
    }

    /// Counts a webhook. The source is a name of ours, or `unknown`.
    pub fn webhook(&self, source: &'static str, outcome: Outcome) {
        self.webhooks
            .of((source, outcome))
            .fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a contact that was opened, by why people ask. A cause is a flag
    /// or a status; any other (never written by us) counts as none.
    pub fn contact(&self, topic: Topic, cause: &str) {
        let flag = Flag::from_code(cause).map(Flag::code);
        let cause = flag.or_else(|| Status::from_code(cause).map(Status::code));
        self.contacts
            .of((topic.code(), cause.unwrap_or_default()))
            .fetch_add(1, Ordering::Relaxed);
    }

    /// How many webhooks of any source came to this.
    #[must_use]
    pub fn webhooks(&self, wanted: Outcome) -> u64 {
        self.webhooks
            .all()
            .iter()
            .filter(|((_, outcome), _)| *outcome == wanted)
            .map(|(_, count)| count.load(Ordering::Relaxed))
            .sum()
    }

    /// Counts a try to send a message, by the state it left it in: queued is
    /// one that failed and is made again.
    pub fn mail(&self, kind: MessageKind, left: MailState) {
        self.mails.of((kind, left)).fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a notice that ended, by how: its state, or why it was dropped.
    /// What is no notice of ours counts as nothing.
    pub fn notice_ended(&self, notice: &str, how: &'static str) {
        if let Some(notice) = Notice::from_code(notice) {
            let ended = self.notices.of((notice, how));
            ended.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Counts a message that a worker took and never said what became of it:
    /// it may go out twice.
    pub fn taken_over(&self, medium: Medium) {
        self.taken_over.of(medium).fetch_add(1, Ordering::Relaxed);
    }

    /// How many of these there were.
    #[must_use]
    pub fn all_taken_over(&self) -> u64 {
        let counts = self.taken_over.all();
        let counts = counts
            .iter()
            .map(|(_, count)| count.load(Ordering::Relaxed));
        counts.sum()
    }

    /// Counts a message that a provider may have taken although it did not say
    /// so, and that it does not know again: it may go out twice.
    pub fn unanswered(&self, medium: Medium) {
        self.unanswered.of(medium).fetch_add(1, Ordering::Relaxed);
    }

    /// How many of these there were.
    #[must_use]
    pub fn all_unanswered(&self) -> u64 {
        let counts = self.unanswered.all();
        let counts = counts
            .iter()
            .map(|(_, count)| count.load(Ordering::Relaxed));
        counts.sum()
    }

    /// Counts that a medium's provider is left alone for a while.
    pub fn left_alone(&self, medium: Medium) {
        self.left_alone.of(medium).fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a try to deliver a webhook.
    pub fn delivery(&self, came_to: Delivered) {
        self.deliveries.of(came_to).fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a batch that was written, or given up.
    pub fn batch(&self, messages: usize, took: Duration) {
        self.batch_messages
            .record(u64::try_from(messages).unwrap_or(u64::MAX));
        self.batch_seconds.record_span(took);
    }

    /// Counts a stream until what is returned is dropped.
    #[must_use]
    pub fn open_stream(self: &Arc<Self>) -> OpenStream {
        self.streams.fetch_add(1, Ordering::Relaxed);
        OpenStream(Arc::clone(self))
    }

    /// How many streams are open.
    #[must_use]
    pub fn streams(&self) -> u64 {
        self.streams.load(Ordering::Relaxed)
    }

    /// A connection brought scans at this moment.
    pub fn heard(&self, connection: i64, at: DateTime<Utc>) {
        let mut heard = self
            .last_scans
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let last = heard.entry(connection).or_insert(at);
        *last = at.max(*last);
    }

    /// When a connection last brought scans, as far as this process knows.
    #[must_use]
    pub fn last_scan(&self, connection: i64) -> Option<DateTime<Utc>> {
        let heard = self
            .last_scans
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        heard.get(&connection).copied()
    }
}
