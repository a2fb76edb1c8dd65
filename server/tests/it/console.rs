//! The console's queue: what somebody sees of it, what they do to its rows,
//! and how an open page hears of it.

mod replies;

use crate::harness::payloads::{door_order, with};
use crate::harness::{Door, Session, Site, at, on_both, stored};
use chrono::TimeDelta;
use doorstep::contact::{Channel, Topic};
use doorstep::flag::{Because, Flag, Raised};
use doorstep::ids::{ContactId, FlagId};
use doorstep::queue::{ORDERS_A_PAGE, Place, Show, fold};
use doorstep::staff::Role;
use reqwest::Response;
use sea_orm::{ActiveValue, EntityTrait};
use serde_json::{Value, json};
use server::db::flag::{NewFlag, Subject};
use server::db::queue::{Wanted, Whose};
use server::db::{contact, flag, from_ms, queue};
use server::site::random_bits;
use std::time::Duration;

on_both!(
    the_worst_comes_first_and_an_order_stands_once,
    the_order_in_the_database_is_that_of_the_rule,
    pages_hold_fifty_orders,
    filters_are_kept_in_the_address,
    a_rep_sees_nothing_of_another_brand,
    what_is_taken_is_seen_to_be,
    two_reps_never_overwrite_each_other,
    many_rows_each_have_their_own_outcome,
    what_was_typed_is_kept_when_it_must_be_mended,
    what_is_put_off_comes_back,
    what_is_resolved_can_be_opened_again,
    a_note_is_written_once_an_order,
    a_wrong_address_is_a_page_of_the_console,
    an_open_console_hears_of_what_changes,
    a_stream_ends_with_its_session,
    an_open_page_keeps_nobody_signed_in,
);

/// Generous: machines are shared.
const SOON: Duration = Duration::from_secs(30);

/// The site's default brand, by slug.
async fn home(site: &Site) -> String {
    site.services.book.now().brands[0].slug.clone()
}

async fn rep(site: &Site) -> Session {
    site.staff(Role::Rep, &[&home(site).await]).await
}

/// Places orders of the default brand.
async fn place(site: &Site, ids: &[&str]) -> Door {
    let door = site.door(&[]).await;
    for id in ids {
        site.accept(&door.post("orders", &fresh(id))).await;
    }
    door
}

/// An order of which nothing is late yet.
fn fresh(id: &str) -> Value {
    let today = "2026-05-15T09:00:00Z";
    with(
        door_order(id),
        &json!({ "placed_at": today, "updated_at": today }),
    )
}

/// Raises a flag of an order; its public id.
async fn raise(site: &Site, order: &str, kind: Flag, due: &str) -> String {
    let order = stored::order(&site.services, order).await;
    let id = FlagId::from_random(random_bits());
    let new = NewFlag {
        subject: Subject {
            brand_id: order.brand_id,
            order_id: order.id,
            shipment_id: None,
        },
        id: id.clone(),
        raised: Raised {
            flag: kind,
            since: at("2026-05-12T09:00:00Z"),
            due: at(due),
            because: Because::NoNumber {
                told_at: at("2026-05-12T09:00:00Z"),
            },
        },
    };
    let now = site.services.clock.now();
    let transaction = site.services.database.begin().await.expect("it begins");
    flag::raise(&transaction, &[new], now)
        .await
        .expect("it is raised");
    transaction.commit().await.expect("it is kept");
    site.services.bus.publish_desk(order.brand_id);
    id.as_str().to_owned()
}

