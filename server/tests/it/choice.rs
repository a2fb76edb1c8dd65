//! What people choose to hear: kinds and ways, a number with its proof, others
//! who follow, STOP and the link that ends it all.

use crate::harness::payloads::{JOURNEY, door_order, fulfilment, order, tracker, with};
use crate::harness::{Site, TwilioHost, at, by_http, on_both, stored};
use chrono::TimeDelta;
use doorstep::choice::{Kind, Kinds, notices};
use doorstep::ids::OrderId;
use doorstep::mail::MailKind;
use doorstep::recipient::{Medium, Reader, Recipient};
use doorstep::scope::Scope;
use reqwest::Response;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use server::admin::Command;
use server::db::outbox::{Model, mails_of_order};
use server::db::{consent, follower, outbox, stopped};
use server::views::letters::{self, Written};
use server::views::recipients;

on_both!(
    a_buyer_chooses_what_comes_by_mail,
    a_number_is_proved_by_its_code,
    a_code_wears_out_and_grows_old,
    stop_is_heard_at_once,
    what_does_not_arrive_is_written_down,
    a_refused_number_is_not_kept,
    one_click_ends_an_orders_mail,
    all_of_a_shops_mail_can_be_ended,
    somebody_follows_once_they_say_yes,
    whoever_says_no_is_left_alone,
    taking_out_and_asking_again_writes_to_few,
    programs_and_operators_stop_addresses,
);

pub const NUMBER: &str = "+12125550147";

/// An order of Jo's that goes to Brooklyn.
async fn ordered(site: &Site, id: &str) {
    let door = site.door(&[]).await;
    let buyer = json!({ "email": "joanna@example.com", "first_name": "Joanna" });
    site.accept(&door.post("orders", &with(door_order(id), &buyer)))
        .await;
}

async fn recipients(site: &Site, id: &str) -> Vec<Recipient> {
    let order = stored::order(&site.services, id).await;
    let found = recipients::of_order(&site.services, &order).await;
    found.expect("recipients can be read")
}

async fn keys(site: &Site, id: &str) -> Vec<String> {
    let found = recipients(site, id).await;
    found.into_iter().map(|recipient| recipient.key).collect()
}

/// Sends a form of an order's page of messages.
async fn send(site: &Site, id: &str, fields: &[(&str, &str)]) -> Response {
    let path = site.path(id).await;
    site.submit(&format!("{path}/messages"), fields).await
}

/// The same, carried out.
async fn sent(site: &Site, id: &str, fields: &[(&str, &str)], said: &str) {
    let answer = send(site, id, fields).await;
    let status = answer.status();
    let to = answer.headers().get("location").cloned();
    let text = answer.text().await.unwrap_or_default();
    assert_eq!(status, 303, "{fields:?}: {text}");
    let to = to.expect("it leads back");
    let wanted = format!("{}/messages?said={said}", site.path(id).await);
    assert_eq!(to.to_str().ok(), Some(wanted.as_str()));
}

/// The same, refused: the page again, with the reason beside the field.
async fn refused(site: &Site, id: &str, fields: &[(&str, &str)], status: u16, why: &str) {
    let answer = send(site, id, fields).await;
    assert_eq!(answer.status(), status, "{fields:?}");
    let page = answer.text().await.expect("a page is text");
    assert!(page.contains(why), "{why}: {page}");
    for (name, value) in fields.iter().filter(|(name, _)| *name != "do") {
        let is_code = ["agree", "code"].contains(name);
        assert!(is_code || !page.contains(value), "{name} is shown again");
    }
}

async fn page(site: &Site, id: &str) -> String {
    let path = format!("{}/messages", site.path(id).await);
    let answer = site.get(&path).await;
    assert_eq!(answer.status(), 200);
    answer.text().await.expect("a page is text")
}

async fn with_twilio(site: Site) -> (Site, TwilioHost) {
    let twilio = TwilioHost::start().await;
    let site = site.with_sms(twilio.service()).await;
    ordered(&site, "1001").await;
    (site, twilio)
}

/// Asks for a code, which is the first word of the newest message.
async fn code_for(site: &Site, twilio: &TwilioHost, number: &str) -> String {
    let fields = [("do", "number"), ("number", number), ("agree", "yes")];
    sent(site, "1001", &fields, "code-sent").await;
    let newest = twilio.taken().pop().expect("a message was sent");
    let code = newest.body.split(' ').next().unwrap_or_default();
    assert!(code.len() == 6, "{newest:?}");
    code.to_owned()
}

