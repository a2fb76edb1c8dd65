//! From the archive to a live parcel, and through a backup to another
//! machine: as a plain user, in an empty folder, with what is printed and
//! nothing else.

use crate::harness::payloads::{door_order, door_scan, door_shipment, with};
use crate::harness::{
    Door, Doorstep, Folder, Said, Site, Store, client, mode, on_both, word_after,
};
use reqwest::Response;
use serde_json::{Value, json};
use server::config::DEFAULT_LISTEN;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::process::Command;

on_both!(check_knows_a_site_key_that_fits_no_link);

/// The user and the group of the plain user, where the tests run as root.
const NOBODY: u32 = 65_534;

/// How the site is called by the world; the test is its proxy.
const HOST: &str = "track.acme.example";

const INIT: [&str; 11] = [
    "init",
    "--brand",
    "Acme Outdoor",
    "--host",
    HOST,
    "--shop",
    "json",
    "--email",
    "help@acme.example",
    "--listen",
    "127.0.0.1:0",
];

/// A machine with the unpacked archive on it.
struct Machine {
    folder: Folder,
}

fn packaging() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../packaging")
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|me| me.uid() == 0)
}

impl Machine {
    async fn new() -> Self {
        let folder = Folder::new();
        fs::set_permissions(folder.root(), fs::Permissions::from_mode(0o755))
            .expect("it is this test's");
        let laid_out = Command::new(packaging().join("lay-out"))
            .arg(env!("CARGO_BIN_EXE_doorstep"))
            .arg(folder.path("archive"))
            .status()
            .await;
        assert!(laid_out.is_ok_and(|status| status.success()));
        Self { folder }
    }

    /// An empty folder of the plain user's.
    fn empty(&self, name: &str) -> PathBuf {
        let path = self.folder.path(name);
        fs::create_dir(&path).expect("a folder can be made");
        self.give(&path);
        path
    }

    fn give(&self, path: &Path) {
        if is_root() {
            chown(path, Some(NOBODY), Some(NOBODY)).expect("root may give files away");
        }
    }

    /// Brings a file to the plain user's other folder.
    fn carry(&self, file: &str, from: &Path, to: &Path) {
        fs::copy(from.join(file), to.join(file)).expect("a file can be copied");
        self.give(&to.join(file));
    }

    /// The archive's program, as the plain user starts it in a folder.
    fn program(&self, site: &Path, arguments: &[&str]) -> Command {
        let program = self.folder.path("archive/doorstep");
        let mut command = Command::new(if is_root() {
            Path::new("setpriv")
        } else {
            &program
        });
        if is_root() {
            let id = NOBODY.to_string();
            command
                .args(["--reuid", &id, "--regid", &id, "--clear-groups"])
                .args(["--no-new-privs", "--"])
                .arg(&program);
        }
        command
            .args(arguments)
            .env_clear()
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .env("DOORSTEP_LOG", "off")
            .current_dir(site)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true);
        command
    }

    async fn run(&self, site: &Path, arguments: &[&str]) -> Said {
        Said::by(self.program(site, arguments)).await
    }

    async fn serve(&self, site: &Path) -> Doorstep {
        let mut serving = self.program(site, &["serve"]);
        let child = serving.stderr(Stdio::inherit()).spawn();
        Doorstep::started(child.expect("the program starts")).await
    }
}

/// Asks as the proxy does: for the host that the world called.
async fn page(server: &Doorstep, path: &str) -> Response {
    client()
        .get(format!("{}{path}", server.address))
        .header("host", HOST)
        .send()
        .await
        .expect("the server answers")
}

async fn view(server: &Doorstep, path: &str) -> Value {
    let answer = page(server, &format!("{path}/view.json")).await;
    assert_eq!(answer.status(), 200, "{path}");
    answer.json().await.expect("the view is JSON")
}

/// Sends to an address as `init` has printed it, with the key it printed.
async fn send(server: &Doorstep, said: &str, part: &str, body: &Value) -> Value {
    let address = word_after(said, part);
    let path = address
        .strip_prefix(&format!("https://{HOST}"))
        .unwrap_or_else(|| panic!("{part} go to {address}"));
    let post = Door {
        key: word_after(said, "key"),
    }
    .post(part, body);
    assert_eq!(path, post.path);
    let answer = crate::harness::send(&client(), &server.address, &post)
        .await
        .expect("the server answers");
    assert_eq!(answer.status(), 200, "{path}");
    answer.json().await.expect("the answer is JSON")
}

