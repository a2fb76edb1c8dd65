//! Rehearsals over HTTP: who may, one at a time, what a film shows; and the
//! journeys that test orders of the live site are given.

use crate::harness::payloads::{order, with};
use crate::harness::{MailHost, Sender, Session, Site, Store, on_both, stored};
use chrono::TimeDelta;
use doorstep::audit::Deed;
use doorstep::delivery::NoticeSettings;
use doorstep::staff::Role;
use reqwest::Response;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use server::db::{audit, notice_setting, orders, outbox as rows, webhook};
use server::outbox;
use server::rehearsal::on_order::Pace;
use std::time::Duration;

on_both!(
    a_test_order_plays_its_journey_and_its_tester_hears,
    whoever_is_no_tester_hears_nothing_of_a_rehearsal,
    only_a_test_order_of_ones_own_is_given_a_journey,
);

/// Far more than anything here takes.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Where journeys are given.
pub const PAGE: &str = "/settings/rehearsal";

/// What is chosen to play.
const CHOSEN: [(&str, &str); 4] = [
    ("brand", "shop"),
    ("journey", "on-time"),
    ("language", "de"),
    ("sms", "yes"),
];

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    let value = response.headers().get(name);
    value.map_or("", |value| value.to_str().unwrap_or_default())
}

