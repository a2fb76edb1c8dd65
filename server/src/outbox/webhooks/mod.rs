//! Webhooks out: what happened is told to the brands' own systems.
//!
//! Intake writes an event and a delivery for each endpoint that wants it, in
//! the transaction that made it so. Each endpoint has a lane of its own
//! ([`lane`]): one message at a time, so that a slow one delays no other, and
//! the lanes take turns. A lane holds a few deliveries, sends them with no
//! transaction open, and writes down how each ended; one that dies between the
//! two sends again when the hold ends, under the same id, by which a receiver
//! knows the repetition.

mod admins;
mod deliver;
pub mod endpoints;
mod lane;
mod retry;
pub mod signature;

use crate::config::{Config, WebhooksOut};
use crate::db::to_ms;
use crate::db::webhook::hold;
use crate::error::Error;
use crate::outbox::breaker::Breaker;
use crate::outbox::channel::webhook::{OfTheSystem, Poster};
use crate::services::Services;
use chrono::{DateTime, Utc};
use lane::{Ended, Went};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::{JoinError, JoinSet};

/// How many endpoints are told something at a time.
const LANES: usize = 16;

/// How many endpoints with something due are looked at in one round.
const LOOKED_AT: u64 = 10_000;

/// The longest time between two looks: another node may have queued something.
const LONGEST: Duration = Duration::from_secs(30);

/// The shortest, however fast the clock runs.
const SHORTEST: Duration = Duration::from_millis(200);

/// How long to wait when what is due is with somebody else, or rests.
const RESTING: Duration = Duration::from_secs(1);

/// What sends webhooks, and what wakes it; cheap to clone.
#[derive(Clone, Debug)]
pub struct Webhooks(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    woken: Notify,
    poster: Poster,
}

impl Webhooks {
    /// The webhooks of a site.
    ///
    /// # Errors
    /// When the certificates to believe cannot be read.
    pub fn of(config: &Config) -> Result<Self, Error> {
        let poster = Poster::new(&config.webhooks, Arc::new(OfTheSystem))?;
        Ok(Self(Arc::new(Inner {
            woken: Notify::new(),
            poster,
        })))
    }

    /// Says that something was queued. Called after the commit.
    pub fn wake(&self) {
        self.0.woken.notify_one();
    }

    /// How they go out.
    #[must_use]
    pub fn out(&self) -> &WebhooksOut {
        self.0.poster.out()
    }

    fn poster(&self) -> &Poster {
        &self.0.poster
    }
}

/// The lanes that are at work, and whose turn it is.
#[derive(Debug, Default)]
struct Lanes {
    tasks: JoinSet<Ended>,
    /// Endpoints that are being told something.
    busy: HashMap<i64, tokio::task::Id>,
    /// When each had its last turn, counted in turns.
    turns: HashMap<i64, u64>,
    turn: u64,
    /// Endpoints that gave no answer of late, and at which address: at another
    /// one they are asked at once.
    breakers: HashMap<i64, (String, Breaker)>,
}

impl Lanes {
    /// Gives lanes to endpoints for which something is due, those first that
    /// have waited longest.
    async fn start(&mut self, services: &Services, now: DateTime<Utc>) -> Result<(), Error> {
        let read = services.database.read();
        let mut due = hold::due_endpoints_of_any_brand(read, now, LOOKED_AT).await?;
        let rests = |id: &i64, url: &str| {
            let silent = self.breakers.get(id);
            let here = silent.filter(|(at, _)| at == url);
            here.is_some_and(|(_, breaker)| breaker.open_until(now).is_some())
        };
        due.retain(|(id, url)| !self.busy.contains_key(id) && !rests(id, url));
        due.sort_by_key(|(id, _)| self.turns.get(id).copied().unwrap_or(0));
        let free = LANES.saturating_sub(self.busy.len());
        for (id, url) in due.into_iter().take(free) {
            self.turn += 1;
            self.turns.insert(id, self.turn);
            let task = self.tasks.spawn(lane::lane(services.clone(), id, url));
            self.busy.insert(id, task.id());
        }
        Ok(())
    }

    fn ended(&mut self, ended: Result<Ended, JoinError>, now: DateTime<Utc>) {
        let ended = match ended {
            Ok(ended) => ended,
            Err(error) => {
                tracing::error!(%error, "a webhook's lane broke off; what it held is sent again later");
                self.busy.retain(|_, task| *task != error.id());
                return;
            }
        };
        self.busy.remove(&ended.endpoint_id);
        match ended.went {
            Ok(Went::Silent) => {
                let known = self.breakers.remove(&ended.endpoint_id);
                let known = known.filter(|(at, _)| *at == ended.url);
                let breaker = known.map_or_else(Breaker::of_endpoint, |(_, breaker)| breaker);
                breaker.failed(now);
                self.breakers
                    .insert(ended.endpoint_id, (ended.url, breaker));
            }
            Ok(Went::Answered) => {
                self.breakers.remove(&ended.endpoint_id);
            }
            // What was held stays so until its time is over.
            Err(error) => {
                tracing::error!(%error, "what became of a webhook could not be written down");
            }
        }
    }
}

/// Runs until the server stops; then it sees the messages in hand through.
pub async fn run(services: Services) {
    let mut lanes = Lanes::default();
    loop {
        let pause = match round(&services, &mut lanes).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::error!(%error, "webhooks that are due could not be looked at");
                LONGEST
            }
        };
        tokio::select! {
            () = services.stopping.cancelled() => break,
            () = services.webhooks.0.woken.notified() => {}
            Some(ended) = lanes.tasks.join_next() => lanes.ended(ended, services.clock.now()),
            () = tokio::time::sleep(pause) => {}
        }
    }
    while let Some(ended) = lanes.tasks.join_next().await {
        lanes.ended(ended, services.clock.now());
    }
}

/// Starts what is due; how long to wait then.
async fn round(services: &Services, lanes: &mut Lanes) -> Result<Duration, Error> {
    let now = services.clock.now();
    lanes.start(services, now).await?;
    let next = hold::next_of_any_brand(services.database.read()).await?;
    let until = match next.map(|next| next.saturating_sub(to_ms(now))) {
        None => return Ok(LONGEST),
        // With a lane, another node or at rest.
        Some(until) if until <= 0 => return Ok(RESTING),
        Some(until) => Duration::from_millis(until.unsigned_abs()),
    };
    Ok(services.clock.sleep_for(until).clamp(SHORTEST, LONGEST))
}
