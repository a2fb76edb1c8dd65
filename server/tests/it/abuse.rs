//! A bot at the form that finds an order: it knows every order's number and
//! which postal codes there are, and comes from many networks.

use crate::harness::payloads::{door_order, with};
use crate::harness::{Random, Site, Store, at};
use chrono::TimeDelta;
use reqwest::Response;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Tries of the bot; `make bench` names more.
const TRIES: u64 = 4_000;
const AT_ONCE: usize = 48;
const NETWORKS: u64 = 20;

const FIRST: u64 = 10_000;
const ORDERS: u64 = 300;
/// As many postal codes as a country with fine ones has.
const CODES: u64 = 1_000_000;

/// So many tries a second of the server's clock.
const PACE: u64 = 100;

/// Pairs of a known and an unknown number, answered one after the other.
const PAIRS: usize = 100;

/// What anyone is made to wait at most, in seconds: a look-up's own limits.
const LONGEST_WAIT: i64 = 24 * 60 * 60;

/// Between two medians of the same thing on a busy machine.
const NOISE: Duration = Duration::from_millis(3);

fn code(number: u64) -> String {
    format!("X{number:06}")
}

/// A site with orders whose postal codes are spread evenly.
async fn site() -> (Site, Vec<String>) {
    let site = Site::behind_a_proxy(Store::sqlite()).await;
    let door = site.door(&[]).await;
    let mut random = Random::new("postal codes");
    let codes: Vec<String> = (0..ORDERS).map(|_| code(random.below(CODES))).collect();
    let orders: Vec<Value> = codes
        .iter()
        .zip(FIRST..)
        .map(|(code, number)| {
            let buyer = json!({
                "number": format!("#{number}"),
                "email": format!("buyer{number}@example.com"),
                "ship_to": { "postal_code": code, "country": "GB" }
            });
            with(door_order(&number.to_string()), &buyer)
        })
        .collect();
    site.accept(&door.post("orders", &Value::Array(orders)))
        .await;
    (site, codes)
}

async fn guess(site: &Site, from: &str, number: u64, code: &str) -> Response {
    let number = number.to_string();
    site.submit_from(from, "/find", &[("order", &number), ("contact", code)])
        .await
}

#[derive(Debug, Default)]
struct Outcome {
    started: AtomicU64,
    unlocked: AtomicU64,
    compared: AtomicU64,
    waiting: AtomicU64,
}

