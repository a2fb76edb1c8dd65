//! Ways in without a link at hand: number and proof, a mailed link, a device
//! that remembers.

use crate::harness::payloads::{door_order, order, with};
use crate::harness::{NOW, Site, at, on_both};
use chrono::TimeDelta;
use reqwest::Response;
use serde_json::{Value, json};

on_both!(
    a_buyer_finds_an_order_however_it_is_spelled,
    a_number_used_twice_means_the_newest_that_fits,
    an_order_is_found_at_its_own_brand_alone,
    a_mailed_link_opens_all_orders_of_a_buyer_for_half_an_hour,
    a_mailed_link_tells_nothing_of_an_unknown_address,
);

fn location(response: &Response) -> &str {
    response.headers()["location"].to_str().unwrap_or_default()
}

async fn finds(site: &Site, number: &str, proof: &str) -> Option<String> {
    // A day later every try is paid for.
    let now = site.services.clock.now() + TimeDelta::days(1);
    site.services.clock.step_to(now);
    let response = site
        .submit("/find", &[("order", number), ("contact", proof)])
        .await;
    match response.status().as_u16() {
        303 => Some(location(&response).to_owned()),
        404 => None,
        status => panic!("{number}, {proof}: {status}"),
    }
}

async fn a_buyer_finds_an_order_however_it_is_spelled(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let to_london = json!({
        "shipping_address": { "name": "Ada", "zip": "SW1A 1AA", "country_code": "GB" }
    });
    site.accept(&shop.shopify("orders/create", &order(1001)))
        .await;
    site.accept(&shop.shopify("orders/create", &with(order(1002), &to_london)))
        .await;
    let lettered = json!({ "name": "ACME-1003-b" });
    site.accept(&shop.shopify("orders/create", &with(order(1003), &lettered)))
        .await;
    let new_york = site.path("1001").await;
    for (number, proof) in [
        ("#1001", "ada@example.com"),
        ("1001", " ADA@Example.com "),
        (" 1001 ", "11201"),
        ("Order 1001", "11201-1234"),
    ] {
        let found = finds(&site, number, proof).await;
        assert_eq!(found.as_ref(), Some(&new_york), "{number}, {proof}");
    }
    let london = Some(site.path("1002").await);
    assert_eq!(finds(&site, "1002", "sw1a1aa").await, london);
    assert_eq!(finds(&site, "1002", "SW1A-1AA").await, london);
    let third = Some(site.path("1003").await);
    assert_eq!(finds(&site, "acme-1003-B", "11201").await, third);
    assert_eq!(finds(&site, "1003-b", "11201").await, third);
    for (number, proof) in [
        ("1001", "11202"),
        ("1001", "bob@example.com"),
        ("1001", "Ada"),
        ("100", "11201"),
        ("10010", "11201"),
        ("1002", "SW1A"),
    ] {
        assert_eq!(finds(&site, number, proof).await, None, "{number}, {proof}");
    }
    site.stop().await;
}

async fn a_number_used_twice_means_the_newest_that_fits(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let named = |id: u64, email: &str| with(order(id), &json!({ "name": "#77", "email": email }));
    for (id, email) in [
        (1, "ada@example.com"),
        (2, "ada@example.com"),
        (3, "bob@example.com"),
    ] {
        site.accept(&shop.shopify("orders/create", &named(id, email)))
            .await;
    }
    let found = finds(&site, "77", "ada@example.com").await;
    assert_eq!(found, Some(site.path("2").await));
    let found = finds(&site, "77", "bob@example.com").await;
    assert_eq!(found, Some(site.path("3").await));
    site.stop().await;
}

async fn an_order_is_found_at_its_own_brand_alone(site: Site) {
    site.brand("north").await;
    let shop = site.connect("shopify", &["north"]).await;
    site.accept(&shop.shopify("orders/create", &order(5001)))
        .await;
    assert_eq!(finds(&site, "5001", "ada@example.com").await, None);
    let at_north = site
        .http
        .post(format!("{}/find", site.address))
        .header("host", "north.localhost")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("order=5001&contact=ada%40example.com")
        .send()
        .await
        .expect("the server answers");
    assert_eq!(location(&at_north), site.path("5001").await);
    site.stop().await;
}

/// The link that waits to be mailed, as the demo's mailbox shows it.
async fn mailed(site: &Site) -> Vec<String> {
    site.services.demo.open_mailbox();
    let html = site.get("/demo/mailbox").await.text().await;
    let html = html.expect("a page is text");
    html.split("href=\"")
        .filter(|rest| rest.starts_with("/my/"))
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect()
}

