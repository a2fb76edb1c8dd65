//! One request over HTTP/1.1 and its answer, as providers of text messages
//! need it: a connection a request, no redirects, an answer of bounded size,
//! and an end in time.

use super::{Delivery, Whose};
use axum::http::header::{CONNECTION, HOST, HeaderValue, RETRY_AFTER};
use axum::http::{HeaderMap, Request, StatusCode, Uri};
use bytes::Bytes;
use chrono::TimeDelta;
use doorstep::mail::Taken;
use http_body_util::{BodyExt, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// The most that is read of an answer.
const READ_AT_MOST: usize = 64 * 1024;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// What came where no answer came.
#[derive(Debug)]
pub struct NoAnswer {
    /// What went wrong, without anything personal.
    pub why: String,
    /// Whether the request was on its way, and may have been heard.
    pub was_sent: bool,
}

impl NoAnswer {
    /// A request that cannot be made.
    pub fn unsent(why: String) -> Self {
        Self {
            why,
            was_sent: false,
        }
    }

    /// It may work later. `heard` says what it is if the provider heard it.
    pub fn later(self, heard: Taken) -> Delivery {
        Delivery::Later {
            hint: None,
            why: self.why,
            whose: Whose::Provider,
            taken: if self.was_sent { heard } else { Taken::No },
        }
    }
}

/// Whether an answer leaves it open what became of the request: whoever stands
/// before the provider did not hear from it, or it broke down on the way.
pub fn is_in_doubt(status: StatusCode) -> bool {
    matches!(status.as_u16(), 500 | 502 | 504)
}

/// Sends a request to its address.
pub async fn send(request: Request<Bytes>, timeout: Duration) -> Result<Answer, NoAnswer> {
    let was_sent = AtomicBool::new(false);
    let answered = tokio::time::timeout(timeout, exchange(request, &was_sent)).await;
    let silent = || {
        let seconds = timeout.as_secs();
        format!("the provider did not answer within {seconds} s")
    };
    answered
        .unwrap_or_else(|_| Err(silent()))
        .map_err(|why| NoAnswer {
            why,
            was_sent: was_sent.load(Ordering::Relaxed),
        })
}

async fn exchange(request: Request<Bytes>, was_sent: &AtomicBool) -> Result<Answer, String> {
    let uri = request.uri().clone();
    let host = uri.host().ok_or("the provider's address has no host")?;
    let bare = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .to_owned();
    let is_tls = uri.scheme_str() != Some("http");
    let port = uri.port_u16().unwrap_or(if is_tls { 443 } else { 80 });
    let request = relative(request, &uri)?;
    let stream = TcpStream::connect((bare.as_str(), port))
        .await
        .map_err(|error| format!("the provider cannot be reached: {}", error.kind()))?;
    if !is_tls {
        return over(stream, request, was_sent).await;
    }
    let name = ServerName::try_from(bare).map_err(|_| "the provider's host is no name")?;
    let stream = connector()?
        .connect(name, stream)
        .await
        .map_err(|error| format!("no encrypted way to the provider: {error}"))?;
    over(stream, request, was_sent).await
}

/// As it stands on the line: the path alone, and the host beside it.
fn relative(request: Request<Bytes>, uri: &Uri) -> Result<Request<Full<Bytes>>, String> {
    let (mut parts, body) = request.into_parts();
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    parts.uri = path.parse().map_err(|_| "the provider's path is none")?;
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    let named = authority.rsplit('@').next().unwrap_or_default();
    let named = HeaderValue::from_str(named).map_err(|_| "the provider's host is no name")?;
    parts.headers.insert(HOST, named);
    parts
        .headers
        .insert(CONNECTION, HeaderValue::from_static("close"));
    Ok(Request::from_parts(parts, Full::new(body)))
}

fn connector() -> Result<TlsConnector, String> {
    let roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

async fn over<S>(
    stream: S,
    request: Request<Full<Bytes>>,
    was_sent: &AtomicBool,
) -> Result<Answer, String>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let broken = |_| "the connection to the provider broke off".to_owned();
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(broken)?;
    let answered = async move {
        was_sent.store(true, Ordering::Relaxed);
        let response = sender.send_request(request).await.map_err(broken)?;
        let (parts, body) = response.into_parts();
        let body = Limited::new(body, READ_AT_MOST).collect().await;
        let body = body.map_err(|_| "the provider's answer broke off or was too long")?;
        Ok(Answer {
            status: parts.status,
            headers: parts.headers,
            body: body.to_bytes(),
        })
    };
    // The connection has to be looked after for as long as the answer takes.
    tokio::pin!(connection, answered);
    tokio::select! {
        biased;
        answer = &mut answered => answer,
        _ = &mut connection => answered.await,
    }
}

/// How many seconds a provider asks us to wait, where it does. The bound keeps
/// what no clock can hold away from it.
pub(super) fn wait_of(answer: &Answer) -> Option<TimeDelta> {
    let asked = answer.headers.get(RETRY_AFTER)?.to_str().ok()?;
    let seconds: u32 = asked.trim().parse().ok()?;
    Some(TimeDelta::seconds(seconds.into()))
}
