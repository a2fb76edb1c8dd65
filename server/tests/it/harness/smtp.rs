//! A mail server that keeps to the rules: it takes what RFC 5321 and RFC 5322
//! allow, complains of all else, and fails in the ways mail servers fail when
//! a test asks it to.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::CertifiedKey;
use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{self, ServerConfig};
use tokio_util::sync::CancellationToken;

/// Far longer than any mail takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// How the server fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It does not.
    None,
    /// It answers the recipient so ("550 5.1.1 no such user").
    Recipient(&'static str),
    /// It hangs up in the middle of a letter.
    HangsUpWithin,
    /// It takes the letter and hangs up without saying so.
    HangsUpBehind,
    /// It takes the letter and says nothing for as long as the other waits.
    IsSilentBehind,
    /// It takes the letter and says so only after so long.
    IsSlowBehind(Duration),
    /// It is of an age in which addresses were written in ASCII.
    IsOld,
}

/// How the way to it is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// It is not.
    None,
    /// After `STARTTLS`; nothing is taken before.
    StartTls,
    /// From the first byte.
    Tls,
}

/// A letter as it arrived.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    /// Whom the conversation named.
    pub to: Vec<String>,
    /// Its headers, unfolded and decoded, in their order.
    pub headers: Vec<(String, String)>,
    /// Its text, decoded, with plain line ends.
    pub text: String,
    /// The same as mark-up, where there is some.
    pub html: Option<String>,
    /// Whether it came encrypted.
    pub is_encrypted: bool,
    /// Who had logged in.
    pub user: Option<String>,
}

impl Taken {
    /// A header that stands there once.
    pub fn header(&self, name: &str) -> &str {
        let found: Vec<&str> = self
            .headers
            .iter()
            .filter(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .collect();
        match found.as_slice() {
            [one] => one,
            several => panic!("{} headers are called {name}: {self:?}", several.len()),
        }
    }

    /// Whether it has a header.
    pub fn has(&self, name: &str) -> bool {
        let mut names = self.headers.iter();
        names.any(|(key, _)| key.eq_ignore_ascii_case(name))
    }

    /// The addresses of pages in its text, by how they begin.
    pub fn link(&self, beginning: &str) -> &str {
        self.text
            .split_whitespace()
            .find(|word| word.starts_with(beginning))
            .unwrap_or_else(|| panic!("no {beginning} in {}", self.text))
    }
}

/// The server; it ends with its test.
pub struct MailHost {
    /// Its port at 127.0.0.1, which is also `localhost`.
    pub port: u16,
    shared: Arc<Shared>,
    /// Holds the port while nobody listens at it.
    silent: Option<TcpSocket>,
    listening: Option<JoinHandle<()>>,
    /// Ends the conversations that go on when it goes down.
    down: CancellationToken,
}

struct Shared {
    encryption: Encryption,
    /// Who may log in; nobody has to while there is none.
    login: Option<(&'static str, &'static str)>,
    acceptor: TlsAcceptor,
    certificate: String,
    fault: Mutex<Fault>,
    complaints: Mutex<Vec<String>>,
    taken: Mutex<Vec<Taken>>,
    count: watch::Sender<usize>,
    conversations: AtomicUsize,
    /// Letters that are being taken, and the most of them at a time.
    taking: Mutex<(usize, usize)>,
}

impl MailHost {
    /// Starts one in the open.
    pub async fn start() -> Self {
        Self::with(Encryption::None, None).await
    }

    /// Starts one that is encrypted, or asks who it is.
    pub async fn with(encryption: Encryption, login: Option<(&'static str, &'static str)>) -> Self {
        let (acceptor, certificate) = identity();
        let shared = Arc::new(Shared {
            encryption,
            login,
            acceptor,
            certificate,
            fault: Mutex::new(Fault::None),
            complaints: Mutex::default(),
            taken: Mutex::default(),
            count: watch::Sender::new(0),
            conversations: AtomicUsize::new(0),
            taking: Mutex::default(),
        });
        let mut host = Self {
            port: 0,
            shared,
            silent: None,
            listening: None,
            down: CancellationToken::new(),
        };
        host.come_up().await;
        host
    }

