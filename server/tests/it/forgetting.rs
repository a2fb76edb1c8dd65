//! Letting go: people are erased down to the last byte, whatever is said of
//! them later, and journeys, dates and figures stay.

use crate::harness::payloads::{
    JOURNEY, door_order, door_shipment, fulfilment, line_of, order, tracker, tracker_expected, with,
};
use crate::harness::{Multipart, Post, Sender, Site, at, on_both, pictures, stored};
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, EntityTrait, Statement};
use serde_json::{Value, json};
use server::admin::Command;
use server::brand::BrandFile;
use server::db::{photo, reach};
use server::intake::choice::follow::{self, Invited};
use server::intake::choice::number::{self, Asked, Typed};
use server::intake::forget::Run;
use server::privacy::{self, Purged, Whom};
use std::path::Path;

on_both!(
    a_forgotten_person_leaves_no_bytes,
    nothing_brings_a_forgotten_person_back,
    a_dry_run_changes_nothing,
    one_order_is_forgotten_and_the_other_is_not,
    everything_held_is_exported,
    a_shop_asks_for_an_export,
    a_shop_asks_to_erase_somebody,
    a_shop_that_leaves_takes_everybody_along,
    raw_messages_are_cut_when_they_grow_old,
    a_cut_message_can_still_be_replayed,
    people_go_twelve_months_after_delivery,
    people_go_twelve_months_after_the_last_word,
    parcels_without_an_order_grow_old_too,
);

const EMAIL: &str = "Canary.Ada@Example.com";

/// What must not be found once its person is forgotten.
const CANARIES: [&str; 10] = [
    "canary.ada@",
    "Canary.Ada@",
    "Canaria",
    "Canary Street 7",
    "+1555CANARY",
    "C4N-4RY",
    "CANARY-SIGNED",
    "CANARY-WORDS",
    "CANARY-NOTE",
    "CANARY-REPORT",
];

/// The same in the spelling that search knows it by.
const FOLDED: [&str; 2] = ["canaria", "c4n4ry"];

/// Where her messages go beside her own address: her phone, and somebody who
/// follows.
const HEARS: [&str; 2] = ["+12125559753", "canary.gift@"];

struct Senders {
    shop: Sender,
    carrier: Sender,
}

impl Senders {
    async fn of(site: &Site) -> Self {
        Self {
            shop: site.connect("shopify", &[]).await,
            carrier: site.connect("easypost", &[]).await,
        }
    }

    fn order(&self, id: u64, version: &str) -> Post {
        self.shop.shopify("orders/updated", &canary(id, version))
    }

    fn fulfilment(&self, id: u64, number: &str) -> Post {
        let link = format!("https://carrier.example/{number}?zip=C4N-4RY");
        let body = with(
            fulfilment(id * 100, id, &[number]),
            &json!({ "tracking_urls": [link], "destination": { "name": "Canaria" } }),
        );
        self.shop.shopify("fulfillments/create", &body)
    }

    fn signed(&self, number: &str, lines: usize) -> Post {
        let words = line_of(
            "in_transit",
            "departed_facility",
            "2026-05-12T05:00:00Z",
            "CANARY-WORDS",
        );
        let mut history = JOURNEY[..lines].to_vec();
        history.insert(1, words);
        let mut body = tracker_expected(number, &history, "2026-05-13");
        body["result"]["signed_by"] = json!("CANARY-SIGNED");
        body["result"]["to_address"] = json!({ "street1": "Canary Street 7" });
        self.carrier.easypost(&body)
    }
}

/// An order of hers in everything that Shopify says of a person.
fn canary(id: u64, version: &str) -> Value {
    with(
        order(id),
        &json!({
            "updated_at": version,
            "email": EMAIL,
            "phone": "+1555CANARY",
            "note": "CANARY-NOTE",
            "customer": { "first_name": "Canaria", "last_name": "Lang", "email": EMAIL },
            "shipping_address": {
                "name": "Canaria Lang", "address1": "Canary Street 7", "city": "Brooklyn",
                "province_code": "NY", "zip": "C4N-4RY", "country_code": "US"
            }
        }),
    )
}

