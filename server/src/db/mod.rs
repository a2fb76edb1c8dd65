//! The database: entities and queries, one file per table.
//!
//! SQLite by default: one file, one writer connection, a pool of readers.
//! PostgreSQL where `DATABASE_URL` says so. Everything above this module
//! speaks domain types and neither knows nor asks which of the two it is.

pub mod api_key;
pub mod audit;
pub mod brand;
pub mod brand_file;
pub mod choice;
pub mod claim;
pub mod connection;
pub mod consent;
pub mod contact;
pub mod correction;
pub mod desk;
pub mod due;
pub mod entry;
pub mod erase;
pub mod flag;
pub mod follower;
pub mod found;
pub mod history_mapping;
pub mod history_upload;
pub mod incident;
pub mod list_link;
pub mod lookup;
pub mod mail;
pub mod mark;
pub mod message;
pub mod notice_setting;
pub mod order_name;
pub mod order_state;
pub mod orders;
pub mod outbox;
pub mod outcome;
pub mod outcome_due;
pub mod pane;
pub mod parcel;
pub mod person;
pub mod photo;
pub mod promise;
pub mod promise_model;
pub mod queue;
pub mod raw;
pub mod reach;
pub mod reply;
pub mod report;
pub mod request;
pub mod rollup;
pub mod scan;
pub mod search_term;
pub mod search_word;
pub mod setting;
pub mod shipment;
pub mod silence;
pub mod staff;
pub mod staff_brand;
pub mod staff_link;
pub mod staff_order;
pub mod staff_recovery;
pub mod staff_session;
pub mod state;
pub mod stopped;
pub mod template;
pub mod token;
pub mod webhook;
pub mod wording;

mod backup;
mod compact;
mod listed;
mod seen;
mod lock;
mod shape;

use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use backup::{back_up, restore};
pub use compact::Compaction;
pub use lock::{FileLock, lock_file};
pub use sea_orm::{ConnectionTrait as Connected, DbErr};

/// An open transaction.
pub type Transaction = DatabaseTransaction;

/// How many rows one multi-row statement carries at most. SQLite takes 32,766
/// values a statement, and no table has more than 24 columns.
pub const ROWS_A_STATEMENT: usize = 1_000;

/// How long a statement waits for a lock before it gives up.
const BUSY: Duration = Duration::from_secs(30);

/// The oldest SQLite without the known WAL corruption.
const SQLITE_AT_LEAST: [u32; 3] = [3, 51, 3];

/// Where the data is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// A SQLite file.
    File(PathBuf),
    /// A PostgreSQL URL.
    Postgres(String),
}

impl Location {
    /// Reads a `DATABASE_URL`.
    ///
    /// # Errors
    /// When it names neither a SQLite file nor a PostgreSQL server.
    pub fn parse(url: &str) -> Result<Self, Error> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self::Postgres(url.to_owned()));
        }
        let path = url
            .strip_prefix("sqlite://")
            .or_else(|| url.strip_prefix("sqlite:"));
        match path.map(|path| path.split('?').next().unwrap_or(path)) {
            Some(path) if !path.is_empty() && !path.starts_with(':') => {
                Ok(Self::File(PathBuf::from(path)))
            }
            _ => Err(Error::refused(
                "DATABASE_URL must be sqlite:PATH or postgres://USER@HOST/NAME",
            )),
        }
    }

    /// The same with a relative path taken from a folder.
    #[must_use]
    pub fn within(self, folder: &Path) -> Self {
        match self {
            Self::File(path) => Self::File(folder.join(path)),
            postgres @ Self::Postgres(_) => postgres,
        }
    }

    /// The SQLite file, where it is one.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Postgres(_) => None,
        }
    }
}

/// An open database.
#[derive(Clone, Debug)]
pub struct Database {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Database {
    /// Opens the database and brings it to the newest shape, after a copy of a
    /// SQLite file that holds data of an older one.
    ///
    /// # Errors
    /// When it cannot be opened, or its SQLite is too old to trust.
    pub async fn open(location: &Location) -> Result<Self, Error> {
        Self::open_with::<migrations::Migrator>(location).await
    }

    async fn open_with<M: MigratorTrait>(location: &Location) -> Result<Self, Error> {
        let database = Self::open_as_it_is(location).await?;
        shape::renew::<M>(&database.write, location).await?;
        Ok(database)
    }

    /// Opens the database without changing its shape: to look at it.
    ///
    /// # Errors
    /// When it cannot be opened, or its SQLite is too old to trust.
    pub async fn open_as_it_is(location: &Location) -> Result<Self, Error> {
        match location {
            Location::File(path) => Self::open_file(path).await,
            Location::Postgres(url) => Self::open_postgres(url).await,
        }
    }

