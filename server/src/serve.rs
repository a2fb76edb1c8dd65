//! Puts the services together, serves, and stops in good order.

use crate::clock::Clock;
use crate::config::Config;
use crate::db::brand;
use crate::db::{Database, FileLock, lock_file};
use crate::demo::DemoBoard;
use crate::error::Error;
use crate::intake::{self, Writers};
use crate::live::Bus;
use crate::services::{Book, Counters, Services};
use crate::{admin, http, jobs};
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// How long open connections have to end once the server stops.
const LAST_ANSWERS: Duration = Duration::from_secs(10);

/// The services of one process, with what ends when they do.
#[derive(Debug)]
pub struct Opened {
    /// The services.
    pub services: Services,
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
    let lock = match config.database.file() {
        Some(file) => match lock_file(file)? {
            Some(lock) => Some(lock),
            None => return Ok(Opening::Held),
        },
        None => None,
    };
    let database = Database::open(&config.database).await?;
    let key = config.key()?;
    first_brand(&database, &clock).await?;
    let bus = Bus::default();
    let (intake, writers) = intake::start(&database, &clock, &key, &bus);
    let services = Services {
        database,
        intake,
        bus,
        clock,
        key,
        book: Book::default(),
        counters: Arc::new(Counters::default()),
        demo: DemoBoard::default(),
        stopping: CancellationToken::new(),
    };
    services.book.read_again(&services.database).await?;
    Ok(Opening::Opened(Box::new(Opened {
        services,
        writers,
        _lock: lock,
    })))
}

/// Everything belongs to a brand, so a new site begins with one.
async fn first_brand(database: &Database, clock: &Clock) -> Result<(), Error> {
    if !brand::all(database.read()).await?.is_empty() {
        return Ok(());
    }
    let transaction = database.begin().await?;
    let first = doorstep::brand::named("shop", "My shop");
    brand::set(&transaction, &first, &[], clock.now()).await?;
    transaction.commit().await?;
    Ok(())
}

impl Opened {
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
        // A connection that did not end in time still holds its end of the
        // queue; it has been given its time, and nothing unanswered is lost.
        if tokio::time::timeout(LAST_ANSWERS, writers.finished())
            .await
            .is_err()
        {
            tracing::warn!("the writers did not end in time");
        }
        database.close().await
    }
}

/// Serves until `stop` is done, then ends streams and connections, lets the
/// writers finish and closes the database.
///
/// # Errors
/// When the listener or the admin socket fails.
pub async fn serve(
    opened: Opened,
    config: &Config,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Error> {
    let services = opened.services.clone();
    let mut jobs = jobs::start(&services);
    if let Some(file) = config.database.file() {
        jobs.spawn(admin::listen(services.clone(), file)?);
    }
    let stopping = services.stopping.clone();
    let router = http::router(services);
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
    opened.close().await
}
