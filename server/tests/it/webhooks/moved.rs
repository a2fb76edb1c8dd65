//! An endpoint gets another address while it is told something: what the one
//! before answers says nothing of it.

use super::failing::{next_try, test_event};
use super::{LONG, PATIENCE, all_are, command, deliveries, endpoint_of, stand, stored_endpoint};
use crate::harness::{Receiver, Reply, Site, on_both};
use chrono::TimeDelta;
use doorstep::webhook::{DisabledWhy, WebhookFault};
use server::admin::WebhookCommand;
use server::check;
use server::db::from_ms;
use server::db::webhook::endpoint::{self, Settings};
use server::outbox::webhooks::endpoints::{self, Refusal};
use server::staff::By;
use std::sync::Arc;
use tokio::sync::Notify;

on_both!(
    a_late_410_of_the_old_address_does_not_end_the_new_one,
    a_late_failure_of_the_old_address_does_not_count_for_the_new_one,
    the_rest_of_a_turn_goes_to_the_new_address,
    what_waits_goes_to_a_new_address_at_once_and_its_failures_are_counted_anew,
    one_that_is_disabled_stays_so_and_is_so_by_hand,
    of_two_changes_at_once_one_holds,
);

/// Gives it another address, given the version that somebody read.
async fn moves_from(site: &Site, id: &str, version: i32, url: &str) -> Result<(), Refusal> {
    let stands = stored_endpoint(site, id).await;
    let to = Settings {
        url,
        description: &stands.description,
        filter: &stands.filter(),
    };
    endpoints::change(&site.services, By::Operator, id, version, to).await
}

async fn moves(site: &Site, id: &str, url: &str) {
    let version = stored_endpoint(site, id).await.version;
    let moved = moves_from(site, id, version, url).await;
    moved.expect("it is moved");
}

/// Queues a test event.
async fn queued(site: &Site, id: &str) {
    let endpoint = id.to_owned();
    let test = WebhookCommand::Test { endpoint };
    command(site, test).await.expect("it is queued");
}

async fn a_late_410_of_the_old_address_does_not_end_the_new_one(site: Site) {
    let site = site.telling(PATIENCE).await;
    let (old, new) = (Receiver::start().await, Receiver::start().await);
    let endpoint = endpoint_of(&site, &old.url(), None, &[]).await;
    let told = Arc::new(Notify::new());
    old.next([Reply::Once(410, Arc::clone(&told))]);
    queued(&site, &endpoint.id).await;
    old.waits_for(1).await;
    moves(&site, &endpoint.id, &new.url()).await;
    told.notify_one();
    // It is told at its new address what the old one did not want.
    stand(&site, |all| all_are(all, "sent")).await;
    let got = new.waits_for(1).await;
    assert_eq!(got[0].id(), old.got()[0].id());
    let stands = stored_endpoint(&site, &endpoint.id).await;
    assert!(stands.is_active());
    assert_eq!((stands.failing_since_ms, stands.last_error), (None, None));
    assert_eq!(site.services.book.now().endpoints.len(), 1);
    // Its own 410 ends it.
    new.always(Reply::status(410));
    test_event(&site, &endpoint.id).await;
    let stands = stored_endpoint(&site, &endpoint.id).await;
    assert_eq!(stands.disabled_why(), Some(DisabledWhy::Gone));
    site.stop().await;
}

async fn a_late_failure_of_the_old_address_does_not_count_for_the_new_one(site: Site) {
    let site = site.telling(PATIENCE).await;
    let (old, new) = (Receiver::start().await, Receiver::start().await);
    let endpoint = endpoint_of(&site, &old.url(), None, &[]).await;
    let told = Arc::new(Notify::new());
    old.next([Reply::status(503), Reply::Once(503, Arc::clone(&told))]);
    let began = site.services.clock.now();
    test_event(&site, &endpoint.id).await;
    // The last straw of five days is on its way.
    site.services.clock.step_to(began + TimeDelta::days(5));
    site.services.webhooks.wake();
    old.waits_for(2).await;
    moves(&site, &endpoint.id, &new.url()).await;
    told.notify_one();
    stand(&site, |all| all_are(all, "sent")).await;
    assert_eq!((old.got().len(), new.got().len()), (2, 1));
    let stands = stored_endpoint(&site, &endpoint.id).await;
    assert!(stands.is_active());
    assert_eq!((stands.failing_since_ms, stands.last_error), (None, None));
    site.stop().await;
}

async fn the_rest_of_a_turn_goes_to_the_new_address(site: Site) {
    let site = site.telling(PATIENCE).await;
    let (old, new) = (Receiver::start().await, Receiver::start().await);
    let endpoint = endpoint_of(&site, &old.url(), None, &[]).await;
    old.always(Reply::status(500));
    for _ in 0..3 {
        test_event(&site, &endpoint.id).await;
    }
    let told = Arc::new(Notify::new());
    old.next([Reply::Once(204, Arc::clone(&told))]);
    let now = site.services.clock.now();
    site.services.clock.step_to(now + TimeDelta::minutes(1));
    site.services.webhooks.wake();
    old.waits_for(4).await;
    let held = deliveries(&site).await;
    assert!(held.iter().all(|one| one.lease.is_some()), "{held:#?}");
    moves(&site, &endpoint.id, &new.url()).await;
    told.notify_one();
    stand(&site, |all| all_are(all, "sent")).await;
    assert_eq!((old.got().len(), new.got().len()), (4, 2));
    site.stop().await;
}

