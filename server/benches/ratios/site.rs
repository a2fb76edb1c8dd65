//! A real server on a temporary SQLite file, with orders to be asked for.

use crate::Result;
use crate::payload;
use bytes::Bytes;
use chrono::{DateTime, Duration, Utc};
use doorstep::carrier::Carrier;
use doorstep::ids::OrderId;
use doorstep::order::{Address, Buyer, OrderKind, OrderLine, OrderUpdate};
use doorstep::scope::Scope;
use doorstep::shipment::{Change, Direction, ShipmentItem, ShipmentUpdate, Tracking};
use futures::{StreamExt, TryStreamExt};
use server::admin::{self, Command};
use server::clock::Clock;
use server::config::Config;
use server::db::connection::Connection;
use server::db::orders;
use server::intake::{Incoming, Repeats};
use server::promises::learned::Learned;
use server::serve::{self, Opening};
use server::services::Services;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// How many messages wait in front of intake while orders are made.
const WAITING: usize = 512;

const SECRET: &str = "the secret of a benchmark";

/// A running server.
pub struct Site {
    /// Where it answers.
    pub address: SocketAddr,
    /// Its SQLite file.
    pub file: PathBuf,
    /// When every order was placed.
    pub placed: DateTime<Utc>,
    services: Services,
    shop: Arc<Connection>,
    feed: Arc<Connection>,
    stop: CancellationToken,
    serving: JoinHandle<std::result::Result<(), server::error::Error>>,
}

/// An order as a bench asks for it.
pub struct Order {
    /// The path of its page.
    pub path: String,
    /// The revision its page has now.
    pub revision: i64,
}

impl Site {
    /// Starts it on a new file in a folder.
    pub async fn start(folder: &Path) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let file = folder.join("served.sqlite");
        let config = Config::for_file(&file, address);
        let Opening::Opened(opened) = serve::open(&config, Clock::real()).await? else {
            return Err("the new file is held by another server".into());
        };
        let services = opened.services.clone();
        let shop = connect(&services, "json").await?;
        let feed = connect(&services, "easypost").await?;
        let stop = CancellationToken::new();
        let stopped = stop.clone().cancelled_owned();
        let serving =
            tokio::spawn(async move { serve::serve(*opened, &config, listener, stopped).await });
        Ok(Self {
            address,
            file,
            placed: services.clock.now() - Duration::days(3),
            services,
            shop,
            feed,
            stop,
            serving,
        })
    }

    /// Makes orders, each with one shipment; those in `told` get the whole
    /// history of their parcel too.
    pub async fn order(&self, count: usize, told: std::ops::Range<usize>) -> Result<()> {
        let orders = (0..count).map(|order| {
            let changes = vec![
                Change::Order(Box::new(order_update(order, self.placed))),
                Change::Shipment(Box::new(shipment_update(order, self.placed))),
            ];
            self.take(&self.shop, Bytes::new(), changes)
        });
        let orders = futures::stream::iter(orders).buffer_unordered(WAITING);
        orders.try_collect::<Vec<()>>().await?;
        let histories = told.map(|order| {
            let lines = (0..payload::SCANS).map(|line| payload::webhook(order, line, self.placed));
            let body = format!("[{}]", lines.collect::<Vec<_>>().join(","));
            self.tell(body)
        });
        let histories = futures::stream::iter(histories).buffer_unordered(WAITING);
        histories.try_collect::<Vec<()>>().await?;
        Ok(())
    }

    async fn tell(&self, body: String) -> Result<()> {
        let read = server::http::read_topic("easypost", String::new(), body.as_bytes());
        let changes = read.changes?;
        self.take(&self.feed, Bytes::from(body), changes).await
    }

    async fn take(
        &self,
        connection: &Arc<Connection>,
        body: Bytes,
        changes: Vec<Change>,
    ) -> Result<()> {
        let now = self.services.clock.now();
        let connection = Arc::clone(connection);
        let incoming = Incoming::new(connection, "", body, changes, now, Repeats::Count);
        self.services.intake.take(incoming).await?;
        Ok(())
    }

    /// A signed request with one line of a parcel's history.
    pub fn scan(&self, order: usize, line: usize) -> Result<Arc<[u8]>> {
        let path = format!("/hooks/easypost/{}", self.feed.public_id);
        let body = payload::webhook(order, line, self.placed);
        Ok(payload::request(&path, SECRET, &body)?.into())
    }

    /// What the server's clock says.
    pub fn now(&self) -> DateTime<Utc> {
        self.services.clock.now()
    }

    /// Gives the shop's brand a model to promise by.
    pub async fn learn(&self, learned: Learned) {
        for brand in &self.shop.brands {
            self.services.learner.put(*brand, learned.clone()).await;
        }
    }

    /// A key that may ask what may be promised.
    pub async fn key_that_asks(&self) -> Result<String> {
        let add = Command::KeyAdd {
            connection: self.shop.public_id.clone(),
            scopes: vec![Scope::PromisesRead],
        };
        let answer = admin::carry_out(&self.services, add).await;
        let mut words = answer.text.split_whitespace();
        let key = words.find(|word| word.starts_with("dsk_"));
        key.map(str::to_owned)
            .ok_or_else(|| answer.text.clone().into())
    }

    /// The orders as they stand, by their place.
    pub async fn orders(&self, count: usize) -> Result<Vec<Order>> {
        let brand = self
            .shop
            .brands
            .first()
            .ok_or("a connection without a brand")?;
        let rows =
            orders::newest_of_brand(self.services.database.read(), *brand, count as u64).await?;
        let mut found: Vec<(usize, Order)> = Vec::with_capacity(rows.len());
        for row in rows {
            let id = OrderId::from_text(row.public_id);
            let token = self.services.key.token(&id, row.token_generation);
            let order = Order {
                path: format!("/t/{}", token.as_str()),
                revision: row.revision,
            };
            found.push((row.external_id.parse()?, order));
        }
        found.sort_unstable_by_key(|(place, _)| *place);
        Ok(found.into_iter().map(|(_, order)| order).collect())
    }

    /// Stops it in good order.
    pub async fn stop(self) -> Result<()> {
        self.stop.cancel();
        // The writers end when the last of these is gone.
        drop(self.services);
        self.serving.await??;
        Ok(())
    }
}

