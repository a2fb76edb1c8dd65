//! The steps of a journey, told of an order that is there: the shop's words
//! name its lines, the carriers' are their own payloads, and all of it is
//! taken in as if it had come by HTTP.

use super::parcels;
use super::senders::{carrier_of, is_open, shop_of};
use crate::db::connection::Connection;
use crate::db::desk::order_of_served;
use crate::db::orders;
use crate::demo::journeys::{Event, Journey, Step, What};
use crate::demo::round::{Live, Round};
use crate::demo::senders::{self, Message, Source};
use crate::error::Error;
use crate::http::read_topic;
use crate::intake::{Incoming, Repeats};
use crate::rehearsal::journeys;
use crate::rehearsal::told::told;
use crate::services::Services;
use crate::shops::door::{self, Door};
use crate::staff::By;
use app::texts::{BrokeOff, RehearsedJourney, StepTold};
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use doorstep::order::OrderLine;
use doorstep::shipment::Change;
use doorstep::staff::Serves;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// So many different numbers parcels of rehearsals have: as many as the
/// carriers' numbers have room for.
const SERIALS: u128 = 4_000_000;

/// A journey as one order is given it.
#[derive(Clone, Copy, Debug)]
pub struct Course {
    /// Which journey.
    pub journey: RehearsedJourney,
    round: Round,
}

impl Course {
    /// A journey on a way that ends in this country where one does, told from
    /// a moment on, each step so long after the other; its numbers are chosen
    /// at random. `None` for one that has no tables.
    #[must_use]
    pub fn new(
        journey: RehearsedJourney,
        country: Option<&str>,
        (begun, every): (DateTime<Utc>, TimeDelta),
        random: u128,
    ) -> Option<Self> {
        let live = Live {
            begun,
            every,
            serial: u64::try_from(random % SERIALS).unwrap_or_default(),
            day: 0,
        };
        let round = Round::live(table(journey)?, country, live);
        Some(Self { journey, round })
    }

    /// What is told of an order that is there, in order: everything but that
    /// it was placed.
    #[must_use]
    pub fn steps(&self) -> Vec<&'static Step> {
        steps(self.round.journey)
    }

    /// The same, to be told on from a moment, when so many steps are told.
    #[must_use]
    pub fn going_on(self, told: usize, now: DateTime<Utc>) -> Self {
        let next = self.steps().get(told).copied();
        let round = next.map_or(self.round, |next| self.round.going_on(next, now));
        Self { round, ..self }
    }

    /// What is told in one of its steps.
    #[must_use]
    pub fn told_in(&self, at: usize) -> Option<StepTold> {
        let step = self.steps().get(at).copied()?;
        Some(told(&self.round.at(step), step))
    }
}

/// A journey with the order it is told of.
#[derive(Debug)]
pub struct Telling {
    order: orders::Model,
    lines: Vec<OrderLine>,
    course: Course,
    shop: Arc<Connection>,
    carriers: HashMap<Source, Arc<Connection>>,
}

fn table(journey: RehearsedJourney) -> Option<&'static Journey> {
    journeys::of(journey).map(|rehearsed| rehearsed.journey)
}

