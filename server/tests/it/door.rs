//! The plain JSON door: what it answers, item by item, and what it stores.

use crate::harness::payloads::{door_order, door_scan, order, with};
use crate::harness::{Door, Post, Site, on_both, stored};
use serde_json::{Value, json};

on_both!(
    without_a_key_nothing_is_read,
    what_is_not_json_is_told_so,
    fields_to_mend_are_named,
    a_bad_item_does_not_spoil_its_neighbours,
    items_come_as_one_as_many_and_line_by_line,
    a_body_over_one_mebibyte_is_too_large,
);

async fn problem(site: &Site, post: &Post) -> (u16, Value) {
    let response = site.send(post).await;
    let status = response.status().as_u16();
    let kind = response.headers()["content-type"]
        .to_str()
        .ok()
        .map(str::to_owned);
    assert_eq!(kind.as_deref(), Some("application/problem+json"));
    let body: Value = response.json().await.expect("a problem is JSON");
    assert_eq!(body["status"], status, "{body:#}");
    (status, body)
}

async fn without_a_key_nothing_is_read(site: Site) {
    let door = site.door(&[]).await;
    let other = Door {
        key: format!("{}x", door.key),
    };
    let none = Post {
        headers: Vec::new(),
        ..door.post("orders", &door_order("A-1"))
    };
    for part in ["orders", "shipments", "scans"] {
        let (status, body) = problem(&site, &other.post(part, &json!([]))).await;
        assert_eq!(status, 401, "{body:#}");
    }
    assert_eq!(problem(&site, &none).await.0, 401);
    assert!(stored::messages(&site.services).await.is_empty());
    site.stop().await;
}

async fn what_is_not_json_is_told_so(site: Site) {
    let door = site.door(&[]).await;
    for body in ["", "   ", "{\"id\": ", "hello", "<order/>"] {
        let post = door.post_bytes("orders", body.as_bytes().to_vec());
        let (status, told) = problem(&site, &post).await;
        assert_eq!(status, 400, "{body}: {told:#}");
    }
    assert!(stored::messages(&site.services).await.is_empty());
    site.stop().await;
}

async fn fields_to_mend_are_named(site: Site) {
    let door = site.door(&[]).await;
    let bad = with(
        door_order("A-1"),
        &json!({ "placed_at": "yesterday", "nmber": 7 }),
    );
    let (status, told) = problem(&site, &door.post("orders", &bad)).await;
    assert_eq!(status, 422, "{told:#}");
    let errors = told["results"][0]["errors"].as_array().expect("a list");
    let fields: Vec<&str> = errors
        .iter()
        .filter_map(|error| error["field"].as_str())
        .collect();
    assert!(
        fields.contains(&"placed_at") && fields.contains(&"nmber"),
        "{told:#}"
    );
    assert!(stored::messages(&site.services).await.is_empty());
    assert!(stored::orders_of(&site.services, "A-1").await.is_empty());
    site.stop().await;
}

async fn a_bad_item_does_not_spoil_its_neighbours(site: Site) {
    let door = site.door(&[]).await;
    let bad = with(door_order("A-2"), &json!({ "items": [] }));
    let items = json!([door_order("A-1"), bad, "nonsense", door_order("A-3")]);
    let response = site.send(&door.post("orders", &items)).await;
    assert_eq!(response.status(), 200);
    let body: Value = response.json().await.expect("results are JSON");
    let results = body["results"].as_array().expect("a list");
    let statuses: Vec<&str> = results
        .iter()
        .filter_map(|one| one["status"].as_str())
        .collect();
    assert_eq!(
        statuses,
        ["stored", "refused", "refused", "stored"],
        "{body:#}"
    );
    let indexes: Vec<u64> = results
        .iter()
        .filter_map(|one| one["index"].as_u64())
        .collect();
    assert_eq!(indexes, [0, 1, 2, 3]);
    assert_eq!(results[1]["errors"][0]["field"], "items", "{body:#}");
    for (id, count) in [("A-1", 1), ("A-2", 0), ("A-3", 1)] {
        assert_eq!(
            stored::orders_of(&site.services, id).await.len(),
            count,
            "{id}"
        );
    }
    site.stop().await;
}

async fn items_come_as_one_as_many_and_line_by_line(site: Site) {
    let door = site.door(&[]).await;
    site.accept(&door.post("orders", &door_order("A-1"))).await;
    let lines = format!("{}\n{{broken\n\n{}\n", door_order("A-2"), door_order("A-3"));
    let response = site
        .send(&door.post_bytes("orders", lines.into_bytes()))
        .await;
    assert_eq!(response.status(), 200);
    let body: Value = response.json().await.expect("results are JSON");
    let results = body["results"].as_array().expect("a list");
    let statuses: Vec<&str> = results
        .iter()
        .filter_map(|one| one["status"].as_str())
        .collect();
    assert_eq!(statuses, ["stored", "refused", "stored"], "{body:#}");
    for id in ["A-1", "A-2", "A-3"] {
        assert_eq!(site.view(id).await["status"], "ordered", "{id}");
    }
    let times = ["2026-05-12T10:00:00Z", "2026-05-12T10:00:01Z", "2026-05-12"];
    let scans = times.map(|time| door_scan("1ZMANY1", "in_transit", time).to_string());
    site.accept(&door.post_bytes("scans", scans.join("\n").into_bytes()))
        .await;
    assert_eq!(stored::scans(&site.services, "1ZMANY1").await.len(), 3);
    site.stop().await;
}

async fn a_body_over_one_mebibyte_is_too_large(site: Site) {
    let door = site.door(&[]).await;
    let shop = site.connect("shopify", &[]).await;
    let sized = |body: Value, size: usize| {
        let mut body = body.to_string().into_bytes();
        body.resize(size, b' ');
        body
    };
    let largest = 1024 * 1024;
    for (size, status) in [(largest, 200), (largest + 1, 413)] {
        let post = door.post_bytes("orders", sized(door_order("A-1"), size));
        assert_eq!(site.send(&post).await.status(), status, "{size}");
        let post = shop.shopify_bytes("orders/create", sized(order(1), size));
        assert_eq!(site.send(&post).await.status(), status, "{size}");
    }
    assert_eq!(stored::messages(&site.services).await.len(), 2);
    site.stop().await;
}
