//! Rows of the queue, notes, and what was opened.

use super::{
    actor, ada_and_eve, flag_of, has_changed, history, is_not_there, is_wrong, late_order,
    open_contact, parcel, revision, trail, trail_length,
};
use crate::harness::payloads::{
    self, JOURNEY, door_order, door_shipment, fulfilment, tracker, with,
};
use crate::harness::{Site, at, on_both, stored};
use doorstep::contact::{Channel, Topic};
use doorstep::desk::Fault;
use doorstep::staff::Role;
use sea_orm::EntityTrait;
use serde_json::json;
use server::admin::Command;
use server::db::staff_order::Pin;
use server::db::{contact, flag, orders, staff_order};
use server::intake::Again;
use server::intake::desk::contact::{NewContact, open};
use server::intake::desk::queue::{self, Act, Item};
use server::intake::desk::{note, opened, shipment};
use server::intake::forget::Run;
use server::privacy::Whom;

on_both!(
    a_row_is_taken_handed_over_and_given_back,
    of_two_who_take_at_once_one_does,
    a_row_is_out_of_sight_for_a_while,
    a_resolved_flag_stays_up_and_comes_back_as_another,
    a_resolved_contact_is_closed,
    a_resolved_contact_lets_its_flag_go,
    many_rows_each_have_their_own_outcome,
    notes_stand_with_their_order_or_contact,
    each_opening_is_in_the_trail,
);

/// A flag and a contact of the same order, as rows of the queue.
async fn rows(site: &Site, order: &orders::Model) -> [Item; 2] {
    let flag = flag_of(site, order, "not_shipped").await;
    let contact = open_contact(site, order, "K7P2").await;
    [Item::Flag(flag.public_id), Item::Contact(contact.public_id)]
}

/// What staff changed of a row: version, owner, snooze, resolved.
async fn stands(site: &Site, item: &Item) -> (i64, Option<i64>, Option<i64>, Option<String>) {
    let read = site.services.database.read();
    match item {
        Item::Flag(id) => {
            let rows = flag::Entity::find().all(read).await.expect("flags");
            let row = rows.into_iter().find(|row| row.public_id == *id);
            let row = row.expect("it is there");
            assert_eq!(row.resolved_ms.is_some(), row.resolved_why.is_some());
            (
                row.version,
                row.owner_id,
                row.snoozed_until_ms,
                row.resolved_why,
            )
        }
        Item::Contact(id) => {
            let rows = contact::Entity::find().all(read).await.expect("contacts");
            let row = rows.into_iter().find(|row| row.public_id == *id);
            let row = row.expect("it is there");
            assert_eq!(row.closed_ms.is_some(), row.closed_why.is_some());
            (
                row.version,
                row.owner_id,
                row.snoozed_until_ms,
                row.closed_why,
            )
        }
    }
}

async fn a_row_is_taken_handed_over_and_given_back(site: Site) {
    let (ada, eve) = ada_and_eve(&site).await;
    let bob = actor(&site, "bob", Role::Manager, &["shop", "other"]).await;
    let (order, _) = late_order(&site, "A-1").await;
    for item in rows(&site, &order).await {
        let services = &site.services;
        let length = trail_length(&site).await;
        is_not_there(queue::take(services, &eve, &item, 0).await);
        has_changed(queue::take(services, &ada, &item, 1).await);
        let nobody = Item::Flag("flg_none".to_owned());
        is_not_there(queue::take(services, &ada, &nobody, 0).await);
        assert_eq!(stands(&site, &item).await, (0, None, None, None));
        assert_eq!(trail_length(&site).await, length, "a refusal leaves none");

        let before = revision(&site, &order).await;
        queue::take(services, &ada, &item, 0).await.expect("taken");
        assert_eq!(stands(&site, &item).await, (1, Some(ada.id), None, None));
        assert_eq!(revision(&site, &order).await, before + 1);
        assert_eq!(services.bus.newest(order.id), Some(before + 1));
        has_changed(queue::take(services, &bob, &item, 0).await);

        for to in [&eve.public_id, "stf_none"] {
            let outcome = queue::hand_over(services, &ada, &item, 1, to).await;
            is_wrong(outcome, Fault::NotTheirBrand);
        }
        let handed = queue::hand_over(services, &ada, &item, 1, &bob.public_id).await;
        handed.expect("handed over");
        assert_eq!(stands(&site, &item).await, (2, Some(bob.id), None, None));
        queue::give_back(services, &bob, &item, 2)
            .await
            .expect("given back");
        assert_eq!(stands(&site, &item).await, (3, None, None, None));
    }
    let owned = [
        "stf_ada owned flg",
        "stf_ada owned flg",
        "stf_bob owned flg",
        "stf_ada owned cnt",
        "stf_ada owned cnt",
        "stf_bob owned cnt",
    ];
    assert_eq!(trail(&site).await, owned);
    let told: Vec<String> = history(&site, &order)
        .await
        .into_iter()
        .map(|(kind, body)| format!("{kind} {body}"))
        .collect();
    let expected = [
        r#"event {"did":"handed_over","flag":"not_shipped","to":"bob"}"#,
        r#"event {"did":"handed_over","to":"bob"}"#,
    ];
    assert_eq!(told, expected);
    site.stop().await;
}

