//! Incidents: declared, shown on the pages of the parcels they touch, ended.

use super::{actor, has_changed, is_not_there, is_wrong, revision, trail, trail_length};
use crate::harness::payloads::{JOURNEY, door_order, door_shipment, line_of, tracker, with};
use crate::harness::{Site, at, on_both, stored};
use doorstep::desk::Fault;
use doorstep::staff::Role;
use serde_json::{Value, json};
use server::incidents;
use server::intake::desk::incident::{self, NewIncident};

on_both!(
    an_incident_stands_on_the_pages_it_touches_and_on_no_other,
    an_incident_finds_parcels_where_they_are,
    what_is_declared_must_be_whole,
);

const WORDS: &str = "Snow <b>closed</b>\n the roads in New York.";
const SHOWN: &str = "Snow <b>closed</b> the roads in New York.";

fn snow() -> NewIncident<'static> {
    NewIncident {
        brand: "shop",
        carrier: "UPS",
        country: "United States",
        region: "New York",
        from: "2026-05-14",
        to: "",
        words: WORDS,
    }
}

/// An order through a brand's door that goes somewhere, in one parcel of a
/// carrier's.
async fn sent(site: &Site, brand: &str, id: &str, to: (&str, &str), carrier: &str) {
    let door = site.door(&[brand]).await;
    let ship_to = json!({ "ship_to": { "city": "X", "region": to.1, "country": to.0 } });
    site.accept(&door.post("orders", &with(door_order(id), &ship_to)))
        .await;
    let number = format!("1Z{id}").replace('-', "");
    let shipment = with(
        door_shipment(&format!("S{id}"), id, &number),
        &json!({ "carrier": carrier }),
    );
    site.accept(&door.post("shipments", &shipment)).await;
}

async fn shown(site: &Site, id: &str) -> Value {
    site.view(id).await["parcels"][0]["incident"].clone()
}

async fn revisions(site: &Site, ids: &[&str]) -> Vec<i64> {
    let mut found = Vec::new();
    for id in ids {
        let order = stored::order(&site.services, id).await;
        found.push(revision(site, &order).await);
    }
    found
}