pub async fn opted_in(site: &Site, twilio: &TwilioHost) {
    let code = code_for(site, twilio, "(212) 555-0147").await;
    sent(
        site,
        "1001",
        &[("do", "code"), ("code", &code)],
        "number-confirmed",
    )
    .await;
}

async fn a_buyer_chooses_what_comes_by_mail(site: Site) {
    ordered(&site, "1001").await;
    ordered(&site, "1002").await;
    let all = recipients(&site, "1001").await;
    assert_eq!(all.len(), 1);
    assert_eq!(
        (all[0].reader, all[0].medium),
        (Reader::Buyer, Medium::Email)
    );
    assert_eq!(
        all[0].wants,
        notices(&Kinds::from(Kind::ALL)),
        "all at first"
    );

    let fields = [
        ("do", "choose"),
        ("way", "email"),
        ("email", "arrival"),
        ("email", "x"),
    ];
    sent(&site, "1001", &fields, "saved").await;
    let chosen = recipients(&site, "1001").await.remove(0);
    assert_eq!(chosen.wants, notices(&Kinds::from([Kind::Arrival])));
    let shown = page(&site, "1001").await;
    assert_eq!(shown.matches(" checked").count(), 1, "{shown}");
    assert!(shown.contains("jo•••@e•••.com"), "{shown}");
    assert!(
        !shown.contains("joanna@") && !shown.contains("example.com"),
        "{shown}"
    );
    assert!(!shown.contains(r#"data-part="sms""#), "nobody texts here");
    let other = recipients(&site, "1002").await.remove(0);
    assert_eq!(other.wants.len(), 13, "an order of its own");

    // Nothing ticked is nothing wanted; a way that was not there stays.
    sent(
        &site,
        "1001",
        &[("do", "choose"), ("way", "email")],
        "saved",
    )
    .await;
    assert!(recipients(&site, "1001").await[0].wants.is_empty());
    sent(&site, "1001", &[("do", "choose")], "saved").await;
    assert!(recipients(&site, "1001").await[0].wants.is_empty());

    let linked = site.get(&site.path("1001").await).await.text().await;
    let linked = linked.expect("a page is text");
    assert!(
        linked.contains("/messages\">Choose your messages"),
        "{linked}"
    );
    let guess = site
        .submit("/t/0000000000000000000007/messages", &fields)
        .await;
    assert_eq!(guess.status(), 404);
    let foreign = site
        .http
        .post(format!(
            "{}{}/messages",
            site.address,
            site.path("1001").await
        ))
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("do=choose&way=email&email=order")
        .send()
        .await
        .expect("the server answers");
    assert_eq!(foreign.status(), 403);
    assert!(recipients(&site, "1001").await[0].wants.is_empty());
    site.stop().await;
}

async fn a_number_is_proved_by_its_code(site: Site) {
    let (site, twilio) = with_twilio(site).await;
    let ask = |number, agree| [("do", "number"), ("number", number), ("agree", agree)];
    refused(
        &site,
        "1001",
        &ask("0171 1234567", "yes"),
        422,
        "country code",
    )
    .await;
    refused(&site, "1001", &ask(NUMBER, "no"), 422, "Tick the box").await;
    assert_eq!(twilio.taken(), []);

    let code = code_for(&site, &twilio, "(212) 555-0147").await;
    let message = twilio.taken().remove(0);
    assert_eq!(message.to, NUMBER);
    let callback = "https://track.acme.example/hooks/twilio/shop";
    assert_eq!(message.callback.as_deref(), Some(callback));
    assert_eq!(
        keys(&site, "1001").await,
        ["buyer.email"],
        "not before it is proved"
    );
    let wrong = if code == "000000" { "000001" } else { "000000" };
    refused(
        &site,
        "1001",
        &[("do", "code"), ("code", wrong)],
        422,
        "not the code",
    )
    .await;
    let spaced = format!(" {} {}", &code[..3], &code[3..]);
    sent(
        &site,
        "1001",
        &[("do", "code"), ("code", &spaced)],
        "number-confirmed",
    )
    .await;

    let all = recipients(&site, "1001").await;
    assert_eq!(all.len(), 2);
    assert_eq!(all[1].key, "buyer.sms");
    assert_eq!(
        (all[1].medium, all[1].address.as_str()),
        (Medium::Sms, NUMBER)
    );
    assert_eq!(
        all[1].wants,
        notices(&Kinds::from([Kind::Arrival, Kind::Trouble]))
    );
    let shown = page(&site, "1001").await;
    assert!(
        shown.contains("••• 47") && !shown.contains("5550147"),
        "{shown}"
    );
    let fields = [
        ("do", "choose"),
        ("way", "email"),
        ("way", "sms"),
        ("sms", "trouble"),
    ];
    sent(&site, "1001", &fields, "saved").await;
    let all = recipients(&site, "1001").await;
    assert_eq!(all[1].wants, notices(&Kinds::from([Kind::Trouble])));

    let kept = consent::Entity::find()
        .all(site.services.database.read())
        .await
        .expect("consents can be read");
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert!(
        kept[0].proof.contains("Answer STOP") && kept[0].how.contains("code"),
        "{kept:?}"
    );
    sent(&site, "1001", &[("do", "drop-number")], "number-gone").await;
    assert_eq!(keys(&site, "1001").await, ["buyer.email"]);
    refused(
        &site,
        "1001",
        &[("do", "code"), ("code", &code)],
        422,
        "does not work",
    )
    .await;
    site.stop().await;
}

async fn a_code_wears_out_and_grows_old(site: Site) {
    let (site, twilio) = with_twilio(site).await;
    let code = code_for(&site, &twilio, NUMBER).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..4 {
        refused(
            &site,
            "1001",
            &[("do", "code"), ("code", wrong)],
            422,
            "not the code",
        )
        .await;
    }
    refused(
        &site,
        "1001",
        &[("do", "code"), ("code", wrong)],
        422,
        "does not work",
    )
    .await;
    refused(
        &site,
        "1001",
        &[("do", "code"), ("code", &code)],
        422,
        "does not work",
    )
    .await;

    let second = code_for(&site, &twilio, NUMBER).await;
    let later = site.services.clock.now() + TimeDelta::minutes(10);
    site.services.clock.step_to(later);
    refused(
        &site,
        "1001",
        &[("do", "code"), ("code", &second)],
        422,
        "does not work",
    )
    .await;
    assert_eq!(keys(&site, "1001").await, ["buyer.email"]);

    // Each costs money: somebody who asks on and on is told to wait.
    let fields = [("do", "number"), ("number", NUMBER), ("agree", "yes")];
    let mut last = 0;
    for _ in 0..4 {
        last = send(&site, "1001", &fields).await.status().as_u16();
    }
    assert_eq!(last, 429);
    assert!(twilio.taken().len() <= 5, "{:?}", twilio.taken());
    site.stop().await;
}

async fn stop_is_heard_at_once(site: Site) {
    let (site, twilio) = with_twilio(site).await;
    opted_in(&site, &twilio).await;
    let both = ["buyer.email", "buyer.sms"];
    assert_eq!(keys(&site, "1001").await, both);
    let says = |word| [("From", NUMBER), ("To", "+12125550100"), ("Body", word)];
    for signature in ["", "AAAA", "0/KCTR6DLpKmkAf8muzZqo1nDgQ="] {
        let status = twilio
            .tell_signed(&site, "shop", &says("STOP"), signature)
            .await;
        assert_eq!(status, 401);
    }
    assert_eq!(twilio.tell(&site, "nobody", &says("STOP")).await, 401);
    assert_eq!(twilio.tell(&site, "shop", &says("thank you")).await, 200);
    assert_eq!(twilio.tell(&site, "shop", &says("HELP")).await, 200);
    assert_eq!(keys(&site, "1001").await, both);

    assert_eq!(twilio.tell(&site, "shop", &says(" stop.")).await, 200);
    assert_eq!(keys(&site, "1001").await, ["buyer.email"]);
    assert!(page(&site, "1001").await.contains("it answered STOP"));
    sent(&site, "1001", &[("do", "drop-number")], "number-gone").await;
    let again = [("do", "number"), ("number", NUMBER), ("agree", "yes")];
    refused(&site, "1001", &again, 422, "START").await;

    assert_eq!(twilio.tell(&site, "shop", &says("Start")).await, 200);
    opted_in(&site, &twilio).await;
    assert_eq!(keys(&site, "1001").await, both);
    site.stop().await;
}

async fn what_does_not_arrive_is_written_down(site: Site) {
    let (site, twilio) = with_twilio(site).await;
    code_for(&site, &twilio, NUMBER).await;
    let sid = twilio.taken().remove(0).sid;
    let tell = |status, code| {
        [
            ("MessageSid", sid.as_str()),
            ("To", NUMBER),
            ("MessageStatus", status),
            ("ErrorCode", code),
        ]
    };
    let trouble = || async {
        let kept = consent::Entity::find()
            .one(site.services.database.read())
            .await
            .expect("consents can be read");
        kept.and_then(|kept| kept.trouble)
    };
    let delivered = [("MessageSid", sid.as_str()), ("MessageStatus", "delivered")];
    assert_eq!(twilio.tell(&site, "shop", &delivered).await, 200);
    assert_eq!(trouble().await, None);
    assert_eq!(
        twilio
            .tell(&site, "shop", &tell("undelivered", "30003"))
            .await,
        200
    );
    assert_eq!(
        trouble().await.as_deref(),
        Some("30003"),
        "it may be another time"
    );
    assert!(page(&site, "1001").await.contains("one-time-code"));
    assert_eq!(
        twilio.tell(&site, "shop", &tell("failed", "30006")).await,
        200
    );
    assert!(
        page(&site, "1001").await.contains("did not arrive"),
        "a landline"
    );
    site.stop().await;
}

async fn a_refused_number_is_not_kept(site: Site) {
    let (site, twilio) = with_twilio(site).await;
    let ask = |number| [("do", "number"), ("number", number), ("agree", "yes")];
    twilio.refuse("+12125550148", 21614);
    refused(
        &site,
        "1001",
        &ask("+12125550148"),
        422,
        "takes no text messages",
    )
    .await;
    twilio.refuse("+12125550149", 21610);
    refused(&site, "1001", &ask("+12125550149"), 422, "Text START").await;
    twilio.answer_all(Some((429, 20429)));
    refused(&site, "1001", &ask(NUMBER), 503, "at the moment").await;
    let kept = consent::Entity::find()
        .all(site.services.database.read())
        .await
        .expect("consents can be read");
    assert!(kept.is_empty(), "{kept:?}");
    let stops = stopped::Entity::find()
        .all(site.services.database.read())
        .await
        .expect("stops can be read");
    assert_eq!(stops.len(), 1, "the one that answered STOP: {stops:?}");

    twilio.answer_all(None);
    let site = site.with_sms(twilio.service_with("another token")).await;
    refused(&site, "1001", &ask(NUMBER), 503, "at the moment").await;
    let (service, heard) = by_http(202, "accepted").await;
    let site = site.with_sms(service).await;
    sent(&site, "1001", &ask(NUMBER), "code-sent").await;
    let said = heard.lock().expect("nobody panicked").remove(0);
    let (key, body) = said.split_once(' ').expect("both were sent");
    let body: Value = serde_json::from_str(body).expect("the body is JSON");
    assert_eq!((key, &body["to"]), ("hush", &json!(NUMBER)));
    let (service, _) = by_http(500, "accepted").await;
    let site = site.with_sms(service).await;
    refused(&site, "1001", &ask(NUMBER), 503, "at the moment").await;
    site.stop().await;
}

/// The path of the link that ends what a recipient gets of an order.
async fn leaving(site: &Site, id: &str, recipient: &str) -> String {
    let order = stored::order(&site.services, id).await;
    let id = OrderId::from_text(order.public_id);
    let token = site.services.key.unsubscribe_token(&id, recipient);
    format!("/unsubscribe/{token}")
}

/// What mail programs send by themselves: no cookie, from anywhere.
async fn press(site: &Site, path: &str, body: &'static str) -> (u16, String) {
    let answer = site
        .http
        .post(format!("{}{path}", site.address))
        .header("origin", "https://mail.example")
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await
        .expect("the server answers");
    let status = answer.status().as_u16();
    assert!(answer.headers().get("set-cookie").is_none());
    (status, answer.text().await.expect("a page is text"))
}

async fn one_click_ends_an_orders_mail(site: Site) {
    ordered(&site, "1001").await;
    ordered(&site, "1002").await;
    let path = leaving(&site, "1001", "buyer.email").await;
    let opened = site.get(&path).await;
    assert_eq!(opened.status(), 200);
    let opened = opened.text().await.expect("a page is text");
    assert!(opened.contains("Stop these messages?"), "{opened}");
    assert!(
        !opened.contains("1001") && !opened.contains("joanna"),
        "{opened}"
    );
    assert_eq!(
        recipients(&site, "1001").await[0].wants.len(),
        13,
        "opening ends nothing"
    );

    let (status, said) = press(&site, &path, "List-Unsubscribe=One-Click").await;
    assert_eq!(status, 200);
    assert!(said.contains("No more messages about this order"), "{said}");
    assert!(recipients(&site, "1001").await[0].wants.is_empty());
    assert_eq!(recipients(&site, "1002").await[0].wants.len(), 13);
    let (status, _) = press(&site, &path, "do=again").await;
    assert_eq!(status, 200);
    assert_eq!(recipients(&site, "1001").await[0].wants.len(), 13);

    let (start, end) = path.split_once('.').expect("named and proved");
    let other = leaving(&site, "1002", "buyer.email").await;
    let (_, proof) = other.split_once('.').expect("named and proved");
    for wrong in [
        format!("{start}.{proof}"),
        start.to_owned(),
        format!("{start}.{}x", &end[1..]),
    ] {
        let (status, _) = press(&site, &wrong, "List-Unsubscribe=One-Click").await;
        assert_eq!(status, 404, "{wrong}");
    }
    assert_eq!(recipients(&site, "1001").await[0].wants.len(), 13);
    site.stop().await;
}

async fn all_of_a_shops_mail_can_be_ended(site: Site) {
    ordered(&site, "1001").await;
    ordered(&site, "1002").await;
    let path = leaving(&site, "1001", "buyer.email").await;
    let (status, said) = press(&site, &path, "do=shop").await;
    assert_eq!(status, 200);
    assert!(said.contains("No more messages from this shop"), "{said}");
    for id in ["1001", "1002"] {
        assert_eq!(keys(&site, id).await, Vec::<String>::new());
    }
    let shown = page(&site, "1002").await;
    assert!(
        shown.contains("email-stopped") && !shown.contains("checkbox"),
        "{shown}"
    );
    press(&site, &path, "do=again").await;
    assert_eq!(keys(&site, "1002").await, ["buyer.email"]);
    site.stop().await;
}

/// The form that asks somebody to follow.
const fn invite(email: &str) -> [(&str, &str); 2] {
    [("do", "invite"), ("email", email)]
}

async fn followers(site: &Site) -> Vec<follower::Model> {
    let all = follower::Entity::find()
        .all(site.services.database.read())
        .await;
    all.expect("followers can be read")
}

/// The mails that ask somebody whether they want to follow.
async fn invitations(site: &Site, id: &str) -> Vec<Model> {
    let order = stored::order(&site.services, id).await;
    let all = outbox::of_order(site.services.database.read(), order.id).await;
    let mut all = all.expect("the outbox can be read");
    all.retain(|row| row.notice == MailKind::Invitation.code());
    all
}

/// The words of such a mail, and the path in it.
async fn invitation(site: &Site, row: &Model) -> (letters::Words, String) {
    match letters::written(&site.services, row).await {
        Ok(Written::Words(words)) => {
            let path = words.path.clone().expect("it leads to a page");
            (words, path)
        }
        other => panic!("{other:?}"),
    }
}

async fn somebody_follows_once_they_say_yes(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(424_242)))
        .await;
    let parcel = fulfilment(11, 424_242, &["1ZSECRET9"]);
    site.accept(&shop.shopify("fulfillments/create", &parcel))
        .await;
    site.accept(&carrier.easypost(&tracker("1ZSECRET9", &JOURNEY)))
        .await;
    let id = "424242";
    refused(
        &site,
        id,
        &invite("mara at example"),
        422,
        "an e-mail address",
    )
    .await;
    sent(&site, id, &invite("Mara@Example.org"), "invited").await;
    let before = keys(&site, id).await;
    assert!(
        !before.iter().any(|key| key.starts_with("fol_")),
        "{before:?}"
    );
    let shown = page(&site, id).await;
    assert!(
        shown.contains("ma•••@e•••.org") && shown.contains("not answered"),
        "{shown}"
    );
    let rows = invitations(&site, id).await;
    assert_eq!(rows.len(), 1);
    let (words, path) = invitation(&site, &rows[0]).await;
    assert_eq!(words.to, "mara@example.org");
    assert!(
        words
            .body
            .contains(&format!("https://track.acme.example{path}"))
    );

    let asked = site.get(&path).await.text().await.expect("a page is text");
    assert!(asked.contains("Do you want to follow"), "{asked}");
    assert_eq!(keys(&site, id).await, before, "opening says nothing");
    let yes = site.submit(&path, &[("do", "yes")]).await;
    assert_eq!(yes.status(), 303);
    let all = recipients(&site, id).await;
    let mara = all.last().expect("she is there");
    assert_eq!(mara.reader, Reader::Follower);
    assert_eq!(mara.address, "mara@example.org");
    assert!(
        !mara
            .wants
            .contains(&doorstep::notice::Notice::OrderConfirmed)
    );

    let seen = site.get(&path).await.text().await.expect("a page is text");
    assert!(
        seen.contains("Delivered") && seen.contains("data-part=\"answers\""),
        "{seen}"
    );
    let token = site.path(id).await;
    for private in [
        id,
        "1ZSECRET9",
        "Trail shoe",
        "Ada Lang",
        "Mill Lane",
        "/report",
        "/messages",
    ] {
        assert!(!seen.contains(private), "{private}: {seen}");
    }
    assert!(!seen.contains(token.trim_start_matches("/t/")), "{seen}");
    let end = site.submit(&path, &[("do", "end")]).await;
    assert_eq!(end.status(), 303);
    assert_eq!(keys(&site, id).await, before);
    assert_eq!(
        followers(&site).await[0].address,
        "",
        "only its hash is kept"
    );
    site.stop().await;
}

