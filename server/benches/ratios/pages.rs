//! Tracking pages a second, against the same bytes from a bare axum.

use crate::Result;
use crate::client::{self, Connection, Limits, Pace};
use crate::site::Order;
use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use bytes::Bytes;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

const CONNECTIONS: usize = 64;
const MOST: usize = 1_500_000;
/// As long as a drawn page is kept, so that each grows old within the run.
const WARM_FOR: Duration = Duration::from_secs(30);
const WARMING_FOR: Duration = Duration::from_secs(5);
const COLD_FOR: Duration = Duration::from_secs(40);
const BARE_FOR: Duration = Duration::from_secs(5);

/// What was measured.
pub struct Paces {
    /// Drawn by Zipf, once the server is warm.
    pub zipf: Pace,
    /// Each order once.
    pub cold: Pace,
    /// The bare axum.
    pub bare: Pace,
    /// The bytes of a page.
    pub page: usize,
}

/// Measures all three, one after the other.
pub async fn measure(address: SocketAddr, orders: &[Order]) -> Result<Paces> {
    let requests: Arc<[Arc<[u8]>]> = orders.iter().map(|order| request(&order.path)).collect();
    let page = page(address, Arc::clone(&requests[0])).await?;
    let bare = bare(page.clone()).await?;

    let once = mixed(requests.len());
    let cold = asked(address, &requests, once, COLD_FOR).await?;
    let mut draws = Zipf::new(requests.len());
    let warming: Vec<u32> = (0..MOST).map(|_| draws.next()).collect();
    asked(address, &requests, warming, WARMING_FOR).await?;
    let drawn: Vec<u32> = (0..MOST).map(|_| draws.next()).collect();
    let zipf = asked(address, &requests, drawn, WARM_FOR).await?;
    let bare_requests = Arc::from([request("/")]);
    let bare = asked(bare, &bare_requests, vec![0; MOST], BARE_FOR).await?;
    Ok(Paces {
        zipf,
        cold,
        bare,
        page: page.len(),
    })
}

fn request(path: &str) -> Arc<[u8]> {
    format!(
        "GET {path} HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\n\
         accept-language: en\r\n\r\n"
    )
    .into_bytes()
    .into()
}

async fn page(address: SocketAddr, request: Arc<[u8]>) -> Result<Bytes> {
    client::on_one_thread(move || async move {
        let mut connection = Connection::open(address).await?;
        Ok(Bytes::copy_from_slice(connection.ask(&request).await?))
    })
    .await
}

async fn asked(
    address: SocketAddr,
    requests: &Arc<[Arc<[u8]>]>,
    turns: Vec<u32>,
    time: Duration,
) -> Result<Pace> {
    let limits = Limits {
        connections: CONNECTIONS,
        requests: turns.len(),
        time,
    };
    let requests = Arc::clone(requests);
    let request = move |turn: usize| Arc::clone(&requests[turns[turn] as usize]);
    client::drive(address, limits, request).await
}

/// The same bytes as a constant.
async fn bare(page: Bytes) -> Result<SocketAddr> {
    let answer = move || async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], page) };
    let router = Router::new().route("/", get(answer));
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// Each place once, in no order that a cache would like.
fn mixed(count: usize) -> Vec<u32> {
    let mut random = Random::new();
    let mut places: Vec<u32> = (0..count as u32).collect();
    for place in (1..count).rev() {
        let other = (random.next() * (place + 1) as f64) as usize;
        places.swap(place, other);
    }
    places
}

/// Places drawn so that the second is asked for half as often as the first,
/// the third a third as often, and so on.
struct Zipf {
    up_to: Vec<f64>,
    random: Random,
}

impl Zipf {
    fn new(count: usize) -> Self {
        let mut sum = 0.0;
        let weights = (1..=count).map(|rank| {
            sum += 1.0 / rank as f64;
            sum
        });
        Self {
            up_to: weights.collect(),
            random: Random::new(),
        }
    }

    fn next(&mut self) -> u32 {
        let all = self.up_to.last().copied().unwrap_or(1.0);
        let drawn = self.random.next() * all;
        let place = self.up_to.partition_point(|sum| *sum < drawn);
        place.min(self.up_to.len() - 1) as u32
    }
}

/// Numbers from 0 to 1, the same in every run (xorshift64*).
struct Random(u64);

impl Random {
    const fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    fn next(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let mixed = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d);
        (mixed >> 11) as f64 / (1_u64 << 53) as f64
    }
}
