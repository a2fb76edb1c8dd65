//! Counts what became of orders that changed, and of those a day has passed
//! for; at night it proves what was counted.

use super::wait;
use crate::db::{orders, outcome, outcome_due};
use crate::error::Error;
use crate::performance::{change, live, recount};
use crate::promises::keep;
use crate::promises::story::Story;
use crate::services::Services;
use std::collections::BTreeMap;
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(5);

/// How many orders one transaction counts.
const AT_ONCE: u64 = 200;

/// How often the roll-ups are proved.
const PROVED_EVERY: chrono::TimeDelta = chrono::TimeDelta::hours(24);

/// Runs until the server stops.
pub async fn run(services: Services) {
    match recount::after_a_release(&services).await {
        Ok(true) => {
            tracing::info!("what became of parcels was counted again, by this release's rules")
        }
        Ok(false) => {}
        Err(error) => tracing::error!(%error, "what became of parcels could not be counted again"),
    }
    let mut proved = services.clock.now();
    while wait(&services, EVERY).await {
        if let Err(error) = catch_up(&services).await {
            tracing::error!(%error, "what became of parcels could not be counted; it is tried again");
        }
        if services.clock.now() - proved >= PROVED_EVERY {
            proved = services.clock.now();
            prove(&services).await;
        }
    }
}

/// Counts all that is due.
///
/// # Errors
/// When the database refuses, or a stored row cannot be read.
pub async fn catch_up(services: &Services) -> Result<(), Error> {
    while !services.stopping.is_cancelled() {
        if once(services).await? == 0 {
            return Ok(());
        }
    }
    Ok(())
}

async fn once(services: &Services) -> Result<usize, Error> {
    let now = services.clock.now();
    let database = services.database.read();
    let mut ids = outcome_due::next_of_any_brand(database, AT_ONCE).await?;
    let room = AT_ONCE.saturating_sub(ids.len() as u64);
    ids.extend(outcome::orders_to_look_at_of_any_brand(database, now, room).await?);
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(0);
    }
    let transaction = services.database.begin().await?;
    let locked = orders::locked_by_id(&transaction, &ids).await?;
    outcome_due::remove(&transaction, &ids).await?;
    let book = services.book.now();
    let mut stories: BTreeMap<i64, Vec<Story>> = BTreeMap::new();
    let mut of_brands: BTreeMap<i64, (Vec<_>, Vec<_>)> = BTreeMap::new();
    for counted in live::of_orders(&transaction, locked, &ids, now).await? {
        if let Some(brand) = book.brand(counted.brand_id) {
            let told = counted.after.iter();
            let told = told.filter_map(|new| Story::of(&new.outcome, brand));
            stories.entry(brand.id).or_default().extend(told);
        }
        let (before, after) = of_brands.entry(counted.brand_id).or_default();
        before.extend(counted.before);
        after.extend(counted.after);
    }
    for (brand_id, (before, after)) in of_brands {
        change::put(&transaction, brand_id, before, after).await?;
    }
    transaction.commit().await?;
    for (brand_id, told) in stories {
        keep::tell(services, brand_id, &told).await;
    }
    Ok(ids.len())
}

async fn prove(services: &Services) {
    match recount::everything(services).await {
        Ok(recount::Recount { mended: 0, .. }) => {}
        Ok(found) => tracing::error!(
            mended = found.mended,
            tallies = found.tallies,
            "roll-ups were not what their outcomes add up to; they are now"
        ),
        Err(error) => tracing::error!(%error, "the roll-ups could not be proved"),
    }
}
