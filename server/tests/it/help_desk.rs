//! The API for help desks: what a key may do, which orders it finds, and
//! contacts that are handed on once.

use crate::harness::payloads::{
    JOURNEY, door_order, door_scan, door_shipment, fulfilment, order, tracker, with,
};
use crate::harness::{Door, Post, Site, on_both, stored};
use chrono::{DateTime, Utc};
use doorstep::scope::Scope;
use doorstep::staff::Serves;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use server::admin::Command;
use server::db::{audit, contact, flag};
use server::intake::forget::Run;
use server::privacy::Whom;
use server::views::Views;

on_both!(
    a_key_does_what_its_scopes_say,
    an_order_is_looked_up_by_what_is_known,
    a_look_up_tells_what_staff_see,
    more_than_twenty_are_told_to_be_more,
    a_key_reaches_the_brands_of_its_connection,
    a_contact_is_handed_on_once,
    what_is_wrong_with_a_contact_is_named,
    a_contact_about_the_whole_order_finds_its_parcels,
);

const READ: &[Scope] = &[Scope::OrdersRead];
const WRITE: &[Scope] = &[Scope::ContactsWrite];

/// A contact with its key.
fn contact_of(door: &Door, once: &str, body: &Value) -> Post {
    let mut post = door.post("contacts", body);
    post.headers.push(("Idempotency-Key", once.to_owned()));
    post
}

async fn answer(site: &Site, post: &Post) -> (u16, Value) {
    let response = site.send(post).await;
    let status = response.status().as_u16();
    let text = response.text().await.unwrap_or_default();
    (status, serde_json::from_str(&text).unwrap_or_default())
}

async fn asked(site: &Site, door: &Door, query: &str) -> (u16, Value) {
    let response = site
        .http
        .get(format!("{}/api/v1/orders/lookup?{query}", site.address))
        .header("authorization", format!("Bearer {}", door.key))
        .send()
        .await
        .expect("the server answers");
    let status = response.status().as_u16();
    let text = response.text().await.unwrap_or_default();
    (status, serde_json::from_str(&text).unwrap_or_default())
}

fn numbers(told: &Value) -> Vec<&str> {
    let orders = told["orders"].as_array().into_iter().flatten();
    orders
        .filter_map(|order| order["number"].as_str())
        .collect()
}

async fn a_key_does_what_its_scopes_say(site: Site) {
    let ingest = site.door(&[]).await;
    let reads = site.door_for(&[], READ).await;
    let writes = site.door_for(&[], WRITE).await;
    site.accept(&ingest.post("orders", &door_order("A-1")))
        .await;
    let about = json!({ "order": "A-1", "topic": "other", "text": "Hello" });
    for (door, may) in [
        (&ingest, Scope::Ingest),
        (&reads, Scope::OrdersRead),
        (&writes, Scope::ContactsWrite),
    ] {
        let tries = [
            (Scope::Ingest, door.post("orders", &door_order("A-2"))),
            (
                Scope::OrdersRead,
                door.post("orders/lookup", &json!({ "number": "A-1" })),
            ),
            (Scope::ContactsWrite, contact_of(door, "once", &about)),
        ];
        for (scope, post) in tries {
            let (status, told) = answer(&site, &post).await;
            if scope == may {
                assert!(status < 300, "{may:?} {}: {told:#}", post.path);
            } else {
                assert_eq!(status, 403, "{may:?} {}: {told:#}", post.path);
                assert_eq!(told["scope"], scope.code());
                assert_eq!(told["status"], 403);
            }
        }
    }
    assert_eq!(asked(&site, &ingest, "number=A-1").await.0, 403);
    let stranger = Door {
        key: format!("{}x", reads.key),
    };
    assert_eq!(asked(&site, &stranger, "number=A-1").await.0, 401);
    site.stop().await;
}

