//! Brands as whoever runs the shop meets them: set by a file or a page, drawn
//! at their hosts, refused with what to do.

use crate::harness::payloads::order;
use crate::harness::{Doorstep, Said, Site, Store, client, on_both};
use doorstep::brand::{Given, named};
use doorstep::staff::Role;
use reqwest::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST};
use reqwest::{Client, StatusCode};
use server::admin::{self, Command};
use server::brand::BrandFile;
use std::fs;
use std::path::Path;

on_both!(
    a_brand_is_drawn_at_its_host_and_anew_once_it_changes,
    an_open_page_is_told_of_another_look,
);

const SVG: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><script>alert(1)</script></svg>";

fn file(slug: &str, values: &[(&str, &str)]) -> Command {
    let mut given: Given = named(slug, slug);
    given.extend(
        values
            .iter()
            .map(|(key, value)| ((*key).into(), (*value).into())),
    );
    Command::BrandSet(BrandFile::of(given, Vec::new()))
}

async fn page(site: &Site, host: &str, path: &str) -> String {
    let request = site.http.get(format!("{}{path}", site.address));
    let response = request.header(HOST, host).send().await;
    response
        .expect("the server answers")
        .text()
        .await
        .expect("a page is text")
}

async fn a_brand_is_drawn_at_its_host_and_anew_once_it_changes(site: Site) {
    let set = async |slug: &str, values: &[(&str, &str)]| {
        site.command(file(slug, values))
            .await
            .expect("the brand can be set");
    };
    set(
        "north",
        &[("hosts", "north.example"), ("look.accent", "#112233")],
    )
    .await;
    set("south", &[("look.accent", "#332211"), ("default", "true")]).await;
    for (host, accent) in [
        ("north.example", "#112233"),
        ("NORTH.example:8080", "#112233"),
        ("north.localhost:1", "#112233"),
        ("south.localhost", "#332211"),
        ("unclaimed.example", "#332211"),
    ] {
        let home = page(&site, host, "/").await;
        assert!(
            home.contains(&format!("--accent:{accent};")),
            "{host}: {home}"
        );
    }
    let taken = site
        .command(file("south", &[("hosts", "north.example")]))
        .await;
    let said = taken.expect_err("a host belongs to one brand");
    assert!(said.contains("belongs to the brand north"), "{said}");

    // An order's page has its own brand's look, whatever the host, and the
    // kept page is not shown once that has changed.
    let shop = site.connect("shopify", &["north"]).await;
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    let path = site.path("1").await;
    assert!(
        page(&site, "south.localhost", &path)
            .await
            .contains("--accent:#112233;")
    );
    set(
        "north",
        &[
            ("look.accent", "#445566"),
            ("texts.headline.ordered", "We have it!"),
        ],
    )
    .await;
    let drawn = page(&site, "south.localhost", &path).await;
    assert!(
        drawn.contains("--accent:#445566;") && drawn.contains("We have it!"),
        "{drawn}"
    );
    site.stop().await;
}

/// The browser compares this number, and loads the page anew.
async fn an_open_page_is_told_of_another_look(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    site.accept(&shop.shopify("orders/create", &order(1))).await;
    let before = site.view("1").await["brand_version"].as_i64();
    let again = file(
        "shop",
        &[
            ("shipping.handling_days", "2"),
            ("shipping.closures", "2026-05-20: moving house"),
        ],
    );
    site.command(again.clone())
        .await
        .expect("the brand can be set");
    let view = site.view("1").await;
    assert_eq!(
        view["brand_version"].as_i64(),
        before.map(|version| version + 1)
    );
    // What is set to what it is has not changed.
    site.command(again).await.expect("the brand can be set");
    assert_eq!(
        site.view("1").await["brand_version"],
        view["brand_version"],
        "{view:#}"
    );
    let next = view["parcels"][0]["next"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let unshipped = view["unshipped"]["text"].as_str().unwrap_or_default();
    let said = format!("{next} {unshipped}");
    assert!(
        said.contains("packed within 2 working days. Closed on 20 May: moving house."),
        "{view:#}"
    );
    site.stop().await;
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).expect("a file can be written");
    path.display().to_string()
}

