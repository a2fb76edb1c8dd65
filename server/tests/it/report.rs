//! A shopper says what is wrong: what is asked, what is stored, which flag
//! rises with it and clears, and what nobody else gets to see.

use crate::harness::payloads::{
    JOURNEY, door_order, door_scan, door_shipment, fulfilment, order, tracker, with,
};
use crate::harness::{Multipart, Sender, Site, at, on_both, pictures, stored};
use doorstep::contact::Topic;
use doorstep::flag::Flag;
use doorstep::staff::Role;
use reqwest::Response;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use server::brand::BrandFile;
use server::db::{audit, contact, entry, flag, photo, to_ms};
use server::intake::desk::after;

on_both!(
    a_report_raises_its_flag_and_closing_it_clears_it,
    what_is_offered_fits_the_state,
    a_word_before_anything_left_follows_the_parcel,
    wrong_input_shows_the_form_again,
    photos_are_drawn_anew,
    what_is_no_photo_is_refused,
    the_same_thing_told_twice_is_one_contact,
    what_came_back_offers_what_the_policy_allows,
    an_order_sees_its_own_reports_alone,
    asking_where_it_is_is_counted_by_cause,
    a_crash_before_the_derivation_loses_no_flag,
);

struct Senders {
    shop: Sender,
    carrier: Sender,
}

impl Senders {
    async fn of(site: &Site) -> Self {
        Self {
            shop: site.connect("shopify", &[]).await,
            carrier: site.connect("easypost", &[]).await,
        }
    }

    /// An order whose parcel has come so far on its way; none for one that has
    /// not left.
    async fn order(&self, site: &Site, id: u64, lines: Option<usize>) {
        site.accept(&self.shop.shopify("orders/create", &order(id)))
            .await;
        let Some(lines) = lines else { return };
        let number = format!("1ZREPORT{id}");
        let parcel = fulfilment(id * 10 + 1, id, &[&number]);
        site.accept(&self.shop.shopify("fulfillments/create", &parcel))
            .await;
        let scans = tracker(&number, &JOURNEY[..lines]);
        site.accept(&self.carrier.easypost(&scans)).await;
    }
}

const DELIVERED: Option<usize> = Some(5);
const MOVING: Option<usize> = Some(3);

/// The id of an order's first parcel in addresses.
async fn parcel_of(site: &Site, id: &str) -> String {
    let view = site.view(id).await;
    view["parcels"][0]["id"].as_str().expect("an id").to_owned()
}

fn filled(parcel: &str, topic: Topic, words: &str) -> Multipart {
    Multipart::default()
        .text("parcel", parcel)
        .text("topic", topic.code())
        .text("words", words)
}

/// Reports something of an order and is led to its thanks.
async fn report(site: &Site, id: &str, form: &Multipart) -> String {
    let path = site.path(id).await;
    let answer = site.submit_files(&format!("{path}/report"), form).await;
    assert_eq!(answer.status(), 303, "{id}");
    let to = location(&answer);
    assert!(to.starts_with(&format!("{path}/report/cnt_")), "{to}");
    to
}

fn location(answer: &Response) -> String {
    let to = answer.headers()["location"].to_str();
    to.expect("an address").to_owned()
}

async fn html(answer: Response) -> String {
    answer.text().await.expect("a page is text")
}

/// The flags of an order: which, and whether it is up.
async fn flags(site: &Site, id: &str) -> Vec<String> {
    let order = stored::order(&site.services, id).await;
    let found = flag::of_order(site.services.database.read(), order.id).await;
    let found = found.expect("flags can be read");
    let told = found.iter().map(|row| {
        let is_up = if row.cleared_ms.is_none() {
            "up"
        } else {
            "cleared"
        };
        let of = row.shipment_id.map_or("order", |_| "parcel");
        format!("{of} {} {is_up}", row.kind)
    });
    told.collect()
}

async fn contacts(site: &Site, id: &str) -> Vec<contact::Model> {
    let order = stored::order(&site.services, id).await;
    let found = contact::of_order(site.services.database.read(), order.id).await;
    found.expect("contacts can be read")
}