/// Other people's orders, enough for pages of the file to be split and joined.
async fn neighbours(site: &Site, from: usize) {
    let door = site.door(&[]).await;
    for chunk in 0..3 {
        let orders: Vec<Value> = (0..60)
            .map(|index| {
                let id = format!("N-{}", from + chunk * 60 + index);
                let more = json!({
                    "email": format!("{id}@example.com"), "first_name": "Norma",
                    "service": "x".repeat(index * 7)
                });
                with(door_order(&id), &more)
            })
            .collect();
        site.accept(&door.post("orders", &json!(orders))).await;
    }
}

/// The bytes of SQLite's files.
fn files(file: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for ending in ["", "-wal", "-shm"] {
        let path = format!("{}{ending}", file.display());
        all.extend(std::fs::read(path).unwrap_or_default());
    }
    all
}

/// Everything the database holds, as bytes: SQLite's files, or every row of
/// PostgreSQL's tables.
async fn bytes(site: &Site) -> String {
    if let Some(file) = site.store.location.file() {
        return String::from_utf8_lossy(&files(file)).into_owned();
    }
    let read = site.services.database.read();
    let backend = read.get_database_backend();
    let rows = async |sql: String| {
        let statement = Statement::from_string(backend, sql);
        read.query_all_raw(statement).await.expect("it can be read")
    };
    let tables = "select tablename as text from pg_tables where schemaname = 'public'".to_owned();
    let mut all = String::new();
    for table in rows(tables).await {
        let table: String = table.try_get("", "text").expect("a name");
        let columns = match table.as_str() {
            "message" => "concat(t::text, encode(t.body, 'escape'))",
            _ => "t::text",
        };
        for row in rows(format!("select {columns} as text from \"{table}\" t")).await {
            all += &row.try_get::<String>("", "text").expect("a text");
        }
    }
    all
}

async fn found(site: &Site) -> Vec<&'static str> {
    let bytes = bytes(site).await;
    CANARIES
        .into_iter()
        .chain(FOLDED)
        .chain(HEARS)
        .filter(|canary| bytes.contains(canary))
        .collect()
}

/// Whether any piece of a photo can be found: in a row's text bytes are told
/// as digits, and a file's pages cut a photo into pieces.
async fn holds_photo(site: &Site, jpeg: &[u8]) -> bool {
    let mut pieces = jpeg.chunks_exact(48).skip(8);
    if let Some(file) = site.store.location.file() {
        let all = files(file);
        return pieces.any(|piece| all.windows(48).any(|held| held == piece));
    }
    let all = bytes(site).await;
    pieces.any(|piece| {
        let digits: String = piece.iter().map(|byte| format!("{byte:02x}")).collect();
        all.contains(&digits)
    })
}

/// She reports that it is broken, and shows it.
async fn report(site: &Site, id: &str, words: &str) -> u16 {
    let parcel = site.view(id).await["parcels"][0]["id"].clone();
    let form = Multipart::default()
        .text("parcel", parcel.as_str().unwrap_or_default())
        .text("topic", "damaged")
        .text("words", words)
        .file("photos", "photo.jpg", &pictures::from_a_phone(1));
    let path = format!("{}/report", site.path(id).await);
    let answer = site.submit_files(&path, &form).await;
    let location = answer.headers().get("location");
    let is_taken = location.is_some_and(|to| to.to_str().is_ok_and(|to| to.contains("/cnt_")));
    if is_taken {
        201
    } else {
        answer.status().as_u16()
    }
}

/// The photos that are stored.
async fn photos(site: &Site) -> Vec<photo::Model> {
    let found = photo::Entity::find().all(site.services.database.read());
    found.await.expect("photos can be read")
}

