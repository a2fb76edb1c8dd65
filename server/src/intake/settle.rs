//! Settles a batch: derives every shipment it touched, writes what changed,
//! the dates now shown and the notices now due, and counts the orders'
//! revisions.

use super::batch::Touched;
use crate::db::outbox::NewNotice;
use crate::db::{Transaction, brand, orders, outbox, promise, shipment, state, to_ms};
use crate::error::Error;
use crate::facts::{self, Told};
use chrono::{DateTime, Utc};
use doorstep::derive::{self, Derived};
use doorstep::notice::{DueNotice, Notice};
use doorstep::order::OrderKind;
use doorstep::scan::Fingerprint;
use doorstep::window::{Promise, Window};
use std::collections::{BTreeSet, HashMap};

/// Derives and writes; returns the orders whose pages changed, with their new
/// revisions.
pub async fn settle(
    transaction: &Transaction,
    touched: Touched,
    now: DateTime<Utc>,
) -> Result<Vec<(i64, i64)>, Error> {
    let shipments = affected(transaction, &touched).await?;
    let order_ids: BTreeSet<i64> = shipments
        .iter()
        .map(|shipment| shipment.order_id)
        .chain(touched.orders.iter().copied())
        .collect();
    if order_ids.is_empty() {
        return Ok(Vec::new());
    }
    let order_ids: Vec<i64> = order_ids.into_iter().collect();
    let known: HashMap<i64, orders::Model> = orders::locked_by_id(transaction, &order_ids)
        .await?
        .into_iter()
        .map(|order| (order.id, order))
        .collect();
    let shipments = shipment::since_locked(transaction, shipments).await?;
    let told = facts::gather(transaction, shipments, &known).await?;
    let mut outcome = derive_all(transaction, told, &known, &touched, now).await?;
    outcome.changed_orders.extend(&touched.orders);
    outcome
        .notices
        .extend(of_orders(&touched, &known, &outcome));
    state::save(transaction, &outcome.states).await?;
    promise::add(transaction, &outcome.promises, now).await?;
    outbox::queue(transaction, &outcome.notices, now).await?;
    let changed: Vec<i64> = outcome.changed_orders.into_iter().collect();
    orders::raise_revision(transaction, &changed).await
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
    promises: Vec<(i64, Promise)>,
    notices: Vec<NewNotice>,
    changed_orders: BTreeSet<i64>,
    orders_with_shipments: BTreeSet<i64>,
}

async fn derive_all(
    transaction: &Transaction,
    told: Vec<Told>,
    known: &HashMap<i64, orders::Model>,
    touched: &Touched,
    now: DateTime<Utc>,
) -> Result<Outcome, Error> {
    let ids: Vec<i64> = told.iter().map(|told| told.shipment.id).collect();
    let before: HashMap<i64, state::Model> = state::of_shipments(transaction, &ids)
        .await?
        .into_iter()
        .map(|state| (state.shipment_id, state))
        .collect();
    let mut shown: HashMap<i64, Promise> = HashMap::new();
    for row in promise::of_shipments(transaction, &ids).await? {
        if let Some(promise) = row.promise() {
            shown.insert(row.shipment_id, promise);
        }
    }
    let zones: HashMap<i64, String> = brand::all(transaction)
        .await?
        .into_iter()
        .map(|brand| (brand.id, brand.zone))
        .collect();
    let mut outcome = Outcome::default();
    for told in told {
        let Some(order) = known.get(&told.shipment.order_id) else {
            continue;
        };
        let zone = zones.get(&order.brand_id).map_or("UTC", String::as_str);
        let derived = derive::derive(&told.facts, facts::now_at(order, zone, now));
        let id = told.shipment.id;
        outcome.add(&told, order, derived, before.get(&id), shown.get(&id), now);
        let has_news = touched.shipments.contains(&id)
            || told
                .parcels
                .iter()
                .any(|parcel| touched.parcel_keys.contains(&parcel.key));
        if has_news {
            outcome.changed_orders.insert(order.id);
        }
    }
    Ok(outcome)
}

impl Outcome {
    fn add(
        &mut self,
        told: &Told,
        order: &orders::Model,
        derived: Derived,
        before: Option<&state::Model>,
        shown: Option<&Promise>,
        now: DateTime<Utc>,
    ) {
        let shipment = &told.shipment;
        let digest = digest(&derived, shipment.removed);
        if before.is_none_or(|before| before.state != digest) {
            self.changed_orders.insert(order.id);
        }
        self.states.push(state::Model {
            shipment_id: shipment.id,
            brand_id: shipment.brand_id,
            status: derived.status.code().to_owned(),
            reason: derived.reason.map(|reason| reason.code().to_owned()),
            state: digest,
            next_check_ms: derived.next_check.filter(|_| !shipment.removed).map(to_ms),
            derived_ms: to_ms(now),
        });
        if shipment.removed {
            return;
        }
        self.orders_with_shipments.insert(order.id);
        if let Some(promise) = newly_shown(&derived, shown) {
            self.promises.push((shipment.id, promise));
        }
        if order.kind() != OrderKind::Imported {
            self.notices
                .extend(derived.notices.into_iter().map(|due| NewNotice {
                    brand_id: order.brand_id,
                    order_id: order.id,
                    shipment_id: Some(shipment.id),
                    due,
                }));
        }
    }
}

/// Everything a page may show of it, in a few letters.
fn digest(derived: &Derived, removed: bool) -> String {
    let text = format!("{removed} {derived:?}");
    format!("{:?}", Fingerprint::of_parts([Some(text.as_bytes())]))
}

/// The date that holds now, where it is not the last one written down.
fn newly_shown(derived: &Derived, shown: Option<&Promise>) -> Option<Promise> {
    if !matches!(
        derived.window,
        Window::Expected { .. } | Window::Missed { .. }
    ) {
        return None;
    }
    let current = derived.promises.last()?;
    let known = shown
        .is_some_and(|shown| shown.estimate == current.estimate && shown.source == current.source);
    (!known).then(|| current.clone())
}

/// Notices of whole orders: that it was taken, and that it was called off
/// before anything of it was shipped.
fn of_orders(
    touched: &Touched,
    known: &HashMap<i64, orders::Model>,
    outcome: &Outcome,
) -> Vec<NewNotice> {
    let mut notices = Vec::new();
    for order in touched.orders.iter().filter_map(|id| known.get(id)) {
        if order.kind() == OrderKind::Imported || order.placed_ms.is_none() {
            continue;
        }
        let mut push = |notice| {
            notices.push(NewNotice {
                brand_id: order.brand_id,
                order_id: order.id,
                shipment_id: None,
                due: DueNotice {
                    notice,
                    milestone: "order".to_owned(),
                },
            });
        };
        push(Notice::OrderConfirmed);
        if order.cancelled_ms.is_some() && !outcome.orders_with_shipments.contains(&order.id) {
            push(Notice::Cancelled);
        }
    }
    notices
}