#[expect(
    clippy::disallowed_methods,
    reason = "a longer run is asked for by its environment"
)]
fn tries() -> u64 {
    let asked = std::env::var("DOORSTEP_ABUSE_TRIES").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(TRIES)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_bot_unlocks_no_order_and_locks_no_buyer_out() {
    let (site, codes) = site().await;
    let tries = tries();
    let began = site.services.clock.now();
    let (site, outcome) = (Arc::new(site), Arc::new(Outcome::default()));
    let codes = Arc::new(codes);
    let mut random = Random::new("the bot");
    let mut bots = tokio::task::JoinSet::new();
    for _ in 0..AT_ONCE {
        let (site, outcome, mut random) = (Arc::clone(&site), Arc::clone(&outcome), random.part());
        let codes = Arc::clone(&codes);
        bots.spawn(async move {
            loop {
                let count = outcome.started.fetch_add(1, Ordering::Relaxed);
                if count >= tries {
                    return;
                }
                let seconds = i64::try_from(count / PACE).unwrap_or(0);
                site.services
                    .clock
                    .step_to(began + TimeDelta::seconds(seconds));
                // Half of all from one network, as one machine would.
                let network = random.below(NETWORKS) * random.below(2);
                let from = format!("198.51.{network}.{}", 1 + random.below(254));
                let number = FIRST + random.below(ORDERS);
                // Any code but the right one: of so many tries one is right by
                // chance sooner or later.
                let right = &codes[usize::try_from(number - FIRST).unwrap_or(0)];
                let typed = loop {
                    let typed = code(random.below(CODES));
                    if typed != *right {
                        break typed;
                    }
                };
                let answer = guess(&site, &from, number, &typed).await;
                let counter = match answer.status().as_u16() {
                    303 => &outcome.unlocked,
                    404 => &outcome.compared,
                    429 => &outcome.waiting,
                    other => panic!("the bot was answered {other}"),
                };
                counter.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    while let Some(ended) = bots.join_next().await {
        ended.expect("the bot goes on to its end");
    }
    let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    assert_eq!(count(&outcome.unlocked), 0, "{outcome:?}");
    // Of each network the free tries and one a minute.
    let paid = NETWORKS * (5 + 1 + tries / PACE / 60);
    let compared = count(&outcome.compared);
    assert!(
        (1..=paid).contains(&compared),
        "{outcome:?}, paid for {paid}"
    );
    assert_eq!(count(&outcome.waiting), tries - compared, "{outcome:?}");

    for order in [0, ORDERS / 2, ORDERS - 1] {
        buyer_gets_in(
            &site,
            FIRST + order,
            &codes[usize::try_from(order).unwrap_or(0)],
        )
        .await;
    }
    let site = Arc::into_inner(site).expect("the bots are gone");
    site.stop().await;
}

/// While the bot is at it the buyer of an order may be told to wait; done that,
/// the right code opens the page, though others have tried in between.
async fn buyer_gets_in(site: &Site, number: u64, code: &str) {
    let buyer = format!("203.0.113.{}", number % 200);
    let mut waited = 0;
    // The networks share a table, so a buyer's may stand beside a busy one and
    // has one more wait; each is what the server says, and no longer than it
    // makes anyone wait.
    for _ in 0..6 {
        let answer = guess(site, &buyer, number, code).await;
        if answer.status() == 303 {
            return;
        }
        assert_eq!(answer.status(), 429, "{number} after {waited} s");
        let seconds: i64 = answer.headers()["retry-after"]
            .to_str()
            .ok()
            .and_then(|value| value.parse().ok())
            .expect("it says how long");
        assert!(seconds <= LONGEST_WAIT, "{number} is to wait {seconds} s");
        waited += seconds;
        let now = site.services.clock.now();
        for minute in 0..5 {
            guess(site, &format!("192.0.{minute}.1"), number, "wrong").await;
        }
        site.services
            .clock
            .step_to(now + TimeDelta::seconds(seconds));
    }
    panic!("the buyer of {number} waited {waited} s and was not let in");
}

/// All of an answer that the caller sees, without what differs each time.
async fn seen(response: Response) -> (u16, Vec<String>, usize) {
    let mut headers: Vec<String> = response
        .headers()
        .iter()
        .filter(|(name, _)| *name != "date" && *name != "content-security-policy")
        .map(|(name, value)| format!("{name}: {value:?}"))
        .collect();
    headers.sort();
    let status = response.status().as_u16();
    (
        status,
        headers,
        response.bytes().await.map_or(0, |body| body.len()),
    )
}

#[expect(
    clippy::disallowed_methods,
    reason = "what the caller's watch shows is the matter"
)]
async fn timed(site: &Site, number: u64) -> (Duration, (u16, Vec<String>, usize)) {
    let began = Instant::now();
    let answer = seen(guess(site, "192.0.2.7", number, "W0NT FIT").await).await;
    (began.elapsed(), answer)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_guess_and_an_unknown_order_cannot_be_told_apart() {
    let (site, _) = site().await;
    let mut known = Vec::new();
    let mut unknown = Vec::new();
    for pair in 0..PAIRS as u64 {
        let hours = i64::try_from(pair + 1).unwrap_or(1);
        site.services
            .clock
            .step_to(at(crate::harness::NOW) + TimeDelta::hours(hours));
        // Turn about, so that what grows while the test goes on falls on both.
        let of_known = FIRST + pair;
        let of_none = FIRST + ORDERS + 5_000 + pair;
        let ((first, one), (second, other)) = if pair % 2 == 0 {
            let known = timed(&site, of_known).await;
            (known, timed(&site, of_none).await)
        } else {
            let unknown = timed(&site, of_none).await;
            (timed(&site, of_known).await, unknown)
        };
        assert_eq!(one, other, "pair {pair}");
        assert_eq!(one.0, 404);
        known.push(first);
        unknown.push(second);
    }
    // What the machine makes of the same thing twice is no difference either.
    let halves = |times: &[Duration]| {
        let (one, other) = times.split_at(times.len() / 2);
        median(one.to_vec()).abs_diff(median(other.to_vec()))
    };
    let noise = NOISE + halves(&known) + halves(&unknown);
    let (known, unknown) = (median(known), median(unknown));
    assert!(
        known.abs_diff(unknown) < noise,
        "{known:?}, {unknown:?}, {noise:?}"
    );
    // Nor once there were too many tries.
    let wait = async |number: u64| loop {
        let answer = seen(guess(&site, "192.0.2.7", number, "W0NT FIT").await).await;
        if answer.0 == 429 {
            return answer;
        }
    };
    let step = |hours| {
        let now = site.services.clock.now();
        site.services.clock.step_to(now + TimeDelta::hours(hours));
    };
    step(9);
    let known = wait(FIRST).await;
    step(9);
    let unknown = wait(FIRST + ORDERS + 9_000).await;
    assert_eq!(known, unknown);
    site.stop().await;
}
