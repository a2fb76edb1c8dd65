//! What was derived and shown before a batch, to tell what is new.

use crate::db::orders::{self, Terms};
use crate::db::{Transaction, order_state, promise, state};
use crate::error::Error;
use crate::facts::Told;
use chrono::NaiveDate;
use doorstep::order::OrderLine;
use doorstep::window::Promise;
use std::collections::{BTreeSet, HashMap};

/// Of orders of which something may not have left: what they consist of, and
/// what was derived of that before.
pub struct Unshipped {
    pub lines: HashMap<i64, Vec<OrderLine>>,
    pub before: HashMap<i64, order_state::Model>,
}

impl Unshipped {
    pub async fn read(transaction: &Transaction, orders: BTreeSet<i64>) -> Result<Self, Error> {
        let ids: Vec<i64> = orders.into_iter().collect();
        let states = order_state::of_orders(transaction, &ids).await?;
        Ok(Self {
            lines: orders::lines_of_orders(transaction, &ids).await?,
            before: states
                .into_iter()
                .map(|state| (state.order_id, state))
                .collect(),
        })
    }
}

/// What was derived and shown before, to tell what is new.
pub struct Before {
    pub states: HashMap<i64, state::Model>,
    /// The last date shown of a shipment; of an order, before it had one.
    shown: HashMap<(i64, Option<i64>), Promise>,
    /// The days an order has shown before it had a shipment.
    days: HashMap<i64, Vec<NaiveDate>>,
}

impl Before {
    pub async fn read(
        transaction: &Transaction,
        told: &[Told],
        known: &HashMap<i64, Terms>,
    ) -> Result<Self, Error> {
        let shipments: Vec<i64> = told.iter().map(|told| told.shipment.id).collect();
        let states = state::of_shipments(transaction, &shipments).await?;
        let orders: Vec<i64> = known.keys().copied().collect();
        let mut shown = HashMap::new();
        let mut days: HashMap<i64, Vec<NaiveDate>> = HashMap::new();
        for row in promise::of_orders(transaction, &orders).await? {
            if let Some(promise) = row.promise() {
                if row.shipment_id.is_none() {
                    let of_order = days.entry(row.order_id).or_default();
                    of_order.push(promise.estimate.to);
                }
                shown.insert((row.order_id, row.shipment_id), promise);
            }
        }
        Ok(Self {
            states: states
                .into_iter()
                .map(|state| (state.shipment_id, state))
                .collect(),
            shown,
            days,
        })
    }

    /// The last days of the windows an order has shown before it had a
    /// shipment, oldest first.
    pub fn days(&self, order_id: i64) -> &[NaiveDate] {
        self.days.get(&order_id).map_or(&[], Vec::as_slice)
    }

    pub fn shown(&self, order_id: i64, shipment_id: Option<i64>) -> Option<&Promise> {
        self.shown
            .get(&(order_id, shipment_id))
            .or_else(|| self.shown.get(&(order_id, None)))
    }
}
