//! The performance page: a manager sees who keeps the promise, opens the very
//! orders behind a point, and takes the numbers along.

use crate::harness::{Session, Site, at, on_both};
use chrono::{NaiveDateTime, TimeDelta};
use doorstep::performance::{Ending, Moment, Outcome};
use doorstep::promise::Order;
use doorstep::staff::Role;
use server::db::outcome::NewOutcome;
use server::performance::{change, recount};

on_both!(
    a_manager_sees_who_keeps_the_promise,
    a_point_opens_its_orders,
    the_numbers_are_taken_along_without_formulas,
    nobody_sees_the_figures_of_another_brand,
    what_is_not_there_is_said,
);

/// One parcel of history: who carries it where, when, and how many days late.
struct Past {
    number: String,
    carrier: &'static str,
    region: &'static str,
    warehouse: &'static str,
    placed: NaiveDateTime,
    days_late: i64,
}

/// Promised for the fifth day.
fn outcome(past: &Past) -> NewOutcome {
    let mut order = Order::placed_at(past.placed);
    order.carrier = Some(past.carrier.to_owned());
    order.service = Some("Ground".to_owned());
    order.warehouse = Some(past.warehouse.to_owned());
    order.origin.country = Some("US".to_owned());
    order.origin.region = Some("NJ".to_owned());
    order.destination.country = Some("US".to_owned());
    order.destination.region = Some(past.region.to_owned());
    let local = |days: i64| Moment::local(past.placed + TimeDelta::days(days));
    NewOutcome {
        key: format!("imported:{}", past.number),
        order_id: None,
        shipment_id: None,
        next_look: None,
        outcome: Outcome {
            handed_over: Some(local(1)),
            delivered: Some(local(5 + past.days_late)),
            ending: Ending::Delivered,
            promised: Some(local(5).local.date()),
            ..Outcome::placed_at(
                past.number.clone(),
                order,
                "2026-05-01T00:00:00".parse().expect("it is a time"),
            )
        },
    }
}

/// Twelve weeks of two carriers to two states: DHL is late to Kentucky, one in
/// three, and nobody else is but for one in twenty.
fn history() -> Vec<Past> {
    let monday: NaiveDateTime = "2026-01-26T10:00:00".parse().expect("it is a time");
    let mut all = Vec::new();
    for week in 0..12 {
        for (carrier, region, one_in) in [
            ("ups", "KY", 20),
            ("ups", "NY", 20),
            ("dhl_express", "KY", 3),
            ("dhl_express", "NY", 20),
        ] {
            for turn in 0..40 {
                all.push(Past {
                    number: format!("{carrier}-{region}-{week}-{turn}"),
                    carrier,
                    region,
                    warehouse: "Newark",
                    placed: monday + TimeDelta::weeks(week) + TimeDelta::hours(turn),
                    days_late: i64::from(turn % one_in == 0) * 2,
                });
            }
        }
    }
    all
}

async fn remember(site: &Site, slug: &str, history: &[Past]) {
    site.brand(slug).await;
    let book = site.services.book.now();
    let brand = book.brand_of_slug(slug).expect("it was made").id;
    for some in history.chunks(500) {
        let transaction = site.services.database.begin().await.expect("it begins");
        let new = some.iter().map(outcome).collect();
        change::put(&transaction, brand, Vec::new(), new)
            .await
            .expect("it is remembered");
        transaction.commit().await.expect("it is kept");
    }
}

async fn manager(site: &Site, slug: &str) -> Session {
    site.services.clock.step_to(at("2026-04-20T12:00:00Z"));
    site.staff(Role::Manager, &[slug]).await
}

async fn seen(of: &Session, path: &str) -> String {
    let answer = of.get(path).await;
    assert_eq!(answer.status(), 200, "{path}");
    let page = answer.text().await.expect("it can be read");
    // Markers between texts, which nobody sees.
    page.replace("<!>", "")
}

