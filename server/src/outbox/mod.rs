//! The outbox is emptied here: what staff and shoppers set off by mail, and
//! the notices of parcels.
//!
//! Due notices are decided on first ([`plan`]); each message of theirs is a
//! row like a mail's. A worker takes a hold on a few messages
//! ([`crate::db::outbox::hold`]), each brand's in turn, puts each into words,
//! hands it to a channel, and writes down how that ended. No transaction is
//! open while a message is on its way, and none of two workers sends what the
//! other holds. A worker that dies after the provider took a message and before
//! that was written down sends it again when its hold ends: at least once,
//! under the same Message-ID or key, so that it is known for the same. Such
//! messages are counted.
//!
//! Deciding, mail and text messages go on beside each other, and a provider
//! that fails is left alone for a while ([`breaker`]), so that none delays the
//! others. Each is woken when something is queued, and looks by itself when the
//! next row is due; another node may have queued something too.

mod breaker;
pub mod channel;
mod deliver;
mod notice;
mod plan;
mod retry;
mod story;
pub mod webhooks;

pub use deliver::not_delivered;

use crate::config::{Config, Schedule};
use crate::db::outbox::hold::{self, Lease};
use crate::db::{from_ms, to_ms};
use crate::error::Error;
use crate::services::Services;
use crate::site;
use breaker::Breaker;
use channel::sms::Texting;
use channel::{Channel, email::Email, recorded::Recorder, shown::Shown};
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::recipient::Medium;
use futures::future::{join_all, join3};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::Notify;

/// How many messages of a medium are on their way at a time.
const AT_ONCE: u64 = 4;

/// How long a worker may be silent before its messages are another's: longer
/// than any may take.
const HELD_FOR: TimeDelta = TimeDelta::minutes(10);

/// The longest time between two looks: another node may have queued a message.
const LONGEST: Duration = Duration::from_secs(30);

/// The shortest, however fast the clock runs.
const SHORTEST: Duration = Duration::from_millis(200);

/// What goes out, and what wakes the workers; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Outbox(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    planning: Notify,
    mailing: Notify,
    texting: Notify,
    email: Option<Email>,
    /// Keeps what goes out, and lets nothing go.
    recorder: Option<Recorder>,
    /// The address mails come from where a brand has none of its own.
    from: Option<String>,
    /// The mail server.
    host: Option<String>,
    schedule: Schedule,
    mail_server: Breaker,
    text_provider: Breaker,
    /// Which brand is first the next time.
    turn: AtomicUsize,
}

impl Outbox {
    /// The outbox of a site: without a mail server, mails wait.
    ///
    /// # Errors
    /// When the mail server's settings cannot be used: its password or
    /// certificates cannot be read.
    pub fn of(config: &Config) -> Result<Self, Error> {
        let schedule = config.outbox.clone();
        let Some(server) = &config.mail else {
            return Ok(Self(Arc::new(Inner {
                schedule,
                ..Inner::default()
            })));
        };
        let host = config.public_address.as_ref().map(|address| address.host());
        Ok(Self(Arc::new(Inner {
            email: Some(Email::new(server, host)?),
            from: server.from.clone(),
            host: Some(server.host.clone()),
            schedule,
            ..Inner::default()
        })))
    }

    /// The outbox of a rehearsal: all of it goes to the recorder, from this
    /// address.
    #[must_use]
    pub fn recorded(recorder: Recorder, from: &str) -> Self {
        Self(Arc::new(Inner {
            recorder: Some(recorder),
            from: Some(from.to_owned()),
            ..Inner::default()
        }))
    }

    /// Whether all of it is recorded, and nothing goes out.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        self.0.recorder.is_some()
    }

    /// Says that a message was queued. Called after the commit: what is not
    /// committed cannot be seen.
    pub fn wake(&self) {
        for worker in [&self.0.planning, &self.0.mailing, &self.0.texting] {
            worker.notify_one();
        }
    }

    /// Whether a mail server is set up.
    #[must_use]
    pub fn is_set_up(&self) -> bool {
        self.0.email.is_some()
    }

    /// The address mails come from where a brand has none of its own.
    #[must_use]
    pub fn from(&self) -> Option<&str> {
        self.0.from.as_deref()
    }

    /// The mail server that takes them, by name or address.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        self.0.host.as_deref()
    }

    fn breaker(&self, medium: Medium) -> &Breaker {
        match medium {
            Medium::Email => &self.0.mail_server,
            Medium::Sms => &self.0.text_provider,
        }
    }
}