async fn connect(services: &Services, source: &str) -> Result<Arc<Connection>> {
    let add = Command::ConnectionAdd {
        source: source.to_owned(),
        name: "bench".to_owned(),
        brands: Vec::new(),
        secret: Some(SECRET.to_owned()),
    };
    let answer = admin::carry_out(services, add).await;
    let book = services.book.now();
    let made = book.connections.values().find(|made| made.source == source);
    made.cloned().ok_or_else(|| answer.text.into())
}

/// An order as its shop tells it.
pub fn order_update(order: usize, placed: DateTime<Utc>) -> OrderUpdate {
    OrderUpdate {
        external_id: order.to_string(),
        number: format!("#{}", 1_000 + order),
        kind: OrderKind::Live,
        placed_at: placed,
        version: placed,
        buyer: Buyer {
            first_name: Some("Jo".to_owned()),
            last_name: Some("Ferry".to_owned()),
            email: Some(format!("jo{order}@example.com")),
            phone: None,
        },
        locale: Some("en".to_owned()),
        currency: Some("USD".to_owned()),
        total_minor: Some(12_900),
        destination: Address {
            name: Some("Jo Ferry".to_owned()),
            street: vec!["1 Harbour Street".to_owned()],
            city: Some("Newark".to_owned()),
            region: Some("NJ".to_owned()),
            postal_code: Some("07102".to_owned()),
            country: Some("US".to_owned()),
        },
        lines: vec![line("1", "Trail shoe"), line("2", "Wool socks")],
        expected: None,
        service: Some("Ground".to_owned()),
        cancelled_at: None,
    }
}

fn line(id: &str, title: &str) -> OrderLine {
    OrderLine {
        external_id: id.to_owned(),
        title: title.to_owned(),
        variant: Some("blue / 42".to_owned()),
        sku: None,
        quantity: 1,
        ships: true,
    }
}

fn shipment_update(order: usize, placed: DateTime<Utc>) -> ShipmentUpdate {
    let item = |id: &str| ShipmentItem {
        line_id: id.to_owned(),
        quantity: 1,
    };
    ShipmentUpdate {
        order_external_id: order.to_string(),
        external_id: format!("f{order}"),
        version: placed,
        direction: Direction::Outbound,
        trackings: vec![Tracking {
            carrier: Carrier::from_words("UPS"),
            number: payload::number(order),
            link: None,
        }],
        tracked: true,
        items: vec![item("1"), item("2")],
        packed_at: Some(placed + Duration::hours(1)),
        handed_over_at: None,
        cancelled_at: None,
        service: Some("UPS Ground".to_owned()),
        warehouse: None,
        package_type: None,
        expected: None,
        removed: false,
        over: None,
    }
}
