//! Where a demo keeps its data, and what becomes of what is there already.
//!
//! A file of the demo's own marks a folder as a demo's: nothing else is ever
//! emptied.

use super::round::SHOP_ZONE;
use crate::config::{self, Config};
use crate::db::{Database, lock_file, message};
use crate::error::Error;
use crate::site;
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Said when another process uses the demo's data.
pub const HELD: &str =
    "another doorstep serves the demo in this folder: stop it first, or name another folder";

const MARK: &str = "demo.json";
const DATABASE: &str = "demo.sqlite";

/// The hour of the shop's day at which a new demo begins: vans are out, and
/// new orders have come in.
const BEGINS_AT: u32 = 11;

/// What becomes of an earlier demo's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// It makes room for a new demo.
    Emptied,
    /// It goes on where it ended.
    Resumed,
}

/// What the mark says.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Mark {
    /// The shop's day on which the demo began, by the demo's own clock.
    began: NaiveDate,
}

/// A demo's folder, ready to be used.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    database: PathBuf,
    began: NaiveDate,
    before: Before,
    is_temporary: bool,
}

impl Folder {
    /// Makes the folder ready: a new temporary one, or the one named.
    ///
    /// # Errors
    /// When the folder holds something else than a demo, or cannot be used.
    pub fn prepare(data: Option<&Path>, before: Before, now: DateTime<Utc>) -> Result<Self, Error> {
        let path = match data {
            Some(path) => config::absolute(path)?,
            None => config::temporary_folder(&format!("doorstep-demo-{}", site::random_secret())),
        };
        make(&path)?;
        let mark = path.join(MARK);
        let (began, before) = match read_mark(&mark)? {
            None if !is_empty(&path)? => return Err(not_a_demo(&path)),
            Some(kept) if before == Before::Resumed => (kept.began, Before::Resumed),
            Some(_) => {
                empty(&path)?;
                (begins_on(now), Before::Emptied)
            }
            None => (begins_on(now), Before::Emptied),
        };
        write_mark(&mark, &Mark { began })?;
        Ok(Self {
            database: path.join(DATABASE),
            path,
            began,
            before,
            is_temporary: data.is_none(),
        })
    }

    /// The database file.
    #[must_use]
    pub fn database(&self) -> &Path {
        &self.database
    }

    /// The shop's day on which the demo began.
    #[must_use]
    pub const fn began(&self) -> NaiveDate {
        self.began
    }

    /// Whether an earlier demo goes on in it.
    #[must_use]
    pub const fn before(&self) -> Before {
        self.before
    }

    /// Where the demo's clock begins: on its first day, or where a resumed
    /// demo ended, since what was said must not lie in the future.
    ///
    /// # Errors
    /// When the database cannot be read, or another process uses it.
    pub async fn clock_begins(&self, config: &Config) -> Result<DateTime<Utc>, Error> {
        let first = begin_of(self.began);
        if !self.database.exists() {
            return Ok(first);
        }
        let Some(_lock) = lock_file(&self.database)? else {
            return Err(Error::refused(HELD));
        };
        let database = Database::open(&config.database).await?;
        let last = message::last_received_of_any_brand(database.read()).await?;
        database.close().await?;
        Ok(last.map_or(first, |last| last.max(first)))
    }

    /// Takes a temporary folder away; a named one stays.
    pub fn leave(self) {
        if !self.is_temporary {
            return;
        }
        if let Err(error) = std::fs::remove_dir_all(&self.path) {
            tracing::warn!(%error, folder = %self.path.display(), "the demo's folder could not be taken away");
        }
    }
}

/// The newest day whose first hour of the demo is not in the future.
fn begins_on(now: DateTime<Utc>) -> NaiveDate {
    let today = now.with_timezone(&SHOP_ZONE).date_naive();
    if begin_of(today) <= now {
        return today;
    }
    today.checked_sub_days(Days::new(1)).unwrap_or(today)
}

fn begin_of(day: NaiveDate) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::from_hms_opt(BEGINS_AT, 0, 0).unwrap_or_default());
    SHOP_ZONE
        .from_local_datetime(&local)
        .earliest()
        .map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
}

fn failed(path: &Path) -> impl Fn(std::io::Error) -> Error {
    move |error| Error::file(path.display().to_string(), error)
}

