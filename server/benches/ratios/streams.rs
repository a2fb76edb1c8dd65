//! From a webhook to its event, with many pages open: how long it takes, and
//! what an open stream costs.

use crate::Result;
use crate::client::{self, Connection};
use crate::site::{Order, Site};
use hdrhistogram::Histogram;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinSet;
use tokio::time::{interval, timeout};

/// How many pages are open, each of its own order.
pub const STREAMS: usize = 1_000;
/// Webhooks a second: a shop of a million parcels a month has about four.
pub const PER_SECOND: u64 = 200;
/// How often each open page sees a change.
const ROUNDS: usize = 3;
const SENDERS: usize = 16;
/// Long enough for any event that will come at all.
const PATIENCE: Duration = Duration::from_secs(60);

/// What was measured.
pub struct Delays {
    /// From the moment the webhook was sent.
    pub since_sent: Histogram<u64>,
    /// From the moment its 200 was read; 0 where the event was there first.
    pub since_accepted: Histogram<u64>,
    /// Resident bytes a stream, both ends of it.
    pub bytes_a_stream: f64,
}

/// When each webhook was sent and accepted, and its event received.
#[derive(Clone, Copy, Default)]
struct Times {
    sent: Option<Instant>,
    accepted: Option<Instant>,
    received: Option<Instant>,
}

type Log = Arc<Mutex<Vec<Times>>>;

fn note(log: &Log, event: usize, note: impl FnOnce(&mut Times)) {
    if let Some(times) = log
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .get_mut(event)
    {
        note(times);
    }
}

/// Opens the streams and sends the webhooks. `orders` are those whose pages
/// are opened; `lines` is how many scans their parcels have already.
pub async fn measure(site: &Site, orders: &[Order], lines: usize) -> Result<Delays> {
    let mut webhooks = Vec::with_capacity(STREAMS * ROUNDS);
    for round in 0..ROUNDS {
        for order in 0..STREAMS {
            webhooks.push(site.scan(order, lines + round)?);
        }
    }
    let log: Log = Arc::new(Mutex::new(vec![Times::default(); webhooks.len()]));
    let requests: Vec<Vec<u8>> = orders.iter().take(STREAMS).map(open_request).collect();
    let address = site.address;
    let (tell_open, open) = oneshot::channel();
    let (go, gone) = oneshot::channel();
    let before = resident_bytes()?;
    let client = tokio::spawn({
        let log = Arc::clone(&log);
        client::on_one_thread(move || async move {
            let streams = open_all(address, requests, &log).await?;
            let _ = tell_open.send(());
            let () = gone.await?;
            send_all(address, webhooks, &log).await?;
            all_received(streams).await
        })
    });
    if open.await.is_err() {
        client.await??;
        return Err("the streams were not opened".into());
    }
    let bytes = resident_bytes()?.saturating_sub(before);
    let _ = go.send(());
    client.await??;
    let times = log.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok(Delays {
        since_sent: histogram(&times, |times| times.sent)?,
        since_accepted: histogram(&times, |times| times.accepted)?,
        bytes_a_stream: bytes as f64 / STREAMS as f64,
    })
}

fn open_request(order: &Order) -> Vec<u8> {
    format!(
        "GET {}/live?revision={} HTTP/1.1\r\nhost: localhost\r\naccept: text/event-stream\r\n\
         accept-language: en\r\n\r\n",
        order.path, order.revision
    )
    .into_bytes()
}

fn histogram(times: &[Times], from: impl Fn(&Times) -> Option<Instant>) -> Result<Histogram<u64>> {
    let mut delays = Histogram::new(3)?;
    for times in times {
        let (Some(from), Some(received)) = (from(times), times.received) else {
            return Err("an event did not come".into());
        };
        let delay = received.saturating_duration_since(from);
        delays.record(u64::try_from(delay.as_micros())?)?;
    }
    Ok(delays)
}

/// Resident memory of this process.
fn resident_bytes() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next());
    Ok(kilobytes.ok_or("no VmRSS")?.parse::<u64>()? * 1_024)
}

type Streams = JoinSet<Result<()>>;

