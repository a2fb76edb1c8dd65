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
        subject,
        detail,
        ..by.deed(deed)
    };
    audit::add(transaction, &new, services.clock.now()).await
}