async fn whoever_says_no_is_left_alone(site: Site) {
    ordered(&site, "1001").await;
    ordered(&site, "1002").await;
    refused(&site, "1001", &invite("Joanna@Example.com"), 422, "already").await;
    sent(&site, "1001", &invite("mara@example.org"), "invited").await;
    let (_, path) = invitation(&site, &invitations(&site, "1001").await[0]).await;
    let no = site.submit(&path, &[("do", "end")]).await;
    assert_eq!(no.status(), 303);
    sent(&site, "1001", &invite("mara@example.org"), "invited").await;
    assert_eq!(
        invitations(&site, "1001").await.len(),
        1,
        "she is not asked again"
    );
    let late = letters::written(&site.services, &invitations(&site, "1001").await[0]).await;
    assert!(matches!(late, Ok(Written::Dropped(_))), "{late:?}");

    // Never means: about no other order of the shop either.
    sent(&site, "1002", &invite("mara@example.org"), "invited").await;
    let (_, path) = invitation(&site, &invitations(&site, "1002").await[0]).await;
    site.submit(&path, &[("do", "never")]).await;
    ordered(&site, "1003").await;
    site.services.clock.step_to(at("2026-05-16T12:00:00Z"));
    sent(&site, "1003", &invite("mara@example.org"), "invited").await;
    assert!(invitations(&site, "1003").await.is_empty());

    // The buyer takes somebody out, and a link of theirs opens nothing.
    sent(&site, "1003", &invite("li@example.org"), "invited").await;
    let (_, path) = invitation(&site, &invitations(&site, "1003").await[0]).await;
    let li = followers(&site).await.pop().expect("he is asked").public_id;
    refuse_strangers(&site, &li).await;
    sent(
        &site,
        "1003",
        &[("do", "remove"), ("follower", &li)],
        "follower-gone",
    )
    .await;
    assert_eq!(site.get(&path).await.status(), 404);
    // Asked again he gets no second mail: he had not said yes.
    sent(&site, "1003", &invite("li@example.org"), "invited").await;
    assert_eq!(invitations(&site, "1003").await.len(), 1);
    assert_eq!(site.get(&path).await.status(), 404);
    for number in 0..3 {
        let address = format!("friend{number}@example.org");
        sent(&site, "1003", &invite(&address), "invited").await;
        site.services
            .clock
            .step_to(site.services.clock.now() + TimeDelta::hours(1));
    }
    assert!(page(&site, "1003").await.contains("No more people"));
    refused(
        &site,
        "1003",
        &invite("friend9@example.org"),
        422,
        "No more people",
    )
    .await;
    site.stop().await;
}

