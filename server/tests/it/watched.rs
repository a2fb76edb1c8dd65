//! A server as whoever runs it sees it: whether it lives and can work, its
//! figures, and how it stops.

use crate::harness::payloads::{JOURNEY, door_order, fulfilment, order, tracker};
use crate::harness::{
    Door, Doorstep, Said, Sender, Site, Store, client, on_both, send, word_after,
};
use server::clock::Clock;
use server::db::Connected;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

on_both!(a_server_says_when_it_cannot_work);

/// Far more than anything here takes.
const SOON: Duration = Duration::from_secs(60);

async fn get(address: &str, path: &str) -> (u16, String) {
    let answer = client()
        .get(format!("{address}{path}"))
        .send()
        .await
        .expect("the server answers");
    let status = answer.status().as_u16();
    (status, answer.text().await.unwrap_or_default())
}

async fn a_server_says_when_it_cannot_work(site: Site) {
    let ready = async || get(&site.address, "/readyz").await;
    assert_eq!(get(&site.address, "/healthz").await.0, 200);
    assert_eq!(ready().await, (200, "ready\n".to_owned()));

    let database = site.services.database.read();
    let seen = "update seaql_migrations set version = ";
    for (statement, wanted) in [
        ("'x' || version", "the database cannot be used\n"),
        ("substr(version, 2)", "ready\n"),
    ] {
        let statement = format!("{seen}{statement}");
        let changed = database.execute_unprepared(&statement).await;
        changed.expect("it is changed");
        assert_eq!(ready().await.1, wanted, "{statement}");
    }
    let forgotten = database.execute_unprepared("delete from seaql_migrations");
    forgotten.await.expect("it is changed");
    let older = "the database is of an older shape\n".to_owned();
    assert_eq!(ready().await, (503, older));
    assert_eq!(get(&site.address, "/healthz").await.0, 200);
    site.services.stopping.cancel();
    let stopping = "the server is stopping\n".to_owned();
    assert_eq!(ready().await, (503, stopping));
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stuck_intake_is_noticed() {
    let site = Site::on(Store::sqlite()).await;
    let held = site.services.database.begin().await.expect("it begins");
    let stuck = "the intake is stuck\n".to_owned();
    assert_eq!(get(&site.address, "/readyz").await, (503, stuck));
    held.rollback().await.expect("it ends");
    assert_eq!(get(&site.address, "/readyz").await.0, 200);
    site.stop().await;
}

/// A connection as `doorstep connection add` makes it.
async fn connection(store: &Store, source: &str) -> Sender {
    let add = ["connection", "add", "--source", source];
    let said = Said::of(store, &add).await.ok();
    Sender {
        id: word_after(&said, "connection"),
        source: source.to_owned(),
        secret: word_after(&said, "secret"),
    }
}

async fn door(store: &Store) -> Door {
    let add = ["connection", "add", "--source", "json"];
    let id = word_after(&Said::of(store, &add).await.ok(), "connection");
    let said = Said::of(store, &["key", "add", &id]).await.ok();
    Door {
        key: word_after(&said, "key"),
    }
}

/// One of everything: an order and its parcel, scans, a guess, a broken
/// message, a page and none. The page's path, and the carrier.
async fn traffic(store: &Store, server: &Doorstep) -> (String, Sender) {
    let shop = connection(store, "shopify").await;
    let carrier = connection(store, "easypost").await;
    let stranger = carrier.with_secret("a guess");
    let parcel = fulfilment(11, 424_242, &["1ZFIGURE1"]);
    let scans = tracker("1ZFIGURE1", &JOURNEY);
    for (post, status) in [
        (shop.shopify("orders/create", &order(424_242)), 200),
        (shop.shopify("fulfillments/create", &parcel), 200),
        (carrier.easypost(&scans), 200),
        (stranger.easypost(&scans), 401),
        (carrier.easypost_bytes(b"{".to_vec()), 202),
    ] {
        let answer = send(&client(), &server.address, &post).await;
        assert_eq!(answer.expect("it answers").status(), status);
    }
    let link = Said::of(store, &["link", "#424242"]).await.ok();
    let path = link.split_whitespace().last().unwrap_or_default();
    assert_eq!(get(&server.address, path).await.0, 200);
    assert_eq!(get(&server.address, "/no/such/page").await.0, 404);
    (path.to_owned(), carrier)
}

/// The page of figures.
struct Figures(String);

impl Figures {
    fn is(&self, sample: &str, wanted: f64) {
        let found = self.value(sample);
        assert!(
            (found - wanted).abs() < 1e-9,
            "{sample}: {found} for {wanted}"
        );
    }

    fn value(&self, sample: &str) -> f64 {
        self.0
            .lines()
            .find_map(|line| line.strip_prefix(sample)?.trim().parse().ok())
            .unwrap_or_else(|| panic!("no {sample} in\n{}", self.0))
    }

    fn webhooks(&self, source: &str, outcome: &str, wanted: f64) {
        let labels = format!("{{source=\"{source}\",outcome=\"{outcome}\"}}");
        self.is(&format!("doorstep_webhooks_total{labels}"), wanted);
    }

    fn requests(&self, method: &str, route: &str, status: u16, wanted: f64) {
        let labels = format!("{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}}");
        let name = "doorstep_http_request_duration_seconds_count";
        self.is(&format!("{name}{labels}"), wanted);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn figures_tell_how_it_goes_and_nothing_of_anybody() {
    let store = Store::sqlite();
    let (server, watched) = Doorstep::serve_watched(&store).await;
    let (path, carrier) = traffic(&store, &server).await;
    let stream = client()
        .get(format!("{}{path}/live", server.address))
        .send();
    let stream = stream.await.expect("the stream opens");
    let (status, figures) = get(&watched, "/metrics").await;
    assert_eq!(status, 200);
    let figures = Figures(figures);
    figures.webhooks("shopify", "accepted", 2.0);
    figures.webhooks("easypost", "accepted", 1.0);
    figures.webhooks("easypost", "refused", 1.0);
    figures.webhooks("easypost", "quarantined", 1.0);
    figures.requests("POST", "/hooks/{source}/{connection}", 200, 3.0);
    figures.requests("POST", "/hooks/{source}/{connection}", 401, 1.0);
    figures.requests("GET", "/t/{token}", 200, 1.0);
    figures.requests("GET", "none", 404, 1.0);
    figures.is("doorstep_intake_batch_messages_sum", 3.0);
    figures.is("doorstep_intake_queue_messages", 0.0);
    figures.is("doorstep_streams_open", 1.0);
    assert!(figures.value("doorstep_outbox_queued") > 0.0);
    let age = format!(
        "doorstep_connection_last_scan_age_seconds{{connection=\"{}\",source=\"easypost\"}}",
        carrier.id
    );
    assert!(figures.value(&age) < 60.0);
    let token = path.trim_start_matches("/t/");
    // Its id is random, and may spell a short word.
    let shown = figures.0.replace(&*carrier.id, "");
    for private in [
        token,
        "#424242",
        "1ZFIGURE1",
        "Ada",
        "example.com",
        "/no/such",
    ] {
        assert!(!shown.contains(private), "the figures show {private}");
    }
    assert_eq!(
        get(&server.address, "/metrics").await.0,
        404,
        "not in public"
    );

    // The command says the same.
    let told = Said::of(&store, &["status"]).await.ok();
    for line in [
        "webhooks taken in  3",
        "refused            1",
        "streams open       1",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    assert!(told.contains(&carrier.id), "{told}");
    drop(stream);
    assert_eq!(server.stop().await, 0);

    // What was heard before the start is not forgotten.
    let (server, watched) = Doorstep::serve_watched(&store).await;
    assert!(get(&watched, "/metrics").await.1.contains(&age));
    assert_eq!(server.stop().await, 0);
}

/// A request whose head the server has read, and whose body it waits for.
async fn half_sent(server: &Doorstep, door: &Door, body: &str) -> TcpStream {
    let address = server.address.trim_start_matches("http://");
    let mut connection = TcpStream::connect(address).await.expect("it listens");
    let head = format!(
        "POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        door.key,
        body.len()
    );
    connection
        .write_all(head.as_bytes())
        .await
        .expect("it reads");
    let mut heard = [0; 25];
    let answer = connection.read_exact(&mut heard);
    let read = tokio::time::timeout(SOON, answer).await;
    read.expect("it answers in time").expect("it answers");
    assert_eq!(&heard, b"HTTP/1.1 100 Continue\r\n\r\n");
    connection
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_asked_to_stop_ends_what_it_has_begun() {
    let store = Store::sqlite();
    let (server, watched) = Doorstep::serve_watched(&store).await;
    let door = door(&store).await;
    let first = send(
        &client(),
        &server.address,
        &door.post("orders", &door_order("A-1")),
    )
    .await;
    let first: serde_json::Value = first
        .expect("it answers")
        .json()
        .await
        .expect("the answer is JSON");
    let path = first["results"][0]["tracking_path"]
        .as_str()
        .unwrap_or_default();
    let stream = client()
        .get(format!("{}{path}/live", server.address))
        .send();
    let mut stream = stream.await.expect("the stream opens");
    assert_eq!(stream.status(), 200);
    let body = door_order("A-2").to_string();
    let mut begun = half_sent(&server, &door, &body).await;

    server.ask_to_stop().await;
    // The stream ends as an answer ends, not as a line that breaks.
    let ended =
        async { while let Some(_chunk) = stream.chunk().await.expect("it ends in good order") {} };
    tokio::time::timeout(SOON, ended).await.expect("it ends");
    let stopping = (503, "the server is stopping\n".to_owned());
    assert_eq!(get(&watched, "/readyz").await, stopping);
    assert_eq!(get(&watched, "/healthz").await.0, 200);
    let late = client().get(&server.address).send().await;
    assert!(late.is_err(), "nobody new is let in");

    // What was begun is taken in, kept and answered.
    begun.write_all(body.as_bytes()).await.expect("it reads");
    let mut answer = String::new();
    let read = tokio::time::timeout(SOON, begun.read_to_string(&mut answer)).await;
    read.expect("it answers in time").expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    assert_eq!(server.ended().await, 0);
    let site = Site::with_clock(store, Clock::real()).await;
    assert_eq!(site.view("A-2").await["order_number"], "#A-2");
    site.stop().await;
}
