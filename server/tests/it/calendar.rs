//! The calendar of a brand: managers set it on its page, and flags count by
//! it from then on.

use crate::harness::payloads::{door_order, door_shipment, with};
use crate::harness::{Multipart, Session, Site, at, on_both, stored};
use doorstep::flag::{Because, Flag};
use doorstep::staff::Role;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use server::admin::Command;
use server::brand::BrandFile;
use server::db::{audit, flag};

on_both!(
    managers_set_the_calendar,
    nothing_of_a_colleagues_is_lost,
    the_brands_own_form_leaves_the_calendar_alone,
    orders_wait_by_the_days_of_the_shop_and_its_warehouses,
    parcels_are_silent_by_the_days_of_their_carrier,
);

const PAGE: &str = "/settings/brand/shop/calendar";

/// A brand in Berlin whose packing takes no day.
async fn berlin(site: &Site, more: &[(&str, &str)]) {
    let mut given = doorstep::brand::named("shop", "Shop");
    let values = [("zone", "Europe/Berlin"), ("shipping.handling_days", "0")];
    for (key, value) in values.iter().chain(more) {
        given.insert((*key).to_owned(), (*value).to_owned());
    }
    site.command(Command::BrandSet(BrandFile::of(given, Vec::new())))
        .await
        .expect("the brand can be set");
}

fn version(site: &Site) -> String {
    let book = site.services.book.now();
    let brand = book.brand_of_slug("shop").expect("it is there");
    brand.version.to_string()
}

fn given(site: &Site, key: &str) -> Option<String> {
    let book = site.services.book.now();
    let brand = book.brand_of_slug("shop").expect("it is there");
    brand.given.get(key).cloned()
}

async fn sends(manager: &Session, fields: &[(&str, &str)]) -> (u16, String) {
    let answer = manager.post(PAGE, fields).await;
    let status = answer.status().as_u16();
    (status, answer.text().await.unwrap_or_default())
}

async fn managers_set_the_calendar(site: Site) {
    berlin(&site, &[]).await;
    let manager = site.staff(Role::Manager, &["shop"]).await;
    let first = manager.get("/settings/calendar").await;
    assert_eq!(first.status(), 303);
    assert_eq!(first.headers()["location"], PAGE);
    let page = manager.page(PAGE).await;
    assert!(page.contains("name=\"calendar.warehouses\""), "{page}");

    let version_before = version(&site);
    let lines = "Berlin: mon-sat, 16:00\r\nReno: America/Los_Angeles";
    let fields = [
        ("version", version_before.as_str()),
        ("shipping.handling_days", "1"),
        ("calendar.week", "mon-fri"),
        ("calendar.warehouses", lines),
        ("calendar.carriers", "UPS US: mon-sun"),
        // What is none of the calendar's stays.
        ("name", "Stolen"),
        ("default", "true"),
    ];
    let (status, _) = sends(&manager, &fields).await;
    assert_eq!(status, 303);
    assert_eq!(given(&site, "name").as_deref(), Some("Shop"));
    assert_eq!(given(&site, "zone").as_deref(), Some("Europe/Berlin"));
    let warehouses = "Berlin: mon-sat, 16:00\nReno: America/Los_Angeles";
    assert_eq!(
        given(&site, "calendar.warehouses").as_deref(),
        Some(warehouses)
    );
    let page = manager.page(&format!("{PAGE}?saved=now")).await;
    assert!(page.contains("data-part=\"saved\"") && page.contains("UPS US: mon-sun"));

    let rows = audit::Entity::find()
        .all(site.services.database.read())
        .await
        .expect("the trail can be read");
    let row = rows
        .iter()
        .find(|row| row.subject.as_deref() == Some("calendar"))
        .expect("it is in the trail");
    assert_eq!(row.staff_id, Some(manager.actor.id));
    let detail: Value = serde_json::from_str(row.detail.as_deref().unwrap_or_default())
        .expect("the detail is JSON");
    let changed = json!([
        "shipping.handling_days",
        "calendar.week",
        "calendar.warehouses",
        "calendar.carriers"
    ]);
    assert_eq!(detail["changed"], changed);

    // A line that says nothing is refused with its reason, and stays typed.
    let now = version(&site);
    for (key, value, said) in [
        ("calendar.week", "daily", "write mon-fri"),
        ("calendar.warehouses", "Berlin: Mars/Base", "no IANA zone"),
        ("calendar.carriers", "UPS: often", "UPS: often says no days"),
    ] {
        let (status, page) = sends(&manager, &[("version", now.as_str()), (key, value)]).await;
        assert_eq!(status, 422, "{key}");
        assert!(page.contains(said) && page.contains(value), "{page}");
    }
    assert_eq!(version(&site), now);
    let other = site.staff(Role::Manager, &["north"]).await;
    assert_eq!(other.get(PAGE).await.status(), 404);
    site.stop().await;
}

async fn nothing_of_a_colleagues_is_lost(site: Site) {
    berlin(&site, &[]).await;
    let (one, other) = (
        site.staff(Role::Manager, &["shop"]).await,
        site.staff(Role::Admin, &["shop"]).await,
    );
    let seen = version(&site);
    let week = |week| [("version", seen.as_str()), ("calendar.week", week)];
    assert_eq!(sends(&one, &week("mon-sat")).await.0, 303);
    let (status, page) = sends(&other, &week("tue-fri")).await;
    assert_eq!(status, 409);
    assert!(page.contains("data-part=\"changed\""), "{page}");
    assert!(page.contains("mon-sat") && page.contains("value=\"tue-fri\""));
    assert_eq!(given(&site, "calendar.week").as_deref(), Some("mon-sat"));
    // Having seen both, they decide.
    let now = version(&site);
    assert!(page.contains(&format!("name=\"version\" value=\"{now}\"")));
    let again = [("version", now.as_str()), ("calendar.week", "tue-fri")];
    assert_eq!(sends(&other, &again).await.0, 303);
    assert_eq!(given(&site, "calendar.week").as_deref(), Some("tue-fri"));
    site.stop().await;
}

