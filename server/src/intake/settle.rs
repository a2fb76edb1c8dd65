//! Settles a batch: derives every shipment it touched, writes what changed,
//! the dates now shown, the notices now due and the flags now up, and counts
//! the orders' revisions.

use super::affected::Affected;
use super::batch::Touched;
use super::before::{Before, Unshipped};
use super::events::{Changes, Subscribers};
use super::flags::{self, FlagChanges};
use super::forget;
use super::notices;
use super::surroundings::{Case, Surroundings};
use crate::db::flag::Subject;
use crate::db::orders::{self, Terms};
use crate::db::outbox::NewNotice;
use crate::db::promise::NewPromise;
use crate::db::{
    Transaction, brand, contact, json, order_state, outbox, promise, shipment, state, to_ms,
};
use crate::error::Error;
use crate::facts::{self, Told};
use chrono::{DateTime, Utc};
use doorstep::derive::{self, Derived};
use doorstep::flag::{Flags, Raised};
use doorstep::journey::Journey;
use doorstep::order::OrderKind;
use doorstep::silence::{self, Limits};
use doorstep::window::Window;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What a settled batch came to.
#[derive(Debug, Default)]
pub struct Settled {
    /// The orders whose pages changed, with their new revisions.
    pub raised: Vec<(i64, i64)>,
    /// Those of its orders that are forgotten.
    pub forgotten: Vec<i64>,
    /// The brands whose queues changed.
    pub desks: BTreeSet<i64>,
    /// Whether endpoints are told of it.
    pub tells: bool,
}

/// Derives and writes.
pub async fn settle(
    transaction: &Transaction,
    mut touched: Touched,
    limits: &Limits,
    subscribers: &Subscribers,
    now: DateTime<Utc>,
) -> Result<Settled, Error> {
    let mut terms = std::mem::take(&mut touched.terms);
    let Affected { shipments, whole } = Affected::read(transaction, &touched).await?;
    let order_ids: BTreeSet<i64> = shipments
        .iter()
        .map(|shipment| shipment.order_id)
        .chain(whole.iter().copied())
        .collect();
    if order_ids.is_empty() {
        terms.write(transaction).await?;
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
    for shipment in shipments
        .iter()
        .filter(|one| touched.shipments.contains(&one.id))
    {
        terms.of_shipment(shipment);
    }
    let told = facts::gather(transaction, shipments, &known).await?;
    let before = Before::read(transaction, &told, &known).await?;
    let written = contact::open_complaints_of_orders(transaction, &order_ids).await?;
    let around = Surroundings::new(brand::all(transaction).await?, written, limits);
    let mut outcome = derive_all(&told, &known, &before, &around, &touched, now)?;
    let orders = Unshipped::read(transaction, whole).await?;
    outcome.add_unshipped(&orders, &told, &known, &around, now)?;
    outcome.changed_orders.extend(&touched.orders);
    state::save(transaction, &outcome.states).await?;
    promise::add(transaction, &outcome.promises, now).await?;
    outbox::queue(transaction, &outcome.notices, now).await?;
    let changes = outcome.changes(&touched, &told, &known, &before);
    let tells = subscribers.tell(transaction, &changes, now).await?;
    let desks = outcome.flags.brands();
    outcome.flags.write(transaction, now).await?;
    let changed: Vec<i64> = outcome.changed_orders.into_iter().collect();
    terms.write(transaction).await?;
    Ok(Settled {
        raised: orders::raise_revision(transaction, &changed).await?,
        forgotten,
        desks,
        tells,
    })
}

#[derive(Default)]
struct Outcome {
    states: Vec<state::Model>,
    promises: Vec<NewPromise>,
    notices: Vec<NewNotice>,
    changed_orders: BTreeSet<i64>,
    orders_with_shipments: BTreeSet<i64>,
    flags: FlagChanges,
}

fn derive_all(
    told: &[Told],
    known: &HashMap<i64, Terms>,
    before: &Before,
    around: &Surroundings<'_>,
    touched: &Touched,
    now: DateTime<Utc>,
) -> Result<Outcome, Error> {
    let mut outcome = Outcome::default();
    for told in told {
        let Some(order) = known.get(&told.shipment.order_id) else {
            continue;
        };
        let journey = Journey::from_facts(&told.facts);
        let at = facts::now_at(order, around.zone(order), now);
        let derived = derive::derive_journey(&told.facts, &journey, at);
        let flags = flags::of_shipment(around, order, told, &journey, &derived, now);
        let settles = outcome.count(told, order, &journey, &derived, around, now);
        let looks = [derived.next_check, flags.next_check, settles];
        let of = Looked {
            told,
            order,
            derived,
            flags,
            next_check: looks.into_iter().flatten().min(),
        };
        outcome.add(of, before, now)?;
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
        outcome.add_order(order, around.zone(order), before, now);
    }
    Ok(outcome)
}

/// A shipment with all that follows at this moment.
struct Looked<'a> {
    told: &'a Told,
    order: &'a Terms,
    derived: Derived,
    flags: Flags,
    next_check: Option<DateTime<Utc>>,
}

