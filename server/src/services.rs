//! Everything a request may need, put together once by the composition root.

use crate::clock::Clock;
use crate::db::connection::Connection;
use crate::db::webhook::endpoint;
use crate::db::{Database, api_key, brand, connection, orders};
use crate::demo::DemoBoard;
use crate::dns::Dns;
use crate::error::Error;
use crate::history::Histories;
use crate::intake::Intake;
use crate::intake::silence::KnownLimits;
use crate::live::Bus;
use crate::metrics::Metrics;
use crate::outbox::Outbox;
use crate::outbox::channel::sms::Sms;
use crate::outbox::webhooks::Webhooks;
use crate::promises::learner::Learner;
use crate::rehearsal::kept::Films;
use crate::rehearsal::on_order::Plays;
use crate::site::SiteKey;
use chrono_tz::Tz;
use doorstep::brand::Brand;
use doorstep::ids::OrderId;
use doorstep::recipient::Medium;
use doorstep::scope::Scope;
use doorstep::template;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use tokio_util::sync::CancellationToken;

/// The services; cheap to clone.
#[derive(Clone, Debug)]
pub struct Services {
    /// The database.
    pub database: Database,
    /// The one way to change what is true.
    pub intake: Intake,
    /// Who has which revision.
    pub bus: Bus,
    /// The time.
    pub clock: Clock,
    /// The key of tracking links.
    pub key: SiteKey,
    /// Brands, connections and keys, from memory.
    pub book: Book,
    /// How long healthy parcels are silent, from memory.
    pub limits: KnownLimits,
    /// What was learned to promise by, from memory.
    pub learner: Learner,
    /// What happened since the start, in figures.
    pub metrics: Arc<Metrics>,
    /// What goes out by mail, and what wakes it.
    pub outbox: Outbox,
    /// What tells brands' own systems, and what wakes it.
    pub webhooks: Webhooks,
    /// Who sends text messages, where somebody does.
    pub sms: Sms,
    /// What domains say of themselves.
    pub dns: Dns,
    /// What the world calls the site ("https://track.acme.example"), where it
    /// is known.
    pub address: Option<Arc<str>>,
    /// The films of rehearsals, and the stage they are made on.
    pub films: Films,
    /// The journeys that play with test orders.
    pub plays: Plays,
    /// The histories that are being taken in.
    pub histories: Histories,
    /// The demo's links, where one runs.
    pub demo: DemoBoard,
    /// Cancelled when the server stops: streams end then.
    pub stopping: CancellationToken,
}

impl Services {
    /// The address that links of a brand's mails begin with: its own host,
    /// else the server's; `None` where neither was said.
    #[must_use]
    pub fn address_of(&self, brand: &Brand) -> Option<String> {
        let whole = self.address.as_deref();
        let behind = whole.and_then(|address| address.split_once("://"));
        let own = behind.map(|(_, host)| host.split(':').next().unwrap_or(host));
        let is_own = |host: &String| own == Some(host.as_str());
        match brand.hosts.first() {
            Some(host) if !brand.hosts.iter().any(is_own) => Some(format!("https://{host}")),
            _ => whole.map(str::to_owned),
        }
    }

    /// Whether messages of a medium go anywhere: they wait until they do.
    #[must_use]
    pub fn reaches(&self, medium: Medium) -> bool {
        self.demo.has_mailbox()
            || self.outbox.is_recorded()
            || match medium {
                Medium::Email => self.outbox.is_set_up(),
                Medium::Sms => self.sms.is_set_up(),
            }
    }

    /// The address that a brand's mails come from: its own, else the site's,
    /// else its support's. `None` where nobody has said any.
    #[must_use]
    pub fn sender_of(&self, brand: &Brand) -> Option<String> {
        let own = brand.mail.from.clone();
        own.or_else(|| self.outbox.from().map(str::to_owned))
            .or_else(|| brand.support.email.clone())
    }

    /// Where a provider of text messages says what became of one.
    #[must_use]
    pub fn sms_callback(&self, brand: &Brand) -> Option<String> {
        let address = self.address_of(brand)?;
        Some(format!("{address}/hooks/twilio/{}", brand.slug))
    }