/// Makes a folder. Only its owner may look inside: the site key is in it.
///
/// # Errors
/// When it cannot be made.
pub fn make(path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::DirBuilderExt;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(failed(path))
}

fn not_a_demo(path: &Path) -> Error {
    Error::refused(format!(
        "{} holds files that are not a demo's: name a new or an empty folder",
        path.display()
    ))
}

fn is_empty(path: &Path) -> Result<bool, Error> {
    let mut entries = std::fs::read_dir(path).map_err(failed(path))?;
    Ok(entries.next().is_none())
}

fn read_mark(mark: &Path) -> Result<Option<Mark>, Error> {
    match std::fs::read_to_string(mark) {
        Ok(text) => serde_json::from_str(&text).map(Some).map_err(|_| {
            Error::refused(format!(
                "{} is not a demo's: name a new or an empty folder",
                mark.display()
            ))
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(mark)(error)),
    }
}

fn write_mark(path: &Path, mark: &Mark) -> Result<(), Error> {
    std::fs::write(path, serde_json::to_vec(mark)?).map_err(failed(path))
}

/// Takes an earlier demo's files away, and nothing else. The lock's own file
/// stays: it must be the same one for everybody.
fn empty(path: &Path) -> Result<(), Error> {
    let Some(_lock) = lock_file(&path.join(DATABASE))? else {
        return Err(Error::refused(HELD));
    };
    for entry in std::fs::read_dir(path).map_err(failed(path))? {
        let entry = entry.map_err(failed(path))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(DATABASE) && !name.ends_with(".lock") {
            std::fs::remove_file(entry.path()).map_err(failed(&entry.path()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Scratch(PathBuf);

    impl Scratch {
        fn new() -> Self {
            let name = format!("doorstep-demo-test-{}", site::random_secret());
            let path = config::temporary_folder(&name);
            std::fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn prepare(&self, before: Before, now: &str) -> Result<Folder, Error> {
            Folder::prepare(Some(&self.0), before, now.parse().unwrap())
        }

        fn has(&self, name: &str) -> bool {
            self.0.join(name).exists()
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn an_earlier_demo_is_emptied_or_resumed() {
        let scratch = Scratch::new();
        let first = scratch
            .prepare(Before::Emptied, "2026-05-11T20:00:00Z")
            .unwrap();
        std::fs::write(first.database(), "data").unwrap();
        let kept = scratch
            .prepare(Before::Resumed, "2026-05-13T20:00:00Z")
            .unwrap();
        assert_eq!(kept.began(), first.began());
        assert!(scratch.has(DATABASE));
        let fresh = scratch
            .prepare(Before::Emptied, "2026-05-13T20:00:00Z")
            .unwrap();
        assert_eq!(fresh.began().to_string(), "2026-05-13");
        assert!(!scratch.has(DATABASE));
        fresh.leave();
        assert!(scratch.has(MARK), "a named folder stays");
    }

    #[test]
    fn what_is_no_demos_is_never_touched() {
        for name in ["doorstep.sqlite", DATABASE, "notes.txt"] {
            let scratch = Scratch::new();
            std::fs::write(scratch.0.join(name), "mine").unwrap();
            for before in [Before::Emptied, Before::Resumed] {
                let refused = scratch.prepare(before, "2026-05-11T20:00:00Z").unwrap_err();
                assert!(refused.to_string().contains("not a demo's"), "{refused}");
            }
            assert!(scratch.has(name) && !scratch.has(MARK));
        }
    }

    #[test]
    fn a_demo_in_use_is_never_emptied() {
        let scratch = Scratch::new();
        let first = scratch
            .prepare(Before::Emptied, "2026-05-11T20:00:00Z")
            .unwrap();
        let lock = lock_file(first.database()).unwrap();
        assert!(lock.is_some());
        std::fs::write(first.database(), "data").unwrap();
        let refused = scratch
            .prepare(Before::Emptied, "2026-05-11T20:00:00Z")
            .unwrap_err();
        assert_eq!(refused.to_string(), HELD);
        assert!(scratch.has(DATABASE));
    }

    #[test]
    fn a_demo_begins_late_in_the_shops_morning() {
        // New York is four hours behind in May.
        let begins = |now: &str| begins_on(now.parse().unwrap()).to_string();
        assert_eq!(begins("2026-05-11T15:00:00Z"), "2026-05-11");
        assert_eq!(begins("2026-05-11T14:59:59Z"), "2026-05-10");
    }
}