async fn of_two_who_take_at_once_one_does(site: Site) {
    let ada = actor(&site, "ada", Role::Rep, &["shop"]).await;
    let bob = actor(&site, "bob", Role::Rep, &[]).await;
    let (order, _) = late_order(&site, "A-1").await;
    for item in rows(&site, &order).await {
        for version in 0..5 {
            let services = &site.services;
            let (one, other) = tokio::join!(
                queue::take(services, &ada, &item, version),
                queue::take(services, &bob, &item, version),
            );
            let winner = if one.is_ok() { &ada } else { &bob };
            let (won, lost) = if one.is_ok() {
                (one, other)
            } else {
                (other, one)
            };
            won.expect("one of them has it");
            has_changed(lost);
            let (now, owner, ..) = stands(&site, &item).await;
            assert_eq!((now, owner), (version + 1, Some(winner.id)));
        }
    }
    assert_eq!(trail_length(&site).await, 10);
    site.stop().await;
}

async fn a_row_is_out_of_sight_for_a_while(site: Site) {
    let (ada, eve) = ada_and_eve(&site).await;
    let (order, _) = late_order(&site, "A-1").await;
    for item in rows(&site, &order).await {
        let services = &site.services;
        let until = async |actor, version, text| {
            queue::snooze(services, actor, &item, version, at(text)).await
        };
        // The clock stands at noon of 15 May.
        for moment in [
            "2026-05-15T11:59:00Z",
            "2026-05-15T12:00:00Z",
            "2026-06-14T12:00:01Z",
        ] {
            is_wrong(until(&ada, 0, moment).await, Fault::WrongMoment);
        }
        is_not_there(until(&eve, 0, "2026-05-18T09:00:00Z").await);
        has_changed(until(&ada, 7, "2026-05-18T09:00:00Z").await);
        until(&ada, 0, "2026-06-14T12:00:00Z")
            .await
            .expect("snoozed");
        let snoozed = Some(at("2026-06-14T12:00:00Z").timestamp_millis());
        assert_eq!(stands(&site, &item).await, (1, None, snoozed, None));
        // Who takes it has it before their eyes.
        queue::take(services, &ada, &item, 1).await.expect("taken");
        assert_eq!(stands(&site, &item).await, (2, Some(ada.id), None, None));
        until(&ada, 2, "2026-05-15T12:00:01Z")
            .await
            .expect("snoozed");
        let (_, owner, ..) = stands(&site, &item).await;
        assert_eq!(owner, Some(ada.id), "it is still hers");
    }
    let done = trail(&site).await;
    let snoozed = done.iter().filter(|line| line.contains(" snoozed "));
    assert_eq!(snoozed.count(), 4);
    site.stop().await;
}

async fn a_resolved_flag_stays_up_and_comes_back_as_another(site: Site) {
    let (ada, eve) = ada_and_eve(&site).await;
    let (order, door) = late_order(&site, "A-1").await;
    let first = flag_of(&site, &order, "not_shipped").await;
    let item = Item::Flag(first.public_id.clone());
    let services = &site.services;
    let resolve = async |actor, version, why: &str| {
        queue::resolve(services, actor, &item, version, why).await
    };
    is_wrong(resolve(&ada, 0, " \n").await, Fault::NoWords);
    is_wrong(resolve(&ada, 0, &"x".repeat(501)).await, Fault::TooLong);
    is_not_there(resolve(&eve, 0, "done").await);
    has_changed(resolve(&ada, 3, "done").await);
    resolve(&ada, 0, " It leaves today. ")
        .await
        .expect("resolved");
    let stored_flag = flag_of(&site, &order, "not_shipped").await;
    assert_eq!(
        stored_flag.resolved_why.as_deref(),
        Some("It leaves today.")
    );
    assert_eq!(stored_flag.resolved_by, Some(ada.id));
    assert_eq!(stored_flag.cleared_ms, None, "its cause lasts");
    is_wrong(resolve(&ada, 1, "again").await, Fault::IsResolved);
    is_wrong(
        queue::take(services, &ada, &item, 1).await,
        Fault::IsResolved,
    );
    // What it says may get worse: it is dealt with all the same.
    let older =
        json!({ "placed_at": "2026-05-08T09:00:00Z", "updated_at": "2026-05-11T09:00:00Z" });
    site.accept(&door.post("orders", &with(door_order("A-1"), &older)))
        .await;
    let worse = flag_of(&site, &order, "not_shipped").await;
    assert_ne!(worse.reason, first.reason);
    assert!(worse.resolved_ms.is_some() && worse.id == first.id);

    queue::reopen(services, &ada, &item, 1).await.expect("open");
    has_changed(queue::reopen(services, &ada, &item, 2).await);
    resolve(&ada, 2, "It has left.").await.expect("resolved");
    site.accept(&door.post("shipments", &door_shipment("S-1", "A-1", "1ZHAND1")))
        .await;
    assert!(
        flag_of(&site, &order, "not_shipped")
            .await
            .cleared_ms
            .is_some()
    );
    has_changed(queue::reopen(services, &ada, &item, 3).await);

    // Its cause comes again: another flag, and the first one stays as it was.
    let gone = parcel(&site, "A-1", 0).await;
    shipment::remove(services, &ada, &gone.public_id, gone.version_ms)
        .await
        .expect("it is taken off the order");
    let second = flag_of(&site, &order, "not_shipped").await;
    assert_ne!(second.id, first.id);
    assert_eq!((second.resolved_ms, second.owner_id), (None, None));
    let kept = history(&site, &order).await;
    let kinds: Vec<&str> = kept
        .iter()
        .filter_map(|(_, body)| body.split('"').nth(3))
        .collect();
    assert_eq!(kinds, ["resolved", "reopened", "resolved"]);
    let done = trail(&site).await;
    assert!(
        done.iter().all(|line| !line.contains("leaves")),
        "words of staff may name people: {done:?}"
    );
    site.stop().await;
}