async fn taking_out_and_asking_again_writes_to_few(site: Site) {
    ordered(&site, "1001").await;
    let take_out = async || {
        let newest = followers(&site).await.pop().expect("somebody is asked");
        let fields = [("do", "remove"), ("follower", &*newest.public_id)];
        sent(&site, "1001", &fields, "follower-gone").await;
    };
    let later = || {
        let clock = &site.services.clock;
        clock.step_to(clock.now() + TimeDelta::hours(1));
    };
    // Who had said yes comes back, without another mail.
    sent(&site, "1001", &invite("mara@example.org"), "invited").await;
    let (_, path) = invitation(&site, &invitations(&site, "1001").await[0]).await;
    site.submit(&path, &[("do", "yes")]).await;
    let both = keys(&site, "1001").await;
    assert_eq!(both.len(), 2, "{both:?}");
    take_out().await;
    assert_eq!(keys(&site, "1001").await, ["buyer.email"]);
    assert_eq!(followers(&site).await[0].address, "", "its hash is kept");
    assert_eq!(site.get(&path).await.status(), 404);
    sent(&site, "1001", &invite("mara@example.org"), "invited").await;
    assert_eq!(keys(&site, "1001").await, both);
    assert_eq!(invitations(&site, "1001").await.len(), 1);
    // The sixth is the last who is asked.
    for number in 0..5 {
        later();
        let address = format!("friend{number}@example.org");
        sent(&site, "1001", &invite(&address), "invited").await;
        take_out().await;
    }
    later();
    let seventh = invite("friend9@example.org");
    refused(&site, "1001", &seventh, 422, "No more people").await;
    assert_eq!(invitations(&site, "1001").await.len(), 6);
    site.stop().await;
}

