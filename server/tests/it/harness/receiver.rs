//! A receiver of webhooks: it takes what it is sent, keeps it, and answers as
//! a test says.

use serde_json::Value;
use server::outbox::webhooks::signature::{Received, SigningKey};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

/// Far longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// How it answers.
#[derive(Clone, Debug)]
pub enum Reply {
    /// With a status, more headers (each line ended) and a body.
    With(u16, String, String),
    /// Not at all.
    Silence,
    /// With a body that never ends.
    Endless,
    /// With a status, once the test says so.
    Once(u16, Arc<Notify>),
}

impl Reply {
    /// A status and nothing else.
    pub fn status(status: u16) -> Self {
        Self::With(status, String::new(), String::new())
    }

    /// A status with a header.
    pub fn header(status: u16, name: &str, value: &str) -> Self {
        Self::With(status, format!("{name}: {value}\r\n"), String::new())
    }
}

/// A message as it came.
#[derive(Clone, Debug)]
pub struct Got {
    /// The path it was sent to.
    pub path: String,
    /// Its headers, with small letters.
    pub headers: Vec<(String, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

impl Got {
    /// A header's value; empty where it is not there.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(own, _)| own == name);
        found.map_or("", |(_, value)| value)
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }

    /// What happened.
    pub fn kind(&self) -> String {
        self.json()["type"].as_str().unwrap_or_default().to_owned()
    }

    /// The id it travels under.
    pub fn id(&self) -> String {
        self.header("webhook-id").to_owned()
    }

    /// Whether it was signed with a key at about this time.
    pub fn is_signed_with(&self, secret: &str, now: i64) -> bool {
        let message = Received {
            id: self.header("webhook-id"),
            timestamp: self.header("webhook-timestamp"),
            signature: self.header("webhook-signature"),
            body: &self.body,
        };
        let key = SigningKey::parse(secret).expect("it is a key");
        key.verifies(&message, now)
    }
}

#[derive(Debug, Default)]
struct State {
    got: Vec<Got>,
    next: VecDeque<Reply>,
    usual: Option<Reply>,
}

/// A receiver at a port of this machine; it stops when it is dropped.
pub struct Receiver {
    /// Where it listens.
    pub port: u16,
    state: Arc<Mutex<State>>,
    count: watch::Receiver<usize>,
    task: JoinHandle<()>,
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Receiver {
    /// Starts one that takes everything.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port is free");
        let port = listener.local_addr().expect("it listens").port();
        let state = Arc::new(Mutex::new(State::default()));
        let (counts, count) = watch::channel(0);
        let kept = Arc::clone(&state);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (kept, counts) = (Arc::clone(&kept), counts.clone());
                tokio::spawn(async move { converse(stream, &kept, &counts).await });
            }
        });
        Self {
            port,
            state,
            count,
            task,
        }
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/in?from=doorstep", self.port)
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers everything so from now on.
    pub fn always(&self, reply: Reply) {
        let mut state = self.state();
        state.next.clear();
        state.usual = Some(reply);
    }

    /// Answers the next messages so, and those after them as usual.
    pub fn next(&self, replies: impl IntoIterator<Item = Reply>) {
        self.state().next.extend(replies);
    }

    /// All it got.
    pub fn got(&self) -> Vec<Got> {
        self.state().got.clone()
    }

    /// Waits until it got so many; all of them.
    pub async fn waits_for(&self, wanted: usize) -> Vec<Got> {
        let mut count = self.count.clone();
        let waited = count.wait_for(|count| *count >= wanted);
        if tokio::time::timeout(PATIENCE, waited).await.is_err() {
            panic!("{wanted} wanted: {:#?}", self.kinds());
        }
        self.got()
    }

    /// What it got, by name, sorted.
    pub fn kinds(&self) -> Vec<String> {
        let mut kinds: Vec<String> = self.got().iter().map(Got::kind).collect();
        kinds.sort();
        kinds
    }
}

async fn converse(mut stream: TcpStream, kept: &Mutex<State>, counts: &watch::Sender<usize>) {
    let Some(got) = read(&mut stream).await else {
        return;
    };
    let reply = {
        let mut state = kept.lock().unwrap_or_else(PoisonError::into_inner);
        state.got.push(got);
        counts.send_replace(state.got.len());
        let next = state.next.pop_front();
        next.or_else(|| state.usual.clone())
    };
    let answered = match reply.unwrap_or_else(|| Reply::status(204)) {
        Reply::With(status, headers, body) => {
            let length = body.len();
            let text = format!(
                "HTTP/1.1 {status} Said\r\n{headers}content-length: {length}\r\n\r\n{body}"
            );
            stream.write_all(text.as_bytes()).await
        }
        Reply::Silence => {
            tokio::time::sleep(PATIENCE).await;
            Ok(())
        }
        Reply::Once(status, told) => {
            told.notified().await;
            let text = format!("HTTP/1.1 {status} Said\r\ncontent-length: 0\r\n\r\n");
            stream.write_all(text.as_bytes()).await
        }
        Reply::Endless => {
            let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
            let mut written = stream.write_all(head).await;
            while written.is_ok() {
                written = stream.write_all(b"8\r\nabcdefgh\r\n").await;
            }
            written
        }
    };
    // Whoever asked may have hung up.
    drop(answered);
}

async fn read(stream: &mut TcpStream) -> Option<Got> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers
        .iter()
        .find(|(name, _)| name == "content-length")
        .and_then(|(_, value)| value.parse::<usize>().ok())?;
    while bytes.len() < end + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    Some(Got {
        path,
        headers,
        body: bytes[end..end + length].to_vec(),
    })
}
