//! Shipments and tracking numbers by hand.

use super::{
    ada_and_eve, flag_of, has_changed, is_not_there, is_wrong, late_order, parcel, trail,
    trail_length,
};
use crate::harness::payloads::{JOURNEY, door_shipment, fulfilment, order, tracker, with};
use crate::harness::{Site, at, on_both, stored};
use doorstep::claim::ClaimKind;
use doorstep::desk::Fault;
use doorstep::shipment::{Direction, ShipmentItem};
use serde_json::{Value, json};
use server::admin::Command;
use server::intake::desk::shipment::{self, NewShipment, Typed};
use server::intake::desk::{claim, mark};
use server::intake::forget::Run;
use server::privacy::{self, Whom};

on_both!(
    a_shipment_by_hand_joins_scans_that_came_before,
    a_number_is_added_replaced_and_taken_away,
    what_is_known_of_a_number_stays_with_it,
    a_shipment_is_taken_off_its_order,
    a_newer_word_of_the_shops_wins_later,
    a_stale_view_changes_nothing,
    of_two_who_change_a_shipment_at_once_one_does,
    what_was_typed_must_be_a_number,
    what_staff_said_is_a_message_like_all_others,
);

const fn typed<'a>(number: &'a str, carrier: &'a str) -> Typed<'a> {
    Typed { number, carrier }
}

const fn new(number: Option<Typed<'_>>) -> NewShipment<'_> {
    NewShipment {
        direction: Direction::Outbound,
        number,
        items: Vec::new(),
        service: None,
    }
}

/// What a page shows of its parcels: number, status, how many scans.
async fn shown(site: &Site, external_id: &str) -> Vec<String> {
    let view = site.view(external_id).await;
    let parcels = view["parcels"].as_array().expect("a list");
    let short = |parcel: &Value| {
        let days = parcel["days"].as_array().into_iter().flatten();
        let scans: usize = days
            .filter_map(|day| day["scans"].as_array())
            .map(Vec::len)
            .sum();
        let number = parcel["carrier"]["number"].as_str().unwrap_or("-");
        format!(
            "{number} {} {scans}",
            parcel["status"].as_str().unwrap_or("-")
        )
    };
    parcels.iter().map(short).collect()
}

async fn a_shipment_by_hand_joins_scans_that_came_before(site: Site) {
    let (ada, eve) = ada_and_eve(&site).await;
    let (order, door) = late_order(&site, "A-1").await;
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&carrier.easypost(&tracker("1ZHAND1", &JOURNEY[..3])))
        .await;
    let services = &site.services;
    let id = &*order.public_id;
    is_not_there(shipment::add(services, &eve, id, &new(None)).await);
    let by_ups = new(Some(typed("1z hand-1", "UPS")));
    let made = shipment::add(services, &ada, id, &by_ups).await;
    let made = made.expect("it is added");
    assert_eq!(shown(&site, "A-1").await, ["1ZHAND1 in_transit 3"]);
    let stored_one = parcel(&site, "A-1", 0).await;
    assert_eq!(stored_one.public_id, made);
    assert!(
        stored_one.external_id.starts_with("hand-"),
        "{stored_one:?}"
    );
    let late = flag_of(&site, &order, "not_shipped").await;
    assert!(late.cleared_ms.is_some(), "all of it has left");
    // What comes afterwards joins as well.
    site.accept(&carrier.easypost(&tracker("1ZHAND1", &JOURNEY)))
        .await;
    assert_eq!(shown(&site, "A-1").await, ["1ZHAND1 delivered 5"]);

    // The shop's own shipment stands beside it; a line that is not the
    // order's, or none of it, is in no shipment.
    site.accept(&door.post("shipments", &door_shipment("S-1", "A-1", "1ZSHOP1")))
        .await;
    let holding = |line: &str, quantity| NewShipment {
        items: vec![ShipmentItem {
            line_id: line.to_owned(),
            quantity,
        }],
        service: Some("Own van"),
        ..new(None)
    };
    is_not_there(shipment::add(services, &ada, id, &holding("9", 1)).await);
    is_not_there(shipment::add(services, &ada, id, &holding("1", 0)).await);
    shipment::add(services, &ada, id, &holding("1", 1))
        .await
        .expect("it is added");
    let view = site.view("A-1").await;
    assert_eq!(view["parcels"].as_array().map(Vec::len), Some(3));
    let by_van = stored::shipments(services, "A-1").await;
    let by_van = by_van.iter().find(|row| !row.tracked).expect("it is there");
    assert_eq!(by_van.service.as_deref(), Some("Own van"));
    assert!(by_van.handed_over_ms.is_some() && by_van.number.is_none());
    assert_eq!(trail(&site).await, ["stf_ada shipment_changed -"; 2]);
    site.stop().await;
}

