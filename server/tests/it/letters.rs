//! Due notices as their readers get them: what a shop and its carriers send
//! comes in through the door, and goes out as a mail or a text message.
//!
//! The mails are kept as snapshots; `end2end/mails.mjs` takes pictures of
//! them.

use crate::harness::payloads::{door_order, door_scan, door_shipment, with};
use crate::harness::{Door, Site, Store, on_both, stored, without_tokens};
use doorstep::brand::{Given, named};
use doorstep::notice::{DueNotice, Notice};
use doorstep::recipient::{Medium, Reader, Recipient};
use serde_json::{Value, json};
use server::admin::Command;
use server::brand::BrandFile;
use server::views::notices::{About, Email, Message, compose};

on_both!(
    a_follower_learns_where_and_when_alone,
    what_strangers_write_stays_words,
    what_the_shop_does_is_whole_and_in_their_language,
    a_follower_is_not_asked_for_what_is_the_buyers,
    parcels_that_are_late_together_say_so,
    parcels_that_move_together_share_a_mail,
    a_parcel_that_was_found_is_lost_no_more,
    without_an_address_nothing_is_put_into_words,
);

/// Gmail cuts mails longer than this, in bytes.
const LONGEST: usize = 102 * 1024;

/// One notice, and what was sent until it was due.
pub(crate) struct Case {
    name: &'static str,
    notice: Notice,
    occasion: &'static str,
    order: Value,
    shipment: Option<Value>,
    scans: Vec<Value>,
}

pub(crate) fn case(name: &'static str, notice: Notice, scans: &[Value]) -> Case {
    Case {
        name,
        notice,
        occasion: "1",
        order: json!({}),
        shipment: Some(json!({})),
        scans: scans.to_vec(),
    }
}

/// A line of a carrier's history, without its number.
pub(crate) fn scan(status: &str, time: &str, more: &Value) -> Value {
    with(door_scan("", status, time), more)
}

pub(crate) fn taken() -> Value {
    let place = json!({ "city": "RENO", "region": "NV", "country": "US" });
    scan(
        "picked_up",
        "2026-05-12T18:00:00Z",
        &with(place, &json!({ "estimate": "2026-05-18" })),
    )
}

pub(crate) fn near(status: &str, more: &Value) -> Value {
    let place = json!({ "city": "BROOKLYN", "region": "NY", "country": "US" });
    scan(status, "2026-05-15T10:00:00Z", &with(place, more))
}

fn cases() -> Vec<Case> {
    let before = |name, notice, order| Case {
        order,
        shipment: None,
        ..case(name, notice, &[])
    };
    let expected = |from: &str, to: &str| json!({ "expected": { "from": from, "to": to } });
    let why = |reason: &str| json!({ "reason": reason });
    let weather = json!({ "reason": "weather", "estimate": "2026-05-20" });
    let counter = json!({
        "pickup_point": "Corner Kiosk, 3 Harbour Row, Brooklyn",
        "pickup_hours": "Mon-Sat 8:00-20:00",
        "pickup_until": "2026-05-22"
    });
    let abroad = json!({ "city": "LEIPZIG", "country": "DE" });
    let reno = json!({ "city": "RENO", "region": "NV", "country": "US" });
    let late =
        json!({ "estimate": "2026-05-13", "city": "OMAHA", "region": "NE", "country": "US" });
    let there = json!({ "left_at": "Front door", "signed_by": "Jo Lang" });
    vec![
        before(
            "order-confirmed",
            Notice::OrderConfirmed,
            expected("2026-05-18", "2026-05-20"),
        ),
        before(
            "delay-before-shipping",
            Notice::Delay,
            expected("2026-05-12", "2026-05-13"),
        ),
        before(
            "cancelled",
            Notice::Cancelled,
            json!({ "cancelled_at": "2026-05-15T09:00:00Z" }),
        ),
        case("shipped", Notice::Shipped, &[taken()]),
        case(
            "milestone",
            Notice::Milestone,
            &[
                scan("picked_up", "2026-05-12T18:00:00Z", &abroad),
                near(
                    "in_transit",
                    &json!({ "city": "NEWARK", "region": "NJ", "estimate": "2026-05-18" }),
                ),
            ],
        ),
        Case {
            occasion: "region-NY",
            ..case(
                "milestone-region",
                Notice::Milestone,
                &[
                    scan("picked_up", "2026-05-06T18:00:00Z", &reno),
                    near("in_transit", &json!({ "estimate": "2026-05-18" })),
                ],
            )
        },
        case(
            "out-for-delivery",
            Notice::OutForDelivery,
            &[taken(), near("out_for_delivery", &json!({}))],
        ),
        case(
            "delivered",
            Notice::Delivered,
            &[taken(), near("delivered", &there)],
        ),
        case(
            "ready-for-pickup",
            Notice::AvailableForPickup,
            &[taken(), near("available_for_pickup", &counter)],
        ),
        case(
            "pickup-reminder",
            Notice::PickupReminder,
            &[taken(), near("available_for_pickup", &counter)],
        ),
        case(
            "attempted",
            Notice::Attempted,
            &[taken(), near("attempted", &why("not_home"))],
        ),
        case(
            "delay",
            Notice::Delay,
            &[taken(), near("in_transit", &weather)],
        ),
        case(
            "late",
            Notice::Delay,
            &[scan("picked_up", "2026-05-12T18:00:00Z", &late)],
        ),
        case(
            "customs",
            Notice::Exception,
            &[taken(), near("exception", &why("documents"))],
        ),
        case(
            "lost",
            Notice::Exception,
            &[taken(), near("exception", &why("lost"))],
        ),
        case(
            "returning",
            Notice::Returning,
            &[taken(), near("returning", &why("refused"))],
        ),
        case(
            "returned",
            Notice::Returned,
            &[taken(), near("returned", &why("refused"))],
        ),
    ]
}

