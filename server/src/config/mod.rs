//! What the server is told at its start: a file, then the environment, which
//! wins. The only reader of the environment.

use crate::db::Location;
use crate::error::Error;
use crate::site::SiteKey;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Everything `serve` needs to know.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where the data is.
    pub database: Location,
    /// The key behind tracking links, or the file that holds it.
    pub site_key: SiteKeyFrom,
}

/// Where the site key comes from.
#[derive(Clone)]
pub enum SiteKeyFrom {
    /// The environment.
    Text(String),
    /// A file, made at the first start.
    File(PathBuf),
}

impl std::fmt::Debug for SiteKeyFrom {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(_) => f.write_str("from the environment"),
            Self::File(path) => write!(f, "{}", path.display()),
        }
    }
}

/// The file's own shape; every field may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    listen: Option<String>,
    database_url: Option<String>,
    site_key_file: Option<PathBuf>,
}

const DEFAULT_LISTEN: &str = "127.0.0.1:3000";
const DEFAULT_FILE: &str = "doorstep.sqlite";

impl Config {
    /// Reads the file, where one is named, and the environment:
    /// `DATABASE_URL`, `DOORSTEP_LISTEN`, `DOORSTEP_SITE_KEY` and
    /// `DOORSTEP_SITE_KEY_FILE`.
    ///
    /// # Errors
    /// When the file or a value cannot be read.
    pub fn read(file: Option<&Path>) -> Result<Self, Error> {
        Self::from_sources(file, &environment)
    }

    fn from_sources(
        file: Option<&Path>,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Error> {
        let settings = file.map_or_else(|| Ok(Settings::default()), settings)?;
        let listen = environment("DOORSTEP_LISTEN")
            .or(settings.listen)
            .unwrap_or_else(|| DEFAULT_LISTEN.to_owned());
        let listen = listen.parse().map_err(|_| {
            Error::refused(format!(
                "the address to listen at must be IP:PORT such as {DEFAULT_LISTEN}, not {listen}"
            ))
        })?;
        let database = match environment("DATABASE_URL").or(settings.database_url) {
            Some(url) => Location::parse(&url)?,
            None => Location::File(PathBuf::from(DEFAULT_FILE)),
        };
        let site_key = environment("DOORSTEP_SITE_KEY").map_or_else(
            || {
                let path = environment("DOORSTEP_SITE_KEY_FILE")
                    .map(PathBuf::from)
                    .or(settings.site_key_file)
                    .unwrap_or_else(|| key_file(&database));
                SiteKeyFrom::File(path)
            },
            SiteKeyFrom::Text,
        );
        Ok(Self {
            listen,
            database,
            site_key,
        })
    }

    /// A configuration for one SQLite file, for the demo and for tests.
    #[must_use]
    pub fn for_file(path: &Path, listen: SocketAddr) -> Self {
        let database = Location::File(path.to_owned());
        Self {
            listen,
            site_key: SiteKeyFrom::File(key_file(&database)),
            database,
        }
    }

    /// Reads or makes the site key.
    ///
    /// # Errors
    /// When it is too short, or its file cannot be read or made.
    pub fn key(&self) -> Result<SiteKey, Error> {
        match &self.site_key {
            SiteKeyFrom::Text(text) => SiteKey::from_text(text),
            SiteKeyFrom::File(path) => SiteKey::from_file(path),
        }
    }
}

fn settings(path: &Path) -> Result<Settings, Error> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Error::file(path.display().to_string(), error))?;
    toml::from_str(&text)
        .map_err(|error| Error::refused(format!("{}: {}", path.display(), one_line(&error))))
}

/// A TOML error without the picture of the file around it.
#[must_use]
pub fn one_line(error: &toml::de::Error) -> String {
    error.message().replace('\n', " ")
}

fn key_file(database: &Location) -> PathBuf {
    database.file().map_or_else(
        || PathBuf::from("doorstep.site-key"),
        |file| {
            let mut name = file.as_os_str().to_owned();
            name.push(".site-key");
            PathBuf::from(name)
        },
    )
}

#[allow(
    clippy::disallowed_methods,
    reason = "this module is the home of the environment"
)]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A fresh folder for the demo's data.
#[must_use]
#[allow(
    clippy::disallowed_methods,
    reason = "this module is the home of the environment"
)]
pub fn temporary_folder(name: &str) -> PathBuf {
    std::env::temp_dir().join(name)
}

/// A path that means the same whoever reads it.
///
/// # Errors
/// When the path does not exist.
#[allow(
    clippy::disallowed_methods,
    reason = "this module is the home of the environment"
)]
pub fn absolute(path: &Path) -> Result<PathBuf, Error> {
    std::path::absolute(path).map_err(|error| Error::file(path.display().to_string(), error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[(&str, &str)]) -> Result<Config, String> {
        let environment = |name: &str| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        };
        Config::from_sources(None, &environment).map_err(|error| error.to_string())
    }

    #[test]
    fn the_database_url_alone_decides() {
        let config = check(&[]).unwrap();
        assert_eq!(config.database, Location::File("doorstep.sqlite".into()));
        let config = check(&[("DATABASE_URL", "postgres://me@db/shop")]).unwrap();
        assert_eq!(
            config.database,
            Location::Postgres("postgres://me@db/shop".into())
        );
        let config = check(&[("DATABASE_URL", "sqlite:/data/shop.sqlite")]).unwrap();
        assert_eq!(config.database, Location::File("/data/shop.sqlite".into()));
    }

    #[test]
    fn a_wrong_value_says_what_to_write() {
        let error = check(&[("DATABASE_URL", "mysql://x")]).unwrap_err();
        assert!(error.contains("postgres://"), "{error}");
        let error = check(&[("DOORSTEP_LISTEN", "everywhere")]).unwrap_err();
        assert!(error.contains("127.0.0.1:3000"), "{error}");
    }
}
