//! The command line, on its own and through the running server.

use crate::harness::payloads::{JOURNEY, door_order, door_scan, fulfilment, order, tracker};
use crate::harness::{
    Door, Doorstep, Post, Said, Sender, Site, Store, client, mode, on_both, program, send,
    word_after,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use server::clock::Clock;
use server::db::audit;
use std::fs;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

on_both!(commands_work_without_a_server);

/// One clear line on standard error, and nothing else.
async fn fails(store: &Store, arguments: &[&str], more: &[(&str, &str)], code: i32) -> String {
    let said = Said::with(store, arguments, more).await;
    assert_eq!(said.code, code, "{arguments:?}: {said:?}");
    assert_eq!(said.out, "", "{arguments:?}");
    assert_eq!(
        said.err.trim_end().lines().count(),
        1,
        "{arguments:?}: {}",
        said.err
    );
    assert!(
        said.err.starts_with("doorstep: "),
        "{arguments:?}: {}",
        said.err
    );
    said.err
}

#[tokio::test]
async fn wrong_flags_give_one_line_and_64() {
    let store = Store::sqlite();
    let wrong: [&[&str]; 9] = [
        &[],
        &["fly"],
        &["serve", "--fast"],
        &["serve", "now"],
        &["demo", "--port", "none"],
        &["connection", "add"],
        &["quarantine", "eat"],
        &["ingest", "--connection", "con_x"],
        &["ingest", "--connection", "con_x", "--as", "birds", "x.csv"],
    ];
    for arguments in wrong {
        fails(&store, arguments, &[], 64).await;
    }
    let said = fails(
        &store,
        &["normalise", "--source", "pigeon", "x.json"],
        &[],
        64,
    )
    .await;
    assert!(
        said.contains("pigeon") && said.contains("easypost"),
        "{said}"
    );
    let help = Said::of(&store, &["--help"]).await.ok();
    assert!(help.contains("serve") && help.contains("backup"), "{help}");
    assert!(!store.key_file().exists(), "none of this opens the data");
}

#[tokio::test]
async fn a_wrong_configuration_gives_one_line_and_78() {
    let store = Store::sqlite();
    let wrong = [
        ("DOORSTEP_LISTEN", "everywhere"),
        ("DATABASE_URL", "mysql://shop"),
        ("DATABASE_URL", "sqlite::memory:"),
    ];
    for (name, value) in wrong {
        fails(&store, &["serve"], &[(name, value)], 78).await;
        fails(&store, &["connection", "list"], &[(name, value)], 78).await;
    }
    let file = store.folder.path("doorstep.toml");
    let path = file.display().to_string();
    fails(&store, &["serve", "--config", &path], &[], 78).await;
    fs::write(&file, "listn = \"127.0.0.1:0\"").expect("a file can be written");
    let said = fails(&store, &["serve", "--config", &path], &[], 78).await;
    assert!(said.contains("listn"), "{said}");
    fails(
        &store,
        &["serve"],
        &[("DOORSTEP_SITE_KEY", "too short")],
        78,
    )
    .await;
    let taken = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port is free");
    let address = taken.local_addr().expect("it listens").to_string();
    fails(&store, &["serve"], &[("DOORSTEP_LISTEN", &address)], 78).await;
}

#[tokio::test]
async fn normalise_prints_what_it_made_of_a_payload() {
    let store = Store::sqlite();
    let file = write(
        &store,
        "tracker.json",
        &tracker("1ZNORM1", &JOURNEY).to_string(),
    );
    let normalise = ["normalise", "--source", "easypost", &file];
    let said = Said::of(&store, &normalise).await.ok();
    let read: Value = serde_json::from_str(&said).expect("it prints JSON");
    assert_eq!(read["shipments"][0]["status"], "delivered", "{read:#}");
    assert_eq!(
        read["shipments"][0]["scans"].as_array().map(Vec::len),
        Some(5)
    );
}

fn write(store: &Store, name: &str, text: &str) -> String {
    let path = store.folder.path(name);
    fs::write(&path, text).expect("a file can be written");
    path.display().to_string()
}

async fn connection(store: &Store, source: &str, more: &[&str]) -> Sender {
    let arguments = [&["connection", "add", "--source", source], more].concat();
    let said = Said::of(store, &arguments).await.ok();
    Sender {
        id: word_after(&said, "connection"),
        source: source.to_owned(),
        secret: if source == "json" {
            String::new()
        } else {
            word_after(&said, "secret")
        },
    }
}

async fn door(store: &Store) -> Door {
    let connection = connection(store, "json", &[]).await.id;
    let said = Said::of(store, &["key", "add", &connection]).await.ok();
    Door {
        key: word_after(&said, "key"),
    }
}

/// Without a server a command opens the data itself.
async fn commands_work_without_a_server(site: Site) {
    let store = site.stop().await;
    let brand = write(&store, "north.toml", "slug = \"north\"\nname = \"North\"\n");
    Said::of(&store, &["brand", "set", &brand]).await.ok();
    let shop = connection(&store, "shopify", &["--brand", "north"]).await;
    let list = Said::of(&store, &["connection", "list"]).await.ok();
    assert!(list.contains(&shop.id) && list.contains("north"), "{list}");
    assert!(!list.contains(&shop.secret), "secrets are shown once");
    let file = write(&store, "order.json", &order(1).to_string());
    let said = Said::of(&store, &["ingest", "--connection", &shop.id, &file])
        .await
        .ok();
    assert!(said.contains("taken in"), "{said}");
    assert_eq!(
        Said::of(&store, &["quarantine", "list"]).await.ok().trim(),
        "nothing is quarantined"
    );
    let nobody = Said::of(
        &store,
        &[
            "connection",
            "add",
            "--source",
            "shopify",
            "--brand",
            "south",
        ],
    )
    .await;
    assert_eq!(nobody.code, 1, "{nobody:?}");
    let site = Site::with_clock(store, Clock::real()).await;
    assert_eq!(site.view("1").await["order_number"], "#1");
    let order = crate::harness::stored::order(&site.services, "1").await;
    let book = site.services.book.now();
    assert_eq!(
        book.brand(order.brand_id).map(|brand| &*brand.slug),
        Some("north")
    );
    drop(book);
    let taken = audit::Entity::find()
        .filter(audit::Column::Action.eq("files_taken_in"))
        .all(site.services.database.read())
        .await
        .expect("the trail can be read");
    assert_eq!(taken.len(), 1, "{taken:?}");
    assert_eq!(taken[0].actor, "cli");
    assert_eq!(taken[0].subject.as_deref(), Some(&*shop.id));
    site.stop().await;
}

async fn status(address: &str, post: &Post) -> u16 {
    let answer = send(&client(), address, post)
        .await
        .expect("the server answers");
    answer.status().as_u16()
}

#[tokio::test]
async fn commands_go_through_the_running_server() {
    let store = Store::sqlite();
    let server = Doorstep::serve(&store).await;
    let carrier = connection(&store, "easypost", &[]).await;
    let socket = store.folder.path("doorstep.sqlite.socket");
    assert_eq!(mode(&socket), 0o600, "the socket is its owner's");
    assert_eq!(
        mode(&store.key_file()),
        0o600,
        "the site key is its owner's"
    );

    // A connection is known at once, and so is a new secret and a new key.
    let post = |sender: &Sender| sender.easypost(&tracker("1ZLIVE1", &JOURNEY[..2]));
    assert_eq!(status(&server.address, &post(&carrier)).await, 200);
    let said = Said::of(&store, &["connection", "rotate", &carrier.id])
        .await
        .ok();
    let rotated = carrier.with_secret(&word_after(&said, "secret"));
    assert_eq!(status(&server.address, &post(&rotated)).await, 200);
    assert_eq!(status(&server.address, &post(&carrier)).await, 200);
    let door = door(&store).await;
    let order = door.post("orders", &door_order("A-1"));
    assert_eq!(status(&server.address, &order).await, 200);
    let public = &door.key[.."dsk_".len() + 12];
    Said::of(&store, &["key", "revoke", public]).await.ok();
    assert_eq!(status(&server.address, &order).await, 401);

    let broken = carrier.easypost_bytes(b"{".to_vec());
    assert_eq!(status(&server.address, &broken).await, 202);
    let list = Said::of(&store, &["quarantine", "list"]).await.ok();
    let message = list
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned();
    let shown = Said::of(&store, &["quarantine", "show", &message])
        .await
        .ok();
    assert!(
        shown.contains("topic") && shown.contains("reason"),
        "{shown}"
    );
    let said = Said::of(&store, &["quarantine", "replay", &message])
        .await
        .ok();
    assert!(said.contains("still cannot be read"), "{said}");
    let told = Said::of(&store, &["status"]).await.ok();
    assert!(told.contains("quarantined        1"), "{told}");
    assert_eq!(server.stop().await, 0);
}

#[tokio::test]
async fn files_are_taken_in_through_the_running_server() {
    let store = Store::sqlite();
    let server = Doorstep::serve(&store).await;
    let door = connection(&store, "json", &[]).await.id;
    let ingest = async |kind: &str, file: &str| {
        Said::of(
            &store,
            &["ingest", "--connection", &door, "--as", kind, file],
        )
        .await
    };
    let orders = format!("[{}, {}]", door_order("A-1"), door_order("A-2"));
    let said = ingest("orders", &write(&store, "orders.json", &orders))
        .await
        .ok();
    assert!(said.contains("2 taken in"), "{said}");
    let csv = "carrier,number,status,time\nUPS,1ZCSV01,in_transit,2026-05-12T10:00:00Z\n\
               UPS,1ZCSV01,teleported,2026-05-12T11:00:00Z\n";
    let said = ingest("scans", &write(&store, "scans.csv", csv)).await.ok();
    assert!(
        said.contains("1 taken in, 1 left out") && said.contains("teleported"),
        "{said}"
    );
    let scan = door_scan("1ZCSV02", "delivered", "2026-05-12T10:00:00Z");
    let said = ingest("scans", &write(&store, "scans.json", &scan.to_string()))
        .await
        .ok();
    assert!(said.contains("1 taken in"), "{said}");
    let missing = ingest("scans", "missing.csv").await;
    assert_eq!(missing.code, 1, "{missing:?}");
    assert_eq!(server.stop().await, 0);
    let site = Site::with_clock(store, Clock::real()).await;
    assert_eq!(site.view("A-2").await["status"], "ordered");
    let scans = crate::harness::stored::scans(&site.services, "1ZCSV01").await;
    assert_eq!(scans.len(), 1);
    site.stop().await;
}

#[tokio::test]
async fn a_second_server_on_one_file_is_refused() {
    let store = Store::sqlite();
    let server = Doorstep::serve(&store).await;
    let said = fails(&store, &["serve"], &[], 1).await;
    assert!(said.contains("another doorstep"), "{said}");
    let home = client().get(&server.address).send().await;
    assert!(
        home.is_ok_and(|home| home.status() == 200),
        "the first one serves on"
    );
    server.kill().await;
    let after = Doorstep::serve(&store).await;
    assert_eq!(after.stop().await, 0, "the lock goes with its holder");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_stops_although_somebody_keeps_talking() {
    let store = Store::sqlite();
    let server = Doorstep::serve(&store).await;
    let address = server.address.trim_start_matches("http://");
    let mut half = TcpStream::connect(address).await.expect("it listens");
    half.write_all(b"POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        .await
        .expect("it reads");
    let mut silent = TcpStream::connect(address).await.expect("it listens");
    silent.write_all(b"GET / HT").await.expect("it reads");
    let home = client().get(&server.address).send().await;
    assert!(
        home.is_ok_and(|home| home.status() == 200),
        "it has seen them"
    );
    assert_eq!(server.stop().await, 0);
    drop((half, silent));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_of_a_live_server_restores_to_the_same_pages() {
    let site = Site::on(Store::sqlite()).await;
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    let parcel = fulfilment(11, 1, &["1ZBACK1"]);
    site.accept(&shop.shopify("fulfillments/create", &parcel))
        .await;
    site.accept(&carrier.easypost(&tracker("1ZBACK1", &JOURNEY[..4])))
        .await;
    let (path, before) = (site.path("1").await, site.view("1").await);
    let copy = site.store.folder.path("copy.sqlite").display().to_string();
    let (backup, restore) = (["backup", &copy], ["restore", &copy]);
    let said = Said::of(&site.store, &backup).await.ok();
    assert!(said.contains("site key"), "{said}");
    let twice = Said::of(&site.store, &backup).await;
    assert_eq!(twice.code, 1, "a backup overwrites nothing: {twice:?}");
    site.accept(&carrier.easypost(&tracker("1ZBACK1", &JOURNEY)))
        .await;
    let said = fails(&site.store, &restore, &[], 1).await;
    assert!(said.contains("stop it first"), "{said}");

    // On another machine, with the site key.
    let elsewhere = Store::sqlite();
    fs::copy(site.store.key_file(), elsewhere.key_file()).expect("a file can be copied");
    Said::of(&elsewhere, &restore).await.ok();
    same_pages(elsewhere, &path, &before).await;

    // On the same data: what came after the copy is gone.
    let store = site.stop().await;
    Said::of(&store, &restore).await.ok();
    same_pages(store, &path, &before).await;
}

async fn same_pages(store: Store, path: &str, before: &Value) {
    let site = Site::on(store).await;
    assert_eq!(
        site.path("1").await,
        path,
        "links that were sent still work"
    );
    assert_eq!(&site.view("1").await, before);
    site.stop().await;
}

#[tokio::test]
async fn settings_are_shown_behind_a_path_nobody_can_guess() {
    let store = Store::sqlite();
    let said = fails(&store, &["settings"], &[], 1).await;
    assert!(said.contains("no server runs"), "{said}");
    let server = Doorstep::serve(&store).await;
    let (mut shown, address) = settings(&store).await;
    let http = client();
    let get = async |address: String| http.get(address).send().await.expect("it answers");
    let list = get(address.clone()).await;
    assert_eq!(list.status(), 200);
    let text = list.text().await.expect("a page is text");
    assert!(text.contains("settings/brand/shop"), "{text}");
    let form = get(format!("{address}/brand/shop")).await;
    assert_eq!(form.status(), 200);
    let origin = address.split("/settings").next().unwrap_or_default();
    let origin = origin.rsplit_once('/').map_or("", |(origin, _)| origin);
    for path in ["/settings", "/x/settings", "/"] {
        let stranger = get(format!("{origin}{path}")).await;
        assert_eq!(stranger.status(), 404, "{path}");
    }
    shown.kill().await.expect("it can be ended");
    assert_eq!(server.stop().await, 0);
}

/// Starts `doorstep settings` and gives the address it prints.
async fn settings(store: &Store) -> (tokio::process::Child, String) {
    let mut child = program(store)
        .arg("settings")
        .spawn()
        .expect("the program starts");
    let out = child.stdout.take().expect("standard output is piped");
    let mut lines = BufReader::new(out).lines();
    let line = lines.next_line().await.expect("it can be heard");
    let address = word_after(&line.expect("it says where"), "settings");
    (child, address)
}