async fn a_number_is_added_replaced_and_taken_away(site: Site) {
    let (ada, eve) = ada_and_eve(&site).await;
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    site.accept(&shop.shopify("fulfillments/create", &fulfilment(11, 1, &["1ZOLD11"])))
        .await;
    site.accept(&carrier.easypost(&tracker("1ZOLD11", &JOURNEY[..3])))
        .await;
    assert_eq!(shown(&site, "1").await, ["1ZOLD11 in_transit 3"]);
    let services = &site.services;
    let one = parcel(&site, "1", 0).await;
    let (id, seen) = (&*one.public_id, one.version_ms);
    let replace = async |actor, seen, number| {
        shipment::replace_number(services, actor, id, seen, typed(number, "")).await
    };
    is_not_there(replace(&eve, seen, "1Z5R89390357567127").await);
    is_wrong(
        shipment::replace_number(services, &ada, id, seen, typed("1ZOLD11", "ups")).await,
        Fault::SameNumber,
    );
    replace(&ada, seen, "1Z5R89390357567127")
        .await
        .expect("replaced");
    // The old number's scans have left the page, and stay away.
    let fresh = "1Z5R89390357567127 label_created 0";
    assert_eq!(shown(&site, "1").await, [fresh]);
    site.accept(&carrier.easypost(&tracker("1ZOLD11", &JOURNEY)))
        .await;
    assert_eq!(shown(&site, "1").await, [fresh]);
    assert_eq!(stored::scans(services, "1ZOLD11").await.len(), 5);
    site.accept(&carrier.easypost(&tracker("1Z5R89390357567127", &JOURNEY[..2])))
        .await;
    let moving = "1Z5R89390357567127 picked_up 2";
    assert_eq!(shown(&site, "1").await, [moving]);

    let seen = parcel(&site, "1", 0).await.version_ms;
    let add = async |actor, seen, number| {
        shipment::add_number(services, actor, id, seen, typed(number, "UPS")).await
    };
    is_not_there(add(&eve, seen, "1ZMORE22").await);
    is_wrong(
        add(&ada, seen, "1Z 5R8939 0357567127").await,
        Fault::SameNumber,
    );
    add(&ada, seen, "1ZMORE22").await.expect("added");
    let both = [moving, "1ZMORE22 label_created 0"];
    assert_eq!(shown(&site, "1").await, both);
    // The same number of another carrier is another tracking.
    let seen = parcel(&site, "1", 1).await;
    let fedex = typed("1ZMORE22", "FedEx");
    shipment::replace_number(services, &ada, &seen.public_id, seen.version_ms, fedex)
        .await
        .expect("replaced");
    assert_eq!(parcel(&site, "1", 1).await.carrier, "fedex");

    let second = parcel(&site, "1", 1).await;
    let (second_id, seen) = (&*second.public_id, second.version_ms);
    is_not_there(shipment::remove_number(services, &eve, second_id, seen).await);
    shipment::remove_number(services, &ada, second_id, seen)
        .await
        .expect("removed");
    assert_eq!(shown(&site, "1").await, [moving]);
    is_not_there(shipment::remove_number(services, &ada, second_id, seen).await);
    let seen = parcel(&site, "1", 0).await.version_ms;
    shipment::remove_number(services, &ada, id, seen)
        .await
        .expect("removed");
    assert_eq!(shown(&site, "1").await, ["- packed 0"]);
    let seen = parcel(&site, "1", 0).await.version_ms;
    is_wrong(
        shipment::remove_number(services, &ada, id, seen).await,
        Fault::NoTrackingNumber,
    );
    assert_eq!(trail(&site).await, ["stf_ada shipment_changed shp"; 5]);
    site.stop().await;
}

