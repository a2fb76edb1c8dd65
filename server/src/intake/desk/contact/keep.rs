//! What stands behind a contact: words, photos, and a line in the trail.

use super::NewContact;
use crate::db::entry::{self, NewEntry};
use crate::db::photo::{self, NewPhoto};
use crate::db::{Transaction, audit};
use crate::error::Error;
use crate::photo::Photo;
use crate::site;
use chrono::{DateTime, Utc};
use doorstep::audit::Deed;
use doorstep::contact::EntryKind;
use doorstep::ids::PhotoId;
use serde_json::json;

/// Writes what belongs to a new contact.
pub async fn keep(
    transaction: &Transaction,
    new: &NewContact<'_>,
    contact_id: i64,
    public_id: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    write(transaction, new, contact_id, now).await?;
    for photo in &new.photos {
        attach(transaction, new, contact_id, photo, now).await?;
    }
    trace(transaction, new, public_id, "new", now).await
}

/// Leaves in the trail that something was told, and nothing of what.
pub async fn trace(
    transaction: &Transaction,
    new: &NewContact<'_>,
    public_id: &str,
    told: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let by_staff = new.staff.map(|actor| actor.public_id.as_str());
    let deed = audit::NewDeed {
        staff_id: new.staff.map(|actor| actor.id),
        actor: by_staff.or(new.api_key).unwrap_or("shopper"),
        brand_id: Some(new.brand_id),
        order_id: Some(new.order.id),
        deed: Deed::ContactOpened,
        subject: Some(public_id),
        detail: Some(json!({
            "told": told,
            "topic": new.topic.code(),
            "channel": new.channel.code(),
            "photos": new.photos.len(),
        })),
    };
    audit::add(transaction, &deed, now).await
}

/// Keeps the words.
pub async fn write(
    transaction: &Transaction,
    new: &NewContact<'_>,
    contact_id: i64,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let words = NewEntry {
        brand_id: new.brand_id,
        order_id: new.order.id,
        contact_id: Some(contact_id),
        kind: EntryKind::Shopper,
        staff_id: new.staff.map(|actor| actor.id),
        body: new.body,
        outbox_id: None,
    };
    entry::add(transaction, &words, now).await?;
    Ok(())
}

/// Keeps a photo.
pub async fn attach(
    transaction: &Transaction,
    new: &NewContact<'_>,
    contact_id: i64,
    photo: &Photo,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let kept = NewPhoto {
        id: &PhotoId::from_random(site::random_bits()),
        brand_id: new.brand_id,
        order_id: new.order.id,
        contact_id,
        jpeg: &photo.jpeg,
        width: photo.width,
        height: photo.height,
    };
    photo::add(transaction, &kept, now).await
}
