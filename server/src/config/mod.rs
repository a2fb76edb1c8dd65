//! What the server is told at its start: a file, then the environment, which
//! wins. The only reader of the environment.

mod address;
mod mail;
mod outbox;
mod proxies;
mod webhooks;
mod sms;

use crate::db::Location;
use crate::error::Error;
use crate::site::SiteKey;
use serde::Deserialize;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

pub use address::PublicAddress;
pub use mail::{Login, MailServer, PasswordFrom, Protection};
pub use outbox::Schedule;
pub use proxies::{Proxies, Range};
pub use sms::{OtherService, SmsProvider, SmsService, Twilio, TwilioSender};
pub use webhooks::WebhooksOut;

/// Everything `serve` needs to know.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where to listen for whoever watches the server; nowhere when left out.
    pub admin_listen: Option<SocketAddr>,
    /// How the world calls it, where that was said.
    pub public_address: Option<PublicAddress>,
    /// Where the data is.
    pub database: Location,
    /// The key behind tracking links, or the file that holds it.
    pub site_key: SiteKeyFrom,
    /// Whose word on the caller's address is believed.
    pub proxies: Proxies,
    /// The name server that is asked what senders' domains say; the machine's
    /// own where none is named.
    pub name_server: Option<SocketAddr>,
    /// The mail server, where one is set up.
    pub mail: Option<MailServer>,
    /// When messages are tried again.
    pub outbox: Schedule,
    /// How webhooks go out.
    pub webhooks: WebhooksOut,
    /// Who sends text messages, where somebody does.
    pub sms: Option<SmsService>,
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
    public_address: Option<String>,
    database_url: Option<String>,
    site_key_file: Option<PathBuf>,
    #[serde(default)]
    trusted_proxies: Vec<String>,
    name_server: Option<String>,
    #[serde(default)]
    admin: AdminSettings,
    #[serde(default)]
    mail: mail::MailSettings,
    #[serde(default)]
    outbox: outbox::OutboxSettings,
    #[serde(default)]
    webhooks: webhooks::WebhookSettings,
    #[serde(default)]
    sms: sms::SmsSettings,
}

/// The file's `[admin]` part.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct AdminSettings {
    listen: Option<String>,
}

/// The file that is read when none is named and it is there.
pub const DEFAULT_CONFIG: &str = "doorstep.toml";

/// Where the server listens when nothing else is said.
pub const DEFAULT_LISTEN: &str = "127.0.0.1:3000";
const DEFAULT_FILE: &str = "doorstep.sqlite";

impl Config {
    /// Reads the file that is named, else `doorstep.toml` of this folder where
    /// there is one, and the environment: `DATABASE_URL`, `DOORSTEP_LISTEN`,
    /// `DOORSTEP_PUBLIC_ADDRESS`, `DOORSTEP_ADMIN_LISTEN`, `DOORSTEP_SITE_KEY`,
    /// `DOORSTEP_SITE_KEY_FILE`, `DOORSTEP_TRUSTED_PROXIES`,
    /// `DOORSTEP_NAME_SERVER`, `DOORSTEP_MAIL_...` for each setting of `[mail]`, `DOORSTEP_WEBHOOKS_...` for those of
    /// `[webhooks]`, and `DOORSTEP_SMS_SECRET` or `DOORSTEP_SMS_SECRET_FILE`.
    /// Relative paths in the file begin at its
    /// folder.
    ///
    /// # Errors
    /// When the file or a value cannot be read.
    pub fn read(file: Option<&Path>) -> Result<Self, Error> {
        let usual = Path::new(DEFAULT_CONFIG);
        let file = file.or_else(|| usual.exists().then_some(usual));
        Self::from_sources(file, &environment)
    }