/// Where a form led to.
pub fn led_to(response: &Response) -> String {
    assert_eq!(response.status(), 303, "{response:?}");
    header(response, "location").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_journey_is_played_apart_from_the_site_and_watched() {
    let site = Site::on(Store::sqlite()).await;
    let admin = site.staff(Role::Admin, &["shop"]).await;
    let choice = admin.page(PAGE).await;
    assert!(choice.matches("name=\"journey\"").count() >= 40, "{choice}");

    let film = led_to(&admin.post(PAGE, &CHOSEN).await);
    let strip = admin.page(&film).await;
    let frames = strip.matches("data-frame=").count();
    assert!(frames > 5, "{strip}");
    assert!(strip.contains("data-message=\"email\""), "{strip}");
    assert!(strip.contains("data-message=\"sms\""), "{strip}");
    assert!(admin.page(PAGE).await.contains(&film));

    // The page as it was served then: German, with its style, and nothing in
    // it that acts.
    let page = admin.get(&format!("{film}/frames/{frames}/page")).await;
    assert_eq!(page.status(), 200);
    assert_eq!(header(&page, "x-frame-options"), "SAMEORIGIN");
    let policy = header(&page, "content-security-policy").to_owned();
    for part in ["default-src 'none'", "; sandbox", "frame-ancestors 'self'"] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("script-src") && !policy.contains("allow-"));
    let page = page.text().await.expect("a page is text");
    assert!(page.contains("lang=\"de\"") && !page.contains("<script"));
    assert!(page.contains("<base target=\"_blank\">"), "{page}");

    let mail = strip.split("src=\"").find(|rest| rest.contains("/mails/"));
    let mail = mail
        .and_then(|rest| rest.split('"').next())
        .expect("a mail");
    let mail = admin.get(mail).await;
    assert_eq!(mail.status(), 200);
    assert!(header(&mail, "content-security-policy").contains("sandbox"));
    for beyond in ["frames/0/page", "frames/999/page", "frames/1/mails/0"] {
        let path = format!("{film}/{beyond}");
        assert_eq!(admin.get(&path).await.status(), 404, "{path}");
    }

    // Nothing of it is in the site.
    let read = site.services.database.read();
    assert_eq!(orders::Entity::find().count(read).await.unwrap_or(9), 0);
    assert_eq!(rows::Entity::find().count(read).await.unwrap_or(9), 0);

    // It is there for whoever serves the brand, and no other.
    let colleague = site.staff(Role::Admin, &[]).await;
    assert_eq!(colleague.get(&film).await.status(), 200);
    let other = site.staff(Role::Admin, &["north"]).await;
    assert_eq!(other.get(&film).await.status(), 404);
    assert!(!other.page(PAGE).await.contains(&film));
    let refused = other.post(PAGE, &CHOSEN).await;
    assert_eq!(refused.status(), 422, "another's brand looks like none");
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_site_rehearses_one_journey_at_a_time() {
    let site = Site::on(Store::sqlite()).await;
    let admin = site.staff(Role::Admin, &[]).await;
    let turn = site.services.films.turn();
    let refused = admin.post(PAGE, &CHOSEN).await;
    assert_eq!(refused.status(), 429);
    let said = refused.text().await.expect("a page is text");
    assert!(said.contains("Somebody is rehearsing"), "{said}");
    // What was chosen is still chosen.
    assert!(said.contains("value=\"de\" selected"), "{said}");
    drop(turn);
    led_to(&admin.post(PAGE, &CHOSEN).await);
    let nothing = admin.post(PAGE, &[("brand", "shop")]).await;
    assert_eq!(nothing.status(), 422);
    site.stop().await;
}

/// A site that sends mail, and a Shopify shop.
pub struct Shop {
    /// The site.
    pub site: Site,
    /// Where its mails go.
    pub host: MailHost,
    /// Who sends its orders.
    pub shop: Sender,
    /// An admin of it.
    pub admin: Session,
}

/// Sets who hears of the test orders of a site's first brand; every notice is
/// switched on.
pub async fn let_hear(site: &Site, testers: &[&str]) {
    let settings = NoticeSettings {
        testers: testers.iter().map(|one| (*one).to_owned()).collect(),
        ..NoticeSettings::with_all_on()
    };
    let services = &site.services;
    let brand = services.book.now().brands[0].id;
    let database = services.database.begin().await.expect("it begins");
    notice_setting::put_of_brand(&database, brand, &settings, services.clock.now())
        .await
        .expect("it is set");
    database.commit().await.expect("it is stored");
}

impl Shop {
    /// Opens it.
    pub async fn open(site: Site, testers: &[&str]) -> Self {
        let host = MailHost::start().await;
        let site = site.with_mail(host.port).await;
        let shop = site.connect("shopify", &[]).await;
        let_hear(&site, testers).await;
        let services = &site.services;
        services.plays.set_pace(Pace {
            every: Duration::from_millis(20),
            lingers: Duration::ZERO,
        });
        // What is set up stands before its orders come.
        let later = services.clock.now() + TimeDelta::hours(1);
        site.time_passes_until(later).await;
        let admin = site.staff(Role::Admin, &[]).await;
        Self {
            site,
            host,
            shop,
            admin,
        }
    }

    /// An order placed now, and its public id.
    pub async fn order(&self, id: u64, is_test: bool) -> String {
        self.order_with(id, &json!({ "test": is_test })).await
    }

    /// The same with more said of it.
    pub async fn order_with(&self, id: u64, more: &Value) -> String {
        let now = self.site.services.clock.now().to_rfc3339();
        let dated = json!({ "created_at": now, "updated_at": now });
        let order = with(with(order(id), &dated), more);
        self.site
            .accept(&self.shop.shopify("orders/create", &order))
            .await;
        stored::order(&self.site.services, &id.to_string())
            .await
            .public_id
    }

    async fn give(&self, order: &str) -> Response {
        self.give_journey(order, "on-time").await
    }

    /// Gives an order a journey.
    pub async fn give_journey(&self, order: &str, journey: &str) -> Response {
        let fields = [("order", order), ("journey", journey)];
        let path = format!("{PAGE}/orders");
        self.admin.post(&path, &fields).await
    }

    /// Waits until the journey of an order is told, and its messages are out.
    pub async fn played(&self, order: &str) {
        let services = &self.site.services;
        let id = stored::order(services, order).await.id;
        let told = async {
            while services.plays.of_order(id).is_some() {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let told = tokio::time::timeout(PATIENCE, told).await;
        told.expect("the journey comes to its end");
        let later = services.clock.now() + TimeDelta::minutes(2);
        self.site.time_passes_until(later).await;
        let rest = async {
            while self.open_messages().await > 0 {
                outbox::round(services).await.expect("it looks");
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let rest = tokio::time::timeout(PATIENCE, rest).await;
        rest.expect("the outbox comes to rest");
    }

    async fn open_messages(&self) -> u64 {
        let open = rows::Entity::find().filter(rows::Column::State.eq("queued"));
        let open = open.filter(rows::Column::NextTryMs.lte(self.now_ms()));
        let count = open.count(self.site.services.database.read()).await;
        count.expect("the outbox can be read")
    }

    fn now_ms(&self) -> i64 {
        self.site.services.clock.now().timestamp_millis()
    }
}

async fn a_test_order_plays_its_journey_and_its_tester_hears(site: Site) {
    let shop = Shop::open(site, &["ada@example.com"]).await;
    let hears = server::admin::WebhookCommand::Add {
        url: "https://hooks.acme.example/in".to_owned(),
        brand: None,
        events: Vec::new(),
        description: String::new(),
    };
    let hears = shop
        .site
        .command(server::admin::Command::Webhook(hears))
        .await;
    hears.expect("an endpoint can be made");
    let order = shop.order(424_242, true).await;
    let pane = shop.admin.page(&format!("/console/orders/{order}")).await;
    assert!(pane.contains("data-act=\"journey\""), "{pane}");
    assert!(shop.admin.page(PAGE).await.contains(&order));

    assert!(led_to(&shop.give(&order).await).contains("begun"));
    shop.played("424242").await;
    let view = shop.site.view("424242").await;
    assert_eq!(view["status"], "delivered", "{view}");
    let letters = shop.host.letters(1).await;
    for letter in &letters {
        assert_eq!(letter.to, ["ada@example.com"]);
    }

    // It is a test order all the way: no system of the shop's hears of it,
    // and what is learnt of lanes does not count it.
    let read = shop.site.services.database.read();
    let told = webhook::delivery::Entity::find().count(read).await;
    assert_eq!(told.expect("they can be read"), 0);

    // It is in the trail, and is not given twice.
    let begun = audit::Entity::find()
        .filter(audit::Column::Action.eq(Deed::JourneyBegun.code()))
        .count(read)
        .await;
    assert_eq!(begun.expect("the trail can be read"), 1);
    let again = shop.give(&order).await;
    assert_eq!(again.status(), 409);
    let said = again.text().await.expect("a page is text");
    assert!(said.contains("has left already"), "{said}");
    shop.site.stop().await;
}

async fn whoever_is_no_tester_hears_nothing_of_a_rehearsal(site: Site) {
    let shop = Shop::open(site, &["jo@example.com"]).await;
    let order = shop.order(424_242, true).await;
    led_to(&shop.give(&order).await);
    shop.played("424242").await;
    assert_eq!(shop.site.view("424242").await["status"], "delivered");
    assert_eq!(shop.host.count(), 0);
    let read = shop.site.services.database.read();
    let messages = rows::Entity::find()
        .all(read)
        .await
        .expect("they can be read");
    assert!(!messages.is_empty());
    assert!(
        messages.iter().all(|row| row.state != "sent"),
        "{messages:?}"
    );
    shop.site.stop().await;
}

async fn only_a_test_order_of_ones_own_is_given_a_journey(site: Site) {
    let shop = Shop::open(site, &["ada@example.com"]).await;
    let live = shop.order(1, false).await;
    let refused = shop.give(&live).await;
    assert_eq!(refused.status(), 409);
    let said = refused.text().await.expect("a page is text");
    assert!(said.contains("marked as a test"), "{said}");
    let pane = shop.admin.page(&format!("/console/orders/{live}")).await;
    assert!(!pane.contains("data-act=\"journey\""), "{pane}");
    assert_eq!(shop.give("ord_0000000000000000000000").await.status(), 404);

    let test = shop.order(2, true).await;
    let other = shop.site.staff(Role::Admin, &["north"]).await;
    let fields = [("order", test.as_str()), ("journey", "on-time")];
    let path = format!("{PAGE}/orders");
    assert_eq!(other.post(&path, &fields).await.status(), 404);
    assert!(!other.page(PAGE).await.contains(&test));
    let manager = shop.site.staff(Role::Manager, &[]).await;
    assert_eq!(manager.post(&path, &fields).await.status(), 403);
    let pane = manager.page(&format!("/console/orders/{test}")).await;
    assert!(!pane.contains("data-act=\"journey\""), "{pane}");
    // Called off before it left: only its shop can say so.
    let cancelled = [("order", test.as_str()), ("journey", "cancelled")];
    assert_eq!(shop.admin.post(&path, &cancelled).await.status(), 422);
    let connections = shop.site.services.book.now().connections.len();
    assert_eq!(connections, 1, "nothing was connected for what was refused");
    shop.site.stop().await;
}