pub(crate) async fn brand(site: &Site, values: &[(&str, &str)]) {
    let mut given: Given = named("shop", "Harbour & Pine");
    let own = [
        ("default", "true"),
        ("support.email", "help@harbour.example"),
        ("links.home", "https://harbour.example/"),
        ("policies.late.days", "5"),
        (
            "policies.late.words",
            "we send it again, or give your money back",
        ),
    ];
    for (key, value) in own.iter().chain(values) {
        given.insert((*key).to_owned(), (*value).to_owned());
    }
    site.command(Command::BrandSet(BrandFile::of(given, Vec::new())))
        .await
        .expect("the brand can be set");
}

/// Sends all of a case in, under an order id of its own.
pub(crate) async fn send(site: &Site, id: &str, case: &Case, more: &Value) {
    let door = site.door(&[]).await;
    send_by(site, &door, id, case, more).await;
}

pub(crate) async fn send_by(site: &Site, door: &Door, id: &str, case: &Case, more: &Value) {
    let order = json!({
        "number": format!("HP-{id}"),
        "email": "jo@example.com", "first_name": "Jo", "last_name": "Lang",
        "total": "59.90", "currency": "USD",
        "items": [
            { "id": "1", "title": "Trail shoe", "variant": "blue / 42", "quantity": 1 },
            { "id": "2", "title": "Wool socks", "quantity": 3 }
        ]
    });
    let order = with(with(with(door_order(id), &order), &case.order), more);
    site.accept(&door.post("orders", &order)).await;
    let number = format!("1Z{id:0>16}");
    if let Some(shipment) = &case.shipment {
        let shipment = with(door_shipment(&format!("S{id}"), id, &number), shipment);
        site.accept(&door.post("shipments", &shipment)).await;
    }
    for scan in &case.scans {
        let scan = with(scan.clone(), &json!({ "number": number }));
        site.accept(&door.post("scans", &scan)).await;
    }
}

pub(crate) fn buyer(medium: Medium) -> Recipient {
    Recipient {
        key: format!("buyer.{}", medium.code()),
        reader: Reader::Buyer,
        medium,
        address: "jo@example.com".to_owned(),
        wants: Notice::ALL.into(),
    }
}

/// What a reader gets of a notice about every shipment of an order.
async fn read(
    site: &Site,
    id: &str,
    notice: Notice,
    reader: &Recipient,
) -> Result<Message, String> {
    read_at(site, id, (notice, "1"), reader).await
}

