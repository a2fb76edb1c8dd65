//! What a checkout may promise: who may ask, what is answered while nothing is
//! known, and what is learned from the orders that came in.

use crate::harness::payloads::{door_order, door_scan, door_shipment, with};
use crate::harness::{Door, Site, at, on_both};
use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc, Weekday};
use doorstep::scope::Scope;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use serde_json::{Value, json};
use server::admin::Command;
use server::brand::BrandFile;
use server::db::{brand, promise_model};
use server::jobs::performance::catch_up;
use server::promises::keep;

on_both!(
    only_a_key_of_its_scope_asks,
    what_is_wrong_with_a_question_is_named,
    nothing_known_is_said_to_be_unknown,
    an_order_after_the_cut_off_counts_from_the_next_working_day,
    a_lane_is_promised_its_own_days_on_days_of_delivery,
    what_was_learned_outlives_a_restart,
);

const ASKS: &[Scope] = &[Scope::PromisesRead];

/// A brand in New York.
async fn set(site: &Site, more: &[(&str, &str)]) {
    let mut given = doorstep::brand::named("shop", "Shop");
    for (key, value) in [("zone", "America/New_York")].iter().chain(more) {
        given.insert((*key).to_owned(), (*value).to_owned());
    }
    site.command(Command::BrandSet(BrandFile::of(given, Vec::new())))
        .await
        .expect("the brand can be set");
}

async fn ask(site: &Site, door: &Door, question: &Value) -> (u16, Value) {
    let response = site.send(&door.post("promise", question)).await;
    let status = response.status().as_u16();
    let text = response.text().await.unwrap_or_default();
    (status, serde_json::from_str(&text).unwrap_or_default())
}

async fn told(site: &Site, door: &Door, question: &Value) -> Value {
    let (status, told) = ask(site, door, question).await;
    assert_eq!(status, 200, "{told:#}");
    told
}

fn to(region: &str) -> Value {
    json!({ "ship_to": { "country": "US", "region": region }, "carrier": "UPS" })
}

fn fields(told: &Value) -> Vec<&str> {
    let errors = told["errors"].as_array().into_iter().flatten();
    errors.filter_map(|error| error["field"].as_str()).collect()
}

async fn only_a_key_of_its_scope_asks(site: Site) {
    let ingest = site.door(&[]).await;
    let (status, refused) = ask(&site, &ingest, &to("NY")).await;
    assert_eq!((status, &refused["scope"]), (403, &json!("promises:read")));
    let asks = site.door_for(&[], ASKS).await;
    let told = told(&site, &asks, &to("NY")).await;
    assert_eq!(told["status"], "unknown");
    let sends = site
        .send(&asks.post("orders", &door_order("1")))
        .await
        .status();
    assert_eq!(sends, 403, "it may do nothing else");
    let stranger = Door {
        key: format!("{}x", asks.key),
    };
    assert_eq!(ask(&site, &stranger, &to("NY")).await.0, 401);
    site.stop().await;
}

async fn what_is_wrong_with_a_question_is_named(site: Site) {
    site.brand("north").await;
    let asks = site.door_for(&["north"], ASKS).await;
    for (question, wrong) in [
        (json!({}), "ship_to.country"),
        (with(to("NY"), &json!({ "placed_at": "soon" })), "placed_at"),
        (with(to("NY"), &json!({ "weight_g": -1 })), "weight_g"),
        (with(to("NY"), &json!({ "zip": "1" })), "zip"),
        // That brand is there, and none of the key's.
        (with(to("NY"), &json!({ "brand": "shop" })), "brand"),
        (with(to("NY"), &json!({ "brand": "nobody" })), "brand"),
    ] {
        let (status, told) = ask(&site, &asks, &question).await;
        assert_eq!((status, fields(&told)), (422, vec![wrong]), "{told:#}");
    }
    let (status, told) = ask(&site, &asks, &with(to("NY"), &json!({ "brand": "north" }))).await;
    assert_eq!((status, &told["brand"]), (200, &json!("north")));
    let mut post = asks.post("promise", &json!({}));
    post.body = b"ship it".to_vec();
    assert_eq!(site.send(&post).await.status(), 400);
    site.stop().await;
}

