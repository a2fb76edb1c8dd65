//! Flags: raised by time and by scans, cleared by what ends their cause, and
//! the table of silence that tells them apart.

use crate::harness::payloads::{
    JOURNEY, Line, door_order, door_shipment, fulfilment, line_of, order, tracker, with,
};
use crate::harness::{Site, at, on_both, stored};
use chrono::{DateTime, Utc};
use doorstep::flag::{Because, Flag, Raised};
use doorstep::silence::{Basis, Lane, Stage};
use sea_orm::EntityTrait;
use serde_json::json;
use server::db::{flag, silence};
use server::intake::Again;

on_both!(
    silence_raises_a_flag_and_a_scan_clears_it,
    what_has_not_left_is_flagged_until_all_of_it_has,
    the_order_of_arrival_changes_no_flag,
    waits_are_counted_once_and_shorten_the_limit,
    rehearsals_raise_flags_and_teach_nothing,
);

/// Every flag of an order, as the console would list them.
async fn flags(site: &Site, external_id: &str) -> Vec<flag::Model> {
    let order = stored::order(&site.services, external_id).await;
    flag::of_order(site.services.database.read(), order.id)
        .await
        .expect("flags can be read")
}

/// The flags of an order in short: whose, which, and whether it is up.
async fn told(site: &Site, external_id: &str) -> Vec<String> {
    let flags = flags(site, external_id).await;
    let short = |row: &flag::Model| {
        let of = if row.shipment_id.is_some() {
            "parcel"
        } else {
            "order"
        };
        let is_up = if row.cleared_ms.is_none() {
            "up"
        } else {
            "cleared"
        };
        format!("{of} {} {is_up}", row.kind)
    };
    flags.iter().map(short).collect()
}

async fn raised(site: &Site, external_id: &str, flag: Flag) -> Raised {
    let flags = flags(site, external_id).await;
    let open = flags.iter().filter(|row| row.cleared_ms.is_none());
    open.filter_map(flag::Model::raised)
        .find(|raised| raised.flag == flag)
        .unwrap_or_else(|| panic!("{flag:?} is not up: {flags:?}"))
}

async fn time_passes(site: &Site, until: &str) {
    // What is due may be due again on the way.
    for _ in 0..4 {
        site.time_passes_until(at(until)).await;
    }
}

const FOUND: Line = line_of(
    "in_transit",
    "arrived_at_facility",
    "2026-05-18T12:00:00Z",
    "Arrived at facility",
);

async fn silence_raises_a_flag_and_a_scan_clears_it(site: Site) {
    site.services.clock.step_to(at("2026-05-12T12:00:00Z"));
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    site.accept(&shop.shopify("fulfillments/create", &fulfilment(11, 1, &["1ZSILENT1"])))
        .await;
    let mut lines = JOURNEY[..3].to_vec();
    site.accept(&carrier.easypost(&tracker("1ZSILENT1", &lines)))
        .await;
    let before = site.view("1").await;

    // 72 working hours after the scan of Tuesday, 3 o'clock.
    time_passes(&site, "2026-05-15T02:59:59Z").await;
    assert_eq!(told(&site, "1").await, [""; 0]);
    time_passes(&site, "2026-05-15T03:00:00Z").await;
    let stuck = raised(&site, "1", Flag::Stuck).await;
    assert_eq!(stuck.since, at("2026-05-15T03:00:00Z"));
    assert!(stuck.due > stuck.since);
    let Because::Silent { since, limit, .. } = stuck.because else {
        panic!("{stuck:?}");
    };
    assert_eq!((since, limit.hours), (at("2026-05-12T03:00:00Z"), 72));
    let after = site.view("1").await;
    assert!(
        after["revision"].as_i64() > before["revision"].as_i64(),
        "who looks at the order is told"
    );
    let due = at("2026-05-17T12:00:00Z");
    time_passes(&site, "2026-05-17T12:00:00Z").await;
    let again = Again::due(&site.services.database, due, 10)
        .await
        .expect("what is due can be read");
    assert_eq!(again.count(), 0, "nothing is looked at without end");
    assert_eq!(
        told(&site, "1").await,
        ["parcel stuck up"],
        "it is raised once"
    );

    site.services.clock.step_to(at("2026-05-18T12:30:00Z"));
    lines.push(FOUND);
    site.accept(&carrier.easypost(&tracker("1ZSILENT1", &lines)))
        .await;
    assert_eq!(told(&site, "1").await, ["parcel stuck cleared"]);
    let cleared = flags(&site, "1").await[0].cleared_ms;
    assert_eq!(
        cleared.and_then(DateTime::<Utc>::from_timestamp_millis),
        Some(at("2026-05-18T12:30:00Z"))
    );

    // It falls silent again: another row, and the first one stays.
    time_passes(&site, "2026-05-21T12:00:00Z").await;
    assert_eq!(
        told(&site, "1").await,
        ["parcel stuck up", "parcel stuck cleared"]
    );
    time_passes(&site, "2026-07-01T12:00:00Z").await;
    assert_eq!(
        told(&site, "1").await,
        ["parcel lost up", "parcel stuck up", "parcel stuck cleared"],
        "the worst comes first"
    );
    let queue = flag::open_of_brand(
        site.services.database.read(),
        flags(&site, "1").await[0].brand_id,
    )
    .await
    .expect("the queue can be read");
    let kinds: Vec<&str> = queue.iter().map(|row| row.kind.as_str()).collect();
    assert_eq!(kinds, ["lost", "stuck"]);
    site.stop().await;
}

