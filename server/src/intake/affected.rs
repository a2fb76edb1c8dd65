//! What a batch touches: the shipments that may stand differently after it.

use super::batch::Touched;
use crate::db::{Transaction, shipment};
use crate::error::Error;
use std::collections::BTreeSet;

/// What may stand differently after a batch.
pub struct Affected {
    /// Shipments that something was said of, or that are to be looked at.
    pub shipments: Vec<shipment::Model>,
    /// Orders all of whose shipments are among them: of these it can be told
    /// what has not left.
    pub whole: BTreeSet<i64>,
}

impl Affected {
    /// Reads them.
    pub async fn read(transaction: &Transaction, touched: &Touched) -> Result<Self, Error> {
        let (external, numbers): (Vec<&String>, Vec<&String>) = touched
            .parcel_keys
            .iter()
            .partition(|key| key.starts_with("shipment:"));
        let numbers: Vec<String> = numbers.into_iter().cloned().collect();
        let external: Vec<String> = external
            .into_iter()
            .map(|key| key["shipment:".len()..].to_owned())
            .collect();
        let mut found = shipment::by_number_of_any_brand(transaction, &numbers, &external).await?;
        let looked_at = &touched.looked_at;
        let ids: BTreeSet<i64> = touched
            .shipments
            .iter()
            .chain(&looked_at.shipments)
            .copied()
            .collect();
        let ids: Vec<i64> = ids.into_iter().collect();
        found.extend(shipment::by_id(transaction, &ids).await?);
        let whole: BTreeSet<i64> = found
            .iter()
            .filter(|shipment| touched.shipments.contains(&shipment.id))
            .map(|shipment| shipment.order_id)
            .chain(touched.orders.iter().copied())
            .chain(looked_at.orders.iter().copied())
            .collect();
        let order_ids: Vec<i64> = whole.iter().copied().collect();
        found.extend(shipment::of_orders(transaction, &order_ids).await?);
        found.sort_by_key(|shipment| shipment.id);
        found.dedup_by_key(|shipment| shipment.id);
        Ok(Self {
            shipments: found,
            whole,
        })
    }
}