async fn open_all(address: SocketAddr, requests: Vec<Vec<u8>>, log: &Log) -> Result<Streams> {
    let mut streams = Streams::new();
    let (opened, mut open) = mpsc::channel(STREAMS);
    for (order, request) in requests.into_iter().enumerate() {
        let (log, opened) = (Arc::clone(log), opened.clone());
        streams.spawn(async move {
            let mut stream = Stream::open(address, &request).await?;
            opened.send(()).await?;
            for round in 0..ROUNDS {
                timeout(PATIENCE, stream.event()).await??;
                let received = Some(Instant::now());
                note(&log, round * STREAMS + order, |times| {
                    times.received = received
                });
            }
            Ok(())
        });
    }
    drop(opened);
    for _ in 0..STREAMS {
        if timeout(PATIENCE, open.recv()).await?.is_none() {
            all_received(streams).await?;
            return Err("a stream did not open".into());
        }
    }
    Ok(streams)
}

async fn all_received(mut streams: Streams) -> Result<()> {
    while let Some(ended) = streams.join_next().await {
        ended??;
    }
    Ok(())
}

/// Sends the webhooks at an even pace, whether or not earlier ones have been
/// answered.
async fn send_all(address: SocketAddr, webhooks: Vec<Arc<[u8]>>, log: &Log) -> Result<()> {
    let (queue, work) = mpsc::channel(webhooks.len());
    let work = Arc::new(tokio::sync::Mutex::new(work));
    let mut senders = Streams::new();
    for _ in 0..SENDERS {
        let (work, log) = (Arc::clone(&work), Arc::clone(log));
        let mut connection = Connection::open(address).await?;
        senders.spawn(async move {
            loop {
                let taken = work.lock().await.recv().await;
                let Some((event, webhook)): Option<(usize, Arc<[u8]>)> = taken else {
                    return Ok(());
                };
                connection.ask(&webhook).await?;
                let accepted = Some(Instant::now());
                note(&log, event, |times| times.accepted = accepted);
            }
        });
    }
    let mut beat = interval(Duration::from_micros(1_000_000 / PER_SECOND));
    for (event, webhook) in webhooks.into_iter().enumerate() {
        beat.tick().await;
        // The wait for a free connection counts.
        let sent = Some(Instant::now());
        note(log, event, |times| times.sent = sent);
        queue.send((event, webhook)).await?;
    }
    drop(queue);
    all_received(senders).await
}

/// One open stream, read without keeping what it says.
struct Stream {
    stream: TcpStream,
    /// How much of the mark that is waited for has been seen.
    seen: usize,
    in_event: bool,
    events: usize,
}

const BEGIN: &[u8] = b"event: view";
const END: &[u8] = b"\n\n";
/// Read on the stack, so that a waiting stream holds no buffer.
const CHUNK: usize = 4_096;

impl Stream {
    async fn open(address: SocketAddr, request: &[u8]) -> Result<Self> {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(request).await?;
        let mut opened = Self {
            stream,
            seen: 0,
            in_event: false,
            events: 0,
        };
        let mut head = Vec::new();
        while client::end_of_head(&head).is_none() {
            opened.stream.readable().await?;
            let mut chunk = [0; CHUNK];
            match opened.stream.try_read(&mut chunk) {
                Ok(0) => return Err("a stream ended as it began".into()),
                Ok(count) => head.extend_from_slice(&chunk[..count]),
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error.into()),
            }
        }
        client::expect_ok(&head)?;
        let body = client::end_of_head(&head).unwrap_or(head.len());
        opened.take(&head[body..]);
        Ok(opened)
    }

    /// Waits for the next event.
    async fn event(&mut self) -> Result<()> {
        while self.events == 0 {
            self.stream.readable().await?;
            self.read()?;
        }
        self.events -= 1;
        Ok(())
    }

    fn read(&mut self) -> Result<()> {
        let mut chunk = [0; CHUNK];
        match self.stream.try_read(&mut chunk) {
            Ok(0) => return Err("a stream ended too early".into()),
            Ok(count) => self.take(&chunk[..count]),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }

    /// Counts events: from their first line to the empty line after them. The
    /// chunks' own lines end in CR LF, so they look like neither.
    fn take(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let mark = if self.in_event { END } else { BEGIN };
            self.seen = match (*byte == mark[self.seen], *byte == mark[0]) {
                (true, _) => self.seen + 1,
                (false, true) => 1,
                (false, false) => 0,
            };
            if self.seen == mark.len() {
                self.seen = 0;
                self.events += usize::from(self.in_event);
                self.in_event = !self.in_event;
            }
        }
    }
}
