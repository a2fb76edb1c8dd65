//! Journeys on the live site: an order that its shop marked as a test is given
//! one, and its steps are told, one every few seconds, through the same intake
//! as every webhook. Whatever holds for test orders holds for these.
//!
//! What plays is kept in memory alone. Each step is whole once it is taken in,
//! so a server that stops in between leaves an order that stands still, and
//! nothing that is half done. One that breaks off while the server runs says at
//! which step and why, and can go on from there.

mod parcels;
mod plays;
mod senders;
mod telling;

pub use plays::{Broken, PACE, Pace, Plays};
pub use telling::Course;

use crate::db::audit::{self, NewDeed};
use crate::db::desk::order_of_served;
use crate::db::{orders, shipment};
use crate::error::Error;
use crate::services::Services;
use crate::site;
use crate::staff::{Actor, By};
use app::texts::{Playing, RehearsalProblem, RehearsedJourney};
use chrono::TimeDelta;
use doorstep::audit::Deed;
use doorstep::order::OrderKind;
use plays::Place;
use serde_json::json;
use std::time::Duration;
use telling::Telling;

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

impl From<RehearsalProblem> for Refusal {
    fn from(problem: RehearsalProblem) -> Self {
        Self::Problem(problem)
    }
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

/// How an order stands to journeys.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Where one stands that plays.
    pub plays: Option<Playing>,
    /// One that broke off.
    pub broken: Option<Broken>,
    /// Why none can be begun.
    pub hindered: Option<RehearsalProblem>,
}

impl Standing {
    /// Whether what broke off can go on: that something has left is no
    /// hindrance to it.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        let hinders = |problem| problem != RehearsalProblem::HasParcels;
        self.plays.is_none() && self.broken.is_some() && !self.hindered.is_some_and(hinders)
    }
}

/// How an order stands to journeys.
///
/// # Errors
/// When the database refuses.
pub async fn standing(services: &Services, order: &orders::Model) -> Result<Standing, Error> {
    Ok(Standing {
        plays: services.plays.of_order(order.id),
        broken: services.plays.broken_of_order(order.id),
        hindered: hindered(services, order).await?,
    })
}

async fn hindered(
    services: &Services,
    order: &orders::Model,
) -> Result<Option<RehearsalProblem>, Error> {
    if let Some(problem) = barred(services, order) {
        return Ok(Some(problem));
    }
    let parcels = shipment::of_orders(services.database.read(), &[order.id]).await?;
    let has_left = parcels.iter().any(|parcel| !parcel.removed);
    Ok(has_left.then_some(RehearsalProblem::HasParcels))
}

/// Why nothing can be told of an order, begun or not.
fn barred(services: &Services, order: &orders::Model) -> Option<RehearsalProblem> {
    if order.kind() != OrderKind::Test {
        return Some(RehearsalProblem::NotATest);
    }
    if telling::is_over(order) {
        return Some(RehearsalProblem::Over);
    }
    let shop = senders::shop_of(services, order);
    shop.is_none().then_some(RehearsalProblem::NoShop)
}

/// The journeys that can be told of an order that is there: those that neither
/// end nor begin with what only its shop can say, and have no more parcels
/// than it has things.
pub fn playable(order: &orders::Model) -> impl Iterator<Item = RehearsedJourney> {
    let things = parcels::things(&order.order_lines());
    let all = RehearsedJourney::ALL.iter().copied();
    all.filter(move |journey| {
        telling::is_playable(*journey) && parcels::is_enough_for(things, *journey)
    })
}

/// How many things an order has, where that is too few for some journeys.
#[must_use]
pub fn too_few(order: &orders::Model) -> Option<u32> {
    let things = parcels::things(&order.order_lines());
    let mut all = RehearsedJourney::ALL.iter().copied();
    let lacks = |journey| telling::is_playable(journey) && !parcels::is_enough_for(things, journey);
    all.any(lacks).then_some(things)
}