async fn forget(site: &Site, whom: &str) -> String {
    run(site, whom, Run::ForGood)
        .await
        .expect("it is forgotten")
}

async fn run(site: &Site, whom: &str, run: Run) -> Result<String, String> {
    let whom = Whom::parse(whom);
    let brand = None;
    site.command(Command::Forget { whom, brand, run }).await
}

async fn export(site: &Site, whom: &str) -> Value {
    let whom = Whom::parse(whom);
    let said = site.command(Command::Export { whom, brand: None }).await;
    serde_json::from_str(&said.expect("it is exported")).expect("it is JSON")
}

async fn purge_at(site: &Site, now: &str) -> Purged {
    site.services.clock.step_to(at(now));
    privacy::purge(&site.services).await.expect("old things go")
}

/// What must be the same before and after: the journey, the dates, the
/// figures.
async fn figures(site: &Site, id: &str) -> String {
    let view = site.view(id).await;
    let order = stored::order(&site.services, id).await;
    format!(
        "{:#}\n{}\n{:?}\n{:?} {:?} {:?} {:?}",
        view["parcels"][0]["steps"],
        view["status"],
        stored::promises(&site.services, id).await,
        order.country,
        order.region,
        order.total_minor,
        order.lines,
    )
}

/// An order of hers, delivered, with an unreadable message that names her.
async fn delivered(site: &Site, senders: &Senders) {
    site.accept(&senders.order(1, "2026-05-10T09:00:00Z")).await;
    site.accept(&senders.fulfilment(1, "1ZCANARY1")).await;
    site.accept(&senders.signed("1ZCANARY1", 3)).await;
    site.accept(&senders.signed("1ZCANARY1", 5)).await;
    let strange = senders.shop.shopify(
        "customers/beamed",
        &json!({ "email": EMAIL, "note": "CANARY-NOTE" }),
    );
    assert_eq!(site.send(&strange).await.status(), 202);
    assert_eq!(report(site, "1", "CANARY-REPORT").await, 201);
    hears(site, "1").await;
}

/// She gives her number and has somebody follow.
async fn hears(site: &Site, id: &str) {
    let order = stored::order(&site.services, id).await;
    let services = &site.services;
    let Ok(Asked::Code { code, .. }) = number::ask(services, &order, HEARS[0], "I agree").await
    else {
        panic!("a code is to be sent")
    };
    let typed = number::confirm(services, &order, &code).await;
    assert_eq!(typed.expect("it can be kept"), Typed::Right);
    let asked = follow::invite(services, &order, "canary.gift@example.com").await;
    assert_eq!(asked.expect("it can be kept"), Invited::Asked);
}

async fn a_forgotten_person_leaves_no_bytes(site: Site) {
    let senders = Senders::of(&site).await;
    neighbours(&site, 0).await;
    delivered(&site, &senders).await;
    neighbours(&site, 1_000).await;
    let all = CANARIES.into_iter().chain(FOLDED).chain(HEARS);
    let all: Vec<&str> = all.collect();
    assert_eq!(
        found(&site).await,
        all,
        "the canaries are there to be found"
    );
    let photo = photos(&site).await.remove(0);
    assert!(holds_photo(&site, &photo.jpeg).await);
    let before = figures(&site, "1").await;
    let scans = stored::scans(&site.services, "1ZCANARY1").await.len();
    let revision = site.view("1").await["revision"].as_i64();

    let said = forget(&site, "canary.ada@example.COM ").await;
    assert!(said.contains("#1") && said.contains("backups"), "{said}");
    assert_eq!(found(&site).await, Vec::<&str>::new(), "{said}");
    assert!(
        said.contains("1  reports, answers and notes, and 1 photos"),
        "{said}"
    );
    assert!(photos(&site).await.is_empty());
    assert!(!holds_photo(&site, &photo.jpeg).await, "no piece of it");
    assert_eq!(figures(&site, "1").await, before, "the journey stays");
    let kept = stored::scans(&site.services, "1ZCANARY1").await;
    assert_eq!(kept.len(), scans);
    assert!(site.view("1").await["revision"].as_i64() > revision);
    let states = stored::notice_states(&site.services, "1").await;
    assert!(!states.is_empty());
    for (state, reason) in states {
        assert_eq!(state, "dropped");
        assert!(reason.is_some_and(|reason| reason.contains("forgotten")));
    }
    // The neighbours are still whole.
    let neighbour = export(&site, "N-5@example.com").await;
    assert_eq!(neighbour["orders"][0]["buyer"]["first_name"], "Norma");
    site.stop().await;
}