/// A way out of a medium.
#[derive(Clone, Copy, Debug)]
enum Way<'a> {
    Mail(&'a dyn Channel),
    Text(&'a dyn Texting),
}

/// The way out, where there is one: messages wait where there is none.
fn way<'a>(services: &'a Services, outbox: &'a Outbox, medium: Medium) -> Option<Way<'a>> {
    let is_shown = services.demo.has_mailbox();
    let recorder = outbox.0.recorder.as_ref();
    match (medium, recorder) {
        (Medium::Email, Some(recorder)) => return Some(Way::Mail(recorder)),
        (Medium::Sms, Some(recorder)) => return Some(Way::Text(recorder)),
        (_, None) => {}
    }
    match medium {
        Medium::Email if is_shown => Some(Way::Mail(&Shown)),
        Medium::Email => outbox.0.email.as_ref().map(|email| Way::Mail(email)),
        Medium::Sms if is_shown => Some(Way::Text(&Shown)),
        Medium::Sms => services.sms.provider().map(Way::Text),
    }
}

/// The brands, another one first each time.
fn brands(services: &Services) -> Vec<i64> {
    let book = services.book.now();
    let mut brands: Vec<i64> = book.brands.iter().map(|brand| brand.id).collect();
    if !brands.is_empty() {
        let turn = services.outbox.0.turn.fetch_add(1, Ordering::Relaxed);
        let first = turn % brands.len();
        brands.rotate_left(first);
    }
    brands
}

/// Runs until the server stops; then it sees the messages in hand through.
pub async fn run(services: Services) {
    let outbox = services.outbox.clone();
    let inner = &outbox.0;
    join3(
        work(&services, &inner.planning, None),
        work(&services, &inner.mailing, Some(Medium::Email)),
        work(&services, &inner.texting, Some(Medium::Sms)),
    )
    .await;
}

async fn work(services: &Services, woken: &Notify, medium: Option<Medium>) {
    loop {
        let pause = match look(services, medium).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::error!(%error, "messages that are due could not be looked at");
                LONGEST
            }
        };
        tokio::select! {
            () = services.stopping.cancelled() => return,
            () = woken.notified() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Decides on all that is due and sends it; how long to wait then.
///
/// # Errors
/// When the database refuses.
pub async fn round(services: &Services) -> Result<Duration, Error> {
    let mut pause = look(services, None).await?;
    for medium in Medium::ALL {
        pause = pause.min(look(services, Some(medium)).await?);
    }
    Ok(pause)
}

/// When something is next to be decided on or sent; `None` while nothing waits.
///
/// # Errors
/// When the database refuses.
pub async fn next_due(services: &Services) -> Result<Option<DateTime<Utc>>, Error> {
    let read = services.database.read();
    let brands = brands(services);
    let mut next: Option<i64> = None;
    for medium in [None, Some(Medium::Email), Some(Medium::Sms)] {
        let due = hold::next_of_brands(read, &brands, medium).await?;
        next = next.into_iter().chain(due).min();
    }
    Ok(next.map(from_ms))
}

/// Deals with all that is due: sends the messages of a medium, or decides on
/// the notices, which have none. How long to wait then.
async fn look(services: &Services, medium: Option<Medium>) -> Result<Duration, Error> {
    let outbox = services.outbox.clone();
    while !services.stopping.is_cancelled() {
        let count = match medium {
            None => plan::batch(services).await?,
            Some(medium) => match way(services, &outbox, medium) {
                Some(way) => batch(services, way, medium).await?,
                None => return Ok(LONGEST),
            },
        };
        if count == 0 {
            break;
        }
    }
    let next = hold::next_of_brands(services.database.read(), &brands(services), medium).await?;
    let now = services.clock.now();
    let open_until = medium.and_then(|medium| outbox.breaker(medium).open_until(now));
    let next = next.map(|next| next.max(open_until.map_or(next, to_ms)));
    let until = next
        .map_or(i64::MAX, |next| next.saturating_sub(to_ms(now)))
        .max(0);
    let until = Duration::from_millis(until.unsigned_abs());
    // Nobody wakes whoever decides: notices are queued with every scan. On a
    // fast clock it looks more often.
    let longest = match medium {
        None => services.clock.sleep_for(LONGEST).max(SHORTEST),
        Some(_) => LONGEST,
    };
    Ok(services.clock.sleep_for(until).clamp(SHORTEST, longest))
}

/// Takes a hold on a few messages and sends them; how many there were.
async fn batch(services: &Services, way: Way<'_>, medium: Medium) -> Result<usize, Error> {
    let now = services.clock.now();
    let room = services.outbox.breaker(medium).room(now, AT_ONCE);
    if room == 0 {
        return Ok(0);
    }
    let word = doorstep::ids::base62(site::random_bits());
    let lease = Lease {
        word: &word,
        until: now + HELD_FOR,
    };
    let brands = brands(services);
    let transaction = services.database.begin().await?;
    let held = hold::take_of_brands(&transaction, &brands, medium, &lease, now, room).await?;
    transaction.commit().await?;
    let count = held.len();
    for _ in held.iter().filter(|held| held.taken_over) {
        services.metrics.taken_over(medium);
    }
    let sent = held
        .into_iter()
        .map(|held| deliver::deliver(services, way, &word, held.row));
    for ended in join_all(sent).await {
        // The hold stays until its time is over, and the message is tried again.
        if let Err(error) = ended {
            tracing::error!(%error, "what became of a message could not be written down");
        }
    }
    Ok(count)
}