/// Closes every contact of an order, as the desk does.
async fn close(site: &Site, id: &str) {
    let order = stored::order(&site.services, id).await;
    let now = site.services.clock.now();
    let transaction = site.services.database.begin().await.expect("it begins");
    contact::Entity::update_many()
        .col_expr(contact::Column::ClosedMs, Expr::value(to_ms(now)))
        .filter(contact::Column::OrderId.eq(order.id))
        .exec(&transaction)
        .await
        .expect("it is closed");
    after::mark(&transaction, &[order.id], now)
        .await
        .expect("the order is marked");
    transaction.commit().await.expect("it is committed");
    after::after_change(&site.services, &[order.id]).await;
}

async fn a_report_raises_its_flag_and_closing_it_clears_it(site: Site) {
    let senders = Senders::of(&site).await;
    let cases = [
        (
            1,
            DELIVERED,
            Topic::NotReceived,
            Some(Flag::DeliveredNotReceived),
        ),
        (2, DELIVERED, Topic::Damaged, Some(Flag::Damaged)),
        (3, DELIVERED, Topic::WrongContents, None),
        (4, DELIVERED, Topic::Other, None),
        (5, MOVING, Topic::WrongAddress, Some(Flag::AddressProblem)),
        (6, MOVING, Topic::WhereIsIt, None),
    ];
    site.services.clock.step_to(at("2026-05-13T20:00:00.750Z"));
    for (id, lines, topic, wanted) in cases {
        senders.order(&site, id, lines).await;
        let id = id.to_string();
        let before = site.view(&id).await;
        let form = filled(&parcel_of(&site, &id).await, topic, "The corner is wet.");
        report(&site, &id, &form).await;
        let up: Vec<String> = wanted
            .iter()
            .map(|flag| format!("parcel {} up", flag.code()))
            .collect();
        assert_eq!(flags(&site, &id).await, up, "{topic:?}: it is up at once");
        let after = site.view(&id).await;
        assert!(after["revision"].as_i64() > before["revision"].as_i64());
        let told = after["report"]["told"][0]["text"].as_str();
        assert!(
            told.is_some_and(|told| told.ends_with(": received")),
            "{after:#}"
        );

        let held = contacts(&site, &id).await;
        assert_eq!(held.len(), 1, "{topic:?}");
        assert_eq!(held[0].topic(), topic);
        assert!(held[0].shipment_id.is_some() && held[0].closed_ms.is_none());
        close(&site, &id).await;
        let cleared: Vec<String> = up
            .iter()
            .map(|flag| flag.replace(" up", " cleared"))
            .collect();
        assert_eq!(
            flags(&site, &id).await,
            cleared,
            "{topic:?}: it clears itself"
        );
        let told = site.view(&id).await["report"]["told"][0]["text"].clone();
        assert!(
            told.as_str().is_some_and(|told| told.ends_with(": closed")),
            "{told}"
        );
    }
    // Due in the shop's working hours: 8 of them on the same Friday, and 24
    // across a weekend.
    site.services.clock.step_to(at("2026-05-15T12:00:00Z"));
    for (id, topic, due) in [
        ("1", Topic::NotReceived, "2026-05-15T20:00:00Z"),
        ("6", Topic::WhereIsIt, "2026-05-18T12:00:00Z"),
    ] {
        let form = filled(&parcel_of(&site, id).await, topic, "Again.");
        report(&site, id, &form).await;
        assert_eq!(contacts(&site, id).await[0].due_ms, to_ms(at(due)), "{id}");
    }
    site.stop().await;
}

