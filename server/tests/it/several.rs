//! Several parcels of an order told of in one message: whatever is said once
//! is true of them all, in our words and in a shop's own.

use crate::harness::payloads::{door_shipment, with};
use crate::harness::{Session, Site, on_both};
use crate::letters::{brand, buyer, case, mail, near, send_by, taken, text};
use doorstep::notice::Notice;
use doorstep::recipient::Medium;
use doorstep::staff::Role;
use serde_json::{Value, json};

on_both!(
    a_shops_words_say_of_all_what_is_true_of_all,
    what_is_true_of_one_alone_is_not_said_of_all,
    a_line_about_one_goes_whatever_else_it_would_say,
    the_line_beside_the_subject_is_of_them_all,
);

const LATE: &str = "/settings/brand/shop/messages/delay/email/en";
const TEXTED: &str = "/settings/brand/shop/messages/delay/sms/en";

/// A late order of two parcels, the second of which is another carrier's, and
/// late for a reason and until a day of its own, where it is said to be.
async fn late(site: &Site, (carrier, reason, day): (&str, &str, &str)) {
    let moved = |reason: &str, day: &str| {
        let moved = json!({ "reason": reason, "estimate": day });
        [taken(), near("in_transit", &moved)]
    };
    let first = case("late", Notice::Delay, &moved("weather", "2026-05-20"));
    two(site, &first, carrier, &moved(reason, day)).await;
}

async fn two(site: &Site, first: &crate::letters::Case, carrier: &str, scans: &[Value]) {
    let door = site.door(&[]).await;
    send_by(site, &door, "1001", first, &json!({ "locale": "en" })).await;
    let named = json!({ "carrier": carrier, "number": "1Z999AA10123456784" });
    let other = with(door_shipment("S2", "1001", ""), &named);
    site.accept(&door.post("shipments", &other)).await;
    for scan in scans {
        let scan = with(scan.clone(), &named);
        site.accept(&door.post("scans", &scan)).await;
    }
}

/// A brand that says of a delay all there is to say.
async fn in_own_words(site: &Site) -> Session {
    brand(site, &[]).await;
    let admin = site.staff(Role::Admin, &["shop"]).await;
    let email = [
        ("do", "save"),
        ("version", "0"),
        ("subject", "Sorry: {{why|it is late}}"),
        ("preview", "{{carrier|Somebody}} says: {{act}}"),
        ("heading", "{{window|It comes later}}"),
        ("happened", "Oh dear: {{happened}}"),
        ("next", "{{next}}"),
        ("act", "{{act}}"),
        ("footer", "It was {{why|something}}.\r\nWe are sorry."),
    ];
    let saved = admin.post(LATE, &email).await;
    assert_eq!(saved.status(), 303, "{:?}", saved.text().await);
    let words = "Sorry!\r\n{{why?}}.\r\n{{window?}}\r\n{{link}}";
    let sms = [("do", "save"), ("version", "0"), ("text", words)];
    assert_eq!(admin.post(TEXTED, &sms).await.status(), 303);
    admin
}

async fn a_shops_words_say_of_all_what_is_true_of_all(site: Site) {
    in_own_words(&site).await;
    late(&site, ("UPS", "weather", "2026-05-20")).await;
    let email = mail(&site, "1001", Notice::Delay, &buyer(Medium::Email)).await;
    assert_eq!(email.subject, "Sorry: bad weather");
    let said = "It was bad weather.";
    assert!(email.text.contains(said), "{}", email.text);
    assert!(email.html.contains("UPS says: "), "{}", email.html);
    let sms = text(&site, "1001", Notice::Delay, &buyer(Medium::Sms)).await;
    assert!(sms.starts_with("Sorry! bad weather. "), "{sms}");
    assert!(sms.contains("20 May"), "one day is that of both: {sms}");
    site.stop().await;
}

async fn what_is_true_of_one_alone_is_not_said_of_all(site: Site) {
    in_own_words(&site).await;
    late(&site, ("Zippy", "vehicle", "2026-05-21")).await;
    let email = mail(&site, "1001", Notice::Delay, &buyer(Medium::Email)).await;
    assert_eq!(
        email.subject, "Your parcel comes later than planned (order HP-1001)",
        "ours stand"
    );
    let (above, below) = email
        .text
        .split_once("-- Parcel ")
        .expect("there are parcels");
    for of_one in ["weather", "20 May", "21 May", "UPS", "Zippy"] {
        assert!(!above.contains(of_one), "{of_one}: {above}");
    }
    // Each parcel says its own, in the shop's words.
    for why in ["bad weather", "trouble with a truck or plane"] {
        let said = below.contains(why);
        assert!(said, "{why}: {below}");
    }
    assert_eq!(below.matches("Oh dear: ").count(), 2, "{below}");
    let sms = text(&site, "1001", Notice::Delay, &buyer(Medium::Sms)).await;
    assert!(sms.starts_with("Sorry! https://"), "{sms}");
    site.stop().await;
}

/// "It was something" is said where nobody knows why, and not where there are
/// two reasons.
async fn a_line_about_one_goes_whatever_else_it_would_say(site: Site) {
    in_own_words(&site).await;
    late(&site, ("UPS", "vehicle", "2026-05-20")).await;
    let email = mail(&site, "1001", Notice::Delay, &buyer(Medium::Email)).await;
    assert!(!email.text.contains("It was "), "{}", email.text);
    assert!(!email.subject.contains("Sorry"), "{}", email.subject);
    let closing = "We are sorry.";
    assert!(email.text.contains(closing), "{}", email.text);
    assert!(email.html.contains("UPS says: "), "of both: {}", email.html);
    site.stop().await;
}

async fn the_line_beside_the_subject_is_of_them_all(site: Site) {
    brand(&site, &[]).await;
    late(&site, ("UPS", "vehicle", "2026-05-21")).await;
    let email = mail(&site, "1001", Notice::Delay, &buyer(Medium::Email)).await;
    let (_, line) = email.html.split_once("<body").expect("there is a body");
    let line = line.split('\u{200c}').next().unwrap_or_default();
    for said in ["Parcel 1 of 2: ", "Parcel 2 of 2: "] {
        assert!(line.contains(said), "{said}: {line}");
    }
    for day in ["20 May", "21 May"] {
        assert!(line.contains(day), "{day}: {line}");
    }
    site.stop().await;
}
