//! A brand says messages in its own words: checked line by line, sent from
//! then on, gone back from, and never anything but words.

use crate::harness::{Session, Site, at, on_both, without_tokens};
use crate::letters::{brand, buyer, case, mail, mail_at, near, send, taken, text};
use crate::notices::{Shop, all_on};
use chrono::TimeDelta;
use doorstep::audit::Deed;
use doorstep::ids::FollowerId;
use doorstep::notice::Notice;
use doorstep::recipient::{Medium, Reader, Recipient};
use doorstep::staff::Role;
use doorstep::wording::{News, Part, Spot, Words};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;
use server::db::wording::{self, NewVersion, Place};
use server::db::{audit, json, outbox};

on_both!(
    a_brand_says_it_in_its_own_words_and_goes_back_to_ours,
    what_cannot_be_sent_is_refused_with_its_line_and_nothing_is_lost,
    another_brands_words_are_not_there,
    of_two_at_once_the_second_is_told,
    blocks_move_and_all_of_them_stay,
    an_order_of_the_blocks_is_gone_back_to,
    a_long_answer_is_never_cut_in_the_shops_words,
    words_stay_words_wherever_they_are_shown,
    words_that_no_longer_pass_are_not_sent_and_the_settings_say_so,
    a_follower_reads_nothing_of_the_buyers_in_them,
    a_text_message_in_its_own_words_keeps_its_length,
    the_preview_is_the_letter_of_a_real_order_that_opens_nothing,
    what_a_brand_says_can_be_put_into_another,
    what_may_come_late_is_not_said_to_be_late,
    the_greeting_the_button_and_the_closing_lines_are_the_shops_and_the_way_out_stays,
);

const LIST: &str = "/settings/brand/shop/messages";
const SHIPPED: &str = "/settings/brand/shop/messages/shipped/email/en";
const TEXTED: &str = "/settings/brand/shop/messages/shipped/sms/en";

const MAIL: Spot = Spot {
    news: News::Shipped,
    medium: Medium::Email,
    language: "en",
};

/// A whole message of a brand's own.
const OWN: [(&str, &str); 6] = [
    ("subject", "Off it goes: {{order|your parcel}}"),
    ("preview", "{{window?}} Hooray."),
    ("heading", "Your things are rolling"),
    (
        "happened",
        "We waved goodbye to it.\r\n{{carrier|Somebody}} has it now.",
    ),
    ("next", "{{next}}"),
    ("act", "Put the kettle on, {{first_name|friend}}."),
];

/// The form with some fields in other words, and what was seen of it.
fn typed<'a>(version: &'a str, other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let of = |name: &str| other.iter().find(|(changed, _)| *changed == name);
    let words = OWN
        .into_iter()
        .map(|(name, words)| (name, of(name).map_or(words, |(_, words)| words)));
    [("do", "save"), ("version", version)]
        .into_iter()
        .chain(words)
        .collect()
}

async fn held(site: &Site) -> Vec<wording::Model> {
    let brand = site
        .services
        .book
        .now()
        .brand_of_slug("shop")
        .expect("it is there")
        .id;
    wording::held_of_brand(site.services.database.read(), brand)
        .await
        .expect("it can be read")
}

async fn saved(admin: &Session, path: &str, fields: &[(&str, &str)]) {
    let answer = admin.post(path, fields).await;
    let status = answer.status();
    let said = answer.text().await.expect("it is text");
    assert_eq!(status, 303, "{said}");
}

/// A brand with an order that was shipped, and its admin.
async fn shipped(site: &Site) -> Session {
    brand(site, &[]).await;
    let shipped = case("shipped", Notice::Shipped, &[taken()]);
    send(site, "1001", &shipped, &json!({ "locale": "en" })).await;
    site.staff(Role::Admin, &["shop"]).await
}

