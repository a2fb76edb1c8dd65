//! Endpoints are made, changed, disabled and enabled, and told again what they
//! missed. Each change is in the audit trail.

mod again;

pub use again::{payload, replay, test};

use super::{admins, signature};
use crate::db::audit::{self, NewDeed};
use crate::db::webhook::delivery;
use crate::db::webhook::endpoint::{self, Model, NewEndpoint, Settings};
use crate::db::{self, Transaction};
use crate::error::Error;
use crate::outbox::channel::webhook::address::Address;
use crate::services::Services;
use crate::site;
use crate::staff::By;
use chrono::{DateTime, Utc};
use doorstep::audit::Deed;
use doorstep::ids::EndpointId;
use doorstep::staff::Serves;
use doorstep::webhook::{
    DisabledWhy, Filter, LONGEST_DESCRIPTION, MOST_ENDPOINTS, WebhookFault, origin,
};
use serde_json::{Value, json};

/// Who the trail says disabled an endpoint that wants nothing more.
const BY_ITSELF: &str = "webhooks";

/// Why something about an endpoint was not done.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such endpoint or brand, or it is beyond the reach of
    /// whoever asks: both look the same.
    NotThere,
    /// What was asked for cannot be.
    Wrong(WebhookFault),
    /// The server could not.
    Failed(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<db::DbErr> for Refusal {
    fn from(error: db::DbErr) -> Self {
        Self::Failed(error.into())
    }
}

/// An endpoint that was just made.
#[derive(Clone, PartialEq, Eq)]
pub struct Added {
    /// Its public id.
    pub id: EndpointId,
    /// Its key; shown once.
    pub secret: String,
}

impl std::fmt::Debug for Added {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "endpoint {}", self.id)
    }
}

/// The endpoints that whoever asks reaches.
///
/// # Errors
/// When the database refuses.
pub async fn reached(services: &Services, by: By<'_>) -> Result<Vec<Model>, Error> {
    endpoint::of_served(services.database.read(), &serves(by)).await
}

fn serves(by: By<'_>) -> Serves {
    match by {
        By::Staff(actor) => actor.serves.clone(),
        By::Operator => Serves::All,
        By::Stranger => Serves::Only(Vec::new()),
    }
}

/// One of them.
///
/// # Errors
/// [`Refusal::NotThere`] for any other.
pub async fn find(services: &Services, by: By<'_>, id: &str) -> Result<Model, Refusal> {
    // PostgreSQL takes no such text, and nothing is called so.
    if id.contains('\0') {
        return Err(Refusal::NotThere);
    }
    let read = services.database.read();
    endpoint::of_served_by_public_id(read, &serves(by), id)
        .await?
        .ok_or(Refusal::NotThere)
}

/// Makes one for a brand.
///
/// # Errors
/// [`Refusal::Wrong`] where its address cannot be used, or the brand has
/// enough.
pub async fn add(
    services: &Services,
    by: By<'_>,
    brand_id: i64,
    url: &str,
    description: &str,
    filter: &Filter,
) -> Result<Added, Refusal> {
    let book = services.book.now();
    let brand = book.brand(brand_id).ok_or(Refusal::NotThere)?;
    if !serves(by).covers(brand.id) {
        return Err(Refusal::NotThere);
    }
    let address = Address::parse(url, services.webhooks.out()).map_err(Refusal::Wrong)?;
    let added = Added {
        id: EndpointId::from_random(site::random_bits()),
        secret: signature::new_key(),
    };
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    if endpoint::count_of_brand(&transaction, brand_id).await? >= MOST_ENDPOINTS {
        return Err(Refusal::Wrong(WebhookFault::TooMany));
    }
    let new = NewEndpoint {
        public_id: added.id.as_str(),
        brand_id,
        url: &address.url,
        description: &described(description),
        filter,
        secret: &added.secret,
    };
    endpoint::add_of_brand(&transaction, &new, now).await?;
    let detail = json!({ "webhook": "added", "events": filter.text() });
    let deed = deed(
        &by,
        brand_id,
        Deed::SettingChanged,
        added.id.as_str(),
        detail,
    );
    audit::add(&transaction, &deed, now).await?;
    done(services, transaction).await?;
    Ok(added)
}

fn described(text: &str) -> String {
    let plain = text.replace(char::is_control, " ");
    plain.trim().chars().take(LONGEST_DESCRIPTION).collect()
}

fn deed<'a>(
    by: &'a By<'_>,
    brand_id: i64,
    deed: Deed,
    subject: &'a str,
    detail: Value,
) -> NewDeed<'a> {
    NewDeed {
        staff_id: by.staff_id(),
        actor: by.name(),
        brand_id: Some(brand_id),
        order_id: None,
        deed,
        subject: Some(subject),
        detail: Some(detail),
    }
}

/// Makes a change true: what happens from now on is told by it.
async fn done(services: &Services, transaction: Transaction) -> Result<(), Error> {
    transaction.commit().await?;
    services.book.read_again(&services.database).await?;
    services.webhooks.wake();
    Ok(())
}

