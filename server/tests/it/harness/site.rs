//! A real server in this process, on data of its own.

use super::{Door, Folder, NOW, Post, Sender, at, postgres};
use chrono::{DateTime, Utc};
use doorstep::ids::OrderId;
use doorstep::scope::Scope;
use reqwest::{Client, Response};
use serde_json::Value;
use server::admin::{self, Command};
use server::brand::BrandFile;
use server::clock::Clock;
use server::config::{
    Config, MailServer, Protection, Proxies, PublicAddress, SmsService, WebhooksOut,
};
use server::db::Location;
use server::db::{orders, outcome_due};
use server::error::Error;
use server::intake::Again;
use server::jobs::performance;
use server::performance::recount;
use server::serve::{self, Opened, Opening};
use server::services::Services;
use server::views::Views;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// Where a site keeps its data; it goes with the test.
#[derive(Debug)]
pub struct Store {
    /// The database.
    pub location: Location,
    /// For the site key, and for SQLite's file.
    pub folder: Folder,
}

impl Store {
    /// A temporary SQLite file.
    pub fn sqlite() -> Self {
        let folder = Folder::new();
        Self {
            location: Location::File(folder.path("doorstep.sqlite")),
            folder,
        }
    }

    /// A fresh database of the private PostgreSQL.
    pub async fn postgres() -> Self {
        Self {
            location: Location::Postgres(postgres::fresh_database().await),
            folder: Folder::new(),
        }
    }

    /// What `DATABASE_URL` must say.
    pub fn url(&self) -> String {
        match &self.location {
            Location::File(path) => format!("sqlite:{}", path.display()),
            Location::Postgres(url) => url.clone(),
        }
    }

    /// The file that holds the site key.
    pub fn key_file(&self) -> PathBuf {
        self.folder.path("doorstep.sqlite.site-key")
    }

    fn config(&self) -> Config {
        let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Config {
            database: self.location.clone(),
            public_address: Some(
                PublicAddress::parse("track.acme.example").expect("it is an address"),
            ),
            ..Config::for_file(&self.folder.path("doorstep.sqlite"), listen)
        }
    }
}