async fn what_is_known_of_a_number_stays_with_it(site: Site) {
    let (ada, _) = ada_and_eve(&site).await;
    let (order, door) = late_order(&site, "A-1").await;
    let carrier = site.connect("easypost", &[]).await;
    let numbers = json!({
        "number": null, "numbers": ["1ZONE11", "1ZTWO22"],
        "items": [{ "id": "1", "quantity": 1 }]
    });
    let two = with(door_shipment("S-1", "A-1", ""), &numbers);
    site.accept(&door.post("shipments", &two)).await;
    for number in ["1ZONE11", "1ZTWO22"] {
        site.accept(&carrier.easypost(&tracker(number, &JOURNEY[..3])))
            .await;
    }
    let services = &site.services;
    let of = async |number: &str| {
        let rows = stored::shipments(services, "A-1").await;
        let row = rows
            .into_iter()
            .find(|row| row.number.as_deref() == Some(number));
        row.expect("it is there")
    };
    let (one, two) = (of("1ZONE11").await, of("1ZTWO22").await);
    mark::mark(services, &ada, &one.public_id, "lost", "UPS rang.")
        .await
        .expect("marked");
    mark::mark(
        services,
        &ada,
        &two.public_id,
        "delivered",
        "The buyer rang.",
    )
    .await
    .expect("marked");
    let claim = claim::open(services, &ada, &one.public_id, ClaimKind::Lost, None);
    claim.await.expect("it is opened");

    shipment::remove_number(services, &ada, &one.public_id, one.version_ms)
        .await
        .expect("removed");
    assert_eq!(shown(&site, "A-1").await, ["1ZTWO22 in_transit 3"]);
    let stays = of("1ZTWO22").await;
    assert_eq!((stays.id, &stays.public_id), (two.id, &two.public_id));
    assert_eq!(stays.items().len(), 1, "it holds what the shipment holds");
    let marks_of = async |row: &server::db::shipment::Model| {
        let marks = server::db::mark::of_order(services.database.read(), order.id).await;
        let marks = marks.expect("marks can be read").into_iter();
        let of_row = marks.filter(|mark| mark.shipment_id == row.id);
        of_row.map(|mark| mark.why).collect::<Vec<_>>()
    };
    assert_eq!(marks_of(&stays).await, ["The buyer rang."]);
    let claims = server::db::claim::of_order(services.database.read(), order.id).await;
    let claims = claims.expect("claims can be read");
    assert_eq!(claims[0].shipment_id, one.id, "with the number it is about");

    // Another number is another parcel: nothing is known of it.
    let third = typed("1ZTHREE33", "UPS");
    shipment::add_number(services, &ada, &stays.public_id, stays.version_ms, third)
        .await
        .expect("added");
    let all = ["1ZTWO22 in_transit 3", "1ZTHREE33 label_created 0"];
    assert_eq!(shown(&site, "A-1").await, all);
    assert!(marks_of(&of("1ZTHREE33").await).await.is_empty());

    site.services.clock.step_to(at("2026-05-20T12:00:00Z"));
    // The shop's own word goes the same way: the first number goes, and comes
    // back behind the others.
    let newer = |numbers: Value, at: &str| {
        let fields = json!({ "number": null, "numbers": numbers, "updated_at": at });
        with(door_shipment("S-1", "A-1", ""), &fields)
    };
    let word = newer(json!(["1ZTHREE33", "1ZTWO22"]), "2026-05-20T09:00:00Z");
    site.accept(&door.post("shipments", &word)).await;
    let turned = ["1ZTHREE33 label_created 0", "1ZTWO22 in_transit 3"];
    assert_eq!(shown(&site, "A-1").await, turned, "in the shop's order");
    assert_eq!(of("1ZTWO22").await.id, two.id);
    assert_eq!(marks_of(&of("1ZTWO22").await).await, ["The buyer rang."]);
    site.stop().await;
}

