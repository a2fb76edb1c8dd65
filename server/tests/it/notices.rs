//! Notices: a shopper hears what matters, once, while it is so; a brand that
//! has switched nothing on sends nothing and says what it would.

use crate::harness::payloads::{door_order, door_scan, door_shipment, with};
use crate::harness::{Door, Fault, MailHost, Site, Store, at, on_both, stored};
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::audit::Deed;
use doorstep::brand::named;
use doorstep::choice::StopReason;
use doorstep::delivery::NoticeSettings;
use doorstep::recipient::Medium;
use doorstep::staff::Role;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect,
};
use serde_json::{Value, json};
use server::admin::Command;
use server::brand::BrandFile;
use server::db::outbox::hold::{self, Lease};
use server::db::{audit, notice_setting, outbox as rows, report, shipment, stopped};
use server::{metrics, outbox};
use std::time::Duration;

on_both!(
    a_smooth_order_gets_exactly_four_mails,
    a_brand_that_is_off_sends_nothing_and_says_so,
    a_form_from_before_a_change_switches_nothing_back_on,
    a_delay_is_told_with_its_new_window_before_anything_has_left,
    a_delay_that_improves_a_little_is_told_all_the_same,
    what_has_passed_is_dropped_and_says_why,
    parcels_that_move_together_are_told_in_one_mail,
    the_daily_number_holds_the_rest_until_the_next_morning,
    the_daily_number_holds_after_an_outage,
    the_daily_number_is_a_persons_whatever_they_ordered,
    an_address_that_is_nobodys_is_stopped,
    an_address_in_other_letters_is_written_to_or_given_up_alone,
    a_mail_server_of_today_takes_every_letter,
    what_cannot_be_put_into_words_is_given_up_with_the_reason,
    a_cancelled_parcel_that_was_taken_out_is_told_to_nobody,
    a_mail_server_that_is_down_for_hours_loses_nothing,
    a_notice_that_was_given_up_is_sent_again,
    a_test_order_is_told_to_testers_alone,
    a_worker_that_died_is_seen_and_its_message_goes_out,
    an_order_older_than_its_connection_hears_of_nothing_past,
    a_border_is_told_of_after_days_on_the_way,
    a_forgotten_buyer_hears_nothing_more,
);

/// Far more than anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A site with a mail server, a brand, and a door that was there before its
/// orders.
pub(crate) struct Shop {
    pub(crate) site: Site,
    pub(crate) host: MailHost,
    door: Door,
}

impl Shop {
    async fn open(site: Site) -> Self {
        let host = MailHost::start().await;
        let site = site.with_mail(host.port).await;
        let mut given = named("shop", "Harbour & Pine");
        given.insert("default".to_owned(), "true".to_owned());
        let brand = BrandFile::of(given, Vec::new());
        site.command(Command::BrandSet(brand))
            .await
            .expect("the brand can be set");
        let door = site.door(&[]).await;
        Self { site, host, door }
    }

    pub(crate) async fn with(site: Site, settings: NoticeSettings) -> Self {
        let shop = Self::open(site).await;
        shop.set(&settings).await;
        shop
    }

    async fn set(&self, settings: &NoticeSettings) {
        let services = &self.site.services;
        let id = services.book.now().brands[0].id;
        let database = services.database.begin().await.expect("it begins");
        notice_setting::put_of_brand(&database, id, settings, services.clock.now())
            .await
            .expect("it is set");
        database.commit().await.expect("it is stored");
    }

    fn now(&self) -> DateTime<Utc> {
        self.site.services.clock.now()
    }

    /// Moves the clock, looks again at what time changes, and lets the outbox
    /// work until it has nothing to do.
    async fn pass_until(&self, time: DateTime<Utc>) {
        self.site.time_passes_until(time).await;
        self.work().await;
    }

    pub(crate) async fn pass(&self, span: TimeDelta) {
        self.pass_until(self.now() + span).await;
    }

    async fn work(&self) {
        // The site's own worker may decide on something between a look at the
        // messages and the look at what it does: twice quiet is at rest.
        let worked = async {
            let mut quiet = 0;
            while quiet < 2 {
                outbox::round(&self.site.services).await.expect("it looks");
                self.let_holds_be_taken().await;
                if self.is_busy().await {
                    quiet = 0;
                    tokio::time::sleep(Duration::from_millis(20)).await;
                } else {
                    quiet += 1;
                }
            }
        };
        tokio::time::timeout(PATIENCE, worked)
            .await
            .expect("the outbox comes to rest");
    }

    /// Waits for whoever is taking a hold on a message at this moment: a look
    /// passes over such a message, and its hold is not to be seen yet.
    async fn let_holds_be_taken(&self) {
        let now = self.now().timestamp_millis();
        let transaction = self.site.services.database.begin().await;
        let transaction = transaction.expect("it begins");
        let mut due = rows::Entity::find().filter(rows::Column::NextTryMs.lte(now));
        // SQLite has one writer, and this is it.
        if transaction.get_database_backend() != DbBackend::Sqlite {
            due = due.lock_exclusive();
        }
        due.all(&transaction).await.expect("the outbox can be read");
        transaction.rollback().await.expect("nothing is left of it");
    }