async fn a_brand_says_it_in_its_own_words_and_goes_back_to_ours(site: Site) {
    let shop = Shop::with(site, all_on()).await;
    let admin = shop.site.staff(Role::Admin, &["shop"]).await;
    saved(&admin, SHIPPED, &typed("0", &[])).await;
    for (id, number) in [("1", "1ZONE"), ("2", "1ZTWO"), ("3", "1ZTHREE")] {
        shop.order(id, &json!({ "locale": "en" })).await;
        shop.shipment(&format!("S{id}"), id, number).await;
    }
    shop.pass(TimeDelta::minutes(2)).await;
    let before = shop.host.letters(3).await.len();
    shop.scan("1ZONE", "picked_up", "2026-05-15T08:02:00-04:00")
        .await;
    shop.pass(TimeDelta::minutes(12)).await;
    let letters = shop.host.letters(before + 1).await;
    let letter = letters.last().expect("it is sent");
    assert!(
        letter.header("Subject").starts_with("Off it goes: "),
        "{letter:?}"
    );
    let html = letter.html.as_deref().expect("there is mark-up");
    for words in [
        "Your things are rolling",
        "We waved goodbye to it.",
        "has it now.",
        "Put the kettle on, Jo.",
    ] {
        assert!(letter.text.contains(words), "{words}: {}", letter.text);
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(html.contains("Hooray."), "{html}");

    // Ours again; the version before is still there to go back to.
    saved(&admin, SHIPPED, &[("do", "reset"), ("version", "1")]).await;
    shop.scan("1ZTWO", "picked_up", "2026-05-15T08:13:00-04:00")
        .await;
    shop.pass(TimeDelta::minutes(12)).await;
    let letters = shop.host.letters(before + 2).await;
    let letter = letters.last().expect("it is sent");
    assert!(
        letter
            .header("Subject")
            .starts_with("Your parcel is on its way"),
        "{letter:?}"
    );
    assert!(!letter.text.contains("kettle"), "{}", letter.text);
    let page = admin.page(SHIPPED).await;
    let name = &admin.actor.name;
    for version in [1, 2] {
        let said = format!("Version {version}, {name}, ");
        assert!(page.contains(&said), "{said}: {page}");
    }
    assert!(page.contains("Put the kettle on"), "what it differs in");
    let back = [("do", "revert"), ("version", "2"), ("to", "1")];
    saved(&admin, SHIPPED, &back).await;
    shop.scan("1ZTHREE", "picked_up", "2026-05-15T08:25:00-04:00")
        .await;
    shop.pass(TimeDelta::minutes(12)).await;
    let letters = shop.host.letters(before + 3).await;
    assert!(letters.last().expect("it is sent").text.contains("kettle"));
    for (id, version) in [("1", Some(1)), ("2", None), ("3", Some(3))] {
        let said = version.map(|version| format!("In your words: Shipped, version {version}."));
        went_out_in(&shop.site, &admin, id, said.as_deref()).await;
    }
    let deeds = audit::Entity::find()
        .filter(audit::Column::Action.eq(Deed::MessageChanged.code()))
        .count(shop.site.services.database.read())
        .await;
    assert_eq!(deeds.expect("they can be counted"), 3);
    shop.stop().await;
}

/// What the console says of the mail that told that an order's parcel was
/// shipped; `None` of one in our words.
async fn went_out_in(site: &Site, admin: &Session, id: &str, said: Option<&str>) {
    let order = crate::harness::stored::order(&site.services, id).await;
    let rows = outbox::of_order(site.services.database.read(), order.id).await;
    let rows = rows.expect("they can be read");
    let sent = |row: &&outbox::Model| row.notice == "shipped" && row.medium.is_some();
    let row = rows.iter().find(sent).expect("it was sent");
    assert_eq!(row.words_version.is_some(), said.is_some(), "{row:?}");
    let page = admin
        .page(&format!("/console/orders/{}", order.public_id))
        .await;
    match said {
        Some(said) => assert!(page.contains(said), "{said}: {page}"),
        None => assert!(!page.contains("In your words"), "{page}"),
    }
}

async fn what_cannot_be_sent_is_refused_with_its_line_and_nothing_is_lost(site: Site) {
    let admin = shipped(&site).await;
    let bad = [
        (
            "subject",
            "Off {{ordr}}",
            "Subject, line 1: nothing is called {{ordr}}: did you mean {{order}}?",
        ),
        (
            "act",
            "Rest.\r\n<b>Now</b>",
            "What to do, line 2: “&lt;b&gt;” is mark-up.",
        ),
        (
            "happened",
            "x\r\n\r\nhttp://evil.example",
            "What happened, line 3: “http://evil.example” does not lead",
        ),
        (
            "next",
            "  ",
            "What happens next, line 1: this answer is missing.",
        ),
        (
            "heading",
            "{{link}}",
            "Heading, line 1: this message does not know {{link}}",
        ),
        (
            "preview",
            "{{window}}",
            "Preview line, line 1: an order may lack {{window}}",
        ),
    ];
    for (name, words, said) in bad {
        let fields = typed("0", &[(name, words)]);
        let answer = admin.post(SHIPPED, &fields).await;
        assert_eq!(answer.status(), 422, "{words}");
        let page = answer.text().await.expect("a page is text");
        assert!(page.contains(said), "{said}: {page}");
        assert!(
            page.contains("Put the kettle on") || name == "act",
            "{page}"
        );
        assert!(page.contains(r#"aria-invalid="true""#), "{page}");
        let preview = admin.post(&format!("{SHIPPED}/preview"), &fields).await;
        let preview = preview.text().await.expect("a page is text");
        assert!(preview.contains(said), "{said}: {preview}");
        assert!(!preview.contains("srcdoc"), "{preview}");
    }
    assert_eq!(held(&site).await, []);
    let email = mail(&site, "1001", Notice::Shipped, &buyer(Medium::Email)).await;
    assert!(email.subject.starts_with("Your parcel is on its way"));
    site.stop().await;
}

async fn another_brands_words_are_not_there(site: Site) {
    shipped(&site).await;
    let other = site.staff(Role::Admin, &["north"]).await;
    let preview = format!("{SHIPPED}/preview");
    for path in [LIST, SHIPPED, TEXTED, &preview] {
        assert_eq!(other.get(path).await.status(), 404, "{path}");
    }
    for path in [SHIPPED, &preview, LIST] {
        let answer = other.post(path, &typed("0", &[("up", "button")])).await;
        assert_eq!(answer.status(), 404, "{path}");
    }
    for wrong in ["nothing/email/en", "shipped/pigeon/en", "shipped/email/fr"] {
        let admin = site.staff(Role::Admin, &["shop"]).await;
        let answer = admin.get(&format!("{LIST}/{wrong}")).await;
        assert_eq!(answer.status(), 404, "{wrong}");
    }
    assert_eq!(held(&site).await, []);
    site.stop().await;
}

async fn of_two_at_once_the_second_is_told(site: Site) {
    let admin = shipped(&site).await;
    saved(&admin, SHIPPED, &typed("0", &[("heading", "Theirs")])).await;
    let mine = typed("0", &[("heading", "Mine")]);
    let answer = admin.post(SHIPPED, &mine).await;
    assert_eq!(answer.status(), 409);
    let page = answer.text().await.expect("a page is text");
    assert!(
        page.contains("Somebody else has changed this message"),
        "{page}"
    );
    assert!(
        page.contains("Theirs") && page.contains(r#"value="Mine""#),
        "{page}"
    );
    assert!(page.contains(r#"name="version" value="1""#), "{page}");
    let reset = [("do", "reset"), ("version", "0")];
    assert_eq!(admin.post(SHIPPED, &reset).await.status(), 409);
    let rows = held(&site).await;
    assert_eq!(rows.len(), 1);
    let words = rows[0].words().expect("there are words");
    assert_eq!(words.of(Part::Heading), "Theirs");
    // Having seen theirs, mine may take its place.
    saved(&admin, SHIPPED, &typed("1", &[("heading", "Mine")])).await;
    site.stop().await;
}

async fn blocks_move_and_all_of_them_stay(site: Site) {
    let admin = shipped(&site).await;
    let read = async || mail(&site, "1001", Notice::Shipped, &buyer(Medium::Email)).await;
    let place = |text: &str, what: &str| {
        text.find(what)
            .unwrap_or_else(|| panic!("{what} in {text}"))
    };
    let text = read().await.text;
    assert!(place(&text, "Follow your parcel") > place(&text, "What happened"));
    let up = [("version", "0"), ("up", "button")];
    saved(&admin, LIST, &up).await;
    let moved = read().await;
    let text = &moved.text;
    assert!(
        place(text, "Follow your parcel") < place(text, "What happened"),
        "{text}"
    );
    assert!(
        text.contains("Trail shoe") && text.contains("Stop these mails"),
        "{text}"
    );
    assert!(moved.html.contains("/messages") && moved.unsubscribe.is_some());
    assert_eq!(admin.post(LIST, &up).await.status(), 409, "seen before");
    let down = [("version", "1"), ("down", "details")];
    saved(&admin, LIST, &down).await;
    let text = read().await.text;
    assert!(
        place(&text, "Follow your parcel") < place(&text, "What happened"),
        "the last stays last"
    );
    saved(&admin, LIST, &[("version", "2"), ("do", "reset")]).await;
    let text = read().await.text;
    assert!(place(&text, "Follow your parcel") > place(&text, "What happened"));
    site.stop().await;
}

async fn an_order_of_the_blocks_is_gone_back_to(site: Site) {
    let admin = shipped(&site).await;
    let blocks = async || {
        let email = mail(&site, "1001", Notice::Shipped, &buyer(Medium::Email)).await;
        let place = |what| email.text.find(what).expect("it is there");
        place("Follow your parcel") < place("What happened")
    };
    saved(&admin, LIST, &[("version", "0"), ("up", "button")]).await;
    saved(&admin, LIST, &[("version", "1"), ("do", "reset")]).await;
    assert!(!blocks().await);
    let page = admin.page(&format!("{LIST}?language=de")).await;
    let name = &admin.actor.name;
    for version in [1, 2] {
        let said = format!("Version {version}, {name}, ");
        assert!(page.contains(&said), "{said}: {page}");
    }
    let order = "When it comes, The steps, The button, The three answers, Carrier and items";
    assert!(page.contains(order), "{page}");
    let back = |version, to| {
        let language = ("language", "de");
        [("do", "revert"), ("version", version), ("to", to), language]
    };
    let answer = admin.post(LIST, &back("2", "1")).await;
    assert_eq!(answer.status(), 303);
    let to = answer.headers()["location"].to_str().expect("it is text");
    assert!(to.contains("language=de"), "{to}");
    assert!(blocks().await);
    // Somebody else has seen another; there is no such version; ours is one.
    assert_eq!(admin.post(LIST, &back("2", "1")).await.status(), 409);
    assert_eq!(admin.post(LIST, &back("3", "9")).await.status(), 404);
    saved(&admin, LIST, &back("3", "2")).await;
    assert!(!blocks().await);
    let other = site.staff(Role::Admin, &["north"]).await;
    assert_eq!(other.post(LIST, &back("4", "1")).await.status(), 404);
    site.stop().await;
}

async fn a_long_answer_is_never_cut_in_the_shops_words(site: Site) {
    let admin = shipped(&site).await;
    let place = format!("Kiosk {}at the very end", "beside the harbour ".repeat(7));
    assert!(place.len() < 160, "a stranger's words are short");
    let waits = near("available_for_pickup", &json!({ "pickup_point": place }));
    let waits = case("waits", Notice::AvailableForPickup, &[taken(), waits]);
    send(&site, "1002", &waits, &json!({ "locale": "en" })).await;
    let words = [("happened", "{{happened}}"), ("act", "{{act}}")];
    let path = "/settings/brand/shop/messages/available_for_pickup/email/en";
    saved(&admin, path, &typed("0", &words)).await;
    let jo = buyer(Medium::Email);
    let email = mail(&site, "1002", Notice::AvailableForPickup, &jo).await;
    let (_, happened) = email.text.split_once("What happened").expect("it is said");
    let (happened, _) = happened
        .split_once("What happens next")
        .expect("it is said");
    assert!(happened.contains("at the very end"), "{happened}");
    assert!(!happened.contains('…'), "{happened}");
    site.stop().await;
}

async fn words_stay_words_wherever_they_are_shown(site: Site) {
    let admin = shipped(&site).await;
    // All of it is allowed, and none of it is anything but words.
    let sly = r#"3 < 4 > 2 & "so" 'on' " onload=x autofocus="#;
    let fields: Vec<(&str, &str)> = ["subject", "preview", "heading", "happened", "next", "act"]
        .into_iter()
        .map(|name| (name, sly))
        .collect();
    saved(&admin, SHIPPED, &typed("0", &fields)).await;
    let email = mail(&site, "1001", Notice::Shipped, &buyer(Medium::Email)).await;
    assert_eq!(email.subject, sly);
    assert!(email.text.contains(sly), "{}", email.text);
    let drawn = "3 &lt; 4 &gt; 2 &amp; &quot;so&quot; &#39;on&#39; &quot; onload=x autofocus=";
    assert!(email.html.matches(drawn).count() >= 5, "{}", email.html);
    assert!(!email.html.contains(sly), "{}", email.html);
    let sms = format!("{sly} {{{{window?}}}} {{{{link}}}}");
    let sms = [("do", "save"), ("version", "0"), ("text", sms.as_str())];
    saved(&admin, TEXTED, &sms).await;
    let told = text(&site, "1001", Notice::Shipped, &buyer(Medium::Sms)).await;
    assert!(told.starts_with(sly), "{told}");
    for path in [SHIPPED, TEXTED, LIST] {
        let page = admin.page(path).await;
        assert!(!page.contains(sly), "{page}");
        let preview = match path {
            LIST => continue,
            path => admin.page(&format!("{path}/preview")).await,
        };
        assert!(!preview.contains(sly), "{preview}");
    }
    site.stop().await;
}

async fn words_that_no_longer_pass_are_not_sent_and_the_settings_say_so(site: Site) {
    let admin = shipped(&site).await;
    // As an earlier version of ours might have let them in.
    let bad = "</textarea><script>alert(1)</script>{{gone}}";
    let words = Part::of(Medium::Email)
        .iter()
        .fold(Words::default(), |words, part| words.with(*part, bad));
    store(
        &site,
        Place::Message(MAIL),
        &json(&words).expect("it is JSON"),
        &admin,
    )
    .await;
    let email = mail(&site, "1001", Notice::Shipped, &buyer(Medium::Email)).await;
    assert!(
        email.subject.starts_with("Your parcel is on its way"),
        "{}",
        email.subject
    );
    for sink in [&email.html, &email.text] {
        assert!(
            !sink.contains("alert(1)") && !sink.contains("gone"),
            "{sink}"
        );
    }
    let page = admin.page(SHIPPED).await;
    assert!(page.contains("no longer pass the check"), "{page}");
    assert!(
        page.contains("Subject, line 1: “&lt;/textarea&gt;” is mark-up"),
        "{page}"
    );
    assert!(!page.contains("<script>alert(1)"), "{page}");
    assert!(!page.contains("</textarea><script"), "{page}");
    let list = admin.page(LIST).await;
    assert!(list.contains("your words need mending"), "{list}");
    // Nor can they be gone back to.
    saved(&admin, SHIPPED, &typed("1", &[])).await;
    let back = [("do", "revert"), ("version", "2"), ("to", "1")];
    assert_eq!(admin.post(SHIPPED, &back).await.status(), 422);
    // What cannot even be read leaves ours.
    store(&site, Place::Layout, r#"["button"]"#, &admin).await;
    let email = mail(&site, "1001", Notice::Shipped, &buyer(Medium::Email)).await;
    assert!(email.text.contains("kettle") && email.text.contains("What happened"));
    site.stop().await;
}

async fn store(site: &Site, place: Place, details: &str, by: &Session) {
    let services = &site.services;
    let new = NewVersion {
        brand_id: services
            .book
            .now()
            .brand_of_slug("shop")
            .expect("it is there")
            .id,
        place,
        details: Some(details),
        staff_id: by.actor.id,
    };
    let transaction = services.database.begin().await.expect("it begins");
    let is_new = wording::add_of_brand(&transaction, &new, 0, at("2026-05-14T12:00:00Z")).await;
    assert!(is_new.expect("it is stored"));
    transaction.commit().await.expect("it is kept");
}

async fn a_follower_reads_nothing_of_the_buyers_in_them(site: Site) {
    let admin = shipped(&site).await;
    let all = "{{order|-}} {{first_name|-}} {{happened}} {{window|-}} {{carrier|-}}";
    let fields: Vec<(&str, &str)> = ["subject", "preview", "heading", "happened", "next", "act"]
        .into_iter()
        .map(|name| (name, all))
        .collect();
    saved(&admin, SHIPPED, &typed("0", &fields)).await;
    let own = mail(&site, "1001", Notice::Shipped, &buyer(Medium::Email)).await;
    assert!(own.subject.starts_with("HP-1001 Jo "), "{}", own.subject);
    let follower = Recipient {
        key: "fol_7".to_owned(),
        reader: Reader::Follower,
        ..buyer(Medium::Email)
    };
    let email = mail(&site, "1001", Notice::Shipped, &follower).await;
    assert!(email.subject.starts_with("- - "), "{}", email.subject);
    let page = site
        .services
        .key
        .follower_token(&FollowerId::from_text(&follower.key));
    let stop = email.unsubscribe.as_deref().expect("there is a way out");
    for told in [&email.subject, &email.html, &email.text] {
        let words = without_tokens(told, &[page.as_str(), stop]);
        for secret in ["HP-1001", "Jo", "Trail", "59.90"] {
            assert!(!words.contains(secret), "{secret} in {told}");
        }
    }
    // A line that goes leaves ours rather than nothing.
    let gone = [("subject", "For {{order?}}")];
    saved(&admin, SHIPPED, &typed("1", &gone)).await;
    let email = mail(&site, "1001", Notice::Shipped, &follower).await;
    assert_eq!(email.subject, "Your parcel is on its way");
    site.stop().await;
}

async fn a_text_message_in_its_own_words_keeps_its_length(site: Site) {
    let admin = shipped(&site).await;
    let words = |text| [("do", "save"), ("version", "0"), ("text", text)];
    let long = format!("{} {{{{window?}}}} {{{{link}}}}", "word ".repeat(40));
    let answer = admin.post(TEXTED, &words(&long)).await;
    assert_eq!(answer.status(), 422);
    let page = answer.text().await.expect("a page is text");
    assert!(
        page.contains(
            "Text message, line 1: with its link it is sent as 2 messages, and 1 is the most"
        ),
        "{page}"
    );
    let emoji = "Off it goes 📦\r\n{{window?}}\r\n{{link}}";
    assert_eq!(admin.post(TEXTED, &words(emoji)).await.status(), 422);
    assert_eq!(
        admin.post(TEXTED, &words("Off it goes.")).await.status(),
        422
    );
    saved(
        &admin,
        TEXTED,
        &words("Off it goes.\r\n{{window?}}\r\n{{link}}"),
    )
    .await;
    let told = text(&site, "1001", Notice::Shipped, &buyer(Medium::Sms)).await;
    assert!(
        told.starts_with("Off it goes. ") && told.contains("18 May"),
        "{told}"
    );
    assert!(told.contains(" https://track.acme.example/t/"), "{told}");
    assert_eq!(doorstep::sms::segments(&told), 1, "{told}");
    site.stop().await;
}

async fn the_preview_is_the_letter_of_a_real_order_that_opens_nothing(site: Site) {
    let admin = shipped(&site).await;
    let page = admin.page(SHIPPED).await;
    assert!(
        page.contains("HP-1001"),
        "the order that fits is offered: {page}"
    );
    let order = crate::harness::stored::order(&site.services, "1001").await;
    let link = site.services.link_of(&order).expect("there is a link");
    let mut fields = typed("0", &[]);
    fields.push(("order", &order.public_id));
    let preview = admin.post(&format!("{SHIPPED}/preview"), &fields).await;
    assert_eq!(preview.headers()["x-frame-options"], "SAMEORIGIN");
    let policy = preview.headers()["content-security-policy"]
        .to_str()
        .expect("it is text")
        .to_owned();
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("script-src"),
        "{policy}"
    );
    let preview = preview.text().await.expect("a page is text");
    assert!(preview.contains("Off it goes: HP-1001"), "{preview}");
    assert!(preview.contains("Trail shoe"), "{preview}");
    assert_eq!(preview.matches("srcdoc").count(), 2, "{preview}");
    assert!(!preview.contains(&link), "{preview}");
    // Another brand's order, one that does not fit, none: a made-up one.
    let delivered = "/settings/brand/shop/messages/delivered/email/en/preview";
    let drawn = admin
        .page(&format!("{delivered}?order={}", order.public_id))
        .await;
    assert!(
        drawn.contains("1001") && !drawn.contains("HP-1001"),
        "{drawn}"
    );
    for news in News::ALL {
        for (medium, what) in [("email", "srcdoc"), ("sms", "bubble")] {
            for language in ["en", "es", "de"] {
                let path = format!("{LIST}/{}/{medium}/{language}", news.code());
                let drawn = admin.page(&format!("{path}/preview")).await;
                assert!(drawn.contains(what), "{path}: {drawn}");
            }
        }
        let path = format!("{LIST}/{}/email/en", news.code());
        assert!(
            admin.page(&path).await.contains("A made-up order"),
            "{path}"
        );
    }
    assert_eq!(held(&site).await, []);
    site.stop().await;
}

async fn what_a_brand_says_can_be_put_into_another(site: Site) {
    let admin = shipped(&site).await;
    saved(&admin, SHIPPED, &typed("0", &[])).await;
    saved(&admin, SHIPPED, &typed("1", &[("heading", "Second")])).await;
    saved(&admin, LIST, &[("version", "0"), ("up", "button")]).await;
    site.brand("copy").await;
    let services = &site.services;
    let copy = services
        .book
        .now()
        .brand_of_slug("copy")
        .expect("it was made")
        .id;
    let rows = held(&site).await;
    assert_eq!(rows.len(), 2);
    let transaction = services.database.begin().await.expect("it begins");
    wording::put_held_of_brand(&transaction, copy, &rows)
        .await
        .expect("it is put");
    transaction.commit().await.expect("it is kept");
    let copied = wording::held_of_brand(services.database.read(), copy).await;
    let copied = copied.expect("it can be read");
    let said = |rows: &[wording::Model]| -> Vec<Option<String>> {
        rows.iter().map(|row| row.details.clone()).collect()
    };
    assert_eq!(said(&copied), said(&rows));
    let all = site.staff(Role::Admin, &[]).await;
    let page = all
        .page("/settings/brand/copy/messages/shipped/email/en")
        .await;
    assert!(
        page.contains(r#"value="Second""#) && page.contains("Version 1, copied, "),
        "{page}"
    );
    site.stop().await;
}

/// A brand's words for a day that moved are not those for one that may be
/// missed: of that, ours speak.
async fn what_may_come_late_is_not_said_to_be_late(site: Site) {
    let admin = shipped(&site).await;
    let delay = "/settings/brand/shop/messages/delay/email/en";
    let asking = [("happened", "{{happened}}")];
    saved(&admin, delay, &typed("0", &asking)).await;
    let jo = buyer(Medium::Email);
    let of = |occasion: &'static str| mail_at(&site, "1001", (Notice::Delay, occasion), &jo);
    let moved = of("to-2026-05-18").await;
    assert!(moved.html.contains("Your things are rolling"), "{moved:?}");
    let at_risk = of("risk-2026-05-18").await;
    assert!(!at_risk.html.contains("rolling"), "{at_risk:?}");
    assert!(at_risk.text.contains("may not come"), "{at_risk:?}");
    site.stop().await;
}

/// What stands around the news can be said in other words too; where the
/// button leads and how to stop cannot.
async fn the_greeting_the_button_and_the_closing_lines_are_the_shops_and_the_way_out_stays(
    site: Site,
) {
    let admin = shipped(&site).await;
    let read = async || mail(&site, "1001", Notice::Shipped, &buyer(Medium::Email)).await;
    let ours = read().await;
    // Words from before there were such parts say ours there.
    saved(&admin, SHIPPED, &typed("0", &[])).await;
    let before = read().await;
    for said in ["Hello Jo,", "Follow your parcel:"] {
        assert!(ours.text.contains(said), "{said}: {}", ours.text);
        assert!(before.text.contains(said), "{said}: {}", before.text);
    }
    let page = admin.page(SHIPPED).await;
    assert!(page.contains(r#"value="{{button}}""#), "{page}");

    let mut fields = typed("1", &[]);
    fields.extend([
        ("greeting", "Ahoy {{first_name|sailor}}!"),
        ("button", "Watch it sail"),
        ("footer", "Built by hand since 1950.\r\nOpen daily."),
    ]);
    saved(&admin, SHIPPED, &fields).await;
    let own = read().await;
    let order = crate::harness::stored::order(&site.services, "1001").await;
    let link = site.services.link_of(&order).expect("there is a link");
    assert!(
        own.text.contains(&format!("Watch it sail:\n{link}\n")),
        "{}",
        own.text
    );
    assert!(
        own.html.contains(&format!(r#"href="{link}""#)),
        "{}",
        own.html
    );
    for said in [
        "Ahoy Jo!",
        "Built by hand since 1950.",
        "Open daily.",
        "Watch it sail",
    ] {
        assert!(own.text.contains(said), "{said}: {}", own.text);
        assert!(own.html.contains(said), "{said}: {}", own.html);
    }
    let stays = [
        "You get this mail because",
        "Choose what we send you",
        "Stop these mails",
    ];
    for said in stays {
        assert!(own.text.contains(said), "{said}: {}", own.text);
        assert!(own.html.contains(said), "{said}: {}", own.html);
    }
    assert!(!own.text.contains("Hello Jo") && !own.text.contains("Follow your"));
    assert_eq!(own.unsubscribe, ours.unsubscribe);

    for (name, words, said) in [
        (
            "greeting",
            "Hi {{nam}}",
            "Greeting, line 1: nothing is called {{nam}}",
        ),
        (
            "button",
            "{{next}}",
            "The button, line 1: a button has no room for {{next}}",
        ),
        (
            "footer",
            "x\r\n<b>",
            "Closing lines, line 2: “&lt;b&gt;” is mark-up.",
        ),
    ] {
        let mut fields = typed("2", &[]);
        fields.push((name, words));
        let answer = admin.post(SHIPPED, &fields).await;
        assert_eq!(answer.status(), 422, "{words}");
        let page = answer.text().await.expect("a page is text");
        assert!(page.contains(said), "{said}: {page}");
        let preview = admin.post(&format!("{SHIPPED}/preview"), &fields).await;
        let preview = preview.text().await.expect("a page is text");
        assert!(preview.contains(said), "{said}: {preview}");
    }
    let back = [("do", "revert"), ("version", "2"), ("to", "1")];
    saved(&admin, SHIPPED, &back).await;
    assert!(read().await.text.contains("Hello Jo,"));
    site.stop().await;
}
