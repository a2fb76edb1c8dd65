//! The mail server that takes what goes out: the file's `[mail]` part and the
//! environment, which wins.

use crate::error::Error;
use serde::Deserialize;
use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long one mail may take unless it is said otherwise, in seconds.
const TIMEOUT: u64 = 30;

/// The longest it may be said to take, in seconds.
const LONGEST: u64 = 300;

/// The mail server, and how it is spoken to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailServer {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is protected.
    pub protection: Protection,
    /// Who we are there, where it asks.
    pub login: Option<Login>,
    /// The address mails come from where a brand has none of its own.
    pub from: Option<String>,
    /// Certificates that are believed beside those everybody believes, as PEM.
    pub ca_file: Option<PathBuf>,
    /// How long one mail may take.
    pub timeout: Duration,
}

/// How the way to the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// It begins in the open and is encrypted before anything is said.
    StartTls,
    /// It is encrypted from the first byte.
    Tls,
    /// It is not.
    None,
}

/// Who we are at the mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// The user.
    pub user: String,
    /// The password, or the file that holds it.
    pub password: PasswordFrom,
}

/// Where the password comes from.
#[derive(Clone, PartialEq, Eq)]
pub enum PasswordFrom {
    /// The configuration or the environment.
    Text(String),
    /// A file, read when the first mail is to go out.
    File(PathBuf),
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(..)")
    }
}

impl PasswordFrom {
    /// The password.
    ///
    /// # Errors
    /// When its file cannot be read, or is empty.
    pub fn read(&self) -> Result<String, Error> {
        let path = match self {
            Self::Text(text) => return Ok(text.clone()),
            Self::File(path) => path,
        };
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| Error::file(&name, error))?;
        let password = text.trim_end_matches(['\n', '\r']);
        if password.is_empty() {
            return Err(Error::refused(format!("{name} holds no password")));
        }
        Ok(password.to_owned())
    }
}

/// The file's `[mail]` part; every field may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MailSettings {
    pub(super) host: Option<String>,
    pub(super) port: Option<u16>,
    pub(super) tls: Option<String>,
    pub(super) allow_unencrypted: Option<bool>,
    pub(super) user: Option<String>,
    pub(super) password: Option<String>,
    pub(super) password_file: Option<PathBuf>,
    pub(super) from: Option<String>,
    pub(super) ca_file: Option<PathBuf>,
    pub(super) timeout_seconds: Option<u64>,
}

