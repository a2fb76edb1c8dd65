//! Takes in what shops and packing tools say of shipments. A shipment with
//! several numbers is several rows, one a parcel; a number that a newer
//! version no longer has is marked removed, and its scans stay with the
//! number.

use super::batch::{Kept, Touched};
use super::orders::Known;
use super::parts;
use crate::db::{Transaction, shipment, to_ms};
use crate::error::Error;
use crate::site;
use doorstep::ids::ShipmentId;
use doorstep::shipment::{Change, ShipmentUpdate};
use std::collections::BTreeMap;

/// Makes and updates every shipment the messages speak of.
pub async fn take(
    transaction: &Transaction,
    messages: &[Kept<'_>],
    known: &Known,
    touched: &mut Touched,
) -> Result<(), Error> {
    let updates = updates(messages, known);
    if updates.is_empty() {
        return Ok(());
    }
    let mut spoken_of: Parts<'_> = BTreeMap::new();
    for Said { order, update, .. } in &updates {
        let count = update.trackings.len().max(1);
        let part = spoken_of
            .entry((order.0, &update.external_id))
            .or_insert((order.1, count));
        part.1 = part.1.max(count);
    }
    shipment::make(transaction, placeholders(&spoken_of)).await?;
    let order_ids: Vec<i64> = spoken_of.keys().map(|(order_id, _)| *order_id).collect();
    let mut rows = shipment::of_orders(transaction, &order_ids).await?;
    let more = lacking(&spoken_of, &rows);
    if !more.is_empty() {
        shipment::make(transaction, more).await?;
        rows = shipment::of_orders(transaction, &order_ids).await?;
    }
    let mut moved = BTreeMap::new();
    let mut changed = BTreeMap::new();
    for Said {
        message_id,
        order,
        update,
    } in updates
    {
        let ours = |row: &shipment::Model| {
            row.order_id == order.0 && row.external_id == update.external_id
        };
        let first = rows.iter().find(|row| ours(row) && row.part == 0);
        let stands = first.map_or(i64::MIN, |row| row.version_ms);
        if update.over.is_some_and(|over| to_ms(over) != stands) {
            touched.overtaken.insert(message_id);
            continue;
        }
        // An older version may have more parts than there are any more.
        if to_ms(update.version) < stands {
            continue;
        }
        let own: Vec<&shipment::Model> = rows.iter().filter(|row| ours(row)).collect();
        let becomes = parts::parts(&own, &update.trackings);
        for (row, part) in rows.iter_mut().filter(|row| ours(row)).zip(becomes) {
            let is_moved = row.part != part;
            row.part = part;
            if row.take(update)? || is_moved {
                changed.insert(row.id, row.clone());
            }
            if is_moved {
                moved.insert(row.id, part);
            }
        }
    }
    shipment::move_parts(transaction, &moved).await?;
    touched.shipments.extend(changed.keys());
    let changed: Vec<shipment::Model> = changed.into_values().collect();
    shipment::save(transaction, &changed).await
}

/// An update with where it belongs.
struct Said<'a> {
    message_id: i64,
    /// The order's row id and its brand's.
    order: (i64, i64),
    update: &'a ShipmentUpdate,
}

fn updates<'a>(messages: &'a [Kept<'_>], known: &Known) -> Vec<Said<'a>> {
    let mut updates = Vec::new();
    for kept in messages {
        for change in &kept.incoming.changes {
            let Change::Shipment(update) = change else {
                continue;
            };
            let key = (
                kept.incoming.connection.id,
                update.order_external_id.clone(),
            );
            if let Some(order) = known.get(&key) {
                updates.push(Said {
                    message_id: kept.message_id,
                    order: (order.id, order.brand_id),
                    update,
                });
            }
        }
    }
    updates
}

/// Shipments by order and external id, with their brand and how many numbers
/// they have at most.
type Parts<'a> = BTreeMap<(i64, &'a str), (i64, usize)>;

fn placeholders(spoken_of: &Parts<'_>) -> Vec<shipment::Model> {
    spoken_of
        .iter()
        .flat_map(|((order_id, external_id), (brand_id, count))| {
            (0..*count).map(|part| placeholder(*brand_id, *order_id, external_id, part))
        })
        .collect()
}

/// The same behind rows whose number was taken away.
fn lacking(spoken_of: &Parts<'_>, rows: &[shipment::Model]) -> Vec<shipment::Model> {
    let mut more = Vec::new();
    for ((order_id, external_id), (brand_id, count)) in spoken_of {
        let ours =
            |row: &&shipment::Model| row.order_id == *order_id && row.external_id == *external_id;
        let own: Vec<&shipment::Model> = rows.iter().filter(ours).collect();
        let new = 0..parts::lacking(&own, *count);
        more.extend(new.map(|at| placeholder(*brand_id, *order_id, external_id, own.len() + at)));
    }
    more
}

fn placeholder(brand_id: i64, order_id: i64, external_id: &str, part: usize) -> shipment::Model {
    let id = ShipmentId::from_random(site::random_bits());
    shipment::Model::placeholder(
        id.as_str().to_owned(),
        brand_id,
        order_id,
        external_id.to_owned(),
        i32::try_from(part).unwrap_or(i32::MAX),
    )
}