async fn an_order_is_looked_up_by_what_is_known(site: Site) {
    let door = site.door(&[]).await;
    let reads = site.door_for(&[], READ).await;
    let person = |id: &str, email: &str, phone: &str, code: &str| {
        with(
            door_order(id),
            &json!({
                "email": email, "phone": phone,
                "ship_to": { "city": "Portland", "region": "ME", "country": "US", "postal_code": code }
            }),
        )
    };
    let orders = json!([
        person("A-1001", "jo@example.com", "+1 207 555 0143", "04101"),
        person("A-1002", "Jo@example.com", "+1 207 555 0199", "04102"),
        person("A-1003", "bob@example.com", "+1 207 555 0143", "04101"),
    ]);
    site.accept(&door.post("orders", &orders)).await;
    site.accept(&door.post(
        "shipments",
        &door_shipment("S-1", "A-1003", "1Z999AA10123456784"),
    ))
    .await;
    for (query, wanted) in [
        ("number=1002", vec!["#A-1002"]),
        ("number=%23A-1001", vec!["#A-1001"]),
        ("tracking=1z999aa1%200123456784", vec!["#A-1003"]),
        ("number=1001&tracking=1Z999AA10123456784", vec![]),
        ("number=404", vec![]),
    ] {
        let (status, told) = asked(&site, &reads, query).await;
        assert_eq!((status, numbers(&told)), (200, wanted), "{query}");
    }
    for (by, wanted) in [
        (
            json!({ "email": " JO@example.com " }),
            vec!["#A-1002", "#A-1001"],
        ),
        (
            json!({ "email": "jo@example.com", "phone": "(207) 555-0143" }),
            vec!["#A-1001"],
        ),
        (
            json!({ "email": "jo@example.com", "postal_code": "04102-1234" }),
            vec!["#A-1002"],
        ),
        (
            json!({ "number": "1003", "email": "jo@example.com" }),
            vec![],
        ),
        // Alone they find as well: whole, however they are written.
        (
            json!({ "phone": "(207) 555-0143" }),
            vec!["#A-1003", "#A-1001"],
        ),
        (json!({ "phone": "001 207 5550199" }), vec!["#A-1002"]),
        (json!({ "phone": "+1 307 555 0143" }), vec![]),
        (json!({ "phone": "5550143" }), vec![]),
        (json!({ "postal_code": "04102-1234" }), vec!["#A-1002"]),
        (
            json!({ "postal_code": "04101" }),
            vec!["#A-1003", "#A-1001"],
        ),
        (json!({ "postal_code": "0410" }), vec![]),
        (
            json!({ "phone": "2075550143", "postal_code": "04102" }),
            vec![],
        ),
    ] {
        let (status, told) = answer(&site, &reads.post("orders/lookup", &by)).await;
        assert_eq!((status, numbers(&told)), (200, wanted), "{by}");
    }
    // Personal data has no place in an address.
    for query in ["email=jo%40example.com", "number=1&phone=5550143", ""] {
        let (status, told) = asked(&site, &reads, query).await;
        assert_eq!(status, 400, "{query}: {told:#}");
        assert!(!told.to_string().contains("jo@"), "{told:#}");
    }
    for by in [json!({}), json!({ "nmber": "1" })] {
        let (status, told) = answer(&site, &reads.post("orders/lookup", &by)).await;
        assert_eq!(status, 422, "{by}: {told:#}");
        assert!(told["errors"][0]["problem"].is_string(), "{told:#}");
    }
    site.stop().await;
}