    /// Its certificate, which nobody else believes.
    pub fn certificate(&self) -> &str {
        &self.shared.certificate
    }

    /// Nobody answers at its port any more, and whoever talks with it is cut off.
    /// The port stays its own: who asks there is refused.
    pub async fn go_down(&mut self) {
        std::mem::take(&mut self.down).cancel();
        if let Some(listening) = self.listening.take() {
            listening.abort();
            // Aborted, or ended by itself: either way the port is free then.
            let _ = listening.await;
            self.silent = Some(bound(self.port));
        }
    }

    /// It answers, at the same port as before.
    pub async fn come_up(&mut self) {
        let silent = self.silent.take().unwrap_or_else(|| bound(self.port));
        let listener = silent.listen(1_024).expect("it can be listened at");
        self.port = listener.local_addr().map_or(0, |at: SocketAddr| at.port());
        let shared = Arc::clone(&self.shared);
        let down = self.down.clone();
        self.listening = Some(tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (shared, down) = (Arc::clone(&shared), down.clone());
                shared.conversations.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(async move {
                    // However the conversation breaks off, the letters say it.
                    let talk = converse(&shared, stream);
                    let _ = down.run_until_cancelled(talk).await;
                });
            }
        }));
    }

    /// Fails so from now on.
    pub fn fail(&self, fault: Fault) {
        *self.shared.fault.lock().expect("no panic") = fault;
    }

    /// How many letters it has taken so far.
    pub fn count(&self) -> usize {
        *self.shared.count.borrow()
    }

    /// How often somebody has begun to talk with it.
    pub fn conversations(&self) -> usize {
        self.shared.conversations.load(Ordering::Relaxed)
    }

    /// How many letters it is being given right now.
    pub fn taking(&self) -> usize {
        self.shared.taking.lock().expect("no panic").0
    }

    /// The most letters it was given at a time.
    pub fn most_at_once(&self) -> usize {
        self.shared.taking.lock().expect("no panic").1
    }

    /// The names of the letters it has taken, and how often each came.
    pub fn names(&self) -> BTreeMap<String, usize> {
        let mut names = BTreeMap::new();
        for letter in self.shared.taken.lock().expect("no panic").iter() {
            *names
                .entry(letter.header("message-id").to_owned())
                .or_default() += 1;
        }
        names
    }

    /// The letters it has taken, once there are so many; it must have had
    /// nothing to complain of.
    pub async fn letters(&self, count: usize) -> Vec<Taken> {
        let mut counted = self.shared.count.subscribe();
        tokio::time::timeout(PATIENCE, counted.wait_for(|taken| *taken >= count))
            .await
            .unwrap_or_else(|_| panic!("{} letters of {count} have come", self.count()))
            .expect("the server lives as long as this");
        let complaints = self.shared.complaints.lock().expect("no panic").clone();
        assert!(complaints.is_empty(), "{complaints:#?}");
        self.shared.taken.lock().expect("no panic").clone()
    }
}

/// A socket at a port (0 for any) at which nobody listens yet.
fn bound(port: u16) -> TcpSocket {
    let socket = TcpSocket::new_v4().expect("the system has sockets");
    socket.set_reuseaddr(true).expect("it can be shared");
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    socket.bind(address).expect("the port is free");
    socket
}

impl Shared {
    fn begins(&self) {
        let mut taking = self.taking.lock().expect("no panic");
        taking.0 += 1;
        taking.1 = taking.1.max(taking.0);
    }

    fn ends(&self) {
        self.taking.lock().expect("no panic").0 -= 1;
    }
}

impl Drop for MailHost {
    fn drop(&mut self) {
        if let Some(listening) = &self.listening {
            listening.abort();
        }
    }
}

fn identity() -> (TlsAcceptor, String) {
    let CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(vec!["localhost".to_owned()])
            .expect("a certificate can be made");
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("there are versions")
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .expect("the key fits the certificate");
    (TlsAcceptor::from(Arc::new(config)), cert.pem())
}

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Stream for T {}

/// A conversation.
struct Talk<'a> {
    shared: &'a Shared,
    stream: Box<dyn Stream>,
    read: Vec<u8>,
    is_encrypted: bool,
}