impl Outcome {
    /// All that endpoints may be told of.
    fn changes<'a>(
        &'a self,
        touched: &'a Touched,
        told: &'a [Told],
        known: &'a HashMap<i64, Terms>,
        before: &'a Before,
    ) -> Changes<'a> {
        Changes {
            touched,
            told,
            known,
            before,
            stands: &self.states,
            promises: &self.promises,
            flags: &self.flags,
        }
    }

    fn add(&mut self, of: Looked<'_>, before: &Before, now: DateTime<Utc>) -> Result<(), Error> {
        let Looked { order, derived, .. } = &of;
        let shipment = &of.told.shipment;
        let stood = before.states.get(&shipment.id);
        let digest = digest(derived, &of.flags.raised, shipment.removed);
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
            next_check_ms: of.next_check.filter(|_| !shipment.removed).map(to_ms),
            derived_ms: to_ms(now),
            notices: json(due)?,
            flags: json(&of.flags.raised)?,
        });
        let subject = Subject {
            brand_id: order.brand_id,
            order_id: order.id,
            shipment_id: Some(shipment.id),
        };
        let were_up = stood.map(state::Model::flags).unwrap_or_default();
        self.flags.compare(subject, &were_up, &of.flags.raised);
        self.notices.extend(
            due.iter()
                .filter(|due| !queued.contains(due))
                .map(|due| NewNotice {
                    brand_id: order.brand_id,
                    order_id: order.id,
                    shipment_id: Some(shipment.id),
                    due: due.clone(),
                    happened: notices::happened(due, derived, now),
                }),
        );
        if !shipment.removed {
            self.orders_with_shipments.insert(order.id);
            self.show(order.id, Some(shipment.id), derived, before);
        }
        Ok(())
    }

    /// Counts the waits of a parcel whose late news has come; says when it
    /// will have. Rehearsals are no history.
    fn count(
        &mut self,
        told: &Told,
        order: &Terms,
        journey: &Journey,
        derived: &Derived,
        around: &Surroundings<'_>,
        now: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let settled_at = silence::settled_at(derived)?;
        if told.shipment.removed || order.kind() == OrderKind::Test {
            return None;
        }
        if settled_at > now {
            return Some(settled_at);
        }
        let case = Case::of_shipment(order, told);
        let waits = around.count(&case, &told.facts, journey, derived);
        self.flags.count(told, waits);
        None
    }

    /// The flags of what has not left.
    fn add_unshipped(
        &mut self,
        orders: &Unshipped,
        told: &[Told],
        known: &HashMap<i64, Terms>,
        around: &Surroundings<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), Error> {
        for (id, lines) in &orders.lines {
            let Some(order) = known.get(id) else { continue };
            if !self.orders_with_shipments.contains(id) {
                self.notices
                    .extend(notices::late(order, around.zone(order), now));
            }
            let shipments: Vec<&Told> = told
                .iter()
                .filter(|told| told.shipment.order_id == *id)
                .collect();
            let before = orders.before.get(id);
            let changed = flags::of_order(around, order, lines, &shipments, before, now)?;
            let Some((state, raised)) = changed else {
                continue;
            };
            let were_up = before.map(order_state::Model::flags).unwrap_or_default();
            if were_up != raised {
                self.changed_orders.insert(*id);
            }
            let subject = Subject {
                brand_id: order.brand_id,
                order_id: *id,
                shipment_id: None,
            };
            self.flags.compare(subject, &were_up, &raised);
            self.flags.keep(state);
        }
        Ok(())
    }

    /// An order's own notices, and the date it shows while nothing of it has
    /// been shipped.
    fn add_order(&mut self, order: &Terms, zone: &str, before: &Before, now: DateTime<Utc>) {
        if order.placed_at().is_none() {
            return;
        }
        let has_shipments = self.orders_with_shipments.contains(&order.id);
        if !has_shipments {
            let facts = facts::of_unshipped(order);
            let at = facts::now_at(order, zone, now);
            let derived = derive::derive(&facts, at);
            let shown = before.days(order.id);
            self.notices
                .extend(notices::moved(order, shown, &derived, now));
            self.show(order.id, None, &derived, before);
        }
        self.notices
            .extend(notices::of_order(order, has_shipments, now));
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

/// Everything a page may show of it, in a few letters. They only have to
/// differ when it does: after a new release they may differ once without need.
fn digest(derived: &Derived, flags: &[Raised], removed: bool) -> String {
    let mut hasher = DefaultHasher::new();
    (removed, derived, flags).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
