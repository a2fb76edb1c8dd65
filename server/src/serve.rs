//! Puts the services together, serves, and stops in good order.

use crate::clock::Clock;
use crate::config::Config;
use crate::db::brand;
use crate::db::{Database, FileLock, lock_file, scan};
use crate::demo::DemoBoard;
use crate::dns::Dns;
use crate::error::Error;
use crate::history::Histories;
use crate::intake::events::Subscribers;
use crate::intake::silence::KnownLimits;
use crate::intake::{self, Writers};
use crate::live::Bus;
use crate::metrics::Metrics;
use crate::outbox::Outbox;
use crate::outbox::channel::sms::Sms;
use crate::outbox::webhooks::{self, Webhooks};
use crate::promises::learner::Learner;
use crate::rehearsal::kept::Films;
use crate::rehearsal::on_order::Plays;
use crate::services::{Book, Services};
use crate::{admin, http, jobs, outbox};
use doorstep::brand::Given;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// How long open connections have to end once the server stops.
const LAST_ANSWERS: Duration = Duration::from_secs(10);

/// How long whoever watches the server then has to hang up.
const LAST_LOOKS: Duration = Duration::from_secs(2);

/// How long mails and webhooks that are being sent then have to be taken: what is cut off
/// is sent again, under the same name.
const LAST_MAILS: Duration = Duration::from_secs(5);

/// How long what is queued then has to be written.
const LAST_BATCHES: Duration = Duration::from_secs(10);

/// How long the database then has to close. Together with the others it is
/// well below the 90 s that systemd gives a service.
const LAST_STATEMENTS: Duration = Duration::from_secs(5);

/// How many of the newest scans are looked through at the start for when each
/// connection last brought one.
const LOOK_BACK: u64 = 20_000;

/// The services of one process, with what ends when they do.
#[derive(Debug)]
pub struct Opened {
    /// The services.
    pub services: Services,
    operator: Option<TcpListener>,
    writers: Writers,
    _lock: Option<FileLock>,
}

/// Whether this process may open the data.
#[derive(Debug)]
pub enum Opening {
    /// It is open.
    Opened(Box<Opened>),
    /// Another process holds the file.
    Held,
}

/// Opens the data and starts the writers; `Held` when another process serves
/// the same SQLite file.
///
/// # Errors
/// When the database or the site key cannot be opened.
pub async fn open(config: &Config, clock: Clock) -> Result<Opening, Error> {
    open_for(config, clock, &doorstep::brand::named("shop", "My shop")).await
}

/// The same, with the brand that a site without any begins with.
///
/// # Errors
/// When the database or the site key cannot be opened.
pub async fn open_for(config: &Config, clock: Clock, first: &Given) -> Result<Opening, Error> {
    let lock = match config.database.file() {
        Some(file) => match lock_file(file)? {
            Some(lock) => Some(lock),
            None => return Ok(Opening::Held),
        },
        None => None,
    };
    let database = Database::open(&config.database).await?;
    let key = config.key()?;
    first_brand(&database, &clock, first).await?;
    let bus = Bus::default();
    let metrics = Arc::new(Metrics::default());
    for (connection, at) in scan::last_of_connections(database.read(), LOOK_BACK).await? {
        metrics.heard(connection, at);
    }
    let limits = KnownLimits::default();
    limits.read_again(&database).await?;
    let outbox = Outbox::of(config)?;
    let subscribers = Subscribers {
        book: Book::default(),
        webhooks: Webhooks::of(config)?,
    };
    let (intake, writers) = intake::start(
        &database,
        &clock,
        &key,
        &bus,
        &metrics,
        &limits,
        &subscribers,
    );
    let services = Services {
        database,
        intake,
        bus,
        clock,
        key,
        book: subscribers.book,
        limits,
        learner: Learner::default(),
        metrics,
        outbox,
        webhooks: subscribers.webhooks,
        sms: Sms::of(config.sms.as_ref())?,
        dns: Dns::of(config),
        address: config
            .public_address
            .as_ref()
            .map(|address| address.as_str().into()),
        films: Films::default(),
        plays: Plays::default(),
        histories: Histories::of(config),
        demo: DemoBoard::default(),
        stopping: CancellationToken::new(),
    };
    services.book.read_again(&services.database).await?;
    Ok(Opening::Opened(Box::new(Opened {
        services,
        operator: None,
        writers,
        _lock: lock,
    })))
}