async fn a_mailed_link_opens_all_orders_of_a_buyer_for_half_an_hour(site: Site) {
    let door = site.door(&[]).await;
    let of = |id: &str, email: &str| with(door_order(id), &json!({ "email": email }));
    for (id, email) in [
        ("A-1", "Jo@example.com"),
        ("A-2", "jo@example.com"),
        ("A-3", "bob@example.com"),
    ] {
        site.accept(&door.post("orders", &of(id, email))).await;
    }
    let asked = site.submit("/my", &[("email", " JO@example.com")]).await;
    assert_eq!(
        (asked.status().as_u16(), location(&asked)),
        (303, "/my/sent")
    );
    let links = mailed(&site).await;
    assert_eq!(links.len(), 1, "{links:?}");

    let list = site.get(&links[0]).await;
    assert_eq!(list.status(), 200);
    assert_eq!(list.headers()["cache-control"], "no-store");
    assert_eq!(list.headers()["referrer-policy"], "no-referrer");
    let html = list.text().await.expect("a page is text");
    for (id, listed) in [("A-1", true), ("A-2", true), ("A-3", false)] {
        assert_eq!(html.contains(&site.path(id).await), listed, "{id}");
    }
    assert!(!html.to_lowercase().contains("jo@example"), "{html}");

    site.services
        .clock
        .step_to(at(NOW) + TimeDelta::minutes(30) - TimeDelta::seconds(1));
    assert_eq!(site.get(&links[0]).await.status(), 200);
    site.services
        .clock
        .step_to(at(NOW) + TimeDelta::minutes(30));
    assert_eq!(site.get(&links[0]).await.status(), 404);
    let now = site.services.clock.now();
    let dropped = server::intake::list_link::drop_expired(&site.services.database, now)
        .await
        .expect("links can be dropped");
    assert_eq!(dropped, 1);
    site.stop().await;
}