async fn nothing_known_is_said_to_be_unknown(site: Site) {
    set(&site, &[]).await;
    let asks = site.door_for(&[], ASKS).await;
    let before = told(&site, &asks, &to("NY")).await;
    assert_eq!(before["status"], "unknown");
    assert_eq!(
        (&before["dates"], &before["usual"]),
        (&json!(null), &json!(null))
    );
    assert_eq!(before["rests_on"]["n"], 0);
    let nothing = "Nothing: too few orders have arrived to say.";
    assert_eq!(before["rests_on"]["says"], nothing);
    // Friday and nine days: Sunday, and so Monday, which is Memorial Day.
    set(&site, &[("calendar.promise_days", "9")]).await;
    let usual = told(&site, &asks, &to("NY")).await;
    assert_eq!(usual["status"], "unknown");
    assert_eq!(usual["usual"], "2026-05-26");
    let sundays = [
        ("calendar.promise_days", "9"),
        ("calendar.carriers", "UPS US: mon-sun"),
    ];
    set(&site, &sundays).await;
    let sunday = told(&site, &asks, &to("NY")).await;
    assert_eq!(sunday["usual"], "2026-05-24");
    site.stop().await;
}

async fn an_order_after_the_cut_off_counts_from_the_next_working_day(site: Site) {
    let values = [
        ("shipping.cut_off", "14:00"),
        ("calendar.promise_days", "1"),
        ("calendar.warehouses", "Reno: 12:00, America/Los_Angeles"),
    ];
    set(&site, &values).await;
    let asks = site.door_for(&[], ASKS).await;
    let counts = async |placed: &str, warehouse: &str| {
        let more = json!({ "placed_at": placed, "warehouse": warehouse });
        let told = told(&site, &asks, &with(to("NY"), &more)).await;
        let day = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
        (day("counts_from"), day("usual"))
    };
    let days = |counts: &str, usual: &str| (counts.to_owned(), usual.to_owned());
    // Thursday, at the last second and at the cut-off; then Friday after it.
    let before = counts("2026-05-14T13:59:59-04:00", "Newark").await;
    assert_eq!(before, days("2026-05-14", "2026-05-15"));
    let after = counts("2026-05-14T14:00:00-04:00", "Newark").await;
    assert_eq!(after, days("2026-05-15", "2026-05-18"));
    let weekend = counts("2026-05-15T14:00:00-04:00", "Newark").await;
    assert_eq!(weekend, days("2026-05-18", "2026-05-19"));
    // Noon in Reno is three in New York.
    let before = counts("2026-05-14T14:59:59-04:00", "reno").await;
    assert_eq!(before.0, "2026-05-14");
    let after = counts("2026-05-14T15:00:00-04:00", "reno").await;
    assert_eq!(after.0, "2026-05-15");
    site.stop().await;
}

/// Orders of ten weeks to two states, a day in the house, then two days on the
/// way to the one and six to the other.
async fn past(site: &Site) {
    let door = site.door(&[]).await;
    let (mut orders, mut shipments, mut scans) = (Vec::new(), Vec::new(), Vec::new());
    let first = at("2026-03-02T15:00:00Z");
    let text = |at: DateTime<Utc>| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    for number in 0..120_i64 {
        let (state, days) = if number % 2 == 0 {
            ("NY", 2)
        } else {
            ("CA", 6)
        };
        let id = format!("P{number}");
        let placed = first + Duration::hours(12 * number);
        let left = placed + Duration::days(1);
        let came = left + Duration::days(days);
        let order = json!({
            "placed_at": text(placed), "updated_at": text(placed),
            "ship_to": { "region": state, "country": "US" }
        });
        orders.push(with(door_order(&id), &order));
        let tracking = format!("1ZPAST{number:04}");
        let shipment = json!({ "warehouse": "Newark", "updated_at": text(placed) });
        shipments.push(with(door_shipment(&id, &id, &tracking), &shipment));
        let seen = [("picked_up", left, "NJ"), ("delivered", came, state)];
        for (status, when, region) in seen {
            let place = json!({ "region": region, "country": "US" });
            scans.push(with(door_scan(&tracking, status, &text(when)), &place));
        }
    }
    for (to, all) in [
        ("orders", orders),
        ("shipments", shipments),
        ("scans", scans),
    ] {
        site.accept(&door.post(to, &Value::Array(all))).await;
    }
    catch_up(&site.services).await.expect("all can be counted");
}

