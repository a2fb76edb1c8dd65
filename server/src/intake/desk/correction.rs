//! Corrections: an address or an instruction, taken down beside the shop's own
//! word, with who still has to be told of it.

use super::Refusal;
use super::change::{Change, Of};
use super::words::{NOTE, words};
use crate::db::correction::{self, NewCorrection};
use crate::db::desk::order_of_served;
use crate::services::Services;
use crate::site;
use crate::staff::Actor;
use doorstep::audit::Deed;
use doorstep::correction::{CorrectionKind, Party};
use doorstep::desk::Fault;
use doorstep::ids::CorrectionId;
use serde_json::json;

/// Takes a correction down, with whoever has to be told; says its id
/// (`cor_...`). The newest one of a kind holds.
///
/// # Errors
/// [`Refusal::NotThere`] for an order of another brand, [`Fault::NoWords`],
/// [`Fault::TooLong`], and [`Fault::Forgotten`] once the order's person is.
pub async fn write(
    services: &Services,
    actor: &Actor,
    order: &str,
    kind: CorrectionKind,
    body: &str,
    must_know: &[Party],
) -> Result<String, Refusal> {
    let read = services.database.read();
    let found = order_of_served(read, &actor.serves, order).await?;
    let order = found.ok_or(Refusal::NotThere)?;
    let body = words(body, NOTE)?;
    let id = CorrectionId::from_random(site::random_bits());
    let change = Change::begin(services, actor, Of::from(&order)).await?;
    if change.is_forgotten() {
        change.undo().await?;
        return Err(Fault::Forgotten.into());
    }
    let new = NewCorrection {
        public_id: id.as_str(),
        brand_id: order.brand_id,
        order_id: order.id,
        kind,
        body,
        staff_id: actor.id,
        must_know,
    };
    correction::add(&change.transaction, &new, change.now).await?;
    let detail = json!({ "kind": kind, "must_know": must_know });
    change
        .audit(Deed::Corrected, Some(id.as_str()), Some(detail))
        .await?;
    change.done().await?;
    Ok(id.as_str().to_owned())
}

/// Notes that somebody was told of a correction (`cor_...`).
///
/// # Errors
/// [`Refusal::NotThere`] for one of another brand;
/// [`Refusal::ChangedMeanwhile`] where they had been told, or need not be.
pub async fn told(
    services: &Services,
    actor: &Actor,
    correction: &str,
    party: Party,
) -> Result<(), Refusal> {
    let read = services.database.read();
    let found = correction::of_served_by_public_id(read, &actor.serves, correction).await?;
    let found = found.ok_or(Refusal::NotThere)?;
    let of = Of {
        brand_id: found.brand_id,
        order_id: found.order_id,
    };
    let change = Change::begin(services, actor, of).await?;
    if !correction::tell(&change.transaction, found.id, party, change.now).await? {
        change.undo().await?;
        return Err(Refusal::ChangedMeanwhile);
    }
    let detail = json!({ "told": party });
    change
        .audit(Deed::Corrected, Some(&found.public_id), Some(detail))
        .await?;
    Ok(change.done().await?)
}
