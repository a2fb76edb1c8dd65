//! A brand's own words for reply templates.

use super::Refusal;
use crate::db::template::{self as table, NewTemplate};
use crate::db::{Transaction, audit};
use crate::error::Error;
use crate::services::Services;
use crate::staff::Actor;
use chrono::{DateTime, Utc};
use doorstep::audit::Deed;
use doorstep::template::{TemplateFault, TemplateKey, check};
use serde_json::json;

/// Why a template was not stored.
#[derive(Debug)]
pub enum NotSaved {
    /// Something is wrong with it.
    Faults(Vec<TemplateFault>),
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

/// A template as somebody has edited it.
#[derive(Clone, Copy, Debug)]
pub struct Edited<'a> {
    /// The brand.
    pub brand_id: i64,
    /// Which template.
    pub key: TemplateKey,
    /// The mail's subject.
    pub subject: &'a str,
    /// The mail's text.
    pub body: &'a str,
    /// The version they have seen; 0 for our words.
    pub version: i64,
}

/// Stores a template.
///
/// # Errors
/// When something is wrong with it, the brand is none of theirs, or somebody
/// has changed it since.
pub async fn save(services: &Services, actor: &Actor, edited: Edited<'_>) -> Result<(), NotSaved> {
    if !actor.serves(edited.brand_id) {
        return Err(NotSaved::Refused(Refusal::NotThere));
    }
    let body = edited.body.replace("\r\n", "\n");
    let faults = check(edited.subject.trim(), &body);
    if !faults.is_empty() {
        return Err(NotSaved::Faults(faults));
    }
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    let new = NewTemplate {
        brand_id: edited.brand_id,
        key: edited.key,
        subject: edited.subject.trim(),
        body: body.trim_end(),
        staff_id: actor.id,
    };
    if !table::put_of_brand(&transaction, &new, edited.version, now).await? {
        return Err(NotSaved::Refused(Refusal::ChangedMeanwhile));
    }
    written(&transaction, actor, &edited, "changed", now).await?;
    transaction.commit().await.map_err(Refusal::from)?;
    Ok(())
}

/// Puts our words back.
///
/// # Errors
/// When the brand is none of theirs, or somebody has changed it since.
pub async fn reset(
    services: &Services,
    actor: &Actor,
    brand_id: i64,
    key: TemplateKey,
    version: i64,
) -> Result<(), Refusal> {
    if !actor.serves(brand_id) {
        return Err(Refusal::NotThere);
    }
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    if !table::reset_of_brand(&transaction, brand_id, key, version).await? {
        return Err(Refusal::ChangedMeanwhile);
    }
    let edited = Edited {
        brand_id,
        key,
        subject: "",
        body: "",
        version,
    };
    written(&transaction, actor, &edited, "reset", now).await?;
    transaction.commit().await?;
    Ok(())
}

async fn written(
    transaction: &Transaction,
    actor: &Actor,
    edited: &Edited<'_>,
    what: &str,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let deed = audit::NewDeed {
        staff_id: Some(actor.id),
        actor: &actor.public_id,
        brand_id: Some(edited.brand_id),
        order_id: None,
        deed: Deed::TemplateChanged,
        subject: Some(edited.key.code()),
        detail: Some(json!({ "what": what })),
    };
    Ok(audit::add(transaction, &deed, now).await?)
}
