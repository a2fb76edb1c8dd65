//! Every route there is: who may use it, what it gives away, and what every
//! answer carries.

use crate::harness::payloads::{JOURNEY, fulfilment, order, tracker};
use crate::harness::{Site, Store, without_nonces};
use doorstep::ids::base62;
use reqwest::{Method, Response};
use server::http::{Access, Route, routes};
use server::site::random_bits;

const TEST: &str = "a test of the table of routes";

/// A site with one order that has a story to give away.
async fn site() -> Site {
    let site = Site::on(Store::sqlite()).await;
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(424_242)))
        .await;
    let parcel = fulfilment(11, 424_242, &["1ZSECRET9"]);
    site.accept(&shop.shopify("fulfillments/create", &parcel))
        .await;
    site.accept(&carrier.easypost(&tracker("1ZSECRET9", &JOURNEY)))
        .await;
    site
}

/// Words of the order that no stranger may read.
const PRIVATE: [&str; 6] = [
    "424242",
    "1ZSECRET9",
    "Ada",
    "Lang",
    "Mill Lane",
    "Trail shoe",
];

fn of(access: Access) -> Vec<Route> {
    let found: Vec<Route> = routes()
        .into_iter()
        .filter(|route| route.access == access)
        .collect();
    assert!(!found.is_empty(), "no route is for {access:?}");
    found
}

async fn ask(site: &Site, route: &Route, path: &str) -> Response {
    let method: Method = route.method.parse().expect("a route has a method");
    site.http
        .request(method, format!("{}{path}", site.address))
        .header("user-agent", TEST)
        .body("{}")
        .send()
        .await
        .expect("the server answers")
}

/// Secrets nobody was given, well and badly formed.
fn guesses(site_path: &str) -> Vec<String> {
    let real = site_path.trim_start_matches("/t/");
    let flipped: String = real
        .chars()
        .map(|letter| match letter.is_lowercase() {
            true => letter.to_ascii_uppercase(),
            false => letter.to_ascii_lowercase(),
        })
        .collect();
    let mut guesses: Vec<String> = (0..3).map(|_| base62(random_bits())).collect();
    guesses.extend([
        flipped,
        real[..21].to_owned(),
        format!("{real}0"),
        "x".to_owned(),
        "%2e%2e%2f%2e%2e".to_owned(),
        "%00".to_owned(),
        "%ff".to_owned(),
        "'%20or%201=1".to_owned(),
    ]);
    guesses
}

