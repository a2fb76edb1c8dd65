//! Makes a new site in an empty folder: configuration, site key, database,
//! brand, and a connection to the shop. All of it or nothing.

use crate::admin::{self, JSON, Made, NewKey};
use crate::brand::Checked;
use crate::clock::Clock;
use crate::config::{self, Config, DEFAULT_LISTEN, PublicAddress, SiteKeyFrom};
use crate::db::Location;
use crate::error::Error;
use crate::serve::{self, Opening};
use crate::staff::By;
use doorstep::scope::Scope;
use std::io::Write;
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// What has to be known of a new site.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The shop front.
    pub brand: Checked,
    /// How the world will call it.
    pub address: PublicAddress,
    /// Where the server is to listen.
    pub listen: SocketAddr,
    /// The shop platform, or `json`.
    pub source: String,
    /// The platform's own secret, where it gives one.
    pub secret: Option<String>,
}

/// What was made.
#[derive(Debug)]
pub struct NewSite {
    /// The configuration, as the server will read it.
    pub config: Config,
    /// The connection to the shop.
    pub connection: Made,
    /// A key of the JSON door, for a shop that uses it.
    pub key: Option<NewKey>,
}

/// Makes a site whose configuration is to be `file`.
///
/// # Errors
/// When something of it is there already, or cannot be made. What was made
/// until then is taken away again.
pub async fn set_up(plan: &Plan, file: &Path, clock: Clock) -> Result<NewSite, Error> {
    let mut drafts = Drafts::default();
    write_config(plan, file)?;
    drafts.0.push(file.to_owned());
    let config = Config::read(Some(file))?;
    for path in files_of(&config) {
        if path.exists() {
            return Err(Error::refused(format!(
                "{} is there already: a site is made in an empty folder; to change this one, see `doorstep --help`",
                path.display()
            )));
        }
    }
    drafts.0.extend(files_of(&config));
    let made = make(plan, &config, clock).await?;
    drafts.0.clear();
    Ok(made)
}

async fn make(plan: &Plan, config: &Config, clock: Clock) -> Result<NewSite, Error> {
    let opened = match serve::open_for(config, clock, &plan.brand.given).await? {
        Opening::Opened(opened) => opened,
        Opening::Held => return Err(Error::refused("a server holds this database file")),
    };
    let made = connect(plan, config, &opened.services).await;
    opened.close().await?;
    made
}

async fn connect(
    plan: &Plan,
    config: &Config,
    services: &crate::services::Services,
) -> Result<NewSite, Error> {
    let book = services.book.now();
    let is_ours = |slug: &str| slug == plan.brand.brand.slug;
    if !book.brands.iter().all(|brand| is_ours(&brand.slug)) || !book.connections.is_empty() {
        return Err(Error::refused(
            "this database holds a site already: name an empty one in DATABASE_URL",
        ));
    }
    let name = plan.brand.brand.name.clone();
    let secret = plan.secret.clone();
    let by = By::Operator;
    let connection = admin::make_connection(services, by, &plan.source, name, &[], secret).await?;
    let key = match plan.source.as_str() {
        JSON => Some(admin::make_key(services, connection.id.as_str(), &[Scope::Ingest]).await?),
        _ => None,
    };
    Ok(NewSite {
        config: config.clone(),
        connection,
        key,
    })
}

/// Files that are taken away again when the site is not finished.
#[derive(Default)]
struct Drafts(Vec<PathBuf>);

impl Drop for Drafts {
    fn drop(&mut self) {
        for path in &self.0 {
            // Some were not made yet.
            let _ = std::fs::remove_file(path);
        }
    }
}

/// The files that a new site has beside its configuration.
fn files_of(config: &Config) -> Vec<PathBuf> {
    let mut files = Vec::new();
    if let SiteKeyFrom::File(path) = &config.site_key {
        files.push(path.clone());
    }
    if let Some(database) = config.database.file() {
        files.extend(["", "-wal", "-shm", ".lock"].map(|ending| {
            let mut name = database.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        }));
    }
    files
}

/// The example of the archive, filled in. It never overwrites a file, and is
/// its owner's: a database's URL may hold a password.
fn write_config(plan: &Plan, file: &Path) -> Result<(), Error> {
    let name = || file.display().to_string();
    let text = configuration(plan, config::database_url()?)?;
    let written = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Error::refused(format!(
            "{} is there already: a site is made in an empty folder",
            name()
        )),
        _ => Error::file(name(), error),
    })
}

const EXAMPLE: &str = include_str!("../../packaging/doorstep.example.toml");

fn configuration(plan: &Plan, database: Option<Location>) -> Result<String, Error> {
    let mut text = EXAMPLE
        .replace(
            &setting("listen", DEFAULT_LISTEN)?,
            &setting("listen", &plan.listen.to_string())?,
        )
        .replace(
            &setting("public_address", "https://track.acme.example")?,
            &setting("public_address", plan.address.as_str())?,
        );
    let url = match database {
        Some(Location::File(path)) => format!("sqlite:{}", config::absolute(&path)?.display()),
        Some(Location::Postgres(url)) => url,
        None => return Ok(text),
    };
    text = text.replace(
        &setting("database_url", "sqlite:doorstep.sqlite")?,
        &setting("database_url", &url)?,
    );
    Ok(text)
}

/// A line of the file. JSON's quoted text is TOML's too.
fn setting(name: &str, value: &str) -> Result<String, Error> {
    Ok(format!("\n{name} = {}\n", serde_json::to_string(value)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brand::{BrandFile, check};

    #[test]
    fn every_setting_that_is_asked_for_is_filled_in() {
        let plan = Plan {
            brand: check(BrandFile::named("acme", "Acme"), &[]),
            address: PublicAddress::parse("parcels.acme.test").unwrap(),
            listen: "127.0.0.1:4000".parse().unwrap(),
            source: JSON.to_owned(),
            secret: None,
        };
        let url = "postgres://me:\"quoted\"@db/shop".to_owned();
        let text = configuration(&plan, Some(Location::Postgres(url.clone()))).unwrap();
        let read: toml::Table = toml::from_str(&text).unwrap();
        let value = |name: &str| read[name].as_str().map(str::to_owned);
        assert_eq!(value("listen").as_deref(), Some("127.0.0.1:4000"));
        let address = "https://parcels.acme.test";
        assert_eq!(value("public_address").as_deref(), Some(address));
        assert_eq!(value("database_url"), Some(url));
        assert!(!text.contains("track.acme.example"), "{text}");
    }
}
