//! Who may do what: the whole table of routes is walked, and each route that
//! is for staff refuses a stranger, every lower role, and staff of another
//! brand; and nothing changes when it does.
//!
//! A route that is added to the table is walked by itself. A new parameter in
//! a path needs a real value of the first brand's in [`Names::of`]. There are
//! no Leptos server functions to walk: pages send plain forms, and every form
//! is a route of the table.

use crate::harness::payloads::{JOURNEY, fulfilment, order, tracker};
use crate::harness::{
    Multipart, Session, Site, Store, pictures, stored, without_nonces, word_after,
};
use app::texts::{Language, RehearsedJourney};
use doorstep::recipient::Medium;
use doorstep::staff::Role;
use reqwest::{RequestBuilder, Response};
use sea_orm::{ConnectionTrait, DatabaseBackend, EntityTrait, Statement};
use server::admin::{Command, WebhookCommand};
use server::db::photo;
use server::http::{Access, Route, routes};
use server::rehearsal::film::{Files, Film, Frame, Shown};
use server::rehearsal::kept::Kept;
use server::rehearsal::review::links::Links;
use std::collections::{BTreeMap, BTreeSet};

/// The brand that owns everything there is.
const OWN: &str = "shop";

/// The brand that owns nothing.
const OTHER: &str = "north";

