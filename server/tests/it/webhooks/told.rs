//! The admins of a brand are told by mail that an endpoint is told nothing any
//! more: once each, while it is so, and nobody else.

use super::failing::{test_event, told_nothing};
use super::{LONG, PATIENCE, command, endpoint_of, stored_endpoint};
use crate::harness::{Fault, MailHost, Receiver, Reply, Session, Site, Store, Taken, on_both};
use chrono::TimeDelta;
use doorstep::choice::StopReason;
use doorstep::mail::MailKind;
use doorstep::recipient::Medium;
use doorstep::staff::Role;
use migrations::Migrator;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, Database, DatabaseConnection, DbBackend,
    EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Statement,
};
use sea_orm_migration::MigratorTrait;
use server::admin::{Command, WebhookCommand};
use server::db::outbox::{self as rows, Column, Entity};
use server::db::stopped::{self, Place};
use server::db::webhook::endpoint::Settings;
use server::db::{staff, to_ms};
use server::intake::choice::stop::{self, Address};
use server::outbox::webhooks::endpoints;
use server::staff::{By, accounts};
use std::collections::BTreeMap;
use std::time::Duration;

on_both!(
    the_admins_of_a_brand_are_told_of_an_endpoint_that_is_disabled,
    what_is_not_so_any_more_is_told_to_nobody,
    a_mail_that_bounces_stops_no_shopper_and_can_be_sent_again,
    without_an_admin_it_is_disabled_all_the_same,
);

/// What an endpoint is called here.
const HOSTILE: &str = "<b>Ware</b> \"house\"{{ 7*7 }}";

/// The mails about endpoints, the oldest first.
async fn mails(site: &Site) -> Vec<rows::Model> {
    Entity::find()
        .filter(Column::Notice.eq(MailKind::EndpointDisabled.code()))
        .order_by_asc(Column::Id)
        .all(site.services.database.read())
        .await
        .expect("the outbox can be read")
}

