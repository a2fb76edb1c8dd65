//! The order pane: all that is known of an order on one page, and every form
//! beside it, taken or refused.

use crate::harness::payloads::{
    JOURNEY, door_order, door_shipment, fulfilment, order, tracker, with,
};
use crate::harness::{Session, Site, on_both, stored, without_nonces};
use doorstep::audit::Deed;
use doorstep::staff::{Role, Serves};
use doorstep::template::TemplateKey;
use reqwest::Response;
use serde_json::{Value, json};
use server::admin::Command;
use server::brand::BrandFile;
use server::db::audit;
use server::intake::desk::template::{Edited, save};
use server::views::Views;

on_both!(
    the_pane_shows_the_carriers_truth_beside_ours,
    the_same_is_there_for_programs,
    another_brands_order_is_not_there,
    a_masked_brand_shows_no_buyer,
    every_action_leads_back_with_what_was_done,
    every_refusal_keeps_what_was_typed,
    a_draft_is_filled_and_names_what_is_missing,
    each_opening_is_written_down_once,
    incidents_are_declared_shown_and_ended,
);

/// Nothing of an order that may reach a stranger.
const PRIVATE: [&str; 6] = ["Ada", "Lang", "ada@", "Mill Lane", "11201", "Trail shoe"];

/// An order on its way, of which the carrier has said nothing for three days.
async fn underway(site: &Site) -> String {
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    site.accept(&shop.shopify("fulfillments/create", &fulfilment(11, 1, &["1ZPANE1"])))
        .await;
    site.accept(&carrier.easypost(&tracker("1ZPANE1", &JOURNEY[..3])))
        .await;
    id_of(site, "1").await
}

async fn id_of(site: &Site, external_id: &str) -> String {
    stored::order(&site.services, external_id).await.public_id
}

/// The public id of an order's one parcel.
async fn parcel_of(site: &Site, external_id: &str) -> String {
    let view = site.view(external_id).await;
    let id = view["parcels"][0]["id"].as_str();
    id.expect("it has a parcel").to_owned()
}

fn path(order: &str) -> String {
    format!("/console/orders/{order}")
}

async fn rep(site: &Site) -> Session {
    let home = site.services.book.now().brands[0].slug.clone();
    site.staff(Role::Rep, &[&home]).await
}

fn says(page: &str, words: &[&str]) {
    for words in words {
        assert!(page.contains(words), "no {words} in {page}");
    }
}

fn keeps_to_itself(page: &str, words: &[&str]) {
    let page = without_nonces(page);
    for words in words {
        assert!(!page.contains(words), "{words} in {page}");
    }
}

async fn the_pane_shows_the_carriers_truth_beside_ours(site: Site) {
    let id = underway(&site).await;
    let door = site.door(&[]).await;
    let line = json!({
        "carrier": "UPS", "number": "1ZPANE1", "status": "none",
        "time": "2026-05-12T01:30:00", "text": "Held <b>at gate</b> 4", "code": "XB-7"
    });
    site.accept(&door.post("scans", &line)).await;
    let page = rep(&site).await.page(&path(&id)).await;
    says(
        &page,
        &[
            // Ours: how it stands, why somebody should look, what to do.
            "In transit",
            "No scan for 81 h since",
            "Ask UPS to look for it",
            "data-do=\"reply\"",
            // The buyer, and what was bought.
            "Ada Lang",
            "ada@example.com",
            "12 Mill Lane",
            "11201 Brooklyn NY",
            "Trail shoe",
            "59.90 USD",
            // The carrier's own words and code, who brought them, when it was
            // by whose clock, when it came and how late that was.
            "Departed from facility",
            "easypost",
            "Tue 12 May, 03:00",
            "UTC",
            "Fri 15 May, 12:00",
            "after 3 days",
            // A line that is no movement, by a clock nobody named.
            "XB-7",
            "Tue 12 May, 01:30",
            "no zone given",
            "no movement",
            // Who carries it, with the way to the carrier's own page.
            "1ZPANE1",
            "https://www.ups.com/track",
            // What the shopper sees.
            &site.path("1").await,
        ],
    );
    let scans = page.matches("<td class=\"raw\">").count();
    assert_eq!(scans, 4, "every scan stands there");
    keeps_to_itself(&page, &["<b>at gate"]);
    site.stop().await;
}

