//! Connections and the keys of the JSON door: made, listed, renewed, closed.

use super::trail;
use crate::db::api_key;
use crate::db::connection::{self, Connection, NewConnection};
use crate::error::Error;
use crate::services::{Services, api_key_hash};
use crate::staff::By;
use crate::{carriers, shops, site};
use doorstep::ids::ConnectionId;
use doorstep::scope::Scope;
use std::fmt::Write;
use std::sync::Arc;

/// The source of connections that use the plain JSON door.
pub const JSON: &str = "json";

/// A connection that was just made.
#[derive(Debug)]
pub struct Made {
    /// Its public id.
    pub id: ConnectionId,
    /// Where its webhooks go; none for the JSON door.
    pub path: Option<String>,
    /// The secret that was made up for it, where none was given; shown once.
    pub made_up_secret: Option<String>,
}

/// Makes a connection, and writes down by whom.
///
/// # Errors
/// When the source or a brand is unknown, or the database refuses.
pub async fn make_connection(
    services: &Services,
    by: By<'_>,
    source: &str,
    name: String,
    slugs: &[String],
    secret: Option<String>,
) -> Result<Made, Error> {
    let is_webhook = carriers::adapter(source).is_some() || shops::shop(source).is_some();
    if !is_webhook && source != JSON {
        return Err(Error::refused(format!(
            "no source is called {source}: use one of {}",
            sources().join(", ")
        )));
    }
    let id = ConnectionId::from_random(site::random_bits());
    let is_given = secret.is_some();
    let secret = is_webhook.then(|| secret.unwrap_or_else(site::random_secret));
    let new = NewConnection {
        public_id: id.as_str().to_owned(),
        source: source.to_owned(),
        name,
        brands: brands_of(services, slugs)?,
        secret: secret.clone(),
    };
    let transaction = services.database.begin().await?;
    connection::add(&transaction, new, services.clock.now()).await?;
    trail::of_brand(services, &transaction, by, None, id.as_str()).await?;
    transaction.commit().await?;
    services.book.read_again(&services.database).await?;
    Ok(Made {
        path: is_webhook.then(|| format!("/hooks/{source}/{id}")),
        made_up_secret: secret.filter(|_| !is_given),
        id,
    })
}

/// `connection add`.
pub async fn connection_add(
    services: &Services,
    source: String,
    name: String,
    slugs: &[String],
    secret: Option<String>,
) -> Result<String, Error> {
    let made = make_connection(services, By::Operator, &source, name, slugs, secret).await?;
    let mut text = format!("connection {}", made.id);
    match made.path {
        // Writing to a String cannot fail, here and below.
        Some(path) => _ = write!(text, "\nwebhook    {path}"),
        None => _ = write!(text, "\nnext       doorstep key add {}", made.id),
    }
    if let Some(secret) = made.made_up_secret {
        let _ = write!(text, "\nsecret     {secret}    (shown this once)");
    }
    Ok(text)
}

/// Every name `connection add` takes.
pub fn sources() -> Vec<&'static str> {
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

/// An open connection by its public id.
pub fn open_connection(services: &Services, id: &str) -> Result<Arc<Connection>, Error> {
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

/// `connection rotate`.
pub async fn connection_rotate(
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
    trail::add(services, &transaction, id).await?;
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

/// `connection list`.
pub fn connection_list(services: &Services) -> String {
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

/// A key of the JSON door that was just made.
#[derive(Debug)]
pub struct NewKey {
    /// The part by which staff name it.
    pub public_id: String,
    /// The whole key; shown once, and not kept.
    pub key: String,
}

/// Makes a key for a connection.
///
/// # Errors
/// When there is no such connection, or the database refuses.
pub async fn make_key(services: &Services, id: &str, scopes: &[Scope]) -> Result<NewKey, Error> {
    let connection = open_connection(services, id)?;
    let public_id = format!("dsk_{}", &doorstep::ids::base62(site::random_bits())[10..]);
    let key = format!("{public_id}_{}", site::random_secret());
    let transaction = services.database.begin().await?;
    let now = services.clock.now();
    let kept = api_key::NewKey {
        connection_id: connection.id,
        public_id: &public_id,
        hash: &api_key_hash(&key),
        scopes,
    };
    api_key::add(&transaction, &kept, now).await?;
    trail::add(services, &transaction, &public_id).await?;
    transaction.commit().await?;
    services.book.read_again(&services.database).await?;
    Ok(NewKey { public_id, key })
}

/// `key add`.
pub async fn key_add(services: &Services, id: &str, scopes: &[Scope]) -> Result<String, Error> {
    let scopes = if scopes.is_empty() {
        &[Scope::Ingest]
    } else {
        scopes
    };
    let NewKey { public_id, key } = make_key(services, id, scopes).await?;
    Ok(format!(
        "key        {key}    (shown this once)\nmay        {}\nrevoke     doorstep key revoke {public_id}",
        Scope::joined(scopes)
    ))
}

/// `key revoke`.
pub async fn key_revoke(services: &Services, key: &str) -> Result<String, Error> {
    let transaction = services.database.begin().await?;
    let revoked = api_key::revoke(&transaction, key, services.clock.now()).await?;
    if revoked {
        trail::add(services, &transaction, key).await?;
    }
    transaction.commit().await?;
    services.book.read_again(&services.database).await?;
    if revoked {
        return Ok(format!("key {key} is revoked"));
    }
    Err(Error::refused(format!(
        "no open key is called {key}: name its first part, dsk_ and 12 letters"
    )))
}