    fn from_sources(
        file: Option<&Path>,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Error> {
        let settings = file.map_or_else(|| Ok(Settings::default()), settings)?;
        let folder = file.and_then(Path::parent).unwrap_or(Path::new(""));
        let listen = environment("DOORSTEP_LISTEN").or(settings.listen);
        let admin_listen = environment("DOORSTEP_ADMIN_LISTEN").or(settings.admin.listen);
        let public_address = environment("DOORSTEP_PUBLIC_ADDRESS").or(settings.public_address);
        let database = match (environment("DATABASE_URL"), settings.database_url) {
            (Some(url), _) => Location::parse(&url)?,
            (None, Some(url)) => Location::parse(&url)?.within(folder),
            (None, None) => Location::File(folder.join(DEFAULT_FILE)),
        };
        let site_key = environment("DOORSTEP_SITE_KEY").map_or_else(
            || {
                let named = settings.site_key_file.map(|path| folder.join(path));
                let path = environment("DOORSTEP_SITE_KEY_FILE")
                    .map(PathBuf::from)
                    .or(named)
                    .unwrap_or_else(|| key_file(&database, folder));
                SiteKeyFrom::File(path)
            },
            SiteKeyFrom::Text,
        );
        let proxies = match environment("DOORSTEP_TRUSTED_PROXIES") {
            Some(list) => Proxies::parse(list.split(','))?,
            None => Proxies::parse(settings.trusted_proxies.iter().map(String::as_str))?,
        };
        let name_server = environment("DOORSTEP_NAME_SERVER").or(settings.name_server);
        Ok(Self {
            listen: listen_at(listen.as_deref().unwrap_or(DEFAULT_LISTEN))?,
            admin_listen: admin_listen.as_deref().map(listen_at).transpose()?,
            public_address: public_address
                .as_deref()
                .map(PublicAddress::parse)
                .transpose()?,
            database,
            site_key,
            proxies,
            name_server: name_server.as_deref().map(name_server_at).transpose()?,
            mail: mail::read(settings.mail, folder, environment)?,
            outbox: outbox::read(&settings.outbox)?,
            webhooks: webhooks::read(settings.webhooks, folder, environment)?,
            sms: sms::read(settings.sms, folder, environment)?,
        })
    }

    /// A configuration for one SQLite file, for the demo and for tests.
    #[must_use]
    pub fn for_file(path: &Path, listen: SocketAddr) -> Self {
        let database = Location::File(path.to_owned());
        Self {
            listen,
            admin_listen: None,
            public_address: None,
            site_key: SiteKeyFrom::File(key_file(&database, Path::new(""))),
            proxies: Proxies::default(),
            name_server: None,
            mail: None,
            outbox: Schedule::default(),
            webhooks: WebhooksOut::default(),
            sms: None,
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

    /// A path beside the data: beside the database's file, else beside the
    /// site key's, else in the system's folder for what does not last.
    #[must_use]
    pub fn beside_the_data(&self, ending: &str) -> PathBuf {
        match (self.database.file(), &self.site_key) {
            (Some(file), _) => beside(file, ending),
            (None, SiteKeyFrom::File(file)) => beside(file, ending),
            (None, SiteKeyFrom::Text(_)) => temporary_folder(&format!("doorstep.{ending}")),
        }
    }

    /// The site key, where there is one already: none is made.
    ///
    /// # Errors
    /// When it is too short, or its file cannot be read.
    pub fn existing_key(&self) -> Result<Option<SiteKey>, Error> {
        match &self.site_key {
            SiteKeyFrom::File(path) if !path.exists() => Ok(None),
            SiteKeyFrom::File(_) | SiteKeyFrom::Text(_) => self.key().map(Some),
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

/// Reads an address to listen at.
///
/// # Errors
/// When it is no IP address with a port.
pub fn listen_at(text: &str) -> Result<SocketAddr, Error> {
    text.parse().map_err(|_| {
        Error::refused(format!(
            "the address to listen at must be IP:PORT such as {DEFAULT_LISTEN}, not {text}"
        ))
    })
}

fn name_server_at(text: &str) -> Result<SocketAddr, Error> {
    let with_port = || {
        text.parse::<IpAddr>()
            .map(|address| SocketAddr::from((address, 53)))
    };
    text.parse().or_else(|_| with_port()).map_err(|_| {
        Error::refused(format!(
            "name_server must be an address such as 9.9.9.9 or 127.0.0.1:5353, not {text}"
        ))
    })
}

fn key_file(database: &Location, folder: &Path) -> PathBuf {
    database.file().map_or_else(
        || folder.join("doorstep.site-key"),
        |file| beside(file, "site-key"),
    )
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

#[allow(
    clippy::disallowed_methods,
    reason = "this module is the home of the environment"
)]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The database that the environment names, if it names one.
///
/// # Errors
/// When what it names is none.
pub fn database_url() -> Result<Option<Location>, Error> {
    environment("DATABASE_URL")
        .map(|url| Location::parse(&url))
        .transpose()
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
    fn paths_in_a_file_begin_at_its_folder() {
        let folder = temporary_folder(&format!("doorstep-config-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("x.toml");
        std::fs::write(&file, "database_url = \"sqlite:shop.sqlite\"").unwrap();
        let config = Config::from_sources(Some(&file), &|_| None).unwrap();
        assert_eq!(config.database, Location::File(folder.join("shop.sqlite")));
        assert_eq!(
            format!("{:?}", config.site_key),
            folder.join("shop.sqlite.site-key").display().to_string()
        );
        let environment = |name: &str| (name == "DATABASE_URL").then(|| "sqlite:b".to_owned());
        let config = Config::from_sources(Some(&file), &environment).unwrap();
        assert_eq!(config.database, Location::File("b".into()));
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn the_packaged_file_is_read_with_and_without_its_commented_lines() {
        let text = include_str!("../../../packaging/doorstep.example.toml");
        let all: String = text
            .lines()
            .map(|line| match line.strip_prefix("#: ") {
                Some(setting) => format!("{setting}\n"),
                None => format!("{line}\n"),
            })
            .collect();
        let settings: Settings = toml::from_str(&all).unwrap();
        let Settings {
            listen: Some(_),
            public_address: Some(_),
            database_url: Some(_),
            site_key_file: Some(_),
            trusted_proxies,
            name_server: Some(_),
            admin: AdminSettings { listen: Some(_) },
            mail:
                mail::MailSettings {
                    host: Some(_),
                    port: Some(_),
                    tls: Some(_),
                    allow_unencrypted: Some(false),
                    user: Some(_),
                    password: Some(_),
                    password_file: Some(_),
                    from: Some(_),
                    ca_file: Some(_),
                    timeout_seconds: Some(_),
                },
            outbox: said,
            webhooks:
                webhooks::WebhookSettings {
                    allow,
                    ca_file: Some(_),
                    timeout_seconds: Some(_),
                    overlap_hours: Some(_),
                },
            sms,
        } = settings
        else {
            panic!("the file leaves a setting out: {settings:?}");
        };
        assert_eq!(trusted_proxies, ["127.0.0.1", "::1"]);
        let schedule = outbox::read(&said).unwrap();
        assert_eq!(schedule, Schedule::default(), "the file says what is usual");
        assert!(said.jitter_percent.is_some(), "it names them all: {said:?}");
        assert_eq!(allow, ["10.0.0.0/8", "http"]);
        let sms = sms::read(sms, Path::new(""), &|_| None).unwrap();
        assert!(sms.is_some(), "the packaged [sms] can be used");
        let settings: Settings = toml::from_str(text).unwrap();
        assert_eq!(settings.listen.as_deref(), Some(DEFAULT_LISTEN));
        assert!(settings.admin.listen.is_none(), "off unless it is wanted");
        let mail = mail::read(settings.mail, Path::new(""), &|_| None).unwrap();
        assert_eq!(mail, None, "no mail server is the usual one");
    }

    #[test]
    fn trusted_proxies_are_a_list() {
        let config = check(&[("DOORSTEP_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8")]).unwrap();
        assert!(config.proxies.contain([10, 0, 0, 9].into()));
        assert_eq!(check(&[]).unwrap().proxies, Proxies::default());
        let error = check(&[("DOORSTEP_TRUSTED_PROXIES", "nginx")]).unwrap_err();
        assert!(error.contains("10.0.0.0/8"), "{error}");
    }

    #[test]
    fn a_wrong_value_says_what_to_write() {
        let error = check(&[("DATABASE_URL", "mysql://x")]).unwrap_err();
        assert!(error.contains("postgres://"), "{error}");
        let error = check(&[("DOORSTEP_LISTEN", "everywhere")]).unwrap_err();
        assert!(error.contains("127.0.0.1:3000"), "{error}");
    }
}