/// Opens a contact of an order; its public id.
async fn contact(site: &Site, order: &str, topic: Topic, due: &str) -> String {
    let order = stored::order(&site.services, order).await;
    let id = ContactId::from_random(random_bits()).as_str().to_owned();
    let row = contact::ActiveModel {
        id: ActiveValue::NotSet,
        public_id: ActiveValue::Set(id.clone()),
        reference: ActiveValue::Set(id.clone()),
        brand_id: ActiveValue::Set(order.brand_id),
        order_id: ActiveValue::Set(order.id),
        shipment_id: ActiveValue::Set(None),
        topic: ActiveValue::Set(topic.code().to_owned()),
        channel: ActiveValue::Set(Channel::Page.code().to_owned()),
        cause: ActiveValue::Set("ordered".to_owned()),
        opened_ms: ActiveValue::Set(at("2026-05-14T09:00:00Z").timestamp_millis()),
        due_ms: ActiveValue::Set(at(due).timestamp_millis()),
        version: ActiveValue::Set(0),
        ..Default::default()
    };
    let transaction = site.services.database.begin().await.expect("it begins");
    contact::Entity::insert(row)
        .exec(&transaction)
        .await
        .expect("it is opened");
    transaction.commit().await.expect("it is kept");
    site.services.bus.publish_desk(order.brand_id);
    id
}

/// A row as the page draws it: the order's number, what it is, and how many
/// are folded under it.
type Shown = (String, String, usize);

async fn page(session: &Session, path: &str) -> String {
    session.page(path).await
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split_once(before).map_or("", |(_, rest)| rest);
    rest.split_once(after).map_or("", |(found, _)| found)
}

fn rows(html: &str) -> Vec<Shown> {
    html.split("<li id=\"row-")
        .skip(1)
        .map(|row| {
            let number = between(row, "class=\"number\">", "<").to_owned();
            let label = between(row, "class=\"label\">", "<").to_owned();
            (number, label, row.matches("<li data-row").count())
        })
        .collect()
}

async fn shown(session: &Session, path: &str) -> Vec<Shown> {
    rows(&page(session, path).await)
}

fn row(number: &str, label: &str, folded: usize) -> Shown {
    (number.to_owned(), label.to_owned(), folded)
}

/// What was said of what was done.
fn said(html: &str) -> Vec<String> {
    let said = between(html, "data-part=\"said\"", "</div>");
    let lines = said.split("<p data-tone=").skip(1);
    lines
        .map(|line| between(line, ">", "</p>").replace("&#39;", "'"))
        .collect()
}

/// Sends the queue's form and follows it; the page it leads to.
async fn act(session: &Session, fields: &[(&str, &str)]) -> String {
    let response = session.post("/console/queue", fields).await;
    assert_eq!(response.status(), 303, "{fields:?}");
    let address = location(&response);
    page(session, &address).await
}

fn location(response: &Response) -> String {
    let location = response.headers().get("location");
    let location = location.and_then(|value| value.to_str().ok());
    location.unwrap_or_default().to_owned()
}

async fn the_worst_comes_first_and_an_order_stands_once(site: Site) {
    place(&site, &["Q-1", "Q-2", "Q-3"]).await;
    raise(&site, "Q-1", Flag::Contradiction, "2026-05-13T09:00:00Z").await;
    raise(&site, "Q-2", Flag::Lost, "2026-05-20T09:00:00Z").await;
    raise(&site, "Q-2", Flag::Stuck, "2026-05-13T09:00:00Z").await;
    contact(&site, "Q-3", Topic::Damaged, "2026-05-15T10:00:00Z").await;
    raise(&site, "Q-3", Flag::Damaged, "2026-05-15T13:00:00Z").await;
    let rep = rep(&site).await;
    let html = page(&rep, "/console").await;
    assert_eq!(
        rows(&html),
        [
            row("#Q-2", "Lost", 1),
            row("#Q-3", "Says: damaged", 1),
            row("#Q-1", "Scans contradict", 0),
        ]
    );
    for wanted in [
        "Left the shop on Tuesday 12 May",
        "since Tue 12 May, 09:00",
        "2 days over",
        "due in 4 days",
        "Longest over its time: #Q",
        "5 rows wait",
    ] {
        assert!(html.contains(wanted), "{wanted} in {html}");
    }
    site.stop().await;
}

