//! Notices put into words and delivered, a second, against bare lettre with
//! the same bytes; and a hundred thousand that are due at once: in how much
//! memory, and how long a small brand waits behind a large one.
//!
//! What is due is made and decided on in this process, with no mail server.
//! Then a real server, a process of its own, finds it and delivers it.

use crate::mail_sink::Sink;
use crate::site::order_update;
use crate::table::{Goal, Line};
use crate::{Result, say};
use bytes::Bytes;
use chrono::{DateTime, Duration as Span, SubsecRound, Utc};
use doorstep::delivery::NoticeSettings;
use doorstep::notice::{DueNotice, Notice};
use doorstep::recipient::{Medium, Reader, Recipient};
use doorstep::shipment::Change;
use futures::{StreamExt, TryStreamExt};
use lettre::address::Envelope;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::extension::ClientId;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect};
use server::admin::{self, Command};
use server::brand::BrandFile;
use server::clock::Clock;
use server::config::Config;
use server::db::{notice_setting, orders, outbox};
use server::intake::{Incoming, Repeats};
use server::serve::{self, Opening};
use server::services::Services;
use server::views::notices::{About, compose};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

/// How much is due at once, of each of three brands, and for comparison.
const MANY: [(&str, usize); 3] = [("large", 97_000), ("middle", 2_500), ("small", 500)];
const FEW: [(&str, usize); 3] = [("large", 970), ("middle", 25), ("small", 5)];

/// How many messages the server sends at a time, and bare lettre too.
const AT_ONCE: usize = 4;

/// How many letters bare lettre sends.
const BARE: usize = 10_000;

/// How many messages are put into words.
const WORDED: u64 = 2_000;

/// How many messages wait in front of intake while orders are made.
const WAITING: usize = 512;

/// Far longer than a delivery takes: then it is stuck.
const PATIENCE: Duration = Duration::from_secs(900);

/// What a run of the real server was like.
struct Run {
    letters: usize,
    took: Duration,
    /// The most it held in memory, in bytes.
    peak: f64,
    /// Whose each letter was, in order.
    hosts: Vec<String>,
}

impl Run {
    fn per_second(&self) -> f64 {
        self.letters as f64 / self.took.as_secs_f64()
    }

    /// The place of a brand's last letter among all.
    fn last_of(&self, slug: &str) -> usize {
        let host = format!("{slug}.example");
        let last = self.hosts.iter().rposition(|of| *of == host);
        last.map_or(0, |at| at + 1)
    }
}

/// Measures all of it.
pub async fn measure(folder: &Path, began: Instant) -> Result<Vec<Line>> {
    let (sink, port) = Sink::start().await?;
    say("making 1,000 due messages", began);
    let few = folder.join("few");
    due(&few, &FEW).await?;
    say("putting messages into words", began);
    let worded = worded(&few).await?;
    say("delivering 1,000", began);
    let fewer = deliver(&few, &sink, port, &FEW).await?;
    say("making 100,000 due messages", began);
    let many = folder.join("many");
    due(&many, &MANY).await?;
    say("delivering 100,000", began);
    let more = deliver(&many, &sink, port, &MANY).await?;
    say("sending the same letter with bare lettre", began);
    let bare = bare(&sink, port).await?;
    Ok(lines(worded, bare, &fewer, &more))
}

fn lines(worded: f64, bare: f64, fewer: &Run, more: &Run) -> Vec<Line> {
    let megabytes = |bytes: f64| bytes / 1e6;
    let small = MANY[2].1;
    let last = more.last_of("small");
    let turns = small * MANY.len();
    vec![
        Line::ratio(
            "notices put into words, one after the other",
            worded,
            "bare lettre, 4 open connections",
            bare,
            Goal::Reported,
        ),
        Line::ratio(
            "notices delivered and recorded, 100,000 due",
            more.per_second(),
            "the same letter by bare lettre",
            bare,
            Goal::Reported,
        ),
        Line::ratio(
            "notices delivered and recorded, 100,000 due",
            more.per_second(),
            "1,000 due",
            fewer.per_second(),
            Goal::Reported,
        ),
        Line {
            what: "the server's peak memory, 100,000 due over 1,000 due".to_owned(),
            measured: format!("{:.0} MB", megabytes(more.peak)),
            against: format!("{:.0} MB", megabytes(fewer.peak)),
            figure: megabytes(more.peak - fewer.peak),
            goal: Goal::AtMostMegabytes(64.0),
        },
        Line {
            what: format!("a brand's {small} messages beside 99,500: the last one's place"),
            measured: last.to_string(),
            against: format!("brands in turn: {turns}"),
            figure: last as f64 / turns as f64,
            // Of each four at least one is theirs.
            goal: Goal::AtMost(1.34),
        },
    ]
}

// ---- what is due ----

/// Makes orders whose confirmations are due, and decides on them.
async fn due(folder: &Path, brands: &[(&str, usize)]) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let clock = Clock::stepped(Clock::real().now().trunc_subsecs(0) - Span::minutes(30));
    let services = opened(folder, clock.clone()).await?;
    for (slug, count) in brands {
        placed(&services.services, slug, *count).await?;
    }
    clock.step_to(clock.now() + Span::minutes(2));
    server::outbox::round(&services.services).await?;
    let undecided = outbox::Entity::find()
        .filter(outbox::Column::Medium.is_null())
        .filter(outbox::Column::NextTryMs.is_not_null())
        .count(services.services.database.read())
        .await?;
    if undecided > 0 {
        return Err(format!("{undecided} notices were not decided on").into());
    }
    services.close().await?;
    Ok(())
}

