//! Takes in what shops and packing tools say of shipments. A shipment with
//! several numbers is several rows, one a parcel; a number that a newer
//! version no longer has is marked removed, and its scans stay with the
//! number.

use super::batch::{Kept, Touched};
use super::orders::Known;
use crate::db::{Transaction, shipment};
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
    let updates: Vec<(i64, i64, &ShipmentUpdate)> = updates(messages, known);
    if updates.is_empty() {
        return Ok(());
    }
    let mut parts: BTreeMap<(i64, &str), (i64, usize)> = BTreeMap::new();
    for (order_id, brand_id, update) in &updates {
        let count = update.trackings.len().max(1);
        let part = parts
            .entry((*order_id, &update.external_id))
            .or_insert((*brand_id, count));
        part.1 = part.1.max(count);
    }
    shipment::make(transaction, placeholders(&parts)).await?;
    let order_ids: Vec<i64> = parts.keys().map(|(order_id, _)| *order_id).collect();
    let mut rows = shipment::of_orders(transaction, &order_ids).await?;
    let mut changed = BTreeMap::new();
    for (order_id, _, update) in updates {
        let ours = rows
            .iter_mut()
            .filter(|row| row.order_id == order_id && row.external_id == update.external_id);
        for row in ours {
            if row.take(update)? {
                changed.insert(row.id, row.clone());
            }
        }
    }
    touched.shipments.extend(changed.keys());
    let changed: Vec<shipment::Model> = changed.into_values().collect();
    shipment::save(transaction, &changed).await
}

fn updates<'a>(messages: &'a [Kept<'_>], known: &Known) -> Vec<(i64, i64, &'a ShipmentUpdate)> {
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
                updates.push((order.id, order.brand_id, &**update));
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