async fn shows_nothing(response: Response, what: &str) {
    let text = without_nonces(&response.text().await.unwrap_or_default());
    for word in PRIVATE {
        assert!(!text.contains(word), "{what} shows {word}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_token_looks_like_an_unknown_order() {
    let site = site().await;
    let path = site.path("424242").await;
    for route in of(Access::Token) {
        assert!(route.path.contains("{token}"), "{route:?}");
        for guess in guesses(&path) {
            let path = route.path.replace("{token}", &guess);
            let response = ask(&site, &route, &path).await;
            let status = response.status().as_u16();
            // A path that is no text at all is none of ours either.
            let wanted: &[u16] = if guess == "%ff" { &[400, 404] } else { &[404] };
            assert!(
                wanted.contains(&status),
                "{} {path}: {status}",
                route.method
            );
            shows_nothing(response, &path).await;
        }
        let real = route.path.replace("/t/{token}", &path);
        let response = ask(&site, &route, &real).await;
        // What there is nothing of leads back to the page.
        match response.headers().get("location") {
            Some(back) => assert_eq!(back, path.as_str(), "{real}"),
            None => assert_eq!(response.status(), 200, "{real}"),
        }
    }
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_mailed_link_and_a_demos_page_lead_nowhere() {
    let site = site().await;
    let path = site.path("424242").await;
    for route in of(Access::MailedLink) {
        assert!(route.path.contains("{secret}"), "{route:?}");
        for guess in guesses(&path) {
            let path = route.path.replace("{secret}", &guess);
            let response = ask(&site, &route, &path).await;
            let status = response.status().as_u16();
            assert!([400, 404].contains(&status), "{path}: {status}");
            shows_nothing(response, &path).await;
        }
    }
    for route in of(Access::Demo) {
        let response = ask(&site, &route, route.path).await;
        assert_eq!(response.status(), 404, "{route:?}");
        shows_nothing(response, route.path).await;
    }
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unsigned_message_and_a_keyless_request_are_refused() {
    let site = site().await;
    let connection = site.connect("easypost", &[]).await;
    for route in of(Access::Connection) {
        for (source, id) in [
            ("easypost", &*connection.id),
            ("shopify", "x"),
            ("x", "%00"),
        ] {
            let path = route
                .path
                .replace("{source}", source)
                .replace("{connection}", id);
            assert_eq!(ask(&site, &route, &path).await.status(), 401, "{path}");
        }
    }
    for route in of(Access::ApiKey) {
        assert_eq!(
            ask(&site, &route, route.path).await.status(),
            401,
            "{route:?}"
        );
    }
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_everyone_may_read_shows_no_order() {
    let site = site().await;
    let token = site.path("424242").await;
    let token = token.trim_start_matches("/t/");
    for route in of(Access::Public) {
        for file in ["doorstep.js", "doorstep.css", "..", "%2e%2e%2fCargo.toml"] {
            let path = route.path.replace("{file}", file);
            let response = ask(&site, &route, &path).await;
            let text = without_nonces(&response.text().await.unwrap_or_default());
            assert!(!text.contains(token), "{path} shows a token");
            for word in PRIVATE {
                assert!(!text.contains(word), "{path} shows {word}");
            }
        }
    }
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_carries_the_headers_that_keep_it_in_place() {
    let site = site().await;
    let real = site.path("424242").await;
    let mut paths: Vec<(Route, String)> = routes()
        .into_iter()
        .map(|route| (route, route.path.replace("/t/{token}", &real)))
        .collect();
    let home = paths[0].0;
    let nowhere = ["/nowhere", "/t/x", "/t/x/y/z", "/hooks", "/favicon.svg/x"];
    paths.extend(nowhere.map(|path| (home, path.to_owned())));
    let wrong_method = Route {
        method: "DELETE",
        ..home
    };
    paths.push((wrong_method, real.clone()));
    paths.push((wrong_method, "/".to_owned()));
    for (route, path) in paths {
        let response = ask(&site, &route, &path).await;
        let header = |name: &str| {
            let values = response.headers().get_all(name);
            let values: Vec<&str> = values
                .iter()
                .filter_map(|value| value.to_str().ok())
                .collect();
            assert_eq!(
                values.len(),
                1,
                "{} {path}: {name}: {values:?}",
                route.method
            );
            values[0].to_owned()
        };
        let policy = header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
        assert!(
            policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        for weak in ["'unsafe-inline'", "'unsafe-eval'", "http:", "https:", "*"] {
            assert!(!policy.contains(weak), "{path}: {weak} in {policy}");
        }
        assert!(
            header("strict-transport-security").contains("max-age="),
            "{path}"
        );
        assert_eq!(header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("x-frame-options"), "DENY", "{path}");
        if path.starts_with("/t/") {
            assert_eq!(header("cache-control"), "no-store", "{path}");
        }
    }
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_page_has_a_nonce_of_its_own_and_nothing_inline_without() {
    let site = site().await;
    let path = site.path("424242").await;
    let mut nonces = Vec::new();
    for path in [&*path, &*path, "/", "/nowhere"] {
        let response = site.get(path).await;
        let policy = response.headers()["content-security-policy"]
            .to_str()
            .unwrap_or_default();
        let nonce = policy
            .split("'nonce-")
            .nth(1)
            .and_then(|rest| rest.split('\'').next())
            .unwrap_or_else(|| panic!("{path}: no nonce in {policy}"))
            .to_owned();
        let html = response.text().await.expect("a page is text");
        for tag in html
            .split('<')
            .filter(|tag| tag.starts_with("script") || tag.starts_with("style"))
        {
            let tag = tag.split('>').next().unwrap_or_default();
            assert!(
                tag.contains(&format!("nonce=\"{nonce}\"")),
                "{path}: <{tag}>"
            );
        }
        assert!(
            !html.contains(" onclick=") && !html.contains(" style=\""),
            "{path}"
        );
        nonces.push(nonce);
    }
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 4, "each answer has another one: {nonces:?}");
    site.stop().await;
}
