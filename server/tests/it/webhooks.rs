//! Webhooks out: what happens is told to a brand's own systems, signed, once
//! where all goes well and again where it does not, and nowhere inside.

mod failing;
mod moved;
mod settings;
mod told;
mod verified;

use crate::harness::payloads::{
    JOURNEY, door_order, door_scan, door_shipment, fulfilment, order, tracker, with,
};
use crate::harness::{Got, Receiver, Reply, Site, Store, at, on_both, stored, word_after};
use doorstep::contact::{Channel, Topic};
use doorstep::staff::{Role, Serves};
use doorstep::webhook::EventType;
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};
use server::admin::{Command, WebhookCommand};
use server::db::webhook::{delivery, endpoint};
use server::intake::desk::contact::{NewContact, open};
use server::intake::desk::queue::{self, Item};
use server::metrics;
use server::staff::Actor;
use std::time::Duration;

on_both!(
    what_happens_is_told_in_our_words_and_signed,
    only_live_orders_of_the_brand_are_told_of_and_only_what_was_asked_for,
    contacts_are_told_of_without_their_words,
    a_change_of_an_order_is_told_of_once,
    a_parcel_that_was_known_before_its_order_is_told_of_with_it,
);

/// How long a site here waits for an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Far longer than anything here takes.
const LONG: Duration = Duration::from_secs(60);

/// An endpoint, with its key.
struct Endpoint {
    id: String,
    secret: String,
}

async fn command(site: &Site, command: WebhookCommand) -> Result<String, String> {
    site.command(Command::Webhook(command)).await
}

/// Adds an endpoint of a brand; the default one where none is named.
async fn endpoint_of(
    site: &Site,
    url: &str,
    brand: Option<&str>,
    events: &[EventType],
) -> Endpoint {
    let add = WebhookCommand::Add {
        url: url.to_owned(),
        brand: brand.map(str::to_owned),
        events: events.to_vec(),
        description: String::new(),
    };
    let said = command(site, add).await.expect("it can be added");
    Endpoint {
        id: word_after(&said, "endpoint"),
        secret: word_after(&said, "secret"),
    }
}

/// The endpoint as it is stored.
async fn stored_endpoint(site: &Site, id: &str) -> endpoint::Model {
    let read = site.services.database.read();
    endpoint::of_served_by_public_id(read, &Serves::All, id)
        .await
        .expect("endpoints can be read")
        .expect("it is there")
}

/// All deliveries, the oldest first.
async fn deliveries(site: &Site) -> Vec<delivery::Model> {
    delivery::Entity::find()
        .order_by_asc(delivery::Column::Id)
        .all(site.services.database.read())
        .await
        .expect("deliveries can be read")
}