async fn converse(shared: &Shared, stream: TcpStream) -> io::Result<()> {
    let mut talk = Talk {
        shared,
        stream: Box::new(stream),
        read: Vec::new(),
        is_encrypted: false,
    };
    if shared.encryption == Encryption::Tls {
        talk = talk.encrypted().await?;
    }
    talk.say("220 mail.test ESMTP").await?;
    talk.commands().await
}

/// What has been agreed on since the last letter.
#[derive(Default)]
struct Envelope {
    has_sender: bool,
    takes_eight_bits: bool,
    is_in_utf8: bool,
    to: Vec<String>,
}

impl<'a> Talk<'a> {
    async fn encrypted(self) -> io::Result<Self> {
        let stream = self.shared.acceptor.accept(self.stream).await?;
        Ok(Self {
            stream: Box::new(stream),
            is_encrypted: true,
            read: Vec::new(),
            shared: self.shared,
        })
    }

    fn complain(&self, of: impl Into<String>) {
        self.shared
            .complaints
            .lock()
            .expect("no panic")
            .push(of.into());
    }

    async fn say(&mut self, line: &str) -> io::Result<()> {
        self.stream
            .write_all(format!("{line}\r\n").as_bytes())
            .await?;
        self.stream.flush().await
    }

    /// The next line without its end; an error where the other has hung up.
    async fn line(&mut self) -> io::Result<Vec<u8>> {
        loop {
            if let Some(end) = self.read.iter().position(|byte| *byte == b'\n') {
                let rest = self.read.split_off(end + 1);
                let mut line = std::mem::replace(&mut self.read, rest);
                line.pop();
                if line.pop_if(|last| *last == b'\r').is_none() {
                    self.complain(format!("a bare line feed: {}", shown(&line)));
                }
                if line.contains(&b'\r') {
                    self.complain(format!("a bare carriage return: {}", shown(&line)));
                }
                return Ok(line);
            }
            let mut more = [0; 4_096];
            let count = self.stream.read(&mut more).await?;
            if count == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.read.extend_from_slice(&more[..count]);
        }
    }

    async fn commands(mut self) -> io::Result<()> {
        let mut is_greeted = false;
        let mut user = None;
        let mut envelope = Envelope::default();
        loop {
            let line = self.line().await?;
            if line.len() > 510 || !(line.is_ascii() || envelope.is_in_utf8) {
                self.complain(format!("no command: {}", shown(&line)));
            }
            let line = String::from_utf8_lossy(&line).into_owned();
            let word = line.split([' ', ':']).next().unwrap_or_default();
            match word.to_ascii_uppercase().as_str() {
                "EHLO" => {
                    is_greeted = self.greeted(&line).await?;
                    envelope = Envelope::default();
                }
                "STARTTLS" if self.may_encrypt() => {
                    self.say("220 go ahead").await?;
                    self = self.encrypted().await?;
                    is_greeted = false;
                }
                "AUTH" if is_greeted && self.is_protected() => user = self.login(&line).await?,
                "MAIL" if is_greeted && self.is_protected() && self.knows(user.as_ref()) => {
                    envelope = self.sender(&line).await?;
                }
                "RCPT" if envelope.has_sender => self.recipient(&line, &mut envelope).await?,
                "DATA" if !envelope.to.is_empty() => {
                    let agreed = std::mem::take(&mut envelope);
                    self.shared.begins();
                    let taken = self.letter(agreed, user.clone()).await;
                    self.shared.ends();
                    taken?;
                }
                "NOOP" | "RSET" => self.say("250 fine").await?,
                "QUIT" => return self.say("221 bye").await,
                _ => {
                    self.complain(format!("out of place: {line}"));
                    self.say("503 not now").await?;
                }
            }
        }
    }

    fn may_encrypt(&self) -> bool {
        self.shared.encryption == Encryption::StartTls && !self.is_encrypted
    }

    fn is_protected(&self) -> bool {
        self.shared.encryption == Encryption::None || self.is_encrypted
    }

    fn knows(&self, user: Option<&String>) -> bool {
        self.shared.login.is_none() || user.is_some()
    }

