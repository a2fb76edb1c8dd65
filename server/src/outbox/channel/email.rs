//! Mail over SMTP: plain text, and mark-up beside it where there is some. A
//! conversation that went well is kept for the next letters ([`pool`]).
//!
//! What fails before the letter itself is spoken of (the way there, the
//! encryption, the login) is the mail server's trouble or the settings', and
//! may work later. What the server then says of the letter is final where its
//! code is.

mod pool;

use super::{Channel, Letter, Outcome, Verdict, Whose};
use crate::config::{MailServer, Protection};
use crate::error::Error;
use chrono::TimeDelta;
use futures::future::BoxFuture;
use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use pool::{Pool, Used};
use std::error::Error as _;
use std::fmt;
use std::time::{Duration, SystemTime};
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

    async fn send(&self, message: &Message) -> Outcome {
        let mut used = match self.pool.take().await {
            Some(used) => used,
            None => match self.connect().await {
                Ok(connection) => Used::new(connection),
                Err(why) => return later(why, Whose::Provider),
            },
        };
        match used
            .connection
            .send(message.envelope(), &message.formatted())
            .await
        {
            Ok(_) => {
                self.pool.give_back(used);
                Outcome::Sent { sent_as: None }
            }
            Err(error) if error.is_permanent() => {
                let reason = words(&error);
                Outcome::Never {
                    verdict: verdict(&reason),
                    reason,
                }
            }
            Err(error) => {
                let why = words(&error);
                let whose = whose(error.status().map(u16::from), &why);
                later(why, whose)
            }
        }
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
            // The library's own limit covers the way there alone.
            let sent = tokio::time::timeout(self.timeout, self.send(&message));
            sent.await.unwrap_or_else(|_| Outcome::Later {
                hint: None,
                why: self.silent(),
                whose: Whose::Provider,
            })
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

/// The letter as it travels. Every header is of a type, so nothing in it can
/// begin another.
fn message(letter: &Letter) -> Result<Message, String> {
    let from = address(&letter.from, "the address it comes from")?;
    let host = from.domain().to_owned();
    // lettre cannot write a name with a control character, and panics.
    let name = one_line(&letter.from_name);
    let mut message = Message::builder()
        .message_id(Some(format!("<{}@{host}>", letter.name)))
        .date(SystemTime::from(letter.date))
        .from(Mailbox::new(Some(name.clone()), from))
        .to(Mailbox::new(
            None,
            address(&letter.to, "the address it goes to")?,
        ))
        .subject(one_line(&letter.subject));
    if let Some(reply_to) = &letter.reply_to {
        let reply_to = address(reply_to, "the address answers go to")?;
        message = message.reply_to(Mailbox::new(Some(name), reply_to));
    }
    if letter.is_automatic {
        message = message.raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ));
    }
    for (name, value) in unsubscribe(letter)? {
        message = message.raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str(name),
            value,
        ));
    }
    let text = SinglePart::builder()
        .header(ContentType::TEXT_PLAIN)
        .body(format!("{}\n", letter.body.trim_end()));
    let made = match &letter.html {
        None => message.singlepart(text),
        Some(html) => {
            let html = SinglePart::builder()
                .header(ContentType::TEXT_HTML)
                .body(html.clone());
            let both = MultiPart::alternative().singlepart(text).singlepart(html);
            message.multipart(both)
        }
    };
    made.map_err(|error| error.to_string())
}

/// One click ends such letters, in every reader that knows how (RFC 8058).
fn unsubscribe(letter: &Letter) -> Result<Vec<(&'static str, String)>, String> {
    let Some(link) = &letter.unsubscribe else {
        return Ok(Vec::new());
    };
    // It travels as it is, and must begin no header of its own.
    let is_plain = link.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_plain || link.contains(['<', '>']) {
        return Err("the link that ends these mails is no address".to_owned());
    }
    Ok(vec![
        ("List-Unsubscribe", format!("<{link}>")),
        (
            "List-Unsubscribe-Post",
            "List-Unsubscribe=One-Click".to_owned(),
        ),
    ])
}

fn address(text: &str, which: &str) -> Result<lettre::Address, String> {
    text.trim()
        .parse()
        .map_err(|_| format!("{which} is no e-mail address"))
}

