//! An order, its parcel's scans and its brand are told in words that would do
//! harm wherever they were put as they are: on the page, in a mail, in a text
//! message, in a webhook, in the log. The same words in the console are in
//! `app`'s own tests.

use crate::harness::payloads::{door_order, door_scan, door_shipment, with};
use crate::harness::{
    Door, Doorstep, Got, MailHost, Receiver, Site, Store, TwilioHost, client, send,
};
use chrono::{SubsecRound, TimeDelta};
use doorstep::brand::named;
use doorstep::choice::{Kind, Kinds};
use doorstep::delivery::NoticeSettings;
use doorstep::ids::ConsentId;
use doorstep::recipient::Medium;
use serde_json::{Value, json};
use server::admin::{Command, WebhookCommand};
use server::brand::BrandFile;
use server::clock::Clock;
use server::db::choice::{self, Chosen};
use server::db::consent::{self, NewConsent};
use server::db::notice_setting;
use std::time::Duration;

/// Mark-up, another header, another line of a log, another recipient, a
/// right-to-left override, and a formula. The door refuses other control
/// characters.
const HOSTILE: &str = "=cmd|'/c calc'!A1 \"><script>alert(1)</script><img src=x onerror=alert(2)>\
    \r\nBcc: evil@example.com\r\n\r\n2026-05-15T12:00:00Z ERROR forged red\u{202e}";

/// Colours of a terminal.
const COLOURED: &str = "\u{1b}[31mred\r\n2026-05-15T12:00:00Z ERROR forged";

/// What of it may stand nowhere in mark-up.
const IN_MARK_UP: [&str; 2] = ["<script>alert", "<img src=x"];

const NUMBER: &str = "+12125550147";

/// Far longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

fn hostile_order(placed: &str) -> Value {
    let told = json!({
        "number": format!("#7 {HOSTILE}"), "email": "jo@example.com",
        "first_name": HOSTILE, "last_name": HOSTILE,
        "placed_at": placed, "updated_at": placed, "service": HOSTILE,
        "items": [{ "id": "1", "title": HOSTILE, "variant": HOSTILE, "quantity": 1 }],
        "ship_to": { "name": HOSTILE, "street": [HOSTILE], "city": HOSTILE, "country": "US" },
    });
    with(door_order("7"), &told)
}

/// A site whose brand has such a name too; its notices are due at once when a
/// server takes them up.
async fn prepared(store: Store, receiver: &Receiver) -> (Store, Door) {
    let then = (Clock::real().now() - TimeDelta::minutes(5)).trunc_subsecs(0);
    let clock = Clock::stepped(then);
    let site = Site::telling_on(store, clock, PATIENCE).await;
    let mut given = named("shop", "Shop \"><script>alert(1)</script>");
    given.insert("default".to_owned(), "true".to_owned());
    let brand = BrandFile::of(given, Vec::new());
    site.command(Command::BrandSet(brand))
        .await
        .expect("it is set");
    let services = &site.services;
    let id = services.book.now().brands[0].id;
    let settings = NoticeSettings {
        quiet: None,
        ..NoticeSettings::with_all_on()
    };
    let database = services.database.begin().await.expect("it begins");
    let put = notice_setting::put_of_brand(&database, id, &settings, then);
    put.await.expect("it is set");
    database.commit().await.expect("it is stored");
    let add = WebhookCommand::Add {
        url: receiver.url(),
        brand: None,
        events: Vec::new(),
        description: format!("{HOSTILE}{COLOURED}"),
    };
    site.command(Command::Webhook(add))
        .await
        .expect("it is added");
    let door = site.door(&[]).await;
    let order = hostile_order(&then.to_rfc3339());
    site.accept(&door.post("orders", &order)).await;
    opt_in(&site).await;
    (site.stop().await, door)
}

async fn opt_in(site: &Site) {
    let services = &site.services;
    let now = services.clock.now();
    let order = crate::harness::stored::order(services, "7").await;
    let database = services.database.begin().await.expect("it begins");
    let id = ConsentId::from_text("sms_1".to_owned());
    let new = NewConsent {
        id: &id,
        brand_id: order.brand_id,
        order_id: order.id,
        number: NUMBER,
        number_hash: services.key.address_hash(Medium::Sms, NUMBER),
        code_until: now,
        how: "a test",
        proof: "yes",
    };
    consent::keep(&database, &new, now)
        .await
        .expect("it is kept");
    let kept = consent::open_of_order(&database, order.id).await;
    let kept = kept.expect("it can be read").expect("it is there").id;
    let given = consent::confirm_by_id(&database, kept, now).await;
    given.expect("it is given");
    let all = Chosen {
        sms: Kinds::from(Kind::ALL),
        ..Chosen::default()
    };
    choice::save_of_order(&database, order.brand_id, order.id, &all, now)
        .await
        .expect("it is chosen");
    database.commit().await.expect("it is stored");
}