/// The pane as a program reads it.
async fn json_of(site: &Site, order: &str) -> Value {
    let views = Views(site.services.clone());
    let pane = views.order_pane_for(&Serves::All, order, "en").await;
    let pane = pane.expect("it can be read").expect("it is there");
    serde_json::to_value(pane).expect("it is JSON")
}

async fn the_same_is_there_for_programs(site: Site) {
    let id = underway(&site).await;
    let pane = json_of(&site, &id).await;
    assert_eq!(pane["head"]["number"], "#1");
    assert_eq!(pane["customer"]["email"], "ada@example.com");
    assert_eq!(pane["flags"][0]["flag"], "stuck");
    assert_eq!(pane["advice"]["do"], "reply");
    assert_eq!(pane["advice"]["template"], "stuck");
    let scan = &pane["parcels"][0]["scans"][0];
    assert_eq!(scan["words"], "Departed from facility");
    assert_eq!(scan["status"], "in_transit");
    assert_eq!(scan["source"], "easypost");
    assert_eq!(scan["arrived"], "Fri 15 May, 12:00");
    assert!(pane.get("forms").is_none(), "forms are for people");
    let views = Views(site.services.clone());
    let elsewhere = Serves::Only(vec![99]);
    let stranger = views.order_pane_for(&elsewhere, &id, "en").await;
    assert_eq!(stranger.expect("it can be read"), None);
    site.stop().await;
}

const ACTIONS: [&str; 12] = [
    "note",
    "reply",
    "link",
    "contact",
    "claim",
    "claim-state",
    "shipment",
    "correction",
    "told",
    "mark",
    "unmark",
    "pin",
];

async fn another_brands_order_is_not_there(site: Site) {
    let id = underway(&site).await;
    let parcel = parcel_of(&site, "1").await;
    let stranger = site.staff(Role::Admin, &["other"]).await;
    let response = stranger.get(&path(&id)).await;
    assert_eq!(response.status(), 404);
    keeps_to_itself(&response.text().await.unwrap_or_default(), &PRIVATE);
    for action in ACTIONS {
        let fields = [
            ("body", "words"),
            ("subject", "words"),
            ("kind", "lost"),
            ("parcel", &parcel),
            ("as", "lost"),
            ("why", "words"),
            ("do", "new"),
            ("number", "1Z12345E0205271688"),
            ("carrier", "UPS"),
            ("who", "shop"),
        ];
        let response = stranger
            .post(&format!("{}/{action}", path(&id)), &fields)
            .await;
        assert_eq!(response.status(), 404, "{action}");
        keeps_to_itself(&response.text().await.unwrap_or_default(), &PRIVATE);
    }
    let order = stored::order(&site.services, "1").await;
    let written = deeds(&site, order.id).await;
    assert_eq!(written, Vec::<Deed>::new(), "nothing was done");
    site.stop().await;
}

/// What the trail says was done with an order, oldest first.
async fn deeds(site: &Site, order_id: i64) -> Vec<Deed> {
    let asked = audit::Asked {
        order_ids: Some(vec![order_id]),
        ..audit::Asked::default()
    };
    let read = site.services.database.read();
    let rows = audit::newest_of_brands(read, &Serves::All, &asked, 100).await;
    let rows = rows.expect("the trail can be read");
    let deeds = rows.iter().rev();
    deeds
        .filter_map(|row| Deed::from_code(&row.action))
        .collect()
}

/// Has the default brand show its customers to staff only in part.
async fn mask(site: &Site) {
    let mut file = BrandFile::named("shop", "My shop");
    let key = "privacy.mask_customers".to_owned();
    file.given.insert(key, "true".to_owned());
    let set = site.command(Command::BrandSet(file)).await;
    set.expect("the brand is set");
}

