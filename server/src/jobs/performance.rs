//! Counts what became of orders that changed, and of those a day has passed
//! for; at night it proves what was counted.

use super::wait;
use crate::db::{Transaction, orders, outcome, outcome_due, rollup};
use crate::error::Error;
use crate::performance::{change, imported, live, recount};
use crate::promises::keep;
use crate::promises::story::Story;
use crate::services::Services;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(5);

/// How many orders one transaction counts.
const AT_ONCE: u64 = 200;

/// Between two of them scans are written.
const PAUSE: Duration = Duration::from_millis(20);

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
        tokio::time::sleep(PAUSE).await;
    }
    Ok(())
}

/// Derives first, with nobody waiting for the writer, and then writes what is
/// still so.
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
    let counted = live::of_orders(database, &ids, now).await?;
    let transaction = services.database.begin().await?;
    // Whoever changes an order locks it, then has it counted again: the same
    // order here.
    let revisions = orders::revisions_locked(&transaction, &ids).await?;
    ids.retain(|id| !revisions.contains_key(id));
    outcome_due::remove(&transaction, &ids).await?;
    let is_still_so =
        |counted: &live::Counted| revisions.get(&counted.order_id) == Some(&counted.revision);
    let counted: Vec<live::Counted> = counted.into_iter().filter(is_still_so).collect();
    let stories = stories_of(services, &counted);
    let count = counted.len();
    write(&transaction, counted).await?;
    transaction.commit().await?;
    for (brand_id, told) in stories {
        keep::tell(services, brand_id, &told).await;
    }
    // Those that changed meanwhile are due again.
    Ok(count.max(1))
}

/// What the models of what to promise learn of it.
fn stories_of(services: &Services, counted: &[live::Counted]) -> BTreeMap<i64, Vec<Story>> {
    let book = services.book.now();
    let mut stories: BTreeMap<i64, Vec<Story>> = BTreeMap::new();
    for counted in counted {
        let Some(brand) = book.brand(counted.brand_id) else {
            continue;
        };
        let told = counted.outcomes.iter();
        let told = told.filter_map(|new| Story::of(&new.outcome, brand));
        stories.entry(brand.id).or_default().extend(told);
    }
    stories
}

async fn write(transaction: &Transaction, counted: Vec<live::Counted>) -> Result<(), Error> {
    let ids: Vec<i64> = counted.iter().map(|counted| counted.order_id).collect();
    outcome_due::remove(transaction, &ids).await?;
    let mut of_brands: BTreeMap<i64, (Vec<_>, Vec<_>)> = BTreeMap::new();
    let brands: BTreeSet<i64> = counted.iter().map(|counted| counted.brand_id).collect();
    for brand_id in brands {
        rollup::alone(transaction, brand_id).await?;
    }
    let mut known = outcome::of_orders(transaction, &ids).await?;
    // What a history told of an order is known better now.
    let first = counted.iter().filter_map(|counted| {
        let first = counted.outcomes.first()?;
        Some((counted.brand_id, first.outcome.number.as_str()))
    });
    known.extend(imported::of_numbers(transaction, first).await?);
    for row in known {
        of_brands.entry(row.brand_id).or_default().0.push(row);
    }
    for counted in counted {
        let (_, after) = of_brands.entry(counted.brand_id).or_default();
        after.extend(counted.outcomes);
    }
    for (brand_id, (before, after)) in of_brands {
        change::put(transaction, brand_id, before, after).await?;
    }
    Ok(())
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
