//! Shipments and tracking numbers by hand: what staff say goes through the one
//! intake, as a version of its own that is as old as the moment. A newer word
//! of the shop's wins over it later.
//!
//! A change is made from what its author saw, and over that alone: whatever
//! came in meanwhile refuses it.

use super::Refusal;
use super::by_hand::{self, Action, Author};
use crate::db::connection::{self, Connection};
use crate::db::desk::{order_of_served, order_of_shipment, shipment_of_served};
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
use doorstep::number;
use doorstep::shipment::{Change, Direction, ShipmentItem, ShipmentUpdate, Tracking};
use std::sync::Arc;

/// The fewest and the most letters and digits of a tracking number.
const NUMBER_LENGTH: std::ops::RangeInclusive<usize> = 4..=60;

/// A tracking number as it was typed.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// The number.
    pub number: &'a str,
    /// Who carries it; may be empty where the number tells.
    pub carrier: &'a str,
}

/// A shipment to be added.
#[derive(Clone, Debug)]
pub struct NewShipment<'a> {
    /// Which way it travels.
    pub direction: Direction,
    /// Its number; without one no scans are expected of it.
    pub number: Option<Typed<'a>>,
    /// What it holds, of the order's lines; nothing means all there is.
    pub items: Vec<ShipmentItem>,
    /// The service, or who brings it.
    pub service: Option<&'a str>,
}

/// Gives a shipment (`shp_...`) one more number, from its version that was
/// seen.
///
/// # Errors
/// [`Refusal::NotThere`] for a shipment of another brand,
/// [`Refusal::ChangedMeanwhile`], [`Fault::NoTrackingNumber`],
/// [`Fault::NoCarrier`], and [`Fault::SameNumber`] where the order has it.
pub async fn add_number(
    services: &Services,
    actor: &Actor,
    shipment: &str,
    version: i64,
    typed: Typed<'_>,
) -> Result<(), Refusal> {
    let standing = Standing::read(services, actor, shipment, version).await?;
    let new = tracking(typed)?;
    standing.has_not(&new.number, None)?;
    let mut update = standing.update(services.clock.now());
    update.trackings.push(new);
    update.tracked = true;
    standing
        .send(services, actor, Action::NumberAdded, update)
        .await
}

/// Puts a number in the place of the one a shipment has, or gives it one.
///
/// # Errors
/// Those of [`add_number`].
pub async fn replace_number(
    services: &Services,
    actor: &Actor,
    shipment: &str,
    version: i64,
    typed: Typed<'_>,
) -> Result<(), Refusal> {
    let standing = Standing::read(services, actor, shipment, version).await?;
    let new = tracking(typed)?;
    let old = standing.parts.get(standing.at);
    // Another carrier of the same number is another tracking.
    let is_other_carrier = old.is_some_and(|old| old.carrier != new.carrier.code());
    let but = old.filter(|_| is_other_carrier).map(|old| old.id);
    standing.has_not(&new.number, but)?;
    let mut update = standing.update(services.clock.now());
    match update.trackings.get_mut(standing.at) {
        Some(tracking) => *tracking = new,
        None => update.trackings.push(new),
    }
    update.tracked = true;
    standing
        .send(services, actor, Action::NumberReplaced, update)
        .await
}

/// Takes the number from a shipment; its scans stay with the number.
///
/// # Errors
/// Those of [`add_number`]; [`Fault::NoTrackingNumber`] where it has none.
pub async fn remove_number(
    services: &Services,
    actor: &Actor,
    shipment: &str,
    version: i64,
) -> Result<(), Refusal> {
    let standing = Standing::read(services, actor, shipment, version).await?;
    let mut update = standing.update(services.clock.now());
    if update.trackings.get(standing.at).is_none() {
        return Err(Fault::NoTrackingNumber.into());
    }
    update.trackings.remove(standing.at);
    standing
        .send(services, actor, Action::NumberRemoved, update)
        .await
}

/// Takes a whole shipment off its order, with all of its numbers.
///
/// # Errors
/// [`Refusal::NotThere`] for a shipment of another brand,
/// [`Refusal::ChangedMeanwhile`].
pub async fn remove(
    services: &Services,
    actor: &Actor,
    shipment: &str,
    version: i64,
) -> Result<(), Refusal> {
    let standing = Standing::read(services, actor, shipment, version).await?;
    let update = ShipmentUpdate {
        trackings: Vec::new(),
        removed: true,
        ..standing.update(services.clock.now())
    };
    standing
        .send(services, actor, Action::ShipmentRemoved, update)
        .await
}