async fn a_shipment_is_taken_off_its_order(site: Site) {
    let (ada, eve) = ada_and_eve(&site).await;
    let (order, door) = late_order(&site, "A-1").await;
    let carrier = site.connect("easypost", &[]).await;
    let numbers = json!({ "number": null, "numbers": ["1ZTWO1", "1ZTWO2"] });
    let two = with(door_shipment("S-1", "A-1", ""), &numbers);
    site.accept(&door.post("shipments", &two)).await;
    site.accept(&carrier.easypost(&tracker("1ZTWO2", &JOURNEY[..3])))
        .await;
    assert_eq!(shown(&site, "A-1").await.len(), 2);
    let services = &site.services;
    let meant = parcel(&site, "A-1", 1).await;
    let (id, seen) = (&*meant.public_id, meant.version_ms);
    is_not_there(shipment::remove(services, &eve, id, seen).await);
    has_changed(shipment::remove(services, &ada, id, seen + 1).await);
    shipment::remove(services, &ada, id, seen)
        .await
        .expect("it is gone");
    let view = site.view("A-1").await;
    assert_eq!(view["status"], "ordered", "{view:#}");
    assert_eq!(shown(&site, "A-1").await, ["- ordered 0"]);
    let flag = flag_of(&site, &order, "not_shipped").await;
    assert_eq!(flag.cleared_ms, None, "it waits at the shop again");
    is_not_there(shipment::remove(services, &ada, id, seen).await);
    // One that was made by hand goes in the same way.
    let by_hand = new(Some(typed("1ZHAND1", "UPS")));
    let made = shipment::add(services, &ada, &order.public_id, &by_hand).await;
    let made = made.expect("it is added");
    assert_eq!(shown(&site, "A-1").await, ["1ZHAND1 label_created 0"]);
    let seen = parcel(&site, "A-1", 0).await.version_ms;
    shipment::remove(services, &ada, &made, seen)
        .await
        .expect("it is gone");
    assert_eq!(shown(&site, "A-1").await, ["- ordered 0"]);
    site.stop().await;
}

async fn a_newer_word_of_the_shops_wins_later(site: Site) {
    let (ada, _) = ada_and_eve(&site).await;
    let (_, door) = late_order(&site, "A-1").await;
    let said = |number: &str, at: &str| {
        let body = with(
            door_shipment("S-1", "A-1", number),
            &json!({ "updated_at": at }),
        );
        door.post("shipments", &body)
    };
    site.accept(&said("1ZSHOP1", "2026-05-11T09:00:00Z")).await;
    let services = &site.services;
    let one = parcel(&site, "A-1", 0).await;
    let hand = typed("1ZHAND1", "UPS");
    shipment::replace_number(services, &ada, &one.public_id, one.version_ms, hand)
        .await
        .expect("replaced");
    // What the shop said before noon of the 15th is older, and so are more
    // numbers than there are.
    site.accept(&said("1ZSHOP2", "2026-05-15T11:00:00Z")).await;
    let more = json!({ "number": null, "numbers": ["1ZSHOP1", "1ZSHOP2"] });
    let older = with(door_shipment("S-1", "A-1", ""), &more);
    site.accept(&door.post("shipments", &older)).await;
    assert_eq!(shown(&site, "A-1").await, ["1ZHAND1 label_created 0"]);
    site.accept(&said("1ZSHOP3", "2026-05-15T13:00:00Z")).await;
    assert_eq!(shown(&site, "A-1").await, ["1ZSHOP3 label_created 0"]);
    // Staff change what the shop dated ahead of the clock.
    let one = parcel(&site, "A-1", 0).await;
    shipment::remove(services, &ada, &one.public_id, one.version_ms)
        .await
        .expect("it is gone");
    assert_eq!(shown(&site, "A-1").await, ["- ordered 0"]);
    site.accept(&said("1ZSHOP3", "2026-05-15T13:00:00Z")).await;
    assert_eq!(shown(&site, "A-1").await, ["- ordered 0"]);
    site.accept(&said("1ZSHOP4", "2026-05-15T14:00:00Z")).await;
    assert_eq!(shown(&site, "A-1").await, ["1ZSHOP4 label_created 0"]);
    site.stop().await;
}

