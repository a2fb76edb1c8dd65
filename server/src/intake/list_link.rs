//! A buyer asks for a link to the list of their orders: it is kept, and its
//! mail queued, in one transaction.

use crate::db::{Database, list_link, outbox, reach};
use crate::error::Error;
use crate::site::{self, SiteKey};
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::ids::ListLinkId;

/// How long a mailed link opens the list.
pub const VALID_FOR: TimeDelta = TimeDelta::minutes(30);

/// Makes a link for an e-mail address at a brand. An address without orders
/// gets one too, which nobody is sent: both cost the same.
///
/// # Errors
/// When the database refuses.
pub async fn ask(
    database: &Database,
    key: &SiteKey,
    brand_id: i64,
    email: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let newest = reach::mailed_about_of_brand_by_email(database.read(), brand_id, email).await?;
    let order_id = newest.map(|order| order.id);
    let id = ListLinkId::from_random(site::random_bits());
    let link = list_link::NewLink {
        secret_hash: site::list_token_hash(&key.list_token(&id)),
        id: &id,
        brand_id,
        order_id,
        created: now,
        expires: now + VALID_FOR,
    };
    let transaction = database.begin().await?;
    list_link::keep(&transaction, &link).await?;
    if let Some(order_id) = order_id {
        outbox::queue_list_link(&transaction, brand_id, order_id, &id, now).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Drops links that open nothing any more.
///
/// # Errors
/// When the database refuses.
pub async fn drop_expired(database: &Database, now: DateTime<Utc>) -> Result<u64, Error> {
    let transaction = database.begin().await?;
    let dropped = list_link::drop_expired_of_any_brand(&transaction, now).await?;
    transaction.commit().await?;
    Ok(dropped)
}
