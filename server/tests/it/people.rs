//! People on the command line, and people who were there before they had
//! rows of their own.

use crate::harness::payloads::{door_order, with};
use crate::harness::{Door, Doorstep, Said, Site, Store, client, send, stored, word_after};
use migrations::Migrator;
use sea_orm::{ConnectionTrait, Database};
use sea_orm_migration::MigratorTrait;
use serde_json::{Value, json};
use server::db::{person, reach};

/// How many migrations there were when people still stood in the orders.
const BEFORE: u32 = 5;

/// More orders than are moved in one go.
const ORDERS: i64 = 1_203;

fn rows() -> Vec<String> {
    let buyer = r#"{"first_name":"Ada","last_name":null,"email":" Ada@Example.com","phone":null}"#;
    let to = r#"{"name":"Ada","street":["12 Mill Lane"],"city":"London","region":"ENG","postal_code":"sw1a 1aa","country":"GB"}"#;
    let order = |id: i64| {
        let (buyer, to) = if id % 3 == 0 {
            ("{}", "{}")
        } else {
            (buyer, to)
        };
        let hash = format!("{id:064x}");
        format!(
            "insert into orders (id, public_id, brand_id, connection_id, external_id, number, kind, \
             placed_ms, version_ms, buyer, destination, lines, token_hash, token_generation, revision) \
             values ({id}, 'ord_{id}', 1, 1, 'E{id}', '#{id}', 'live', 1, 1, '{buyer}', '{to}', '[]', \
             {}, 0, 1)",
            format_args!("BYTES'{hash}'")
        )
    };
    let brand = "insert into brand (id, slug, name, is_default, hosts, locale, zone, details, \
                 version, created_ms) values (1, 'shop', 'Shop', true, '[]', 'en', 'UTC', '{}', 1, 1)";
    let connection = "insert into connection (id, public_id, source, name, created_ms) \
                      values (1, 'con_1', 'json', '', 1)";
    let serves = "insert into connection_brand (connection_id, brand_id) values (1, 1)";
    [brand, connection, serves]
        .into_iter()
        .map(str::to_owned)
        .chain((1..=ORDERS).map(order))
        .collect()
}

/// A store as an older version left it.
async fn older(store: &Store) {
    let url = match store.location.file() {
        Some(file) => format!("sqlite://{}?mode=rwc", file.display()),
        None => store.url(),
    };
    let database = Database::connect(url).await.expect("it opens");
    Migrator::up(&database, Some(BEFORE))
        .await
        .expect("it is made");
    let is_sqlite = store.location.file().is_some();
    for row in rows() {
        let row = if is_sqlite {
            row.replace("BYTES'", "x'")
        } else {
            row.replace("BYTES'", "'\\x")
        };
        database.execute_unprepared(&row).await.expect(&row);
    }
    database.close().await.expect("it closes");
}

async fn people_move_along(store: Store) {
    older(&store).await;
    let site = Site::on(store).await;
    let read = site.services.database.read();
    let ids: Vec<i64> = (1..=ORDERS).collect();
    let people = person::of_orders(read, &ids).await.expect("people");
    assert_eq!(people.len(), ids.len(), "each order's");
    let ada = people
        .iter()
        .find(|person| person.order_id == 1)
        .expect("her");
    assert_eq!(ada.buyer().first_name.as_deref(), Some("Ada"));
    assert_eq!(ada.address().street, ["12 Mill Lane"]);
    let nobody = people
        .iter()
        .find(|person| person.order_id == 3)
        .expect("it");
    assert_eq!(nobody.email_hash, None);

    let hers = reach::orders_of_brand_by_email(read, 1, "ADA@example.com", 2_000).await;
    let hers = hers.expect("orders by address");
    assert_eq!(hers.len(), 802, "two of three");
    assert!(
        hers.is_sorted_by(|one, other| one.id > other.id),
        "newest first"
    );
    let order = stored::order(&site.services, "E1").await;
    let place = (order.country.as_deref(), order.region.as_deref());
    assert_eq!(place, (Some("GB"), Some("ENG")));
    let old = read.execute_unprepared("select buyer from orders").await;
    assert!(old.is_err(), "nothing personal stays in the orders");
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_of_an_older_sqlite_file_move_along() {
    people_move_along(Store::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_of_an_older_postgres_move_along() {
    people_move_along(Store::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_shown_and_forgotten_from_the_command_line() {
    let store = Store::sqlite();
    let server = Doorstep::serve(&store).await;
    let said = Said::of(&store, &["connection", "add", "--source", "json"]).await;
    let connection = word_after(&said.ok(), "connection");
    let said = Said::of(&store, &["key", "add", &connection]).await;
    let door = Door {
        key: word_after(&said.ok(), "key"),
    };
    let order = with(door_order("A-1"), &json!({ "email": "ada@example.com" }));
    let sent = send(&client(), &server.address, &door.post("orders", &order)).await;
    assert_eq!(sent.expect("it answers").status(), 200);

    let export = async || -> Value {
        let said = Said::of(&store, &["export", "ADA@example.com"]).await.ok();
        serde_json::from_str(&said).expect("it is JSON")
    };
    assert_eq!(export().await["orders"][0]["number"], "#A-1");
    let counted = Said::of(&store, &["forget", "#A-1", "--dry-run"])
        .await
        .ok();
    assert!(counted.contains("nothing was"), "{counted}");
    assert_eq!(
        export().await["orders"][0]["buyer"]["email"],
        "ada@example.com"
    );
    let forgotten = Said::of(&store, &["forget", "#A-1", "--brand", "shop"])
        .await
        .ok();
    assert!(forgotten.starts_with("erased"), "{forgotten}");
    assert_eq!(export().await["orders"], json!([]));
    for wrong in [["forget", "#404"], ["export", "ord_none"], ["forget", ""]] {
        let said = Said::of(&store, &wrong).await;
        assert_eq!(said.code, 1, "{wrong:?}: {said:?}");
    }
    let none = Said::of(&store, &["requests", "list"]).await.ok();
    assert!(none.contains("nobody"), "{none}");
    let unknown = Said::of(&store, &["requests", "show", "req_none"]).await;
    assert!(unknown.err.contains("req_none"), "{unknown:?}");
    assert_eq!(server.stop().await, 0);
    // The same without a server.
    let said = Said::of(&store, &["export", "#A-1"]).await.ok();
    assert!(said.contains("forgotten_at"), "{said}");
}
