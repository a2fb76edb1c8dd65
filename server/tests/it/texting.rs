//! Notices by text message: what the provider says of them later, and a site
//! that has none.

use crate::choice::{NUMBER, opted_in};
use crate::harness::payloads::{door_order, door_scan, door_shipment, with};
use crate::harness::{Door, MailHost, Site, TwilioHost, by_http_in_turn, on_both, stored};
use chrono::TimeDelta;
use doorstep::delivery::NoticeSettings;
use serde_json::json;
use server::admin::Command;
use server::db::{notice_setting, outbox as rows};
use server::outbox;
use std::sync::atomic::Ordering;
use std::time::Duration;

on_both!(
    a_text_that_did_not_arrive_is_given_up_and_sent_again,
    without_a_provider_no_text_waits,
    a_text_that_is_known_by_its_key_is_never_given_up,
    without_a_key_a_copy_is_counted,
);

/// Far more than anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// An order whose buyer has a number and no address, with a parcel.
async fn ordered(site: Site) -> (Site, TwilioHost, Door) {
    let twilio = TwilioHost::start().await;
    let site = site.with_sms(twilio.service()).await;
    let door = site.door(&[]).await;
    let now = site.services.clock.now().to_rfc3339();
    let order = json!({ "placed_at": now, "updated_at": now });
    site.accept(&door.post("orders", &with(door_order("1001"), &order)))
        .await;
    opted_in(&site, &twilio).await;
    let services = &site.services;
    let brand = services.book.now().brands[0].id;
    let database = services.database.begin().await.expect("it begins");
    let all_on = NoticeSettings::with_all_on();
    notice_setting::put_of_brand(&database, brand, &all_on, services.clock.now())
        .await
        .expect("it is set");
    database.commit().await.expect("it is stored");
    let shipment = with(
        door_shipment("S1", "1001", "1ZTEXT"),
        &json!({ "updated_at": now, "packed_at": now }),
    );
    site.accept(&door.post("shipments", &shipment)).await;
    (site, twilio, door)
}

/// The van leaves, and the outbox works until the notice of it stands so.
async fn out_for_delivery(site: &Site, door: &Door, wanted: &str) {
    let clock = &site.services.clock;
    let now = clock.now();
    let scan = door_scan("1ZTEXT", "out_for_delivery", &now.to_rfc3339());
    site.accept(&door.post("scans", &scan)).await;
    clock.step_to(now + TimeDelta::minutes(20));
    until(site, wanted).await;
}

