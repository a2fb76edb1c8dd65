//! Settles a batch: derives every shipment it touched, writes what changed,
//! the dates now shown and the notices now due, and counts the orders'
//! revisions.

use super::batch::Touched;
use super::forget;
use crate::db::orders::{self, Terms};
use crate::db::outbox::NewNotice;
use crate::db::promise::NewPromise;
use crate::db::{Transaction, brand, json, outbox, promise, shipment, state, to_ms};
use crate::error::Error;
use crate::facts::{self, Told};
use chrono::{DateTime, Utc};
use doorstep::derive::{self, Derived};
use doorstep::notice::{DueNotice, Notice};
use doorstep::order::OrderKind;
use doorstep::window::{Promise, Window};
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What a settled batch came to.
#[derive(Debug, Default)]
pub struct Settled {
    /// The orders whose pages changed, with their new revisions.
    pub raised: Vec<(i64, i64)>,
    /// Those of its orders that are forgotten.
    pub forgotten: Vec<i64>,
}

/// Derives and writes.
pub async fn settle(
    transaction: &Transaction,
    touched: Touched,
    now: DateTime<Utc>,
) -> Result<Settled, Error> {
    let shipments = affected(transaction, &touched).await?;
    let order_ids: BTreeSet<i64> = shipments
        .iter()
        .map(|shipment| shipment.order_id)
        .chain(touched.orders.iter().copied())
        .collect();
    if order_ids.is_empty() {
        return Ok(Settled::default());
    }
    let order_ids: Vec<i64> = order_ids.into_iter().collect();
    let known: HashMap<i64, Terms> = orders::terms_locked_by_id(transaction, &order_ids)
        .await?
        .into_iter()
        .map(|order| (order.id, order))
        .collect();
    let forgotten = forget::again(transaction, &known, now).await?;
    let shipments = shipment::since_locked(transaction, shipments).await?;
    let told = facts::gather(transaction, shipments, &known).await?;
    let before = Before::read(transaction, &told, &known).await?;
    let mut outcome = derive_all(&told, &known, &before, &touched, now)?;
    outcome.changed_orders.extend(&touched.orders);
    state::save(transaction, &outcome.states).await?;
    promise::add(transaction, &outcome.promises, now).await?;
    outbox::queue(transaction, &outcome.notices, now).await?;
    let changed: Vec<i64> = outcome.changed_orders.into_iter().collect();
    Ok(Settled {
        raised: orders::raise_revision(transaction, &changed).await?,
        forgotten,
    })
}

/// Every shipment that may stand differently after this batch.
async fn affected(
    transaction: &Transaction,
    touched: &Touched,
) -> Result<Vec<shipment::Model>, Error> {
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
    let order_ids: Vec<i64> = touched.orders.iter().copied().collect();
    found.extend(shipment::of_orders(transaction, &order_ids).await?);
    let ids: Vec<i64> = touched
        .shipments
        .union(&touched.looked_at)
        .copied()
        .collect();
    found.extend(shipment::by_id(transaction, &ids).await?);
    found.sort_by_key(|shipment| shipment.id);
    found.dedup_by_key(|shipment| shipment.id);
    Ok(found)
}

#[derive(Default)]
struct Outcome {
    states: Vec<state::Model>,
    promises: Vec<NewPromise>,
    notices: Vec<NewNotice>,
    changed_orders: BTreeSet<i64>,
    orders_with_shipments: BTreeSet<i64>,
}

/// What was derived and shown before, to tell what is new.
struct Before {
    states: HashMap<i64, state::Model>,
    /// The last date shown of a shipment; of an order, before it had one.
    shown: HashMap<(i64, Option<i64>), Promise>,
    zones: HashMap<i64, String>,
}

impl Before {
    async fn read(
        transaction: &Transaction,
        told: &[Told],
        known: &HashMap<i64, Terms>,
    ) -> Result<Self, Error> {
        let shipments: Vec<i64> = told.iter().map(|told| told.shipment.id).collect();
        let states = state::of_shipments(transaction, &shipments).await?;
        let orders: Vec<i64> = known.keys().copied().collect();
        let mut shown = HashMap::new();
        for row in promise::of_orders(transaction, &orders).await? {
            if let Some(promise) = row.promise() {
                shown.insert((row.order_id, row.shipment_id), promise);
            }
        }
        let brands = brand::all(transaction).await?;
        Ok(Self {
            states: states
                .into_iter()
                .map(|state| (state.shipment_id, state))
                .collect(),
            shown,
            zones: brands
                .into_iter()
                .map(|brand| (brand.id, brand.zone.clone()))
                .collect(),
        })
    }

