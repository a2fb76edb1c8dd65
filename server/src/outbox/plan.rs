//! Decides on due notices: which goes out to whom and when, which is told with
//! another, which is dropped and why ([`doorstep::delivery`]).
//!
//! An order is decided on as a whole. Its rows are read first and what is true
//! of it after that, so that no row is older news than the truth it is held
//! against; then the order is locked, and only if its rows still wait is
//! anything written. What changed meanwhile is decided on the next time.

use super::story;
use crate::db::orders::terms_locked_by_id;
use crate::db::outbox::{Model, notices};
use crate::error::Error;
use crate::services::Services;
use doorstep::delivery::{Dropped, NoticeState, Queued, Turn, turns};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many orders are decided on in one go: what is read of them is in
/// memory.
const ORDERS: u64 = 64;

/// Decides on the notices of a few orders; how many notices there were.
pub async fn batch(services: &Services) -> Result<usize, Error> {
    let now = services.clock.now();
    let read = services.database.read();
    let brands = super::brands(services);
    let ids = notices::due_orders_of_brands(read, &brands, now, ORDERS).await?;
    if ids.is_empty() {
        return Ok(0);
    }
    let rows = notices::of_orders(read, &ids).await?;
    let known = story::read(services, &ids, &rows, &[], now).await?;
    let mut decided: BTreeMap<i64, Vec<(&Model, Turn)>> = BTreeMap::new();
    for id in &ids {
        let waiting = waiting(&rows, *id);
        let turns: BTreeMap<i64, Turn> = match known.get(id) {
            Some(known) => {
                let queued: Vec<Queued> =
                    waiting.iter().filter_map(|row| row.as_queued()).collect();
                turns(&known.story, known.audience(), &queued, known.now)
                    .into_iter()
                    .map(|(row, turn)| (row, known.with_reason(turn)))
                    .collect()
            }
            None => BTreeMap::new(),
        };
        let gone = || Turn::Dropped(Dropped::Gone);
        let of_order = waiting
            .into_iter()
            .map(|row| (row, turns.get(&row.id).cloned().unwrap_or_else(gone)));
        decided.insert(*id, of_order.collect());
    }
    let public_ids = known.into_iter();
    let public_ids = public_ids.map(|(id, known)| (id, known.order.public_id));
    write(services, decided, &public_ids.collect()).await
}

/// The notices of an order that nothing has been decided of.
fn waiting(rows: &[Model], order_id: i64) -> Vec<&Model> {
    let of_order = rows.iter().filter(|row| row.order_id == Some(order_id));
    of_order
        .filter(|row| row.notice_state() == Some(NoticeState::Queued))
        .collect()
}

async fn write(
    services: &Services,
    mut decided: BTreeMap<i64, Vec<(&Model, Turn)>>,
    public_ids: &HashMap<i64, String>,
) -> Result<usize, Error> {
    let now = services.clock.now();
    let ids: Vec<i64> = decided.keys().copied().collect();
    let transaction = services.database.begin().await?;
    terms_locked_by_id(&transaction, &ids).await?;
    let still = notices::queued_of_orders(&transaction, &ids).await?;
    let still: BTreeSet<i64> = still.into_iter().collect();
    decided.retain(|_, turns| turns.iter().all(|(row, _)| still.contains(&row.id)));
    let decided: Vec<(&Model, Turn)> = decided.into_values().flatten().collect();
    notices::decide(&transaction, &decided, public_ids, now).await?;
    transaction.commit().await?;
    let mut sends = false;
    for (row, turn) in &decided {
        let how = match turn {
            Turn::Send(_) => {
                sends = true;
                continue;
            }
            Turn::Wait(..) => continue,
            Turn::Merged(_) => NoticeState::Merged.code(),
            Turn::Dropped(why) => why.code(),
        };
        services.metrics.notice_ended(&row.notice, how);
    }
    if sends {
        services.outbox.wake();
    }
    Ok(decided.len())
}
