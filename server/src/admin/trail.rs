//! Writes down in the trail what whoever runs the server has set.

use crate::db::Connected;
use crate::db::audit::{self, NewDeed};
use crate::error::Error;
use crate::services::Services;
use crate::staff::By;
use doorstep::audit::Deed;

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
        staff_id: by.staff_id(),
        actor: by.name(),
        brand_id,
        order_id: None,
        deed: Deed::SettingChanged,
        subject: Some(subject),
        detail: None,
    };
    audit::add(transaction, &new, services.clock.now()).await
}
