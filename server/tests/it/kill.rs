//! `kill -9` at any moment, in the middle of writes: nothing acknowledged is
//! lost, and nothing is applied twice.
//!
//! Senders keep a ledger of every 200 they got. A real server is started,
//! loaded and killed again and again on the same data; at the end the ledger
//! is held against what is stored, and what is stored against what is shown.

mod sending;

use crate::harness::payloads::{Line, fulfilment, order, tracker};
use crate::harness::{Doorstep, Post, Random, Sender, Site, Store, client, send, spawn, stored};
use doorstep::derive::{Facts, derive};
use doorstep::scan::Scan;
use futures::future::join_all;
use server::clock::Clock;
use server::db::orders::Terms;
use server::db::state;
use server::facts;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

/// How often the server is killed on each database.
const KILLS: usize = 50;

/// How many parcels are scanned at the same time.
const SENDERS: u64 = 12;

/// How long a life may take to see its scans through: far more than it needs.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a server that starts on nothing is killed on the way.
const FIRST_STARTS: usize = 10;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_keeps_what_was_acknowledged() {
    survives(Store::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_keeps_what_was_acknowledged() {
    survives(Store::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_start_may_be_killed_on_sqlite() {
    let mut random = Random::new("killed at its first start, SQLite");
    for _ in 0..FIRST_STARTS {
        starts_after_all(Store::sqlite(), &mut random).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_start_may_be_killed_on_postgres() {
    let mut random = Random::new("killed at its first start, PostgreSQL");
    for _ in 0..FIRST_STARTS {
        starts_after_all(Store::postgres().await, &mut random).await;
    }
}

/// Killed on the way, then started for good.
async fn starts_after_all(store: Store, random: &mut Random) {
    for _ in 0..2 {
        let mut child = spawn(&store);
        tokio::time::sleep(Duration::from_millis(random.below(120))).await;
        child.kill().await.expect("the process can be killed");
    }
    let server = Doorstep::serve(&store).await;
    let home = client().get(&server.address).send().await;
    assert!(home.is_ok_and(|home| home.status() == 200));
    server.kill().await;
}

/// One parcel's carrier, with what it sent and what was acknowledged.
struct Carrier {
    sender: Sender,
    number: String,
    random: Random,
    sent: usize,
    /// Sent, and not acknowledged: whether it is stored nobody knows.
    open: Option<usize>,
    acknowledged: BTreeSet<usize>,
}

async fn survives(store: Store) {
    let mut random = Random::new("killed in the middle of writes");
    let (store, mut carriers) = prepared(store, &mut random).await;
    for _ in 0..KILLS {
        carriers = live_and_die(&store, carriers, &mut random).await;
    }
    let acknowledged: usize = carriers
        .iter()
        .map(|carrier| carrier.acknowledged.len())
        .sum();
    let open: usize = carriers.iter().map(|carrier| carrier.sent).sum::<usize>() - acknowledged;
    let said = format!("{KILLS} kills, {acknowledged} acknowledged, {open} cut off");
    let _ = writeln!(std::io::stderr(), "{said}");
    assert!(acknowledged > KILLS, "there was load: {said}");
    assert!(open > KILLS / 4, "kills hit writes: {said}");
    let site = Site::with_clock(store, Clock::real()).await;
    for (index, carrier) in (1..).zip(&carriers) {
        check(&site, &u64::to_string(&index), carrier).await;
    }
    site.stop().await;
}

/// Orders whose parcels will be scanned.
async fn prepared(store: Store, random: &mut Random) -> (Store, Vec<Carrier>) {
    let site = Site::with_clock(store, Clock::real()).await;
    let shop = site.connect("shopify", &[]).await;
    let sender = site.connect("easypost", &[]).await;
    let mut carriers = Vec::new();
    for index in 1..=SENDERS {
        let number = format!("1ZKILL{index:03}");
        site.accept(&shop.shopify("orders/create", &order(index)))
            .await;
        let parcel = fulfilment(index * 100, index, &[&number]);
        site.accept(&shop.shopify("fulfillments/create", &parcel))
            .await;
        carriers.push(Carrier {
            sender: sender.clone(),
            number,
            random: random.part(),
            sent: 0,
            open: None,
            acknowledged: BTreeSet::new(),
        });
    }
    (site.stop().await, carriers)
}

/// One life of a server, from its start to `kill -9`.
async fn live_and_die(store: &Store, carriers: Vec<Carrier>, random: &mut Random) -> Vec<Carrier> {
    if random.one_in(8) {
        // Not even started.
        let mut child = spawn(store);
        tokio::time::sleep(Duration::from_millis(random.below(80))).await;
        child.kill().await.expect("the process can be killed");
        return carriers;
    }
    let server = Doorstep::serve(store).await;
    let dead = CancellationToken::new();
    let (heard, mut acknowledged) = mpsc::unbounded_channel();
    let load: Vec<_> = carriers
        .into_iter()
        .map(|carrier| {
            let address = server.address.clone();
            tokio::spawn(carrier.send_until(dead.clone(), address, heard.clone()))
        })
        .collect();
    // However slow the machine, most lives see some scans through.
    let wanted = random.below(2 * SENDERS);
    let some = async {
        for _ in 0..wanted {
            acknowledged.recv().await;
        }
    };
    tokio::time::timeout(PATIENCE, some)
        .await
        .expect("the server answers");
    tokio::time::sleep(Duration::from_millis(random.below(80))).await;
    server.kill().await;
    dead.cancel();
    join_all(load)
        .await
        .into_iter()
        .map(|carrier| carrier.expect("a sender does not panic"))
        .collect()
}

impl Carrier {
    /// Sends scan after scan until the server is dead.
    async fn send_until(
        mut self,
        dead: CancellationToken,
        address: String,
        heard: mpsc::UnboundedSender<()>,
    ) -> Self {
        let http = client();
        while !dead.is_cancelled() {
            let scan = self.next();
            match send(&http, &address, &self.post(scan)).await {
                Ok(response) if response.status() == 200 => {
                    self.acknowledged.insert(scan);
                    self.open = None;
                    // Nobody listens once enough was heard.
                    let _ = heard.send(());
                }
                Ok(response) => panic!("scan {scan} of {}: {}", self.number, response.status()),
                Err(_) => break,
            }
        }
        self
    }

    /// What was cut off is sent again, as carriers do, or never again, as
    /// they do too.
    fn next(&mut self) -> usize {
        let again = self.open.take().filter(|_| !self.random.one_in(3));
        let scan = again.unwrap_or_else(|| {
            self.sent += 1;
            self.sent
        });
        self.open = Some(scan);
        scan
    }

    fn body(&self, scan: usize) -> serde_json::Value {
        let at: &str = &time_of(scan);
        let (status, detail) = match scan % 3 {
            0 => ("out_for_delivery", "out_for_delivery"),
            1 => ("in_transit", "arrived_at_facility"),
            _ => ("in_transit", "weather_delay"),
        };
        let line = Line {
            status,
            detail,
            at: "",
            words: "",
        };
        let mut body = tracker(&self.number, &[line]);
        let told = &mut body["result"];
        told["updated_at"] = at.into();
        told["tracking_details"][0]["datetime"] = at.into();
        told["tracking_details"][0]["message"] = text_of(scan).into();
        body
    }

    fn post(&self, scan: usize) -> Post {
        self.sender.easypost(&self.body(scan))
    }

    /// The scan as our adapter reads it.
    fn scans(&self, scan: usize) -> Vec<Scan> {
        let adapter = server::carriers::adapter("easypost").expect("it is registered");
        let body = self.body(scan).to_string();
        let reading = (adapter.read)(body.as_bytes()).expect("our own payload is read");
        let mut scans: Vec<Scan> = reading
            .parcels
            .into_iter()
            .flat_map(|parcel| parcel.scans)
            .collect();
        server::zones::fill_in(&mut scans);
        scans
    }
}

/// Each scan 20 minutes after the one before.
fn time_of(scan: usize) -> String {
    let span = chrono::Duration::minutes(20 * i64::try_from(scan).unwrap_or(0));
    let at = crate::harness::at("2026-05-11T12:00:00Z") + span;
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn text_of(scan: usize) -> String {
    format!("Scan number {scan}")
}

/// Holds the ledger against what is stored, and that against what is shown.
async fn check(site: &Site, order: &str, carrier: &Carrier) {
    let number = &carrier.number;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for scan in stored::scans(&site.services, number).await {
        *counts.entry(scan.text).or_default() += 1;
    }
    let mut kept = Vec::new();
    for scan in 1..=carrier.sent {
        let count = counts.remove(&text_of(scan)).unwrap_or(0);
        if carrier.acknowledged.contains(&scan) {
            assert_eq!(count, 1, "scan {scan} of {number} was acknowledged");
        }
        assert!(count <= 1, "scan {scan} of {number} is there {count} times");
        kept.extend((count == 1).then_some(scan));
    }
    assert!(
        counts.is_empty(),
        "{number} has scans nobody sent: {counts:?}"
    );
    check_derived(site, order, carrier, &kept).await;
}

/// What was derived on the way is what a fold of everything gives now.
async fn check_derived(site: &Site, order: &str, carrier: &Carrier, kept: &[usize]) {
    let row = stored::order(&site.services, order).await;
    let shipment = stored::shipments(&site.services, order).await.remove(0);
    let facts = Facts {
        placed_at: row.placed_at(),
        packed_at: shipment.packed_ms.map(server::db::from_ms),
        fulfilled: true,
        numbered: true,
        tracked: true,
        scans: kept.iter().flat_map(|scan| carrier.scans(*scan)).collect(),
        ..Facts::default()
    };
    let now = facts::now_at(&Terms::from(&row), "UTC", site.services.clock.now());
    let derived = derive(&facts, now);
    let state = state::of_shipments(site.services.database.read(), &[shipment.id])
        .await
        .expect("states can be read");
    assert_eq!(state[0].status, derived.status.code(), "order {order}");
    let view = site.view(order).await;
    assert_eq!(
        view["parcels"][0]["status"],
        derived.status.code(),
        "order {order}"
    );
    let due = stored::notices(&site.services, order).await;
    for notice in derived.notices {
        let subject = format!("{}/{}", shipment.external_id, shipment.part);
        let wanted = format!("{subject} {} {}", notice.notice.code(), notice.milestone);
        assert!(
            due.contains(&wanted),
            "order {order} lacks {wanted}: {due:?}"
        );
    }
}