/// Waits until none of them waits; so many there are.
async fn ended(site: &Site, count: usize) -> Vec<rows::Model> {
    let waited = async {
        loop {
            let all = mails(site).await;
            if all.len() == count && all.iter().all(|one| one.state != "queued") {
                return all;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    match tokio::time::timeout(LONG, waited).await {
        Ok(all) => all,
        Err(_) => panic!("{:#?}", mails(site).await),
    }
}

async fn address(site: &Site, of: &Session) -> String {
    let read = site.services.database.read();
    let row = staff::by_id(read, of.actor.id).await.expect("it is read");
    row.expect("they are there").email
}

/// Whom letters went to, sorted.
fn readers(letters: &[Taken]) -> Vec<String> {
    let mut all: Vec<String> = letters.iter().flat_map(|one| one.to.clone()).collect();
    all.sort();
    all
}

async fn called_hostile(site: &Site, url: &str) -> String {
    let add = WebhookCommand::Add {
        url: url.to_owned(),
        brand: None,
        events: Vec::new(),
        description: HOSTILE.to_owned(),
    };
    let said = command(site, add).await.expect("it can be added");
    crate::harness::word_after(&said, "endpoint")
}

async fn close(site: &Site, whose: &Session) {
    let id = &whose.actor.public_id;
    let closed = accounts::disable(&site.services, By::Operator, id).await;
    closed.expect("the account is closed");
}

async fn the_admins_of_a_brand_are_told_of_an_endpoint_that_is_disabled(site: Site) {
    let host = MailHost::start().await;
    let site = site.telling_with_mail(PATIENCE, host.port).await;
    site.brand("north").await;
    let (own, all) = (
        site.staff(Role::Admin, &["shop"]).await,
        site.staff(Role::Admin, &[]).await,
    );
    // Neither reps and managers, nor another brand's, nor whoever has left.
    site.staff(Role::Rep, &["shop"]).await;
    site.staff(Role::Manager, &[]).await;
    site.staff(Role::Admin, &["north"]).await;
    close(&site, &site.staff(Role::Admin, &["shop"]).await).await;
    let mut wanted = vec![address(&site, &own).await, address(&site, &all).await];
    wanted.sort();
    // What somebody wants of the shop as a shopper says nothing of this.
    let brand_id = site.services.book.now().brands[0].id;
    for address in &wanted {
        let address = Address::parse(address).expect("it is an address");
        let reason = StopReason::Unsubscribed;
        stop::stop(&site.services, &[brand_id], &address, reason)
            .await
            .expect("it is stopped");
    }

    let receiver = Receiver::start().await;
    receiver.always(Reply::status(503));
    let endpoint = called_hostile(&site, &receiver.url()).await;
    let began = site.services.clock.now();
    test_event(&site, &endpoint).await;
    assert_eq!(mails(&site).await, [], "it fails, and is told all the same");
    site.services.clock.step_to(began + TimeDelta::days(5));
    test_event(&site, &endpoint).await;
    told_nothing(&site).await;
    let letters = host.letters(2).await;
    assert_eq!(readers(&letters), wanted);
    let sent = ended(&site, 2).await;
    for row in &sent {
        assert_eq!((row.state.as_str(), row.order_id), ("sent", None));
        assert_eq!(row.milestone, endpoint);
        assert_eq!(row.happened_ms, Some(to_ms(began + TimeDelta::days(5))));
    }
    for letter in &letters {
        reads_well(letter, &receiver, &endpoint);
    }
    let page = format!("/settings/webhooks/{endpoint}");
    // Nobody stays signed in for five days.
    let own = site.sign_in_as(own.actor).await;
    assert_eq!(own.get(&page).await.status(), 200, "the button leads there");
    let open = own.page("/settings/outbox").await;
    assert!(open.contains("No message waits"), "{open}");

    // It is news again when it is so again; a 410 is told of, too.
    let enable = WebhookCommand::Enable {
        endpoint: endpoint.clone(),
    };
    command(&site, enable).await.expect("it is enabled");
    site.services
        .clock
        .step_to(began + TimeDelta::days(5) + TimeDelta::hours(1));
    receiver.always(Reply::status(410));
    test_event(&site, &endpoint).await;
    let letters = host.letters(4).await;
    let gone = &letters[3].text;
    assert!(gone.contains("answered 410 (Gone) on Wed 20 May"), "{gone}");
    assert!(!gone.contains("five days"), "{gone}");
    let names: Vec<&str> = letters.iter().map(|one| one.header("message-id")).collect();
    let several: std::collections::BTreeSet<&&str> = names.iter().collect();
    assert_eq!(several.len(), 4, "each is a mail of its own");
    site.stop().await;
}

/// Short, plain, whole, and safe.
fn reads_well(letter: &Taken, receiver: &Receiver, endpoint: &str) {
    let host = format!("127.0.0.1:{}", receiver.port);
    let subject = letter.header("subject");
    assert_eq!(subject, format!("Webhooks to {host} have stopped"));
    assert_eq!(letter.header("auto-submitted"), "auto-generated");
    assert!(!letter.has("list-unsubscribe"), "{letter:?}");
    assert!(!letter.has("reply-to"), "{letter:?}");
    let button = format!("https://track.acme.example/settings/webhooks/{endpoint}");
    let text = &letter.text;
    for part in [
        "Hello admin",
        &format!("Nothing more is sent to {host}"),
        &format!("“{HOSTILE}” at http://{host} has taken nothing since Fri 15 May, 12:00."),
        "disabled it on Wed 20 May, 12:00.",
        "Its last answer:\nanswered 503",
        "What to do:",
        "Open the endpoint's settings:",
        &button,
        "because you are an admin of",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.split_whitespace().count() < 140, "{text}");
    let html = letter.html.as_deref().expect("there is mark-up");
    // Paths and queries are often secrets.
    for secret in ["/in", "from=doorstep", "whsec_"] {
        let in_text = text.replace("/settings/", "");
        assert!(!in_text.contains(secret), "{secret}: {text}");
    }
    assert!(!html.contains("from=doorstep") && !html.contains("whsec_"));
    assert!(
        html.contains("&lt;b&gt;Ware&lt;/b&gt; &quot;house&quot;{{ 7*7 }}"),
        "{html}"
    );
    assert!(!html.contains("<b>") && !html.contains("<script"), "{html}");
    let links: Vec<&str> = html.split("href=\"").skip(1).collect();
    assert_eq!(links.len(), 1, "one button: {html}");
    assert!(links[0].starts_with(&format!("{button}\"")), "{html}");
    assert!(html.contains("prefers-color-scheme: dark"), "{html}");
}

/// An endpoint that has said that it wants nothing more.
async fn gone(site: &Site, receiver: &Receiver) -> String {
    receiver.always(Reply::status(410));
    let endpoint = endpoint_of(site, &receiver.url(), None, &[]).await;
    test_event(site, &endpoint.id).await;
    told_nothing(site).await;
    assert!(!stored_endpoint(site, &endpoint.id).await.is_active());
    endpoint.id
}

async fn what_is_not_so_any_more_is_told_to_nobody(site: Site) {
    let site = site.telling(PATIENCE).await;
    let (stays, leaves) = (
        site.staff(Role::Admin, &[]).await,
        site.staff(Role::Admin, &["shop"]).await,
    );
    let receiver = Receiver::start().await;
    // Without a mail server they wait.
    let disabled = gone(&site, &receiver).await;
    let enabled = gone(&site, &receiver).await;
    let moved = gone(&site, &receiver).await;
    assert_eq!(mails(&site).await.len(), 6);
    close(&site, &leaves).await;
    let again = async |endpoint: &str| {
        let endpoint = endpoint.to_owned();
        let enable = WebhookCommand::Enable { endpoint };
        command(&site, enable).await.expect("it is enabled");
    };
    again(&enabled).await;
    let stands = stored_endpoint(&site, &moved).await;
    let to = Settings {
        url: "http://127.0.0.1:1/elsewhere",
        description: "",
        filter: &stands.filter(),
    };
    endpoints::change(&site.services, By::Operator, &moved, 0, to)
        .await
        .expect("it is moved");
    // Enabled, and disabled once more a minute later.
    let now = site.services.clock.now();
    site.services.clock.step_to(now + TimeDelta::minutes(1));
    test_event(&site, &enabled).await;
    told_nothing(&site).await;

    let host = MailHost::start().await;
    let site = site.telling_with_mail(PATIENCE, host.port).await;
    let all = ended(&site, 7).await;
    let mut fates: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for row in all {
        let whose = row.recipient.expect("somebody reads it");
        let fate = row.reason.unwrap_or(row.state);
        fates.entry((row.milestone, whose)).or_default().push(fate);
    }
    let fate = |endpoint: &str, whose: &Session| {
        let key = (endpoint.to_owned(), whose.actor.public_id.clone());
        fates.get(&key).map(Vec::as_slice).unwrap_or_default()
    };
    assert_eq!(fate(&disabled, &stays), ["sent"]);
    let no_admin = "whoever reads it is no admin of the brand any more";
    assert_eq!(fate(&disabled, &leaves), [no_admin]);
    let since = "the endpoint has been enabled since";
    assert_eq!(fate(&enabled, &stays), [since, "sent"]);
    assert_eq!(fate(&enabled, &leaves), [since]);
    let elsewhere = "the endpoint has another address by now";
    assert_eq!(fate(&moved, &stays), [elsewhere]);
    let wanted = address(&site, &stays).await;
    assert_eq!(
        readers(&host.letters(2).await),
        [wanted.as_str(), wanted.as_str()]
    );
    site.stop().await;
}

async fn a_mail_that_bounces_stops_no_shopper_and_can_be_sent_again(site: Site) {
    let host = MailHost::start().await;
    let site = site.telling_with_mail(PATIENCE, host.port).await;
    let admin = site.staff(Role::Admin, &[]).await;
    let receiver = Receiver::start().await;
    host.fail(Fault::Recipient("550 5.1.1 no such user"));
    gone(&site, &receiver).await;
    let given_up = ended(&site, 1).await;
    assert_eq!(given_up[0].state, "dead", "{given_up:#?}");
    let address = address(&site, &admin).await;
    let place = Place {
        brand_id: given_up[0].brand_id,
        medium: Medium::Email,
        hash: site.services.key.address_hash(Medium::Email, &address),
    };
    let read = site.services.database.read();
    let stopped = stopped::of_brand(read, &place).await;
    assert_eq!(stopped.expect("it can be read"), None);

    let page = admin.page("/settings/outbox").await;
    assert!(page.contains("Webhooks stopped"), "{page}");
    assert!(page.contains("no such user"), "{page}");
    assert!(
        !page.contains("/console/orders/"),
        "it is about none: {page}"
    );
    let list = site.command(Command::OutboxList).await;
    let list = list.expect("it can be listed");
    assert!(list.contains("endpoint_disabled"), "{list}");
    host.fail(Fault::None);
    let name = given_up[0].name();
    let replay = admin.post("/settings/outbox", &[("mail", &name)]).await;
    assert_eq!(replay.status(), 303);
    assert_eq!(readers(&host.letters(1).await), [address]);
    let sent = ended(&site, 1).await;
    assert_eq!(sent[0].state, "sent", "{sent:#?}");
    site.stop().await;
}

async fn without_an_admin_it_is_disabled_all_the_same(site: Site) {
    let site = site.telling(PATIENCE).await;
    site.staff(Role::Rep, &[]).await;
    let receiver = Receiver::start().await;
    gone(&site, &receiver).await;
    assert_eq!(mails(&site).await, []);
    site.stop().await;
}

/// How many migrations there were when every mail was about an order.
const BEFORE: u32 = 18;

/// The names of the outbox's indexes.
async fn indexes(database: &impl ConnectionTrait) -> Vec<String> {
    let (backend, asked) = match database.get_database_backend() {
        DbBackend::Postgres => (
            DbBackend::Postgres,
            "select indexname as name from pg_indexes where tablename = 'outbox' \
             and indexname not like '%pkey' order by 1",
        ),
        _ => (
            DbBackend::Sqlite,
            "select name from sqlite_master where type = 'index' and tbl_name = 'outbox' \
             order by 1",
        ),
    };
    let found = database
        .query_all_raw(Statement::from_string(backend, asked))
        .await
        .expect("the indexes can be read");
    let names = found.iter().map(|row| row.try_get("", "name"));
    names.collect::<Result<_, _>>().expect("they have names")
}

/// A store as an older version left it; the outbox's indexes.
async fn older(store: &Store) -> Vec<String> {
    let url = match store.location.file() {
        Some(file) => format!("sqlite://{}?mode=rwc", file.display()),
        None => store.url(),
    };
    let database: DatabaseConnection = Database::connect(url).await.expect("it opens");
    Migrator::up(&database, Some(BEFORE))
        .await
        .expect("it is made");
    for id in 1..=4 {
        let row = format!(
            "insert into outbox (brand_id, order_id, dedupe_key, notice, milestone, state, \
             created_ms, sent_as) values (7, {id} * 100, 'key {id}', 'shipped', 'shipped', \
             'sent', {id}, 'as {id}')"
        );
        database.execute_unprepared(&row).await.expect(&row);
    }
    let gap = database.execute_unprepared("delete from outbox where id = 3");
    gap.await.expect("one is gone");
    let indexes = indexes(&database).await;
    database.close().await.expect("it closes");
    indexes
}

async fn mail_moves_along(store: Store) {
    let before = older(&store).await;
    assert!(before.contains(&"outbox_order".to_owned()), "{before:?}");
    let site = Site::on(store).await;
    let read = site.services.database.read();
    let all = Entity::find().order_by_asc(Column::Id).all(read).await;
    let all = all.expect("the outbox can be read");
    let kept: Vec<_> = all
        .iter()
        .map(|row| {
            (
                row.id,
                row.order_id,
                row.dedupe_key.as_str(),
                row.sent_as.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        kept,
        [
            (1, Some(100), "key 1", Some("as 1")),
            (2, Some(200), "key 2", Some("as 2")),
            (4, Some(400), "key 4", Some("as 4")),
        ]
    );
    let after = indexes(read).await;
    // A later change has put two narrower ones in the place of this one.
    let kept = before.iter().filter(|index| *index != "outbox_failed");
    for index in kept {
        assert!(after.contains(index), "{index}: {after:?}");
    }
    // One that is about no order has its place now, behind all there were.
    let mut of_none = all[2].clone().into_active_model();
    of_none.order_id = sea_orm::ActiveValue::Set(None);
    of_none.dedupe_key = sea_orm::ActiveValue::Set("of none".to_owned());
    of_none.id = sea_orm::ActiveValue::NotSet;
    let database = site.services.database.begin().await.expect("it begins");
    let kept = of_none.insert(&database).await.expect("it has its place");
    database.commit().await.expect("it is stored");
    assert_eq!(kept.order_id, None);
    assert!(![1, 2, 4].contains(&kept.id), "{kept:?}");
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mail_moves_along_on_sqlite() {
    mail_moves_along(Store::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mail_moves_along_on_postgres() {
    mail_moves_along(Store::postgres().await).await;
}
