//! A lean HTTP/1.1 client over kept-alive connections. It shares the cores
//! with what it measures, so it does no more than it must, on one thread.

use crate::Result;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

/// One kept-alive connection.
pub struct Connection {
    stream: TcpStream,
    answer: Vec<u8>,
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            answer: Vec::with_capacity(32 * 1024),
        })
    }

    /// Sends a request and reads the whole answer; returns its body.
    pub async fn ask(&mut self, request: &[u8]) -> Result<&[u8]> {
        self.stream.write_all(request).await?;
        self.answer.clear();
        let (body, end) = loop {
            if self.stream.read_buf(&mut self.answer).await? == 0 {
                return Err("the server closed the connection".into());
            }
            if let Some(head) = end_of_head(&self.answer) {
                break (head, head + content_length(&self.answer[..head])?);
            }
        };
        while self.answer.len() < end {
            if self.stream.read_buf(&mut self.answer).await? == 0 {
                return Err("the server closed the connection".into());
            }
        }
        expect_ok(&self.answer)?;
        Ok(&self.answer[body..end])
    }
}

/// Where the head of an answer ends, once it is all there.
pub fn end_of_head(answer: &[u8]) -> Option<usize> {
    let at = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some(at + 4)
}

/// Refuses any answer but a 200.
pub fn expect_ok(answer: &[u8]) -> Result<()> {
    if !answer.starts_with(b"HTTP/1.1 200 ") {
        let shown = String::from_utf8_lossy(&answer[..answer.len().min(400)]).into_owned();
        return Err(format!("not a 200: {shown}").into());
    }
    Ok(())
}

fn content_length(head: &[u8]) -> Result<usize> {
    const NAME: &[u8] = b"\r\ncontent-length: ";
    let at = head
        .windows(NAME.len())
        .position(|part| part.eq_ignore_ascii_case(NAME))
        .ok_or("an answer without its length")?;
    let digits = head[at + NAME.len()..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit());
    Ok(digits.fold(0, |length, digit| length * 10 + usize::from(digit - b'0')))
}

/// What a run came to.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How many requests were answered with a 200.
    pub answered: usize,
    /// How long they took together.
    pub took: Duration,
}

impl Pace {
    /// Requests a second.
    pub fn per_second(self) -> f64 {
        self.answered as f64 / self.took.as_secs_f64()
    }
}

/// How long a run goes on: whichever limit comes first.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Connections that ask at the same time, each one request at a time.
    pub connections: usize,
    /// Requests in all.
    pub requests: usize,
    /// No request begins after this long.
    pub time: Duration,
}

/// Asks as fast as the answers come; `request` gives the bytes of each turn.
pub async fn drive(
    address: SocketAddr,
    limits: Limits,
    request: impl Fn(usize) -> Arc<[u8]> + Send + Sync + 'static,
) -> Result<Pace> {
    on_one_thread(move || async move {
        let mut connections = Vec::with_capacity(limits.connections);
        for _ in 0..limits.connections {
            connections.push(Connection::open(address).await?);
        }
        let request = Arc::new(request);
        let turn = Arc::new(AtomicUsize::new(0));
        let began = Instant::now();
        let mut asking = JoinSet::new();
        for mut connection in connections {
            let (request, turn) = (Arc::clone(&request), Arc::clone(&turn));
            asking.spawn(async move {
                let mut answered = 0;
                while began.elapsed() < limits.time {
                    let turn = turn.fetch_add(1, Ordering::Relaxed);
                    if turn >= limits.requests {
                        break;
                    }
                    connection.ask(&request(turn)).await?;
                    answered += 1;
                }
                Result::Ok(answered)
            });
        }
        let mut answered = 0;
        while let Some(ended) = asking.join_next().await {
            answered += ended??;
        }
        Ok(Pace {
            answered,
            took: began.elapsed(),
        })
    })
    .await
}

/// Runs the client's side on a thread of its own, as another program would.
pub async fn on_one_thread<T, F>(work: impl FnOnce() -> F + Send + 'static) -> Result<T>
where
    T: Send + 'static,
    F: Future<Output = Result<T>>,
{
    let (done, result) = oneshot::channel();
    std::thread::Builder::new()
        .name("client".to_owned())
        .spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            let result = match runtime {
                Ok(runtime) => runtime.block_on(work()),
                Err(error) => Err(error.into()),
            };
            // Nobody waits any more when the run has failed elsewhere.
            let _ = done.send(result);
        })?;
    result.await?
}
