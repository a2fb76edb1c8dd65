//! The language somebody reads: the order's, else the brand's; on pages
//! without an order the browser's, else the brand's.

use crate::harness::payloads::{door_order, door_scan, door_shipment, with};
use crate::harness::{Site, on_both};
use doorstep::brand::{Given, named};
use serde_json::{Value, json};
use server::admin::Command;
use server::brand::BrandFile;

on_both!(
    an_order_speaks_its_own_language_everywhere,
    what_nobody_speaks_here_falls_back_to_the_brands_language,
    pages_without_an_order_speak_the_readers_language,
    a_brand_s_own_texts_keep_to_their_language,
    mails_are_written_in_the_orders_language,
);

/// Whoever asks, their browser says this.
const BROWSER: &str = "es-MX,es;q=0.9,en;q=0.5";

async fn brand(site: &Site, values: &[(&str, &str)]) {
    let mut given: Given = named("shop", "Harbour & Pine");
    given.insert("default".to_owned(), "true".to_owned());
    for (key, value) in values {
        given.insert((*key).to_owned(), (*value).to_owned());
    }
    site.command(Command::BrandSet(BrandFile::of(given, Vec::new())))
        .await
        .expect("the brand can be set");
}

/// An order with a parcel on its way, in a language.
async fn order(site: &Site, id: &str, locale: Option<&str>) {
    let door = site.door(&[]).await;
    let mut more = json!({ "email": "jo@example.com", "expected": "2026-05-16" });
    if let Some(locale) = locale {
        more["locale"] = json!(locale);
    }
    site.accept(&door.post("orders", &with(door_order(id), &more)))
        .await;
    let number = format!("1ZLANG{id}");
    let shipment = door_shipment(&format!("S{id}"), id, &number);
    site.accept(&door.post("shipments", &shipment)).await;
    let scan = door_scan(&number, "in_transit", "2026-05-13T09:00:00Z");
    site.accept(&door.post("scans", &scan)).await;
}

/// A page as that browser gets it.
async fn page(site: &Site, path: &str) -> String {
    let asked = site
        .http
        .get(format!("{}{path}", site.address))
        .header("accept-language", BROWSER);
    let response = asked.send().await.expect("the server answers");
    response.text().await.expect("a page is text")
}

fn speaks(html: &str, language: &str, words: &[&str]) {
    let lang = format!("<html lang=\"{language}\">");
    assert!(html.contains(&lang), "{lang} is missing in {html}");
    for words in words {
        assert!(html.contains(words), "{words} is missing in {html}");
    }
}

async fn an_order_speaks_its_own_language_everywhere(site: Site) {
    brand(&site, &[]).await;
    order(&site, "D1", Some("de-AT")).await;
    let path = site.path("D1").await;
    let html = page(&site, &path).await;
    speaks(
        &html,
        "de",
        &[
            "Unterwegs",
            "Was Sie tun sollten",
            "Samstag, 16. Mai",
            "Bestellung #D1 - Harbour",
            "Sendungsverlauf",
        ],
    );
    assert!(!html.contains("On its way"), "{html}");
    let view = site.view("D1").await;
    assert_eq!(view["language"], "de");
    assert_eq!(view["headline"], "Unterwegs");

    let mut stream = site.get(&format!("{path}/live")).await;
    let mut heard = String::new();
    while !heard.contains("\n\n") {
        let chunk = stream.chunk().await.expect("the stream lives");
        let chunk = chunk.expect("it does not end");
        heard.push_str(&String::from_utf8_lossy(&chunk));
    }
    assert!(heard.contains("\"headline\":\"Unterwegs\""), "{heard}");

    let calendar = page(&site, &format!("{path}/calendar.ics")).await;
    let calendar = calendar.replace("\r\n ", "");
    assert!(calendar.contains("SUMMARY:Paket von Harbour"), "{calendar}");
    let form = page(&site, &format!("{path}/report")).await;
    speaks(
        &form,
        "de",
        &["Was stimmt nicht?", "Zurück zu Ihrer Bestellung"],
    );
    site.stop().await;
}

