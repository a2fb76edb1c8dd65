//! What the demo's shops set up before anything can be sent: their brands, a
//! connection to each sender, and a key of the JSON door; with the commands
//! a real shop uses.

use super::brands;
use super::senders::Source;
use crate::admin::{self, Command};
use crate::db::connection::Connection;
use crate::db::notice_setting;
use crate::error::Error;
use crate::services::Services;
use doorstep::delivery::NoticeSettings;
use doorstep::delivery::settings::MOST_DAILY;
use std::collections::HashMap;
use std::sync::Arc;

/// What a sender needs to be believed.
#[derive(Clone, Debug)]
pub struct Account {
    /// The connection's id, as it stands in the webhook's path.
    pub connection: String,
    /// The connection's row.
    pub id: i64,
    /// The secret that signs, the credential, or the key.
    pub secret: String,
}

/// Every sender's account.
pub type Accounts = HashMap<Source, Account>;

/// Makes what is missing and gathers the accounts.
///
/// # Errors
/// When the database refuses.
pub async fn open(services: &Services) -> Result<Accounts, Error> {
    for brand in brands::all()? {
        carry_out(services, Command::BrandSet(brand)).await?;
    }
    switch_on(services).await?;
    connect(services, &|source| {
        let shops = brands::of(source).iter();
        shops.map(|shop| shop.slug().to_owned()).collect()
    })
    .await
}

/// Connects every sender to the brands it serves, by their slugs, and gathers
/// the accounts.
///
/// # Errors
/// When the database refuses.
pub async fn connect(
    services: &Services,
    serves: &(dyn Fn(Source) -> Vec<String> + Sync),
) -> Result<Accounts, Error> {
    let mut accounts = Accounts::new();
    for source in Source::ALL {
        let connection = connection(services, source, serves).await?;
        let secret = match connection.secrets.first() {
            Some(secret) => secret.secret.clone(),
            None => key(services, &connection.public_id).await?,
        };
        let account = Account {
            connection: connection.public_id.clone(),
            id: connection.id,
            secret,
        };
        accounts.insert(source, account);
    }
    Ok(accounts)
}

async fn connection(
    services: &Services,
    source: Source,
    serves: &(dyn Fn(Source) -> Vec<String> + Sync),
) -> Result<Arc<Connection>, Error> {
    if let Some(found) = find(services, source) {
        return Ok(found);
    }
    let add = Command::ConnectionAdd {
        source: source.name().to_owned(),
        name: source.title().to_owned(),
        brands: serves(source),
        secret: None,
    };
    carry_out(services, add).await?;
    find(services, source)
        .ok_or_else(|| Error::refused("a connection of the demo's is gone: start it again"))
}

fn find(services: &Services, source: Source) -> Option<Arc<Connection>> {
    services
        .book
        .now()
        .connections
        .values()
        .find(|connection| connection.source == source.name() && connection.name == source.title())
        .cloned()
}

/// A key is shown once and kept nowhere, so each start makes its own.
async fn key(services: &Services, connection: &str) -> Result<String, Error> {
    let add = Command::KeyAdd {
        connection: connection.to_owned(),
        scopes: Vec::new(),
    };
    let said = carry_out(services, add).await?;
    said.split_whitespace()
        .find(|word| word.starts_with("dsk_"))
        .map(str::to_owned)
        .ok_or_else(|| Error::refused("the demo got no key for the JSON door"))
}

async fn carry_out(services: &Services, command: Command) -> Result<String, Error> {
    let answer = admin::carry_out(services, command).await;
    if answer.done {
        return Ok(answer.text);
    }
    Err(Error::refused(answer.text))
}

/// The demo's shops send every notice there is, into the mailbox, and many to
/// each buyer: a few people buy all there is.
async fn switch_on(services: &Services) -> Result<(), Error> {
    let book = services.book.now();
    let now = services.clock.now();
    let database = services.database.begin().await?;
    for brand in &book.brands {
        let set = NoticeSettings {
            daily: MOST_DAILY,
            ..NoticeSettings::with_all_on()
        };
        notice_setting::put_of_brand(&database, brand.id, &set, now).await?;
    }
    database.commit().await?;
    Ok(())
}