async fn what_is_offered_fits_the_state(site: Site) {
    let senders = Senders::of(&site).await;
    senders.order(&site, 1, None).await;
    senders.order(&site, 2, MOVING).await;
    senders.order(&site, 3, DELIVERED).await;
    for (id, offered, not_offered) in [
        (
            "1",
            ["where_is_it", "wrong_address"],
            ["not_received", "damaged"],
        ),
        (
            "2",
            ["where_is_it", "wrong_address"],
            ["not_received", "damaged"],
        ),
        (
            "3",
            ["not_received", "damaged"],
            ["where_is_it", "wrong_address"],
        ),
    ] {
        let path = site.path(id).await;
        let page = html(site.get(&path).await).await;
        let link = format!("{path}/report?parcel={}", parcel_of(&site, id).await);
        assert!(page.contains(&format!("href=\"{link}\"")), "{id}: {page}");
        let asked = html(site.get(&link).await).await;
        for topic in offered.iter().chain(&["other"]) {
            assert!(
                asked.contains(&format!("topic={topic}\"")),
                "{id} {topic}: {asked}"
            );
        }
        for topic in not_offered {
            assert!(!asked.contains(&format!("topic={topic}\"")), "{id} {topic}");
            // An address that was made up leads back to what fits.
            let made_up = site.get(&format!("{link}&topic={topic}")).await;
            assert_eq!(made_up.status(), 200);
            assert!(html(made_up).await.contains("data-part=\"topics\""), "{id}");
        }
        let form = site.get(&format!("{link}&topic={}", offered[0])).await;
        let form = html(form).await;
        assert!(form.contains("enctype=\"multipart/form-data\""), "{form}");
        assert!(!form.contains("<script"), "it needs none");
    }
    site.stop().await;
}

async fn a_word_before_anything_left_follows_the_parcel(site: Site) {
    let senders = Senders::of(&site).await;
    site.services.clock.step_to(at("2026-05-10T10:00:00Z"));
    senders.order(&site, 1, None).await;
    let form = filled(
        &parcel_of(&site, "1").await,
        Topic::WrongAddress,
        "12 Mill Road, not Lane",
    );
    report(&site, "1", &form).await;
    assert_eq!(flags(&site, "1").await, ["order address_problem up"]);
    site.services.clock.step_to(at("2026-05-11T20:00:00Z"));
    senders.order(&site, 1, Some(2)).await;
    assert_eq!(
        flags(&site, "1").await,
        ["parcel address_problem up", "order address_problem cleared"]
    );
    // Once it is delivered there is nothing left to be turned.
    site.services.clock.step_to(at("2026-05-13T20:00:00Z"));
    senders.order(&site, 1, DELIVERED).await;
    assert_eq!(
        flags(&site, "1").await,
        [
            "parcel address_problem cleared",
            "order address_problem cleared"
        ]
    );
    site.stop().await;
}

async fn wrong_input_shows_the_form_again(site: Site) {
    let senders = Senders::of(&site).await;
    senders.order(&site, 1, DELIVERED).await;
    let path = format!("{}/report", site.path("1").await);
    let parcel = parcel_of(&site, "1").await;
    let long = "x".repeat(4_001);
    for (topic, words, wanted) in [
        (Topic::Damaged, "", "Say what is broken, or add a photo"),
        (Topic::WrongContents, " \n ", "Say what is missing or wrong"),
        (
            Topic::Other,
            long.as_str(),
            "Write 4,000 characters at most",
        ),
    ] {
        let answer = site
            .submit_files(&path, &filled(&parcel, topic, words))
            .await;
        assert_eq!(answer.status(), 422, "{topic:?}");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let page = html(answer).await;
        assert!(page.contains(wanted), "{topic:?}: {page}");
        assert!(page.contains("aria-invalid=\"true\""), "{topic:?}");
        assert!(
            page.contains(words.trim()),
            "{topic:?}: it stands there again"
        );
    }
    // Ticks stay too, and hostile words stay words.
    let form = filled(
        &parcel,
        Topic::NotReceived,
        &format!("</textarea><b>{long}"),
    )
    .text("looked", "neighbours")
    .text("looked", "on the moon");
    let page = html(site.submit_files(&path, &form).await).await;
    assert!(page.contains("value=\"neighbours\" checked"), "{page}");
    assert!(!page.contains("<b>"), "{page}");
    // What is no form at all leads back to the order.
    for body in ["", "{}", "parcel=x"] {
        let answer = site.submit(&path, &[("x", body)]).await;
        assert_eq!(location(&answer), site.path("1").await);
    }
    let nowhere = filled("shp_0", Topic::Other, "Hello");
    let answer = site.submit_files(&path, &nowhere).await;
    assert_eq!(location(&answer), path, "an unknown parcel is asked for");
    let foreign = site
        .http
        .post(format!("{}{path}", site.address))
        .header("sec-fetch-site", "cross-site")
        .header("content-type", Multipart::content_type())
        .body(filled(&parcel, Topic::Other, "Hello").bytes());
    assert_eq!(foreign.send().await.expect("it answers").status(), 403);
    assert!(contacts(&site, "1").await.is_empty());
    site.stop().await;
}

