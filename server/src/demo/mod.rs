//! The demo: virtual shops and carriers that play whole journeys through the
//! server's own webhooks, on a scaled clock.
//!
//! [`journeys`] is what is played, as tables; [`round`] gives one playing of
//! a journey its dates and numbers; [`senders`] writes each step as its shop
//! or carrier would; [`player`] sends it when its time has come.

mod account;
mod brands;
mod folder;
mod journeys;
mod numbers;
mod player;
mod round;
mod senders;
#[cfg(test)]
mod tests;

use crate::cli::stopped;
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Error;
use crate::serve::{self, Opened, Opening};
use app::texts::{DemoJourney, Texts};
use doorstep::view::tracking::DemoLink;
use folder::Folder;
use player::Player;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;

pub use folder::Before;

/// How much faster than the machine's the demo's clock runs: a second is half
/// an hour, so a parcel of four days takes three minutes.
const FACTOR: u32 = 1_800;

/// The links the home page shows while a demo runs; empty otherwise.
#[derive(Clone, Debug, Default)]
pub struct DemoBoard {
    shown: Arc<Mutex<Vec<Playing>>>,
    has_mailbox: Arc<AtomicBool>,
}

/// One journey being played.
#[derive(Clone, Debug)]
pub struct Playing {
    /// Which journey.
    pub journey: DemoJourney,
    /// The order's number.
    pub order_number: String,
    /// The page's path.
    pub path: String,
    /// The brand's slug.
    pub slug: String,
    /// The brand's name.
    pub shop: String,
}

impl DemoBoard {
    /// Puts the newest copies of the journeys on the home page.
    pub fn show(&self, playing: Vec<Playing>) {
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = playing;
    }

    /// Lets everybody read what a real shop would send by mail: nobody of the
    /// demo's is real, and no mail leaves it.
    pub fn open_mailbox(&self) {
        self.has_mailbox.store(true, Ordering::Relaxed);
    }

    /// Whether a demo runs, with a mailbox to look into.
    #[must_use]
    pub fn has_mailbox(&self) -> bool {
        self.has_mailbox.load(Ordering::Relaxed)
    }

    /// The links in words, each with the slug of its brand.
    #[must_use]
    pub fn links(&self, texts: &dyn Texts) -> Vec<(String, DemoLink)> {
        self.shown
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .map(|playing| {
                let link = DemoLink {
                    journey: playing.journey.code().to_owned(),
                    title: texts.demo_title(playing.journey).to_owned(),
                    order_number: playing.order_number.clone(),
                    shop: playing.shop.clone(),
                    path: playing.path.clone(),
                };
                (playing.slug.clone(), link)
            })
            .collect()
    }
}

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
    let config = Config::for_file(folder.database(), address);
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
    let stopping = services.stopping.clone();
    let address = format!("http://{}", config.listen);
    let player = Player::new(services, accounts, &address, folder.began())?;
    let stop = stopped();
    say(&format!("listening on {address}"));
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
