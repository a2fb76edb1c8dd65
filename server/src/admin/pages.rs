//! The settings' pages over the same socket as the commands: a connection
//! whose first byte is no command's is handed to an HTTP server.

use crate::config::Proxies;
use crate::http::{local_router, prepare};
use crate::services::Services;
use axum::serve::Listener;
use std::future::{Future, IntoFuture};
use std::io::Cursor;
use tokio::io::{AsyncReadExt, Chain, Join, join};
use tokio::net::UnixStream;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::mpsc;

/// A connection with its first byte put back.
type Caller = Join<Chain<Cursor<[u8; 1]>, OwnedReadHalf>, OwnedWriteHalf>;

/// How many connections may wait for the server to take them.
const WAITING: usize = 16;

/// Where connections are handed over.
#[derive(Clone, Debug)]
pub struct Callers(mpsc::Sender<Caller>);

impl Callers {
    /// Hands a connection over, with the byte that was read from it.
    pub async fn hand_over(&self, first: u8, stream: UnixStream) {
        let (read, write) = stream.into_split();
        let caller = join(Cursor::new([first]).chain(read), write);
        // The server is gone when the process stops; then so is the caller.
        let _ = self.0.send(caller).await;
    }
}

struct Waiting(mpsc::Receiver<Caller>);

impl Listener for Waiting {
    type Io = Caller;
    type Addr = ();

    async fn accept(&mut self) -> (Caller, ()) {
        match self.0.recv().await {
            Some(caller) => (caller, ()),
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The server, and where to hand connections to it; it ends with the process.
pub fn serve(services: &Services) -> (Callers, impl Future<Output = ()> + use<>) {
    let (callers, waiting) = mpsc::channel(WAITING);
    let stopping = services.stopping.clone().cancelled_owned();
    let router = local_router(prepare(services.clone(), Proxies::default()));
    let serving = axum::serve(Waiting(waiting), router).with_graceful_shutdown(stopping);
    let serving = async move {
        if let Err(error) = serving.into_future().await {
            tracing::error!(%error, "the settings can no longer be reached over the socket");
        }
    };
    (Callers(callers), serving)
}