async fn what_waits_goes_to_a_new_address_at_once_and_its_failures_are_counted_anew(site: Site) {
    let site = site.telling(PATIENCE).await;
    let (old, new) = (Receiver::start().await, Receiver::start().await);
    let endpoint = endpoint_of(&site, &old.url(), None, &[]).await;
    old.always(Reply::header(503, "retry-after", "7200"));
    let began = site.services.clock.now();
    let tried = test_event(&site, &endpoint.id).await;
    let stands = stored_endpoint(&site, &endpoint.id).await;
    assert_eq!(stands.failing_since_ms.map(from_ms), Some(began));
    assert_eq!(stands.last_error.as_deref(), Some("answered 503"));
    // What is set and stays where it is goes on waiting.
    moves(&site, &endpoint.id, &old.url()).await;
    let waits = deliveries(&site).await;
    assert_eq!(waits[0].next_try_ms, tried.next_try_ms);
    assert_eq!(
        stored_endpoint(&site, &endpoint.id).await.failing_since_ms,
        stands.failing_since_ms
    );
    // An hour later it is not due yet.
    let hour = began + TimeDelta::hours(1);
    site.services.clock.step_to(hour);
    new.always(Reply::status(500));
    moves(&site, &endpoint.id, &new.url()).await;
    new.waits_for(1).await;
    let all = stand(&site, |all| all[0].lease.is_none() && all[0].attempts == 1).await;
    let stands = stored_endpoint(&site, &endpoint.id).await;
    assert_eq!(stands.failing_since_ms.map(from_ms), Some(hour));
    assert_eq!(stands.last_error.as_deref(), Some("answered 500"));
    new.always(Reply::status(200));
    let taken = next_try(&site, &all[0]).await;
    assert_eq!(taken.state, "sent");
    let stands = stored_endpoint(&site, &endpoint.id).await;
    assert_eq!((stands.failing_since_ms, stands.last_error), (None, None));
    assert_eq!(old.got().len(), 1);
    site.stop().await;
}

async fn one_that_is_disabled_stays_so_and_is_so_by_hand(site: Site) {
    let site = site.telling(PATIENCE).await;
    let (old, new) = (Receiver::start().await, Receiver::start().await);
    let endpoint = endpoint_of(&site, &old.url(), None, &[]).await;
    old.always(Reply::status(410));
    test_event(&site, &endpoint.id).await;
    let gone = async {
        while stored_endpoint(&site, &endpoint.id).await.is_active() {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    let gone = tokio::time::timeout(LONG, gone).await;
    gone.expect("it is disabled");
    let findings = check::told(&site.services).await.expect("it is checked");
    assert!(findings.contains(&endpoint.id), "{findings}");
    moves(&site, &endpoint.id, &new.url()).await;
    let stands = stored_endpoint(&site, &endpoint.id).await;
    assert!(!stands.is_active(), "whoever moves it may not be ready yet");
    assert_eq!(stands.disabled_why(), Some(DisabledWhy::ByHand));
    let findings = check::told(&site.services).await.expect("it is checked");
    assert!(!findings.contains(&endpoint.id), "{findings}");
    let enable = WebhookCommand::Enable {
        endpoint: endpoint.id.clone(),
    };
    command(&site, enable).await.expect("it is enabled");
    let taken = test_event(&site, &endpoint.id).await;
    assert_eq!(taken.state, "sent");
    assert_eq!((old.got().len(), new.got().len()), (1, 1));
    site.stop().await;
}

async fn of_two_changes_at_once_one_holds(site: Site) {
    let (one, two) = ("https://one.acme.example/", "https://two.acme.example/");
    let endpoint = endpoint_of(&site, "https://hooks.acme.example/", None, &[]).await;
    let read = stored_endpoint(&site, &endpoint.id).await;
    let both = tokio::join!(
        moves_from(&site, &endpoint.id, read.version, one),
        moves_from(&site, &endpoint.id, read.version, two),
    );
    let is_late = |done: &Result<(), Refusal>| {
        matches!(done, Err(Refusal::Wrong(WebhookFault::ChangedMeanwhile)))
    };
    let stands = stored_endpoint(&site, &endpoint.id).await;
    match both {
        (Ok(()), late) => assert!(is_late(&late) && stands.url == one, "{late:?}"),
        (late, Ok(())) => assert!(is_late(&late) && stands.url == two, "{late:?}"),
        neither => panic!("{neither:?}"),
    }
    assert_eq!(stands.version, read.version + 1);
    // The row itself refuses what was read before.
    let database = site.services.database.begin().await.expect("it begins");
    let to = Settings {
        url: one,
        description: "late",
        filter: &read.filter(),
    };
    let late = endpoint::change_of_brand(&database, &read, &to).await;
    assert!(!late.expect("it can be asked"));
    database.commit().await.expect("it is stored");
    assert_eq!(stored_endpoint(&site, &endpoint.id).await, stands);
    site.stop().await;
}
