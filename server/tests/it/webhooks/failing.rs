//! What becomes of a message that is not taken: tried again for three days,
//! given up, replayed; of an endpoint that takes nothing; and of a server that
//! dies in between.

use super::{
    LONG, PATIENCE, all_are, command, deliveries, endpoint_of, order_under_way, stand,
    stored_endpoint,
};
use crate::harness::payloads::order;
use crate::harness::{Doorstep, Receiver, Reply, Site, Store, at, on_both, program};
use chrono::TimeDelta;
use doorstep::webhook::{DisabledWhy, EventType};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use server::admin::WebhookCommand;
use server::check;
use server::clock::Clock;
use server::db::from_ms;
use server::db::webhook::{delivery, endpoint};
use std::process::Stdio;
use std::time::Duration;

on_both!(
    what_is_not_taken_is_tried_for_three_days_and_can_be_replayed,
    an_endpoint_that_takes_nothing_for_five_days_is_disabled,
    an_endpoint_that_says_gone_is_told_nothing_more,
    a_wait_that_is_asked_for_is_kept,
);

/// Sends a test event and waits until it was tried.
pub(super) async fn test_event(site: &Site, endpoint: &str) -> delivery::Model {
    let before = deliveries(site).await.len();
    let test = WebhookCommand::Test {
        endpoint: endpoint.to_owned(),
    };
    command(site, test).await.expect("it is queued");
    let tried = |one: &delivery::Model| one.attempts > 0 && one.lease.is_none();
    let all = stand(site, |all| {
        all.len() > before && all.last().is_some_and(tried)
    })
    .await;
    all.last().expect("it is there").clone()
}

