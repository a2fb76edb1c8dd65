//! A canary: an order whose personal data is told by words found nowhere else
//! goes through every route, and errors are provoked on all of them. None of
//! the words may come back, and none may stand in the log.

use crate::harness::payloads::{line_of, order, tracker, with};
use crate::harness::{
    Door, Doorstep, Multipart, Post, Sender, Site, Store, client, pictures, send,
};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use server::http::routes;

const EMAIL: &str = "zebulonia.quack@canary.example";
const POSTAL_CODE: &str = "ZQ97XJ";

/// What tells of the recipient, in small letters.
const PERSONAL: [&str; 9] = [
    "zebulonia",
    "quackenbush",
    "canary.example",
    "xylophone",
    "0198472",
    "019 8472",
    "zq97xj",
    "zq9 7xj",
    "wolfeschlegel",
];

/// Words that stand in the carrier's own texts alone.
const IN_SCANS: [&str; 2] = ["kunigunde", "marzipan"];

/// The running server, and all that may speak to it.
struct Canary {
    server: Doorstep,
    watched: String,
    http: Client,
    shop: Sender,
    carrier: Sender,
    door: Door,
    token: String,
    contact: String,
}

fn personal_order(id: u64) -> Value {
    let person = json!({
        "email": EMAIL,
        "phone": "+1 555 019 8472",
        "customer": { "first_name": "Zebulonia", "last_name": "Quackenbush", "phone": "5550198472" },
        "shipping_address": {
            "name": "Zebulonia Quackenbush", "address1": "987 Xylophone Crescent",
            "phone": "5550198472", "city": "London", "zip": "ZQ9 7XJ", "country_code": "GB"
        }
    });
    with(order(id), &person)
}

impl Canary {
    async fn start(store: &Store, shop: Sender, carrier: Sender, door: Door) -> Self {
        let log = store.folder.path("log");
        let (server, watched) = Doorstep::serve_heard(store, &log).await;
        let mut canary = Self {
            server,
            watched,
            http: client(),
            shop,
            carrier,
            door,
            token: String::new(),
            contact: String::new(),
        };
        canary.tell().await;
        canary
    }

    /// The order's whole story, as its shop and its carrier tell it.
    async fn tell(&mut self) {
        let parcel = crate::harness::payloads::fulfilment(11, 9001, &["1ZCANARY1"]);
        let mut scans = tracker(
            "1ZCANARY1",
            &[
                line_of(
                    "in_transit",
                    "arrived_at_facility",
                    "2026-05-11T18:00:00Z",
                    "Picked up",
                ),
                line_of(
                    "delivered",
                    "arrived_at_destination",
                    "2026-05-13T17:30:00Z",
                    "Delivered",
                ),
            ],
        );
        scans["result"]["signed_by"] = json!("Wolfeschlegel Q");
        for post in [
            self.shop.shopify("orders/create", &personal_order(9001)),
            self.shop.shopify("fulfillments/create", &parcel),
            self.carrier.easypost(&scans),
        ] {
            assert_eq!(self.status(&post).await, 200, "{}", post.path);
        }
        let found = self
            .ask(
                "POST",
                "/find",
                &format!("order=9001&contact={POSTAL_CODE}"),
            )
            .await;
        let (_, token) = found.split_once("/t/").expect("the right code finds it");
        self.token = token.chars().take(22).collect();
        self.report().await;
    }

    /// The buyer reports something, in words that tell who it is.
    async fn report(&mut self) {
        let page = self
            .ask("GET", &format!("/t/{}/report", self.token), "")
            .await;
        let (_, parcel) = page.split_once("parcel=").expect("a parcel is asked for");
        let parcel: String = parcel.chars().take_while(|c| *c != '&').collect();
        let form = Multipart::default()
            .text("parcel", &parcel)
            .text("topic", "other")
            .text(
                "words",
                "Zebulonia Quackenbush, 987 Xylophone Crescent, 5550198472",
            )
            .file("photos", "Zebulonia.jpg", &pictures::from_a_phone(1));
        let path = format!("/t/{}/report", self.token);
        let answer = self
            .http
            .post(format!("{}{path}", self.server.address))
            .header("content-type", Multipart::content_type())
            .body(form.bytes())
            .send()
            .await
            .expect("the server answers");
        let to = answer.headers()["location"].to_str().unwrap_or_default();
        let (_, contact) = to.rsplit_once('/').expect("it is taken");
        assert!(contact.starts_with("cnt_"), "{to}");
        self.contact = contact.to_owned();
    }

    async fn status(&self, post: &Post) -> u16 {
        let answer = send(&self.http, &self.server.address, post).await;
        answer.expect("the server answers").status().as_u16()
    }

    /// All that comes back for a request; of a stream its first piece.
    async fn ask(&self, method: &str, path: &str, body: &str) -> String {
        let method: Method = method.parse().expect("it is a method");
        let mut response = self
            .http
            .request(method, format!("{}{path}", self.server.address))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.to_owned())
            .send()
            .await
            .expect("the server answers");
        let mut said = format!("{} {:?}\n", response.status(), response.headers());
        while let Ok(Some(piece)) = response.chunk().await {
            said.push_str(&String::from_utf8_lossy(&piece));
            if path.contains("/live") {
                break;
            }
        }
        said
    }

    fn paths(&self, pattern: &str) -> Vec<String> {
        let paths = [
            (self.token.as_str(), "brand.svg", self.contact.as_str()),
            (self.token.as_str(), "Quackenbush.png", "Zebulonia"),
            ("Zebulonia", "Quackenbush.png", "Quackenbush"),
            (EMAIL, "xylophone", EMAIL),
            ("%5A", "%ff", "%ff"),
        ];
        paths
            .iter()
            .map(|(secret, file, contact)| {
                pattern
                    .replace("{token}", secret)
                    .replace("{secret}", secret)
                    .replace("{file}", file)
                    .replace("{slug}", file)
                    .replace("{crop}", file)
                    .replace("{contact}", contact)
                    .replace("{source}", "easypost")
                    .replace("{connection}", &self.carrier.id)
            })
            .collect()
    }
}