/// What stands for the parameters of paths: real things of the first brand.
struct Names(BTreeMap<&'static str, String>);

impl Names {
    async fn of(site: &Site) -> Self {
        let order = stored::order(&site.services, "424242").await;
        let colleague = site.staff(Role::Rep, &[OWN]).await;
        Self(BTreeMap::from([
            ("order", order.public_id),
            ("photo", photo(site).await),
            ("endpoint", endpoint(site).await),
            ("film", film(site)),
            ("frame", "1".to_owned()),
            ("mail", "1".to_owned()),
            ("staff", colleague.actor.public_id),
            ("slug", OWN.to_owned()),
            ("template", "late".to_owned()),
            ("news", "shipped".to_owned()),
            ("medium", "email".to_owned()),
            ("language", "en".to_owned()),
            ("chart", "on-time".to_owned()),
            ("*rest", "nowhere".to_owned()),
        ]))
    }

    /// A route's path with real things in it.
    fn path(&self, route: &Route) -> String {
        let mut path = route.path.to_owned();
        for (name, value) in &self.0 {
            path = path.replace(&format!("{{{name}}}"), value);
        }
        assert!(
            !path.contains('{'),
            "{}: say in rights.rs what stands for its parameter",
            route.path
        );
        path
    }
}

/// A film of the first brand's.
fn film(site: &Site) -> String {
    let book = site.services.book.now();
    let brand = book.brand_of_slug(OWN).expect("it is there");
    let shown = Shown {
        at: site.services.clock.now(),
        notice: "shipped".to_owned(),
        medium: Medium::Email,
        to: "ada@example.com".to_owned(),
        subject: "Your order".to_owned(),
        html: Some("<html></html>".to_owned()),
        text: "Your order".to_owned(),
        is_on: true,
    };
    let frame = Frame {
        at: site.services.clock.now(),
        told: Vec::new(),
        page: "<html></html>".to_owned(),
        messages: vec![shown],
    };
    site.services.films.keep(Kept {
        id: "film".to_owned(),
        brand_id: brand.id,
        made: site.services.clock.watch(),
        film: Film {
            journey: RehearsedJourney::OnTime,
            brand: OWN.to_owned(),
            order_number: "#1".to_owned(),
            language: Language::English,
            frames: vec![frame],
            findings: Vec::new(),
            files: Files::new(),
            links: Links::default(),
        },
    });
    "film".to_owned()
}

/// A photo that the order's shopper sent.
async fn photo(site: &Site) -> String {
    let parcel = site.view("424242").await["parcels"][0]["id"].clone();
    let form = Multipart::default()
        .text("parcel", parcel.as_str().unwrap_or_default())
        .text("topic", "damaged")
        .file("photos", "photo.jpg", &pictures::from_a_phone(1));
    let path = format!("{}/report", site.path("424242").await);
    assert_eq!(site.submit_files(&path, &form).await.status(), 303);
    let found = photo::Entity::find().one(site.services.database.read());
    let found = found.await.expect("photos can be read");
    found.expect("it is kept").public_id
}

/// An endpoint that the first brand's events go to.
async fn endpoint(site: &Site) -> String {
    let command = WebhookCommand::Add {
        url: "https://hooks.acme.example/in".to_owned(),
        brand: Some(OWN.to_owned()),
        events: Vec::new(),
        description: "Trail shoe".to_owned(),
    };
    let said = site.command(Command::Webhook(command)).await;
    word_after(&said.expect("it can be made"), "endpoint")
}

async fn site() -> Site {
    let site = Site::on(Store::sqlite()).await;
    site.brand(OTHER).await;
    let shop = site.connect("shopify", &[OWN]).await;
    let carrier = site.connect("easypost", &[OWN]).await;
    site.accept(&shop.shopify("orders/create", &order(424_242)))
        .await;
    let parcel = fulfilment(11, 424_242, &["1ZSECRET9"]);
    site.accept(&shop.shopify("fulfillments/create", &parcel))
        .await;
    site.accept(&carrier.easypost(&tracker("1ZSECRET9", &JOURNEY)))
        .await;
    site
}

/// Every route that is for staff, with the least role.
fn for_staff() -> Vec<(Route, Role)> {
    let found: Vec<(Route, Role)> = routes()
        .into_iter()
        .filter_map(|route| match route.access {
            Access::Staff(role) => Some((route, role)),
            _ => None,
        })
        .collect();
    assert!(found.len() > 10, "the walk found too little: {found:?}");
    found
}

/// Whether its path names what belongs to somebody; a chart is drawn for
/// whoever looks, of what they serve.
fn is_about_a_thing(route: &Route) -> bool {
    route.path.replace("{chart}", "").contains('{')
}

/// All that is stored, as text.
async fn all_stored(site: &Site) -> BTreeMap<String, String> {
    let read = site.services.database.read();
    let ask = async |sql: String| {
        let statement = Statement::from_string(DatabaseBackend::Sqlite, sql);
        let rows = read.query_all_raw(statement).await.expect("it can be read");
        let text = |row: &sea_orm::QueryResult| -> String {
            let value: Option<String> = row.try_get_by_index(0).expect("it is text");
            value.unwrap_or_default()
        };
        rows.iter().map(text).collect::<Vec<String>>()
    };
    let tables = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' \
        and name not like 'search_part%'";
    let mut found = BTreeMap::new();
    for table in ask(tables.to_owned()).await {
        let columns = ask(format!("select name from pragma_table_info('{table}')")).await;
        let columns: Vec<String> = columns
            .iter()
            .map(|name| format!("quote(\"{name}\")"))
            .collect();
        let row = columns.join(" || ',' || ");
        let rows = ask(format!("select {row} from \"{table}\" order by 1")).await;
        found.insert(table, rows.join("\n"));
    }
    found
}

async fn sent(request: RequestBuilder) -> Response {
    request
        .header("content-type", "application/x-www-form-urlencoded")
        .send()
        .await
        .expect("the server answers")
}

fn leads_to_sign_in(response: &Response) -> bool {
    let location = response.headers().get("location");
    location.is_some_and(|to| to.to_str().unwrap_or_default().starts_with("/sign-in"))
}

/// A refusal says no, or leads to where one signs in; and changes nothing.
async fn refuses(
    site: &Site,
    request: RequestBuilder,
    wanted: &[u16],
    before: &BTreeMap<String, String>,
    what: &str,
) {
    let response = sent(request).await;
    let status = response.status().as_u16();
    assert!(wanted.contains(&status), "{what}: {status}");
    if status == 303 {
        assert!(leads_to_sign_in(&response), "{what}: {response:?}");
    }
    let after = all_stored(site).await;
    for (table, rows) in &after {
        assert_eq!(Some(rows), before.get(table), "{what} changed {table}");
    }
}

fn anonymous(site: &Site, route: &Route, path: &str) -> RequestBuilder {
    let method: reqwest::Method = route.method.parse().expect("a route has a method");
    site.http
        .request(method, format!("{}{path}", site.address))
        .header("accept", "text/html,*/*")
        .header("sec-fetch-site", "same-origin")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_for_staff_refuses_strangers_and_lower_roles() {
    let site = site().await;
    let names = Names::of(&site).await;
    let mut lower = Vec::new();
    for role in Role::ALL {
        lower.push(site.staff(role, &[OWN]).await);
    }
    site.is_counted().await;
    let before = all_stored(&site).await;
    for (route, least) in for_staff() {
        let path = names.path(&route);
        let what = format!("{} {path}", route.method);
        let stranger = anonymous(&site, &route, &path);
        refuses(&site, stranger, &[303], &before, &what).await;
        let program = anonymous(&site, &route, &path).header("accept", "application/json");
        let forged = program.header("cookie", "__Host-doorstep=0000000000000000000000");
        refuses(&site, forged, &[303, 401], &before, &what).await;
        // The name that the cookie has at localhost is worth nothing elsewhere.
        let (_, token) = lower[2].cookie.split_once('=').unwrap_or_default();
        let near = anonymous(&site, &route, &path)
            .header("host", "track.acme.example")
            .header("cookie", format!("doorstep-near={token}"));
        refuses(&site, near, &[303, 401], &before, &what).await;
        for session in lower.iter().filter(|session| session.actor.role < least) {
            let what = format!("{what} for {:?}", session.actor.role);
            let request = session.request(route.method, &path);
            refuses(&site, request, &[403], &before, &what).await;
        }
    }
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_reaches_what_belongs_to_another_brand() {
    let site = site().await;
    let names = Names::of(&site).await;
    let mut others = Vec::new();
    for role in Role::ALL {
        others.push(site.staff(role, &[OTHER]).await);
    }
    site.is_counted().await;
    let before = all_stored(&site).await;
    let about_things = for_staff()
        .into_iter()
        .filter(|(route, _)| is_about_a_thing(route));
    for (route, _) in about_things {
        let path = names.path(&route);
        for session in &others {
            let what = format!("{} {path} for {:?}", route.method, session.actor.role);
            let request = session.request(route.method, &path);
            refuses(&site, request, &[403, 404], &before, &what).await;
        }
    }
    site.stop().await;
}

/// Words of the order that staff of another brand may not read.
const PRIVATE: [&str; 5] = ["424242", "1ZSECRET9", "Ada", "Mill Lane", "Trail shoe"];

async fn shows_nothing(session: &Session, path: &str) {
    let response = session.get(path).await;
    assert!(!leads_to_sign_in(&response), "{path}");
    let is_stream = response
        .headers()
        .get("content-type")
        .is_some_and(|kind| kind.to_str().unwrap_or_default().contains("event-stream"));
    // A stream goes on; what it says first is no page.
    if is_stream {
        return;
    }
    let text = without_nonces(&response.text().await.unwrap_or_default());
    for word in PRIVATE {
        assert!(!text.contains(word), "{path} shows {word}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_hold_what_belongs_to_ones_own_brands() {
    let site = site().await;
    let admin = site.staff(Role::Admin, &[OTHER]).await;
    let lists = for_staff()
        .into_iter()
        .filter(|(route, _)| route.method == "GET" && !is_about_a_thing(route));
    let names = Names::of(&site).await;
    for (route, _) in lists {
        shows_nothing(&admin, &names.path(&route)).await;
    }
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_may_is_not_refused() {
    let site = site().await;
    let names = Names::of(&site).await;
    for (route, least) in for_staff() {
        let path = names.path(&route);
        // A form may end the session it came with.
        let session = site.staff(least, &[OWN]).await;
        let response = sent(session.request(route.method, &path)).await;
        let status = response.status().as_u16();
        let what = format!("{} {path} for {least:?}: {status}", route.method);
        assert_ne!(status, 401, "{what}");
        // What is nowhere below the console is said on a page of it.
        let is_nowhere = route.path.contains('*') && status == 404;
        assert!(
            route.method != "GET" || status < 400 || is_nowhere,
            "{what}"
        );
        let is_out = route.path.ends_with("sign-out");
        assert!(is_out || !leads_to_sign_in(&response), "{what}");
    }
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_given_no_password_gets_no_step_further() {
    let site = site().await;
    let before = all_stored(&site).await;
    let steps = routes()
        .into_iter()
        .filter(|route| route.access == Access::Entering);
    for route in steps {
        let what = format!("{} {}", route.method, route.path);
        let stranger = anonymous(&site, &route, route.path);
        refuses(&site, stranger, &[303], &before, &what).await;
    }
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_answers_that_is_not_in_the_table() {
    let site = site().await;
    let names = Names::of(&site).await;
    let admin = site.staff(Role::Admin, &[]).await;
    let known: BTreeSet<&str> = routes().iter().map(|route| route.path).collect();
    let mut places: BTreeSet<String> = ["/api", "/api/open", "/admin", "/_fn/x", "/leptos"]
        .map(str::to_owned)
        .into();
    for (route, _) in for_staff() {
        let path = names.path(&route);
        places.insert(format!("{path}/nowhere/at/all"));
        let above = route.path.rsplit_once('/').map_or("", |(above, _)| above);
        if !above.is_empty() && !known.contains(above) && !above.contains('{') {
            places.insert(above.to_owned());
        }
        let methods: BTreeSet<&str> = routes()
            .iter()
            .filter(|other| other.path == route.path)
            .map(|other| other.method)
            .collect();
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            if methods.contains(method) {
                continue;
            }
            let status = sent(admin.request(method, &path)).await.status();
            assert!(
                [404, 405].contains(&status.as_u16()),
                "{method} {path}: {status}"
            );
        }
    }
    for place in places {
        for method in ["GET", "POST"] {
            let status = sent(admin.request(method, &place)).await.status();
            // Below the console a page says so, and takes no form.
            let says_so = method == "POST" && place.starts_with("/console/") && status == 405;
            assert!(status == 404 || says_so, "{method} {place}: {status}");
        }
    }
    site.stop().await;
}
