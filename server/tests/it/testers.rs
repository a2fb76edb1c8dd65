//! Whatever is told of a test order reaches the brand's testers and nobody
//! else, however it is sent.

use crate::choice::NUMBER;
use crate::harness::payloads::{door_order, with};
use crate::harness::{Site, TwilioHost, on_both, stored};
use crate::rehearsal::{Shop, let_hear};
use doorstep::mail::MailKind;
use doorstep::staff::{Role, Serves};
use sea_orm::EntityTrait;
use serde_json::json;
use server::db::outbox::{self, Model};
use server::db::{consent, follower};
use server::intake::choice::follow;
use server::intake::choice::number::{self, Asked};
use server::intake::desk::Refusal;
use server::intake::desk::reply::{Words, reply, resend_link};
use server::staff::Actor;
use server::views::letters::{self, Written};

on_both!(
    only_a_tester_is_asked_to_follow_a_test_order,
    no_number_is_texted_of_a_test_order,
    staff_write_of_a_test_order_to_testers_alone,
    a_link_to_all_orders_is_not_sent_for_a_test_order,
    what_was_queued_for_a_tester_stays_when_they_are_none,
);

/// An order of theirs that is a test.
const TEST: &str = "42";

fn maya() -> Actor {
    Actor {
        id: 7,
        public_id: "stf_maya".to_owned(),
        name: "Maya".to_owned(),
        role: Role::Rep,
        serves: Serves::All,
    }
}

async fn rows(site: &Site) -> Vec<Model> {
    let all = outbox::Entity::find()
        .all(site.services.database.read())
        .await;
    all.expect("the outbox can be read")
}

async fn mails(site: &Site, kind: MailKind) -> Vec<Model> {
    let mut all = rows(site).await;
    all.retain(|row| row.notice == kind.code());
    all
}

/// Sends a form of the order's page of messages; the page it ends on.
async fn send(site: &Site, order: &str, fields: &[(&str, &str)]) -> (u16, String) {
    let path = format!("{}/messages", site.path(order).await);
    let answer = site.submit(&path, fields).await;
    let status = answer.status().as_u16();
    (status, answer.text().await.unwrap_or_default())
}

async fn only_a_tester_is_asked_to_follow_a_test_order(site: Site) {
    let shop = Shop::open(site, &["jo@example.com"]).await;
    shop.order(42, true).await;
    let site = &shop.site;
    let stranger = [("do", "invite"), ("email", "stranger@example.com")];
    let (status, page) = send(site, TEST, &stranger).await;
    assert_eq!(status, 200);
    assert!(page.contains("This is a test order"), "{page}");
    let followers = follower::Entity::find()
        .all(site.services.database.read())
        .await;
    assert_eq!(followers.expect("they can be read"), []);
    assert_eq!(mails(site, MailKind::Invitation).await.len(), 0);

    let tester = [("do", "invite"), ("email", "Jo@Example.com")];
    assert_eq!(send(site, TEST, &tester).await.0, 303);
    let letter = shop.host.letters(1).await.remove(0);
    assert_eq!(letter.to, ["jo@example.com"]);
    // Of an order that is none, whoever is asked.
    shop.order(43, false).await;
    assert_eq!(send(site, "43", &stranger).await.0, 303);
    assert_eq!(shop.host.letters(2).await[1].to, ["stranger@example.com"]);
    shop.site.stop().await;
}

async fn no_number_is_texted_of_a_test_order(site: Site) {
    let twilio = TwilioHost::start().await;
    let site = site.with_sms(twilio.service()).await;
    let door = site.door(&[]).await;
    for (order, is_test) in [(TEST, true), ("43", false)] {
        let order = with(door_order(order), &json!({ "test": is_test }));
        site.accept(&door.post("orders", &order)).await;
    }
    for (order, is_offered) in [(TEST, false), ("43", true)] {
        let path = format!("{}/messages", site.path(order).await);
        let page = site.get(&path).await.text().await.expect("a page is text");
        assert_eq!(page.contains("data-part=\"sms\""), is_offered, "{page}");
    }
    let fields = [("do", "number"), ("number", NUMBER), ("agree", "yes")];
    let (status, page) = send(&site, TEST, &fields).await;
    assert_eq!(status, 200, "it is not taken: {page}");
    let order = stored::order(&site.services, TEST).await;
    let asked = number::ask(&site.services, &order, NUMBER, "proof").await;
    let asked = asked.expect("it can be asked");
    assert!(!matches!(asked, Asked::Code { .. }), "{asked:?}");
    assert_eq!(twilio.taken().len(), 0);
    let kept = consent::Entity::find()
        .all(site.services.database.read())
        .await;
    assert_eq!(kept.expect("they can be read"), []);
    site.stop().await;
}