async fn a_look_up_tells_what_staff_see(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    let reads = site.door_for(&[], READ).await;
    let writes = site.door_for(&[], WRITE).await;
    site.accept(&shop.shopify("orders/create", &order(1001)))
        .await;
    site.accept(&shop.shopify("fulfillments/create", &fulfilment(11, 1001, &["1ZSEEN1"])))
        .await;
    site.accept(&carrier.easypost(&tracker("1ZSEEN1", &JOURNEY)))
        .await;
    let body = json!({
        "order": "1001", "parcel": "1Z SEEN 1", "topic": "not_received",
        "text": "Nothing at the door.\nI have looked.", "via": "ticket 4711"
    });
    let (status, opened) = answer(&site, &contact_of(&writes, "t-4711", &body)).await;
    assert_eq!(status, 201, "{opened:#}");
    let (_, told) = asked(&site, &reads, "number=1001").await;
    let order = &told["orders"][0];
    // The very pane, as the console draws it.
    let id = stored::order(&site.services, "1001").await.public_id;
    let views = Views(site.services.clone());
    let pane = views.order_pane_for(&Serves::All, &id, "en").await;
    let pane = pane.expect("it can be read").expect("it is there");
    let mut pane = serde_json::to_value(pane).expect("it is JSON");
    let of_the_reader = ["pinned", "shopper_page"];
    pane.as_object_mut()
        .expect("an object")
        .retain(|name, _| !of_the_reader.contains(&name.as_str()));
    holds(order, &pane, "order");
    assert_eq!(order["customer"]["email"], "ada@example.com");
    assert_eq!(order["customer"]["address"][0], "12 Mill Lane");
    // Beside its words what programs count with.
    assert_eq!(order["tracking_path"], site.path("1001").await.as_str());
    assert_eq!(order["placed_at"], "2026-05-10T09:00:00Z");
    let parcel = &order["parcels"][0];
    assert_eq!(
        (&parcel["late"], &parcel["carrier_code"]),
        (&json!(false), &json!("ups"))
    );
    assert_eq!(parcel["scans"].as_array().map(Vec::len), Some(5));
    let newest = &parcel["scans"][0];
    assert_eq!(newest["status"], "delivered");
    assert!(newest["time"].is_object(), "{newest}");
    let raised = &order["flags"][0];
    assert_eq!(raised["flag"], "delivered_not_received", "{order:#}");
    assert_eq!(raised["parcel_id"], parcel["id"]);
    for moment in ["since_at", "due_at"] {
        let text = raised[moment].as_str().unwrap_or_default();
        assert!(text.parse::<DateTime<Utc>>().is_ok(), "{moment} {raised}");
    }
    let contact = &order["contacts"][0];
    assert_eq!(contact["reference"], opened["reference"]);
    assert_eq!(
        (&contact["state_code"], &contact["cause"]),
        (&json!("received"), &json!("delivered"))
    );
    assert_eq!(
        contact["entries"][0]["body"],
        "Nothing at the door.\nI have looked.\n(through ticket 4711)"
    );
    // A look-up opens an order, and the trail says by which key.
    let opened = trail_of(&site, "order_opened").await;
    let of_this = |deed: &audit::Model| deed.subject.as_deref() == Some(&*id);
    assert!(
        opened.len() == 1 && opened.iter().all(of_this),
        "{opened:?}"
    );
    assert!(reads.key.starts_with(&opened[0].actor), "{opened:?}");
    site.stop().await;
}

/// Whether all of `part` stands in `whole`, which may hold more.
fn holds(whole: &Value, part: &Value, path: &str) {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            for (name, value) in part {
                let path = format!("{path}.{name}");
                holds(whole.get(name).unwrap_or(&Value::Null), value, &path);
            }
        }
        (Value::Array(whole), Value::Array(part)) => {
            assert_eq!(whole.len(), part.len(), "{path}");
            for (whole, part) in whole.iter().zip(part) {
                holds(whole, part, path);
            }
        }
        _ => assert_eq!(whole, part, "{path}"),
    }
}

async fn trail_of(site: &Site, action: &str) -> Vec<audit::Model> {
    audit::Entity::find()
        .filter(audit::Column::Action.eq(action))
        .all(site.services.database.read())
        .await
        .expect("the trail can be read")
}

async fn more_than_twenty_are_told_to_be_more(site: Site) {
    let door = site.door(&[]).await;
    let reads = site.door_for(&[], READ).await;
    let orders: Vec<Value> = (100..121)
        .map(|number| {
            let fields = json!({ "ship_to": { "country": "GB", "postal_code": "sw1a 1aa" } });
            with(door_order(&format!("B-{number}")), &fields)
        })
        .collect();
    site.accept(&door.post("orders", &json!(orders))).await;
    let by = json!({ "postal_code": "SW1A1AA" });
    let (status, told) = answer(&site, &reads.post("orders/lookup", &by)).await;
    let found = numbers(&told);
    assert_eq!(
        (status, found.len(), &told["more"]),
        (200, 20, &json!(true))
    );
    assert_eq!((found[0], found[19]), ("#B-120", "#B-101"), "newest first");
    site.stop().await;
}