async fn opened(folder: &Path, clock: Clock) -> Result<Box<serve::Opened>> {
    let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let mut config = Config::for_file(&folder.join("doorstep.sqlite"), listen);
    config.public_address = Some(server::config::PublicAddress::parse("track.acme.example")?);
    match serve::open(&config, clock).await? {
        Opening::Opened(opened) => Ok(opened),
        Opening::Held => Err("the new file is held by another server".into()),
    }
}

/// Orders of a brand that sends every notice.
async fn placed(services: &Services, slug: &str, count: usize) -> Result<()> {
    let now = services.clock.now();
    admin::carry_out(services, Command::BrandSet(BrandFile::named(slug, slug))).await;
    let add = Command::ConnectionAdd {
        source: "json".to_owned(),
        name: slug.to_owned(),
        brands: vec![slug.to_owned()],
        secret: None,
    };
    let answer = admin::carry_out(services, add).await;
    let book = services.book.now();
    let made = book.connections.values().find(|made| made.name == slug);
    let connection = Arc::clone(made.ok_or(answer.text)?);
    let brand = *connection
        .brands
        .first()
        .ok_or("a connection of no brand")?;
    let database = services.database.begin().await?;
    notice_setting::put_of_brand(&database, brand, &NoticeSettings::with_all_on(), now).await?;
    database.commit().await?;
    let taken = (0..count).map(|order| {
        let mut update = order_update(order, now);
        update.buyer.email = Some(format!("jo{order}@{slug}.example"));
        let changes = vec![Change::Order(Box::new(update))];
        let connection = Arc::clone(&connection);
        let incoming = Incoming::new(connection, "", Bytes::new(), changes, now, Repeats::Count);
        services.intake.take(incoming)
    });
    let taken = futures::stream::iter(taken).buffer_unordered(WAITING);
    taken.try_for_each(|_| async { Ok(()) }).await?;
    Ok(())
}

// ---- put into words ----

/// Messages put into words a second, one after the other.
async fn worded(folder: &Path) -> Result<f64> {
    let now: DateTime<Utc> = Clock::real().now();
    let opened = opened(folder, Clock::stepped(now)).await?;
    let services = &opened.services;
    let book = services.book.now();
    let found = orders::Entity::find()
        .limit(1_000)
        .all(services.database.read())
        .await?;
    let told = [(
        None,
        DueNotice {
            notice: Notice::OrderConfirmed,
            milestone: "confirmed".to_owned(),
        },
    )];
    let began = Instant::now();
    let mut count = 0_u64;
    for order in found.iter().cycle().take(WORDED as usize) {
        let reader = Recipient {
            key: "buyer.email".to_owned(),
            reader: Reader::Buyer,
            medium: Medium::Email,
            address: "jo@large.example".to_owned(),
            wants: Notice::ALL.into(),
        };
        let about = About {
            brand: book.brand(order.brand_id).ok_or("an order of no brand")?,
            order,
            told: &told,
            reader: &reader,
        };
        compose(services, about).await??;
        count += 1;
    }
    let pace = count as f64 / began.elapsed().as_secs_f64();
    opened.close().await?;
    Ok(pace)
}

// ---- delivered ----

/// Lets a real server deliver all that is due.
async fn deliver(folder: &Path, sink: &Sink, port: u16, brands: &[(&str, usize)]) -> Result<Run> {
    let letters: usize = brands.iter().map(|(_, count)| count).sum();
    let settings = format!(
        "listen = \"127.0.0.1:0\"\npublic_address = \"https://track.acme.example\"\n\
         [mail]\nhost = \"127.0.0.1\"\nport = {port}\ntls = \"none\"\n\
         from = \"orders@acme.example\"\n"
    );
    std::fs::write(folder.join("doorstep.toml"), settings)?;
    sink.take_hosts();
    let mut server = tokio::process::Command::new(env!("CARGO_BIN_EXE_doorstep"))
        .arg("serve")
        .env_clear()
        .env("DOORSTEP_LOG", "off")
        .current_dir(folder)
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let status = format!("/proc/{}/status", server.id().unwrap_or_default());
    let reached = async |count: usize| {
        while sink.count() < count {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(PATIENCE, reached(1)).await?;
    let began = Instant::now();
    tokio::time::timeout(PATIENCE, reached(letters)).await?;
    let took = began.elapsed();
    let peak = peak(&std::fs::read_to_string(&status)?)?;
    server.kill().await?;
    Ok(Run {
        letters,
        took,
        peak,
        hosts: sink.take_hosts(),
    })
}

/// The most a process has held, by its status.
fn peak(status: &str) -> Result<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next());
    let kilobytes: f64 = kilobytes
        .ok_or("the system says nothing of memory")?
        .parse()?;
    Ok(kilobytes * 1_024.0)
}

/// The same letter, again and again, over connections that stay open.
async fn bare(sink: &Sink, port: u16) -> Result<f64> {
    let letter = Arc::new(sink.sample());
    sink.take_hosts();
    let began = Instant::now();
    let mut sending = tokio::task::JoinSet::new();
    for _ in 0..AT_ONCE {
        let letter = Arc::clone(&letter);
        sending.spawn(async move { send(&letter, port, BARE / AT_ONCE).await });
    }
    while let Some(sent) = sending.join_next().await {
        sent??;
    }
    Ok(BARE as f64 / began.elapsed().as_secs_f64())
}

async fn send(letter: &[u8], port: u16, count: usize) -> Result<()> {
    let from = "orders@acme.example".parse()?;
    let to = "jo@bare.example".parse()?;
    let envelope = Envelope::new(Some(from), vec![to])?;
    let hello = ClientId::Domain("track.acme.example".to_owned());
    let stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.set_nodelay(true)?;
    let mut connection =
        AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello).await?;
    for _ in 0..count {
        connection.send(&envelope, letter).await?;
    }
    connection.quit().await?;
    Ok(())
}