async fn a_mailed_link_tells_nothing_of_an_unknown_address(site: Site) {
    let door = site.door(&[]).await;
    let known = with(door_order("A-1"), &json!({ "email": "known@example.com" }));
    site.accept(&door.post("orders", &known)).await;
    let mut answers = Vec::new();
    for address in ["known@example.com", "other@example.com"] {
        let response = site.submit("/my", &[("email", address)]).await;
        let mut headers: Vec<String> = response
            .headers()
            .iter()
            .filter(|(name, _)| *name != "date")
            .map(|(name, value)| format!("{name}: {value:?}"))
            .collect();
        headers.sort();
        let status = response.status();
        answers.push((status, headers, response.text().await.unwrap_or_default()));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(mailed(&site).await.len(), 1);
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobodys_mailbox_is_filled() {
    let site = Site::behind_a_proxy(crate::harness::Store::sqlite()).await;
    for network in 0..3 {
        let from = format!("198.51.{network}.1");
        let asked = site
            .submit_from(&from, "/my", &[("email", "jo@example.com")])
            .await;
        assert_eq!(asked.status(), 303, "{network}");
    }
    let asked = site
        .submit_from("198.51.9.1", "/my", &[("email", "Jo@example.com")])
        .await;
    assert_eq!(asked.status(), 429);
    assert_eq!(asked.headers()["retry-after"], "300");
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_says_what_is_missing_and_keeps_the_number() {
    let site = Site::on(crate::harness::Store::sqlite()).await;
    for (path, fields, wanted) in [
        (
            "/find",
            vec![("order", "1001")],
            "e-mail address or postal code",
        ),
        (
            "/find",
            vec![("contact", "11201")],
            "Type your order number",
        ),
        ("/find", vec![], "Type your order number"),
        ("/my", vec![("email", "nobody")], "Type your e-mail address"),
    ] {
        let response = site.submit(path, &fields).await;
        assert_eq!(response.status(), 422, "{path} {fields:?}");
        let html = response.text().await.expect("a page is text");
        assert!(html.contains(wanted), "{path} {fields:?}: {html}");
        assert!(html.contains("aria-invalid=\"true\""), "{path} {fields:?}");
        if fields.contains(&("order", "1001")) {
            assert!(html.contains("value=\"1001\""), "{html}");
        }
    }
    let filled = site.get("/?order=%231001").await.text().await;
    assert!(filled.expect("a page is text").contains("value=\"#1001\""));
    for junk in ["/?order=%ff", "/?order=1&order=2"] {
        assert_eq!(site.get(junk).await.status(), 200, "{junk}");
    }
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_of_another_site_is_refused() {
    let site = Site::on(crate::harness::Store::sqlite()).await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ] {
        for path in ["/find", "/my", "/device/forget"] {
            let request = site.http.post(format!("{}{path}", site.address));
            let response = request.header(name, value).send().await;
            assert_eq!(response.expect("it answers").status(), 403, "{path} {name}");
        }
    }
    site.stop().await;
}

async fn cookie_after(site: &Site, path: &str, cookie: &str) -> Option<String> {
    let response = site
        .http
        .get(format!("{}{path}", site.address))
        .header("cookie", cookie)
        .header("x-forwarded-proto", "https")
        .send()
        .await
        .expect("the server answers");
    let set = response.headers().get("set-cookie")?.to_str().ok()?;
    for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(set.contains(part), "{set}");
    }
    set.split(';').next().map(str::to_owned)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_remembers_its_newest_order_until_told_to_forget() {
    let site = Site::on(crate::harness::Store::sqlite()).await;
    let shop = site.connect("shopify", &[]).await;
    let earlier = json!({ "created_at": "2026-05-01T09:00:00Z" });
    site.accept(&shop.shopify("orders/create", &order(2))).await;
    site.accept(&shop.shopify("orders/create", &with(order(1), &earlier)))
        .await;
    let (older, newer) = (site.path("1").await, site.path("2").await);
    let cookie = cookie_after(&site, &older, "").await.expect("it is set");
    assert!(
        cookie.ends_with(older.trim_start_matches("/t/")),
        "{cookie}"
    );
    let cookie = cookie_after(&site, &newer, &cookie)
        .await
        .expect("it is set");
    assert!(
        cookie.ends_with(newer.trim_start_matches("/t/")),
        "{cookie}"
    );
    let kept = cookie_after(&site, &older, &cookie).await;
    assert_eq!(kept, None, "an older order does not take its place");

    let with_cookie = |path: &str| {
        let request = site.http.get(format!("{}{path}", site.address));
        request.header("cookie", &cookie).send()
    };
    let started = with_cookie("/?newest=1").await.expect("it answers");
    assert_eq!(
        (started.status().as_u16(), location(&started)),
        (303, &*newer)
    );
    let home = with_cookie("/").await.expect("it answers");
    assert_eq!(home.status(), 200);
    assert!(home.text().await.expect("text").contains(&newer));
    let fresh = site.get("/?newest=1").await;
    assert_eq!(fresh.status(), 200, "a device that knows no order");

    let forgotten = site.submit("/device/forget", &[]).await;
    assert_eq!(forgotten.status(), 303);
    let set = forgotten.headers()["set-cookie"]
        .to_str()
        .unwrap_or_default();
    assert!(
        set.starts_with("doorstep_newest=;") && set.contains("Max-Age=0"),
        "{set}"
    );
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_can_be_installed() {
    let site = Site::on(crate::harness::Store::sqlite()).await;
    let html = site.get("/").await.text().await.expect("a page is text");
    assert!(
        html.contains("rel=\"manifest\" href=\"/manifest.webmanifest\""),
        "{html}"
    );
    assert!(html.contains("name=\"theme-color\""), "{html}");
    let manifest = site.get("/manifest.webmanifest").await;
    assert_eq!(
        manifest.headers()["content-type"],
        "application/manifest+json"
    );
    let manifest: Value = manifest.json().await.expect("it is JSON");
    assert_eq!(manifest["name"], "My shop");
    assert_eq!(manifest["display"], "standalone");
    let start = manifest["start_url"].as_str().unwrap_or_default();
    assert_eq!(site.get(start).await.status(), 200);
    let icons = manifest["icons"].as_array().expect("it has icons");
    for icon in icons {
        let file = site.get(icon["src"].as_str().unwrap_or_default()).await;
        assert_eq!(file.status(), 200, "{icon}");
        assert_eq!(
            file.headers()["content-type"],
            icon["type"].as_str().unwrap_or_default()
        );
        let bytes = file.bytes().await.expect("it has bytes");
        if icon["type"] == "image/png" {
            let side = u32::from_be_bytes([bytes[16], bytes[17], bytes[18], bytes[19]]);
            assert_eq!(icon["sizes"], format!("{side}x{side}"));
        }
    }
    for purpose in ["any", "maskable"] {
        assert!(
            icons
                .iter()
                .any(|icon| icon["purpose"] == purpose && icon["sizes"] == "512x512")
        );
    }
    assert_eq!(site.get("/icon/9999.png").await.status(), 404);
    site.stop().await;
}