async fn a_masked_brand_shows_no_buyer(site: Site) {
    let id = underway(&site).await;
    mask(&site).await;
    let door = site.door(&[]).await;
    let shipment = with(
        door_shipment("S-1", "M-1", "1ZMASK1"),
        &json!({ "updated_at": "2026-05-11T09:00:00Z" }),
    );
    let order = with(
        door_order("M-1"),
        &json!({
            "email": "zoraida@canary.example", "phone": "+1 207 555 0143",
            "first_name": "Zoraida", "last_name": "Birdcage",
            "ship_to": {
                "name": "Zoraida Birdcage", "street": "7 Feather Row", "city": "Portland",
                "region": "ME", "postal_code": "04101", "country": "US"
            }
        }),
    );
    site.accept(&door.post("orders", &order)).await;
    site.accept(&door.post("shipments", &shipment)).await;
    let scan = json!({
        "carrier": "UPS", "number": "1ZMASK1", "status": "delivered",
        "time": "2026-05-14T15:00:00Z", "text": "Left with ZORAIDA at 7 FEATHER ROW",
        "signed_by": "Zoraida Birdcage", "left_at": "7 Feather Row"
    });
    site.accept(&door.post("scans", &scan)).await;
    let rep = rep(&site).await;
    let id_masked = id_of(&site, "M-1").await;
    let called = [
        ("topic", "not_received"),
        (
            "body",
            "This is Zoraida Birdcage, zoraida@canary.example, ring +1 207 555 0143",
        ),
    ];
    let at = path(&id_masked);
    assert_eq!(
        rep.post(&format!("{at}/contact"), &called).await.status(),
        303
    );
    let corrected = [
        ("kind", "address"),
        ("body", "9 Feather Row"),
        ("must_know", "shop"),
    ];
    assert_eq!(
        rep.post(&format!("{at}/correction"), &corrected)
            .await
            .status(),
        303
    );
    let page = rep.page(&at).await;
    let pane = json_of(&site, &id_masked).await.to_string();
    let draft = rep.page(&format!("{at}?draft=not_received")).await;
    for text in [&page, &pane, &draft] {
        keeps_to_itself(
            &text.to_lowercase(),
            &[
                "zoraida",
                "birdcage",
                "zoraida@",
                "feather row",
                "04101",
                "0143",
            ],
        );
    }
    says(
        &page,
        &[
            "Z. B.",
            "z***@canary.example",
            "*** 43",
            "Portland",
            "Left with *** at ***",
            "Not shown: this shop shows its customers to staff only in part.",
        ],
    );
    // The buyer of another brand's order is still whom one sees.
    assert_ne!(id, id_masked);
    site.stop().await;
}

/// Sends a form that must be taken; the page it leads back to.
async fn done(rep: &Session, order: &str, action: &str, fields: &[(&str, &str)]) -> String {
    let response = rep.post(&format!("{}/{action}", path(order)), fields).await;
    let status = response.status();
    let to = response
        .headers()
        .get("location")
        .and_then(|to| to.to_str().ok())
        .map(str::to_owned);
    let text = response.text().await.unwrap_or_default();
    assert_eq!(status, 303, "{action}: {text}");
    let to = to.expect("it leads somewhere");
    assert!(to.starts_with(&format!("{}?said=", path(order))), "{to}");
    rep.page(&to).await
}

/// What stands in a page between two marks.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let from = page
        .find(before)
        .unwrap_or_else(|| panic!("no {before} in {page}"));
    let rest = &page[from + before.len()..];
    &rest[..rest.find(after).unwrap_or(rest.len())]
}

