//! Every state a shopper can meet, driven through the door into a real
//! server: what the page says of it, and what it keeps to itself. The states
//! are those of the browser tests.

use crate::harness::payloads::{fulfilment, order};
use crate::harness::{Door, NOW, Site, Store, at};
use chrono::Duration;
use serde_json::{Value, json};
use std::fmt::Write;

const STATES: &str = include_str!("../../../end2end/states.json");

/// One state: its name, the headline it must have, and what is sent.
struct State {
    name: String,
    headline: String,
    order: Value,
    shipments: Vec<Value>,
    scans: Vec<Value>,
}

fn read() -> (Vec<State>, Vec<String>) {
    let file: Value = serde_json::from_str(STATES).expect("the states are JSON");
    let private = serde_json::from_value(file["private"].clone()).expect("a list of words");
    let mut states = Vec::new();
    for told in list(&file["states"]) {
        let reasons = list(&told["each"]);
        if reasons.is_empty() {
            states.push(state(&file["order"], &told, None, states.len()));
        }
        for reason in reasons {
            let state = state(&file["order"], &told, reason.as_str(), states.len());
            states.push(state);
        }
    }
    (states, private)
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

/// The order's words, the state's over them, and what follows from its place
/// in the list: ids, and a number where none is given.
fn state(order: &Value, told: &Value, reason: Option<&str>, index: usize) -> State {
    let name = told["name"].as_str().expect("a state has a name");
    let name = reason.map_or_else(|| name.to_owned(), |reason| format!("{name}-{reason}"));
    let mut order = order.clone();
    order["id"] = json!(name);
    order["number"] = json!(format!("{}", 2_001 + index));
    merge(&mut order, &told["order"]);
    let mut shipments = list(&told["shipments"]);
    let mut scans = list(&told["scans"]);
    for (at, shipment) in shipments.iter_mut().enumerate() {
        shipment["order_id"] = json!(name);
        let id = shipment["id"]
            .as_str()
            .map_or_else(|| at.to_string(), str::to_owned);
        shipment["id"] = json!(format!("{name}-{id}"));
        if shipment.get("carrier").is_some() && shipment.get("number").is_none() {
            shipment["number"] = json!(format!("1Z99999900{index:08}"));
        }
    }
    for scan in &mut scans {
        for key in ["carrier", "number"] {
            if scan.get(key).is_none() {
                scan[key] = shipments[0][key].clone();
            }
        }
        if let (Some(reason), "exception") = (reason, scan["status"].as_str().unwrap_or_default()) {
            scan["reason"] = json!(reason);
        }
    }
    let headline = told["headline"].as_str().expect("a state has a headline");
    State {
        name,
        headline: headline.to_owned(),
        order: timed(order),
        shipments: shipments.into_iter().map(timed).collect(),
        scans: scans.into_iter().map(timed).collect(),
    }
}

fn merge(onto: &mut Value, from: &Value) {
    for (key, value) in from.as_object().into_iter().flatten() {
        onto[key] = value.clone();
    }
}

/// Puts times in the place of "@-26h", "@local-26h" and "@day+2".
fn timed(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(time(&text).unwrap_or(text)),
        Value::Array(values) => values.into_iter().map(timed).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(key, value)| (key, timed(value)));
            Value::Object(fields.collect())
        }
        other => other,
    }
}

fn time(text: &str) -> Option<String> {
    let rest = text.strip_prefix('@')?;
    if let Some(days) = rest.strip_prefix("day") {
        let days: i64 = days.parse().ok()?;
        return Some((at(NOW) + Duration::days(days)).date_naive().to_string());
    }
    let hours = |text: &str| text.strip_suffix('h')?.parse().ok();
    if let Some(local) = rest.strip_prefix("local") {
        let moment = at(NOW) + Duration::hours(hours(local)?);
        return Some(moment.format("%Y-%m-%dT%H:%M:%S").to_string());
    }
    Some((at(NOW) + Duration::hours(hours(rest)?)).to_rfc3339())
}

