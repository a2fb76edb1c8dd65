//! Notes: what staff write for each other about an order or a contact.

use super::Refusal;
use super::change::{Change, Of};
use super::words::{NOTE, words};
use crate::db::desk::{contact_of_served, order_of_served};
use crate::services::Services;
use crate::staff::Actor;
use doorstep::audit::Deed;
use doorstep::desk::Fault;

/// What a note is on.
#[derive(Clone, Copy, Debug)]
pub(super) struct On<'a> {
    /// The order.
    pub of: Of,
    /// The contact, where it is on one.
    pub contact_id: Option<i64>,
    /// The public id of what it is on, for the trail.
    pub public_id: &'a str,
}

/// Writes a note on an order, or on one of its contacts (`cnt_...`).
///
/// # Errors
/// [`Refusal::NotThere`] for an order or a contact of another brand, and a
/// contact of another order; [`Fault::NoWords`], [`Fault::TooLong`], and
/// [`Fault::Forgotten`] once the order's person is.
pub async fn write(
    services: &Services,
    actor: &Actor,
    order: &str,
    contact: Option<&str>,
    body: &str,
) -> Result<(), Refusal> {
    let read = services.database.read();
    let found = order_of_served(read, &actor.serves, order).await?;
    let order = found.ok_or(Refusal::NotThere)?;
    let of = Of::from(&order);
    let Some(id) = contact else {
        let on = On {
            of,
            contact_id: None,
            public_id: &order.public_id,
        };
        return add(services, actor, on, body).await;
    };
    let found = contact_of_served(read, &actor.serves, id).await?;
    let contact = found.filter(|contact| contact.order_id == order.id);
    let contact = contact.ok_or(Refusal::NotThere)?;
    let on = On {
        of,
        contact_id: Some(contact.id),
        public_id: &contact.public_id,
    };
    add(services, actor, on, body).await
}

/// Writes a note on something that was found.
pub(super) async fn add(
    services: &Services,
    actor: &Actor,
    on: On<'_>,
    body: &str,
) -> Result<(), Refusal> {
    let body = words(body, NOTE)?;
    let change = Change::begin(services, actor, on.of).await?;
    if change.is_forgotten() {
        change.undo().await?;
        return Err(Fault::Forgotten.into());
    }
    change.note(on.contact_id, body).await?;
    change
        .audit(Deed::NoteWritten, Some(on.public_id), None)
        .await?;
    Ok(change.done().await?)
}