async fn what_has_not_left_is_flagged_until_all_of_it_has(site: Site) {
    site.services.clock.step_to(at("2026-05-10T10:00:00Z"));
    let door = site.door(&[]).await;
    site.accept(&door.post("orders", &door_order("A-1"))).await;
    // Ordered on a Sunday; two working days end with Wednesday.
    time_passes(&site, "2026-05-13T23:59:59Z").await;
    assert_eq!(told(&site, "A-1").await, [""; 0]);
    time_passes(&site, "2026-05-14T00:00:00Z").await;
    assert_eq!(told(&site, "A-1").await, ["order not_shipped up"]);

    let half = with(
        door_shipment("S-1", "A-1", "1ZHALF1"),
        &json!({
            "items": [{ "id": "1", "quantity": 1 }],
            "updated_at": "2026-05-14T09:00:00Z",
            "packed_at": "2026-05-14T09:00:00Z"
        }),
    );
    site.accept(&door.post("shipments", &half)).await;
    assert_eq!(
        told(&site, "A-1").await,
        ["order not_shipped up"],
        "half of it waits"
    );
    let rest = with(half, &json!({ "id": "S-2", "number": "1ZHALF2" }));
    site.accept(&door.post("shipments", &rest)).await;
    assert_eq!(told(&site, "A-1").await, ["order not_shipped cleared"]);

    let called_off = with(
        door_order("A-2"),
        &json!({ "updated_at": "2026-05-14T00:00:00Z", "cancelled_at": "2026-05-14T00:00:00Z" }),
    );
    site.accept(&door.post("orders", &door_order("A-2"))).await;
    assert_eq!(
        told(&site, "A-2").await,
        ["order not_shipped up"],
        "at once when it is late"
    );
    site.accept(&door.post("orders", &called_off)).await;
    assert_eq!(told(&site, "A-2").await, ["order not_shipped cleared"]);
    site.stop().await;
}

async fn the_order_of_arrival_changes_no_flag(site: Site) {
    site.services.clock.step_to(at("2026-05-22T12:00:00Z"));
    let door = site.door(&[]).await;
    let carrier = site.connect("easypost", &[]).await;
    let mut lines = JOURNEY[..3].to_vec();
    lines.push(line_of(
        "in_transit",
        "departed_facility",
        "2026-05-18T08:00:00Z",
        "Departed from facility",
    ));
    let parts = [0..1, 1..2, 2..4];
    for (id, turn) in [("F-1", [0, 1, 2]), ("F-2", [2, 1, 0]), ("F-3", [1, 2, 0])] {
        let number = format!("1ZTURN{id}").replace('-', "");
        let shipment = door_shipment(&format!("S{id}"), id, &number);
        if id == "F-2" {
            site.accept(&door.post("shipments", &shipment)).await;
        }
        for part in turn {
            let part = &lines[parts[part].clone()];
            for _ in 0..2 {
                site.accept(&carrier.easypost(&tracker(&number, part)))
                    .await;
            }
        }
        site.accept(&door.post("orders", &door_order(id))).await;
        site.accept(&door.post("shipments", &shipment)).await;
        let up: Vec<Raised> = flags(&site, id)
            .await
            .iter()
            .filter(|row| row.cleared_ms.is_none())
            .filter_map(flag::Model::raised)
            .collect();
        let kinds: Vec<&str> = up.iter().map(|raised| raised.flag.code()).collect();
        assert_eq!(kinds, ["stuck"], "{id}");
        assert_eq!(up[0].since, at("2026-05-21T08:00:00Z"), "{id}");
    }
    site.stop().await;
}