async fn a_manager_sees_who_keeps_the_promise(site: Site) {
    remember(&site, "acme", &history()).await;
    let recounted = recount::everything(&site.services).await;
    assert_eq!(recounted.expect("it is counted").mended, 0);
    let alma = manager(&site, "acme").await;
    let page = seen(&alma, "/performance").await;
    for said in [
        // 1,920 parcels, 14 of each 40 of one lane and 2 of the other three.
        "n = 1,920",
        "DHL Express Ground: 80 % on time",
        "15 points below the rest",
        "DHL Express Ground to US-KY: 35 % late, 5.0 % of the rest",
        "144 orders late beyond the usual",
        "Half come within 5 days",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(!page.contains("<script"), "it needs no script");
    let fewer = seen(&alma, "/performance?carrier=ups").await;
    assert!(fewer.contains("n = 960"), "{fewer}");
    assert!(!fewer.contains("DHL Express Ground to"), "{fewer}");
    site.stop().await;
}

async fn a_point_opens_its_orders(site: Site) {
    remember(&site, "acme", &history()).await;
    let alma = manager(&site, "acme").await;
    let late = "/performance/orders?carrier=dhl_express&destination=US-KY&mark=late";
    let page = seen(&alma, late).await;
    assert_eq!(page.matches("<tr>").count(), 1 + 100, "a page of them");
    assert!(page.contains("dhl_express-KY-11-0"), "{page}");
    assert!(!page.contains("dhl_express-KY-11-1<"), "it was on time");
    let next = seen(&alma, &format!("{late}&after=100")).await;
    assert_eq!(next.matches("<tr>").count(), 1 + 68, "14 a week, 12 weeks");
    let week = seen(&alma, &format!("{late}&from=2026-02-02&to=2026-02-02")).await;
    assert_eq!(week.matches("<tr>").count(), 1 + 14);
    // The carrier has estimated nothing: nothing is late by that.
    let measured = seen(&alma, "/performance?against=first_estimate").await;
    assert!(!measured.contains("mark=late\""), "{measured}");
    let none = seen(&alma, "/performance/orders?mark=lost").await;
    assert!(none.contains("There are none."), "{none}");
    site.stop().await;
}

async fn the_numbers_are_taken_along_without_formulas(site: Site) {
    let mut history = history();
    for past in history.iter_mut().step_by(2) {
        past.warehouse = "=1+1";
    }
    remember(&site, "acme", &history).await;
    let alma = manager(&site, "acme").await;
    let answer = alma.get("/performance/csv/carriers").await;
    assert_eq!(answer.headers()["content-type"], "text/csv; charset=utf-8");
    let file = answer.text().await.expect("it can be read");
    assert!(file.contains("UPS Ground,95"), "{file}");
    let warehouses = seen(&alma, "/performance/csv/apart?by=warehouse").await;
    assert!(warehouses.contains("\n'=1+1,"), "{warehouses}");
    let answer = alma.get("/performance/csv/nonsense").await;
    assert_eq!(answer.status(), 404);
    site.stop().await;
}

async fn nobody_sees_the_figures_of_another_brand(site: Site) {
    remember(&site, "acme", &history()).await;
    site.brand("other").await;
    let otto = manager(&site, "other").await;
    for path in [
        "/performance",
        "/performance?brand=acme",
        "/performance/orders?brand=acme&mark=late",
    ] {
        let page = seen(&otto, path).await;
        for secret in ["DHL Express", "US-KY", "Newark", "dhl_express-"] {
            assert!(!page.contains(secret), "{path}: {secret}: {page}");
        }
    }
    let file = seen(&otto, "/performance/csv/carriers?brand=acme").await;
    assert!(!file.contains("DHL"), "{file}");
    let rep = site.staff(Role::Rep, &["acme"]).await;
    assert_eq!(rep.get("/performance").await.status(), 403);
    site.stop().await;
}

async fn what_is_not_there_is_said(site: Site) {
    site.brand("acme").await;
    let alma = manager(&site, "acme").await;
    let empty = seen(&alma, "/performance").await;
    assert!(
        empty.contains("No orders were placed in this time."),
        "{empty}"
    );
    let fine = seen(&alma, "/performance?package=box&category=shoes").await;
    assert!(fine.contains("not kept by all of these together"), "{fine}");
    let hostile = "/performance?carrier=%3Cscript%3Ealert(1)%3C%2Fscript%3E&weeks=x&until=y";
    let page = seen(&alma, hostile).await;
    assert!(!page.contains("<script"), "{page}");
    site.stop().await;
}
