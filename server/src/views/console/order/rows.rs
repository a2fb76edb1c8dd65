//! All rows that belong to an order, read with one query a table.

use super::super::super::tracking::Gathered;
use crate::db::pane::{self, AtHand};
use crate::db::{
    Connected, audit, claim, contact, correction, entry, flag, mark, orders, outbox, person, photo,
    queue, scan,
};
use crate::error::Error;
use crate::staff::Actor;
use doorstep::scan::Fingerprint;
use doorstep::staff::Serves;
use std::collections::{BTreeSet, HashMap};

/// So many lines of the trail are shown.
const AUDIT_LINES: u64 = 20;

/// How a scan came to us.
#[derive(Clone, Copy, Debug)]
pub struct Arrival {
    /// When it first came, epoch milliseconds.
    pub received_ms: i64,
    /// Which connection brought it.
    pub connection_id: i64,
}

/// All rows of an order.
pub struct Rows {
    pub person: Option<person::Model>,
    /// Open ones first, and of these the worst.
    pub flags: Vec<flag::Model>,
    /// The newest first.
    pub contacts: Vec<contact::Model>,
    /// The oldest first.
    pub entries: Vec<entry::Model>,
    pub photos: Vec<photo::Listed>,
    /// The oldest first.
    pub outbox: Vec<outbox::Model>,
    /// The newest first.
    pub claims: Vec<claim::Model>,
    /// The newest first.
    pub marks: Vec<mark::Model>,
    /// The newest first.
    pub corrections: Vec<correction::Model>,
    /// The newest first.
    pub audit: Vec<audit::Model>,
    pub at_hand: Option<AtHand>,
    /// Colleagues by row id.
    pub names: HashMap<i64, String>,
    /// Connections by row id.
    pub connections: HashMap<i64, String>,
    pub arrivals: HashMap<Fingerprint, Arrival>,
}

impl Rows {
    /// Reads them.
    pub async fn read(
        database: &impl Connected,
        order: &orders::Model,
        gathered: &Gathered,
        actor: Option<&Actor>,
    ) -> Result<Self, Error> {
        let id = order.id;
        let asked = audit::Asked {
            order_ids: Some(vec![id]),
            ..audit::Asked::default()
        };
        let brand = Serves::Only(vec![order.brand_id]);
        let mut rows = Self {
            person: person::of_orders(database, &[id]).await?.pop(),
            flags: flag::of_order(database, id).await?,
            contacts: contact::of_order(database, id).await?,
            entries: entry::of_order(database, id).await?,
            photos: photo::listed_of_order(database, id).await?,
            outbox: outbox::of_order(database, id).await?,
            claims: claim::of_order(database, id).await?,
            marks: mark::of_order(database, id).await?,
            corrections: correction::of_order(database, id).await?,
            audit: audit::newest_of_brands(database, &brand, &asked, AUDIT_LINES).await?,
            at_hand: match actor {
                Some(actor) => pane::at_hand_of_staff(database, actor.id, id).await?,
                None => None,
            },
            names: HashMap::new(),
            connections: HashMap::new(),
            arrivals: arrivals(database, gathered).await?,
        };
        rows.names = queue::names_of_staff(database, &rows.staff_ids()).await?;
        let connections: BTreeSet<i64> = rows
            .arrivals
            .values()
            .map(|arrival| arrival.connection_id)
            .collect();
        let connections: Vec<i64> = connections.into_iter().collect();
        rows.connections = pane::names_of_connections(database, &connections).await?;
        Ok(rows)
    }

    /// Everybody of the staff who is named anywhere.
    fn staff_ids(&self) -> Vec<i64> {
        let flags = self.flags.iter();
        let contacts = self.contacts.iter();
        let ids: BTreeSet<i64> = flags
            .flat_map(|row| [row.owner_id, row.resolved_by])
            .chain(contacts.flat_map(|row| [row.owner_id, row.closed_by]))
            .chain(self.entries.iter().map(|row| row.staff_id))
            .chain(self.claims.iter().map(|row| Some(row.opened_by)))
            .chain(self.marks.iter().map(|row| Some(row.staff_id)))
            .chain(self.corrections.iter().map(|row| Some(row.staff_id)))
            .chain(self.audit.iter().map(|row| row.staff_id))
            .flatten()
            .collect();
        ids.into_iter().collect()
    }
}

/// How each scan of the order's parcels first came.
async fn arrivals(
    database: &impl Connected,
    gathered: &Gathered,
) -> Result<HashMap<Fingerprint, Arrival>, Error> {
    let parcels: HashMap<i64, i64> = gathered
        .parcels
        .iter()
        .flat_map(|parcel| &parcel.told.parcels)
        .map(|parcel| (parcel.id, parcel.connection_id))
        .collect();
    let ids: Vec<i64> = parcels.keys().copied().collect();
    let mut arrivals: HashMap<Fingerprint, Arrival> = HashMap::new();
    for stored in scan::of_parcels(database, &ids).await? {
        let Some(connection_id) = parcels.get(&stored.parcel_id).copied() else {
            continue;
        };
        let arrival = Arrival {
            received_ms: stored.received_ms,
            connection_id,
        };
        arrivals
            .entry(stored.scan.fingerprint())
            .and_modify(|known| {
                if arrival.received_ms < known.received_ms {
                    *known = arrival;
                }
            })
            .or_insert(arrival);
    }
    Ok(arrivals)
}