async fn a_resolved_contact_is_closed(site: Site) {
    let (ada, eve) = ada_and_eve(&site).await;
    let (order, _) = late_order(&site, "A-1").await;
    let contact = open_contact(&site, &order, "K7P2").await;
    let item = Item::Contact(contact.public_id);
    let services = &site.services;
    is_wrong(
        queue::resolve(services, &ada, &item, 0, "").await,
        Fault::NoWords,
    );
    is_not_there(queue::resolve(services, &eve, &item, 0, "done").await);
    queue::resolve(services, &ada, &item, 0, "She has it.")
        .await
        .expect("resolved");
    let why = Some("She has it.".to_owned());
    assert_eq!(stands(&site, &item).await, (1, None, None, why));
    // The order was derived again at once: nothing is left to look at.
    let now = services.clock.now();
    let due = Again::due(&services.database, now, 10).await;
    assert_eq!(due.expect("it can be read").count(), 0);
    has_changed(queue::reopen(services, &ada, &item, 0).await);
    queue::reopen(services, &ada, &item, 1).await.expect("open");
    assert_eq!(stands(&site, &item).await, (2, None, None, None));
    let done = ["stf_ada resolved cnt", "stf_ada reopened cnt"];
    assert_eq!(trail(&site).await, done);
    site.stop().await;
}

async fn a_resolved_contact_lets_its_flag_go(site: Site) {
    let (ada, _) = ada_and_eve(&site).await;
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&shop.shopify("orders/create", &payloads::order(1)))
        .await;
    let sent = fulfilment(11, 1, &["1ZGONE1"]);
    site.accept(&shop.shopify("fulfillments/create", &sent))
        .await;
    site.accept(&carrier.easypost(&tracker("1ZGONE1", &JOURNEY)))
        .await;
    let services = &site.services;
    let order = stored::order(services, "1").await;
    let now = services.clock.now();
    let new = NewContact {
        brand_id: order.brand_id,
        order: &order,
        shipment: None,
        topic: Topic::NotReceived,
        channel: Channel::Page,
        body: "It is not here.",
        photos: Vec::new(),
        idempotency_key: None,
        staff: None,
        api_key: None,
    };
    let opened = open(services, new, now).await.expect("it is opened");
    let item = Item::Contact(opened.contact);
    let gone = "delivered_not_received";
    assert_eq!(flag_of(&site, &order, gone).await.cleared_ms, None);
    let (version, ..) = stands(&site, &item).await;
    queue::resolve(services, &ada, &item, version, "A neighbour had it.")
        .await
        .expect("resolved");
    let first = flag_of(&site, &order, gone).await;
    assert!(first.cleared_ms.is_some(), "its cause has gone");
    queue::reopen(services, &ada, &item, version + 1)
        .await
        .expect("open");
    let second = flag_of(&site, &order, gone).await;
    assert_eq!(second.cleared_ms, None, "it is back at once");
    assert_ne!(second.id, first.id);
    site.stop().await;
}