    /// Whether the site's own worker has something in hand: it holds a message,
    /// or is deciding on what is due.
    async fn is_busy(&self) -> bool {
        let now = self.now().timestamp_millis();
        let undecided = Condition::all()
            .add(rows::Column::NextTryMs.lte(now))
            .add(rows::Column::Medium.is_null());
        let in_hand = Condition::any()
            .add(rows::Column::LeasedUntilMs.gt(now))
            .add(undecided);
        let held = rows::Entity::find()
            .filter(in_hand)
            .one(self.site.services.database.read())
            .await
            .expect("the outbox can be read");
        held.is_some()
    }

    pub(crate) async fn order(&self, id: &str, more: &Value) {
        let placed = self.now().to_rfc3339();
        let order = with(
            door_order(id),
            &json!({
                "email": format!("jo.{id}@example.com"),
                "first_name": "Jo",
                "placed_at": placed,
                "updated_at": placed,
            }),
        );
        self.site
            .accept(&self.door.post("orders", &with(order, more)))
            .await;
    }

    pub(crate) async fn shipment(&self, id: &str, order: &str, number: &str) {
        let now = self.now().to_rfc3339();
        let shipment = with(
            door_shipment(id, order, number),
            &json!({ "updated_at": now, "packed_at": now }),
        );
        self.site
            .accept(&self.door.post("shipments", &shipment))
            .await;
    }

    pub(crate) async fn scan(&self, number: &str, status: &str, time: &str) {
        let scan = with(
            door_scan(number, status, time),
            &json!({ "city": "Newark", "region": "NJ", "country": "US" }),
        );
        self.site.accept(&self.door.post("scans", &scan)).await;
    }

    /// The notices of an order and how each stands: "shipped sent".
    async fn standing(&self, order: &str) -> Vec<String> {
        let order = stored::order(&self.site.services, order).await;
        let all = rows::of_order(self.site.services.database.read(), order.id)
            .await
            .expect("the outbox can be read");
        let mut standing: Vec<String> = all
            .into_iter()
            .filter(|row| row.medium.is_none())
            .map(|row| {
                let how = row.reason.unwrap_or(row.state);
                format!("{} {how}", row.notice)
            })
            .collect();
        standing.sort();
        standing
    }

    pub(crate) async fn stop(self) {
        self.site.stop().await;
    }
}

pub(crate) fn all_on() -> NoticeSettings {
    NoticeSettings::with_all_on()
}

async fn a_smooth_order_gets_exactly_four_mails(site: Site) {
    let shop = Shop::with(site, all_on()).await;
    shop.order("1", &json!({})).await;
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(shop.host.count(), 1, "{:?}", shop.standing("1").await);

    shop.pass_until(at("2026-05-16T13:00:00Z")).await;
    shop.shipment("S1", "1", "1ZSMOOTH").await;
    shop.scan("1ZSMOOTH", "picked_up", "2026-05-16T08:55:00-04:00")
        .await;
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(shop.host.count(), 2, "{:?}", shop.standing("1").await);
    for hour in ["2026-05-16T20:00:00-04:00", "2026-05-17T02:00:00-04:00"] {
        shop.scan("1ZSMOOTH", "in_transit", hour).await;
    }
    shop.pass_until(at("2026-05-17T12:00:00Z")).await;
    assert_eq!(shop.host.count(), 2, "no scan of a depot is told");

    shop.pass_until(at("2026-05-18T12:10:00Z")).await;
    shop.scan("1ZSMOOTH", "out_for_delivery", "2026-05-18T08:05:00-04:00")
        .await;
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(shop.host.count(), 3, "{:?}", shop.standing("1").await);
    shop.pass_until(at("2026-05-18T19:00:00Z")).await;
    shop.scan("1ZSMOOTH", "delivered", "2026-05-18T14:55:00-04:00")
        .await;
    shop.pass(TimeDelta::minutes(2)).await;
    shop.pass(TimeDelta::days(6)).await;

    let letters = shop.host.letters(4).await;
    assert_eq!(letters.len(), 4);
    let mut names: Vec<&str> = letters
        .iter()
        .map(|letter| letter.header("message-id"))
        .collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 4, "each is a message of its own");
    for letter in &letters {
        assert_eq!(letter.to, ["jo.1@example.com"]);
        assert_eq!(letter.header("auto-submitted"), "auto-generated");
        // Both forms lead to the page, and one click ends them.
        let page = letter.link("https://track.acme.example/t/");
        let html = letter.html.as_deref().expect("there is mark-up");
        assert!(html.contains(page), "{html}");
        let stop = letter.header("list-unsubscribe");
        assert!(
            stop.starts_with("<https://track.acme.example/unsubscribe/") && stop.ends_with('>'),
            "{stop}"
        );
        let click = letter.header("list-unsubscribe-post");
        assert_eq!(click, "List-Unsubscribe=One-Click");
    }
    assert_eq!(
        shop.standing("1").await,
        [
            "delivered sent",
            "order_confirmed sent",
            "out_for_delivery sent",
            "shipped sent"
        ]
    );
    let figures = metrics::page(&shop.site.services).await;
    let sent = "doorstep_notices_ended_total{notice=\"delivered\",how=\"sent\"} 1";
    assert!(figures.lines().any(|line| line == sent), "{figures}");
    shop.stop().await;
}

