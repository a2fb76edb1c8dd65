//! Writes down in the trail what whoever runs the server has set and done.

use crate::db::Connected;
use crate::db::audit::{self, NewDeed};
use crate::error::Error;
use crate::services::Services;
use crate::staff::By;
use doorstep::audit::Deed;
use serde_json::Value;

/// A setting of the site that was changed, by its id.
pub async fn add(
    services: &Services,
    transaction: &impl Connected,
    subject: &str,
) -> Result<(), Error> {
    of_brand(services, transaction, By::Operator, None, subject).await
}

/// A setting that was changed: of a brand, or of the site.
pub async fn of_brand(
    services: &Services,
    transaction: &impl Connected,
    by: By<'_>,
    brand_id: Option<i64>,
    subject: &str,
) -> Result<(), Error> {
    let new = NewDeed {
        brand_id,
        subject: Some(subject),
        ..by.deed(Deed::SettingChanged)
    };
    audit::add(transaction, &new, services.clock.now()).await
}

/// What was done at the command line and has no transaction of its own: after
/// it was done.
pub async fn done(
    services: &Services,
    deed: Deed,
    subject: Option<&str>,
    detail: Option<Value>,
) -> Result<(), Error> {
    let new = NewDeed {
        subject,
        detail,
        ..By::Operator.deed(deed)
    };
    all(services, &[new]).await
}

/// Several deeds at once.
pub async fn all(services: &Services, deeds: &[NewDeed<'_>]) -> Result<(), Error> {
    let transaction = services.database.begin().await?;
    let now = services.clock.now();
    for deed in deeds {
        audit::add(&transaction, deed, now).await?;
    }
    Ok(transaction.commit().await?)
}