/// The server's own job may have counted some of them, and is telling.
async fn is_told(site: &Site, brand: &brand::Stored) {
    for _ in 0..500 {
        if site.services.learner.orders(brand.id) == 120 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("only {} were told", site.services.learner.orders(brand.id));
}

async fn shop(site: &Site) -> brand::Stored {
    let book = site.services.book.now();
    book.brand_of_slug("shop").expect("it is there").clone()
}

fn day(told: &Value, share: &str) -> NaiveDate {
    let day = told["dates"][share].as_str().unwrap_or_default();
    day.parse()
        .unwrap_or_else(|_| panic!("no {share}: {told:#}"))
}

async fn a_lane_is_promised_its_own_days_on_days_of_delivery(site: Site) {
    set(&site, &[]).await;
    past(&site).await;
    let asks = site.door_for(&[], ASKS).await;
    let brand = shop(&site).await;
    is_told(&site, &brand).await;
    keep::relearn(&site.services, &brand)
        .await
        .expect("it can be learned");
    let shares = ["p50", "p80", "p90", "p95"];
    let mut sundays = 0;
    for (carriers, delivers) in [("", false), ("UPS US: mon-sun", true)] {
        set(&site, &[("calendar.carriers", carriers)]).await;
        for after in 0..7 {
            let placed = at("2026-05-04T15:00:00Z") + Duration::days(after);
            let more = json!({ "placed_at": placed, "warehouse": "Newark" });
            let near = told(&site, &asks, &with(to("NY"), &more)).await;
            let far = told(&site, &asks, &with(to("CA"), &more)).await;
            for told in [&near, &far] {
                assert_eq!(told["status"], "known", "{told:#}");
                let days = shares.map(|share| day(told, share));
                assert!(days.is_sorted(), "{told:#}");
                for day in days {
                    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
                    assert!(delivers || !weekend, "{told:#}");
                    sundays += u32::from(day.weekday() == Weekday::Sun);
                }
            }
            let from: NaiveDate = near["counts_from"]
                .as_str()
                .and_then(|day| day.parse().ok())
                .expect("it counts from a day");
            let took = |told: &Value| (day(told, "p50") - from).num_days();
            assert!((1..=5).contains(&took(&near)), "{near:#}");
            assert!((5..=9).contains(&took(&far)), "{far:#}");
            let rests = &far["rests_on"];
            assert_eq!(
                (&rests["pool"], &rests["to"]),
                (&json!("lane"), &json!("US-CA"))
            );
            assert_eq!(rests["from"], "US-NJ");
            assert_eq!((&rests["n"], &rests["age_days"]), (&json!(60), &json!(0)));
        }
    }
    assert!(sundays > 0, "who delivers on Sundays is promised for them");
    // Of where nothing went all orders are said to speak.
    let elsewhere = told(&site, &asks, &to("TX")).await;
    assert_eq!(elsewhere["rests_on"]["pool"], "all");
    site.stop().await;
}

async fn what_was_learned_outlives_a_restart(site: Site) {
    set(&site, &[]).await;
    past(&site).await;
    let asks = site.door_for(&[], ASKS).await;
    let brand = shop(&site).await;
    keep::relearn(&site.services, &brand)
        .await
        .expect("it can be learned");
    let before = told(&site, &asks, &to("CA")).await;
    assert_eq!(before["status"], "known");

    // Nothing is left to learn it from again: it was read.
    let site = site.restart().await;
    // The server itself reads it as well: not in the middle of what follows.
    for _ in 0..500 {
        if site.services.learner.orders(brand.id) > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let gone = server::db::outcome::Entity::delete_many();
    let transaction = site.services.database.begin().await.expect("it begins");
    gone.exec(&transaction).await.expect("they can go");
    transaction.commit().await.expect("it is kept");
    keep::begin(&site.services, &brand)
        .await
        .expect("it can be read");
    assert_eq!(told(&site, &asks, &to("CA")).await, before);

    // Of another shape it is no error, and learned again.
    let row = promise_model::Entity::find_by_id(brand.id)
        .one(site.services.database.read())
        .await
        .expect("it can be read")
        .expect("it is there");
    let mut older = row.into_active_model();
    older.shape = Set(0);
    let transaction = site.services.database.begin().await.expect("it begins");
    older.update(&transaction).await.expect("it can be changed");
    transaction.commit().await.expect("it is kept");
    keep::begin(&site.services, &brand)
        .await
        .expect("it is learned again");
    assert_eq!(told(&site, &asks, &to("CA")).await["status"], "unknown");
    site.stop().await;
}
