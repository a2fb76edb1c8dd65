//! `kill -9` in the middle of delivery: every message arrives, and what comes
//! twice comes under its own name, and is counted.
//!
//! A real server with notices due, a mail server and a provider of text
//! messages that take their time to answer, so that it is killed between their
//! taking a message and its own writing that down. Time passes between its
//! lives: what it held is another's by then, and more falls due.

use crate::harness::payloads::{door_order, with};
use crate::harness::{
    Doorstep, Fault, KeyedHost, MailHost, Random, Site, Store, TwilioHost, client,
};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use doorstep::choice::{Kind, Kinds};
use doorstep::delivery::NoticeSettings;
use doorstep::ids::ConsentId;
use doorstep::recipient::Medium;
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Statement};
use serde_json::json;
use server::clock::Clock;
use server::db::choice::{self, Chosen};
use server::db::consent::{self, NewConsent};
use server::db::{Database, notice_setting, orders, outbox};
use server::services::Services;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::time::Duration;

/// How many orders have something due in each life.
const ORDERS_A_LIFE: usize = 6;

/// How long a provider has a message before it says so.
const SAYS_SO_AFTER: Duration = Duration::from_millis(12);

/// More than a hold lasts.
const BETWEEN_LIVES: TimeDelta = TimeDelta::minutes(11);

/// Far longer than all that is left at the end takes.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a dead server held: each message with its hold.
type Held = BTreeSet<(i64, Option<String>)>;

/// Who sends text messages.
enum Texts {
    /// Twilio takes no key.
    Twilio(TwilioHost),
    /// One that does.
    Keyed(KeyedHost),
}

impl Texts {
    async fn twilio() -> Self {
        let host = TwilioHost::start().await;
        host.answer_after(SAYS_SO_AFTER);
        Self::Twilio(host)
    }

    async fn keyed() -> Self {
        Self::Keyed(KeyedHost::start(SAYS_SO_AFTER).await)
    }

    fn settings(&self) -> String {
        match self {
            Self::Twilio(host) => host.settings(),
            Self::Keyed(host) => host.settings(),
        }
    }

    /// By number: how often a person's telephone rang, and how often it was
    /// asked for.
    fn heard(&self) -> BTreeMap<String, (usize, usize)> {
        match self {
            Self::Keyed(host) => host.sent(),
            Self::Twilio(host) => {
                let mut heard: BTreeMap<String, (usize, usize)> = BTreeMap::new();
                for text in host.taken() {
                    let (rang, asked) = heard.entry(text.to).or_default();
                    *rang += 1;
                    *asked += 1;
                }
                heard
            }
        }
    }
}

