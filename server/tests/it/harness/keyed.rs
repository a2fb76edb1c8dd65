//! A provider of text messages that takes a key with each: what comes again
//! under the same key it has sent already, and sends no second time.

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;

/// A message, as it was asked for.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
struct Asked {
    to: String,
    text: String,
}

#[derive(Debug, Default)]
struct Inner {
    /// By key: what was sent, and how often it was asked for.
    sent: BTreeMap<String, (Asked, usize)>,
    /// Keys that came again with something else: such a request is refused.
    at_odds: Vec<String>,
}

/// A running one.
#[derive(Clone, Debug)]
pub struct KeyedHost {
    port: u16,
    inner: Arc<Mutex<Inner>>,
}

impl KeyedHost {
    /// Starts one that takes its time to say that it has sent something.
    pub async fn start(pause: Duration) -> Self {
        let inner = Arc::new(Mutex::new(Inner::default()));
        let routes = Router::new()
            .route(
                "/messages",
                post(
                    move |State(inner): State<Arc<Mutex<Inner>>>,
                          headers: HeaderMap,
                          Json(asked): Json<Asked>| async move {
                        let status = take(&inner, &headers, asked);
                        tokio::time::sleep(pause).await;
                        status
                    },
                ),
            )
            .with_state(Arc::clone(&inner));
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port is free");
        let port = listener.local_addr().expect("it listens").port();
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { port, inner }
    }

    /// An account here, as the `[sms]` part of a site's file names it.
    pub fn settings(&self) -> String {
        format!(
            "[sms]\nprovider = \"http\"\nurl = \"http://127.0.0.1:{}/messages\"\n\
             body = '{{\"to\": \"{{to}}\", \"text\": \"{{text}}\"}}'\n\
             [sms.headers]\nidempotency-key = \"{{name}}\"\n",
            self.port
        )
    }

    /// How often each number was sent something, and how often it was asked
    /// for; nothing may have come under a key that was another message's.
    pub fn sent(&self) -> BTreeMap<String, (usize, usize)> {
        let inner = self.inner.lock().expect("nobody panicked");
        assert!(inner.at_odds.is_empty(), "{:?}", inner.at_odds);
        let mut by_number: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for (asked, times) in inner.sent.values() {
            let (sent, tried) = by_number.entry(asked.to.clone()).or_default();
            *sent += 1;
            *tried += times;
        }
        by_number
    }
}

fn take(inner: &Mutex<Inner>, headers: &HeaderMap, asked: Asked) -> StatusCode {
    let key = headers.get("idempotency-key");
    let Some(key) = key.and_then(|key| key.to_str().ok()) else {
        return StatusCode::BAD_REQUEST;
    };
    let mut inner = inner.lock().expect("nobody panicked");
    let (first, times) = inner
        .sent
        .entry(key.to_owned())
        .or_insert_with(|| (asked.clone(), 0));
    *times += 1;
    if *first != asked {
        let both = format!("{first:?} and {asked:?}");
        inner.at_odds.push(both);
        return StatusCode::UNPROCESSABLE_ENTITY;
    }
    StatusCode::OK
}
