//! A private instance: a whole server with its own temporary database, clock,
//! site key, address and outbox, made for one journey and gone with it.
//!
//! Nobody works in it but whoever plays: no job and no worker of its own runs,
//! so that everything happens at the moment the clock is stepped to. What it
//! sends is recorded, and nothing leaves the machine.

use super::copied::CopiedBrand;
use crate::clock::Clock;
use crate::config::{self, Config, PublicAddress};
use crate::db::{brand_file, notice_setting, orders, wording};
use crate::demo::account::{self, Account, Accounts};
use crate::demo::folder;
use crate::demo::post::Post;
use crate::demo::senders::{Message, Source};
use crate::error::Error;
use crate::http;
use crate::intake::Again;
use crate::intake::choice::number::{self, Asked, Typed};
use crate::outbox::channel::recorded::Recorder;
use crate::outbox::{self, Outbox};
use crate::serve::{self, Opened, Opening};
use crate::services::Services;
use crate::site;
use chrono::{DateTime, Utc};
use doorstep::delivery::NoticeSettings;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Where its mails come from; nobody reads mail there.
const FROM: &str = "rehearsal@shop.example";

/// How many are looked at again in one go: far more than one order has.
const AT_ONCE: u64 = 1_000;

/// A running private instance.
pub struct Instance {
    /// What it works with.
    pub services: Services,
    /// What goes out.
    pub recorder: Recorder,
    /// The way in.
    pub post: Post,
    accounts: Accounts,
    opened: Box<Opened>,
    serving: JoinHandle<()>,
    _folder: Folder,
}

impl Instance {
    /// Makes one in which it is now this moment, with a copied brand that
    /// every sender is connected to.
    ///
    /// # Errors
    /// When the machine has no room for one.
    pub async fn open(copied: &CopiedBrand, now: DateTime<Utc>) -> Result<Self, Error> {
        let folder = Folder::new()?;
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .await
            .map_err(|error| Error::file("listening", error))?;
        let listen = listener
            .local_addr()
            .map_err(|error| Error::file("listening", error))?;
        let address = format!("http://{listen}");
        let config = Config {
            public_address: Some(PublicAddress::parse(&address)?),
            ..Config::for_file(&folder.0.join("rehearsal.sqlite"), listen)
        };
        let opening = serve::open_for(&config, Clock::stepped(now), &copied.given).await?;
        let Opening::Opened(mut opened) = opening else {
            return Err(Error::refused("somebody holds a rehearsal's own database"));
        };
        let recorder = Recorder::default();
        opened.services.outbox = Outbox::recorded(recorder.clone(), FROM);
        let services = opened.services.clone();
        copy_into(&services, copied).await?;
        let slug = copied.slug().to_owned();
        let accounts = account::connect(&services, &|_| vec![slug.clone()]).await?;
        Ok(Self {
            serving: listening(&services, &config, listener),
            post: Post::to(&address)?,
            services,
            recorder,
            accounts,
            opened,
            _folder: folder,
        })
    }

    /// Sends a message as its sender would.
    ///
    /// # Errors
    /// When it is not taken in.
    pub async fn tell(&self, message: &Message) -> Result<(), Error> {
        let account = self.account(message.source)?;
        self.post.send(message, account).await
    }

    fn account(&self, source: Source) -> Result<&Account, Error> {
        let account = self.accounts.get(&source);
        account.ok_or_else(|| Error::refused("a sender is not connected"))
    }

    /// The order that a shop has placed, by the shop's id of it.
    ///
    /// # Errors
    /// When it was not stored.
    pub async fn order(&self, shop: Source, id: u64) -> Result<orders::Model, Error> {
        let read = self.services.database.read();
        let shop = self.account(shop)?.id;
        let found = orders::of_connection_by_external_id(read, shop, &[id.to_string()]).await?;
        let mut found = found.into_iter();
        found
            .next()
            .ok_or_else(|| Error::refused("the order was not stored"))
    }

    /// Has the buyer ask for text messages to a number, and prove that it is
    /// theirs.
    ///
    /// # Errors
    /// When the number is not taken.
    pub async fn text_to(&self, order: &orders::Model, number: &str) -> Result<(), Error> {
        let asked = number::ask(&self.services, order, number, "rehearsal").await?;
        let Asked::Code { code, .. } = asked else {
            return Err(Error::refused("the number of the rehearsal is not texted"));
        };
        match number::confirm(&self.services, order, &code).await? {
            Typed::Right => Ok(()),
            Typed::Wrong | Typed::Over => Err(Error::refused("the number was not proved")),
        }
    }

    /// When passing time alone next changes something, or sends something.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn next(&self) -> Result<Option<DateTime<Utc>>, Error> {
        let again = Again::next(&self.services.database).await?;
        let due = outbox::next_due(&self.services).await?;
        Ok(again.into_iter().chain(due).min())
    }

    /// Steps the clock, and does what a server does when time has passed.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn step_to(&self, now: DateTime<Utc>) -> Result<(), Error> {
        self.services.clock.step_to(now);
        let due = Again::due(&self.services.database, now, AT_ONCE).await?;
        if due.count() > 0 {
            self.services.intake.rederive(due).await?;
        }
        self.work().await
    }

    /// Works its outbox until it is at rest.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn work(&self) -> Result<(), Error> {
        outbox::round(&self.services).await.map(drop)
    }

    /// Ends it; nothing is left of it.
    ///
    /// # Errors
    /// When its database does not close.
    pub async fn close(self) -> Result<(), Error> {
        let Self {
            services,
            opened,
            serving,
            _folder,
            ..
        } = self;
        services.stopping.cancel();
        drop(services);
        serving.abort();
        // It ends as it was told to.
        let _ = serving.await;
        opened.close().await
    }
}

/// Everything is sent, so that all there is to see is seen; what the brand has
/// not switched on is marked so in the film.
async fn copy_into(services: &Services, copied: &CopiedBrand) -> Result<(), Error> {
    let book = services.book.now();
    let brand = book.brands.first();
    let brand = brand.ok_or_else(|| Error::refused("a rehearsal has no brand"))?;
    let now = services.clock.now();
    let settings = NoticeSettings {
        on: NoticeSettings::with_all_on().on,
        ..copied.notices.clone()
    };
    let transaction = services.database.begin().await?;
    for (name, bytes) in copied.stored_files() {
        brand_file::put_of_brand(&transaction, brand.id, &name, &bytes, now).await?;
    }
    notice_setting::put_of_brand(&transaction, brand.id, &settings, now).await?;
    wording::put_held_of_brand(&transaction, brand.id, &copied.wording).await?;
    transaction.commit().await?;
    Ok(())
}

fn listening(services: &Services, config: &Config, listener: TcpListener) -> JoinHandle<()> {
    let http = http::prepare(services.clone(), config.proxies.clone());
    let router = http::router(http).into_make_service_with_connect_info::<SocketAddr>();
    let stopped = services.stopping.clone().cancelled_owned();
    let serving = axum::serve(listener, router).with_graceful_shutdown(stopped);
    tokio::spawn(async move {
        if let Err(error) = serving.await {
            tracing::error!(%error, "a rehearsal's pages are no longer served");
        }
    })
}

/// A folder that goes with its instance.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, Error> {
        let name = format!("doorstep-rehearsal-{}", site::random_secret());
        let path = config::temporary_folder(&name);
        folder::make(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, folder = %self.0.display(), "a rehearsal's folder could not be taken away");
        }
    }
}