async fn nothing_brings_a_forgotten_person_back(site: Site) {
    let senders = Senders::of(&site).await;
    delivered(&site, &senders).await;
    forget(&site, "#1").await;
    forget(&site, EMAIL).await;
    assert_eq!(found(&site).await, Vec::<&str>::new());

    // She cannot tell anything any more either.
    assert_eq!(report(&site, "1", "CANARY-REPORT").await, 303);
    assert!(site.view("1").await["report"].is_null());
    // The shop and the carrier say it all again: newer, older, and with
    // nothing new in it.
    site.accept(&senders.order(1, "2026-05-14T09:00:00Z")).await;
    site.accept(&senders.order(1, "2026-05-01T09:00:00Z")).await;
    let moved = with(
        fulfilment(100, 1, &["1ZCANARY1", "1ZCANARY2"]),
        &json!({
            "updated_at": "2026-05-14T09:00:00Z",
            "tracking_urls": ["https://carrier.example/C4N-4RY"],
            "destination": { "name": "Canaria" }
        }),
    );
    site.accept(&senders.shop.shopify("fulfillments/update", &moved))
        .await;
    site.accept(&senders.signed("1ZCANARY2", 2)).await;
    let mut again = tracker("1ZCANARY1", &JOURNEY);
    again["result"]["to_address"] = json!({ "street1": "Canary Street 7" });
    site.accept(&senders.carrier.easypost(&again)).await;
    // Its scans came before a shipment made them the order's.
    site.accept(&senders.signed("1ZCANARY3", 2)).await;
    let third = with(
        fulfilment(100, 1, &["1ZCANARY1", "1ZCANARY2", "1ZCANARY3"]),
        &json!({ "updated_at": "2026-05-15T09:00:00Z" }),
    );
    site.accept(&senders.shop.shopify("fulfillments/update", &third))
        .await;
    let view = site.view("1").await;
    assert_eq!(
        view["parcels"].as_array().map(Vec::len),
        Some(3),
        "{view:#}"
    );
    let queued = stored::notice_states(&site.services, "1").await;
    assert!(
        queued.iter().all(|(state, _)| state == "dropped"),
        "{queued:?}"
    );

    assert_eq!(held(&site).await, Vec::<&str>::new(), "in no row");
    purge_at(&site, "2026-05-23T12:00:00Z").await;
    assert_eq!(found(&site).await, Vec::<&str>::new(), "in no byte");
    site.stop().await;
}

/// The canaries that stand in rows.
async fn held(site: &Site) -> Vec<&'static str> {
    let held = export(site, EMAIL).await.to_string() + &export(site, "#1").await.to_string();
    let messages = stored::messages(&site.services).await;
    let bodies = messages
        .iter()
        .map(|message| String::from_utf8_lossy(&message.body));
    let bodies: String = bodies.collect();
    let of_either = |canary: &&str| held.contains(canary) || bodies.contains(canary);
    CANARIES.into_iter().filter(of_either).collect()
}

