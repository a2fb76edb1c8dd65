//! A copy of a SQLite file while it is in use, and back again.

use super::{Database, is_sqlite};
use crate::error::Error;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection, Statement};
use std::fs::{File, OpenOptions, Permissions};
use std::io::Read;
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
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
    copy_private(&database.read, to).await
}

/// Copies a SQLite database into a new file that only its owner may read: it
/// holds secrets and addresses. Under its name there is a whole copy or none,
/// however the copying ends.
///
/// # Errors
/// When the copy cannot be written.
pub async fn copy_private(database: &DatabaseConnection, to: &Path) -> Result<(), Error> {
    let draft = super::lock::beside(to, "part");
    let failed = |error| Error::file(draft.display().to_string(), error);
    // Left by a copy that was killed.
    match std::fs::remove_file(&draft) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&draft)
        .map_err(failed)?;
    let written = fill(database, &draft).await;
    if written.is_err() {
        // What it held is of no use; why it failed is what counts.
        let _ = std::fs::remove_file(&draft);
        return written;
    }
    std::fs::rename(&draft, to).map_err(|error| Error::file(to.display().to_string(), error))
}

/// SQLite writes into an empty file as into none.
async fn fill(database: &DatabaseConnection, draft: &Path) -> Result<(), Error> {
    let statement = Statement::from_sql_and_values(
        DatabaseBackend::Sqlite,
        "vacuum into ?",
        [draft.display().to_string().into()],
    );
    database.execute_raw(statement).await?;
    File::open(draft)
        .and_then(|file| file.sync_all())
        .map_err(|error| Error::file(draft.display().to_string(), error))
}

/// Puts a copy in the place of the database file. The caller holds the
/// file's lock; the old file is kept beside it as `.before-restore`.
///
/// # Errors
/// When `from` is no SQLite file, or the files cannot be moved.
pub fn restore(database: &Path, from: &Path) -> Result<(), Error> {
    let named = |path: &Path| path.display().to_string();
    let mut head = [0; 16];
    File::open(from)
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
    // The copy brings its own permissions, which may be anybody's.
    std::fs::copy(from, database)
        .and_then(|_| std::fs::set_permissions(database, Permissions::from_mode(0o600)))
        .map_err(|error| Error::file(named(database), error))
}
