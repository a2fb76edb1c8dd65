//! Writes down in the trail what happens to accounts.

use super::By;
use crate::db::Connected;
use crate::db::audit::{self, NewDeed};
use crate::error::Error;
use crate::services::Services;
use doorstep::audit::Deed;
use serde_json::Value;

/// Who a refused stranger is.
pub const NOBODY: &str = "stranger";

/// Something that happened to an account, by its public id.
pub async fn add(
    services: &Services,
    transaction: &impl Connected,
    by: By<'_>,
    deed: Deed,
    subject: Option<&str>,
    detail: Option<Value>,
) -> Result<(), Error> {
    let new = NewDeed {
        staff_id: by.staff_id(),
        actor: by.name(),
        brand_id: None,
        order_id: None,
        deed,
        subject,
        detail,
    };
    audit::add(transaction, &new, services.clock.now()).await
}