    /// The whole address of an order's page, for a mail.
    #[must_use]
    pub fn link_of(&self, order: &orders::Model) -> Option<String> {
        let book = self.book.now();
        let address = self.address_of(&book.brand(order.brand_id)?.brand)?;
        let id = OrderId::from_text(order.public_id.clone());
        let token = self.key.token(&id, order.token_generation);
        Some(format!("{address}/t/{}", token.as_str()))
    }

    /// A text as it is stored: without the address of the order's page, which
    /// opens it. [`Services::with_link`] puts it back in.
    #[must_use]
    pub fn without_link(&self, order: &orders::Model, text: &str) -> String {
        self.link_of(order).map_or_else(
            || text.to_owned(),
            |link| text.replace(&link, template::LINK),
        )
    }

    /// A stored text as people read it, with the address of the order's page.
    #[must_use]
    pub fn with_link(&self, order: &orders::Model, text: &str) -> String {
        self.link_of(order).map_or_else(
            || text.to_owned(),
            |link| text.replace(template::LINK, &link),
        )
    }
}

/// Brands, connections, keys and endpoints: read at the start and after each change, so
/// that no request waits for the database to learn who is speaking.
#[derive(Clone, Debug, Default)]
pub struct Book(Arc<RwLock<Arc<Entries>>>);

/// One reading of the book.
#[derive(Debug, Default)]
pub struct Entries {
    /// The brands, the default one first.
    pub brands: Vec<brand::Stored>,
    /// Open connections by public id.
    pub connections: HashMap<String, Arc<Connection>>,
    /// Open API keys, by the key's hash.
    pub keys: HashMap<String, Arc<Key>>,
    /// The endpoints that are told something.
    pub endpoints: Vec<endpoint::Model>,
}

/// An open API key.
#[derive(Debug)]
pub struct Key {
    /// The first, public part, by which staff name it.
    pub public_id: String,
    /// The connection it speaks for; it reaches that one's brands alone.
    pub connection: Arc<Connection>,
    /// What it may be used for.
    pub scopes: Vec<Scope>,
}

impl Book {
    /// Reads everything again.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn read_again(&self, database: &Database) -> Result<(), Error> {
        let read = database.read();
        let connections: Vec<Arc<Connection>> = connection::all_open(read)
            .await?
            .into_iter()
            .map(Arc::new)
            .collect();
        let keys = api_key::all_open(read)
            .await?
            .into_iter()
            .filter_map(|key| {
                let connection = connections.iter().find(|c| c.id == key.connection_id)?;
                let open = Key {
                    public_id: key.public_id,
                    connection: Arc::clone(connection),
                    scopes: Scope::split(&key.scopes),
                };
                Some((key.hash, Arc::new(open)))
            })
            .collect();
        let entries = Entries {
            brands: brand::all(read).await?,
            connections: connections
                .into_iter()
                .map(|connection| (connection.public_id.clone(), connection))
                .collect(),
            keys,
            endpoints: endpoint::active_of_any_brand(read).await?,
        };
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(entries);
        Ok(())
    }

    /// The newest reading.
    #[must_use]
    pub fn now(&self) -> Arc<Entries> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Entries {
    /// The zone of a brand's own clock; UTC for a brand that is gone.
    #[must_use]
    pub fn zone(&self, brand_id: i64) -> Tz {
        let brand = self.brand(brand_id);
        let zone = brand.and_then(|brand| brand.zone.parse().ok());
        zone.unwrap_or(Tz::UTC)
    }

    /// The brand that answers a host: the one that claims it, else the one
    /// whose slug is the host's first label below `localhost`, else the
    /// default one.
    #[must_use]
    pub fn brand_of_host(&self, host: &str) -> Option<&brand::Stored> {
        let name = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
        let below = name.strip_suffix(".localhost");
        let claims = |brand: &&brand::Stored| {
            brand.hosts.contains(&name) || below == Some(brand.slug.as_str())
        };
        self.brands
            .iter()
            .find(claims)
            .or_else(|| self.brands.first())
    }

    /// A brand by its slug.
    #[must_use]
    pub fn brand_of_slug(&self, slug: &str) -> Option<&brand::Stored> {
        self.brands.iter().find(|brand| brand.slug == slug)
    }

    /// A brand by row id.
    #[must_use]
    pub fn brand(&self, id: i64) -> Option<&brand::Stored> {
        self.brands.iter().find(|brand| brand.id == id)
    }
}

/// What is kept of an API key.
#[must_use]
pub fn api_key_hash(key: &str) -> String {
    Sha256::digest(key.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