async fn a_stale_view_changes_nothing(site: Site) {
    let (ada, _) = ada_and_eve(&site).await;
    let (_, door) = late_order(&site, "A-1").await;
    site.accept(&door.post("shipments", &door_shipment("S-1", "A-1", "1ZSHOP1")))
        .await;
    let services = &site.services;
    let one = parcel(&site, "A-1", 0).await;
    let (id, stale) = (&*one.public_id, one.version_ms);
    let newer = json!({ "updated_at": "2026-05-12T09:00:00Z", "service": "Express" });
    let newer = with(door_shipment("S-1", "A-1", "1ZSHOP2"), &newer);
    site.accept(&door.post("shipments", &newer)).await;
    let before = stored::shipments(services, "A-1").await;
    let length = trail_length(&site).await;
    let hand = typed("1ZHAND1", "UPS");
    has_changed(shipment::add_number(services, &ada, id, stale, hand).await);
    has_changed(shipment::replace_number(services, &ada, id, stale, hand).await);
    has_changed(shipment::remove_number(services, &ada, id, stale).await);
    has_changed(shipment::remove(services, &ada, id, stale).await);
    assert_eq!(stored::shipments(services, "A-1").await, before);
    assert_eq!(trail_length(&site).await, length);
    site.stop().await;
}

async fn of_two_who_change_a_shipment_at_once_one_does(site: Site) {
    let (ada, _) = ada_and_eve(&site).await;
    let bob = super::actor(&site, "bob", doorstep::staff::Role::Rep, &[]).await;
    let (_, door) = late_order(&site, "A-1").await;
    site.accept(&door.post("shipments", &door_shipment("S-1", "A-1", "1ZSHOP1")))
        .await;
    let services = &site.services;
    for round in 0..5 {
        let one = parcel(&site, "A-1", 0).await;
        let (id, seen) = (&*one.public_id, one.version_ms);
        let (hers, his) = (format!("1ZADA{round}"), format!("1ZBOB{round}"));
        let (ada_did, bob_did) = tokio::join!(
            shipment::replace_number(services, &ada, id, seen, typed(&hers, "UPS")),
            shipment::replace_number(services, &bob, id, seen, typed(&his, "UPS")),
        );
        let (number, lost) = if ada_did.is_ok() {
            (hers, bob_did)
        } else {
            bob_did.expect("one of them did");
            (his, ada_did)
        };
        has_changed(lost);
        let stands = parcel(&site, "A-1", 0).await;
        assert_eq!(stands.number.as_deref(), Some(&*number));
    }
    assert_eq!(trail_length(&site).await, 5, "the refused leave none");
    site.stop().await;
}