#[tokio::test]
async fn a_brand_file_is_refused_by_file_key_and_what_to_do() {
    let store = Store::sqlite();
    let folder = store.folder.root();
    let text = "slug = \"acme\"\nname = \"Acme\"\nzone = \"Mars/Base\"\n[look]\nacent = \"#000\"\n\
                accent = \"#ffcc00\"\non_accent = \"#ffffff\"\nlogo = \"logo.svg\"\n[texts]\n\"home.hedline\" = \"x\"\n";
    let path = write(folder, "acme.toml", text);
    let said = Said::of(&store, &["brand", "set", &path]).await;
    assert_eq!(said.code, 1, "{said:?}");
    assert!(
        said.err
            .contains("acme.toml: look.logo: the file cannot be read: logo.svg"),
        "{}",
        said.err
    );
    write(folder, "logo.svg", "<html></html>");
    let said = Said::of(&store, &["brand", "set", &path]).await;
    for wanted in [
        "acme.toml: look.logo: it cannot be used: give a file of svg, png, webp",
        "acme.toml: look.acent: there is no such key: did you mean look.accent?",
        "acme.toml: look.on_accent: look.on_accent #ffffff on look.accent #ffcc00 has contrast 1.5; 4.5 is needed",
        "acme.toml: zone: it is no IANA zone",
        "acme.toml: texts.home.hedline: there is no such text: did you mean home.headline?",
    ] {
        assert!(said.err.contains(wanted), "{wanted} in {}", said.err);
    }
    let broken = write(folder, "broken.toml", "slug = ");
    let said = Said::of(&store, &["brand", "set", &broken]).await;
    assert!(
        said.code == 1 && said.err.contains("broken.toml: "),
        "{said:?}"
    );
}

