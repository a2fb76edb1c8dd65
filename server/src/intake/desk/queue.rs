//! The queue: flags and contacts, taken, handed over, put out of sight for a
//! while, resolved and opened again. Whoever changes one names the version
//! they saw, so that two never silently overwrite each other.
//!
//! A resolved flag stays up while its cause lasts, and leaves the queue; it
//! stays resolved whatever it says meanwhile. When its cause goes it clears
//! itself, and when that comes again it is another flag. A resolved contact is
//! closed, and the flag it held clears at once.

mod row;
mod step;

use super::change::Change;
use super::{Refusal, after_change, note};
use crate::db::due;
use crate::intake::events;
use crate::services::Services;
use crate::staff::Actor;
use chrono::{DateTime, Utc};
use doorstep::webhook::EventType;
use row::Row;
use step::Step;

#[cfg(doc)]
use doorstep::desk::Fault;

/// A row of the queue, by its public id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A flag (`flg_...`).
    Flag(String),
    /// A contact (`cnt_...`).
    Contact(String),
}

/// What is done to a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Whoever does it deals with it from now on.
    Take,
    /// A colleague (`stf_...`) does.
    HandOver {
        /// Who.
        to: String,
    },
    /// Nobody does any more.
    GiveBack,
    /// It is out of sight until then.
    Snooze {
        /// Until when.
        until: DateTime<Utc>,
    },
    /// It has been dealt with.
    Resolve {
        /// What was done, in the words of staff.
        why: String,
    },
    /// It has not, after all.
    Reopen,
}

/// Takes a row; it is in sight again.
///
/// # Errors
/// [`Refusal::NotThere`] for a row of another brand,
/// [`Refusal::ChangedMeanwhile`] where somebody changed it since this version
/// or the flag cleared itself, [`Fault::IsResolved`].
pub async fn take(
    services: &Services,
    actor: &Actor,
    item: &Item,
    version: i64,
) -> Result<(), Refusal> {
    act(services, actor, item, version, &Act::Take).await
}

/// Hands a row to a colleague (`stf_...`) who serves its brand.
///
/// # Errors
/// Those of [`take`], and [`Fault::NotTheirBrand`] for anybody else.
pub async fn hand_over(
    services: &Services,
    actor: &Actor,
    item: &Item,
    version: i64,
    to: &str,
) -> Result<(), Refusal> {
    let to = to.to_owned();
    act(services, actor, item, version, &Act::HandOver { to }).await
}

/// Gives a row back: nobody deals with it.
///
/// # Errors
/// Those of [`take`].
pub async fn give_back(
    services: &Services,
    actor: &Actor,
    item: &Item,
    version: i64,
) -> Result<(), Refusal> {
    act(services, actor, item, version, &Act::GiveBack).await
}

/// Puts a row out of sight until a moment to come, within 30 days.
///
/// # Errors
/// Those of [`take`], and [`Fault::WrongMoment`].
pub async fn snooze(
    services: &Services,
    actor: &Actor,
    item: &Item,
    version: i64,
    until: DateTime<Utc>,
) -> Result<(), Refusal> {
    act(services, actor, item, version, &Act::Snooze { until }).await
}

/// Resolves a row, with what was done about it.
///
/// # Errors
/// Those of [`take`], [`Fault::NoWords`] and [`Fault::TooLong`].
pub async fn resolve(
    services: &Services,
    actor: &Actor,
    item: &Item,
    version: i64,
    why: &str,
) -> Result<(), Refusal> {
    let why = why.to_owned();
    act(services, actor, item, version, &Act::Resolve { why }).await
}

/// Opens a resolved row again.
///
/// # Errors
/// Those of [`take`]; [`Refusal::ChangedMeanwhile`] for one that is open.
pub async fn reopen(
    services: &Services,
    actor: &Actor,
    item: &Item,
    version: i64,
) -> Result<(), Refusal> {
    act(services, actor, item, version, &Act::Reopen).await
}

/// Writes a note on a contact, or on the order of a flag.
///
/// # Errors
/// Those of [`note::write`].
pub async fn note(
    services: &Services,
    actor: &Actor,
    item: &Item,
    body: &str,
) -> Result<(), Refusal> {
    let row = Row::find(services, &actor.serves, item).await?;
    note::add(services, actor, row.on(), body).await
}

/// Does the same to many rows, each with its own outcome, in their order.
pub async fn many(
    services: &Services,
    actor: &Actor,
    rows: &[(Item, i64)],
    what: Act,
) -> Vec<Result<(), Refusal>> {
    let mut outcomes = Vec::with_capacity(rows.len());
    for (item, version) in rows {
        outcomes.push(act(services, actor, item, *version, &what).await);
    }
    outcomes
}

async fn act(
    services: &Services,
    actor: &Actor,
    item: &Item,
    version: i64,
    what: &Act,
) -> Result<(), Refusal> {
    let row = Row::find(services, &actor.serves, item).await?;
    if row.has_changed_since(version) {
        return Err(Refusal::ChangedMeanwhile);
    }
    let step = Step::of(services, &row, what).await?;
    let held = step.after(row.held(), actor, services.clock.now())?;
    let change = Change::begin(services, actor, row.on().of).await?;
    if !row.with(held).save(&change, version).await? {
        change.undo().await?;
        return Err(Refusal::ChangedMeanwhile);
    }
    let subject = Some(row.on().public_id);
    change
        .audit(step.deed(), subject, step.detail(actor))
        .await?;
    if let Some(event) = step.event(row.flag()) {
        change.tell(row.on().contact_id, &event).await?;
    }
    let order_id = row.on().of.order_id;
    // An open contact may hold a flag up.
    let holds_a_flag = matches!(row, Row::Contact(_)) && step.opens_or_closes();
    if holds_a_flag {
        due::look_at_orders_again(&change.transaction, &[order_id], change.now).await?;
    }
    if let Row::Contact(contact) = &row {
        let (transaction, now) = (&change.transaction, change.now);
        let (brand_id, contact) = (contact.brand_id, &contact.public_id);
        let kind = EventType::ContactUpdated;
        events::of_contact(services, transaction, brand_id, contact, kind, now).await?;
    }
    change.done().await?;
    services.webhooks.wake();
    if holds_a_flag {
        after_change(services, &[order_id]).await;
    }
    Ok(())
}
