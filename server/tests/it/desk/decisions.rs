//! Claims, marks and corrections: what staff decide beside the carrier's
//! truth.

use super::{
    actor, ada_and_eve, flag_of, has_changed, history, is_not_there, is_wrong, late_order, parcel,
    revision, trail, trail_length,
};
use crate::harness::payloads::{
    JOURNEY, door_shipment, fulfilment, line_of, order, tracker, tracker_expected, with,
};
use crate::harness::{Site, at, on_both, stored};
use doorstep::claim::{ClaimKind, ClaimState, Evidence, Piece};
use doorstep::correction::{CorrectionKind, Party};
use doorstep::desk::Fault;
use doorstep::mark::Marked;
use doorstep::staff::Role;
use serde_json::{Value, json};
use server::admin::Command;
use server::db::{claim, correction, flag, mark, orders};
use server::intake::desk::claim::{Amount, Decision};
use server::intake::desk::queue::{self, Item};
use server::intake::desk::{claim as claims, correction as corrections, mark as marks};
use server::intake::forget::Run;
use server::privacy::Whom;

on_both!(
    a_claim_goes_from_opening_to_the_carriers_decision,
    a_parcel_has_one_claim_of_a_kind_at_a_time,
    a_claims_deadline_is_its_carriers,
    a_mark_stands_beside_the_carriers_truth,
    a_correction_says_who_has_to_be_told,
    what_staff_wrote_goes_with_its_person,
);

async fn claims_of(site: &Site, order: &orders::Model) -> Vec<claim::Model> {
    let found = claim::of_order(site.services.database.read(), order.id).await;
    found.expect("claims can be read")
}

/// An order of Ada's that UPS delivered on 13 May, expected on the 12th.
async fn delivered(site: &Site, id: u64, number: &str) -> orders::Model {
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(id)))
        .await;
    let sent = fulfilment(id * 100, id, &[number]);
    site.accept(&shop.shopify("fulfillments/create", &sent))
        .await;
    let told = tracker_expected(number, &JOURNEY, "2026-05-12");
    site.accept(&carrier.easypost(&told)).await;
    stored::order(&site.services, &id.to_string()).await
}

fn dollars(minor: i64) -> Amount {
    Amount {
        minor,
        currency: "usd".to_owned(),
    }
}

async fn a_claim_goes_from_opening_to_the_carriers_decision(site: Site) {
    let (ada, eve) = ada_and_eve(&site).await;
    let order = delivered(&site, 1, "1ZCLAIM1").await;
    let services = &site.services;
    let parcel = parcel(&site, "1", 0).await.public_id;
    let open = async |actor, amount| {
        claims::open(services, actor, &parcel, ClaimKind::Damaged, amount).await
    };
    is_not_there(open(&eve, None).await);
    is_wrong(open(&ada, Some(dollars(0))).await, Fault::NoAmount);
    let odd = Amount {
        minor: 1,
        currency: "dollar".to_owned(),
    };
    is_wrong(open(&ada, Some(odd)).await, Fault::NoAmount);
    let before = revision(&site, &order).await;
    let id = open(&ada, Some(dollars(5_990)))
        .await
        .expect("it is opened");
    assert_eq!(revision(&site, &order).await, before + 1);
    let row = claims_of(&site, &order).await.remove(0);
    assert_eq!(row.public_id, id);
    assert_eq!((row.carrier.as_str(), row.version), ("ups", 0));
    assert_eq!(row.claim_state(), Some(ClaimState::Open));
    assert_eq!(row.currency.as_deref(), Some("USD"));
    assert_eq!(row.pieces().len(), ClaimKind::Damaged.wanted().len());
    assert!(row.pieces().iter().all(|piece| !piece.at_hand));

    let photos = Piece {
        evidence: Evidence::PhotosOfDamage,
        at_hand: true,
        words: Some(" in K7P2 ".to_owned()),
    };
    let foreign = Piece {
        evidence: Evidence::RecipientStatement,
        ..photos.clone()
    };
    let long = Piece {
        words: Some("x".repeat(501)),
        ..photos.clone()
    };
    let tick = async |actor, version, said: &[Piece]| {
        claims::evidence(services, actor, &id, version, said).await
    };
    is_not_there(tick(&eve, 0, std::slice::from_ref(&photos)).await);
    has_changed(tick(&ada, 1, std::slice::from_ref(&photos)).await);
    is_wrong(tick(&ada, 0, &[long]).await, Fault::TooLong);
    tick(&ada, 0, &[photos, foreign]).await.expect("ticked");
    let row = claims_of(&site, &order).await.remove(0);
    let at_hand: Vec<Piece> = row.pieces().into_iter().filter(|p| p.at_hand).collect();
    assert_eq!(at_hand.len(), 1, "only what the kind wants: {at_hand:?}");
    assert_eq!(at_hand[0].words.as_deref(), Some("in K7P2"));

    has_changed(claims::file(services, &ada, &id, 0).await);
    is_not_there(claims::file(services, &eve, &id, 1).await);
    has_changed(claims::decide(services, &ada, &id, 1, Decision::Refuses).await);
    claims::file(services, &ada, &id, 1).await.expect("filed");
    has_changed(claims::file(services, &ada, &id, 2).await);
    let half = || Decision::Pays(Some(dollars(3_000)));
    let nothing = Decision::Pays(Some(dollars(-1)));
    is_wrong(
        claims::decide(services, &ada, &id, 2, nothing).await,
        Fault::NoAmount,
    );
    is_not_there(claims::decide(services, &eve, &id, 2, half()).await);
    let elsewhere = Amount {
        minor: 3_000,
        currency: "EUR".to_owned(),
    };
    is_wrong(
        claims::decide(services, &ada, &id, 2, Decision::Pays(Some(elsewhere))).await,
        Fault::NoAmount,
    );
    claims::decide(services, &ada, &id, 2, half())
        .await
        .expect("paid");
    let row = claims_of(&site, &order).await.remove(0);
    assert_eq!(row.claim_state(), Some(ClaimState::Paid));
    let money = (row.amount_minor, row.decided_minor, row.currency.as_deref());
    assert_eq!(money, (Some(5_990), Some(3_000), Some("USD")));
    assert_eq!(row.version, 3);
    assert!(row.filed_ms.is_some() && row.decided_ms.is_some());
    has_changed(claims::withdraw(services, &ada, &id, 3).await);
    has_changed(tick(&ada, 3, &[]).await);
    assert_eq!(trail(&site).await, ["stf_ada claim_changed clm"; 4]);
    site.stop().await;
}