/// How often each stage was counted.
async fn counted(site: &Site) -> Vec<String> {
    let rows = silence::Entity::find()
        .all(site.services.database.read())
        .await
        .expect("the table can be read");
    let mut counted: Vec<String> = rows
        .iter()
        .map(|row| {
            let lane = format!("{} {}>{}", row.carrier, row.origin, row.destination);
            format!("{lane} {} {} x{}", row.stage, row.step, row.waits)
        })
        .collect();
    counted.sort();
    counted
}

async fn waits_are_counted_once_and_shorten_the_limit(site: Site) {
    site.services.clock.step_to(at("2026-05-13T18:00:00Z"));
    let door = site.door(&[]).await;
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&door.post("orders", &door_order("C-1"))).await;
    site.accept(&door.post("shipments", &door_shipment("S-1", "C-1", "1ZCOUNT1")))
        .await;
    // The end first, and what was before it a day later.
    site.accept(&carrier.easypost(&tracker("1ZCOUNT1", &JOURNEY[4..])))
        .await;
    time_passes(&site, "2026-05-14T18:00:00Z").await;
    site.accept(&carrier.easypost(&tracker("1ZCOUNT1", &JOURNEY[..4])))
        .await;
    time_passes(&site, "2026-05-16T17:29:59Z").await;
    assert_eq!(counted(&site).await, [""; 0], "late news may still come");
    time_passes(&site, "2026-05-16T17:30:00Z").await;
    let once = [
        "ups US-NJ>US-NY in_transit 29 x1",
        "ups US-NJ>US-NY journey 31 x1",
        "ups US-NJ>US-NY label 20 x1",
        "ups US-NJ>US-NY out_for_delivery 18 x1",
        "ups US-NJ>US-NY picked_up 21 x1",
    ];
    assert_eq!(counted(&site).await, once);
    site.accept(&carrier.easypost(&tracker("1ZCOUNT1", &JOURNEY)))
        .await;
    let later = line_of(
        "in_transit",
        "departed_facility",
        "2026-05-12T09:00:00Z",
        "Departed",
    );
    site.accept(&carrier.easypost(&tracker("1ZCOUNT1", &[later])))
        .await;
    time_passes(&site, "2026-05-20T12:00:00Z").await;
    assert_eq!(counted(&site).await, once, "each parcel counts once");

    // A thousand such parcels later nobody waits three days for a scan.
    let lane = Lane {
        origin: "US-NJ".into(),
        destination: "US-NY".into(),
    };
    let of = |stage, step| ("ups".to_owned(), lane.clone(), stage, step);
    let counts = [
        (of(Stage::InTransit, 21), 999),
        (of(Stage::Journey, 31), 999),
    ];
    let transaction = site.services.database.begin().await.expect("it begins");
    silence::count(&transaction, &counts.into_iter().collect())
        .await
        .expect("it is counted");
    transaction.commit().await.expect("it is kept");
    site.services
        .limits
        .read_again(&site.services.database)
        .await
        .expect("the limits can be read");
    site.accept(&door.post("orders", &door_order("C-2"))).await;
    site.accept(&door.post("shipments", &door_shipment("S-2", "C-2", "1ZCOUNT2")))
        .await;
    let moving = line_of(
        "in_transit",
        "departed_facility",
        "2026-05-18T12:00:00Z",
        "Departed",
    );
    site.accept(&carrier.easypost(&tracker("1ZCOUNT2", &[moving])))
        .await;
    let stuck = raised(&site, "C-2", Flag::Stuck).await;
    let Because::Silent { limit, .. } = stuck.because else {
        panic!("{stuck:?}");
    };
    assert_eq!(limit.basis, Basis::Lane);
    assert!(limit.hours < 48, "{limit:?}");
    site.stop().await;
}

async fn rehearsals_raise_flags_and_teach_nothing(site: Site) {
    site.services.clock.step_to(at("2026-06-20T12:00:00Z"));
    let door = site.door(&[]).await;
    let carrier = site.connect("easypost", &[]).await;
    for id in ["K-1", "K-2"] {
        let order = with(door_order(id), &json!({ "test": true }));
        site.accept(&door.post("orders", &order)).await;
    }
    let shipment = door_shipment("S-1", "K-1", "1ZKIND1");
    site.accept(&door.post("shipments", &shipment)).await;
    site.accept(&carrier.easypost(&tracker("1ZKIND1", &JOURNEY)))
        .await;
    let told_of = told(&site, "K-1").await;
    assert!(
        told_of.iter().all(|flag| flag.ends_with(" cleared")),
        "{told_of:?}"
    );
    assert_eq!(told(&site, "K-2").await, ["order not_shipped up"]);
    assert_eq!(counted(&site).await, [""; 0]);
    site.stop().await;
}