fn steps(journey: &'static Journey) -> Vec<&'static Step> {
    let steps = journey.steps.iter();
    steps.filter(|step| step.what != What::Ordered).collect()
}

/// Whether an order is over for good: nothing is told of it any more.
pub const fn is_over(order: &orders::Model) -> bool {
    order.cancelled_ms.is_some() || order.forgotten_ms.is_some()
}

/// Whether a step may bring a message: it is more than one more scan on the
/// way.
pub const fn brings_message(step: &Step) -> bool {
    let What::Scanned { event, .. } = step.what else {
        return false;
    };
    !matches!(
        event,
        Event::Label | Event::Awaited | Event::Departed | Event::Arrived | Event::Says(_)
    )
}

/// Whether a journey can be told of an order that is there: something happens
/// to it, and nothing that takes the whole order to say.
pub fn is_playable(journey: RehearsedJourney) -> bool {
    let steps = table(journey).map(steps).unwrap_or_default();
    !steps.is_empty() && steps.iter().all(|step| step.what != What::Cancelled)
}

impl Telling {
    /// Prepares it: who tells. Carriers that are not connected yet are, by
    /// whoever begins it.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn of(
        services: &Services,
        by: By<'_>,
        order: orders::Model,
        course: Course,
    ) -> Result<Self, Error> {
        let shop = shop_of(services, &order)
            .ok_or_else(|| Error::refused("the order's connection is closed"))?;
        let mut carriers = HashMap::new();
        for carriage in course.round.way().carriages {
            let source = carriage.told_by;
            if let Entry::Vacant(free) = carriers.entry(source) {
                free.insert(carrier_of(services, by, &order, source).await?);
            }
        }
        Ok(Self {
            lines: order.order_lines(),
            order,
            course,
            shop,
            carriers,
        })
    }

    /// The order.
    pub const fn order(&self) -> &orders::Model {
        &self.order
    }

    /// What is told, in order.
    pub fn steps(&self) -> Vec<&'static Step> {
        self.course.steps()
    }

    /// Tells a step.
    ///
    /// # Errors
    /// Says why it cannot be told; what the server could not do is logged.
    pub async fn tell(&self, services: &Services, step: &'static Step) -> Result<(), BrokeOff> {
        let taken = self.taken(services, step).await;
        taken.unwrap_or_else(|error| {
            tracing::error!(%error, order = %self.order.public_id, "a step was not taken in");
            Err(BrokeOff::NotTaken)
        })
    }

    async fn taken(
        &self,
        services: &Services,
        step: &'static Step,
    ) -> Result<Result<(), BrokeOff>, Error> {
        let read = services.database.read();
        let order = order_of_served(read, &Serves::All, &self.order.public_id).await?;
        if order.as_ref().is_none_or(is_over) {
            return Ok(Err(BrokeOff::Over));
        }
        let round = self.course.round.at(step);
        let (connection, message, closed) = match step.what {
            What::Packed { parcel } => {
                let message = self.packed(&round, step, parcel)?;
                (&self.shop, message, BrokeOff::NoShop)
            }
            _ => {
                let message = senders::message(&round, step);
                let carrier = self.carriers.get(&message.source);
                let carrier = carrier.ok_or_else(|| Error::refused("nobody tells of it"))?;
                (carrier, message, BrokeOff::NoCarrier)
            }
        };
        if !is_open(services, connection) {
            return Ok(Err(closed));
        }
        self.hand_in(services, connection, message).await?;
        Ok(Ok(()))
    }

    async fn hand_in(
        &self,
        services: &Services,
        connection: &Arc<Connection>,
        message: Message,
    ) -> Result<(), Error> {
        let now = services.clock.now();
        let body = Bytes::from(message.body);
        let topic = message.topic;
        let changes = if connection.source == Source::Door.name() {
            through_door(topic, &body, now)?
        } else {
            let read = read_topic(&connection.source, topic.to_owned(), &body);
            read.changes.map_err(Error::Refused)?
        };
        let connection = Arc::clone(connection);
        let incoming = Incoming::new(connection, topic, body, changes, now, Repeats::Count);
        services.intake.take(incoming).await?;
        Ok(())
    }

    /// What the shop says of a parcel, with this order's own lines in it.
    fn packed(&self, round: &Round, step: &'static Step, parcel: usize) -> Result<Message, Error> {
        let source = match self.shop.source.as_str() {
            "shopify" => Source::Shopify,
            _ => Source::Door,
        };
        let message = senders::packed(source, round, step, parcel);
        let mut body: Value = serde_json::from_str(&message.body)?;
        let of = self.course.round.journey.parcels.len();
        let lines = parcels::contents(&self.lines, parcel, of)
            .into_iter()
            .map(|(line, quantity)| json!({"id": id(line), "quantity": quantity}));
        let lines: Value = lines.collect();
        body["order_id"] = id(&self.order.external_id);
        match source {
            Source::Shopify => body["line_items"] = lines,
            _ => body["items"] = lines,
        }
        Ok(Message {
            body: body.to_string(),
            ..message
        })
    }
}

/// An id as platforms write theirs: as a number where it reads back as the
/// same text ("0042" is another order than 42).
fn id(text: &str) -> Value {
    let number = text.parse::<u64>().ok();
    let number = number.filter(|number| number.to_string() == text);
    number.map_or_else(|| text.into(), Value::from)
}

fn through_door(topic: &str, body: &[u8], now: DateTime<Utc>) -> Result<Vec<Change>, Error> {
    let door = Door::from_name(topic).ok_or_else(|| Error::refused("no such door"))?;
    let items = door::items(None, body).map_err(|error| Error::refused(error.to_string()))?;
    let read = items.iter().map(|item| {
        let read = door::read_item(door, item, now);
        read.map_err(|errors| Error::refused(errors.to_string()))
    });
    read.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_reads_back_the_same_is_a_number() {
        for text in ["0042", "+42", "42a", "", " 42", "99999999999999999999999"] {
            assert_eq!(id(text), Value::from(text));
        }
        assert_eq!(id("42"), Value::from(42));
        assert_eq!(id("0"), Value::from(0));
    }

    #[test]
    fn what_goes_on_is_dated_after_what_was_told() {
        let begun: DateTime<Utc> = "2026-05-11T12:00:00Z".parse().unwrap();
        let every = TimeDelta::seconds(15);
        let course = Course::new(RehearsedJourney::OnTime, Some("US"), (begun, every), 7);
        let course = course.unwrap();
        let steps = course.steps();
        let (before, next) = (steps[2], steps[3]);
        let now = begun + TimeDelta::days(2);
        let later = course.going_on(3, now);
        assert!(course.round.happens(before) < later.round.happens(next));
        assert!(later.round.happens(next) <= now);
        assert!(now - later.round.happens(next).to_utc() < TimeDelta::minutes(1));
    }
}