/// Waits until all deliveries are as they should be.
async fn stand(site: &Site, wanted: impl Fn(&[delivery::Model]) -> bool) -> Vec<delivery::Model> {
    let waited = async {
        loop {
            let all = deliveries(site).await;
            if wanted(&all) {
                return all;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    match tokio::time::timeout(LONG, waited).await {
        Ok(all) => all,
        Err(_) => panic!("{:#?}", deliveries(site).await),
    }
}

fn all_are(all: &[delivery::Model], state: &str) -> bool {
    !all.is_empty()
        && all
            .iter()
            .all(|one| one.state == state && one.lease.is_none())
}

/// The one message of a type.
fn only<'a>(got: &'a [Got], kind: &str) -> &'a Got {
    let of_it: Vec<&Got> = got.iter().filter(|one| one.kind() == kind).collect();
    assert_eq!(of_it.len(), 1, "{kind}: {of_it:#?}");
    of_it[0]
}

/// An order with a parcel under way.
async fn order_under_way(site: &Site) {
    let door = site.door(&[]).await;
    let buyer = json!({
        "email": "jo@example.com", "first_name": "Jolanda", "expected": "2026-05-20",
    });
    site.accept(&door.post("orders", &with(door_order("1001"), &buyer)))
        .await;
    site.accept(&door.post("shipments", &door_shipment("S1", "1001", "1ZTOLD1")))
        .await;
    let scan = with(
        door_scan("1ZTOLD1", "in_transit", "2026-05-14T09:00:00Z"),
        &json!({ "city": "Newark", "region": "NJ", "country": "US" }),
    );
    site.accept(&door.post("scans", &scan)).await;
}

async fn what_happens_is_told_in_our_words_and_signed(site: Site) {
    let site = site.telling(PATIENCE).await;
    let receiver = Receiver::start().await;
    let endpoint = endpoint_of(&site, &receiver.url(), None, &[]).await;
    order_under_way(&site).await;
    let all = stand(&site, |all| all_are(all, "sent") && all.len() >= 4).await;
    let got = receiver.waits_for(all.len()).await;
    let now = site.services.clock.now().timestamp();
    for one in &got {
        assert!(one.is_signed_with(&endpoint.secret, now), "{one:#?}");
        assert_eq!(one.path, "/in?from=doorstep");
        assert_eq!(one.header("content-type"), "application/json");
        assert!(
            one.header("user-agent").starts_with("Doorstep/"),
            "{one:#?}"
        );
        assert!(one.id().starts_with("evt_"), "{one:#?}");
        assert_eq!(one.json()["timestamp"], "2026-05-15T12:00:00.000Z");
        let text = String::from_utf8_lossy(&one.body).into_owned();
        for private in ["jo@example.com", "Jolanda", "Newark", "1ZTOLD1", "Trail"] {
            assert!(!text.contains(private), "{private} in {text}");
        }
    }
    let order = stored::order(&site.services, "1001").await;
    let created = only(&got, "order.created").json();
    assert_eq!(created["data"]["order"]["id"], order.public_id.as_str());
    assert_eq!(created["data"]["order"]["number"], "#1001");
    assert_eq!(
        created["data"]["order"]["placed_at"],
        "2026-05-10T09:00:00Z"
    );
    let path = created["data"]["tracking_path"].as_str().expect("a path");
    assert_eq!(path, site.path("1001").await);
    assert_eq!(site.get(path).await.status(), 200, "it opens the page");
    let statuses: Vec<Value> = got
        .iter()
        .filter(|one| one.kind() == "parcel.updated")
        .map(|one| one.json()["data"]["parcel"]["status"].clone())
        .collect();
    assert!(statuses.contains(&json!("in_transit")), "{statuses:?}");
    let window = got.iter().find(|one| one.kind() == "window.changed");
    let window = window.expect("a day was named").json();
    assert_eq!(window["data"]["window"]["to"], "2026-05-20");
    assert_eq!(window["data"]["was"], Value::Null);
    // No table holds what opens the page.
    let token = path.trim_start_matches("/t/");
    let events = server::db::webhook::event::Entity::find()
        .all(site.services.database.read())
        .await
        .expect("events can be read");
    assert!(events.iter().all(|one| !one.payload.contains(token)));
    counted(&site, got.len()).await;
    site.stop().await;
}

/// Waits until so many are counted as taken; none waits then.
async fn counted(site: &Site, wanted: usize) {
    let figure = format!("doorstep_webhook_deliveries_total{{outcome=\"sent\"}} {wanted}");
    let waited = async {
        loop {
            let page = metrics::page(&site.services).await;
            if page.lines().any(|line| line == figure) {
                return page;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let page = tokio::time::timeout(LONG, waited).await;
    let page = page.expect("they are counted");
    assert!(
        page.contains("doorstep_webhook_deliveries_waiting 0\n"),
        "{page}"
    );
}

async fn only_live_orders_of_the_brand_are_told_of_and_only_what_was_asked_for(site: Site) {
    let site = site.telling(PATIENCE).await;
    site.brand("north").await;
    let (all, flags, north) = (
        Receiver::start().await,
        Receiver::start().await,
        Receiver::start().await,
    );
    endpoint_of(&site, &all.url(), None, &[]).await;
    endpoint_of(&site, &flags.url(), None, &[EventType::FlagRaised]).await;
    endpoint_of(&site, &north.url(), Some("north"), &[]).await;
    let shop = site.connect("shopify", &[]).await;
    let test = with(order(7), &json!({ "test": true }));
    site.accept(&shop.shopify("orders/create", &test)).await;
    site.accept(&shop.shopify("fulfillments/create", &fulfilment(70, 7, &["1ZTEST7"])))
        .await;
    assert_eq!(stored::order(&site.services, "7").await.kind, "test");
    assert_eq!(deliveries(&site).await, [], "a rehearsal is nobody's news");
    site.accept(&shop.shopify("orders/create", &order(8))).await;
    site.accept(&shop.shopify("fulfillments/create", &fulfilment(80, 8, &["1ZLIVE8"])))
        .await;
    // Nobody scans it: that is how flags come, by time alone.
    site.time_passes_until(at("2026-06-15T12:00:00Z")).await;
    let stood = stand(&site, |all| {
        all_are(all, "sent") && all.iter().any(|one| one.endpoint_id == 2)
    })
    .await;
    let to = |id: i64| stood.iter().filter(|one| one.endpoint_id == id).count();
    let got = all.waits_for(to(1)).await;
    assert!(
        got.iter()
            .all(|one| one.json()["data"]["order"]["number"] == "#8")
    );
    assert!(
        got.iter().any(|one| one.kind() == "flag.raised"),
        "{:?}",
        all.kinds()
    );
    let raised = flags.waits_for(to(2)).await;
    assert!(raised.iter().all(|one| one.kind() == "flag.raised"));
    let flag = &raised[0].json()["data"]["flag"];
    assert!(
        flag["kind"].is_string() && flag["due"].is_string(),
        "{flag}"
    );
    assert_eq!((to(3), north.got().len()), (0, 0), "another brand's");
    // The cause goes, and so does the flag.
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&carrier.easypost(&tracker("1ZLIVE8", &JOURNEY)))
        .await;
    stand(&site, |all| all_are(all, "sent")).await;
    assert!(
        all.kinds().contains(&"flag.cleared".to_owned()),
        "{:?}",
        all.kinds()
    );
    site.stop().await;
}

async fn a_change_of_an_order_is_told_of_once(site: Site) {
    let site = site.telling(PATIENCE).await;
    let receiver = Receiver::start().await;
    let wanted = [EventType::OrderCreated, EventType::OrderUpdated];
    endpoint_of(&site, &receiver.url(), None, &wanted).await;
    let shop = site.connect("shopify", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(10)))
        .await;
    let changed = with(
        order(10),
        &json!({ "updated_at": "2026-05-11T09:00:00Z", "name": "#10-B" }),
    );
    site.accept(&shop.shopify("orders/updated", &changed)).await;
    // The same once more, and an older one that came late, are no news.
    site.accept(&shop.shopify("orders/updated", &changed)).await;
    site.accept(&shop.shopify("orders/updated", &order(10)))
        .await;
    let off = json!({
        "updated_at": "2026-05-12T09:00:00Z", "cancelled_at": "2026-05-12T09:00:00Z",
        "cancel_reason": "customer",
    });
    site.accept(&shop.shopify("orders/cancelled", &with(changed, &off)))
        .await;
    stand(&site, |all| all.len() == 3 && all_are(all, "sent")).await;
    let got = receiver.got();
    let kinds: Vec<String> = got.iter().map(Got::kind).collect();
    assert_eq!(kinds, ["order.created", "order.updated", "order.updated"]);
    let numbers = got
        .iter()
        .map(|one| one.json()["data"]["order"]["number"].clone());
    let numbers: Vec<Value> = numbers.collect();
    assert_eq!(numbers, ["#10", "#10-B", "#10-B"]);
    site.stop().await;
}

async fn contacts_are_told_of_without_their_words(site: Site) {
    let site = site.telling(PATIENCE).await;
    order_under_way(&site).await;
    let receiver = Receiver::start().await;
    let wanted = [EventType::ContactOpened, EventType::ContactUpdated];
    endpoint_of(&site, &receiver.url(), None, &wanted).await;
    let order = stored::order(&site.services, "1001").await;
    let new = NewContact {
        brand_id: order.brand_id,
        order: &order,
        shipment: None,
        topic: Topic::WhereIsIt,
        channel: Channel::Page,
        body: "My secret words.",
        photos: Vec::new(),
        idempotency_key: None,
        staff: None,
        api_key: None,
    };
    let now = site.services.clock.now();
    let opened = open(&site.services, new, now).await.expect("it is opened");
    let got = receiver.waits_for(1).await;
    let told = only(&got, "contact.opened").json();
    assert_eq!(told["data"]["contact"]["id"], opened.contact.as_str());
    assert_eq!(
        told["data"]["contact"]["reference"],
        opened.reference.as_str()
    );
    assert_eq!(told["data"]["contact"]["topic"], "where_is_it");
    assert_eq!(told["data"]["contact"]["state"], "received");
    let maya = Actor {
        id: 7,
        public_id: "stf_maya".to_owned(),
        name: "Maya".to_owned(),
        role: Role::Rep,
        serves: Serves::All,
    };
    let item = Item::Contact(opened.contact.clone());
    queue::take(&site.services, &maya, &item, 0)
        .await
        .expect("it is taken");
    queue::resolve(&site.services, &maya, &item, 1, "It came.")
        .await
        .expect("it is resolved");
    let got = receiver.waits_for(3).await;
    let states: Vec<Value> = got
        .iter()
        .map(|one| one.json()["data"]["contact"]["state"].clone())
        .collect();
    assert_eq!(states, ["received", "looked_at", "closed"]);
    for one in &got {
        let text = String::from_utf8_lossy(&one.body).into_owned();
        for private in ["secret words", "It came", "Maya", "jo@"] {
            assert!(!text.contains(private), "{private} in {text}");
        }
    }
    site.stop().await;
}

async fn a_parcel_that_was_known_before_its_order_is_told_of_with_it(site: Site) {
    let site = site.telling(PATIENCE).await;
    let receiver = Receiver::start().await;
    let wanted = [EventType::OrderCreated, EventType::ParcelUpdated];
    endpoint_of(&site, &receiver.url(), None, &wanted).await;
    let shop = site.connect("shopify", &[]).await;
    site.accept(&shop.shopify("fulfillments/create", &fulfilment(90, 9, &["1ZEARLY9"])))
        .await;
    // Whether it is a rehearsal is not known yet.
    assert_eq!(deliveries(&site).await, []);
    site.accept(&shop.shopify("orders/create", &order(9))).await;
    stand(&site, |all| all.len() == 2 && all_are(all, "sent")).await;
    assert_eq!(receiver.kinds(), ["order.created", "parcel.updated"]);
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_endpoint_delays_no_other() {
    let site = Site::on(Store::sqlite()).await.telling(LONG).await;
    let (slow, quick) = (Receiver::start().await, Receiver::start().await);
    slow.always(Reply::Silence);
    endpoint_of(&site, &slow.url(), None, &[]).await;
    endpoint_of(&site, &quick.url(), None, &[]).await;
    let shop = site.connect("shopify", &[]).await;
    for id in 1..=20 {
        site.accept(&shop.shopify("orders/create", &order(id)))
            .await;
    }
    let queued = deliveries(&site).await.len() / 2;
    assert!(queued >= 20, "{queued}");
    quick.waits_for(queued).await;
    assert_eq!(
        slow.got().len(),
        1,
        "one at a time, and it has not answered"
    );
    site.stop().await;
}
