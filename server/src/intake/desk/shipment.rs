//! Shipments and tracking numbers by hand: what staff say goes through the one
//! intake, as a version of its own that is as old as the moment. A newer word
//! of the shop's wins over it later.
//!
//! A change is made from what its author saw, and over that alone: whatever
//! came in meanwhile refuses it.

mod standing;

use super::Refusal;
use super::by_hand::Action;
use crate::db::desk::order_of_served;
use crate::db::shipment;
use crate::services::Services;
use crate::staff::Actor;
use doorstep::carrier::Carrier;
use doorstep::desk::Fault;
use doorstep::number;
use doorstep::shipment::{Direction, ShipmentItem, ShipmentUpdate, Tracking};
use standing::Standing;

/// The fewest and the most letters and digits of a tracking number.
const NUMBER_LENGTH: std::ops::RangeInclusive<usize> = 4..=60;

/// The most letters of a service's name.
const SERVICE_LENGTH: usize = 100;

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
    let seen = (shipment, version);
    change(
        services,
        actor,
        seen,
        Action::NumberAdded,
        |standing, update| {
            let new = tracking(typed)?;
            standing.has_not(&new.number, None)?;
            update.trackings.push(new);
            update.tracked = true;
            Ok(())
        },
    )
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
    let seen = (shipment, version);
    change(
        services,
        actor,
        seen,
        Action::NumberReplaced,
        |standing, update| {
            let new = tracking(typed)?;
            let old = standing.parts.get(standing.at);
            // Another carrier of the same number is another tracking.
            let is_other_carrier = old.is_some_and(|old| old.carrier != new.carrier.code());
            let but = old.filter(|_| is_other_carrier).map(|old| old.id);
            standing.has_not(&new.number, but)?;
            match update.trackings.get_mut(standing.at) {
                Some(tracking) => *tracking = new,
                None => update.trackings.push(new),
            }
            update.tracked = true;
            Ok(())
        },
    )
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
    let seen = (shipment, version);
    change(
        services,
        actor,
        seen,
        Action::NumberRemoved,
        |standing, update| {
            if update.trackings.get(standing.at).is_none() {
                return Err(Fault::NoTrackingNumber);
            }
            update.trackings.remove(standing.at);
            Ok(())
        },
    )
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
    let seen = (shipment, version);
    change(
        services,
        actor,
        seen,
        Action::ShipmentRemoved,
        |_, update| {
            update.trackings.clear();
            update.removed = true;
            Ok(())
        },
    )
    .await
}

/// Says a shipment anew, from its version that was seen.
async fn change(
    services: &Services,
    actor: &Actor,
    (shipment, version): (&str, i64),
    action: Action,
    with: impl FnOnce(&Standing, &mut ShipmentUpdate) -> Result<(), Fault> + Send,
) -> Result<(), Refusal> {
    let standing = Standing::read(services, actor, shipment, version).await?;
    let mut update = standing.update(services.clock.now());
    with(&standing, &mut update)?;
    standing.send(services, actor, action, update).await
}

/// Adds a shipment to an order (`ord_...`); says its id (`shp_...`).
///
/// # Errors
/// [`Refusal::NotThere`] for an order of another brand and a line that it has
/// not; [`Fault::NoTrackingNumber`], [`Fault::NoCarrier`] and
/// [`Fault::SameNumber`]; [`Fault::NoQuantity`] for more pieces than the order
/// has, [`Fault::TooLong`] for the service.
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
    if !standing.has_pieces(&new.items) {
        return Err(Fault::NoQuantity.into());
    }
    let service = new.service.map(str::trim);
    if service.is_some_and(|service| service.chars().count() > SERVICE_LENGTH) {
        return Err(Fault::TooLong.into());
    }
    let now = services.clock.now();
    let update = ShipmentUpdate {
        direction: new.direction,
        tracked: tracking.is_some(),
        // Where scans will come, the carrier's first one says when it left.
        handed_over_at: tracking.is_none().then_some(now),
        trackings: tracking.into_iter().collect(),
        items: new.items.clone(),
        packed_at: Some(now),
        service: service.map(str::to_owned),
        ..standing.update(now)
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
