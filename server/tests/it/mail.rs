//! Mail: replies, links and contacts go out once, are tried again, are given
//! up and sent once more, through a real conversation with a mail server that
//! keeps to the rules.

use crate::harness::payloads::{JOURNEY, door_order, door_scan, door_shipment, with};
use crate::harness::{
    Doorstep, Encryption, Fault, MailHost, Said, Site, Store, Taken, at, client, on_both, program,
    stored,
};
use chrono::TimeDelta;
use doorstep::audit::Deed;
use doorstep::brand::{Given, named};
use doorstep::contact::{Channel, Topic};
use doorstep::desk::Fault as Wrong;
use doorstep::mail::{MailKind, MailState, MessageKind};
use doorstep::staff::{Role, Serves};
use doorstep::template::{Placeholder, TemplateFault, TemplateKey};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use server::admin::Command;
use server::brand::BrandFile;
use server::config::{Login, MailServer, PasswordFrom, Protection};
use server::db::outbox::{self as outbox_rows, Mailed, mails_of_order};
use server::db::{Connected, Database, audit, contact as contacts, entry};
use server::intake::desk::Refusal;
use server::intake::desk::contact::{NewContact, open};
use server::intake::desk::reply::{Words, reply, resend_link};
use server::intake::desk::template::{Edited, NotSaved, reset, save};
use server::intake::forget::Run;
use server::privacy::Whom;
use server::staff::Actor;
use server::views::replies::{self, draft, many_reply};
use server::{metrics, outbox};
use std::time::Duration;

on_both!(
    a_reply_goes_out_once_and_says_so,
    mails_wait_for_a_server_that_is_down,
    a_server_that_asks_to_wait_is_asked_again,
    a_refused_mail_is_given_up_until_it_is_sent_again,
    a_conversation_that_breaks_off_is_held_again_under_the_same_name,
    a_letter_that_was_not_handed_over_is_no_copy,
    several_workers_send_each_mail_once,
    a_forgotten_buyers_mail_does_not_go_out,
    a_link_to_all_orders_comes_by_mail,
    a_link_is_sent_again,
    a_reply_that_lacks_a_fact_is_refused,
    a_brand_has_its_own_words,
    many_contacts_are_answered_each_with_its_own_facts,
    a_contact_reaches_the_help_desk,
    letters_that_follow_each_other_share_a_conversation,
    without_a_mail_server_mails_wait,
);

/// Far more than anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

fn only<T: std::fmt::Debug>(mut all: Vec<T>) -> T {
    assert_eq!(all.len(), 1, "{all:#?}");
    all.remove(0)
}

/// A rep who serves every brand.
fn maya() -> Actor {
    Actor {
        id: 7,
        public_id: "stf_maya".to_owned(),
        name: "Maya".to_owned(),
        role: Role::Rep,
        serves: Serves::All,
    }
}

/// A rep of a brand that is not there.
fn stranger() -> Actor {
    Actor {
        serves: Serves::Only(vec![9_999]),
        ..maya()
    }
}

async fn brand(site: &Site, values: &[(&str, &str)]) {
    let mut given: Given = named("shop", "Harbour & Pine");
    given.insert("default".to_owned(), "true".to_owned());
    given.insert(
        "support.email".to_owned(),
        "help@harbour.example".to_owned(),
    );
    for (key, value) in values {
        given.insert((*key).to_owned(), (*value).to_owned());
    }
    site.command(Command::BrandSet(BrandFile::of(given, Vec::new())))
        .await
        .expect("the brand can be set");
}

/// Orders of Jo, each with a parcel under way.
async fn orders(site: &Site, ids: &[&str]) {
    let door = site.door(&[]).await;
    for id in ids {
        let buyer = json!({ "email": format!("jo.{id}@example.com"), "first_name": "Jo" });
        let number = format!("1ZMAIL{id}");
        site.accept(&door.post("orders", &with(door_order(id), &buyer)))
            .await;
        site.accept(&door.post("shipments", &door_shipment(&format!("S{id}"), id, &number)))
            .await;
        let scan = with(
            door_scan(&number, "in_transit", "2026-05-14T09:00:00Z"),
            &json!({ "city": "Newark", "region": "NJ", "country": "US" }),
        );
        site.accept(&door.post("scans", &scan)).await;
    }
}

/// A site with a brand, a mail server and one order.
async fn ready(site: Site) -> (Site, MailHost) {
    let host = MailHost::start().await;
    let site = site.with_mail(host.port).await;
    brand(&site, &[]).await;
    orders(&site, &["1001"]).await;
    (site, host)
}

async fn id_of(site: &Site, order: &str) -> String {
    stored::order(&site.services, order).await.public_id
}

/// A shopper's word about an order; the contact's id and reference.
async fn contact(site: &Site, order: &str, topic: Topic) -> (String, String) {
    let order = stored::order(&site.services, order).await;
    let new = NewContact {
        brand_id: order.brand_id,
        order: &order,
        shipment: None,
        topic,
        channel: Channel::Page,
        body: "It is not there.\nI looked everywhere.",
        photos: Vec::new(),
        idempotency_key: None,
        staff: None,
        api_key: None,
    };
    let now = site.services.clock.now();
    let opened = open(&site.services, new, now).await.expect("it is opened");
    (opened.contact, opened.reference)
}

async fn mails(site: &Site, order: &str) -> Vec<Mailed> {
    let order = stored::order(&site.services, order).await;
    mails_of_order(site.services.database.read(), order.id)
        .await
        .expect("mails can be read")
}