async fn every_action_leads_back_with_what_was_done(site: Site) {
    let id = underway(&site).await;
    let rep = rep(&site).await;
    let page = rep.page(&path(&id)).await;
    let parcel = parcel_of(&site, "1").await;

    let page = {
        says(&page, &["aria-pressed=\"false\""]);
        done(&rep, &id, "pin", &[("pin", "yes")]).await
    };
    says(&page, &["The order is pinned.", "aria-pressed=\"true\""]);
    let page = done(&rep, &id, "note", &[("body", "Rang the depot.")]).await;
    says(
        &page,
        &["The note is kept.", "Rang the depot.", &rep.actor.name],
    );
    let called = [("topic", "where_is_it"), ("body", "Where on earth is it?")];
    let page = done(&rep, &id, "contact", &called).await;
    says(
        &page,
        &[
            "The contact is open.",
            "Where on earth is it?",
            "written down by staff",
        ],
    );
    let contact = between(&page, "value=\"take:contact:", ":").to_owned();

    let reply = [
        ("contact", contact.as_str()),
        ("subject", "Your order"),
        ("body", "UPS looks for it."),
    ];
    let page = done(&rep, &id, "reply", &reply).await;
    says(
        &page,
        &[
            "The reply is queued.",
            "UPS looks for it.",
            "answered, open",
        ],
    );
    says(&page, &["data-outcome=\"waiting\""]);
    let page = done(&rep, &id, "link", &[]).await;
    says(&page, &["The link is queued."]);

    let claim = [("kind", "lost"), ("parcel", &*parcel), ("amount", "59.90")];
    let page = done(&rep, &id, "claim", &claim).await;
    says(
        &page,
        &[
            "The claim is open.",
            "open, not filed",
            "59.90 USD",
            "UPS takes it until",
        ],
    );
    let claim_id = between(&page, "name=\"claim\" value=\"", "\"").to_owned();
    let filed = [
        ("claim", claim_id.as_str()),
        ("version", "0"),
        ("at_hand", "value"),
        ("words-value", " invoice 4711 "),
        ("become", "filed"),
    ];
    let page = done(&rep, &id, "claim-state", &filed).await;
    says(
        &page,
        &[
            "filed, the carrier has it",
            ": 1/3",
            "value=\"invoice 4711\"",
            "The carrier pays",
        ],
    );
    claim_is_paid(&rep, &id, &claim_id).await;

    let corrected = [
        ("kind", "address"),
        ("body", "14 Mill Lane"),
        ("must_know", "shop"),
        ("must_know", "carrier"),
    ];
    let page = done(&rep, &id, "correction", &corrected).await;
    says(
        &page,
        &[
            "14 Mill Lane",
            "The shop still has to be told",
            "Tell them now.",
        ],
    );
    let correction = between(&page, "name=\"correction\" value=\"", "\"").to_owned();
    for who in ["shop", "carrier"] {
        let told = [("correction", correction.as_str()), ("who", who)];
        done(&rep, &id, "told", &told).await;
    }
    let page = rep.page(&path(&id)).await;
    says(&page, &["The shop was told", "The carrier was told"]);

    let mark = [
        ("parcel", &*parcel),
        ("as", "lost"),
        ("why", "The depot says so"),
    ];
    let page = done(&rep, &id, "mark", &mark).await;
    says(
        &page,
        &[
            "beside what the carrier says",
            "The depot says so",
            "In transit",
        ],
    );
    let page = done(&rep, &id, "unmark", &[("parcel", &parcel)]).await;
    says(&page, &["The mark is taken back.", "taken back Fri 15 May"]);
    let page = done(&rep, &id, "pin", &[("pin", "no")]).await;
    says(&page, &["The order is no longer pinned."]);
    shipments_by_hand(&site, &rep, &id).await;

    let order = stored::order(&site.services, "1").await;
    let deeds = deeds(&site, order.id).await;
    for deed in [
        Deed::OrderOpened,
        Deed::NoteWritten,
        Deed::ContactOpened,
        Deed::Replied,
        Deed::LinkSent,
        Deed::ClaimChanged,
        Deed::Corrected,
        Deed::Marked,
        Deed::ShipmentChanged,
    ] {
        assert!(deeds.contains(&deed), "{deed:?} is not in {deeds:?}");
    }
    site.stop().await;
}

/// The first parcel that can be chosen in the form of shipments, with the
/// version that is shown.
fn choice(page: &str) -> String {
    let form = between(page, "id=\"shipment-parcel\"", "</select>");
    between(form, "value=\"", "\"").to_owned()
}

/// The carrier's decision: what cannot be read comes back with what was typed
/// and ticked, and nothing was kept of it.
async fn claim_is_paid(rep: &Session, id: &str, claim: &str) {
    let paid = |amount: &'static str| {
        [
            ("claim", claim.to_owned()),
            ("version", "2".to_owned()),
            ("at_hand", "shipping".to_owned()),
            ("amount", amount.to_owned()),
            ("become", "paid".to_owned()),
        ]
    };
    let fields = paid("forty");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let page = refused(rep, id, ("claim-state", 422), &fields).await;
    let fault = format!("id=\"claim-state-{claim}-amount-fault\"");
    let words = "in the currency of what is demanded";
    says(&page, &["value=\"forty\"", &fault, words, ": 1/3"]);
    let ticked = between(&page, "value=\"shipping\"", ">");
    assert!(ticked.contains("checked"), "{ticked}");
    let fields = paid("40");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let page = done(rep, id, "claim-state", &fields).await;
    let money = [
        "What is demanded: 59.90 USD",
        "What the carrier pays: 40.00 USD",
    ];
    says(&page, &money);
}

