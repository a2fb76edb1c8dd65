//! Journeys on the live site: an order that its shop marked as a test is given
//! one, and its steps are told, one every few seconds, through the same intake
//! as every webhook. Whatever holds for test orders holds for these.
//!
//! What plays is kept in memory alone. Each step is whole once it is taken in,
//! so a server that stops in between leaves an order that stands still, and
//! nothing that is half done.

mod senders;
mod telling;

use crate::db::audit::{self, NewDeed};
use crate::db::desk::order_of_served;
use crate::db::{orders, shipment};
use crate::error::Error;
use crate::services::Services;
use crate::site;
use crate::staff::Actor;
use app::texts::{Playing, RehearsalProblem, RehearsedJourney};
use doorstep::audit::Deed;
use doorstep::order::OrderKind;
use serde_json::json;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use telling::Telling;

/// How fast a journey is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// How long after each other two steps are told.
    pub every: Duration,
    /// How much longer a step is waited after that brings a message: a message
    /// waits a minute for what belongs to it, and the next step would overtake
    /// it.
    pub lingers: Duration,
}

/// Slow enough to look at the page in between.
pub const PACE: Pace = Pace {
    every: Duration::from_secs(15),
    lingers: Duration::from_secs(65),
};

/// So many journeys play at a time.
const MOST: usize = 5;

/// Why a journey was not begun.
#[derive(Debug)]
pub enum Refusal {
    /// There is no such order, or it is not theirs.
    NotThere,
    /// It cannot be given one.
    Problem(RehearsalProblem),
    /// The server could not.
    Failed(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<crate::db::DbErr> for Refusal {
    fn from(error: crate::db::DbErr) -> Self {
        Self::Failed(error.into())
    }
}

/// The journeys that play, by order; cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Plays {
    playing: Arc<Mutex<HashMap<i64, Playing>>>,
    pace: Arc<Mutex<Option<Pace>>>,
}

/// An order's place among those that play; given back when this is dropped,
/// whatever happened.
#[derive(Debug)]
struct Place {
    plays: Plays,
    order_id: i64,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.plays.locked().remove(&self.order_id);
    }
}

impl Plays {
    fn locked(&self) -> std::sync::MutexGuard<'_, HashMap<i64, Playing>> {
        self.playing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the steps of journeys that begin from now on at another pace.
    pub fn set_pace(&self, pace: Pace) {
        *self.pace.lock().unwrap_or_else(PoisonError::into_inner) = Some(pace);
    }

    fn pace(&self) -> Pace {
        let pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        pace.unwrap_or(PACE)
    }

    /// Where the journey of an order stands, while one plays.
    #[must_use]
    pub fn of_order(&self, order_id: i64) -> Option<Playing> {
        self.locked().get(&order_id).copied()
    }

    fn place(&self, order_id: i64, steps: usize) -> Result<Place, RehearsalProblem> {
        let mut playing = self.locked();
        if playing.contains_key(&order_id) {
            return Err(RehearsalProblem::Plays);
        }
        if playing.len() >= MOST {
            return Err(RehearsalProblem::TooMany);
        }
        let begins = Playing {
            told: 0,
            steps,
            every: self.pace().every.as_secs(),
        };
        playing.insert(order_id, begins);
        Ok(Place {
            plays: self.clone(),
            order_id,
        })
    }

    fn told(&self, order_id: i64) {
        if let Some(playing) = self.locked().get_mut(&order_id) {
            playing.told += 1;
        }
    }
}

/// Why an order cannot be given a journey; `None` where it can.
///
/// # Errors
/// When the database refuses.
pub async fn hindered(
    services: &Services,
    order: &orders::Model,
) -> Result<Option<RehearsalProblem>, Error> {
    if OrderKind::from_code(&order.kind) != Some(OrderKind::Test) {
        return Ok(Some(RehearsalProblem::NotATest));
    }
    if order.cancelled_ms.is_some() || order.forgotten_ms.is_some() {
        return Ok(Some(RehearsalProblem::Over));
    }
    if senders::shop_of(services, order).is_none() {
        return Ok(Some(RehearsalProblem::NoShop));
    }
    let parcels = shipment::of_orders(services.database.read(), &[order.id]).await?;
    let has_left = parcels.iter().any(|parcel| !parcel.removed);
    Ok(has_left.then_some(RehearsalProblem::HasParcels))
}

