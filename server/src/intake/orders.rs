//! Takes in what shops say of orders: upsert by connection and external id,
//! ignoring what is older than the stored version.

use super::batch::{Kept, Touched};
use crate::db::{Transaction, orders, person};
use crate::error::Error;
use crate::site::{self, SiteKey};
use crate::zones;
use doorstep::ids::OrderId;
use doorstep::order::OrderUpdate;
use doorstep::shipment::Change;
use std::collections::{BTreeMap, HashMap};

/// Orders by connection and external id.
pub type Known = HashMap<(i64, String), orders::Model>;

/// Makes, locks and updates every order the messages speak of, be it only
/// through a shipment that came first.
pub async fn take(
    transaction: &Transaction,
    messages: &[Kept<'_>],
    key: &SiteKey,
    touched: &mut Touched,
) -> Result<Known, Error> {
    let named = named(messages);
    if named.is_empty() {
        return Ok(Known::new());
    }
    let new = named
        .iter()
        .map(|((connection_id, external_id), brand_id)| {
            placeholder(key, *brand_id, *connection_id, external_id)
        })
        .collect();
    orders::make(transaction, new).await?;
    let external_ids: Vec<String> = named.keys().map(|(_, id)| id.clone()).collect();
    let mut known: Known = orders::locked_by_external_id_of_connections(transaction, &external_ids)
        .await?
        .into_iter()
        .map(|row| ((row.connection_id, row.external_id.clone()), row))
        .collect();
    let mut changed = BTreeMap::new();
    let mut people = BTreeMap::new();
    for (connection_id, update) in updates(messages) {
        let Some(row) = known.get_mut(&(connection_id, update.external_id.clone())) else {
            continue;
        };
        if row.is_newer_than(update) {
            continue;
        }
        // A forgotten order takes nothing personal in any more.
        if row.forgotten_ms.is_none() {
            people.insert(row.id, person::Model::of(row, update)?);
            let (buyer, address) = (&update.buyer, &update.destination);
            touched.terms.of_person(row, buyer, address);
        }
        let was_known = row.placed_ms.is_some();
        let zone = zones::of_place(&update.destination.place());
        if row.take(update, zone.map(|zone| zone.name().to_owned()))? {
            changed.insert(row.id, row.clone());
            if !was_known {
                touched.placed.insert(row.id);
            }
        }
    }
    touched.orders.extend(changed.keys());
    for row in known.values() {
        // A placeholder goes by the platform's id alone.
        if changed.contains_key(&row.id) || row.placed_ms.is_none() {
            touched.terms.of_order(row);
        }
    }
    let changed: Vec<orders::Model> = changed.into_values().collect();
    orders::save(transaction, &changed).await?;
    person::save(transaction, people.into_values().collect()).await?;
    Ok(known)
}

/// The orders spoken of, in one order whoever writes, with their brand: the
/// connection's main one.
fn named(messages: &[Kept<'_>]) -> BTreeMap<(i64, String), i64> {
    let mut named = BTreeMap::new();
    for kept in messages {
        let connection = &kept.incoming.connection;
        let Some(brand_id) = connection.brands.first() else {
            continue;
        };
        for change in &kept.incoming.changes {
            let external_id = match change {
                Change::Order(update) => &update.external_id,
                Change::Shipment(update) => &update.order_external_id,
                Change::Parcel(_) => continue,
            };
            named.insert((connection.id, external_id.clone()), *brand_id);
        }
    }
    named
}

fn updates<'a>(messages: &'a [Kept<'_>]) -> impl Iterator<Item = (i64, &'a OrderUpdate)> {
    messages.iter().flat_map(|kept| {
        kept.incoming
            .changes
            .iter()
            .filter_map(|change| match change {
                Change::Order(update) => Some((kept.incoming.connection.id, &**update)),
                Change::Shipment(_) | Change::Parcel(_) => None,
            })
    })
}

fn placeholder(
    key: &SiteKey,
    brand_id: i64,
    connection_id: i64,
    external_id: &str,
) -> orders::Model {
    let id = OrderId::from_random(site::random_bits());
    let hash = site::token_hash(&key.token(&id, 0));
    orders::Model::placeholder(
        id.as_str().to_owned(),
        brand_id,
        connection_id,
        external_id.to_owned(),
        hash,
    )
}