async fn shipments_by_hand(site: &Site, rep: &Session, id: &str) {
    let page = rep.page(&path(id)).await;
    let (number, other) = ("1Z12345E0205271688", "1Z12345E6605272234");
    let parcel = choice(&page);
    let replaced = [
        ("do", "replace"),
        ("parcel", parcel.as_str()),
        ("carrier", "UPS"),
        ("number", number),
    ];
    let page = done(rep, id, "shipment", &replaced).await;
    says(&page, &["The shipment is changed.", number]);
    site.services
        .clock
        .step_to(crate::harness::at("2026-05-15T12:01:00Z"));
    let form = rep.page(&path(id)).await;
    let form = between(&form, "name=\"service\"", "</form>").to_owned();
    let line = between(&form, "name=\"item-", "\"").to_owned();
    let holds = format!("item-{line}");
    let new = |pieces: &'static str| {
        [
            ("do", "new"),
            ("carrier", "UPS"),
            ("number", other),
            ("service", "Ground"),
            (&*holds, pieces),
        ]
    };
    // More than was ordered, and no number at all: both come back as typed.
    for wrong in ["99", "one"] {
        let page = refused(rep, id, ("shipment", 422), &new(wrong)).await;
        let typed = format!("value=\"{wrong}\"");
        says(
            &page,
            &["id=\"shipment-items-fault\"", &typed, "value=\"Ground\""],
        );
    }
    let page = done(rep, id, "shipment", &new("1")).await;
    says(&page, &[other, "Parcel 2 of 2", "written down by hand"]);
    let stored = stored::shipments(&site.services, "1").await;
    let made = stored
        .iter()
        .find(|row| row.number.as_deref() == Some(other));
    let made = made.expect("it is there");
    assert_eq!(made.service.as_deref(), Some("Ground"));
    let held: Vec<(String, u32)> = made
        .items()
        .into_iter()
        .map(|item| (item.line_id, item.quantity))
        .collect();
    assert_eq!(held, [(line, 1)]);
}

/// Sends a form that must be refused; the page with its reason.
async fn refused(
    rep: &Session,
    order: &str,
    (action, status): (&str, u16),
    fields: &[(&str, &str)],
) -> String {
    let response = rep.post(&format!("{}/{action}", path(order)), fields).await;
    let got = response.status();
    let page = response.text().await.unwrap_or_default();
    assert_eq!(got, status, "{action}: {page}");
    says(&page, &["data-page=\"order\"", "data-tone=\"refused\""]);
    page
}

