//! How long a checkout waits for a promise, with a model learned from a
//! seeded history, and what such a model costs.

use crate::client::Connection;
use crate::crowd::Chance;
use crate::site::Site;
use crate::table::{Goal, Line};
use crate::{Result, say};
use chrono::{Duration, NaiveDateTime};
use doorstep::promise::{End, Order};
use hdrhistogram::Histogram;
use server::promises::learned::{Learned, Lessons};
use server::promises::story::Story;
use std::path::Path;
use std::time::Instant;

/// The orders of a year that are learned from, and how often is asked.
const ORDERS: usize = 100_000;
const MINUTES: i64 = 365 * 24 * 60;
const QUESTIONS: usize = 10_000;

/// The first warm the connection, and are not counted.
const WARMING: usize = 200;

const STATES: [&str; 10] = ["CA", "TX", "FL", "NY", "PA", "IL", "OH", "GA", "NC", "WA"];
const HOUSES: [&str; 3] = ["Newark", "Reno", "Atlanta"];

/// Measures.
pub async fn measure(folder: &Path, began: Instant) -> Result<Vec<Line>> {
    let site = Site::start(folder).await?;
    let now = site.now().naive_utc();
    say("learning from 100,000 orders", began);
    let start = Instant::now();
    let learned = learned(now);
    let learning = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let mut tomorrow = learned.clone();
    let copying = start.elapsed().as_secs_f64() * 1_000.0;
    let start = Instant::now();
    tomorrow.learn(now + Duration::days(1));
    let night = start.elapsed().as_secs_f64();
    drop(tomorrow);
    let kilobytes = serde_json::to_vec(&learned)?.len() as f64 / 1_000.0;
    site.learn(learned).await;

    say("asking what may be promised", began);
    let key = site.key_that_asks().await?;
    let waits = ask(&site, &key).await?;
    site.stop().await?;
    let ms = |quantile: f64| waits.value_at_quantile(quantile) as f64 / 1_000.0;
    let line = |what: &str, measured: String, figure: f64, goal: Goal| Line {
        what: what.to_owned(),
        measured,
        against: String::new(),
        figure,
        goal,
    };
    let told = |what: &str, measured: String| line(what, measured, 0.0, Goal::Reported);
    let (p50, p99) = (ms(0.5), ms(0.99));
    Ok(vec![
        line(
            "a promise after 100,000 orders, p50",
            format!("{p50:.2} ms"),
            p50,
            Goal::Reported,
        ),
        line(
            "a promise after 100,000 orders, p99",
            format!("{p99:.2} ms"),
            p99,
            Goal::AtMostMs(5.0),
        ),
        told("learning 100,000 orders", format!("{learning:.1} s")),
        told("a night's learning", format!("{night:.2} s")),
        told("copying the model for it", format!("{copying:.0} ms")),
        told("the model as JSON", format!("{kilobytes:.0} kB")),
    ])
}

fn order(chance: &mut Chance, placed_at: NaiveDateTime) -> Order {
    let end = |region: &str, prefix: usize| End {
        country: Some("US".into()),
        region: Some(region.into()),
        postal_prefix: Some(format!("{prefix:03}")),
        point: None,
    };
    let house = chance.below(HOUSES.len());
    let state = chance.below(STATES.len());
    Order {
        warehouse: Some(HOUSES[house].into()),
        origin: end(["NJ", "NV", "GA"][house], house),
        destination: end(STATES[state], 100 * state.min(9) + chance.below(100)),
        carrier: Some("ups".into()),
        service: Some(["Ground", "2nd Day"][chance.below(2)].into()),
        items: Some(1 + chance.below(4) as u32),
        weight_g: Some(200.0 + 50.0 * chance.below(100) as f64),
        goods_value: Some(10.0 + chance.below(200) as f64),
        ..Order::placed_at(placed_at)
    }
}

/// A year of orders that arrive after two to eleven days, evenly over the day.
fn learned(now: NaiveDateTime) -> Learned {
    let mut chance = Chance::of(ORDERS);
    let first = now - Duration::minutes(MINUTES);
    let mut lessons = Lessons::until(now, 1);
    let mut batch = Vec::new();
    for number in 0..ORDERS {
        let placed_at = first + Duration::minutes(MINUTES * number as i64 / ORDERS as i64);
        let left = placed_at + Duration::minutes(200 + chance.below(2_000) as i64);
        let came = left + Duration::minutes(2_000 + chance.below(12_000) as i64);
        batch.push(Story {
            number: number.to_string(),
            order: order(&mut chance, placed_at),
            handed_over_at: Some(left).filter(|at| *at <= now),
            delivered_at: Some(came).filter(|at| *at <= now),
            withdrawn: false,
        });
        if batch.len() == 1_000 {
            lessons.take(std::mem::take(&mut batch));
        }
    }
    lessons.take(batch);
    lessons.end()
}

async fn ask(site: &Site, key: &str) -> Result<Histogram<u64>> {
    let mut chance = Chance::of(QUESTIONS);
    let mut connection = Connection::open(site.address).await?;
    let mut waits = Histogram::new(3)?;
    for turn in 0..WARMING + QUESTIONS {
        let state = STATES[chance.below(STATES.len())];
        let house = HOUSES[chance.below(HOUSES.len())];
        let body = format!(
            r#"{{"ship_to":{{"country":"US","region":"{state}","postal_code":"{:05}"}},"warehouse":"{house}","carrier":"UPS","service":"Ground","items":2,"weight_g":{},"goods_value":"59.90"}}"#,
            chance.below(99_999),
            200 + chance.below(5_000),
        );
        let request = format!(
            "POST /api/v1/promise HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {key}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        let start = Instant::now();
        let answer = connection.ask(request.as_bytes()).await?;
        let took = start.elapsed().as_micros() as u64;
        if !contains(answer, b"\"status\":\"known\"") {
            return Err(String::from_utf8_lossy(answer).into_owned().into());
        }
        if turn >= WARMING {
            waits.record(took)?;
        }
    }
    Ok(waits)
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}