async fn page_shows_the_scan(server: &Doorstep, path: &str) {
    let html = page(server, path).await;
    assert_eq!(html.status(), 200);
    let html = html.text().await.expect("a page is text");
    for word in ["Acme Outdoor", "Louisville", "help@acme.example"] {
        assert!(html.contains(word), "the page lacks {word}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_the_archive_to_a_live_parcel_and_to_another_machine() {
    let machine = Machine::new().await;
    let site = machine.empty("site");
    let said = machine.run(&site, &INIT).await.ok();
    for file in [
        "doorstep.toml",
        "doorstep.sqlite",
        "doorstep.sqlite.site-key",
    ] {
        assert_eq!(mode(&site.join(file)), 0o600, "{file} is its owner's");
    }
    let server = machine.serve(&site).await;
    let order = send(&server, &said, "orders", &door_order("7001")).await;
    let path = order["results"][0]["tracking_path"]
        .as_str()
        .expect("an order has a page")
        .to_owned();
    let shipment = door_shipment("S1", "7001", "1ZUP0001");
    send(&server, &said, "shipments", &shipment).await;
    let scan = with(
        door_scan("1ZUP0001", "in_transit", "2026-05-12T02:10:00Z"),
        &json!({ "city": "Louisville", "region": "KY", "country": "US" }),
    );
    send(&server, &said, "scans", &scan).await;
    page_shows_the_scan(&server, &path).await;
    let before = view(&server, &path).await;
    let setup = machine.run(&site, &["staff", "setup"]).await.ok();
    make_the_first_account(&server, &setup).await;
    let checked = machine.run(&site, &["check"]).await;
    assert_eq!(checked.code, 0, "{checked:?}");
    assert!(!checked.out.contains("to do"), "{}", checked.out);

    machine.run(&site, &["backup", "copy.sqlite"]).await.ok();
    assert_eq!(mode(&site.join("copy.sqlite")), 0o600);
    assert_eq!(server.stop().await, 0);

    let elsewhere = machine.empty("elsewhere");
    for file in ["doorstep.toml", "doorstep.sqlite.site-key", "copy.sqlite"] {
        machine.carry(file, &site, &elsewhere);
    }
    machine
        .run(&elsewhere, &["restore", "copy.sqlite"])
        .await
        .ok();
    let server = machine.serve(&elsewhere).await;
    page_shows_the_scan(&server, &path).await;
    let after = view(&server, &path).await;
    for field in ["order_number", "revision", "status"] {
        assert_eq!(after[field], before[field], "{field}");
    }
    assert_eq!(server.stop().await, 0);
}

/// With the link that was printed, as the world reaches it.
async fn make_the_first_account(server: &Doorstep, said: &str) {
    let link = word_after(said, "link");
    let path = link
        .strip_prefix(&format!("https://{HOST}"))
        .unwrap_or_else(|| panic!("the link is {link}"));
    let made = client()
        .post(format!("{}{path}", server.address))
        .header("content-type", "application/x-www-form-urlencoded")
        .body("email=ada%40acme.example&name=Ada&password=long+enough+1&again=long+enough+1")
        .send()
        .await
        .expect("the server answers");
    assert_eq!(made.status(), 303);
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the folder is there")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// One clear line, and nothing made or changed.
async fn refuses(machine: &Machine, site: &Path, arguments: &[&str], code: i32) -> String {
    let before = names(site);
    let said = machine.run(site, arguments).await;
    assert_eq!(said.code, code, "{arguments:?}: {said:?}");
    assert_eq!(said.out, "", "{arguments:?}");
    assert_eq!(said.err.trim_end().lines().count(), 1, "{}", said.err);
    assert_eq!(names(site), before, "{arguments:?}");
    said.err
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn init_overwrites_nothing_and_asks_nobody_who_is_not_there() {
    let machine = Machine::new().await;
    let site = machine.empty("site");
    let said = refuses(&machine, &site, &["init"], 64).await;
    assert!(said.contains("--brand, --host, --shop"), "{said}");
    let given = ["init", "--brand", "Acme", "--host", HOST];
    let said = refuses(&machine, &site, &given, 64).await;
    assert!(said.contains("--shop must"), "{said}");
    for (host, shop) in [("no host", "json"), (HOST, "pigeons")] {
        let wrong = ["init", "--brand", "Acme", "--host", host, "--shop", shop];
        refuses(&machine, &site, &wrong, 64).await;
    }
    // What is there stays, whichever part of a site it is.
    for file in [
        "doorstep.sqlite",
        "doorstep.sqlite.site-key",
        "doorstep.toml",
    ] {
        fs::write(site.join(file), "mine").expect("a file can be written");
        let said = refuses(&machine, &site, &INIT, 1).await;
        assert!(said.contains(&format!("{file} is there already")), "{said}");
        let kept = fs::read_to_string(site.join(file));
        assert_eq!(kept.expect("it is there"), "mine");
        fs::remove_file(site.join(file)).expect("it can be taken away");
    }
    machine.run(&site, &INIT).await.ok();
    let key = fs::read(site.join("doorstep.sqlite.site-key")).expect("it is there");
    refuses(&machine, &site, &INIT, 1).await;
    let still = fs::read(site.join("doorstep.sqlite.site-key")).expect("it is there");
    assert_eq!(key, still);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn init_for_a_platform_prints_its_webhook() {
    let machine = Machine::new().await;
    let site = machine.empty("site");
    let mut given = INIT;
    given[6] = "shopify";
    let said = machine.run(&site, &given).await.ok();
    let webhook = word_after(&said, "webhook");
    let id = word_after(&said, "connection");
    assert_eq!(webhook, format!("https://{HOST}/hooks/shopify/{id}"));
    assert!(
        said.contains(&format!("connection rotate {id} --secret")),
        "{said}"
    );
    let list = machine.run(&site, &["connection", "list"]).await.ok();
    assert!(
        list.contains(&id) && list.contains("acme-outdoor"),
        "{list}"
    );
    let missing = word_after(&said, "secret");
    assert!(!list.contains(&missing), "secrets are shown once");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn init_takes_the_database_it_is_given_and_no_site_that_is_there() {
    let store = Store::postgres().await;
    let said = Said::of(&store, &INIT).await.ok();
    let file = store.folder.path("doorstep.toml");
    let config = fs::read_to_string(&file).expect("it is made");
    assert!(config.contains(&store.url()), "{config}");
    let list = Said::of(&store, &["connection", "list"]).await.ok();
    assert!(list.contains(&word_after(&said, "connection")), "{list}");
    for made in [file, store.key_file()] {
        fs::remove_file(made).expect("it can be taken away");
    }
    let again = Said::of(&store, &INIT).await;
    assert_eq!(again.code, 1, "{again:?}");
    assert!(again.err.contains("holds a site already"), "{again:?}");
    assert_eq!(names(store.folder.root()), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn check_says_what_is_missing_and_what_to_do() {
    let machine = Machine::new().await;
    let site = machine.empty("site");
    let checked = async |site: &Path, code: i32| {
        let said = machine.run(site, &["check"]).await;
        assert_eq!((said.code, said.err.as_str()), (code, ""), "{said:?}");
        said.out
    };
    let said = checked(&site, 1).await;
    assert!(said.contains("doorstep init"), "{said}");
    assert_eq!(names(&site), Vec::<String>::new(), "it only looks");

    machine.run(&site, &INIT).await.ok();
    let fresh = checked(&site, 0).await;
    for to_do in ["to do    orders", "to do    scans", "to do    staff"] {
        assert!(fresh.contains(to_do), "{to_do}: {fresh}");
    }
    let server = machine.serve(&site).await;
    // Grades and subjects; time and room go on.
    let found = |said: &str| -> Vec<String> {
        let lines = said.lines().filter_map(|line| line.get(..21));
        lines.map(str::to_owned).collect()
    };
    let served = checked(&site, 0).await;
    assert_eq!(found(&served), found(&fresh), "the server says the same");
    assert_eq!(server.stop().await, 0);

    // A database without the key its links were made with.
    let bare = machine.empty("bare");
    let opened = machine.run(&bare, &["connection", "list"]).await;
    assert_eq!(opened.code, 0, "{opened:?}");
    let said = checked(&bare, 1).await;
    for missing in ["missing  brand", "missing  connections", "to do    address"] {
        assert!(said.contains(missing), "{missing}: {said}");
    }
    fs::remove_file(bare.join("doorstep.sqlite.site-key")).expect("it can be taken away");
    let said = checked(&bare, 1).await;
    assert!(said.contains("missing  site key"), "{said}");
    assert!(!names(&bare).contains(&"doorstep.sqlite.site-key".to_owned()));
}

async fn check_knows_a_site_key_that_fits_no_link(site: Site) {
    let shop = site.connect("shopify", &[]).await;
    let order = crate::harness::payloads::order(1);
    site.accept(&shop.shopify("orders/create", &order)).await;
    let store = site.stop().await;
    let fits = Said::of(&store, &["check"]).await;
    assert!(fits.out.contains("fine     links"), "{fits:?}");
    for (key, wanted) in [
        ("0".repeat(64), "missing  links"),
        ("short".to_owned(), "missing  site key"),
    ] {
        fs::write(store.key_file(), key).expect("a file can be written");
        let said = Said::of(&store, &["check"]).await;
        assert_eq!((said.code, said.err.as_str()), (1, ""), "{said:?}");
        assert!(said.out.contains(wanted), "{said:?}");
    }
}

#[tokio::test]
async fn the_files_of_the_archive_fit_each_other() {
    let machine = Machine::new().await;
    let archive = machine.folder.path("archive");
    let packed = names(&archive);
    let read = |name: &str| fs::read_to_string(archive.join(name)).expect("it is packed");
    for wanted in [
        "Caddyfile",
        "Dockerfile",
        "LICENSE",
        "README.md",
        "doorstep",
        "doorstep.example.toml",
        "doorstep.service",
    ] {
        assert!(packed.contains(&wanted.to_owned()), "{wanted}: {packed:?}");
    }
    assert!(read("Caddyfile").contains(&format!("reverse_proxy {DEFAULT_LISTEN} ")));
    let port = DEFAULT_LISTEN.rsplit(':').next().unwrap_or_default();
    let dockerfile = read("Dockerfile");
    assert!(dockerfile.contains(&format!("DOORSTEP_LISTEN=0.0.0.0:{port}\n")));
    for line in dockerfile.lines().filter(|line| line.starts_with("COPY ")) {
        let source = line.split_whitespace().nth(1).unwrap_or_default();
        assert!(packed.contains(&source.to_owned()), "{line}: {packed:?}");
    }
    let makefile = fs::read_to_string(packaging().join("../Makefile")).expect("it is there");
    assert!(makefile.contains("packaging/lay-out target/release/doorstep"));
}