/// The same on an occasion.
async fn read_at(
    site: &Site,
    id: &str,
    (notice, occasion): (Notice, &str),
    reader: &Recipient,
) -> Result<Message, String> {
    let services = &site.services;
    let order = stored::order(services, id).await;
    let shipments = stored::shipments(services, id).await;
    let due = DueNotice {
        notice,
        milestone: occasion.to_owned(),
    };
    let mut told: Vec<(Option<i64>, DueNotice)> = shipments
        .iter()
        .map(|shipment| (Some(shipment.id), due.clone()))
        .collect();
    if told.is_empty() {
        told.push((None, due));
    }
    let book = services.book.now();
    let about = About {
        brand: book.brand(order.brand_id).expect("the brand is there"),
        order: &order,
        told: &told,
        reader,
    };
    let composed = compose(services, about).await.expect("it can be read");
    composed.map(|composed| composed.message)
}

pub(crate) async fn mail(site: &Site, id: &str, notice: Notice, reader: &Recipient) -> Email {
    mail_at(site, id, (notice, "1"), reader).await
}

pub(crate) async fn mail_at(
    site: &Site,
    id: &str,
    on: (Notice, &str),
    reader: &Recipient,
) -> Email {
    as_mail(read_at(site, id, on, reader).await)
}

fn as_mail(message: Result<Message, String>) -> Email {
    match message {
        Ok(Message::Email(email)) => *email,
        other => panic!("no mail: {other:?}"),
    }
}

pub(crate) async fn text(site: &Site, id: &str, notice: Notice, reader: &Recipient) -> String {
    as_text(read(site, id, notice, reader).await)
}

fn as_text(message: Result<Message, String>) -> String {
    match message {
        Ok(Message::Sms(text)) => text,
        other => panic!("no text message: {other:?}"),
    }
}

/// The secrets in a message are another site's every time.
async fn settled(site: &Site, id: &str, email: &Email, text: &str) -> String {
    let order = stored::order(&site.services, id).await;
    let link = site.services.link_of(&order).expect("there is a link");
    let stop = email.unsubscribe.as_deref().expect("there is a way out");
    text.replace(&link, "https://track.acme.example/t/0123456789abcdefghijkl")
        .replace(
            stop,
            "https://track.acme.example/unsubscribe/b3JkXzE.c2VjcmV0",
        )
}

