//! What became of orders that a history told of. Each is one outcome, and
//! there is no order behind it: nobody opens it, and nobody is written to.

use super::change::{self, Changed};
use super::ends;
use crate::db::outcome::{self, Model, NewOutcome};
use crate::db::{Connected, Transaction, orders, rollup};
use crate::error::Error;
use chrono::NaiveDateTime;
use doorstep::carrier::Carrier;
use doorstep::history::PastOrder;
use std::collections::{BTreeMap, HashSet};

/// What makes an imported order one of its brand.
#[must_use]
pub fn key(number: &str) -> String {
    format!("imported:{number}")
}

/// What histories told of orders, by the brands and numbers of these.
///
/// # Errors
/// When the database refuses.
pub async fn of_numbers(
    database: &impl Connected,
    numbers: impl IntoIterator<Item = (i64, &str)>,
) -> Result<Vec<Model>, Error> {
    let mut keys: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (brand_id, number) in numbers {
        keys.entry(brand_id).or_default().push(key(number));
    }
    let mut found = Vec::new();
    for (brand_id, keys) in keys {
        found.extend(outcome::of_brand_by_keys(database, brand_id, &keys).await?);
    }
    Ok(found)
}

/// An order of a history, spelled as live ones are, as of the end of its file.
#[must_use]
pub fn outcome_of(mut past: PastOrder, as_of: NaiveDateTime) -> NewOutcome {
    let order = &mut past.order;
    let settlement = order.destination.point.and_then(ends::settlement_at);
    order.origin = ends::spelled(std::mem::take(&mut order.origin));
    order.destination = ends::spelled(std::mem::take(&mut order.destination));
    let code = |said: String| Carrier::from_words(&said).code().to_owned();
    order.carrier = order.carrier.take().map(code);
    NewOutcome {
        key: key(&past.number),
        order_id: None,
        shipment_id: None,
        next_look: None,
        outcome: past.outcome(as_of, settlement),
    }
}

/// What became of a part of a history.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Put {
    /// What changed.
    pub changed: Changed,
    /// Orders that are known from the shop itself, and better so.
    pub live: usize,
    /// Orders of which a newer file has told.
    pub newer: usize,
    /// Orders that were known so already.
    pub known: usize,
}

/// Puts a part of a history in. Of two lines of one number the last counts.
/// What the shop itself has told of stays, and what a newer file has.
///
/// # Errors
/// When the database refuses, or a stored row cannot be read.
pub async fn put(
    transaction: &Transaction,
    brand_id: i64,
    part: Vec<NewOutcome>,
) -> Result<Put, Error> {
    rollup::alone(transaction, brand_id).await?;
    let mut by_key: BTreeMap<String, NewOutcome> =
        part.into_iter().map(|new| (new.key.clone(), new)).collect();
    let numbers: Vec<String> = by_key
        .values()
        .map(|new| new.outcome.number.clone())
        .collect();
    let live: HashSet<String> =
        orders::live_numbers_of_brand(transaction, brand_id, &numbers).await?;
    by_key.retain(|_, new| !live.contains(&new.outcome.number));
    let mut put = Put {
        live: live.len(),
        ..Put::default()
    };
    let keys: Vec<String> = by_key.keys().cloned().collect();
    let mut before = Vec::new();
    for row in outcome::of_brand_by_keys(transaction, brand_id, &keys).await? {
        let as_of = row.outcome()?.as_of;
        let is_newer = by_key
            .get(&row.key)
            .is_some_and(|new| as_of > new.outcome.as_of);
        if is_newer {
            by_key.remove(&row.key);
            put.newer += 1;
        } else {
            before.push(row);
        }
    }
    let offered = by_key.len();
    let after = by_key.into_values().collect();
    put.changed = change::put(transaction, brand_id, before, after).await?;
    put.known = offered - put.changed.added - put.changed.replaced;
    Ok(put)
}
