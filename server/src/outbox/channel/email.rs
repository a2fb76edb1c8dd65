//! Mail over SMTP: plain text, and mark-up beside it where there is some. A
//! conversation that went well is kept for the next letters ([`pool`]).
//!
//! What fails before the letter itself is spoken of (the way there, the
//! encryption, the login) is the mail server's trouble or the settings', and
//! may work later. What the server then says of the letter is final where its
//! code is. Where it says nothing once the whole letter is with it, nobody knows
//! whether it took it.

mod letter;
mod pool;

use super::{Channel, Letter, Outcome, Verdict, Whose};
use crate::config::{MailServer, Protection};
use crate::error::Error;
use chrono::TimeDelta;
use doorstep::mail::Taken;
use futures::future::BoxFuture;
use letter::message;
use lettre::Message;
use lettre::address::Envelope;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use pool::{Pool, Used};
use std::error::Error as _;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::TcpStream;

/// How long a good-bye may take: nothing depends on it.
const GOODBYE: Duration = Duration::from_secs(2);

/// The most that is kept of a server's words, in characters.
const KEPT: usize = 300;

/// A mail server, and how it is spoken to.
#[derive(Clone)]
pub struct Email {
    host: String,
    port: u16,
    way: Way,
    login: Option<Credentials>,
    /// What we call ourselves.
    hello: ClientId,
    timeout: Duration,
    pool: Pool,
}

#[derive(Clone)]
enum Way {
    Open,
    StartTls(TlsParameters),
    Tls(TlsParameters),
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email({}:{})", self.host, self.port)
    }
}

impl Email {
    /// Makes it ready; nobody is spoken to yet. `own_host` is what we call
    /// ourselves, where that was said.
    ///
    /// # Errors
    /// When the password or the certificates cannot be read.
    pub fn new(server: &MailServer, own_host: Option<&str>) -> Result<Self, Error> {
        let way = match server.protection {
            Protection::None => Way::Open,
            Protection::StartTls => Way::StartTls(encryption(server)?),
            Protection::Tls => Way::Tls(encryption(server)?),
        };
        let login = match &server.login {
            Some(login) => Some(Credentials::new(login.user.clone(), login.password.read()?)),
            None => None,
        };
        Ok(Self {
            host: server.host.clone(),
            port: server.port,
            way,
            login,
            hello: own_host
                .map_or_else(ClientId::default, |host| ClientId::Domain(host.to_owned())),
            timeout: server.timeout,
            pool: Pool::default(),
        })
    }

    /// Whether the mail server can be reached and lets us in; no mail is sent.
    ///
    /// # Errors
    /// Says in words why not.
    pub async fn try_it(&self) -> Result<(), String> {
        let tried = tokio::time::timeout(self.timeout, self.connect()).await;
        let mut connection = tried.map_err(|_| self.silent())??;
        goodbye(&mut connection).await;
        Ok(())
    }

    fn silent(&self) -> String {
        format!("no answer within {} s", self.timeout.as_secs())
    }

    /// Begins a conversation; an error says in words why not.
    async fn connect(&self) -> Result<AsyncSmtpConnection, String> {
        let said = |error: SmtpError| words(&error);
        let mut connection = match &self.way {
            Way::Open => self.connect_openly().await?,
            Way::StartTls(parameters) => {
                let mut connection = self.connect_openly().await?;
                let encrypted = connection.starttls(parameters.clone(), &self.hello);
                encrypted.await.map_err(said)?;
                connection
            }
            Way::Tls(parameters) => {
                let server = (self.host.as_str(), self.port);
                let within = Some(self.timeout);
                let parameters = Some(parameters.clone());
                AsyncSmtpConnection::connect_tokio1(server, within, &self.hello, parameters, None)
                    .await
                    .map_err(said)?
            }
        };
        if let Some(login) = &self.login {
            let let_in = connection.auth(DEFAULT_MECHANISMS, login).await;
            let_in.map_err(said)?;
        }
        Ok(connection)
    }

    /// The end of a letter is written by itself, after the letter. Without
    /// `nodelay` the system keeps it back until the server has acknowledged the
    /// rest, and servers acknowledge late: some 40 ms a letter. A conversation
    /// that is encrypted from its first byte is made by the library, which
    /// offers no such way.
    async fn connect_openly(&self) -> Result<AsyncSmtpConnection, String> {
        let stream = async {
            let stream = TcpStream::connect((self.host.as_str(), self.port)).await?;
            stream.set_nodelay(true)?;
            Ok(stream)
        };
        let stream = stream
            .await
            .map_err(|error: std::io::Error| format!("Connection error: {error}"))?;
        AsyncSmtpConnection::connect_with_transport(Box::new(stream), &self.hello)
            .await
            .map_err(|error| words(&error))
    }