impl MailSettings {
    /// With what the environment says; paths of the file begin at its folder.
    fn over(
        self,
        folder: &Path,
        environment: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Error> {
        let number = |name: &str| {
            environment(name)
                .map(|text| {
                    text.parse::<u64>()
                        .map_err(|_| Error::refused(format!("{name} must be a number, not {text}")))
                })
                .transpose()
        };
        let port = number("DOORSTEP_MAIL_PORT")?
            .map(|port| u16::try_from(port).map_err(|_| Error::refused("no port is that large")))
            .transpose()?;
        let path = |name: &str, of_file: Option<PathBuf>| {
            environment(name)
                .map(PathBuf::from)
                .or_else(|| of_file.map(|path| folder.join(path)))
        };
        let unencrypted = environment("DOORSTEP_MAIL_ALLOW_UNENCRYPTED");
        // A password of the environment takes the place of the file's, in
        // whichever of the two ways either is given.
        let said = environment("DOORSTEP_MAIL_PASSWORD");
        let said_file = environment("DOORSTEP_MAIL_PASSWORD_FILE").map(PathBuf::from);
        let (password, password_file) = if said.is_some() || said_file.is_some() {
            (said, said_file)
        } else {
            let of_file = self.password_file.map(|path| folder.join(path));
            (self.password, of_file)
        };
        Ok(Self {
            host: environment("DOORSTEP_MAIL_HOST").or(self.host),
            port: port.or(self.port),
            tls: environment("DOORSTEP_MAIL_TLS").or(self.tls),
            allow_unencrypted: unencrypted
                .map(|text| text == "true")
                .or(self.allow_unencrypted),
            user: environment("DOORSTEP_MAIL_USER").or(self.user),
            password,
            password_file,
            from: environment("DOORSTEP_MAIL_FROM").or(self.from),
            ca_file: path("DOORSTEP_MAIL_CA_FILE", self.ca_file),
            timeout_seconds: number("DOORSTEP_MAIL_TIMEOUT_SECONDS")?.or(self.timeout_seconds),
        })
    }

    fn is_empty(&self) -> bool {
        let Self {
            host,
            port,
            tls,
            allow_unencrypted,
            user,
            password,
            password_file,
            from,
            ca_file,
            timeout_seconds,
        } = self;
        let words = [host, tls, user, password, from];
        words.into_iter().all(Option::is_none)
            && port.is_none()
            && allow_unencrypted.is_none()
            && password_file.is_none()
            && ca_file.is_none()
            && timeout_seconds.is_none()
    }
}

/// Reads the settings; `None` where nothing is said of mail.
///
/// # Errors
/// When a value cannot be used; it says what to write.
pub(super) fn read(
    settings: MailSettings,
    folder: &Path,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Option<MailServer>, Error> {
    let settings = settings.over(folder, environment)?;
    if settings.is_empty() {
        return Ok(None);
    }
    let Some(host) = settings.host.clone().filter(|host| is_host(host)) else {
        return Err(Error::refused(
            "mail.host must name the mail server, such as smtp.example.com",
        ));
    };
    let protection = protection(&settings, &host)?;
    let usual_port = match protection {
        Protection::StartTls => 587,
        Protection::Tls => 465,
        Protection::None => 25,
    };
    let seconds = settings.timeout_seconds.unwrap_or(TIMEOUT);
    if !(1..=LONGEST).contains(&seconds) {
        return Err(Error::refused(format!(
            "mail.timeout_seconds must be from 1 to {LONGEST}, not {seconds}"
        )));
    }
    let from = settings.from.as_deref().map(address).transpose()?;
    Ok(Some(MailServer {
        port: settings.port.unwrap_or(usual_port),
        protection,
        login: login(&settings)?,
        from,
        ca_file: settings.ca_file,
        timeout: Duration::from_secs(seconds),
        host,
    }))
}

fn is_host(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:".contains(&byte);
    !text.is_empty() && text.bytes().all(plain)
}

fn protection(settings: &MailSettings, host: &str) -> Result<Protection, Error> {
    match settings.tls.as_deref() {
        None | Some("starttls") => Ok(Protection::StartTls),
        Some("tls") => Ok(Protection::Tls),
        Some("none") if is_near(host) || settings.allow_unencrypted == Some(true) => {
            Ok(Protection::None)
        }
        Some("none") => Err(Error::refused(format!(
            "mail.tls = \"none\" would send mails and the password to {host} for all to read: use starttls, or say allow_unencrypted = true"
        ))),
        Some(other) => Err(Error::refused(format!(
            "mail.tls must be starttls, tls or none, not {other}"
        ))),
    }
}

/// Whether a host is this machine or one of the same network: a loopback or
/// private address, or a name without dots, which only the own network knows.
pub(super) fn is_near(host: &str) -> bool {
    match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => {
            address.is_loopback() || address.is_private() || address.is_link_local()
        }
        Ok(IpAddr::V6(address)) => {
            address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
        }
        Err(_) => !host.contains(['.', ':']) || host.ends_with(".localhost"),
    }
}

fn login(settings: &MailSettings) -> Result<Option<Login>, Error> {
    let password = match (&settings.password, &settings.password_file) {
        (Some(_), Some(_)) => {
            return Err(Error::refused(
                "say either mail.password or mail.password_file, not both",
            ));
        }
        (Some(text), None) => Some(PasswordFrom::Text(text.clone())),
        (None, Some(path)) => Some(PasswordFrom::File(path.clone())),
        (None, None) => None,
    };
    match (&settings.user, password) {
        (Some(user), Some(password)) => Ok(Some(Login {
            user: user.clone(),
            password,
        })),
        (None, None) => Ok(None),
        _ => Err(Error::refused(
            "mail.user and its password belong together: say both, or neither",
        )),
    }
}

/// A plain address, without a name before it.
fn address(text: &str) -> Result<String, Error> {
    let text = text.trim();
    let plain = |letter: char| letter.is_alphanumeric() || ".+-_@".contains(letter);
    let has_parts = text
        .split_once('@')
        .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !host.contains('@'));
    if has_parts && text.chars().all(plain) {
        return Ok(text.to_owned());
    }
    Err(Error::refused(format!(
        "mail.from must be a plain address such as orders@acme.example, not {text}"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, pairs: &[(&str, &str)]) -> Result<Option<MailServer>, String> {
        let settings: MailSettings = toml::from_str(file).unwrap();
        let environment = |name: &str| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_owned())
        };
        read(settings, Path::new("/site"), &environment).map_err(|error| error.to_string())
    }

