//! Time and dates: what is late without a scan, and every date ever shown.

use crate::harness::payloads::{
    JOURNEY, door_order, door_shipment, fulfilment, line_of, order, tracker_expected, with,
};
use crate::harness::{Site, at, on_both, stored};
use serde_json::json;

on_both!(
    time_alone_makes_a_parcel_late,
    every_date_shown_is_kept_with_its_reason,
    a_date_changed_before_anything_was_shipped_is_kept,
);

async fn time_alone_makes_a_parcel_late(site: Site) {
    site.services.clock.step_to(at("2026-05-12T12:00:00Z"));
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    site.accept(&shop.shopify("fulfillments/create", &fulfilment(11, 1, &["1ZLATE1"])))
        .await;
    let on_its_way = tracker_expected("1ZLATE1", &JOURNEY[..3], "2026-05-13");
    site.accept(&carrier.easypost(&on_its_way)).await;
    let early = site.view("1").await;
    assert_eq!(
        early["parcels"][0]["window"]["standing"], "open",
        "{early:#}"
    );

    site.time_passes_until(at("2026-05-13T21:00:00Z")).await;
    let same = site.view("1").await;
    assert_eq!(
        same["revision"], early["revision"],
        "nothing has changed yet"
    );

    // By the evening it is on no van.
    site.time_passes_until(at("2026-05-13T23:00:00Z")).await;
    let at_risk = site.view("1").await;
    assert_eq!(at_risk["parcels"][0]["window"]["standing"], "open");
    let due = stored::notices(&site.services, "1").await;
    assert!(
        due.contains(&"11/0 delay risk-2026-05-13".to_owned()),
        "{due:?}"
    );

    // The day ends in New York.
    site.time_passes_until(at("2026-05-14T04:02:00Z")).await;
    let late = site.view("1").await;
    assert_eq!(
        late["parcels"][0]["window"]["standing"], "missed",
        "{late:#}"
    );
    assert_eq!(late["status"], "in_transit", "a late parcel still moves");
    assert!(late["revision"].as_i64() > early["revision"].as_i64());
    let due = stored::notices(&site.services, "1").await;
    assert!(
        due.contains(&"11/0 delay missed-2026-05-13".to_owned()),
        "{due:?}"
    );

    site.time_passes_until(at("2026-05-16T12:00:00Z")).await;
    assert_eq!(
        stored::notices(&site.services, "1").await,
        due,
        "it is said once"
    );
    site.stop().await;
}

async fn every_date_shown_is_kept_with_its_reason(site: Site) {
    site.services.clock.step_to(at("2026-05-12T12:00:00Z"));
    let door = site.door(&[]).await;
    let carrier = site.connect("easypost", &[]).await;
    let promised = with(door_order("A-1"), &json!({ "expected": "2026-05-13" }));
    site.accept(&door.post("orders", &promised)).await;
    site.accept(&door.post("shipments", &door_shipment("S-1", "A-1", "1ZDATE1")))
        .await;
    let mut lines = JOURNEY[..2].to_vec();
    site.accept(&carrier.easypost(&tracker_expected("1ZDATE1", &lines, "2026-05-14")))
        .await;
    let storm = line_of(
        "in_transit",
        "weather_delay",
        "2026-05-12T08:00:00Z",
        "Weather delay",
    );
    lines.push(storm);
    site.accept(&carrier.easypost(&tracker_expected("1ZDATE1", &lines, "2026-05-18")))
        .await;
    // The same day again is no new date.
    lines.push(line_of(
        "in_transit",
        "departed_facility",
        "2026-05-12T11:00:00Z",
        "Departed",
    ));
    site.accept(&carrier.easypost(&tracker_expected("1ZDATE1", &lines, "2026-05-18")))
        .await;
    let kept = [
        "shop 2026-05-13 -",
        "carrier 2026-05-14 -",
        "carrier 2026-05-18 weather",
    ];
    assert_eq!(stored::promises(&site.services, "A-1").await, kept);
    let view = site.view("A-1").await;
    let shown = view["parcels"][0]["promises"].as_array().expect("a list");
    assert_eq!(shown.len(), 3, "{view:#}");
    let current: Vec<bool> = shown.iter().map(|date| date["current"] == true).collect();
    assert_eq!(current, [false, false, true], "{view:#}");
    let note = shown[2]["note"].as_str().unwrap_or_default();
    assert!(note.contains("weather"), "{note}");

    // An older estimate that comes late takes none of them away.
    let older = tracker_expected("1ZDATE1", &JOURNEY[..1], "2026-05-15");
    site.accept(&carrier.easypost(&older)).await;
    let after = stored::promises(&site.services, "A-1").await;
    assert_eq!(after[..3], kept, "{after:?}");
    site.stop().await;
}

async fn a_date_changed_before_anything_was_shipped_is_kept(site: Site) {
    site.services.clock.step_to(at("2026-05-11T12:00:00Z"));
    let door = site.door(&[]).await;
    let expected = |date: &str, version: &str| {
        let said = json!({ "expected": date, "updated_at": version });
        with(door_order("A-1"), &said)
    };
    let first = expected("2026-05-13", "2026-05-11T10:00:00Z");
    site.accept(&door.post("orders", &first)).await;
    let later = expected("2026-05-15", "2026-05-11T11:00:00Z");
    site.accept(&door.post("orders", &later)).await;
    // The same day again is no new date.
    let again = expected("2026-05-15", "2026-05-11T11:30:00Z");
    site.accept(&door.post("orders", &again)).await;
    let kept = ["shop 2026-05-13 -", "shop 2026-05-15 -"];
    assert_eq!(stored::promises(&site.services, "A-1").await, kept);
    let dates = |view: &serde_json::Value| -> Vec<String> {
        let shown = view["parcels"][0]["promises"].as_array().expect("a list");
        shown.iter().map(|date| date["date"].to_string()).collect()
    };
    let before = dates(&site.view("A-1").await);
    assert_eq!(before.len(), 2, "{before:?}");

    // The parcel goes on with the order's dates, and writes none twice.
    let shipment = door_shipment("S-1", "A-1", "1ZDATE2");
    site.accept(&door.post("shipments", &shipment)).await;
    assert_eq!(stored::promises(&site.services, "A-1").await, kept);
    assert_eq!(dates(&site.view("A-1").await), before);
    site.stop().await;
}
