//! The outbox is emptied here: what staff and shoppers set off by mail.
//!
//! A worker takes a hold on a few mails ([`crate::db::outbox::hold`]), puts
//! each into words, hands it to a channel, and writes down how that ended. No
//! transaction is open while a mail is on its way, and none of two workers
//! sends what the other holds. A worker that dies after the mail server took a
//! mail and before that was written down sends it again when its hold ends:
//! at least once, under the same Message-ID, so that it is known for the same.
//!
//! It is woken when something is queued, and looks by itself when the next try
//! is due; another node may have queued something too.

pub mod channel;
mod deliver;
mod retry;

use crate::config::Config;
use crate::db::outbox::hold::{self, Lease};
use crate::db::to_ms;
use crate::error::Error;
use crate::services::Services;
use crate::site;
use channel::{Channel, email::Email, shown::Shown};
use chrono::TimeDelta;
use futures::future::join_all;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;

/// How many mails are on their way at a time.
const AT_ONCE: u64 = 4;

/// How long a worker may be silent before its mails are another's: longer
/// than any mail may take.
const HELD_FOR: TimeDelta = TimeDelta::minutes(10);

/// The longest time between two looks: another node may have queued a mail.
const LONGEST: Duration = Duration::from_secs(30);

/// The shortest, however fast the clock runs.
const SHORTEST: Duration = Duration::from_millis(200);

/// What goes out by mail, and what wakes the worker; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Outbox(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    woken: Notify,
    email: Option<Email>,
    /// The address mails come from; each brand's own where none is said.
    from: Option<String>,
}

impl Outbox {
    /// The outbox of a site: without a mail server, mails wait.
    ///
    /// # Errors
    /// When the mail server's settings cannot be used: its password or
    /// certificates cannot be read.
    pub fn of(config: &Config) -> Result<Self, Error> {
        let Some(server) = &config.mail else {
            return Ok(Self::default());
        };
        let host = config.public_address.as_ref().map(|address| address.host());
        Ok(Self(Arc::new(Inner {
            woken: Notify::new(),
            email: Some(Email::new(server, host)?),
            from: server.from.clone(),
        })))
    }

    /// Says that a mail was queued. Called after the commit: what is not
    /// committed cannot be seen.
    pub fn wake(&self) {
        self.0.woken.notify_one();
    }

    /// Whether a mail server is set up.
    #[must_use]
    pub fn is_set_up(&self) -> bool {
        self.0.email.is_some()
    }

    /// The address mails come from, where it is the same for every brand.
    #[must_use]
    pub fn from(&self) -> Option<&str> {
        self.0.from.as_deref()
    }

    fn channel<'a>(&'a self, services: &Services) -> Option<&'a dyn Channel> {
        if services.demo.has_mailbox() {
            return Some(&Shown);
        }
        self.0.email.as_ref().map(|email| email as &dyn Channel)
    }
}

/// Runs until the server stops; then it sees the mails in hand through.
pub async fn run(services: Services) {
    loop {
        let pause = match round(&services).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::error!(%error, "mails that are due could not be looked at");
                LONGEST
            }
        };
        tokio::select! {
            () = services.stopping.cancelled() => return,
            () = services.outbox.0.woken.notified() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Sends all that is due; how long to wait then.
///
/// # Errors
/// When the database refuses.
pub async fn round(services: &Services) -> Result<Duration, Error> {
    let outbox = services.outbox.clone();
    let Some(channel) = outbox.channel(services) else {
        return Ok(LONGEST);
    };
    while !services.stopping.is_cancelled() && batch(services, channel).await? > 0 {}
    let next = hold::next_of_any_brand(services.database.read()).await?;
    let now = to_ms(services.clock.now());
    let until = next
        .map_or(i64::MAX, |next| next.saturating_sub(now))
        .max(0);
    let until = Duration::from_millis(until.unsigned_abs());
    Ok(services.clock.sleep_for(until).clamp(SHORTEST, LONGEST))
}

/// Takes a hold on a few mails and sends them; how many there were.
async fn batch(services: &Services, channel: &dyn Channel) -> Result<usize, Error> {
    let now = services.clock.now();
    let word = doorstep::ids::base62(site::random_bits());
    let lease = Lease {
        word: &word,
        until: now + HELD_FOR,
    };
    let transaction = services.database.begin().await?;
    let rows = hold::take_of_any_brand(&transaction, &lease, now, AT_ONCE).await?;
    transaction.commit().await?;
    let count = rows.len();
    let sent = rows
        .into_iter()
        .map(|row| deliver::deliver(services, channel, &word, row));
    for ended in join_all(sent).await {
        // The hold stays until its time is over, and the mail is tried again.
        if let Err(error) = ended {
            tracing::error!(%error, "what became of a mail could not be written down");
        }
    }
    Ok(count)
}