async fn staff_write_of_a_test_order_to_testers_alone(site: Site) {
    let shop = Shop::open(site, &["jo@example.com"]).await;
    let test = shop.order(42, true).await;
    let services = &shop.site.services;
    let words = Words {
        subject: "Your order",
        body: "It is on its way.",
    };
    let refused = reply(services, &maya(), &test, None, words).await;
    let is_told = |refused: &Result<(), Refusal>| match refused {
        Err(Refusal::Wrong(fault)) => format!("{fault:?}") == "NoTester",
        _ => false,
    };
    assert!(is_told(&refused), "{refused:?}");
    let refused = resend_link(services, &maya(), &test).await;
    assert!(is_told(&refused), "{refused:?}");
    let mails = rows(&shop.site).await;
    assert!(
        mails
            .iter()
            .all(|row| row.lead_id.is_some() || row.medium.is_none())
    );

    let_hear(&shop.site, &["ada@example.com"]).await;
    reply(services, &maya(), &test, None, words)
        .await
        .expect("a tester is written to");
    let letter = shop.host.letters(1).await.remove(0);
    assert_eq!(letter.to, ["ada@example.com"]);
    shop.site.stop().await;
}

async fn a_link_to_all_orders_is_not_sent_for_a_test_order(site: Site) {
    let shop = Shop::open(site, &["jo@example.com"]).await;
    shop.order(42, true).await;
    let site = &shop.site;
    let asked = [("email", "ada@example.com")];
    assert_eq!(site.submit("/my", &asked).await.status(), 303);
    let ended = async {
        loop {
            let links = mails(site, MailKind::ListLink).await;
            if links.iter().all(|link| link.state != "queued") {
                return links;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    let ended = tokio::time::timeout(crate::rehearsal::PATIENCE, ended).await;
    let links = ended.expect("it ends");
    assert!(
        links.iter().all(|link| link.state == "dropped"),
        "{links:?}"
    );
    assert_eq!(shop.host.count(), 0);

    // Whoever has ordered in earnest too is sent theirs.
    let before = site.services.clock.now() - chrono::TimeDelta::days(1);
    let before = before.to_rfc3339();
    shop.order_with(7, &json!({ "created_at": before, "updated_at": before }))
        .await;
    assert_eq!(site.submit("/my", &asked).await.status(), 303);
    let letter = shop.host.letters(1).await.remove(0);
    assert_eq!(letter.to, ["ada@example.com"]);
    shop.site.stop().await;
}

async fn what_was_queued_for_a_tester_stays_when_they_are_none(site: Site) {
    let shop = Shop::open(site, &["jo@example.com", "ada@example.com"]).await;
    let test = shop.order(42, true).await;
    let site = &shop.site;
    let order = stored::order(&site.services, TEST).await;
    let asked = follow::invite(&site.services, &order, "jo@example.com").await;
    asked.expect("they can be asked");
    resend_link(&site.services, &maya(), &test)
        .await
        .expect("a tester is sent the link");
    let queued = [MailKind::Invitation, MailKind::Link];
    let written = async |kind: MailKind| {
        let row = mails(site, kind).await.remove(0);
        let written = letters::written(&site.services, &row).await;
        written.expect("it can be put into words")
    };
    for kind in queued {
        let words = written(kind).await;
        assert!(matches!(words, Written::Words(_)), "{words:?}");
    }
    let_hear(site, &[]).await;
    for kind in queued {
        let words = written(kind).await;
        let Written::Dropped(why) = words else {
            panic!("{kind:?} goes out: {words:?}");
        };
        assert!(why.contains("list of testers"), "{why}");
    }
    shop.site.stop().await;
}