    async fn greeted(&mut self, line: &str) -> io::Result<bool> {
        let name = line.get(5..).unwrap_or_default();
        let is_literal = name.starts_with('[') && name.ends_with(']');
        let is_domain = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
        if !is_literal && !is_domain {
            self.complain(format!("nobody is called so: {line}"));
        }
        let mut offers = vec!["mail.test", "8BITMIME"];
        if *self.shared.fault.lock().expect("no panic") != Fault::IsOld {
            offers.push("SMTPUTF8");
        }
        if self.may_encrypt() {
            offers.push("STARTTLS");
        }
        if self.shared.login.is_some() && self.is_protected() {
            offers.push("AUTH PLAIN LOGIN");
        }
        let last = offers.len() - 1;
        for (at, offer) in offers.into_iter().enumerate() {
            let between = if at == last { ' ' } else { '-' };
            self.say(&format!("250{between}{offer}")).await?;
        }
        Ok(true)
    }

    async fn login(&mut self, line: &str) -> io::Result<Option<String>> {
        let mut said = line
            .strip_prefix("AUTH PLAIN")
            .unwrap_or_default()
            .trim()
            .to_owned();
        if said.is_empty() {
            self.say("334 ").await?;
            said = String::from_utf8_lossy(&self.line().await?).into_owned();
        }
        let said = STANDARD.decode(said).unwrap_or_default();
        let said = String::from_utf8_lossy(&said).into_owned();
        let wanted = self
            .shared
            .login
            .map(|(user, password)| format!("\0{user}\0{password}"));
        if wanted.as_ref() != Some(&said) {
            self.say("535 5.7.8 wrong password").await?;
            return Ok(None);
        }
        self.say("235 welcome").await?;
        Ok(self.shared.login.map(|(user, _)| user.to_owned()))
    }

    async fn sender(&mut self, line: &str) -> io::Result<Envelope> {
        let rest = line.get(5..).unwrap_or_default();
        let (path, parameters) = path(rest, "FROM:");
        if path.is_none() {
            self.complain(format!("no sender: {line}"));
        }
        for parameter in parameters.split_whitespace() {
            if !matches!(parameter, "BODY=8BITMIME" | "SMTPUTF8") {
                self.complain(format!("not offered: {parameter}"));
            }
        }
        self.say("250 fine").await?;
        Ok(Envelope {
            has_sender: true,
            takes_eight_bits: parameters.contains("BODY=8BITMIME"),
            is_in_utf8: parameters.contains("SMTPUTF8"),
            to: Vec::new(),
        })
    }

    async fn recipient(&mut self, line: &str, envelope: &mut Envelope) -> io::Result<()> {
        let (path, _) = path(line.get(5..).unwrap_or_default(), "TO:");
        let fault = *self.shared.fault.lock().expect("no panic");
        if let Fault::Recipient(words) = fault {
            return self.say(words).await;
        }
        match path {
            Some(path) => envelope.to.push(path),
            None => self.complain(format!("no recipient: {line}")),
        }
        self.say("250 fine").await
    }

    async fn letter(&mut self, envelope: Envelope, user: Option<String>) -> io::Result<()> {
        self.say("354 go on").await?;
        let fault = *self.shared.fault.lock().expect("no panic");
        let mut lines: Vec<Vec<u8>> = Vec::new();
        loop {
            let mut line = self.line().await?;
            if fault == Fault::HangsUpWithin {
                return Err(io::ErrorKind::ConnectionAborted.into());
            }
            if line == b"." {
                break;
            }
            if line.first() == Some(&b'.') {
                if line.get(1) != Some(&b'.') {
                    self.complain(format!("a dot that is not doubled: {}", shown(&line)));
                }
                line.remove(0);
            }
            if line.len() > 998 {
                self.complain(format!("a line of {} bytes", line.len()));
            }
            if !line.is_ascii() && !envelope.takes_eight_bits {
                self.complain(format!("eight bits nobody agreed on: {}", shown(&line)));
            }
            lines.push(line);
        }
        let mut taken = self.read_letter(&lines, envelope.is_in_utf8);
        taken.to = envelope.to;
        taken.is_encrypted = self.is_encrypted;
        taken.user = user;
        self.shared.taken.lock().expect("no panic").push(taken);
        self.shared.count.send_modify(|count| *count += 1);
        match fault {
            Fault::HangsUpBehind => Err(io::ErrorKind::ConnectionAborted.into()),
            Fault::IsSilentBehind => {
                // Until the other side gives up and hangs up.
                self.line().await.map(|_| ())
            }
            Fault::IsSlowBehind(pause) => {
                tokio::time::sleep(pause).await;
                self.say("250 taken").await
            }
            _ => self.say("250 taken").await,
        }
    }