    /// The changes of shape that this database has not seen yet.
    ///
    /// # Errors
    /// When it does not answer, or a newer version has changed it.
    pub async fn pending(&self) -> Result<Vec<String>, Error> {
        shape::pending::<migrations::Migrator>(&self.read).await
    }

    async fn open_file(path: &Path) -> Result<Self, Error> {
        lock::make_private(path)?;
        let url = format!("sqlite://{}?mode=rwc", path.display());
        let write = sea_orm::Database::connect(sqlite_options(&url, 1)).await?;
        check_sqlite(&write).await?;
        let read = sea_orm::Database::connect(sqlite_options(&url, 4)).await?;
        Ok(Self { read, write })
    }

    async fn open_postgres(url: &str) -> Result<Self, Error> {
        let mut options = ConnectOptions::new(url);
        options
            .max_connections(16)
            .sqlx_logging(false)
            .acquire_timeout(BUSY);
        let both = sea_orm::Database::connect(options).await?;
        Ok(Self {
            read: both.clone(),
            write: both,
        })
    }

    /// For reading only.
    #[must_use]
    pub const fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Begins a transaction that writes. On SQLite it holds the one writer
    /// connection until it ends.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn begin(&self) -> Result<Transaction, Error> {
        let options = TransactionOptions {
            isolation_level: None,
            access_mode: None,
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        };
        Ok(self.write.begin_with_options(options).await?)
    }

    /// Whether a transaction that writes can begin; it changes nothing.
    ///
    /// # Errors
    /// When none can: another holds the file, or it may not be written.
    pub async fn takes_writes(&self) -> Result<(), Error> {
        Ok(self.begin().await?.rollback().await?)
    }

    /// How many transactions may write at once.
    #[must_use]
    pub fn writers(&self) -> usize {
        if is_sqlite(&self.write) { 1 } else { 4 }
    }

    /// Closes all connections, letting running statements end.
    ///
    /// # Errors
    /// When a connection could not be closed cleanly.
    pub async fn close(self) -> Result<(), Error> {
        self.read.close().await?;
        self.write.close().await?;
        Ok(())
    }
}

fn sqlite_options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .sqlx_logging(false)
        .acquire_timeout(BUSY)
        // A file does not hang up, and the test is a hand-over to another
        // thread for every statement.
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .journal_mode(SqliteJournalMode::Wal)
                // Only FULL makes an acknowledgement survive a power cut.
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(BUSY)
                .statement_cache_capacity(200)
                // Many rows are read at once; each wait for room wakes a thread.
                .row_buffer_size(1_000)
                // A statement over many rows keeps a journal of its own: not
                // in a file.
                .pragma("temp_store", "memory")
                // What is erased is overwritten, not only forgotten.
                .pragma("secure_delete", "on")
                .pragma("cache_size", "-16384")
                // Pages written again and again are copied back less often.
                .pragma("wal_autocheckpoint", "4000")
        });
    options
}

async fn check_sqlite(database: &DatabaseConnection) -> Result<(), Error> {
    let row = database
        .query_one_raw(sea_orm::Statement::from_string(
            DatabaseBackend::Sqlite,
            "select sqlite_version() as version",
        ))
        .await?;
    let version: String = row.map_or(Ok(String::new()), |row| row.try_get("", "version"))?;
    let numbers: Vec<u32> = version
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect();
    if numbers.as_slice() < SQLITE_AT_LEAST.as_slice() {
        return Err(Error::refused(format!(
            "this build carries SQLite {version}, which can corrupt its file; build with 3.51.3 or newer"
        )));
    }
    Ok(())
}

/// Whether a connection speaks to SQLite.
pub fn is_sqlite(database: &impl ConnectionTrait) -> bool {
    database.get_database_backend() == DatabaseBackend::Sqlite
}

/// Epoch milliseconds of an instant, as columns keep it.
#[must_use]
pub fn to_ms(instant: DateTime<Utc>) -> i64 {
    instant.timestamp_millis()
}

/// The instant of a column; a value out of range (never written by us) reads
/// as the oldest instant.
#[must_use]
pub fn from_ms(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

/// PostgreSQL's text takes no NUL; nobody means one.
#[must_use]
pub fn without_nul(text: &str) -> String {
    text.replace('\0', "")
}

/// A value as the JSON text a column keeps. PostgreSQL takes no NUL, and JSON
/// writes one as an escape that it would refuse later, so it is taken out.
///
/// # Errors
/// When the value cannot be written as JSON.
pub fn json(value: &impl serde::Serialize) -> Result<String, Error> {
    Ok(serde_json::to_string(value)?.replace("\\u0000", ""))
}
