//! What shops say of orders and shipments: versions, numbers that move,
//! several numbers, rehearsals.

use crate::harness::payloads::{
    JOURNEY, door_order, door_scan, door_shipment, fulfilment, order, tracker, with,
};
use crate::harness::{Site, on_both, stored};
use serde_json::{Value, json};

on_both!(
    an_older_version_of_an_order_is_ignored,
    a_fulfilment_moves_to_another_number,
    a_fulfilment_has_several_numbers,
    a_test_order_stays_one,
    a_cancelled_order_says_so,
    an_order_and_a_shipment_come_through_the_door,
    a_parcel_is_scanned_by_the_shops_own_id,
);

fn numbers_shown(view: &Value) -> Vec<&str> {
    let parcels = view["parcels"].as_array().into_iter().flatten();
    parcels
        .filter_map(|parcel| parcel["carrier"]["number"].as_str())
        .collect()
}

async fn an_older_version_of_an_order_is_ignored(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let version = |name: &str, at: &str| {
        let body = with(order(1), &json!({ "name": name, "updated_at": at }));
        shop.shopify("orders/updated", &body)
    };
    site.accept(&version("#first", "2026-05-10T09:00:00Z"))
        .await;
    site.accept(&version("#third", "2026-05-12T09:00:00Z"))
        .await;
    site.accept(&version("#second", "2026-05-11T09:00:00Z"))
        .await;
    assert_eq!(site.view("1").await["order_number"], "#third");
    site.stop().await;
}

async fn a_fulfilment_moves_to_another_number(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    let version = |number: &str, at: &str| {
        let body = with(fulfilment(11, 1, &[number]), &json!({ "updated_at": at }));
        shop.shopify("fulfillments/update", &body)
    };
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    let first = version("1ZWRONG1", "2026-05-11T09:00:00Z");
    site.accept(&first).await;
    site.accept(&carrier.easypost(&tracker("1ZWRONG1", &JOURNEY[..2])))
        .await;
    assert_eq!(site.view("1").await["status"], "picked_up");
    site.accept(&version("1ZRIGHT1", "2026-05-11T12:00:00Z"))
        .await;
    let view = site.view("1").await;
    assert_eq!(numbers_shown(&view), ["1ZRIGHT1"]);
    assert_eq!(view["status"], "label_created", "{view:#}");
    // What is said of the old number, and the old version again, change nothing.
    site.accept(&carrier.easypost(&tracker("1ZWRONG1", &JOURNEY)))
        .await;
    site.accept(&first).await;
    site.accept(&version("1ZWRONG1", "2026-05-11T10:00:00Z"))
        .await;
    assert_eq!(site.view("1").await["status"], "label_created");
    site.accept(&carrier.easypost(&tracker("1ZRIGHT1", &JOURNEY[..4])))
        .await;
    let view = site.view("1").await;
    assert_eq!(view["status"], "out_for_delivery", "{view:#}");
    assert_eq!(numbers_shown(&view), ["1ZRIGHT1"]);
    site.stop().await;
}

async fn a_fulfilment_has_several_numbers(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    let both = fulfilment(11, 1, &["1ZBOX1", "1ZBOX2"]);
    site.accept(&shop.shopify("fulfillments/create", &both))
        .await;
    site.accept(&carrier.easypost(&tracker("1ZBOX1", &JOURNEY)))
        .await;
    site.accept(&carrier.easypost(&tracker("1ZBOX2", &JOURNEY[..3])))
        .await;
    let view = site.view("1").await;
    assert_eq!(numbers_shown(&view), ["1ZBOX1", "1ZBOX2"]);
    let statuses = [&view["parcels"][0]["status"], &view["parcels"][1]["status"]];
    assert_eq!(statuses, ["delivered", "in_transit"]);
    assert_eq!(
        view["status"], "in_transit",
        "not all of it is there: {view:#}"
    );
    let one = with(
        fulfilment(11, 1, &["1ZBOX2"]),
        &json!({ "updated_at": "2026-05-12T09:00:00Z" }),
    );
    site.accept(&shop.shopify("fulfillments/update", &one))
        .await;
    let view = site.view("1").await;
    assert_eq!(numbers_shown(&view), ["1ZBOX2"], "{view:#}");
    assert_eq!(view["status"], "in_transit", "{view:#}");
    site.stop().await;
}

async fn a_test_order_stays_one(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let rehearsal = with(order(1), &json!({ "test": true }));
    site.accept(&shop.shopify("orders/create", &rehearsal))
        .await;
    site.accept(&shop.shopify("orders/create", &order(2))).await;
    assert_eq!(site.view("1").await["status"], "ordered", "it has a page");
    let later = json!({ "test": false, "updated_at": "2026-05-12T09:00:00Z" });
    site.accept(&shop.shopify("orders/updated", &with(rehearsal, &later)))
        .await;
    assert_eq!(stored::order(&site.services, "1").await.kind, "test");
    assert_eq!(stored::order(&site.services, "2").await.kind, "live");
    site.stop().await;
}

async fn a_cancelled_order_says_so(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    let called_off = json!({
        "updated_at": "2026-05-10T15:00:00Z", "cancelled_at": "2026-05-10T15:00:00Z"
    });
    let body = with(order(1), &called_off);
    site.accept(&shop.shopify("orders/cancelled", &body)).await;
    let view = site.view("1").await;
    assert_eq!(view["status"], "cancelled", "{view:#}");
    let due = stored::notices(&site.services, "1").await;
    assert_eq!(
        due,
        ["order cancelled order", "order order_confirmed order"]
    );
    site.stop().await;
}

async fn an_order_and_a_shipment_come_through_the_door(site: Site) {
    let door = site.door(&[]).await;
    let shipment = door_shipment("S-1", "A-1", "1ZDOOR1");
    site.accept(&door.post("shipments", &shipment)).await;
    site.accept(&door.post("orders", &door_order("A-1"))).await;
    let scan = door_scan("1ZDOOR1", "in_transit", "2026-05-12T10:00:00-04:00");
    site.accept(&door.post("scans", &json!([scan, scan]))).await;
    site.accept(&door.post("scans", &scan)).await;
    let view = site.view("A-1").await;
    assert_eq!(view["status"], "in_transit", "{view:#}");
    assert_eq!(view["order_number"], "#A-1");
    assert_eq!(stored::scans(&site.services, "1ZDOOR1").await.len(), 1);
    site.stop().await;
}

async fn a_parcel_is_scanned_by_the_shops_own_id(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let event = json!({
        "id": 900, "fulfillment_id": 11, "status": "out_for_delivery",
        "happened_at": "2026-05-13T12:00:00Z"
    });
    site.accept(&shop.shopify("fulfillment_events/create", &event))
        .await;
    site.accept(&shop.shopify("fulfillments/create", &fulfilment(11, 1, &[])))
        .await;
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    let view = site.view("1").await;
    assert_eq!(view["status"], "out_for_delivery", "{view:#}");
    site.stop().await;
}