    fn zone(&self, order: &Terms) -> &str {
        self.zones
            .get(&order.brand_id)
            .map_or("UTC", String::as_str)
    }

    fn shown(&self, order_id: i64, shipment_id: Option<i64>) -> Option<&Promise> {
        self.shown
            .get(&(order_id, shipment_id))
            .or_else(|| self.shown.get(&(order_id, None)))
    }
}

fn derive_all(
    told: &[Told],
    known: &HashMap<i64, Terms>,
    before: &Before,
    touched: &Touched,
    now: DateTime<Utc>,
) -> Result<Outcome, Error> {
    let mut outcome = Outcome::default();
    for told in told {
        let Some(order) = known.get(&told.shipment.order_id) else {
            continue;
        };
        let derived = derive::derive(&told.facts, facts::now_at(order, before.zone(order), now));
        outcome.add(told, order, derived, before, now)?;
        let has_news = touched.shipments.contains(&told.shipment.id)
            || told
                .parcels
                .iter()
                .any(|parcel| touched.parcel_keys.contains(&parcel.key));
        if has_news {
            outcome.changed_orders.insert(order.id);
        }
    }
    for order in touched.orders.iter().filter_map(|id| known.get(id)) {
        outcome.add_order(order, before, now);
    }
    Ok(outcome)
}

impl Outcome {
    fn add(
        &mut self,
        told: &Told,
        order: &Terms,
        derived: Derived,
        before: &Before,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        let shipment = &told.shipment;
        let stood = before.states.get(&shipment.id);
        let digest = digest(&derived, shipment.removed);
        if stood.is_none_or(|stood| stood.state != digest) {
            self.changed_orders.insert(order.id);
        }
        let queued = stood.map(state::Model::notices).unwrap_or_default();
        let sends = !shipment.removed && order.kind() != OrderKind::Imported;
        let due = if sends { &derived.notices } else { &queued };
        self.states.push(state::Model {
            shipment_id: shipment.id,
            brand_id: shipment.brand_id,
            status: derived.status.code().to_owned(),
            reason: derived.reason.map(|reason| reason.code().to_owned()),
            state: digest,
            next_check_ms: derived.next_check.filter(|_| !shipment.removed).map(to_ms),
            derived_ms: to_ms(now),
            notices: json(due)?,
        });
        self.notices.extend(
            due.iter()
                .filter(|due| !queued.contains(due))
                .map(|due| NewNotice {
                    brand_id: order.brand_id,
                    order_id: order.id,
                    shipment_id: Some(shipment.id),
                    due: due.clone(),
                }),
        );
        if !shipment.removed {
            self.orders_with_shipments.insert(order.id);
            self.show(order.id, Some(shipment.id), &derived, before);
        }
        Ok(())
    }

    /// An order's own notices, and the date it shows while nothing of it has
    /// been shipped.
    fn add_order(&mut self, order: &Terms, before: &Before, now: DateTime<Utc>) {
        if order.placed_at().is_none() {
            return;
        }
        let has_shipments = self.orders_with_shipments.contains(&order.id);
        if !has_shipments {
            let facts = facts::of_unshipped(order);
            let now = facts::now_at(order, before.zone(order), now);
            self.show(order.id, None, &derive::derive(&facts, now), before);
        }
        if order.kind() == OrderKind::Imported {
            return;
        }
        self.notices.push(of_order(order, Notice::OrderConfirmed));
        if order.cancelled_ms.is_some() && !has_shipments {
            self.notices.push(of_order(order, Notice::Cancelled));
        }
    }

    /// Writes the date that holds now down, where it is not the last one that
    /// was shown.
    fn show(
        &mut self,
        order_id: i64,
        shipment_id: Option<i64>,
        derived: &Derived,
        before: &Before,
    ) {
        let names_a_date = matches!(
            derived.window,
            Window::Expected { .. } | Window::Missed { .. }
        );
        let Some(current) = derived.promises.last().filter(|_| names_a_date) else {
            return;
        };
        let known = before.shown(order_id, shipment_id).is_some_and(|shown| {
            shown.estimate == current.estimate && shown.source == current.source
        });
        if !known {
            self.promises.push(NewPromise {
                order_id,
                shipment_id,
                promise: current.clone(),
            });
        }
    }
}

fn of_order(order: &Terms, notice: Notice) -> NewNotice {
    NewNotice {
        brand_id: order.brand_id,
        order_id: order.id,
        shipment_id: None,
        due: DueNotice {
            notice,
            milestone: "order".to_owned(),
        },
    }
}

/// Everything a page may show of it, in a few letters. They only have to
/// differ when it does: after a new release they may differ once without need.
fn digest(derived: &Derived, removed: bool) -> String {
    let mut hasher = DefaultHasher::new();
    (removed, derived).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
