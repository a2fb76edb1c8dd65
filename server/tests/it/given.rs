//! Journeys that test orders of the live site are given: whose order they
//! move, what is in each parcel, who is said to have begun them, and what is
//! said of one that breaks off.

use crate::harness::payloads::{door_order, with};
use crate::harness::{Site, on_both, stored};
use crate::rehearsal::{PAGE, PATIENCE, Shop, led_to};
use chrono::TimeDelta;
use doorstep::audit::Deed;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use server::db::{audit, connection, shipment};
use server::rehearsal::on_order::Pace;
use std::time::Duration;

on_both!(
    a_journey_moves_its_own_order_and_no_other,
    two_parcels_share_what_was_ordered,
    an_order_of_one_thing_is_given_no_journey_in_two_parcels,
    whoever_begins_a_journey_has_connected_its_carriers,
    a_journey_that_breaks_off_says_so_and_goes_on_when_asked,
);

async fn a_journey_moves_its_own_order_and_no_other(site: Site) {
    let shop = Shop::open(site, &[]).await;
    let site = &shop.site;
    let door = site.door(&[]).await;
    let now = site.services.clock.now().to_rfc3339();
    for (id, is_test) in [("42", false), ("0042", true)] {
        let more = json!({ "test": is_test, "placed_at": now, "updated_at": now });
        site.accept(&door.post("orders", &with(door_order(id), &more)))
            .await;
    }
    let test = stored::order(&site.services, "0042").await.public_id;
    assert!(led_to(&shop.give_journey(&test, "on-time").await).contains("begun"));
    shop.played("0042").await;
    assert_eq!(site.view("42").await["status"], "ordered");
    assert_eq!(site.view("0042").await["status"], "delivered");
    shop.site.stop().await;
}

/// How many things are in each parcel of an order, by its lines.
async fn packed(shop: &Shop, order: &str) -> Vec<u32> {
    let services = &shop.site.services;
    let order = stored::order(services, order).await;
    let parcels = shipment::of_orders(services.database.read(), &[order.id]).await;
    let mut parcels = parcels.expect("they can be read");
    parcels.sort_by_key(|parcel| parcel.id);
    let count = |parcel: &shipment::Model| parcel.items().iter().map(|one| one.quantity).sum();
    parcels.iter().map(count).collect()
}

async fn two_parcels_share_what_was_ordered(site: Site) {
    let shop = Shop::open(site, &[]).await;
    // One line of two.
    let test = shop.order(42, true).await;
    led_to(&shop.give_journey(&test, "two-together").await);
    shop.played("42").await;
    assert_eq!(packed(&shop, "42").await, [1, 1]);
    shop.site.stop().await;
}

async fn an_order_of_one_thing_is_given_no_journey_in_two_parcels(site: Site) {
    let shop = Shop::open(site, &[]).await;
    let one = json!([
        { "id": 420, "title": "Trail shoe", "quantity": 1, "requires_shipping": true }
    ]);
    let test = shop
        .order_with(42, &json!({ "test": true, "line_items": one }))
        .await;
    let refused = shop.give_journey(&test, "two-together").await;
    assert_eq!(refused.status(), 409);
    let said = refused.text().await.expect("a page is text");
    assert!(said.contains("more parcels than"), "{said}");
    let pane = shop.admin.page(&format!("/console/orders/{test}")).await;
    for page in [pane, shop.admin.page(PAGE).await] {
        let (_, of_order) = page.split_once(&test).expect("the order is there");
        assert!(!of_order.contains("value=\"two-together\""), "{of_order}");
        assert!(of_order.contains("value=\"on-time\""), "{of_order}");
        assert!(
            of_order.contains("several parcels are left out"),
            "{of_order}"
        );
    }
    led_to(&shop.give_journey(&test, "on-time").await);
    shop.played("42").await;
    assert_eq!(packed(&shop, "42").await, [1]);
    shop.site.stop().await;
}

async fn whoever_begins_a_journey_has_connected_its_carriers(site: Site) {
    let shop = Shop::open(site, &[]).await;
    let test = shop.order(42, true).await;
    led_to(&shop.give_journey(&test, "on-time").await);
    shop.played("42").await;
    let read = shop.site.services.database.read();
    let trail = audit::Entity::find().all(read).await;
    let trail = trail.expect("the trail can be read");
    let begun = trail
        .iter()
        .find(|deed| deed.action == Deed::JourneyBegun.code());
    let actor = begun.expect("it is written down").actor.clone();
    let book = shop.site.services.book.now();
    let made = book.connections.values();
    let made: Vec<_> = made.filter(|one| one.name == "Rehearsal").collect();
    assert!(!made.is_empty());
    for one in made {
        let deed = trail
            .iter()
            .find(|deed| deed.subject.as_deref() == Some(one.public_id.as_str()));
        assert_eq!(deed.expect("it is written down").actor, actor);
    }
    shop.site.stop().await;
}

/// Closes the connections made for rehearsals.
async fn close_carriers(site: &Site) {
    let services = &site.services;
    let database = services.database.begin().await.expect("it begins");
    connection::Entity::update_many()
        .col_expr(connection::Column::RevokedMs, Expr::value(1_i64))
        .filter(connection::Column::Name.eq("Rehearsal"))
        .exec(&database)
        .await
        .expect("they can be closed");
    database.commit().await.expect("it is stored");
    let read = services.book.read_again(&services.database).await;
    read.expect("the book can be read");
}

async fn a_journey_that_breaks_off_says_so_and_goes_on_when_asked(site: Site) {
    let shop = Shop::open(site, &[]).await;
    let services = &shop.site.services;
    services.plays.set_pace(Pace {
        every: Duration::from_millis(300),
        lingers: Duration::ZERO,
    });
    let test = shop.order(42, true).await;
    let id = stored::order(services, "42").await.id;
    led_to(&shop.give_journey(&test, "on-time").await);
    let told = async {
        while services.plays.of_order(id).is_some_and(|one| one.told == 0) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        close_carriers(&shop.site).await;
        while services.plays.of_order(id).is_some() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let ended = tokio::time::timeout(PATIENCE, told).await;
    ended.expect("the journey comes to an end");
    assert_ne!(shop.site.view("42").await["status"], "delivered");

    let pane = shop.admin.page(&format!("/console/orders/{test}")).await;
    for page in [pane, shop.admin.page(PAGE).await] {
        assert!(page.contains("The journey broke off at step"), "{page}");
        assert!(page.contains("UPS: "), "the step is named: {page}");
        assert!(page.contains("was closed"), "and why: {page}");
        assert!(page.contains("name=\"again\""), "it can go on: {page}");
    }
    let again = [("order", test.as_str()), ("again", "yes")];
    let path = format!("{PAGE}/orders");
    assert!(led_to(&shop.admin.post(&path, &again).await).contains("begun"));
    shop.played("42").await;
    assert_eq!(shop.site.view("42").await["status"], "delivered");
    let page = shop.admin.page(PAGE).await;
    assert!(!page.contains("broke off"), "{page}");
    // There is nothing left to go on with.
    assert_eq!(shop.admin.post(&path, &again).await.status(), 409);

    // Somebody else's order is not there.
    let other = shop
        .site
        .staff(doorstep::staff::Role::Admin, &["north"])
        .await;
    assert_eq!(other.post(&path, &again).await.status(), 404);
    let later = services.clock.now() + TimeDelta::minutes(1);
    shop.site.time_passes_until(later).await;
    shop.site.stop().await;
}