async fn a_parcel_has_one_claim_of_a_kind_at_a_time(site: Site) {
    let ada = actor(&site, "ada", Role::Rep, &["shop"]).await;
    let bob = actor(&site, "bob", Role::Rep, &[]).await;
    let order = delivered(&site, 1, "1ZCLAIM1").await;
    let services = &site.services;
    let parcel = parcel(&site, "1", 0).await.public_id;
    let open = async |actor, kind| claims::open(services, actor, &parcel, kind, None).await;
    let (hers, his) = tokio::join!(
        open(&ada, ClaimKind::NotReceived),
        open(&bob, ClaimKind::NotReceived),
    );
    let (id, lost) = if hers.is_ok() {
        (hers, his)
    } else {
        (his, hers)
    };
    let id = id.expect("one of them has it");
    is_wrong(lost, Fault::ClaimIsOpen);
    open(&ada, ClaimKind::Damaged).await.expect("another kind");
    claims::file(services, &ada, &id, 0).await.expect("filed");
    is_wrong(open(&ada, ClaimKind::NotReceived).await, Fault::ClaimIsOpen);
    claims::withdraw(services, &ada, &id, 1)
        .await
        .expect("withdrawn");
    open(&ada, ClaimKind::NotReceived)
        .await
        .expect("the first one is over");
    assert_eq!(claims_of(&site, &order).await.len(), 3);
    let read = services.database.read();
    let pending = claim::pending_of_brands(read, &[order.brand_id]).await;
    assert_eq!(pending.expect("they can be read").len(), 2);
    site.stop().await;
}

async fn a_claims_deadline_is_its_carriers(site: Site) {
    let (ada, _) = ada_and_eve(&site).await;
    let order = delivered(&site, 1, "1ZCLAIM1").await;
    let services = &site.services;
    let ups = parcel(&site, "1", 0).await.public_id;
    for kind in [ClaimKind::Damaged, ClaimKind::Lost] {
        claims::open(services, &ada, &ups, kind, None)
            .await
            .expect("it is opened");
    }
    let rows = claims_of(&site, &order).await;
    let deadline = |row: &claim::Model| (row.deadline.clone(), row.deadline_known);
    // 60 days from the day it was to arrive, and from the one it did.
    assert_eq!(deadline(&rows[0]), ("2026-07-11".to_owned(), true));
    assert_eq!(deadline(&rows[1]), ("2026-07-12".to_owned(), true));

    // A carrier whose terms nobody read, and a shipment that nobody named one
    // for.
    let (late, door) = late_order(&site, "A-1").await;
    let bike = with(
        door_shipment("S-1", "A-1", "BIKE7701"),
        &json!({ "carrier": "Bike Bros." }),
    );
    site.accept(&door.post("shipments", &bike)).await;
    let unnamed = json!({ "carrier": null, "number": null });
    let unnamed = with(door_shipment("S-2", "A-1", ""), &unnamed);
    site.accept(&door.post("shipments", &unnamed)).await;
    let bike = parcel(&site, "A-1", 0).await.public_id;
    claims::open(services, &ada, &bike, ClaimKind::Lost, None)
        .await
        .expect("it is opened");
    let row = claims_of(&site, &late).await.remove(0);
    // Three weeks from when it was packed, and a guess.
    assert_eq!(deadline(&row), ("2026-06-01".to_owned(), false));
    let unnamed = parcel(&site, "A-1", 1).await.public_id;
    let outcome = claims::open(services, &ada, &unnamed, ClaimKind::Lost, None).await;
    is_wrong(outcome, Fault::NoCarrier);
    site.stop().await;
}