async fn a_brand_that_is_off_sends_nothing_and_says_so(site: Site) {
    let shop = Shop::open(site).await;
    let admin = shop.site.staff(Role::Admin, &["shop"]).await;
    shop.order("1", &json!({})).await;
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(shop.standing("1").await, ["order_confirmed switched_off"]);
    assert_eq!(shop.host.count(), 0);

    let page = admin.page("/settings/outbox").await;
    assert!(page.contains("Would have been sent"), "{page}");
    let read = page
        .split('"')
        .find(|part| part.starts_with("/settings/outbox?read="));
    let message = admin.page(read.expect("it can be read")).await;
    assert!(message.contains("data-part=\"message\""), "{message}");
    assert!(
        message.contains("https://track.acme.example/t/"),
        "{message}"
    );

    // Switched on, the next one goes out; a wrong form is shown again.
    let fields = |daily: &'static str| {
        [
            ("brand", "shop"),
            ("on", "order_confirmed.email"),
            ("delay_days", "0"),
            ("quiet_from", "21:00"),
            ("quiet_to", "08:00"),
            ("daily", daily),
            ("testers", ""),
        ]
    };
    let refused = admin.post("/settings/notices", &fields("0")).await;
    assert_eq!(refused.status(), 422);
    let saved = admin.post("/settings/notices", &fields("5")).await;
    assert_eq!(saved.status(), 303);
    let page = admin.page("/settings/notices?saved=shop").await;
    assert!(page.contains("data-part=\"saved\""), "{page}");
    assert_eq!(page.matches(" checked").count(), 1, "{page}");
    let deed = audit::Entity::find()
        .filter(audit::Column::Action.eq(Deed::SettingChanged.code()))
        .filter(audit::Column::Subject.eq("notices"))
        .one(shop.site.services.database.read())
        .await
        .expect("the trail can be read")
        .expect("it is written down");
    let detail = deed.detail.unwrap_or_default();
    assert!(detail.contains("order_confirmed email"), "{detail}");
    let other = shop.site.staff(Role::Admin, &["north"]).await;
    let not_theirs = other.post("/settings/notices", &fields("5")).await;
    assert_eq!(not_theirs.status(), 404);

    shop.order("2", &json!({})).await;
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(shop.standing("2").await, ["order_confirmed sent"]);
    assert_eq!(shop.host.letters(1).await.len(), 1);
    shop.stop().await;
}

