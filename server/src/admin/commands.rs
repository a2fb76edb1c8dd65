//! What each command does.

use super::{Command, Renewal, files};
use crate::brand::{self, BrandFile, Checked};
use crate::db::connection::{self, Connection, NewConnection};
use crate::db::{self, api_key, back_up, from_ms, message, orders};
use crate::error::Error;
use crate::http::read_topic;
use crate::intake::{Incoming, Repeats, link};
use crate::services::{Services, api_key_hash};
use crate::views::Views;
use crate::{carriers, shops, site};
use bytes::Bytes;
use doorstep::ids::ConnectionId;
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// The source of connections that use the plain JSON door.
pub const JSON: &str = "json";

/// How many quarantined messages are listed or replayed at once.
const MANY: u64 = 1_000;

/// Carries a command out and says what came of it.
pub async fn carry_out(services: &Services, command: Command) -> Result<String, Error> {
    match command {
        Command::BrandSet(file) => brand_set(services, file).await,
        Command::ConnectionAdd {
            source,
            name,
            brands,
            secret,
        } => connection_add(services, source, name, &brands, secret).await,
        Command::ConnectionRotate { connection, secret } => {
            connection_rotate(services, &connection, secret).await
        }
        Command::ConnectionList => Ok(connection_list(services)),
        Command::KeyAdd { connection } => key_add(services, &connection).await,
        Command::KeyRevoke { key } => key_revoke(services, &key).await,
        Command::QuarantineList => quarantine_list(services).await,
        Command::QuarantineShow { message } => quarantine_show(services, &message).await,
        Command::QuarantineReplay { message } => quarantine_replay(services, message).await,
        Command::Ingest {
            connection,
            door,
            files,
        } => {
            let connection = open_connection(services, &connection)?;
            files::ingest(services, &connection, door.as_deref(), &files).await
        }
        Command::Backup { to } => {
            back_up(&services.database, &to).await?;
            Ok(format!(
                "wrote {}\nKeep the site key too: without it, links that were sent stop working.",
                to.display()
            ))
        }
        Command::Link { number, renewal } => order_link(services, &number, renewal).await,
        Command::Status => Ok(status(services)),
    }
}

async fn brand_set(services: &Services, file: BrandFile) -> Result<String, Error> {
    let checked = brand::check(file, &services.book.now().brands);
    let checked = checked.or_refused(app::texts::for_language("en"))?;
    store_brand(services, &checked).await?;
    Ok(format!("brand {} is set", checked.brand.slug))
}

/// Stores a brand nothing is wrong with; pages drawn from now on show it.
///
/// # Errors
/// When the database refuses.
pub async fn store_brand(services: &Services, checked: &Checked) -> Result<(), Error> {
    let transaction = services.database.begin().await?;
    let now = services.clock.now();
    db::brand::set(&transaction, &checked.given, &checked.files, now).await?;
    transaction.commit().await?;
    services.book.read_again(&services.database).await
}

async fn connection_add(
    services: &Services,
    source: String,
    name: String,
    slugs: &[String],
    secret: Option<String>,
) -> Result<String, Error> {
    let is_webhook = carriers::adapter(&source).is_some() || shops::shop(&source).is_some();
    if !is_webhook && source != JSON {
        return Err(Error::refused(format!(
            "no source is called {source}: use one of {}",
            sources().join(", ")
        )));
    }
    let brands = brands_of(services, slugs)?;
    let id = ConnectionId::from_random(site::random_bits());
    let given = secret.is_some();
    let secret = is_webhook.then(|| secret.unwrap_or_else(site::random_secret));
    let new = NewConnection {
        public_id: id.as_str().to_owned(),
        source: source.clone(),
        name,
        brands,
        secret: secret.clone(),
    };
    let transaction = services.database.begin().await?;
    connection::add(&transaction, new, services.clock.now()).await?;
    transaction.commit().await?;
    services.book.read_again(&services.database).await?;
    let mut text = format!("connection {id}");
    if let Some(secret) = secret {
        // Writing to a String cannot fail.
        let _ = write!(text, "\nwebhook    /hooks/{source}/{id}");
        if !given {
            let _ = write!(text, "\nsecret     {secret}    (shown this once)");
        }
    } else {
        let _ = write!(text, "\nnext       doorstep key add {id}");
    }
    Ok(text)
}