async fn a_key_reaches_the_brands_of_its_connection(site: Site) {
    for brand in ["north", "south"] {
        site.brand(brand).await;
    }
    let south = site.door(&["south"]).await;
    let reads = site.door_for(&["north"], READ).await;
    let writes = site.door_for(&["north"], WRITE).await;
    let hers = with(
        door_order("S-77"),
        &json!({
            "email": "jo@example.com", "phone": "+1 207 555 0143",
            "ship_to": { "country": "GB", "postal_code": "EC1A 1BB" }
        }),
    );
    site.accept(&south.post("orders", &hers)).await;
    site.accept(&south.post("shipments", &door_shipment("P-1", "S-77", "1ZSOUTH77")))
        .await;
    let id = stored::order(&site.services, "S-77").await.public_id;
    for query in ["number=S-77", "tracking=1ZSOUTH77"] {
        let (status, told) = asked(&site, &reads, query).await;
        assert_eq!((status, numbers(&told).len()), (200, 0), "{query}");
    }
    for by in [
        json!({ "email": "jo@example.com" }),
        json!({ "phone": "207 555 0143" }),
        json!({ "postal_code": "EC1A 1BB" }),
    ] {
        let (_, told) = answer(&site, &reads.post("orders/lookup", &by)).await;
        assert_eq!(numbers(&told).len(), 0, "{told:#}");
        let own = site.door_for(&["south"], READ).await;
        let (_, told) = answer(&site, &own.post("orders/lookup", &by)).await;
        assert_eq!(numbers(&told), ["#S-77"], "{by}");
    }
    for order in ["S-77", id.as_str()] {
        let body = json!({ "order": order, "topic": "other", "text": "Hello" });
        let (status, _) = answer(&site, &contact_of(&writes, order, &body)).await;
        assert_eq!(status, 404, "{order}");
    }
    site.stop().await;
}

async fn a_contact_is_handed_on_once(site: Site) {
    let door = site.door(&[]).await;
    let writes = site.door_for(&[], WRITE).await;
    let others = site.door_for(&[], WRITE).await;
    site.accept(&door.post("orders", &json!([door_order("A-1"), door_order("A-2")])))
        .await;
    let body = json!({ "order": "A-1", "topic": "where_is_it", "text": "Where is it?" });
    let (status, first) = answer(&site, &contact_of(&writes, "t-1", &body)).await;
    assert_eq!(status, 201, "{first:#}");
    let (status, again) = answer(&site, &contact_of(&writes, "t-1", &body)).await;
    assert_eq!((status, &again), (200, &first), "the first one");
    for changed in [
        with(body.clone(), &json!({ "text": "Where?" })),
        with(body.clone(), &json!({ "topic": "other" })),
        with(body.clone(), &json!({ "order": "A-2" })),
    ] {
        let (status, told) = answer(&site, &contact_of(&writes, "t-1", &changed)).await;
        assert_eq!(status, 409, "{changed}: {told:#}");
    }
    let (status, second) = answer(&site, &contact_of(&writes, "t-2", &body)).await;
    assert_eq!(status, 201, "another ticket is another contact");
    assert_ne!(second["reference"], first["reference"]);
    // Keys are each sender's own.
    let (status, _) = answer(&site, &contact_of(&others, "t-1", &body)).await;
    assert_eq!(status, 201);
    let order = stored::order(&site.services, "A-1").await;
    let held = contact::of_order(site.services.database.read(), order.id).await;
    assert_eq!(held.expect("contacts can be read").len(), 3);
    let trail = trail_of(&site, "contact_opened").await;
    let is_key = |deed: &audit::Model| deed.actor.starts_with("dsk_") && deed.actor.len() == 16;
    assert!(trail.len() == 3 && trail.iter().all(is_key), "{trail:?}");

    // What was sent at once is opened once.
    let race = contact_of(&writes, "t-3", &body);
    let (one, two) = tokio::join!(answer(&site, &race), answer(&site, &race));
    let mut statuses = [one.0, two.0];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 201]);
    assert_eq!(one.1["id"], two.1["id"]);
    site.stop().await;
}