async fn a_dry_run_changes_nothing(site: Site) {
    let senders = Senders::of(&site).await;
    delivered(&site, &senders).await;
    let revision = site.view("1").await["revision"].clone();
    let before = export(&site, EMAIL).await;
    let said = run(&site, EMAIL, Run::Dry).await.expect("it is counted");
    assert!(said.contains("would be erased"), "{said}");
    let after = export(&site, EMAIL).await;
    assert_eq!(after["orders"], before["orders"]);
    assert_eq!(after["messages"], before["messages"]);
    assert_eq!(site.view("1").await["revision"], revision);
    // What is done is what was counted.
    let done = forget(&site, EMAIL).await;
    let counts = |said: &str| said.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(counts(&done), counts(&said));
    let again = run(&site, "#404", Run::Dry).await;
    assert!(again.is_err_and(|said| said.contains("#404")));
    site.stop().await;
}

async fn one_order_is_forgotten_and_the_other_is_not(site: Site) {
    let senders = Senders::of(&site).await;
    site.accept(&senders.order(1, "2026-05-10T09:00:00Z")).await;
    site.accept(&senders.order(2, "2026-05-11T09:00:00Z")).await;
    let brand = stored::order(&site.services, "1").await.brand_id;
    let theirs = async || -> Vec<String> {
        let read = site.services.database.read();
        let found =
            reach::orders_of_brand_by_email(read, brand, " CANARY.ada@example.com", 9).await;
        let found = found.expect("orders can be read");
        found.into_iter().map(|order| order.number).collect()
    };
    assert_eq!(theirs().await, ["#2", "#1"], "newest first");
    forget(&site, "#1").await;
    assert_eq!(theirs().await, ["#2"]);
    let first = export(&site, "#1").await;
    assert_eq!(first["orders"][0]["buyer"], Value::Null, "{first:#}");
    assert_eq!(first["messages"], json!([]), "{first:#}");
    let second = export(&site, "#2").await;
    assert_eq!(second["orders"][0]["buyer"]["first_name"], "Canaria");
    assert_eq!(second["messages"].as_array().map(Vec::len), Some(1));
    site.stop().await;
}

async fn everything_held_is_exported(site: Site) {
    let senders = Senders::of(&site).await;
    delivered(&site, &senders).await;
    let door = site.door(&[]).await;
    let hers = with(door_order("D-1"), &json!({ "email": EMAIL }));
    let others = with(door_order("D-2"), &json!({ "email": "norma@example.com" }));
    site.accept(&door.post("orders", &json!([hers, others])))
        .await;
    let held = export(&site, EMAIL).await;
    assert_eq!(held["orders"].as_array().map(Vec::len), Some(2), "{held:#}");
    let text = held.to_string();
    for canary in &CANARIES[1..] {
        assert!(text.contains(canary), "{canary}: {held:#}");
    }
    assert!(!text.contains("norma@example.com"), "{held:#}");
    assert!(
        text.contains(HEARS[0]) && text.contains("I agree"),
        "{held:#}"
    );
    assert!(!text.contains(HEARS[1]), "another's address: {held:#}");
    let gift = export(&site, "canary.gift@example.com").await;
    assert_eq!(
        gift["follows"].as_array().map(Vec::len),
        Some(1),
        "{gift:#}"
    );
    assert_eq!(gift["orders"], json!([]), "it is not their order: {gift:#}");
    let orders = held["orders"].as_array().into_iter().flatten();
    let mut reported = orders.flat_map(|order| order["contacts"].as_array().into_iter().flatten());
    let told = reported.next().expect("she has reported something");
    assert_eq!(told["topic"], "damaged", "{told:#}");
    assert!(
        told["photos"][0]["jpeg_base64"]
            .as_str()
            .is_some_and(|text| text.len() > 1_000)
    );
    let shared = held["messages"].as_array().into_iter().flatten();
    let shared: Vec<&Value> = shared
        .filter(|message| message["topic"] == "orders")
        .collect();
    assert_eq!(shared.len(), 1, "{held:#}");
    assert_eq!(shared[0]["speaks_of_others"], true);
    assert_eq!(shared[0]["body"], Value::Null);
    site.stop().await;
}