async fn every_refusal_keeps_what_was_typed(site: Site) {
    let id = underway(&site).await;
    let rep = rep(&site).await;
    let parcel = parcel_of(&site, "1").await;
    let long = "x".repeat(5_000);

    let page = refused(&rep, &id, ("note", 422), &[("body", " ")]).await;
    says(&page, &["id=\"note-body-fault\""]);
    let page = refused(&rep, &id, ("note", 422), &[("body", &long)]).await;
    says(&page, &[&long]);
    let unfinished = [("subject", "Hi"), ("body", "It is with {{carrier}}.")];
    let page = refused(&rep, &id, ("reply", 422), &unfinished).await;
    says(
        &page,
        &[
            "It is with {{carrier}}.",
            "value=\"Hi\"",
            "id=\"reply-body-fault\"",
        ],
    );
    let page = refused(&rep, &id, ("reply", 422), &[("body", "Words")]).await;
    says(
        &page,
        &["id=\"reply-subject-fault\"", ">\nWords</textarea>"],
    );
    refused(&rep, &id, ("contact", 422), &[("topic", "other")]).await;
    let gone = [
        ("contact", "cnt_gone"),
        ("subject", "Hi"),
        ("body", "Words"),
    ];
    refused(&rep, &id, ("reply", 404), &gone).await;

    let wrong = [("kind", "lost"), ("parcel", &*parcel), ("amount", "much")];
    let page = refused(&rep, &id, ("claim", 422), &wrong).await;
    says(&page, &["value=\"much\"", "id=\"claim-amount-fault\""]);
    let claim = [("kind", "lost"), ("parcel", &*parcel)];
    let page = done(&rep, &id, "claim", &claim).await;
    refused(&rep, &id, ("claim", 422), &claim).await;
    let claim_id = between(&page, "name=\"claim\" value=\"", "\"").to_owned();
    let stale = [
        ("claim", claim_id.as_str()),
        ("version", "7"),
        ("become", "filed"),
    ];
    let page = refused(&rep, &id, ("claim-state", 409), &stale).await;
    says(&page, &["A colleague changed this meanwhile."]);

    let marked = [("parcel", &*parcel), ("as", "eaten"), ("why", "I saw it")];
    let page = refused(&rep, &id, ("mark", 422), &marked).await;
    says(&page, &["I saw it", "id=\"mark-as-fault\""]);
    let marked = [("parcel", &*parcel), ("as", "lost"), ("why", "I saw it")];
    done(&rep, &id, "mark", &marked).await;
    refused(&rep, &id, ("mark", 409), &marked).await;
    refused(&rep, &id, ("unmark", 404), &[("parcel", "shp_gone")]).await;

    let choice = choice(&rep.page(&path(&id)).await);
    let number = |number| {
        [
            ("do", "replace"),
            ("parcel", choice.as_str()),
            ("carrier", "UPS"),
            ("number", number),
        ]
    };
    let page = refused(&rep, &id, ("shipment", 422), &number("!")).await;
    says(&page, &["id=\"shipment-number-fault\""]);
    refused(&rep, &id, ("shipment", 422), &number("1ZPANE1")).await;
    let stale = format!("{parcel}:1");
    let stale = [("do", "remove"), ("parcel", stale.as_str())];
    refused(&rep, &id, ("shipment", 409), &stale).await;
    refused(&rep, &id, ("correction", 422), &[("kind", "address")]).await;
    let told = [("correction", "cor_gone"), ("who", "shop")];
    refused(&rep, &id, ("told", 404), &told).await;
    of_another_order(&site, &rep, &parcel).await;
    site.stop().await;
}

/// What belongs to one order cannot be changed at another's address, nobody is
/// written to without an address, and no other site's form is taken.
async fn of_another_order(site: &Site, rep: &Session, parcel: &str) {
    let door = site.door(&[]).await;
    site.accept(&door.post("orders", &door_order("A-1"))).await;
    let id = id_of(site, "A-1").await;
    let marked = [("parcel", parcel), ("as", "lost"), ("why", "I saw it")];
    refused(rep, &id, ("mark", 404), &marked).await;
    let claim = [("kind", "lost"), ("parcel", parcel)];
    refused(rep, &id, ("claim", 404), &claim).await;
    let mail = [("subject", "Hi"), ("body", "Words")];
    let response = rep.post(&format!("{}/reply", path(&id)), &mail).await;
    assert_eq!(response.status(), 422);
    let foreign = rep
        .request("POST", &format!("{}/note", path(&id)))
        .header("sec-fetch-site", "cross-site")
        .body("body=x");
    let foreign: Response = foreign.send().await.expect("the server answers");
    assert_eq!(foreign.status(), 403);
    assert_eq!(rep.get(&path("ord_gone")).await.status(), 404);
    let gone = format!("{}/note", path("ord_gone"));
    let gone = rep.post(&gone, &[("body", "x")]).await;
    assert_eq!(gone.status(), 404);
}