async fn send(site: &Site, door: &Door, states: &[State]) {
    for state in states {
        for (part, items) in [
            ("orders", std::slice::from_ref(&state.order)),
            ("shipments", &state.shipments),
            ("scans", &state.scans),
        ] {
            if items.is_empty() {
                continue;
            }
            let response = site.send(&door.post(part, &json!(items))).await;
            let answer = response.text().await.unwrap_or_default();
            assert!(
                !answer.contains("\"errors\""),
                "{}: {part}: {answer}",
                state.name
            );
        }
    }
}

/// A view as one reads it, top to bottom.
fn told(view: &Value) -> String {
    let mut text = format!("{}\n", view["headline"].as_str().unwrap_or_default());
    for parcel in list(&view["parcels"]) {
        let word = |key: &str| parcel[key].as_str().unwrap_or_default().to_owned();
        if let Some(heading) = parcel["heading"].as_str() {
            let short = parcel["window"]["short"].as_str().unwrap_or_default();
            let _ = writeln!(text, "  [{heading} | {short}] {}", word("headline"));
        }
        let standing = parcel["window"]["standing"].as_str().unwrap_or_default();
        let window = parcel["window"]["text"].as_str().unwrap_or_default();
        if let Some(why) = parcel["why"].as_str() {
            let _ = writeln!(text, "  why: {why}");
        }
        let place = parcel["place"].as_str().unwrap_or("-");
        let _ = writeln!(text, "  where: {place}\n  when: {window} ({standing})");
        let _ = writeln!(text, "  do: {}", word("act"));
        for (key, value) in [
            ("press", parcel["action"]["label"].as_str()),
            ("at", parcel["action"]["link"].as_str()),
            (
                "calendar",
                parcel["calendar"].as_bool().filter(|is| *is).map(|_| "yes"),
            ),
            ("pickup", parcel["pickup"]["name"].as_str()),
            ("open", parcel["pickup"]["hours"].as_str()),
        ] {
            if let Some(value) = value {
                let _ = writeln!(text, "  {key}: {value}");
            }
        }
        let _ = writeln!(
            text,
            "  happened: {}\n  next: {}",
            word("happened"),
            word("next")
        );
        let _ = writeln!(text, "  heard: {}", word("freshness"));
        for day in list(&parcel["days"]) {
            for scan in list(&day["scans"]) {
                let part = |key: &str| scan[key].as_str().unwrap_or("-").to_owned();
                let _ = writeln!(
                    text,
                    "  - {} | {} | {} | {}",
                    part("time"),
                    part("text"),
                    part("place"),
                    part("carrier_words")
                );
            }
        }
    }
    for part in ["rest", "headline"] {
        if let Some(rest) = view["unshipped"][part].as_str() {
            let _ = writeln!(text, "  + {rest}");
        }
    }
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_state_says_where_when_and_what_to_do() {
    let site = Site::on(Store::sqlite()).await;
    let door = site.door(&[]).await;
    let (states, private) = read();
    send(&site, &door, &states).await;
    let mut story = String::new();
    for state in &states {
        let view = site.view(&state.name).await;
        assert_eq!(view["headline"], json!(state.headline), "{}", state.name);
        for parcel in list(&view["parcels"]) {
            for key in ["headline", "happened", "next", "act", "freshness", "share"] {
                let words = parcel[key].as_str().unwrap_or_default();
                assert!(words.len() > 3, "{}: {key}: {words}", state.name);
            }
        }
        let path = site.path(&state.name).await;
        for path in [
            path.clone(),
            format!("{path}/view.json"),
            format!("{path}/calendar.ics"),
        ] {
            let text = site.get(&path).await.text().await.expect("text");
            for word in &private {
                let found = text.to_lowercase().contains(&word.to_lowercase());
                assert!(!found, "{}: {path} shows {word}", state.name);
            }
        }
        let _ = writeln!(story, "== {}\n{}", state.name, told(&view));
    }
    insta::assert_snapshot!(story);
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_carrier_nobody_is_connected_to_is_not_said_to_report() {
    let site = Site::on(Store::sqlite()).await;
    let shop = site.connect("shopify", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(31_001)))
        .await;
    let parcel = fulfilment(51, 31_001, &["1Z12345E0205271688"]);
    site.accept(&shop.shopify("fulfillments/create", &parcel))
        .await;
    let said = |view: &Value| {
        view["parcels"][0]["freshness"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let before = said(&site.view("31001").await);
    assert!(
        before.contains("does not report its scans to us"),
        "{before}"
    );
    site.connect("ups", &[]).await;
    let after = said(&site.view("31001").await);
    assert!(after.contains("we hear as soon as it does"), "{after}");
    site.stop().await;
}

/// The entry a calendar keeps, and its day.
async fn entry(site: &Site, id: &str) -> (String, String) {
    let path = format!("{}/calendar.ics", site.path(id).await);
    let response = site.get(&path).await;
    assert_eq!(
        response.headers()["content-type"],
        "text/calendar; charset=utf-8"
    );
    let file = response.text().await.expect("text");
    let line = |name: &str| {
        let found = file.lines().find_map(|line| line.strip_prefix(name));
        found
            .unwrap_or_else(|| panic!("no {name} in {file}"))
            .to_owned()
    };
    (line("UID:"), line("DTSTART"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_calendar_keeps_one_entry_whatever_changes() {
    let site = Site::on(Store::sqlite()).await;
    let door = site.door(&[]).await;
    let order = json!({
        "id": "cal", "number": "77", "placed_at": "2026-05-14T09:00:00Z", "expected": "2026-05-20",
        "ship_to": { "city": "Brooklyn", "region": "NY", "country": "US" },
        "items": [{ "id": "1", "title": "Mug", "quantity": 1 }]
    });
    site.accept(&door.post("orders", &order)).await;
    let (first, day) = entry(&site, "cal").await;
    assert_eq!(day, ";VALUE=DATE:20260520");
    let shipment =
        json!({ "order_id": "cal", "id": "s", "carrier": "UPS", "number": "1ZCALENDAR" });
    site.accept(&door.post("shipments", &shipment)).await;
    let scan = json!({
        "carrier": "UPS", "number": "1ZCALENDAR", "status": "in_transit", "time": "2026-05-15T09:00:00Z",
        "estimate": { "from": "2026-05-21", "hours_from": "10:00", "hours_to": "14:00" }
    });
    site.accept(&door.post("scans", &scan)).await;
    let (second, hours) = entry(&site, "cal").await;
    assert_eq!(second, first, "the newer file changes the older entry");
    assert_eq!(hours, ":20260521T140000Z", "ten o'clock in New York");
    // Nothing is expected any more: the page says so in place of a file.
    let done = json!({ "carrier": "UPS", "number": "1ZCALENDAR", "status": "delivered", "time": "2026-05-15T11:00:00Z" });
    site.accept(&door.post("scans", &done)).await;
    let page = site.path("cal").await;
    let answer = site.get(&format!("{page}/calendar.ics")).await;
    assert_eq!(answer.headers()["location"], page.as_str());
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn machines_read_the_order_and_hostile_words_stay_data() {
    let site = Site::on(Store::sqlite()).await;
    let door = site.door(&[]).await;
    let title = "Mug</script><script>alert(1)</script><!--";
    let order = json!({
        "id": "ld", "number": "78", "placed_at": "2026-05-14T09:00:00Z", "expected": "2026-05-20",
        "first_name": "Jane", "email": "jane.canary@example.com",
        "items": [{ "id": "1", "title": title, "quantity": 1 }]
    });
    site.accept(&door.post("orders", &order)).await;
    let path = site.path("ld").await;
    let html = site.get(&path).await.text().await.expect("text");
    let data = html
        .split("type=\"application/ld+json\"")
        .nth(1)
        .and_then(|rest| rest.split_once('>')?.1.split_once("</script>"))
        .map(|(data, _)| data)
        .unwrap_or_else(|| panic!("no data in {html}"));
    let data: Value = serde_json::from_str(data).expect("the data is JSON");
    assert_eq!(data["@type"], "Order");
    assert_eq!(data["orderStatus"], "https://schema.org/OrderProcessing");
    let delivery = &data["orderDelivery"][0];
    assert_eq!(delivery["@type"], "ParcelDelivery");
    assert_eq!(delivery["expectedArrivalUntil"], "2026-05-20");
    let shipped = delivery["itemShipped"][0]["name"]
        .as_str()
        .unwrap_or_default();
    assert!(shipped.starts_with("Mug"), "{shipped}");
    assert!(!data.to_string().contains("canary"), "{data}");
    assert!(!html.contains("<script>alert"), "{html}");
    site.stop().await;
}
