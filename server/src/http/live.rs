//! The stream of an order's page: the whole view again, each time the
//! order's revision has grown.

use super::routes::Http;
use crate::db::orders;
use crate::error::Error;
use crate::live::Listener;
use crate::metrics::OpenStream;
use crate::views::Views;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use doorstep::ids::TrackingToken;
use futures::Stream;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// How often a silent stream says that it lives, and looks whether the bus
/// has lost something.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// After so many silent beats the view is sent again, though nothing has
/// changed but the time: "12 min ago" must not stand still.
const BEATS_A_VIEW: u32 = 4;

/// What the page already has.
#[derive(Debug, serde::Deserialize)]
pub struct Have {
    revision: Option<i64>,
}

/// `/t/{token}/live`.
pub async fn stream(
    State(http): State<Http>,
    Path(token): Path<String>,
    Query(have): Query<Have>,
    headers: HeaderMap,
) -> Response {
    let Ok(token) = TrackingToken::parse(&token) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let order = match Views(http.services.clone()).order(&token).await {
        Ok(Some(order)) => order,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return error.into_response(),
    };
    // A browser that reconnects by itself repeats the first address and says
    // in a header what it has seen since.
    let seen = headers
        .get("last-event-id")
        .and_then(|value| value.to_str().ok()?.parse().ok())
        .max(have.revision)
        .unwrap_or(-1);
    let follower = Follower::new(http, &order, token, seen);
    let mut response = Sse::new(events(follower)).into_response();
    // Proxies that gather answers would hold the stream back.
    response.headers_mut().insert(
        "x-accel-buffering",
        axum::http::HeaderValue::from_static("no"),
    );
    response
}

struct Follower {
    http: Http,
    order: i64,
    brand: i64,
    brand_version: i64,
    token: TrackingToken,
    sent: i64,
    listener: Listener,
    is_new: bool,
    silent_beats: u32,
    _counted: OpenStream,
}

impl Follower {
    /// Listens before anything is read, so that nothing falls between.
    fn new(http: Http, order: &orders::Model, token: TrackingToken, sent: i64) -> Self {
        Self {
            listener: http.services.bus.listen(order.id),
            brand_version: Views(http.services.clone()).brand_version(order.brand_id),
            brand: order.brand_id,
            _counted: http.services.metrics.open_stream(),
            http,
            order: order.id,
            token,
            sent,
            is_new: true,
            silent_beats: 0,
        }
    }

    /// The next thing to send; `None` when the stream is to end.
    async fn next(&mut self) -> Option<Event> {
        if std::mem::take(&mut self.is_new)
            && let Some(event) = Box::pin(self.newest()).await
        {
            return event.ok();
        }
        loop {
            let stopping = self.http.services.stopping.clone();
            let heard = tokio::select! {
                () = stopping.cancelled() => return None,
                heard = timeout(HEARTBEAT, self.listener.changed()) => heard,
            };
            // On the heap for as long as it takes, so that a thousand waiting
            // streams hold no room for it.
            match Box::pin(self.newest()).await {
                Some(event) => return event.ok(),
                None if heard.is_err() => return self.beat().await,
                None => {}
            }
        }
    }

    /// Says that the stream lives; now and then with the view, as time alone
    /// has changed it, and at once where the brand looks different now.
    async fn beat(&mut self) -> Option<Event> {
        self.silent_beats += 1;
        let version = Views(self.http.services.clone()).brand_version(self.brand);
        let looks_different = std::mem::replace(&mut self.brand_version, version) != version;
        if looks_different || self.silent_beats.is_multiple_of(BEATS_A_VIEW) {
            return self.view().await.ok();
        }
        // Browsers hand on no event without data.
        Some(Event::default().event("heartbeat").data("here"))
    }

    /// The view as an event, where its revision has grown; an error ends the
    /// stream, and the page comes back by itself.
    async fn newest(&mut self) -> Option<Result<Event, Error>> {
        let database = self.http.services.database.read();
        let revision = match orders::revision_of_order(database, self.order).await {
            Ok(revision) => revision?,
            Err(error) => return Some(Err(error)),
        };
        if revision <= self.sent {
            return None;
        }
        Some(self.view().await)
    }

    async fn view(&mut self) -> Result<Event, Error> {
        let order = Views(self.http.services.clone()).order(&self.token).await?;
        let Some(order) = order else {
            return Err(Error::refused("the link was revoked"));
        };
        self.sent = order.revision;
        let view: Arc<str> = self.http.stream_views.view(order).await?;
        Ok(Event::default()
            .event("view")
            .id(self.sent.to_string())
            .data(&*view))
    }
}

fn events(follower: Follower) -> impl Stream<Item = Result<Event, Infallible>> {
    futures::stream::unfold(follower, |mut follower| async move {
        let event = follower.next().await?;
        Some((Ok(event), follower))
    })
}