async fn a_mark_stands_beside_the_carriers_truth(site: Site) {
    let (ada, eve) = ada_and_eve(&site).await;
    site.services.clock.step_to(at("2026-05-18T12:00:00Z"));
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    let sent = fulfilment(11, 1, &["1ZMARK1"]);
    site.accept(&shop.shopify("fulfillments/create", &sent))
        .await;
    site.accept(&carrier.easypost(&tracker("1ZMARK1", &JOURNEY[..3])))
        .await;
    let order = stored::order(&site.services, "1").await;
    let services = &site.services;
    let parcel = parcel(&site, "1", 0).await.public_id;
    let mark_as = async |actor, marked: &str, why: &str| {
        marks::mark(services, actor, &parcel, marked, why).await
    };
    is_not_there(mark_as(&eve, "lost", "it is").await);
    is_wrong(mark_as(&ada, "in_transit", "it is").await, Fault::NoStatus);
    is_wrong(mark_as(&ada, "lost", " ").await, Fault::NoWords);
    is_wrong(
        mark_as(&ada, "lost", &"x".repeat(501)).await,
        Fault::TooLong,
    );
    has_changed(marks::withdraw(services, &ada, &parcel).await);
    assert_eq!(trail_length(&site).await, 0);

    let before = without_revision(site.view("1").await);
    let flags = flag::of_order(services.database.read(), order.id).await;
    let flags = flags.expect("flags can be read");
    assert_eq!(flags[0].kind, "stuck");
    let seen = revision(&site, &order).await;
    mark_as(&ada, "delivered", "The buyer rang.")
        .await
        .expect("marked");
    has_changed(mark_as(&ada, "lost", "It is not.").await);
    assert_eq!(revision(&site, &order).await, seen + 1);
    assert_eq!(without_revision(site.view("1").await), before);
    site.time_passes_until(at("2026-05-18T12:30:00Z")).await;
    let now = flag::of_order(services.database.read(), order.id).await;
    assert_eq!(now.expect("flags can be read"), flags);
    let kept = async || {
        let rows = mark::of_order(services.database.read(), order.id).await;
        rows.expect("marks can be read")
    };
    let row = kept().await.remove(0);
    assert_eq!(row.marked(), Some(Marked::Delivered));
    assert_eq!((&*row.why, row.staff_id), ("The buyer rang.", ada.id));

    // The carrier goes on as it does.
    let moved = line_of(
        "in_transit",
        "arrived_at_facility",
        "2026-05-18T12:10:00Z",
        "Arrived",
    );
    site.accept(&carrier.easypost(&tracker("1ZMARK1", &[moved])))
        .await;
    assert_eq!(site.view("1").await["status"], "in_transit");
    is_not_there(marks::withdraw(services, &eve, &parcel).await);
    marks::withdraw(services, &ada, &parcel)
        .await
        .expect("withdrawn");
    mark_as(&ada, "lost", "They found the box empty.")
        .await
        .expect("marked anew");
    let rows = kept().await;
    assert_eq!(rows.len(), 2, "both stay");
    assert!(rows[0].withdrawn_ms.is_none() && rows[1].withdrawn_ms.is_some());
    assert_eq!(trail(&site).await, ["stf_ada marked shp"; 3]);
    site.stop().await;
}

/// A view without what counts its changes.
fn without_revision(view: Value) -> Value {
    with(view, &json!({ "revision": null }))
}

