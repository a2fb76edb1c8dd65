//! The console's stream: says that something changed that whoever listens may
//! see, and nothing of what. Their page then reads itself again, with their
//! rights.

use super::super::routes::Http;
use super::super::session;
use super::Visit;
use crate::db::queue::{self, Stamp, Wanted, Whose};
use crate::error::Error;
use crate::live::{DeskListener, Listener};
use crate::metrics::OpenStream;
use crate::staff::Actor;
use crate::staff::sessions::Stage;
use crate::views::console::brands_looked_at;
use axum::extract::Query;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use doorstep::queue::{Filter, Show};
use futures::Stream;
use std::convert::Infallible;
use std::future::pending;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How often a silent stream says that it lives, looks whether its session
/// does, and whether the bus has lost something.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// After so many silent beats the page is read again, though nothing has
/// changed but the time: "due in 12 min" must not stand still.
const BEATS_A_READING: u32 = 4;

/// What comes within this time is said once.
const GATHERED: Duration = Duration::from_millis(300);

/// What is open beside the queue.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Beside {
    order: Option<String>,
}

/// `/console/live`.
pub async fn stream(visit: Visit, Query(beside): Query<Beside>) -> Response {
    let watcher = match Watcher::new(visit, beside).await {
        Ok(watcher) => watcher,
        Err(error) => return error.into_response(),
    };
    let mut response = Sse::new(events(watcher)).into_response();
    // Proxies that gather answers would hold the stream back.
    response
        .headers_mut()
        .insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

struct Watcher {
    http: Http,
    actor: Actor,
    headers: HeaderMap,
    desks: DeskListener,
    order: Option<Listener>,
    stamp: Stamp,
    said: u64,
    silent_beats: u32,
    _counted: OpenStream,
}

/// Why a watcher woke.
enum Woke {
    Stopping,
    Changed,
    Beat,
}

impl Watcher {
    /// Listens before anything is read, so that nothing falls between.
    async fn new(visit: Visit, beside: Beside) -> Result<Self, Error> {
        let Visit {
            http,
            actor,
            headers,
            ..
        } = visit;
        let services = &http.services;
        let desks = services.bus.listen_to_desks(&actor.serves);
        let order = match &beside.order {
            Some(id) => {
                let read = services.database.read();
                queue::order_of_served_by_public_id(read, &actor.serves, id).await?
            }
            None => None,
        };
        let order = order.map(|(id, _)| services.bus.listen(id));
        Ok(Self {
            stamp: stamp(&http, &actor).await?,
            _counted: services.metrics.open_stream(),
            http,
            actor,
            headers,
            desks,
            order,
            said: 0,
            silent_beats: 0,
        })
    }

    /// The next thing to say; `None` when the stream is to end.
    async fn next(&mut self) -> Option<Event> {
        match self.wake().await {
            Woke::Stopping => None,
            Woke::Changed => {
                sleep(GATHERED).await;
                self.stamp = stamp(&self.http, &self.actor).await.ok()?;
                Some(self.change())
            }
            Woke::Beat => Box::pin(self.beat()).await,
        }
    }

    async fn wake(&mut self) -> Woke {
        let stopping = self.http.services.stopping.clone();
        let order = async {
            match &mut self.order {
                Some(order) => order.changed().await,
                None => pending().await,
            }
        };
        let changed = async {
            tokio::select! {
                () = self.desks.changed() => {}
                () = order => {}
            }
        };
        tokio::select! {
            () = stopping.cancelled() => Woke::Stopping,
            heard = timeout(HEARTBEAT, changed) => match heard {
                Ok(()) => Woke::Changed,
                Err(_) => Woke::Beat,
            },
        }
    }

    /// Says that the stream lives, while the session does; and that something
    /// changed, where it did and no word of it came, or time alone has.
    async fn beat(&mut self) -> Option<Event> {
        let entered = session::entered(&self.http, &self.headers).await.ok()??;
        let actor = entered.account.actor();
        // Somebody who serves other brands now listens anew.
        if entered.stage != Stage::Whole || actor.serves != self.actor.serves {
            return None;
        }
        self.silent_beats += 1;
        let stamp = stamp(&self.http, &self.actor).await.ok()?;
        let is_news = stamp != self.stamp;
        self.stamp = stamp;
        if is_news || self.silent_beats.is_multiple_of(BEATS_A_READING) {
            return Some(self.change());
        }
        // Browsers hand on no event without data.
        Some(Event::default().event("heartbeat").data("here"))
    }

    fn change(&mut self) -> Event {
        self.said += 1;
        let said = self.said.to_string();
        Event::default().event("change").data(said)
    }
}

/// How all that somebody may see of the queue stands; what was put off comes
/// back into sight by time alone.
async fn stamp(http: &Http, actor: &Actor) -> Result<Stamp, Error> {
    let services = &http.services;
    let book = services.book.now();
    let brands = brands_looked_at(&book, actor, &Filter::default());
    let wanted = Wanted {
        brands: &brands,
        show: Show::Open,
        what: None,
        whose: Whose::Anybodys,
        now: services.clock.now(),
    };
    queue::stamp_of_brands(services.database.read(), &wanted).await
}

fn events(watcher: Watcher) -> impl Stream<Item = Result<Event, Infallible>> {
    futures::stream::unfold(watcher, |mut watcher| async move {
        let event = watcher.next().await?;
        Some((Ok(event), watcher))
    })
}