/// Opens the data. A process that another test starts may hold the lock of
/// one that has just stopped for a moment, until it becomes another program.
async fn opened(config: &Config, clock: &Clock) -> Box<Opened> {
    for _ in 0..200 {
        match serve::open(config, clock.clone())
            .await
            .expect("the data opens")
        {
            Opening::Opened(opened) => return opened,
            Opening::Held => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
    panic!("another server holds the file of this test")
}

/// A server at a port of this machine, in the open.
fn mail_server(port: u16) -> MailServer {
    MailServer {
        host: "127.0.0.1".to_owned(),
        port,
        protection: Protection::None,
        login: None,
        from: Some("orders@acme.example".to_owned()),
        ca_file: None,
        timeout: Duration::from_secs(2),
    }
}

fn reaching_this_machine(patience: Duration) -> WebhooksOut {
    let out = WebhooksOut {
        timeout: patience,
        ..WebhooksOut::default()
    };
    out.allowing(["127.0.0.0/8", "http"])
        .expect("they can be opened")
}

/// A running site.
pub struct Site {
    /// What it works with.
    pub services: Services,
    /// Where it listens (`http://127.0.0.1:PORT`).
    pub address: String,
    /// A client that keeps its connections.
    pub http: Client,
    /// Its data.
    pub store: Store,
    stop: CancellationToken,
    served: JoinHandle<Result<(), Error>>,
}

impl Site {
    /// Starts one whose clock stands at [`NOW`] until a test moves it.
    pub async fn on(store: Store) -> Self {
        Self::with_clock(store, Clock::stepped(at(NOW))).await
    }

    /// Starts one with a clock of the test's choosing.
    pub async fn with_clock(store: Store, clock: Clock) -> Self {
        let config = store.config();
        Self::with(config, store, clock).await
    }

    /// Starts one that believes a proxy at this machine's own address.
    pub async fn behind_a_proxy(store: Store) -> Self {
        let proxies = Proxies::parse(["127.0.0.1"]).expect("it is an address");
        let config = Config {
            proxies,
            ..store.config()
        };
        Self::with(config, store, Clock::stepped(at(NOW))).await
    }

    /// Stops, and starts on the same data with a mail server at a port of this
    /// machine. Mails come from one address for every brand.
    pub async fn with_mail(self, port: u16) -> Self {
        self.with_mail_server(mail_server(port)).await
    }

    /// Stops, and starts on the same data; webhooks go out as by
    /// [`Self::telling`], and mail to a server at a port of this machine.
    pub async fn telling_with_mail(self, patience: Duration, port: u16) -> Self {
        let clock = self.services.clock.clone();
        let store = self.stop().await;
        let config = Config {
            webhooks: reaching_this_machine(patience),
            mail: Some(mail_server(port)),
            ..store.config()
        };
        Self::with(config, store, clock).await
    }

    /// Stops, and starts on the same data; webhooks reach this machine, without
    /// encryption, and wait so long for an answer.
    pub async fn telling(self, patience: Duration) -> Self {
        let clock = self.services.clock.clone();
        Self::telling_on(self.stop().await, clock, patience).await
    }

    /// Starts one like that.
    pub async fn telling_on(store: Store, clock: Clock, patience: Duration) -> Self {
        let config = Config {
            webhooks: reaching_this_machine(patience),
            ..store.config()
        };
        Self::with(config, store, clock).await
    }

    /// Stops, and starts on the same data with a provider of text messages.
    pub async fn with_sms(self, service: SmsService) -> Self {
        let clock = self.services.clock.clone();
        let store = self.stop().await;
        let config = Config {
            sms: Some(service),
            ..store.config()
        };
        Self::with(config, store, clock).await
    }

    /// Stops, and starts on the same data with a name server of the test's own.
    pub async fn asking(self, name_server: SocketAddr) -> Self {
        let clock = self.services.clock.clone();
        let store = self.stop().await;
        let config = Config {
            name_server: Some(name_server),
            ..store.config()
        };
        Self::with(config, store, clock).await
    }

    /// The same with a mail server of the test's choosing.
    pub async fn with_mail_server(self, server: MailServer) -> Self {
        let clock = self.services.clock.clone();
        let store = self.stop().await;
        let config = Config {
            mail: Some(server),
            ..store.config()
        };
        Self::with(config, store, clock).await
    }

    async fn with(config: Config, store: Store, clock: Clock) -> Self {
        let opened = opened(&config, &clock).await;
        let services = opened.services.clone();
        let listener = TcpListener::bind(config.listen)
            .await
            .expect("a port is free");
        let address = listener.local_addr().expect("it listens");
        let stop = CancellationToken::new();
        let stopped = stop.clone().cancelled_owned();
        let served =
            tokio::spawn(async move { serve::serve(*opened, &config, listener, stopped).await });
        Self {
            services,
            address: format!("http://{address}"),
            http: client(),
            store,
            stop,
            served,
        }
    }

    /// Stops in good order and gives the data back, to start on again.
    pub async fn stop(self) -> Store {
        let Self {
            services,
            http,
            store,
            stop,
            served,
            ..
        } = self;
        drop((services, http));
        stop.cancel();
        served
            .await
            .expect("the server does not panic")
            .expect("the server stops in good order");
        store
    }

    /// Stops, and starts on the same data at the same moment.
    pub async fn restart(self) -> Self {
        let clock = self.services.clock.clone();
        Self::with_clock(self.stop().await, clock).await
    }

    /// Carries a command out, as `doorstep` on the command line does; the
    /// words it answers with, right or wrong.
    pub async fn command(&self, command: Command) -> Result<String, String> {
        let answer = admin::carry_out(&self.services, command).await;
        if answer.done {
            Ok(answer.text)
        } else {
            Err(answer.text)
        }
    }

    /// Makes a connection that serves these brands; the default brand when
    /// none is named.
    pub async fn connect(&self, source: &str, brands: &[&str]) -> Sender {
        let secret = "a secret of the platform's: clé".to_owned();
        let said = self
            .command(Command::ConnectionAdd {
                source: source.to_owned(),
                name: String::new(),
                brands: brands.iter().map(|&brand| brand.to_owned()).collect(),
                secret: Some(secret.clone()),
            })
            .await
            .expect("a connection can be made");
        Sender {
            id: word_after(&said, "connection"),
            source: source.to_owned(),
            secret,
        }
    }

    /// Makes a connection of the JSON door with a key that sends.
    pub async fn door(&self, brands: &[&str]) -> Door {
        self.door_for(brands, &[Scope::Ingest]).await
    }

    /// The same with a key for something else.
    pub async fn door_for(&self, brands: &[&str], scopes: &[Scope]) -> Door {
        let connection = self.connect("json", brands).await.id;
        let said = self
            .command(Command::KeyAdd {
                connection,
                scopes: scopes.to_vec(),
            })
            .await
            .expect("a key can be made");
        Door {
            key: word_after(&said, "key"),
        }
    }

    /// Makes a brand.
    pub async fn brand(&self, slug: &str) {
        self.command(Command::BrandSet(BrandFile::named(slug, slug)))
            .await
            .expect("a brand can be made");
    }

    /// Sends a request.
    pub async fn send(&self, post: &Post) -> Response {
        send(&self.http, &self.address, post)
            .await
            .expect("the server answers")
    }

    /// Sends a request that must be taken in.
    pub async fn accept(&self, post: &Post) {
        let response = self.send(post).await;
        let status = response.status();
        let text = response.text().await.unwrap_or_default();
        assert_eq!(status, 200, "{}: {text}", post.path);
    }

    /// The path of an order's page, by the platform's id of the order.
    pub async fn path(&self, external_id: &str) -> String {
        let order = super::stored::order(&self.services, external_id).await;
        self.path_of(&order)
    }

    /// The path of an order's page.
    pub fn path_of(&self, order: &orders::Model) -> String {
        let views = Views(self.services.clone());
        let id = OrderId::from_text(order.public_id.clone());
        let token = self.services.key.token(&id, order.token_generation);
        let path = views.path(order);
        assert_eq!(path, format!("/t/{}", token.as_str()));
        path
    }

    /// An order's view, read as a program reads it.
    pub async fn view(&self, external_id: &str) -> Value {
        let path = format!("{}/view.json", self.path(external_id).await);
        let response = self.get(&path).await;
        assert_eq!(response.status(), 200, "{external_id}");
        response.json().await.expect("the view is JSON")
    }

    /// Asks for a path.
    pub async fn get(&self, path: &str) -> Response {
        self.http
            .get(format!("{}{path}", self.address))
            .send()
            .await
            .expect("the server answers")
    }

    /// Sends a form as a browser does, and follows no redirect.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        self.submit_from("203.0.113.9", path, fields).await
    }

    /// The same from an address that a proxy names.
    pub async fn submit_from(&self, from: &str, path: &str, fields: &[(&str, &str)]) -> Response {
        self.http
            .post(format!("{}{path}", self.address))
            .header("x-forwarded-for", from)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form(fields))
            .send()
            .await
            .expect("the server answers")
    }

    /// Counts what became of every parcel; nothing is left for the job to do.
    pub async fn is_counted(&self) {
        let database = self.services.database.read();
        recount::after_a_release(&self.services)
            .await
            .expect("all can be counted again");
        performance::catch_up(&self.services)
            .await
            .expect("all can be counted");
        let due = outcome_due::next_of_any_brand(database, 1).await;
        assert_eq!(due.expect("what is due can be read"), [0; 0]);
    }

    /// Moves the clock and does what the server does when time has passed.
    pub async fn time_passes_until(&self, now: DateTime<Utc>) {
        self.services.clock.step_to(now);
        let due = Again::due(&self.services.database, now, 1_000)
            .await
            .expect("what is due can be read");
        if due.count() > 0 {
            self.services
                .intake
                .rederive(due)
                .await
                .expect("they can be derived again");
        }
    }
}

/// Fields as a form's body; every byte is escaped.
pub fn form(fields: &[(&str, &str)]) -> String {
    let escaped =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    fields
        .iter()
        .map(|(name, value)| format!("{name}={}", escaped(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// A client that goes straight to the server, and nowhere else.
pub fn client() -> Client {
    Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client can be made")
}

/// Sends a request to a server.
pub async fn send(http: &Client, address: &str, post: &Post) -> reqwest::Result<Response> {
    let mut request = http.post(format!("{address}{}", post.path));
    for (name, value) in &post.headers {
        request = request.header(*name, value);
    }
    request.body(post.body.clone()).send().await
}

/// The word after a label in what a command said.
pub fn word_after(said: &str, label: &str) -> String {
    said.lines()
        .find_map(|line| line.strip_prefix(label)?.split_whitespace().next())
        .unwrap_or_else(|| panic!("no {label} in: {said}"))
        .to_owned()
}
