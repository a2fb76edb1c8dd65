//! On which days a brand packs and its carriers deliver, as managers set it.

use super::Refusal;
use crate::brand::{self, BrandFile};
use crate::db::{self, Connected, DbErr, audit, order_state, state};
use crate::error::Error;
use crate::services::Services;
use crate::staff::Actor;
use chrono::{DateTime, Utc};
use doorstep::audit::Deed;
use doorstep::brand::keys::of_calendar;
use doorstep::brand::{Given, Problem};
use serde_json::json;

/// Why a calendar was not stored.
#[derive(Debug)]
pub enum NotSaved {
    /// Something is wrong with it.
    Problems(Vec<Problem>),
    /// It was refused.
    Refused(Refusal),
}

impl From<Refusal> for NotSaved {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<DbErr> for NotSaved {
    fn from(error: DbErr) -> Self {
        Self::Refused(error.into())
    }
}

impl From<Error> for NotSaved {
    fn from(error: Error) -> Self {
        Self::Refused(error.into())
    }
}

/// Sets a brand's calendar, and nothing else of it. `seen` is the version of
/// the brand that was looked at.
///
/// # Errors
/// When something is wrong with it, the brand is none of theirs, or somebody
/// has changed the brand since.
pub async fn set(
    services: &Services,
    actor: &Actor,
    (brand_id, seen): (i64, i64),
    typed: &Given,
) -> Result<(), NotSaved> {
    let book = services.book.now();
    let stored = book.brand(brand_id).filter(|brand| actor.serves(brand.id));
    let stored = stored.ok_or(Refusal::NotThere)?;
    if stored.version != seen {
        return Err(Refusal::ChangedMeanwhile.into());
    }
    let given = with(&stored.given, typed);
    let checked = brand::check(BrandFile::of(given, Vec::new()), &book.brands);
    if !checked.problems.is_empty() {
        return Err(NotSaved::Problems(checked.problems));
    }
    let changed: Vec<&str> = of_calendar()
        .map(|key| key.name)
        .filter(|key| stored.given.get(*key) != checked.given.get(*key))
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    if !db::brand::hold(&transaction, brand_id, seen).await? {
        return Err(Refusal::ChangedMeanwhile.into());
    }
    db::brand::set(&transaction, &checked.given, &[], now).await?;
    look_again(&transaction, brand_id, now).await?;
    let deed = audit::NewDeed {
        staff_id: Some(actor.id),
        actor: &actor.public_id,
        brand_id: Some(brand_id),
        order_id: None,
        deed: Deed::SettingChanged,
        subject: Some("calendar"),
        detail: Some(json!({ "what": "calendar", "changed": changed })),
    };
    audit::add(&transaction, &deed, now).await?;
    transaction.commit().await?;
    services.book.read_again(&services.database).await?;
    Ok(())
}

/// Whether a brand's days are other ones from now on.
#[must_use]
pub fn differs(before: &Given, after: &Given) -> bool {
    let days = of_calendar().map(|key| key.name).chain(["zone"]);
    days.into_iter()
        .any(|key| before.get(key) != after.get(key))
}

/// Has the flags of a brand looked at again: they count its days.
///
/// # Errors
/// When the database refuses.
pub async fn look_again(
    transaction: &impl Connected,
    brand_id: i64,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    state::look_again_of_brand(transaction, brand_id, now).await?;
    order_state::look_again_of_brand(transaction, brand_id, now).await
}

/// What is stored, with what was typed in the place of its calendar.
fn with(stored: &Given, typed: &Given) -> Given {
    let mut given = stored.clone();
    for key in of_calendar() {
        given.remove(key.name);
        if let Some(value) = typed.get(key.name) {
            given.insert(key.name.to_owned(), value.clone());
        }
    }
    given
}