async fn the_order_in_the_database_is_that_of_the_rule(site: Site) {
    let ids: Vec<String> = (0..60).map(|at| format!("R-{at}")).collect();
    let names: Vec<&str> = ids.iter().map(String::as_str).collect();
    place(&site, &names).await;
    // Drawn once and for all: every kind, and due times that meet.
    let mut seed = 7_u64;
    let mut draw = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap_or(0) % below
    };
    for id in &names {
        for _ in 0..=draw(3) {
            let due = format!("2026-05-{:02}T09:00:00Z", 10 + draw(6));
            if draw(3) == 0 {
                contact(&site, id, Topic::ALL[draw(7)], &due).await;
            } else {
                raise(&site, id, Flag::ALL[draw(14)], &due).await;
            }
        }
    }
    let read = site.services.database.read();
    let brands = [site.services.book.now().brands[0].id];
    let wanted = Wanted {
        brands: &brands,
        show: Show::Open,
        what: None,
        whose: Whose::Anybodys,
        now: site.services.clock.now(),
    };
    let mut in_sql = Vec::new();
    for number in 0..2 {
        let (orders, has_more) = queue::orders_of_brands(read, &wanted, number)
            .await
            .expect("a page can be read");
        assert_eq!(has_more, number == 0);
        in_sql.extend(orders);
    }
    let all = queue::of_orders(read, &wanted, &in_sql)
        .await
        .expect("rows can be read");
    let by_rule = fold(
        all,
        |row| row.order_id,
        |row| Place::new(row.kind, from_ms(row.due_ms), row.order_id, row.id),
        |_| true,
    );
    let by_rule: Vec<i64> = by_rule.iter().map(|entry| entry.lead.order_id).collect();
    assert_eq!(in_sql.len(), 60);
    assert_eq!(in_sql, by_rule);
    site.stop().await;
}

async fn pages_hold_fifty_orders(site: Site) {
    let ids: Vec<String> = (0..53).map(|at| format!("P-{at:02}")).collect();
    let names: Vec<&str> = ids.iter().map(String::as_str).collect();
    place(&site, &names).await;
    for (at, id) in names.iter().enumerate() {
        let due = format!("2026-05-16T09:{at:02}:00Z");
        raise(&site, id, Flag::Stuck, &due).await;
    }
    let rep = rep(&site).await;
    let first = page(&rep, "/console?kind=stuck").await;
    let listed = rows(&first);
    assert_eq!(listed.len(), ORDERS_A_PAGE);
    assert_eq!(listed[0].0, "#P-00");
    let next = between(&first, "rel=\"next\" href=\"", "\"").replace("&amp;", "&");
    assert_eq!(next, "/console?kind=stuck&page=2");
    let rest = shown(&rep, &next).await;
    assert_eq!(rest.len(), 3);
    assert_eq!(rest[2], row("#P-52", "Stuck", 0));
    assert_eq!(shown(&rep, "/console?page=9").await, []);
    site.stop().await;
}

async fn filters_are_kept_in_the_address(site: Site) {
    place(&site, &["F-1", "F-2", "F-3"]).await;
    let first = raise(&site, "F-1", Flag::Lost, "2026-05-16T09:00:00Z").await;
    raise(&site, "F-2", Flag::Stuck, "2026-05-16T09:00:00Z").await;
    contact(&site, "F-3", Topic::WhereIsIt, "2026-05-16T09:00:00Z").await;
    raise(&site, "F-3", Flag::Stuck, "2026-05-16T10:00:00Z").await;
    let rep = rep(&site).await;
    let one = format!("take:flag:{first}:0");
    let html = act(&rep, &[("one", &one)]).await;
    assert_eq!(said(&html), ["Taken: 1 row."]);
    let check = async |query: &str, wanted: &[Shown]| {
        assert_eq!(shown(&rep, query).await, wanted, "{query}");
    };
    let lost = row("#F-1", "Lost", 0);
    let asks = row("#F-3", "Asks: where is it?", 1);
    let stuck = row("#F-2", "Stuck", 0);
    check("/console", &[lost.clone(), asks.clone(), stuck.clone()]).await;
    check("/console?show=mine", std::slice::from_ref(&lost)).await;
    check("/console?show=unowned", &[asks.clone(), stuck.clone()]).await;
    check("/console?kind=contacts", &[asks]).await;
    check("/console?kind=stuck", &[stuck, row("#F-3", "Stuck", 1)]).await;
    check("/console?kind=damaged", &[]).await;
    let other = site.staff(Role::Rep, &[&home(&site).await]).await;
    let of_rep = format!("/console?owner={}", rep.actor.public_id);
    assert_eq!(shown(&other, &of_rep).await, [lost]);
    let html = page(&rep, "/console?kind=stuck&show=unowned").await;
    assert!(
        html.contains("?show=unowned&amp;kind=stuck\" aria-current=\"true\""),
        "{html}"
    );
    site.stop().await;
}