async fn the_brands_own_form_leaves_the_calendar_alone(site: Site) {
    berlin(&site, &[("calendar.week", "mon-sat")]).await;
    let admin = site.staff(Role::Admin, &[]).await;
    let page = admin.page("/settings/brand/shop").await;
    assert!(!page.contains("name=\"calendar.week\""));
    assert!(page.contains(PAGE));
    let form = Multipart::default().text("name", "Other");
    let answer = admin
        .request("POST", "/settings/brand/shop")
        .header("content-type", Multipart::content_type())
        .body(form.bytes())
        .send()
        .await
        .expect("the server answers");
    assert_eq!(answer.status(), 303);
    assert_eq!(given(&site, "name").as_deref(), Some("Other"));
    assert_eq!(given(&site, "calendar.week").as_deref(), Some("mon-sat"));
    site.stop().await;
}

/// When a flag of an order goes up, in the state the site is in.
async fn goes_up(site: &Site, order: &str, wanted: Flag) -> Option<String> {
    let order = stored::order(&site.services, order).await;
    let rows = flag::of_order(site.services.database.read(), order.id)
        .await
        .expect("flags can be read");
    let open = rows.iter().filter(|row| row.cleared_ms.is_none());
    let raised = open.filter_map(flag::Model::raised);
    let found = raised.into_iter().find(|raised| raised.flag == wanted)?;
    if let Because::Silent { limit, .. } = found.because {
        assert_eq!(limit.hours, 72);
    }
    Some(found.since.format("%Y-%m-%d %H:%M").to_string())
}

async fn time_passes(site: &Site, until: &str) {
    for _ in 0..4 {
        site.time_passes_until(at(until)).await;
    }
}

async fn orders_wait_by_the_days_of_the_shop_and_its_warehouses(site: Site) {
    // Friday, 15:30 in Berlin.
    site.services.clock.step_to(at("2026-05-15T13:30:00Z"));
    berlin(&site, &[("shipping.cut_off", "15:00")]).await;
    let door = site.door(&["shop"]).await;
    let placed = json!({ "placed_at": "2026-05-15T13:30:00Z" });
    site.accept(&door.post("orders", &with(door_order("1"), &placed)))
        .await;
    time_passes(&site, "2026-05-17T23:00:00Z").await;
    assert_eq!(goes_up(&site, "1", Flag::NotShipped).await, None);

    // They pack on Saturdays: it was due at the end of that day. Whoever waits
    // is looked at again at once.
    let manager = site.staff(Role::Manager, &["shop"]).await;
    let saturdays = version(&site);
    let fields = [
        ("version", saturdays.as_str()),
        ("shipping.handling_days", "0"),
        ("shipping.cut_off", "15:00"),
        ("calendar.week", "mon-sat"),
    ];
    assert_eq!(sends(&manager, &fields).await.0, 303);
    time_passes(&site, "2026-05-17T23:00:01Z").await;
    let since = goes_up(&site, "1", Flag::NotShipped).await;
    assert_eq!(since.as_deref(), Some("2026-05-16 22:00"));

    // And were closed on that day, and the next: the flag goes.
    let closed = version(&site);
    let fields = [
        ("version", closed.as_str()),
        ("shipping.handling_days", "0"),
        ("shipping.cut_off", "15:00"),
        ("shipping.closures", "2026-05-16 to 2026-05-18: Moving"),
        ("calendar.week", "mon-sat"),
    ];
    assert_eq!(sends(&manager, &fields).await.0, 303);
    time_passes(&site, "2026-05-17T23:00:02Z").await;
    assert_eq!(goes_up(&site, "1", Flag::NotShipped).await, None);
    time_passes(&site, "2026-05-19T22:00:00Z").await;
    let since = goes_up(&site, "1", Flag::NotShipped).await;
    assert_eq!(since.as_deref(), Some("2026-05-19 22:00"));
    site.stop().await;
}

async fn parcels_are_silent_by_the_days_of_their_carrier(site: Site) {
    // Scanned on Friday noon, in New York.
    site.services.clock.step_to(at("2026-05-15T17:00:00Z"));
    let carriers = "UPS US: mon-sun";
    berlin(&site, &[("zone", "America/New_York")]).await;
    let door = site.door(&["shop"]).await;
    site.accept(&door.post("orders", &door_order("1"))).await;
    let shipment = with(
        door_shipment("S1", "1", "1Z12345E0291980793"),
        &json!({ "warehouse": "Linz" }),
    );
    site.accept(&door.post("shipments", &shipment)).await;
    let scan = json!({
        "carrier": "UPS", "number": "1Z12345E0291980793", "status": "in_transit",
        "time": "2026-05-15T12:00:00-04:00", "city": "Newark", "region": "NJ", "country": "US"
    });
    site.accept(&door.post("scans", &scan)).await;
    time_passes(&site, "2026-05-19T16:00:00Z").await;
    assert_eq!(goes_up(&site, "1", Flag::Stuck).await, None);
    // It moves parcels on both days of the weekend: 72 hours are over on Monday.
    let zone = ("zone", "America/New_York");
    berlin(&site, &[zone, ("calendar.carriers", carriers)]).await;
    time_passes(&site, "2026-05-19T16:00:01Z").await;
    let since = goes_up(&site, "1", Flag::Stuck).await;
    assert_eq!(since.as_deref(), Some("2026-05-18 16:00"));
    site.stop().await;
}
