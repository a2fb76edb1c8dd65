//! One server a file: a lock beside the SQLite file that the system itself
//! takes back when the process dies.

use crate::error::Error;
use std::fs::{File, OpenOptions, TryLockError};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Held as long as this process may write the file.
#[derive(Debug)]
pub struct FileLock {
    _file: File,
}

/// Takes the lock of a SQLite file; `None` when another process holds it.
///
/// # Errors
/// When the lock file cannot be made.
pub fn lock_file(database: &Path) -> Result<Option<FileLock>, Error> {
    let path = beside(database, "lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| Error::file(path.display().to_string(), error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(FileLock { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(Error::file(path.display().to_string(), error)),
    }
}

/// Makes the database file where there is none, its owner's alone: SQLite
/// would let everybody read it. Its companions get the same permissions.
///
/// # Errors
/// When the file cannot be made.
pub fn make_private(database: &Path) -> Result<(), Error> {
    OpenOptions::new()
        .create(true)
        .append(true)
        .mode(0o600)
        .open(database)
        .map(drop)
        .map_err(|error| Error::file(database.display().to_string(), error))
}

/// The path of a companion of the database file ("doorstep.sqlite.lock").
#[must_use]
pub fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}