    fn read_letter(&self, lines: &[Vec<u8>], is_in_utf8: bool) -> Taken {
        let (headers, body) = self.head_and_body(lines, is_in_utf8);
        self.check_headers(&headers);
        let kind = value_of(&headers, "content-type").unwrap_or_default();
        let (text, html) = match boundary(&kind) {
            Some(boundary) => self.alternatives(body, &boundary),
            None => {
                self.check_kind(&kind, "text/plain; charset=utf-8");
                (self.decoded(body, &encoding(&headers)), None)
            }
        };
        Taken {
            text,
            html,
            headers: headers
                .into_iter()
                .map(|(name, value)| (name, unworded(&value)))
                .collect(),
            ..Taken::default()
        }
    }

    /// The lines up to the first empty one as headers, unfolded, and the rest.
    fn head_and_body<'l>(
        &self,
        lines: &'l [Vec<u8>],
        is_in_utf8: bool,
    ) -> (Headers, &'l [Vec<u8>]) {
        let end = lines.iter().position(Vec::is_empty).unwrap_or(lines.len());
        let mut headers = Headers::new();
        for line in &lines[..end] {
            if !line.is_ascii() && !is_in_utf8 {
                self.complain(format!("a header that is not ASCII: {}", shown(line)));
            }
            let line = String::from_utf8_lossy(line).into_owned();
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = headers.last_mut() {
                    value.push_str(&line);
                }
                continue;
            }
            match line.split_once(':') {
                Some((name, value))
                    if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic()) =>
                {
                    headers.push((name.to_owned(), value.trim_start().to_owned()));
                }
                _ => self.complain(format!("no header: {line}")),
            }
        }
        (headers, lines.get(end + 1..).unwrap_or_default())
    }

    /// The two parts of a letter that says the same twice: text first, then
    /// mark-up, which whoever reads mark-up prefers (RFC 2046, 5.1.4).
    fn alternatives(&self, body: &[Vec<u8>], boundary: &str) -> (String, Option<String>) {
        let between = format!("--{boundary}");
        let last = format!("{between}--");
        let is = |line: &Vec<u8>, wanted: &str| line.as_slice() == wanted.as_bytes();
        let end = body.iter().position(|line| is(line, &last));
        let within = &body[..end.unwrap_or(body.len())];
        let parts: Vec<&[Vec<u8>]> = within.split(|line| is(line, &between)).skip(1).collect();
        let &[text, html] = parts.as_slice() else {
            self.complain(format!("{} parts", parts.len()));
            return (String::new(), None);
        };
        if end.is_none() {
            self.complain("the parts do not end");
        }
        let read = |part: &[Vec<u8>], wanted: &str| {
            let (headers, body) = self.head_and_body(part, false);
            self.check_kind(
                &value_of(&headers, "content-type").unwrap_or_default(),
                wanted,
            );
            self.decoded(body, &encoding(&headers))
        };
        let text = read(text, "text/plain; charset=utf-8");
        (text, Some(read(html, "text/html; charset=utf-8")))
    }

    fn check_kind(&self, kind: &str, wanted: &str) {
        if !kind.starts_with(wanted) {
            self.complain(format!("{kind} in the place of {wanted}"));
        }
    }

    fn check_headers(&self, headers: &[(String, String)]) {
        for wanted in [
            "From",
            "To",
            "Date",
            "Subject",
            "Message-ID",
            "MIME-Version",
        ] {
            let count = headers
                .iter()
                .filter(|(name, _)| name.eq_ignore_ascii_case(wanted))
                .count();
            if count != 1 {
                self.complain(format!("{count} headers are called {wanted}"));
            }
        }
        for (name, value) in headers {
            let is_wrong = match name.to_ascii_lowercase().as_str() {
                "message-id" => {
                    !value.starts_with('<') || !value.ends_with('>') || !value.contains('@')
                }
                "date" => !value.ends_with("+0000"),
                _ => false,
            };
            if is_wrong {
                self.complain(format!("{name}: {value}"));
            }
        }
    }

    fn decoded(&self, lines: &[Vec<u8>], encoding: &str) -> String {
        let joined = lines.join(&b'\n');
        let bytes = match encoding {
            "7bit" | "8bit" => joined,
            "base64" => {
                let text: Vec<u8> = joined.into_iter().filter(|byte| *byte != b'\n').collect();
                STANDARD.decode(text).unwrap_or_else(|error| {
                    self.complain(format!("no base64: {error}"));
                    Vec::new()
                })
            }
            "quoted-printable" => unquoted(&joined),
            other => {
                self.complain(format!("no encoding: {other}"));
                joined
            }
        };
        String::from_utf8(bytes)
            .unwrap_or_else(|error| {
                self.complain(format!("no UTF-8: {error}"));
                String::new()
            })
            .replace("\r\n", "\n")
    }
}