async fn an_incident_stands_on_the_pages_it_touches_and_on_no_other(site: Site) {
    site.brand("other").await;
    let ny = ("US", "NY");
    sent(&site, "shop", "T-1", ny, "UPS").await;
    sent(&site, "shop", "T-2", ("US", "new york"), "UPS").await;
    sent(&site, "shop", "N-1", ("US", "NJ"), "UPS").await;
    sent(&site, "shop", "N-2", ny, "FedEx").await;
    sent(&site, "other", "N-3", ny, "UPS").await;
    let door = site.door(&[]).await;
    site.accept(&door.post("orders", &door_order("N-4"))).await;
    let all = ["T-1", "T-2", "N-1", "N-2", "N-3", "N-4"];
    let before = revisions(&site, &all).await;

    let rep = actor(&site, "ada", Role::Rep, &["shop"]).await;
    let eve = actor(&site, "eve", Role::Admin, &["other"]).await;
    let bob = actor(&site, "bob", Role::Manager, &["shop"]).await;
    let services = &site.services;
    is_not_there(incident::declare(services, &rep, &snow()).await);
    is_not_there(incident::declare(services, &eve, &snow()).await);
    assert_eq!(trail_length(&site).await, 0);
    let id = incident::declare(services, &bob, &snow()).await;
    let id = id.expect("it is declared");
    for touched in ["T-1", "T-2"] {
        assert_eq!(shown(&site, touched).await, SHOWN, "{touched}");
    }
    for other in ["N-1", "N-2", "N-3", "N-4"] {
        assert_eq!(shown(&site, other).await, Value::Null, "{other}");
    }
    let said: Vec<i64> = before
        .iter()
        .zip([1, 1, 0, 0, 0, 0])
        .map(|(a, b)| a + b)
        .collect();
    assert_eq!(revisions(&site, &all).await, said, "those are told");
    let touched = stored::order(services, "T-1").await;
    assert_eq!(services.bus.newest(touched.id), Some(said[0]));
    let view = site.view("T-1").await;
    let aloud = view["announcement"].as_str().expect("words");
    assert!(aloud.ends_with(SHOWN), "{aloud}");
    let page = site.get(&site.path("T-1").await).await;
    let page = page.text().await.expect("a page");
    assert!(page.contains(r#"data-part="incident""#), "{page}");
    assert!(!page.contains("<b>closed"), "they are words");

    let listed = incident::list(services, &rep).await.expect("a list");
    assert_eq!(listed.len(), 1, "reps see it");
    let listed = incident::list(services, &eve).await.expect("a list");
    assert!(listed.is_empty(), "it is another brand's");
    let read = services.database.read();
    let now = services.clock.now();
    let told = incidents::touching_order(read, &touched, "UTC", now).await;
    assert_eq!(told.expect("it is read")[0].public_id, id);

    is_not_there(incident::end(services, &rep, &id).await);
    is_not_there(incident::end(services, &eve, &id).await);
    incident::end(services, &bob, &id)
        .await
        .expect("it is over");
    has_changed(incident::end(services, &bob, &id).await);
    assert_eq!(shown(&site, "T-1").await, Value::Null);
    let said: Vec<i64> = before
        .iter()
        .zip([2, 2, 0, 0, 0, 0])
        .map(|(a, b)| a + b)
        .collect();
    assert_eq!(revisions(&site, &all).await, said);
    let told = incidents::touching_order(read, &touched, "UTC", now).await;
    assert!(told.expect("it is read").is_empty());
    let done = ["stf_bob incident_changed inc"; 2];
    assert_eq!(trail(&site).await, done);
    site.stop().await;
}

async fn an_incident_finds_parcels_where_they_are(site: Site) {
    let bob = actor(&site, "bob", Role::Manager, &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    sent(&site, "shop", "A-1", ("US", "ME"), "UPS").await;
    sent(&site, "shop", "A-2", ("US", "ME"), "UPS").await;
    let services = &site.services;
    // Every scan of the sample is made in New Jersey.
    site.accept(&carrier.easypost(&tracker("1ZA1", &JOURNEY[..3])))
        .await;
    let jersey = NewIncident {
        region: "nj",
        from: "2026-05-15",
        to: "2026-05-16",
        ..snow()
    };
    incident::declare(services, &bob, &jersey)
        .await
        .expect("it is declared");
    assert_eq!(shown(&site, "A-1").await, SHOWN);
    assert_eq!(shown(&site, "A-2").await, Value::Null);
    // Another parcel comes there, and the first one arrives.
    site.accept(&carrier.easypost(&tracker("1ZA2", &JOURNEY[..2])))
        .await;
    assert_eq!(shown(&site, "A-2").await, SHOWN);
    let there = line_of(
        "delivered",
        "arrived_at_destination",
        "2026-05-15T11:30:00Z",
        "Delivered",
    );
    site.accept(&carrier.easypost(&tracker("1ZA1", &[there])))
        .await;
    assert_eq!(shown(&site, "A-1").await, Value::Null);
    // Its last day counts, by the destination's calendar.
    services.clock.step_to(at("2026-05-17T03:59:00Z"));
    assert_eq!(shown(&site, "A-2").await, SHOWN);
    services.clock.step_to(at("2026-05-17T04:01:00Z"));
    assert_eq!(shown(&site, "A-2").await, Value::Null);
    // Two at once are both said, the newer one first.
    for words in ["Strike.", "Flood."] {
        let everywhere = NewIncident {
            country: "",
            region: "",
            words,
            ..snow()
        };
        incident::declare(services, &bob, &everywhere)
            .await
            .expect("it is declared");
    }
    assert_eq!(shown(&site, "A-2").await, "Flood. Strike.");
    site.stop().await;
}

async fn what_is_declared_must_be_whole(site: Site) {
    let bob = actor(&site, "bob", Role::Admin, &[]).await;
    let services = &site.services;
    let long = "x".repeat(281);
    for (wrong, fault) in [
        (
            NewIncident {
                carrier: " ",
                ..snow()
            },
            Fault::NoCarrier,
        ),
        (
            NewIncident {
                country: "Atlantis",
                ..snow()
            },
            Fault::NoPlace,
        ),
        (
            NewIncident {
                country: "",
                ..snow()
            },
            Fault::NoPlace,
        ),
        (
            NewIncident {
                from: "yesterday",
                ..snow()
            },
            Fault::WrongDay,
        ),
        (
            NewIncident {
                to: "2026-05-13",
                ..snow()
            },
            Fault::WrongDay,
        ),
        (
            NewIncident {
                to: "later",
                ..snow()
            },
            Fault::WrongDay,
        ),
        (
            NewIncident {
                words: " ",
                ..snow()
            },
            Fault::NoWords,
        ),
        (
            NewIncident {
                words: &long,
                ..snow()
            },
            Fault::TooLong,
        ),
    ] {
        is_wrong(incident::declare(services, &bob, &wrong).await, fault);
    }
    let nowhere = NewIncident {
        brand: "nobody",
        ..snow()
    };
    is_not_there(incident::declare(services, &bob, &nowhere).await);
    let listed = incident::list(services, &bob).await.expect("a list");
    assert!(listed.is_empty());
    assert_eq!(trail_length(&site).await, 0);
    is_not_there(incident::end(services, &bob, "inc_none").await);
    site.stop().await;
}