fn silent(said: &str, words: &[&str], what: &str) {
    let said = said.to_lowercase();
    for word in words {
        assert!(!said.contains(word), "{what} shows {word}: {said}");
    }
}

/// A sample of what goes wrong, each with words that must not come back.
fn wrong_posts(canary: &Canary) -> Vec<Post> {
    let unreadable = br#"{"id": 9002, "email": "zebulonia.quack@canary.example", "name": [1]"#;
    let not_an_order = json!({ "id": "Zebulonia Quackenbush", "email": { "is": EMAIL } });
    let mut odd = personal_order(9003);
    odd["created_at"] = json!("987 Xylophone Crescent");
    odd["line_items"] = json!("5550198472");
    let mut scans = tracker("1ZCANARY2", &[]);
    scans["result"]["tracking_details"] = json!("Kunigunde of 44 Marzipan Alley signed");
    // A sender is told what is wrong with a date it wrote, but never reads a
    // person's data back.
    let bad_item = json!({
        "id": "9004", "number": "#9004", "placed_at": "tomorrow",
        "email": [EMAIL], "first_name": { "is": "Zebulonia" }, "last_name": 5_550_198_472_u64,
        "ship_to": { "street": { "1": "987 Xylophone Crescent" }, "postal_code": ["ZQ9 7XJ"] },
        "items": "987 Xylophone Crescent"
    });
    let bad_scan = json!({
        "carrier": "UPS", "number": "1ZCANARY1", "status": "delivered", "time": "noon",
        "signed_by": ["Wolfeschlegel"], "text": { "is": "Kunigunde of Marzipan Alley" }
    });
    vec![
        canary
            .shop
            .shopify_bytes("orders/create", unreadable.to_vec()),
        canary.shop.shopify("orders/create", &not_an_order),
        canary.shop.shopify("orders/create", &odd),
        canary
            .shop
            .with_secret("wrong")
            .shopify("orders/create", &personal_order(1)),
        canary.carrier.easypost(&scans),
        canary
            .carrier
            .easypost_bytes(b"Zebulonia Quackenbush".to_vec()),
        canary.door.post("orders", &bad_item),
        canary.door.post("scans", &bad_scan),
        canary.door.post_bytes("orders", unreadable.to_vec()),
        canary
            .door
            .post_bytes("scans", b"Zebulonia, Xylophone".to_vec()),
        Door {
            key: "dsk_Zebulonia".to_owned(),
        }
        .post("orders", &bad_item),
        canary
            .door
            .post("orders/lookup", &json!({ "email": EMAIL })),
        canary
            .door
            .post("contacts", &json!({ "order": "9001", "text": "Zebulonia" })),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_personal_byte_leaves_the_server() {
    let site = Site::on(Store::sqlite()).await;
    let shop = site.connect("shopify", &[]).await;
    let carrier = site.connect("easypost", &[]).await;
    let door = site.door(&[]).await;
    let store = site.stop().await;
    let canary = Canary::start(&store, shop, carrier, door).await;

    let bodies = [
        String::new(),
        format!("order=9001&contact={EMAIL}x"),
        format!("order=1&contact={EMAIL}"),
        format!("order=9001&contact=Zebulonia%20Quackenbush&email={EMAIL}"),
        "{\"email\": \"zebulonia.quack@canary.example\"".to_owned(),
    ];
    for route in routes() {
        for path in canary.paths(route.path) {
            for body in &bodies {
                let said = canary.ask(route.method, &path, body).await;
                silent(&said, &PERSONAL, &format!("{} {path}", route.method));
            }
        }
    }
    for path in ["/Zebulonia", "/t/Zebulonia/x", "/?order=%ff&x=Zebulonia"] {
        silent(&canary.ask("GET", path, "").await, &PERSONAL, path);
    }
    for post in wrong_posts(&canary) {
        let answer = send(&canary.http, &canary.server.address, &post).await;
        let said = answer.expect("the server answers").text().await;
        let what = format!("{} {}", post.path, String::from_utf8_lossy(&post.body));
        silent(&said.unwrap_or_default(), &PERSONAL, &what);
    }
    let figures = canary
        .http
        .get(format!("{}/metrics", canary.watched))
        .send()
        .await;
    let figures = figures
        .expect("it answers")
        .text()
        .await
        .unwrap_or_default();
    assert!(figures.contains("doorstep_"), "{figures}");
    silent(&figures, &PERSONAL, "the metrics");
    silent(&figures, &[&canary.token.to_lowercase()], "the metrics");
    let token = canary.token.clone();
    assert_eq!(canary.server.stop().await, 0);
    let log = std::fs::read_to_string(store.folder.path("log")).expect("the log is text");
    assert!(log.contains("quarantined"), "the log was heard: {log}");
    silent(&log, &PERSONAL, "the log");
    silent(&log, &IN_SCANS, "the log");
    silent(&log, &[&token.to_lowercase()], "the log");
}