async fn photos_are_drawn_anew(site: Site) {
    let senders = Senders::of(&site).await;
    senders.order(&site, 1, DELIVERED).await;
    let sent = pictures::from_a_phone(1);
    let is_in = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|part| part == what);
    assert!(is_in(&sent, pictures::TAKEN_AT));
    let form = filled(&parcel_of(&site, "1").await, Topic::Damaged, "")
        .file("photos", "me at home.jpg", &sent)
        .file("photos", "x.png", &pictures::from_a_phone(2))
        .file("photos", "", b"");
    let thanks = report(&site, "1", &form).await;
    let page = html(site.get(&thanks).await).await;
    assert!(page.contains("2 photos came with it."), "{page}");
    let reference = &contacts(&site, "1").await[0].reference;
    assert!(page.contains(reference.as_str()), "{page}");
    assert!(
        !page.contains("<img"),
        "the shopper does not see them again"
    );
    let photos = photo::Entity::find()
        .all(site.services.database.read())
        .await
        .expect("photos can be read");
    assert_eq!(photos.len(), 2);
    for photo in &photos {
        assert_eq!((photo.width, photo.height), (480, 640), "it stands upright");
        assert!(photo.jpeg.starts_with(b"\xff\xd8\xff"));
        for gone in [pictures::TAKEN_AT, b"Exif", b"GPS"] {
            assert!(!is_in(&photo.jpeg, gone), "{gone:?}");
        }
        let read = image::load_from_memory(&photo.jpeg).expect("it is a picture");
        assert_eq!(read.width(), 480);
    }
    // Staff of the brand see it, and nobody else.
    let path = format!("/console/photos/{}", photos[0].public_id);
    let rep = site.staff(Role::Rep, &["shop"]).await;
    let seen = rep.get(&path).await;
    assert_eq!(seen.status(), 200);
    for (name, wanted) in [
        ("content-type", "image/jpeg"),
        ("content-disposition", "inline"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(seen.headers()[name], wanted);
    }
    let policy = seen.headers()["content-security-policy"].to_str();
    assert!(policy.is_ok_and(|policy| policy.ends_with("sandbox")));
    assert_eq!(
        seen.bytes().await.expect("it has bytes"),
        photos[0].jpeg.as_slice()
    );
    let other = site.staff(Role::Admin, &["north"]).await;
    assert_eq!(other.get(&path).await.status(), 404);
    assert_eq!(rep.get("/console/photos/pho_0").await.status(), 404);
    assert!(site.get(&path).await.status().as_u16() != 200, "a stranger");
    site.stop().await;
}