async fn what_is_wrong_with_a_contact_is_named(site: Site) {
    let door = site.door(&[]).await;
    let writes = site.door_for(&[], WRITE).await;
    site.accept(&door.post("orders", &door_order("A-1"))).await;
    let body = json!({ "order": "A-1", "topic": "other", "text": "Hello" });
    assert_eq!(answer(&site, &writes.post("contacts", &body)).await.0, 400);
    let long = "k".repeat(201);
    for once in ["", long.as_str()] {
        let (status, _) = answer(&site, &contact_of(&writes, once, &body)).await;
        assert_eq!(status, 400, "{once}");
    }
    for (fields, wanted) in [
        (json!({ "topic": "late" }), "topic"),
        (json!({ "text": "" }), "text"),
        (json!({ "text": "x".repeat(4_001) }), "text"),
        (json!({ "parcel": "1ZNOWHERE" }), "parcel"),
        (json!({ "photo": "x" }), "photo"),
    ] {
        let post = contact_of(&writes, "t-1", &with(body.clone(), &fields));
        let (status, told) = answer(&site, &post).await;
        assert_eq!(status, 422, "{wanted}: {told:#}");
        assert_eq!(told["errors"][0]["field"], wanted, "{told:#}");
    }
    let unknown = with(body.clone(), &json!({ "order": "404" }));
    assert_eq!(
        answer(&site, &contact_of(&writes, "t-1", &unknown)).await.0,
        404
    );
    let mut broken = contact_of(&writes, "t-1", &body);
    broken.body = b"{\"order\": ".to_vec();
    assert_eq!(answer(&site, &broken).await.0, 400);
    // A number that two orders have names neither.
    let twice = |id: &str| with(door_order(id), &json!({ "number": "#77" }));
    site.accept(&door.post("orders", &json!([twice("B-1"), twice("B-2")])))
        .await;
    let either = with(body.clone(), &json!({ "order": "77" }));
    let (status, told) = answer(&site, &contact_of(&writes, "t-1", &either)).await;
    assert_eq!(
        (status, &told["errors"][0]["field"]),
        (422, &json!("order"))
    );
    // Of a forgotten person nothing is taken in.
    let forgotten = Command::Forget {
        whom: Whom::parse("#A-1"),
        brand: None,
        run: Run::ForGood,
    };
    site.command(forgotten).await.expect("it is forgotten");
    assert_eq!(
        answer(&site, &contact_of(&writes, "t-9", &body)).await.0,
        404
    );
    site.stop().await;
}

async fn a_contact_about_the_whole_order_finds_its_parcels(site: Site) {
    let door = site.door(&[]).await;
    let writes = site.door_for(&[], WRITE).await;
    site.accept(&door.post("orders", &door_order("A-1"))).await;
    for (id, number) in [("S-1", "1ZTHERE1"), ("S-2", "1ZMOVING1")] {
        site.accept(&door.post("shipments", &door_shipment(id, "A-1", number)))
            .await;
    }
    for (number, status, time) in [
        ("1ZTHERE1", "in_transit", "2026-05-14T10:00:00Z"),
        ("1ZTHERE1", "delivered", "2026-05-15T10:00:00Z"),
        ("1ZMOVING1", "in_transit", "2026-05-15T10:00:00Z"),
    ] {
        site.accept(&door.post("scans", &door_scan(number, status, time)))
            .await;
    }
    let body = json!({ "order": "A-1", "topic": "not_received", "text": "It is not here." });
    let (status, _) = answer(&site, &contact_of(&writes, "t-1", &body)).await;
    assert_eq!(status, 201);
    let order = stored::order(&site.services, "A-1").await;
    let flagged = async || -> Vec<(String, bool)> {
        let rows = flag::of_order(site.services.database.read(), order.id).await;
        let rows = rows.expect("flags can be read");
        let shipments = stored::shipments(&site.services, "A-1").await;
        let number = |row: &flag::Model| {
            let mut shipments = shipments.iter();
            let shipment = shipments.find(|shipment| Some(shipment.id) == row.shipment_id);
            shipment.and_then(|shipment| shipment.number.clone())
        };
        let of_kind = rows
            .iter()
            .filter(|row| row.kind == "delivered_not_received");
        let told = of_kind.map(|row| (number(row).unwrap_or_default(), row.cleared_ms.is_none()));
        told.collect()
    };
    assert_eq!(flagged().await, [("1ZTHERE1".to_owned(), true)]);
    // The other one is said to have come, and is not there either.
    let there = door_scan("1ZMOVING1", "delivered", "2026-05-15T11:00:00Z");
    site.accept(&door.post("scans", &there)).await;
    let mut both = flagged().await;
    both.sort();
    let up = |number: &str| (number.to_owned(), true);
    assert_eq!(both, [up("1ZMOVING1"), up("1ZTHERE1")]);
    site.stop().await;
}