/// Begins a change of an endpoint; what is written of it in the trail.
async fn change_of(
    services: &Services,
    by: By<'_>,
    endpoint: &Model,
    what: Deed,
    detail: Value,
) -> Result<Transaction, Error> {
    let transaction = services.database.begin().await?;
    let deed = deed(&by, endpoint.brand_id, what, &endpoint.public_id, detail);
    audit::add(&transaction, &deed, services.clock.now()).await?;
    Ok(transaction)
}

/// Sets where one is, what staff call it, and which events it is told of, given
/// the version of it that was read. What waits goes to a new address at once.
///
/// # Errors
/// [`Refusal::NotThere`] where there is none such, [`Refusal::Wrong`] where its
/// address cannot be used, or somebody has changed it since.
pub async fn change(
    services: &Services,
    by: By<'_>,
    id: &str,
    version: i32,
    to: Settings<'_>,
) -> Result<(), Refusal> {
    let endpoint = find(services, by, id).await?;
    let changed = Refusal::Wrong(WebhookFault::ChangedMeanwhile);
    if endpoint.version != version {
        return Err(changed);
    }
    let mut detail = json!({ "webhook": "changed", "events": to.filter.text() });
    let mut url = endpoint.url.clone();
    // One that stays may be one that could not be added today.
    let is_moved = to.url.trim() != url;
    if is_moved {
        let address = Address::parse(to.url, services.webhooks.out()).map_err(Refusal::Wrong)?;
        detail["from"] = Value::from(origin(&url));
        detail["to"] = Value::from(origin(&address.url));
        url = address.url;
    }
    let transaction = change_of(services, by, &endpoint, Deed::SettingChanged, detail).await?;
    let to = Settings {
        url: &url,
        description: &described(to.description),
        filter: to.filter,
    };
    if !endpoint::change_of_brand(&transaction, &endpoint, &to).await? {
        return Err(changed);
    }
    if url != endpoint.url {
        delivery::try_now_of_brand(&transaction, &endpoint, services.clock.now()).await?;
    }
    Ok(done(services, transaction).await?)
}

/// Gives one a new key, which is returned and not shown again; the one before
/// it signs too for as long as the configuration says.
///
/// # Errors
/// [`Refusal::NotThere`] where there is none such.
pub async fn rotate(services: &Services, by: By<'_>, id: &str) -> Result<String, Refusal> {
    let endpoint = find(services, by, id).await?;
    let secret = signature::new_key();
    let until = services.clock.now() + services.webhooks.out().overlap;
    let detail = json!({ "webhook": "rotated" });
    let transaction = change_of(services, by, &endpoint, Deed::SettingChanged, detail).await?;
    endpoint::rotate_of_brand(&transaction, &endpoint, &secret, until).await?;
    done(services, transaction).await?;
    Ok(secret)
}

/// Tells one nothing any more; what waits for it is given up, and can be
/// replayed once it is enabled again.
///
/// # Errors
/// [`Refusal::NotThere`] where there is none such.
pub async fn disable(services: &Services, by: By<'_>, id: &str) -> Result<(), Refusal> {
    let endpoint = find(services, by, id).await?;
    let detail = json!({ "webhook": "disabled" });
    let transaction = change_of(services, by, &endpoint, Deed::SettingChanged, detail).await?;
    let now = services.clock.now();
    stop(&transaction, &endpoint, DisabledWhy::ByHand, now).await?;
    Ok(done(services, transaction).await?)
}

async fn stop(
    transaction: &Transaction,
    endpoint: &Model,
    why: DisabledWhy,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let stopped = endpoint::disable_of_brand(transaction, endpoint, why, now).await?;
    delivery::give_up_of_brand(transaction, endpoint, "the endpoint is disabled", now).await?;
    Ok(stopped)
}

/// Tells one nothing any more that wants nothing more, or took nothing for too
/// long. Where that is news, the admins are told, and so many there are.
///
/// # Errors
/// When the database refuses.
pub async fn give_up(
    transaction: &Transaction,
    endpoint: &Model,
    why: DisabledWhy,
    now: DateTime<Utc>,
) -> Result<Option<usize>, Error> {
    if !stop(transaction, endpoint, why, now).await? {
        return Ok(None);
    }
    let detail = json!({ "webhook": "disabled", "why": why.code() });
    let subject = &endpoint.public_id;
    let deed = NewDeed {
        actor: BY_ITSELF,
        ..deed(
            &By::Operator,
            endpoint.brand_id,
            Deed::SettingChanged,
            subject,
            detail,
        )
    };
    audit::add(transaction, &deed, now).await?;
    Ok(Some(admins::tell(transaction, endpoint, now).await?))
}

/// Tells one something again from now on.
///
/// # Errors
/// [`Refusal::NotThere`] where there is none such.
pub async fn enable(services: &Services, by: By<'_>, id: &str) -> Result<(), Refusal> {
    let endpoint = find(services, by, id).await?;
    let detail = json!({ "webhook": "enabled" });
    let transaction = change_of(services, by, &endpoint, Deed::SettingChanged, detail).await?;
    endpoint::enable_of_brand(&transaction, &endpoint).await?;
    Ok(done(services, transaction).await?)
}