fn settings(mail: &MailHost, texts: &TwilioHost) -> String {
    format!(
        "public_address = \"https://track.acme.example\"\n\
         [webhooks]\nallow = [\"127.0.0.0/8\", \"http\"]\n\
         [mail]\nhost = \"127.0.0.1\"\nport = {}\ntls = \"none\"\n\
         from = \"orders@acme.example\"\n{}",
        mail.port,
        texts.settings()
    )
}

async fn told(server: &Doorstep, door: &Door) -> String {
    let now = Clock::real().now().to_rfc3339();
    let shipment = with(
        door_shipment("S7", "7", "1ZHOSTILE"),
        &json!({ "updated_at": now, "packed_at": now, "service": HOSTILE }),
    );
    let scan = with(
        door_scan("1ZHOSTILE", "in_transit", &now),
        &json!({ "text": HOSTILE, "city": HOSTILE, "region": HOSTILE, "country": "US" }),
    );
    let http = client();
    for post in [door.post("shipments", &shipment), door.post("scans", &scan)] {
        let answer = send(&http, &server.address, &post).await;
        assert_eq!(
            answer.expect("the server answers").status(),
            200,
            "{}",
            post.path
        );
    }
    let asked = json!({ "email": "jo@example.com", "postal_code": COLOURED });
    let found = send(&http, &server.address, &door.post("orders/lookup", &asked)).await;
    // Whatever it says, it is said as JSON.
    let said = found.expect("the server answers").text().await;
    serde_json::from_str::<Value>(&said.expect("it is text")).expect("it is JSON");
    let order = door.post("orders", &hostile_order(&now));
    let taken = send(&http, &server.address, &order).await;
    let said = taken.expect("the server answers").text().await;
    let said = said.expect("it is text");
    let (_, token) = said.split_once("/t/").expect("the page's path is said");
    let token: String = token.chars().take(22).collect();
    let page = http
        .get(format!("{}/t/{token}", server.address))
        .send()
        .await;
    let page = page.expect("the server answers");
    page.text().await.expect("a page is text")
}

fn check_mark_up(html: &str, what: &str) {
    for unwanted in IN_MARK_UP {
        assert!(!html.contains(unwanted), "{what} holds {unwanted}: {html}");
    }
}

fn is_plain(text: &str) -> bool {
    let is_wrong = |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{202e}';
    !text.chars().any(is_wrong)
}

fn check_event(got: &Got) {
    let body = std::str::from_utf8(&got.body).expect("JSON is text");
    assert!(!body.chars().any(char::is_control), "{body}");
    assert_eq!(got.json()["type"], got.kind());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_words_reach_nothing_as_they_are() {
    let (mail, texts, receiver) = (
        MailHost::start().await,
        TwilioHost::start().await,
        Receiver::start().await,
    );
    let (store, door) = prepared(Store::sqlite(), &receiver).await;
    let file = store.folder.path("doorstep.toml");
    std::fs::write(file, settings(&mail, &texts)).expect("it can be written");
    let log = store.folder.path("log");
    let (server, _) = Doorstep::serve_heard(&store, &log).await;
    // What is sent is awaited before more is told: once the parcel is packed,
    // that its order was placed is told to nobody.
    let letters = mail.letters(1).await;
    let texted = async {
        while texts.taken().is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, texted)
        .await
        .expect("it is texted");
    let page = told(&server, &door).await;
    check_mark_up(&page, "the page");

    // Its host complains of a line, or a header, that is none.
    let letter = &letters[0];
    for unwanted in ["bcc", "cc"] {
        assert!(!letter.has(unwanted), "{letter:?}");
    }
    assert_eq!(letter.to, ["jo@example.com"]);
    assert!(is_plain(&letter.text), "{}", letter.text);
    let html = letter.html.as_deref().expect("there is mark-up");
    check_mark_up(html, "the mail");
    assert!(letter.headers.iter().all(|(_, value)| is_plain(value)));

    for text in texts.taken() {
        assert!(
            is_plain(&text.body) && !text.body.contains('\n'),
            "{text:?}"
        );
    }
    for got in receiver.waits_for(2).await {
        check_event(&got);
    }
    assert_eq!(server.stop().await, 0);
    let log = std::fs::read_to_string(log).expect("the log is text");
    // Of the mail and of the text message it tells for certain.
    let sent = log.matches("a message was sent").count();
    assert!(sent >= 2, "it was heard: {log}");
    for line in log.lines() {
        assert!(line.starts_with("20"), "each line is an event: {line}");
        assert!(
            !line.contains('\u{1b}') && !line.contains("ERROR forged"),
            "{line}"
        );
    }
}