#[tokio::test]
async fn the_commented_example_can_be_set() {
    let example = include_str!("../../../packaging/brand.toml");
    let store = Store::sqlite();
    let path = write(store.folder.root(), "brand.toml", example);
    let said = Said::of(&store, &["brand", "set", &path]).await.ok();
    assert!(said.contains("brand acme is set"), "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_svg_with_a_script_is_served_inert() {
    let store = Store::sqlite();
    let folder = store.folder.root().to_owned();
    write(&folder, "logo.svg", SVG);
    let path = write(
        &folder,
        "acme.toml",
        "slug = \"acme\"\nname = \"Acme\"\n[look]\nlogo = \"logo.svg\"\n",
    );
    Said::of(&store, &["brand", "set", &path]).await.ok();
    let server = Doorstep::serve(&store).await;
    let http = client();
    let get = async |path: &str| {
        let response = http
            .get(format!("{}{path}", server.address))
            .header(HOST, "acme.localhost")
            .send();
        response.await.expect("the server answers")
    };
    let home = get("/").await.text().await.expect("a page is text");
    let at = home.find("/brand/acme/").expect("the logo is on the page");
    let src = home[at..].split('"').next().unwrap_or_default();
    let logo = get(src).await;
    assert_eq!(logo.status(), StatusCode::OK);
    let header = |name| logo.headers()[name].to_str().unwrap_or_default();
    assert_eq!(header(CONTENT_TYPE), "image/svg+xml");
    assert_eq!(
        header(CONTENT_SECURITY_POLICY),
        "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    );
    assert_eq!(
        header(reqwest::header::CACHE_CONTROL),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(
        get(&src.replace("acme", "shop")).await.status(),
        StatusCode::NOT_FOUND
    );
    // Another logo takes its place, and the old one is gone.
    write(&folder, "logo.svg", &SVG.replace("0 0 9 9", "0 0 8 8"));
    Said::of(&store, &["brand", "set", &path]).await.ok();
    assert_eq!(get(src).await.status(), StatusCode::NOT_FOUND);
    server.stop().await;
}

/// The settings over the socket, as a browser behind a tunnel asks for them.
struct Settings(Client);

impl Settings {
    /// The socket is there once the server answers.
    async fn of(site: &Site) -> Self {
        assert_eq!(site.get("/healthz").await.status(), StatusCode::OK);
        let file = site.store.location.file().expect("this site has a file");
        let client = Client::builder().unix_socket(admin::socket(file));
        let client = client.redirect(reqwest::redirect::Policy::none());
        Self(client.build().expect("a client can be made"))
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        let response = self.0.get(format!("http://localhost{path}")).send().await;
        let response = response.expect("the socket answers");
        (response.status(), response.text().await.unwrap_or_default())
    }

    /// Sends a form as browsers do; a field that begins with `file.` is a file.
    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> reqwest::Response {
        let mut body = String::new();
        for (name, value) in fields {
            let file = if name.starts_with("file.") {
                "; filename=\"logo.svg\"\r\nContent-Type: image/svg+xml"
            } else {
                ""
            };
            body += &format!(
                "--line\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n"
            );
        }
        let request = self
            .0
            .post(format!("http://localhost{path}"))
            .header(CONTENT_TYPE, "multipart/form-data; boundary=line")
            .body(body + "--line--\r\n");
        request.send().await.expect("the socket answers")
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_brand_is_set_on_its_page_with_nothing_typed_lost() {
    let site = Site::on(Store::sqlite()).await;
    let settings = Settings::of(&site).await;
    assert!(
        settings
            .get("/settings")
            .await
            .1
            .contains("settings/brand/shop")
    );
    let name = ("name", "My <shop>");
    let wrong = [
        name,
        ("look.accent", "#ffcc0"),
        ("texts", "home.headline = Hello"),
        ("file.look.logo", SVG),
    ];
    let refused = settings.post("/settings/brand/shop", &wrong).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.text().await.expect("a page is text");
    assert!(
        html.contains("value=\"#ffcc0\"") && html.contains("it is no colour"),
        "{html}"
    );
    assert!(html.contains("home.headline = Hello"), "{html}");
    let field = "name=\"look.logo\" value=\"";
    let at = html.find(field).expect("the file stays") + field.len();
    let kept = html[at..].split('"').next().unwrap_or_default().to_owned();

    let right = [name, ("look.accent", "#ffcc00"), ("look.logo", &kept)];
    let late = [&right[..], &[("preview.moment", "late")]].concat();
    let preview = settings.post("/settings/brand/shop/preview", &late).await;
    assert_eq!(preview.headers()["x-frame-options"], "SAMEORIGIN");
    let html = preview.text().await.expect("a page is text");
    assert!(
        html.contains("--accent:#ffcc00;") && html.contains("It is late"),
        "{html}"
    );
    assert!(!html.contains("<script"), "a preview runs nothing");
    let drawn = settings.get(&format!("/brand/shop/{kept}")).await;
    assert_eq!(drawn, (StatusCode::OK, SVG.to_owned()));
    assert!(
        !page(&site, "x", "/").await.contains("#ffcc00"),
        "nothing is stored by a preview"
    );

    let saved = settings.post("/settings/brand/shop", &right).await;
    assert_eq!(saved.status(), StatusCode::SEE_OTHER);
    assert_eq!(saved.headers()["location"], "shop?saved=now");
    let home = page(&site, "x", "/").await;
    assert!(
        home.contains("--accent:#ffcc00;") && home.contains(&kept),
        "{home}"
    );
    assert!(home.contains("My &lt;shop&gt;"), "{home}");
    drop(settings);
    site.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_settings_are_behind_the_socket_and_the_sign_in_alone() {
    let site = Site::on(Store::sqlite()).await;
    let admin = site.staff(Role::Admin, &[]).await;
    for path in [
        "/settings",
        "/settings/brand/shop",
        "/settings/brand/shop/preview",
    ] {
        let stranger = site.get(path).await.status();
        assert_eq!(stranger, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(admin.get(path).await.status(), StatusCode::OK, "{path}");
    }
    let settings = Settings::of(&site).await;
    let ask = async |name: &'static str, value: &'static str| {
        let request = settings
            .0
            .get("http://localhost/settings")
            .header(name, value);
        request.send().await.expect("the socket answers").status()
    };
    assert_eq!(ask("host", "evil.example").await, StatusCode::FORBIDDEN);
    assert_eq!(
        ask("sec-fetch-site", "cross-site").await,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        ask("origin", "https://evil.example").await,
        StatusCode::FORBIDDEN
    );
    assert_eq!(ask("host", "localhost:8080").await, StatusCode::OK);
    // Nobody is signed in there, and what is not about brands is not there.
    let (_, list) = settings.get("/settings").await;
    assert!(!list.contains("/sign-out"), "{list}");
    for path in ["/settings/staff", "/settings/audit", "/account"] {
        let (status, _) = settings.get(path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
    }
    drop(settings);
    site.stop().await;
}
