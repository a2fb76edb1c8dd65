//! How fast the server is, as ratios from one run: the machine cancels out.
//!
//! It talks to the real server over loopback, stops by itself, and says which
//! goals were met; a goal that was missed does not fail it.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark measures real time and says what it found"
)]

mod bare_writer;
mod client;
mod crowd;
mod crowd_file;
mod desk;
mod mail_sink;
mod pages;
mod payload;
mod promise;
mod rows;
mod sending;
mod site;
mod streams;
mod table;

use bare_writer::{Before, Work};
use client::Limits;
use hdrhistogram::Histogram;
use site::Site;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use table::{Goal, Line};

/// Whatever goes wrong ends the run, with its own words.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Orders whose pages are asked for.
const ORDERS: usize = 10_000;
/// Parcels of those whose scans are sent one by one.
const PARCELS: usize = 3_000;
/// Twice a batch of the writer's: one is being written while the next is read.
const SENDERS: usize = 512;
const SCANS_FOR: Duration = Duration::from_secs(45);
/// Among how many orders staff search, and among how many for comparison.
const CROWDS: [usize; 2] = [1_000_000, 100_000];

fn main() -> Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(run())
}

/// Measures everything, or what is named on the command line: `serving`,
/// `sending`, `promise`, or `desk`, after which numbers may stand in place of
/// [`CROWDS`].
async fn run() -> Result<()> {
    let began = Instant::now();
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|name| !name.starts_with('-'))
        .collect();
    let is_meant = |part: &str| named.is_empty() || named.iter().any(|name| name == part);
    let mut lines = Vec::new();
    if is_meant("serving") {
        lines.extend(serving(began).await?);
    }
    if is_meant("sending") {
        let folder = folder("sending")?;
        lines.extend(sending::measure(&folder, began).await?);
        std::fs::remove_dir_all(&folder)?;
    }
    if is_meant("promise") {
        let folder = folder("promise")?;
        lines.extend(promise::measure(&folder, began).await?);
        std::fs::remove_dir_all(&folder)?;
    }
    if is_meant("desk") {
        let sizes: Vec<usize> = named.iter().filter_map(|name| name.parse().ok()).collect();
        lines.extend(at_the_desk(&sizes, began).await?);
    }
    let cores = std::thread::available_parallelism()?;
    println!(
        "\nOne run on {cores} cores, {} s:\n",
        began.elapsed().as_secs()
    );
    println!("{}", table::table(&lines));
    Ok(())
}

/// What staff wait for among many orders, and among fewer.
async fn at_the_desk(sizes: &[usize], began: Instant) -> Result<Vec<Line>> {
    let (many, few) = match sizes {
        [many, few, ..] => (*many, *few),
        _ => (CROWDS[0], CROWDS[1]),
    };
    say(
        "searching among few orders (the first run makes them)",
        began,
    );
    let fewer = desk::measure(few).await?;
    say(
        "searching among many orders (the first run makes them)",
        began,
    );
    let more = desk::measure(many).await?;
    Ok(more.lines(&fewer))
}

/// What senders and shoppers wait for.
async fn serving(began: Instant) -> Result<Vec<Line>> {
    let folder = folder("serving")?;
    let site = Site::start(&folder).await?;

    say("making orders", began);
    site.order(ORDERS, PARCELS..ORDERS).await?;
    let mut lines = vec![scans(&site, &folder, began).await?];
    let orders = site.orders(ORDERS).await?;
    say("asking for pages", began);
    lines.extend(page_lines(&pages::measure(site.address, &orders).await?));
    say("opening streams", began);
    lines.extend(stream_lines(
        &streams::measure(&site, &orders, payload::SCANS).await?,
    ));
    site.stop().await?;
    std::fs::remove_dir_all(&folder)?;
    Ok(lines)
}

/// A folder on the disk of the build, where writing through is not for free.
fn folder(part: &str) -> Result<PathBuf> {
    let name = format!("ratios-{part}-{}", std::process::id());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn say(what: &str, began: Instant) {
    println!("{:4} s  {what}", began.elapsed().as_secs());
}

/// Scans, each in a signed request of its own, against the bare writer.
async fn scans(site: &Site, folder: &Path, began: Instant) -> Result<Line> {
    let mut requests = Vec::with_capacity(PARCELS * payload::SCANS);
    for line in 0..payload::SCANS {
        for parcel in 0..PARCELS {
            requests.push(site.scan(parcel, line)?);
        }
    }
    let before = Before::read(&site.file).await?;
    say("sending scans", began);
    let limits = Limits {
        connections: SENDERS,
        requests: requests.len(),
        time: SCANS_FOR,
    };
    let pace = client::drive(site.address, limits, move |turn| {
        Arc::clone(&requests[turn])
    })
    .await?;
    say("writing the same rows without the server", began);
    let work = Work::read(&site.file, &before).await?;
    let bare = work.write(&site.file, &folder.join("bare.sqlite")).await?;
    if bare.answered != pace.answered {
        return Err(format!("not a message for each scan: {bare:?}, {pace:?}").into());
    }
    Ok(Line::ratio(
        "acknowledged scans, a signed request each",
        pace.per_second(),
        "bare sqlx writer",
        bare.per_second(),
        Goal::AtLeast(0.3),
    ))
}

fn page_lines(paces: &pages::Paces) -> [Line; 2] {
    let bare = paces.bare.per_second();
    let against = format!("the same {} bytes from bare axum", paces.page);
    [
        Line::ratio(
            "tracking pages, 10,000 orders by Zipf, warm",
            paces.zipf.per_second(),
            &against,
            bare,
            Goal::AtLeast(0.3),
        ),
        Line::ratio(
            "tracking pages, each of 10,000 orders once, cold",
            paces.cold.per_second(),
            &against,
            bare,
            Goal::Reported,
        ),
    ]
}

fn stream_lines(delays: &streams::Delays) -> Vec<Line> {
    let line = |what: &str, delays: &Histogram<u64>, quantile: f64, goal: Goal| {
        let ms = delays.value_at_quantile(quantile) as f64 / 1_000.0;
        Line {
            what: what.to_owned(),
            measured: format!("{ms:.1} ms"),
            against: String::new(),
            figure: ms,
            goal,
        }
    };
    let (sent, accepted) = (&delays.since_sent, &delays.since_accepted);
    let kilobytes = delays.bytes_a_stream / 1_000.0;
    vec![
        line(
            "webhook sent to event received, p50",
            sent,
            0.5,
            Goal::Reported,
        ),
        line(
            "webhook sent to event received, p99",
            sent,
            0.99,
            Goal::AtMostMs(50.0),
        ),
        line(
            "webhook accepted to event received, p50",
            accepted,
            0.5,
            Goal::Reported,
        ),
        line(
            "webhook accepted to event received, p99",
            accepted,
            0.99,
            Goal::AtMostMs(50.0),
        ),
        Line {
            what: format!(
                "resident memory a stream, {} open, both ends",
                streams::STREAMS
            ),
            measured: format!("{kilobytes:.1} kB"),
            against: String::new(),
            figure: kilobytes,
            goal: Goal::Reported,
        },
    ]
}