/// Everything belongs to a brand, so a new site begins with one.
async fn first_brand(database: &Database, clock: &Clock, first: &Given) -> Result<(), Error> {
    if !brand::all(database.read()).await?.is_empty() {
        return Ok(());
    }
    let transaction = database.begin().await?;
    brand::set(&transaction, first, &[], clock.now()).await?;
    transaction.commit().await?;
    Ok(())
}

impl Opened {
    /// Answers whoever watches the server at this address too.
    #[must_use]
    pub fn watched_at(self, operator: Option<TcpListener>) -> Self {
        Self { operator, ..self }
    }

    /// Ends the writers once everything queued is written, and closes the
    /// database.
    ///
    /// # Errors
    /// When the database could not be closed cleanly.
    pub async fn close(self) -> Result<(), Error> {
        let Self {
            services, writers, ..
        } = self;
        services.stopping.cancel();
        let database = services.database.clone();
        drop(services);
        // A connection that did not end in time may still hold a request: it
        // has been given its time, and what is not acknowledged is not lost.
        let written = tokio::time::timeout(LAST_BATCHES, writers.finished()).await;
        if written.is_err() {
            tracing::warn!(
                "the writers did not end in time: what they had in hand was not acknowledged"
            );
        }
        match tokio::time::timeout(LAST_STATEMENTS, database.close()).await {
            Ok(closed) => closed,
            Err(_) => {
                tracing::warn!("the database did not close in time: it recovers at the next start");
                Ok(())
            }
        }
    }
}

/// Serves until `stop` is done, then takes no more connections, ends streams,
/// answers what was asked, lets the writers finish and closes the database.
/// Each of these has its deadline.
///
/// # Errors
/// When the listener or the admin socket fails.
pub async fn serve(
    mut opened: Opened,
    config: &Config,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    let services = opened.services.clone();
    let mut jobs = jobs::start(&services);
    let mails = tokio::spawn(outbox::run(services.clone()));
    let told = tokio::spawn(webhooks::run(services.clone()));
    if let Some(file) = config.database.file() {
        jobs.spawn(admin::listen(services.clone(), file)?);
    }
    let stopping = services.stopping.clone();
    let http = http::prepare(services, config.proxies.clone());
    let watched = opened
        .operator
        .take()
        .map(|listener| Watched::start(listener, &http));
    let router = http::router(http).into_make_service_with_connect_info::<SocketAddr>();
    let ended = {
        let stopping = stopping.clone();
        async move {
            stop.await;
            stopping.cancel();
        }
    };
    let serving = axum::serve(listener, router).with_graceful_shutdown(ended);
    let limit = async {
        stopping.cancelled().await;
        tokio::time::sleep(LAST_ANSWERS).await;
    };
    tokio::select! {
        served = serving => served.map_err(|error| Error::file("serving", error))?,
        () = limit => tracing::warn!("some connections did not end in time"),
    }
    jobs.shutdown().await;
    end_in_time(mails).await;
    end_in_time(told).await;
    if let Some(watched) = watched {
        watched.end().await;
    }
    opened.close().await
}

/// Waits for the messages in hand, and no longer than they may take.
async fn end_in_time(mut sending: JoinHandle<()>) {
    if tokio::time::timeout(LAST_MAILS, &mut sending)
        .await
        .is_err()
    {
        sending.abort();
        tracing::warn!("a message was not taken in time: it is sent again later");
    }
}

/// What answers whoever watches the server. It outlives the public address,
/// to say that the server is stopping.
struct Watched {
    serving: JoinHandle<()>,
    end: CancellationToken,
}

impl Watched {
    fn start(listener: TcpListener, http: &http::Http) -> Self {
        let end = CancellationToken::new();
        let ended = end.clone().cancelled_owned();
        let router = http::operator_router(Arc::clone(http));
        let serving = axum::serve(listener, router).with_graceful_shutdown(ended);
        let serving = tokio::spawn(async move {
            if let Err(error) = serving.await {
                tracing::error!(%error, "the operator's address is no longer answered");
            }
        });
        Self { serving, end }
    }

    async fn end(self) {
        self.end.cancel();
        if tokio::time::timeout(LAST_LOOKS, self.serving)
            .await
            .is_err()
        {
            tracing::warn!("whoever watches the server did not hang up in time");
        }
    }
}
