//! A brand's own words for messages, and the order of the blocks of its
//! e-mails. Every change is a version of its own; ours come back as one too.

use super::Refusal;
use crate::db::wording::{self as table, NewVersion, Place};
use crate::db::{audit, json};
use crate::error::Error;
use crate::services::Services;
use crate::staff::Actor;
use doorstep::audit::Deed;
use doorstep::wording::{Bounds, Fault, Layout, Spot, Words, check};
use serde_json::json as value;

/// Why a version was not stored.
#[derive(Debug)]
pub enum NotSaved {
    /// Something is wrong with the words.
    Faults(Vec<Fault>),
    /// It was refused.
    Refused(Refusal),
}

impl From<Refusal> for NotSaved {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Error> for NotSaved {
    fn from(error: Error) -> Self {
        Self::Refused(error.into())
    }
}

/// What somebody changes, and what they have seen of it.
#[derive(Clone, Copy, Debug)]
pub struct Changing {
    /// The brand.
    pub brand_id: i64,
    /// What of it.
    pub place: Place,
    /// The version they have seen; 0 where there was none.
    pub seen: i64,
}

/// Stores the words of a message.
///
/// # Errors
/// When something is wrong with them, the brand is none of theirs, or somebody
/// has changed them since.
pub async fn save(
    services: &Services,
    actor: &Actor,
    (brand_id, seen): (i64, i64),
    (spot, words): (Spot, &Words),
    bounds: &Bounds,
) -> Result<(), NotSaved> {
    let faults = check(spot, words, bounds);
    if !faults.is_empty() {
        return Err(NotSaved::Faults(faults));
    }
    let changing = Changing {
        brand_id,
        place: Place::Message(spot),
        seen,
    };
    let details = json(words)?;
    Ok(add(services, actor, changing, Some(&details), "changed").await?)
}

/// Stores the order of the blocks.
///
/// # Errors
/// When the brand is none of theirs, or somebody has changed it since.
pub async fn arrange(
    services: &Services,
    actor: &Actor,
    (brand_id, seen): (i64, i64),
    layout: Layout,
) -> Result<(), Refusal> {
    let changing = Changing {
        brand_id,
        place: Place::Layout,
        seen,
    };
    let details = json(&layout)?;
    add(services, actor, changing, Some(&details), "changed").await
}

/// Puts ours back.
///
/// # Errors
/// When the brand is none of theirs, or somebody has changed it since.
pub async fn reset(services: &Services, actor: &Actor, changing: Changing) -> Result<(), Refusal> {
    add(services, actor, changing, None, "reset").await
}

/// Puts an earlier version of a message back, where nothing is wrong with it
/// today.
///
/// # Errors
/// As [`save`], and when there is no such version.
pub async fn revert(
    services: &Services,
    actor: &Actor,
    (brand_id, seen): (i64, i64),
    (spot, version): (Spot, i64),
    bounds: &Bounds,
) -> Result<(), NotSaved> {
    if !actor.serves(brand_id) {
        return Err(Refusal::NotThere.into());
    }
    let place = Place::Message(spot);
    let read = services.database.read();
    let earlier = table::version_of_brand(read, brand_id, place, version).await?;
    let earlier = earlier.ok_or(Refusal::NotThere)?;
    let changing = Changing {
        brand_id,
        place,
        seen,
    };
    match earlier.words() {
        Some(words) => save(services, actor, (brand_id, seen), (spot, &words), bounds).await,
        None => Ok(reset(services, actor, changing).await?),
    }
}

/// Puts an earlier order of the blocks back.
///
/// # Errors
/// As [`arrange`], and when there is no such version.
pub async fn rearrange(
    services: &Services,
    actor: &Actor,
    (brand_id, seen): (i64, i64),
    version: i64,
) -> Result<(), Refusal> {
    if !actor.serves(brand_id) {
        return Err(Refusal::NotThere);
    }
    let place = Place::Layout;
    let read = services.database.read();
    let earlier = table::version_of_brand(read, brand_id, place, version).await?;
    match earlier.ok_or(Refusal::NotThere)?.layout() {
        Some(layout) => arrange(services, actor, (brand_id, seen), layout).await,
        None => {
            let changing = Changing {
                brand_id,
                place,
                seen,
            };
            reset(services, actor, changing).await
        }
    }
}

async fn add(
    services: &Services,
    actor: &Actor,
    changing: Changing,
    details: Option<&str>,
    what: &str,
) -> Result<(), Refusal> {
    let Changing {
        brand_id,
        place,
        seen,
    } = changing;
    if !actor.serves(brand_id) {
        return Err(Refusal::NotThere);
    }
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    let new = NewVersion {
        brand_id,
        place,
        details,
        staff_id: actor.id,
    };
    if !table::add_of_brand(&transaction, &new, seen, now).await? {
        return Err(Refusal::ChangedMeanwhile);
    }
    let (subject, medium, language) = place.codes();
    let deed = audit::NewDeed {
        staff_id: Some(actor.id),
        actor: &actor.public_id,
        brand_id: Some(brand_id),
        order_id: None,
        deed: Deed::MessageChanged,
        subject: Some(subject),
        detail: Some(value!({
            "what": what, "medium": medium, "language": language, "version": seen + 1,
        })),
    };
    audit::add(&transaction, &deed, now).await?;
    transaction.commit().await?;
    Ok(())
}
