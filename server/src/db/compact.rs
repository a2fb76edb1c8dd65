//! Leaves nothing of what was erased in a SQLite file: deleted bytes are
//! overwritten as they go (`secure_delete`), the write-ahead log is emptied,
//! and the file is written anew where copies may be left between its rows.

use super::{Database, is_sqlite};
use crate::error::Error;
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};

/// How many days pass between two rewritings that nobody asked for.
const DAYS_BETWEEN: i64 = 7;

/// When the file is written anew. It takes about a second for every 100 MB,
/// in which nothing else is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compaction {
    /// Now: somebody asked for something to be erased.
    Now,
    /// Unless it was in the last seven days: something grew old.
    Weekly,
}

impl Database {
    /// Leaves nothing of what was erased in the file. PostgreSQL does so by
    /// itself, when its vacuum comes by.
    ///
    /// # Errors
    /// When the database refuses, as it does when the disk is full.
    pub async fn compact(&self, when: Compaction, now: DateTime<Utc>) -> Result<(), Error> {
        if !is_sqlite(&self.write) {
            return Ok(());
        }
        let today = now.timestamp().div_euclid(86_400);
        let last = self.number("pragma user_version", "user_version").await?;
        if when == Compaction::Now || today - last >= DAYS_BETWEEN {
            self.rewrite(today).await?;
        }
        let checkpoint = "pragma wal_checkpoint(truncate)";
        if self.number(checkpoint, "busy").await? != 0 {
            tracing::warn!("the write-ahead log is being read: it is emptied the next time");
        }
        Ok(())
    }

    /// The day is kept in the file's head, in the number SQLite leaves to its
    /// user.
    async fn rewrite(&self, today: i64) -> Result<(), Error> {
        // The new file is made in the place of temporary tables: not in memory.
        self.write
            .execute_unprepared("pragma temp_store = file")
            .await?;
        let rewritten = self.write.execute_unprepared("vacuum").await;
        self.write
            .execute_unprepared("pragma temp_store = memory")
            .await?;
        rewritten?;
        let dated = format!("pragma user_version = {today}");
        self.write.execute_unprepared(&dated).await?;
        Ok(())
    }

    async fn number(&self, pragma: &str, column: &str) -> Result<i64, Error> {
        let asked = Statement::from_string(DatabaseBackend::Sqlite, pragma);
        let row = self.write.query_one_raw(asked).await?;
        Ok(row.map_or(Ok(0), |row| row.try_get("", column))?)
    }
}