    async fn send(&self, message: &Message, handed_over: &AtomicBool) -> Outcome {
        let mut used = match self.pool.take().await {
            Some(used) => used,
            None => match self.connect().await {
                Ok(connection) => Used::new(connection),
                Err(why) => return later(why, Whose::Provider, Taken::No),
            },
        };
        let letter = message.formatted();
        let server = used.connection.server_info();
        if !letter.is_ascii() && !server.supports_feature(Extension::SmtpUtfEight) {
            self.pool.give_back(used);
            return unspeakable(message.envelope());
        }
        let envelope = message.envelope();
        let Err(error) = hand_over(&mut used.connection, envelope, &letter, handed_over).await
        else {
            self.pool.give_back(used);
            return Outcome::Sent { sent_as: None };
        };
        let why = words(&error);
        let Some(status) = error.status() else {
            return later(why, Whose::Provider, taken(handed_over));
        };
        tokio::spawn(async move { goodbye(&mut used.connection).await });
        if error.is_permanent() {
            return Outcome::Never {
                verdict: verdict(&why),
                reason: why,
            };
        }
        let whose = whose(u16::from(status), &why);
        later(why, whose, Taken::No)
    }
}

/// Speaks a letter. It is handed over once its last words are on their way:
/// whoever falls silent after that may have taken it.
async fn hand_over(
    connection: &mut AsyncSmtpConnection,
    envelope: &Envelope,
    letter: &[u8],
    handed_over: &AtomicBool,
) -> Result<(), SmtpError> {
    let mut parameters = Vec::new();
    if !letter.is_ascii() {
        parameters.push(MailParameter::SmtpUtfEight);
        let server = connection.server_info();
        if server.supports_feature(Extension::EightBitMime) {
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
    }
    let from = envelope.from().cloned();
    connection.command(Mail::new(from, parameters)).await?;
    for to in envelope.to() {
        connection
            .command(Rcpt::new(to.clone(), Vec::new()))
            .await?;
    }
    connection.command(Data).await?;
    // The end is asked for when all else is written, and before its own words.
    let end = std::iter::from_fn(|| {
        handed_over.store(true, Ordering::Relaxed);
        None
    });
    let lines = std::iter::once(letter).chain(end);
    connection.message_iter(lines).await?;
    Ok(())
}

/// What is to be said of a letter whose addresses have letters before the @
/// that its mail server does not take (SMTPUTF8, RFC 6531). The recipient's is
/// that letter's trouble alone; the sender's is every letter's.
fn unspeakable(envelope: &Envelope) -> Outcome {
    if envelope.to().iter().all(|to| to.user().is_ascii()) {
        let why = "the mail server does not take the sender's address: before the @ it takes no letters but a to z";
        return later(why.to_owned(), Whose::Provider, Taken::No);
    }
    let why = "the mail server does not take the recipient's address: before the @ it takes no letters but a to z";
    Outcome::Never {
        verdict: Verdict::Message,
        reason: why.to_owned(),
    }
}

fn taken(handed_over: &AtomicBool) -> Taken {
    if handed_over.load(Ordering::Relaxed) {
        Taken::Perhaps
    } else {
        Taken::No
    }
}

impl Channel for Email {
    fn deliver<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            let message = match message(letter) {
                Ok(message) => message,
                Err(reason) => {
                    return Outcome::Never {
                        verdict: Verdict::Message,
                        reason,
                    };
                }
            };
            let handed_over = AtomicBool::new(false);
            // The library's own limit covers the way there alone.
            let sent = tokio::time::timeout(self.timeout, self.send(&message, &handed_over)).await;
            sent.unwrap_or_else(|_| later(self.silent(), Whose::Provider, taken(&handed_over)))
        })
    }
}

/// The letter is taken or not; how the conversation ends changes nothing.
async fn goodbye(connection: &mut AsyncSmtpConnection) {
    let _ = tokio::time::timeout(GOODBYE, connection.quit()).await;
}

fn encryption(server: &MailServer) -> Result<TlsParameters, Error> {
    let refused = |error: SmtpError| Error::refused(format!("mail: {error}"));
    let mut parameters = TlsParameters::builder(server.host.clone());
    if let Some(path) = &server.ca_file {
        let name = path.display().to_string();
        let pem = std::fs::read(path).map_err(|error| Error::file(&name, error))?;
        let certificates = Certificate::from_pem(&pem)
            .map_err(|error| Error::refused(format!("{name}: {error}")))?;
        parameters = parameters.add_root_certificate(certificates);
    }
    parameters.build().map_err(refused)
}

fn later(why: String, whose: Whose, taken: Taken) -> Outcome {
    Outcome::Later {
        hint: hint(&why),
        why,
        whose,
        taken,
    }
}