async fn what_nobody_speaks_here_falls_back_to_the_brands_language(site: Site) {
    brand(&site, &[("locale", "es-ES")]).await;
    order(&site, "F1", Some("fr-CA")).await;
    order(&site, "N1", None).await;
    order(&site, "D1", Some("de_CH")).await;
    for (id, language, headline) in [
        ("F1", "es", "En camino"),
        ("N1", "es", "En camino"),
        ("D1", "de", "Unterwegs"),
    ] {
        let html = page(&site, &site.path(id).await).await;
        speaks(&html, language, &[headline]);
    }
    // Only the brand has changed, and with it what its orders fall back to.
    brand(&site, &[("locale", "fr")]).await;
    let html = page(&site, &site.path("F1").await).await;
    speaks(&html, "en", &["On its way"]);
    site.stop().await;
}

async fn pages_without_an_order_speak_the_readers_language(site: Site) {
    brand(&site, &[("locale", "de")]).await;
    speaks(&page(&site, "/").await, "es", &["¿Dónde está mi pedido?"]);
    let nowhere = format!("/t/{}", "0".repeat(22));
    for path in [&*nowhere, "/nowhere"] {
        let html = page(&site, path).await;
        speaks(&html, "es", &["No pudimos encontrar este pedido"]);
    }
    speaks(&page(&site, "/my/sent").await, "es", &["Mire su correo"]);
    // A browser that names no language of ours, as `get` does not.
    let home = site.get("/").await.text().await.expect("a page is text");
    speaks(&home, "de", &["Wo ist meine Bestellung?"]);
    let manifest = page(&site, "/manifest.webmanifest").await;
    let manifest: Value = serde_json::from_str(&manifest).expect("it is JSON");
    assert_eq!(manifest["lang"], "de", "it is the same for everybody");
    site.stop().await;
}

async fn a_brand_s_own_texts_keep_to_their_language(site: Site) {
    let texts = [
        ("locale", "en"),
        ("texts.headline.in_transit", "Sailing with {carrier}"),
        ("texts.de.headline.in_transit", "Schwimmt mit {carrier}"),
    ];
    brand(&site, &texts).await;
    for (id, locale, headline) in [
        ("E1", "en-GB", "Sailing with UPS"),
        ("D1", "de", "Schwimmt mit UPS"),
        ("S1", "es", "En camino"),
    ] {
        order(&site, id, Some(locale)).await;
        assert_eq!(site.view(id).await["headline"], headline);
    }
    let mut given: Given = named("other", "Other");
    given.insert("texts.fr.headline.in_transit".to_owned(), "x".to_owned());
    given.insert(
        "texts.de.headline.delivered".to_owned(),
        "{courier}".to_owned(),
    );
    let refused = site
        .command(Command::BrandSet(BrandFile::of(given, Vec::new())))
        .await
        .expect_err("it is refused");
    for wanted in [
        "texts.fr.headline.in_transit",
        "texts.de.headline.delivered",
    ] {
        assert!(refused.contains(wanted), "{refused}");
    }
    site.stop().await;
}

async fn mails_are_written_in_the_orders_language(site: Site) {
    order(&site, "D1", Some("de-DE")).await;
    let asked = site.submit("/my", &[("email", "jo@example.com")]).await;
    assert_eq!(asked.status(), 303);
    site.services.demo.open_mailbox();
    // The reader of the mailbox has a language of their own.
    let mailbox = page(&site, "/demo/mailbox").await;
    speaks(&mailbox, "es", &["El buzón de la demo"]);
    assert!(mailbox.contains("Ihre Bestellungen bei"), "{mailbox}");
    assert!(mailbox.contains("Er gilt 30 Minuten"), "{mailbox}");
    let link = mailbox
        .split("href=\"")
        .find(|rest| rest.starts_with("/my/"))
        .and_then(|rest| rest.split('"').next())
        .expect("the mail holds its link")
        .to_owned();
    let list = page(&site, &link).await;
    speaks(&list, "de", &["Ihre Bestellungen", "Unterwegs"]);
    site.stop().await;
}