    #[test]
    fn a_host_is_enough_and_nothing_is_nothing() {
        assert_eq!(check("", &[]), Ok(None));
        let server = check("host = \"smtp.example.com\"", &[]).unwrap().unwrap();
        assert_eq!(
            (server.port, server.protection),
            (587, Protection::StartTls)
        );
        assert_eq!(server.timeout, Duration::from_secs(30));
        let server = check("host = \"smtp.example.com\"\ntls = \"tls\"", &[]);
        assert_eq!(server.unwrap().unwrap().port, 465);
    }

    #[test]
    fn the_environment_wins_and_paths_begin_at_the_file() {
        let file = "host = \"a.example\"\nuser = \"me\"\npassword_file = \"word\"";
        let server = check(file, &[("DOORSTEP_MAIL_HOST", "b.example")]);
        let server = server.unwrap().unwrap();
        assert_eq!(server.host, "b.example");
        let password = server.login.unwrap().password;
        assert!(password == PasswordFrom::File("/site/word".into()));
        let said = check(file, &[("DOORSTEP_MAIL_PASSWORD", "secret")]);
        let password = said.unwrap().unwrap().login.unwrap().password;
        assert!(password == PasswordFrom::Text("secret".into()));
    }

    #[test]
    fn a_way_in_the_open_must_be_short_or_wanted() {
        let near = [
            "127.0.0.1",
            "::1",
            "10.1.2.3",
            "fd00::1",
            "mail",
            "localhost",
        ];
        for host in near {
            let file = format!("host = \"{host}\"\ntls = \"none\"");
            assert_eq!(check(&file, &[]).unwrap().unwrap().port, 25, "{host}");
        }
        for host in ["smtp.example.com", "203.0.113.9", "2001:db8::1"] {
            let file = format!("host = \"{host}\"\ntls = \"none\"");
            let error = check(&file, &[]).unwrap_err();
            assert!(error.contains("allow_unencrypted"), "{error}");
            let file = format!("{file}\nallow_unencrypted = true");
            assert!(check(&file, &[]).is_ok(), "{host}");
        }
    }

    #[test]
    fn what_cannot_be_used_says_what_to_write() {
        for (file, wanted) in [
            ("port = 25", "mail.host"),
            ("host = \"a b\"", "mail.host"),
            ("host = \"a\"\ntls = \"ssl\"", "starttls"),
            ("host = \"a\"\nuser = \"me\"", "belong together"),
            (
                "host = \"a\"\nuser = \"me\"\npassword = \"x\"\npassword_file = \"y\"",
                "not both",
            ),
            (
                "host = \"a\"\nfrom = \"Acme <a@b.example>\"",
                "plain address",
            ),
            ("host = \"a\"\ntimeout_seconds = 0", "from 1 to 300"),
        ] {
            let error = check(file, &[]).unwrap_err();
            assert!(error.contains(wanted), "{file}: {error}");
        }
        let error = check("host = \"a\"", &[("DOORSTEP_MAIL_PORT", "smtp")]).unwrap_err();
        assert!(error.contains("DOORSTEP_MAIL_PORT"), "{error}");
    }

    #[test]
    fn a_login_hides_itself() {
        let file = "host = \"a\"\nuser = \"me\"\npassword = \"hush\"";
        let said = format!("{:?}", check(file, &[]).unwrap());
        assert!(!said.contains("hush"), "{said}");
    }
}