async fn until(site: &Site, wanted: &str) {
    let standing = async {
        loop {
            outbox::round(&site.services).await.expect("it looks");
            if van(site, None).await == wanted {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let stands = tokio::time::timeout(PATIENCE, standing).await;
    let is = van(site, None).await;
    stands.unwrap_or_else(|_| panic!("{is} and not {wanted}"));
}

/// How the notice of the van stands, or its message: why, or its state.
async fn van(site: &Site, medium: Option<&str>) -> String {
    let order = stored::order(&site.services, "1001").await;
    let all = rows::of_order(site.services.database.read(), order.id).await;
    let all = all.expect("the outbox can be read");
    let row = all
        .into_iter()
        .find(|row| row.notice == "out_for_delivery" && row.medium.as_deref() == medium);
    row.map_or_else(String::new, |row| {
        row.last_error.or(row.reason).unwrap_or(row.state)
    })
}

async fn a_text_that_did_not_arrive_is_given_up_and_sent_again(site: Site) {
    let (site, twilio, door) = ordered(site).await;
    out_for_delivery(&site, &door, "sent").await;
    let taken = twilio.taken();
    assert_eq!(taken.len(), 2, "the code, and the van: {taken:?}");
    let says = |sid: &'static str, status: &'static str| {
        [
            ("MessageSid", sid),
            ("To", NUMBER),
            ("MessageStatus", status),
            ("ErrorCode", "30003"),
        ]
    };
    let sid: &'static str = taken[1].sid.clone().leak();
    for (sid, status) in [(sid, "sent"), ("SMunknown", "failed"), ("", "failed")] {
        assert_eq!(twilio.tell(&site, "shop", &says(sid, status)).await, 200);
        assert_eq!(van(&site, None).await, "sent", "{sid} {status}");
    }
    let failed = says(sid, "undelivered");
    assert_eq!(twilio.tell(&site, "shop", &failed).await, 200);
    assert_eq!(van(&site, None).await, "dead");
    let why = van(&site, Some("sms")).await;
    assert_eq!(why, "the phone cannot be reached (Twilio: 30003)");
    let listed = site.command(Command::OutboxList).await.expect("it lists");
    assert!(
        listed.contains("out_for_delivery") && listed.contains("cannot be reached"),
        "{listed}"
    );
    // Twilio says so twice.
    assert_eq!(twilio.tell(&site, "shop", &failed).await, 200);

    let again = Command::OutboxReplay { mail: None };
    let said = site.command(again).await.expect("it is queued");
    assert_eq!(said, "1 mail is queued again");
    until(&site, "sent").await;
    assert_eq!(twilio.taken().len(), 3);
    // What is heard of the first one is not said of the second.
    assert_eq!(twilio.tell(&site, "shop", &failed).await, 200);
    assert_eq!(van(&site, None).await, "sent");
    site.stop().await;
}

async fn without_a_provider_no_text_waits(site: Site) {
    let (site, _twilio, door) = ordered(site).await;
    let host = MailHost::start().await;
    let site = site.with_mail(host.port).await;
    out_for_delivery(&site, &door, "no_way").await;
    assert_eq!(van(&site, Some("sms")).await, "", "there is no message");
    site.stop().await;
}

/// The message of the van, once it was tried so often.
async fn tried(site: &Site, times: i32) -> rows::Model {
    let tried = async {
        loop {
            outbox::round(&site.services).await.expect("it looks");
            let order = stored::order(&site.services, "1001").await;
            let all = rows::of_order(site.services.database.read(), order.id).await;
            let mut all = all.expect("the outbox can be read");
            all.retain(|row| row.notice == "out_for_delivery" && row.medium.is_some());
            if let Some(row) = all.pop()
                && row.attempts == times
                && row.lease.is_none()
            {
                return row;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let tried = tokio::time::timeout(PATIENCE, tried).await;
    tried.expect("it is tried in time")
}

/// Moves the clock to a message's next try.
fn pass_until_next(site: &Site, row: &rows::Model) {
    let next = row.next_try_ms.map(server::db::from_ms);
    site.services.clock.step_to(next.expect("it waits"));
    site.services.outbox.wake();
}

/// The van leaves, and a provider takes the message of it without a word.
async fn taken_in_silence(site: &Site, door: &Door) -> rows::Model {
    let clock = &site.services.clock;
    let now = clock.now();
    let scan = door_scan("1ZTEXT", "out_for_delivery", &now.to_rfc3339());
    site.accept(&door.post("scans", &scan)).await;
    clock.step_to(now + TimeDelta::minutes(20));
    let row = tried(site, 1).await;
    let why = row.last_error.as_deref().unwrap_or_default();
    assert!(
        why.ends_with("it may have been taken all the same"),
        "{why}"
    );
    assert_eq!(row.unanswered, 1);
    row
}

async fn a_text_that_is_known_by_its_key_is_never_given_up(site: Site) {
    let (site, _twilio, door) = ordered(site).await;
    // It is still at work on the first, and then knows it, in other words.
    const ANSWERS: &[Option<u16>] = &[None, Some(409), Some(422)];
    let (service, asked) = by_http_in_turn(ANSWERS, Some("idempotency-key")).await;
    let site = site.with_sms(service).await;
    let row = taken_in_silence(&site, &door).await;
    assert_eq!(site.services.metrics.all_unanswered(), 0, "no copy comes");
    pass_until_next(&site, &row);
    let row = tried(&site, 2).await;
    assert_eq!(row.state, "queued");
    assert_eq!(row.last_error.as_deref(), Some("the provider answers 409"));
    pass_until_next(&site, &row);
    until(&site, "sent").await;
    assert_eq!(asked.load(Ordering::Relaxed), 3);
    site.stop().await;
}

async fn without_a_key_a_copy_is_counted(site: Site) {
    let (site, _twilio, door) = ordered(site).await;
    const ANSWERS: &[Option<u16>] = &[None, Some(200)];
    let (service, _) = by_http_in_turn(ANSWERS, None).await;
    let site = site.with_sms(service).await;
    let row = taken_in_silence(&site, &door).await;
    assert_eq!(site.services.metrics.all_unanswered(), 1);
    pass_until_next(&site, &row);
    until(&site, "sent").await;
    assert_eq!(site.services.metrics.all_unanswered(), 1);
    site.stop().await;
}
