//! The stream of an order's page: what an open page hears, and when.

use crate::harness::payloads::{JOURNEY, fulfilment, order, tracker};
use crate::harness::{Site, on_both};
use futures::StreamExt;
use reqwest::Response;
use serde_json::Value;
use std::time::Duration;

on_both!(
    a_page_hears_of_each_scan_once,
    a_page_that_comes_back_hears_only_what_it_missed,
    a_lost_word_on_the_bus_is_made_up_for,
    streams_end_when_the_server_stops,
);

/// Generous: nothing here waits for time to pass, but machines are shared.
const SOON: Duration = Duration::from_secs(30);

/// The heartbeat is 15 s; a lost word costs one of them at most.
const TWO_HEARTBEATS: Duration = Duration::from_secs(35);

const NUMBER: &str = "1ZLIVE1";

async fn shipped(site: &Site) -> (String, crate::harness::Sender) {
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    let shipment = fulfilment(11, 1, &[NUMBER]);
    site.accept(&shop.shopify("fulfillments/create", &shipment))
        .await;
    (site.path("1").await, carrier)
}

/// An open stream, read event by event.
struct Ear {
    response: Response,
    heard: String,
}

#[derive(Debug)]
struct Event {
    name: String,
    id: Option<i64>,
    data: String,
}

impl Event {
    fn view(&self) -> Value {
        assert_eq!(self.name, "view", "{self:?}");
        serde_json::from_str(&self.data).expect("a view is JSON")
    }
}

impl Ear {
    async fn open(site: &Site, path: &str, revision: Option<i64>, last: Option<i64>) -> Self {
        let have = revision
            .map(|held| format!("?revision={held}"))
            .unwrap_or_default();
        let mut request = site.http.get(format!("{}{path}/live{have}", site.address));
        if let Some(last) = last {
            request = request.header("last-event-id", last.to_string());
        }
        let response = request.send().await.expect("the stream opens");
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        assert_eq!(response.headers()["cache-control"], "no-store");
        Self {
            response,
            heard: String::new(),
        }
    }

    /// The next event; `None` when the stream ends.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some((event, rest)) = self.heard.split_once("\n\n") {
                let event = parse(event);
                self.heard = rest.to_owned();
                return Some(event);
            }
            let chunk = self.response.chunk().await.ok()??;
            self.heard.push_str(&String::from_utf8_lossy(&chunk));
        }
    }

    async fn next_view(&mut self, within: Duration) -> Value {
        let next = async {
            loop {
                let event = self.next().await.expect("the stream goes on");
                if event.name == "view" {
                    let view = event.view();
                    assert_eq!(event.id, view["revision"].as_i64());
                    return view;
                }
            }
        };
        tokio::time::timeout(within, next)
            .await
            .expect("a view comes")
    }
}

fn parse(text: &str) -> Event {
    let field = |name: &str| {
        let found = text.lines().find_map(|line| line.strip_prefix(name));
        found.map(|value| value.trim_start_matches(':').trim_start().to_owned())
    };
    Event {
        name: field("event").unwrap_or_default(),
        id: field("id").and_then(|id| id.parse().ok()),
        data: field("data").unwrap_or_default(),
    }
}

async fn a_page_hears_of_each_scan_once(site: Site) {
    let (path, carrier) = shipped(&site).await;
    let held = site.view("1").await["revision"].as_i64();
    let mut ear = Ear::open(&site, &path, held, None).await;
    let mut other = Ear::open(&site, &path, held, None).await;
    let mut last = held;
    for count in 1..=JOURNEY.len() {
        let message = carrier.easypost(&tracker(NUMBER, &JOURNEY[..count]));
        site.accept(&message).await;
        site.accept(&message).await;
        let view = ear.next_view(SOON).await;
        assert_eq!(
            view,
            other.next_view(SOON).await,
            "all readers hear the same"
        );
        assert_eq!(
            view,
            site.view("1").await,
            "and the page would show the same"
        );
        assert!(view["revision"].as_i64() > last, "{view:#}");
        last = view["revision"].as_i64();
    }
    drop((ear, other));
    site.stop().await;
}

async fn a_page_that_comes_back_hears_only_what_it_missed(site: Site) {
    let (path, carrier) = shipped(&site).await;
    let held = site.view("1").await["revision"].as_i64();
    site.accept(&carrier.easypost(&tracker(NUMBER, &JOURNEY[..2])))
        .await;
    let missed = site.view("1").await;

    let mut behind = Ear::open(&site, &path, held, None).await;
    assert_eq!(behind.next_view(SOON).await["revision"], missed["revision"]);

    // The browser repeats its first address and says what it has seen since.
    let mut ahead = Ear::open(&site, &path, held, missed["revision"].as_i64()).await;
    site.accept(&carrier.easypost(&tracker(NUMBER, &JOURNEY[..3])))
        .await;
    let newest = site.view("1").await;
    assert_eq!(ahead.next_view(SOON).await["revision"], newest["revision"]);
    drop((behind, ahead));
    site.stop().await;
}

async fn a_lost_word_on_the_bus_is_made_up_for(site: Site) {
    let (path, _) = shipped(&site).await;
    let held = site.view("1").await["revision"]
        .as_i64()
        .expect("a revision");
    let mut ear = Ear::open(&site, &path, Some(held), None).await;
    // Another node has counted a revision and its word has not come through.
    let order = crate::harness::stored::order(&site.services, "1").await;
    let database = site.services.database.begin().await.expect("it opens");
    server::db::orders::raise_revision(&database, &[order.id])
        .await
        .expect("it is counted");
    database.commit().await.expect("it is kept");
    let view = ear.next_view(TWO_HEARTBEATS).await;
    assert_eq!(view["revision"].as_i64(), Some(held + 1));
    drop(ear);
    site.stop().await;
}

async fn streams_end_when_the_server_stops(site: Site) {
    let (path, _) = shipped(&site).await;
    let held = site.view("1").await["revision"].as_i64();
    let mut ears = Vec::new();
    for _ in 0..20 {
        ears.push(Ear::open(&site, &path, held, None).await);
    }
    let ended = tokio::spawn(async move {
        futures::stream::iter(ears)
            .then(|mut ear| async move { ear.next().await.is_none() })
            .all(|ended| async move { ended })
            .await
    });
    site.stop().await;
    let ended = tokio::time::timeout(SOON, ended)
        .await
        .expect("all end in time");
    assert!(ended.expect("the readers do not fail"));
}
