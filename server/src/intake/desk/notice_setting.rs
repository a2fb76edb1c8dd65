//! Which notices a brand sends.

use super::Refusal;
use crate::db::{audit, notice_setting};
use crate::services::Services;
use crate::staff::Actor;
use doorstep::audit::Deed;
use doorstep::delivery::NoticeSettings;
use serde_json::json;

/// Sets what a brand sends; what waits is decided by it from now on. `seen` is
/// the version that was looked at, 0 where nothing was set.
///
/// # Errors
/// When the brand is none of theirs, or somebody has changed it since.
pub async fn set(
    services: &Services,
    actor: &Actor,
    (brand_id, seen): (i64, i32),
    settings: &NoticeSettings,
) -> Result<(), Refusal> {
    if !actor.serves(brand_id) {
        return Err(Refusal::NotThere);
    }
    let now = services.clock.now();
    let transaction = services.database.begin().await?;
    let before = notice_setting::of_brand(&transaction, brand_id).await?;
    if before == *settings {
        return Ok(());
    }
    if !notice_setting::change_of_brand(&transaction, brand_id, settings, seen, now).await? {
        return Err(Refusal::ChangedMeanwhile);
    }
    let switched = |from: &NoticeSettings, to: &NoticeSettings| -> Vec<String> {
        let new = to.on.difference(&from.on);
        new.map(|(notice, medium)| format!("{} {}", notice.code(), medium.code()))
            .collect()
    };
    let deed = audit::NewDeed {
        staff_id: Some(actor.id),
        actor: &actor.public_id,
        brand_id: Some(brand_id),
        order_id: None,
        deed: Deed::SettingChanged,
        subject: Some("notices"),
        // Testers are people: how many there are is all that is kept.
        detail: Some(json!({
            "what": "notices",
            "on": switched(&before, settings),
            "off": switched(settings, &before),
            "delay_days": settings.delay_days,
            "quiet": settings.quiet.map(|(from, to)| format!("{from}-{to}")),
            "daily": settings.daily,
            "testers": settings.testers.len(),
        })),
    };
    audit::add(&transaction, &deed, now).await?;
    transaction.commit().await?;
    services.outbox.wake();
    Ok(())
}
