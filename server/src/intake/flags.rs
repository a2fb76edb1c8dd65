//! What a batch does to flags: which are new or say something else, which
//! cleared themselves, and the waits of parcels that have arrived.

use super::surroundings::{Case, Surroundings};
use crate::db::flag::{NewFlag, Subject};
use crate::db::orders::Terms;
use crate::db::{Transaction, flag, json, order_state, silence, to_ms};
use crate::error::Error;
use crate::facts::{self, Told};
use crate::site;
use chrono::{DateTime, Utc};
use doorstep::derive::{self, Derived};
use doorstep::flag::{Flag, Flags, Raised};
use doorstep::ids::FlagId;
use doorstep::journey::Journey;
use doorstep::order::{OrderKind, OrderLine};
use doorstep::shipment::Direction;
use std::collections::{BTreeMap, BTreeSet};

/// Everything a batch changes of flags.
#[derive(Debug, Default)]
pub struct FlagChanges {
    raised: Vec<NewFlag>,
    /// Those of them that were not up before.
    fresh: Vec<(Subject, Raised)>,
    gone: Vec<(Subject, Flag)>,
    states: Vec<order_state::Model>,
    /// By parcel; of those that were counted before nothing counts again.
    waits: BTreeMap<i64, silence::Counts>,
}

impl FlagChanges {
    /// Compares what is up with what was.
    pub fn compare(&mut self, subject: Subject, before: &[Raised], after: &[Raised]) {
        let new = after.iter().filter(|raised| !before.contains(raised));
        self.raised.extend(new.map(|raised| NewFlag {
            subject,
            id: FlagId::from_random(site::random_bits()),
            raised: raised.clone(),
        }));
        let was_up = |flag: Flag| before.iter().any(|raised| raised.flag == flag);
        let fresh = after.iter().filter(|raised| !was_up(raised.flag));
        self.fresh
            .extend(fresh.map(|raised| (subject, raised.clone())));
        let is_up = |flag: Flag| after.iter().any(|raised| raised.flag == flag);
        let gone = before.iter().filter(|raised| !is_up(raised.flag));
        self.gone.extend(gone.map(|raised| (subject, raised.flag)));
    }

    /// The flags that were not up before, with what they are about.
    pub fn fresh(&self) -> &[(Subject, Raised)] {
        &self.fresh
    }

    /// The flags that are gone, with what they were about.
    pub fn gone(&self) -> &[(Subject, Flag)] {
        &self.gone
    }

    /// Takes in the waits of a parcel whose late news has come.
    pub fn count(&mut self, told: &Told, waits: silence::Counts) {
        let first = told.parcels.iter().map(|parcel| parcel.id).min();
        if let Some(first) = first.filter(|_| !waits.is_empty()) {
            self.waits.insert(first, waits);
        }
    }

    /// Takes in the state of what has not left.
    pub fn keep(&mut self, state: order_state::Model) {
        self.states.push(state);
    }

    /// The brands in whose queues something comes, goes, or says something
    /// else.
    pub fn brands(&self) -> BTreeSet<i64> {
        let raised = self.raised.iter().map(|new| new.subject.brand_id);
        let gone = self.gone.iter().map(|(subject, _)| subject.brand_id);
        raised.chain(gone).collect()
    }

    /// Writes it all; what did not change costs no statement.
    pub async fn write(self, transaction: &Transaction, now: DateTime<Utc>) -> Result<(), Error> {
        flag::clear(transaction, &self.gone, now).await?;
        flag::raise(transaction, &self.raised, now).await?;
        order_state::save(transaction, &self.states).await?;
        let parcels: BTreeSet<i64> = self.waits.keys().copied().collect();
        if parcels.is_empty() {
            return Ok(());
        }
        let fresh = silence::mark_counted(transaction, &parcels, now).await?;
        let mut counts = silence::Counts::new();
        for (parcel, waits) in self.waits {
            if fresh.contains(&parcel) {
                for (key, times) in waits {
                    *counts.entry(key).or_default() += times;
                }
            }
        }
        silence::count(transaction, &counts).await
    }
}

/// The flags of a shipment; none of history, and of one that is no longer
/// part of its order.
pub fn of_shipment(
    around: &Surroundings<'_>,
    order: &Terms,
    told: &Told,
    journey: &Journey,
    derived: &Derived,
    now: DateTime<Utc>,
) -> Flags {
    if told.shipment.removed || order.kind() == OrderKind::Imported {
        return Flags::default();
    }
    let case = Case::of_shipment(order, told);
    let now = facts::now_at(order, around.zone(order), now);
    around.flags(&case, &told.facts, journey, derived, now)
}

/// The state of what has not left of an order, given its lines and all of its
/// shipments; `None` where nothing changed.
pub fn of_order(
    around: &Surroundings<'_>,
    order: &Terms,
    lines: &[OrderLine],
    shipments: &[&Told],
    before: Option<&order_state::Model>,
    now: DateTime<Utc>,
) -> Result<Option<(order_state::Model, Vec<Raised>)>, Error> {
    let waits = order.kind() != OrderKind::Imported && waits_at_shop(lines, shipments);
    let flags = if waits {
        let facts = facts::of_unshipped(order);
        let journey = Journey::default();
        let now = facts::now_at(order, around.zone(order), now);
        let derived = derive::derive_journey(&facts, &journey, now);
        let mut flags = around.flags(&Case::of_order(order), &facts, &journey, &derived, now);
        // Its date may pass before a flag goes up: a notice is due then.
        let looks = [flags.next_check, derived.next_check];
        flags.next_check = looks.into_iter().flatten().min();
        flags
    } else {
        Flags::default()
    };
    let state = order_state::Model {
        order_id: order.id,
        brand_id: order.brand_id,
        flags: json(&flags.raised)?,
        next_check_ms: flags.next_check.map(to_ms),
    };
    let is_new = before.map_or(state.next_check_ms.is_some() || waits, |before| {
        *before != state
    });
    Ok(is_new.then_some((state, flags.raised)))
}

/// Whether something of an order has not been given to any shipment. A shop
/// that never says what a shipment holds means all of it.
fn waits_at_shop(lines: &[OrderLine], shipments: &[&Told]) -> bool {
    let outbound: Vec<&Told> = shipments
        .iter()
        .copied()
        .filter(|told| told.facts.direction == Direction::Outbound)
        .filter(|told| !told.shipment.removed && told.shipment.cancelled_ms.is_none())
        .collect();
    // What comes back has left, whether or not we were told.
    let comes_back = |told: &&Told| told.facts.direction == Direction::Return;
    if outbound.is_empty() && shipments.iter().any(comes_back) {
        return false;
    }
    let items: Vec<_> = outbound
        .iter()
        .flat_map(|told| told.shipment.items())
        .collect();
    if items.is_empty() && !outbound.is_empty() {
        return false;
    }
    lines.iter().filter(|line| line.ships).any(|line| {
        let shipped: u32 = items
            .iter()
            .filter(|item| item.is_of(line))
            .map(|item| item.quantity)
            .sum();
        shipped < line.quantity
    })
}