fn one_line(text: &str) -> String {
    let plain = text.replace(char::is_control, " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn later(why: String, whose: Whose) -> Outcome {
    Outcome::Later {
        hint: hint(&why),
        why,
        whose,
    }
}

/// Whose trouble it is that a letter was not taken now. A server that hangs up,
/// or says that it is itself in trouble, takes no other either; what it has
/// against one mailbox, or against one greylisted sender, is that one's.
fn whose(status: Option<u16>, said: &str) -> Whose {
    let is_own = matches!(status, None | Some(421))
        || enhanced(said).is_some_and(|(subject, _)| subject == 3);
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

    fn letter() -> Letter {
        Letter {
            name: "4hG7".to_owned(),
            from_name: "Harbour & Pine, Zürich".to_owned(),
            from: "help@acme.example".to_owned(),
            reply_to: Some("help@acme.example".to_owned()),
            to: "jo@example.com".to_owned(),
            subject: "Order 1001: wo ist es? [K7P2-9QXM]".to_owned(),
            body: "Hello Jo,\n.a line with a dot\nGrüße".to_owned(),
            html: None,
            unsubscribe: None,
            date: "2026-05-15T12:00:00Z".parse().unwrap(),
            is_automatic: false,
        }
    }

    fn written(letter: &Letter) -> String {
        String::from_utf8(message(letter).unwrap().formatted()).unwrap()
    }

    #[test]
    fn a_letter_travels_as_plain_text() {
        let text = written(&letter());
        for line in [
            "Message-ID: <4hG7@acme.example>",
            "Date: Fri, 15 May 2026 12:00:00 +0000",
            "To: jo@example.com",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
        ] {
            assert!(
                text.split("\r\n").any(|written| written == line),
                "{line}\n{text}"
            );
        }
        assert!(
            text.contains("Reply-To: ") && text.contains("[K7P2-9QXM]"),
            "{text}"
        );
        assert!(!text.contains("Auto-Submitted"), "{text}");
        let automatic = Letter {
            is_automatic: true,
            ..letter()
        };
        assert!(written(&automatic).contains("\r\nAuto-Submitted: auto-generated\r\n"));
    }

    #[test]
    fn mark_up_travels_beside_the_text_with_a_way_out() {
        let letter = Letter {
            html: Some("<p>Hello Jo</p>".to_owned()),
            unsubscribe: Some("https://t.example/u/abc".to_owned()),
            ..letter()
        };
        let text = written(&letter);
        for line in [
            "Content-Type: multipart/alternative;",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/html; charset=utf-8",
            "<p>Hello Jo</p>",
            "List-Unsubscribe: <https://t.example/u/abc>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        ] {
            let is_there = text.split("\r\n").any(|one| one.starts_with(line));
            assert!(is_there, "{line}\n{text}");
        }
        let bad = Letter {
            unsubscribe: Some("https://t.example/\r\nBcc: eve@example.com".to_owned()),
            ..letter
        };
        assert!(message(&bad).is_err());
    }

    #[test]
    fn nothing_begins_a_header_of_its_own() {
        let bad = "x\r\nBcc: eve@example.com\r\n\r\nbody";
        for letter in [
            Letter {
                subject: bad.to_owned(),
                ..letter()
            },
            Letter {
                from_name: bad.to_owned(),
                ..letter()
            },
        ] {
            let text = written(&letter);
            assert!(!text.contains("\r\nBcc:"), "{text}");
            let head = text.split("\r\n\r\n").next().unwrap_or_default();
            let last = "Content-Transfer-Encoding:";
            assert!(head.contains(last), "the head ends early: {text}");
        }
        for to in ["jo@example.com\r\nBcc: eve@example.com", "jo", "", "a@b@c"] {
            let letter = Letter {
                to: to.to_owned(),
                ..letter()
            };
            assert!(message(&letter).is_err(), "{to}");
        }
    }

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
            (None, "connection closed"),
            (Some(421), "421 4.7.0 too many connections"),
            (Some(451), "451 4.3.0 out of order"),
        ] {
            assert_eq!(whose(status, said), Whose::Provider, "{said}");
        }
        for (status, said) in [
            (Some(452), "452 4.2.2 mailbox full"),
            (Some(450), "450 4.7.1 greylisted"),
            (Some(451), "451 try again"),
        ] {
            assert_eq!(whose(status, said), Whose::Message, "{said}");
        }
    }
}
