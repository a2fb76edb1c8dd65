//! Takes in what shops and packing tools say of shipments. A shipment with
//! several numbers is several rows, one a parcel; a number that a newer
//! version no longer has is marked removed, and its scans stay with the
//! number.

use super::batch::{Kept, Touched};
use super::orders::Known;
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
    let mut parts: BTreeMap<(i64, &str), (i64, usize)> = BTreeMap::new();
    for Said { order, update, .. } in &updates {
        let count = update.trackings.len().max(1);
        let part = parts
            .entry((order.0, &update.external_id))
            .or_insert((order.1, count));
        part.1 = part.1.max(count);
    }
    shipment::make(transaction, placeholders(&parts)).await?;
    let order_ids: Vec<i64> = parts.keys().map(|(order_id, _)| *order_id).collect();
    let mut rows = shipment::of_orders(transaction, &order_ids).await?;
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
        for row in rows.iter_mut().filter(|row| ours(row)) {
            if row.take(update)? {
                changed.insert(row.id, row.clone());
            }
        }
    }
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

fn placeholders(parts: &BTreeMap<(i64, &str), (i64, usize)>) -> Vec<shipment::Model> {
    parts
        .iter()
        .flat_map(|((order_id, external_id), (brand_id, count))| {
            (0..*count).map(|part| {
                let id = ShipmentId::from_random(site::random_bits());
                shipment::Model::placeholder(
                    id.as_str().to_owned(),
                    *brand_id,
                    *order_id,
                    (*external_id).to_owned(),
                    i32::try_from(part).unwrap_or(i32::MAX),
                )
            })
        })
        .collect()
}
