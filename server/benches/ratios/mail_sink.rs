//! A mail server that takes every letter and keeps nothing but whose it was,
//! so that it costs as little as a mail server can.

use crate::Result;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Whose each letter was, in the order in which they came, by the host of the
/// recipient's address; and the first letter whole.
#[derive(Default)]
pub struct Sink {
    count: AtomicUsize,
    hosts: Mutex<Vec<String>>,
    sample: Mutex<Vec<u8>>,
}

impl Sink {
    /// Starts one; its port at 127.0.0.1.
    pub async fn start() -> Result<(Arc<Self>, u16)> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let sink = Arc::new(Self::default());
        let taking = Arc::clone(&sink);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let sink = Arc::clone(&taking);
                // A conversation that breaks off is a letter less, which the
                // count says.
                tokio::spawn(async move { sink.converse(stream).await.ok() });
            }
        });
        Ok((sink, port))
    }

    /// How many letters it has taken.
    pub fn count(&self) -> usize {
        self.count.load(Ordering::Relaxed)
    }

    /// Whose they were; the next ones are counted from nothing.
    pub fn take_hosts(&self) -> Vec<String> {
        self.count.store(0, Ordering::Relaxed);
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *hosts)
    }

    /// The first letter it took.
    pub fn sample(&self) -> Vec<u8> {
        let sample = self.sample.lock().unwrap_or_else(PoisonError::into_inner);
        sample.clone()
    }

    async fn converse(&self, stream: TcpStream) -> std::io::Result<()> {
        stream.set_nodelay(true)?;
        let mut stream = BufReader::new(stream);
        stream.write_all(b"220 sink ESMTP\r\n").await?;
        let mut line = Vec::new();
        let mut host = String::new();
        loop {
            line.clear();
            if stream.read_until(b'\n', &mut line).await? == 0 {
                return Ok(());
            }
            let answer: &[u8] = match line.get(..4) {
                Some(b"EHLO") => b"250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
                Some(b"RCPT") => {
                    let text = String::from_utf8_lossy(&line);
                    let after = text.split_once('@').map(|(_, after)| after);
                    let name = after.and_then(|after| after.split('>').next());
                    host = name.unwrap_or_default().to_owned();
                    b"250 fine\r\n"
                }
                Some(b"DATA") => {
                    stream.write_all(b"354 go on\r\n").await?;
                    self.letter(&mut stream, std::mem::take(&mut host)).await?;
                    b"250 taken\r\n"
                }
                Some(b"QUIT") => return stream.write_all(b"221 bye\r\n").await,
                _ => b"250 fine\r\n",
            };
            stream.write_all(answer).await?;
        }
    }

    async fn letter(&self, stream: &mut BufReader<TcpStream>, host: String) -> std::io::Result<()> {
        let mut letter = Vec::new();
        loop {
            let start = letter.len();
            if stream.read_until(b'\n', &mut letter).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            if &letter[start..] == b".\r\n" {
                letter.truncate(start);
                break;
            }
            // A dot at the beginning was doubled on the way.
            if letter.get(start) == Some(&b'.') {
                letter.remove(start);
            }
        }
        let mut sample = self.sample.lock().unwrap_or_else(PoisonError::into_inner);
        if sample.is_empty() {
            *sample = letter;
        }
        drop(sample);
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.push(host);
        self.count.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}