/// Waits until nothing more is queued for any endpoint.
pub(super) async fn told_nothing(site: &Site) {
    let waited = async {
        while !site.services.book.now().endpoints.is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let waited = tokio::time::timeout(LONG, waited).await;
    waited.expect("the endpoint is disabled");
}

/// Moves the clock to a delivery's next try and waits until that was made.
pub(super) async fn next_try(site: &Site, of: &delivery::Model) -> delivery::Model {
    let next = from_ms(of.next_try_ms.expect("it is tried again"));
    site.services.clock.step_to(next);
    site.services.webhooks.wake();
    let find = |all: &[delivery::Model]| {
        let found = all.iter().find(|one| one.id == of.id);
        found
            .filter(|one| one.attempts > of.attempts && one.lease.is_none())
            .cloned()
    };
    let all = stand(site, |all| find(all).is_some()).await;
    find(&all).expect("it was tried")
}

async fn what_is_not_taken_is_tried_for_three_days_and_can_be_replayed(site: Site) {
    let site = site.telling(PATIENCE).await;
    let receiver = Receiver::start().await;
    receiver.always(Reply::With(500, String::new(), "<b>no</b>".to_owned()));
    let endpoint = endpoint_of(&site, &receiver.url(), None, &[]).await;
    let began = site.services.clock.now();
    let mut tried = test_event(&site, &endpoint.id).await;
    assert_eq!(tried.last_status, Some(500));
    assert_eq!(tried.last_error.as_deref(), Some("answered 500"));
    assert_eq!(tried.response.as_deref(), Some("<b>no</b>"));
    let first = from_ms(tried.next_try_ms.expect("it waits")) - began;
    assert!(first >= TimeDelta::milliseconds(4_500) && first <= TimeDelta::milliseconds(5_500));
    while tried.state == "queued" {
        tried = next_try(&site, &tried).await;
    }
    assert_eq!(tried.state, "dead");
    assert_eq!(site.services.clock.now() - began, TimeDelta::days(3));
    assert!((9..=11).contains(&tried.attempts), "{}", tried.attempts);
    let got = receiver.got();
    assert_eq!(
        got.len(),
        usize::try_from(tried.attempts).unwrap_or_default()
    );
    assert!(
        got.iter().all(|one| one.id() == got[0].id()),
        "one id for all tries"
    );
    assert!(
        got.iter().all(|one| one.body == got[0].body),
        "and the same bytes"
    );

    let replay = |since: Option<&str>| WebhookCommand::Replay {
        endpoint: endpoint.id.clone(),
        event: None,
        since: since.map(str::to_owned),
    };
    let later = command(&site, replay(Some("2026-05-16"))).await;
    assert!(later.is_err_and(|why| why.contains("nothing to send again")));
    receiver.always(Reply::status(200));
    let said = command(&site, replay(Some("2026-05-15"))).await;
    assert_eq!(said, Ok("1 delivery is queued again".to_owned()));
    stand(&site, |all| all_are(all, "sent")).await;
    let got = receiver.got();
    assert_eq!(
        got.last().map(|one| one.id()),
        got.first().map(|one| one.id())
    );
    assert_eq!(
        stored_endpoint(&site, &endpoint.id).await.failing_since_ms,
        None
    );
    // What was taken is sent again only by its name.
    assert!(command(&site, replay(None)).await.is_err());
    let one = WebhookCommand::Replay {
        endpoint: endpoint.id.clone(),
        event: Some(got[0].id()),
        since: None,
    };
    assert!(command(&site, one).await.is_ok());
    receiver.waits_for(got.len() + 1).await;
    site.stop().await;
}

async fn an_endpoint_that_takes_nothing_for_five_days_is_disabled(site: Site) {
    let site = site.telling(PATIENCE).await;
    let receiver = Receiver::start().await;
    receiver.always(Reply::status(503));
    let endpoint = endpoint_of(&site, &receiver.url(), None, &[]).await;
    let began = site.services.clock.now();
    test_event(&site, &endpoint.id).await;
    let failing = stored_endpoint(&site, &endpoint.id).await;
    assert_eq!(failing.failing_since_ms.map(from_ms), Some(began));
    // One success, and the days are counted anew.
    receiver.always(Reply::status(200));
    test_event(&site, &endpoint.id).await;
    assert_eq!(
        stored_endpoint(&site, &endpoint.id).await.failing_since_ms,
        None
    );
    receiver.always(Reply::status(503));
    test_event(&site, &endpoint.id).await;
    site.services
        .clock
        .step_to(began + TimeDelta::days(5) - TimeDelta::seconds(1));
    test_event(&site, &endpoint.id).await;
    assert!(stored_endpoint(&site, &endpoint.id).await.is_active());
    site.services.clock.step_to(began + TimeDelta::days(5));
    test_event(&site, &endpoint.id).await;
    told_nothing(&site).await;
    let disabled = stored_endpoint(&site, &endpoint.id).await;
    assert_eq!(disabled.disabled_why.as_deref(), Some("failing"));
    assert!(
        deliveries(&site)
            .await
            .iter()
            .all(|one| one.state != "queued")
    );
    // It is said, and nothing is queued for it any more.
    let findings = check::told(&site.services)
        .await
        .expect("it can be checked");
    assert!(findings.contains(&endpoint.id), "{findings}");
    let before = deliveries(&site).await.len();
    order_under_way(&site).await;
    assert_eq!(deliveries(&site).await.len(), before);
    let test = WebhookCommand::Test {
        endpoint: endpoint.id.clone(),
    };
    let refused = command(&site, test).await;
    assert!(refused.is_err_and(|why| why.contains("enable it first")));
    let enable = WebhookCommand::Enable {
        endpoint: endpoint.id.clone(),
    };
    assert!(command(&site, enable).await.is_ok());
    receiver.always(Reply::status(200));
    let taken = test_event(&site, &endpoint.id).await;
    assert_eq!(taken.state, "sent");
    let findings = check::told(&site.services)
        .await
        .expect("it can be checked");
    assert!(!findings.contains(&endpoint.id), "{findings}");
    site.stop().await;
}

async fn an_endpoint_that_says_gone_is_told_nothing_more(site: Site) {
    let site = site.telling(PATIENCE).await;
    let receiver = Receiver::start().await;
    let endpoint = endpoint_of(&site, &receiver.url(), None, &[]).await;
    receiver.always(Reply::status(410));
    let tried = test_event(&site, &endpoint.id).await;
    assert_eq!((tried.state.as_str(), tried.attempts), ("dead", 1));
    told_nothing(&site).await;
    let gone = stored_endpoint(&site, &endpoint.id).await;
    assert_eq!(gone.disabled_why.as_deref(), Some("gone"));
    order_under_way(&site).await;
    assert_eq!(
        (deliveries(&site).await.len(), receiver.got().len()),
        (1, 1)
    );
    site.stop().await;
}

async fn a_wait_that_is_asked_for_is_kept(site: Site) {
    let site = site.telling(PATIENCE).await;
    let (receiver, elsewhere) = (Receiver::start().await, Receiver::start().await);
    let endpoint = endpoint_of(&site, &receiver.url(), None, &[]).await;
    let now = site.services.clock.now();
    let until = |one: &delivery::Model| from_ms(one.next_try_ms.expect("it waits")) - now;
    receiver.next([
        Reply::header(429, "retry-after", "1234"),
        Reply::header(503, "retry-after", "Fri, 15 May 2026 12:20:00 GMT"),
        Reply::header(302, "location", &elsewhere.url()),
        Reply::Endless,
    ]);
    let asked = test_event(&site, &endpoint.id).await;
    assert_eq!(until(&asked), TimeDelta::seconds(1_234));
    assert_eq!(asked.last_status, Some(429));
    let asked = test_event(&site, &endpoint.id).await;
    assert_eq!(until(&asked), TimeDelta::minutes(20));
    // A redirect is a failure, and not followed.
    let redirected = test_event(&site, &endpoint.id).await;
    assert_eq!(
        (redirected.state.as_str(), redirected.last_status),
        ("queued", Some(302))
    );
    assert_eq!(elsewhere.got().len(), 0);
    // An answer without an end is an answer.
    let endless = test_event(&site, &endpoint.id).await;
    assert_eq!(endless.state, "sent");
    let kept = endless.response.expect("its beginning is kept");
    assert_eq!(kept.chars().count(), 500);
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_does_not_answer_is_asked_again() {
    let site = Site::on(Store::sqlite()).await;
    let site = site.telling(Duration::from_secs(1)).await;
    let receiver = Receiver::start().await;
    receiver.always(Reply::Silence);
    let endpoint = endpoint_of(&site, &receiver.url(), None, &[]).await;
    let tried = test_event(&site, &endpoint.id).await;
    assert_eq!(tried.last_error.as_deref(), Some("no answer within 1 s"));
    assert_eq!((tried.last_status, tried.state.as_str()), (None, "queued"));
    // From now on the answer has all the time it needs.
    let site = site.telling(PATIENCE).await;
    receiver.always(Reply::status(200));
    let tried = next_try(&site, &tried).await;
    assert_eq!(tried.state, "sent");
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_inside_is_reached_whatever_leads_there() {
    let site = Site::on(Store::sqlite()).await;
    let receiver = Receiver::start().await;
    let add = |url: String| WebhookCommand::Add {
        url,
        brand: None,
        events: Vec::new(),
        description: String::new(),
    };
    for (url, why) in [
        (receiver.url(), "https://"),
        (
            format!("https://127.0.0.1:{}/", receiver.port),
            "inside a network",
        ),
        (
            "https://169.254.169.254/latest".to_owned(),
            "inside a network",
        ),
        ("https://[::ffff:10.0.0.1]/".to_owned(), "inside a network"),
        ("nonsense".to_owned(), "a whole address"),
    ] {
        let refused = command(&site, add(url.clone())).await;
        assert!(
            refused.as_ref().is_err_and(|said| said.contains(why)),
            "{url}: {refused:?}"
        );
    }
    // A name is looked up when a message goes there.
    let url = format!("https://localhost:{}/", receiver.port);
    let endpoint = endpoint_of(&site, &url, None, &[]).await;
    let tried = test_event(&site, &endpoint.id).await;
    let why = tried.last_error.expect("it was not sent");
    assert!(why.contains("inside a network"), "{why}");
    assert_eq!(receiver.got().len(), 0);
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_sent_and_not_written_down_is_sent_again_under_the_same_id() {
    let receiver = Receiver::start().await;
    let real = Clock::real();
    let site = Site::telling_on(Store::sqlite(), real.clone(), PATIENCE).await;
    let endpoint = endpoint_of(&site, &receiver.url(), None, &[]).await;
    let store = site.stop().await;
    receiver.always(Reply::Silence);
    let child = program(&store)
        .arg("serve")
        .env("DOORSTEP_WEBHOOKS_ALLOW", "http,127.0.0.0/8")
        .stderr(Stdio::inherit())
        .spawn()
        .expect("the program starts");
    let server = Doorstep::started(child).await;
    let test = program(&store)
        .args(["webhook", "test", &endpoint.id])
        .output()
        .await;
    let said = test.expect("the command runs");
    assert!(said.status.success(), "{said:?}");
    // It is there, and the sender dies before it hears so.
    receiver.waits_for(1).await;
    server.kill().await;
    receiver.always(Reply::status(200));
    let later = Clock::stepped(real.now() + TimeDelta::minutes(9));
    let site = Site::telling_on(store, later, PATIENCE).await;
    assert_eq!(
        deliveries(&site).await[0].state,
        "queued",
        "it is held by the dead one"
    );
    site.services
        .clock
        .step_to(real.now() + TimeDelta::minutes(11));
    site.services.webhooks.wake();
    stand(&site, |all| all_are(all, "sent")).await;
    let got = receiver.got();
    assert_eq!(got.len(), 2, "the gap is seen as a repetition");
    assert_eq!(got[0].id(), got[1].id());
    assert_eq!(deliveries(&site).await[0].attempts, 2);
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_queued_outlives_a_restart_and_goes_once() {
    let site = Site::on(Store::sqlite()).await;
    let site = site.telling(PATIENCE).await;
    let receiver = Receiver::start().await;
    receiver.always(Reply::status(500));
    let wanted = [EventType::OrderCreated];
    endpoint_of(&site, &receiver.url(), None, &wanted).await;
    let shop = site.connect("shopify", &[]).await;
    for id in 1..=5 {
        site.accept(&shop.shopify("orders/create", &order(id)))
            .await;
    }
    stand(&site, |all| {
        all.len() == 5
            && all
                .iter()
                .all(|one| one.attempts == 1 && one.lease.is_none())
    })
    .await;
    receiver.always(Reply::status(200));
    let store = site.stop().await;
    let clock = Clock::stepped(at("2026-05-15T12:10:00Z"));
    let site = Site::telling_on(store, clock, PATIENCE).await;
    stand(&site, |all| all_are(all, "sent")).await;
    let mut ids: Vec<String> = receiver.got().iter().map(|one| one.id()).collect();
    assert_eq!(ids.len(), 10, "each failed once, and was taken once");
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 5);
    site.stop().await;
}

/// Whether somebody waits for a lock in this site's database.
async fn is_anybody_waiting(site: &Site) -> bool {
    let asked = Statement::from_string(
        DbBackend::Postgres,
        "select pid from pg_stat_activity where datname = current_database() \
         and wait_event_type = 'Lock'",
    );
    let found = site.services.database.read().query_one_raw(asked).await;
    found.expect("it says").is_some()
}

/// Two that take the same locks in opposite orders wait for each other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn disabling_an_endpoint_waits_for_no_delivery_that_waits_for_it() {
    let site = Site::on(Store::postgres().await).await;
    let site = site.telling(PATIENCE).await;
    let receiver = Receiver::start().await;
    receiver.always(Reply::status(500));
    let told = endpoint_of(&site, &receiver.url(), None, &[]).await;
    let tried = test_event(&site, &told.id).await;
    let row = stored_endpoint(&site, &told.id).await;
    assert!(row.failing_since_ms.is_some());

    // It is being disabled while it takes a message.
    let services = &site.services;
    let now = services.clock.now();
    let disabling = services.database.begin().await.expect("it begins");
    let disabled = endpoint::disable_of_brand(&disabling, &row, DisabledWhy::ByHand, now).await;
    assert!(disabled.expect("it is disabled"));
    receiver.always(Reply::status(200));
    let next = from_ms(tried.next_try_ms.expect("it is tried again"));
    services.clock.step_to(next);
    services.webhooks.wake();
    let waits = async {
        while !is_anybody_waiting(&site).await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let waits = tokio::time::timeout(LONG, waits).await;
    waits.expect("what was taken is written down once the endpoint is free");
    delivery::give_up_of_brand(&disabling, &row, "disabled", now)
        .await
        .expect("nobody holds its deliveries");
    disabling.commit().await.expect("it is stored");
    let works = async {
        while stored_endpoint(&site, &told.id)
            .await
            .failing_since_ms
            .is_some()
        {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let works = tokio::time::timeout(LONG, works).await;
    works.expect("that it worked is written down");
    site.stop().await;
}