type Headers = Vec<(String, String)>;

fn value_of(headers: &Headers, wanted: &str) -> Option<String> {
    let found = headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    found.map(|(_, value)| value.clone())
}

fn encoding(headers: &Headers) -> String {
    let said = value_of(headers, "content-transfer-encoding");
    said.map_or_else(|| "7bit".to_owned(), |said| said.to_ascii_lowercase())
}

/// What stands between the parts of a letter in two.
fn boundary(kind: &str) -> Option<String> {
    let rest = kind.strip_prefix("multipart/alternative;")?;
    let (_, named) = rest.split_once("boundary=")?;
    Some(named.trim().trim_matches('"').to_owned())
}

fn shown(line: &[u8]) -> String {
    String::from_utf8_lossy(line).into_owned()
}

/// `FROM:<a@b> BODY=8BITMIME`: the address and what comes behind it.
fn path<'a>(text: &'a str, word: &str) -> (Option<String>, &'a str) {
    let inside = text
        .get(..word.len())
        .filter(|begins| begins.eq_ignore_ascii_case(word))
        .and_then(|_| text[word.len()..].strip_prefix('<'))
        .and_then(|rest| rest.split_once('>'));
    match inside {
        Some((address, behind)) if address.split('@').count() == 2 && !address.contains(' ') => {
            (Some(address.to_owned()), behind)
        }
        _ => (None, ""),
    }
}

fn unquoted(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, behind)) = rest.split_first() {
        match (first, behind) {
            (b'=', [b'\n', behind @ ..]) => rest = behind,
            (b'=', [high, low, behind @ ..]) => {
                let hex = [*high, *low];
                let hex = std::str::from_utf8(&hex).unwrap_or_default();
                plain.push(u8::from_str_radix(hex, 16).unwrap_or(b'?'));
                rest = behind;
            }
            (byte, behind) => {
                plain.push(*byte);
                rest = behind;
            }
        }
    }
    plain
}

/// "=?utf-8?b?...?=" in a header, as it is meant.
fn unworded(value: &str) -> String {
    let mut plain = String::new();
    let mut rest = value;
    while let Some((before, word)) = rest.split_once("=?") {
        let between_words = plain.is_empty() || !before.trim().is_empty();
        if between_words {
            plain.push_str(before);
        }
        let mut parts = word.splitn(4, '?');
        let (_, encoding, text) = (parts.next(), parts.next(), parts.next());
        let text = text.unwrap_or_default();
        let bytes = match encoding {
            Some("b" | "B") => STANDARD.decode(text).unwrap_or_default(),
            _ => unquoted(text.replace('_', " ").as_bytes()),
        };
        plain.push_str(&String::from_utf8_lossy(&bytes));
        rest = parts
            .next()
            .and_then(|rest| rest.strip_prefix('='))
            .unwrap_or_default();
    }
    plain + rest
}
