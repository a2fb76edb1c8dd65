//! A copy of a SQLite file while it is in use, and back again.

use super::{Database, is_sqlite};
use crate::error::Error;
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
use std::io::Read;
use std::path::Path;

/// Writes a whole, consistent copy to `to`, which must not exist.
///
/// # Errors
/// When the database is not SQLite, or the copy cannot be written.
pub async fn back_up(database: &Database, to: &Path) -> Result<(), Error> {
    if !is_sqlite(&database.read) {
        return Err(Error::refused(
            "this database is PostgreSQL: back it up with pg_dump",
        ));
    }
    if to.exists() {
        return Err(Error::refused(format!(
            "{} exists already: name a new file",
            to.display()
        )));
    }
    let statement = Statement::from_sql_and_values(
        DatabaseBackend::Sqlite,
        "vacuum into ?",
        [to.display().to_string().into()],
    );
    database.read.execute_raw(statement).await?;
    Ok(())
}

/// Puts a copy in the place of the database file. The caller holds the
/// file's lock; the old file is kept beside it as `.before-restore`.
///
/// # Errors
/// When `from` is no SQLite file, or the files cannot be moved.
pub fn restore(database: &Path, from: &Path) -> Result<(), Error> {
    let named = |path: &Path| path.display().to_string();
    let mut head = [0; 16];
    std::fs::File::open(from)
        .and_then(|mut file| file.read_exact(&mut head))
        .map_err(|error| Error::file(named(from), error))?;
    if head != *b"SQLite format 3\0" {
        return Err(Error::refused(format!(
            "{} is no backup: it is not a SQLite file",
            from.display()
        )));
    }
    if database.exists() {
        let kept = super::lock::beside(database, "before-restore");
        std::fs::rename(database, &kept).map_err(|error| Error::file(named(&kept), error))?;
    }
    for ending in ["-wal", "-shm"] {
        let mut companion = database.as_os_str().to_owned();
        companion.push(ending);
        let companion = Path::new(&companion);
        if companion.exists() {
            std::fs::remove_file(companion)
                .map_err(|error| Error::file(named(companion), error))?;
        }
    }
    std::fs::copy(from, database).map_err(|error| Error::file(named(database), error))?;
    Ok(())
}