async fn what_is_no_photo_is_refused(site: Site) {
    let senders = Senders::of(&site).await;
    senders.order(&site, 1, DELIVERED).await;
    let path = format!("{}/report", site.path("1").await);
    let parcel = parcel_of(&site, "1").await;
    let form = || filled(&parcel, Topic::Damaged, "The lid is cracked.");
    let good = pictures::from_a_phone(1);
    let mut five = form();
    for _ in 0..5 {
        five = five.file("photos", "a.jpg", &good);
    }
    let mut large = good.clone();
    large.resize(8 * 1024 * 1024 + 1, 0);
    let mut heavy = form();
    for _ in 0..4 {
        heavy = heavy.file("photos", "a.jpg", &large[..6 * 1024 * 1024]);
    }
    let with_file = |bytes: &[u8]| form().file("photos", "photo.jpg", bytes);
    for (form, wanted) in [
        (
            with_file(b"a text, whatever its name"),
            "Photo 1 is no photo",
        ),
        (with_file(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), "(HEIC)"),
        (with_file(&pictures::bomb()), "more than 50 million pixels"),
        (with_file(&good[..40]), "cannot be read to its end"),
        (with_file(&large), "larger than 8 MB"),
        (five, "Choose four photos at most"),
        (heavy, "larger than 20 MB"),
    ] {
        // Each try is paid for by then.
        let later = site.services.clock.now() + chrono::TimeDelta::hours(1);
        site.services.clock.step_to(later);
        let answer = site.submit_files(&path, &form).await;
        assert_eq!(answer.status(), 422, "{wanted}");
        let page = html(answer).await;
        assert!(page.contains(wanted), "{wanted}: {page}");
        assert!(page.contains("The lid is cracked."), "{wanted}");
        assert!(page.contains("choose your photos again"), "{wanted}");
    }
    assert!(contacts(&site, "1").await.is_empty());
    site.stop().await;
}

async fn the_same_thing_told_twice_is_one_contact(site: Site) {
    let senders = Senders::of(&site).await;
    senders.order(&site, 1, DELIVERED).await;
    let parcel = parcel_of(&site, "1").await;
    let first = filled(&parcel, Topic::Damaged, "The lid is cracked.");
    let thanks = report(&site, "1", &first).await;
    let revision = site.view("1").await["revision"].clone();
    assert_eq!(
        report(&site, "1", &first).await,
        thanks,
        "a button pressed twice"
    );
    assert_eq!(site.view("1").await["revision"], revision, "nothing is new");
    let asked = format!("{}/report?parcel={parcel}", site.path("1").await);
    let page = html(site.get(&asked).await).await;
    let reference = contacts(&site, "1").await[0].reference.clone();
    let told = page.find(&format!("{reference}: the shop has it."));
    assert!(
        told < page.find("topic=not_received") && told.is_some(),
        "{page}"
    );
    let form = html(site.get(&format!("{asked}&topic=damaged")).await).await;
    assert!(form.contains("data-part=\"joins\""), "{form}");

    let more = filled(&parcel, Topic::Damaged, "The cup too.").file(
        "photos",
        "cup.jpg",
        &pictures::from_a_phone(3),
    );
    assert_eq!(report(&site, "1", &more).await, thanks);
    assert_eq!(report(&site, "1", &more).await, thanks);
    let other = filled(&parcel, Topic::WrongContents, "The socks are missing.");
    assert_ne!(report(&site, "1", &other).await, thanks);
    let held = contacts(&site, "1").await;
    assert_eq!(held.len(), 2, "{held:?}");
    assert_eq!(held[1].version, 1, "who has it open is told");
    let written = entry::Entity::find()
        .all(site.services.database.read())
        .await;
    let written: Vec<String> = written
        .expect("entries can be read")
        .into_iter()
        .map(|entry| entry.body)
        .collect();
    assert_eq!(
        written,
        [
            "The lid is cracked.",
            "The cup too.",
            "The socks are missing."
        ]
    );
    // One that is closed is not joined.
    close(&site, "1").await;
    site.services.clock.step_to(at("2026-05-16T12:00:00Z"));
    assert_ne!(report(&site, "1", &first).await, thanks);
    let trail = audit::Entity::find()
        .filter(audit::Column::Action.eq("contact_opened"))
        .all(site.services.database.read())
        .await
        .expect("the trail can be read");
    assert_eq!(trail.len(), 4, "one a change");
    assert!(
        trail.iter().all(|deed| deed.actor == "shopper"),
        "{trail:?}"
    );
    let details: String = trail
        .iter()
        .filter_map(|deed| deed.detail.clone())
        .collect();
    assert!(!details.contains("lid"), "nothing personal: {details}");
    site.stop().await;
}