/// Gives a journey to a test order of the brands somebody serves, and begins
/// to tell it.
///
/// # Errors
/// When it is no test order, or something of it has left, or a journey plays,
/// or it has fewer things than the journey has parcels.
pub async fn begin(
    services: &Services,
    actor: &Actor,
    order: &str,
    journey: RehearsedJourney,
) -> Result<(), Refusal> {
    let order = served(services, actor, order).await?;
    let every = services.plays.pace().every;
    let every = TimeDelta::from_std(every).unwrap_or_default();
    let told = (services.clock.now(), every);
    let course = Course::new(journey, order.country.as_deref(), told, site::random_bits());
    let course = course.filter(|_| telling::is_playable(journey));
    let course = course.ok_or(RehearsalProblem::NothingChosen)?;
    let place = services.plays.place(order.id, course.steps().len())?;
    // Asked once its place is taken, so that of two who ask at once only one
    // finds that nothing has left.
    if let Some(problem) = hindered(services, &order).await? {
        return Err(problem.into());
    }
    if !playable(&order).any(|one| one == journey) {
        return Err(RehearsalProblem::TooFewThings.into());
    }
    start(services, actor, order, (place, course, 0)).await
}

/// Goes on with the journey of a test order that broke off, from the step that
/// could not be told.
///
/// # Errors
/// When none broke off, or nothing can be told of the order any more.
pub async fn go_on(services: &Services, actor: &Actor, order: &str) -> Result<(), Refusal> {
    let order = served(services, actor, order).await?;
    let (place, broken) = services.plays.place_again(order.id)?;
    if let Some(problem) = barred(services, &order) {
        return Err(problem.into());
    }
    let course = broken.course.going_on(broken.told, services.clock.now());
    start(services, actor, order, (place, course, broken.told)).await
}

async fn served(services: &Services, actor: &Actor, order: &str) -> Result<orders::Model, Refusal> {
    let read = services.database.read();
    let found = order_of_served(read, &actor.serves, order).await?;
    found.ok_or(Refusal::NotThere)
}

async fn start(
    services: &Services,
    actor: &Actor,
    order: orders::Model,
    (mut place, course, told): (Place, Course, usize),
) -> Result<(), Refusal> {
    let telling = Telling::of(services, By::Staff(actor), order, course).await?;
    written_down(services, actor, telling.order(), course.journey).await?;
    place.begins(course);
    let services = services.clone();
    tokio::spawn(async move { tell(&services, telling, place, told).await });
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

/// Tells every step in its turn that is not told yet, until all are, the server
/// stops or one cannot be.
async fn tell(services: &Services, telling: Telling, place: Place, told: usize) {
    let order = telling.order();
    let pace = services.plays.pace();
    let mut wait = Duration::ZERO;
    for step in telling.steps().into_iter().skip(told) {
        tokio::select! {
            () = services.stopping.cancelled() => return place.ends(),
            () = tokio::time::sleep(wait) => {}
        }
        if let Err(why) = telling.tell(services, step).await {
            // Whatever it was, a server that stops is the reason.
            if services.stopping.is_cancelled() {
                return place.ends();
            }
            tracing::error!(order = %order.public_id, ?why, "a journey of a test order broke off");
            place.broke_off(why);
            return shown_again(services, order).await;
        }
        place.told();
        wait = match telling::brings_message(step) {
            true => pace.every + pace.lingers,
            false => pace.every,
        };
    }
    place.ends();
    shown_again(services, order).await;
}

/// Has the pages that show an order read it again: where its journey stands is
/// nothing that the database tells them.
async fn shown_again(services: &Services, order: &orders::Model) {
    let raised = async {
        let transaction = services.database.begin().await?;
        let raised = orders::raise_revision(&transaction, &[order.id]).await?;
        transaction.commit().await?;
        Ok::<_, Error>(raised)
    };
    match raised.await {
        Ok(raised) => {
            for (order, revision) in raised {
                services.bus.publish(order, revision);
            }
        }
        // Whoever opens them anew sees it.
        Err(error) => tracing::warn!(%error, "open pages do not show that a journey ended"),
    }
}