fn customer(orders: &str, ids: &[u64]) -> Value {
    json!({
        "shop_id": 9, "shop_domain": "canary.example",
        "customer": { "id": 7, "email": EMAIL, "phone": "+1555CANARY" }, orders: ids
    })
}

async fn carried_out(site: &Site) {
    privacy::carry_out_open(&site.services)
        .await
        .expect("requests are carried out");
}

/// The ids of the requests, newest first.
async fn requests(site: &Site) -> Vec<String> {
    let list = site.command(Command::RequestList).await.expect("a list");
    let ids = list.lines().filter(|line| line.starts_with("req_"));
    ids.filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

async fn shown(site: &Site, request: &str) -> String {
    let request = request.to_owned();
    let shown = site.command(Command::RequestShow { request }).await;
    shown.expect("it is shown")
}

async fn a_shop_asks_for_an_export(site: Site) {
    let senders = Senders::of(&site).await;
    delivered(&site, &senders).await;
    let body = customer("orders_requested", &[1]);
    let ask = senders.shop.shopify("customers/data_request", &body);
    let forged = senders.shop.with_secret("another");
    let forged = forged.shopify("customers/data_request", &body);
    assert_eq!(site.send(&forged).await.status(), 401);
    site.accept(&ask).await;
    site.accept(&ask).await;
    carried_out(&site).await;
    let ids = requests(&site).await;
    assert_eq!(ids.len(), 1, "the same request is one: {ids:?}");
    let held = shown(&site, &ids[0]).await;
    assert!(held.contains("Canary Street 7"), "{held}");

    // What was handed over goes with its person.
    forget(&site, EMAIL).await;
    assert_eq!(found(&site).await, Vec::<&str>::new());
    let left = shown(&site, &ids[0]).await;
    assert!(left.contains("1 orders exported"), "{left}");
    let nobody = senders
        .shop
        .shopify("customers/redact", &json!({ "customer": {} }));
    assert_eq!(site.send(&nobody).await.status(), 202, "it is quarantined");
    site.stop().await;
}

async fn a_shop_asks_to_erase_somebody(site: Site) {
    let senders = Senders::of(&site).await;
    delivered(&site, &senders).await;
    site.accept(&senders.order(2, "2026-05-11T09:00:00Z")).await;
    let other = with(order(3), &json!({ "email": "norma@example.com" }));
    site.accept(&senders.shop.shopify("orders/create", &other))
        .await;
    let redact = customer("orders_to_redact", &[1]);
    let redact = senders.shop.shopify("customers/redact", &redact);
    site.accept(&redact).await;
    carried_out(&site).await;
    assert_eq!(found(&site).await, Vec::<&str>::new());
    let said = shown(&site, &requests(&site).await[0]).await;
    assert!(said.contains("#1") && said.contains("#2"), "{said}");
    let norma = export(&site, "#3").await;
    assert_eq!(norma["orders"][0]["buyer"]["email"], "norma@example.com");
    site.stop().await;
}

async fn a_shop_that_leaves_takes_everybody_along(site: Site) {
    let senders = Senders::of(&site).await;
    delivered(&site, &senders).await;
    let door = site.door(&[]).await;
    let other = with(door_order("D-1"), &json!({ "email": "norma@example.com" }));
    site.accept(&door.post("orders", &other)).await;
    let leave = senders
        .shop
        .shopify("shop/redact", &json!({ "shop_id": 9 }));
    site.accept(&leave).await;
    carried_out(&site).await;
    assert_eq!(found(&site).await, Vec::<&str>::new());
    assert_eq!(site.view("1").await["status"], "delivered");
    let norma = export(&site, "#D-1").await;
    assert_eq!(norma["orders"][0]["buyer"]["email"], "norma@example.com");
    assert_eq!(norma["messages"].as_array().map(Vec::len), Some(1));
    site.stop().await;
}

async fn keep_for(site: &Site, raw_days: u16, personal_months: u16) {
    let mut file = BrandFile::named("shop", "My shop");
    let values = [
        ("privacy.raw_days", raw_days),
        ("privacy.personal_months", personal_months),
    ];
    let values = values.map(|(key, value)| (key.to_owned(), value.to_string()));
    file.given.extend(values);
    let set = site.command(Command::BrandSet(file)).await;
    set.expect("the brand is set");
}

async fn raw_messages_are_cut_when_they_grow_old(site: Site) {
    let senders = Senders::of(&site).await;
    delivered(&site, &senders).await;
    let whole = stored::messages(&site.services).await;
    assert_eq!(
        purge_at(&site, "2026-08-13T11:00:00Z").await,
        Purged::default()
    );
    assert_eq!(stored::messages(&site.services).await, whole, "not yet");

    // The limit is the brand's.
    keep_for(&site, 100, 12).await;
    assert_eq!(purge_at(&site, "2026-08-14T12:00:00Z").await.cut, 0);
    keep_for(&site, 90, 12).await;
    let purged = purge_at(&site, "2026-08-14T12:00:00Z").await;
    assert_eq!(purged.cut, whole.len() as u64, "{purged:?}");
    for message in stored::messages(&site.services).await {
        let body = String::from_utf8_lossy(&message.body);
        // The carrier's words tell its scans apart: they go with the person.
        let gone = CANARIES.iter().filter(|canary| **canary != "CANARY-WORDS");
        for canary in gone {
            assert!(!body.contains(canary), "{canary}: {body}");
        }
        assert!(message.cut_ms.is_some());
    }
    let bodies = stored::messages(&site.services).await;
    let bodies: Vec<String> = bodies
        .iter()
        .map(|message| String::from_utf8_lossy(&message.body).into_owned())
        .collect();
    assert!(
        bodies[0].contains("#1") && bodies[0].contains("\"quantity\":2"),
        "{bodies:?}"
    );
    assert!(
        bodies[2].contains("1ZCANARY1") && bodies[2].contains("Departed"),
        "{bodies:?}"
    );
    let again = purge_at(&site, "2026-08-15T12:00:00Z").await;
    assert_eq!(again, Purged::default(), "each is cut once");
    let person = export(&site, EMAIL).await;
    assert_eq!(person["orders"][0]["buyer"]["first_name"], "Canaria");
    site.stop().await;
}

async fn a_cut_message_can_still_be_replayed(site: Site) {
    let senders = Senders::of(&site).await;
    let post = senders.signed("1ZCANARY1", 5);
    quarantined(&site, &senders.carrier.id, &post.body).await;
    purge_at(&site, "2026-09-01T12:00:00Z").await;
    let message = &stored::messages(&site.services).await[0];
    assert!(message.is_quarantined() && message.cut_ms.is_some());
    let said = site
        .command(Command::QuarantineReplay { message: None })
        .await;
    assert!(said.is_ok_and(|said| said.contains("is in")));
    let scans = stored::scans(&site.services, "1ZCANARY1").await.len();
    assert_eq!(stored::messages(&site.services).await.len(), 1);
    // The same message again, whole, is the same, and says nothing new.
    site.accept(&post).await;
    assert_eq!(stored::messages(&site.services).await.len(), 1);
    let whole = with(
        serde_json::from_slice(&post.body).expect("it is JSON"),
        &json!({ "id": "evt_again" }),
    );
    site.accept(&senders.carrier.easypost(&whole)).await;
    let after = stored::scans(&site.services, "1ZCANARY1").await.len();
    assert_eq!((scans, after), (6, 6), "a cut scan is still the same scan");
    site.stop().await;
}

async fn quarantined(site: &Site, connection: &str, body: &[u8]) {
    let book = site.services.book.now();
    let connection = book.connections.get(connection).expect("it is open");
    let incoming = server::intake::Incoming::new(
        std::sync::Arc::clone(connection),
        "",
        bytes::Bytes::copy_from_slice(body),
        Vec::new(),
        at("2026-05-15T12:00:00Z"),
        server::intake::Repeats::AreTheSame,
    );
    let kept = site.services.intake.quarantine(&incoming, "CANARY-NOTE");
    kept.await.expect("it is quarantined");
}

async fn people_go_twelve_months_after_delivery(site: Site) {
    let senders = Senders::of(&site).await;
    delivered(&site, &senders).await;
    neighbours(&site, 0).await;
    // Delivered on 13 May 2026, ordered on the 10th, last heard of later.
    // Of her neighbours' orders nothing was heard after the 10th.
    let purged = purge_at(&site, "2027-05-12T12:00:00Z").await;
    assert_eq!(purged.orders, 180, "{purged:?}");
    assert_eq!(people_of(&site, "1").await, 1);
    let before = figures(&site, "1").await;
    let purged = purge_at(&site, "2027-05-14T12:00:00Z").await;
    assert_eq!(purged.orders, 1, "{purged:?}");
    assert_eq!(figures(&site, "1").await, before);
    // The unreadable message came two days later, and goes then.
    purge_at(&site, "2027-05-22T12:00:00Z").await;
    assert_eq!(found(&site).await, Vec::<&str>::new());
    site.accept(&senders.order(1, "2027-05-22T12:00:00Z")).await;
    assert_eq!(
        people_of(&site, "1").await,
        0,
        "an old order takes nobody in"
    );
    site.stop().await;
}

/// How many people an order has.
async fn people_of(site: &Site, order: &str) -> usize {
    let order = stored::order(&site.services, order).await;
    server::db::person::of_orders(site.services.database.read(), &[order.id])
        .await
        .expect("people can be read")
        .len()
}

async fn people_go_twelve_months_after_the_last_word(site: Site) {
    let senders = Senders::of(&site).await;
    keep_for(&site, 30, 2).await;
    let door = site.door(&[]).await;
    site.accept(&senders.order(1, "2026-05-10T09:00:00Z")).await;
    site.accept(&senders.fulfilment(1, "1ZCANARY1")).await;
    site.services.clock.step_to(at("2026-06-20T12:00:00Z"));
    site.accept(&senders.signed("1ZCANARY1", 3)).await;
    site.accept(&door.post("shipments", &door_shipment("S-1", "A-1", "1ZNEVER1")))
        .await;
    let last_word: DateTime<Utc> = at("2026-06-20T12:00:00Z");
    let early = purge_at(&site, "2026-08-19T12:00:00Z").await;
    assert_eq!(early.orders, 0, "two months after {last_word}: {early:?}");
    let purged = purge_at(&site, "2026-08-21T12:00:00Z").await;
    assert_eq!(purged.orders, 1, "{purged:?}");
    assert_eq!(found(&site).await, Vec::<&str>::new());
    assert_eq!(
        site.view("1").await["parcels"][0]["carrier"]["number"],
        "1ZCANARY1"
    );
    site.stop().await;
}

async fn parcels_without_an_order_grow_old_too(site: Site) {
    let senders = Senders::of(&site).await;
    site.accept(&senders.signed("1ZCANARY1", 5)).await;
    let early = purge_at(&site, "2027-05-14T12:00:00Z").await;
    assert_eq!(early.parcels, 0, "{early:?}");
    let purged = purge_at(&site, "2027-05-23T12:00:00Z").await;
    assert_eq!((purged.parcels, purged.deleted), (1, 1), "{purged:?}");
    assert_eq!(found(&site).await, Vec::<&str>::new());
    assert_eq!(stored::scans(&site.services, "1ZCANARY1").await.len(), 6);
    let again = purge_at(&site, "2027-06-23T12:00:00Z").await;
    assert_eq!(again, Purged::default());
    site.stop().await;
}