async fn a_rep_sees_nothing_of_another_brand(site: Site) {
    site.brand("acme").await;
    place(&site, &["H-1"]).await;
    let door = site.door(&["acme"]).await;
    site.accept(&door.post("orders", &fresh("A-1"))).await;
    let theirs = raise(&site, "H-1", Flag::Lost, "2026-05-16T09:00:00Z").await;
    raise(&site, "A-1", Flag::Stuck, "2026-05-16T09:00:00Z").await;
    let of_acme = site.staff(Role::Rep, &["acme"]).await;
    let html = page(&of_acme, "/console").await;
    assert_eq!(rows(&html), [row("#A-1", "Stuck", 0)]);
    assert!(!html.contains("H-1"), "{html}");
    let sneaky = format!("/console?brand={}", home(&site).await);
    assert_eq!(shown(&of_acme, &sneaky).await, []);
    let order = stored::order(&site.services, "H-1").await;
    let path = format!("/console/orders/{}", order.public_id);
    let response = of_acme.get(&path).await;
    assert_eq!(response.status(), 404);
    let html = response.text().await.unwrap_or_default();
    assert!(html.contains("data-page=\"missing\"") && !html.contains("H-1"));
    let row = format!("flag:{theirs}:0");
    let html = act(&of_acme, &[("row", &row), ("act", "take")]).await;
    assert_eq!(
        said(&html),
        ["A row is gone: it cleared itself, or is not yours to see."]
    );
    let all = site
        .staff(Role::Manager, &["acme", &home(&site).await])
        .await;
    assert_eq!(shown(&all, "/console").await.len(), 2);
    let only = shown(&all, "/console?brand=acme").await;
    assert_eq!(only.len(), 1);
    site.stop().await;
}

async fn what_is_taken_is_seen_to_be(site: Site) {
    place(&site, &["T-1"]).await;
    let id = raise(&site, "T-1", Flag::Stuck, "2026-05-16T09:00:00Z").await;
    let (ada, grace) = (rep(&site).await, rep(&site).await);
    let take = format!("take:flag:{id}:0");
    let html = act(&ada, &[("one", &take)]).await;
    assert!(html.contains("data-whose=\"me\""), "{html}");
    let html = page(&grace, "/console").await;
    assert!(
        html.contains(&format!(
            "data-whose=\"colleague\" class=\"owner\">{}",
            ada.actor.name
        )),
        "{html}"
    );
    let row = format!("flag:{id}:1");
    let to = grace.actor.public_id.clone();
    let html = act(&ada, &[("row", &row), ("to", &to), ("act", "hand-over")]).await;
    assert_eq!(said(&html), ["Handed over: 1 row."]);
    assert_eq!(shown(&grace, "/console?show=mine").await.len(), 1);
    let row = format!("flag:{id}:2");
    let html = act(&grace, &[("row", &row), ("act", "give-back")]).await;
    assert!(html.contains("data-whose=\"nobody\""));
    site.stop().await;
}