/// Adds a shipment to an order (`ord_...`); says its id (`shp_...`).
///
/// # Errors
/// [`Refusal::NotThere`] for an order of another brand and a line that it has
/// not; [`Fault::NoTrackingNumber`], [`Fault::NoCarrier`] and
/// [`Fault::SameNumber`].
pub async fn add(
    services: &Services,
    actor: &Actor,
    order: &str,
    new: &NewShipment<'_>,
) -> Result<String, Refusal> {
    let read = services.database.read();
    let found = order_of_served(read, &actor.serves, order).await?;
    let order = found.ok_or(Refusal::NotThere)?;
    let tracking = new.number.map(tracking).transpose()?;
    let standing = Standing::new(services, order).await?;
    if let Some(tracking) = &tracking {
        standing.has_not(&tracking.number, None)?;
    }
    if !standing.has_lines(&new.items) {
        return Err(Refusal::NotThere);
    }
    let now = services.clock.now();
    let update = ShipmentUpdate {
        order_external_id: standing.order.external_id.clone(),
        external_id: standing.external_id.clone(),
        version: now,
        direction: new.direction,
        tracked: tracking.is_some(),
        // Where scans will come, the carrier's first one says when it left.
        handed_over_at: tracking.is_none().then_some(now),
        trackings: tracking.into_iter().collect(),
        items: new.items.clone(),
        packed_at: Some(now),
        cancelled_at: None,
        service: new.service.map(str::trim).map(str::to_owned),
        warehouse: None,
        package_type: None,
        expected: None,
        removed: false,
        over: None,
    };
    standing
        .send(services, actor, Action::ShipmentAdded, update)
        .await?;
    let made = shipment::of_orders(read, &[standing.order.id]).await?;
    let made = made
        .into_iter()
        .find(|row| row.external_id == standing.external_id);
    Ok(made.ok_or(Refusal::ChangedMeanwhile)?.public_id)
}

/// A shipment of an order as it stands, and where in it somebody points.
struct Standing {
    order: orders::Model,
    external_id: String,
    /// Its parts in their order, those that are still part of it.
    parts: Vec<shipment::Model>,
    /// Every part of any shipment of the order.
    all: Vec<shipment::Model>,
    /// Which of the parts is meant.
    at: usize,
    /// The version that was seen. What is read here may be newer already: it
    /// is refused then.
    seen: i64,
    public_id: Option<String>,
}

impl Standing {
    /// The one a part of which is meant, if that still has the version that
    /// was seen.
    async fn read(
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
            seen: version,
            public_id: Some(meant.public_id),
        })
    }

    /// A new one of an order.
    async fn new(services: &Services, order: orders::Model) -> Result<Self, Refusal> {
        Ok(Self {
            all: of_order(services, Some(&order)).await?,
            order,
            external_id: format!("hand-{}", base62(site::random_bits())),
            parts: Vec::new(),
            at: 0,
            seen: i64::MIN,
            public_id: None,
        })
    }

    /// Refuses a number that some part of the order has, but for one.
    fn has_not(&self, number: &str, but: Option<i64>) -> Result<(), Fault> {
        let mut others = self.all.iter().filter(|row| Some(row.id) != but);
        let has = others.any(|row| row.number.as_deref() == Some(number));
        if has { Err(Fault::SameNumber) } else { Ok(()) }
    }

    fn has_lines(&self, items: &[ShipmentItem]) -> bool {
        let lines = self.order.order_lines();
        items
            .iter()
            .all(|item| item.quantity > 0 && lines.iter().any(|line| item.is_of(line)))
    }

    /// What it is, as a version of its own.
    fn update(&self, now: DateTime<Utc>) -> ShipmentUpdate {
        let first = self.parts.first();
        let instant = |ms: fn(&shipment::Model) -> Option<i64>| first.and_then(ms).map(from_ms);
        ShipmentUpdate {
            order_external_id: self.order.external_id.clone(),
            external_id: self.external_id.clone(),
            // Newer than what was seen, whatever the shop's clock says.
            version: now.max(from_ms(self.seen.saturating_add(1))),
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
            over: Some(from_ms(self.seen)),
        }
    }

    async fn send(
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

/// Reads a number and who carries it. Where nobody says who does, the number
/// must be of a form we know; it stays open then, unless it can be one only.
fn tracking(typed: Typed<'_>) -> Result<Tracking, Fault> {
    let length = typed
        .number
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .count();
    let has_digit = typed.number.bytes().any(|byte| byte.is_ascii_digit());
    if !NUMBER_LENGTH.contains(&length) || !has_digit {
        return Err(Fault::NoTrackingNumber);
    }
    let named = Carrier::from_words(typed.carrier);
    let carrier = if named.is_unnamed() {
        match number::candidates(typed.number).as_slice() {
            [] => return Err(Fault::NoCarrier),
            [only] => only.carrier.clone(),
            _ => Carrier::UNNAMED,
        }
    } else {
        named
    };
    Ok(Tracking {
        carrier,
        number: number::clean(typed.number),
        link: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(number: &str, carrier: &str) -> Result<(String, String), Fault> {
        let read = tracking(Typed { number, carrier })?;
        Ok((read.number, read.carrier.code().to_owned()))
    }

    #[test]
    fn a_number_needs_a_carrier_or_a_known_form() {
        let ups = ("1Z5R89390357567127".to_owned(), "ups".to_owned());
        assert_eq!(check("1z 5r89-3903 5756 7127", ""), Ok(ups.clone()));
        assert_eq!(check("1Z5R89390357567127", "UPS Ground"), Ok(ups));
        assert_eq!(check("BIKE 77", ""), Err(Fault::NoCarrier));
        let bike = ("BIKE77".to_owned(), "bike_bros".to_owned());
        assert_eq!(check("BIKE 77", "Bike Bros."), Ok(bike));
        for number in ["", "n/a", "77", "none yet", &"7".repeat(61)] {
            assert_eq!(
                check(number, "UPS"),
                Err(Fault::NoTrackingNumber),
                "{number}"
            );
        }
    }
}