/// Another order's buyer takes nobody out.
async fn refuse_strangers(site: &Site, follower: &str) {
    let fields = [("do", "remove"), ("follower", follower)];
    sent(site, "1001", &fields, "follower-gone").await;
    let all = followers(site).await;
    assert!(all.iter().any(|one| one.public_id == follower), "{all:?}");
}

async fn programs_and_operators_stop_addresses(site: Site) {
    ordered(&site, "1001").await;
    let door = site.door_for(&[], &[Scope::BouncesWrite]).await;
    let other = site.door(&[]).await;
    let bounced = json!({ "address": "Joanna@example.com", "reason": "bounced" });
    assert_eq!(
        site.send(&other.post("bounces", &bounced)).await.status(),
        403
    );
    for wrong in [
        json!({ "address": "joanna", "reason": "bounced" }),
        json!([bounced, { "address": "joanna@example.com", "reason": "late" }]),
        json!({ "reason": "bounced" }),
    ] {
        let answer = site.send(&door.post("bounces", &wrong)).await;
        assert_eq!(answer.status(), 422, "{wrong}");
        let said = answer.text().await.expect("it says why");
        assert!(!said.contains("joanna"), "{said}");
    }
    assert_eq!(keys(&site, "1001").await, ["buyer.email"], "all or none");
    site.accept(&door.post("bounces", &json!([bounced]))).await;
    assert_eq!(keys(&site, "1001").await, Vec::<String>::new());
    // Nobody but the shop takes that back.
    let path = leaving(&site, "1001", "buyer.email").await;
    press(&site, &path, "do=again").await;
    assert_eq!(keys(&site, "1001").await, Vec::<String>::new());

    let stop = |address: &str, lift| Command::Stop {
        address: address.to_owned(),
        brand: None,
        lift,
    };
    let said = site.command(stop("joanna@example.com", true)).await;
    assert_eq!(said.as_deref(), Ok("messages go there again, in 1 brand"));
    assert_eq!(keys(&site, "1001").await, ["buyer.email"]);
    let said = site.command(stop(" JOANNA@example.com", false)).await;
    assert_eq!(
        said.as_deref(),
        Ok("nothing more is sent there, in 1 brand")
    );
    assert_eq!(keys(&site, "1001").await, Vec::<String>::new());
    assert!(site.command(stop("joanna", false)).await.is_err());
    let order = stored::order(&site.services, "1001").await;
    let mails = mails_of_order(site.services.database.read(), order.id).await;
    assert!(mails.expect("mails can be read").is_empty());
    site.stop().await;
}