/// Whose trouble it is that a letter was not taken now. A server that hangs up,
/// or says that it is itself in trouble, takes no other either; what it has
/// against one mailbox, or against one greylisted sender, is that one's.
fn whose(status: u16, said: &str) -> Whose {
    let is_own = status == 421 || enhanced(said).is_some_and(|(subject, _)| subject == 3);
    if is_own {
        Whose::Provider
    } else {
        Whose::Message
    }
}

/// What a refusal for good says of the address: that there is no such mailbox
/// or host, that it moved, or that its host takes no mail (RFC 3463, RFC 7505).
/// All else may be the letter's fault, or the sender's.
fn verdict(said: &str) -> Verdict {
    match enhanced(said) {
        Some((1, 1 | 2 | 6 | 10)) => Verdict::Invalid,
        _ => Verdict::Message,
    }
}

/// Subject and detail of the enhanced status code behind the reply's own: 1 and
/// 10 of "550 5.1.10 no mail here".
fn enhanced(said: &str) -> Option<(u16, u16)> {
    let code = said.split_whitespace().nth(1)?;
    let (class, rest) = code.split_once('.')?;
    let (subject, detail) = rest.split_once('.')?;
    matches!(class, "4" | "5").then_some(())?;
    Some((subject.parse().ok()?, detail.parse().ok()?))
}

/// What went wrong, in the server's words where it spoke, without addresses:
/// they are kept for staff, and outlive the people in them.
fn words(error: &SmtpError) -> String {
    let said = match (error.status(), error.source()) {
        (Some(code), Some(said)) => format!("{code} {said}"),
        (Some(code), None) => code.to_string(),
        (None, _) => error.to_string(),
    };
    clean(&said)
}

fn clean(said: &str) -> String {
    let hidden = |word: &str| {
        if word.contains('@') {
            "(address)".to_owned()
        } else {
            word.to_owned()
        }
    };
    let plain = said.replace(char::is_control, " ");
    let words: Vec<String> = plain.split_whitespace().map(hidden).collect();
    words.join(" ").chars().take(KEPT).collect()
}

/// "try again in 300 seconds": how long a greylisting server asks us to wait.
fn hint(said: &str) -> Option<TimeDelta> {
    let words: Vec<&str> = said
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(3).find_map(|three| {
        let [before, number, unit] = three else {
            return None;
        };
        let number: i64 = number.parse().ok().filter(|number| *number < 100_000)?;
        let unit = match unit.to_ascii_lowercase().as_str() {
            "s" | "sec" | "secs" | "second" | "seconds" => 1,
            "min" | "mins" | "minute" | "minutes" => 60,
            "hour" | "hours" => 3_600,
            _ => return None,
        };
        let is_wait = matches!(
            before.to_ascii_lowercase().as_str(),
            "in" | "for" | "after" | "wait"
        );
        is_wait.then(|| TimeDelta::seconds(number * unit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_servers_words_are_kept_without_addresses() {
        assert_eq!(
            clean("550 5.1.1 <jo@example.com>: no such\r\nuser jo@example.com,\tsorry"),
            "550 5.1.1 (address) no such user (address) sorry"
        );
        assert_eq!(clean(&"x".repeat(1_000)).len(), KEPT);
    }

    #[test]
    fn a_greylisting_server_is_understood() {
        let check = |said: &str, seconds: Option<i64>| {
            assert_eq!(hint(said), seconds.map(TimeDelta::seconds), "{said}");
        };
        check("451 4.7.1 Greylisted, try again in 300 seconds", Some(300));
        check("450 please wait 5 minutes.", Some(300));
        check("451 retry after 2 hours", Some(7_200));
        check("451 4.3.0 try later", None);
        check("452 in 5 of 10 cases", None);
    }

    #[test]
    fn only_a_missing_mailbox_stops_its_address() {
        for said in [
            "550 5.1.1 no such user",
            "550 5.1.2 no such host",
            "551 5.1.6 moved",
            "556 5.1.10 null MX",
        ] {
            assert_eq!(verdict(said), Verdict::Invalid, "{said}");
        }
        for said in [
            "550 no such user",
            "550 5.1.8 bad sender",
            "550 5.7.1 looks like spam",
            "552 5.2.2 mailbox full",
            "554 5.1.1.1 what",
            "550",
        ] {
            assert_eq!(verdict(said), Verdict::Message, "{said}");
        }
    }

    #[test]
    fn one_mailboxs_trouble_is_not_the_servers() {
        for (status, said) in [
            (421, "421 4.7.0 too many connections"),
            (451, "451 4.3.0 out of order"),
        ] {
            assert_eq!(whose(status, said), Whose::Provider, "{said}");
        }
        for (status, said) in [
            (452, "452 4.2.2 mailbox full"),
            (450, "450 4.7.1 greylisted"),
            (451, "451 try again"),
        ] {
            assert_eq!(whose(status, said), Whose::Message, "{said}");
        }
    }
}
