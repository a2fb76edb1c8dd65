//! A shipment as it stands, from which staff say it anew.

use super::super::Refusal;
use super::super::by_hand::{self, Action, Author};
use crate::db::connection::{self, Connection};
use crate::db::desk::{order_of_shipment, shipment_of_served};
use crate::db::{from_ms, orders, shipment};
use crate::error::Error;
use crate::intake::{Incoming, Receipt, Repeats};
use crate::services::Services;
use crate::site;
use crate::staff::Actor;
use chrono::{DateTime, Utc};
use doorstep::carrier::Carrier;
use doorstep::desk::Fault;
use doorstep::ids::base62;
use doorstep::shipment::{Change, ShipmentItem, ShipmentUpdate, Tracking};
use std::sync::Arc;

/// A shipment of an order as it stands, and where in it somebody points.
pub struct Standing {
    pub order: orders::Model,
    pub external_id: String,
    /// Its parts in their order, those that are still part of it.
    pub parts: Vec<shipment::Model>,
    /// Every part of any shipment of the order.
    all: Vec<shipment::Model>,
    /// Which of the parts is meant.
    pub at: usize,
    /// The version that was seen; none of a new one. What is read here may be
    /// newer already: it is refused then.
    seen: Option<i64>,
    public_id: Option<String>,
}

impl Standing {
    /// The one a part of which is meant, if that still has the version that
    /// was seen.
    pub async fn read(
        services: &Services,
        actor: &Actor,
        shipment: &str,
        version: i64,
    ) -> Result<Self, Refusal> {
        let read = services.database.read();
        let found = shipment_of_served(read, &actor.serves, shipment).await?;
        let meant = found.ok_or(Refusal::NotThere)?;
        if meant.version_ms != version {
            return Err(Refusal::ChangedMeanwhile);
        }
        let order = order_of_shipment(read, &meant).await?;
        let all = of_order(services, order.as_ref()).await?;
        let mut parts = all.clone();
        parts.retain(|row| row.external_id == meant.external_id);
        parts.sort_by_key(|row| row.part);
        Ok(Self {
            order: order.ok_or(Refusal::NotThere)?,
            external_id: meant.external_id,
            at: parts
                .iter()
                .position(|row| row.id == meant.id)
                .unwrap_or(parts.len()),
            parts,
            all,
            seen: Some(version),
            public_id: Some(meant.public_id),
        })
    }

    /// A new one of an order.
    pub async fn new(services: &Services, order: orders::Model) -> Result<Self, Refusal> {
        Ok(Self {
            all: of_order(services, Some(&order)).await?,
            order,
            external_id: format!("{}{}", shipment::BY_HAND, base62(site::random_bits())),
            parts: Vec::new(),
            at: 0,
            seen: None,
            public_id: None,
        })
    }

    /// Refuses a number that some part of the order has, but for one.
    pub fn has_not(&self, number: &str, but: Option<i64>) -> Result<(), Fault> {
        let mut others = self.all.iter().filter(|row| Some(row.id) != but);
        let has = others.any(|row| row.number.as_deref() == Some(number));
        if has { Err(Fault::SameNumber) } else { Ok(()) }
    }

    pub fn has_lines(&self, items: &[ShipmentItem]) -> bool {
        let lines = self.order.order_lines();
        items
            .iter()
            .all(|item| item.quantity > 0 && lines.iter().any(|line| item.is_of(line)))
    }

    /// Whether the order has as many pieces of each.
    pub fn has_pieces(&self, items: &[ShipmentItem]) -> bool {
        let lines = self.order.order_lines();
        items.iter().all(|item| {
            let ordered = lines.iter().filter(|line| item.is_of(line));
            item.quantity <= ordered.map(|line| line.quantity).sum()
        })
    }

    /// What it is, as a version of its own.
    pub fn update(&self, now: DateTime<Utc>) -> ShipmentUpdate {
        let first = self.parts.first();
        let seen = self.seen;
        let instant = |ms: fn(&shipment::Model) -> Option<i64>| first.and_then(ms).map(from_ms);
        ShipmentUpdate {
            order_external_id: self.order.external_id.clone(),
            external_id: self.external_id.clone(),
            // Newer than what was seen, whatever the shop's clock says.
            version: seen.map_or(now, |seen| now.max(from_ms(seen.saturating_add(1)))),
            direction: first.map(shipment::Model::direction).unwrap_or_default(),
            trackings: self.parts.iter().filter_map(tracking_of).collect(),
            tracked: first.is_none_or(|first| first.tracked),
            items: first.map(shipment::Model::items).unwrap_or_default(),
            packed_at: instant(|row| row.packed_ms),
            handed_over_at: instant(|row| row.handed_over_ms),
            cancelled_at: instant(|row| row.cancelled_ms),
            service: first.and_then(|row| row.service.clone()),
            warehouse: first.and_then(|row| row.warehouse.clone()),
            package_type: first.and_then(|row| row.package_type.clone()),
            expected: first.and_then(shipment::Model::expected),
            removed: false,
            over: seen.map(from_ms),
        }
    }

    pub async fn send(
        &self,
        services: &Services,
        actor: &Actor,
        action: Action,
        update: ShipmentUpdate,
    ) -> Result<(), Refusal> {
        let author = Author::new(actor, &self.order, self.public_id.as_deref(), action);
        let connection = connection_of(services, &self.order).await?;
        let changes = vec![Change::Shipment(Box::new(update))];
        let mut incoming = Incoming::new(
            connection,
            by_hand::TOPIC,
            by_hand::body(&author, &changes)?,
            changes,
            services.clock.now(),
            Repeats::Count,
        );
        incoming.author = Some(Box::new(author));
        match services.intake.take(incoming).await? {
            Receipt::Stored => Ok(()),
            Receipt::SeenBefore | Receipt::Overtaken => Err(Refusal::ChangedMeanwhile),
        }
    }
}

/// The parts of an order's shipments that are still part of it.
async fn of_order(
    services: &Services,
    order: Option<&orders::Model>,
) -> Result<Vec<shipment::Model>, Error> {
    let ids: Vec<i64> = order.iter().map(|order| order.id).collect();
    let mut all = shipment::of_orders(services.database.read(), &ids).await?;
    all.retain(|row| !row.removed);
    Ok(all)
}

/// The connection that told of an order, be it closed by now.
async fn connection_of(
    services: &Services,
    order: &orders::Model,
) -> Result<Arc<Connection>, Error> {
    let book = services.book.now();
    let is_its = |connection: &&Arc<Connection>| connection.id == order.connection_id;
    if let Some(open) = book.connections.values().find(is_its) {
        return Ok(Arc::clone(open));
    }
    let ever = connection::all_ever(services.database.read()).await?;
    let closed = ever
        .into_iter()
        .find(|connection| connection.id == order.connection_id);
    let closed = closed.ok_or_else(|| Error::refused("the order's connection is gone"))?;
    Ok(Arc::new(closed))
}

fn tracking_of(row: &shipment::Model) -> Option<Tracking> {
    Some(Tracking {
        carrier: Carrier::from_code(&row.carrier),
        number: row.number.clone()?,
        link: row.link.clone(),
    })
}