/// The languages whose mails are kept.
const LANGUAGES: [&str; 2] = ["en", "de"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_notice_is_a_whole_mail_and_a_short_text_message() {
    let site = Site::on(Store::sqlite()).await;
    brand(&site, &[]).await;
    for (language, tag) in LANGUAGES.into_iter().enumerate() {
        assert_eq!(app::texts::for_language(tag).tag(), tag);
        for (at, case) in cases().iter().enumerate() {
            let id = format!("{}", 1_001 + 100 * language + at);
            send(&site, &id, case, &json!({ "locale": tag })).await;
            let occasion = (case.notice, case.occasion);
            let email = as_mail(read_at(&site, &id, occasion, &buyer(Medium::Email)).await);
            let sms = as_text(read_at(&site, &id, occasion, &buyer(Medium::Sms)).await);
            let name = format!("{}-{tag}", case.name);
            let html = settled(&site, &id, &email, &email.html).await;
            whole(&name, &id, &email, &html);
            insta::assert_snapshot!(format!("{name}.html"), html);
            let subject = &email.subject;
            let words = settled(&site, &id, &email, &email.text).await;
            let sms = settled(&site, &id, &email, &sms).await;
            let both = format!("Subject: {subject}\n\n{words}\n\nSMS: {sms}");
            insta::assert_snapshot!(format!("{name}.txt"), both);
        }
    }
    site.stop().await;
}

/// `settled` is the HTML without what is random in it.
fn whole(name: &str, id: &str, email: &Email, settled: &str) {
    let Email {
        subject,
        html,
        text,
        unsubscribe,
    } = email;
    assert!(html.len() < LONGEST, "{name} has {} bytes", html.len());
    assert!(subject.contains(&format!("HP-{id}")), "{subject}");
    let greets = |said: &str| ["Jo,", "Jo:"].iter().any(|hello| said.contains(hello));
    assert!(greets(text) && greets(html), "{text}");
    let stop = unsubscribe.as_deref().expect("there is a way out");
    for there in [stop, "https://track.acme.example/t/", "/messages"] {
        assert!(
            html.contains(there) && text.contains(there),
            "{name} lacks {there}"
        );
    }
    assert!(html.contains(r#""@type":"ParcelDelivery""#), "{name}");
    assert_eq!(html.matches("application/ld+json").count(), 1, "{name}");
    for foreign in ["googleapis", "@import", "<link", "<img", "{{", "None"] {
        assert!(!settled.contains(foreign), "{name} holds {foreign}");
    }
    assert!(html.contains(r#"name="color-scheme""#), "{name}");
}

fn follower() -> Recipient {
    Recipient {
        key: "fol_7".to_owned(),
        reader: Reader::Follower,
        ..buyer(Medium::Email)
    }
}

async fn a_follower_learns_where_and_when_alone(site: Site) {
    brand(&site, &[]).await;
    let shipped = case("shipped", Notice::Shipped, &[taken()]);
    send(&site, "1001", &shipped, &json!({})).await;
    let follower = follower();
    let email = mail(&site, "1001", Notice::Shipped, &follower).await;
    assert_eq!(email.subject, "Your parcel is on its way");
    let order = stored::order(&site.services, "1001").await;
    let buyers = site.services.link_of(&order).expect("there is a link");
    let own = site
        .services
        .key
        .follower_token(&doorstep::ids::FollowerId::from_text("fol_7"));
    let sms = Recipient {
        medium: Medium::Sms,
        ..follower
    };
    let sms = text(&site, "1001", Notice::Shipped, &sms).await;
    let stop = email.unsubscribe.as_deref().expect("there is a way out");
    for told in [&email.html, &email.text, &sms] {
        let words = without_tokens(told, &[own.as_str(), stop]);
        for secret in [
            "HP-1001",
            "Trail",
            "socks",
            "Jo",
            "59.90",
            &buyers,
            "money back",
            // What the carrier calls it, and its own page.
            "1Z000000",
            "ups.com",
        ] {
            assert!(!words.contains(secret), "{secret} in {told}");
        }
        let link = format!("https://track.acme.example/f/{}", own.as_str());
        assert!(told.contains(&link), "{told}");
        assert!(told.contains("18 May"), "{told}");
    }
    site.stop().await;
}

async fn a_follower_is_not_asked_for_what_is_the_buyers(site: Site) {
    brand(&site, &[]).await;
    let papers = near("exception", &json!({ "reason": "documents" }));
    let customs = case("customs", Notice::Exception, &[taken(), papers]);
    send(&site, "1001", &customs, &json!({})).await;
    let email = mail(&site, "1001", Notice::Exception, &follower()).await;
    let settled = "Nothing. We settle it with the person who ordered.";
    assert!(email.text.contains(settled), "{}", email.text);
    assert!(email.text.contains("Follow your parcel:"), "{}", email.text);
    assert!(!email.text.contains("the bill"), "{}", email.text);
    let sms = Recipient {
        medium: Medium::Sms,
        ..follower()
    };
    let sms = text(&site, "1001", Notice::Exception, &sms).await;
    assert!(!sms.contains("Send UPS"), "{sms}");
    site.stop().await;
}

async fn what_the_shop_does_is_whole_and_in_their_language(site: Site) {
    let long = "We ask the carrier where it is. ".repeat(20);
    let words = format!("{long}\nThen we send it again.");
    let german = "Wir senden es noch einmal.";
    brand(&site, &[("policies.late.words", &words)]).await;
    let late = cases().into_iter().find(|case| case.name == "late");
    let late = late.expect("there is such a case");
    for (id, tag) in [("1001", "en"), ("1002", "de"), ("1003", "es")] {
        send(&site, id, &late, &json!({ "locale": tag })).await;
    }
    let read = async |id: &str| mail(&site, id, Notice::Delay, &buyer(Medium::Email)).await;
    let english = read("1001").await;
    let whole = format!("{}\nThen we send it again.\n", long.trim());
    assert!(english.text.contains(&whole), "{}", english.text);
    assert!(english.html.contains(long.trim()), "{}", english.html);
    for id in ["1002", "1003"] {
        let text = read(id).await.text;
        assert!(!text.contains("carrier"), "{text}");
    }
    let own = [
        ("policies.late.words", words.as_str()),
        ("texts.de.policy.late", german),
    ];
    brand(&site, &own).await;
    let text = read("1002").await.text;
    assert!(text.contains(german), "{text}");
    let text = read("1003").await.text;
    assert!(
        !text.contains(german) && !text.contains("carrier"),
        "{text}"
    );
    site.stop().await;
}

async fn parcels_that_are_late_together_say_so(site: Site) {
    brand(&site, &[]).await;
    let late = |reason: &str| {
        let moved = json!({ "reason": reason, "estimate": "2026-05-20" });
        [taken(), near("in_transit", &moved)]
    };
    let one = case("two", Notice::Delay, &late("weather"));
    let door = site.door(&[]).await;
    send_by(&site, &door, "1001", &one, &json!({})).await;
    let number = "1Z999AA10123456784";
    let other = door_shipment("S2", "1001", number);
    site.accept(&door.post("shipments", &other)).await;
    for scan in late("vehicle") {
        let scan = with(scan, &json!({ "number": number }));
        site.accept(&door.post("scans", &scan)).await;
    }
    let email = mail(&site, "1001", Notice::Delay, &buyer(Medium::Email)).await;
    assert_eq!(
        email.subject,
        "Your parcel comes later than planned (order HP-1001)"
    );
    for why in ["bad weather", "trouble with a truck or plane"] {
        assert!(email.text.contains(why), "{}", email.text);
    }
    let sms = text(&site, "1001", Notice::Delay, &buyer(Medium::Sms)).await;
    assert!(
        sms.starts_with("Harbour & Pine: Your parcel comes later than planned. https://"),
        "one parcel's reason is not the other's: {sms}"
    );
    site.stop().await;
}

/// Why its day moved is not that it is lost: it was.
async fn a_parcel_that_was_found_is_lost_no_more(site: Site) {
    brand(&site, &[]).await;
    let lost = near("exception", &json!({ "reason": "lost" }));
    let way = json!({ "city": "NEWARK", "region": "NJ", "country": "US" });
    let found = with(way, &json!({ "estimate": "2026-05-21" }));
    let found = scan("in_transit", "2026-05-15T11:00:00Z", &found);
    let found = case("found", Notice::Delay, &[taken(), lost, found]);
    for (id, tag, stale, so) in [
        ("1001", "en", "parcel is lost", "it was lost for a while"),
        ("1002", "de", "ist verloren", "es war zeitweise verschollen"),
        ("1003", "es", "se ha perdido", "estuvo un tiempo perdido"),
    ] {
        send(&site, id, &found, &json!({ "locale": tag })).await;
        let email = mail(&site, id, Notice::Delay, &buyer(Medium::Email)).await;
        let sms = text(&site, id, Notice::Delay, &buyer(Medium::Sms)).await;
        let order = stored::order(&site.services, id).await;
        let link = site.services.link_of(&order).expect("there is a link");
        let path = link.strip_prefix("https://track.acme.example");
        let page = site.get(path.expect("it is the site's")).await.text().await;
        let page = page.expect("a page is text");
        for told in [&email.subject, &email.html, &email.text, &sms] {
            assert!(!told.contains(stale), "{stale} in {told}");
        }
        for told in [&email.html, &email.text, &sms] {
            assert!(told.contains(so), "{so} is not in {told}");
        }
        // That it was lost once stands among the scans of the page.
        let window = format!(": {so})");
        assert!(page.contains(&window), "{window} is not in {page}");
    }
    site.stop().await;
}

async fn what_strangers_write_stays_words(site: Site) {
    const BAD: &str =
        "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{ 7*7 }}{% raw %}\u{202e}";
    brand(&site, &[("name", "Harbour <b> & \"Pine\"")]).await;
    let items: Vec<Value> = (0..60)
        .map(|id| json!({ "id": id.to_string(), "title": format!("{BAD}{id}"), "variant": BAD, "quantity": 1 }))
        .collect();
    let hostile = Case {
        shipment: Some(json!({
            "carrier": format!("Zippy {BAD}"), "service": BAD, "link": "https://zippy.example/?a=1&b='2'"
        })),
        ..case(
            "hostile",
            Notice::AvailableForPickup,
            &[near(
                "available_for_pickup",
                &json!({ "text": BAD, "pickup_point": format!("{BAD}, {BAD}"), "pickup_hours": BAD, "carrier": format!("Zippy {BAD}") }),
            )],
        )
    };
    let more = json!({
        "number": format!("9\r\nBcc: eve@example.com\r\n\r\n{BAD}"),
        "first_name": BAD, "items": items
    });
    send(&site, "1001", &hostile, &more).await;
    let email = mail(
        &site,
        "1001",
        Notice::AvailableForPickup,
        &buyer(Medium::Email),
    )
    .await;
    assert!(
        !email.subject.contains(char::is_control),
        "{:?}",
        email.subject
    );
    assert!(email.html.len() < LONGEST, "{} bytes", email.html.len());
    let html = &email.html;
    for unsafe_one in [
        "<script>",
        "<img",
        "onerror=alert(2)>",
        "javascript:",
        "</script><img",
        "\u{202e}",
    ] {
        assert!(!html.contains(unsafe_one), "{unsafe_one} in {html}");
    }
    assert_eq!(html.matches("<script").count(), 1, "{html}");
    assert!(html.contains("&quot;&#39;&amp;"), "{html}");
    assert!(html.contains("{{ 7*7 }}"), "{html}");
    assert!(
        html.contains("Harbour &lt;b&gt; &amp; &quot;Pine&quot;"),
        "{html}"
    );
    assert!(email.text.starts_with("Hello,\n"), "{}", email.text);
    assert!(email.text.contains("and 40 more"), "{}", email.text);
    let sms = text(
        &site,
        "1001",
        Notice::AvailableForPickup,
        &buyer(Medium::Sms),
    )
    .await;
    assert_eq!(doorstep::sms::segments(&sms), 1, "{sms}");
    site.stop().await;
}

async fn parcels_that_move_together_share_a_mail(site: Site) {
    brand(&site, &[]).await;
    let one = Case {
        shipment: Some(json!({ "items": [{ "id": "1", "quantity": 1 }] })),
        ..case("two", Notice::Shipped, &[taken()])
    };
    let door = site.door(&[]).await;
    send_by(&site, &door, "1001", &one, &json!({})).await;
    let other = with(
        door_shipment("S2", "1001", "1Z999AA10123456784"),
        &json!({ "items": [{ "id": "2", "quantity": 3 }] }),
    );
    site.accept(&door.post("shipments", &other)).await;
    let on_its_way = with(taken(), &json!({ "number": "1Z999AA10123456784" }));
    site.accept(&door.post("scans", &on_its_way)).await;
    let email = mail(&site, "1001", Notice::Shipped, &buyer(Medium::Email)).await;
    assert_eq!(
        email.subject,
        "Both parcels with the carrier (order HP-1001)"
    );
    for there in [
        "-- Parcel 1 of 2: UPS has it",
        "-- Parcel 2 of 2: UPS has it",
        "1 × Trail shoe",
        "3 × Wool socks",
    ] {
        assert!(email.text.contains(there), "{}", email.text);
    }
    assert_eq!(
        email.text.matches("Follow your parcel").count(),
        1,
        "{}",
        email.text
    );
    let sms = text(&site, "1001", Notice::Shipped, &buyer(Medium::Sms)).await;
    assert!(
        sms.starts_with(
            "Harbour & Pine: Both parcels with the carrier. Arriving Monday 18 May. https://"
        ),
        "{sms}"
    );
    site.stop().await;
}

async fn without_an_address_nothing_is_put_into_words(mut site: Site) {
    send(
        &site,
        "1001",
        &case("shipped", Notice::Shipped, &[taken()]),
        &json!({}),
    )
    .await;
    site.services.address = None;
    let why = read(&site, "1001", Notice::Shipped, &buyer(Medium::Email)).await;
    assert!(
        why.as_ref()
            .is_err_and(|why| why.contains("public_address")),
        "{why:?}"
    );
    site.stop().await;
}