async fn what_came_back_offers_what_the_policy_allows(site: Site) {
    let door = site.door(&[]).await;
    site.accept(&door.post("orders", &door_order("A-1"))).await;
    site.accept(&door.post("shipments", &door_shipment("S-1", "A-1", "1ZBACK1")))
        .await;
    for (status, time) in [
        ("picked_up", "2026-05-11T18:00:00Z"),
        ("returning", "2026-05-13T18:00:00Z"),
    ] {
        site.accept(&door.post("scans", &door_scan("1ZBACK1", status, time)))
            .await;
    }
    let path = site.path("A-1").await;
    let parcel = parcel_of(&site, "A-1").await;
    let link = format!("{path}/report?parcel={parcel}&topic=returned");
    let silent = html(site.get(&link).await).await;
    assert!(
        !silent.contains("radio"),
        "a shop that says nothing: {silent}"
    );
    let mut file = BrandFile::named("shop", "My shop");
    let values = [
        ("policies.returned.words", "We ask you what you like best."),
        ("policies.returned.offers", "new_address\nrefund"),
    ];
    file.given
        .extend(values.map(|(key, value)| (key.to_owned(), value.to_owned())));
    let set = site.command(server::admin::Command::BrandSet(file)).await;
    set.expect("the brand is set");
    let asked = html(site.get(&link).await).await;
    assert!(asked.contains("We ask you what you like best."), "{asked}");
    assert!(asked.contains("value=\"refund\""), "{asked}");
    assert!(!asked.contains("value=\"send_again\""), "{asked}");
    let form =
        |remedy: &str, words: &str| filled(&parcel, Topic::Returned, words).text("remedy", remedy);
    for (remedy, words, wanted) in [
        ("", "", "Choose what you would like"),
        ("send_again", "", "Choose what you would like"),
        ("new_address", "", "Write the other address"),
    ] {
        let answer = site
            .submit_files(&format!("{path}/report"), &form(remedy, words))
            .await;
        assert_eq!(answer.status(), 422, "{remedy}");
        assert!(html(answer).await.contains(wanted), "{remedy}");
    }
    report(&site, "A-1", &form("refund", "")).await;
    let written = entry::Entity::find()
        .all(site.services.database.read())
        .await;
    let written = written.expect("entries can be read");
    assert_eq!(written[0].body, "Would like: Give my money back.");
    assert_eq!(contacts(&site, "A-1").await[0].cause, "returning");
    site.stop().await;
}

async fn an_order_sees_its_own_reports_alone(site: Site) {
    let senders = Senders::of(&site).await;
    senders.order(&site, 1, DELIVERED).await;
    senders.order(&site, 2, DELIVERED).await;
    let parcel = parcel_of(&site, "1").await;
    let form = filled(&parcel, Topic::Damaged, "SECRET-WORDS");
    let thanks = report(&site, "1", &form).await;
    let contact = thanks.rsplit('/').next().unwrap_or_default().to_owned();
    let reference = contacts(&site, "1").await[0].reference.clone();
    let other = site.path("2").await;
    let seen = site.get(&format!("{other}/report/{contact}")).await;
    assert_eq!(
        (seen.status().as_u16(), location(&seen)),
        (303, other.clone())
    );
    let added = site.submit_files(&format!("{other}/report"), &form).await;
    assert_eq!(location(&added), format!("{other}/report"));
    for path in [
        other.clone(),
        format!("{other}/view.json"),
        format!("{other}/report"),
        format!("{other}/report?parcel={parcel}"),
    ] {
        let page = html(site.get(&path).await).await;
        assert!(!page.contains(&reference), "{path}");
    }
    assert!(contacts(&site, "2").await.is_empty());
    // And its own pages show no word of it.
    let own = site.path("1").await;
    for path in [
        own.clone(),
        format!("{own}/view.json"),
        thanks,
        format!("{own}/report"),
    ] {
        let page = html(site.get(&path).await).await;
        assert!(page.contains(&reference), "{path}: {page}");
        assert!(!page.contains("SECRET-WORDS"), "{path}: {page}");
    }
    site.stop().await;
}

