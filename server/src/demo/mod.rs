//! The demo: virtual shops and carriers that play whole journeys through the
//! server's own webhooks, on a scaled clock.
//!
//! [`journeys`] is what is played, as tables, and [`cast`] who and where;
//! [`round`] gives one playing of a journey its way, dates and numbers;
//! [`senders`] writes each step as its shop or carrier would; [`player`] sends
//! it ([`post`]) when its time has come; [`board`] is what the home page lists.
//! Rehearsals play with the same tables, on a clock of their own.

pub(crate) mod account;
mod board;
pub(crate) mod brands;
pub(crate) mod cast;
pub(crate) mod folder;
pub(crate) mod journeys;
mod numbers;
mod player;
pub(crate) mod post;
pub(crate) mod round;
pub(crate) mod senders;
mod staff;
#[cfg(test)]
mod tests;

use crate::cli::stopped;
use crate::clock::Clock;
use crate::config::{Config, PublicAddress};
use crate::error::Error;
use crate::serve::{self, Opened, Opening};
use folder::Folder;
use player::Player;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use tokio::net::TcpListener;

pub use board::DemoBoard;
pub use folder::Before;

/// How much faster than the machine's the demo's clock runs: a second is half
/// an hour, so a parcel of four days takes three minutes.
const FACTOR: u32 = 1_800;

/// Serves the demo until the process is asked to stop. Its data is in `data`,
/// or in a temporary folder that goes with it.
///
/// # Errors
/// When `data` holds something else than a demo, the port is taken, or the
/// demo cannot be served.
pub async fn run(
    port: u16,
    data: Option<&Path>,
    before: Before,
    say: &(dyn Fn(&str) + Sync),
) -> Result<(), Error> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = TcpListener::bind(address)
        .await
        .map_err(|error| Error::file(format!("listening at {address}"), error))?;
    let address = listener
        .local_addr()
        .map_err(|error| Error::file("listening", error))?;
    let folder = Folder::prepare(data, before, Clock::real().now())?;
    let config = Config {
        public_address: Some(PublicAddress::parse(&format!("http://{address}"))?),
        ..Config::for_file(folder.database(), address)
    };
    let played = play(&folder, &config, listener, say).await;
    folder.leave();
    played
}

async fn play(
    folder: &Folder,
    config: &Config,
    listener: TcpListener,
    say: &(dyn Fn(&str) + Sync),
) -> Result<(), Error> {
    let clock = Clock::scaled_from(folder.clock_begins(config).await?, FACTOR);
    let opened = open(config, clock).await?;
    let services = opened.services.clone();
    services.demo.open_mailbox();
    let accounts = account::open(&services).await?;
    services.demo.list_ready(staff::open(&services).await?);
    let stopping = services.stopping.clone();
    let address = format!("http://{}", config.listen);
    let player = Player::new(
        services,
        accounts,
        &address,
        folder.began(),
        folder.before(),
    )?;
    let stop = stopped();
    say(&format!("listening on {address}"));
    say(&format!(
        "sign in at   {address}/sign-in with an account that stands ready"
    ));
    let playing = tokio::spawn(player.play());
    let served = serve::serve(opened, config, listener, stop).await;
    stopping.cancel();
    if playing.await.is_err() {
        tracing::error!("the demo's player broke off");
    }
    served
}

async fn open(config: &Config, clock: Clock) -> Result<Opened, Error> {
    match serve::open(config, clock).await? {
        Opening::Opened(opened) => Ok(*opened),
        Opening::Held => Err(Error::refused(folder::HELD)),
    }
}