/// Waits until an order's mails stand so.
async fn stand(site: &Site, order: &str, wanted: &[MailState]) -> Vec<Mailed> {
    let waited = async {
        loop {
            let mails = mails(site, order).await;
            let states: Vec<MailState> = mails.iter().map(|mail| mail.state).collect();
            if states == wanted {
                return mails;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    match tokio::time::timeout(PATIENCE, waited).await {
        Ok(mails) => mails,
        Err(_) => panic!("{wanted:?}: {:#?}", mails(site, order).await),
    }
}

/// Waits until the figures have such a line; all of them.
async fn figures_with(site: &Site, is_it: impl Fn(&str) -> bool) -> String {
    let waited = async {
        loop {
            let page = metrics::page(&site.services).await;
            if page.lines().any(&is_it) {
                return page;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let page = tokio::time::timeout(PATIENCE, waited).await;
    page.expect("the figures tell of it")
}

/// Waits until no worker holds a message.
async fn nothing_is_held(site: &Site) {
    let held = async {
        loop {
            let rows = outbox_rows::Entity::find()
                .filter(outbox_rows::Column::LeasedUntilMs.is_not_null())
                .count(site.services.database.read())
                .await;
            if rows.expect("they can be counted") == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let let_go = tokio::time::timeout(PATIENCE, held).await;
    let_go.expect("all are let go");
}

/// Waits until a mail was tried so often and waits again.
async fn tried(site: &Site, order: &str, times: u32) -> Mailed {
    let waited = async {
        loop {
            let mails = mails(site, order).await;
            let [mail] = mails.as_slice() else {
                panic!("{mails:#?}")
            };
            if mail.attempts == times && mail.why.is_some() {
                return mail.clone();
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, waited)
        .await
        .expect("it is tried in time")
}

/// Moves the clock to a mail's next try, and has the worker look.
fn pass_until_next(site: &Site, mail: &Mailed) {
    let next = mail.next_try.expect("it is tried again");
    site.services.clock.step_to(next);
    site.services.outbox.wake();
}

async fn write(site: &Site, order: &str, contact: Option<&str>, body: &str) -> Result<(), Refusal> {
    let order = id_of(site, order).await;
    let words = Words {
        subject: "Your order",
        body,
    };
    reply(&site.services, &maya(), &order, contact, words).await
}

async fn deeds(site: &Site, deed: Deed) -> Vec<audit::Model> {
    audit::Entity::find()
        .filter(audit::Column::Action.eq(deed.code()))
        .all(site.services.database.read())
        .await
        .expect("the trail can be read")
}

async fn a_reply_goes_out_once_and_says_so(site: Site) {
    let (site, host) = ready(site).await;
    let (contact, reference) = contact(&site, "1001", Topic::WhereIsIt).await;
    let order = id_of(&site, "1001").await;
    let made = draft(&site.services, &maya(), &order, Some(&contact), None)
        .await
        .expect("it can be drafted");
    assert_eq!(made.template, TemplateKey::WhereIsIt);
    assert_eq!(made.missing, []);
    let words = Words {
        subject: &made.subject,
        body: &made.body,
    };
    // A button that is pressed twice sends one mail.
    for _ in 0..2 {
        reply(&site.services, &maya(), &order, Some(&contact), words)
            .await
            .expect("it is taken");
    }
    let letter = only(host.letters(1).await);
    assert_eq!(letter.to, ["jo.1001@example.com"]);
    let subject = format!("Order #1001: where it is [{reference}]");
    assert_eq!(letter.header("subject"), subject);
    assert!(letter.header("from").contains("<orders@acme.example>"));
    assert!(letter.header("from").contains("Harbour & Pine"));
    assert!(letter.header("reply-to").contains("<help@harbour.example>"));
    assert_eq!(letter.header("date"), "Fri, 15 May 2026 12:00:00 +0000");
    assert!(!letter.has("auto-submitted"), "a person wrote it");
    for words in [
        "Hello Jo,",
        "Newark, NJ",
        "UPS",
        "1ZMAIL1001",
        "Harbour & Pine",
    ] {
        assert!(letter.text.contains(words), "{words}: {}", letter.text);
    }
    let link = letter.link("https://track.acme.example/t/").to_owned();
    let page = site
        .get(link.trim_start_matches("https://track.acme.example"))
        .await;
    assert_eq!(page.status(), 200, "the link in it opens the page");

    let mail = only(stand(&site, "1001", &[MailState::Sent]).await);
    assert_eq!(mail.kind, MessageKind::Mail(MailKind::Reply));
    assert_eq!(
        letter.header("message-id"),
        format!("<{}@acme.example>", mail.name)
    );
    let kept = mail.words.expect("its words are kept");
    assert!(!kept.body.contains("/t/"), "no link in {}", kept.body);

    // What staff see beside the order.
    let read = site.services.database.read();
    let entries = entry::of_order(read, mail.order_id).await.expect("entries");
    let replies: Vec<&entry::Model> = entries
        .iter()
        .filter(|entry| entry.kind == "reply")
        .collect();
    assert_eq!(replies.len(), 1);
    assert_eq!(replies[0].outbox_id, Some(mail.outbox_id));
    assert!(!replies[0].body.contains("/t/"), "{}", replies[0].body);
    let answered = contacts::by_public_id(read, &contact)
        .await
        .expect("it can be read");
    let answered = answered.expect("it is there");
    assert!(
        answered.answered_ms.is_some() && answered.version == 1,
        "{answered:?}"
    );
    let deed = only(deeds(&site, Deed::Replied).await);
    assert_eq!(deed.actor, "stf_maya");
    assert_eq!(deed.subject.as_deref(), Some(&*contact));
    // A try is counted once it is written down, so a moment after it is seen.
    let tried = "doorstep_mail_tries_total{kind=\"reply\",left=\"sent\"} 1";
    let page = figures_with(&site, |line| line == tried).await;
    for figure in ["doorstep_mails_waiting 0", "doorstep_mails_dead 0"] {
        assert!(page.lines().any(|line| line == figure), "{figure}\n{page}");
    }
    let stranger = reply(&site.services, &stranger(), &order, None, words).await;
    assert!(matches!(stranger, Err(Refusal::NotThere)), "{stranger:?}");
    site.stop().await;
}

async fn mails_wait_for_a_server_that_is_down(site: Site) {
    let (site, mut host) = ready(site).await;
    host.go_down().await;
    write(&site, "1001", None, "We look into it.")
        .await
        .expect("it is taken");
    let mail = tried(&site, "1001", 1).await;
    assert_eq!(mail.state, MailState::Queued);
    let wait = mail.next_try.expect("it waits") - site.services.clock.now();
    assert!(
        wait >= TimeDelta::minutes(1) && wait <= TimeDelta::minutes(2),
        "{wait}"
    );
    pass_until_next(&site, &mail);
    let mail = tried(&site, "1001", 2).await;
    host.come_up().await;
    pass_until_next(&site, &mail);
    stand(&site, "1001", &[MailState::Sent]).await;
    assert_eq!(host.letters(1).await.len(), 1);
    site.stop().await;
}

async fn a_server_that_asks_to_wait_is_asked_again(site: Site) {
    let (site, host) = ready(site).await;
    host.fail(Fault::Recipient(
        "451 4.7.1 Greylisted, try again in 300 seconds",
    ));
    write(&site, "1001", None, "We look into it.")
        .await
        .expect("it is taken");
    let mail = tried(&site, "1001", 1).await;
    assert_eq!(
        mail.why.as_deref(),
        Some("451 4.7.1 Greylisted, try again in 300 seconds")
    );
    let wait = mail.next_try.expect("it waits") - site.services.clock.now();
    assert_eq!(wait, TimeDelta::minutes(5), "as long as it was asked to");
    host.fail(Fault::None);
    pass_until_next(&site, &mail);
    stand(&site, "1001", &[MailState::Sent]).await;
    assert_eq!(host.letters(1).await.len(), 1);
    site.stop().await;
}

async fn a_refused_mail_is_given_up_until_it_is_sent_again(site: Site) {
    let (site, host) = ready(site).await;
    host.fail(Fault::Recipient(
        "550 5.1.1 <jo.1001@example.com>: no such user",
    ));
    write(&site, "1001", None, "We look into it.")
        .await
        .expect("it is taken");
    let mail = only(stand(&site, "1001", &[MailState::Dead]).await);
    assert_eq!(mail.attempts, 1, "it is final at once");
    assert_eq!(
        mail.why.as_deref(),
        Some("550 5.1.1 (address) no such user"),
        "in the server's words, and without the address"
    );
    let listed = site.command(Command::OutboxList).await.expect("it lists");
    assert!(
        listed.contains(&mail.name) && listed.contains("dead"),
        "{listed}"
    );
    assert!(!listed.contains("example.com"), "{listed}");
    let wrong = Command::OutboxReplay {
        mail: Some("nothing".to_owned()),
    };
    let said = site.command(wrong).await.expect_err("nothing is called so");
    assert!(said.contains("outbox list"), "{said}");
    let status = site.command(Command::Status).await.expect("it says");
    assert!(status.contains("mails given up     1"), "{status}");

    host.fail(Fault::None);
    let again = Command::OutboxReplay {
        mail: Some(mail.name.clone()),
    };
    let said = site.command(again).await.expect("it is queued");
    assert_eq!(said, "1 mail is queued again");
    stand(&site, "1001", &[MailState::Sent]).await;
    let letter = only(host.letters(1).await);
    assert_eq!(
        letter.header("message-id"),
        format!("<{}@acme.example>", mail.name)
    );
    let deed = only(deeds(&site, Deed::MessageReplayed).await);
    assert_eq!(
        (deed.actor.as_str(), deed.subject),
        ("cli", Some(mail.name))
    );
    site.stop().await;
}

async fn a_conversation_that_breaks_off_is_held_again_under_the_same_name(site: Site) {
    let (site, host) = ready(site).await;
    host.fail(Fault::HangsUpWithin);
    write(
        &site,
        "1001",
        None,
        "We look into it.\n.\nA dot alone is no end.",
    )
    .await
    .expect("it is taken");
    let mail = tried(&site, "1001", 1).await;
    host.fail(Fault::HangsUpBehind);
    pass_until_next(&site, &mail);
    let mail = tried(&site, "1001", 2).await;
    host.fail(Fault::IsSilentBehind);
    pass_until_next(&site, &mail);
    let mail = tried(&site, "1001", 3).await;
    let silent = "no answer within 2 s; it may have been taken all the same";
    assert_eq!(mail.why.as_deref(), Some(silent));
    host.fail(Fault::None);
    pass_until_next(&site, &mail);
    stand(&site, "1001", &[MailState::Sent]).await;
    let letters = host.letters(3).await;
    assert_eq!(letters.len(), 3, "two of them were taken without a word");
    // The one that hung up within may have heard the end as well.
    let counted = site.services.metrics.all_unanswered();
    assert!((2..=3).contains(&counted), "{counted}");
    let order = stored::order(&site.services, "1001").await;
    let rows = outbox_rows::of_order(site.services.database.read(), order.id).await;
    let rows = rows.expect("the outbox can be read");
    let doubts: i32 = rows.iter().map(|row| row.unanswered).sum();
    assert_eq!(u64::try_from(doubts), Ok(counted), "the mail knows it too");
    let figures = metrics::page(&site.services).await;
    let figure = format!("doorstep_messages_unanswered_total{{medium=\"email\"}} {counted}");
    assert!(figures.lines().any(|line| line == figure), "{figures}");
    for letter in &letters {
        assert_eq!(letter.header("message-id"), letters[0].header("message-id"));
        assert!(letter.text.contains("\n.\nA dot alone"), "{}", letter.text);
    }
    site.stop().await;
}

/// Whom a server refuses or loses before it has the whole letter was sent
/// nothing: no copy is counted.
async fn a_letter_that_was_not_handed_over_is_no_copy(site: Site) {
    let (site, mut host) = ready(site).await;
    host.fail(Fault::Recipient("451 4.3.0 try later"));
    write(&site, "1001", None, "We look into it.")
        .await
        .expect("it is taken");
    let mail = tried(&site, "1001", 1).await;
    assert_eq!(mail.why.as_deref(), Some("451 4.3.0 try later"));
    host.go_down().await;
    pass_until_next(&site, &mail);
    tried(&site, "1001", 2).await;
    assert_eq!(site.services.metrics.all_unanswered(), 0);
    site.stop().await;
}

async fn several_workers_send_each_mail_once(site: Site) {
    let (site, mut host) = ready(site).await;
    host.go_down().await;
    const MAILS: usize = 24;
    for index in 0..MAILS {
        let body = format!("Letter {index}.");
        write(&site, "1001", None, &body)
            .await
            .expect("it is taken");
    }
    // Some were tried in vain, until the server was left alone; hours later all
    // are due.
    let paused = "doorstep_provider_pauses_total{medium=\"email\"} ";
    figures_with(&site, |line| {
        let count = line.strip_prefix(paused);
        count.is_some_and(|count| count != "0")
    })
    .await;
    nothing_is_held(&site).await;
    host.come_up().await;
    site.services
        .clock
        .step_to(site.services.clock.now() + TimeDelta::hours(7));
    let workers: Vec<_> = (0..4)
        .map(|_| tokio::spawn(outbox::run(site.services.clone())))
        .collect();
    stand(&site, "1001", &[MailState::Sent; MAILS]).await;
    site.services.outbox.wake();
    let letters = host.letters(MAILS).await;
    let mut bodies: Vec<&str> = letters.iter().map(|letter| letter.text.as_str()).collect();
    bodies.sort_unstable();
    bodies.dedup();
    assert_eq!((bodies.len(), letters.len()), (MAILS, MAILS), "each once");
    site.stop().await;
    for worker in workers {
        worker.await.expect("a worker ends in good order");
    }
}

async fn a_forgotten_buyers_mail_does_not_go_out(site: Site) {
    let (site, mut host) = ready(site).await;
    host.go_down().await;
    write(&site, "1001", None, "CANARY-WORDS")
        .await
        .expect("it is taken");
    let mail = tried(&site, "1001", 1).await;
    let export = Command::Export {
        whom: Whom::parse("jo.1001@example.com"),
        brand: None,
    };
    let held = site.command(export).await.expect("it is exported");
    assert!(
        held.contains("CANARY-WORDS") && held.contains("jo.1001@"),
        "{held}"
    );
    let forget = Command::Forget {
        whom: Whom::parse("jo.1001@example.com"),
        brand: None,
        run: Run::ForGood,
    };
    let said = site.command(forget).await.expect("it is forgotten");
    assert!(said.contains("1  mails that staff wrote"), "{said}");
    let dropped = only(stand(&site, "1001", &[MailState::Dropped]).await);
    assert_eq!(dropped.words, None, "its words are gone");
    host.come_up().await;
    pass_until_next(&site, &mail);
    let again = write(&site, "1001", None, "Once more.").await;
    assert!(
        matches!(again, Err(Refusal::Wrong(Wrong::NoAddress))),
        "{again:?}"
    );
    let order = id_of(&site, "1001").await;
    let link = resend_link(&site.services, &maya(), &order).await;
    assert!(
        matches!(link, Err(Refusal::Wrong(Wrong::NoAddress))),
        "{link:?}"
    );
    // The worker has looked at all there is, and sent nothing.
    outbox::round(&site.services).await.expect("it looks");
    assert_eq!(host.count(), 0);
    site.stop().await;
}

async fn a_link_to_all_orders_comes_by_mail(site: Site) {
    let (site, host) = ready(site).await;
    let asked = site
        .submit("/my", &[("email", "JO.1001@example.com")])
        .await;
    assert_eq!(asked.status(), 303);
    let letter = only(host.letters(1).await);
    assert_eq!(letter.to, ["jo.1001@example.com"]);
    assert_eq!(letter.header("auto-submitted"), "auto-generated");
    let link = letter.link("https://track.acme.example/my/");
    let list = site
        .get(link.trim_start_matches("https://track.acme.example"))
        .await;
    assert_eq!(list.status(), 200);
    let html = list.text().await.expect("a page is text");
    assert!(html.contains(&site.path("1001").await), "{html}");

    // One that waits longer than its link is good goes nowhere.
    host.fail(Fault::Recipient("451 4.3.0 try later"));
    stand(&site, "1001", &[MailState::Sent]).await;
    let asked = site
        .submit("/my", &[("email", "jo.1001@example.com")])
        .await;
    assert_eq!(asked.status(), 303);
    let waits = async {
        while mails(&site, "1001")
            .await
            .last()
            .is_none_or(|mail| mail.why.is_none())
        {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, waits)
        .await
        .expect("it is tried");
    host.fail(Fault::None);
    site.services
        .clock
        .step_to(site.services.clock.now() + TimeDelta::minutes(31));
    site.services.outbox.wake();
    let stood = stand(&site, "1001", &[MailState::Sent, MailState::Dropped]).await;
    assert!(
        stood[1]
            .why
            .as_deref()
            .is_some_and(|why| why.contains("opens nothing"))
    );
    assert_eq!(host.letters(1).await.len(), 1);
    site.stop().await;
}

async fn a_link_is_sent_again(site: Site) {
    let (site, host) = ready(site).await;
    let order = id_of(&site, "1001").await;
    resend_link(&site.services, &maya(), &order)
        .await
        .expect("it is queued");
    let letter = only(host.letters(1).await);
    assert!(letter.header("subject").contains("#1001"), "{letter:?}");
    assert!(letter.text.contains("On its way."), "{}", letter.text);
    let path = site.path("1001").await;
    assert!(
        letter
            .text
            .contains(&format!("https://track.acme.example{path}"))
    );
    let refused = resend_link(&site.services, &stranger(), &order).await;
    assert!(matches!(refused, Err(Refusal::NotThere)), "{refused:?}");
    assert_eq!(deeds(&site, Deed::LinkSent).await.len(), 1);
    site.stop().await;
}

async fn a_reply_that_lacks_a_fact_is_refused(site: Site) {
    let (site, host) = ready(site).await;
    let order = id_of(&site, "1001").await;
    let own = Edited {
        brand_id: stored::order(&site.services, "1001").await.brand_id,
        key: TemplateKey::Lost,
        subject: "Order {{order}}",
        body: "{{incident}} and {{window}}: {{link}}",
        version: 0,
    };
    save(&site.services, &maya(), own)
        .await
        .expect("it is stored");
    let made = draft(
        &site.services,
        &maya(),
        &order,
        None,
        Some(TemplateKey::Lost),
    )
    .await
    .expect("it can be drafted");
    assert_eq!(made.missing, [Placeholder::Incident]);
    assert!(made.body.starts_with("{{incident}} and "), "{}", made.body);
    let words = Words {
        subject: &made.subject,
        body: &made.body,
    };
    let refused = reply(&site.services, &maya(), &order, None, words).await;
    assert!(
        matches!(refused, Err(Refusal::Wrong(Wrong::MissingFact))),
        "{refused:?}"
    );
    let empty = write(&site, "1001", None, " \n ").await;
    assert!(
        matches!(empty, Err(Refusal::Wrong(Wrong::NoWords))),
        "{empty:?}"
    );
    let long = write(&site, "1001", None, &"x".repeat(10_001)).await;
    assert!(
        matches!(long, Err(Refusal::Wrong(Wrong::TooLong))),
        "{long:?}"
    );
    assert!(mails(&site, "1001").await.is_empty());

    // Once somebody has said it, it goes out.
    let said = made.body.replace("{{incident}}", "A storm");
    write(&site, "1001", None, &said)
        .await
        .expect("it is taken");
    let letter = only(host.letters(1).await);
    assert!(letter.text.starts_with("A storm and "), "{}", letter.text);
    assert_eq!(letter.header("subject"), "Your order [1001]");
    site.stop().await;
}

async fn a_brand_has_its_own_words(site: Site) {
    brand(&site, &[]).await;
    orders(&site, &["1001"]).await;
    let brand_id = stored::order(&site.services, "1001").await.brand_id;
    let order = id_of(&site, "1001").await;
    let key = TemplateKey::Late;
    let edited = |body, version| Edited {
        brand_id,
        key,
        subject: "About {{order}}",
        body,
        version,
    };
    let services = &site.services;
    let faults = save(services, &maya(), edited("{{fist_name}}", 0)).await;
    let Err(NotSaved::Faults(faults)) = faults else {
        panic!("{faults:?}")
    };
    assert!(
        matches!(faults[..], [TemplateFault::Unknown { line: 1, .. }]),
        "{faults:?}"
    );
    let refused = save(services, &stranger(), edited("Hello", 0)).await;
    assert!(
        matches!(refused, Err(NotSaved::Refused(Refusal::NotThere))),
        "{refused:?}"
    );
    save(services, &maya(), edited("Dear {{first_name}}", 0))
        .await
        .expect("it is stored");
    for stale in [0, 2] {
        let refused = save(services, &maya(), edited("Hi", stale)).await;
        let changed = matches!(refused, Err(NotSaved::Refused(Refusal::ChangedMeanwhile)));
        assert!(changed, "{stale}: {refused:?}");
    }
    save(services, &maya(), edited("Dearest {{first_name}}", 1))
        .await
        .expect("it is stored");
    let made = draft(services, &maya(), &order, None, Some(key))
        .await
        .expect("a draft");
    assert_eq!(
        (made.subject.as_str(), made.body.as_str()),
        ("About #1001", "Dearest Jo")
    );
    let stale = reset(services, &maya(), brand_id, key, 1).await;
    assert!(matches!(stale, Err(Refusal::ChangedMeanwhile)), "{stale:?}");
    reset(services, &maya(), brand_id, key, 2)
        .await
        .expect("ours are back");
    let now = replies::template_of_brand(services, brand_id, key)
        .await
        .expect("it is read");
    assert_eq!(now, replies::ours(services, brand_id, key));
    assert_eq!(deeds(&site, Deed::TemplateChanged).await.len(), 3);
    site.stop().await;
}

async fn many_contacts_are_answered_each_with_its_own_facts(site: Site) {
    let (site, host) = ready(site).await;
    orders(&site, &["1002"]).await;
    let door = site.door(&[]).await;
    // An order of nobody who can be written to.
    site.accept(&door.post("orders", &door_order("1003"))).await;
    let mut all = Vec::new();
    for order in ["1001", "1002", "1003"] {
        all.push(contact(&site, order, Topic::WhereIsIt).await.0);
    }
    all.push("cnt_nobody".to_owned());
    let outcomes = many_reply(&site.services, &maya(), &all, TemplateKey::WhereIsIt).await;
    assert!(
        matches!(
            outcomes[..],
            [
                Ok(()),
                Ok(()),
                Err(Refusal::Wrong(Wrong::NoAddress)),
                Err(Refusal::NotThere)
            ]
        ),
        "{outcomes:?}"
    );
    let letters = host.letters(2).await;
    assert_eq!(letters.len(), 2);
    for order in ["1001", "1002"] {
        let to = format!("jo.{order}@example.com");
        let letter = letters.iter().find(|letter| letter.to == [to.as_str()]);
        let text = &letter.expect("each has one").text;
        assert!(text.contains(&format!("1ZMAIL{order}")), "{text}");
    }
    site.stop().await;
}

async fn a_contact_reaches_the_help_desk(site: Site) {
    let (site, host) = ready(site).await;
    contact(&site, "1001", Topic::Other).await;
    brand(&site, &[("support.help_desk", "tickets@harbour.example")]).await;
    let (_, reference) = contact(&site, "1001", Topic::NotReceived).await;
    let letter = only(host.letters(1).await);
    assert_eq!(letter.to, ["tickets@harbour.example"]);
    assert!(
        letter
            .header("subject")
            .ends_with(&format!("[{reference}]"))
    );
    assert!(letter.header("reply-to").contains("jo.1001@example.com"));
    let console = format!(
        "https://track.acme.example/console/orders/{}",
        id_of(&site, "1001").await
    );
    for words in [
        "> It is not there.\n> I looked everywhere.",
        "Tracking number: 1ZMAIL1001",
        "Last scan: ",
        &console,
    ] {
        assert!(letter.text.contains(words), "{words}: {}", letter.text);
    }
    // Told once more on the page, it is the same contact and no second mail.
    contact(&site, "1001", Topic::NotReceived).await;
    outbox::round(&site.services).await.expect("it looks");
    stand(&site, "1001", &[MailState::Sent]).await;
    assert_eq!(host.letters(1).await.len(), 1);
    site.stop().await;
}

async fn letters_that_follow_each_other_share_a_conversation(site: Site) {
    let (site, host) = ready(site).await;
    for count in 1..=3 {
        let asked = site
            .submit("/my", &[("email", "jo.1001@example.com")])
            .await;
        assert_eq!(asked.status(), 303);
        host.letters(count).await;
        // The conversation is free again once its letter is written down.
        stand(&site, "1001", &vec![MailState::Sent; count]).await;
    }
    assert_eq!(host.conversations(), 1);
    site.stop().await;
}

async fn without_a_mail_server_mails_wait(site: Site) {
    brand(&site, &[]).await;
    orders(&site, &["1001"]).await;
    write(&site, "1001", None, "We look into it.")
        .await
        .expect("it is taken");
    outbox::round(&site.services).await.expect("it looks");
    let mail = only(stand(&site, "1001", &[MailState::Queued]).await);
    assert_eq!((mail.attempts, mail.why), (0, None), "nobody has tried it");
    let status = site.command(Command::Status).await.expect("it says");
    assert!(status.contains("(no mail server is set up)"), "{status}");
    let listed = site.command(Command::OutboxList).await.expect("it lists");
    assert!(
        listed.contains(&mail.name) && listed.contains("[mail]"),
        "{listed}"
    );
    // Once there is one, it goes out.
    let host = MailHost::start().await;
    let site = site.with_mail(host.port).await;
    stand(&site, "1001", &[MailState::Sent]).await;
    assert_eq!(host.letters(1).await.len(), 1);
    site.stop().await;
}

/// In a demo nothing leaves, and the mailbox page shows what would have.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_demo_shows_its_mails() {
    let site = Site::on(Store::sqlite()).await;
    brand(&site, &[("support.help_desk", "tickets@harbour.example")]).await;
    orders(&site, &["1001"]).await;
    site.services.demo.open_mailbox();
    let order = id_of(&site, "1001").await;
    let link = "{{link}}";
    let body = format!("We look into it <b>now</b>.\n{link}");
    write(&site, "1001", None, &body)
        .await
        .expect("it is taken");
    resend_link(&site.services, &maya(), &order)
        .await
        .expect("it is queued");
    contact(&site, "1001", Topic::NotReceived).await;
    stand(&site, "1001", &[MailState::Sent; 3]).await;
    let html = site
        .get("/demo/mailbox")
        .await
        .text()
        .await
        .expect("a page is text");
    let path = site.path("1001").await;
    for words in [
        "We look into it &lt;b&gt;now",
        &format!("href=\"{path}\""),
        "j•••@example.com",
        "t•••@harbour.example",
        "What the shopper wrote",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
    site.stop().await;
}

/// Every template in every state: without a missing fact, or it says which.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_template_can_be_filled_in_every_state() {
    let site = Site::on(Store::sqlite()).await;
    brand(&site, &[("policies.lost.words", "We send it again.")]).await;
    let door = site.door(&[]).await;
    let mut ids = vec!["T-0".to_owned()];
    site.accept(&door.post("orders", &buyers(&ids[0]))).await;
    for lines in 1..=JOURNEY.len() {
        let id = format!("T-{lines}");
        let number = format!("1ZTEMPLATE{lines}");
        site.accept(&door.post("orders", &buyers(&id))).await;
        site.accept(&door.post("shipments", &door_shipment(&id, &id, &number)))
            .await;
        for line in &JOURNEY[..lines] {
            let status = line.status.replace("pre_transit", "label_created");
            site.accept(&door.post("scans", &door_scan(&number, &status, line.at)))
                .await;
        }
        ids.push(id);
    }
    for (status, reason) in [
        ("exception", "lost"),
        ("exception", "damaged"),
        ("exception", "duties"),
        ("attempted", "address_incorrect"),
        ("returning", "refused"),
        ("returned", "refused"),
        ("available_for_pickup", "unknown"),
    ] {
        let id = format!("T-{status}-{reason}");
        let number = format!("1ZTEMPLATE{}", ids.len());
        site.accept(&door.post("orders", &buyers(&id))).await;
        site.accept(&door.post("shipments", &door_shipment(&id, &id, &number)))
            .await;
        let scan = with(
            door_scan(&number, status, "2026-05-14T09:00:00Z"),
            &json!({ "reason": reason }),
        );
        site.accept(&door.post("scans", &scan)).await;
        ids.push(id);
    }
    let mut suggested = Vec::new();
    for id in &ids {
        let order = id_of(&site, id).await;
        for key in TemplateKey::ALL {
            let made = draft(&site.services, &maya(), &order, None, Some(*key))
                .await
                .expect("it can be drafted");
            assert_eq!(made.missing, [], "{id} {key:?}: {}", made.body);
            assert!(
                !made.body.contains("{{") && !made.subject.contains("{{"),
                "{id} {key:?}"
            );
            assert!(made.body.contains("/t/"), "{id} {key:?}: {}", made.body);
            for twice in ["..", "  ", " .", "\n\n\n"] {
                assert!(!made.body.contains(twice), "{id} {key:?}: {}", made.body);
            }
        }
        let lost = draft(
            &site.services,
            &maya(),
            &order,
            None,
            Some(TemplateKey::Lost),
        )
        .await;
        assert!(lost.expect("a draft").body.contains("We send it again."));
        let fits = replies::suggested(&site.services, &maya(), &order, None).await;
        suggested.push((id.as_str(), fits.expect("one fits")));
    }
    insta::assert_debug_snapshot!(suggested);
    site.stop().await;
}

fn buyers(id: &str) -> serde_json::Value {
    let buyer = json!({ "email": "jo@example.com", "expected": "2026-05-20" });
    with(door_order(id), &buyer)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn check_tries_the_mail_server() {
    let mut host = MailHost::start().await;
    let store = Store::sqlite();
    let site = Site::on(store).await;
    brand(&site, &[("hosts", "track.acme.example")]).await;
    let store = site.stop().await;
    let port = host.port.to_string();
    let settings = [
        ("DOORSTEP_MAIL_HOST", "127.0.0.1"),
        ("DOORSTEP_MAIL_PORT", &*port),
        ("DOORSTEP_MAIL_TLS", "none"),
    ];
    let checked = async |settings: &[(&str, &str)]| {
        let said = Said::with(&store, &["check"], settings).await.out;
        let line = said.lines().find(|line| line.contains(" mail "));
        line.unwrap_or_else(|| panic!("{said}")).to_owned()
    };
    let fine = checked(&settings).await;
    assert!(
        fine.starts_with("fine") && fine.contains("lets us in"),
        "{fine}"
    );
    assert_eq!(host.count(), 0, "no mail is sent");
    host.go_down().await;
    let down = checked(&settings).await;
    assert!(
        down.starts_with("missing") && down.contains("mails wait"),
        "{down}"
    );
    let unset = checked(&[]).await;
    assert!(
        unset.starts_with("to do") && unset.contains("[mail]"),
        "{unset}"
    );
}

/// The way there is encrypted, and the server proves who it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_protected_server_is_spoken_to_in_private() {
    for (encryption, protection) in [
        (Encryption::StartTls, Protection::StartTls),
        (Encryption::Tls, Protection::Tls),
    ] {
        let host = MailHost::with(encryption, Some(("orders", "hush"))).await;
        let store = Store::sqlite();
        let trusted = store.folder.path("ca.pem");
        std::fs::write(&trusted, host.certificate()).expect("it can be written");
        let server = |password: &str, ca_file| MailServer {
            host: "localhost".to_owned(),
            port: host.port,
            protection,
            login: Some(Login {
                user: "orders".to_owned(),
                password: PasswordFrom::Text(password.to_owned()),
            }),
            from: None,
            ca_file,
            timeout: Duration::from_secs(20),
        };
        let site = Site::on(store).await;
        brand(&site, &[]).await;
        orders(&site, &["1001"]).await;
        write(&site, "1001", None, "We look into it.")
            .await
            .expect("it is taken");
        // Nobody else believes its certificate: nothing is said to it.
        let site = site.with_mail_server(server("hush", None)).await;
        let mail = tried(&site, "1001", 1).await;
        assert_eq!((mail.state, host.count()), (MailState::Queued, 0));
        // A wrong password is the settings' trouble, and no mail is lost for it.
        let site = site
            .with_mail_server(server("guess", Some(trusted.clone())))
            .await;
        pass_until_next(&site, &mail);
        let mail = tried(&site, "1001", 2).await;
        assert_eq!(mail.state, MailState::Queued);
        assert!(
            mail.why
                .as_deref()
                .is_some_and(|why| why.starts_with("535 ")),
            "{mail:?}"
        );
        let site = site.with_mail_server(server("hush", Some(trusted))).await;
        pass_until_next(&site, &mail);
        stand(&site, "1001", &[MailState::Sent]).await;
        let letter = only(host.letters(1).await);
        assert!(letter.is_encrypted);
        assert_eq!(letter.user.as_deref(), Some("orders"));
        assert!(
            letter.header("from").contains("<help@harbour.example>"),
            "the brand's own"
        );
        site.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_sends_again_under_the_same_name_on_sqlite() {
    killed(Store::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_sends_again_under_the_same_name_on_postgres() {
    killed(Store::postgres().await).await;
}

/// Killed after the mail server took a letter and before that was written
/// down.
async fn killed(store: Store) {
    let site = Site::on(store).await;
    brand(&site, &[]).await;
    orders(&site, &["1001"]).await;
    let store = site.stop().await;
    let host = MailHost::start().await;
    let port = host.port.to_string();
    let serve = async || {
        let child = program(&store)
            .arg("serve")
            .env("DOORSTEP_MAIL_HOST", "127.0.0.1")
            .env("DOORSTEP_MAIL_PORT", &port)
            .env("DOORSTEP_MAIL_TLS", "none")
            .env("DOORSTEP_PUBLIC_ADDRESS", "https://track.acme.example")
            .spawn()
            .expect("the program starts");
        Doorstep::started(child).await
    };
    host.fail(Fault::IsSilentBehind);
    let server = serve().await;
    let asked = client()
        .post(format!("{}/my", server.address))
        .header("content-type", "application/x-www-form-urlencoded")
        .body("email=jo.1001%40example.com")
        .send()
        .await
        .expect("the server answers");
    assert_eq!(asked.status(), 303);
    host.letters(1).await;
    server.kill().await;
    // Its hold would end by itself; here it has.
    let database = Database::open_as_it_is(&store.location)
        .await
        .expect("it opens");
    let held = database.read();
    held.execute_unprepared("update outbox set leased_until_ms = 1 where lease is not null")
        .await
        .expect("it is changed");
    database.close().await.expect("it closes");
    host.fail(Fault::None);
    let server = serve().await;
    let letters: Vec<Taken> = host.letters(2).await;
    let names: Vec<&str> = letters
        .iter()
        .map(|letter| letter.header("message-id"))
        .collect();
    assert_eq!(names[0], names[1]);
    assert_eq!(server.stop().await, 0);
    let clock = server::clock::Clock::stepped(at("2026-05-15T12:00:00Z"));
    let site = Site::with_clock(store, clock).await;
    stand(&site, "1001", &[MailState::Sent]).await;
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_admin_edits_templates_on_a_page() {
    let site = Site::on(Store::sqlite()).await;
    brand(&site, &[]).await;
    let admin = site.staff(Role::Admin, &["shop"]).await;
    let list = admin.page("/settings/brand/shop/templates").await;
    for key in TemplateKey::ALL {
        let path = format!("/settings/brand/shop/templates/{}", key.code());
        assert!(list.contains(&format!("href=\"{path}\"")), "{list}");
    }
    assert_eq!(list.matches("our words").count(), 10, "{list}");
    let form = admin.page("/settings/brand/shop").await;
    assert!(form.contains("/settings/brand/shop/templates"), "{form}");

    // Filled from a made-up order while there is none, then from the newest.
    let path = "/settings/brand/shop/templates/late";
    let made_up = admin.page(path).await;
    assert!(made_up.contains("made-up order"), "{made_up}");
    assert!(made_up.contains("Hello Jo,"), "{made_up}");
    orders(&site, &["1001"]).await;
    let real = admin.page(path).await;
    assert!(
        real.contains("#1001") && real.contains("Newark, NJ"),
        "{real}"
    );
    let own = site.path("1001").await;
    assert!(!real.contains("jo.1001@") && !real.contains(&own), "{real}");

    let send = async |what: &str, subject: &str, body: &str, version: &str| {
        let fields = [
            ("subject", subject),
            ("body", body),
            ("version", version),
            ("do", what),
        ];
        let response = admin.post(path, &fields).await;
        let status = response.status().as_u16();
        (status, response.text().await.expect("a page is text"))
    };
    let hostile = "{{incident}} </textarea><b>";
    let (status, drawn) = send("draw", "About {{order}}", hostile, "0").await;
    assert_eq!(status, 200);
    assert!(drawn.contains("About #1001"), "{drawn}");
    assert!(drawn.contains("a disruption it is caught in"), "{drawn}");
    assert!(!drawn.contains("<b>"), "{drawn}");
    let (status, wrong) = send("save", "About", "x\n{{fist_name}}", "0").await;
    assert_eq!(status, 422);
    assert!(
        wrong.contains("line 2: nothing is called {{fist_name}}"),
        "{wrong}"
    );
    assert_eq!(send("save", "About {{order}}", "Hi", "0").await.0, 303);
    let saved = admin.page(&format!("{path}?saved=now")).await;
    assert!(
        saved.contains("data-part=\"saved\"") && saved.contains(">\nHi<"),
        "{saved}"
    );
    // Whoever has read the old one is told, and loses nothing.
    let (status, late) = send("save", "Mine", "My words", "0").await;
    assert_eq!(status, 409);
    assert!(
        late.contains("My words") && late.contains("data-part=\"changed\""),
        "{late}"
    );
    assert!(late.contains("name=\"version\" value=\"1\""), "{late}");
    assert_eq!(send("reset", "", "", "1").await.0, 303);
    let list = admin.page("/settings/brand/shop/templates").await;
    assert_eq!(list.matches("our words").count(), 10, "{list}");
    for nowhere in [
        "/settings/brand/shop/templates/nothing",
        "/settings/brand/nobody/templates",
    ] {
        assert_eq!(admin.get(nowhere).await.status(), 404, "{nowhere}");
    }
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_admin_sends_again_what_was_given_up() {
    let host = MailHost::start().await;
    let site = Site::on(Store::sqlite()).await.with_mail(host.port).await;
    brand(&site, &[]).await;
    orders(&site, &["1001"]).await;
    let admin = site.staff(Role::Admin, &["shop"]).await;
    let other = site.staff(Role::Admin, &["north"]).await;
    let empty = admin.page("/settings/outbox").await;
    assert!(empty.contains("No message waits."), "{empty}");
    host.fail(Fault::Recipient("550 5.1.1 no such user"));
    write(&site, "1001", None, "We look into it.")
        .await
        .expect("it is taken");
    let mail = only(stand(&site, "1001", &[MailState::Dead]).await);
    let page = admin.page("/settings/outbox").await;
    assert!(page.contains("550 5.1.1 no such user"), "{page}");
    assert!(
        page.contains(&format!("name=\"mail\" value=\"{}\"", mail.name)),
        "{page}"
    );
    assert!(!page.contains("example.com"), "{page}");
    let theirs = other.page("/settings/outbox").await;
    assert!(!theirs.contains("550"), "{theirs}");
    let refused = other
        .post("/settings/outbox", &[("mail", &mail.name)])
        .await;
    assert_eq!(refused.status(), 404);
    host.fail(Fault::None);
    let sent = admin
        .post("/settings/outbox", &[("mail", &mail.name)])
        .await;
    assert_eq!(sent.status(), 303);
    stand(&site, "1001", &[MailState::Sent]).await;
    assert_eq!(host.letters(1).await.len(), 1);
    let deed = only(deeds(&site, Deed::MessageReplayed).await);
    assert_eq!(deed.actor, admin.actor.public_id);
    site.stop().await;
}