/// Every name `connection add` takes.
fn sources() -> Vec<&'static str> {
    carriers::ADAPTERS
        .iter()
        .map(|adapter| adapter.name)
        .chain(shops::SHOPS.iter().map(|shop| shop.name))
        .chain([JSON])
        .collect()
}

fn brands_of(services: &Services, slugs: &[String]) -> Result<Vec<i64>, Error> {
    let book = services.book.now();
    if slugs.is_empty() {
        return Ok(book
            .brands
            .first()
            .map(|brand| brand.id)
            .into_iter()
            .collect());
    }
    slugs
        .iter()
        .map(|slug| {
            book.brands
                .iter()
                .find(|brand| brand.slug == *slug)
                .map(|brand| brand.id)
                .ok_or_else(|| {
                    Error::refused(format!(
                        "no brand is called {slug}: make it with `doorstep brand set FILE.toml`"
                    ))
                })
        })
        .collect()
}

fn open_connection(services: &Services, id: &str) -> Result<Arc<Connection>, Error> {
    services
        .book
        .now()
        .connections
        .get(id)
        .cloned()
        .ok_or_else(|| {
            Error::refused(format!(
                "no connection is called {id}: see `doorstep connection list`"
            ))
        })
}

async fn connection_rotate(
    services: &Services,
    id: &str,
    secret: Option<String>,
) -> Result<String, Error> {
    let connection = open_connection(services, id)?;
    let given = secret.is_some();
    let secret = secret.unwrap_or_else(site::random_secret);
    let transaction = services.database.begin().await?;
    let now = services.clock.now();
    connection::rotate(&transaction, connection.id, secret.clone(), now).await?;
    transaction.commit().await?;
    services.book.read_again(&services.database).await?;
    let shown = if given {
        String::new()
    } else {
        format!("\nsecret     {secret}    (shown this once)")
    };
    Ok(format!(
        "connection {id} has a new secret; the old one is accepted for 48 hours more{shown}"
    ))
}

fn connection_list(services: &Services) -> String {
    let book = services.book.now();
    let mut rows: Vec<String> = book
        .connections
        .values()
        .map(|connection| {
            let brands: Vec<&str> = connection
                .brands
                .iter()
                .filter_map(|id| book.brand(*id).map(|brand| brand.slug.as_str()))
                .collect();
            format!(
                "{}  {:18}  {:24}  {}",
                connection.public_id,
                connection.source,
                connection.name,
                brands.join(",")
            )
        })
        .collect();
    rows.sort();
    if rows.is_empty() {
        return "no connections yet: make one with `doorstep connection add --source NAME`"
            .to_owned();
    }
    rows.join("\n")
}

async fn key_add(services: &Services, id: &str) -> Result<String, Error> {
    let connection = open_connection(services, id)?;
    let public_id = format!("dsk_{}", &doorstep::ids::base62(site::random_bits())[10..]);
    let key = format!("{public_id}_{}", site::random_secret());
    let transaction = services.database.begin().await?;
    let now = services.clock.now();
    let hash = api_key_hash(&key);
    api_key::add(&transaction, connection.id, &public_id, &hash, now).await?;
    transaction.commit().await?;
    services.book.read_again(&services.database).await?;
    Ok(format!(
        "key        {key}    (shown this once)\nrevoke     doorstep key revoke {public_id}"
    ))
}

async fn key_revoke(services: &Services, key: &str) -> Result<String, Error> {
    let transaction = services.database.begin().await?;
    let revoked = api_key::revoke(&transaction, key, services.clock.now()).await?;
    transaction.commit().await?;
    services.book.read_again(&services.database).await?;
    if revoked {
        return Ok(format!("key {key} is revoked"));
    }
    Err(Error::refused(format!(
        "no open key is called {key}: name its first part, dsk_ and 12 letters"
    )))
}

