//! One HTTP request to an address that somebody typed in.
//!
//! A name is looked up once, addresses inside are left out ([`reach`]), and
//! the connection goes to exactly those that are left: a name that leads
//! somewhere else a moment later leads nowhere new. No redirect is followed, no
//! proxy asked, no cookie kept, and of the answer little is read.

pub mod address;
mod exchange;
pub mod reach;

use crate::clock::Stopwatch;
use crate::config::WebhooksOut;
use crate::error::Error;
use address::Address;
use bytes::Bytes;
use futures::future::BoxFuture;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// How many addresses of a name are tried.
const ADDRESSES: usize = 4;

/// A message to be sent.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// Where to.
    pub url: &'a str,
    /// Its headers beside those every message has.
    pub headers: [(&'static str, String); 3],
    /// Its body.
    pub body: Bytes,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// When to come again, as the other side put it.
    pub retry_after: Option<String>,
    /// How the body began.
    pub body: String,
}

/// What came of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The answer, or why there was none.
    pub answer: Result<Answer, String>,
    /// How long it took.
    pub took: Duration,
}

/// Finds the addresses of a name.
pub trait Resolve: fmt::Debug + Send + Sync {
    /// Looks them up, once.
    fn look_up<'a>(
        &'a self,
        host: &'a str,
        port: u16,
    ) -> BoxFuture<'a, io::Result<Vec<SocketAddr>>>;
}

/// The machine's own way to find them.
#[derive(Debug)]
pub struct OfTheSystem;

impl Resolve for OfTheSystem {
    fn look_up<'a>(
        &'a self,
        host: &'a str,
        port: u16,
    ) -> BoxFuture<'a, io::Result<Vec<SocketAddr>>> {
        Box::pin(async move { Ok(tokio::net::lookup_host((host, port)).await?.collect()) })
    }
}

/// Sends messages.
#[derive(Clone)]
pub struct Poster {
    out: WebhooksOut,
    tls: TlsConnector,
    names: Arc<dyn Resolve>,
}

impl fmt::Debug for Poster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Poster({:?})", self.out)
    }
}

impl Poster {
    /// Makes it ready; nobody is spoken to yet.
    ///
    /// # Errors
    /// When the certificates cannot be read.
    pub fn new(out: &WebhooksOut, names: Arc<dyn Resolve>) -> Result<Self, Error> {
        let mut roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        if let Some(path) = &out.ca_file {
            roots.add_parsable_certificates(certificates(path)?);
        }
        let provider = Arc::new(ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| Error::refused(format!("TLS cannot be set up: {error}")))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self {
            out: out.clone(),
            tls: TlsConnector::from(Arc::new(config)),
            names,
        })
    }

    /// How messages go out.
    #[must_use]
    pub const fn out(&self) -> &WebhooksOut {
        &self.out
    }

    /// Sends a message. It ends by itself, within its time.
    pub async fn post(&self, call: &Call<'_>) -> Told {
        let watch = Stopwatch::start();
        let answer = match tokio::time::timeout(self.out.timeout, self.tried(call)).await {
            Ok(answer) => answer,
            Err(_) => Err(format!("no answer within {} s", self.out.timeout.as_secs())),
        };
        Told {
            answer,
            took: watch.elapsed(),
        }
    }

    async fn tried(&self, call: &Call<'_>) -> Result<Answer, String> {
        let address = Address::parse(call.url, &self.out)
            .map_err(|fault| format!("the address cannot be used: {fault:?}"))?;
        let stream = self.connect(&address).await?;
        if !address.is_encrypted {
            return exchange::exchange(stream, &address, call).await;
        }
        let name = ServerName::try_from(address.host.clone())
            .map_err(|_| "the address holds no name a certificate can be for".to_owned())?;
        let stream = self
            .tls
            .connect(name, stream)
            .await
            .map_err(|error| format!("no encryption: {error}"))?;
        exchange::exchange(stream, &address, call).await
    }

    /// Connects to an address that may be reached, and to no other.
    async fn connect(&self, address: &Address) -> Result<TcpStream, String> {
        let found = match address.ip {
            Some(ip) => vec![SocketAddr::from((ip, address.port))],
            None => self
                .names
                .look_up(&address.host, address.port)
                .await
                .map_err(|_| format!("the name {} is not found", address.host))?,
        };
        let mut outcome = if found.is_empty() {
            format!("the name {} is not found", address.host)
        } else {
            format!("{} lies inside a network that is not reached", address.host)
        };
        let open = found
            .into_iter()
            .filter(|found| reach::may_reach(&self.out, found.ip()));
        let open: Vec<SocketAddr> = open.take(ADDRESSES).collect();
        // One that swallows everything leaves time for the others.
        let each = self.out.timeout / u32::try_from(open.len().max(1)).unwrap_or(1);
        for found in open {
            match tokio::time::timeout(each, TcpStream::connect(found)).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(error)) => outcome = format!("no connection: {error}"),
                Err(_) => outcome = "no connection: no answer in time".to_owned(),
            }
        }
        Err(outcome)
    }
}

fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, Error> {
    let name = path.display().to_string();
    let text = std::fs::read(path).map_err(|error| Error::file(&name, error))?;
    let found: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(&text)
        .collect::<Result<_, _>>()
        .map_err(|error| Error::refused(format!("{name}: {error}")))?;
    if found.is_empty() {
        return Err(Error::refused(format!("{name} holds no certificate")));
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
