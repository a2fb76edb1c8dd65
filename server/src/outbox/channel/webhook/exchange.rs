//! One request and its answer over a connection that is open.

use super::address::Address;
use super::{Answer, Call};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper::header::{CONNECTION, CONTENT_TYPE, HOST, RETRY_AFTER, USER_AGENT};
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinSet;

/// Who we say we are.
const OURSELVES: &str = concat!("Doorstep/", env!("CARGO_PKG_VERSION"), " (webhooks)");

/// How much of an answer's head is read, in bytes.
const HEAD: usize = 64 * 1024;

/// How much of its body, in bytes: an excerpt is kept.
const BODY: usize = 4 * 1024;

/// How long that may take: the answer is known by then.
const BODY_TAKES: Duration = Duration::from_secs(2);

/// How much of the body is kept, in characters.
const KEPT: usize = 500;

/// Sends a message over a connection and reads how the answer begins.
pub async fn exchange<S>(stream: S, to: &Address, call: &Call<'_>) -> Result<Answer, String>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let broken = |error: hyper::Error| format!("the connection broke off: {error}");
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(HEAD)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(broken)?;
    // It ends with this function, at the latest.
    let mut driven = JoinSet::new();
    driven.spawn(connection);
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(&to.path)
        .header(HOST, &to.authority)
        .header(CONNECTION, "close")
        .header(CONTENT_TYPE, "application/json")
        .header(USER_AGENT, OURSELVES);
    for (name, value) in &call.headers {
        request = request.header(*name, value);
    }
    let request = request
        .body(Full::new(call.body.clone()))
        .map_err(|error| format!("the request cannot be made: {error}"))?;
    let response = sender.send_request(request).await.map_err(broken)?;
    Ok(read(response).await)
}

async fn read(response: Response<Incoming>) -> Answer {
    let retry_after = response
        .headers()
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let status = response.status().as_u16();
    let mut body = response.into_body();
    let mut began = Vec::new();
    let reading = async {
        while began.len() < BODY {
            let Some(Ok(frame)) = body.frame().await else {
                break;
            };
            if let Some(data) = frame.data_ref() {
                let room = BODY - began.len();
                began.extend_from_slice(&data[..data.len().min(room)]);
            }
        }
    };
    // What came until then is what is kept.
    let _ = tokio::time::timeout(BODY_TAKES, reading).await;
    Answer {
        status,
        retry_after,
        body: excerpt(&began),
    }
}

/// The beginning as text, without what no page should hold.
fn excerpt(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let plain = text.chars().map(|letter| match letter {
        '\n' | '\t' => letter,
        letter if letter.is_control() => ' ',
        letter => letter,
    });
    plain.take(KEPT).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_short_and_plain() {
        assert_eq!(excerpt(b" ok\r\n\0\x1b[31m\xff "), "ok \n  [31m\u{fffd}");
        assert_eq!(excerpt("ü".repeat(900).as_bytes()).chars().count(), KEPT);
    }
}