async fn a_correction_says_who_has_to_be_told(site: Site) {
    let (ada, eve) = ada_and_eve(&site).await;
    let order = delivered(&site, 1, "1ZTOLD1").await;
    let services = &site.services;
    let id = &*order.public_id;
    let address = CorrectionKind::Address;
    let write = async |actor, body: &str, must_know: &[Party]| {
        corrections::write(services, actor, id, address, body, must_know).await
    };
    is_not_there(write(&eve, "7 Front Street", &[]).await);
    is_wrong(write(&ada, "\n", &[]).await, Fault::NoWords);
    is_wrong(write(&ada, &"x".repeat(4_001), &[]).await, Fault::TooLong);
    let all = async || {
        let rows = correction::of_order(services.database.read(), order.id).await;
        rows.expect("corrections can be read")
    };
    assert!(all().await.is_empty());
    let seen = revision(&site, &order).await;
    let written = write(&ada, " 7 Front Street\nBrooklyn ", &Party::ALL).await;
    let written = written.expect("it is taken down");
    assert_eq!(revision(&site, &order).await, seen + 1);
    let row = all().await.remove(0);
    assert_eq!(row.body, "7 Front Street\nBrooklyn");
    assert_eq!(row.untold(), Party::ALL);
    let told = async |actor, party| corrections::told(services, actor, &written, party).await;
    is_not_there(told(&eve, Party::Shop).await);
    told(&ada, Party::Carrier).await.expect("it is noted");
    has_changed(told(&ada, Party::Carrier).await);
    assert_eq!(all().await[0].untold(), [Party::Shop]);
    told(&ada, Party::Shop).await.expect("it is noted");
    assert!(all().await[0].untold().is_empty());

    let instruction = CorrectionKind::Instruction;
    let only_carrier = [Party::Carrier];
    let ring = "Ring at the back";
    let second = corrections::write(services, &ada, id, instruction, ring, &only_carrier).await;
    let second = second.expect("it is taken down");
    let need_not = corrections::told(services, &ada, &second, Party::Shop).await;
    has_changed(need_not);
    // The shop's own word stands as it was.
    let export = Command::Export {
        whom: Whom::parse("#1"),
        brand: None,
    };
    let export = site.command(export).await.expect("it is exported");
    let export: Value = serde_json::from_str(&export).expect("JSON");
    let told = &export["orders"][0];
    assert_eq!(told["destination"]["street"], json!(["12 Mill Lane"]));
    assert_eq!(told["corrections"][0]["text"], ring);
    assert_eq!(trail(&site).await, ["stf_ada corrected cor"; 4]);
    site.stop().await;
}

async fn what_staff_wrote_goes_with_its_person(site: Site) {
    let (ada, _) = ada_and_eve(&site).await;
    let order = delivered(&site, 1, "1ZGONE1").await;
    let late = late_order(&site, "A-1").await.0;
    let services = &site.services;
    let parcel = parcel(&site, "1", 0).await.public_id;
    let canary = "CANARY Lang, 12 Mill Lane";
    let kind = CorrectionKind::Address;
    corrections::write(services, &ada, &order.public_id, kind, canary, &[])
        .await
        .expect("it is taken down");
    marks::mark(services, &ada, &parcel, "lost", canary)
        .await
        .expect("marked");
    let claim = claims::open(services, &ada, &parcel, ClaimKind::Lost, None).await;
    let claim = claim.expect("it is opened");
    let piece = |words: Option<&str>| Piece {
        evidence: Evidence::Value,
        at_hand: true,
        words: words.map(str::to_owned),
    };
    claims::evidence(services, &ada, &claim, 0, &[piece(Some(canary))])
        .await
        .expect("ticked");
    let flag = flag_of(&site, &late, "not_shipped").await;
    queue::resolve(services, &ada, &Item::Flag(flag.public_id), 0, canary)
        .await
        .expect("resolved");

    for whom in ["#1", "#A-1"] {
        let forget = Command::Forget {
            whom: Whom::parse(whom),
            brand: None,
            run: Run::ForGood,
        };
        let said = site.command(forget).await.expect("they are forgotten");
        let erased = said
            .lines()
            .find(|line| line.contains("corrected addresses"));
        let count = if whom == "#1" { "3" } else { "1" };
        let erased = erased.map(str::trim);
        assert!(erased.is_some_and(|line| line.starts_with(count)), "{said}");
    }
    let read = services.database.read();
    let row = correction::of_order(read, order.id)
        .await
        .expect("it is read");
    assert_eq!(row[0].body, "");
    let row = mark::of_order(read, order.id).await.expect("it is read");
    assert_eq!(row[0].why, "");
    let row = claims_of(&site, &order).await.remove(0);
    assert!(!row.evidence.contains("CANARY"), "{}", row.evidence);
    assert!(row.pieces().iter().any(|piece| piece.at_hand), "it counts");
    let flag = flag_of(&site, &late, "not_shipped").await;
    assert_eq!(flag.resolved_why.as_deref(), Some(""));
    assert_eq!(history(&site, &order).await.len(), 0);

    // Nothing personal is taken in any more; what is not goes on.
    let again = corrections::write(services, &ada, &order.public_id, kind, canary, &[]).await;
    is_wrong(again, Fault::Forgotten);
    let words = [piece(Some(canary))];
    let again = claims::evidence(services, &ada, &claim, 1, &words).await;
    is_wrong(again, Fault::Forgotten);
    claims::evidence(services, &ada, &claim, 1, &[piece(None)])
        .await
        .expect("ticked");
    claims::file(services, &ada, &claim, 2)
        .await
        .expect("filed");
    site.stop().await;
}