async fn a_draft_is_filled_and_names_what_is_missing(site: Site) {
    let id = underway(&site).await;
    let rep = rep(&site).await;
    let page = rep.page(&format!("{}?draft=stuck", path(&id))).await;
    let body = between(&page, "id=\"reply-body\"", "</textarea>");
    says(body, &["Ada", "UPS", "#1", "My shop"]);
    let door = site.door(&[]).await;
    let order = with(door_order("A-1"), &json!({ "email": "bo@example.com" }));
    site.accept(&door.post("orders", &order)).await;
    let other = id_of(&site, "A-1").await;
    // Our own words do without what is not known; a shop's may need it.
    let home = site.services.book.now().brands[0].clone();
    let admin = site.staff(Role::Admin, &[&home.slug]).await;
    let needs_a_carrier = Edited {
        brand_id: home.id,
        key: TemplateKey::Stuck,
        subject: "Order {{order}}",
        body: "It is with {{carrier}}.",
        version: 0,
    };
    save(&site.services, &admin.actor, needs_a_carrier)
        .await
        .expect("it is stored");
    let page = rep.page(&format!("{}?draft=stuck", path(&other))).await;
    says(&page, &["data-part=\"missing\"", "who carries it"]);
    let page = rep.page(&format!("{}?draft=nonsense", path(&other))).await;
    keeps_to_itself(&page, &["data-part=\"missing\""]);
    site.stop().await;
}

async fn each_opening_is_written_down_once(site: Site) {
    let id = underway(&site).await;
    let order = stored::order(&site.services, "1").await;
    let opened = async || {
        let deeds = deeds(&site, order.id).await;
        deeds
            .iter()
            .filter(|deed| **deed == Deed::OrderOpened)
            .count()
    };
    let (one, two) = (rep(&site).await, rep(&site).await);
    one.page(&path(&id)).await;
    assert_eq!(opened().await, 1);
    let refresh = |session: &Session| {
        let request = session.request("GET", &path(&id));
        request.header("x-doorstep-refresh", "live").send()
    };
    assert_eq!(refresh(&one).await.expect("it answers").status(), 200);
    one.page(&format!("{}?draft=stuck", path(&id))).await;
    one.page(&format!("{}?open=claim", path(&id))).await;
    done(&one, &id, "note", &[("body", "Words")]).await;
    assert_eq!(opened().await, 1, "it is the page that was opened");
    // Who never opened it opens it, whatever the request says.
    assert_eq!(refresh(&two).await.expect("it answers").status(), 200);
    assert_eq!(opened().await, 2);
    site.services
        .clock
        .step_to(crate::harness::at("2026-05-16T12:00:00Z"));
    let one = site.sign_in_as(one.actor.clone()).await;
    assert_eq!(refresh(&one).await.expect("it answers").status(), 200);
    assert_eq!(opened().await, 3, "another day");
    site.stop().await;
}

async fn incidents_are_declared_shown_and_ended(site: Site) {
    let id = underway(&site).await;
    let rep = rep(&site).await;
    let home = site.services.book.now().brands[0].slug.clone();
    let manager = site.staff(Role::Manager, &[&home]).await;
    let storm = |words| {
        [
            ("brand", home.as_str()),
            ("carrier", "UPS"),
            ("country", "US"),
            ("region", "NY"),
            ("from", "2026-05-12"),
            ("to", ""),
            ("words", words),
        ]
    };
    let page = rep.page("/console/incidents").await;
    says(
        &page,
        &["Managers declare incidents", "No incident is declared."],
    );
    let refused = rep.post("/console/incidents", &storm("Snow.")).await;
    assert_eq!(refused.status(), 403);
    let empty = manager.post("/console/incidents", &storm("")).await;
    assert_eq!(empty.status(), 422);
    let page = empty.text().await.unwrap_or_default();
    says(
        &page,
        &["id=\"incident-words-fault\"", "value=\"2026-05-12\""],
    );
    let declared = manager
        .post("/console/incidents", &storm("Snow in New York."))
        .await;
    assert_eq!(declared.status(), 303);
    let page = manager.page("/console/incidents").await;
    says(&page, &["Snow in New York.", "US-NY", &manager.actor.name]);
    let pane = rep.page(&path(&id)).await;
    says(
        &pane,
        &[
            "data-part=\"incidents\"",
            "Snow in New York.",
            "UPS in US-NY",
        ],
    );
    let incident = between(&page, "name=\"incident\" value=\"", "\"").to_owned();
    let end = [("incident", incident.as_str())];
    let ended = manager.post("/console/incidents/end", &end).await;
    assert_eq!(ended.status(), 303);
    let again = manager.post("/console/incidents/end", &end).await;
    assert_eq!(again.status(), 409);
    keeps_to_itself(&rep.page(&path(&id)).await, &["Snow in New York."]);
    site.stop().await;
}