async fn two_reps_never_overwrite_each_other(site: Site) {
    place(&site, &["V-1"]).await;
    let id = contact(&site, "V-1", Topic::Damaged, "2026-05-16T09:00:00Z").await;
    let (ada, grace) = (rep(&site).await, rep(&site).await);
    let take = format!("take:contact:{id}:0");
    act(&grace, &[("one", &take)]).await;
    let html = act(&ada, &[("one", &take)]).await;
    let wanted = format!(
        "#V-1: {} took it a moment ago. It was left as it is.",
        grace.actor.name
    );
    assert_eq!(said(&html), [wanted]);
    assert!(html.contains("data-whose=\"colleague\""));
    let row = format!("contact:{id}:1");
    act(
        &grace,
        &[("row", &row), ("why", "sent another"), ("act", "resolve")],
    )
    .await;
    let html = act(&ada, &[("row", &row), ("why", "done"), ("act", "resolve")]).await;
    assert_eq!(
        said(&html),
        [format!("#V-1: {} has resolved it.", grace.actor.name)]
    );
    site.stop().await;
}

async fn many_rows_each_have_their_own_outcome(site: Site) {
    place(&site, &["M-1", "M-2", "M-3"]).await;
    let mut rows = Vec::new();
    for order in ["M-1", "M-2", "M-3"] {
        let id = raise(&site, order, Flag::Stuck, "2026-05-16T09:00:00Z").await;
        rows.push(format!("flag:{id}:0"));
    }
    let (ada, grace) = (rep(&site).await, rep(&site).await);
    act(&grace, &[("row", &rows[1]), ("act", "take")]).await;
    let html = act(
        &ada,
        &[
            ("row", &rows[0]),
            ("row", &rows[1]),
            ("row", &rows[2]),
            ("row", "flag:flg_nowhere:0"),
            ("why", "the carrier has found them"),
            ("act", "resolve"),
        ],
    )
    .await;
    assert_eq!(
        said(&html),
        [
            "Resolved: 2 rows. You find them under Resolved.".to_owned(),
            format!(
                "#M-2: {} took it a moment ago. It was left as it is.",
                grace.actor.name
            ),
            "A row is gone: it cleared itself, or is not yours to see.".to_owned(),
        ]
    );
    assert_eq!(shown(&ada, "/console").await, [row("#M-2", "Stuck", 0)]);
    assert_eq!(shown(&ada, "/console?show=resolved").await.len(), 2);
    site.stop().await;
}

async fn what_was_typed_is_kept_when_it_must_be_mended(site: Site) {
    place(&site, &["W-1"]).await;
    let id = raise(&site, "W-1", Flag::Stuck, "2026-05-16T09:00:00Z").await;
    let rep = rep(&site).await;
    let order = stored::order(&site.services, "W-1").await.public_id;
    let row = format!("flag:{id}:0");
    let check = async |fields: &[(&str, &str)], wanted: &[&str]| {
        let response = rep.post("/console/queue?kind=stuck", fields).await;
        assert_eq!(response.status(), 422, "{fields:?}");
        let html = response.text().await.expect("a page is text");
        for wanted in wanted {
            assert!(html.contains(wanted), "{wanted} in {html}");
        }
        assert_eq!(rows(&html).len(), 1, "the queue stays as it was looked at");
    };
    check(
        &[
            ("row", &row),
            ("why", " "),
            ("note", "half a no"),
            ("act", "resolve"),
        ],
        &["Write a few words", "half a no", " checked"],
    )
    .await;
    let past = [
        ("row", row.as_str()),
        ("later", "day"),
        ("day", "2020-01-01"),
        ("order", order.as_str()),
        ("act", "snooze"),
    ];
    check(&past, &["Choose a moment", "2020-01-01", "Order #W-1"]).await;
    check(
        &[("act", "resolve"), ("why", "kept")],
        &["Nothing was done", "kept"],
    )
    .await;
    check(&[("row", &row), ("act", "burn")], &["Nothing was done"]).await;
    check(
        &[("row", &row), ("to", "stf_nobody"), ("act", "hand-over")],
        &["does not serve that brand"],
    )
    .await;
    site.stop().await;
}

