//! Authentic messages that cannot be read, and messages that the database
//! refuses: neither is lost, and neither costs its neighbours.

use crate::harness::payloads::{JOURNEY, fulfilment, line_of, order, tracker};
use crate::harness::{Site, at, on_both, stored};
use bytes::Bytes;
use futures::future::join_all;
use sea_orm::ConnectionTrait;
use server::admin::Command;
use server::db::is_sqlite;
use server::intake::{Incoming, Repeats};
use std::sync::Arc;

on_both!(
    what_cannot_be_read_is_kept_and_shown,
    what_can_be_read_at_last_is_replayed,
    what_can_be_read_at_last_may_be_sent_again,
    a_refused_message_does_not_cost_its_neighbours,
);

async fn listed(site: &Site) -> String {
    site.command(Command::QuarantineList).await.expect("a list")
}

fn replay(message: Option<&str>) -> Command {
    Command::QuarantineReplay {
        message: message.map(str::to_owned),
    }
}

async fn what_cannot_be_read_is_kept_and_shown(site: Site) {
    let carrier = site.connect("easypost", &[]).await;
    let shop = site.connect("shopify", &[]).await;
    let broken = carrier.easypost_bytes(b"{\"object\": \"Event\", \xff".to_vec());
    let strange = shop.shopify("orders/beamed", &order(1));
    for post in [&broken, &strange, &broken] {
        assert_eq!(site.send(post).await.status(), 202, "{post:?}");
    }
    let list = listed(&site).await;
    assert_eq!(
        list.lines().count(),
        2,
        "the same one is listed once: {list}"
    );
    assert!(
        list.contains("easypost") && list.contains("orders/beamed"),
        "{list}"
    );

    let messages = stored::messages(&site.services).await;
    assert_eq!(messages[0].body, broken.body, "the bytes as they came");
    let id = messages[0].public_id.clone();
    let show = Command::QuarantineShow {
        message: id.clone(),
    };
    let shown = site.command(show).await.expect("it is shown");
    assert!(
        shown.contains("not JSON") && shown.contains("Event"),
        "{shown}"
    );
    let said = site.command(replay(Some(&id))).await.expect("it is tried");
    assert!(said.contains("still cannot be read"), "{said}");
    assert_eq!(listed(&site).await, list);

    // The same order under a topic we read is another message, and is taken in.
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    assert_eq!(site.view("1").await["order_number"], "#1");
    let said = site.command(replay(None)).await.expect("all are tried");
    assert_eq!(said.matches("still cannot be read").count(), 2, "{said}");
    let unknown = site.command(replay(Some("msg_none"))).await;
    assert!(unknown.is_err_and(|said| said.contains("msg_none")));
    site.stop().await;
}

/// Quarantines a good message, as a version of ours that could not read it
/// would have.
async fn not_understood(site: &Site, topic: &str, body: &[u8], connection: &str) {
    let book = site.services.book.now();
    let connection = book.connections.get(connection).expect("it is open");
    let incoming = Incoming::new(
        Arc::clone(connection),
        topic,
        Bytes::copy_from_slice(body),
        Vec::new(),
        at("2026-05-10T09:30:00Z"),
        Repeats::AreTheSame,
    );
    site.services
        .intake
        .quarantine(&incoming, "we did not understand this yet")
        .await
        .expect("it is quarantined");
}

async fn what_can_be_read_at_last_is_replayed(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let body = order(1).to_string().into_bytes();
    not_understood(&site, "orders/create", &body, &shop.id).await;
    assert!(listed(&site).await.contains("did not understand"));
    assert!(stored::orders_of(&site.services, "1").await.is_empty());
    let said = site.command(replay(None)).await.expect("it is replayed");
    assert!(said.contains("is in"), "{said}");
    assert_eq!(site.view("1").await["order_number"], "#1");
    assert_eq!(listed(&site).await, "nothing is quarantined");
    let messages = stored::messages(&site.services).await;
    assert_eq!(messages.len(), 1, "it is still one message");
    assert_eq!(
        (&*messages[0].state, &messages[0].reason),
        ("applied", &None)
    );
    site.stop().await;
}

async fn what_can_be_read_at_last_may_be_sent_again(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let post = shop.shopify("orders/create", &order(1));
    not_understood(&site, "orders/create", &post.body, &shop.id).await;
    site.accept(&post).await;
    site.accept(&post).await;
    assert_eq!(site.view("1").await["order_number"], "#1");
    assert_eq!(listed(&site).await, "nothing is quarantined");
    assert_eq!(stored::messages(&site.services).await.len(), 1);
    site.stop().await;
}

const REFUSED: &str = "The database does not like this";

async fn a_refused_message_does_not_cost_its_neighbours(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    let numbers: Vec<String> = (0..20).map(|index| format!("1ZBATCH{index:02}")).collect();
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    let all: Vec<&str> = numbers.iter().map(String::as_str).collect();
    site.accept(&shop.shopify("fulfillments/create", &fulfilment(11, 1, &all)))
        .await;
    refuse(&site).await;
    let bad = line_of(
        "in_transit",
        "departed_facility",
        "2026-05-12T03:00:00Z",
        REFUSED,
    );
    let posts: Vec<_> = numbers
        .iter()
        .enumerate()
        .map(|(index, number)| match index {
            7 | 13 => carrier.easypost(&tracker(number, &[JOURNEY[0], bad])),
            _ => carrier.easypost(&tracker(number, &JOURNEY[..2])),
        })
        .collect();
    let answers = join_all(posts.iter().map(|post| site.send(post))).await;
    let statuses: Vec<u16> = answers
        .iter()
        .map(|answer| answer.status().as_u16())
        .collect();
    for (index, (number, status)) in numbers.iter().zip(statuses).enumerate() {
        let scans = stored::scans(&site.services, number).await.len();
        let wanted = if index == 7 || index == 13 {
            (503, 0)
        } else {
            (200, 2)
        };
        assert_eq!((status, scans), wanted, "{number}");
    }
    // The sender tries again, and the database has come to its senses.
    accept_again(&site).await;
    site.accept(&posts[7]).await;
    assert_eq!(stored::scans(&site.services, &numbers[7]).await.len(), 2);
    site.stop().await;
}

async fn refuse(site: &Site) {
    let database = site.services.database.read();
    let sql = if is_sqlite(database) {
        format!(
            "create trigger refuse before insert on scan when new.text = '{REFUSED}' \
             begin select raise(abort, 'refused'); end"
        )
    } else {
        format!("alter table scan add constraint refuse check (text <> '{REFUSED}')")
    };
    database
        .execute_unprepared(&sql)
        .await
        .expect("the rule is made");
}

async fn accept_again(site: &Site) {
    let database = site.services.database.read();
    let sql = if is_sqlite(database) {
        "drop trigger refuse"
    } else {
        "alter table scan drop constraint refuse"
    };
    database
        .execute_unprepared(sql)
        .await
        .expect("the rule is dropped");
}
