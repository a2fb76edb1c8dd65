//! Marks by hand: what staff know of a parcel, beside the carrier's truth and
//! never over it. Neither status nor flags read them.

use super::Refusal;
use super::change::{Change, Of};
use super::words::{REASON, words};
use crate::db::desk::shipment_of_served;
use crate::db::mark::{self, NewMark};
use crate::db::shipment;
use crate::services::Services;
use crate::staff::Actor;
use doorstep::audit::Deed;
use doorstep::desk::Fault;
use doorstep::mark::Marked;
use serde_json::json;

/// Marks a parcel (`shp_...`) with the code of a [`Marked`], and how they know.
/// It has one mark at a time: another one follows when this is withdrawn.
///
/// # Errors
/// [`Refusal::NotThere`] for a parcel of another brand, [`Fault::NoStatus`],
/// [`Fault::NoWords`], [`Fault::TooLong`]; [`Refusal::ChangedMeanwhile`] for
/// one that is marked.
pub async fn mark(
    services: &Services,
    actor: &Actor,
    shipment: &str,
    marked: &str,
    why: &str,
) -> Result<(), Refusal> {
    let parcel = parcel(services, actor, shipment).await?;
    let marked = Marked::from_code(marked).ok_or(Fault::NoStatus)?;
    let why = words(why, REASON)?;
    let change = Change::begin(services, actor, of(&parcel)).await?;
    let new = NewMark {
        brand_id: parcel.brand_id,
        order_id: parcel.order_id,
        shipment_id: parcel.id,
        marked,
        why,
        staff_id: actor.id,
    };
    if !mark::add(&change.transaction, &new, change.now).await? {
        change.undo().await?;
        return Err(Refusal::ChangedMeanwhile);
    }
    let detail = json!({ "marked": marked });
    change
        .audit(Deed::Marked, Some(&parcel.public_id), Some(detail))
        .await?;
    Ok(change.done().await?)
}

/// Takes the mark of a parcel back; it stays in the order's history.
///
/// # Errors
/// [`Refusal::NotThere`] for a parcel of another brand;
/// [`Refusal::ChangedMeanwhile`] for one without a mark.
pub async fn withdraw(services: &Services, actor: &Actor, shipment: &str) -> Result<(), Refusal> {
    let parcel = parcel(services, actor, shipment).await?;
    let change = Change::begin(services, actor, of(&parcel)).await?;
    if !mark::withdraw_of_shipment(&change.transaction, parcel.id, change.now).await? {
        change.undo().await?;
        return Err(Refusal::ChangedMeanwhile);
    }
    let detail = json!({ "marked": null });
    change
        .audit(Deed::Marked, Some(&parcel.public_id), Some(detail))
        .await?;
    Ok(change.done().await?)
}

async fn parcel(
    services: &Services,
    actor: &Actor,
    shipment: &str,
) -> Result<shipment::Model, Refusal> {
    let read = services.database.read();
    let found = shipment_of_served(read, &actor.serves, shipment).await?;
    found.ok_or(Refusal::NotThere)
}

const fn of(parcel: &shipment::Model) -> Of {
    Of {
        brand_id: parcel.brand_id,
        order_id: parcel.order_id,
    }
}