// Fifty times in all on SQLite.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_sends_with_a_provider_without_keys() {
    survives(Store::sqlite(), Texts::twilio().await, 20).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_sends_with_a_provider_that_takes_keys() {
    survives(Store::sqlite(), Texts::keyed().await, 30).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_sends_with_a_provider_without_keys() {
    survives(Store::postgres().await, Texts::twilio().await, 5).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_sends_with_a_provider_that_takes_keys() {
    survives(Store::postgres().await, Texts::keyed().await, 5).await;
}

async fn survives(store: Store, texts: Texts, kills: usize) {
    let mut random = Random::new("killed in the middle of delivery");
    let mail = MailHost::start().await;
    mail.fail(Fault::IsSlowBehind(SAYS_SO_AFTER));
    let orders = kills * ORDERS_A_LIFE;
    let store = prepared(store, orders, kills).await;
    std::fs::write(store.folder.path("doorstep.toml"), file(&mail, &texts))
        .expect("the settings can be written");
    let arrived = || {
        let texted: usize = texts.heard().values().map(|(_, asked)| asked).sum();
        mail.count() + texted
    };
    let mut held = Vec::new();
    for life in 0..kills {
        let server = Doorstep::serve(&store).await;
        if life % 2 == 0 {
            // With a letter in hand, so that some kills hit for certain.
            until(async || mail.taking() > 0).await;
        } else {
            let some = random.below(2 * ORDERS_A_LIFE as u64 - 2);
            let wanted = arrived() + usize::try_from(some).unwrap_or(0);
            until(async || arrived() >= wanted).await;
            tokio::time::sleep(Duration::from_millis(random.below(40))).await;
        }
        server.kill().await;
        held.push(time_passes(&store).await);
    }
    let last = held.last().map_or(0, BTreeSet::len);
    let (server, watched) = Doorstep::serve_watched(&store).await;
    until(async || {
        let all = mail.names().len() == orders && texts.heard().len() == orders;
        all && taken_over(&watched).await == last
    })
    .await;
    // It sees through what it has in hand.
    assert_eq!(server.stop().await, 0);
    check(&store, &mail, &texts, &held).await;
}

/// Waits until something is so.
async fn until(is_so: impl AsyncFn() -> bool) {
    let soon = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::time::timeout(PATIENCE, soon)
        .await
        .expect("the server sends what is due");
}

/// How many messages of a dead worker this server has taken over, as its
/// figures say it.
async fn taken_over(watched: &str) -> usize {
    let figures = client().get(format!("{watched}/metrics")).send().await;
    let figures = figures.expect("it answers").text().await;
    let figures = figures.expect("figures are text");
    let counts = figures
        .lines()
        .filter(|line| line.starts_with("doorstep_messages_taken_over_total{"))
        .filter_map(|line| line.rsplit(' ').next()?.parse::<usize>().ok());
    counts.sum()
}

/// A site's file: where mail and text messages go.
fn file(mail: &MailHost, texts: &Texts) -> String {
    let settings = texts.settings();
    format!(
        "public_address = \"https://track.acme.example\"\n\
         [mail]\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\n\
         from = \"orders@acme.example\"\n{settings}",
        mail.port
    )
}

/// Orders whose buyers hear of them by mail and by text message; in each life
/// of the server some of them fall due.
async fn prepared(store: Store, orders: usize, lives: usize) -> Store {
    // The door reads whole seconds.
    let then = (Clock::real().now() - TimeDelta::minutes(5)).trunc_subsecs(0);
    let site = Site::with_clock(store, Clock::stepped(then)).await;
    let services = &site.services;
    let brand = services.book.now().brands[0].id;
    let settings = NoticeSettings {
        quiet: None,
        ..NoticeSettings::with_all_on()
    };
    let database = services.database.begin().await.expect("it begins");
    notice_setting::put_of_brand(&database, brand, &settings, then)
        .await
        .expect("it is set");
    database.commit().await.expect("it is stored");
    let door = site.door(&[]).await;
    let placed = then.to_rfc3339();
    let told: Vec<_> = (0..orders)
        .map(|index| {
            let more = json!({
                "email": format!("jo.{index}@example.com"), "first_name": "Jo",
                "placed_at": placed, "updated_at": placed,
            });
            with(door_order(&index.to_string()), &more)
        })
        .collect();
    site.accept(&door.post("orders", &json!(told))).await;
    opt_in(services, then).await;
    let store = site.stop().await;
    let spread = format!(
        "update outbox set created_ms = created_ms + {0}, next_try_ms = next_try_ms + {0}",
        format_args!(
            "{} * (order_id % {lives})",
            BETWEEN_LIVES.num_milliseconds()
        )
    );
    changed(&store, &spread).await;
    store
}

/// Every buyer has agreed to text messages, each to a number of their own.
async fn opt_in(services: &Services, now: DateTime<Utc>) {
    let found = orders::Entity::find().all(services.database.read()).await;
    let database = services.database.begin().await.expect("it begins");
    for order in found.expect("orders can be read") {
        let number = format!("+1212556{:04}", order.id);
        let id = ConsentId::from_text(format!("sms_{}", order.id));
        let new = NewConsent {
            id: &id,
            brand_id: order.brand_id,
            order_id: order.id,
            number: &number,
            number_hash: services.key.address_hash(Medium::Sms, &number),
            code_until: now,
            how: "a test",
            proof: "yes",
        };
        consent::keep(&database, &new, now)
            .await
            .expect("it is kept");
        let kept = consent::open_of_order(&database, order.id).await;
        let kept = kept.expect("it can be read").expect("it is there");
        consent::confirm_by_id(&database, kept.id, now)
            .await
            .expect("it is given");
        let all = Chosen {
            sms: Kinds::from(Kind::ALL),
            ..Chosen::default()
        };
        choice::save_of_order(&database, order.brand_id, order.id, &all, now)
            .await
            .expect("it is chosen");
    }
    database.commit().await.expect("it is stored");
}

async fn changed(store: &Store, statement: &str) {
    let database = Database::open(&store.location).await.expect("it opens");
    let transaction = database.begin().await.expect("it begins");
    transaction
        .execute_unprepared(statement)
        .await
        .expect("it can be changed");
    transaction.commit().await.expect("it is stored");
    database.close().await.expect("it closes");
}

/// The clock goes on while nothing runs: all that is written of times moves
/// into the past. What the dead server held: each message with its hold.
async fn time_passes(store: &Store) -> Held {
    let database = Database::open(&store.location).await.expect("it opens");
    nobody_commits(&database).await;
    let held = outbox::Entity::find()
        .filter(outbox::Column::LeasedUntilMs.is_not_null())
        .all(database.read())
        .await
        .expect("the outbox can be read");
    database.close().await.expect("it closes");
    let span = BETWEEN_LIVES.num_milliseconds();
    let earlier = ["created_ms", "next_try_ms", "leased_until_ms"]
        .map(|column| format!("{column} = {column} - {span}"));
    changed(store, &format!("update outbox set {}", earlier.join(", "))).await;
    held.into_iter().map(|row| (row.id, row.lease)).collect()
}

/// Waits until PostgreSQL has noticed that the dead server is gone: what it was
/// committing may land after its end.
async fn nobody_commits(database: &Database) {
    if database.read().get_database_backend() != DbBackend::Postgres {
        return;
    }
    let others = "select count(*) as others from pg_stat_activity \
                  where datname = current_database() and pid <> pg_backend_pid() \
                  and state <> 'idle'";
    until(async || {
        let row = database
            .read()
            .query_one_raw(Statement::from_string(DbBackend::Postgres, others))
            .await
            .expect("it says who is there");
        let count = row.expect("there is a count").try_get::<i64>("", "others");
        count.expect("it is a number") == 0
    })
    .await;
}

/// Everything was sent; what came more than once is covered by what was taken
/// over.
async fn check(store: &Store, mail: &MailHost, texts: &Texts, held: &[Held]) {
    let database = Database::open(&store.location).await.expect("it opens");
    let all = outbox::Entity::find().all(database.read()).await;
    let all = all.expect("the outbox can be read");
    let consents = consent::Entity::find().all(database.read()).await;
    let consents = consents.expect("consents can be read");
    database.close().await.expect("it closes");
    // Their mail server has nothing to complain of either.
    mail.letters(1).await;
    let (names, heard) = (mail.names(), texts.heard());
    let mut taken_over = 0;
    let mut twice = 0;
    for row in &all {
        assert_eq!(row.state, "sent", "{row:?}");
        let Some(medium) = row.medium() else { continue };
        let again = usize::try_from(row.attempts).unwrap_or(0) - 1;
        let more = match medium {
            Medium::Email => {
                let name = format!("<{}@acme.example>", row.name());
                names.get(&name).copied().unwrap_or(0)
            }
            Medium::Sms => {
                let of_order = consents
                    .iter()
                    .find(|one| Some(one.order_id) == row.order_id);
                let number = &of_order.expect("there is a number").number;
                let (rang, asked) = heard.get(number).copied().unwrap_or_default();
                if matches!(texts, Texts::Keyed(_)) {
                    assert_eq!(rang, 1, "nobody is texted twice: {row:?}");
                }
                asked
            }
        };
        assert!(more >= 1, "it never came: {row:?}");
        assert!(
            more - 1 <= again,
            "{more} times, and nobody saw it: {row:?}"
        );
        taken_over += again;
        twice += more - 1;
    }
    let messages = all.iter().filter(|row| row.medium().is_some()).count();
    let said = format!(
        "{} kills, {messages} messages, {taken_over} taken over, {twice} came twice",
        held.len()
    );
    let _ = writeln!(std::io::stderr(), "{said}");
    assert_eq!(messages, 2 * names.len(), "each buyer has got two: {said}");
    // A hold may outlast a short life, and is one all the same.
    let holds: BTreeSet<_> = held.iter().flatten().collect();
    assert_eq!(taken_over, holds.len(), "{said}");
    let hit = held.iter().filter(|held| !held.is_empty()).count();
    assert!(hit > held.len() / 4, "kills hit deliveries: {said}");
}