async fn asking_where_it_is_is_counted_by_cause(site: Site) {
    let senders = Senders::of(&site).await;
    site.services.clock.step_to(at("2026-05-12T12:00:00Z"));
    let door = site.door(&[]).await;
    for id in 1..=3 {
        senders.order(&site, id, MOVING).await;
    }
    let rehearsal = with(door_order("T-1"), &json!({ "test": true }));
    site.accept(&door.post("orders", &rehearsal)).await;
    // Two of them ask while it is stuck, one before that.
    let ask = async |id: &str| {
        let form = filled(&parcel_of(&site, id).await, Topic::WhereIsIt, "");
        report(&site, id, &form).await;
    };
    ask("1").await;
    ask("T-1").await;
    site.time_passes_until(at("2026-05-15T04:00:00Z")).await;
    site.time_passes_until(at("2026-05-15T04:00:00Z")).await;
    ask("2").await;
    ask("3").await;
    let brand = stored::order(&site.services, "1").await.brand_id;
    let counts = contact::wismo_of_live_orders_of_brand(
        site.services.database.read(),
        brand,
        at("2026-05-01T00:00:00Z"),
        at("2026-06-01T00:00:00Z"),
    )
    .await
    .expect("they can be counted");
    let counts: Vec<(&str, i64)> = counts.iter().map(|(cause, n)| (&**cause, *n)).collect();
    assert_eq!(counts, [("stuck", 2), ("in_transit", 1)]);
    site.stop().await;
}

async fn a_crash_before_the_derivation_loses_no_flag(site: Site) {
    let senders = Senders::of(&site).await;
    senders.order(&site, 1, DELIVERED).await;
    let order = stored::order(&site.services, "1").await;
    let now = site.services.clock.now();
    // As `open` writes it, and no further.
    let transaction = site.services.database.begin().await.expect("it begins");
    let row = contact::NewContact {
        id: doorstep::ids::ContactId::from_random(7),
        reference: "K7P2-9QXM".to_owned(),
        brand_id: order.brand_id,
        order_id: order.id,
        shipment_id: None,
        topic: Topic::NotReceived,
        channel: doorstep::contact::Channel::Page,
        cause: "delivered".to_owned(),
        opened: now,
        due: now,
        idempotency_key: None,
    };
    contact::add(&transaction, row).await.expect("it is kept");
    after::mark(&transaction, &[order.id], now)
        .await
        .expect("it is marked");
    transaction.commit().await.expect("it is committed");
    let site = site.restart().await;
    let is_up = async || {
        let flags = flags(&site, "1").await;
        flags.contains(&"parcel delivered_not_received up".to_owned())
    };
    assert!(!is_up().await);
    site.time_passes_until(now).await;
    assert!(is_up().await);
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_machine_that_reports_on_and_on_is_slowed_down() {
    let site = Site::on(crate::harness::Store::sqlite()).await;
    let senders = Senders::of(&site).await;
    senders.order(&site, 1, DELIVERED).await;
    let path = format!("{}/report", site.path("1").await);
    let parcel = parcel_of(&site, "1").await;
    let again = |count: usize| filled(&parcel, Topic::Other, &format!("No. {count}"));
    for count in 0..6 {
        let answer = site.submit_files(&path, &again(count)).await;
        assert_eq!(answer.status(), 303, "{count}");
    }
    let answer = site.submit_files(&path, &again(6)).await;
    assert_eq!(answer.status(), 429);
    assert_eq!(answer.headers()["retry-after"], "60");
    let page = html(answer).await;
    assert!(page.contains("Please wait 60 seconds"), "{page}");
    assert!(page.contains("No. 6"), "what was typed stays: {page}");
    let later = site.services.clock.now() + chrono::TimeDelta::seconds(60);
    site.services.clock.step_to(later);
    assert_eq!(site.submit_files(&path, &again(6)).await.status(), 303);
    site.stop().await;
}