async fn a_form_from_before_a_change_switches_nothing_back_on(site: Site) {
    const PAGE: &str = "/settings/notices";
    let shop = Shop::open(site).await;
    let services = &shop.site.services;
    let stored = async || {
        let id = services.book.now().brands[0].id;
        let settings = notice_setting::of_brand(services.database.read(), id).await;
        settings.expect("it can be read").typed()
    };
    let mine = shop.site.staff(Role::Admin, &["shop"]).await;
    let theirs = shop.site.staff(Role::Admin, &["shop"]).await;
    let fields = |version: &'static str, on: Option<&'static str>, daily: &'static str| {
        let all = [
            ("brand", "shop"),
            ("version", version),
            ("delay_days", "0"),
            ("quiet_from", "22:30"),
            ("quiet_to", "08:00"),
            ("daily", daily),
            ("testers", "ann@example.com"),
        ];
        let on = on.map(|on| ("on", on));
        all.into_iter().chain(on).collect::<Vec<_>>()
    };
    let shipped = Some("shipped.email");
    let on = theirs.post(PAGE, &fields("0", shipped, "5")).await;
    assert_eq!(on.status(), 303);
    let seen = mine.page(PAGE).await;
    assert!(seen.contains(r#"name="version" value="1""#), "{seen}");
    let off = theirs.post(PAGE, &fields("1", None, "5")).await;
    assert_eq!(off.status(), 303);

    // What I see is older than that.
    let refused = mine.post(PAGE, &fields("1", shipped, "7")).await;
    assert_eq!(refused.status(), 409);
    let again = refused.text().await.expect("a page is text");
    assert!(again.contains("data-part=\"changed\""), "{again}");
    assert!(
        again.contains("Shipped, by e-mail: off") && again.contains("Most messages in a day: 5"),
        "what they have stored: {again}"
    );
    assert!(again.contains(r#"name="version" value="2""#), "{again}");
    assert_eq!(again.matches(" checked").count(), 1, "my tick: {again}");
    assert!(
        again.contains(r#"name="daily" type="number" value="7""#),
        "{again}"
    );
    assert_eq!(stored().await.on, [""; 0]);
    assert_eq!(stored().await.daily, "5");

    // A mistake in it does not make it any newer.
    let wrong = mine.post(PAGE, &fields("1", shipped, "0")).await;
    assert_eq!(wrong.status(), 422);
    let wrong = wrong.text().await.expect("a page is text");
    assert!(wrong.contains(r#"name="version" value="1""#), "{wrong}");

    // Having seen theirs, I may put mine in its place.
    let decided = mine.post(PAGE, &fields("2", shipped, "7")).await;
    assert_eq!(decided.status(), 303);
    assert_eq!(stored().await.on, ["shipped.email"]);
    let deeds = audit::Entity::find()
        .filter(audit::Column::Subject.eq("notices"))
        .all(services.database.read())
        .await
        .expect("the trail can be read");
    let details: Vec<String> = deeds.into_iter().filter_map(|deed| deed.detail).collect();
    assert_eq!(details.len(), 3);
    for detail in details {
        assert!(detail.contains(r#""quiet":"22:30-08:00""#), "{detail}");
        assert!(!detail.contains("ann@"), "{detail}");
    }
    shop.stop().await;
}

async fn a_delay_is_told_with_its_new_window_before_anything_has_left(site: Site) {
    let shop = Shop::with(site, all_on()).await;
    let placed = shop.now().to_rfc3339();
    shop.order("1", &json!({ "expected": "2026-05-18" })).await;
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(shop.host.count(), 1);
    // The shop names a later day.
    shop.order(
        "1",
        &json!({ "expected": "2026-05-20", "placed_at": placed }),
    )
    .await;
    shop.pass(TimeDelta::minutes(2)).await;
    let told = ["delay sent", "order_confirmed sent"];
    assert_eq!(shop.standing("1").await, told);
    // That day passes, and nothing has left.
    shop.pass_until(at("2026-05-20T12:00:00Z")).await;
    assert_eq!(shop.host.count(), 2, "{:?}", shop.standing("1").await);
    shop.pass_until(at("2026-05-21T12:00:00Z")).await;
    shop.pass(TimeDelta::minutes(2)).await;
    let told = ["delay sent", "delay sent", "order_confirmed sent"];
    assert_eq!(shop.standing("1").await, told);
    assert_eq!(shop.host.letters(3).await.len(), 3);
    shop.stop().await;
}

async fn a_delay_that_improves_a_little_is_told_all_the_same(site: Site) {
    let shop = Shop::with(site, all_on()).await;
    let placed = shop.now().to_rfc3339();
    let expected = async |day: &str| {
        let more = json!({ "expected": day, "placed_at": placed });
        shop.order("1", &more).await;
    };
    expected("2026-05-20").await;
    shop.pass(TimeDelta::minutes(2)).await;
    expected("2026-05-23").await;
    shop.pass(TimeDelta::seconds(20)).await;
    expected("2026-05-22").await;
    shop.pass(TimeDelta::minutes(2)).await;
    let told = ["delay date_moved", "delay sent", "order_confirmed sent"];
    assert_eq!(shop.standing("1").await, told);
    assert_eq!(shop.host.letters(2).await.len(), 2);
    // A day that is come back to is told as well.
    expected("2026-05-23").await;
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(shop.host.letters(3).await.len(), 3);
    shop.stop().await;
}

async fn what_has_passed_is_dropped_and_says_why(site: Site) {
    let shop = Shop::with(site, all_on()).await;
    shop.order("1", &json!({})).await;
    shop.shipment("S1", "1", "1ZFAST").await;
    for (status, hour) in [
        ("picked_up", "2026-05-15T07:00:00-04:00"),
        ("out_for_delivery", "2026-05-15T07:30:00-04:00"),
        ("delivered", "2026-05-15T08:00:00-04:00"),
    ] {
        shop.scan("1ZFAST", status, hour).await;
    }
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(
        shop.standing("1").await,
        [
            "delivered sent",
            "order_confirmed passed",
            "out_for_delivery passed",
            "shipped passed"
        ]
    );
    assert_eq!(shop.host.letters(1).await.len(), 1);
    // Staff read each with what became of it.
    let rep = shop.site.staff(Role::Rep, &["shop"]).await;
    let id = stored::order(&shop.site.services, "1").await.public_id;
    let pane = rep.page(&format!("/console/orders/{id}")).await;
    assert!(pane.contains("by e-mail to j***@example.com"), "{pane}");
    assert!(
        pane.contains("Not sent: what it tells had passed by then."),
        "{pane}"
    );
    assert!(!pane.contains("before_connection"), "{pane}");
    shop.stop().await;
}

async fn parcels_that_move_together_are_told_in_one_mail(site: Site) {
    let shop = Shop::with(site, all_on()).await;
    shop.order("1", &json!({})).await;
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(shop.host.count(), 1);
    shop.shipment("S1", "1", "1ZONE").await;
    shop.shipment("S2", "1", "1ZTWO").await;
    shop.scan("1ZONE", "picked_up", "2026-05-15T08:02:00-04:00")
        .await;
    shop.pass(TimeDelta::minutes(3)).await;
    assert_eq!(shop.host.count(), 1, "the other one is waited for");
    shop.scan("1ZTWO", "picked_up", "2026-05-15T08:05:00-04:00")
        .await;
    shop.pass(TimeDelta::minutes(8)).await;
    assert_eq!(
        shop.standing("1").await,
        ["order_confirmed sent", "shipped merged", "shipped sent"]
    );
    assert_eq!(shop.host.letters(2).await.len(), 2);
    shop.stop().await;
}

async fn the_daily_number_holds_the_rest_until_the_next_morning(site: Site) {
    let settings = NoticeSettings {
        daily: 1,
        ..all_on()
    };
    let shop = Shop::with(site, settings).await;
    shop.order("1", &json!({})).await;
    shop.pass(TimeDelta::minutes(2)).await;
    shop.shipment("S1", "1", "1ZDAY").await;
    shop.scan("1ZDAY", "picked_up", "2026-05-15T08:02:00-04:00")
        .await;
    shop.pass(TimeDelta::hours(6)).await;
    assert_eq!(shop.host.count(), 1);
    assert_eq!(
        shop.standing("1").await,
        ["order_confirmed sent", "shipped under_way"]
    );
    let rep = shop.site.staff(Role::Rep, &["shop"]).await;
    let id = stored::order(&shop.site.services, "1").await.public_id;
    let pane = rep.page(&format!("/console/orders/{id}")).await;
    assert!(pane.contains("they have had enough for one day"), "{pane}");
    // Nine o'clock in New York, where the parcel goes.
    shop.pass_until(at("2026-05-16T12:59:00Z")).await;
    assert_eq!(shop.host.count(), 1);
    shop.pass_until(at("2026-05-16T13:00:00Z")).await;
    assert_eq!(shop.host.letters(2).await.len(), 2);
    shop.stop().await;
}

async fn the_daily_number_holds_after_an_outage(site: Site) {
    let settings = NoticeSettings {
        daily: 2,
        ..all_on()
    };
    let mut shop = Shop::with(site, settings).await;
    shop.order("1", &json!({})).await;
    shop.shipment("S1", "1", "1ZLONG").await;
    shop.host.go_down().await;
    let countries = [
        ("2026-05-15T20:00:00Z", "CN"),
        ("2026-05-16T14:00:00Z", "DE"),
        ("2026-05-17T14:00:00Z", "US"),
    ];
    for (time, country) in countries {
        shop.pass_until(at(time)).await;
        let line = with(
            door_scan("1ZLONG", "in_transit", time),
            &json!({ "city": "Somewhere", "country": country }),
        );
        shop.site.accept(&shop.door.post("scans", &line)).await;
        shop.pass(TimeDelta::minutes(2)).await;
    }
    shop.host.come_up().await;
    // Until midnight in New York: all have been tried by then.
    for _ in 0..26 {
        shop.pass(TimeDelta::minutes(30)).await;
    }
    assert_eq!(shop.host.count(), 2, "{:?}", shop.standing("1").await);
    shop.pass_until(at("2026-05-18T12:59:00Z")).await;
    assert_eq!(shop.host.count(), 2, "{:?}", shop.standing("1").await);
    shop.pass_until(at("2026-05-18T13:00:00Z")).await;
    assert_eq!(shop.host.letters(3).await.len(), 3);
    shop.stop().await;
}

async fn the_daily_number_is_a_persons_whatever_they_ordered(site: Site) {
    let settings = NoticeSettings {
        daily: 2,
        ..all_on()
    };
    let shop = Shop::with(site, settings).await;
    // However it is typed, it is one address.
    for (id, email) in [
        ("1", "jo@example.com"),
        ("2", "Jo@Example.com"),
        ("3", "jo@example.com"),
        ("4", "sam@example.com"),
    ] {
        shop.order(id, &json!({ "email": email })).await;
    }
    shop.pass(TimeDelta::minutes(4)).await;
    // The third looks again once the others have gone.
    shop.pass(TimeDelta::minutes(2)).await;
    let to_jo = || async {
        let letters = shop.host.letters(3).await;
        let of_jo = |to: &&String| to.to_lowercase().starts_with("jo@");
        letters.iter().flat_map(|one| &one.to).filter(of_jo).count()
    };
    assert_eq!(to_jo().await, 2, "{:?}", shop.standing("3").await);
    assert_eq!(shop.host.count(), 3, "another's is another's");
    // Nine o'clock in New York, where the parcels go.
    shop.pass_until(at("2026-05-16T12:59:00Z")).await;
    assert_eq!(shop.host.count(), 3);
    shop.pass_until(at("2026-05-16T13:00:00Z")).await;
    assert_eq!(shop.host.letters(4).await.len(), 4);
    assert_eq!(to_jo().await, 3);
    shop.stop().await;
}

async fn an_address_that_is_nobodys_is_stopped(site: Site) {
    let shop = Shop::with(site, all_on()).await;
    let stops = async || {
        let all = stopped::Entity::find().all(shop.site.services.database.read());
        all.await.expect("stops can be read")
    };
    // What is the letter's fault, or the server's whim, stops nobody.
    shop.host
        .fail(Fault::Recipient("550 5.7.1 looks like spam"));
    shop.order("1", &json!({})).await;
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(shop.standing("1").await, ["order_confirmed dead"]);
    assert_eq!(stops().await, []);
    shop.host.fail(Fault::Recipient("550 5.1.1 no such user"));
    shop.order("2", &json!({})).await;
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(shop.standing("2").await, ["order_confirmed dead"]);
    let stopped = stops().await;
    assert_eq!(stopped.len(), 1, "{stopped:?}");
    assert_eq!(stopped[0].why(), StopReason::Bounced);
    // Nothing more is sent there, of whatever order.
    shop.host.fail(Fault::None);
    shop.order("3", &json!({ "email": "jo.2@example.com" }))
        .await;
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(shop.standing("3").await, ["order_confirmed nobody_to_tell"]);
    assert_eq!(shop.host.count(), 0);
    shop.stop().await;
}

async fn an_address_in_other_letters_is_written_to_or_given_up_alone(site: Site) {
    let shop = Shop::with(site, all_on()).await;
    shop.host.fail(Fault::IsOld);
    shop.order("1", &json!({ "email": "jo@bücher.example" }))
        .await;
    // More than it takes to leave a mail server alone.
    for id in 2..9 {
        let other = json!({ "email": format!("jörg.{id}@example.com") });
        shop.order(&id.to_string(), &other).await;
    }
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(shop.standing("1").await, ["order_confirmed sent"]);
    for id in 2..9 {
        let standing = shop.standing(&id.to_string()).await;
        assert_eq!(standing, ["order_confirmed dead"]);
    }
    let letters = shop.host.letters(1).await;
    assert_eq!(letters[0].to, ["jo@xn--bcher-kva.example"]);
    let listed = shop.site.command(Command::OutboxList).await;
    let listed = listed.expect("it lists");
    assert!(listed.contains("no letters but a to z"), "{listed}");
    let figures = metrics::page(&shop.site.services).await;
    let pauses = "doorstep_provider_pauses_total{";
    assert!(!figures.contains(pauses), "it is not left alone: {figures}");
    let stops = stopped::Entity::find().all(shop.site.services.database.read());
    assert_eq!(stops.await.expect("stops can be read"), []);
    shop.stop().await;
}

async fn a_mail_server_of_today_takes_every_letter(site: Site) {
    let shop = Shop::with(site, all_on()).await;
    shop.order("1", &json!({ "email": "jörg@bücher.example" }))
        .await;
    shop.pass(TimeDelta::minutes(2)).await;
    let letters = shop.host.letters(1).await;
    assert_eq!(letters[0].to, ["jörg@xn--bcher-kva.example"]);
    assert_eq!(shop.standing("1").await, ["order_confirmed sent"]);
    shop.stop().await;
}

async fn what_cannot_be_put_into_words_is_given_up_with_the_reason(site: Site) {
    let mut shop = Shop::with(site, all_on()).await;
    shop.host.go_down().await;
    shop.order("1", &json!({})).await;
    shop.shipment("S1", "1", "1ZBAD").await;
    let line = with(
        door_scan("1ZBAD", "picked_up", "2026-05-15T08:02:00-04:00"),
        &json!({ "estimate": "2026-05-20" }),
    );
    shop.site.accept(&shop.door.post("scans", &line)).await;
    shop.pass(TimeDelta::minutes(2)).await;
    shop.host.come_up().await;
    // What was read cannot be read any more.
    let database = shop.site.services.database.begin().await;
    let database = database.expect("it begins");
    report::Entity::update_many()
        .col_expr(report::Column::Body, "no JSON".into())
        .exec(&database)
        .await
        .expect("it is written");
    database.commit().await.expect("it is stored");
    let message = async || {
        let all = rows::Entity::find().filter(rows::Column::Medium.is_not_null());
        let all = all.all(shop.site.services.database.read()).await;
        let mut all = all.expect("the outbox can be read");
        all.retain(|row| row.notice == "shipped");
        all.pop().expect("there is a message")
    };
    for _ in 0..4 {
        let now = message().await.next_try_ms.map(server::db::from_ms);
        shop.site.services.clock.step_to(now.expect("it waits"));
        shop.work().await;
    }
    let row = message().await;
    let why = row.last_error.clone().unwrap_or_default();
    assert!(why.contains("put into words"), "{why}");
    assert!(
        row.attempts >= 4,
        "it is tried less and less often: {row:?}"
    );
    assert_eq!((row.lease, row.leased_until_ms), (None, None));
    assert_eq!(shop.site.services.metrics.all_taken_over(), 0);
    assert_eq!(shop.host.count(), 0);
    shop.stop().await;
}

async fn a_cancelled_parcel_that_was_taken_out_is_told_to_nobody(site: Site) {
    let shop = Shop::with(site, all_on()).await;
    shop.order("1", &json!({})).await;
    shop.pass(TimeDelta::minutes(2)).await;
    shop.shipment("S1", "1", "1ZVOID").await;
    shop.scan("1ZVOID", "cancelled", "2026-05-15T08:01:00-04:00")
        .await;
    let database = shop.site.services.database.begin().await;
    let database = database.expect("it begins");
    shipment::Entity::update_many()
        .col_expr(shipment::Column::Removed, true.into())
        .exec(&database)
        .await
        .expect("it is written");
    database.commit().await.expect("it is stored");
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(
        shop.standing("1").await,
        ["cancelled gone", "order_confirmed sent"]
    );
    assert_eq!(shop.host.letters(1).await.len(), 1);
    shop.stop().await;
}

/// Rows are numbered alike everywhere.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_sites_name_their_messages_apart() {
    let mut names = Vec::new();
    for _ in 0..2 {
        let site = Site::on(Store::sqlite()).await;
        let shop = Shop::with(site, all_on()).await;
        shop.order("1", &json!({})).await;
        shop.pass(TimeDelta::minutes(2)).await;
        let letter = shop.host.letters(1).await.remove(0);
        names.push(letter.header("message-id").to_owned());
        shop.stop().await;
    }
    assert_ne!(names[0], names[1]);
}

async fn a_mail_server_that_is_down_for_hours_loses_nothing(site: Site) {
    const ORDERS: usize = 12;
    let mut shop = Shop::with(site, all_on()).await;
    shop.host.go_down().await;
    for id in 0..ORDERS {
        shop.order(&format!("{id}"), &json!({})).await;
    }
    for _ in 0..8 {
        shop.pass(TimeDelta::minutes(45)).await;
    }
    let figures = metrics::page(&shop.site.services).await;
    let pauses = "doorstep_provider_pauses_total{medium=\"email\"} ";
    let pauses = figures.lines().find_map(|line| line.strip_prefix(pauses));
    let pauses: u32 = pauses.and_then(|count| count.parse().ok()).unwrap_or(0);
    assert!(pauses > 0, "it is left alone: {figures}");
    shop.host.come_up().await;
    for _ in 0..4 {
        shop.pass(TimeDelta::hours(3)).await;
    }
    let letters = shop.host.letters(ORDERS).await;
    let mut to: Vec<String> = letters
        .iter()
        .flat_map(|letter| letter.to.clone())
        .collect();
    to.sort();
    to.dedup();
    assert_eq!((to.len(), letters.len()), (ORDERS, ORDERS), "each once");
    for id in 0..ORDERS {
        let standing = shop.standing(&id.to_string()).await;
        assert_eq!(standing, ["order_confirmed sent"]);
    }
    shop.stop().await;
}

async fn a_notice_that_was_given_up_is_sent_again(site: Site) {
    let shop = Shop::with(site, all_on()).await;
    shop.host.fail(Fault::Recipient("554 5.7.1 not today"));
    shop.order("1", &json!({})).await;
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(shop.standing("1").await, ["order_confirmed dead"]);
    let listed = shop.site.command(Command::OutboxList).await;
    let listed = listed.expect("it lists");
    assert!(
        listed.contains("order_confirmed") && listed.contains("dead"),
        "{listed}"
    );
    assert!(!listed.contains("example.com"), "{listed}");
    shop.host.fail(Fault::None);
    let again = Command::OutboxReplay { mail: None };
    let said = shop.site.command(again).await.expect("it is queued");
    assert_eq!(said, "1 mail is queued again");
    shop.work().await;
    assert_eq!(shop.host.letters(1).await.len(), 1);
    shop.work().await;
    assert_eq!(shop.standing("1").await, ["order_confirmed sent"]);
    shop.stop().await;
}

async fn a_test_order_is_told_to_testers_alone(site: Site) {
    let settings = NoticeSettings {
        testers: vec!["jo.2@example.com".to_owned()],
        ..all_on()
    };
    let shop = Shop::with(site, settings).await;
    for id in ["1", "2"] {
        shop.order(id, &json!({ "test": true })).await;
    }
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(shop.standing("1").await, ["order_confirmed no_tester"]);
    assert_eq!(shop.standing("2").await, ["order_confirmed sent"]);
    let letters = shop.host.letters(1).await;
    assert_eq!(letters[0].to, ["jo.2@example.com"]);
    shop.stop().await;
}

async fn a_worker_that_died_is_seen_and_its_message_goes_out(site: Site) {
    let mut shop = Shop::with(site, all_on()).await;
    shop.host.go_down().await;
    shop.order("1", &json!({})).await;
    shop.pass(TimeDelta::minutes(2)).await;
    // Another worker takes it, and is never heard of again.
    let services = &shop.site.services;
    let now = shop.now() + TimeDelta::hours(1);
    let brands = [services.book.now().brands[0].id];
    let lease = Lease {
        word: "lost",
        until: now + TimeDelta::minutes(10),
    };
    let transaction = services.database.begin().await.expect("it begins");
    let held = hold::take_of_brands(&transaction, &brands, Medium::Email, &lease, now, 4)
        .await
        .expect("it is taken");
    transaction.commit().await.expect("it is stored");
    services.clock.step_to(now);
    assert_eq!(held.len(), 1);
    assert!(!held[0].taken_over);
    shop.host.come_up().await;
    // Another order's message goes out meanwhile: whoever sends it has looked
    // at all that is due, and left what is held.
    shop.order("2", &json!({})).await;
    let until = now + TimeDelta::minutes(2);
    shop.site.time_passes_until(until).await;
    let sends = async {
        while shop.host.count() == 0 {
            outbox::round(services).await.expect("it looks");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let sent = tokio::time::timeout(PATIENCE, sends).await;
    sent.expect("the other order's goes out");
    let letters = shop.host.letters(1).await;
    assert_eq!(letters[0].to, ["jo.2@example.com"], "the first one is held");
    assert_eq!(services.metrics.all_taken_over(), 0);
    shop.pass(TimeDelta::minutes(11)).await;
    assert_eq!(shop.site.services.metrics.all_taken_over(), 1);
    assert_eq!(shop.host.letters(2).await.len(), 2);
    assert_eq!(shop.standing("1").await, ["order_confirmed sent"]);
    shop.stop().await;
}

async fn an_order_older_than_its_connection_hears_of_nothing_past(site: Site) {
    let shop = Shop::with(site, all_on()).await;
    let placed = json!({ "placed_at": "2026-05-14T12:00:00Z" });
    shop.order("1", &placed).await;
    shop.shipment("S1", "1", "1ZOLD").await;
    shop.scan("1ZOLD", "picked_up", "2026-05-14T20:00:00-04:00")
        .await;
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(
        shop.standing("1").await,
        [
            "order_confirmed before_connection",
            "shipped before_connection"
        ]
    );
    // A day that was missed before is no news, with a parcel or without.
    let missed = json!({ "placed_at": "2026-05-10T12:00:00Z", "expected": "2026-05-13" });
    shop.order("2", &missed).await;
    shop.order("3", &missed).await;
    shop.shipment("S3", "3", "1ZLATE").await;
    shop.scan("1ZLATE", "picked_up", "2026-05-11T20:00:00-04:00")
        .await;
    shop.pass(TimeDelta::minutes(2)).await;
    let late = [
        "delay before_connection",
        "order_confirmed before_connection",
    ];
    assert_eq!(shop.standing("2").await, late);
    assert_eq!(
        shop.standing("3").await,
        [late[0], late[0], late[1], "shipped before_connection"],
        "the order's own, and its parcel's"
    );
    // What happens from now on is told.
    shop.pass_until(at("2026-05-16T12:00:00Z")).await;
    shop.scan("1ZOLD", "out_for_delivery", "2026-05-16T07:59:00-04:00")
        .await;
    shop.pass(TimeDelta::minutes(2)).await;
    assert_eq!(shop.host.letters(1).await.len(), 1);
    shop.stop().await;
}

async fn a_border_is_told_of_after_days_on_the_way(site: Site) {
    let shop = Shop::with(site, all_on()).await;
    shop.order("1", &json!({})).await;
    shop.shipment("S1", "1", "1ZFAR").await;
    let scan = async |day: i64, status: &str, country: &str| {
        let time = at("2026-05-15T12:05:00Z") + TimeDelta::days(day);
        shop.pass_until(time).await;
        let line = with(
            door_scan("1ZFAR", status, &time.to_rfc3339()),
            &json!({ "city": "Somewhere", "country": country }),
        );
        shop.site.accept(&shop.door.post("scans", &line)).await;
        shop.pass(TimeDelta::minutes(2)).await;
    };
    scan(0, "picked_up", "CN").await;
    for day in 1..5 {
        scan(day, "in_transit", "CN").await;
    }
    assert_eq!(
        shop.standing("1").await,
        ["order_confirmed sent", "shipped sent"]
    );
    scan(5, "in_transit", "US").await;
    assert_eq!(
        shop.standing("1").await,
        ["milestone sent", "order_confirmed sent", "shipped sent"]
    );
    assert_eq!(shop.host.letters(3).await.len(), 3);
    shop.stop().await;
}

async fn a_forgotten_buyer_hears_nothing_more(site: Site) {
    let shop = Shop::with(site, all_on()).await;
    shop.order("1", &json!({})).await;
    let forget = Command::Forget {
        whom: server::privacy::Whom::parse("jo.1@example.com"),
        brand: None,
        run: server::intake::forget::Run::ForGood,
    };
    shop.site.command(forget).await.expect("it is forgotten");
    shop.pass(TimeDelta::minutes(2)).await;
    let standing = shop.standing("1").await;
    assert!(
        standing.iter().all(|one| !one.ends_with("sent")),
        "{standing:?}"
    );
    assert_eq!(shop.host.count(), 0);
    shop.stop().await;
}