async fn quarantine_list(services: &Services) -> Result<String, Error> {
    let messages = message::quarantined(services.database.read(), MANY).await?;
    if messages.is_empty() {
        return Ok("nothing is quarantined".to_owned());
    }
    let book = services.book.now();
    let rows: Vec<String> = messages
        .iter()
        .map(|message| {
            let source = source_of(&book.connections, message.connection_id);
            format!(
                "{}  {}  {:16}  {}",
                message.public_id,
                from_ms(message.received_ms).format("%Y-%m-%d %H:%M:%SZ"),
                source.unwrap_or_default(),
                message.reason.as_deref().unwrap_or_default()
            )
        })
        .collect();
    Ok(rows.join("\n"))
}

type Connections = std::collections::HashMap<String, Arc<Connection>>;

fn source_of(connections: &Connections, id: i64) -> Option<String> {
    connections
        .values()
        .find(|connection| connection.id == id)
        .map(|connection| connection.source.clone())
}

async fn find_message(services: &Services, id: &str) -> Result<message::Model, Error> {
    message::by_public_id(services.database.read(), id)
        .await?
        .ok_or_else(|| {
            Error::refused(format!(
                "no message is called {id}: see `doorstep quarantine list`"
            ))
        })
}

async fn quarantine_show(services: &Services, id: &str) -> Result<String, Error> {
    let message = find_message(services, id).await?;
    Ok(format!(
        "{}\nreceived   {}\ntopic      {}\nreason     {}\n\n{}",
        message.public_id,
        from_ms(message.received_ms).format("%Y-%m-%d %H:%M:%SZ"),
        message.topic,
        message.reason.as_deref().unwrap_or("none: it was read"),
        String::from_utf8_lossy(&message.body)
    ))
}

async fn quarantine_replay(services: &Services, id: Option<String>) -> Result<String, Error> {
    let messages = match id {
        Some(id) => vec![find_message(services, &id).await?],
        None => message::quarantined(services.database.read(), MANY).await?,
    };
    let mut lines = Vec::new();
    for message in messages {
        lines.push(replay(services, message).await?);
    }
    if lines.is_empty() {
        return Ok("nothing is quarantined".to_owned());
    }
    Ok(lines.join("\n"))
}

/// Read again as if it had just come, but as old as it is.
async fn replay(services: &Services, message: message::Model) -> Result<String, Error> {
    let book = services.book.now();
    let connection = book
        .connections
        .values()
        .find(|connection| connection.id == message.connection_id);
    let Some(connection) = connection else {
        return Ok(format!("{}  its connection is closed", message.public_id));
    };
    match read_topic(&connection.source, message.topic.clone(), &message.body).changes {
        Err(reason) => Ok(format!(
            "{}  still cannot be read: {reason}",
            message.public_id
        )),
        Ok(changes) => {
            let incoming = Incoming::new(
                Arc::clone(connection),
                &message.topic,
                Bytes::from(message.body),
                changes,
                from_ms(message.received_ms),
                Repeats::AreTheSame,
            );
            services.intake.take(incoming).await?;
            Ok(format!("{}  is in", message.public_id))
        }
    }
}

async fn order_link(services: &Services, number: &str, renewal: Renewal) -> Result<String, Error> {
    let views = Views(services.clone());
    let book = services.book.now();
    let mut lines = Vec::new();
    for brand in &book.brands {
        for order in orders::of_brand_by_number(services.database.read(), brand.id, number).await? {
            let order = match renewal {
                Renewal::Keep => order,
                Renewal::Revoke => {
                    link::revoke(&services.database, &services.key, &services.bus, order.id).await?
                }
            };
            lines.push(format!("{:16}  {}", brand.slug, views.path(&order)));
        }
    }
    if lines.is_empty() {
        return Err(Error::refused(format!("no order has the number {number}")));
    }
    Ok(lines.join("\n"))
}

fn status(services: &Services) -> String {
    let counters = &services.counters;
    let count = |counter: &std::sync::atomic::AtomicU64| counter.load(Ordering::Relaxed);
    format!(
        "webhooks taken in  {}\nrefused            {}\nquarantined        {}\nstreams open       {}",
        count(&counters.accepted),
        count(&counters.refused),
        count(&counters.quarantined),
        count(&counters.streams)
    )
}