/// The journeys that can be told of an order that is there: those that neither
/// end nor begin with what only its shop can say.
pub fn playable() -> impl Iterator<Item = RehearsedJourney> {
    let all = RehearsedJourney::ALL.iter().copied();
    all.filter(|journey| telling::is_playable(*journey))
}

/// Gives a journey to a test order of the brands somebody serves, and begins
/// to tell it.
///
/// # Errors
/// When it is no test order, or something of it has left, or a journey plays.
pub async fn begin(
    services: &Services,
    actor: &Actor,
    order: &str,
    journey: RehearsedJourney,
) -> Result<(), Refusal> {
    let read = services.database.read();
    let found = order_of_served(read, &actor.serves, order).await?;
    let order = found.ok_or(Refusal::NotThere)?;
    if !telling::is_playable(journey) {
        return Err(Refusal::Problem(RehearsalProblem::NothingChosen));
    }
    let steps = telling::steps(journey).len();
    let place = services.plays.place(order.id, steps);
    let place = place.map_err(Refusal::Problem)?;
    // Asked once its place is taken, so that of two who ask at once only one
    // finds that nothing has left.
    if let Some(problem) = hindered(services, &order).await? {
        return Err(Refusal::Problem(problem));
    }
    let serial = site::random_bits();
    let every = services.plays.pace().every;
    let telling = Telling::of(services, order, journey, every, serial).await?;
    written_down(services, actor, telling.order(), journey).await?;
    let services = services.clone();
    tokio::spawn(async move { tell(&services, telling, place).await });
    Ok(())
}

async fn written_down(
    services: &Services,
    actor: &Actor,
    order: &orders::Model,
    journey: RehearsedJourney,
) -> Result<(), Refusal> {
    let transaction = services.database.begin().await?;
    let deed = NewDeed {
        staff_id: Some(actor.id),
        actor: &actor.public_id,
        brand_id: Some(order.brand_id),
        order_id: Some(order.id),
        deed: Deed::JourneyBegun,
        subject: Some(&order.public_id),
        detail: Some(json!({ "journey": journey.code() })),
    };
    audit::add(&transaction, &deed, services.clock.now()).await?;
    transaction.commit().await?;
    Ok(())
}

/// Tells every step in its turn, until all are told, the server stops or one
/// cannot be.
async fn tell(services: &Services, telling: Telling, place: Place) {
    let order = telling.order().public_id.clone();
    let pace = services.plays.pace();
    let mut wait = Duration::ZERO;
    for step in telling.steps() {
        tokio::select! {
            () = services.stopping.cancelled() => return,
            () = tokio::time::sleep(wait) => {}
        }
        if let Err(error) = telling.tell(services, step).await {
            tracing::error!(%error, %order, "a journey of a test order broke off");
            return;
        }
        services.plays.told(place.order_id);
        wait = match telling::brings_message(step) {
            true => pace.every + pace.lingers,
            false => pace.every,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_plays_one_journey_and_a_site_a_few() {
        let plays = Plays::default();
        let first = plays.place(1, 7).unwrap();
        assert_eq!(plays.place(1, 7).unwrap_err(), RehearsalProblem::Plays);
        let others: Vec<Place> = (2..=5).map(|id| plays.place(id, 7).unwrap()).collect();
        assert_eq!(plays.place(6, 7).unwrap_err(), RehearsalProblem::TooMany);
        plays.told(1);
        assert_eq!(plays.of_order(1).map(|one| one.told), Some(1));
        drop(first);
        assert_eq!(plays.of_order(1), None);
        assert!(plays.place(6, 7).is_ok());
        drop(others);
    }
}