async fn what_is_put_off_comes_back(site: Site) {
    place(&site, &["S-1"]).await;
    let id = raise(&site, "S-1", Flag::Stuck, "2026-05-16T09:00:00Z").await;
    let rep = rep(&site).await;
    let row_of = |version| format!("flag:{id}:{version}");
    let fields = [
        ("row", &*row_of(0)),
        ("later", "tomorrow"),
        ("act", "snooze"),
    ]
    .map(|(name, value)| (name, value.to_owned()));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let html = act(&rep, &fields).await;
    assert_eq!(said(&html), ["Snoozed: 1 row."]);
    assert_eq!(rows(&html), []);
    let html = page(&rep, "/console?show=snoozed").await;
    assert_eq!(rows(&html).len(), 1);
    assert!(html.contains("back Sat 16 May, 09:00"), "{html}");
    site.services.clock.step_to(at("2026-05-16T08:59:59Z"));
    // Nobody stays signed in over night.
    let rep = site.sign_in_as(rep.actor).await;
    assert_eq!(shown(&rep, "/console").await.len(), 0);
    site.services.clock.step_to(at("2026-05-16T09:00:00Z"));
    assert_eq!(shown(&rep, "/console").await.len(), 1);
    site.stop().await;
}

async fn what_is_resolved_can_be_opened_again(site: Site) {
    place(&site, &["O-1"]).await;
    let id = contact(&site, "O-1", Topic::Other, "2026-05-16T09:00:00Z").await;
    let rep = rep(&site).await;
    let row = format!("contact:{id}:0");
    act(
        &rep,
        &[
            ("row", &row),
            ("why", "answered by phone"),
            ("act", "resolve"),
        ],
    )
    .await;
    let html = page(&rep, "/console?show=resolved").await;
    assert_eq!(rows(&html).len(), 1);
    assert!(
        html.contains(&format!("by {}, Fri 15 May", rep.actor.name)),
        "{html}"
    );
    let again = format!("reopen:contact:{id}:1");
    let html = act(&rep, &[("one", &again)]).await;
    assert_eq!(said(&html), ["Opened again: 1 row."]);
    assert_eq!(shown(&rep, "/console").await.len(), 1);
    site.stop().await;
}