async fn what_was_typed_must_be_a_number(site: Site) {
    let (ada, _) = ada_and_eve(&site).await;
    let (order, door) = late_order(&site, "A-1").await;
    site.accept(&door.post("shipments", &door_shipment("S-1", "A-1", "1ZSHOP1")))
        .await;
    let services = &site.services;
    let one = parcel(&site, "A-1", 0).await;
    let (id, seen) = (&*one.public_id, one.version_ms);
    for (number, carrier, fault) in [
        ("", "UPS", Fault::NoTrackingNumber),
        ("n/a", "UPS", Fault::NoTrackingNumber),
        ("not yet known", "UPS", Fault::NoTrackingNumber),
        ("BIKE-7701", "", Fault::NoCarrier),
        ("BIKE-7701", "other", Fault::NoCarrier),
        ("1ZSHOP1", "UPS", Fault::SameNumber),
    ] {
        let typed = typed(number, carrier);
        let add = shipment::add_number(services, &ada, id, seen, typed).await;
        is_wrong(add, fault);
        let replace = shipment::replace_number(services, &ada, id, seen, typed).await;
        is_wrong(replace, fault);
        let whole = shipment::add(services, &ada, &order.public_id, &new(Some(typed))).await;
        is_wrong(whole, fault);
    }
    assert_eq!(trail_length(&site).await, 0);
    assert_eq!(shown(&site, "A-1").await, ["1ZSHOP1 label_created 0"]);
    let bike = typed("BIKE-7701", "Bike Bros.");
    shipment::replace_number(services, &ada, id, seen, bike)
        .await
        .expect("an unknown form with a carrier will do");
    let view = site.view("A-1").await;
    let carrier = &view["parcels"][0]["carrier"];
    assert_eq!(carrier["number"], "BIKE7701");
    assert_eq!(carrier["name"], "Bike Bros");
    site.stop().await;
}

async fn what_staff_said_is_a_message_like_all_others(site: Site) {
    let (ada, _) = ada_and_eve(&site).await;
    let shop = site.connect("shopify", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    site.accept(&shop.shopify("fulfillments/create", &fulfilment(11, 1, &["1ZOLD11"])))
        .await;
    let services = &site.services;
    let one = parcel(&site, "1", 0).await;
    let hand = typed("1ZHAND1", "UPS");
    shipment::replace_number(services, &ada, &one.public_id, one.version_ms, hand)
        .await
        .expect("replaced");
    let kept = stored::messages(services).await;
    let kept = kept.last().expect("it is kept");
    assert_eq!((&*kept.topic, &*kept.state), ("staff", "applied"));
    let body = String::from_utf8_lossy(&kept.body).into_owned();
    assert!(
        body.contains("number_replaced") && body.contains("stf_ada"),
        "{body}"
    );

    // Read again it says nothing new.
    let replay = Command::QuarantineReplay {
        message: Some(kept.public_id.clone()),
    };
    let said = site.command(replay.clone()).await.expect("it is read");
    assert!(said.contains("is in"), "{said}");
    assert_eq!(shown(&site, "1").await, ["1ZHAND1 label_created 0"]);

    // It is the person's, in an export and at the end.
    let whom = || Whom::parse("ada@example.com");
    let (whom_, brand) = (whom(), None);
    let said = site.command(Command::Export { whom: whom_, brand }).await;
    let export: Value = serde_json::from_str(&said.expect("it is exported")).expect("JSON");
    let messages = export["messages"].as_array().expect("a list");
    let own = messages.iter().find(|message| message["topic"] == "staff");
    let own = own.expect("it is hers");
    assert_eq!(own["speaks_of_others"], false, "{own:#}");

    // When it grows old its numbers stay, and it can still be read.
    services.clock.step_to(at("2026-09-15T12:00:00Z"));
    privacy::purge(services).await.expect("old things go");
    let messages = stored::messages(services).await;
    let cut = messages.iter().find(|row| row.id == kept.id);
    let cut = String::from_utf8_lossy(&cut.expect("it stays").body).into_owned();
    assert!(cut.contains("1ZHAND1") && cut.contains("replaced"), "{cut}");
    let said = site.command(replay).await.expect("it is read");
    assert!(said.contains("is in"), "{said}");
    let brand = None;
    let run = Run::ForGood;
    site.command(Command::Forget {
        whom: whom(),
        brand,
        run,
    })
    .await
    .expect("she is forgotten");
    let messages = stored::messages(services).await;
    assert!(
        messages.iter().all(|row| row.body.is_empty()),
        "{messages:?}"
    );

    // Nobody outside speaks as staff do, whatever they sign.
    let forged = shop.shopify_bytes("staff", kept.body.clone());
    assert_eq!(site.send(&forged).await.status(), 202, "it is quarantined");
    let messages = stored::messages(services).await;
    assert_eq!(messages.last().map(|row| &*row.topic), Some(""));
    site.stop().await;
}