async fn many_rows_each_have_their_own_outcome(site: Site) {
    let (ada, eve) = ada_and_eve(&site).await;
    let (order, _) = late_order(&site, "A-1").await;
    let [flag, contact] = rows(&site, &order).await;
    let services = &site.services;
    let rows = [
        (flag.clone(), 0),
        (contact.clone(), 4),
        (Item::Contact("cnt_none".to_owned()), 0),
        (contact.clone(), 0),
    ];
    let until = at("2026-05-18T09:00:00Z");
    let mut outcomes = queue::many(services, &ada, &rows, Act::Snooze { until }).await;
    assert_eq!(outcomes.len(), 4);
    outcomes.pop().expect("the last").expect("the contact");
    is_not_there(outcomes.pop().expect("the third"));
    has_changed(outcomes.pop().expect("the second"));
    outcomes.pop().expect("the first").expect("the flag");
    for item in [&flag, &contact] {
        assert_eq!(stands(&site, item).await.2, Some(until.timestamp_millis()));
    }
    let outcomes = queue::many(services, &eve, &rows, Act::GiveBack).await;
    outcomes.into_iter().for_each(is_not_there);
    site.stop().await;
}

async fn notes_stand_with_their_order_or_contact(site: Site) {
    let (ada, eve) = ada_and_eve(&site).await;
    let (order, _) = late_order(&site, "A-1").await;
    let (second, _) = late_order(&site, "A-2").await;
    let contact = open_contact(&site, &order, "K7P2").await;
    let services = &site.services;
    let (id, on) = (&*order.public_id, Some(&*contact.public_id));
    let write = async |actor, order: &str, on: Option<&str>, body: &str| {
        note::write(services, actor, order, on, body).await
    };
    is_wrong(write(&ada, id, None, "  ").await, Fault::NoWords);
    is_wrong(
        write(&ada, id, None, &"x".repeat(4_001)).await,
        Fault::TooLong,
    );
    is_not_there(write(&eve, id, None, "Hello").await);
    is_not_there(write(&ada, &second.public_id, on, "Hello").await);
    is_not_there(write(&ada, id, Some("cnt_none"), "Hello").await);
    assert_eq!(trail_length(&site).await, 0);

    let before = revision(&site, &order).await;
    write(&ada, id, None, " She rang. ").await.expect("written");
    write(&ada, id, on, "Her sister rang.")
        .await
        .expect("written");
    let flag = flag_of(&site, &order, "not_shipped").await;
    queue::note(
        services,
        &ada,
        &Item::Flag(flag.public_id),
        "Asked the store.",
    )
    .await
    .expect("written");
    assert_eq!(revision(&site, &order).await, before + 3);
    let notes = ["She rang.", "Her sister rang.", "Asked the store."];
    let notes = notes.map(|body| ("note".to_owned(), body.to_owned()));
    assert_eq!(history(&site, &order).await, notes);
    let written = ["ord", "cnt", "flg"].map(|on| format!("stf_ada note_written {on}"));
    assert_eq!(trail(&site).await, written);

    let forget = Command::Forget {
        whom: Whom::parse("#A-1"),
        brand: None,
        run: Run::ForGood,
    };
    site.command(forget).await.expect("she is forgotten");
    is_wrong(
        write(&ada, id, None, "She rang again.").await,
        Fault::Forgotten,
    );
    site.stop().await;
}

async fn each_opening_is_in_the_trail(site: Site) {
    let (ada, eve) = ada_and_eve(&site).await;
    let (order, _) = late_order(&site, "A-1").await;
    let services = &site.services;
    let id = &*order.public_id;
    is_not_there(opened::opened(services, &eve, id).await);
    is_not_there(opened::pin(services, &eve, id, Pin::On).await);
    let before = revision(&site, &order).await;
    let kept = async || {
        let rows = staff_order::Entity::find().all(services.database.read());
        let rows = rows.await.expect("they can be read");
        let short = |row: &staff_order::Model| (row.staff_id, row.opened_ms, row.pinned);
        rows.iter().map(short).collect::<Vec<_>>()
    };
    opened::opened(services, &ada, id).await.expect("opened");
    opened::pin(services, &ada, id, Pin::On)
        .await
        .expect("pinned");
    let noon = services.clock.now().timestamp_millis();
    assert_eq!(kept().await, [(ada.id, noon, true)]);
    services.clock.step_to(at("2026-05-15T12:01:00Z"));
    opened::opened(services, &ada, id).await.expect("opened");
    assert_eq!(kept().await, [(ada.id, noon + 60_000, true)]);
    opened::pin(services, &ada, id, Pin::Off)
        .await
        .expect("let go");
    assert_eq!(kept().await, [(ada.id, noon + 60_000, false)]);
    assert_eq!(trail(&site).await, ["stf_ada order_opened ord"; 2]);
    assert_eq!(revision(&site, &order).await, before, "nothing changed");
    let there = stored::order(services, "A-1").await;
    assert_eq!(there.revision, before);
    site.stop().await;
}