async fn a_note_is_written_once_an_order(site: Site) {
    place(&site, &["N-1", "N-2"]).await;
    let flag = raise(&site, "N-1", Flag::Stuck, "2026-05-16T09:00:00Z").await;
    let asks = contact(&site, "N-1", Topic::WhereIsIt, "2026-05-16T09:00:00Z").await;
    let other = raise(&site, "N-2", Flag::Stuck, "2026-05-16T09:00:00Z").await;
    let rep = rep(&site).await;
    let fields = [
        ("row", format!("flag:{flag}:0")),
        ("row", format!("contact:{asks}:0")),
        ("row", format!("flag:{other}:0")),
        ("note", "The depot is shut until Monday.".to_owned()),
        ("act", "note".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let html = act(&rep, &fields).await;
    assert_eq!(said(&html), ["Note written: 2 rows."]);
    let entries = server::db::entry::Entity::find()
        .all(site.services.database.read())
        .await
        .expect("entries can be read");
    let on_contact: Vec<bool> = entries
        .iter()
        .filter(|entry| entry.kind == "note")
        .map(|entry| entry.contact_id.is_some())
        .collect();
    assert_eq!(on_contact.len(), 2);
    assert!(
        on_contact.contains(&true),
        "on the contact where there is one"
    );
    site.stop().await;
}

async fn a_wrong_address_is_a_page_of_the_console(site: Site) {
    place(&site, &["X-1"]).await;
    raise(&site, "X-1", Flag::Stuck, "2026-05-16T09:00:00Z").await;
    let rep = rep(&site).await;
    for path in [
        "/console/nowhere",
        "/console/orders/ord_nobody",
        "/console/a/b/c",
    ] {
        let response = rep.get(path).await;
        assert_eq!(response.status(), 404, "{path}");
        let html = response.text().await.expect("a page is text");
        assert!(html.contains("data-page=\"missing\""), "{path}");
        assert_eq!(rows(&html).len(), 1, "{path}: the queue stays beside it");
    }
    for path in ["/console/queue", "/console/find"] {
        let response = rep.get(path).await;
        assert_eq!(response.status(), 303, "{path}");
        assert_eq!(location(&response), "/console");
    }
    let response = site.get("/pkg/console.js").await;
    let tag = response.headers()["etag"].clone();
    let again = site.http.get(format!("{}/pkg/console.js", site.address));
    let again = again.header("if-none-match", tag).send().await;
    assert_eq!(again.expect("the server answers").status(), 304);
    site.stop().await;
}

/// The next event of a stream that is no heartbeat; `None` at its end.
async fn heard(stream: &mut Response, so_far: &mut String) -> Option<String> {
    loop {
        while let Some((event, rest)) = so_far.split_once("\n\n") {
            let name = between(&format!("\n{event}\n"), "\nevent:", "\n")
                .trim()
                .to_owned();
            *so_far = rest.to_owned();
            if name != "heartbeat" && !name.is_empty() {
                return Some(name);
            }
        }
        let chunk = stream.chunk().await.ok()??;
        so_far.push_str(&String::from_utf8_lossy(&chunk));
    }
}

async fn an_open_console_hears_of_what_changes(site: Site) {
    let door = place(&site, &["L-1"]).await;
    let (ada, grace) = (rep(&site).await, rep(&site).await);
    let order = stored::order(&site.services, "L-1").await;
    let path = format!("/console/live?order={}", order.public_id);
    let mut stream = ada.get(&path).await;
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    assert_eq!(stream.headers()["cache-control"], "no-store");
    let mut so_far = String::new();
    let mut next = async |what: &str| {
        let event = tokio::time::timeout(SOON, heard(&mut stream, &mut so_far)).await;
        let event = event.unwrap_or_else(|_| panic!("nothing is heard: {what}"));
        assert_eq!(event.as_deref(), Some("change"), "{what}");
    };
    let id = raise(&site, "L-1", Flag::Stuck, "2026-05-16T09:00:00Z").await;
    next("a flag comes").await;
    let take = format!("take:flag:{id}:0");
    act(&grace, &[("one", &take)]).await;
    next("somebody takes it").await;
    let mut changed = fresh("L-1");
    changed["updated_at"] = "2026-05-15T11:00:00Z".into();
    changed["cancelled_at"] = "2026-05-15T11:00:00Z".into();
    site.accept(&door.post("orders", &changed)).await;
    next("the open order changes").await;
    site.stop().await;
}

async fn a_stream_ends_with_its_session(site: Site) {
    let ada = rep(&site).await;
    let mut stream = ada.get("/console/live").await;
    let response = ada.post("/sign-out", &[]).await;
    assert!(response.status().as_u16() < 400);
    let mut so_far = String::new();
    let two_beats = Duration::from_secs(35);
    let ended = tokio::time::timeout(two_beats, heard(&mut stream, &mut so_far)).await;
    assert_eq!(ended.expect("it ends at the next beat"), None);
    let response = ada.get("/console/live").await;
    assert_eq!(location(&response), "/sign-in?to=/console/live");
    site.stop().await;
}

async fn an_open_page_keeps_nobody_signed_in(site: Site) {
    let rep = rep(&site).await;
    let begin = site.services.clock.now();
    assert_eq!(rep.get("/console").await.status(), 200);
    site.services.clock.step_to(begin + TimeDelta::hours(11));
    let again = rep.request("GET", "/console");
    let again = again.header("x-doorstep-refresh", "live").send().await;
    assert_eq!(again.expect("the server answers").status(), 200);
    site.services.clock.step_to(begin + TimeDelta::hours(13));
    let response = rep.get("/console").await;
    assert_eq!(location(&response), "/sign-in");
    site.stop().await;
}
